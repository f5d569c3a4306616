// The filters: what is on as chips to take off, and under them every facet with counts that follow the other filters.
import { button, el, icon, text } from "../dom.js";
import { active, counts, FACETS, sifter, values } from "../facets.js";
import { frame } from "../lazy.js";
import { fold } from "../model.js";
import { count } from "../words.js";

const TOP = 30;

/** The chips of the active filters. */
const chips = (app, all) => {
  const box = el("div", { class: "active", role: "group", "aria-label": "Filters that are on" });
  const draw = () => {
    const { filters } = app.state.get();
    const found = active(app.model, filters, all);
    const inside = box.contains(document.activeElement);
    box.hidden = !found.length;
    box.replaceChildren(...found.map(([words, patch]) => button([text("span", words), el("span", { "aria-hidden": "true" }, "✕")],
      () => app.state.filter(patch, {}), { class: "chip", "aria-label": `Take off: ${words}` })),
    found.length ? button("Reset", () => app.state.reset(), { class: "quiet" }) : "");
    if (inside) (box.querySelector("button") || box.parentElement.querySelector("summary")).focus();
    return found.length;
  };
  return { element: box, draw };
};

/** One value of a facet: a box to tick, its words, its count. */
const choice = (app, facet, value) => {
  const box = el("input", { type: "checkbox", change: () => app.state.toggle(facet, value) });
  const number = el("span", { class: "n" });
  const element = el("label", {}, box, facet === "cls" && icon(value), text("span", FACETS[facet].words(value, app.model)), number);
  return {
    element, value,
    draw(off, found) {
      box.checked = !off.has(value);
      if (!found) return;
      number.textContent = (found.get(value) || 0).toLocaleString("en");
      element.classList.toggle("none", !found.get(value));
    },
  };
};

/** One facet with all its values; of a long one the first thirty and what one types. */
const group = (app, facet, all) => {
  const { name, long, words } = FACETS[facet];
  const rows = el("div", { class: "choices-of" });
  const note = el("p", { class: "note" });
  let shown = [], last = null;
  const set = (off) => app.state.filter({ off: { [facet]: new Set(off) } }, {});
  const draw = (found = last) => {
    last = found;
    shown.forEach((one) => one.draw(app.state.get().filters.off[facet], found));
  };
  const list = (query = "") => {
    const fits = query ? all.filter((v) => fold(words(v, app.model)).includes(fold(query))) : all;
    shown = fits.slice(0, long ? TOP : fits.length).map((v) => choice(app, facet, v));
    rows.replaceChildren(...shown.map((one) => one.element));
    note.textContent = fits.length > shown.length ? `${fits.length - shown.length} more: type to find them` : "";
    note.hidden = !note.textContent;
    draw();
  };
  const find = long && all.length > TOP / 3 && el("input", {
    type: "search", placeholder: "Find", "aria-label": `Find in ${name}`, input: (e) => list(e.target.value.trim()),
  });
  const element = el("details", { class: "facet" }, el("summary", {}, text("span", name), el("span", { class: "state" })),
    el("div", { class: "tools" }, button("All", () => set([]), { class: "quiet", "aria-label": `${name}: all` }),
      button("None", () => set(all), { class: "quiet", "aria-label": `${name}: none` })),
    find, el("div", { role: "group", "aria-label": name }, rows), note);
  list();
  const sign = element.querySelector(".state");
  return {
    element, facet, draw,
    mark() {
      const off = all.filter((v) => app.state.get().filters.off[facet].has(v)).length;
      sign.textContent = off ? `${all.length - off} of ${all.length}` : "";
    },
  };
};

const confidence = (app) => {
  const out = el("output", {});
  const slider = el("input", {
    type: "range", min: 0, max: 1, step: 0.05, "aria-label": "Least confidence",
    input: () => app.state.filter({ confidence: Number(slider.value) }),
  });
  const element = el("label", { class: "range" }, el("span", {}, "Least confidence"), slider, out);
  return {
    element,
    draw({ confidence: least }) {
      slider.value = least;
      out.textContent = least > 0 ? least.toFixed(2) : "any";
      slider.setAttribute("aria-valuetext", out.textContent);
    },
  };
};

const wordsField = (app) => {
  const label = "Only events with these words";
  const field = el("input", { type: "search", class: "wide", placeholder: label, "aria-label": label, input: () => app.state.filter({ words: field.value }) });
  return { element: field, draw: ({ words }) => { if (document.activeElement !== field) field.value = words; } };
};

const undatedBox = (app) => {
  const many = app.model.events.filter((e) => !e.span).length;
  const box = el("input", { type: "checkbox", change: () => app.state.filter({ undated: box.checked }, {}) });
  const element = el("label", { class: "undated", hidden: !many }, box,
    el("span", {}, "Events without a date"), el("span", { class: "n" }, many.toLocaleString("en")));
  return { element, draw: ({ undated }) => { box.checked = undated; } };
};

export const create = (app) => {
  const { model, state } = app;
  const known = Object.fromEntries(Object.keys(FACETS).map((facet) => [facet, values(model, facet)]));
  const under = sifter(model);
  const on = chips(app, (facet) => known[facet]);
  const groups = Object.keys(FACETS).filter((facet) => known[facet].length > 1).map((facet) => group(app, facet, known[facet]));
  const fields = [wordsField(app), confidence(app), undatedBox(app)];
  const total = el("span", { class: "state" });
  const tellCounts = () => {
    const open = box.open ? groups.filter((g) => g.element.open) : [];
    const found = counts(model, state, under, open.map((g) => g.facet));
    open.forEach((g) => g.draw(found[g.facet]));
  };
  const tell = () => {
    tellCounts();
    app.announce(total.textContent);
  };
  const box = el("details", { class: "box filters", toggle: tellCounts }, el("summary", {}, el("span", {}, "Filters"), total),
    fields.map((f) => f.element), groups.map((g) => g.element));
  groups.forEach((g) => g.element.addEventListener("toggle", tellCounts));
  const later = frame(tell);
  return {
    element: el("div", { class: "facet-panel" }, on.element, box),
    update(now, before) {
      if (before && now.filters === before.filters) return;
      on.draw();
      fields.forEach((f) => f.draw(now.filters));
      groups.forEach((g) => { g.mark(); g.draw(); });
      total.textContent = `${state.visible().count.toLocaleString("en")} of ${count(model.events.length, "event")}`;
      if (before) later();
    },
  };
};
