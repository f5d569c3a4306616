// The panel: what is selected, with the evidence behind it.
import { badges, button, chip, count, dot, el, icon, link as address, nodeButton, row, text } from "../dom.js";
import { card, claims, copyButton, facts, only, particulars } from "../evidence.js";
import { batches, frame, lazyLists } from "../lazy.js";
import { dotted, newest, tieWords, years } from "../lists.js";
import { shortest } from "../paths.js";
import { picker } from "../picker.js";
import { search } from "../search.js";
import { texts, told } from "../texts.js";
import { classOf } from "../theme.js";
import { LINES, date } from "../words.js";

const CARDS = 25; // at a time
const SOME = 6;
const stacked = () => matchMedia("(max-width: 820px)").matches; // the panel is below the picture

const seen = (app, events) => {
  const visible = app.state.visible();
  return newest(app.model, events.filter((e) => visible.events[e]));
};

const quiet = (words, click) => button(words, click, { class: "quiet" });
const sub = (words) => text("p", words, { class: "sub" });
const empty = (words) => text("p", words, { class: "empty" });

/** What the filters keep away, with the way to see it. */
const withheld = (app, all, shown) => all > shown && el("p", { class: "note" },
  `${count(all - shown, "event")} ${all - shown === 1 ? "does" : "do"} not pass the filters. `,
  quiet("Show all", () => app.state.reset()));

/** Events as cards under their years, the newest first; further ones on demand. */
const dossier = (app, events) => batches(el("div", { class: "dossier" }), events, CARDS,
  (part) => years(part).flatMap(([year, own]) => [text("h3", year), ...own.map((event) => card(app, event))]));

const head = (app, title, ...children) => [text("h2", title, { tabindex: "-1" }), ...children];
const named = (app, list) => el("ul", { class: "names", role: "list" }, list.map((n) => el("li", {}, nodeButton(app.model.nodes[n], app))));

// ---- nothing selected

const figure = ({ length }, one, many) => el("div", {}, el("b", {}, length.toLocaleString("en")), el("span", {}, length === 1 ? one : many));
const numbers = ({ documents, nodes, events, claims: all }) => el("div", { class: "numbers" },
  figure(documents, "document", "documents"), figure(nodes, "actor or thing", "actors and things"),
  figure(events, "event", "events"), figure(all, "claim", "claims"));

const documentRow = (d) => el("li", {}, address(d.title, d.url), el("cite", {}, dotted(d.publisher, date(d.date))));
const howMany = (documents) => (texts(documents) < documents.length ? `${documents.length}, of ${count(texts(documents), "text")}` : documents.length);
const documentBox = ({ documents }) => el("details", { class: "box" }, el("summary", {}, `Documents (${howMany(documents)})`),
  lazyLists(documents, documentRow, { class: "documents", height: 44 }));

const overview = (app) => {
  const { model, state } = app;
  const { count: shown } = state.visible();
  const events = seen(app, model.events.map((e) => e.i));
  return [
    numbers(model), documentBox(model), text("h3", count(shown, "event")), withheld(app, model.events.length, shown),
    events.length ? lazyLists(events, (e) => row(e, app), { class: "events" }) : empty("No event passes the filters."),
  ];
};

// ---- a node

const aroundButtons = (app, node) => {
  const now = app.state.get().filters.around;
  const on = (steps) => Boolean(now) && now.node === node.id && now.steps === steps;
  const one = (steps, words) => button(words, () => app.state.filter({ around: on(steps) ? null : { node: node.id, steps } }, {}),
    { "aria-pressed": String(on(steps)), "data-key": `around-${steps}`, title: `Show only what is at most ${count(steps, "step")} away` });
  return el("div", { class: "tools", role: "group", "aria-label": "Show only what is around it" },
    el("span", {}, "Around it"), one(1, "1 step"), one(2, "2 steps"));
};

