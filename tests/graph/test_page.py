"""The page: one file, no requests, and nothing of the data ever runs."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from pages import HOSTILE, Reader, assert_harmless, browse

from kg.graph.network import network
from kg.graph.page import embed, page, web_address

SAMPLE = Path(__file__).parent / "sample.ttl"


@pytest.fixture(scope="module")
def html(sample: ox.Store) -> str:
    return page(network(sample), title="A sample")


def hostile_network() -> nx.MultiDiGraph:
    graph = network(_store())
    bad = " ".join(HOSTILE)
    for _, node in graph.nodes(data=True):
        node.update(label=bad, aliases=list(HOSTILE), offices=[bad], state=bad)
    for _, _, event in graph.edges(data=True):
        event.update(label=bad, place=bad, time_expression=bad)
        for claim in event["claims"]:
            claim.update(quote=bad, prefix=bad, suffix=bad, by=[bad], document=bad, publisher=bad)
            claim["source"] = "javascript:alert(1)"
    for document in graph.graph["documents"]:
        document.update(title=bad, source="javascript:alert(1)")
    return graph


def _store() -> ox.Store:
    store = ox.Store()
    store.load(path=str(SAMPLE), format=ox.RdfFormat.TURTLE)
    return store


def scripts(html: str) -> list[str]:
    """What stands in the scripts that run, byte for byte."""
    return re.findall(r"<script>(.*?)</script>", html, re.DOTALL)


def test_hostile_text_stays_text(html: str) -> None:
    hostile = page(hostile_network(), title=" ".join(HOSTILE))
    tags = [tag for tag, _ in Reader(hostile).tags]
    plain = [tag for tag, _ in Reader(html).tags]
    assert tags.count("script") == plain.count("script") == 6
    assert tags.count("style") == plain.count("style") == 1
    assert_harmless(hostile)
    hostile.encode("utf-8")


@pytest.mark.parametrize("text", HOSTILE)
def test_embedded_json_cannot_leave_its_element(text: str) -> None:
    written = embed({"x": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["x"] == text.encode("utf-8", "replace").decode("utf-8")


def test_the_policy_lets_run_what_the_page_brings_and_nothing_else(html: str) -> None:
    [policy] = [a["content"] or "" for tag, a in Reader(html).tags if a.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    digests = {
        "'sha256-" + base64.b64encode(hashlib.sha256(s.encode("utf-8")).digest()).decode() + "'" for s in scripts(html)
    }
    assert set(rules["script-src"].split()) == digests
    [style] = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode() in rules["style-src"]


def test_nothing_is_loaded_from_anywhere(html: str) -> None:
    links = [
        (tag, name, a[name] or "") for tag, a in Reader(html).tags for name in ("src", "href", "action") if name in a
    ]
    assert links
    for tag, name, target in links:
        assert (tag, name) == ("a", "href")
        assert target.startswith("https://example.org/strelsau-post/")
    assert "\r" not in html
    assert "@import" not in html


@pytest.mark.parametrize(
    ("source", "linked"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org/", True),
        ("javascript:alert(1)", False),
        ("https:alert(1)", False),
        (" https://example.org/", False),
        ("https://example.org/\u202e", False),
        ('https://example.org/"onclick="x', False),
        ("data:text/html,x", False),
        ("http://[broken", False),
        ("article.txt", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(source: str, linked: bool) -> None:
    assert web_address(source) == (source if linked else None)


def test_the_page_can_be_read_without_scripts(html: str) -> None:
    [plain] = re.findall(r"<noscript>(.*?)</noscript>", html, re.DOTALL)
    assert plain.count("<q ") == 14
    assert "According to Ministry of Foreign Affairs of Ruritania" in plain
    assert "denied" in plain


def test_one_line_for_each_pair_holds_all_its_events(html: str) -> None:
    [edges] = re.findall(r'id="edges">(.*?)</script>', html, re.DOTALL)
    pairs = [frozenset((e["from"], e["to"])) for e in json.loads(edges)]
    assert len(pairs) == len(set(pairs))
    assert max(len(e["events"]) for e in json.loads(edges)) == 2


def test_those_who_act_for_a_state_are_tied_to_it(html: str) -> None:
    [edges] = re.findall(r'id="edges">(.*?)</script>', html, re.DOTALL)
    ties = {(e["from"].rpartition("/")[2], e["to"].rpartition("/")[2]) for e in json.loads(edges) if not e["events"]}
    assert ("person-anna-elphberg", "state-ruritania") in ties
    assert ("person-rufus-teasdale", "state-freedonia") in ties


def test_the_same_graph_gives_the_same_page_in_any_process(html: str) -> None:
    code = (
        "import sys, hashlib, pyoxigraph as ox; from kg.graph.network import network; from kg.graph.page import page; "
        "s = ox.Store(); s.load(path=sys.argv[1], format=ox.RdfFormat.TURTLE); "
        "print(hashlib.sha256(page(network(s), title='A sample').encode()).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(SAMPLE)],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "3"},
    )  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(html.encode()).hexdigest()


def test_a_graph_without_events_still_makes_a_page() -> None:
    assert "0 events" in page(network(ox.Store()), title="Nothing")


# ---- in a browser


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fragment", "shows"),
    [
        ("", ">12 events<"),
        ("#node=person-anna-elphberg", ">Kingdom of Ruritania<|>President, Ruritania<"),
        ("#event=event-embargo", '<mark dir="auto">Borduria denied that Ruritania had imposed an embargo on it</mark>'),
        ("#link=state-ruritania+state-borduria", '<mark dir="auto">Ruritania imposed an embargo on Borduria</mark>'),
        ("#node=agreement-zenda-ceasefire", ">Borduria (according to Freedonia)<"),
        ("#node=nobody", ">12 events<"),
    ],
)
def test_a_browser_shows_what_the_address_asks_for(html: str, tmp_path: Path, fragment: str, shows: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    dom, console, log = browse(file, fragment, tmp_path)
    assert console == ""
    assert 'data-ready="true"' in dom
    assert any(piece in dom for piece in shows.split("|"))
    assert "<canvas" in dom
    assert "example.org" not in log
    assert not re.findall(r'"url":"https?://[^"]*(?:cdn|unpkg|jsdelivr|cloudflare|visjs)[^"]*"', log)


@pytest.mark.slow
def test_a_browser_runs_nothing_of_hostile_data(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(hostile_network(), title=" ".join(HOSTILE)), encoding="utf-8")
    dom, console, _ = browse(file, "#node=person-anna-elphberg", tmp_path)
    assert console == ""
    assert 'data-ready="true"' in dom
    assert_harmless(dom)
