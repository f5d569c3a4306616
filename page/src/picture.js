// The picture of the network: the renderer kept in step with the state, its buttons and its keys.
import { badges, button, el, text } from "./dom.js";
import { lit } from "./lit.js";
import { sketch } from "./model.js";
import { createRenderer } from "./renderer.js";
import { classOf } from "./theme.js";
import { count } from "./words.js";

const PAN = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
const ZOOM = { "+": 1.3, "=": 1.3, "-": 1 / 1.3, _: 1 / 1.3 };

const told = (node) => `${node.label}, ${classOf(node.cls).name}, ${count(node.events.length, "event")}`;

/** Enter on the picture starts a walk through what is on it, the best connected first; Tab goes on, Enter opens, Escape ends. */
const walker = ({ model, state, renderer, announce }) => {
  let stops = null, at = -1;
  const stand = () => {
    renderer.point(stops ? { node: stops[at] } : null);
    if (stops) announce(`${told(model.nodes[stops[at]])}. ${at + 1} of ${stops.length}`);
  };
  const end = () => { stops = null; stand(); };
  const go = (step) => {
    at += step;
    if (at < 0 || at >= stops.length) return end();
    return stand();
  };
  return {
    end,
    key(e) {
      if (stops && e.key === "Escape") end();
      else if (stops && e.key === "Tab") {
        go(e.shiftKey ? -1 : 1);
        if (!stops) return false; // past the last one Tab leaves the picture
      } else if (e.key === "Enter" && stops) state.select("node", [model.nodes[stops[at]].id]);
      else if (e.key === "Enter") {
        stops = renderer.onScreen();
        at = 0;
        if (!stops.length) return end();
        stand();
      } else return false;
      return true;
    },
  };
};

const keys = (canvas, { renderer, walk }) => canvas.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  if (PAN[e.key]) renderer.pan(...PAN[e.key]);
  else if (ZOOM[e.key]) renderer.zoom(ZOOM[e.key]);
  else if (e.key === "0") renderer.fit(true);
  else if (!walk.key(e)) return;
  e.preventDefault();
});

const zoomButtons = (place, renderer) => place.append(
  button("+", () => renderer.zoom(1.3), { "aria-label": "Zoom in" }),
  button("−", () => renderer.zoom(1 / 1.3), { "aria-label": "Zoom out" }),
  button("⤢", () => renderer.fit(true), { "aria-label": "Show all" }),
);

const pick = ({ model, state }, target) => {
  const id = (i) => model.nodes[i].id;
  if (!target) return state.select("none");
  if (target.node !== undefined) return state.select("node", [id(target.node)]);
  if (target.link !== undefined) return state.select("link", [id(model.links[target.link].a), id(model.links[target.link].b)]);
  return undefined;
};

/** What the mouse is over, in a line below: of a line between two its first event that is visible, with the words that say it. */
const hint = ({ model, state }, target) => {
  if (!target) return [];
  if (target.node !== undefined) return [text("strong", told(model.nodes[target.node]))];
  if (target.community !== undefined) return [text("strong", model.communities[target.community].label), " – click to unfold"];
  const { events } = model.links[target.link];
  const first = model.events[events.find((e) => state.visible().events[e])];
  if (!first) return ["acts for it, or is party to it"];
  const quote = first.claims.length ? model.claims[first.claims[0]].quote : "";
  const more = events.length > 1 ? ` and ${count(events.length - 1, "more event")}` : "";
  return [text("strong", first.label), " ", badges(first), quote ? text("q", quote) : "", more];
};

/** The first picture of a large graph, from the little that it needs; the reader can move it while all the rest is read. */
export const sketched = (data, section, theme) => {
  const model = sketch(data);
  const renderer = createRenderer(section.querySelector("canvas"), model, theme);
  const all = (list) => new Uint8Array(list.length).fill(1);
  renderer.visible({ nodes: all(model.nodes), links: all(model.links), events: all(model.events) });
  renderer.resize();
  return renderer;
};

/** Makes the picture in its section, from where the sketch was moved to; gives what to call on each change of state. */
export const picture = (app, section, begin = null) => {
  const { model, state } = app;
  const canvas = section.querySelector("canvas");
  const below = el("p", { class: "hint", hidden: true, "aria-hidden": "true" }); // the panel says the same to all
  canvas.after(below);
  let picked = false; // what is picked in the picture is in view already
  app.renderer = createRenderer(canvas, model, app.theme, {
    pick: (target) => { picked = true; pick(app, target); picked = false; },
    begin,
    hover: (target) => {
      below.replaceChildren(...hint(app, target).flat());
      below.hidden = !target;
    },
  });
  const { renderer } = app;
  const walk = walker(app);
  keys(canvas, { renderer, walk });
  canvas.addEventListener("blur", walk.end);
  zoomButtons(section.querySelector(".zoom"), renderer);
  const sized = new ResizeObserver(() => renderer.resize());
  sized.observe(canvas.parentElement);
  const show = (selection) => {
    const stands = lit(model, selection, state.visible());
    renderer.light(stands && stands.nodes, stands && stands.links);
    renderer.selected(selection.kind === "node" ? { node: (model.byId("node", selection.ids[0]) || {}).i } : null);
    return stands;
  };
  return (now, before) => {
    if (!before || now.filters !== before.filters) renderer.visible(state.visible());
    if (before && now.selection === before.selection && now.filters === before.filters) return;
    const stands = show(now.selection);
    const moved = !before || now.selection !== before.selection;
    if (stands && stands.nodes.length && moved && !picked) renderer.focus(stands.nodes, Boolean(before));
  };
};
