// Where the texts do not agree, and what became of what was announced.
import { told as claims } from "./texts.js";

/** The claims of an event by how they put it, in the order of the claims. */
const groups = (model, event, key) => {
  const found = new Map();
  for (const claim of claims(model, event)) found.set(key(claim), [...(found.get(key(claim)) || []), claim]);
  return [...found.values()];
};

/** One event with what affirms and what denies it; null where they agree. */
export const dispute = (model, event) => {
  const denies = claims(model, event).filter((c) => c.stance === "Denies");
  const affirms = claims(model, event).filter((c) => c.stance !== "Denies");
  return denies.length && affirms.length ? { event, affirms, denies } : null;
};

/** One event that is told in several ways (done, planned, possible), by way; null where all tell it alike. */
export const versions = (model, event) => {
  const told = claims(model, event).filter((c) => c.stance !== "Denies");
  if (told.length < claims(model, event).length) return null;
  const found = groups(model, event, (c) => c.modality);
  return found.length > 1 ? { event, groups: found } : null;
};

/** Visible events that the texts do not agree on, and announcements that came due. */
export const disputes = (model, visible) => {
  const shown = model.events.filter((e) => visible.events[e.i]);
  const all = (one) => shown.map((e) => one(model, e)).filter(Boolean);
  const status = (name) => shown.filter((e) => e.status === name);
  const disputed = all(dispute);
  return {
    disputed,
    denied: shown.filter((e) => e.line === "denied" && !disputed.some((d) => d.event === e)),
    versions: all(versions).filter(({ event }) => event.status !== "Fulfilled"),
    fulfilled: status("Fulfilled"),
    overdue: status("Overdue"),
    overruled: model.overruled,
  };
};
