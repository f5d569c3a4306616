// Colours and shapes. Okabe and Ito's palette, which people with colour-blindness can tell apart; shape says the class again.

export const CLASSES = {
  Person: { name: "Person", shape: "dot", colour: "#E69F00" },
  State: { name: "State", shape: "square", colour: "#0072B2" },
  InternationalOrganization: { name: "International organisation", shape: "hexagon", colour: "#56B4E9" },
  GovernmentBody: { name: "Government body", shape: "triangle", colour: "#009E73" },
  Organization: { name: "Organisation", shape: "triangleDown", colour: "#8C8C8C" },
  Place: { name: "Place", shape: "dot", colour: "#B8BEC6" },
  Treaty: { name: "Treaty", shape: "diamond", colour: "#F0E442" },
  Agreement: { name: "Agreement", shape: "star", colour: "#F0E442" },
  Meeting: { name: "Meeting", shape: "pentagon", colour: "#CC79A7" },
  Thing: { name: "Other", shape: "dot", colour: "#8C8C8C" },
};
export const classOf = (cls) => CLASSES[cls] || CLASSES.Thing;
export const INSTRUMENTS = new Set(["Treaty", "Agreement"]); // paper, not people: a heavier outline

const unit = (n, turn) => Array.from({ length: n }, (_, i) => {
  const angle = turn + (2 * Math.PI * i) / n;
  return [Math.cos(angle), Math.sin(angle)];
});
const star = Array.from({ length: 10 }, (_, i) => {
  const angle = -Math.PI / 2 + (Math.PI * i) / 5, r = i % 2 ? 0.5 : 1.15;
  return [r * Math.cos(angle), r * Math.sin(angle)];
});

/** Corners of each shape around the origin, for a radius of 1; a dot has none. */
export const SHAPES = {
  dot: null,
  square: [[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]],
  diamond: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
  triangle: [[0, -1.1], [1.05, 0.8], [-1.05, 0.8]],
  triangleDown: [[0, 1.1], [-1.05, -0.8], [1.05, -0.8]],
  hexagon: unit(6, 0),
  pentagon: unit(5, -Math.PI / 2),
  star,
};

/** The outline of a shape as SVG path data, for icons and the SVG export. */
export const outline = (shape, x = 0, y = 0, r = 1) => {
  const corners = SHAPES[shape];
  if (!corners) return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  return `M${corners.map(([cx, cy]) => `${+(x + r * cx).toFixed(2)} ${+(y + r * cy).toFixed(2)}`).join("L")}Z`;
};

const TONES = {
  "verbal cooperation": ["#3D9BD6", "#6DBBF0"],
  "material cooperation": ["#00855F", "#24B98E"],
  "verbal conflict": ["#DB9200", "#F0B429"],
  "material conflict": ["#C74E00", "#FF7A33"],
  mixed: ["#7C8794", "#8F9AA6"],
  denied: ["#B3261E", "#FF8A80"],
};
export const QUADS = Object.keys(TONES).slice(0, 4);

const dark = typeof matchMedia === "function" ? matchMedia("(prefers-color-scheme: dark)") : { matches: false, addEventListener() {} };
export const isDark = () => dark.matches;
export const onTheme = (fn) => dark.addEventListener("change", fn);
export const tone = (name) => (TONES[name] || TONES.mixed)[isDark() ? 1 : 0];

/** The one colour of a line that stands for several events: mixed where they cooperate and fight. */
export const blend = (quads) => {
  const sides = new Set(quads.map((q) => (q || "").split(" ").pop()));
  if (sides.size > 1) return "mixed";
  return quads.find((q) => q && q.startsWith("material")) || quads[0] || "mixed";
};

/** What the canvas needs besides: read from the style sheet, so that both stay in one place. */
export const ink = () => {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(["ink", "ground", "paper", "soft", "line", "accent"].map((n) => [n, style.getPropertyValue(`--${n}`).trim()]));
};
