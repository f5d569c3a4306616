// What colours, shapes and lines mean, in words; only what the graph has.
import { el, icon, stroke } from "./dom.js";
import { CLASSES, QUADS, classOf, onTheme, tone } from "./theme.js";
import { LINES, RANK } from "./words.js";

const present = (list, order) => order.filter((value) => new Set(list).has(value));

const fill = ({ model }) => {
  const line = (dash, colour, words, width) => el("span", {}, stroke(dash, colour, width), words);
  const classes = present(model.nodes.map((n) => classOf(n.cls)), Object.values(CLASSES));
  const named = (cls) => Object.keys(CLASSES).find((name) => CLASSES[name] === cls);
  const quads = present(model.events.map((e) => e.quad), QUADS);
  const lines = present(model.events.map((e) => e.line), RANK);
  const ties = model.links.some((l) => !l.events.length);
  return [
    el("div", {}, classes.map((cls) => el("span", {}, icon(named(cls)), cls.name))),
    el("div", {}, quads.map((quad) => line([], tone(quad), quad)), line([], tone("mixed"), "mixed")),
    el("div", {}, lines.map((l) => line(LINES[l].dash, l === "denied" ? tone("denied") : tone("mixed"), LINES[l].name.toLowerCase())),
      ties && line([], tone("mixed"), "acts for, is party to", 0.9), el("span", {}, "2 = two events"), el("span", {}, "✕ = denied by somebody")),
  ];
};

export const legend = (app) => {
  const body = el("div", { class: "legend-body" });
  const draw = () => body.replaceChildren(...fill(app));
  draw();
  onTheme(draw);
  return el("details", { open: innerWidth > 820 }, el("summary", {}, "Legend"), body);
};
