import assert from "node:assert/strict";
import test from "node:test";
import { bins, covered, extent, fill, moved, named, period, ticks, unitOf } from "../src/bins.js";
import { behind, matrix } from "../src/cells.js";
import { citation, context } from "../src/citation.js";
import { disputes } from "../src/disputes.js";
import { active, counts, sifter, tally, timeless, values } from "../src/facets.js";
import { cut, newest, tieWords, years } from "../src/lists.js";
import { load, span } from "../src/model.js";
import { eventRow, nodeRow, sorted } from "../src/sorting.js";
import { createState } from "../src/state.js";
import { cellWords } from "../src/views/matrix.js";
import { byDate, day } from "../src/views/timeline.js";

const BASE = "https://example.org/id/";
const columns = (rows) => Object.fromEntries(Object.keys(rows[0]).map((name) => [name, rows.map((row) => row[name])]));
const node = (id, cls, more) => ({ id: BASE + id, label: id, cls, x: 0, y: 0, size: 9, iso3: null, state: -1, aliases: [], mentions: [], offices: [], facts: [], parties: [], community: 0, ...more });
const event = (id, more) => ({
  id: BASE + id, label: id, type: "CONSULT", mode: null, quad: "verbal cooperation", date: null, dateEnd: null, expression: null, place: null,
  effective: null, topic: null, status: null, line: "stated", sources: [], targets: [], about: [], ...more,
});
const claim = (of, more) => ({ event: of, by: [], stance: "Affirms", modality: "Actual", certainty: "Certain", confidence: 0.9, quote: "words", prefix: "", suffix: "", document: 0, ...more });
const line = (a, b, ...events) => ({ a, b, arrows: 1, events });

/** Anna (0) of Ruritania (1), Borduria (2), a treaty (3): a call, a contested embargo, a planned signature, a denied raid. */
const model = () => load({
  title: "A sample", base: BASE, treaties: null, communities: null,
  documents: columns([
    { id: `${BASE}post`, title: "A call", date: "2025-03-18", publisher: "Strelsau Post", url: "https://example.org/post" },
    { id: `${BASE}wire`, title: "Borduria protests", date: "2025-03", publisher: "", url: "" },
  ]),
  nodes: columns([node("anna", "Person", { state: 1, offices: ["President, Ruritania"] }), node("ruritania", "State"), node("borduria", "State"), node("treaty", "Treaty", { parties: [1] })]),
  events: columns([
    event("call", { sources: [0], targets: [2], date: "2025-03-18" }),
    event("embargo", { type: "SANCTION", quad: "material conflict", sources: [1], targets: [2], date: "2024-11" }),
    event("signing", { type: "TREATY_SIGN", line: "planned", sources: [1], about: [3], date: "2025" }),
    event("raid", { type: "ASSAULT", quad: "material conflict", line: "denied", sources: [2], targets: [1] }),
  ]),
  claims: columns([
    claim(0), claim(0, { by: ["Borduria"], modality: "Planned", document: 1 }),
    claim(1), claim(1, { by: ["Borduria"], stance: "Denies", document: 1 }),
    claim(2, { modality: "Planned", confidence: 0.4 }), claim(3, { by: ["Borduria"], stance: "Denies", document: 1 }),
  ]),
  links: columns([line(0, 2, 0), line(1, 2, 1, 3), line(1, 3, 2), line(0, 1)]),
});
const everything = (m) => createState(m).visible();
const dated = (...dates) => dates.map((date) => ({ span: span(date) }));

// ---- events over time

test("the bars are days, months, years or decades by how long the time is", () => {
  assert.equal(unitOf(...extent(dated("2025-01-01", "2025-03-01"))), "day");
  assert.equal(unitOf(...extent(dated("2020", "2025"))), "month");
  assert.equal(unitOf(...extent(dated("1945", "2025"))), "year");
  assert.equal(unitOf(...extent(dated("1648-10-24", "2025"))), "decade");
});

test("without a date there is no time", () => assert.equal(extent(dated(null)), null));

test("a date that no calendar has does not stretch the time", () => {
  assert.deepEqual(extent(dated("2025-01-01", "20255-01-01", "-0044-03-15")), span("2025-01-01"));
});

