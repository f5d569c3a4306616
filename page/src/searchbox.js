// The search box of the header: typing shows what is found, Enter takes the best, Escape leaves.
import { search } from "./search.js";

export const searchBox = ({ model, state }, form) => {
  const input = form.querySelector("input");
  const type = () => {
    const query = input.value.trim();
    const same = state.get().selection.kind === "search";
    if (query) state.select("search", [], query, { replace: same });
    else if (same) state.select("none");
  };
  input.addEventListener("input", type);
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    const found = search(model, input.value);
    if (found.nodes.length) state.select("node", [model.nodes[found.nodes[0]].id]);
    else if (found.events.length) state.select("event", [model.events[found.events[0]].id]);
  });
  return ({ selection }) => {
    if (selection.kind !== "search") input.value = "";
    else if (document.activeElement !== input) input.value = selection.query;
  };
};
