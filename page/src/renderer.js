// The picture on a canvas. What is slow, the scene, is painted aside with a margin; while the picture moves it is only
// shifted and stretched, and painted anew once it rests or its margin is used up. Hover and selection are drawn on top.
import { labelOf, prepare, restyle } from "./drawing.js";
import { gestures } from "./gestures.js";
import { centred, around, fitted, mixed } from "./geometry.js";
import { nearest } from "./picking.js";
import { labelSize, paint, radius, shape, write } from "./scene.js";
import { SvgPen } from "./svgpen.js";
import { classOf, ink as inks, onTheme } from "./theme.js";

const LIGHT = 1500; // links and nodes that can be painted at each frame
const REST = 90; // milliseconds after the last movement
const SPEED = 320; // of animated moves, in milliseconds
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The nodes and links that stand out, as sets; without links, all between these nodes. */
const standing = (d, nodes, links) => {
  if (!nodes) return null;
  const set = new Set(nodes);
  const some = links && new Set(links);
  return { nodes: set, few: set.size < 60, link: (i) => (some ? some.has(i) : set.has(d.A[i]) && set.has(d.B[i])) };
};

export const createRenderer = (canvas, model, theme, { pick = () => {}, hover = () => {}, begin = null } = {}) => {
  const context = canvas.getContext("2d");
  const scene = document.createElement("canvas");
  const d = prepare(model);
  let ink = inks();
  let v = { x: 0, y: 0, k: 1 }; // the world's point in the middle of the canvas, and pixels for its unit
  let painted = null; // {x, y, k, width, height, drawn}: the frame that the scene holds
  let lit = null, chosen = null, under = null, frame = null, rest = null, move = null;
  let kept = null; // nodes to keep in view until the reader moves the picture
  let stale = true;
  let dpr = 1, width = 0, height = 0;

  const heavy = () => painted && painted.drawn.links + painted.drawn.bridges + painted.drawn.nodes.length > LIGHT;
  const window_ = (view, w, h, quick) => ({ k: view.k, tx: w / 2 - view.x * view.k, ty: h / 2 - view.y * view.k, width: w, height: h, quick });

  const repaint = (quick) => {
    const margin = heavy() ? 1.5 : 1;
    const w = Math.round(width * margin), h = Math.round(height * margin);
    if (scene.width !== w * dpr || scene.height !== h * dpr) [scene.width, scene.height] = [w * dpr, h * dpr];
    const pen = scene.getContext("2d", { alpha: false });
    pen.setTransform(dpr, 0, 0, dpr, 0, 0);
    pen.lineJoin = "round";
    painted = { ...v, width: w, height: h, drawn: paint(pen, d, lit, window_(v, w, h, quick), ink) };
  };

  /** Whether the scene, shifted and stretched, still fills the canvas well enough. */
  const covers = () => {
    const z = v.k / painted.k;
    const dx = Math.abs(v.x - painted.x) * v.k, dy = Math.abs(v.y - painted.y) * v.k;
    return z < 2.5 && painted.width * z / 2 - dx > width * 0.4 && painted.height * z / 2 - dy > height * 0.4;
  };

  const ring = (i, colour, wide) => {
    const f = window_(v, width, height);
    const x = d.X[i] * f.k + f.tx, y = d.Y[i] * f.k + f.ty, r = radius(d.R[i], f.k);
    context.beginPath();
    shape(context, classOf(model.nodes[i].cls).shape, x, y, Math.max(r, 3) + 1);
    context.fillStyle = classOf(model.nodes[i].cls).colour;
    context.fill();
    context.strokeStyle = colour;
    context.lineWidth = wide;
    context.beginPath();
    context.arc(x, y, Math.max(r, 3) * 1.25 + 4, 0, 2 * Math.PI);
    context.stroke();
    return [x, y + r + 2];
  };
  /** The name of a node where its label stands or would stand. */
  const name = (i, [x, y]) => {
    context.lineJoin = "round";
    write(context, labelOf(d, i), x, y, Math.max(12, labelSize(v.k)), ink, null, false);
  };
  const overlay = () => {
    context.setTransform(dpr, 0, 0, dpr, 0, 0);
    if (under && under.link !== undefined) {
      const f = window_(v, width, height);
      const [a, b] = [d.A[under.link], d.B[under.link]];
      context.strokeStyle = ink.accent;
      context.globalAlpha = 0.4; // the dashes of what is no fact stay to be seen
      context.lineWidth = 8;
      context.beginPath();
      context.moveTo(d.X[a] * f.k + f.tx, d.Y[a] * f.k + f.ty);
      context.lineTo(d.X[b] * f.k + f.tx, d.Y[b] * f.k + f.ty);
      context.stroke();
      context.globalAlpha = 1;
    }
    if (chosen !== null) ring(chosen, ink.accent, 3);
    if (under && under.node !== undefined) name(under.node, ring(under.node, ink.ink, 2));
  };

  const show = () => {
    frame = null;
    if (!width || !height || !d.seen) return;
    if (stale || !painted || !heavy()) repaint(false);
    else if (!covers()) repaint(true); // in full once the picture rests
    stale = false;
    const z = v.k / painted.k;
    const w = painted.width * z, h = painted.height * z;
    const x = width / 2 - w / 2 + (painted.x - v.x) * v.k, y = height / 2 - h / 2 + (painted.y - v.y) * v.k;
    context.setTransform(dpr, 0, 0, dpr, 0, 0);
    context.fillStyle = ink.ground;
    context.fillRect(0, 0, width, height);
    context.drawImage(scene, Math.round(x * dpr) / dpr, Math.round(y * dpr) / dpr, w, h);
    overlay();
  };
  const restack = () => { frame ||= requestAnimationFrame(show); };
  const soon = () => {
    stale = true;
    restack();
  };
  const moved = () => {
    restack();
    clearTimeout(rest);
    rest = setTimeout(() => { if (heavy()) soon(); }, REST);
  };

  const go = (view, animate) => {
    cancelAnimationFrame(move);
    if (!animate || still() || !width) {
      v = view;
      return soon();
    }
    const from = v, begin = performance.now();
    const step = (time) => {
      const t = Math.min(1, Math.max(0, (time - begin) / SPEED));
      v = mixed(from, view, t * t * (3 - 2 * t));
      moved();
      if (t < 1) move = requestAnimationFrame(step);
      else soon();
    };
    move = requestAnimationFrame(step);
    return undefined;
  };
  const seenNodes = () => model.nodes.filter((n) => d.seen && d.seen.nodes[n.i]).map((n) => n.i);
  const all = () => {
    const own = seenNodes();
    return own.length ? own : model.nodes.map((n) => n.i);
  };
  const look = (nodes, most) => fitted(around(d, nodes), width, height, most);
  const free = () => { kept = null; cancelAnimationFrame(move); };
  const at = (x, y) => painted && nearest(d, painted.drawn, window_(v, width, height), x, y);

  const api = {
    visible(seen) { restyle(d, seen); soon(); },
    light(nodes, links) { lit = standing(d, nodes, links); soon(); },
    selected(target) { chosen = target && Number.isInteger(target.node) ? target.node : null; soon(); },
    /** A node that the keyboard stands on. */
    point(target) {
      under = target;
      if (target) api.reveal(target.node);
      restack();
    },
    reveal(i) {
      const f = window_(v, width, height);
      const x = d.X[i] * f.k + f.tx, y = d.Y[i] * f.k + f.ty;
      if (x < 30 || y < 30 || x > width - 30 || y > height - 30) go({ ...v, x: d.X[i], y: d.Y[i] }, true);
    },
    focus(nodes, animate) {
      kept = [...nodes];
      if (kept.length && width) go(look(kept, 1.5), animate);
    },
    fit(animate) {
      kept = "all";
      if (width) go(look(all(), 1.25), animate);
    },
    zoom(factor, x = width / 2, y = height / 2) {
      free();
      v = centred(v, factor, x - width / 2, y - height / 2);
      moved();
    },
    pan(dx, dy) {
      free();
      v = { ...v, x: v.x - dx / v.k, y: v.y - dy / v.k };
      moved();
    },
    resize() {
      const box = canvas.getBoundingClientRect();
      if (!box.width || !box.height) return;
      [width, height, dpr] = [box.width, box.height, Math.min(window.devicePixelRatio || 1, 3)];
      const [w, h] = [Math.round(width * dpr), Math.round(height * dpr)];
      if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h]; // which wipes it
      painted = null;
      if (kept === "all") api.fit(false);
      else if (kept) api.focus(kept, false);
      else soon();
    },
    draw() { ink = inks(); if (d.seen) soon(); },
    view: () => ({ ...v, width, height }),
    /** Where the reader has moved the picture to, for one that goes on from here. */
    moved: () => (kept ? null : v),
    /** The nodes in view, the best connected first. */
    onScreen() {
      const f = window_(v, width, height);
      const inside = (i) => { const x = d.X[i] * f.k + f.tx, y = d.Y[i] * f.k + f.ty; return x > 0 && y > 0 && x < width && y < height; };
      return painted ? painted.drawn.nodes.filter((i) => inside(i) && (!lit || lit.nodes.has(i))).slice(0, 200) : [];
    },
    svg() {
      const pen = new SvgPen();
      paint(pen, d, lit, window_(v, width, height), ink);
      return pen.text(width, height, model.title);
    },
    png(scale = 2) {
      const sheet = document.createElement("canvas");
      [sheet.width, sheet.height] = [Math.round(width * scale), Math.round(height * scale)];
      const pen = sheet.getContext("2d", { alpha: false });
      pen.scale(scale, scale);
      pen.lineJoin = "round";
      paint(pen, d, lit, window_(v, width, height), ink);
      return new Promise((resolve) => { sheet.toBlob(resolve, "image/png"); });
    },
    destroy() { cancelAnimationFrame(frame); cancelAnimationFrame(move); clearTimeout(rest); unbind(); },
  };
  const unbind = gestures(canvas, {
    pan: api.pan,
    zoom: api.zoom,
    over(x, y) {
      const target = x === null ? null : at(x, y);
      const same = JSON.stringify(target) === JSON.stringify(under);
      under = target;
      canvas.classList.toggle("over", Boolean(target));
      if (!same) { hover(target); restack(); }
    },
    click(x, y) {
      const target = at(x, y);
      if (target && target.community !== undefined) {
        const c = model.communities[target.community];
        kept = null;
        return go(fitted({ left: c.x - c.r, right: c.x + c.r, top: c.y - c.r, bottom: c.y + c.r }, width, height, 1.2), true);
      }
      return pick(target);
    },
    twice: (x, y) => api.zoom(1.8, x, y),
  });
  onTheme(() => api.draw());
  if (begin) v = begin;
  else kept = "all";
  return api;
};