test("bins are whole months, years and decades, also where the time starts amid one", () => {
  const names = (from, to, unit) => bins(span(from)[0], span(to)[1], unit).map((bin) => named(bin, unit));
  assert.deepEqual(names("2024-11-20", "2025-01-02", "month"), ["November 2024", "December 2024", "January 2025"]);
  assert.deepEqual(names("2024-06", "2025-01-02", "year"), ["2024", "2025"]);
  assert.deepEqual(names("1969-12-31", "1970-01-01", "day"), ["31 December 1969", "1 January 1970"]);
  assert.deepEqual(names("1648", "1663", "decade"), ["1640s", "1650s", "1660s"]);
});

test("a date of a month fills its bar of a month, and counts lightly over days", () => {
  const months = bins(...span("2025"), "month");
  assert.equal(fill(months, dated("2025-02", "2025-02-03", null)), 1);
  assert.deepEqual([months[1].exact, months[1].loose], [2, 0]);
  const days = bins(...span("2025-02"), "day");
  fill(days, dated("2025-02", "2025-02-03"));
  assert.deepEqual([days[2].exact, Number(days[2].loose.toFixed(4))], [1, Number((1 / 28).toFixed(4))]);
});

test("an event outside what the bars cover is not counted, one that reaches in is", () => {
  const list = bins(...span("2025-02"), "day");
  fill(list, dated("2024", "2025-03-01", "2025"));
  assert.equal(list.reduce((sum, bin) => sum + bin.exact, 0), 0);
  assert.equal(Math.round(list.reduce((sum, bin) => sum + bin.loose, 0)), 1);
});

test("arrow keys move an edge of the brush by a bar, never past the other edge", () => {
  const list = bins(...span("2025"), "month");
  assert.equal(moved(list, "from", 2, "ArrowRight", 3), 3);
  assert.equal(moved(list, "from", 3, "ArrowRight", 3), 3);
  assert.equal(moved(list, "to", 3, "ArrowLeft", 3), 3);
  assert.equal(moved(list, "to", 3, "End", 1), 11);
  assert.equal(moved(list, "from", 3, "Home", 5), 0);
  assert.equal(moved(list, "from", 3, "x", 5), null);
});

test("a brush covers the bars it touches, and all without one", () => {
  const list = bins(...span("2025"), "month");
  assert.deepEqual(covered(list, null, null), [0, 11]);
  assert.deepEqual(covered(list, span("2025-03-10")[0], span("2025-04-10")[0]), [2, 3]);
});

test("a period reads as words", () => {
  assert.equal(period(null, null), "all dates");
  assert.equal(period(span("2025-03-01")[0], null), "from 1 March 2025");
  assert.equal(period(span("2024")[0], span("2024")[1]), "1 January 2024 to 31 December 2024");
});

test("there are no more ticks than fit", () => {
  for (const [from, to] of [["1948", "2026"], ["2016", "2025"], ["2025-01", "2025-02"], ["1648", "2026"]]) {
    const unit = unitOf(span(from)[0], span(to)[1]);
    const found = ticks(bins(span(from)[0], span(to)[1], unit), unit, 10);
    assert.ok(found.length > 1 && found.length <= 12, `${from} to ${to}: ${found.length}`);
  }
});

// ---- who with whom

test("persons are counted with their state, and by themselves where one asks", () => {
  const m = model();
  const together = matrix(m, everything(m), { roll: true });
  assert.deepEqual(together.rows, [2, 1]);
  assert.deepEqual(together.cells.get("1 2").events.sort(), [0, 1]);
  const apart = matrix(m, everything(m), { roll: false });
  assert.deepEqual(apart.cells.get("0 2").events, [0]);
  assert.deepEqual(apart.cells.get("1 2").events, [1]);
});

test("the row acts towards the column; talks count for both", () => {
  const m = model();
  const { cells } = matrix(m, everything(m), { roll: false });
  assert.deepEqual(cells.get("2 0").events, [0]);
  assert.deepEqual(cells.get("2 1").events, [3]);
});

