// Named queries and their parameters, by the rule of kg.graph.query: the clause `VALUES ?name { UNDEF }` of a parameter
// is replaced by one with RDF terms, which are written here and nowhere else; what the reader typed never enters a query.

const XSD = "http://www.w3.org/2001/XMLSchema#";
const DATES = { 4: "gYear", 7: "gYearMonth", 10: "date" };
const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const IRI = /^<?((?:https?:\/\/|urn:)[^\s<>"{}|\\^`]+)>?$/;
const NAMES = "rdfs:label skos:prefLabel skos:altLabel dkg:mention";
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A string as a literal of Turtle and SPARQL. */
export const literal = (text, { language, datatype } = {}) => {
  const quoted = String(text).replace(/[\\"\u0000-\u001f\u007f]/g,
    (c) => ESCAPES[c] || `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  return `"${quoted}"${language ? `@${language}` : datatype ? `^^<${datatype}>` : ""}`;
};

/** An IRI between its brackets; characters that could end it are written as Turtle's escapes. */
export const iri = (value) => `<${String(value).replace(/[\u0000-\u0020<>"{}|\\^`]/g,
  (c) => `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`)}>`;

const escaped = (name) => name.replace(/[^\w]/g, "");
const clause = (name) => new RegExp(`VALUES\\s+\\?${escaped(name)}\\s*\\{\\s*UNDEF\\s*\\}`, "g");

/** The question for things with a name, as it is written or (loosely) in any case. */
export const nameQuery = (label, loosely) => {
  const name = label.trim().split(/\s+/).join(" ");
  const condition = loosely ? `FILTER(LCASE(STR(?name)) = ${literal(name.toLowerCase())})`
    : `VALUES ?name { ${literal(name)} ${literal(name, { language: "en" })} }`;
  return `SELECT DISTINCT ?thing { VALUES ?property { ${NAMES} } ?thing ?property ?name ${condition} } ORDER BY ?thing`;
};

const things = async (label, ask) => {
  const [, given] = IRI.exec(label.trim()) || [];
  if (given) return [given];
  for (const loosely of [false, true]) {
    const found = (await ask(nameQuery(label, loosely))).results.bindings.map((row) => row.thing);
    if (found.length) return found.filter((thing) => thing.type === "uri").map((thing) => thing.value);
  }
  throw new Error(`Nothing in the graph is called “${label}”: choose one of the names offered, or see the query Actors.`);
};

const terms = async ({ name, type }, value, ask) => {
  if (type === "label") return (await things(value, ask)).map(iri);
  if (type === "date") {
    if (!DATE.test(value)) throw new Error(`${name}: “${value}” is no date; write YYYY-MM-DD, YYYY-MM or YYYY.`);
    return [literal(value, { datatype: XSD + DATES[value.length] })];
  }
  if (type === "integer") {
    if (!/^[+-]?\d{1,18}$/.test(value)) throw new Error(`${name}: “${value}” is no whole number.`);
    return [literal(value, { datatype: `${XSD}integer` })];
  }
  return [literal(value)];
};

/** The text of a named query with the values of its form; `ask` answers SPARQL, for names are looked up in the graph. */
export const bind = async (query, given, ask) => {
  let text = query.text;
  for (const param of query.params) {
    const value = (given[param.name] || "").trim();
    if (!value && param.required) throw new Error(`${param.name} is missing: ${param.help}.`);
    const values = value && `VALUES ?${param.name} { ${(await terms(param, value, ask)).join(" ")} }`;
    text = text.replace(clause(param.name), () => values);
  }
  return text;
};

/** A query with the prefixes that it uses and does not declare, on one line before it. */
export const withPrefixes = (text, prefixes) => {
  const wanted = Object.entries(prefixes).filter(([name]) => new RegExp(`(?<![\\w-])${name}:`).test(text)
    && !new RegExp(`\\bPREFIX\\s+${name}:`, "i").test(text));
  return wanted.map(([name, value]) => `PREFIX ${name}: ${iri(value)}`).join(" ") + (wanted.length ? "\n" : "") + text;
};

/** An error of the engine in one sentence, its line counted in what the reader wrote (`added` lines stand before it). */
export const inWords = (message, added) => {
  const [, line, column, expected] = /^error at (\d+):(\d+): expected (.*)$/s.exec(message) || [];
  if (!line) return message;
  const at = `line ${line - added}`;
  if (expected.includes("Prefix not found")) return `The prefix in ${at} is not declared.`;
  if (expected.includes("IRI parsing failed")) return `The address (IRI) in ${at} is not well-formed.`;
  return `This is no valid SPARQL; it goes wrong at or before ${at}, character ${column}${expected.includes('"}"') ? " (is a } missing?)" : ""}.`;
};

/** An IRI with its prefix, for people. */
export const short = (value, prefixes) => {
  const [name, start] = Object.entries(prefixes).filter(([, s]) => value.startsWith(s) && value.length > s.length)
    .sort(([, a], [, b]) => b.length - a.length)[0] || [];
  return name ? `${name}:${value.slice(start.length)}` : value;
};

/** A term of an answer as plain text. */
export const plain = (term) => {
  if (!term) return "";
  if (term.type === "triple") return ["subject", "predicate", "object"].map((part) => plain(term.value[part])).join(" ");
  return term.type === "bnode" ? `_:${term.value}` : term.value;
};
