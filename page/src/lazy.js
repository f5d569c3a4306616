// Long lists: rows are made when they come near what is seen, so that fifty thousand of them cost nothing at first.
import { button, el } from "./dom.js";

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

const pieces = (items, size) => Array.from(
  { length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size),
);

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

/** Fills a box with what `make` gives for so many items at a time; a button brings the next. */
export const batches = (box, items, size, make) => {
  const add = (from) => {
    box.append(...make(items.slice(from, from + size)));
    const rest = items.length - from - size;
    if (rest <= 0) return;
    const on = button(`Show ${Math.min(size, rest)} more of ${rest}`, () => { on.remove(); add(from + size); }, { class: "wide" });
    box.append(on);
  };
  add(0);
  return box;
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

/**
 * The `update` of a view: drawn at once when first shown, then at most once a frame when the filters change.
 * `mark` shows what is selected in what is drawn.
 */
export const following = (draw, mark = () => {}) => {
  const later = frame(draw);
  let drawn = null;
  return ({ filters }) => {
    if (drawn === filters) return mark();
    const first = drawn === null;
    drawn = filters;
    return first ? draw() : later();
  };
};
