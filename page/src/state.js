// The one store of what the reader asked for. Views read it and ask it for changes; none knows another.
import { fold, iso, span } from "./model.js";
import { around } from "./paths.js";

const VIEWS = ["network", "matrix", "timeline", "table", "contested", "treaties", "sparql"];
const KINDS = { node: 1, event: 1, link: 2, path: 2, nodes: null };
const FACETS = ["cls", "type", "quad", "line", "modality", "stance", "by", "document"];
const NOTHING = Object.freeze({ kind: "none", ids: Object.freeze([]), query: "" });

const freshOff = () => Object.fromEntries(FACETS.map((facet) => [facet, new Set()]));
const freshFilters = () => Object.freeze({
  off: Object.freeze(freshOff()), confidence: 0, from: null, to: null, undated: true, words: "", around: null,
});
const fresh = () => Object.freeze({ view: "network", selection: NOTHING, treaty: Object.freeze([]), filters: freshFilters() });

/** Whether any filter keeps events away; a class that is off is no such filter, for it hides nodes. */
const sifts = (f) => FACETS.some((facet) => facet !== "cls" && f.off[facet].size) || f.confidence > 0 || f.from !== null
  || f.to !== null || !f.undated || f.words.trim() !== "" || f.around !== null;

// ---- what passes

const claimPasses = (model, { off, confidence }) => (claim) => !off.stance.has(claim.stance) && !off.modality.has(claim.modality)
  && !(claim.by.length ? claim.by.every((name) => off.by.has(name)) : off.by.has(""))
  && !off.document.has((model.documents[claim.document] || {}).id)
  && (claim.confidence === null || claim.confidence === undefined ? confidence === 0 : claim.confidence >= confidence);

const within = (event, { from, to, undated }) => (event.span
  ? (from === null || event.span[1] >= from) && (to === null || event.span[0] <= to) : undated);

const eventTest = (model, filters) => {
  const { off } = filters;
  const words = fold(filters.words).split(/\s+/).filter(Boolean);
  const passes = claimPasses(model, filters);
  const claims = ["stance", "modality", "by", "document"].some((facet) => off[facet].size) || filters.confidence > 0;
  return (event) => !off.type.has(event.type) && !off.quad.has(event.quad || "mixed") && !off.line.has(event.line)
    && within(event, filters)
    && (!off.cls.size || !event.nodes.length || event.nodes.some((n) => !off.cls.has(model.nodes[n].cls)))
    && (!claims || event.claims.some((c) => passes(model.claims[c])))
    && words.every((word) => event.haystack.includes(word));
};

/** Nodes of a class that is on, and those only that take part in a visible event where events are sifted. */
const markNodes = (model, filters, seen) => {
  const busy = sifts(filters);
  for (const node of model.nodes) {
    const shown = !filters.off.cls.has(node.cls) && (!busy || node.events.some((e) => seen.events[e]));
    seen.nodes[node.i] = shown ? 1 : 0;
  }
};

const markLinks = (model, seen) => {
  for (const link of model.links) {
    const ends = seen.nodes[link.a] && seen.nodes[link.b];
    seen.links[link.i] = ends && (!link.events.length || link.events.some((e) => seen.events[e])) ? 1 : 0;
  }
};

/** Only what is within some steps of a node, and the events between what is left. */
const narrow = (model, filters, seen) => {
  const centre = model.byId("node", filters.around.node);
  if (!centre) return;
  const near = around(model, seen, centre.i, filters.around.steps);
  for (const node of model.nodes) if (!near.has(node.i)) seen.nodes[node.i] = 0;
  markLinks(model, seen);
  for (const event of model.events) {
    const kept = event.links.length ? event.links.some((l) => seen.links[l]) : event.nodes.some((n) => near.has(n));
    if (!kept) seen.events[event.i] = 0;
  }
};

const sift = (model, filters) => {
  const seen = {
    events: new Uint8Array(model.events.length), nodes: new Uint8Array(model.nodes.length), links: new Uint8Array(model.links.length),
  };
  if (!sifts(filters) && !filters.off.cls.size) {
    for (const name of ["events", "nodes", "links"]) seen[name].fill(1);
    return Object.freeze({ ...seen, count: model.events.length });
  }
  const test = eventTest(model, filters);
  for (const event of model.events) seen.events[event.i] = test(event) ? 1 : 0;
  markNodes(model, filters, seen);
  markLinks(model, seen);
  if (filters.around) narrow(model, filters, seen);
  seen.count = seen.events.reduce((sum, one) => sum + one, 0);
  return Object.freeze(seen);
};

// ---- the address

const pack = (list) => list.map(encodeURIComponent).join("+");
const unpack = (text) => text.split("+").map((part) => {
  try { return decodeURIComponent(part); } catch { return ""; }
});

