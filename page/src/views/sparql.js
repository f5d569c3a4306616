// SPARQL inside the page: the named queries with their forms, an editor, and answers whose rows lead into the picture.
import { button, el, text } from "../dom.js";
import { createEngine } from "../engine.js";
import { csv, download, fileName } from "../exporting.js";
import { bind, inWords, plain, short, withPrefixes } from "../question.js";
import { count } from "../words.js";

export const available = (app) => Boolean(app.data.sparql);

const SHOWN = 200; // rows; more on demand
const NAMES = 3000; // names offered in forms
const OWN = "SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE. The prefixes of the vocabulary are known; all graphs are asked together.";
const START = "SELECT ?event ?when ?what WHERE {\n  ?event a dkg:Event ; rdfs:label ?what .\n  OPTIONAL { ?event dkg:date ?when }\n}\nORDER BY ?when\nLIMIT 50\n";

/** What of the page an IRI is: ["node" or "event", its object]; nothing for others. */
const thing = (model, value) => ["node", "event"].map((kind) => [kind, model.byId(kind, value)]).find(([, found]) => found && found.id === value);

/** The nodes and events among the terms of an answer, each once. */
const thingsOf = (model, rows) => {
  const values = new Set(rows.flatMap((row) => Object.values(row).filter((t) => t.type === "uri").map((t) => t.value)));
  return [...values].filter((value) => thing(model, value));
};

