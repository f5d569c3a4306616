// Events over time: the bins of the histogram below the picture, and how a brush moves along them.
import { date } from "./words.js";
import { iso, span } from "./model.js";

const MOST = 150; // bars that a phone still shows apart
const FIRST = -719162, LAST = 2932896; // the years 1 to 9999, beyond which a date is a mistake of the text
const WRITTEN = { day: 10, month: 7, year: 4 }; // characters of a date that name one bin

const year = (day) => Number(iso(day).slice(0, 4));

/** The first and last day of the bin that holds a day. */
const around = (day, unit) => {
  if (unit !== "decade") return span(iso(day).slice(0, WRITTEN[unit]));
  const first = 10 * Math.floor(year(day) / 10);
  return [first, first + 9].map((y, i) => span(String(y).padStart(4, "0"))[i]);
};

/** The finest of day, month, year and decade that cuts the time in bars one can still tell apart. */
export const unitOf = (from, to) => {
  const days = to - from + 1;
  if (days <= 100) return "day";
  if (days / 30.4 <= MOST) return "month";
  return days / 365.25 <= MOST ? "year" : "decade";
};

/** The first and last day that any of the events can be on; null where none is dated. */
export const extent = (events) => {
  let from = Infinity, to = -Infinity;
  for (const { span: own } of events) {
    if (!own || own[0] < FIRST || own[1] > LAST) continue;
    from = Math.min(from, own[0]);
    to = Math.max(to, own[1]);
  }
  return from > to ? null : [from, to];
};

/** Whole bins from the one of the first day to the one of the last. */
export const bins = (from, to, unit = unitOf(from, to)) => {
  const out = [];
  for (let at = from; at <= to;) {
    const [first, last] = around(at, unit);
    out.push({ from: first, to: last, exact: 0, loose: 0 });
    at = last + 1;
  }
  return out;
};

const binAt = (list, day) => {
  let low = 0, high = list.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].to < day) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Counts events into bins: `exact` where the date fits one bin; less precise ones as `loose` shares over their whole span. */
export const fill = (list, events) => {
  for (const bin of list) bin.exact = bin.loose = 0;
  let undated = 0;
  const [first, last] = [list[0]?.from, list[list.length - 1]?.to];
  for (const { span: own } of events) {
    if (!own) undated += 1;
    else if (own[1] >= first && own[0] <= last) spread(list, Math.max(own[0], first), Math.min(own[1], last));
  }
  return undated;
};

const spread = (list, from, to) => {
  const [a, b] = [binAt(list, from), binAt(list, to)];
  if (a === b) list[a].exact += 1;
  else for (let i = a; i <= b; i += 1) list[i].loose += 1 / (b - a + 1);
};

/** What a bin is called: "18 March 2025", "March 2025", "2025", "1990s". */
export const named = (bin, unit) => (unit === "decade" ? `${year(bin.from)}s` : date(iso(bin.from).slice(0, WRITTEN[unit])));

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200];
const step = (n, most) => STEPS.find((s) => n / s <= most) || n;

/** Where words go under the bars, at most about so many: [index of the bin, words]. Many months are told by their years. */
export const ticks = (list, unit, most) => {
  const all = list.map((bin, i) => [i, named(bin, unit), bin]);
  const each = (found, by) => found.filter(([, , bin]) => year(bin.from) % by === 0);
  if (unit === "year") return each(all, step(all.length, most));
  if (unit === "decade") return each(all, 10 * step(all.length, most));
  if (unit === "day" || all.length <= 2 * most) return all.filter(([i]) => i % step(all.length, most) === 0);
  const years = all.filter(([, , bin]) => iso(bin.from).slice(5, 7) === "01").map(([i, , bin]) => [i, String(year(bin.from)), bin]);
  return each(years, step(years.length, most));
};

/** The edge of a brush after a key: by one bin, a tenth of all with Page keys, or to the end; never past the other edge. */
export const moved = (list, edge, index, key, other) => {
  const far = Math.max(1, Math.round(list.length / 10));
  const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -far, PageUp: far, Home: -list.length, End: list.length }[key];
  if (!by) return null;
  const [low, high] = edge === "from" ? [0, other] : [other, list.length - 1];
  return Math.min(high, Math.max(low, index + by));
};

/** The indices of the first and last bin that a brush touches; all of them without a brush. */
export const covered = (list, from, to) => [
  from === null ? 0 : binAt(list, from), to === null ? list.length - 1 : binAt(list, to),
];

/** The days of a brush in words. */
export const period = (from, to) => {
  if (from === null && to === null) return "all dates";
  if (from === null) return `until ${date(iso(to))}`;
  if (to === null) return `from ${date(iso(from))}`;
  return from === to ? date(iso(from)) : `${date(iso(from))} to ${date(iso(to))}`;
};
