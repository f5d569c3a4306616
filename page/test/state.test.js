import assert from "node:assert/strict";
import { test } from "node:test";
import { load, span } from "../src/model.js";
import { createState } from "../src/state.js";
import { embassies } from "./embassies.js";

const fresh = () => createState(load(embassies()));
const events = (state) => [...state.visible().events];

test("without filters all is visible", () => {
  const state = fresh();
  assert.deepEqual(events(state), [1, 1, 1]);
  assert.equal(state.visible().count, 3);
  assert.equal(state.active(), false);
});

test("a filter hides events, and with them the nodes and lines that are left without any", () => {
  const state = fresh();
  state.filter({ off: { line: new Set(["planned", "denied"]) } });
  assert.deepEqual(events(state), [1, 0, 0]);
  assert.deepEqual([...state.visible().nodes], [1, 1, 0]);
  assert.deepEqual([...state.visible().links], [1, 0, 0]);
  state.reset();
  assert.equal(state.visible().count, 3);
});

test("a class that is off takes its nodes away, and events that have no other", () => {
  const state = fresh();
  state.toggle("cls", "Person");
  assert.deepEqual([...state.visible().nodes], [0, 0, 1]);
  assert.deepEqual(events(state), [0, 1, 1]);
  state.toggle("cls", "Person");
  assert.equal(state.active(), false);
});

test("imprecise dates pass where they may lie within, undated events as asked", () => {
  const state = fresh();
  state.filter({ from: span("2025-06-01")[0], to: null });
  assert.deepEqual(events(state), [0, 1, 1]);
  state.filter({ undated: false });
  assert.deepEqual(events(state), [0, 1, 0]);
});

test("who says it, how sure it is and its words are filters of claims and texts", () => {
  const by = (patch) => { const state = fresh(); state.filter(patch); return events(state); };
  assert.deepEqual(by({ off: { by: new Set([""]) } }), [0, 1, 0]);
  assert.deepEqual(by({ confidence: 0.8 }), [1, 0, 0]);
  assert.deepEqual(by({ words: "hour SPOKE" }), [1, 0, 0]);
  assert.deepEqual(by({ off: { stance: new Set(["Denies"]) } }), [1, 1, 0]);
});

test("what is some steps around a node is all that is left of the network", () => {
  const state = fresh();
  state.filter({ around: { node: "https://example.org/rufus", steps: 1 }, off: { line: new Set(["denied"]) } });
  assert.deepEqual([...state.visible().nodes], [1, 1, 1]);
  state.filter({ around: { node: "https://example.org/anna", steps: 1 } });
  assert.deepEqual([...state.visible().nodes], [1, 1, 0]);
  assert.deepEqual(events(state), [1, 0, 0]);
});

test("the address restores all of it, and again gives the same address", () => {
  const state = fresh();
  state.show("timeline");
  state.select("link", ["https://example.org/anna", "https://example.org/rufus"]);
  state.filter({
    off: { type: new Set(["SANCTION"]), by: new Set(["Ministry", ""]), document: new Set(["https://example.org/doc"]) }, confidence: 0.25,
    from: span("2025-01-01")[0], to: span("2025-12-31")[0], undated: false, words: "a+b & c", around: { node: "https://example.org/anna", steps: 2 },
  });
  const other = fresh();
  other.restore(state.hash());
  assert.deepEqual(other.get(), state.get());
  assert.equal(other.hash(), state.hash());
});

test("addresses of older pages are still understood, and what they name in vain is nothing", () => {
  const state = fresh();
  for (const [hash, kind, ids] of [
    ["#node=anna", "node", ["anna"]], ["#event=call", "event", ["call"]], ["#link=anna+rufus", "link", ["anna", "rufus"]],
    ["#node=nobody", "none", []], ["#link=anna", "none", []], ["#node=%E0%A4%A", "none", []], ["", "none", []],
  ]) {
    state.restore(hash);
    assert.equal(state.get().selection.kind, kind, hash);
    assert.deepEqual(state.get().selection.ids, ids.map((id) => `https://example.org/${id}`), hash);
  }
  state.restore("#treaty=mines+2025-01-01");
  assert.equal(state.get().view, "treaties");
  assert.deepEqual(state.get().treaty, ["mines", "2025-01-01"]);
});

test("listeners hear of a change once, with what was before; states are never changed in place", () => {
  const state = fresh();
  const heard = [];
  const stop = state.subscribe((now, before) => heard.push([before.view, now.view]));
  const before = state.get();
  state.show("table");
  stop();
  state.show("matrix");
  assert.deepEqual(heard, [["network", "table"]]);
  assert.equal(before.view, "network");
  assert.throws(() => { before.view = "x"; }, TypeError);
});
