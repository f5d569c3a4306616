// The query editor: Yasgui, set to ask this server alone.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const queries = new Map(data.queries.map((q) => [q.name, q]));
  const menu = document.getElementById("named");
  const declared = ["dkg", "rdfs"].map((name) => `PREFIX ${name}: <${data.prefixes[name]}>\n`).join("");

  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    autofocus: true,
    populateFromUrl: false,
    copyEndpointOnNewTab: false,
    endpointCatalogueOptions: { getData: () => [] },
    requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST" },
    yasr: { prefixes: data.prefixes },
    // The other completers ask a server of vocabularies.
    yasqe: { autocompleters: ["variables"], value: declared + "\nSELECT * WHERE {\n  ?event a dkg:Event ; rdfs:label ?what .\n}\nLIMIT 10\n" },
  });

  function put(name, value) {
    yasgui.addTab(true, { name, yasqe: { value } }, { avoidDuplicateTabs: true });
  }

  function putNamed(name) {
    const query = queries.get(name);
    if (query) put(query.title, query.text);
  }

  // #named=NAME or #query=SPARQL puts a query into the editor, and &run asks it.
  function fromAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    if (given.has("named")) putNamed(given.get("named"));
    if (given.has("query")) put("Query", given.get("query"));
    if (given.has("run")) yasgui.getTab().query().catch(() => {}); // the tab shows what went wrong
  }

  menu.addEventListener("change", () => {
    putNamed(menu.value);
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
