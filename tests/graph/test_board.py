"""The board of treaties in the page: who is in, who only signed, who left, and what articles say, on a date."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyoxigraph as ox
import pytest
from driver import Browser, Page
from pages import HOSTILE, assert_harmless

from kg import pipeline
from kg.gazetteer import Gazetteer
from kg.graph import rdf
from kg.graph.board import board
from kg.graph.network import network
from kg.graph.page import page
from kg.graph.query import named_queries, render, run
from kg.model import Claim, Document, Entity, Event, Evidence, Extraction
from kg.participations import Listing, Participation, Participations

OTTAWA = "treaty-ottawa-convention"
TEXT = "Lithuania announced that it will leave the Ottawa Convention; Norway may follow."


def told() -> Extraction:
    """An article of March 2025 about a withdrawal that is announced and one that is only possible."""
    announced = Event("TREATY_WITHDRAW", mode="announce", sources=("state-ltu",), about=(OTTAWA,), date="2025-03-18")
    possible = Event("TREATY_WITHDRAW", sources=("state-nor",), about=(OTTAWA,))
    claims = tuple(
        Claim(event.id, evidence=(Evidence(start, end, TEXT[start:end]),), modality=modality, confidence=0.9)  # type: ignore[arg-type]
        for event, start, end, modality in ((announced, 0, 60, "Actual"), (possible, 62, len(TEXT), "Hypothetical"))
    )
    entities = (
        Entity("state-ltu", "State", "Lithuania"),
        Entity("state-nor", "State", "Norway"),
        Entity(OTTAWA, "Treaty", "Ottawa Convention"),
    )
    document = Document(TEXT, title="Report", date="2025-03-18")
    return Extraction(document, entities=entities, events=(announced, possible), claims=claims)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The Ottawa Convention with all that the tables list, and an article."""
    made = rdf.dataset([told()], tables=rdf.Tables(Gazetteer.load(), participations=Participations.load()))
    listed = Participations.load()
    rdf.join(
        made,
        Gazetteer.load(),
        Participations(listed.of(OTTAWA), (x for x in listed.listings if x.instrument == OTTAWA)),
    )
    return made


@pytest.fixture(scope="module")
def file(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("board") / "page.html"
    made.write_text(page(network(store), title="A board", board=board(store)), encoding="utf-8")
    return made


def show(browser: Browser, file: Path, fragment: str) -> Page:
    """The page with the board on it; it may not complain nor ask a network."""
    opened = browser.open(file, fragment)
    assert opened.text("#board h2")
    assert (opened.problems, opened.requests) == ([], [])
    return opened


def parts(opened: Page) -> dict[str, str]:
    """The board as a reader has it: its groups by heading, `counts`, and the acts of the state that is chosen."""
    groups = opened.evaluate(
        "[...document.querySelectorAll('#board .group')]"
        ".map((g) => [g.querySelector('h4').innerText, g.querySelector('ul').innerText])"
    )
    found = {" ".join(heading.split()[:-1]): " ".join(names.split()) for heading, names in groups}
    return found | {"counts": opened.text("#board .counts"), "acts": " ".join(opened.texts("#board .state-acts"))}


# ---- the data


def test_a_graph_without_acts_towards_treaties_has_no_board() -> None:
    assert board(ox.Store()) is None
    assert '"treaties":null' in page(network(ox.Store()), title="Nothing", board=None)


def test_each_act_comes_with_its_intervals_its_source_and_the_event_that_tells_it(store: ox.Store) -> None:
    made = board(store)
    assert made
    [instrument] = made["instruments"]
    lithuania = [iri.rpartition("/")[2] for iri, _ in made["states"]].index("state-ltu")
    acts = [
        (act, intervals, bool(event)) for who, act, _, _, _, event, intervals in instrument["acts"] if who == lithuania
    ]
    assert acts == [
        ("Signature", [("signatory", "1999-02-26", "")], False),
        (
            "Ratification",
            [
                ("joined", "2003-05-12", "2003-11-01"),
                ("party", "2003-11-01", "2025-12-27"),
                ("ended", "2025-12-27", ""),
            ],
            False,
        ),
        ("TREATY_WITHDRAW-announce", [("leaving announced", "2025-03-18", "")], True),
        ("WithdrawalAnnouncement", [("announced", "2025-03-18", "")], False),
        ("Withdrawal", [("leaving", "2025-06-27", "2025-12-27"), ("left", "2025-12-27", "")], False),
    ]
    assert instrument["as_of"] == "2012-12-27"
    assert {
        "fact": "withdrawal takes effect after",
        "value": "6 months",
        "source": "treaty text, Article 20(3)",
    } in instrument["facts"]


def test_the_same_graph_gives_the_same_board_whatever_the_order_of_its_triples(store: ox.Store) -> None:
    turned = ox.Store()
    turned.extend(reversed(list(store)))
    assert board(turned) == board(store)


def test_the_register_makes_a_page_that_a_browser_bears() -> None:
    register = pipeline.treaties()
    made = board(register)
    assert made
    assert len(made["instruments"]) > 80
    assert len(page(network(register), title="Register", board=made)) < 4_000_000


# ---- in a browser


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "group", "has", "counts"),
    [
        ("2003-05-01", "Signed only", "Lithuania signed 26 February 1999", "left"),
        ("2003-06-01", "Joined, not yet in force for it", "Lithuania in force for it from 1 November 2003", "bound"),
        ("2015-06-01", "Signed only", "Marshall Islands signed 4 December 1997", "1 signed only"),
        ("2025-04-01", "Party", "Lithuania since 1 November 2003 · announced leaving 18 March 2025", "0 left"),
        ("2025-09-01", "Party, but leaving", "Lithuania leaves on 27 December 2025", "165 parties (5 leaving)"),
        ("2026-01-01", "Left", "Lithuania left on 27 December 2025", "3 left"),
        ("2025-04-01", "Leaving announced", "Lithuania 18 March 2025 · by the lists: party", "0 left"),
        ("2026-01-01", "Leaving announced", "Lithuania 18 March 2025 · by the lists: left on 27 December", "3 left"),
        ("2026-01-01", "Leaving considered", "Norway 18 March 2025 · by the lists: party hypothetical", "3 left"),
    ],
)  # fmt: skip
def test_the_board_shows_who_stands_where_on_a_day(
    browser: Browser, file: Path, day: str, group: str, has: str, counts: str
) -> None:
    found = parts(show(browser, file, f"#treaty={OTTAWA}+{day}"))
    assert has in found[group]
    assert counts in found["counts"]
    lists = {
        name: names for name, names in found.items() if name in {"Party", "Party, but leaving", "Left", "Signed only"}
    }
    assert sum("Lithuania" in names for names in lists.values()) <= 1