test("a cell leans to conflict or cooperation, and what is only denied to neither", () => {
  const m = model();
  const { cells } = matrix(m, everything(m), { roll: true });
  const { friendly, hostile, lean, firm } = cells.get("1 2");
  assert.deepEqual([friendly, hostile, lean, firm], [1, 1, 2, true]);
  const denied = matrix(m, everything(m), { roll: false }).cells.get("2 1");
  assert.deepEqual([denied.friendly, denied.hostile, denied.denied, denied.firm], [0, 0, 1, false]);
});

test("treaties are no actors, and hidden events no cells", () => {
  const m = model();
  const state = createState(m);
  state.filter({ off: { type: new Set(["CONSULT", "ASSAULT"]) } });
  const { rows, cells } = matrix(m, state.visible(), { roll: true });
  assert.deepEqual([rows.sort(), [...cells.keys()]], [[1, 2], ["1 2"]]);
});

test("behind a row stand those counted with it who take part", () => {
  assert.deepEqual(behind(model(), 1, [0, 1]), [0, 1]);
});

test("the busiest come first, and no more than asked for", () => {
  const m = model();
  const found = matrix(m, everything(m), { roll: false, size: 1 });
  assert.deepEqual([found.rows, found.of], [[2], 3]);
});

test("a cell reads out what it holds, and that nothing in it is stated as done", () => {
  const told = { events: [0, 1], friendly: 1, hostile: 0, denied: 1, firm: false };
  assert.equal(cellWords("A", "B", told), "A towards B: 2 events, 1 of cooperation, 1 only denied; none of them stated as done");
});

// ---- contested

test("an event that some affirm and others deny stands with both", () => {
  const m = model();
  const [one, ...more] = disputes(m, everything(m)).disputed;
  assert.equal(more.length, 0);
  assert.deepEqual([one.event.label, one.affirms.map((c) => c.i), one.denies.map((c) => c.i)], ["embargo", [2], [3]]);
});

test("what is only denied and what is told in two ways are lists of their own", () => {
  const m = model();
  const found = disputes(m, everything(m));
  assert.deepEqual(found.denied.map((e) => e.label), ["raid"]);
  assert.deepEqual(found.versions.map((v) => [v.event.label, v.groups.map((g) => g[0].modality)]), [["call", ["Actual", "Planned"]]]);
});

test("what was announced and later done is told by the status", () => {
  const m = model();
  m.events[2].status = "Fulfilled";
  assert.deepEqual(disputes(m, everything(m)).fulfilled.map((e) => e.label), ["signing"]);
  assert.deepEqual(disputes(m, everything(m)).overdue, []);
});

// ---- tables and lists

test("words sort by the alphabet, numbers by size, and what is empty stays last", () => {
  const rows = [{ i: 0, a: "b", n: 10 }, { i: 1, a: "", n: 9 }, { i: 2, a: "Ä", n: 100 }, { i: 3, a: "c", n: 9 }];
  const order = (...how) => sorted(rows, ...how).map((row) => row.i);
  assert.deepEqual(order("a"), [2, 0, 3, 1]);
  assert.deepEqual(order("a", true), [3, 0, 2, 1]);
  assert.deepEqual(order("n"), [1, 3, 0, 2]);
});

test("the row of an event says who tells it, the text itself among them", () => {
  const m = model();
  const row = eventRow(m, m.events[1]);
  assert.deepEqual([row.who, row.whom, row.by, row.document], ["ruritania", "borduria", "the text itself; Borduria", "A call; Borduria protests"]);
});

test("the row of an actor counts what is visible", () => {
  const m = model();
  const state = createState(m);
  state.filter({ off: { type: new Set(["ASSAULT"]) } });
  assert.equal(nodeRow(m, state.visible(), m.nodes[2]).events, 2);
});

test("the newest come first, the undated last, under their years", () => {
  const m = model();
  const list = newest(m, [3, 2, 1, 0]);
  assert.deepEqual(list.map((e) => e.label), ["call", "signing", "embargo", "raid"]);
  assert.deepEqual(years(list).map(([year, own]) => [year, own.length]), [["2025", 2], ["2024", 1], ["Undated", 1]]);
  assert.deepEqual(cut([1, 3, 2], (n) => n % 2), [[1, [1, 3]], [0, [2]]]);
});

