// Events over time below the picture, and the brush that picks a period for all views.
import { bins, covered, extent, fill, moved, named, period, ticks, unitOf } from "../bins.js";
import { button, el, svg } from "../dom.js";
import { timeless } from "../facets.js";
import { following, frame } from "../lazy.js";
import { dotted } from "../lists.js";
import { capital, count } from "../words.js";

const HIGH = 100; // of the drawing, whatever its size on the screen

/** The bars from one bin to another as one path: exact ones from the ground, less precise ones on top of them. */
const bars = (list, from, to, scale, loose) => {
  let path = "";
  for (let i = from; i <= to; i += 1) {
    const low = loose ? list[i].exact * scale : 0;
    const tall = (loose ? list[i].loose : list[i].exact) * scale;
    if (tall > 0) path += `M${i + 0.08} ${(HIGH - low).toFixed(2)}h.84v${(-Math.max(tall, 2.5)).toFixed(2)}h-.84Z`;
  }
  return path;
};

const place = (node, left, right) => {
  node.style.setProperty("left", `${left}%`);
  if (right !== undefined) node.style.setProperty("right", `${right}%`);
};

const drawing = () => {
  const paths = ["out", "out loose", "in", "in loose"].map((name) => svg("path", { class: name }));
  const picture = svg("svg", { preserveAspectRatio: "none", "aria-hidden": "true" }, ...paths);
  return {
    picture,
    draw(list, [first, last]) {
      const scale = (HIGH - 4) / Math.max(1, ...list.map((b) => b.exact + b.loose));
      picture.setAttribute("viewBox", `0 0 ${list.length} ${HIGH}`);
      const rest = (loose) => bars(list, 0, first - 1, scale, loose) + bars(list, last + 1, list.length - 1, scale, loose);
      [rest(false), rest(true), bars(list, first, last, scale, false), bars(list, first, last, scale, true)]
        .forEach((path, i) => paths[i].setAttribute("d", path));
    },
  };
};

/** The stretch of time that the bars cover: all of it, or what one zoomed into. */
const timeAxis = (all) => {
  const axis = {
    lay(range) {
      [axis.range, axis.unit] = [range, unitOf(...range)];
      axis.list = bins(...range, axis.unit);
    },
    whole: () => axis.lay(all),
    zoomed: () => axis.range !== all,
  };
  axis.whole();
  return axis;
};

/** The brush as bins of the axis; at the ends of all time it is open, so that nothing is filtered. */
const control = ({ state }, axis) => ({
  now() {
    const { from, to } = state.get().filters;
    return covered(axis.list, from, to);
  },
  brushed() {
    const { from, to } = state.get().filters;
    return from !== null || to !== null;
  },
  set(from, to) {
    const { list } = axis;
    const open = !axis.zoomed();
    state.filter({ from: open && from === 0 ? null : list[from].from, to: open && to === list.length - 1 ? null : list[to].to });
  },
  shift(by, [from, to]) {
    const step = Math.min(axis.list.length - 1 - to, Math.max(-from, by));
    this.set(from + step, to + step);
  },
  clear: () => state.filter({ from: null, to: null }, {}),
});

/** Arrow keys move an edge, with Shift the whole period; Escape takes it off. */
const keys = (axis, brush, edge) => (e) => {
  const [from, to] = brush.now();
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1 }[e.key];
  const next = edge === "from" ? moved(axis.list, edge, from, e.key, to) : moved(axis.list, edge, to, e.key, from);
  if (next === null && e.key !== "Escape") return;
  e.preventDefault();
  if (e.key === "Escape") brush.clear();
  else if (e.shiftKey && by) brush.shift(by, [from, to]);
  else if (edge === "from") brush.set(next, to);
  else brush.set(from, next);
};

const handle = (axis, brush, edge, words) => el("div", {
  class: `handle ${edge}`, role: "slider", tabindex: "0", "aria-label": words, "aria-orientation": "horizontal", "data-edge": edge,
  title: "Drag, or use the arrow keys; with Shift the whole period moves; Escape or a double click shows all dates",
  keydown: keys(axis, brush, edge),
});

/** What a pointer does that goes down on a bin: it moves an edge, moves the period it is in, or draws a new one. */
const gesture = (brush, i, edge) => {
  const [from, to] = brush.now();
  if (edge) return (j) => { const fixed = edge === "from" ? to : from; brush.set(Math.min(j, fixed), Math.max(j, fixed)); };
  if (brush.brushed() && i >= from && i <= to) return (j) => brush.shift(j - i, [from, to]);
  return (j) => brush.set(Math.min(i, j), Math.max(i, j));
};

/** Pointers on the plot: one change a frame, however often they move. */
const pointers = (axis, brush, plot, tip) => {
  let grip = null, target = null, asked = 0;
  const bin = (e) => {
    const { left, width } = plot.getBoundingClientRect();
    return Math.min(axis.list.length - 1, Math.max(0, Math.floor(((e.clientX - left) / width) * axis.list.length)));
  };
  const apply = () => { asked = 0; grip?.(target); };
  const end = () => {
    if (asked) { cancelAnimationFrame(asked); apply(); }
    grip = null;
  };
  plot.addEventListener("pointerdown", (e) => {
    if (e.button) return;
    const { edge } = e.target.dataset;
    target = bin(e);
    grip = gesture(brush, target, edge);
    plot.setPointerCapture(e.pointerId);
    plot.querySelector(edge ? `.handle.${edge}` : ".handle.to").focus({ preventScroll: true });
    e.preventDefault();
  });
  plot.addEventListener("pointermove", (e) => {
    const i = bin(e);
    tip(i);
    if (!grip || i === target) return;
    target = i;
    asked ||= requestAnimationFrame(apply);
  });
  plot.addEventListener("pointerup", end);
  plot.addEventListener("pointercancel", end);
  plot.addEventListener("pointerleave", () => tip(null));
};

