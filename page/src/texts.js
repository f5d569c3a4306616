// One text may stand in many documents, as an agency's report stands in many papers: it is one source.

const ofEvent = (model, event) => event.claims.map((i) => model.claims[i]);
const textOf = (model, i) => model.documents[i]?.text ?? i;
const key = (model, c) => JSON.stringify([textOf(model, c.document), c.quote, c.stance, c.modality, c.certainty, c.by]);

/** The claims of an event; what copies of one text say in the same words comes once. */
export const told = (model, event) => {
  const seen = new Set();
  return ofEvent(model, event).filter((c) => !seen.has(key(model, c)) && seen.add(key(model, c)));
};

/** The other documents whose copies of the text say of the event what a claim says. */
export const elsewhere = (model, claim) => {
  const alike = ofEvent(model, model.events[claim.event]).filter((c) => key(model, c) === key(model, claim));
  return [...new Set(alike.map((c) => c.document))].filter((i) => i !== claim.document).map((i) => model.documents[i]);
};

/** How many different texts some documents have. */
export const texts = (documents) => new Set(documents.map((d) => d.text ?? d.i)).size;