test("a line without events says what it means", () => {
  const m = model();
  assert.equal(tieWords(m, m.links[3]), "anna acts for or belongs to ruritania");
  assert.equal(tieWords(m, { a: 1, b: 3 }), "ruritania is listed as a party to treaty");
});

test("the long list goes by date in either direction, the undated last in both", () => {
  const m = model();
  const order = (newestFirst) => byDate(m, everything(m), newestFirst).map((e) => e.label);
  assert.deepEqual(order(false), ["embargo", "signing", "call", "raid"]);
  assert.deepEqual(order(true), ["call", "signing", "embargo", "raid"]);
});

test("before a row stands the day, or what is known of it", () => {
  const words = ["2025-03-08", "2025-03", "2025", null].map((date) => day({ date, dateEnd: null }));
  assert.deepEqual(words, ["8", "March", "2025", "–"]);
  assert.equal(day({ date: null, dateEnd: "2025-04" }), "until April 2025");
});

// ---- filters

test("counts of a facet follow the other filters and not its own", () => {
  const m = model();
  const state = createState(m);
  state.filter({ off: { type: new Set(["SANCTION"]), by: new Set([""]) } });
  const found = counts(m, state, sifter(m), ["type", "line"]);
  assert.deepEqual([...found.type].sort(), [["ASSAULT", 1], ["CONSULT", 1], ["SANCTION", 1]]);
  assert.deepEqual([...found.line].sort(), [["denied", 1], ["stated", 1]]);
});

test("classes count nodes, all else events", () => {
  const m = model();
  assert.deepEqual([...tally(m, everything(m), "cls")].sort(), [["Person", 1], ["State", 2], ["Treaty", 1]]);
  assert.equal(tally(m, everything(m), "document").get(`${BASE}wire`), 3);
});

test("values keep their own order, else the most frequent come first", () => {
  const m = model();
  assert.deepEqual(values(m, "line"), ["stated", "planned", "denied"]);
  assert.deepEqual(values(m, "by"), ["", "Borduria"]);
});

test("filters that are on read as words, and each can be taken off alone", () => {
  const m = model();
  const state = createState(m);
  state.filter({ off: { type: new Set(["SANCTION", "ASSAULT", "TREATY_SIGN"]) }, undated: false, words: " ferry ", around: { node: m.nodes[1].id, steps: 2 } });
  const found = active(m, state.get().filters, (facet) => values(m, facet));
  assert.deepEqual(found.map(([words]) => words), ["Kind of event: only Talks", "Words: ferry", "Without the undated", "Around ruritania: 2 steps"]);
  for (const [, patch] of found) state.filter(patch);
  assert.equal(state.active(), false);
});

// ---- citations

test("a citation says the words, who says so, and where they stand", () => {
  const m = model();
  assert.equal(citation(m, m.claims[0]), "“words” (stated as done). A call, Strelsau Post, 18 March 2025, https://example.org/post.");
});

test("what is denied or planned is cited as such", () => {
  const m = model();
  assert.equal(citation(m, m.claims[3]), "“words” (according to Borduria, denied). Borduria protests, March 2025.");
  assert.equal(citation(m, Object.assign(Object.create(m.claims[4]), { quote: "will\n sign" })), "“will sign” (stated as planned). A call, Strelsau Post, 18 March 2025, https://example.org/post.");
});

test("the context of a quote starts and ends with whole words", () => {
  assert.deepEqual(context({ prefix: "ford said\n\n so. ", suffix: ". The en" }), { before: "… said\nso. ", after: ". The …" });
  assert.deepEqual(context({ prefix: "", suffix: "" }), { before: "", after: "" });
});

test("a period changes nothing of what there would be without one", () => {
  const m = model();
  const always = timeless(m);
  const state = createState(m);
  state.filter({ from: span("2025")[0], off: { type: new Set(["ASSAULT"]) } });
  const seen = always(state.get().filters);
  assert.equal(seen.count, 3);
  state.filter({ from: span("2025-03")[0], undated: false });
  assert.equal(always(state.get().filters), seen);
  state.filter({ off: { type: new Set() } });
  assert.equal(always(state.get().filters).count, 4);
});