/** What a bin holds, while the pointer is over it. */
const tipFor = (axis, node) => (i) => {
  node.hidden = i === null;
  if (i === null) return;
  const { exact, loose } = axis.list[i];
  node.textContent = `${named(axis.list[i], axis.unit)}: ${count(exact, "event")}${loose ? ", and less precise dates over it" : ""}`;
  node.classList.toggle("right", i > axis.list.length / 2);
};

const WORD = 62; // pixels that the words of a tick need

const ruler = ({ list, unit }, width) => ticks(list, unit, Math.max(2, Math.floor(width / WORD)))
  .filter(([i]) => (1 - i / list.length) * width > WORD / 2)
  .map(([i, words]) => {
    const tick = el("span", {}, words);
    place(tick, (100 * i) / list.length);
    return tick;
  });

/** A handle at its bin, in the words of a slider. */
const setHandle = (axis, node, i, day) => {
  const { list, unit } = axis;
  const words = named(list[i], unit) + (day === null ? `, the ${node.dataset.edge === "from" ? "first" : "last"} there is` : "");
  const values = { "aria-valuemin": 0, "aria-valuemax": list.length - 1, "aria-valuenow": i, "aria-valuetext": words };
  for (const [name, value] of Object.entries(values)) node.setAttribute(name, value);
  place(node, (100 * (node.dataset.edge === "from" ? i : i + 1)) / list.length);
};

/** The counts of the bins, made anew only when something other than the period changed. */
const counter = (model, axis) => {
  const always = timeless(model);
  let last = {}, undated = 0;
  return (filters) => {
    const seen = always(filters);
    if (last.seen !== seen || last.list !== axis.list) undated = fill(axis.list, model.events.filter((e) => seen.events[e.i]));
    last = { seen, list: axis.list };
    return undated;
  };
};

/** The period and how many events are in it, in words. */
const summary = ({ from, to, undated: shown }, visible, undated) => {
  const dated = count(Math.max(0, visible - (shown ? undated : 0)), "dated event");
  return dotted(capital(period(from, to)), dated, undated && `${undated.toLocaleString("en")} undated${shown ? "" : ", hidden"}`);
};

/** The brush over events of a known extent. */
const timePanel = (app, dated) => {
  const axis = timeAxis(dated);
  const brush = control(app, axis);
  const counts = counter(app.model, axis);
  const chart = drawing();
  const shade = el("div", { class: "window" });
  const handles = [handle(axis, brush, "from", "Period from"), handle(axis, brush, "to", "Period until")];
  const tip = el("output", { class: "tip", hidden: true, "aria-hidden": "true" });
  const clear = () => { axis.whole(); brush.clear(); relay(); };
  const plot = el("div", { class: "plot", dblclick: clear }, chart.picture, shade, handles, tip);
  const under = el("div", { class: "ruler", "aria-hidden": "true" });
  const [name, told] = [el("span", { class: "name" }), el("span", { class: "told" })];
  const zoom = () => {
    const [from, to] = brush.now();
    axis.lay([axis.list[from].from, axis.list[to].to]);
    relay();
  };
  const closer = button("Zoom in", zoom, { class: "quiet" });
  const wider = button("Whole time", () => { axis.whole(); relay(); }, { class: "quiet" });
  const all = button("All dates", clear, { class: "quiet" });
  const draw = () => {
    const { filters } = app.state.get();
    const undated = counts(filters);
    const [from, to] = brush.now();
    chart.draw(axis.list, [from, to]);
    setHandle(axis, handles[0], from, filters.from);
    setHandle(axis, handles[1], to, filters.to);
    place(shade, (100 * from) / axis.list.length, 100 - (100 * (to + 1)) / axis.list.length);
    shade.classList.toggle("on", brush.brushed());
    told.textContent = summary(filters, app.state.visible().count, undated);
    all.hidden = !brush.brushed();
    closer.hidden = !brush.brushed() || to - from >= axis.list.length - 1 || axis.unit === "day";
    wider.hidden = !axis.zoomed();
  };
  const later = frame(draw);
  const relay = () => {
    name.textContent = capital(`events by ${axis.unit}`);
    under.replaceChildren(...ruler(axis, plot.clientWidth));
    later();
  };
  pointers(axis, brush, plot, tipFor(axis, tip));
  new ResizeObserver(relay).observe(plot);
  return {
    element: el("section", { class: "time", "aria-label": "Events over time" },
      el("div", { class: "line" }, name, told, closer, wider, all), plot, under),
    update: following(draw),
  };
};

export const create = (app) => {
  const dated = extent(app.model.events);
  return dated ? timePanel(app, dated) : { element: el("div", { hidden: true }), update() {} };
};
