"""SPARQL inside the page: the engine in the file answers as `kg query` does, offline, and leads into the picture."""

from __future__ import annotations

import base64
import csv
import gzip
import io
import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from driver import CONTROL, Browser, Page
from pages import HOSTILE

from kg.cli import main
from kg.graph.answer import plain
from kg.graph.network import network
from kg.graph.page import csp, page
from kg.graph.query import named_queries, run
from kg.graph.shown import shown
from kg.graph.sparql_page import content, engine
from kg.graph.vocab import BASE

ROOT = Path(__file__).parents[2]
SAMPLE = Path(__file__).parent / "sample.ttl"
VENDOR = ROOT / "kg" / "data" / "vendor" / "oxigraph-web"
SAID = "document.querySelector('#sparql .said-of').textContent"


# Presses the buttons; what would be saved is read instead: the texts of the files by their endings.
SAVED = """(async (buttons) => {
  const texts = {};
  const make = URL.createObjectURL, click = HTMLAnchorElement.prototype.click;
  const reading = [];
  let blob = null;
  URL.createObjectURL = (made) => { blob = made; return make.call(URL, made); };
  HTMLAnchorElement.prototype.click = function () {
    const ending = this.download.split(".").pop();
    reading.push(blob.text().then((text) => { texts[ending] = ending === "png" ? `${blob.size}` : text; }));
  };
  const pressed = [...buttons()].filter((b) => !/in the picture/.test(b.textContent));
  for (const button of pressed) button.click();
  const until = performance.now() + 10000;
  while (reading.length < pressed.length && performance.now() < until) await new Promise((yes) => setTimeout(yes, 10));
  await Promise.all(reading);
  [URL.createObjectURL, HTMLAnchorElement.prototype.click] = [make, click];
  return texts;
})"""