/** Those it has to do with, by the number of visible events between them. */
const partners = (app, node) => {
  const visible = app.state.visible();
  const found = node.links.filter((l) => visible.links[l]).map((l) => app.model.links[l])
    .map((l) => [l, l.events.filter((e) => visible.events[e]).length])
    .sort(([a, x], [b, y]) => y - x || a.i - b.i);
  const other = (l) => app.model.nodes[l.a === node.i ? l.b : l.a];
  const item = ([l, n]) => el("li", {}, button(
    [icon(other(l).cls), text("span", other(l).label), el("span", { class: "n" }, n ? String(n) : "tie")],
    () => app.state.select("link", [node.id, other(l).id]), { title: n ? count(n, "event") : tieWords(app.model, l) },
  ));
  const list = (some) => el("ul", { class: "partners", role: "list" }, some.map(item));
  return found.length > 0 && el("details", { class: "box", open: true }, el("summary", {}, `Linked with ${found.length}`),
    list(found.slice(0, SOME)),
    found.length > SOME && el("details", {}, el("summary", {}, `${found.length - SOME} more`), list(found.slice(SOME))));
};

const otherNames = ({ aliases }) => {
  if (!aliases.length) return null;
  const [first, rest] = [aliases.slice(0, 6), aliases.slice(6)];
  return el("p", { class: "sub" }, "Also: ", text("span", first.join(", ")), " ",
    rest.length > 0 && el("details", { class: "inline" }, el("summary", {}, `and ${rest.length} more`), text("span", rest.join(", "))));
};

const showNode = (app, [node]) => {
  const { model, state } = app;
  const events = seen(app, node.events);
  const home = model.nodes[node.state];
  const inTreaties = (model.treaties?.instruments || []).some((t) => t.iri === node.id);
  return [
    ...head(app, node.label, el("p", { class: "sub with" }, icon(node.cls), " ", dotted(classOf(node.cls).name, node.iso3),
      home && [" · of ", nodeButton(home, app)])),
    el("div", { class: "chips" }, node.offices.map((office) => chip(office))),
    otherNames(node),
    facts(node.facts.map((f) => [f.name, f.value])),
    inTreaties && el("p", {}, quiet("Who is in, who only signed, who left →", () => state.treaty([model.local(node.id)], {}))),
    el("div", { class: "around" }, aroundButtons(app, node),
      picker(app, { label: "Path to another …", without: node.i, choose: (end) => state.select("path", [node.id, end.id]) })),
    partners(app, node),
    text("h3", count(events.length, "event"), { class: "total" }), withheld(app, node.events.length, events.length),
    dossier(app, events),
  ];
};

// ---- a line between two

const between = (app, a, b) => {
  const link = app.model.linkBetween(a.i, b.i);
  return { link, events: link ? link.events : a.events.filter((e) => b.events.includes(e)) };
};

const showLink = (app, [a, b]) => {
  const { link, events } = between(app, a, b);
  const shown = seen(app, events);
  return [
    el("h2", { tabindex: "-1", class: "ends" }, nodeButton(a, app), el("span", { "aria-label": "and" }, "–"), nodeButton(b, app)),
    sub(link && !link.events.length ? tieWords(app.model, link) : count(shown.length, "event")),
    !link && !events.length && empty("Nothing joins these two."),
    withheld(app, events.length, shown.length),
    dossier(app, shown),
  ];
};

// ---- an event

const showEvent = (app, [event]) => {
  const types = [...new Set(app.model.events.map((e) => e.type))];
  const number = told(app.model, event).length;
  return [
    ...head(app, event.label, el("p", { class: "gist" }, dot(event), " ", LINES[event.line]?.name || "", " ", badges(event))),
    facts(particulars(app, event)),
    types.length > 1 && el("p", { class: "actions" }, quiet("Only this kind of event", () => only(app, "type", types, event.type))),
    text("h3", number === 1 ? "The words" : `The words, ${count(number, "claim")}`),
    el("div", { class: "claims" }, claims(app, event, 6)),
  ];
};

// ---- a way from one to another

const pathStep = (app, node, next) => {
  const link = next && app.model.linkBetween(node.i, next.i);
  const events = link ? seen(app, link.events) : [];
  return el("li", {}, nodeButton(node, app),
    link && (events.length
      ? el("div", { class: "via" }, el("ul", { class: "events", role: "list" }, events.slice(0, 3).map((e) => row(e, app))),
        events.length > 3 && quiet(`All ${events.length} between them`, () => app.state.select("link", [node.id, next.id])))
      : text("p", tieWords(app.model, link), { class: "via sub" })));
};

