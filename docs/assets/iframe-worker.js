// A page that was opened from a disk may not start a worker. There, a hidden frame runs the worker's script instead:
// it is as slow as the search is short. Served pages keep the browser's own workers.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      this.waiting = [];
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      this.inside = frame.contentWindow;
      this.inside.postMessage = (data) => this.tell(this, data);
      const script = frame.contentDocument.createElement("script");
      script.src = new URL(address, location.href).href;
      script.onload = () => {
        const waiting = this.waiting;
        this.waiting = null;
        waiting.forEach((data) => this.tell(this.inside, data));
      };
      frame.contentDocument.body.append(script);
      this.frame = frame;
    }
    postMessage(data) {
      if (this.waiting) this.waiting.push(data);
      else this.tell(this.inside, data);
    }
    terminate() {
      this.frame.remove();
    }
    tell(whom, data) {
      queueMicrotask(() => whom.dispatchEvent(new MessageEvent("message", { data })));
    }
  };
}
