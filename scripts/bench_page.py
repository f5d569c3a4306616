"""Our page against vis-network with our positions and against pyvis' own: `python scripts/bench_page.py`.

Graphs of 1,000, 10,000 and 50,000 invented actors with twice as many events, in one headless Chromium without a GPU.
Measured: the time until the picture is there with its names and can be moved (ready), the time until lists, filters
and quotes are there as well (all), the frames a second while real mouse events pan and zoom, the size of the
file, and what it asks of the network. `--write` puts the table into docs/benchmarks-page.md.
"""

from __future__ import annotations

import argparse
import html
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from random import Random

import networkx as nx
import pyoxigraph as ox

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "graph"))

import driver  # noqa: E402
from figures import Row  # noqa: E402

from kg.graph.answer import PREFIXES  # noqa: E402
from kg.graph.columns import columns  # noqa: E402
from kg.graph.network import network  # noqa: E402
from kg.graph.page import embed, page  # noqa: E402
from kg.graph.vocab import BASE  # noqa: E402

SCALES = (1_000, 10_000, 50_000)
LIMIT = 60.0  # seconds for a page to get ready
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
TYPES = ("CONSULT", "AGREE", "SUPPORT", "AID", "REQUEST", "ACCUSE", "SANCTION", "ASSAULT", "TREATY_SIGN")
GROUP = 120
CLASSES = ("Person",) * 8 + ("State",) * 2 + ("Organization",) * 3 + ("GovernmentBody", "Treaty")
OPTIONS = {
    "physics": False, "layout": {"improvedLayout": False}, "interaction": {"hover": True},
    "edges": {"smooth": False, "arrows": {"to": {"scaleFactor": 0.5}}},
}  # fmt: skip
FRAMES = "window.frames_ = 0; (function turn() { frames_ += 1; requestAnimationFrame(turn); })(); true"
UNTIL = """new Promise((yes) => {
  const is = () => %s.some((name) => document.documentElement?.dataset[name]);
  const done = () => requestAnimationFrame(() => setTimeout(() => yes(performance.now())));
  const look = () => (is() ? done() : setTimeout(look, 5));
  look();
})"""
READY, ALL = UNTIL % '["drawn", "ready"]', UNTIL % '["ready"]'  # only our page tells the one from the other


@dataclass(frozen=True)
class Measured:
    """What one page did; frames are None where it never got ready."""

    nodes: int
    page: str
    ready: float | None
    all: float | None
    pan: float | None
    zoom: float | None
    megabytes: float
    requests: int


# ---- graphs and pages


def invented(nodes: int) -> nx.MultiDiGraph:
    """The network of a graph of invented actors, in groups of some hundred, with most events inside them."""
    r = Random(nodes)  # noqa: S311 - nothing is secret here
    store = ox.Store()
    store.bulk_load("\n".join(_triples(nodes, r)).encode(), format=ox.RdfFormat.TURTLE)
    return network(store)


