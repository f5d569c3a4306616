// Who acts towards whom as a table: the row acts, the column is acted towards.
import { button, el, icon, text } from "../dom.js";
import { behind, matrix } from "../cells.js";
import { following } from "../lazy.js";
import { count } from "../words.js";

const SIZES = [30, 60, 120];

/** A cell in words, with what keeps it from being a fact. */
export const cellWords = (from, to, cell) => {
  const kinds = [[cell.friendly, "of cooperation"], [cell.hostile, "of conflict"], [cell.denied, "only denied"]];
  const parts = [count(cell.events.length, "event"), ...kinds.filter(([n]) => n).map(([n, words]) => `${n} ${words}`)];
  return `${from} towards ${to}: ${parts.join(", ")}${cell.firm ? "" : "; none of them stated as done"}`;
};

/** What a cell leads to: the line between the two, or everybody who is counted with them. */
const open = (app, row, column, cell, roll) => {
  const { model, state } = app;
  const link = model.linkBetween(row, column);
  const whole = link && cell.events.every((e) => link.events.includes(e));
  if (whole || !roll) return state.select("link", [model.nodes[row].id, model.nodes[column].id]);
  const ids = [row, column].flatMap((n) => behind(model, n, cell.events)).map((n) => model.nodes[n].id);
  return state.select("nodes", [...new Set(ids)]);
};

const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -Infinity], End: [0, Infinity] };

/** Arrow keys go from cell to cell; Tab enters and leaves the table at one of them. */
const roving = (grid) => {
  const cells = () => [...grid.rows].map((row) => [...row.cells].map((cell) => cell.querySelector("button") || cell));
  const go = (target) => {
    for (const node of grid.querySelectorAll('[tabindex="0"]')) node.tabIndex = -1;
    target.tabIndex = 0;
    target.focus();
  };
  return (e) => {
    const by = ARROWS[e.key];
    if (!by || e.ctrlKey || e.metaKey || e.altKey) return;
    const all = cells();
    const cell = e.target.closest("td, th");
    if (!cell) return;
    const bound = (n, length) => Math.min(length - 1, Math.max(0, n));
    const r = bound(cell.parentElement.rowIndex + by[0], all.length);
    go(all[r][bound(cell.cellIndex + by[1], all[r].length)]);
    e.preventDefault();
  };
};

const heading = (app, node, scope) => {
  const { id, cls, label } = app.model.nodes[node];
  return el("th", { scope, role: scope === "col" ? "columnheader" : "rowheader" },
    button([icon(cls), text("span", label)], () => app.state.select("node", [id]), { tabindex: "-1", title: label, "data-node": id }));
};

const grid = (app, { rows, cells }, roll, read) => {
  const name = (n) => app.model.nodes[n].label;
  const one = (row) => (column) => {
    const found = cells.get(`${row} ${column}`);
    if (!found) return el("td", { role: "gridcell", tabindex: "-1", class: row === column ? "self" : null });
    const words = cellWords(name(row), name(column), found);
    const tell = () => read(words);
    return el("td", { role: "gridcell" }, button(String(found.events.length), () => open(app, row, column, found, roll), {
      class: `cell lean-${found.lean} depth-${found.depth}${found.firm ? "" : " unsure"}`, tabindex: "-1", "aria-label": words, title: words,
      pointerenter: tell, focus: tell, "data-cell": `${app.model.nodes[row].id} ${app.model.nodes[column].id}`,
    }));
  };
  const table = el("table", { class: "matrix", role: "grid", "aria-label": "Who acts towards whom: rows act towards columns" },
    el("thead", {}, el("tr", { role: "row" }, el("td", { role: "gridcell", class: "corner" }, "acts ↓ towards →"), rows.map((n) => heading(app, n, "col")))),
    el("tbody", {}, rows.map((row) => el("tr", { role: "row" }, heading(app, row, "row"), rows.map(one(row))))));
  (table.querySelector("tbody td button") || table.querySelector("button"))?.setAttribute("tabindex", "0");
  table.addEventListener("keydown", roving(table));
  return table;
};

const legend = () => el("p", { class: "key" },
  el("span", {}, "Conflict"), [0, 1, 2, 3, 4].map((lean) => el("span", { class: `cell lean-${lean} depth-3`, "aria-hidden": "true" })),
  el("span", {}, "Cooperation"),
  el("span", {}, "darker: more events"), el("span", { class: "cell unsure lean-4 depth-2" }, "2"), el("span", {}, "none stated as done"));

const nothing = () => text("p", "No event between actors passes the filters.", { class: "empty" });

export const create = (app) => {
  let size = SIZES[0], roll = true;
  const resting = "The row acts towards the column. Choose a cell for the evidence.";
  const readout = el("p", { class: "readout" }, resting);
  const read = (words) => { readout.textContent = words; };
  const holder = el("div", { class: "holder" });
  const rolling = el("input", { type: "checkbox", checked: true, change: () => { roll = rolling.checked; draw(); } });
  const picker = el("select", { "aria-label": "How many", change: () => { size = Number(picker.value); draw(); } },
    SIZES.map((n) => el("option", { value: n }, `the busiest ${n}`)));
  const told = el("span", { class: "told", role: "status" });
  const draw = () => {
    const found = matrix(app.model, app.state.visible(), { roll, size });
    picker.hidden = found.of <= SIZES[0];
    told.textContent = found.of > found.rows.length ? `of ${count(found.of, "actor")}` : count(found.of, "actor");
    holder.replaceChildren(found.rows.length ? grid(app, found, roll, read) : nothing());
    read(resting);
    mark();
  };
  const mark = () => {
    const { kind, ids } = app.state.get().selection;
    const pair = kind === "link" ? [`${ids[0]} ${ids[1]}`, `${ids[1]} ${ids[0]}`] : [];
    for (const node of holder.querySelectorAll("[data-cell]")) node.classList.toggle("chosen", pair.includes(node.dataset.cell));
    const mine = kind === "node" ? ids[0] : null;
    for (const node of holder.querySelectorAll("[data-node]")) node.classList.toggle("chosen", node.dataset.node === mine);
  };
  return {
    element: el("section", { class: "who", "aria-label": "Who with whom" },
      el("div", { class: "line" }, picker, told, el("label", {}, rolling, "Count persons and bodies with their state")), legend(), readout, holder),
    update: following(draw, mark),
  };
};
