// Events of the page as Turtle in the terms of the graph: with their claims, the words, the documents, and those who take part.
import { iri, literal } from "./question.js";

const PREFIXES = {
  dcterms: "http://purl.org/dc/terms/", dkg: "https://w3id.org/diplomatic-kg/ontology#", et: "https://w3id.org/diplomatic-kg/event-type/",
  oa: "http://www.w3.org/ns/oa#", prov: "http://www.w3.org/ns/prov#", ptr: "http://parliament.uk/ontologies/treaty/",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#", sem: "http://semanticweb.cs.vu.nl/2009/11/sem/", skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};
const ACTORS = new Set(["Person", "State", "InternationalOrganization", "GovernmentBody", "Organization"]);
const INSTRUMENTS = new Set(["Treaty", "Agreement"]);
/** Columns hold IRIs under the page's base without it. */
const full = (model, id) => (id && !id.includes(":") ? model.base + id : id || "");
const TERM = /^[A-Za-z][\w-]*$/; // names of concepts, which are not text

const concept = (prefix, name) => (TERM.test(name || "") ? `${prefix}:${name}` : null);
const string = (text) => (text ? literal(text) : null);
const english = (text) => literal(text || "?", { language: "en" });
const date = (value) => {
  const type = { 4: "gYear", 7: "gYearMonth", 10: "date" }[(value || "").length];
  return type && /^\d{4}(-\d\d){0,2}$/.test(value) ? `${literal(value)}^^xsd:${type}` : null;
};

/** A subject with its properties; what has no value is left out. */
const block = (subject, types, properties) => {
  const said = [["a", types], ...properties].map(([name, values]) => [name, new Set([values].flat().filter(Boolean))]);
  const lines = said.filter(([, values]) => values.size).map(([name, values]) => `${name} ${[...values].join(" , ")}`);
  return `${subject} ${lines.join(" ;\n    ")} .\n`;
};

const named = (label) => [["rdfs:label", english(label)], ["skos:prefLabel", english(label)]];
const classes = (cls) => [cls !== "Thing" && concept("dkg", cls), ACTORS.has(cls) && "dkg:Actor", INSTRUMENTS.has(cls) && "dkg:Instrument"];

/** Things that are no nodes of the page, such as an outlet or a place: by IRI where it is known, else without a name. */
const others = () => {
  const found = new Map();
  return {
    blocks: () => [...found.values()].map(({ subject, type, label }) => block(subject, [type], named(label))),
    name(id, label, type) {
      const key = id || `${type} ${label}`;
      if (!found.has(key)) found.set(key, { subject: id ? iri(id) : `_:x${found.size}`, type, label });
      return found.get(key).subject;
    },
  };
};

const node = (model, n) => block(iri(n.id), classes(n.cls), [
  ...named(n.label),
  ["skos:altLabel", n.aliases.slice(0, n.altLabels).map(string)],
  ["dkg:mention", n.aliases.slice(n.altLabels).map(string)],
  ["dkg:iso3", string(n.iso3)],
  ["dkg:state", n.state >= 0 && model.nodes[n.state].cls === "State" ? iri(model.nodes[n.state].id) : null],
  ["dkg:party", n.parties.filter((p) => ACTORS.has(model.nodes[p].cls)).map((p) => iri(model.nodes[p].id))],
]);

const event = (model, e, unknown) => {
  const ids = (list) => list.map((n) => iri(model.nodes[n].id));
  const id = full(model, e.placeId);
  const known = id && model.byId("node", id);
  const place = e.place && (known ? iri(known.id) : unknown.name(id, e.place, "dkg:Place"));
  return block(iri(e.id), ["dkg:Event", "sem:Event", ...(e.type.startsWith("TREATY") ? ["dkg:TreatyAction", "ptr:Action"] : [])], [
    ["dkg:eventType", concept("et", e.type)], ["dkg:mode", concept("et", e.mode && `${e.type}-${e.mode}`)],
    ["rdfs:label", english(e.label)], ["dkg:source", ids(e.sources)], ["dkg:target", ids(e.targets)], ["dkg:about", ids(e.about)],
    ["dkg:place", place], ["dkg:date", date(e.date)], ["dkg:dateEnd", date(e.dateEnd)], ["dkg:effectiveDate", date(e.effective)],
    ["dkg:timeExpression", string(e.expression)], ["dkg:topic", string(e.topic)], ["dkg:status", concept("dkg", e.status)],
  ]);
};

const evidence = (model, c) => {
  const placed = Number.isInteger(c.start);
  return block(`_:e${c.i}`, ["dkg:Evidence", "oa:TextQuoteSelector", placed && "oa:TextPositionSelector"], [
    ["oa:exact", string(c.quote)], ["oa:prefix", string(c.prefix)], ["oa:suffix", string(c.suffix)],
    ["oa:start", placed && String(c.start)], ["oa:end", placed && String(c.start + [...c.quote].length)],
    ["prov:wasQuotedFrom", iri(model.documents[c.document].id)],
  ]);
};

/** A claim, whose rows in the page are its pieces of evidence. */
const claim = (model, rows, unknown) => {
  const [c] = rows;
  const by = c.by.map((label, k) => {
    const id = full(model, (c.byIds || [])[k]);
    const known = id && model.byId("node", id);
    return known ? iri(known.id) : unknown.name(id, label, "dkg:Actor");
  });
  return block(c.id ? iri(full(model, c.id)) : `_:c${c.i}`, ["dkg:Claim"], [
    ["dkg:ofEvent", iri(model.events[c.event].id)], ["dkg:stance", concept("dkg", c.stance)], ["dkg:modality", concept("dkg", c.modality)],
    ["dkg:certainty", concept("dkg", c.certainty)], ["dkg:claimedBy", by],
    ["dkg:confidence", typeof c.confidence === "number" ? `${literal(c.confidence)}^^xsd:decimal` : null],
    ["dkg:evidence", rows.map((row) => `_:e${row.i}`)],
  ]);
};

const document = (model, d) => block(iri(d.id), ["dkg:Document"], [
  ["dcterms:title", string(d.title)], ["dcterms:date", (d.date || "").length === 10 ? date(d.date) : null], ["dcterms:publisher", string(d.publisher)],
  ["dcterms:source", string(d.url)], ["dkg:sha256", /^[0-9a-f]{64}$/.test(d.sha256 || "") ? literal(d.sha256) : null],
  ["dkg:copyOf", (d.text ?? d.i) === d.i ? null : iri(model.documents[d.text].id)],
]);

const grouped = (claims) => {
  const found = new Map();
  for (const c of claims) {
    const key = c.id || c.i;
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(c);
  }
  return [...found.values()];
};

/** Those that take part, with the states they are of and the parties they have, so that every name is told what it is. */
const company = (model, events, nodes) => {
  const known = (id) => (model.byId("node", full(model, id)) || { i: -1 }).i;
  const others = events.flatMap((e) => [e.placeId, ...e.claims.flatMap((c) => model.claims[c].byIds || [])]).filter(Boolean).map(known);
  const found = new Set([...nodes, ...events.flatMap((e) => e.nodes), ...others.filter((i) => i >= 0)]);
  for (const i of found) { // a set also visits what is added meanwhile
    const { state, parties } = model.nodes[i];
    for (const next of [state, ...parties]) if (next >= 0) found.add(next);
  }
  return [...found].sort((a, b) => a - b);
};

/** Turtle of these events and of further nodes (arrays of objects of the model, and of indices). */
export const turtle = (model, events, nodes = []) => {
  const unknown = others();
  const claims = events.flatMap((e) => e.claims.map((i) => model.claims[i]));
  const quoted = claims.map((c) => c.document);
  const documents = [...new Set([...quoted, ...quoted.map((i) => model.documents[i].text ?? i)])].sort((a, b) => a - b);
  const blocks = [
    ...company(model, events, nodes).map((i) => node(model, model.nodes[i])),
    ...events.map((e) => event(model, e, unknown)),
    ...grouped(claims).map((rows) => claim(model, rows, unknown)),
    ...claims.map((c) => evidence(model, c)),
    ...documents.map((i) => document(model, model.documents[i])),
  ];
  const prefixes = Object.entries(PREFIXES).map(([name, start]) => `@prefix ${name}: ${iri(start)} .\n`).join("");
  return `${prefixes}\n${[...blocks, ...unknown.blocks()].join("\n")}`;
};
