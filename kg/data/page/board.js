"use strict";
// The board of treaties: who stands how towards one of them on a day. Where depositaries' lists put a state and what
// articles say of it are two parts that never mix. `kit` are the helpers of page.js; all text goes through them.
const treatyBoard = (data, events, kit) => {
  const { el, text, svg, date, count, fold, local, known, card, badges, go } = kit;
  const states = data.states.map(([iri, name]) => ({ iri, name }));
  const iso = (ms) => new Date(ms).toISOString().slice(0, 10);
  const whole = (d) => d + "-01-01".slice(d.length - 4); // the first day of a month or year
  const instruments = new Map(data.instruments.map((i) => {
    const acts = i.acts.map(([state, act, day, source, note, event, intervals]) => ({
      state: states[state], act, day, source: data.sources[source], note, event: events.get(event), told: Boolean(event), intervals,
    }));
    const days = [...new Set(acts.flatMap((a) => a.intervals.flatMap(([, since, until]) => [since, until])).filter(Boolean).map(whole))].sort();
    const by = new Map(acts.map((a) => [a.state, []]));
    for (const act of acts) by.get(act.state).push(act);
    return [i.iri, { ...i, acts, by, dated: days.length > 0, listed: acts.some((a) => !a.told), days: days.length ? days : ["0001-01-01"] }];
  }));

  // Shape and word tell the groups apart, and Okabe and Ito's colours once more.
  const GROUPS = {
    leaving: ["Party, but leaving", "leaving", "#E69F00", "M2 2H14V14H2ZM4.5 8H11M8.5 5L11.5 8L8.5 11"],
    suspended: ["Party, suspended", "suspended", "#CC79A7", "M2 2H14V14H2ZM6.3 5V11M9.7 5V11"],
    joined: ["Joined, not yet in force for it", "joined and not yet bound", "#56B4E9", "M8 1.5a6.5 6.5 0 1 0 .01 0ZM8 4.5V8L10.5 9.5"],
    applying: ["Applies it provisionally", "applying it provisionally", "#009E73", "M8 1.5a6.5 6.5 0 1 0 .01 0ZM5 8H11"],
    signatory: ["Signed only", "signed only", "none", "M8 1.5a6.5 6.5 0 1 0 .01 0ZM5 9.5L10 5"],
    left: ["Left", "left", "#D55E00", "M8 0.5L15.5 8L8 15.5L0.5 8ZM5.5 5.5L10.5 10.5M10.5 5.5L5.5 10.5"],
    ended: ["No longer bound, the treaty ended", "no longer bound", "#8C8C8C", "M8 0.5L15.5 8L8 15.5L0.5 8ZM5 8H11"],
    party: ["Party", "party", "#0072B2", "M2 2H14V14H2ZM4.5 8L7 10.8L11.5 5"],
  };
  const BOUND = new Set(["party", "leaving", "suspended"]);
  const SAID = ["leaving", "joining", "signing"].flatMap((deed) => ["reported", "announced", "planned", "considered"].map((how) => `${deed} ${how}`));
  const sentence = (words) => words[0].toUpperCase() + words.slice(1);
  const spaced = (name) => sentence(name.replace(/^TREATY_/, "").replace(/[_-]/g, " ").replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase());
  const sign = (kind) => svg("svg", { width: 17, height: 17, viewBox: "-0.5 -0.5 17 17", class: "sign", "aria-hidden": "true" },
    svg("path", { d: GROUPS[kind][3], fill: GROUPS[kind][2], "fill-opacity": 0.65, stroke: "currentColor", "stroke-width": 1.4, "stroke-linecap": "round" }));

  // ---- where a state stands: its intervals that hold the day, and the strongest of them, as the query treaty-status has it
  const standing = (acts, day) => {
    const now = {};
    for (const act of acts) {
      for (const [kind, since, until] of act.told ? [] : act.intervals) {
        if (since <= day && !(until && until <= day) && !(now[kind] && now[kind].since >= since)) now[kind] = { since, until, act };
      }
    }
    const { party, leaving, suspended } = now;
    let kind = ["joined", "left", "ended", "applying", "signatory"].find((k) => now[k]);
    if (party) kind = leaving && leaving.since > party.since ? "leaving" : suspended && suspended.since >= party.since ? "suspended" : "party";
    return kind && { ...now[kind], kind, now };
  };
  // As one could know it on the day: the end of a party's time only once notice was given.
  const dates = ({ kind, since, until, now }) => {
    const words = {
      party: `since ${date(since)}`, suspended: `since ${date(since)}`, applying: `since ${date(since)}`,
      leaving: until ? `leaves on ${date(until)}` : `notice of ${date(since)}`,
      joined: until ? `in force for it from ${date(until)}` : `since ${date(since)}`,
      signatory: `signed ${date(since)}`, left: `left on ${date(since)}`, ended: `until ${date(since)}`,
    };
    return words[kind] + (kind === "party" && now.announced && now.announced.since >= since ? ` · announced leaving ${date(now.announced.since)}` : "");
  };
  const stand = (found) => {
    if (!found) return "no act";
    return ["leaving", "left"].includes(found.kind) ? dates(found) : GROUPS[found.kind][0].replace(/^./, (c) => c.toLowerCase());
  };
  const told = () => current.acts.filter((a) => a.told).map((a) => ({ ...a, last: a.intervals.filter(([, since]) => since <= day).pop() })).filter((a) => a.last);

  // ---- the controls
  const box = document.getElementById("board");
  let current, day, open, chosen = "";
  const label = (i) => el("option", { value: i.iri }, i.label);
  const kinds = [["Treaties", false], ["Agreements", true]].map(([name, agreement]) => [name, data.instruments.filter((i) => i.agreement === agreement)]);
  const picker = el("select", { id: "instrument", change: () => go("treaty", picker.value, ...(chosen ? [day] : [])) },
    ...kinds.filter(([, list]) => list.length).map(([name, list]) => el("optgroup", { label: name }, ...list.map(label))));
  const title = text("h2", "");
  const slider = el("input", { type: "range", id: "day", min: 0, "aria-label": "Date", input: () => turn(iso(start() + slider.value * 864e5)), change: () => note() });
  const typed = () => { if (field.value && field.validity.valid) { turn(field.value); note(); } }; // a year half typed is out of range
  const field = el("input", { type: "date", "aria-label": "Date, typed", change: typed, blur: () => { field.value = day; } });
  const jump = (words, find) => el("button", { type: "button", click: () => { const to = find(); if (to) { turn(to); note(); } } }, words);
  const before = jump("← Change before", () => current.days.filter((d) => d < day).pop());
  const after = jump("Next change →", () => current.days.find((d) => d > day));
  const counts = el("p", { role: "status", "aria-live": "polite", class: "counts" });
  const limits = el("p", { class: "sub" });
  const filter = el("input", { type: "search", placeholder: "Filter names", "aria-label": "Filter the names on the board", input: () => turn(day) });
  const down = el("button", { type: "button", click: () => { said.scrollIntoView(); said.querySelector("button")?.focus({ preventScroll: true }); } });
  const chart = svg("svg", { viewBox: "0 0 1000 60", preserveAspectRatio: "none", class: "chart", "aria-hidden": "true" });
  const cursor = svg("line", { y1: 0, y2: 60 });
  const listed = el("div", {});
  const said = el("div", {});
  const now = el("p", { class: "sub" });
  const controls = el("div", { class: "controls" }, chart, slider, el("div", { class: "days" }, before, field, after));
  box.append(el("p", { class: "pick" }, el("label", { for: "instrument" }, "Treaty or agreement"), picker), title, controls, counts, limits, el("div", { class: "days" }, filter, down), listed, said);

  const start = () => Date.parse(current.days[0]);
  const last = () => current.days[current.days.length - 1];
  const newest = data.newest ? whole(data.newest.slice(0, 10)) : "";
  const within = (d) => (d < current.days[0] ? current.days[0] : d > end() ? end() : d);
  const end = () => (newest > last() ? newest : last());
  const draw = () => {
    const span = Date.parse(end()) - start() || 1;
    const at = (d) => ((Date.parse(d) - start()) / span) * 1000;
    const bound = current.days.map((d) => [...current.by.values()].filter((acts) => BOUND.has((standing(acts, d) || {}).kind)).length);
    const high = (n) => 58 - (n / Math.max(1, ...bound)) * 54;
    const steps = current.days.map((d, i) => `H${at(d)}V${high(bound[i])}`).join("");
    chart.replaceChildren(svg("path", { d: `M0 58${steps}H1000V58Z` }), cursor);
  };
  const place = () => {
    const x = (1000 * (Date.parse(day) - start())) / (Date.parse(end()) - start() || 1);
    cursor.setAttribute("x1", x);
    cursor.setAttribute("x2", x);
  };

  // ---- the names
  const buttons = new Map(); // the last one of each state
  const named = (state, ...children) => {
    const button = el("button", { type: "button", click: () => go("treaty", current.iri, day, state.iri) }, text("span", state.name), ...children);
    buttons.set(state, button);
    return el("li", {}, button);
  };
  const group = (heading, list, ...icon) => el("section", { class: "group" },
    el("h4", {}, ...icon, `${heading} `, el("span", { class: "n" }, String(list.length))), el("ul", { class: "states" }, ...list));
  const wanted = (state) => !filter.value || fold(state.name).includes(fold(filter.value.trim()));

  const byLists = (state) => current.listed && `by the lists: ${stand(standing(current.by.get(state), day))}`;
  const turn = (to) => {
    day = within(to);
    chosen = day;
    slider.value = Math.round((Date.parse(day) - start()) / 864e5);
    slider.setAttribute("aria-valuetext", date(day));
    if (field.value !== day) field.value = day;
    before.disabled = !current.days.some((d) => d < day);
    after.disabled = !current.days.some((d) => d > day);
    place();
    const found = new Map(Object.keys(GROUPS).map((kind) => [kind, []]));
    for (const [state, acts] of current.by) {
      const where = standing(acts, day);
      if (where) found.get(where.kind).push([state, where]);
    }
    const reports = told().sort((a, b) => a.state.name.localeCompare(b.state.name, "en"));
    const some = (kinds, always) => kinds.map((kind) => [found.get(kind).length, kind]).filter(([n, kind]) => n || always.includes(kind))
      .map(([n, kind]) => `${n} ${GROUPS[kind][1]}`).join(", ");
    const inside = some(["leaving", "suspended"], []);
    const sum = [count([...BOUND].reduce((n, kind) => n + found.get(kind).length, 0), "party", "parties") + (inside && ` (${inside})`),
      some(["joined", "applying", "signatory", "left", "ended"], ["signatory", "left"])].join(", ");
    counts.replaceChildren(el("strong", {}, current.dated ? date(day) : "No dates"), current.listed ? `: ${sum}.` : ": nothing but what articles say.");
    down.textContent = `${count(reports.length, "report")} in articles ↓`;
    down.hidden = !reports.length;
    limits.textContent = current.as_of && day > current.as_of ? `The lists are complete up to ${date(current.as_of)}; of what came after they hold only some acts.` : "";
    const groups = [...found].map(([kind, list]) => [kind, list.filter(([state]) => wanted(state)).sort(([a], [b]) => a.name.localeCompare(b.name, "en"))])
      .filter(([, list]) => list.length);
    listed.replaceChildren(...(current.listed ? [el("h3", { class: "part" }, "By the lists of depositaries and other sources")] : []),
      ...groups.map(([kind, list]) => group(GROUPS[kind][0], list.map(([state, where]) => named(state, el("small", {}, dates(where)))), sign(kind))));
    const things = [...new Set([...SAID, ...reports.map((a) => a.last[0])])];
    said.className = reports.length ? "said" : "";
    said.replaceChildren(...(reports.length ? [el("h3", { class: "part" }, current.listed ? "What articles say, which changes no list" : "What articles say")] : []),
      ...things.map((thing) => [thing, reports.filter((a) => a.last[0] === thing && wanted(a.state))]).filter(([, list]) => list.length)
        .map(([thing, list]) => group(sentence(thing), list.map((a) => named(a.state,
          el("small", {}, [date(a.last[1]), byLists(a.state)].filter(Boolean).join(" · ")),
          ...badges(a.event))))));
    now.textContent = open && current.listed ? `On ${date(day)} ${byLists(open)}` : "";
  };
  // The day belongs in the address, but not each step of it in the history; embedded pages may not change their address.
  const note = () => { try { history.replaceState(null, "", `#treaty=${encodeURIComponent(local(current.iri))}+${day}${open ? `+${encodeURIComponent(local(open.iri))}` : ""}`); } catch { /* as said */ } };

  // ---- the panel beside it
  const source = ({ text: words, url }) => (url ? text("a", words, { href: url, rel: "noopener noreferrer", target: "_blank" }) : text("span", words));
  const INTERVAL = { party: "in force for it", joined: "not yet in force for it", leaving: "notice, still bound", ended: "no longer bound" };
  const act = (a) => el("article", {}, text("h4", [spaced(a.act), date(a.day)].filter(Boolean).join(", ")),
    el("ul", { class: "intervals" }, ...a.intervals.map(([kind, since, until]) => el("li", {}, `${sentence(INTERVAL[kind] || kind)} from ${date(since)}${until ? ` to ${date(until)}` : ""}`))),
    a.note ? text("p", a.note, { class: "with" }) : "", el("cite", {}, source(a.source)));
  const evidence = (state) => {
    const acts = current.by.get(state);
    const lists = acts.filter((a) => !a.told);
    const cards = [...new Set(acts.filter((a) => a.told).map((a) => a.event))];
    return [el("button", { type: "button", class: "back", click: () => go("treaty", current.iri, day) }, `← ${current.label}`),
      text("h2", state.name), now,
      ...(lists.length ? [el("h3", {}, "In the lists"), ...lists.map(act)] : []),
      ...(cards.length ? [el("h3", {}, "What articles say"), ...cards.map(card)] : [])];
  };
  const about = () => {
    const [name] = current.facts.filter((f) => f.fact === "name");
    const lists = current.facts.filter((f) => f.fact === "list of acts");
    const facts = current.facts.filter((f) => f !== name && !lists.includes(f));
    const value = (f) => text("span", /^\d{4}(-\d\d){0,2}$/.test(f.value) ? date(f.value) : f.value);
    const whence = (f) => (f.source && f.source !== name.source ? text("cite", f.source) : "");
    return [text("h2", current.label),
      el("dl", { class: "facts" }, ...facts.flatMap((f) => [el("dt", {}, sentence(f.fact)), el("dd", {}, value(f), whence(f))])),
      name && name.source ? text("cite", name.source) : "",
      lists.length ? el("details", { class: "box" }, el("summary", {}, `Lists of acts (${lists.length})`),
        el("ul", { class: "documents" }, ...lists.map((f) => el("li", {}, text("span", f.source), el("cite", {}, f.value))))) : "",
      text("p", "Choose a name for its acts with their sources, and for the words of articles.", { class: "sub" })];
  };

  return {
    first: () => [...instruments.values()].sort((a, b) => weight(b) - weight(a))[0].iri,
    has: (iri) => instruments.has(iri),
    close: () => open && go("treaty", current.iri, day),
    // What the panel shows with an instrument, on a day, with a state; null where the address names none that is there.
    show(key, to, who) {
      const iri = known(instruments, key);
      if (!iri) return null;
      if (!current || current.iri !== iri) {
        current = instruments.get(iri);
        picker.value = iri;
        title.textContent = current.label;
        controls.hidden = !current.dated;
        chart.toggleAttribute("hidden", !current.listed);
        slider.max = Math.round((Date.parse(end()) - start()) / 864e5);
        field.min = current.days[0];
        field.max = end();
        filter.value = "";
        draw();
      }
      const asked = /^\d{4}-\d\d-\d\d$/.test(to || "") && !Number.isNaN(Date.parse(to)) ? to : "";
      const left = open;
      open = who && [...current.by.keys()].find((s) => local(s.iri) === who);
      turn(asked || newest || last());
      chosen = asked;
      if (left && !open) (buttons.get(left) || picker).focus();
      return open ? evidence(open) : about();
    },
  };
  function weight(instrument) { return instrument.acts.length + 1e6 * instrument.acts.filter((a) => a.told).length; }
};
