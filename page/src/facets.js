// What the filters can tell apart, how many of each pass the other filters, and the filters in words. Pure.
import { period } from "./bins.js";
import { createState } from "./state.js";
import { classOf, CLASSES, QUADS } from "./theme.js";
import { capital, LINES, RANK, typed } from "./words.js";

const MODALITIES = { Actual: "as done", Planned: "as planned", Proposed: "as proposed", Hypothetical: "as a possibility" };
const STANCES = { Affirms: "affirmed", Denies: "denied" };

const ofClaims = (read) => (model, event) => [...new Set(event.claims.flatMap((c) => read(model.claims[c], model)))];

/** Each facet: its heading, what an event has of it, the words for a value, an order where the alphabet is none. */
export const FACETS = {
  cls: { name: "Class", of: null, words: (v) => classOf(v).name, order: Object.keys(CLASSES) },
  type: { name: "Kind of event", of: (_, e) => [e.type], words: (v) => capital(typed(v)) },
  quad: {
    name: "Cooperation or conflict", of: (_, e) => [e.quad || "mixed"],
    words: (v) => (v === "mixed" ? "Neither" : capital(v)), order: [...QUADS, "mixed"],
  },
  line: { name: "How it is said", of: (_, e) => [e.line], words: (v) => LINES[v]?.name || v, order: RANK },
  modality: { name: "Told", of: ofClaims((c) => [c.modality]), words: (v) => capital(MODALITIES[v] || v), order: Object.keys(MODALITIES) },
  stance: { name: "Affirmed or denied", of: ofClaims((c) => [c.stance]), words: (v) => capital(STANCES[v] || v), order: Object.keys(STANCES) },
  by: { name: "Who reports it", of: ofClaims((c) => (c.by.length ? c.by : [""])), words: (v) => v || "The text itself", long: true },
  document: {
    name: "Document", of: ofClaims((c, model) => [model.documents[c.document]?.id]),
    words: (v, model) => model.byId("document", v)?.title || v, long: true,
  },
};

/** How often each value of a facet is met among what is visible: nodes for the class, events for all else. */
export const tally = (model, visible, facet) => {
  const found = new Map();
  const add = (value) => found.set(value, (found.get(value) || 0) + 1);
  if (facet === "cls") for (const node of model.nodes) { if (visible.nodes[node.i]) add(node.cls); }
  else for (const event of model.events) { if (visible.events[event.i]) FACETS[facet].of(model, event).forEach(add); }
  return found;
};

/** Every value of a facet in the order it is shown: its own order, else the most frequent first. */
export const values = (model, facet) => {
  const all = { nodes: new Uint8Array(model.nodes.length).fill(1), events: new Uint8Array(model.events.length).fill(1) };
  const found = tally(model, all, facet);
  const { order } = FACETS[facet];
  const rank = (v) => (order.includes(v) ? order.indexOf(v) : order.length);
  return [...found.keys()].sort((a, b) => (order ? rank(a) - rank(b) : found.get(b) - found.get(a)) || (a < b ? -1 : 1));
};

/** What would be visible under other filters: `under(filters)`; the store itself decides, as for the page. */
export const sifter = (model) => {
  const shadow = createState(model);
  return (filters) => {
    shadow.filter(filters);
    return shadow.visible();
  };
};

const sameOff = (a, b) => Object.keys(a).every((facet) => a[facet] === b[facet]);
const sameRest = (a, b) => ["confidence", "words", "around"].every((name) => a[name] === b[name]) && sameOff(a.off, b.off);

/** What would be visible without a period, asked anew only when another filter changes. */
export const timeless = (model) => {
  const under = sifter(model);
  let asked = null, seen = null;
  return (filters) => {
    if (!asked || !sameRest(asked, filters)) seen = under({ ...filters, from: null, to: null, undated: true });
    asked = filters;
    return seen;
  };
};

/** For each facet the counts under all filters but its own. */
export const counts = (model, state, under, facets) => Object.fromEntries(facets.map((facet) => {
  const { filters } = state.get();
  const own = filters.off[facet].size > 0;
  const visible = own ? under({ ...filters, off: { ...filters.off, [facet]: new Set() } }) : state.visible();
  return [facet, tally(model, visible, facet)];
}));

const NAMED = 2;
const list = (words) => words.slice(0, NAMED).join(", ") + (words.length > NAMED ? ` and ${words.length - NAMED} more` : "");

/** One facet's filter in words: "Kind of event: only talks", "Class: without place". */
const phrase = (model, facet, off, all) => {
  const { name, words } = FACETS[facet];
  const on = all.filter((v) => !off.has(v));
  const gone = all.filter((v) => off.has(v));
  if (!on.length) return `${name}: none`;
  const shown = on.length < gone.length ? on : gone;
  return `${name}: ${on.length < gone.length ? "only" : "without"} ${list(shown.map((v) => words(v, model)))}`;
};

/** The active filters: [words, the patch that takes the filter off]. `all(facet)` gives a facet's values. */
export const active = (model, filters, all) => {
  const out = Object.keys(FACETS).filter((facet) => filters.off[facet].size)
    .map((facet) => [phrase(model, facet, filters.off[facet], all(facet)), { off: { [facet]: new Set() } }]);
  if (filters.words.trim()) out.push([`Words: ${filters.words.trim()}`, { words: "" }]);
  if (filters.from !== null || filters.to !== null) out.push([capital(period(filters.from, filters.to)), { from: null, to: null }]);
  if (!filters.undated) out.push(["Without the undated", { undated: true }]);
  if (filters.confidence > 0) out.push([`Confidence at least ${filters.confidence.toFixed(2)}`, { confidence: 0 }]);
  if (filters.around) {
    const label = model.byId("node", filters.around.node)?.label || "";
    out.push([`Around ${label}: ${filters.around.steps === 1 ? "1 step" : `${filters.around.steps} steps`}`, { around: null }]);
  }
  return out;
};
