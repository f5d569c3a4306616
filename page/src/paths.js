// Ways through the network that is visible: the shortest between two actors, and what is a few steps around one.

const other = (link, node) => (link.a === node ? link.b : link.a);
const isTie = (link) => !link.events.length;
const any = () => true;

/** Whether more joins two nodes than what is only denied. */
const joins = (model, visible) => (link) => isTie(link) || link.events.some((e) => visible.events[e] && model.events[e].line !== "denied");

/** The neighbours of a node over visible links that pass, as pairs of link and node. */
const neighbours = (model, visible, node, passes) => model.nodes[node].links
  .filter((l) => visible.links[l] && passes(model.links[l]))
  .map((l) => [model.links[l], other(model.links[l], node)])
  .filter(([, next]) => visible.nodes[next]);

/** The nodes of one step more, with where each was reached from; a tie is taken only where no act leads there as soon. */
const step = (model, visible, frontier, from, passes) => {
  const found = [];
  const reached = frontier.flatMap((node) => neighbours(model, visible, node, passes).map(([link, next]) => [isTie(link), node, next]));
  for (const tie of [false, true]) {
    for (const [isOne, node, next] of reached) {
      if (isOne !== tie || from.has(next)) continue;
      from.set(next, node);
      found.push(next);
    }
  }
  return found;
};

const trace = (from, end) => {
  const path = [];
  for (let node = end; node !== null; node = from.get(node)) path.unshift(node);
  return path;
};

/**
 * The shortest way from a to b over visible links as indices of nodes, both ends among them; null where there is none.
 * What is only denied is no way.
 */
export const shortest = (model, visible, a, b) => {
  const from = new Map([[a, null]]);
  const passes = joins(model, visible);
  for (let frontier = [a]; frontier.length && !from.has(b);) frontier = step(model, visible, frontier, from, passes);
  return from.has(b) ? trace(from, b) : null;
};

/** The nodes at most so many visible links away from a node, itself among them. */
export const around = (model, visible, node, steps) => {
  const from = new Map([[node, null]]);
  for (let frontier = [node], n = 0; frontier.length && n < steps; n += 1) frontier = step(model, visible, frontier, from, any);
  return new Set(from.keys());
};
