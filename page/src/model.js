// The graph of the page as arrays of plain objects; whatever points to another object holds its index.

/** A form in which upper case and accents make no difference. */
export const fold = (text) => String(text || "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The last part of an IRI, which is how addresses of the page name things. */
export const local = (iri) => iri.split(/[/#]/).pop();

const DAY = 864e5;
const days = (year, month, day) => {
  const at = new Date(0);
  at.setUTCFullYear(year, month, day); // Date.UTC takes the year 50 for 1950
  return Math.round(at.getTime() / DAY);
};

/** First and last day (days since 1970) of YYYY, YYYY-MM or YYYY-MM-DD; null for anything else. */
export const span = (date) => {
  const [, y, m, d] = /^(-?\d{4,6})(?:-(\d\d)(?:-(\d\d))?)?/.exec(date || "") || [];
  if (!y) return null;
  if (d) return [days(+y, m - 1, +d), days(+y, m - 1, +d)];
  return m ? [days(+y, m - 1, 1), days(+y, +m, 0)] : [days(+y, 0, 1), days(+y, 11, 31)];
};

/** The day a number of days after 1970, as YYYY-MM-DD. */
export const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);

const rows = (columns, one) => {
  const names = Object.keys(columns);
  const length = names.length ? columns[names[0]].length : 0;
  return Array.from({ length }, (_, i) => {
    const row = { i };
    for (const name of names) row[name] = columns[name][i];
    return one ? one(row) : row;
  });
};

const MODALITIES = ["Actual", "Planned", "Proposed", "Hypothetical"];

/** What the claims of an event come to: its strongest affirmed modality, and whether somebody denies it. */
const verdict = (event, claims) => {
  const own = event.claims.map((c) => claims[c]);
  const affirmed = own.filter((c) => c.stance !== "Denies");
  const rank = (affirmed.length ? affirmed : own).map((c) => MODALITIES.indexOf(c.modality)).filter((r) => r >= 0);
  event.modality = MODALITIES[rank.length ? Math.min(...rank) : 0];
  event.contested = affirmed.length > 0 && affirmed.length < own.length;
};

const joined = (from, to) => {
  if (!from || !to) return from || to;
  return [Math.min(from[0], to[0]), Math.max(from[1], to[1])];
};

/** The text that a search for words looks through, made when first asked for. */
const haystack = (model, event) => fold([
  event.label, event.place, event.topic, ...event.nodes.map((n) => model.nodes[n].label),
  ...event.claims.map((c) => model.claims[c].quote),
].join("\n"));

class Event {
  #text = null;
  constructor(row, model) {
    Object.assign(this, row);
    this.nodes = [...new Set([...row.sources, ...row.targets, ...row.about])];
    this.claims = [];
    this.links = [];
    this.span = joined(span(row.date), span(row.dateEnd));
    Object.defineProperty(this, "haystack", { get: () => (this.#text ??= haystack(model, this)) });
  }
}

const index = (list) => {
  const found = new Map();
  for (const row of list) if (!found.has(local(row.id))) found.set(local(row.id), row);
  for (const row of list) found.set(row.id, row);
  return found;
};

/** The model of the page from the JSON it carries. */
export const load = (json) => {
  const full = (row) => {
    if (!row.id.includes(":")) row.id = (json.base || "") + row.id; // short for what is under the base
    return row;
  };
  const model = { title: json.title, base: json.base || "", local, treaties: json.treaties || null };
  model.documents = rows(json.documents, full);
  model.nodes = rows(json.nodes, (row) => Object.assign(full(row), { events: [], links: [] }));
  model.events = rows(json.events, (row) => new Event(full(row), model));
  model.claims = rows(json.claims);
  model.links = rows(json.links);
  model.communities = json.communities ? rows(json.communities) : [];
  for (const claim of model.claims) model.events[claim.event].claims.push(claim.i);
  for (const event of model.events) {
    verdict(event, model.claims);
    for (const node of event.nodes) model.nodes[node].events.push(event.i);
  }
  const pairs = new Map();
  for (const link of model.links) {
    pairs.set(link.a < link.b ? `${link.a} ${link.b}` : `${link.b} ${link.a}`, link);
    model.nodes[link.a].links.push(link.i);
    model.nodes[link.b].links.push(link.i);
    for (const event of link.events) model.events[event].links.push(link.i);
  }
  for (const node of model.nodes) node.degree = node.links.length;
  const known = {};
  model.byId = (kind, iri) => {
    known[kind] ??= index(model[`${kind}s`]);
    return known[kind].get(iri) || known[kind].get(local(iri));
  };
  model.linkBetween = (a, b) => pairs.get(a < b ? `${a} ${b}` : `${b} ${a}`);
  return model;
};
