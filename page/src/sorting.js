// The rows of the tables and their order.

const names = new Intl.Collator("en", { sensitivity: "base", numeric: true });
const empty = (value) => value === "" || value === null || value === undefined;

/** Rows by a column, each a value: numbers by size, words by the alphabet; what is empty stays at the end in either direction. */
export const sorted = (rows, column, down = false) => {
  const sign = down ? -1 : 1;
  const compare = (x, y) => (typeof x === "number" && typeof y === "number" ? x - y : names.compare(x, y));
  return [...rows].sort((a, b) => {
    const [x, y] = [a[column], b[column]];
    if (empty(x) || empty(y)) return empty(x) - empty(y) || a.i - b.i;
    return sign * compare(x, y) || a.i - b.i;
  });
};

const labels = (model, list) => list.map((n) => model.nodes[n].label).join(", ");
const distinct = (list) => [...new Set(list.filter(Boolean))].join("; ");

/** The row of an event: every column as text, the date as written so that it sorts by time. */
export const eventRow = (model, event) => {
  const claims = event.claims.map((c) => model.claims[c]);
  return {
    i: event.i, date: event.date || "", who: labels(model, event.sources), what: event.label, whom: labels(model, event.targets),
    about: labels(model, event.about), line: event.line,
    by: distinct(claims.flatMap((c) => (c.by.length ? c.by : ["the text itself"]))),
    document: distinct(claims.map((c) => model.documents[c.document]?.title)),
  };
};

/** The row of an actor, with the number of its visible events. */
export const nodeRow = (model, visible, node) => ({
  i: node.i, label: node.label, cls: node.cls, events: node.events.filter((e) => visible.events[e]).length,
  links: node.links.filter((l) => visible.links[l]).length,
  state: model.nodes[node.state]?.label || "", offices: node.offices.join("; "),
});
