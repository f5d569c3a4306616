// Where the texts do not agree: both quotes side by side; and what became of what was announced.
import { badges, button, dot, el, text } from "../dom.js";
import { disputes } from "../disputes.js";
import { claim } from "../evidence.js";
import { frame } from "../lazy.js";
import { DEED, kind, when } from "../words.js";

const head = (app, event) => [
  el("h3", {}, dot(event), button(event.label, () => app.state.select("event", [event.id]), { dir: "auto" })),
  el("p", { class: "gist" }, [when(event) || "undated", kind(event)].join(" · "), " ", badges(event)),
];

const side = (app, title, claims, bad) => el("div", { class: bad ? "side denied" : "side" },
  el("h4", {}, `${title} (${claims.length})`), claims.map((c) => claim(app, c)));

const disputed = (app) => ({ event, affirms, denies }) => el("article", { class: "dispute" }, head(app, event),
  el("div", { class: "sides" }, side(app, "Affirmed", affirms), side(app, "Denied", denies, true)));

const told = (app) => ({ event, groups }) => el("article", { class: "dispute" }, head(app, event),
  el("div", { class: "sides" }, groups.map((claims) => side(app, `Told ${DEED[claims[0].modality] || ""}`, claims))));

const single = (app) => (event) => el("article", { class: "dispute" }, head(app, event),
  el("div", { class: "sides" }, event.claims.map((c) => el("div", { class: app.model.claims[c].stance === "Denies" ? "side denied" : "side" }, claim(app, app.model.claims[c])))));

const PARTS = [
  ["disputed", "Affirmed and denied", disputed, "Some of the texts affirm these, others deny them. Neither is taken for the truth here."],
  ["denied", "Only denied", single, "All that the texts say of these is that they did not happen."],
  ["versions", "Told in more than one way", told, "Done in one place, planned, proposed or possible in another."],
  ["fulfilled", "Announced, and later reported as done", single, ""],
  ["overdue", "Announced, and not heard of since", single, "Their day has passed; nothing here reports them as done."],
];
const SHOWN = 30;

/** A part with its articles, thirty at a time. */
const part = (app, [, title, one, words], items) => {
  const box = el("section", {}, text("h2", `${title} (${items.length})`), words && text("p", words, { class: "sub" }));
  const more = (from) => {
    box.append(...items.slice(from, from + SHOWN).map(one(app)));
    const rest = items.length - from - SHOWN;
    if (rest <= 0) return;
    const on = button(`Show ${Math.min(SHOWN, rest)} more of ${rest}`, () => { on.remove(); more(from + SHOWN); }, { class: "wide" });
    box.append(on);
  };
  more(0);
  return box;
};

export const create = (app) => {
  const element = el("section", { class: "contested", "aria-label": "Contested" });
  const draw = () => {
    const found = disputes(app.model, app.state.visible());
    const parts = PARTS.filter(([name]) => found[name].length);
    element.replaceChildren(...parts.map((p) => part(app, p, found[p[0]])));
    if (!found.disputed.length) {
      element.prepend(text("p", `Nothing ${app.state.active() ? "that passes the filters " : ""}is affirmed by one and denied by another.`, { class: "empty" }));
    }
  };
  const later = frame(draw);
  let drawn = null;
  return {
    element,
    update(now) {
      if (drawn === now.filters) return;
      drawn = now.filters;
      later();
    },
  };
};
