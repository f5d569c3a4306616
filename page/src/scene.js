// Draws a frame {k, tx, ty, width, height}: what stands at (x, y) comes to (x k + tx, y k + ty). Works on a canvas
// context as on an SVG pen. One path for each colour and width, for strokes are what costs.
import { labelOf } from "./drawing.js";
import { CLASSES, INSTRUMENTS, SHAPES, tone } from "./theme.js";
import { LINES, count } from "./words.js";

const FONT = "system-ui, sans-serif";
const UNFOLD = 70; // pixels of radius from which on a community shows its members
const MANY = 6000; // links on the screen above which neither arrows nor dashes can be told apart
const SKETCH = 4000; // links that are drawn of all while the picture moves
const CHUNK = 1500; // segments a path: longer ones are slow to fill
const LABELS = 160, MISSED = 100; // labels set, and nodes in a row without room for theirs

/** Radius on the screen: shrinks slower than the picture, so that far views still show shapes. */
export const radius = (r, k) => Math.max(1.1, r * Math.min(k ** 0.75, 1.5));

/** Grid of taken cells: labels are set where nothing stands yet. */
class Taken {
  constructor(width, height, cell = 4) {
    this.cell = cell;
    this.columns = Math.ceil(width / cell) + 1;
    this.rows = Math.ceil(height / cell) + 1;
    this.grid = new Uint8Array(this.columns * this.rows);
  }
  #cells(x, y, w, h, visit) {
    const left = Math.max(0, Math.floor(x / this.cell)), right = Math.min(this.columns - 1, Math.floor((x + w) / this.cell));
    const top = Math.max(0, Math.floor(y / this.cell)), bottom = Math.min(this.rows - 1, Math.floor((y + h) / this.cell));
    for (let row = top; row <= bottom; row += 1) {
      for (let at = row * this.columns + left, end = row * this.columns + right; at <= end; at += 1) if (visit(at)) return true;
    }
    return false;
  }
  free(x, y, w, h) { return !this.#cells(x, y, w, h, (at) => this.grid[at]); }
  take(x, y, w, h) { this.#cells(x, y, w, h, (at) => { this.grid[at] = 1; return false; }); }
}

// ---- what is on the screen

/** Which communities show their members. */
const unfolded = (d, { k }) => Uint8Array.from(d.communities, (c) => (c.r * k >= UNFOLD ? 1 : 0));

const choose = (d, lit, f) => {
  const open = unfolded(d, f);
  const all = !d.communities.length;
  const bare = (i) => all || open[d.community[i]] || (lit && lit.nodes.has(i));
  const inside = (x, y, room) => x > -room && y > -room && x < f.width + room && y < f.height + room;
  const drawn = { open, bare, nodes: [], links: 0, bridges: 0, inside };
  for (const i of d.order) {
    if (d.seen.nodes[i] && bare(i) && inside(d.X[i] * f.k + f.tx, d.Y[i] * f.k + f.ty, 30)) drawn.nodes.push(i);
  }
  return drawn;
};

const crosses = (x1, y1, x2, y2, f) => !((x1 < 0 && x2 < 0) || (y1 < 0 && y2 < 0) || (x1 > f.width && x2 > f.width) || (y1 > f.height && y2 > f.height));

/** Ends of the links of a group that cross the screen: [link, x1, y1, x2, y2, ...]. */
const segments = (d, group, drawn, f) => {
  const out = [];
  const folds = d.communities.length > 0; // there lines that only pass by would hide what one came to see
  for (let n = 0; n < group.list.length; n += f.stride) {
    const i = group.list[n];
    const a = d.A[i], b = d.B[i];
    const x1 = d.X[a] * f.k + f.tx, y1 = d.Y[a] * f.k + f.ty, x2 = d.X[b] * f.k + f.tx, y2 = d.Y[b] * f.k + f.ty;
    if (!crosses(x1, y1, x2, y2, f) || !drawn.bare(a) || !drawn.bare(b)) continue;
    if (!folds || drawn.inside(x1, y1, 0) || drawn.inside(x2, y2, 0)) out.push(i, x1, y1, x2, y2);
  }
  return out;
};

// ---- strokes

const strokeAll = (ctx, list) => {
  for (let from = 0; from < list.length; from += CHUNK * 5) {
    ctx.beginPath();
    for (let at = from, end = Math.min(list.length, from + CHUNK * 5); at < end; at += 5) {
      ctx.moveTo(list[at + 1], list[at + 2]);
      ctx.lineTo(list[at + 3], list[at + 4]);
    }
    ctx.stroke();
  }
};

const head = (ctx, x1, y1, x2, y2, gap, size) => {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length < gap + size) return;
  const ux = (x2 - x1) / length, uy = (y2 - y1) / length;
  const x = x2 - ux * gap, y = y2 - uy * gap;
  ctx.moveTo(x, y);
  ctx.lineTo(x - ux * size - uy * size * 0.45, y - uy * size + ux * size * 0.45);
  ctx.lineTo(x - ux * size + uy * size * 0.45, y - uy * size - ux * size * 0.45);
  ctx.closePath();
};

