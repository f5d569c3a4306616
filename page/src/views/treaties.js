// The board of treaties: who stands how towards one of them on a day. Where depositaries' lists put a state and what
// articles say of it are two parts that never mix. The day is the end of the brushed time, else that of the board's slider.
import { badges, button, el, link, svg, text } from "../dom.js";
import { card } from "../evidence.js";
import { fold, iso, local, span } from "../model.js";
import { GROUPS, SAID, act, bound, dates, groups, read, sentence, stand, standing, tally, told, whole } from "../standing.js";
import { count, date } from "../words.js";

export const available = (app) => Boolean(app.model.treaties && app.model.treaties.instruments.length);

const INTERVAL = { party: "in force for it", joined: "not yet in force for it", leaving: "notice, still bound", ended: "no longer bound" };
const sign = (kind) => svg("svg", { width: 17, height: 17, viewBox: "-0.5 -0.5 17 17", class: "sign", "aria-hidden": "true" },
  svg("path", { d: GROUPS[kind][3], fill: GROUPS[kind][2], "fill-opacity": 0.65, stroke: "currentColor", "stroke-width": 1.4, "stroke-linecap": "round" }));
const group = (heading, list, ...icon) => el("section", { class: "group" },
  el("h4", {}, ...icon, `${heading} `, el("span", { class: "n" }, String(list.length))), el("ul", { class: "states" }, ...list));

/** The treaty that most is told of. */
const first = (instruments) => {
  const weight = (i) => i.acts.length + 1e6 * i.acts.filter((a) => a[5]).length;
  return instruments.reduce((best, i) => (weight(i) > weight(best) ? i : best));
};

// ---- what the board says of a treaty and of a state

const source = (given) => {
  const words = typeof given === "string" ? given : given.text;
  return el("cite", {}, link(words, typeof given === "string" ? given : given.url));
};

const about = (current) => {
  const [name] = current.facts.filter((f) => f.fact === "name");
  const lists = current.facts.filter((f) => f.fact === "list of acts");
  const facts = current.facts.filter((f) => f !== name && !lists.includes(f));
  const value = (f) => text("span", /^\d{4}(-\d\d){0,2}$/.test(f.value) ? date(f.value) : f.value);
  const whence = (f) => f.source && f.source !== (name || {}).source && text("cite", f.source);
  return el("details", { class: "box" }, el("summary", {}, `About it${lists.length ? `, and its ${count(lists.length, "list")} of acts` : ""}`),
    el("dl", { class: "facts" }, ...facts.flatMap((f) => [el("dt", {}, sentence(f.fact)), el("dd", {}, value(f), whence(f))])),
    name && name.source && text("cite", name.source),
    lists.length > 0 && el("ul", { class: "documents" }, ...lists.map((f) => el("li", {}, text("span", f.source), el("cite", {}, f.value)))));
};

const listedAct = (a) => el("article", {}, text("h4", [act(a.kind), date(a.day)].filter(Boolean).join(", ")),
  el("ul", { class: "intervals" }, ...a.intervals.map(([kind, since, until]) => el("li", {},
    `${sentence(INTERVAL[kind] || kind)} from ${date(since)}${until ? ` to ${date(until)}` : ""}`))),
  a.note && text("p", a.note, { class: "gist" }), source(a.source));

/** The acts of one state: the rows of lists with their sources, then the words of articles. */
const acts = (app, current, state, now) => {
  const lists = current.by.get(state).filter((a) => !a.told);
  const events = [...new Set(current.by.get(state).filter((a) => a.event).map((a) => a.event))];
  return [el("h3", { tabindex: "-1" }, text("span", state[1])), now,
    ...(lists.length ? [el("h4", {}, "In the lists"), ...lists.map(listedAct)] : []),
    ...(events.length ? [el("h4", {}, "What articles say"), ...events.map((e) => card(app, e))] : [])];
};

// ---- the board

