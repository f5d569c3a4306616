import assert from "node:assert/strict";
import { test } from "node:test";
import { prepare, restyle, wrapped } from "../src/drawing.js";
import { around, centred, distance, fitted, mixed } from "../src/geometry.js";
import { lit } from "../src/lit.js";
import { load } from "../src/model.js";
import { nearest } from "../src/picking.js";
import { paint } from "../src/scene.js";
import { createState } from "../src/state.js";
import { SvgPen } from "../src/svgpen.js";
import { embassies } from "./embassies.js";

const INK = { ink: "#111", ground: "#fff", paper: "#fff", soft: "#666", accent: "#00f" };
const FRAME = { k: 1, tx: 100, ty: 100, width: 400, height: 400 };

const drawn = (json = embassies(), f = FRAME) => {
  const model = load(json);
  const d = restyle(prepare(model), createState(model).visible());
  const pen = new SvgPen();
  return { d, drawn: paint(pen, d, null, f, INK), svg: pen.text(400, 400, model.title) };
};

test("zooming leaves the point under the mouse where it is", () => {
  const view = { x: 10, y: 20, k: 2 };
  const next = centred(view, 1.5, 30, -40);
  assert.equal(next.k, 3);
  assert.ok(Math.abs(view.x + 30 / view.k - (next.x + 30 / next.k)) < 1e-9);
  assert.ok(Math.abs(view.y - 40 / view.k - (next.y - 40 / next.k)) < 1e-9);
});

test("a fitted view holds all of the nodes, and is no larger than asked", () => {
  const d = { X: [0, 1000], Y: [0, 500], R: [10, 10] };
  const view = fitted(around(d, [0, 1]), 800, 600);
  for (const i of [0, 1]) {
    assert.ok(Math.abs((d.X[i] - view.x) * view.k) < 400);
    assert.ok(Math.abs((d.Y[i] - view.y) * view.k) < 300);
  }
  assert.equal(fitted(around(d, [0]), 800, 600, 1.5).k, 1.5);
});

test("a move between views starts and ends at them", () => {
  const from = { x: 0, y: 0, k: 1 }, to = { x: 100, y: 50, k: 4 };
  assert.deepEqual(mixed(from, to, 1), to);
  assert.ok(Math.abs(mixed(from, to, 0).x) < 1e-9);
  assert.equal(mixed(from, to, 0.5).k, 2);
});

test("the distance from a line ends at its ends", () => {
  assert.equal(distance(5, 3, 0, 0, 10, 0), 3);
  assert.equal(distance(13, 4, 0, 0, 10, 0), 5);
  assert.equal(distance(3, 4, 0, 0, 0, 0), 5);
});

test("labels are cut into short lines, and marks of direction do not reach beyond them", () => {
  assert.deepEqual(wrapped("Convention on River Navigation"), ["Convention on River", "Navigation"]);
  assert.deepEqual(wrapped("\u202eevil\u202c"), ["evil"]);
  assert.deepEqual(wrapped("  "), ["?"]);
  assert.ok(wrapped("x".repeat(300)).join("").length <= 81);
});

test("what is not stated as done has no line like a fact", () => {
  const { d, svg } = drawn();
  const lines = Object.fromEntries(d.groups.map((g) => [g.list[0], g.line]));
  assert.deepEqual(lines, { 0: "stated", 1: "planned", 2: "denied" });
  assert.equal(svg.match(/stroke-dasharray/g).length, 2);
  assert.match(svg, /withdrawal, announced/);
});

test("several events between two are one line with their number", () => {
  const json = embassies();
  json.links = { a: [0], b: [1], arrows: [0], events: [[0, 1]] };
  const { d } = drawn(json);
  assert.deepEqual(d.marks, [[0, "2"]]);
});

test("what is under the mouse is a node before a line", () => {
  const { d, drawn: what } = drawn();
  assert.deepEqual(nearest(d, what, FRAME, 102, 98), { node: 0 });
  assert.deepEqual(nearest(d, what, FRAME, 200, 102), { link: 0 });
  assert.equal(nearest(d, what, FRAME, 390, 390), null);
});

test("a community is one circle from afar and its members from near", () => {
  const json = { ...embassies(), communities: { label: ["Anna, Rufus"], x: [100], y: [50], r: [150], size: [3] } };
  const far = drawn(json, { ...FRAME, k: 0.3 });
  assert.equal(far.drawn.nodes.length, 0);
  assert.deepEqual(nearest(far.d, far.drawn, { ...FRAME, k: 0.3 }, 130, 115), { community: 0 });
  assert.equal(drawn(json).drawn.nodes.length, 3);
});

test("an exported drawing holds text as text", () => {
  const json = embassies();
  json.nodes.label[0] = '<script>alert(1)</script>&"\u0000';
  json.title = "</title><script>";
  const { svg } = drawn(json);
  assert.doesNotMatch(svg, /<script|<\/title>.*<\/title>|\u0000/s);
  assert.match(svg, /&#60;script&#62;/);
});

test("what a selection lights", () => {
  const model = load(embassies());
  const state = createState(model);
  const ids = (names) => names.map((name) => `https://example.org/${name}`);
  const of = (kind, names, query = "") => lit(model, { kind, ids: ids(names), query }, state.visible());
  assert.deepEqual(of("node", ["rufus"]), { nodes: [1, 0, 2], links: [0, 1] });
  assert.deepEqual(of("event", ["call"]), { nodes: [0, 1], links: [0] });
  assert.deepEqual(of("link", ["anna", "rufus"]), { nodes: [0, 1], links: [0] });
  assert.deepEqual(of("search", [], "rufus"), { nodes: [1], links: null });
  assert.equal(of("none", []), null);
});
