import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, iso, load, span } from "../src/model.js";
import { search } from "../src/search.js";
import { caveats, date, kind } from "../src/words.js";
import { embassies } from "./embassies.js";

test("folding makes upper case and accents no difference", () => {
  assert.equal(fold("Franjo Tuđman, ÉLYSÉE"), "franjo tuđman, elysee");
});

test("a date is the days it may mean", () => {
  assert.deepEqual(span("1970-01-02"), [1, 1]);
  assert.deepEqual(span("1970-02"), [31, 58]);
  assert.deepEqual(span("1970"), [0, 364]);
  assert.equal(span("soon"), null);
  assert.equal(span(null), null);
  assert.equal(iso(span("1950-03-04")[0]), "1950-03-04");
});

test("all that points somewhere is an index, and things know what they are part of", () => {
  const model = load(embassies());
  const [call] = model.events;
  assert.deepEqual(call.nodes, [0, 1]);
  assert.deepEqual(model.nodes[0].events, [0, 2]);
  assert.deepEqual(call.claims, [0]);
  assert.equal(model.linkBetween(1, 0), model.links[0]);
  assert.equal(model.linkBetween(2, 2), undefined);
  assert.equal(model.nodes[0].degree, 2);
});

test("identifiers under the base come short and are found by either form", () => {
  const model = load(embassies());
  assert.equal(model.nodes[0].id, "https://example.org/anna");
  assert.equal(model.byId("node", "anna"), model.nodes[0]);
  assert.equal(model.byId("node", "https://example.org/anna"), model.nodes[0]);
  assert.equal(model.byId("node", "nobody"), undefined);
});

test("an announced withdrawal is worded as announced, never as a fact", () => {
  const model = load(embassies());
  assert.deepEqual(caveats(model.events[1]), ["announced"]);
  assert.equal(kind(model.events[1]), "treaty withdrawal");
  assert.deepEqual(caveats(model.events[2]), ["denied"]);
  assert.deepEqual(caveats(model.events[0]), []);
});

test("claims that affirm and deny make an event contested, and the surest modality counts", () => {
  const json = embassies();
  json.claims = { ...json.claims, event: [0, 0, 0], stance: ["Affirms", "Denies", "Affirms"], modality: ["Planned", "Actual", "Proposed"] };
  const [event] = load(json).events;
  assert.equal(event.contested, true);
  assert.equal(event.modality, "Planned");
});

test("dates are worded as precisely as they are known", () => {
  assert.deepEqual(["2025-03-18", "2025-03", "2025", ""].map(date), ["18 March 2025", "March 2025", "2025", ""]);
});

test("a search takes names before quotes, and whole names first", () => {
  const model = load(embassies());
  assert.deepEqual(search(model, "ANNA").nodes, [0]);
  assert.deepEqual(search(model, "mines").nodes, [2]);
  assert.deepEqual(search(model, "spoke hour").events, [0]);
  assert.deepEqual(search(model, "  "), { nodes: [], events: [] });
});

test("an announcement is never worded as the act itself", async () => {
  const { said } = await import("../src/words.js");
  const claim = { stance: "Affirms", modality: "Actual" };
  assert.equal(said(claim, { mode: "announce" }), "stated as announced");
  assert.equal(said(claim, { mode: "" }), "stated as done");
  assert.equal(said({ ...claim, stance: "Denies" }, { mode: "announce" }), "denied");
});
