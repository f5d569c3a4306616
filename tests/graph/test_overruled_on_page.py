"""The page shows what a curator has set aside struck through, with the ruling, and counts none of it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from driver import Browser

from kg.decisions import parse
from kg.graph.network import network
from kg.graph.page import page
from kg.graph.rdf import dataset
from kg.model import Claim, Document, Entity, Event, Evidence, Extraction
from kg.resolver import resolve

ROWS = """verdict,one,other,by,date,reason
reject,Freedonia called @ post.txt,,mk,2026-03-01,<b>fiction</b>
reject,Freedonia thanked @ post.txt,,mk,2026-03-01,a slip
"""
STATES = (Entity("state-fre", "State", "Freedonia"), Entity("state-syl", "State", "Sylvania"))
CALL = Event("CONSULT", ("state-fre",), ("state-syl",), mode="call", date="2025-03-17")
THANKS = Event("SUPPORT", ("state-fre",), ("state-syl",), mode="thank", date="2025-03-18")


def telling(source: str, text: str, *events: tuple[Event, str]) -> Extraction:
    quotes = [(event, text.index(words), words) for event, words in events]
    claims = (Claim(event.id, (Evidence(start, start + len(words), words),)) for event, start, words in quotes)
    return Extraction(
        Document(text, source, None, source), STATES, events=tuple(e for e, _ in events), claims=tuple(claims)
    )


@pytest.fixture(scope="module")
def ruled() -> ox.Store:
    post = "Freedonia called Sylvania. Freedonia thanked Sylvania."
    mail = "It is told that Freedonia called Sylvania, and nobody knows why."
    told = [
        telling("post.txt", post, (CALL, "Freedonia called Sylvania."), (THANKS, "Freedonia thanked Sylvania.")),
        telling("mail.txt", mail, (CALL, "Freedonia called Sylvania")),
    ]
    found, decisions = resolve(told, parse(ROWS, "decisions.csv"))
    return dataset(found, decisions=decisions)


def test_beside_the_claims_that_count_stand_those_that_do_not(
    ruled: ox.Store, browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "graph.html"
    file.write_text(page(network(ruled), title="News"), encoding="utf-8")
    shown = browser.open(file, f"#event={CALL.id}")
    shown.wait("document.querySelectorAll('.dossier-panel figure').length === 2")
    [counts, aside] = shown.texts(".dossier-panel figure")
    assert "mail.txt" in counts
    assert "rejected by mk: <b>fiction</b>" in " ".join(aside.split())
    shown.wait(
        "getComputedStyle(document.querySelector('.overruled blockquote')).textDecorationLine === 'line-through'"
    )
    assert not shown.problems


def test_the_view_of_what_is_contested_lists_all_of_it(ruled: ox.Store, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "graph.html"
    file.write_text(page(network(ruled), title="News"), encoding="utf-8")
    shown = browser.open(file, "#view=contested")
    shown.wait("document.querySelectorAll('.contested .overruled').length === 2")
    assert "Overruled: Freedonia thanked Sylvania" in shown.texts(".contested h3")
    assert not shown.problems
