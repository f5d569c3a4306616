"""The page: one file, no requests, and nothing of the data ever runs."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
from pages import HOSTILE, Reader, assert_harmless, browse

import kg.graph.page as pages_module
from kg.graph.network import network
from kg.graph.page import embed, page, web_address

SAMPLE = Path(__file__).parent / "sample.ttl"
SOURCES = Path(__file__).parents[2] / "page"


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


def carried(html: str) -> dict[str, Any]:
    """The data of a page, packed or not."""
    [text] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    data = json.loads(text)
    content: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(data))) if isinstance(data, str) else data
    return content


def test_hostile_text_stays_text(html: str) -> None:
    hostile = page(hostile_network(), title=" ".join(HOSTILE))
    tags = [tag for tag, _ in Reader(hostile).tags]
    plain = [tag for tag, _ in Reader(html).tags]
    assert tags.count("script") == plain.count("script") == 2
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


def test_the_page_carries_its_title_and_all_events(html: str) -> None:
    data = carried(html)
    assert data["title"] == "A sample"
    assert len(data["events"]["id"]) == 12
    assert data["sparql"] is None


def test_a_long_page_carries_the_same_data_packed(html: str, sample: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_module, "PACKED", 1000)
    packed = page(network(sample), title="A sample")
    assert carried(packed) == carried(html)
    assert len(packed) < len(html)


def test_a_page_of_many_events_lists_the_first_for_readers_without_scripts(
    sample: ox.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_module, "LISTED", 5)
    [plain] = re.findall(r"<noscript>(.*?)</noscript>", page(network(sample), title="A sample"), re.DOTALL)
    assert plain.count("<strong") == 5
    assert "And 7 more" in plain


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
        ("", "12 events"),
        ("#node=person-anna-elphberg", ">Kingdom of Ruritania<|>President, Ruritania<"),
        ("#event=event-embargo", '<mark dir="auto">Borduria denied that Ruritania had imposed an embargo on it</mark>'),
        ("#link=state-ruritania+state-borduria", '<mark dir="auto">Ruritania imposed an embargo on Borduria</mark>'),
        ("#node=agreement-zenda-ceasefire", ">Borduria (according to Freedonia)<"),
        ("#node=nobody", "12 events"),
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


@pytest.mark.slow
def test_a_browser_runs_nothing_of_hostile_data(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(hostile_network(), title=" ".join(HOSTILE)), encoding="utf-8")
    dom, console, _ = browse(file, "#node=person-anna-elphberg", tmp_path)
    assert console == ""
    assert 'data-ready="true"' in dom
    assert_harmless(dom)


# ---- the script that is shipped


def sources() -> str:
    """As page/build.mjs has it: name, NUL, content, NUL of each source, in the order of names."""
    folder = SOURCES / "src"
    names = sorted(f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.suffix in {".js", ".css"})
    whole = b"".join(name.encode() + b"\0" + (folder / name).read_bytes() + b"\0" for name in names)
    return hashlib.sha256(whole).hexdigest()


def test_the_script_that_is_shipped_is_made_from_its_sources() -> None:
    first = pages_module._data("page.js").split("\n", 1)[0]
    assert first == f"// sources sha256 {sources()}", "run `make page`"


def test_the_modules_of_the_page_do_what_their_tests_say() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node.js here")
    done = subprocess.run([node, "--test", "test/"], cwd=SOURCES, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
