// Who acts towards whom, as the cells of a table.

const SYMMETRIC = new Set(["CONSULT", "AGREE", "COOPERATE"]);
const ACTORS = new Set(["Person", "State", "InternationalOrganization", "GovernmentBody", "Organization"]);

/** The node that a node is counted with: its state where it acts for one, else itself. */
const rolled = (model, node) => {
  const { state } = model.nodes[node];
  return state >= 0 && model.nodes[state] ? state : node;
};

/** The directions of an event along a line: [actor, towards whom], both ways where neither side leads. */
const directions = (event, link) => {
  const forth = event.sources.includes(link.a), back = event.sources.includes(link.b);
  if (SYMMETRIC.has(event.type) || forth === back) return [[link.a, link.b], [link.b, link.a]];
  return forth ? [[link.a, link.b]] : [[link.b, link.a]];
};

const actor = (model, node) => ACTORS.has(model.nodes[node].cls);

/** Visible events between actors as a map from "row column" (indices of nodes) to the set of their events. */
const gather = (model, visible, { roll }) => {
  const found = new Map();
  const at = (node) => (roll ? rolled(model, node) : node);
  for (const link of model.links) {
    if (!visible.links[link.i] || !actor(model, link.a) || !actor(model, link.b)) continue;
    for (const e of link.events) {
      if (!visible.events[e]) continue;
      for (const [from, to] of directions(model.events[e], link)) {
        const key = `${at(from)} ${at(to)}`;
        if (at(from) !== at(to)) found.set(key, (found.get(key) || new Set()).add(e));
      }
    }
  }
  return found;
};

/** What one cell shows. Only what is stated as done makes it firm, and what is only denied leans to neither side. */
const cell = (model, events) => {
  const list = [...events].map((e) => model.events[e]);
  const said = list.filter((e) => e.line !== "denied");
  const friendly = said.filter((e) => (e.quad || "").endsWith("cooperation")).length;
  const hostile = said.filter((e) => (e.quad || "").endsWith("conflict")).length;
  return {
    events: list.map((e) => e.i), friendly, hostile, denied: list.length - said.length,
    firm: list.some((e) => e.line === "stated"),
    lean: friendly + hostile ? Math.min(4, Math.floor((5 * friendly) / (friendly + hostile))) : 2,
    depth: Math.min(4, 1 + Math.floor(Math.log2(list.length))),
  };
};

/** The busiest actors and the cells between them: {rows: [node indices], cells: Map, of: how many there are in all}. */
export const matrix = (model, visible, { roll = true, size = 30 } = {}) => {
  const found = gather(model, visible, { roll });
  const totals = new Map();
  for (const [key, events] of found) {
    for (const node of key.split(" ").map(Number)) {
      if (!totals.has(node)) totals.set(node, new Set());
      for (const event of events) totals.get(node).add(event);
    }
  }
  const name = (node) => model.nodes[node].label;
  const order = [...totals].sort(([a, x], [b, y]) => y.size - x.size || (name(a) < name(b) ? -1 : 1)).map(([node]) => node);
  const rows = order.slice(0, size);
  const shown = new Set(rows);
  const cells = new Map();
  for (const [key, events] of found) {
    if (key.split(" ").every((node) => shown.has(Number(node)))) cells.set(key, cell(model, events));
  }
  return { rows, cells, of: order.length };
};

/** Who stands behind a row: the node and those counted with it that take part in these events. */
export const behind = (model, row, events) => {
  const part = events.flatMap((e) => model.events[e].nodes);
  return [...new Set(part.filter((n) => n === row || rolled(model, n) === row))];
};
