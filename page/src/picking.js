// What is under a point of the screen: a node, else a community, else a line. Only what was drawn is looked at, one by one:
// fifty thousand distances take less than a millisecond.
import { distance } from "./geometry.js";
import { radius } from "./scene.js";

const REACH = 5;

const nodeAt = (d, drawn, f, x, y) => {
  let best = -1, least = Infinity;
  for (const i of drawn.nodes) {
    const dx = d.X[i] * f.k + f.tx - x, dy = d.Y[i] * f.k + f.ty - y;
    const reach = radius(d.R[i], f.k) + REACH;
    const square = dx * dx + dy * dy;
    if (square < reach * reach && square < least) [best, least] = [i, square];
  }
  return best;
};

const communityAt = (d, drawn, f, x, y) => d.communities.find((c) => !drawn.open[c.i] && d.sizes[c.i]
  && Math.hypot(c.x * f.k + f.tx - x, c.y * f.k + f.ty - y) < Math.max(4, c.r * f.k));

const linkAt = (d, drawn, f, x, y) => {
  let best = -1, least = REACH;
  for (const list of drawn.segments) {
    for (let at = 0; at < list.length; at += 5) {
      const a = d.A[list[at]], b = d.B[list[at]];
      const far = distance(x, y, d.X[a] * f.k + f.tx, d.Y[a] * f.k + f.ty, d.X[b] * f.k + f.tx, d.Y[b] * f.k + f.ty);
      if (far < least) [best, least] = [list[at], far];
    }
  }
  return best;
};

export const nearest = (d, drawn, f, x, y) => {
  const node = nodeAt(d, drawn, f, x, y);
  if (node >= 0) return { node };
  const community = communityAt(d, drawn, f, x, y);
  if (community) return { community: community.i };
  const link = linkAt(d, drawn, f, x, y);
  return link >= 0 ? { link } : null;
};