const hashOf = (model, { view, selection, treaty, filters: f }) => {
  const out = [];
  const say = (name, ...values) => out.push(`${name}=${pack(values.map(String))}`);
  if (view === "treaties" && treaty.length) say("treaty", ...treaty);
  else if (view !== "network") say("view", view);
  if (selection.kind === "search") say("search", selection.query);
  else if (selection.kind !== "none") say(selection.kind, ...selection.ids.map(model.local));
  for (const facet of FACETS) {
    const values = [...f.off[facet]].sort();
    if (values.length) say(`off-${facet}`, ...(facet === "document" ? values.map(model.local) : values));
  }
  if (f.confidence > 0) say("confidence", f.confidence);
  if (f.from !== null) say("from", iso(f.from));
  if (f.to !== null) say("to", iso(f.to));
  if (!f.undated) say("undated", "no");
  if (f.words) say("words", f.words);
  if (f.around) say("around", model.local(f.around.node), f.around.steps);
  return out.length ? `#${out.join("&")}` : "";
};

const parts = (hash) => {
  const found = new Map();
  for (const part of hash.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    if (at > 0) found.set(part.slice(0, at), unpack(part.slice(at + 1)));
  }
  return found;
};

const selectionOf = (model, found) => {
  if (found.has("search")) return Object.freeze({ kind: "search", ids: Object.freeze([]), query: found.get("search")[0] });
  for (const [kind, length] of Object.entries(KINDS)) {
    const named = found.get(kind) || [];
    const things = named.map((key) => (kind !== "event" && model.byId("node", key)) || (kind !== "node" && model.byId("event", key)));
    const good = length ? things.length === length && things.every(Boolean) : things.some(Boolean);
    if (good) return Object.freeze({ kind, ids: Object.freeze(things.filter(Boolean).map((t) => t.id)), query: "" });
  }
  return NOTHING;
};

const filtersOf = (model, found) => {
  const f = { ...freshFilters(), off: freshOff() };
  const day = (name) => (span((found.get(name) || [])[0]) || [null])[0];
  for (const facet of FACETS) f.off[facet] = new Set(found.get(`off-${facet}`) || []);
  f.off.document = new Set([...f.off.document].map((key) => (model.byId("document", key) || {}).id).filter(Boolean));
  f.confidence = Math.min(Math.max(Number((found.get("confidence") || [0])[0]) || 0, 0), 1);
  [f.from, f.to] = [day("from"), day("to")];
  f.undated = !found.has("undated");
  f.words = (found.get("words") || [""])[0];
  const [key, steps] = found.get("around") || [];
  const centre = key && model.byId("node", key);
  f.around = centre ? { node: centre.id, steps: Math.min(Math.max(Number(steps) || 1, 1), 9) } : null;
  return Object.freeze({ ...f, off: Object.freeze(f.off) });
};

const stateOf = (model, hash) => {
  const found = parts(hash);
  const [view] = found.has("treaty") ? ["treaties"] : found.get("view") || ["network"];
  return Object.freeze({
    view: VIEWS.includes(view) ? view : "network", selection: selectionOf(model, found),
    treaty: Object.freeze(found.get("treaty") || []), filters: filtersOf(model, found),
  });
};

// ---- the store

/** The store for a model. Listeners are called once a change with (now, before, {replace}). */
export const createState = (model) => {
  let now = fresh();
  let sifted = null;
  const listeners = new Set();
  const set = (patch, how = {}) => {
    const before = now;
    now = Object.freeze({ ...now, ...patch });
    for (const listener of [...listeners]) listener(now, before, how);
  };
  const selection = (kind, ids, query) => (kind === "none" ? NOTHING
    : Object.freeze({ kind, ids: Object.freeze([...ids]), query }));
  const state = {
    get: () => now,
    select: (kind, ids = [], query = "", how = {}) => set({ selection: selection(kind, ids, query) }, how),
    show: (view, how = {}) => set({ view }, how),
    /** The treaty board's own words: [instrument, day, state]; showing them shows the board. */
    treaty: (keys, how = {}) => set({ view: "treaties", treaty: Object.freeze([...keys]) }, how),
    filter(patch, how = { replace: true }) {
      const off = Object.freeze({ ...now.filters.off, ...patch.off });
      set({ filters: Object.freeze({ ...now.filters, ...patch, off }) }, how);
    },
    toggle(facet, value) {
      const off = new Set(now.filters.off[facet]);
      if (!off.delete(value)) off.add(value);
      state.filter({ off: { [facet]: off } });
    },
    reset: (how = {}) => set({ filters: freshFilters() }, how),
    active: () => sifts(now.filters) || now.filters.off.cls.size > 0,
    visible() {
      if (!sifted || sifted.filters !== now.filters) sifted = { filters: now.filters, seen: sift(model, now.filters) };
      return sifted.seen;
    },
    hash: () => hashOf(model, now),
    restore: (hash) => set(stateOf(model, hash), { restored: true }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return state;
};
