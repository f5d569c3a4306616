// Words for what the graph says. Pure: no DOM, so that views, exports and tests share them.

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** A date in words, as precise as it is: "18 March 2025", "March 2025", "2025". */
export const date = (iso) => {
  if (!iso) return "";
  const [year, month, day] = iso.slice(0, 10).split("-");
  return [day && Number(day), month && MONTHS[month - 1], year].filter(Boolean).join(" ");
};

export const count = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many || `${one}s`}`;
export const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

export const TYPES = {
  AGREE: "agreement", CONSULT: "talks", SUPPORT: "support", CONCEDE: "concession", COOPERATE: "cooperation", AID: "aid",
  RETREAT: "retreat", REQUEST: "request", ACCUSE: "accusation", REJECT: "rejection", THREATEN: "threat", PROTEST: "protest",
  SANCTION: "sanction", MOBILIZE: "mobilisation", COERCE: "coercion", ASSAULT: "assault", TREATY_SIGN: "treaty signature",
  TREATY_RATIFY: "treaty ratification", TREATY_ACCEDE: "treaty accession", TREATY_WITHDRAW: "treaty withdrawal",
  TREATY_SUSPEND: "treaty suspension", TREATY_VIOLATE: "treaty violation", TREATY_PROPOSE: "treaty proposal",
  TREATY_IN_FORCE: "treaty in force",
};
export const typed = (type) => TYPES[type] || type.toLowerCase().replace(/_/g, " ");

/** What sort of act an event is: "talks, call". */
export const kind = (event) => [typed(event.type), event.mode && event.mode !== "announce" && event.mode.replace(/-/g, " ")]
  .filter(Boolean).join(", ");

/** How an event is said, the surest first, with the dashes of its line. */
export const LINES = {
  stated: { name: "Stated as done", dash: [] },
  reported: { name: "Only reported by others", dash: [2, 5] },
  planned: { name: "Announced, planned, proposed or possible", dash: [9, 6] },
  denied: { name: "Denied", dash: [12, 4, 2, 4] },
};
export const RANK = Object.keys(LINES);

export const DEED = { Actual: "as done", Planned: "as planned", Proposed: "as proposed", Hypothetical: "as a possibility" };

/** How one claim puts it: "stated as planned", "denied". What was announced is not stated as done. */
export const said = (claim, event) => {
  if (claim.stance === "Denies" && claim.modality === "Actual") return "denied";
  if (event?.mode === "announce" && claim.modality === "Actual") return "stated as announced";
  return `${claim.stance === "Denies" ? "denied" : "stated"} ${DEED[claim.modality] || ""}`.trim();
};
export const who = (claim) => (claim.by.length ? `According to ${claim.by.join(" and ")}` : "The text itself");

/** Words that keep an act that is no fact from reading like one: ["planned"], ["denied", "contested"]; [] for a fact. */
export const caveats = (event) => {
  const out = [];
  if (event.line === "denied") out.push("denied");
  else if (event.line === "reported") out.push("reported");
  else if (event.line === "planned") out.push(event.mode === "announce" ? "announced" : (event.modality || "planned").toLowerCase());
  if (event.contested) out.push("contested");
  return out;
};

/** When an event was, in words, with the article's own expression: "18 March 2025, “on Tuesday”". */
export const when = (event) => [
  date(event.date) + (event.dateEnd ? ` to ${date(event.dateEnd)}` : ""), event.expression && `“${event.expression}”`,
].filter(Boolean).join(", ");