KNOWN = {
    "party": "Party", "party, leaving": "Party, but leaving", "party, suspended": "Party, suspended", "left": "Left",
    "joined, not yet in force": "Joined, not yet in force for it", "ended": "No longer bound, the treaty ended",
    "provisional application": "Applies it provisionally", "signatory": "Signed only",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("day", ["1998-06-01", "2003-06-01", "2012-01-01", "2025-09-01", "2026-01-15"])
def test_the_board_and_the_query_treaty_status_say_the_same_of_every_state(
    browser: Browser, store: ox.Store, file: Path, day: str
) -> None:
    asked = render(
        run(store, named_queries()["treaty-status"].text, {"instrument": "Ottawa Convention", "date": day}), "csv"
    )
    by_query = {row["who"]: row["status"] for row in csv.DictReader(io.StringIO(asked)) if row["status"] in KNOWN}
    opened = show(browser, file, f"#treaty={OTTAWA}+{day}")
    rows = opened.evaluate(
        "[...document.querySelectorAll('#board .group')].filter((g) => !g.closest('.said')).flatMap((g) =>"
        " [...g.querySelectorAll('li button span')].map((n) => [n.textContent, g.querySelector('h4').innerText]))"
    )
    assert len(rows) == len({name for name, _ in rows})
    assert {name: " ".join(heading.split()[:-1]) for name, heading in rows} == {
        who: KNOWN[status] for who, status in by_query.items()
    }


@pytest.mark.slow
def test_without_a_day_the_board_opens_on_that_of_the_newest_document(browser: Browser, file: Path) -> None:
    opened = show(browser, file, f"#treaty={OTTAWA}")
    found = parts(opened)
    assert found["counts"].startswith("18 March 2025:")
    assert "Left" not in found
    assert opened.evaluate("document.getElementById('day').getAttribute('aria-valuetext')") == "18 March 2025"


@pytest.mark.slow
def test_the_day_is_the_end_of_the_brushed_time(browser: Browser, file: Path) -> None:
    opened = show(browser, file, f"#treaty={OTTAWA}&to=2003-05-01")
    found = parts(opened)
    assert found["counts"].startswith("1 May 2003:")
    assert "Lithuania signed 26 February 1999" in found["Signed only"]
    opened.click("#board button", text="Next change")
    opened.wait("/to=2003-05-(?!01)/.test(location.hash)")
    assert parts(opened)["counts"].startswith(f"{int(opened.hash()[-2:])} May 2003:")
    early = parts(show(browser, file, f"#treaty={OTTAWA}&to=1950-01-01"))
    assert early["counts"].startswith("1 January 1950: 0 parties, 0 signed only")


@pytest.mark.slow
def test_a_name_leads_to_the_rows_of_lists_and_to_the_words_of_articles(browser: Browser, file: Path) -> None:
    opened = show(browser, file, f"#treaty={OTTAWA}+2025-09-01")
    opened.click("#board .states button", text="Lithuania")
    opened.wait("location.hash.endsWith('+state-ltu') && document.activeElement.closest('.state-acts') !== null")
    lists, articles = parts(opened)["acts"].split("WHAT ARTICLES SAY")
    assert "Ratification, 12 May 2003" in lists
    assert "In force for it from 1 November 2003 to 27 December 2025" in lists
    assert "UN Treaty Collection, XXVI-5, as of 2015" in lists
    assert "leave the Ottawa Convention" not in lists
    assert "Lithuania announced that it will leave the Ottawa Convention" in opened.text("#board mark")
    assert "Report" in articles
    opened.click("#board .back")
    opened.wait("location.hash.endsWith('+2025-09-01') && document.activeElement.textContent.startsWith('Lithuania')")
    opened.evaluate("history.back()")
    opened.wait("!document.querySelector('#board .state-acts').hidden")


@pytest.mark.slow
def test_all_of_the_board_can_be_reached_by_keyboard_and_has_a_name(browser: Browser, file: Path) -> None:
    opened = show(browser, file, f"#treaty={OTTAWA}+2025-09-01")
    assert opened.evaluate("[...document.querySelectorAll('#board [tabindex]')].length") == 0
    controls = opened.evaluate(
        "[...document.querySelectorAll('#board input')].map((i) => [i.type, i.getAttribute('aria-label')])"
    )
    assert {kind for kind, _ in controls} == {"range", "date", "search"}
    assert all(label for _, label in controls)
    assert opened.evaluate("document.querySelector('#board select').labels[0].textContent") == "Treaty or agreement"
    assert opened.count("#board button") > 165
    assert opened.count("#board [aria-live=polite]") == 1


@pytest.mark.slow
def test_hostile_names_and_sources_stay_text_on_the_board(browser: Browser, tmp_path: Path) -> None:
    bad = " ".join(HOSTILE[:-1])
    table = Participations(
        [Participation("state-ltu", OTTAWA, "Ratification", "2003-05-12", bad, note=bad)],
        [Listing(OTTAWA, bad, "2020-01-01")],
    )
    hostile = rdf.dataset([told()], tables=rdf.Tables(Gazetteer.load(), participations=table))
    made = board(hostile)
    assert made
    made["states"] = [(iri, bad) for iri, _ in made["states"]]
    made["instruments"][0]["label"] = bad
    file = tmp_path / "page.html"
    text = page(network(hostile), title="Hostile", board=made)
    file.write_text(text, encoding="utf-8")
    assert_harmless(text)
    opened = show(browser, file, f"#treaty={OTTAWA}+2025-04-01+state-ltu")
    assert_harmless(opened.evaluate("document.documentElement.outerHTML"))
    assert "<script>alert(1)</script>" in parts(opened)["Party"]


@pytest.mark.slow
def test_slider_typed_date_and_buttons_turn_the_board_and_its_address(browser: Browser, file: Path) -> None:
    opened = show(browser, file, f"#treaty={OTTAWA}+2020-01-01")
    entries = opened.evaluate("history.length")
    opened.focus("#day")
    opened.press("End")
    opened.wait(f"location.hash === '#treaty={OTTAWA}+2026-02-20'")
    assert parts(opened)["counts"].startswith("20 February 2026: 161 parties")
    for typed in ("2025-09-01", "0002-09-01"):  # a year half typed is out of range and changes nothing
        opened.evaluate(
            f"(() => {{ const f = document.querySelector('#board input[type=date]'); f.value = '{typed}';"
            " f.dispatchEvent(new Event('change', { bubbles: true })); })()"
        )
        assert parts(opened)["counts"].startswith("1 September 2025: 165 parties (5 leaving)")
        assert opened.hash().endswith("+2025-09-01")
    opened.click("#board .days button", text="Next")
    assert parts(opened)["counts"].startswith("1 December 2025: 166 parties")
    assert opened.evaluate("history.length") == entries
    opened.click("#board .states button", text="Tonga")
    opened.wait("location.hash.endsWith('+2025-12-01+state-ton')")
