// The evidence behind an event: who says what in which words, and where they stand.
import { badges, button, chip, commas, dot, el, link, nodeButton, text } from "./dom.js";
import { citation, context } from "./citation.js";
import { dotted } from "./lists.js";
import { elsewhere, told } from "./texts.js";
import { capital, count, date, kind, said, when, who } from "./words.js";

const STATUS = {
  Reported: "only reported by others", Corroborated: "told by several texts", Contested: "affirmed by some, denied by others",
  DeniedOnly: "only denied", Announced: "announced, not reported as done", Fulfilled: "announced, and later reported as done",
  Overdue: "announced; its day has passed and nothing here reports it as done",
};
const status = (event) => STATUS[event.status] || "";

/** How precise the date is, in words; nothing for a day. */
const precision = (iso) => {
  if (!iso) return "no date in the text";
  return { 4: "only the year is known", 7: "only the month is known" }[iso.length] || "";
};

const oldCopy = (words) => {
  const field = el("textarea", { class: "unseen", "aria-hidden": "true", readonly: true });
  field.value = words;
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return done;
};

/** Copies words; true where the browser let us. */
export const copy = async (words) => {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return oldCopy(words); // no permission, or a page that is not from a secure place
  }
};

/** A button that copies what `words()` gives and says so. */
export const copyButton = (app, name, words) => {
  const self = button(name, async () => {
    const done = await copy(words());
    self.textContent = done ? "Copied" : "Could not copy";
    app.announce(self.textContent);
    setTimeout(() => { self.textContent = name; }, 1600);
  }, { class: "quiet" });
  return self;
};

/** Leaves one value of a facet on and turns all others off. */
export const only = (app, facet, all, value) => app.state.filter({ off: { [facet]: new Set(all.filter((v) => v !== value)) } }, {});

const onlyDocument = (app, document) => app.model.documents.length > 1 && button("Only this document",
  () => only(app, "document", app.model.documents.map((d) => d.id), document.id), { class: "quiet" });

/** The outlets that have the same text, each leading to its copy. */
const alsoIn = (documents) => documents.length > 0 && el("p", { class: "sub" }, `The same text in ${count(documents.length, "other outlet")}: `,
  commas(documents.map((d) => link(d.publisher || d.title || "untitled", d.url))));

/** One claim: who says so and how, the quote in its context with the words marked, the document, and where else its text stands. */
export const claim = (app, c) => {
  const source = app.model.documents[c.document] || { title: "", publisher: "", date: "", url: "" };
  const { before, after } = context(c);
  const about = [source.publisher, date(source.date), typeof c.confidence === "number" ? `confidence ${c.confidence.toFixed(2)}` : ""];
  return el("figure", {},
    el("figcaption", {}, text("strong", who(c)), " ", chip(said(c, app.model.events[c.event]), c.stance === "Denies"),
      c.certainty && c.certainty !== "Certain" && chip(c.certainty.toLowerCase())),
    el("blockquote", { dir: "auto" }, before, text("mark", c.quote), after),
    el("cite", {}, link(source.title || "Untitled document", source.url),
      about.filter(Boolean).flatMap((words) => [" · ", text("span", words)])),
    alsoIn(elsewhere(app.model, c)),
    el("p", { class: "actions" }, copyButton(app, "Copy citation", () => citation(app.model, c)), onlyDocument(app, source)));
};

/** A claim that a curator has set aside, struck through, with the ruling. */
export const overruled = (app, c) => {
  const source = app.model.documents[c.document] || { title: "", publisher: "", date: "", url: "" };
  const { before, after } = context(c);
  return el("figure", { class: "overruled" },
    el("figcaption", {}, text("strong", who(c)), " ", chip(said(c, app.model.events[c.event])), chip(c.ruling, true)),
    el("blockquote", { dir: "auto" }, before, text("mark", c.quote), after),
    el("cite", {}, link(source.title || "Untitled document", source.url)));
};

/** The claims of an event, those of copies of one text as one, the first few open. */
export const claims = (app, event, open = 2) => {
  const all = told(app.model, event);
  const [first, rest] = [all.slice(0, open), all.slice(open)].map((some) => some.map((c) => claim(app, c)));
  return [...first, rest.length > 0 && el("details", { class: "more" }, el("summary", {}, count(rest.length, "more claim")), rest),
    ...app.model.overruled.filter((c) => c.event === event.i).map((c) => overruled(app, c))];
};

const people = (app, list) => commas(list.map((n) => nodeButton(app.model.nodes[n], app)));

/** What is known of an event, as pairs of a term and its words. */
export const particulars = (app, event) => [
  ["When", dotted(when(event), precision(event.date))],
  ["Kind", dotted(capital(kind(event)), event.quad)],
  ["Who", people(app, event.sources)],
  ["Towards", people(app, event.targets)],
  ["About", [...people(app, event.about), event.topic && `${event.about.length ? " · " : ""}${event.topic}`]],
  ["Where", event.place],
  ["In effect", event.effective && date(event.effective)],
  ["Status", status(event) && capital(status(event))],
].filter(([, value]) => (Array.isArray(value) ? value.some(Boolean) : value));

/** A list of pairs; values are words or elements. */
export const facts = (pairs) => pairs.length > 0 && el("dl", { class: "facts" },
  pairs.flatMap(([term, value]) => [text("dt", term), typeof value === "string" ? text("dd", value) : el("dd", {}, value)]));

/** An event among others: its sentence, which leads to it, the gist, and the claims. */
export const card = (app, event, open = 1) => el("article", { class: `card ${event.line}` },
  el("h4", {}, dot(event), button(event.label, () => app.state.select("event", [event.id]), { dir: "auto" })),
  el("p", { class: "gist" }, dotted(when(event) || "undated", kind(event), event.place && `in ${event.place}`), " ", badges(event)),
  claims(app, event, open));
