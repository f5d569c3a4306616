// The query editor: Yasgui, set to ask this server alone.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const queries = new Map(data.queries.map((q) => [q.name, q]));
  const menu = document.getElementById("named");

  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    autofocus: true,
    populateFromUrl: false,
    copyEndpointOnNewTab: false,
    endpointCatalogueOptions: { getData: () => [] },
    requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST" },
    yasr: { prefixes: data.prefixes },
    // The other completers ask a server of vocabularies.
    yasqe: { autocompleters: ["variables"], value: "SELECT * WHERE {\n  ?event a dkg:Event ; rdfs:label ?what .\n}\nLIMIT 10\n" },
  });

  function put(name) {
    const query = queries.get(name);
    if (!query) return;
    yasgui.addTab(true, { name: query.title, yasqe: { value: query.text } }, { avoidDuplicateTabs: true });
  }

  function fromAddress() {
    const found = /^#named=([\w-]+)(&run)?$/.exec(location.hash);
    if (!found || !queries.has(found[1])) return;
    put(found[1]);
    if (found[2]) yasgui.getTab().query();
  }

  menu.addEventListener("change", () => {
    put(menu.value);
    menu.value = "";
  });
  // Things open on their page here; nothing is fetched from the address that names them.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.iri");
    if (!link) return;
    event.preventDefault();
    location.href = "/resource?iri=" + encodeURIComponent(link.getAttribute("href"));
  });
  addEventListener("hashchange", fromAddress);
  fromAddress();
  document.body.dataset.ready = "true";
})();
