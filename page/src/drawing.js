// What the canvas draws of the model, as typed arrays, and how lines look for the events that are visible.
import { blend } from "./theme.js";
import { RANK, caveats, typed } from "./words.js";

/** The lines of a label: as in the layout, which kept room for them; without marks that turn the text around it. */
export const wrapped = (label, width = 20, most = 80) => {
  let plain = label.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").split(/\s+/).filter(Boolean).join(" ");
  if (plain.length > most) plain = `${plain.slice(0, most - 1).replace(/\s+\S*$/, "")}…`;
  const lines = [];
  for (let word of plain.split(" ")) {
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + 1 + word.length <= width) { lines[last] += ` ${word}`; continue; }
    for (; word.length > width; word = word.slice(width)) lines.push(word.slice(0, width));
    lines.push(word);
  }
  return lines.filter(Boolean).length ? lines : ["?"];
};

/** Between which communities lines run: {a, b, count}, the most first. */
const bridges = ({ A, B, community }, most = 4000) => {
  const found = new Map();
  for (let i = 0; i < A.length; i += 1) {
    const [a, b] = [community[A[i]], community[B[i]]].sort((x, y) => x - y);
    if (a !== b) found.set(`${a} ${b}`, { a, b, count: ((found.get(`${a} ${b}`) || {}).count || 0) + 1 });
  }
  return [...found.values()].sort((x, y) => y.count - x.count || x.a - y.a || x.b - y.b).slice(0, most);
};

/** The nodes by their number of links, the most first. */
const byDegree = (number, A, B) => {
  const degree = new Int32Array(number);
  for (const ends of [A, B]) for (const i of ends) degree[i] += 1;
  return Int32Array.from(degree, (_, i) => i).sort((a, b) => degree[b] - degree[a] || a - b);
};

/** The model in typed arrays; `seen` and `styles` are filled by `restyle`. */
export const prepare = (model) => {
  const { nodes, links, communities } = model;
  const d = {
    model, communities,
    X: Float64Array.from(nodes, (n) => n.x), Y: Float64Array.from(nodes, (n) => n.y), R: Float64Array.from(nodes, (n) => n.size),
    A: Int32Array.from(links, (l) => l.a), B: Int32Array.from(links, (l) => l.b),
    community: Int32Array.from(nodes, (n) => n.community || 0),
    labels: new Array(nodes.length).fill(null),
  };
  d.order = byDegree(nodes.length, d.A, d.B);
  d.bridges = communities.length ? bridges(d) : [];
  return d;
};

export const labelOf = (d, i) => (d.labels[i] ||= wrapped(d.model.nodes[i].label));

const TIE = { tone: "mixed", line: "tie", width: 0.8, mark: "" };

/** How the one line of some visible events looks: the surest way one of them is said, the colour of their quad classes. */
const look = (events) => {
  if (!events.length) return TIE;
  if (events.length === 1 && events[0].claims.length < 2 && events[0].line !== "denied") { // as most are
    return { line: events[0].line, tone: events[0].quad || "mixed", width: 1.6, mark: "" };
  }
  const line = RANK[Math.min(...events.map((e) => RANK.indexOf(e.line)))];
  const doubted = events.some((e) => e.contested || e.line === "denied");
  return {
    line, tone: line === "denied" ? "denied" : blend(events.map((e) => e.quad)),
    width: 1.6 + Math.round(2 * Math.log2(events.length)) / 2,
    mark: [events.length > 1 ? String(events.length) : "", doubted ? "✕" : ""].join(" ").trim(),
  };
};

/** Acts on treaties say on their line what they are: "withdrawal, planned". */
const caption = (events) => {
  const act = events.find((e) => e.type.startsWith("TREATY_") && e.type !== "TREATY_IN_FORCE");
  return act ? [typed(act.type).replace(/^treaty /, ""), ...caveats(act)].join(", ") : "";
};

/** Sorts the visible links into groups that are drawn in one stroke each, and counts what is seen of communities. */
export const restyle = (d, seen) => {
  const { events, links } = d.model;
  const groups = new Map();
  d.seen = seen;
  d.marks = [];
  d.captions = new Map();
  for (const link of links) {
    if (!seen.links[link.i]) continue;
    const own = link.events.map((e) => events[e]).filter((e) => seen.events[e.i]);
    const style = look(own);
    const key = `${style.tone} ${style.line} ${style.width}`;
    if (!groups.has(key)) groups.set(key, { ...style, list: [] });
    groups.get(key).list.push(link.i);
    if (style.mark) d.marks.push([link.i, style.mark]);
    const words = caption(own);
    if (words) d.captions.set(link.i, words);
  }
  const rank = (g) => (g.line === "tie" ? 0 : 1);
  d.groups = [...groups.values()].sort((a, b) => rank(a) - rank(b) || b.list.length - a.list.length);
  d.sizes = new Int32Array(d.communities.length);
  if (d.communities.length) d.community.forEach((c, i) => { d.sizes[c] += seen.nodes[i]; });
  return d;
};
