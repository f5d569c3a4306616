"""What the page and the words beside an answer make of a text that several papers print."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from driver import Browser

from kg.graph.columns import columns
from kg.graph.evidence import beside
from kg.graph.network import network
from kg.graph.page import page
from kg.graph.query import named_queries, run


def test_the_page_knows_which_document_stands_for_a_text(syndicated: ox.Store) -> None:
    documents = columns(network(syndicated))["documents"]
    assert dict(zip(documents["publisher"], documents["text"], strict=True)) == {
        name: documents["publisher"].index(original)
        for name, original in {
            "Borduria Wire": "Borduria Wire", "Strelsau Post": "Strelsau Post", "Zenda Mail": "Strelsau Post",
        }.items()
    }  # fmt: skip


def test_the_panel_shows_the_words_of_a_text_once_and_where_else_they_stand(
    syndicated: ox.Store, browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "graph.html"
    file.write_text(page(network(syndicated), title="Two texts"), encoding="utf-8")
    shown = browser.open(file, "#event=event-embargo")
    shown.wait("document.querySelectorAll('.dossier-panel figure').length === 2")
    [said, denied] = shown.texts(".dossier-panel figure")
    assert "The same text in 1 other outlet: Zenda Mail" in " ".join(said.split())
    assert "The same text" not in denied
    assert not shown.problems


def test_words_beside_an_answer_come_once(syndicated: ox.Store) -> None:
    text = named_queries()["sanctions"].text
    found = beside(syndicated, run(syndicated, text))
    at = found.columns.index("evidence")
    assert any("imposed an embargo" in str(row[at]) for row in found.rows)
    assert all(str(row[at]).count("Ruritania imposed an embargo on Borduria") <= 1 for row in found.rows)
