"use strict";
// Hands the network to vis-network. Words become text nodes here, for the library takes an element as it is.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const words = document.getElementById("words");
  const told = new Map();
  const popup = (text) => {
    const box = document.createElement("div");
    for (const line of text.split("\n")) box.appendChild(Object.assign(document.createElement("p"), { textContent: line, dir: "auto" }));
    return box;
  };
  const prepared = (list, kind) => list.map((one, i) => {
    const id = kind === "edge" ? `edge ${i}` : one.id;
    told.set(`${kind} ${id}`, one.title);
    return { ...one, id, title: popup(one.title) };
  });
  const nodes = new vis.DataSet(prepared(data.nodes, "node"));
  const edges = new vis.DataSet(prepared(data.edges, "edge"));
  const network = new vis.Network(document.getElementById("network"), { nodes, edges }, data.options);
  const ink = () => {
    const colour = getComputedStyle(document.body).color;
    network.setOptions({ nodes: { font: { color: colour } }, edges: { font: { color: colour, strokeWidth: 0, size: 15 } } });
  };
  const say = (kind) => (event) => { words.textContent = told.get(`${kind} ${event[`${kind}s`][0]}`).replace(/\n/g, " · "); };
  network.on("selectNode", say("node"));
  network.on("selectEdge", (event) => { if (!event.nodes.length) say("edge")(event); });
  dark.addEventListener("change", ink);
  ink();
  network.fit({ animation: false });
  Object.assign(window, { network, nodes, edges }); // as pages of pyvis have it
  document.documentElement.dataset.ready = "true";
})();