const arrows = (ctx, d, list, f, size) => {
  ctx.beginPath();
  for (let at = 0; at < list.length; at += 5) {
    const i = list[at];
    const way = d.model.links[i].arrows;
    if (way & 1) head(ctx, list[at + 1], list[at + 2], list[at + 3], list[at + 4], radius(d.R[d.B[i]], f.k) + 2, size);
    if (way & 2) head(ctx, list[at + 3], list[at + 4], list[at + 1], list[at + 2], radius(d.R[d.A[i]], f.k) + 2, size);
  }
  ctx.fill();
};

const links = (ctx, d, lit, drawn, f) => {
  const groups = d.groups.map((group) => ({ ...group, list: segments(d, group, drawn, f) }));
  drawn.links = groups.reduce((sum, group) => sum + group.list.length / 5, 0);
  const dense = drawn.links > MANY;
  const thin = Math.min(1, 0.4 + f.k * 0.9);
  drawn.segments = [];
  for (const group of groups) {
    const bright = lit ? keep(group.list, lit) : group.list;
    const colour = tone(group.tone);
    const tie = group.line === "tie";
    ctx.strokeStyle = ctx.fillStyle = colour;
    ctx.lineWidth = Math.max(0.5, group.width * thin);
    if (bright.length < group.list.length) {
      ctx.globalAlpha = 0.1;
      strokeAll(ctx, group.list);
    }
    ctx.globalAlpha = tie ? 0.45 : dense && !lit ? 0.22 : group.line === "stated" ? 1 : 0.85;
    ctx.setLineDash(tie || dense ? [] : LINES[group.line].dash.map((x) => x * Math.max(0.5, thin)));
    strokeAll(ctx, bright);
    ctx.setLineDash([]);
    if (!tie && !dense && !f.quick) arrows(ctx, d, bright, f, Math.max(4, Math.min(9, 4 + 5 * f.k)));
    drawn.segments.push(bright);
  }
  ctx.globalAlpha = 1;
};

const keep = (list, lit) => {
  const out = [];
  for (let at = 0; at < list.length; at += 5) {
    if (lit.link(list[at])) out.push(list[at], list[at + 1], list[at + 2], list[at + 3], list[at + 4]);
  }
  return out;
};

// ---- nodes

export const shape = (ctx, name, x, y, r) => {
  const corners = SHAPES[name];
  if (r < 2.2) ctx.rect(x - r, y - r, 2 * r, 2 * r);
  else if (!corners) {
    ctx.moveTo(x + r, y);
    ctx.arc(x, y, r, 0, 2 * Math.PI);
  } else {
    corners.forEach(([cx, cy], i) => ctx[i ? "lineTo" : "moveTo"](x + r * cx, y + r * cy));
    ctx.closePath();
  }
};

