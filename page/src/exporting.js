// What one takes away from the page: the picture, the list, the statements in Turtle, the quotes as a list of citations.
import { citation } from "./citation.js";
import { button, closable, el } from "./dom.js";
import { shortest } from "./paths.js";
import { search } from "./search.js";
import { turtle } from "./turtle.js";
import { count, kind, LINES } from "./words.js";

/** A text that a spreadsheet would take for a formula gets an apostrophe before it (as kg.graph.export.safe_cell). */
const safe = (value) => (typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
const cell = (value) => {
  const text = String(value === null || value === undefined ? "" : safe(value));
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
};

/** A table as CSV (RFC 4180). */
export const csv = (header, rows) => [header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");

/** A name for a file that every system takes. */
export const fileName = (title, ending) => {
  const plain = String(title).normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return `${plain.slice(0, 60).replace(/-+$/, "") || "graph"}.${ending}`;
};

/** Hands the reader a file. */
export const download = (name, content, type) => {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = el("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // a browser may start to read only after the click
};

const along = (model, seen, nodes) => {
  const links = nodes.slice(1).map((n, k) => model.linkBetween(nodes[k], n)).filter((link) => link && seen.links[link.i]);
  return links.flatMap((link) => link.events);
};

/** The events that the selection is about, as indices; null where nothing is selected. */
const selected = ({ model, state }) => {
  const { kind: what, ids, query } = state.get().selection;
  const node = (id) => model.byId("node", id);
  const own = (id) => (node(id) ? node(id).events : [(model.byId("event", id) || {}).i]);
  if (what === "none") return null;
  if (what === "search") {
    const found = search(model, query);
    return [...found.events, ...found.nodes.flatMap((n) => model.nodes[n].events)];
  }
  const ends = ids.map((id) => (node(id) || {}).i);
  if (what === "link") return along(model, state.visible(), ends);
  if (what === "path") return along(model, state.visible(), shortest(model, state.visible(), ...ends) || []);
  return ids.flatMap(own);
};

/** The visible events of the selection, or all that are visible, in the order of the page. */
export const chosen = (app) => {
  const { events } = app.state.visible();
  const wanted = selected(app);
  const only = wanted && new Set(wanted);
  return app.model.events.filter((e) => events[e.i] && (!only || only.has(e.i)));
};

const COLUMNS = [
  "date", "date_end", "event", "type", "how_it_is_said", "contested", "status", "sources", "targets", "about", "place", "takes_effect", "claimed_by", "quotes",
  "documents", "confidence", "iri",
];

/** The list of events, how each is said beside it. */
export const eventRows = (model, events) => events.map((e) => {
  const claims = e.claims.map((i) => model.claims[i]);
  const names = (list) => list.map((n) => model.nodes[n].label).join("; ");
  const once = (values) => [...new Set(values.filter(Boolean))];
  return [
    e.date, e.dateEnd, e.label, kind(e), (LINES[e.line] || { name: e.line }).name, e.contested ? "contested" : "", e.status, names(e.sources), names(e.targets),
    names(e.about), e.place, e.effective, once(claims.flatMap((c) => (c.by.length ? c.by : ["the text itself"]))).join("; "),
    once(claims.map((c) => c.quote)).join(" | "), once(claims.map((c) => (model.documents[c.document] || {}).title)).join("; "),
    claims.length ? Math.max(...claims.map((c) => c.confidence || 0)) : "", e.id,
  ];
});

export const citations = (model, events) => events.flatMap((e) => e.claims.map((i) => `${citation(model, model.claims[i])}\n`)).join("\n");

const xml = (text) => String(text === null || text === undefined ? "" : text)
  .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "").replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** The events as GraphML: one edge for each event between two, how it is said among its data. */
export const graphml = (model, events) => {
  const keys = { node: ["label", "class"], edge: ["label", "type", "date", "said"] };
  const data = (values) => Object.entries(values).map(([key, value]) => `<data key="${key}">${xml(value)}</data>`).join("");
  const ends = (e) => {
    const others = e.targets.length ? e.targets : e.about;
    return e.sources.flatMap((s) => others.filter((o) => o !== s).map((o) => [s, o]));
  };
  const nodes = [...new Set(events.flatMap((e) => e.nodes))].sort((a, b) => a - b).map((i) => model.nodes[i]);
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...Object.entries(keys).flatMap(([what, names]) => names.map((name) => `<key id="${what}-${name}" for="${what}" attr.name="${name}" attr.type="string"/>`)),
    '<graph edgedefault="directed">',
    ...nodes.map((n) => `<node id="${xml(n.id)}">${data({ "node-label": n.label, "node-class": n.cls })}</node>`),
    ...events.flatMap((e) => ends(e).map(([s, o], k) => `<edge id="${xml(`${e.id}/${k}`)}" source="${xml(model.nodes[s].id)}" target="${xml(model.nodes[o].id)}">${
      data({ "edge-label": e.label, "edge-type": e.type, "edge-date": e.date, "edge-said": (LINES[e.line] || {}).name })}</edge>`)),
    "</graph>", "</graphml>", ""].join("\n");
};

const KINDS = (app) => {
  const events = () => chosen(app);
  return [
    ["Picture (PNG)", "png", () => app.renderer.png(2)],
    ["Picture (SVG)", "svg", () => app.renderer.svg(), "image/svg+xml"],
    ["Events (CSV)", "csv", () => `\ufeff${csv(COLUMNS, eventRows(app.model, events()))}`, "text/csv;charset=utf-8"],
    ["Events with claims and quotes (Turtle)", "ttl", () => turtle(app.model, events()), "text/turtle"],
    ["Network (GraphML)", "graphml", () => graphml(app.model, events()), "application/xml"],
    ["Quotes as citations (text)", "txt", () => citations(app.model, events()), "text/plain;charset=utf-8"],
  ];
};

/** The menu of exports. */
export const create = (app) => {
  const scope = el("p", { class: "sub" });
  const save = async ([words, ending, content, type]) => {
    const name = fileName(app.model.title, ending);
    try {
      download(name, await content(), type);
      app.announce(`${words}: saved as ${name}.`);
      menu.open = false;
    } catch (error) {
      scope.textContent = `${words} could not be made: ${error.message}`;
      app.announce(scope.textContent);
    }
  };
  const items = KINDS(app).map((item) => el("li", {}, button(item[0], () => save(item))));
  const describe = () => {
    const what = app.state.get().selection.kind === "none" ? "what the filters let through" : "the selection, within the filters";
    scope.textContent = `${count(chosen(app).length, "event")}: ${what}.`;
  };
  const menu = closable(el("details", { class: "export", toggle: () => { if (menu.open) describe(); } }, el("summary", {}, "Export"),
    el("div", { class: "export-menu" }, el("ul", {}, ...items), scope)));
  return { element: menu, update() { if (menu.open) describe(); } };
};
