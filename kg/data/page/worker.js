// Runs in a worker behind the glue of Oxigraph (kg/graph/sparql_page.py joins the two): the graph of the page, and
// questions to it. A graph is only ever asked: there is no update, and no way out to a network.
const union = { use_default_graph_as_union: true };
let store = null;

const unpacked = async (base64) => {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

const start = async ({ wasm, data }) => {
  initSync({ module: await unpacked(wasm) });
  store = new Store();
  store.load(await unpacked(data), { format: "application/n-quads", lenient: true, no_transaction: true });
  return { triples: store.size };
};

// A term as the JSON format of SPARQL results writes it.
const plain = (term) => {
  if (term.termType === "NamedNode") return { type: "uri", value: term.value };
  if (term.termType === "BlankNode") return { type: "bnode", value: term.value };
  if (term.termType === "Quad") return { type: "triple", value: row(term) };
  const said = { type: "literal", value: term.value };
  if (term.language) return { ...said, "xml:lang": term.language };
  return term.datatype.value.endsWith("#string") ? said : { ...said, datatype: term.datatype.value };
};
const row = (quad) => ({ subject: plain(quad.subject), predicate: plain(quad.predicate), object: plain(quad.object) });

const triples = (quads) => ({
  head: { vars: ["subject", "predicate", "object"] },
  results: { bindings: quads.map(row) },
  ntriples: quads.map((quad) => `${quad.subject} ${quad.predicate} ${quad.object} .\n`).join(""),
});

const ask = ({ query }) => {
  try {
    return JSON.parse(store.query(query, { ...union, results_format: "application/sparql-results+json" }));
  } catch (error) {
    if (!/^Not supported RDF format/.test(error.message)) throw error;
    return triples(store.query(query, union)); // CONSTRUCT and DESCRIBE
  }
};

self.onmessage = async ({ data: { id, ...message } }) => {
  const began = performance.now();
  try {
    const answer = message.wasm ? await start(message) : ask(message);
    self.postMessage({ id, answer, seconds: (performance.now() - began) / 1000 });
  } catch (error) {
    self.postMessage({ id, error: error.message || String(error) });
  }
};