const paintNodes = (ctx, d, list, f, ink, alpha) => {
  const byClass = new Map();
  for (const i of list) {
    const name = CLASSES[d.model.nodes[i].cls] ? d.model.nodes[i].cls : "Thing";
    if (!byClass.has(name)) byClass.set(name, []);
    byClass.get(name).push(i);
  }
  ctx.globalAlpha = alpha;
  for (const [name, own] of byClass) {
    ctx.beginPath();
    for (const i of own) shape(ctx, CLASSES[name].shape, d.X[i] * f.k + f.tx, d.Y[i] * f.k + f.ty, radius(d.R[i], f.k));
    ctx.fillStyle = CLASSES[name].colour;
    ctx.fill();
    ctx.strokeStyle = ink.ink;
    ctx.lineWidth = (INSTRUMENTS.has(name) ? 2.2 : 0.9) * Math.min(1, 0.3 + f.k);
    if (own.length < 3000 && !f.quick) ctx.stroke();
  }
  ctx.globalAlpha = 1;
};

const nodes = (ctx, d, lit, drawn, f, ink) => {
  if (!lit) return paintNodes(ctx, d, drawn.nodes, f, ink, 1);
  paintNodes(ctx, d, drawn.nodes.filter((i) => !lit.nodes.has(i)), f, ink, 0.16);
  return paintNodes(ctx, d, drawn.nodes.filter((i) => lit.nodes.has(i)), f, ink, 1);
};

// ---- communities that are folded

