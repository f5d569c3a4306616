import assert from "node:assert/strict";
import { test } from "node:test";
import { prepare, restyle } from "../src/drawing.js";
import { load, sketch } from "../src/model.js";
import { createState } from "../src/state.js";
import { embassies } from "./embassies.js";

/** What the page carries for its first picture, made of the columns as kg.graph.page makes it. */
const early = ({ title, nodes, links, events, communities }) => ({
  title, nodes, communities, links: { a: links.a, b: links.b, arrows: links.arrows, look: links.events.map((_, i) => i) },
  looks: links.events.map((own) => own.map((e) => [events.line[e], events.quad[e]])),
});
const ones = (list) => new Uint8Array(list.length).fill(1);

test("the first picture has the nodes, the order of their names and the lines of the whole one", () => {
  const whole = load(embassies());
  const all = restyle(prepare(whole), createState(whole).visible());
  const model = sketch(early(embassies()));
  const first = restyle(prepare(model), { nodes: ones(model.nodes), links: ones(model.links), events: ones(model.events) });
  const lines = (d) => d.groups.map(({ tone, line, width, list }) => ({ tone, line, width, list }));
  assert.ok(all.groups.length > 1);
  assert.deepEqual(lines(first), lines(all));
  assert.deepEqual(first.order, all.order);
  assert.deepEqual(first.X, all.X);
  assert.deepEqual(model.links.map((l) => l.arrows), whole.links.map((l) => l.arrows));
});
