"""The built documentation: strict, whole, and asking nothing of any network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from driver import Browser

from kg.cli import main
from kg.graph.named import named_queries
from kg.model import EVENT_TYPES

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src",
          "embed": "src", "object": "data", "use": "href", "image": "href"}  # fmt: skip
SEEN = ("index", "reference/ontology/index", "reference/queries/claims", "reference/commands/build", "notebooks/index")
PLAIN = "http://data.gdeltproject.org/"  # the address that its owner gives
READY = "document.documentElement.classList.contains('js')"


@dataclass
class Page(HTMLParser):
    """What a page links to, what it loads, and the anchors in it."""

    path: Path
    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        self.styles += [given["style"]] if "style" in given else []
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "link" and given.get("rel") not in {"canonical", "prev", "next", "alternate"}:
            self.loads.append(given["href"])
        if LOADED.get(tag) in given:
            self.loads.append(given[LOADED[tag]])

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    told = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def pages(site: Path) -> list[Page]:
    return [Page(path) for path in sorted(site.rglob("*.html"))]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as opened:
        yield opened


@cache
def anchors(path: Path) -> set[str]:
    return Page(path).anchors


def missing(page: Page, link: str) -> str | None:
    """Why a link within the site leads nowhere; None where it does."""
    address, fragment = urldefrag(link)
    target = (page.path.parent / unquote(address)).resolve() if address else page.path
    if not target.is_file():
        return f"{page.path.name}: no {link}"
    wanted = unquote(fragment)
    if wanted and target.suffix == ".html" and wanted not in anchors(target) and wanted != "__top":
        return f"{page.path.name}: no anchor {link}"
    return None


def test_every_link_anchor_and_picture_within_the_site_is_there(pages: list[Page], site: Path) -> None:
    inner = [(p, a) for p in pages if p.path.name != "404.html" for a in (*p.links, *p.loads) if not urlsplit(a).scheme]
    assert len(inner) > 1_000
    assert [problem for page, link in inner if (problem := missing(page, link))] == []


def test_links_to_elsewhere_are_https_and_well_formed(pages: list[Page]) -> None:
    outer = {link for page in pages for link in page.links if urlsplit(link).scheme}
    wrong = [link for link in outer if not re.fullmatch(r"https://[\w.-]+\.[a-z]+(/[!-~]*)?", link)]
    assert [link for link in wrong if not link.startswith(PLAIN)] == []


def test_nothing_is_loaded_from_elsewhere(pages: list[Page], site: Path) -> None:
    assert [load for page in pages for load in page.loads if urlsplit(load).scheme not in {"", "data"}] == []
    styles = [path.read_text(encoding="utf-8") for path in site.rglob("*.css")] + [s for p in pages for s in p.styles]
    assert [found for css in styles for found in re.findall(r"(?:url\(|@import)\s*['\"]?(https?:|//)[^)]*", css)] == []


def test_nothing_of_this_machine_is_in_the_site(site: Path) -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    assert [path for path, text in texts.items() if str(ROOT) in text or str(site) in text] == []
    assert not list(site.glob("sitemap.*"))


def test_every_command_query_and_event_type_has_its_page(site: Path) -> None:
    reference = site / "reference"
    assert all((reference / "commands" / f"{name}.html").is_file() for name in main.commands)
    assert all((reference / "queries" / f"{name}.html").is_file() for name in named_queries())
    assert all((reference / "event-types" / f"{kind}.html").is_file() for kind in EVENT_TYPES)


def test_a_query_is_shown_with_the_answer_of_the_sample_articles(site: Path) -> None:
    page = Page(site / "reference" / "queries" / "who-met-whom.html").text
    assert "kg query out/graph.ttl who-met-whom --param since=2018-06-01" in page
    assert "Donald Trump meeting Kim Jong-un" in page


def test_an_event_type_is_shown_with_its_frames_and_what_they_give(site: Path) -> None:
    page = Page(site / "reference" / "event-types" / "AGREE.html").text
    assert "Hamas and Israel agreed to a ceasefire. Hamas → Israel AGREE, ceasefire" in page


def test_the_search_finds_a_page_from_a_disk_and_asks_nothing_of_a_network(site: Path, browser: Browser) -> None:
    page = browser.open(site / "index.html", ready=READY)
    page.click("input.md-search__input")
    page.wait("!document.querySelector('.md-search-result__meta').textContent.includes('Initializing')")
    page.type("input.md-search__input", "shared-treaties")
    page.press("ArrowRight")  # the search listens to keys
    assert "shared-treaties" in page.text(".md-search-result__list .md-search-result__link")
    assert page.requests == []
    assert page.problems == []


@pytest.mark.parametrize("name", SEEN)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_opens_without_a_complaint_or_a_network(site: Path, browser: Browser, name: str, dark: bool) -> None:
    page = browser.open(site / f"{name}.html", ready=READY, dark=dark)
    assert page.evaluate("document.body.dataset.mdColorScheme") == ("slate" if dark else "default")
    assert page.requests == []
    assert page.problems == []


@pytest.mark.parametrize("name", SEEN)
def test_a_narrow_window_is_not_scrolled_sideways(site: Path, browser: Browser, name: str) -> None:
    page = browser.open(site / f"{name}.html", ready=READY, width=390, height=800)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
