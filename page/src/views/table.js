// The same content as the picture, for the keyboard, the screen reader and whoever likes tables.
import { badges, button, dot, el, icon, text } from "../dom.js";
import { following } from "../lazy.js";
import { eventRow, nodeRow, sorted } from "../sorting.js";
import { classOf } from "../theme.js";
import { count, date, LINES } from "../words.js";

const PAGE = () => (matchMedia("(max-width: 820px)").matches ? 50 : 200); // rows at a time
const lead = (sign, words, click) => button([sign, text("span", words)], click, { class: "lead" });
const KINDS = {
  events: {
    caption: "Events", first: ["date", true],
    columns: [
      ["date", "Date"], ["what", "What"], ["who", "Who"], ["whom", "Towards"], ["about", "About"],
      ["line", "How it is said"], ["by", "Who says so"], ["document", "Document"],
    ],
    rows: (model, visible) => model.events.filter((e) => visible.events[e.i]).map((e) => eventRow(model, e)),
    cell: {
      date: (app, r) => [date(r.date) || el("span", { class: "empty" }, "undated")],
      what: ({ model, state }, r) => [lead(dot(model.events[r.i]), r.what, () => state.select("event", [model.events[r.i].id]))],
      line: (app, r) => { const found = badges(app.model.events[r.i]); return found.length ? found : [LINES[r.line]?.name || r.line]; },
    },
  },
  actors: {
    caption: "Actors and things", first: ["events", true],
    columns: [["label", "Name"], ["cls", "Class"], ["state", "Acts for"], ["offices", "Offices"], ["events", "Events"], ["links", "Linked with"]],
    rows: (model, visible) => model.nodes.filter((n) => visible.nodes[n.i]).map((n) => nodeRow(model, visible, n)),
    cell: {
      label: ({ model, state }, r) => [lead(icon(r.cls), r.label, () => state.select("node", [model.nodes[r.i].id]))],
      cls: (app, r) => [classOf(r.cls).name],
      events: (app, r) => [r.events.toLocaleString("en")],
      links: (app, r) => [r.links.toLocaleString("en")],
    },
  },
};
const plainCell = (column) => (app, row) => [text("span", row[column])];
const NUMBERS = new Set(["events", "links"]);

/** A table as its roles say it is, for on a phone its rows are laid out as cards. */
const table = (app, kind, rows, sorting, sort) => {
  const { caption, columns, cell } = KINDS[kind];
  const th = ([name, title]) => {
    const [column, down] = sorting;
    const [order, arrow] = column === name ? [["ascending", "▲"], ["descending", "▼"]][Number(down)] : ["none", ""];
    return el("th", { scope: "col", role: "columnheader", class: NUMBERS.has(name) && "number", "aria-sort": order },
      button([title, el("span", { class: "arrow", "aria-hidden": "true" }, arrow)], () => sort(name), { "data-key": name }));
  };
  const td = (row) => ([name, title]) => el("td", {
    role: "cell", "data-label": title, class: `${NUMBERS.has(name) ? "number" : ""}${row[name] === "" ? "blank" : ""}` || null,
  }, (cell[name] || plainCell(name))(app, row));
  return el("table", { role: "table", class: kind }, el("caption", { class: "unseen" }, caption),
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, columns.map(th))),
    el("tbody", { role: "rowgroup" }, rows.map((row) => el("tr", { role: "row", "data-i": row.i }, columns.map(td(row))))));
};

export const create = (app) => {
  let kind = "events", sorting = KINDS.events.first, page = 0, rows = [];
  const holder = el("div", { class: "holder", role: "region", tabindex: "0", "aria-label": "Table" });
  const told = el("span", { class: "told", role: "status" });
  const take = (name) => {
    [kind, sorting, page] = [name, KINDS[name].first, 0];
    gather();
  };
  const choose = Object.entries(KINDS).map(([name, { caption }]) => button(caption, () => take(name), { "data-kind": name }));
  const back = button("← Before", () => { page -= 1; draw(); }, { class: "quiet" });
  const on = button("Next →", () => { page += 1; draw(); }, { class: "quiet" });
  const sort = (name) => {
    sorting = [name, sorting[0] === name ? !sorting[1] : NUMBERS.has(name)];
    page = 0;
    draw();
  };
  const mark = () => {
    const { kind: chosen, ids } = app.state.get().selection;
    const thing = ids.length && app.model.byId(kind === "events" ? "event" : "node", ids[0]);
    const mine = thing && chosen === (kind === "events" ? "event" : "node") ? String(thing.i) : null;
    for (const row of holder.querySelectorAll("tr[data-i]")) row.classList.toggle("chosen", row.dataset.i === mine);
  };
  const draw = () => {
    const key = holder.contains(document.activeElement) && document.activeElement.dataset.key;
    const from = page * PAGE();
    const part = sorted(rows, ...sorting).slice(from, from + PAGE());
    choose.forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.kind === kind)));
    const all = rows.length.toLocaleString("en");
    told.textContent = rows.length > PAGE() ? `${from + 1} to ${from + part.length} of ${all}` : all;
    back.hidden = on.hidden = rows.length <= PAGE();
    back.disabled = page === 0;
    on.disabled = from + PAGE() >= rows.length;
    holder.replaceChildren(rows.length ? table(app, kind, part, sorting, sort) : text("p", "Nothing passes the filters.", { class: "empty" }));
    if (key) holder.querySelector(`[data-key="${key}"]`)?.focus();
    mark();
  };
  const gather = () => { rows = KINDS[kind].rows(app.model, app.state.visible()); draw(); };
  const again = () => { page = 0; gather(); };
  return {
    element: el("section", { class: "tables", "aria-label": "Table" },
      el("div", { class: "line" }, el("span", { class: "pair", role: "group", "aria-label": "What the table lists" }, choose), told, back, on), holder),
    update: following(again, mark),
  };
};
