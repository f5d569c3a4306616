// Puts the page together: the store, the picture, the views, the address, the keyboard.
import { legend } from "./legend.js";
import { load } from "./model.js";
import { picture, sketched } from "./picture.js";
import { searchBox } from "./searchbox.js";
import { createState } from "./state.js";
import { addresses } from "./address.js";
import { closable, el } from "./dom.js";
import * as theme from "./theme.js";
import * as exporting from "./exporting.js";
import * as brush from "./views/brush.js";
import * as contested from "./views/contested.js";
import * as facets from "./views/facets.js";
import * as matrix from "./views/matrix.js";
import * as panel from "./views/panel.js";
import * as sparql from "./views/sparql.js";
import * as table from "./views/table.js";
import * as timeline from "./views/timeline.js";
import * as treaties from "./views/treaties.js";

const TABS = [
  ["network", "Network"], ["matrix", "Who with whom", matrix], ["timeline", "Timeline", timeline], ["table", "Table", table],
  ["contested", "Contested", contested], ["treaties", "Treaties", treaties], ["sparql", "SPARQL", sparql],
];
const PAUSE = 60; // milliseconds for the first picture alone
const byId = (id) => document.getElementById(id);

/** A polite live region says what changed to those who do not see it. */
const announce = (words) => { byId("status").textContent = words; };

/** The views that take the stage, made when first shown. */
const stage = (app, pictureElement) => {
  const made = new Map([["network", { element: pictureElement, update() {} }]]);
  const modules = new Map(TABS.filter(([, , module]) => module).map(([name, , module]) => [name, module]));
  const get = (name) => {
    if (!made.has(name)) {
      const view = modules.get(name).create(app);
      view.element.classList.add("view");
      byId("stage").append(view.element);
      made.set(name, view);
    }
    return made.get(name);
  };
  return (now, before) => {
    const shown = get(now.view);
    for (const view of made.values()) view.element.hidden = view !== shown;
    shown.update(now, before);
  };
};

const offered = (module, app) => {
  if (!module || module.available === undefined) return true;
  return typeof module.available === "function" ? module.available(app) : module.available;
};

const tabs = (app) => {
  const buttons = new Map(TABS.filter(([, , module]) => offered(module, app)).map(([name, words]) => [name,
    el("button", { type: "button", click: () => app.state.show(name, {}) }, words)]));
  byId("tabs").append(...buttons.values());
  return (now) => {
    for (const [name, button] of buttons) button.setAttribute("aria-pressed", String(name === now.view));
    byId("tabs").hidden = buttons.size < 2;
  };
};

/** Panel, facets and brush are there whatever view is shown. */
const sides = (app) => {
  const views = [[panel, "panel-body"], [facets, "facets"], [brush, "brush"]].map(([module, place]) => {
    const view = module.create(app);
    byId(place).append(view.element);
    return view;
  });
  return (now, before) => views.forEach((view) => view.update(now, before));
};

const keyboard = (app) => document.addEventListener("keydown", (e) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
  if (e.key === "Escape" && !e.defaultPrevented) app.state.select("none");
  if (e.key === "/" && !typing && !e.ctrlKey && !e.metaKey) {
    e.preventDefault();
    byId("search").focus();
  }
});

/** The JSON of an element; a long one comes as a string, base64 of gzip. */
const carried = async (id) => {
  const data = JSON.parse(byId(id).textContent);
  if (typeof data !== "string") return data;
  const packed = atob(data);
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = packed.charCodeAt(i);
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter(); // a Blob would go through another process
  writer.write(bytes);
  writer.close();
  return new Response(readable).json();
};

/** Once the picture is on the screen, or soon where nobody looks: browsers draw no frames of a hidden page. */
const painted = () => new Promise((yes) => {
  requestAnimationFrame(() => setTimeout(yes));
  setTimeout(yes, 200);
});

/** Once all of the file is read: the data stands behind the script. */
const read = () => document.readyState !== "loading" || new Promise((yes) => { document.addEventListener("DOMContentLoaded", yes); });

/** Tells that the first picture is there, and leaves it some time before the rest takes the processor. */
const drawn = async () => {
  await painted();
  document.documentElement.dataset.drawn = "true";
  await new Promise((yes) => setTimeout(yes, PAUSE));
};

/** An address that asks for more than the whole picture waits for all. */
const early = async () => {
  if (!byId("sketch") || location.hash) return null;
  const renderer = sketched(await carried("sketch"), byId("picture"), theme);
  await drawn();
  return renderer;
};

const start = async () => {
  const first = await early();
  await read();
  const data = await carried("data");
  const model = load(data);
  const app = { model, state: createState(model), data, theme, announce };
  first?.destroy();
  const draw = picture(app, byId("picture"), first?.moved());
  app.state.restore(location.hash);
  if (!model.nodes.length && model.treaties) app.state.show("treaties"); // a register of acts without articles
  const update = (parts) => (now, before, how) => parts.forEach((part) => part(now, before, how || {}));
  const middle = [stage(app, byId("picture")), draw];
  app.state.subscribe(update(middle));
  update(middle)(app.state.get(), null, { restored: true });
  await (first ? painted() : drawn());
  const rest = [tabs(app), sides(app), searchBox(app, byId("search-form")), addresses(app)];
  byId("legend").append(legend(app));
  byId("export").append(exporting.create(app).element);
  keyboard(app);
  document.querySelectorAll("footer details").forEach(closable);
  app.state.subscribe(update(rest));
  update(rest)(app.state.get(), null, { restored: true });
  document.documentElement.dataset.ready = "true";
};

start();
