"""`kg show --pyvis`: the same projection as a classic vis-network page, which is safe and needs no network."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from driver import Browser, Page
from pages import HOSTILE, Reader, assert_harmless, browse

import kg
from kg.cli import main
from kg.graph.network import network
from kg.graph.pyvis_page import ADVISED, MOST, advice, pyvis_network, pyvis_page
from kg.graph.vocab import BASE

SAMPLE = Path(__file__).parent / "sample.ttl"


def written(text: str, folder: Path) -> Path:
    file = folder / "page.html"
    file.write_text(text, encoding="utf-8")
    return file


def place(page: Page, name: str) -> tuple[float, float]:
    """Where the shape of a node is on the screen."""
    found = page.evaluate(
        f"(() => {{ const at = network.canvasToDOM(network.getPosition('{BASE}{name}'));"
        " const box = document.querySelector('#network canvas').getBoundingClientRect();"
        " return [box.x + at.x, box.y + at.y]; })()"
    )
    return found[0], found[1]


def renamed(store: ox.Store, words: str) -> ox.Store:
    """The store with these words in place of every text of it, but its offsets and dates."""
    made = ox.Store()
    for quad in store:
        text = isinstance(quad.object, ox.Literal) and quad.object.datatype.value.endswith(("#string", "#langString"))
        made.add(ox.Quad(quad.subject, quad.predicate, ox.Literal(words) if text else quad.object, quad.graph_name))
    return made


def test_every_event_between_two_is_a_line_of_its_own(sample: ox.Store) -> None:
    graph = network(sample)
    shown = pyvis_network(graph)
    assert [n["id"] for n in shown.nodes] == list(graph)
    assert [(e["from"], e["to"]) for e in shown.edges] == list(graph.edges())
    league, borduria = (BASE + n for n in ("org-league-of-small-states", "state-borduria"))
    between = [e for e in shown.edges if {e["from"], e["to"]} == {league, borduria}]
    assert len(between) == graph.number_of_edges(league, borduria) + graph.number_of_edges(borduria, league) == 2
    assert len({str(e["smooth"]) for e in between}) == 2


def test_planned_reported_and_denied_acts_differ_from_facts(sample: ox.Store) -> None:
    by_label = {e["title"].partition(" (")[0]: e for e in pyvis_network(network(sample)).edges}
    call = by_label["Anna Elphberg called Rufus Teasdale"]
    visit = by_label["Rufus Teasdale to visit Ruritania"]
    embargo = by_label["Ruritania imposed an embargo on Borduria"]
    assert (call["dashes"], "stated as done" in call["title"], call["arrows"]) == (False, True, "")
    assert (visit["dashes"], "planned, proposed or possible" in visit["title"]) == ([10, 7], True)
    assert (embargo["label"], "contested" in embargo["title"]) == ("✕", True)
    assert "According to Borduria denies it: “Borduria denied" in embargo["title"]


def test_the_same_graph_gives_the_same_page(sample: ox.Store) -> None:
    turned = ox.Store()
    turned.extend(reversed(list(sample)))
    assert pyvis_page(network(turned), title="A") == pyvis_page(network(sample), title="A")


def test_hostile_text_stays_text(sample: ox.Store) -> None:
    for words in HOSTILE[:-1]:
        text = pyvis_page(network(renamed(sample, words)), title=words)
        assert_harmless(text)
        assert [tag for tag, _ in Reader(text).tags if tag == "script"] == ["script"] * 3


def test_a_page_asks_no_network_and_says_what_a_line_means(sample: ox.Store, tmp_path: Path) -> None:
    file = written(pyvis_page(network(sample), title="A graph"), tmp_path)
    dom, console, log = browse(file, "", tmp_path)
    assert console == ""
    assert 'data-ready="true"' in dom
    assert not re.search(r'"url":"https?://(?!(?:[\w-]+\.)*google)', log)
    assert dom.count("A graph</h1>") == 1


@pytest.mark.slow
def test_hostile_text_stays_text_in_popups(browser: Browser, sample: ox.Store, tmp_path: Path) -> None:
    words = '<img src=x onerror="document.title=1"> href= <script>document.title=1</script>'
    page = browser.open(written(pyvis_page(network(renamed(sample, words)), title=words), tmp_path))
    page.mouse("mouseMoved", 5, 5)
    page.mouse("mouseMoved", *place(page, "person-anna-elphberg"))
    tip = page.wait("(document.querySelector('div.vis-tooltip p') || {}).textContent")
    assert "<img src=x" in tip
    assert page.count("#network img, #network script") == 0
    assert page.evaluate("document.title") == words
    assert (page.problems, page.requests) == ([], [])


@pytest.mark.slow
def test_choosing_a_name_says_its_words(browser: Browser, sample: ox.Store, tmp_path: Path) -> None:
    page = browser.open(written(pyvis_page(network(sample), title="A graph"), tmp_path))
    page.click_at(*place(page, "person-anna-elphberg"))
    said = "document.getElementById('words').textContent"
    assert page.wait(f"{said}.includes('Anna Elphberg') && {said}") == (
        "Anna Elphberg · Person, of Ruritania · President, Ruritania"
    )


def test_nothing_of_a_large_graph_is_lost() -> None:
    graph = nx.MultiDiGraph()
    for i in range(3000):
        graph.add_node(f"urn:{i}", **node(f"Name {i}"))
    for i in range(9000):
        graph.add_edge(f"urn:{i % 3000}", f"urn:{(i * 7) % 3000}", key=str(i), **event(f"urn:e{i}"))
    shown = pyvis_network(graph)
    assert (len(shown.nodes), len(shown.edges)) == (3000, 9000)


def node(label: str) -> dict[str, Any]:
    lists: tuple[str, ...] = ("offices", "aliases", "facts", "parties", "events")
    empty = dict.fromkeys(("iso3", "state", "state_iri"))
    return {"label": label, "cls": "State", "alt_labels": 0, "mentions": 0, **empty, **{name: [] for name in lists}}


def event(iri: str) -> dict[str, Any]:
    empty = dict.fromkeys(
        (
            "mode",
            "date",
            "date_end",
            "effective",
            "time_expression",
            "topic",
            "place",
            "place_iri",
            "status",
            "confidence",
        )
    )
    said = {"modality": "Actual", "stance": "Affirms", "contested": False, "asserted": True}
    lists = {name: [] for name in ("sources", "targets", "about", "claims")}
    return {"event": iri, "type": "ACCUSE", "label": "A accused B", "quad": "verbal conflict"} | empty | said | lists


def test_the_command_writes_the_page_and_warns_of_large_graphs(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "page.html"
    done = CliRunner().invoke(main, ["show", str(SAMPLE), "--pyvis", "-o", str(out), "--title", "Small"])
    assert done.exit_code == 0, done.output
    assert "warning" not in done.output
    assert "vis.Network" in out.read_text(encoding="utf-8")
    assert not (tmp_path / "lib").exists()
    assert advice(ADVISED) == ""
    assert "reads better" in advice(ADVISED + 1)
    assert advice(MOST + 1).startswith("warning: 1001 names are too many")


def test_sparql_and_pyvis_are_not_asked_for_together() -> None:
    done = CliRunner().invoke(main, ["show", str(SAMPLE), "--pyvis", "--with-sparql"])
    assert done.exit_code == 2
    assert "--with-sparql goes with the page of kg" in done.output


def test_notebooks_show_the_page_in_a_frame_without_a_part_in_the_notebook(tmp_path: Path) -> None:
    with kg.open(SAMPLE) as graph:
        shown = graph.show(pyvis=True, title="<b>In a notebook</b>")
    [(tag, attributes)] = Reader(shown._repr_html_()).tags
    assert tag == "iframe"
    assert attributes["srcdoc"] == shown.page
    assert "allow-same-origin" not in (attributes["sandbox"] or "")
    assert shown.save(tmp_path / "a.html").read_text(encoding="utf-8") == shown.page
    assert len(repr(shown)) < 200
