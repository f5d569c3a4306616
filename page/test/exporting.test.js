import assert from "node:assert/strict";
import test from "node:test";
import { chosen, citations, csv, eventRows, fileName, graphml } from "../src/exporting.js";
import { load } from "../src/model.js";
import { createState } from "../src/state.js";
import { bind, inWords, iri, literal, nameQuery, short, withPrefixes } from "../src/question.js";
import { turtle } from "../src/turtle.js";
import { page } from "./small.js";

const app = () => { const model = load(page()); return { model, state: createState(model) }; };

test("a cell that a spreadsheet would run gets an apostrophe, and RFC 4180's quotation marks", () => {
  assert.equal(csv(["a", "b"], [["=HYPERLINK(\"x\")", "one\ntwo"], ["-1+1", -1], [null, "é,\"q\""]]),
    "a,b\r\n\"'=HYPERLINK(\"\"x\"\")\",\"one\ntwo\"\r\n'-1+1,-1\r\n,\"é,\"\"q\"\"\"\r\n");
});

test("a name of a file holds letters, digits and hyphens alone", () => {
  assert.equal(fileName("Élan: ../../etc <b>\u202e", "csv"), "Elan-etc-b.csv");
  assert.equal(fileName("///", "ttl"), "graph.ttl");
  assert.equal(fileName("x".repeat(200), "svg").length, 64);
});

test("what is taken away is the selection, within the filters", () => {
  const { model, state } = app();
  const labels = () => chosen({ model, state }).map((e) => e.label);
  assert.deepEqual(labels(), ["Anna called Boris", "Boris to visit Ruritania", "Syldavia left <the> Treaty"]);
  state.select("node", [model.nodes[1].id]);
  assert.deepEqual(labels(), ["Anna called Boris", "Boris to visit Ruritania"]);
  state.filter({ off: { line: new Set(["planned"]) } });
  assert.deepEqual(labels(), ["Anna called Boris"]);
  state.select("link", [model.nodes[0].id, model.nodes[1].id]);
  assert.deepEqual(labels(), ["Anna called Boris"]);
  state.select("search", [], "syldavia");
  assert.deepEqual(labels(), ["Syldavia left <the> Treaty"]);
});

test("the list says of each event how it is said and by whom", () => {
  const { model } = app();
  const [call, visit] = eventRows(model, model.events);
  assert.deepEqual(call.slice(0, 6), ["2025-03-18", "", "Anna called Boris", "talks, call", "Stated as done", ""]);
  assert.match(visit[4], /planned/i);
  assert.equal(visit[12], "Foreign Ministry");
  assert.equal(call[12], "the text itself");
});

test("citations hold the words, who says so and how, and the document", () => {
  const { model } = app();
  assert.match(citations(model, [model.events[1]]), /^“Boris will visit” \(according to Foreign Ministry, stated as planned\)\. A call/);
});

test("GraphML escapes text and drops what XML cannot hold", () => {
  const { model } = app();
  model.events[2].label += "\u0000\u001b]]>";
  const made = graphml(model, model.events);
  assert.match(made, /Syldavia left &#60;the&#62; Treaty\]\]&#62;</);
  assert.doesNotMatch(made, /[\u0000\u001b]/);
});

test("Turtle keeps planned and reported acts as claims of those who make them", () => {
  const { model } = app();
  const made = turtle(model, [model.events[0], model.events[1]]);
  assert.match(made, /skos:altLabel "Annie" ;\n    dkg:mention "President Anna"/);
  assert.match(made, /dkg:modality dkg:Planned/);
  assert.match(made, /dkg:claimedBy <https:\/\/example\.org\/id\/body-ministry>/);
  assert.match(made, /<https:\/\/example\.org\/id\/body-ministry> a dkg:Actor/);
  assert.doesNotMatch(made, /dkg:consulted/);
});

test("a value never enters a query but as a term", async () => {
  const query = { params: [{ name: "q", type: "string" }, { name: "n", type: "integer" }, { name: "d", type: "date" }],
    text: "SELECT * { VALUES ?q { UNDEF } VALUES ?n { UNDEF } VALUES  ?d {UNDEF} }" };
  const given = { q: "\"} DROP ALL #\\\n$&", n: "7", d: "2025-03" };
  assert.equal(await bind(query, given), 'SELECT * { VALUES ?q { "\\"} DROP ALL #\\\\\\n$&" } VALUES ?n { "7"^^<http://www.w3.org/2001/XMLSchema#integer> } '
    + 'VALUES ?d { "2025-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> } }');
  assert.equal(await bind(query, {}), "SELECT * {    }");
  await assert.rejects(bind(query, { n: "7 } #" }), /no whole number/);
  await assert.rejects(bind(query, { d: "2025-13" }), /no date/);
  await assert.rejects(bind({ ...query, params: [{ name: "q", type: "string", required: true, help: "what" }] }, {}), /q is missing: what/);
});

test("a name is looked up as it is written, else in any case; an IRI needs no looking up", async () => {
  const query = { params: [{ name: "of", type: "label" }], text: "{ VALUES ?of { UNDEF } }" };
  const asked = [];
  const ask = (answers) => async (text) => { asked.push(text); return { results: { bindings: answers.shift().map((value) => ({ thing: { type: "uri", value } })) } }; };
  assert.equal(await bind(query, { of: " ru\"ssia " }, ask([[], ["urn:a", "urn:b"]])), "{ VALUES ?of { <urn:a> <urn:b> } }");
  assert.deepEqual(asked, [nameQuery("ru\"ssia"), nameQuery("ru\"ssia", true)]);
  assert.match(asked[0], /"ru\\"ssia" "ru\\"ssia"@en/);
  assert.equal(await bind(query, { of: "<https://example.org/x>" }), "{ VALUES ?of { <https://example.org/x> } }");
  await assert.rejects(bind(query, { of: "https://e.org/> } #" }, ask([[], []])), /Nothing in the graph is called/);
});

test("prefixes that a query uses and does not declare stand on one line before it, which errors do not count", () => {
  const prefixes = { dkg: "https://w3id.org/d#", rdfs: "http://w3.org/r#", et: "urn:et" };
  assert.equal(withPrefixes("PREFIX dkg: <urn:x>\nSELECT * { ?s rdfs:label dkg:Thing }", prefixes),
    "PREFIX rdfs: <http://w3.org/r#>\nPREFIX dkg: <urn:x>\nSELECT * { ?s rdfs:label dkg:Thing }");
  assert.equal(withPrefixes("ASK {}", prefixes), "ASK {}");
  assert.equal(inWords('error at 3:7: expected one of "{", "}", WHERE', 1), "This is no valid SPARQL; it goes wrong at or before line 2, character 7 (is a } missing?).");
  assert.equal(inWords("error at 3:7: expected one of Prefix not found, ['%']", 1), "The prefix in line 2 is not declared.");
  assert.equal(inWords("The service is not supported", 1), "The service is not supported");
  assert.equal(short("https://w3id.org/d#Event", prefixes), "dkg:Event");
});

test("terms cannot leave their brackets and quotation marks", () => {
  assert.equal(iri("urn:a> <b"), "<urn:a\\u003E\\u0020\\u003Cb>");
  assert.equal(literal("a\u0001\"\\", { language: "en" }), '"a\\u0001\\"\\\\"@en');
});
