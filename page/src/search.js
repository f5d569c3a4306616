// What a search finds: names first, then events by their labels and quotes.
import { fold } from "./model.js";

const cache = new WeakMap();

const names = (model) => {
  if (!cache.has(model)) {
    cache.set(model, model.nodes.map((n) => [n.label, n.iso3 || "", ...n.aliases, ...n.offices].map(fold)));
  }
  return cache.get(model);
};

/** How well a name fits: 0 the whole name, 1 its start, 2 the start of a word in it, 3 anywhere; 9 not at all. */
const fit = (name, query) => {
  if (name === query) return 0;
  const at = name.indexOf(query);
  if (at <= 0) return at === 0 ? 1 : 9;
  return /[^\p{L}\p{N}]/u.test(name[at - 1]) ? 2 : 3;
};

/** {nodes, events}: indices, the best first; events whose every word is in their label, names or quotes. */
export const search = (model, text) => {
  const query = fold(text.trim());
  if (!query) return { nodes: [], events: [] };
  const found = [];
  names(model).forEach((own, i) => {
    const best = Math.min(...own.map((name, k) => fit(name, query) + (k ? 0.5 : 0)));
    if (best < 9) found.push([best, -model.nodes[i].degree, i]);
  });
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  const words = query.split(/\s+/);
  const events = model.events.filter((e) => words.every((word) => e.haystack.includes(word)));
  return { nodes: found.map((f) => f[2]), events: events.map((e) => e.i) };
};
