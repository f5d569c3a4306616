// Where the texts do not agree: both quotes side by side; and what became of what was announced.
import { badges, button, dot, el, text } from "../dom.js";
import { disputes } from "../disputes.js";
import { claim, overruled } from "../evidence.js";
import { batches, following } from "../lazy.js";
import { dotted } from "../lists.js";
import { told as said } from "../texts.js";
import { DEED, kind, when } from "../words.js";

const head = (app, event) => [
  el("h3", {}, dot(event), button(event.label, () => app.state.select("event", [event.id]), { dir: "auto" })),
  el("p", { class: "gist" }, dotted(when(event) || "undated", kind(event)), " ", badges(event)),
];

const side = (app, title, claims, bad) => el("div", { class: bad ? "side denied" : "side" },
  el("h4", {}, `${title} (${claims.length})`), claims.map((c) => claim(app, c)));

const disputed = (app) => ({ event, affirms, denies }) => el("article", { class: "dispute" }, head(app, event),
  el("div", { class: "sides" }, side(app, "Affirmed", affirms), side(app, "Denied", denies, true)));

const told = (app) => ({ event, groups }) => el("article", { class: "dispute" }, head(app, event),
  el("div", { class: "sides" }, groups.map((claims) => side(app, `Told ${DEED[claims[0].modality] || ""}`, claims))));

const alone = (app, c) => el("div", { class: c.stance === "Denies" ? "side denied" : "side" }, claim(app, c));
const single = (app) => (event) => el("article", { class: "dispute" }, head(app, event),
  el("div", { class: "sides" }, said(app.model, event).map((c) => alone(app, c))));

const aside = (app) => (c) => el("article", { class: "dispute" }, text("h3", c.what, { dir: "auto" }), overruled(app, c));

const PARTS = [
  ["disputed", "Affirmed and denied", disputed, "Some of the texts affirm these, others deny them. Neither is taken for the truth here."],
  ["denied", "Only denied", single, "All that the texts say of these is that they did not happen."],
  ["versions", "Told in more than one way", told, "Done in one place, planned, proposed or possible in another."],
  ["fulfilled", "Announced, and later reported as done", single, ""],
  ["overdue", "Announced, and not heard of since", single, "Their day has passed; nothing here reports them as done."],
  ["overruled", "Set aside by a curator", aside, "Read in the texts, and rejected or corrected since. Nothing here counts these."],
];
const SHOWN = 30;

/** A part with its articles, thirty at a time. */
const part = (app, [, title, one, words], items) => {
  const box = el("section", {}, text("h2", `${title} (${items.length})`), words && text("p", words, { class: "sub" }));
  return batches(box, items, SHOWN, (some) => some.map(one(app)));
};

export const create = (app) => {
  const element = el("section", { class: "contested", "aria-label": "Contested" });
  const draw = () => {
    const found = disputes(app.model, app.state.visible());
    const parts = PARTS.filter(([name]) => found[name].length);
    element.replaceChildren(...parts.map((p) => part(app, p, found[p[0]])));
    if (!found.disputed.length) {
      const what = app.state.active() ? "Nothing that passes the filters" : "Nothing";
      element.prepend(text("p", `${what} is affirmed by one and denied by another.`, { class: "empty" }));
    }
  };
  return {
    element,
    update: following(draw),
  };
};