@pytest.fixture(scope="module")
def file(sample: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sparql") / "page.html"
    made.write_text(page(network(sample), title="A sample", sparql=content(sample)), encoding="utf-8")
    return made


@pytest.fixture
def asked(browser: Browser, file: Path) -> Iterator[Page]:
    """The page with its SPARQL shown and the graph read; it may never have asked a network nor complained."""
    opened = browser.open(file, "#view=sparql")
    opened.wait(f"{SAID}.includes('ready')")
    yield opened
    assert (opened.problems, opened.requests) == ([], [])
    opened.close()


def ask(opened: Page, text: str) -> str:
    """Types a question, runs it by keyboard, and gives what is said of the answer."""
    opened.type("#sparql-text", text)
    opened.press("Enter", modifiers=CONTROL)
    said: str = opened.wait(
        f"document.querySelector('#sparql .answer').getAttribute('aria-busy') === 'false' && {SAID}"
    )
    return said


def choose(opened: Page, name: str) -> None:
    opened.evaluate(
        f"(() => {{ const box = document.querySelector('#sparql-query'); box.value = {json.dumps(name)};"
        " box.dispatchEvent(new Event('change')); })()"
    )


def rows(opened: Page) -> list[list[str]]:
    found: list[list[str]] = opened.evaluate(
        "[...document.querySelectorAll('.answer-table tbody tr')].map((r) => [...r.cells].map((c) => c.textContent))"
    )
    return found


# ---- what goes into the page


def test_the_content_is_the_graph_the_engine_and_the_named_queries(sample: ox.Store) -> None:
    made = content(sample)
    store = ox.Store()
    store.load(gzip.decompress(base64.b64decode(made["data"])), format=ox.RdfFormat.N_QUADS)
    assert len(store) == len(sample)
    assert gzip.decompress(base64.b64decode(made["wasm"])) == (VENDOR / "web_bg.wasm").read_bytes()
    assert [q["name"] for q in made["queries"]] == list(named_queries())
    assert made == content(sample)
    json.dumps(made)


def test_a_form_shows_the_header_of_a_query_so_its_text_has_none(sample: ox.Store) -> None:
    [neighbours] = [q for q in content(sample)["queries"] if q["name"] == "neighbours"]
    assert "# param" not in neighbours["text"]
    assert "# title" not in neighbours["text"]
    assert "VALUES ?of { UNDEF }" in neighbours["text"]
    assert neighbours["params"][0] == {
        "name": "of",
        "type": "label",
        "required": True,
        "default": None,
        "help": "whose neighbours",
    }
    assert neighbours["example"] == {"of": "Russia", "since": "2018"}


def test_the_worker_is_one_script_that_imports_and_exports_nothing(tmp_path: Path) -> None:
    script = tmp_path / "worker.js"
    script.write_text(engine(), encoding="utf-8")
    assert "import.meta" not in engine()
    assert "\nexport" not in engine()
    if node := shutil.which("node"):
        done = subprocess.run([node, "--check", str(script)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_licences_and_the_version_stand_beside_the_engine() -> None:
    names = {p.name for p in VENDOR.iterdir()}
    assert names == {"LICENSE-APACHE", "LICENSE-MIT", "README.md", "THIRD-PARTY.txt", "web.js", "web_bg.wasm"}
    assert "0.5.11" in (VENDOR / "README.md").read_text(encoding="utf-8")


def test_only_a_page_with_sparql_may_run_webassembly_and_workers() -> None:
    assert "wasm" not in csp(["x"], "y")
    assert "worker" not in csp(["x"], "y")
    with_it = csp(["x"], "y", wasm=True)
    assert "'wasm-unsafe-eval'" in with_it
    assert "worker-src blob:" in with_it
    assert "'unsafe-eval'" not in with_it
    assert "unsafe-inline" not in with_it


def test_show_puts_the_engine_in_only_where_it_is_asked_for(sample: ox.Store) -> None:
    assert len(shown(sample, title="A").page) < 1_000_000
    assert "wasm-unsafe-eval" in shown(sample, title="A", sparql=True).page


def test_the_command_says_it_with_an_option(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    done = CliRunner().invoke(main, ["show", str(SAMPLE), "--with-sparql", "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert "worker-src blob:" in out.read_text(encoding="utf-8")


# ---- in a browser


@pytest.mark.slow
def test_selects_asks_constructs_and_describes(asked: Page) -> None:
    assert ask(asked, "SELECT ?s { ?s a dkg:State ; rdfs:label ?l } ORDER BY ?l").startswith("4 rows in ")
    assert rows(asked) == [["Borduria"], ["Freedonia"], ["Ruritania"], ["Syldavia"]]
    assert ask(asked, "ASK { ?s a dkg:State }").startswith("Yes (")
    assert ask(asked, "ASK { ?s a dkg:Nothing }").startswith("No (")
    assert ask(asked, "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a dkg:State ; rdfs:label ?l }").startswith(
        "4 triples in "
    )
    assert ask(asked, "DESCRIBE id:state-borduria").split()[1] == "triples"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("neighbours", {"of": "Ruritania"}),
        ("neighbours", {"of": "ruritania", "since": "2025-03-18"}),
        ("evidence", {"actor": "Anna Elphberg"}),
        ("planned", {}),
        ("treaty-actions", {}),
        ("denied-or-contested", {}),
    ],
)
def test_a_named_query_answers_as_on_the_command_line(
    asked: Page, sample: ox.Store, name: str, given: dict[str, str]
) -> None:
    choose(asked, name)
    for param, value in given.items():
        asked.type(f".params input[name={param}]", value)
    asked.click("#sparql .primary")
    said = asked.wait(f"document.querySelector('#sparql .answer').getAttribute('aria-busy') === 'false' && {SAID}")
    expected = run(sample, named_queries()[name].text, given)
    assert said.split()[0] == str(len(expected.rows)), said
    told = asked.evaluate(f"{SAVED}(() => document.querySelectorAll('#sparql .actions button'))")
    assert told["csv"].splitlines() == [
        ",".join(expected.columns),
        *(_csv_line(map(plain, row)) for row in expected.rows),
    ]


def _csv_line(values: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(list(values))
    return out.getvalue()


@pytest.mark.slow
def test_what_is_typed_into_a_form_is_only_ever_a_value(asked: Page) -> None:
    choose(asked, "neighbours")
    asked.type(".params input[name=of]", 'x" } } ; DROP ALL #')
    asked.press("Enter")
    assert asked.wait(f"{SAID}.startsWith('Nothing in the graph') && {SAID}").startswith(
        'Nothing in the graph is called “x" } } ; DROP ALL #”'
    )
    asked.type(".params input[name=since]", "soon")
    asked.type(".params input[name=of]", "Ruritania")
    asked.press("Enter")
    asked.wait(f"{SAID}.startsWith('since: “soon” is no date')")


@pytest.mark.slow
def test_errors_come_in_words_with_the_line_of_what_was_typed(asked: Page) -> None:
    said = ask(asked, "SELECT ?s WHERE {\n  ?s a dkg:State .\n")
    assert said == "This is no valid SPARQL; it goes wrong at or before line 3, character 1 (is a } missing?)."
    assert ask(asked, "SELECT ?s {\n  ?s a oops:State\n}") == "The prefix in line 2 is not declared."
    assert asked.count(".answer-table") == 0
    assert "not supported" in ask(asked, "SELECT * { SERVICE <https://example.org/sparql> { ?s ?p ?o } }")
    assert ask(asked, "INSERT DATA { <urn:a> <urn:b> <urn:c> }").startswith("This is no valid SPARQL")
    assert ask(asked, "SELECT (COUNT(*) AS ?n) { ?s a dkg:State }").startswith("1 row in ")


@pytest.mark.slow
def test_a_term_of_the_page_is_selected_and_all_of_them_are_shown_in_the_picture(asked: Page) -> None:
    ask(
        asked,
        "SELECT ?s ?event { VALUES ?s { id:state-borduria id:treaty-convention-on-river-navigation }"
        " VALUES ?event { id:event-embargo } }",
    )
    asked.click(".answer-table .term", text="Borduria")
    assert asked.wait("location.hash.includes('node=state-borduria') && location.hash").startswith("#view=sparql")
    asked.click(".answer-table .term", text="embargo")
    asked.wait("location.hash.includes('event=event-embargo')")
    asked.click("#sparql .actions button", text="Show 3 things in the picture")
    asked.wait("location.hash.startsWith('#nodes=')")
    assert asked.evaluate("document.getElementById('sparql').hidden")
    assert not asked.evaluate("document.getElementById('picture').hidden")


@pytest.mark.slow
def test_an_endless_question_is_stopped_and_the_next_one_is_answered(asked: Page) -> None:
    asked.type("#sparql-text", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    asked.click("#sparql .primary")
    asked.click("#sparql .run button", text="Stop")
    asked.wait(f"{SAID} === 'The query was stopped.'")
    assert ask(asked, "ASK { ?s a dkg:State }").startswith("Yes (")


@pytest.mark.slow
def test_tab_leaves_the_editor_unless_it_is_told_to_indent(asked: Page) -> None:
    asked.type("#sparql-text", "x")
    asked.press("Tab")
    assert asked.evaluate("document.activeElement.id") == "sparql-tab"
    asked.press(" ")
    asked.type("#sparql-text", "x")
    asked.press("Tab")
    assert asked.evaluate("document.getElementById('sparql-text').value") == "x  "
    asked.press("Escape")
    asked.press("Tab")
    assert asked.evaluate("document.activeElement.id") == "sparql-tab"


@pytest.mark.slow
def test_hostile_terms_stay_text_in_answers(asked: Page) -> None:
    bad = "<img src=x onerror=document.title=1>"
    ask(asked, f'SELECT ("{bad}" AS ?a) (<javascript:alert(1)> AS ?b) (<https://example.org/x> AS ?c) {{}}')
    assert rows(asked) == [[bad, "javascript:alert(1)", "https://example.org/x"]]
    assert asked.count("#sparql img") == 0
    assert asked.evaluate("[...document.querySelectorAll('.answer-table a')].map((a) => a.href)") == [
        "https://example.org/x"
    ]


@pytest.mark.slow
def test_the_exports_hold_what_is_visible_and_the_turtle_keeps_to_the_shapes(
    browser: Browser, file: Path, sample: ox.Store
) -> None:
    from kg.graph.validate import validate

    opened = browser.open(file, "#off-line=planned&node=state-borduria")
    saved = opened.evaluate(f"{SAVED}(() => document.querySelectorAll('.export-menu button'))")
    store = ox.Store()
    store.load(saved["ttl"].encode(), format=ox.RdfFormat.TURTLE)
    report = validate(store)
    assert report.conforms, report.problems
    events = {
        q.subject
        for q in store.quads_for_pattern(None, None, ox.NamedNode("https://w3id.org/diplomatic-kg/ontology#Event"))
    }
    assert ox.NamedNode(f"{BASE}event-embargo") in events
    assert ox.NamedNode(f"{BASE}event-call") not in events
    for quad in store:
        known = isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.BlankNode)
        assert not known or any(sample.quads_for_pattern(quad.subject, quad.predicate, quad.object)), quad
    assert saved["csv"].startswith("date,date_end,event")
    assert saved["csv"].count("\r\n") == len(events) + 1
    assert saved["txt"].count("“") >= len(events)
    assert saved["graphml"].startswith("<?xml")
    assert (opened.problems, opened.requests) == ([], [])


@pytest.mark.slow
def test_hostile_names_stay_text_in_every_export(browser: Browser, sample: ox.Store, tmp_path: Path) -> None:
    graph = network(sample)
    bad = " ".join(HOSTILE)
    for _, attributes in graph.nodes(data=True):
        attributes.update(label=bad, aliases=[bad], alt_labels=1)
    for _, _, event in graph.edges(data=True):
        event.update(label=bad, topic=bad, place=bad)
        for claim in event["claims"]:
            claim.update(quote=bad, by=[bad] * len(claim["by"]), prefix=bad)
    made = tmp_path / "page.html"
    made.write_text(page(graph, title=f"=1 {bad}"), encoding="utf-8")
    opened = browser.open(made)
    saved = opened.evaluate(f"{SAVED}(() => document.querySelectorAll('.export-menu button'))")
    assert set(saved) == {"png", "svg", "csv", "ttl", "graphml", "txt"}
    for kind in ("svg", "graphml"):
        elements = [node.tag.rpartition("}")[2] for node in ElementTree.fromstring(saved[kind]).iter()]
        assert not {"script", "img", "a", "foreignObject", "style"} & set(elements)
    store = ox.Store()
    store.load(saved["ttl"].encode(), format=ox.RdfFormat.TURTLE)
    labels = {q.object.value for q in store if q.predicate.value.endswith("#label") and "state-" in str(q.subject)}
    assert labels == {bad.replace("\ud800", "?")}
    rows = list(csv.reader(io.StringIO(saved["csv"], newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert int(saved["png"]) > 2000
    assert (opened.problems, opened.requests) == ([], [])
