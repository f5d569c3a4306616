// A text that several papers print counts once, with the papers that have it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../src/model.js";
import { elsewhere, texts, told } from "../src/texts.js";
import { turtle } from "../src/turtle.js";
import { page } from "./small.js";

/** The call is told by a report that three papers have, one of them with other words, and by a text of its own. */
const syndicated = () => {
  const json = page();
  json.documents = {
    id: ["doc-1", "doc-2", "doc-3", "doc-4"], title: ["A call", "Call", "They spoke", "My view"], date: ["", "", "", ""].fill("2025-03-18"),
    publisher: ["Wire", "Post", "Mail", "Herald"], url: ["", "https://example.org/post", "", ""], text: [0, 0, 0, 3],
    sha256: ["a", "b", "c", "d"].map((c) => c.repeat(64)),
  };
  const { claims } = json;
  [["doc-2", "Anna called Boris"], ["doc-3", "Anna rang Boris"], ["doc-4", "Anna called Boris"]].forEach(([id, quote], i) => {
    for (const [name, column] of Object.entries(claims)) column.push(column[0]);
    claims.id[3 + i] = `claim-of-${id}`;
    claims.quote[3 + i] = quote;
    claims.document[3 + i] = 1 + i;
  });
  return load(json);
};

test("what copies of a text say in the same words comes once, with the other outlets", () => {
  const model = syndicated();
  const [call] = model.events;
  assert.deepEqual(told(model, call).map((c) => c.id), ["claim-1", "claim-of-doc-3", "claim-of-doc-4"]);
  assert.deepEqual(told(model, call).map((c) => elsewhere(model, c).map((d) => d.publisher)), [["Post"], [], []]);
});

test("texts are counted, not documents", () => {
  assert.equal(texts(syndicated().documents), 2);
  assert.equal(texts(load(page()).documents), 1);
});

test("Turtle names the document that stands for the text of a copy", () => {
  const model = syndicated();
  const written = turtle(model, [model.events[0]]);
  assert.equal(written.match(/dkg:copyOf <https:\/\/example.org\/id\/doc-1>/g).length, 2);
});
