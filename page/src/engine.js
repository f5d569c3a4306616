// The SPARQL engine of the page: WebAssembly in a worker, so that a long question does not stop the page, and can be stopped.

/** `ask(query) -> Promise<{answer, seconds}>`; the worker starts with the first question and anew after `stop`. */
export const createEngine = ({ engine, wasm, data }) => {
  let worker = null;
  let ready = null;
  let last = 0;
  const waiting = new Map();

  const fail = (words) => {
    for (const { reject } of waiting.values()) reject(new Error(words));
    waiting.clear();
  };
  const send = (message) => new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    worker.postMessage({ id: last, ...message });
  });
  const receive = ({ data: { id, error, ...answer } }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (!asked) return;
    if (error === undefined) asked.resolve(answer);
    else asked.reject(new Error(error));
  };
  const stop = (words = "The query was stopped.") => {
    if (worker) worker.terminate();
    [worker, ready] = [null, null];
    fail(words);
  };
  const start = () => {
    const address = URL.createObjectURL(new Blob([engine], { type: "text/javascript" }));
    worker = new Worker(address);
    worker.onmessage = receive;
    worker.onerror = (event) => {
      event.preventDefault();
      stop(`The engine could not start in this browser${event.message ? ` (${event.message})` : ""}; kg query asks the same graph.`);
    };
    ready = send({ wasm, data }).finally(() => URL.revokeObjectURL(address));
    return ready;
  };
  return {
    /** Resolves with {answer: {triples}, seconds} once the graph is read. */
    start: () => ready || start(),
    async ask(query) {
      await (ready || start());
      return send({ query });
    },
    stop,
  };
};
