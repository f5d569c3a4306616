// Orders and headings that several views give their lists.

/** Parts of a line of small print, without those that are empty. */
export const dotted = (...parts) => parts.filter(Boolean).join(" · ");

const ranks = new WeakMap();

/** The place of each event among all of them, the newest first, a day before its month, the undated last. */
const rank = (model) => {
  if (!ranks.has(model)) {
    const found = new Int32Array(model.events.length);
    const first = ({ span }) => (span ? span[0] : -1e9);
    const order = [...model.events].sort((a, b) => first(b) - first(a) || (b.date || "").length - (a.date || "").length || a.i - b.i);
    order.forEach((event, place) => { found[event.i] = place; });
    ranks.set(model, found);
  }
  return ranks.get(model);
};

/** Indices of events as events, the newest first, the undated last. */
export const newest = (model, events) => {
  const places = rank(model);
  return [...events].sort((a, b) => places[a] - places[b]).map((e) => model.events[e]);
};

/** Events in their order, cut where the year changes: [year, events]. */
export const years = (events) => cut(events, (e) => (e.date || e.dateEnd || "").replace(/^(-?\d+).*/, "$1") || "Undated");

/** A list cut where the key changes: [key, items]. */
export const cut = (items, key) => {
  const out = [];
  for (const item of items) {
    const own = key(item);
    if (out.length && out[out.length - 1][0] === own) out[out.length - 1][1].push(item);
    else out.push([own, [item]]);
  }
  return out;
};

/** What a line without events means: who acts for whom, who is party to what. */
export const tieWords = (model, link) => {
  const [a, b] = [model.nodes[link.a], model.nodes[link.b]];
  if (a.state === b.i) return `${a.label} acts for or belongs to ${b.label}`;
  if (b.state === a.i) return `${b.label} acts for or belongs to ${a.label}`;
  if (a.parties.includes(b.i)) return `${b.label} is listed as a party to ${a.label}`;
  return `${a.label} is listed as a party to ${b.label}`;
};
