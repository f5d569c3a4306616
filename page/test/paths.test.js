import assert from "node:assert/strict";
import test from "node:test";
import { around, shortest } from "../src/paths.js";

/** A network from pairs of node numbers, one event each; a third member says how it is told, and "tie" makes the pair a tie. */
const network = (size, pairs) => {
  const links = pairs.map(([a, b, line], i) => ({ i, a, b, events: line === "tie" ? [] : [i] }));
  const events = pairs.map(([, , line], i) => ({ i, line: line || "stated" }));
  const nodes = Array.from({ length: size }, (_, i) => ({ i, links: links.filter((l) => l.a === i || l.b === i).map((l) => l.i) }));
  return { nodes, links, events };
};
const all = (model) => Object.fromEntries(["nodes", "links", "events"].map((kind) => [kind, new Uint8Array(model[kind].length).fill(1)]));

test("the shortest way is found in either direction", () => {
  const model = network(5, [[0, 1], [1, 2], [2, 3], [0, 4], [4, 3]]);
  assert.deepEqual(shortest(model, all(model), 0, 3), [0, 4, 3]);
  assert.deepEqual(shortest(model, all(model), 3, 0), [3, 4, 0]);
});

test("a node is at the end of its own path", () => {
  const model = network(1, []);
  assert.deepEqual(shortest(model, all(model), 0, 0), [0]);
});

test("there is no way between parts that no link joins", () => {
  const model = network(4, [[0, 1], [2, 3]]);
  assert.equal(shortest(model, all(model), 0, 3), null);
});

test("hidden links and hidden nodes are no way", () => {
  const model = network(4, [[0, 1], [1, 3], [0, 2], [2, 3]]);
  const seen = all(model);
  seen.nodes[1] = 0;
  assert.deepEqual(shortest(model, seen, 0, 3), [0, 2, 3]);
  seen.links[3] = 0;
  assert.equal(shortest(model, seen, 0, 3), null);
});

test("of two ways of the same length the one of acts goes before the one of ties", () => {
  const model = network(4, [[0, 1, "tie"], [1, 3, "tie"], [0, 2], [2, 3]]);
  assert.deepEqual(shortest(model, all(model), 0, 3), [0, 2, 3]);
});

test("a tie is taken where nothing else leads there", () => {
  const model = network(3, [[0, 1], [1, 2, "tie"]]);
  assert.deepEqual(shortest(model, all(model), 0, 2), [0, 1, 2]);
});

test("around a node are its neighbours, and theirs at two steps", () => {
  const model = network(5, [[0, 1], [1, 2], [2, 3]]);
  assert.deepEqual(around(model, all(model), 0, 0), new Set([0]));
  assert.deepEqual(around(model, all(model), 0, 1), new Set([0, 1]));
  assert.deepEqual(around(model, all(model), 0, 2), new Set([0, 1, 2]));
});

test("around a node nothing hidden counts as a way", () => {
  const model = network(3, [[0, 1], [1, 2]]);
  const seen = all(model);
  seen.nodes[1] = 0;
  assert.deepEqual(around(model, seen, 0, 2), new Set([0]));
});

test("what is only denied leads nowhere, and is around all the same", () => {
  const model = network(4, [[0, 3, "denied"], [0, 1], [1, 2], [2, 3]]);
  assert.deepEqual(shortest(model, all(model), 0, 3), [0, 1, 2, 3]);
  assert.deepEqual(around(model, all(model), 0, 1), new Set([0, 1, 3]));
});

test("a planned act leads on", () => {
  const model = network(2, [[0, 1, "planned"]]);
  assert.deepEqual(shortest(model, all(model), 0, 1), [0, 1]);
});
