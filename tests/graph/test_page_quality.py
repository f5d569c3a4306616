"""The line at the foot of the page: how good the extraction is, where that was measured of what read the texts."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from driver import Browser
from pages import HOSTILE, assert_harmless

from kg.graph import rdf
from kg.graph.network import network
from kg.graph.page import page
from kg.graph.quality import quality, shipped
from kg.model import Document, Extraction
from kg.run import DEFAULT_MODEL, Run, current

HERE = current(DEFAULT_MODEL)


def read_by(*runs: Run) -> nx.MultiDiGraph:
    graph = network(ox.Store())
    graph.graph["runs"] = [asdict(run) for run in runs]
    return graph


def foot(graph: nx.MultiDiGraph) -> str:
    """The words of the foot of its page, "" where it has none."""
    html = page(graph, title="A graph")
    return html[html.find("<footer>") : html.find("</footer>")] if "<footer>" in html else ""


def test_a_graph_knows_by_what_its_documents_were_read() -> None:
    found = rdf.dataset([Extraction(Document("Nothing.", title="One"))], run=HERE)
    assert network(found).graph["runs"] == [asdict(HERE)]


def test_the_figures_are_shown_where_all_was_read_as_it_was_measured() -> None:
    words = foot(read_by(HERE))
    known = shipped()
    share = known["figures"]["events.exact.precision"]["held_out"]["value"]
    assert f"{100 * share:.0f} % of the events found are right" in words
    assert f"{known['held_out']} annotated articles from which no rule of {known['version']} was written" in words
    assert all(figure["label"].split("'")[0] in words for figure in known["figures"].values())
    assert "say nothing certain of the texts of this page" in words


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (replace(HERE, model="en_core_web_trf 3.8.0"), f"{HERE.version} with en_core_web_trf 3.8.0<"),
        (replace(HERE, version="kg 0.0.9"), f"kg 0.0.9 with {HERE.model}<"),
        (replace(HERE, data="0123"), f"{HERE.version} with {HERE.model} with other code, tables or frames<"),
        (Run(), f"{HERE.version}<"),
    ],
)
def test_the_figures_are_not_shown_where_something_was_read_otherwise(run: Run, said: str) -> None:
    words = foot(read_by(HERE, run))
    assert "It has not been measured for what read these texts" in words
    assert said in words
    assert "events found" not in words


def test_a_graph_of_no_texts_says_nothing_of_quality() -> None:
    assert foot(network(ox.Store())) == ""


def test_articles_that_no_rule_has_met_may_be_none(monkeypatch: pytest.MonkeyPatch) -> None:
    known = shipped() | {"held_out": 0}
    monkeypatch.setattr("kg.graph.quality.shipped", lambda: known)
    found = quality([asdict(HERE)])
    assert found is not None
    share = known["figures"]["events.exact.recall"]["improved_on"]["value"]
    assert found["line"]["found"] == f"{100 * share:.0f} %"
    assert {row["measured"][1] for row in found["rows"]} == {("", "")}
    assert "the rules of kg 0.1.0 were improved on" in foot(read_by(HERE))


@pytest.mark.parametrize("text", HOSTILE)
def test_the_name_of_a_model_stays_text(text: str) -> None:
    assert_harmless(page(read_by(replace(HERE, model=text)), title="A graph"))


def test_the_figures_of_the_package_have_labels_and_parts() -> None:
    figures = shipped()["figures"]
    assert "events.exact.precision" in figures
    for name, figure in figures.items():
        assert set(figure) == {"label", "improved_on", "held_out", "further"}, name
        assert 0 <= figure["improved_on"]["value"] <= 1


# ---- in a browser


@pytest.mark.slow
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_the_line_opens_a_table_and_escape_closes_it(tmp_path: Path, sample: ox.Store, width: int, dark: bool) -> None:
    graph = network(sample)
    graph.graph["runs"] = [asdict(HERE)]
    file = tmp_path / "page.html"
    file.write_text(page(graph, title="A sample"), encoding="utf-8")
    with Browser() as browser:
        tab = browser.open(file, "#node=state-ruritania", width=width, dark=dark)
        assert "events found are right" in tab.text("footer summary")
        tab.click("footer summary")
        rows = tab.wait(
            "document.querySelector('footer details').open && document.querySelectorAll('footer tr').length"
        )
        assert rows == len(shipped()["figures"]) + 1
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        tab.focus("footer summary")
        tab.press("Escape")
        tab.wait("!document.querySelector('footer details').open")
        assert tab.hash() == "#node=state-ruritania"  # Escape closed the table and left the selection
        assert (tab.problems, tab.requests) == ([], [])


@pytest.mark.slow
def test_a_press_elsewhere_closes_the_table(tmp_path: Path, sample: ox.Store) -> None:
    graph = network(sample)
    graph.graph["runs"] = [asdict(HERE)]
    file = tmp_path / "page.html"
    file.write_text(page(graph, title="A sample"), encoding="utf-8")
    with Browser() as browser:
        tab = browser.open(file, width=1280)
        assert tab.evaluate("document.querySelector('footer').getBoundingClientRect().height < 30")  # one line
        tab.click("footer summary")
        tab.wait("document.querySelector('footer details').open")
        tab.click("header h1")
        tab.wait("!document.querySelector('footer details').open")
