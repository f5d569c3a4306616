"use strict";
(() => {
  // Text of the graph reaches the page through textContent alone; nothing here builds HTML from strings.
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("data");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const events = new Map(data.events.map((e) => [e.event, e]));
  const entities = new Map(Object.entries(data.nodes));

  // Okabe and Ito's palette, which people with colour-blindness can tell apart; shape says the class once more.
  const CLASSES = {
    Person: ["Person", "dot", "#E69F00"],
    State: ["State", "square", "#0072B2"],
    InternationalOrganization: ["International organisation", "hexagon", "#56B4E9"],
    GovernmentBody: ["Government body", "triangle", "#009E73"],
    Organization: ["Organisation", "triangleDown", "#8C8C8C"],
    Place: ["Place", "dot", "#B8BEC6"],
    Treaty: ["Treaty", "diamond", "#F0E442"],
    Agreement: ["Agreement", "star", "#F0E442"],
    Meeting: ["Meeting", "hexagon", "#CC79A7"],
    Thing: ["Other", "dot", "#8C8C8C"],
  };
  const INSTRUMENTS = new Set(["Treaty", "Agreement"]); // paper, not people: a heavier outline
  const TONES = {
    "verbal cooperation": ["#3D9BD6", "#6DBBF0"],
    "material cooperation": ["#00855F", "#24B98E"],
    "verbal conflict": ["#DB9200", "#F0B429"],
    "material conflict": ["#C74E00", "#FF7A33"],
    mixed: ["#7C8794", "#8F9AA6"],
    denied: ["#B3261E", "#FF8A80"],
  };
  const LINES = {
    stated: ["Stated as done", false],
    reported: ["Only reported by others", [2, 6]],
    planned: ["Planned, proposed or possible", [10, 7]],
    denied: ["Denied", [12, 5, 2, 5]],
  };
  const MONTHS = "January February March April May June July August September October November December".split(" ");

  // ---- small helpers
  const el = (tag, props, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(props || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (typeof value === "function") node.addEventListener(name, value);
      else node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
    return node;
  };
  const text = (tag, string, props) => el(tag, { dir: "auto", ...props }, string);
  const count = (n, one, many) => `${n} ${n === 1 ? one : many || one + "s"}`;
  const fold = (s) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const tone = (name) => TONES[name || "mixed"][dark.matches ? 1 : 0];
  const local = (iri) => iri.split(/[/#]/).pop();
  const known = (map, key) => (map.has(key) ? key : [...map.keys()].find((k) => local(k) === key));
  const go = (kind, ...ids) => { location.hash = kind ? `${kind}=${ids.map((i) => encodeURIComponent(local(i))).join("+")}` : ""; };
  const date = (iso) => {
    if (!iso) return "";
    const [year, month, day] = iso.slice(0, 10).split("-");
    return [day && Number(day), month && MONTHS[month - 1], year].filter(Boolean).join(" ");
  };
  const svg = (tag, attributes, ...children) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };
  const SHAPES = {
    square: "M2 2H14V14H2Z", diamond: "M8 0L16 8L8 16L0 8Z", triangle: "M8 1L15 14H1Z", triangleDown: "M8 15L1 2H15Z",
    hexagon: "M4 1.5H12L16 8L12 14.5H4L0 8Z", star: "M8 0L10 5.6L16 5.8L11.3 9.4L13 15L8 11.7L3 15L4.7 9.4L0 5.8L6 5.6Z",
    dot: "M8 1a7 7 0 1 0 .01 0Z",
  };
  const icon = (cls) => {
    const [name, shape, colour] = CLASSES[cls] || CLASSES.Thing;
    const path = svg("path", { d: SHAPES[shape], fill: colour, stroke: "#4a5360", "stroke-width": 0.8 });
    return svg("svg", { width: 15, height: 15, viewBox: "-1 -1 18 18", "aria-hidden": "true", "data-name": name }, path);
  };
  const stroke = (dashes, colour, width) => {
    const line = svg("line", { x1: 1, y1: 6, x2: 33, y2: 6, stroke: colour, "stroke-width": width });
    if (dashes) line.setAttribute("stroke-dasharray", dashes.join(" "));
    return svg("svg", { width: 34, height: 12, "aria-hidden": "true" }, line);
  };

  // ---- the legend, before the picture, whose height depends on it
  const RANK = Object.keys(LINES);
  const present = (list, order) => [...new Set(list)].sort((a, b) => (order ? order.indexOf(a) - order.indexOf(b) : a < b ? -1 : 1));
  const legend = () => {
    const line = (dashes, colour, words) => el("span", {}, stroke(dashes, colour, 2.4), words);
    const quads = present(data.events.map((e) => e.quad || "mixed"), Object.keys(TONES)).filter((q) => q !== "mixed");
    const lines = present(data.events.map((e) => e.line), RANK);
    const box = el("details", { open: innerWidth > 820 }, el("summary", {}, "Legend"),
      el("div", {}, ...present([...entities.values()].map((n) => n.cls), Object.keys(CLASSES)).map((c) => el("span", {}, icon(c), (CLASSES[c] || CLASSES.Thing)[0]))),
      el("div", {}, ...quads.map((q) => line(false, tone(q), q)), line(false, tone("mixed"), "mixed")),
      el("div", {}, ...lines.map((l) => line(LINES[l][1], l === "denied" ? tone("denied") : tone("mixed"), LINES[l][0].toLowerCase())),
        read("edges").some((e) => !e.events.length) ? el("span", {}, stroke(false, tone("mixed"), 0.8), "acts for, is party to") : "", el("span", {}, "2 = two events"), el("span", {}, "✕ = denied by somebody")));
    document.getElementById("legend").replaceChildren(box);
  };
  legend();

  // ---- the picture
  const off = { cls: new Set(), type: new Set(), line: new Set(), words: "" };
  const members = (event) => [...event.sources, ...event.targets, ...event.about].filter((id) => entities.has(id));
  const shown = (event) => !off.type.has(event.type) && !off.line.has(event.line)
    && members(event).some((id) => !off.cls.has(entities.get(id).cls))
    && (!off.words || fold(event.label + " " + event.claims.map((c) => c.quote).join(" ")).includes(off.words));
  const blend = (quads) => {
    const sides = new Set(quads.map((q) => q.split(" ").pop()));
    return sides.size > 1 ? "mixed" : quads.find((q) => q.startsWith("material")) || quads[0];
  };
  const look = (list) => {
    const lines = list.map((e) => e.line).sort((a, b) => RANK.indexOf(a) - RANK.indexOf(b));
    const doubt = list.some((e) => e.contested || e.line === "denied");
    const colour = lines[0] === "denied" ? tone("denied") : tone(blend(list.map((e) => e.quad || "mixed")));
    return {
      dashes: LINES[lines[0]][1], colour, width: 1.8 + Math.log2(list.length),
      label: [list.length > 1 ? String(list.length) : "", doubt ? "✕" : ""].join(" ").trim(),
    };
  };
  const style = () => getComputedStyle(document.documentElement);
  const nodes = new vis.DataSet(read("nodes"));
  const edges = new vis.DataSet(read("edges"));
  let lit = null; // ids of the nodes that stand out; null for all

  const draw = () => {
    const ink = style().getPropertyValue("--ink").trim();
    const ground = style().getPropertyValue("--ground").trim();
    const busy = new Set();
    const changed = [];
    for (const edge of edges.get()) {
      if (!edge.events.length) continue;
      const list = edge.events.map((id) => events.get(id)).filter(shown);
      const hidden = !list.length || [edge.from, edge.to].some((id) => off.cls.has(entities.get(id).cls));
      if (hidden) { changed.push({ id: edge.id, hidden }); continue; }
      busy.add(edge.from).add(edge.to);
      const seen = look(list);
      const faded = lit && !(lit.nodes.has(edge.from) && lit.nodes.has(edge.to) && (!lit.edges || lit.edges.has(edge.id)));
      changed.push({
        id: edge.id, hidden, dashes: seen.dashes, width: seen.width, label: faded ? " " : seen.label || " ",
        color: { color: seen.colour, highlight: seen.colour, hover: seen.colour, opacity: faded ? 0.12 : 1 },
        font: { color: seen.label.includes("✕") ? tone("denied") : ink, strokeColor: ground },
      });
    }
    const gone = (id) => off.cls.has(entities.get(id).cls) || !(busy.has(id) || entities.get(id).events.some((e) => shown(events.get(e))));
    for (const tie of edges.get({ filter: (e) => !e.events.length })) {
      const faded = lit && !(lit.nodes.has(tie.from) && lit.nodes.has(tie.to));
      const colour = { color: tone("mixed"), highlight: tone("mixed"), hover: tone("mixed"), opacity: faded ? 0.1 : 0.45 };
      changed.push({ id: tie.id, hidden: gone(tie.from) || gone(tie.to), width: 0.8, color: colour });
    }
    edges.update(changed);
    nodes.update(nodes.get().map((node) => {
      const entity = entities.get(node.id);
      const [, shape, colour] = CLASSES[entity.cls] || CLASSES.Thing;
      const faded = lit && !lit.nodes.has(node.id);
      const edge = dark.matches ? "#cfd6de" : "#2b3440";
      return {
        id: node.id, shape, opacity: faded ? 0.15 : 1, borderWidth: INSTRUMENTS.has(entity.cls) ? 2.6 : 1.2, borderWidthSelected: 3,
        hidden: gone(node.id),
        color: { background: colour, border: edge, highlight: { background: colour, border: ink }, hover: { background: colour, border: ink } },
        font: { color: faded ? "rgba(128,128,128,.28)" : ink, strokeColor: ground, strokeWidth: 4 },
      };
    }));
  };
  const network = new vis.Network(document.getElementById("network"), { nodes, edges }, read("options"));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const move = () => (still ? false : { duration: 350, easingFunction: "easeInOutQuad" });
  // The library's own fit() forgets labels before the first drawing, so the boxes come with the data.
  let view = null; // what was last brought into view, until the user moves away from it
  const focus = (ids, animation, most = 1.25) => {
    view = ids;
    const places = network.getPositions();
    const found = nodes.get(ids).filter((node) => !node.hidden).map((node) => ({ ...node, ...places[node.id] }));
    const { clientWidth: wide, clientHeight: high } = document.getElementById("network");
    if (!found.length || !wide || !high) return;
    const left = Math.min(...found.map((n) => n.x - n.w / 2)), right = Math.max(...found.map((n) => n.x + n.w / 2));
    const top = Math.min(...found.map((n) => n.y - n.size)), bottom = Math.max(...found.map((n) => n.y + n.h - n.size));
    const scale = Math.min((wide - 40) / (right - left), (high - 40) / (bottom - top), most);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation });
  };
  new ResizeObserver(() => { if (view) { focus(view, false); network.redraw(); } }).observe(document.getElementById("network"));
  for (const gesture of ["zoom", "dragEnd"]) network.on(gesture, () => { view = null; });
  const whole = (animation) => focus(nodes.getIds(), animation);
  const light = (ids, links) => { lit = ids && { nodes: new Set(ids), edges: links && new Set(links) }; draw(); };

  // ---- words
  const DEED = { Actual: "as done", Planned: "as planned", Proposed: "as proposed", Hypothetical: "as a possibility" };
  const TYPES = {
    AGREE: "agreement", CONSULT: "talks", SUPPORT: "support", CONCEDE: "concession", COOPERATE: "cooperation", AID: "aid",
    RETREAT: "retreat", REQUEST: "request", ACCUSE: "accusation", REJECT: "rejection", THREATEN: "threat", PROTEST: "protest",
    SANCTION: "sanction", MOBILIZE: "mobilisation", COERCE: "coercion", ASSAULT: "assault", TREATY_SIGN: "treaty signature",
    TREATY_RATIFY: "treaty ratification", TREATY_ACCEDE: "treaty accession", TREATY_WITHDRAW: "treaty withdrawal",
    TREATY_SUSPEND: "treaty suspension", TREATY_VIOLATE: "treaty violation", TREATY_PROPOSE: "treaty proposal",
    TREATY_IN_FORCE: "treaty in force",
  };
  const typed = (type) => TYPES[type] || type.toLowerCase().replace(/_/g, " ");
  const kind = (event) => [typed(event.type), event.mode && event.mode.replace(/-/g, " ")].filter(Boolean).join(", ");
  const badges = (event) => {
    const out = [];
    if (event.line === "denied") out.push(["denied", true]);
    else if (event.line !== "stated") out.push([event.line === "reported" ? "reported" : event.modality.toLowerCase(), false]);
    if (event.contested) out.push(["contested", true]);
    return out.map(([word, bad]) => text("span", word, { class: bad ? "chip bad" : "chip" }));
  };
  const dot = (event) => {
    const colour = event.line === "denied" ? tone("denied") : tone(event.quad);
    return svg("svg", { width: 12, height: 12, viewBox: "0 0 12 12", class: "dot", "aria-hidden": "true" },
      svg("circle", { cx: 6, cy: 6, r: 5, fill: event.line === "stated" ? colour : "none", stroke: colour, "stroke-width": 2 }));
  };
  const row = (event) => el("li", {}, el("button", { type: "button", click: () => go("event", event.event) },
    dot(event), text("span", event.label),
    el("span", { class: "when" }, [date(event.date), kind(event)].filter(Boolean).join(" · "), " ", ...badges(event))));
  const name = (id) => text("button", entities.get(id).label, { type: "button", click: () => go("node", id) });
  const commas = (items) => items.flatMap((item, i) => (i ? [", ", item] : [item]));

  const claim = (c) => {
    const who = c.by.length ? `According to ${c.by.join(" and ")}` : "The text itself";
    const said = `${c.stance === "Denies" ? "denied" : "stated"} ${c.stance === "Denies" && c.modality === "Actual" ? "" : DEED[c.modality] || ""}`.trim();
    const source = /^https?:\/\//i.test(c.url || "")
      ? text("a", c.document, { href: c.url, rel: "noopener noreferrer", target: "_blank" }) : text("span", c.document);
    // the context starts and ends in the middle of words
    const before = c.prefix && /\s/.test(c.prefix) ? "… " + c.prefix.replace(/^\S*\s+/, "") : c.prefix;
    const after = c.suffix && /\s/.test(c.suffix) ? c.suffix.replace(/\s+\S*$/, "") + " …" : c.suffix;
    const sure = [c.certainty && c.certainty !== "Certain" ? c.certainty.toLowerCase() : "",
      c.confidence === null ? "" : `confidence ${c.confidence.toFixed(2)}`].filter(Boolean).join(", ");
    return el("figure", {},
      el("figcaption", {}, text("strong", who), ": ", el("span", { class: c.stance === "Denies" ? "chip bad" : "chip" }, said)),
      el("blockquote", { dir: "auto" }, before, text("mark", c.quote), after),
      el("cite", {}, source, ...[c.publisher, date(c.date), sure].filter(Boolean).flatMap((s) => [" · ", text("span", s)])));
  };
  const card = (event) => {
    const when = [date(event.date) + (event.date_end ? " to " + date(event.date_end) : ""),
      event.time_expression && `“${event.time_expression}”`].filter(Boolean).join(", ");
    const facts = [when, event.place && `in ${event.place}`, event.effective && `in effect from ${date(event.effective)}`,
      event.topic && `about ${event.topic}`];
    return el("article", {},
      text("h4", event.label),
      el("p", { class: "with" }, dot(event), " ", [kind(event), ...facts].filter(Boolean).join(" · ")),
      el("p", { class: "with" }, ...badges(event), ...commas([...new Set(members(event))].map(name))),
      ...event.claims.slice(0, 4).map(claim),
      event.claims.length > 4 ? el("details", { class: "more" }, el("summary", {}, `${event.claims.length - 4} more`), ...event.claims.slice(4).map(claim)) : "");
  };

  // ---- the panel
  const panel = document.getElementById("panel");
  const search = document.getElementById("search");
  const show = (...children) => { panel.replaceChildren(...children); panel.scrollTop = 0; };
  const back = () => el("button", { type: "button", class: "back", click: () => { search.value = ""; go(""); if (!location.hash) route(); } }, "← All events");
  const MANY = 300;
  const list = (found, all) => {
    const rest = all ? 0 : found.length - MANY;
    const box = el("ul", { class: "events" }, ...(rest > 0 ? found.slice(0, MANY) : found).map(row));
    if (rest > 0) box.append(el("li", {}, el("button", { type: "button", click: () => box.replaceWith(list(found, true)) }, el("span", {}), el("span", {}, `Show ${rest} more`))));
    return box;
  };

  const rows = el("div", {});
  const refresh = () => {
    const found = data.events.filter(shown);
    rows.replaceChildren(text("h3", count(found.length, "event")), found.length ? list(found) : text("p", "No event passes the filters.", { class: "empty" }));
    draw();
  };
  const boxes = (title, values, set, label) => el("fieldset", {}, el("legend", {}, title), ...values.map((value) => {
    const box = el("input", { type: "checkbox", checked: true, change: (e) => { set[e.target.checked ? "delete" : "add"](value); refresh(); } });
    return el("label", {}, box, label(value));
  }));

  const overview = (() => {
    const claims = data.events.reduce((sum, e) => sum + e.claims.length, 0);
    const figure = (n, one, many) => el("div", {}, el("b", {}, String(n)), el("span", {}, n === 1 ? one : many));
    const names = [...entities].sort(([, a], [, b]) => b.degree - a.degree || (a.label < b.label ? -1 : 1));
    const words = el("input", { type: "search", placeholder: "Filter events by words", "aria-label": "Filter events by words",
      input: (e) => { off.words = fold(e.target.value.trim()); refresh(); } });
    const address = (d) => (/^https?:\/\//i.test(d.url || "") ? text("a", d.title, { href: d.url, rel: "noopener noreferrer", target: "_blank" }) : text("span", d.title));
    return el("div", {},
      el("div", { class: "numbers" }, figure(data.documents.length, "document", "documents"), figure(entities.size, "actor or thing", "actors and things"),
        figure(data.events.length, "event", "events"), figure(claims, "claim", "claims")),
      words,
      el("details", { class: "box" }, el("summary", {}, "Filters"),
        boxes("Classes", present([...entities.values()].map((n) => n.cls), Object.keys(CLASSES)), off.cls, (c) => (CLASSES[c] || CLASSES.Thing)[0]),
        boxes("Kinds of events", present(data.events.map((e) => e.type)), off.type, typed),
        boxes("How it is said", present(data.events.map((e) => e.line), RANK), off.line, (l) => LINES[l][0])),
      el("details", { class: "box" }, el("summary", {}, `Actors and things (${entities.size})`),
        el("ul", { class: "names" }, ...names.map(([id, n]) => el("li", {}, el("button", { type: "button", click: () => go("node", id) }, icon(n.cls), text("span", n.label)))))),
      el("details", { class: "box" }, el("summary", {}, `Documents (${data.documents.length})`),
        el("ul", { class: "documents" }, ...data.documents.map((d) => el("li", {}, address(d), el("cite", {}, [d.publisher, date(d.date)].filter(Boolean).join(" · ")))))),
      rows);
  })();

  // ---- the board of treaties takes the place of the picture
  const stage = (treaties) => {
    document.getElementById("picture").hidden = treaties;
    if (!board) return;
    document.getElementById("board").hidden = !treaties;
    document.getElementById("to-board").setAttribute("aria-pressed", treaties);
    document.getElementById("to-network").setAttribute("aria-pressed", !treaties);
  };
  const board = document.getElementById("treaties") && treatyBoard(
    { ...read("treaties"), newest: data.documents.map((d) => d.date || "").sort().pop() }, events,
    { el, text, svg, date, count, fold, local, known, card, badges, go });

  const views = {
    node(id) {
      const entity = entities.get(id);
      const own = data.events.filter((e) => members(e).includes(id));
      const about = [(CLASSES[entity.cls] || CLASSES.Thing)[0], entity.iso3, entity.state && `of ${entity.state}`].filter(Boolean).join(" · ");
      show(back(), text("h2", entity.label), el("p", { class: "sub" }, icon(entity.cls), " ", about),
        ...entity.offices.map((o) => text("span", o, { class: "chip" })),
        entity.aliases.length ? text("p", `Also: ${entity.aliases.join(", ")}`, { class: "sub" }) : "",
        entity.facts.length ? el("dl", { class: "facts" }, ...entity.facts.flatMap((f) => [text("dt", f.name), text("dd", f.value)])) : "",
        board && board.has(id) ? el("p", {}, el("button", { type: "button", class: "back", click: () => go("treaty", id) }, "Who is in, who only signed, who left →")) : "",
        text("h3", count(own.length, "event")), ...own.map(card));
      const around = own.flatMap(members);
      light([id, ...around], network.getConnectedEdges(id));
      network.selectNodes([id]);
      focus([id, ...around], move());
    },
    link(a, b) {
      const edge = edges.get().find((e) => (e.from === a && e.to === b) || (e.from === b && e.to === a));
      if (!edge) return views.none();
      const own = edge.events.map((id) => events.get(id)).filter(shown);
      if (!own.length) return views.node(edge.from);
      show(back(), text("h2", `${entities.get(edge.from).label} – ${entities.get(edge.to).label}`),
        text("p", count(own.length, "event"), { class: "sub" }), ...own.map(card));
      light([a, b], [edge.id]);
      network.selectEdges([edge.id]);
      return focus([a, b], move());
    },
    event(id) {
      const event = events.get(id);
      show(back(), card(event));
      light(members(event), edges.get().filter((e) => e.events.includes(id)).map((e) => e.id));
      network.unselectAll();
      focus(members(event), move());
    },
    none() {
      show(overview);
      network.unselectAll();
      light(null);
    },
    found(query) {
      const hits = [...entities].filter(([, n]) => [n.label, n.iso3 || "", ...n.aliases].some((s) => fold(s).includes(query)));
      const quotes = data.events.filter((e) => fold([e.label, ...e.claims.map((c) => c.quote)].join(" ")).includes(query));
      show(back(), text("h2", `${count(hits.length, "name")}, ${count(quotes.length, "event")}`),
        el("ul", { class: "names" }, ...hits.map(([id, n]) => el("li", {}, el("button", { type: "button", click: () => go("node", id) }, icon(n.cls), text("span", n.label))))),
        quotes.length ? text("h3", "Events and quotes") : "", list(quotes));
      const ids = hits.length ? hits.map(([id]) => id) : quotes.flatMap(members);
      light(ids);
      focus(ids, move());
      return hits;
    },
  };
  const route = () => {
    const [, kind, rest] = /^#(node|event|link|treaty)=(.+)$/.exec(location.hash) || [];
    let ids = [];
    try { ids = (rest || "").split("+").map(decodeURIComponent); } catch { ids = []; }
    const treaty = board && (kind === "treaty" || !entities.size) && board.show(...(kind === "treaty" ? ids : [board.first()]));
    stage(Boolean(treaty));
    if (treaty) return show(...treaty);
    const keys = ids.map((id) => known(kind === "event" ? events : entities, id));
    if (views[kind] && keys.length === (kind === "link" ? 2 : 1) && keys.every(Boolean)) return views[kind](...keys);
    return views.none();
  };

  // ---- what the user does
  search.addEventListener("input", () => {
    const query = fold(search.value.trim());
    if (!query) return route();
    stage(false);
    return views.found(query);
  });
  document.getElementById("search-form").addEventListener("submit", (e) => {
    e.preventDefault();
    const query = fold(search.value.trim());
    const hits = query ? views.found(query) : [];
    if (hits.length) go("node", hits[0][0]);
  });
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && board && !document.getElementById("board").hidden) return board.close();
    if (e.key === "Escape") { search.value = ""; go(""); route(); }
    if (e.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) { e.preventDefault(); search.focus(); }
    return undefined;
  });
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node) go("node", node);
    else if (edge) { const { from, to } = edges.get(edge); go("link", from, to); }
    else go("");
  });
  const zoom = (factor) => { view = null; network.moveTo({ scale: network.getScale() * factor, animation: move() }); };
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  document.getElementById("zoom-fit").addEventListener("click", () => whole(move()));
  if (board) {
    document.getElementById("to-board").addEventListener("click", () => go("treaty", board.first()));
    document.getElementById("to-network").addEventListener("click", () => go(""));
    document.getElementById("to-network").hidden = document.getElementById("search-form").hidden = !entities.size;
  }
  addEventListener("hashchange", () => {
    route();
    const beside = /^#treaty=[^+]*(\+[^+]*)?$/.test(location.hash); // the board itself keeps the focus
    if (!beside) panel.focus({ preventScroll: innerWidth > 820 });
  });

  dark.addEventListener("change", () => { legend(); refresh(); route(); });
  refresh();
  whole(false);
  route();
  document.documentElement.dataset.ready = "true";
})();
