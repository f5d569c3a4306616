// Mouse, wheel, touch and pen: dragging pans, wheel and pinch zoom about the point under them, a press without a way is a click.

const WAY = 4; // pixels that a hand trembles

export const gestures = (canvas, { pan, zoom, over, click, twice }) => {
  const down = new Map();
  let far = false;
  const place = (e) => {
    const box = canvas.getBoundingClientRect();
    return { x: e.clientX - box.left, y: e.clientY - box.top };
  };
  const pinch = () => {
    const [a, b] = [...down.values()];
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: Math.hypot(a.x - b.x, a.y - b.y) };
  };
  const on = {
    pointerdown(e) {
      if (e.button) return;
      canvas.setPointerCapture(e.pointerId);
      const at = place(e);
      down.set(e.pointerId, { ...at, from: at });
      far = down.size > 1;
    },
    pointermove(e) {
      const at = place(e);
      const last = down.get(e.pointerId);
      if (!last) return over(at.x, at.y);
      const before = down.size === 2 && pinch();
      down.set(e.pointerId, { ...at, from: last.from });
      if (before) {
        const after = pinch();
        pan(after.x - before.x, after.y - before.y);
        if (before.apart && after.apart) zoom(after.apart / before.apart, after.x, after.y);
        return undefined;
      }
      if (!far && Math.hypot(at.x - last.from.x, at.y - last.from.y) < WAY) {
        down.set(e.pointerId, last);
        return undefined;
      }
      far = true;
      return pan(at.x - last.x, at.y - last.y);
    },
    pointerup(e) {
      const at = place(e);
      if (down.delete(e.pointerId) && !far && !down.size) click(at.x, at.y);
    },
    pointercancel(e) { down.delete(e.pointerId); },
    pointerleave() { over(null); },
    dblclick(e) { const at = place(e); twice(at.x, at.y); },
    wheel(e) {
      e.preventDefault();
      const at = place(e);
      const lines = e.deltaMode === 1 ? 16 : 1;
      zoom(Math.exp(-Math.max(-240, Math.min(240, e.deltaY * lines)) * (e.ctrlKey ? 0.01 : 0.0018)), at.x, at.y);
    },
  };
  for (const [type, listener] of Object.entries(on)) canvas.addEventListener(type, listener, { passive: false });
  return () => Object.entries(on).forEach(([type, listener]) => canvas.removeEventListener(type, listener));
};