def _triples(nodes: int, r: Random) -> Iterator[str]:
    yield "".join(
        f"@prefix {name}: <{PREFIXES[name]}> ." for name in ("dkg", "et", "rdfs", "dcterms", "oa", "prov", "xsd")
    )
    yield f"@prefix id: <{BASE}> ."
    for i in range(nodes // 5):
        yield f'id:doc-{i} a dkg:Document ; dcterms:title "Article {i}" ; dcterms:source "https://example.org/{i}" .'
    for i in range(nodes):
        label = f"{r.choice(('Anna', 'Rufus', 'Mila', 'Otto'))} {r.choice(('Borduria', 'Syldavia', 'Ruritania'))} {i}"
        yield f'id:n-{i} a dkg:{r.choice(CLASSES)} ; rdfs:label "{label}" ; dkg:mention "{label}" .'
    for i in range(2 * nodes):
        yield from _told(i, *_pair(i, nodes, r), r.randrange(nodes // 5), r)


def _pair(i: int, nodes: int, r: Random) -> tuple[int, int]:
    """Each acts once; then some act more often than others, and mostly towards their own group."""
    a = i if i < nodes else r.randrange(nodes // GROUP) * GROUP + min(int(r.expovariate(0.1)), GROUP - 1)
    group = a - a % GROUP
    return a, r.randrange(group, min(group + GROUP, nodes)) if r.random() < 0.9 else r.randrange(nodes)


def _told(i: int, a: int, b: int, document: int, r: Random) -> Iterator[str]:
    day = f'"{2010 + i % 15}-{1 + i % 12:02}-{1 + i % 28:02}"^^xsd:date'
    yield f'id:event-{i} a dkg:Event ; dkg:eventType et:{r.choice(TYPES)} ; rdfs:label "Event {i}" ; dkg:date {day} ;'
    yield f"dkg:source id:n-{a} ; dkg:target id:n-{b} ."
    by = f"dkg:claimedBy id:n-{r.randrange(100)} ;" if r.random() < 0.4 else ""
    stance, modality = r.choice(("Affirms",) * 19 + ("Denies",)), r.choice(("Actual",) * 5 + ("Planned",))
    yield f"id:claim-{i} a dkg:Claim ; dkg:ofEvent id:event-{i} ; dkg:stance dkg:{stance} ; {by}"
    yield f"dkg:modality dkg:{modality} ;"
    yield f"dkg:confidence 0.8 ; dkg:evidence id:evidence-{i} ."
    yield f"id:evidence-{i} prov:wasQuotedFrom id:doc-{document} ;"
    yield f'oa:exact "both sides said on day {i} that they had met" ;'
    yield f'oa:prefix "On Tuesday " ; oa:suffix " in the capital." ; oa:start {i} .'


def ours(graph: nx.MultiDiGraph) -> str:
    return page(graph, title="Ours")


def fixed(graph: nx.MultiDiGraph) -> str:
    """vis-network with our positions and lines, straight edges and no physics: the best it can do."""
    made = columns(graph)
    nodes, links = made["nodes"], made["links"]
    data = {
        "nodes": [
            {"id": i, "label": label, "x": x, "y": y, "size": size, "shape": "dot"}
            for i, (label, x, y, size) in enumerate(zip(*(nodes[n] for n in ("label", "x", "y", "size")), strict=True))
        ],
        "edges": [{"from": a, "to": b, "arrows": "to"} for a, b in zip(links["a"], links["b"], strict=True)],
        "options": OPTIONS,
    }
    library = (files("pyvis") / VIS).read_text(encoding="utf-8")
    return (
        '<!doctype html><meta charset="utf-8"><style>#net{height:90vh}</style><div id="net"></div>'
        f'<script type="application/json" id="data">{embed(data)}</script><script>{library}</script><script>'
        'const d = JSON.parse(document.getElementById("data").textContent);'
        'const network = new vis.Network(document.getElementById("net"), d, d.options);'
        'network.once("afterDrawing", () => { document.documentElement.dataset.ready = "true"; });</script>'
    )


def default(graph: nx.MultiDiGraph) -> str:
    """pyvis' own page with its default physics; its lists are filled directly, for its methods are quadratic."""
    from pyvis.network import Network

    shown = Network(directed=True, cdn_resources="in_line", height="90vh")
    for node, attributes in graph.nodes(data=True):
        title = html.escape(attributes["cls"])
        shown.nodes.append({"id": node, "label": attributes["label"], "shape": "dot", "title": title})
    for a, b, event in graph.edges(data=True):
        title = html.escape("\n".join([event["label"], *(c["quote"] for c in event["claims"])]))
        shown.edges.append({"from": a, "to": b, "arrows": "to", "title": title})
    text: str = shown.generate_html()
    ready = 'network.once("stabilized", () => { document.documentElement.dataset.ready = "true"; });'
    return text.replace("</body>", f"<script>{ready}</script></body>")


PAGES: dict[str, Callable[[nx.MultiDiGraph], str]] = {
    "ours": ours,
    "vis-network fixed": fixed,
    "pyvis default": default,
}

# ---- measuring


def measured(browser: driver.Browser, nodes: int, name: str, file: Path) -> Measured:
    """The best time of three to get ready (of one where it takes long), and what the last page did."""
    size, times = file.stat().st_size / 1e6, list[tuple[float, float]]()
    for _ in range(3):
        tab = blank(browser)
        tab.send("Page.navigate", url=file.as_uri())
        ready = until(tab, READY)
        everything = ready and until(tab, ALL)  # a page that does not answer is asked no more
        if ready is None or everything is None:
            return Measured(nodes, name, None, None, None, None, size, len(tab.requests))
        times.append((ready, everything))
        if ready > 10:
            break
    tab.evaluate("new Promise((yes) => requestIdleCallback(yes, { timeout: 3000 }))")
    tab.evaluate(FRAMES)
    ready, everything = (min(column) for column in zip(*times, strict=True))
    return Measured(nodes, name, ready, everything, panned(tab), zoomed(tab), size, len(tab.requests))


def until(tab: driver.Page, condition: str) -> float | None:
    wait = f"new Promise((no) => setTimeout(() => no(null), {LIMIT * 1000}))"
    try:
        found = tab.evaluate(f"Promise.race([{condition}, {wait}])")
    except driver.BrowserError:  # too busy to answer
        return None
    return found and found / 1000


def blank(browser: driver.Browser) -> driver.Page:
    context = browser.send("Target.createBrowserContext")["browserContextId"]
    target = browser.send("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
    session = browser.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    tab = driver.Page(browser, session, target)
    browser._pages[session] = tab
    tab.prepare(1280, 800, dark=False)
    return tab


def rate(tab: driver.Page, steps: Iterator[Callable[[], None]]) -> float:
    """Frames a second while the steps are taken, one each sixtieth of a second where the page keeps up."""
    frames, begin = tab.evaluate("frames_"), time.perf_counter()
    for step in steps:
        until = time.perf_counter() + 1 / 60
        step()
        time.sleep(max(0.0, until - time.perf_counter()))
        if time.perf_counter() - begin > 20:
            break
    return float((tab.evaluate("frames_") - frames) / (time.perf_counter() - begin))


def panned(tab: driver.Page) -> float:
    tab.mouse("mouseMoved", 430, 100)
    tab.mouse("mousePressed", 430, 100)
    way = [(430 + 2.5 * abs(60 - i % 120), 100 + 2 * (i % 90)) for i in range(150)]
    found = rate(tab, (lambda x=x, y=y: tab.mouse("mouseMoved", x, y) for x, y in way))  # type: ignore[misc]
    tab.mouse("mouseReleased", 430, 100)
    return found


def zoomed(tab: driver.Page) -> float:
    def wheel(delta: int) -> None:
        tab.send("Input.dispatchMouseEvent", type="mouseWheel", x=430, y=300, deltaX=0, deltaY=delta)

    deltas = [-60] * 50 + [60] * 50
    return rate(tab, (lambda d=d: wheel(d) for d in deltas))  # type: ignore[misc]


# ---- telling


def table(rows: list[Measured]) -> str:
    def cell(value: float | None, digits: int) -> str:
        return "–" if value is None else f"{value:,.{digits}f}"

    head = ["Nodes", "Page", "Ready, s", "All, s", "Panning, frames/s", "Zooming, frames/s", "File, MB", "Requests"]
    lines = [
        [
            *(f"{r.nodes:,}", r.page, cell(r.ready, 2) if r.ready else f"over {LIMIT:.0f}"),
            *(cell(r.all, 2), cell(r.pan, 0), cell(r.zoom, 0), cell(r.megabytes, 1), str(r.requests)),
        ]
        for r in rows
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in [head, ["---"] * len(head), *lines])


def told(rows: list[Measured]) -> str:
    return f"""# The page, measured

`python scripts/bench_page.py --write` made this table: graphs of invented actors with twice as many events, in one
headless Chromium without a GPU for each page, 1280 × 800. *Ready* is the time from navigation to the frame after the
first picture, with its names and ready to be moved; at *all* the lists, the filters and every quote are there as well,
and a click selects. Our page draws a large graph before it reads its evidence; for the other pages both are the same.
Both times hold the reading of the file and are the best of three. Frames were counted once all was there, while mouse
events came sixty times a second. *vis-network fixed* has our positions, straight edges and no physics, and holds no
evidence; *pyvis default* is the page that pyvis makes, all in one file, with the quotes as titles. A dash: not ready
within {LIMIT:.0f} seconds.

{table(rows)}
"""


def pages(scales: Iterable[int], names: Sequence[str] = tuple(PAGES)) -> Iterator[Measured]:
    """Each page at each number of nodes, in a browser of its own."""
    driver.PATIENCE = LIMIT / 2  # it waits twice as long for a busy page
    with tempfile.TemporaryDirectory() as folder:
        for nodes in scales:
            graph = invented(nodes)
            for name in names:
                file = Path(folder) / f"{nodes}-{name.split()[0]}.html"
                file.write_text(PAGES[name](graph), encoding="utf-8")
                with driver.Browser() as browser:
                    yield measured(browser, nodes, name, file)


def rows(scales: Iterable[int]) -> Iterator[Row]:
    """Ours beside vis-network."""
    found = list(pages(scales, ("ours", "vis-network fixed")))
    for ours, theirs in zip(found[::2], found[1::2], strict=True):
        if ours.ready and theirs.ready and ours.all:
            aim = 0.25 if ours.nodes >= 10_000 else None
            yield Row(f"{ours.nodes:,} nodes, first picture: share", ours.ready / theirs.ready, aim, share=True)
            yield Row(f"{ours.nodes:,} nodes, all there: share", ours.all / theirs.ready, share=True)
        yield Row(f"{ours.nodes:,} nodes, file: share", ours.megabytes / theirs.megabytes, share=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks-page.md")
    parser.add_argument("--scales", type=json.loads, default=list(SCALES), help="numbers of nodes, as [1000, 10000]")
    parser.add_argument("--pages", default=",".join(PAGES), help="which pages, with commas")
    given = parser.parse_args()
    found = []
    for one in pages(given.scales, given.pages.split(",")):
        print(one, flush=True)
        found.append(one)
    print(table(found))
    if given.write:
        (ROOT / "docs" / "benchmarks-page.md").write_text(told(found), encoding="utf-8")


if __name__ == "__main__":
    main()
