// The graph of the page as arrays of plain objects; whatever points to another object holds its index.

/** A form in which upper case and accents make no difference. */
export const fold = (text) => String(text || "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The last part of an IRI, which is how addresses of the page name things. */
export const local = (iri) => iri.split(/[/#]/).pop();

const DAY = 864e5;
const days = (year, month, day) => {
  const at = new Date(0);
  at.setUTCFullYear(year, month, day); // Date.UTC takes the year 50 for 1950
  return Math.round(at.getTime() / DAY);
};

const spans = new Map(); // dates repeat

/** First and last day (days since 1970) of YYYY, YYYY-MM or YYYY-MM-DD; null for anything else. */
export const span = (date) => {
  if (!spans.has(date)) spans.set(date, read(date));
  return spans.get(date);
};
const read = (date) => {
  const [, y, m, d] = /^(-?\d{4,6})(?:-(\d\d)(?:-(\d\d))?)?/.exec(date || "") || [];
  if (!y) return null;
  if (d) return [days(+y, m - 1, +d), days(+y, m - 1, +d)];
  return m ? [days(+y, m - 1, 1), days(+y, +m, 0)] : [days(+y, 0, 1), days(+y, 11, 31)];
};

/** The day a number of days after 1970, as YYYY-MM-DD. */
export const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** A class whose objects read their columns at their place `i`: nothing is copied, for there may be 100,000 of them. */
const table = (columns) => {
  class Row {
    constructor(i) { this.i = i; }
  }
  for (const [name, column] of Object.entries(columns || {})) {
    Object.defineProperty(Row.prototype, name, {
      get() { return column[this.i]; },
      set(value) { Object.defineProperty(this, name, { value, writable: true, enumerable: true }); },
    });
  }
  return Row;
};

const rows = (columns, Kind = table(columns)) => {
  const [first = []] = Object.values(columns || {});
  return Array.from(first, (_, i) => new Kind(i));
};

const MODALITIES = ["Actual", "Planned", "Proposed", "Hypothetical"];

/** What the claims of an event come to: its strongest affirmed modality, and whether somebody denies it. */
const verdict = (claims, own) => {
  const affirmed = own.filter((c) => claims.stance[c] !== "Denies");
  const rank = (affirmed.length ? affirmed : own).map((c) => MODALITIES.indexOf(claims.modality[c])).filter((r) => r >= 0);
  return { modality: MODALITIES[rank.length ? Math.min(...rank) : 0], contested: affirmed.length > 0 && affirmed.length < own.length };
};

const joined = (from, to) => {
  if (!from || !to) return from || to;
  return [Math.min(from[0], to[0]), Math.max(from[1], to[1])];
};

/** The text that a search for words looks through, made when first asked for. */
const haystack = (model, event) => fold([
  event.label, event.place, event.topic, ...event.nodes.map((n) => model.nodes[n].label),
  ...event.claims.map((c) => model.claims[c].quote),
].join("\n"));

const distinct = (sources, targets, about) => {
  if (sources.length === 1 && targets.length === 1 && !about.length && sources[0] !== targets[0]) return [sources[0], targets[0]]; // as most are
  return [...new Set([...sources, ...targets, ...about])];
};

/** A row of events with what takes part in it; what is costly is made when first asked for. */
const eventRow = (columns, json, model) => class extends table(columns) {
  #span; #text; #verdict;
  constructor(i) {
    super(i);
    this.nodes = distinct(this.sources, this.targets, this.about);
    this.claims = [];
    this.links = [];
  }
  get span() { return (this.#span ??= [joined(span(this.date), span(this.dateEnd))])[0]; }
  get haystack() { return (this.#text ??= haystack(model, this)); }
  get modality() { return (this.#verdict ??= verdict(json.claims, this.claims)).modality; }
  get contested() { return (this.#verdict ??= verdict(json.claims, this.claims)).contested; }
};

const nodeRow = (columns) => class extends table(columns) {
  events = [];
  links = [];
  get degree() { return this.links.length; }
};

const index = (list) => {
  const found = new Map();
  for (const row of list) if (!found.has(local(row.id))) found.set(local(row.id), row);
  for (const row of list) found.set(row.id, row);
  return found;
};

/** Columns with their identifiers in full: those under the base come without it, and only full ones have a colon. */
const full = (columns, base) => ({ ...columns, id: columns.id.map((id) => (id.includes(":") ? id : base + id)) });

const joinUp = (model, claims) => {
  claims.event.forEach((event, i) => model.events[event].claims.push(i));
  for (const event of model.events) for (const node of event.nodes) model.nodes[node].events.push(event.i);
  for (const link of model.links) {
    model.nodes[link.a].links.push(link.i);
    model.nodes[link.b].links.push(link.i);
    for (const event of link.events) model.events[event].links.push(link.i);
  }
};

/** A model of what the picture alone needs: no more is known of its events than how their lines look. */
export const sketch = ({ title, nodes, links, looks, communities }) => {
  const events = [];
  const add = ([line, quad]) => events.push({ i: events.length, line, quad, type: "", claims: [] }) - 1;
  const own = looks.map((look) => look.map(add));
  class Link extends table(links) {
    get events() { return own[this.look]; }
  }
  return { title, events, nodes: rows(nodes), links: rows(links, Link), communities: rows(communities) };
};

/** The model of the page from the JSON it carries. */
export const load = (json) => {
  const base = json.base || "";
  const [documents, nodes, events] = ["documents", "nodes", "events"].map((name) => full(json[name], base));
  const model = { title: json.title, base, local, treaties: json.treaties || null };
  model.documents = rows(documents);
  model.nodes = rows(nodes, nodeRow(nodes));
  model.events = rows(events, eventRow(events, json, model));
  model.claims = rows(json.claims);
  model.overruled = rows(json.overruled); // claims that a curator has set aside; nothing counts them
  model.links = rows(json.links);
  model.communities = rows(json.communities);
  joinUp(model, json.claims);
  const known = {};
  model.byId = (kind, iri) => {
    known[kind] ??= index(model[`${kind}s`]);
    return known[kind].get(iri) || known[kind].get(local(iri));
  };
  model.linkBetween = (a, b) => {
    const found = model.nodes[a].links.find((l) => model.links[l].a + model.links[l].b === a + b && a !== b);
    return model.links[found];
  };
  return model;
};
