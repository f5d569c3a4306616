// Where a state stands towards a treaty on a day, from the intervals of its acts. Pure: shared by the board and its tests.
import { date, typed } from "./words.js";

const BOUND = new Set(["party", "leaving", "suspended"]);
/** The groups of the board: heading, words of a count, colour, the path of its sign. Shape and word tell them apart. */
export const GROUPS = {
  leaving: ["Party, but leaving", "leaving", "#E69F00", "M2 2H14V14H2ZM4.5 8H11M8.5 5L11.5 8L8.5 11"],
  suspended: ["Party, suspended", "suspended", "#CC79A7", "M2 2H14V14H2ZM6.3 5V11M9.7 5V11"],
  joined: ["Joined, not yet in force for it", "joined and not yet bound", "#56B4E9", "M8 1.5a6.5 6.5 0 1 0 .01 0ZM8 4.5V8L10.5 9.5"],
  applying: ["Applies it provisionally", "applying it provisionally", "#009E73", "M8 1.5a6.5 6.5 0 1 0 .01 0ZM5 8H11"],
  signatory: ["Signed only", "signed only", "none", "M8 1.5a6.5 6.5 0 1 0 .01 0ZM5 9.5L10 5"],
  left: ["Left", "left", "#D55E00", "M8 0.5L15.5 8L8 15.5L0.5 8ZM5.5 5.5L10.5 10.5M10.5 5.5L5.5 10.5"],
  ended: ["No longer bound, the treaty ended", "no longer bound", "#8C8C8C", "M8 0.5L15.5 8L8 15.5L0.5 8ZM5 8H11"],
  party: ["Party", "party", "#0072B2", "M2 2H14V14H2ZM4.5 8L7 10.8L11.5 5"],
};
/** What articles may say of an act, the nearest to done first. */
export const SAID = ["leaving", "joining", "signing"].flatMap((deed) => ["reported", "announced", "planned", "considered"].map((how) => `${deed} ${how}`));

export const sentence = (words) => words[0].toUpperCase() + words.slice(1);
/** The kind of an act in words: "Provisional application", "Treaty withdrawal, announced". */
export const act = (name) => {
  if (!/^TREATY/.test(name)) return sentence(name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase());
  const [type, mode] = name.split("-");
  return [sentence(typed(type)), mode && mode.replace("announce", "announced")].filter(Boolean).join(", ");
};

/** The first day of a month or year. */
export const whole = (day) => day + "-01-01".slice(day.length - 4);

/** The acts of an instrument as objects, those of each state together, and the days on which something changes. */
export const read = (instrument, treaties, events) => {
  const states = treaties.states;
  const acts = instrument.acts.map(([state, kind, day, source, note, event, intervals]) => ({
    state: states[state], kind, day, source: treaties.sources[source], note, event: events(event), told: Boolean(event), intervals,
  }));
  const by = new Map(acts.map((a) => [a.state, []]));
  for (const one of acts) by.get(one.state).push(one);
  const ends = acts.flatMap((a) => a.intervals.flatMap(([, since, until]) => [since, until])).filter(Boolean);
  const days = [...new Set(ends.map(whole))].sort();
  return { ...instrument, acts, by, dated: days.length > 0, listed: acts.some((a) => !a.told), days: days.length ? days : ["0001-01-01"] };
};

/** The intervals of lists that hold the day, and the strongest of them, as the query treaty-status has it. */
export const standing = (acts, day) => {
  const now = {};
  for (const one of acts) {
    for (const [kind, since, until] of one.told ? [] : one.intervals) {
      if (since <= day && !(until && until <= day) && !(now[kind] && now[kind].since >= since)) now[kind] = { since, until, act: one };
    }
  }
  const { party, leaving, suspended } = now;
  let kind = ["joined", "left", "ended", "applying", "signatory"].find((k) => now[k]);
  if (party) kind = leaving && leaving.since > party.since ? "leaving" : suspended && suspended.since >= party.since ? "suspended" : "party";
  return kind && { ...now[kind], kind, now };
};
export const bound = (instrument, day) => [...instrument.by.values()].filter((acts) => BOUND.has((standing(acts, day) || {}).kind)).length;

/** Since when and until when, as one could know it on the day: the end of a party's time only once notice was given. */
export const dates = ({ kind, since, until, now }) => {
  const words = {
    party: `since ${date(since)}`, suspended: `since ${date(since)}`, applying: `since ${date(since)}`,
    leaving: until ? `leaves on ${date(until)}` : `notice of ${date(since)}`,
    joined: until ? `in force for it from ${date(until)}` : `since ${date(since)}`,
    signatory: `signed ${date(since)}`, left: `left on ${date(since)}`, ended: `until ${date(since)}`,
  };
  return words[kind] + (kind === "party" && now.announced && now.announced.since >= since ? ` · announced leaving ${date(now.announced.since)}` : "");
};
export const stand = (found) => {
  if (!found) return "no act";
  return ["leaving", "left"].includes(found.kind) ? dates(found) : GROUPS[found.kind][0].replace(/^./, (c) => c.toLowerCase());
};

/** The states of each group on a day, with where they stand. */
export const groups = (instrument, day) => {
  const found = new Map(Object.keys(GROUPS).map((kind) => [kind, []]));
  for (const [state, acts] of instrument.by) {
    const where = standing(acts, day);
    if (where) found.get(where.kind).push([state, where]);
  }
  return found;
};

/** What articles had said by a day: acts with the last thing said, which changes no list. */
export const told = (instrument, day) => instrument.acts.filter((a) => a.told)
  .map((a) => ({ ...a, last: a.intervals.filter(([, since]) => since <= day).pop() })).filter((a) => a.last)
  .sort((a, b) => a.state[1].localeCompare(b.state[1], "en"));

/** How many stand where, in words; those who are leaving or suspended are parties too. */
export const tally = (found) => {
  const some = (kinds, always = []) => kinds.map((kind) => [found.get(kind).length, kind]).filter(([n, kind]) => n || always.includes(kind))
    .map(([n, kind]) => `${n} ${GROUPS[kind][1]}`).join(", ");
  const parties = [...BOUND].reduce((n, kind) => n + found.get(kind).length, 0);
  const inside = some(["leaving", "suspended"]);
  return [`${parties} ${parties === 1 ? "party" : "parties"}${inside && ` (${inside})`}`,
    some(["joined", "applying", "signatory", "left", "ended"], ["signatory", "left"])].join(", ");
};
