// Long lists: rows are made when they come near what is seen, so that fifty thousand of them cost nothing at first.
import { el } from "./dom.js";

const NEAR = "900px";
let observer = null;

const fill = (entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    observer.unobserve(target);
    target.style.removeProperty("min-height");
    target.append(...target.fillRows());
  }
};

/** Cuts a list in pieces. */
export const pieces = (items, size) => Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

/** Lists of at most `size` rows that fill themselves when they come near; `height` is a guess of a row's. */
export const lazyLists = (items, row, { size = 40, height = 58, ...props } = {}) => {
  observer ??= new IntersectionObserver(fill, { rootMargin: NEAR, scrollMargin: NEAR });
  return pieces(items, size).map((piece) => {
    const list = el("ul", { role: "list", ...props });
    list.style.setProperty("min-height", `${piece.length * height}px`);
    list.fillRows = () => piece.map(row);
    observer.observe(list);
    return list;
  });
};

const CHEAP = 8, LONGEST = 250; // milliseconds

/** One call a frame however often it is asked for; what costs much is called less often, so that a brush stays quick. */
export const frame = (fn) => {
  let due = false, cost = 0;
  const run = () => {
    due = false;
    const start = performance.now();
    fn();
    cost = performance.now() - start;
  };
  return () => {
    if (due) return;
    due = true;
    if (cost < CHEAP) requestAnimationFrame(run);
    else setTimeout(() => requestAnimationFrame(run), Math.min(LONGEST, 3 * cost));
  };
};
