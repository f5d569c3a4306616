import assert from "node:assert/strict";
import test from "node:test";
import { act, dates, groups, read, stand, standing, tally, told } from "../src/standing.js";

const treaties = {
  states: [["urn:a", "Ruritania"], ["urn:b", "Syldavia"], ["urn:c", "Borduria"]], sources: ["a list", "an article"],
  instruments: [{
    iri: "urn:t", label: "Treaty", agreement: false, facts: [], as_of: "2010-01-01", acts: [
      [0, "Ratification", "2000-01-01", 0, "", "", [["joined", "2000-01-01", "2000-07-01"], ["party", "2000-07-01", "2021-01-01"], ["ended", "2021-01-01", ""]]],
      [0, "Withdrawal", "2020-06-01", 0, "", "", [["leaving", "2020-06-01", "2021-01-01"], ["left", "2021-01-01", ""]]],
      [0, "WithdrawalAnnouncement", "2020-02-01", 0, "", "", [["announced", "2020-02-01", ""]]],
      [1, "Signature", "2000", 0, "", "", [["signatory", "2000", ""]]],
      [1, "TREATY_WITHDRAW-announce", "2022-05", 1, "", "urn:e", [["leaving announced", "2022-05", ""]]],
      [2, "Ratification", "2000-01-01", 0, "", "", [["party", "2000-01-01", ""]]],
      [2, "Suspension", "2015-01-01", 0, "", "", [["suspended", "2015-01-01", "2016-01-01"]]],
    ],
  }],
};
const board = () => read(treaties.instruments[0], treaties, (iri) => (iri ? { id: iri } : undefined));
const where = (name, day) => { const found = groups(board(), day); return [...found].filter(([, list]) => list.some(([state]) => state[1] === name)).map(([kind]) => kind); };

test("a state is in one group on any day, and each change moves it", () => {
  const days = { "1999-12-31": [], "2000-01-01": ["joined"], "2000-07-01": ["party"], "2020-05-31": ["party"], "2020-06-01": ["leaving"], "2021-01-01": ["left"] };
  for (const [day, kinds] of Object.entries(days)) assert.deepEqual(where("Ruritania", day), kinds, day);
  assert.deepEqual(where("Borduria", "2015-06-01"), ["suspended"]);
  assert.deepEqual(where("Borduria", "2016-01-01"), ["party"]);
});

test("what articles say moves nobody", () => {
  assert.deepEqual(where("Syldavia", "2023-01-01"), ["signatory"]);
  assert.deepEqual(told(board(), "2022-04-30"), []);
  const [said] = told(board(), "2023-01-01");
  assert.deepEqual([said.state[1], said.last[0], said.event.id], ["Syldavia", "leaving announced", "urn:e"]);
});

test("an end is told only once notice is given", () => {
  const words = (day) => dates(standing(board().by.get(treaties.states[0]), day));
  assert.equal(words("2010-01-01"), "since 1 July 2000");
  assert.equal(words("2020-03-01"), "since 1 July 2000 · announced leaving 1 February 2020");
  assert.equal(words("2020-07-01"), "leaves on 1 January 2021");
  assert.equal(stand(undefined), "no act");
});

test("those who are leaving or suspended are counted as parties", () => {
  assert.equal(tally(groups(board(), "2020-07-01")), "2 parties (1 leaving), 1 signed only, 0 left");
  assert.equal(tally(groups(board(), "2022-01-01")), "1 party, 1 signed only, 1 left");
});

test("days on which something changes are whole days in order, and acts have words", () => {
  assert.deepEqual(board().days.slice(0, 3), ["2000-01-01", "2000-07-01", "2015-01-01"]);
  assert.equal(act("ProvisionalApplication"), "Provisional application");
  assert.equal(act("TREATY_WITHDRAW-announce"), "Treaty withdrawal, announced");
});