const showPath = (app, [a, b]) => {
  const path = shortest(app.model, app.state.visible(), a.i, b.i);
  const title = head(app, `From ${a.label} to ${b.label}`);
  if (!path) {
    const filtered = app.state.active();
    return [...title, empty(filtered ? "No way leads there over what passes the filters." : "No way leads there."),
      filtered && quiet("Reset the filters", () => app.state.reset())];
  }
  const nodes = path.map((n) => app.model.nodes[n]);
  return [...title, sub(`${count(path.length - 1, "step")}, the shortest way there is. A way is not a chain of causes.`),
    el("ol", { class: "path" }, nodes.map((node, i) => pathStep(app, node, nodes[i + 1])))];
};

// ---- what a search found, or a query or the matrix named

const showSearch = (app, _, query) => {
  const found = search(app.model, query);
  const events = seen(app, found.events);
  return [
    ...head(app, `${count(found.nodes.length, "name")}, ${count(events.length, "event")}`, sub(`for “${query}”`)),
    named(app, found.nodes.slice(0, 50)),
    found.nodes.length > 50 && text("p", `${found.nodes.length - 50} more names; type more of the name.`, { class: "note" }),
    events.length > 0 && text("h3", "Events and quotes"), withheld(app, found.events.length, events.length),
    lazyLists(events, (e) => row(e, app), { class: "events" }),
  ];
};

/** Events in which two of the nodes take part, and those named themselves. */
const among = (nodes, events) => {
  const times = new Map();
  for (const node of nodes) for (const e of node.events) times.set(e, (times.get(e) || 0) + 1);
  const least = nodes.length > 1 ? 2 : 1;
  return [...new Set([...events.map((e) => e.i), ...[...times].filter(([, n]) => n >= least).map(([e]) => e)])];
};

const showNodes = (app, things) => {
  const nodes = things.filter((t) => t.links && t.cls), events = things.filter((t) => !t.cls);
  const all = among(nodes, events);
  const shown = seen(app, all);
  return [
    ...head(app, [nodes.length && count(nodes.length, "name"), count(shown.length, "event")].filter(Boolean).join(", ")),
    named(app, nodes.map((n) => n.i)), withheld(app, all.length, shown.length), dossier(app, shown),
  ];
};

const VIEWS = { node: showNode, link: showLink, event: showEvent, path: showPath, nodes: showNodes, search: showSearch };

const FINDS = { event: ["event"], nodes: ["node", "event"] };
const things = ({ model }, { kind, ids }) => ids
  .map((id) => (FINDS[kind] || ["node"]).map((one) => model.byId(one, id)).find(Boolean)).filter(Boolean);

/** Back and forward through what was looked at, and the address of it. */
const bar = (app) => el("div", { class: "bar", role: "group", "aria-label": "Where you are" },
  button("←", () => history.back(), { "aria-label": "Back", title: "Back" }),
  button("→", () => history.forward(), { "aria-label": "Forward", title: "Forward" }),
  button("All events", () => app.state.select("none"), { class: "quiet all", "data-key": "all" }),
  copyButton(app, "Copy link", () => location.href));

export const create = (app) => {
  const body = el("div", { class: "panel-content" });
  const top = bar(app);
  const element = el("div", { class: "dossier-panel" }, top, body);
  const content = () => {
    const { selection } = app.state.get();
    const found = things(app, selection);
    const view = VIEWS[selection.kind];
    return view && (found.length || selection.kind === "search") ? view(app, found, selection.query) : overview(app);
  };
  const draw = (moved) => {
    const inside = body.contains(document.activeElement);
    const key = document.activeElement?.dataset?.key;
    body.replaceChildren(...content().flat(3).filter(Boolean));
    top.querySelector(".all").hidden = app.state.get().selection.kind === "none";
    if (inside) (body.querySelector(`[data-key="${key}"]`) || body.querySelector("h2"))?.focus({ preventScroll: !moved });
    if (moved) element.closest("aside")?.scrollTo(0, 0);
  };
  const redraw = frame(() => draw(false));
  const tell = (kind) => {
    app.announce(body.querySelector("h2")?.textContent || "All events");
    if (stacked() && VIEWS[kind] && kind !== "search") element.scrollIntoView();
  };
  return {
    element,
    update(now, before) {
      if (!before || now.selection !== before.selection) {
        draw(true);
        if (before) tell(now.selection.kind);
      } else if (now.filters !== before.filters) redraw();
    },
  };
};
