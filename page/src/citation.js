// What one copies into a footnote: the words, who says so, and where they stand.
import { date, said, who } from "./words.js";

const plain = (text) => String(text || "").replace(/\s+/g, " ").trim();

/** One claim as plain text: “quote” (according to whom, how it is said), document, publisher, date, address. */
export const citation = (model, claim) => {
  const document = model.documents[claim.document] || {};
  const source = claim.by.length ? `${who(claim).replace(/^A/, "a")}, ${said(claim)}` : said(claim);
  const where = [document.title, document.publisher, date(document.date), document.url].map(plain).filter(Boolean).join(", ");
  return `“${plain(claim.quote)}” (${source}). ${where}.`;
};

const tight = (text) => String(text || "").replace(/\s*\n\s*/g, "\n"); // no empty lines

/** The context of a quote with the halves of words cut off at its ends. */
export const context = ({ prefix, suffix }) => ({
  before: /\s/.test(prefix || "") ? `… ${tight(prefix).replace(/^\S*\s+/, "")}` : prefix || "",
  after: /\s/.test(suffix || "") ? `${tight(suffix).replace(/\s+\S*$/, "")} …` : suffix || "",
});
