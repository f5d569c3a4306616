// A field in which one types a name and chooses from what fits: with the mouse, the arrows and Enter.
import { el, icon, text } from "./dom.js";
import { search } from "./search.js";

const MOST = 8;
let number = 0;

/** A combobox of nodes; `choose` gets the node that was chosen. */
export const picker = (app, { label, choose, without = -1 }) => {
  const id = `choices-${(number += 1)}`;
  let found = [], at = 0;
  const list = el("ul", { role: "listbox", id, class: "choices", hidden: true, "aria-label": label });
  const option = (node, i) => el("li", {
    role: "option", id: `${id}-${i}`, "aria-selected": String(i === at), mousedown: (e) => { e.preventDefault(); take(i); },
  }, icon(node.cls), text("span", node.label));
  const show = () => {
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    if (found.length) input.setAttribute("aria-activedescendant", `${id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
  };
  const look = () => {
    found = search(app.model, input.value).nodes.filter((n) => n !== without).slice(0, MOST).map((n) => app.model.nodes[n]);
    at = 0;
    show();
  };
  const close = () => { found = []; show(); };
  const take = (i) => { const node = found[i]; close(); if (node) choose(node); };
  const keys = {
    ArrowDown: () => { at = (at + 1) % Math.max(1, found.length); show(); },
    ArrowUp: () => { at = (at - 1 + found.length) % Math.max(1, found.length); show(); },
    Enter: () => take(at),
    Escape: close,
  };
  const key = (e) => {
    if (!keys[e.key] || (e.key === "Escape" && !found.length)) return;
    e.preventDefault();
    keys[e.key]();
  };
  const input = el("input", {
    type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: label, "aria-label": label,
    "aria-controls": id, "aria-expanded": "false", "aria-autocomplete": "list", input: look, keydown: key, blur: close,
  });
  return el("div", { class: "picker" }, input, list);
};