const folded = (ctx, d, lit, drawn, f, ink, taken) => {
  const at = (c) => [d.communities[c].x * f.k + f.tx, d.communities[c].y * f.k + f.ty];
  ctx.strokeStyle = tone("mixed");
  for (const { a, b, count: n } of d.bridges) {
    if (drawn.open[a] && drawn.open[b]) continue;
    if (!d.sizes[a] || !d.sizes[b]) continue;
    const [x1, y1] = at(a), [x2, y2] = at(b);
    if (!crosses(x1, y1, x2, y2, f)) continue;
    drawn.bridges += 1;
    ctx.globalAlpha = Math.min(0.5, 0.06 + 0.05 * Math.log2(n)) * (lit ? 0.4 : 1);
    ctx.lineWidth = 0.6 + Math.log2(n) / 2;
    ctx.beginPath();
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
  const shown = d.communities.filter((c) => !drawn.open[c.i] && d.sizes[c.i]).sort((a, b) => d.sizes[b.i] - d.sizes[a.i] || a.i - b.i);
  for (const c of shown) {
    const [x, y] = at(c.i), r = Math.max(2, c.r * f.k * 0.9);
    if (!drawn.inside(x, y, r)) continue;
    ctx.globalAlpha = lit ? 0.35 : 1;
    ctx.beginPath();
    ctx.moveTo(x + r, y);
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fillStyle = ink.paper;
    ctx.fill();
    ctx.strokeStyle = ink.soft;
    ctx.lineWidth = 1.2;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
  return shown.slice(0, 400).forEach((c) => {
    const [x, y] = at(c.i), r = c.r * f.k;
    if (r < 5 || !drawn.inside(x, y, 0)) return;
    const words = [...(r > 14 || c.i < 40 ? c.label.split(", ").slice(0, r > 34 ? 3 : 1) : []), count(d.sizes[c.i], "name")];
    write(ctx, words.length > 1 ? words : [words[0]], x, y - 6.5 * words.length, 12, ink, taken, true);
  });
};

// ---- words

/** Writes lines of text under a point where there is room (without `taken` in any case); whether it did. */
export const write = (ctx, lines, x, y, size, ink, taken, centred, colour = ink.ink) => {
  ctx.font = `${size}px ${FONT}`;
  const width = Math.max(...lines.map((line) => ctx.measureText(line).width));
  const high = lines.length * size * 1.18;
  if (taken && !taken.free(x - width / 2 - 1, y, width + 2, high)) return false;
  if (taken) taken.take(x - width / 2 - 1, y, width + 2, high);
  ctx.textAlign = "center";
  ctx.lineWidth = 3.4;
  ctx.strokeStyle = centred ? ink.paper : ink.ground;
  ctx.fillStyle = colour;
  lines.forEach((line, n) => {
    const down = y + size * (0.9 + n * 1.18);
    ctx.strokeText(line, x, down);
    ctx.fillText(line, x, down);
  });
  return true;
};

const middles = (drawn) => {
  const found = new Map();
  for (const list of drawn.segments) {
    for (let at = 0; at < list.length; at += 5) {
      const [, x1, y1, x2, y2] = list.slice(at, at + 5);
      found.set(list[at], { x: (x1 + x2) / 2, y: (y1 + y2) / 2, length: Math.hypot(x2 - x1, y2 - y1) });
    }
  }
  return found;
};

/** Words in the middle of lines that are long enough for them. */
const onLines = (ctx, words, middle, least, put) => {
  for (const [i, own] of words) {
    const at = middle.get(i);
    if (at && at.length > least) put({ words: own, x: at.x, y: at.y });
  }
};

/** Where a label may stand: below its node, above, right, left; x and y from the middle of the node. */
const spots = (r, w, h) => [[0, r + 2], [0, -r - h - 2], [r + w / 2 + 4, -h / 2], [-r - w / 2 - 4, -h / 2]];

export const labelSize = (k) => Math.max(9.5, Math.min(15, 12.5 * k ** 0.6));

/** Labels where there is room, the most connected first; the shapes of these stay clear of later labels. */
const labels = (ctx, d, lit, drawn, f, ink, taken) => {
  const size = labelSize(f.k);
  ctx.font = `${size}px ${FONT}`;
  const first = lit ? drawn.nodes.filter((i) => lit.nodes.has(i)) : drawn.nodes;
  let set = 0, missed = 0;
  for (const i of first) {
    if (set >= (f.quick ? LABELS / 4 : LABELS) || missed >= MISSED) break; // the picture is full
    const r = radius(d.R[i], f.k), x = d.X[i] * f.k + f.tx, y = d.Y[i] * f.k + f.ty;
    const lines = labelOf(d, i);
    const width = Math.max(...lines.map((line) => ctx.measureText(line).width));
    if (spots(r, width, lines.length * size * 1.18).some(([dx, dy]) => write(ctx, lines, x + dx, y + dy, size, ink, taken))) [set, missed] = [set + 1, 0];
    else missed += 1;
    if (r > 3) taken.take(x - 0.7 * r, y - 0.7 * r, 1.4 * r, 1.4 * r);
  }
};

/** Paints the frame; gives what is drawn where, for picking. `lit` is null or {nodes, link(i), few}. */
export const paint = (ctx, d, lit, frame, ink) => {
  const f = { ...frame, stride: frame.quick ? Math.ceil(d.A.length / SKETCH) : 1 };
  const taken = new Taken(f.width, f.height);
  ctx.fillStyle = ink.ground;
  ctx.globalAlpha = 1;
  ctx.fillRect(0, 0, f.width, f.height);
  const drawn = choose(d, lit, f);
  links(ctx, d, lit, drawn, f);
  if (d.communities.length) folded(ctx, d, lit, drawn, f, ink, taken);
  nodes(ctx, d, lit, drawn, f, ink);
  const middle = drawn.links > 2500 || f.quick ? null : middles(drawn);
  if (middle) onLines(ctx, d.marks, middle, 34, (mark) => write(ctx, [mark.words], mark.x, mark.y - 7, 11.5, ink, taken, false, mark.words.includes("✕") ? tone("denied") : ink.ink));
  labels(ctx, d, lit, drawn, f, ink, taken);
  if (middle) onLines(ctx, d.captions, middle, 70, (c) => write(ctx, [c.words], c.x, c.y - 6, 10.5, ink, taken, false, ink.soft));
  return drawn;
};