export const create = (app) => {
  const { treaties } = app.model;
  const newest = app.model.documents.map((d) => d.date || "").sort().pop() || "";
  const known = new Map();
  let current = null, day = "", open = null;

  const instrument = (key) => treaties.instruments.find((i) => i.iri === key) || treaties.instruments.find((i) => local(i.iri) === key);
  const prepared = (row) => {
    if (!known.has(row.iri)) known.set(row.iri, read(row, treaties, (iri) => iri && app.model.byId("event", iri)));
    return known.get(row.iri);
  };
  const start = () => current.days[0];
  const end = () => {
    const last = current.days[current.days.length - 1];
    return newest && whole(newest.slice(0, 10)) > last ? whole(newest.slice(0, 10)) : last;
  };
  const brushed = () => { const { to } = app.state.get().filters; return to === null ? "" : iso(to); };

  /** Makes the day part of the address, or of the brush where one is set. */
  const note = () => {
    const { from, to } = app.state.get().filters;
    const at = span(day)[0];
    if (to !== null) app.state.filter({ to: at, from: from === null ? null : Math.min(from, at) });
    else app.state.treaty([local(current.iri), day, ...(open ? [local(open[0])] : [])], { replace: true });
  };
  const go = (state) => app.state.treaty([local(current.iri), ...(state ? [day, local(state[0])] : [day])]);

  const picker = el("select", { id: "instrument", change: () => app.state.treaty([local(picker.value), ...app.state.get().treaty.slice(1, 2)]) },
    ...[["Treaties", false], ["Agreements", true]].map(([name, agreement]) => [name, treaties.instruments.filter((i) => i.agreement === agreement)])
      .filter(([, list]) => list.length)
      .map(([name, list]) => el("optgroup", { label: name }, ...list.map((i) => el("option", { value: i.iri }, i.label)))));
  const title = text("h2", "");
  const slider = el("input", { type: "range", id: "day", min: 0, "aria-label": "Date",
    input: () => turn(iso(span(start())[0] + Number(slider.value))), change: note });
  const typed = () => { if (field.value && field.validity.valid) { turn(field.value); note(); } }; // a year half typed is out of range
  const field = el("input", { type: "date", "aria-label": "Date, typed", change: typed, blur: () => { field.value = day; } });
  const jump = (words, find) => button(words, () => { const to = find(); if (to) { turn(to); note(); } });
  const before = jump("← Change before", () => current.days.filter((d) => d < day).pop());
  const after = jump("Next change →", () => current.days.find((d) => d > day));
  const follows = el("p", { class: "sub" });
  const counts = el("p", { role: "status", "aria-live": "polite", class: "counts" });
  const limits = el("p", { class: "sub" });
  const filter = el("input", { type: "search", placeholder: "Filter names", "aria-label": "Filter the names on the board", input: () => turn(day) });
  const down = button("", () => { said.scrollIntoView(); const [one] = said.getElementsByTagName("button"); if (one) one.focus({ preventScroll: true }); });
  const chart = svg("svg", { viewBox: "0 0 1000 60", preserveAspectRatio: "none", class: "chart", "aria-hidden": "true" });
  const cursor = svg("line", { y1: 0, y2: 60 });
  const facts = el("div", {}), side = el("section", { class: "state-acts", "aria-label": "Acts of the state chosen", hidden: true });
  const listed = el("div", {}), said = el("div", {}), now = el("p", { class: "sub" });
  const controls = el("div", { class: "controls" }, chart, slider, el("div", { class: "days" }, before, field, after), follows);
  const element = el("section", { id: "board", "aria-label": "Treaties and agreements" },
    el("p", { class: "pick" }, el("label", { for: "instrument" }, "Treaty or agreement"), picker), title, facts, controls, counts, limits,
    side, el("div", { class: "days" }, filter, down), listed, said);

  const share = (d) => (1000 * (span(d)[0] - span(start())[0])) / (span(end())[0] - span(start())[0] || 1);
  const draw = () => {
    const numbers = current.days.map((d) => bound(current, d));
    const high = (n) => 58 - (n / Math.max(1, ...numbers)) * 54;
    const steps = current.days.map((d, i) => `H${share(d)}V${high(numbers[i])}`).join("");
    chart.replaceChildren(svg("path", { d: `M0 58${steps}H1000V58Z` }), cursor);
  };

  // ---- the names
  const buttons = new Map(); // the last one of each state
  const named = (state, ...children) => {
    const one = el("button", { type: "button", click: () => go(state), "aria-pressed": String(state === open) }, text("span", state[1]), ...children);
    buttons.set(state, one);
    return el("li", {}, one);
  };
  const wanted = (state) => !filter.value || fold(state[1]).includes(fold(filter.value.trim()));
  const byLists = (state) => current.listed && `by the lists: ${stand(standing(current.by.get(state), day))}`;

  const place = () => {
    const at = day < start() ? start() : day > end() ? end() : day;
    slider.value = span(at)[0] - span(start())[0];
    slider.setAttribute("aria-valuetext", date(day));
    if (field.value !== day) field.value = day;
    before.disabled = !current.days.some((d) => d < day);
    after.disabled = !current.days.some((d) => d > day);
    cursor.setAttribute("x1", share(at));
    cursor.setAttribute("x2", share(at));
    follows.textContent = brushed() ? "The day is the end of the brushed time: moving one moves the other." : "";
  };
  const lists = (found) => {
    const kept = [...found].map(([kind, list]) => [kind, list.filter(([state]) => wanted(state)).sort(([a], [b]) => a[1].localeCompare(b[1], "en"))]);
    listed.replaceChildren(...(current.listed ? [el("h3", { class: "part" }, "By the lists of depositaries and other sources")] : []),
      ...kept.filter(([, list]) => list.length)
        .map(([kind, list]) => group(GROUPS[kind][0], list.map(([state, where]) => named(state, el("small", {}, dates(where)))), sign(kind))));
  };
  const articles = (reports) => {
    const item = (a) => named(a.state, el("small", {}, [date(a.last[1]), byLists(a.state)].filter(Boolean).join(" · ")), ...(a.event ? badges(a.event) : []));
    const things = [...new Set([...SAID, ...reports.map((a) => a.last[0])])];
    said.className = reports.length ? "said" : "";
    said.replaceChildren(...(reports.length ? [el("h3", { class: "part" }, current.listed ? "What articles say, which changes no list" : "What articles say")] : []),
      ...things.map((thing) => [thing, reports.filter((a) => a.last[0] === thing && wanted(a.state))]).filter(([, list]) => list.length)
        .map(([thing, list]) => group(sentence(thing), list.map(item))));
    down.textContent = `${count(reports.length, "report")} in articles ↓`;
    down.hidden = !reports.length;
  };
  /** Everything that depends on the day. */
  const turn = (to) => {
    day = to;
    place();
    const found = groups(current, day);
    counts.replaceChildren(el("strong", {}, current.dated ? date(day) : "No dates"), current.listed ? `: ${tally(found)}.` : ": nothing but what articles say.");
    limits.textContent = current.as_of && day > current.as_of
      ? `The lists are complete up to ${date(current.as_of)}; of what came after they hold only some acts.` : "";
    lists(found);
    articles(told(current, day));
    now.textContent = open && current.listed ? `On ${date(day)} ${byLists(open)}` : "";
  };

  /** Another treaty on the board. */
  const change = (row) => {
    current = prepared(row);
    picker.value = current.iri;
    title.textContent = current.label;
    facts.replaceChildren(about(current));
    controls.hidden = !current.dated;
    chart.toggleAttribute("hidden", !current.listed);
    slider.max = span(end())[0] - span(start())[0];
    field.min = start();
    field.max = end();
    filter.value = "";
    buttons.clear();
    draw();
  };
  /** The acts of the state that is chosen, with the keyboard's place in them, and back to its name. */
  const choose = (left, moved) => {
    side.hidden = !open;
    side.replaceChildren(...(open ? [button(`← ${current.label}`, () => go(null), { class: "back" }), ...acts(app, current, open, now)] : []));
    if (!moved || left === open) return;
    if (open) side.querySelector("h3").focus();
    else (buttons.get(left) || picker).focus();
  };
  const within = (to) => (to < start() ? start() : to > end() ? end() : to);
  const dayOf = (asked) => {
    if (brushed()) return brushed();
    const good = /^\d{4}-\d\d-\d\d$/.test(asked || "") && !Number.isNaN(Date.parse(asked));
    return within(good ? asked : newest ? whole(newest.slice(0, 10)) : end());
  };

  const update = (state, previous) => {
    const [key, asked, who] = state.treaty;
    const row = (key && instrument(key)) || first(treaties.instruments);
    const same = Boolean(current) && current.iri === row.iri;
    const left = same ? open : null;
    if (!same) change(row);
    open = (who && [...current.by.keys()].find((s) => local(s[0]) === local(who))) || null;
    turn(dayOf(asked));
    if (same && open === left && previous && previous.view === state.view) return;
    choose(left, same && Boolean(previous) && previous.view === state.view);
  };
  return { element, update };
};
