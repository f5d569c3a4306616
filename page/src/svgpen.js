// As much of a canvas context as the picture needs, that writes SVG instead. Text and colours are escaped.

const escaped = (text) => String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/\p{Cs}/gu, "?")
  .replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const n = (value) => +value.toFixed(2);

export class SvgPen {
  parts = [];
  d = [];
  dash = [];
  fillStyle = "#000"; strokeStyle = "#000"; lineWidth = 1; globalAlpha = 1; font = "12px sans-serif"; textAlign = "center";

  beginPath() { this.d = []; }
  moveTo(x, y) { this.d.push(`M${n(x)} ${n(y)}`); }
  lineTo(x, y) { this.d.push(`L${n(x)} ${n(y)}`); }
  closePath() { this.d.push("Z"); }
  rect(x, y, w, h) { this.d.push(`M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}Z`); }
  arc(x, y, r) { this.d.push(`M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0`); }
  setLineDash(dash) { this.dash = dash; }
  measureText(text) { return { width: 0.56 * parseFloat(/([\d.]+)px/.exec(this.font)[1]) * text.length }; }
  fillRect(x, y, w, h) {
    this.parts.push(`<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${escaped(this.fillStyle)}"/>`);
  }
  #path(attributes) {
    if (this.d.length) this.parts.push(`<path d="${this.d.join("")}" opacity="${n(this.globalAlpha)}" ${attributes}/>`);
  }
  stroke() {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.map(n).join(" ")}"` : "";
    this.#path(`fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${n(this.lineWidth)}"${dash}`);
  }
  fill() { this.#path(`fill="${escaped(this.fillStyle)}"`); }
  #text(text, x, y, attributes) {
    const [, weight, size] = /(bold )?([\d.]+)px/.exec(this.font);
    this.parts.push(`<text x="${n(x)}" y="${n(y)}" text-anchor="middle" font-family="system-ui, sans-serif" font-size="${size}"`
      + `${weight ? ' font-weight="bold"' : ""} opacity="${n(this.globalAlpha)}" ${attributes}>${escaped(text)}</text>`);
  }
  fillText(text, x, y) { this.#text(text, x, y, `fill="${escaped(this.fillStyle)}"`); }
  strokeText(text, x, y) {
    this.#text(text, x, y, `fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${n(this.lineWidth)}" stroke-linejoin="round"`);
  }

  text(width, height, title) {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}">`
      + `<title>${escaped(title)}</title>${this.parts.join("\n")}</svg>\n`;
  }
}
