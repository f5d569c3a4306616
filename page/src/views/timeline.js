// The long list by date: years and months as headings that stay in view, the undated at the end.
import { badges, button, dot, el, text } from "../dom.js";
import { following, lazyLists } from "../lazy.js";
import { cut, dotted } from "../lists.js";
import { capital, count, date, kind, who } from "../words.js";

const year = (e) => date((e.date || e.dateEnd || "").replace(/^(-?\d+).*/, "$1")) || "Undated";
const month = (e) => ((e.date || "").length >= 7 ? date(e.date.slice(0, 7)) : "");

/** What stands before a row: the day, or the month or year where no more is known. */
export const day = (event) => {
  if (!event.date) return event.dateEnd ? `until ${date(event.dateEnd)}` : "–";
  const { length } = event.date;
  if (length < 7) return date(event.date);
  return length === 7 ? date(event.date).split(" ")[0] : String(Number(event.date.slice(8, 10)));
};

/** Visible events by their first day; those that only have a year or month stand before its days. */
export const byDate = (model, visible, newest) => {
  const found = model.events.filter((e) => visible.events[e.i]);
  const sign = newest ? -1 : 1;
  const dated = found.filter((e) => e.span).sort((a, b) => sign * (a.span[0] - b.span[0]) || a.date.length - b.date.length || a.i - b.i);
  return [...dated, ...found.filter((e) => !e.span)];
};

const sayers = (app, event) => {
  const all = [...new Set(event.claims.flatMap((c) => app.model.claims[c].by))];
  if (!all.length) return "";
  return who({ by: all.slice(0, 2) }).replace(/^A/, "a") + (all.length > 2 ? ` and ${all.length - 2} more` : "");
};

/** A row; those who do not see the headings hear the whole date. */
const entry = (app) => (event) => el("li", {}, button([
  el("span", { class: "day", "aria-hidden": "true" }, day(event)), dot(event),
  text("span", event.label, { class: "label" }), el("span", { class: "unseen" }, `, ${date(event.date) || "undated"}, `),
  el("span", { class: "when" }, dotted(capital(kind(event)), event.place && `in ${event.place}`, sayers(app, event)), " ", badges(event)),
], () => app.state.select("event", [event.id]), { "data-event": event.id }));

export const create = (app) => {
  const list = el("div", { class: "years" });
  const told = el("span", { class: "told", role: "status" });
  let newest = false;
  const order = button("Newest first", () => { newest = !newest; draw(); }, { "aria-pressed": "false" });
  const draw = () => {
    order.setAttribute("aria-pressed", String(newest));
    const events = byDate(app.model, app.state.visible(), newest);
    told.textContent = count(events.length, "event");
    list.replaceChildren(...cut(events, year).map(([name, own]) => el("section", {}, text("h2", name),
      cut(own, month).map(([title, few]) => el("div", { class: "month" }, title && text("h3", title.replace(/ -?\d+$/, "")),
        lazyLists(few, entry(app), { class: "events", height: 62 }))))));
    if (!events.length) list.append(text("p", "No event passes the filters.", { class: "empty" }));
    mark();
  };
  const mark = () => {
    const { kind: chosen, ids } = app.state.get().selection;
    const mine = chosen === "event" ? ids[0] : null;
    for (const node of list.querySelectorAll("[data-event]")) node.classList.toggle("chosen", node.dataset.event === mine);
  };
  return {
    element: el("section", { class: "timeline", "aria-label": "Events by date" }, el("div", { class: "line" }, told, order), list),
    update: following(draw, mark),
  };
};