const web = (value) => /^https?:\/\/[^\s<>"]+$/i.test(value);

/** One term in a cell: a thing of the page is a button, another address a link, everything else text. */
const cell = (app, term, prefixes) => {
  if (!term) return "";
  if (term.type !== "uri") return text("span", plain(term), { lang: term["xml:lang"], class: plain(term).length <= 12 ? "whole" : null });
  const [kind, found] = thing(app.model, term.value) || [];
  if (found) return button(found.label, () => app.state.select(kind, [found.id]), { class: "term", dir: "auto", title: term.value });
  const words = short(term.value, prefixes);
  const known = words !== term.value; // of a vocabulary: its name says more than its page
  return !known && web(term.value) ? text("a", words, { href: term.value, rel: "noopener noreferrer", target: "_blank" }) : text("code", words);
};

const head = (vars) => el("thead", {}, el("tr", {}, ...vars.map((name) => text("th", name.replace(/_/g, " "), { scope: "col" }))));

/** The table of an answer; long ones grow on demand. */
const table = (app, { vars, rows, prefixes }) => {
  const body = el("tbody", {});
  const more = button("", () => grow(SHOWN * 5), { class: "quiet" });
  const grow = (n) => {
    const at = body.children.length;
    body.append(...rows.slice(at, at + n).map((row) => el("tr", {}, ...vars.map((name) => el("td", {}, cell(app, row[name], prefixes))))));
    more.hidden = body.children.length >= rows.length;
    more.textContent = `Show more of ${count(rows.length, "row")}`;
  };
  grow(SHOWN);
  return el("div", {}, el("div", { class: "answer-table", tabindex: "0", role: "region", "aria-label": "Answer" }, el("table", {}, head(vars), body)), more);
};

const KINDS = { date: "YYYY-MM-DD, YYYY-MM or YYYY", integer: "a number", label: "a name", string: "a text" };
const field = (param, list) => el("label", { class: "param" },
  text("span", `${param.name}${param.required ? " (required)" : ""}`), text("small", param.help),
  el("input", { type: "text", name: param.name, value: param.default || "", placeholder: KINDS[param.type], autocomplete: "off", spellcheck: "false",
    list: param.type === "label" ? list : null }));

export const create = (app) => {
  const { sparql } = app.data;
  const engine = createEngine(sparql);
  let last = null; // the answer that is shown
  let running = 0;

  // ---- the question
  const names = el("datalist", { id: "sparql-names" });
  const pick = el("select", { id: "sparql-query", change: () => choose(pick.value) }, el("option", { value: "" }, "Your own question"),
    ...sparql.queries.map((q) => el("option", { value: q.name }, `${q.title} (${q.name})`)));
  const about = text("p", "", { class: "sub" });
  const form = el("form", { class: "params", submit: (e) => { e.preventDefault(); run(); } });
  const editor = el("textarea", { id: "sparql-text", rows: 12, spellcheck: "false", autocomplete: "off", autocapitalize: "off", wrap: "off",
    "aria-describedby": "sparql-keys" });
  const tab = el("input", { type: "checkbox", id: "sparql-tab" });
  const go = button("Run", () => run(), { class: "primary", "aria-keyshortcuts": "Control+Enter" });
  const halt = button("Stop", () => engine.stop(), { hidden: true });
  const said = el("p", { role: "status", "aria-live": "polite", class: "said-of" });
  const out = el("div", { class: "answer" });

  const query = () => sparql.queries.find((q) => q.name === pick.value);
  const fillNames = () => {
    if (names.children.length) return;
    const all = app.model.nodes.map((n) => n.label).sort((a, b) => a.localeCompare(b, "en"));
    names.append(...[...new Set(all)].slice(0, NAMES).map((name) => el("option", { value: name })));
  };
  const choose = (name) => {
    pick.value = name;
    const chosen = query();
    about.textContent = chosen ? chosen.description : OWN;
    form.replaceChildren(...(chosen ? chosen.params.map((p) => field(p, names.id)) : []));
    form.hidden = !form.children.length;
    if (form.children.length) {
      form.append(el("input", { type: "submit", class: "unseen", value: "Run", tabindex: "-1", "aria-hidden": "true" })); // Enter in a field runs
      fillNames();
    }
    for (const [key, value] of Object.entries((chosen || {}).example || {})) form.elements.namedItem(key).placeholder = `such as ${value}`;
    editor.value = chosen ? chosen.text : START;
    code.open = !chosen;
  };
  const given = () => Object.fromEntries([...form.elements].filter((f) => f.name).map((f) => [f.name, f.value]));

  // ---- the answer
  const ask = async (textOf) => {
    const full = withPrefixes(textOf, sparql.prefixes);
    try {
      return await engine.ask(full);
    } catch (error) {
      throw new Error(inWords(error.message, full === textOf ? 0 : 1));
    }
  };
  const question = async () => {
    const chosen = query();
    if (!chosen) return editor.value;
    return bind({ ...chosen, text: editor.value }, given(), async (name) => (await ask(name)).answer); // the query may have been changed
  };
  const busy = (yes) => {
    go.disabled = yes;
    halt.hidden = !yes;
    out.setAttribute("aria-busy", String(yes));
  };
  const run = async () => {
    running += 1;
    const mine = running;
    busy(true);
    said.textContent = "Asking …";
    said.classList.remove("bad");
    try {
      const { answer, seconds } = await ask(await question());
      if (mine === running) show(answer, seconds);
    } catch (error) {
      if (mine === running) fail(error.message);
    }
    if (mine === running) busy(false);
  };
  const fail = (words) => {
    last = null;
    out.replaceChildren();
    said.classList.add("bad");
    said.textContent = words;
  };
  const time = (seconds) => `${seconds < 0.01 ? "under 0.01" : seconds.toFixed(2)} s`;
  const show = (answer, seconds) => {
    if (typeof answer.boolean === "boolean") {
      last = null;
      said.textContent = `${answer.boolean ? "Yes" : "No"} (${time(seconds)}).`;
      out.replaceChildren();
      return;
    }
    const rows = answer.results.bindings;
    last = { answer, vars: answer.head.vars, rows, prefixes: sparql.prefixes };
    said.textContent = `${count(rows.length, answer.ntriples === undefined ? "row" : "triple")} in ${time(seconds)}.`;
    out.replaceChildren(actions(), ...(rows.length ? [table(app, last)] : []));
  };
  const actions = () => {
    const found = thingsOf(app.model, last.rows);
    const name = (ending) => fileName(`${app.model.title} ${pick.value}`, ending);
    const save = (words, ending, content, type) => button(words, () => download(name(ending), content(), type), { class: "quiet" });
    const { answer, vars, rows } = last;
    return el("p", { class: "actions" },
      found.length > 0 && button(`Show ${count(found.length, "thing")} in the picture`, () => { app.state.select("nodes", found); app.state.show("network"); }, { class: "quiet" }),
      save("CSV", "csv", () => csv(vars, rows.map((row) => vars.map((v) => plain(row[v])))), "text/csv;charset=utf-8"),
      answer.ntriples === undefined ? save("JSON", "json", () => `${JSON.stringify(answer, null, 1)}\n`, "application/sparql-results+json")
        : save("N-Triples", "nt", () => answer.ntriples, "application/n-triples"));
  };

  editor.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); run(); }
    if (e.key === "Escape" && tab.checked) { e.preventDefault(); tab.checked = false; }
    if (e.key === "Tab" && tab.checked && !e.shiftKey) { e.preventDefault(); editor.setRangeText("  ", editor.selectionStart, editor.selectionEnd, "end"); }
  });
  const code = el("details", { class: "code" }, el("summary", {}, "SPARQL"), el("label", { class: "unseen", for: "sparql-text" }, "SPARQL"), editor,
    el("p", { class: "keys" }, el("label", {}, tab, "Tab indents"), el("small", { id: "sparql-keys" }, "Ctrl+Enter runs; Escape gives Tab back.")));
  choose("");
  const element = el("section", { id: "sparql", "aria-label": "SPARQL" },
    el("p", { class: "pick" }, el("label", { for: "sparql-query" }, "Question"), pick), about, form, names, code,
    el("p", { class: "run" }, go, halt), said, out);
  let begun = false;
  const begin = async () => {
    begun = true;
    said.textContent = "Reading the graph …";
    try {
      const { answer, seconds } = await engine.start();
      if (!running) said.textContent = `${count(answer.triples, "statement")} ready in ${time(seconds)}.`;
    } catch (error) {
      if (!running) fail(error.message);
    }
  };
  return { element, update() { if (!begun) begin(); } };
};
