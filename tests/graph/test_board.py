"""The board of treaties in the page: who is in, who only signed, who left, and what articles say, on a date."""

from __future__ import annotations

import html as markup
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from pages import HOSTILE, Reader, assert_harmless, browse

from kg import pipeline
from kg.gazetteer import Gazetteer
from kg.graph import rdf
from kg.graph.board import board
from kg.graph.network import network
from kg.graph.page import page
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


def shown(file: Path, fragment: str, folder: Path) -> tuple[str, dict[str, str]]:
    """The DOM, and the board as a reader has it: its parts by heading, `counts` and `panel`."""
    dom, console, log = browse(file, fragment, folder)
    assert console == ""
    assert 'data-ready="true"' in dom
    assert not re.search(r'"url":"https?://(?!(?:[\w-]+\.)*google)', log)
    found = re.search(r'<section id="board"(.*?)</section>\s*<aside id="panel"(.*?)</aside>', dom, re.DOTALL)
    assert found
    parts = dict(re.findall(r"<h4>(?:<svg.*?</svg>)?([^<]*?) <span.*?</h4>(.*?)</ul>", found[1], re.DOTALL))
    [counts] = re.findall(r'<p role="status"[^>]*>(.*?)</p>', found[1])
    texts = parts | {"counts": counts, "panel": found[2]}
    return dom, {name: " ".join(markup.unescape(re.sub(r"<[^>]+>", " ", t)).split()) for name, t in texts.items()}


# ---- the data


def test_a_graph_without_acts_towards_treaties_has_no_board() -> None:
    assert board(ox.Store()) is None
    assert 'id="board"' not in page(network(ox.Store()), title="Nothing", board=None)


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
    file: Path, tmp_path: Path, day: str, group: str, has: str, counts: str
) -> None:
    _, parts = shown(file, f"#treaty={OTTAWA}+{day}", tmp_path)
    assert has in parts[group]
    assert counts in parts["counts"]
    lists = {
        name: names for name, names in parts.items() if name in {"Party", "Party, but leaving", "Left", "Signed only"}
    }
    assert sum("Lithuania" in names for names in lists.values()) <= 1


@pytest.mark.slow
def test_without_a_day_the_board_opens_on_that_of_the_newest_document(file: Path, tmp_path: Path) -> None:
    dom, parts = shown(file, f"#treaty={OTTAWA}", tmp_path)
    assert parts["counts"].startswith("18 March 2025 :")
    assert "Left" not in parts
    assert 'aria-valuetext="18 March 2025"' in dom


@pytest.mark.slow
def test_a_name_leads_to_the_rows_of_lists_and_to_the_words_of_articles(file: Path, tmp_path: Path) -> None:
    dom, parts = shown(file, f"#treaty={OTTAWA}+2025-09-01+state-ltu", tmp_path)
    lists, articles = parts["panel"].split("What articles say")
    assert "Ratification, 12 May 2003" in lists
    assert "In force for it from 1 November 2003 to 27 December 2025" in lists
    assert "UN Treaty Collection, XXVI-5, as of 2015" in lists
    assert "leave the Ottawa Convention" not in lists
    assert '<mark dir="auto">Lithuania announced that it will leave the Ottawa Convention</mark>' in dom
    assert "Report" in articles


@pytest.mark.slow
def test_all_of_the_board_can_be_reached_by_keyboard_and_has_a_name(file: Path, tmp_path: Path) -> None:
    dom, _ = shown(file, f"#treaty={OTTAWA}+2025-09-01", tmp_path)
    section = dom[dom.index('<section id="board"') : dom.index('<aside id="panel"')]
    tags = Reader(section).tags
    assert [a for tag, a in tags if "tabindex" in a] == []
    assert {tag for tag, _ in tags} >= {"button", "select", "input", "label"}
    controls = [a for tag, a in tags if tag == "input"]
    assert {a["type"] for a in controls} == {"range", "date", "search"}
    assert all(a.get("aria-label") for a in controls)
    assert section.count("<button") == section.count("</button>") > 165
    assert 'aria-live="polite"' in section


@pytest.mark.slow
def test_hostile_names_and_sources_stay_text_on_the_board(tmp_path: Path) -> None:
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
    dom, parts = shown(file, f"#treaty={OTTAWA}+2025-04-01+state-ltu", tmp_path)
    assert_harmless(dom)
    assert "<script>alert(1)</script>" in parts["Party"]


DRIVER = """
<script>
const $ = (id) => document.getElementById(id);
const key = (node, type) => node.dispatchEvent(new Event(type, { bubbles: true }));
const steps = [
  () => { $("day").value = $("day").max; key($("day"), "input"); key($("day"), "change"); },
  () => { const f = document.querySelector("input[type=date]"); f.value = "2025-09-01"; key(f, "change"); },
  () => { const f = document.querySelector("input[type=date]"); f.value = "0002-09-01"; key(f, "change"); },
  () => { [...document.querySelectorAll(".days button")].find((b) => /Next/.test(b.textContent)).click(); },
  () => { [...document.querySelectorAll("#board .states button")].find((b) => /^Tonga/.test(b.textContent)).click(); },
];
const log = [];
const next = () => {
  const step = steps.shift();
  if (!step) { document.body.dataset.log = log.join("|"); return; }
  step();
  const noted = () => log.push(document.querySelector("[role=status]").textContent + " " + location.hash);
  setTimeout(() => { noted(); next(); }, 50);
};
next();
</script>
"""


@pytest.mark.slow
def test_slider_typed_date_and_buttons_turn_the_board_and_its_address(file: Path, tmp_path: Path) -> None:
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", file.read_text(encoding="utf-8"))
    driven = tmp_path / "driven.html"
    driven.write_text(text.replace("</body>", DRIVER + "</body>"), encoding="utf-8")
    dom, console, _ = browse(driven, f"#treaty={OTTAWA}+2020-01-01", tmp_path)
    assert console == ""
    [log] = re.findall(r'data-log="([^"]*)"', dom)
    slid, typed, half_typed, jumped, chosen = log.split("|")
    assert slid.startswith("20 February 2026: 161 parties")
    assert slid.endswith(f"#treaty={OTTAWA}+2026-02-20")
    assert typed.startswith("1 September 2025: 165 parties (5 leaving)")
    assert typed.endswith("+2025-09-01")
    assert half_typed == typed
    assert jumped.startswith("1 December 2025: 166 parties")
    assert chosen.endswith("+2025-12-01+state-ton")
