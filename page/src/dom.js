// The only place that makes elements. Text of the graph reaches the page through textContent alone.
import { classOf, outline, tone } from "./theme.js";
import { caveats, count, date, kind, said, who } from "./words.js";

export { count, date };

/** An element; functions among the properties are listeners, children that are null or "" are left out. */
export const el = (tag, props, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== "" && c !== false));
  return node;
};

/** An element for text of the graph, whose direction may be other than the page's. */
export const text = (tag, string, props) => el(tag, { dir: "auto", ...props }, string);

export const svg = (tag, attributes, ...children) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

/** The shape and colour of a class of nodes. */
export const icon = (cls) => {
  const { shape, colour } = classOf(cls);
  const path = svg("path", { d: outline(shape, 0, 0, 7), fill: colour, stroke: "#4a5360", "stroke-width": 0.9 });
  return svg("svg", { width: 15, height: 15, viewBox: "-9 -9 18 18", class: "icon", "aria-hidden": "true" }, path);
};

/** A piece of line as the picture draws it. */
export const stroke = (dash, colour, width = 2.4) => svg("svg", { width: 34, height: 12, "aria-hidden": "true" },
  svg("line", { x1: 1, y1: 6, x2: 33, y2: 6, stroke: colour, "stroke-width": width, "stroke-dasharray": dash.length ? dash.join(" ") : null }));

/** A dot in the colour of the event's quad class: full for what is stated as done, hollow for all else. */
export const dot = (event) => {
  const colour = event.line === "denied" ? tone("denied") : tone(event.quad);
  return svg("svg", { width: 12, height: 12, viewBox: "0 0 12 12", class: "dot", "aria-hidden": "true" },
    svg("circle", { cx: 6, cy: 6, r: 5, fill: event.line === "stated" ? colour : "none", stroke: colour, "stroke-width": 2 }));
};

const BAD = new Set(["denied", "contested"]);
export const badges = (event) => caveats(event).map((word) => text("span", word, { class: BAD.has(word) ? "chip bad" : "chip" }));
export const chip = (words, bad) => text("span", words, { class: bad ? "chip bad" : "chip" });

/** Things with commas between them. */
export const commas = (items) => items.flatMap((item, i) => (i ? [", ", item] : [item]));

/** A link where the address is one of the web, else text. */
export const link = (words, url) => (/^https?:\/\//i.test(url || "")
  ? text("a", words, { href: url, rel: "noopener noreferrer", target: "_blank" }) : text("span", words));

/** Closes a <details> that lies over the page: on Escape, and when somebody points elsewhere. */
export const closable = (details) => {
  details.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || !details.open) return;
    e.preventDefault(); // the page would clear the selection
    details.open = false;
    details.querySelector("summary").focus();
  });
  document.addEventListener("pointerdown", (e) => { if (details.open && !details.contains(e.target)) details.open = false; });
  return details;
};

export const button = (words, click, props) => el("button", { type: "button", click, ...props }, words);

/** The button for a node: its shape and name; choosing it selects the node. */
export const nodeButton = (node, app) => el("button", { type: "button", click: () => app.state.select("node", [node.id]) },
  icon(node.cls), text("span", node.label));

/** One event in a list: what, when, how it is said; choosing it selects the event. */
export const row = (event, app) => el("li", {}, el("button", { type: "button", click: () => app.state.select("event", [event.id]) },
  dot(event), text("span", event.label),
  el("span", { class: "when" }, [date(event.date), kind(event)].filter(Boolean).join(" · "), " ", ...badges(event))));

/** One claim with its quote in context, the words marked, and where they stand. */
export const claim = (c, model) => {
  const document = model.documents[c.document] || { title: "", publisher: "", date: "", url: "" };
  // the context starts and ends in the middle of words
  const before = c.prefix && /\s/.test(c.prefix) ? `… ${c.prefix.replace(/^\S*\s+/, "")}` : c.prefix;
  const after = c.suffix && /\s/.test(c.suffix) ? `${c.suffix.replace(/\s+\S*$/, "")} …` : c.suffix;
  const sure = [c.certainty && c.certainty !== "Certain" ? c.certainty.toLowerCase() : "",
    typeof c.confidence === "number" ? `confidence ${c.confidence.toFixed(2)}` : ""].filter(Boolean).join(", ");
  return el("figure", {},
    el("figcaption", {}, text("strong", who(c)), ": ", chip(said(c), c.stance === "Denies")),
    el("blockquote", { dir: "auto" }, before, text("mark", c.quote), after),
    el("cite", {}, link(document.title, document.url),
      ...[document.publisher, date(document.date), sure].filter(Boolean).flatMap((s) => [" · ", text("span", s)])));
};
