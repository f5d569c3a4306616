// Views of the world: {x, y} is the point in the middle, k the pixels for a unit. Pure.

/** The rectangle around nodes, with room for their labels. */
export const around = ({ X, Y, R }, nodes) => {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const i of nodes) {
    box.left = Math.min(box.left, X[i] - R[i] - 55);
    box.right = Math.max(box.right, X[i] + R[i] + 55);
    box.top = Math.min(box.top, Y[i] - R[i] - 8);
    box.bottom = Math.max(box.bottom, Y[i] + R[i] + 38);
  }
  return box;
};

/** The view that shows a rectangle whole, at most so large. */
export const fitted = ({ left, right, top, bottom }, width, height, most = 1.25, room = 24) => ({
  x: (left + right) / 2,
  y: (top + bottom) / 2,
  k: Math.max(1e-4, Math.min((width - room) / (right - left), (height - room) / (bottom - top), most)),
});

/** Zoomed by a factor around a point (dx, dy) pixels from the middle, which stays where it is. */
export const centred = (view, factor, dx = 0, dy = 0) => {
  const k = Math.min(8, Math.max(1e-3, view.k * factor));
  return { x: view.x + dx / view.k - dx / k, y: view.y + dy / view.k - dy / k, k };
};

/** Part of the way from one view to another; zooms evenly. */
export const mixed = (from, to, t) => {
  if (t >= 1) return to;
  const k = from.k * (to.k / from.k) ** t;
  // what is on the screen moves evenly where the scale does not change, and towards the target where it does
  const s = Math.abs(to.k - from.k) < 1e-9 * from.k ? t : (1 / from.k - 1 / k) / (1 / from.k - 1 / to.k);
  return { x: from.x + (to.x - from.x) * s, y: from.y + (to.y - from.y) * s, k };
};

/** How far a point is from a segment. */
export const distance = (x, y, x1, y1, x2, y2) => {
  const dx = x2 - x1, dy = y2 - y1;
  const t = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
};
