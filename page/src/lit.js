// What a selection makes stand out in the picture. Pure.
import { shortest } from "./paths.js";
import { search } from "./search.js";

const around = (model, seen, node) => {
  const links = node.links.filter((l) => seen.links[l]);
  return { nodes: [...new Set([node.i, ...links.flatMap((l) => [model.links[l].a, model.links[l].b])])], links };
};

const between = (model, nodes) => {
  const links = nodes.slice(1).map((node, i) => model.linkBetween(nodes[i], node)).filter(Boolean);
  return { nodes, links: links.map((link) => link.i) };
};

const found = (model, query) => {
  const { nodes, events } = search(model, query);
  return { nodes: nodes.length ? nodes : [...new Set(events.flatMap((e) => model.events[e].nodes))], links: null };
};

/** {nodes, links} as indices; links is null for all links between these nodes. Null where nothing stands out. */
export const lit = (model, { kind, ids, query }, seen) => {
  const node = (iri) => model.byId("node", iri);
  const event = (iri) => model.byId("event", iri);
  if (kind === "search") return found(model, query);
  if (kind === "nodes") return { nodes: ids.flatMap((iri) => (node(iri) ? [node(iri).i] : (event(iri) || { nodes: [] }).nodes)), links: null };
  if (kind === "event" && event(ids[0])) return { nodes: event(ids[0]).nodes, links: event(ids[0]).links };
  if (!ids.length || !ids.every(node)) return null;
  const [a, b] = ids.map((iri) => node(iri));
  if (kind === "node") return around(model, seen, a);
  if (kind === "link") return between(model, [a.i, b.i]);
  return between(model, shortest(model, seen, a.i, b.i) || [a.i, b.i]);
};
