"""What a reader does with the page: search, filter, brush, evidence, paths, matrix, table and lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from driver import SHIFT, Browser, Page
from pages import HOSTILE, assert_harmless

from kg.graph.board import board
from kg.graph.network import network
from kg.graph.page import page

pytestmark = pytest.mark.slow
Opener = Callable[..., Page]
EMBARGO = "Ruritania imposed an embargo on Borduria"


@pytest.fixture(scope="module")
def file(sample: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("views") / "page.html"
    made.write_text(page(network(sample), title="A sample", board=board(sample)), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def hostile(sample: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same graph with every text that articles can bring turned against the page."""
    graph, bad = network(sample), " ".join(HOSTILE)
    for _, node in graph.nodes(data=True):
        node.update(label=bad, aliases=list(HOSTILE), offices=[bad])
        for event in node["events"]:
            _spoil(event, bad)
    for _, _, event in graph.edges(data=True):
        _spoil(event, bad)
    for document in graph.graph["documents"]:
        document.update(title=bad, publisher=bad, source="javascript:alert(1)")
    made = tmp_path_factory.mktemp("hostile") / "page.html"
    made.write_text(page(graph, title=bad), encoding="utf-8")
    return made


def _spoil(event: dict[str, Any], bad: str) -> None:
    event.update(label=bad, place=bad, time_expression=bad, topic=bad)
    for claim in event["claims"]:
        claim.update(
            quote=bad,
            prefix=bad,
            suffix=bad,
            by=[*claim["by"], bad],
            document=bad,
            publisher=bad,
            source="javascript:alert(1)",
        )


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Opener]:
    """Opens the page at an address; whatever happens in it, no error is written and nothing is asked of a network."""
    pages = []

    def opening(fragment: str = "", *, width: int = 1280, dark: bool = False) -> Page:
        pages.append(browser.open(file, fragment, width=width, dark=dark))
        return pages[-1]

    yield opening
    for one in pages:
        one.evaluate("new Promise((yes) => requestAnimationFrame(() => requestAnimationFrame(yes)))")
        assert one.problems == []
        assert one.requests == []
        one.close()


def heading(opened: Page, words: str) -> None:
    """Waits until the panel is about this."""
    opened.wait(f"document.querySelector('#panel h2')?.textContent.includes({words!r})")


def shows(opened: Page, selector: str, words: str) -> None:
    text = "n.innerText.replace(/\\s+/g, ' ')"
    opened.wait(f"[...document.querySelectorAll({selector!r})].some((n) => {text}.includes({words!r}))")


def events(opened: Page, number: int) -> None:
    """Waits until so many events pass the filters."""
    opened.wait(f"document.querySelector('.filters .state').textContent === '{number} of 12 events'")


# ---- the evidence


def test_an_event_shows_who_says_so_and_the_words_in_their_context(opened: Opener) -> None:
    shown = opened("#event=event-embargo")
    heading(shown, EMBARGO)
    assert shown.texts("#panel mark") == [EMBARGO, "Borduria denied that Ruritania had imposed an embargo on it"]
    assert shown.text("#panel blockquote").startswith("… on River Navigation on Monday. Ruritania imposed")
    assert shown.texts("#panel figcaption") == ["The text itself stated as done", "According to Borduria denied"]
    assert "A call, a visit and a withdrawal · Strelsau Post · 18 March 2025 · confidence 0.90" in shown.text(
        "#panel cite"
    )
    assert shown.evaluate("document.querySelector('#panel cite a').href").startswith(
        "https://example.org/strelsau-post/"
    )
    assert "no date in the text" in shown.text("#panel dl.facts")


def test_a_date_says_how_precise_it_is(opened: Opener) -> None:
    shown = opened("#event=event-ratification")
    assert "November 2024, “in November 2024” · only the month is known" in shown.text("#panel dl.facts")


def test_a_planned_visit_is_told_as_planned_wherever_it_stands(opened: Opener) -> None:
    shown = opened("#node=person-rufus-teasdale")
    shows(shown, "#panel article.planned .chip", "planned")
    shown.click("nav button", text="Timeline")
    shows(shown, ".timeline li button", "planned")
    shown.click("nav button", text="Table")
    shows(shown, ".tables tr:has(.lead) .chip", "planned")


def test_a_person_shows_office_state_names_and_events_under_their_years(opened: Opener) -> None:
    shown = opened("#node=person-anna-elphberg")
    heading(shown, "Anna Elphberg")
    assert shown.text("#panel .sub.with") == "Person · of Ruritania"
    assert shown.text("#panel .chips") == "President, Ruritania"
    assert "President Elphberg" in shown.text("#panel-body")
    assert shown.texts("#panel .dossier h3") == ["2025", "UNDATED"]
    shown.click("#panel .sub.with button")
    heading(shown, "Ruritania")


def test_a_link_shows_both_ends_and_all_events_between_them(opened: Opener) -> None:
    shown = opened("#link=state-ruritania+state-borduria")
    assert shown.text("#panel h2") == "Ruritania – Borduria"
    assert sorted(shown.texts("#panel article h4")) == [EMBARGO, "Ruritania threatened Borduria"]


def test_a_tie_says_what_it_is(opened: Opener) -> None:
    shown = opened("#link=person-anna-elphberg+state-ruritania")
    shows(shown, "#panel .sub", "Anna Elphberg acts for or belongs to Ruritania")


def test_back_and_forward_go_through_what_was_looked_at(opened: Opener) -> None:
    shown = opened("#node=state-syldavia")
    shown.click("#panel article h4 button", text="withdrew")
    heading(shown, "Syldavia withdrew")
    shown.click("#panel .bar button[aria-label=Back]")
    heading(shown, "Syldavia")
    shown.wait("location.hash === '#node=state-syldavia'")
    shown.click("#panel .bar button[aria-label=Forward]")
    heading(shown, "Syldavia withdrew")


def test_a_claim_is_copied_as_a_citation(opened: Opener) -> None:
    shown = opened("#event=event-embargo")
    shown.evaluate("navigator.clipboard.writeText = async (words) => { window.copied = words; }")
    shown.click("#panel figure:nth-of-type(2) button", text="Copy citation")
    assert shown.wait("window.copied") == (
        "“Borduria denied that Ruritania had imposed an embargo on it” (according to Borduria, denied). "
        "Borduria protests, Borduria Wire, 19 March 2025."
    )
    shows(shown, "#panel button", "Copied")


def test_copying_works_where_the_clipboard_is_refused(opened: Opener) -> None:
    shown = opened("#event=event-call")
    shown.evaluate(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('no'));"
        "document.addEventListener('copy', () => { window.copied = document.activeElement.value; })"
    )
    shown.click("#panel .bar button", text="Copy link")
    assert shown.wait("window.copied").endswith("page.html#event=event-call")


# ---- search, what is around, and paths


def test_search_finds_names_other_names_and_quotes(opened: Opener) -> None:
    shown = opened()
    shown.type("#search", "river conv")
    shows(shown, "#panel ul.names button", "Convention on River Navigation")
    shown.type("#search", "hentzau")
    shows(shown, "#panel ul.events button", "League of Small States urged Borduria")
    shown.type("#search", "ruritania")
    shown.press("Enter")
    heading(shown, "Ruritania")


def test_only_what_is_around_an_actor_is_shown_and_all_again(opened: Opener) -> None:
    shown = opened("#node=person-rufus-teasdale")
    shown.click("#panel [data-key=around-1]")
    shown.wait("location.hash.includes('around=person-rufus-teasdale+1')")
    assert shown.text(".active .chip") == "Around Rufus Teasdale: 1 step ✕"
    assert shown.evaluate("document.activeElement.dataset.key") == "around-1"
    shown.click("#panel [data-key=around-1]")
    events(shown, 12)


def test_a_path_leads_step_by_step_to_the_actor_that_one_types(opened: Opener) -> None:
    shown = opened("#node=person-anna-elphberg")
    shown.type("#panel .picker input", "league")
    shows(shown, "#panel [role=option]", "League of Small States")
    shown.press("Enter")
    heading(shown, "From Anna Elphberg to League of Small States")
    assert shown.texts("#panel .path > li > button") == ["Anna Elphberg", "Borduria", "League of Small States"]
    shows(shown, "#panel .path .via", "Anna Elphberg proposed a ceasefire to Borduria")
    assert shown.hash() == "#path=person-anna-elphberg+org-league-of-small-states"


def test_a_path_follows_the_filters(opened: Opener) -> None:
    shown = opened("#path=person-anna-elphberg+org-league-of-small-states&off-type=AGREE")
    assert shown.texts("#panel .path > li > button") == [
        "Anna Elphberg", "Ruritania", "Borduria", "League of Small States",
    ]  # fmt: skip
    shown = opened("#path=person-anna-elphberg+org-league-of-small-states&off-type=AGREE+REQUEST+ACCUSE+SUPPORT")
    shows(shown, "#panel .empty", "No way leads there over what passes the filters.")
    shown.click("#panel button", text="Reset the filters")
    shows(shown, "#panel .path", "Borduria")


# ---- filters


def test_filters_count_under_the_other_filters_and_come_off_one_by_one(opened: Opener) -> None:
    shown = opened()
    shown.click(".filters > summary")
    shown.click(".facet > summary", text="Kind of event")
    shows(shown, ".facet[open] label", "Talks 3")
    shown.click(".facet[open] label", text="Talks")
    events(shown, 9)
    shown.click(".facet[open] > summary")
    shown.click(".facet > summary", text="How it is said")
    shows(shown, ".facet[open] label", "Denied 1")
    shown.click(".facet[open] label", text="Denied")
    events(shown, 8)
    assert shown.texts(".active .chip span:first-child") == [
        "Kind of event: without Talks",
        "How it is said: without Denied",
    ]
    assert shown.hash() == "#off-type=CONSULT&off-line=denied"
    shown.click(".active .chip", text="Talks")
    events(shown, 11)
    shown.click(".active button", text="Reset")
    events(shown, 12)
    assert shown.hash() == ""


def test_all_and_none_of_a_facet(opened: Opener) -> None:
    shown = opened()
    shown.click(".filters > summary")
    shown.click(".facet > summary", text="Document")
    shown.click(".facet[open] button", text="None")
    events(shown, 0)
    shows(shown, "#panel .empty", "No event passes the filters.")
    shown.click(".facet[open] label", text="Borduria protests")
    events(shown, 7)
    shown.click(".facet[open] button", text="All")
    events(shown, 12)


def test_words_confidence_and_the_undated_filter_too(opened: Opener) -> None:
    shown = opened()
    shown.click(".filters > summary")
    shown.type(".filters > input", "ceasefire")
    events(shown, 1)
    shown.click(".active .chip", text="Words")
    shown.click(".filters label.undated")
    events(shown, 5)
    shown.click(".filters label.undated")
    shown.focus(".filters input[type=range]")
    shown.press("End")
    events(shown, 0)
    assert shown.text(".filters output") == "1.00"


def test_only_this_document_is_one_click(opened: Opener) -> None:
    shown = opened("#event=event-withdrawal")
    shown.click("#panel button", text="Only this document")
    events(shown, 7)
    assert "without Borduria protests" in shown.text(".active")


# ---- the brush


def test_dragging_over_the_bars_picks_a_period_for_all_views(opened: Opener) -> None:
    shown = opened("#view=timeline")
    box = shown.box(".plot")
    y = box["y"] + box["height"] / 2
    shown.drag((box["x"] + box["width"] * 0.9, y), (box["x"] + box["width"] * 0.99, y))
    shown.wait("location.hash.includes('from=2025-0')")
    shows(shown, ".time .told", "2025")
    shown.wait("![...document.querySelectorAll('.timeline h2')].some((n) => n.textContent === '2024')")
    assert shown.count(".active .chip") == 1
    shown.focus(".handle.to")
    shown.press("Escape")
    events(shown, 12)
    shows(shown, ".timeline h2", "2024")


def test_the_brush_works_from_the_keyboard_and_tells_its_dates(opened: Opener) -> None:
    shown = opened()
    assert (
        shown.evaluate("document.querySelector('.handle.from').getAttribute('aria-valuetext')")
        == "January 2024, the first there is"
    )
    shown.focus(".handle.to")
    shown.press("ArrowLeft")
    shown.wait("document.querySelector('.handle.to').getAttribute('aria-valuetext') === 'March 2025'")
    shown.press("ArrowLeft")
    shown.wait("location.hash.includes('to=2025-02-28')")
    shown.focus(".handle.from")
    shown.press("ArrowRight")
    shown.wait("location.hash.includes('from=2024-02-01')")
    shown.press("ArrowRight", modifiers=SHIFT)
    shown.wait("location.hash.includes('from=2024-03-01') && location.hash.includes('to=2025-03-31')")
    shown.click(".time button", text="All dates")
    events(shown, 12)


def test_a_period_is_moved_stretched_zoomed_into_and_taken_off_with_the_mouse(opened: Opener) -> None:
    shown = opened("#from=2024-06-01&to=2024-08-31")
    box = shown.box(".plot")
    month, y = box["width"] / 16, box["y"] + 20  # January 2024 to April 2025

    def at(n: float) -> tuple[float, float]:
        return box["x"] + n * month, y

    shown.drag(at(6.5), at(8.5))
    shown.wait("location.hash === '#from=2024-08-01&to=2024-10-31'")
    shown.drag(at(10), at(12.5))
    shown.wait("location.hash === '#from=2024-08-01&to=2025-01-31'")
    shown.click(".time button", text="Zoom in")
    shows(shown, ".time .ruler span", "October 2024")
    shown.wait("document.querySelector('.handle.from').getAttribute('aria-valuemax') === '5'")
    shown.click(".time button", text="Whole time")
    shown.evaluate("document.querySelector('.plot').dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))")
    events(shown, 12)


def test_the_undated_are_counted_apart(opened: Opener) -> None:
    assert opened().text(".time .told") == "All dates · 5 dated events · 7 undated"


# ---- matrix, table, timeline, contested


def test_the_matrix_reads_out_its_cells_and_leads_to_the_evidence(opened: Opener) -> None:
    shown = opened("#view=matrix")
    shown.click(".who label")
    cell = ".matrix button[aria-label^='Ruritania towards Borduria']"
    assert shown.evaluate(f"document.querySelector({cell!r}).getAttribute('aria-label')") == (
        "Ruritania towards Borduria: 2 events, 2 of conflict"
    )
    shown.click(cell)
    heading(shown, "Ruritania")
    assert shown.hash() == "#view=matrix&link=state-ruritania+state-borduria"
    assert shown.text(".readout").startswith("Ruritania towards Borduria: 2 events")


def test_what_nobody_states_as_done_looks_hollow_in_the_matrix(opened: Opener) -> None:
    shown = opened("#view=matrix")
    hollow = "League of Small States towards Syldavia: 1 event, 1 of cooperation; none of them stated as done"
    assert hollow in shown.evaluate(
        "[...document.querySelectorAll('.cell.unsure')].map((n) => n.getAttribute('aria-label'))"
    )


def test_arrow_keys_go_from_cell_to_cell_and_enter_opens_one(opened: Opener) -> None:
    shown = opened("#view=matrix")
    shown.focus(".matrix [tabindex='0']")
    shown.press("Home")
    name = shown.evaluate("document.activeElement.textContent")
    assert shown.evaluate("document.activeElement.closest('th').scope") == "row"
    shown.press("Enter")
    heading(shown, name)


def test_the_table_sorts_by_its_headings_and_leads_to_events_and_actors(opened: Opener) -> None:
    shown = opened("#view=table")
    assert shown.count(".tables tbody tr") == 12
    shown.click(".tables th button", text="What")
    shown.wait("document.querySelector('th[aria-sort=ascending]')?.textContent.startsWith('What')")
    first = shown.texts(".tables tbody .lead")
    assert first == sorted(first)
    shown.press("Enter")
    shown.wait("document.querySelector('th[aria-sort=descending]')?.textContent.startsWith('What')")
    assert shown.texts(".tables tbody .lead") == first[::-1]
    shown.click(".tables .lead", text=EMBARGO)
    heading(shown, EMBARGO)
    shown.click(".tables button", text="Actors and things")
    shown.click(".tables .lead", text="Syldavia")
    heading(shown, "Syldavia")
    assert shown.count(".tables tr.chosen") == 1


def test_the_timeline_goes_by_year_and_month_with_the_undated_at_the_end(opened: Opener) -> None:
    shown = opened("#view=timeline")
    assert shown.texts(".timeline h2") == ["2024", "2025", "Undated"]
    assert shown.texts(".timeline section:first-child .day") == ["2024", "November"]
    shown.click(".timeline button", text="Newest first")
    shown.wait("document.querySelector('.timeline h2').textContent === '2025'")
    shown.click(".timeline li button", text="Syldavia withdrew")
    heading(shown, "Syldavia withdrew")
    assert shown.count(".timeline .chosen") == 1


def test_contested_puts_both_quotes_side_by_side(opened: Opener) -> None:
    shown = opened("#view=contested")
    assert shown.texts(".contested h2") == ["Affirmed and denied (1)", "Only denied (1)"]
    affirmed, denied = shown.texts(".contested > section:first-of-type .side")
    assert "The text itself" in affirmed
    assert "According to Borduria" in denied
    boxes = shown.evaluate(
        "[...document.querySelectorAll('.side')].slice(0, 2).map((n) => n.getBoundingClientRect().y)"
    )
    assert boxes[0] == boxes[1]


# ---- everybody


@pytest.mark.parametrize("view", ["network", "matrix", "timeline", "table", "contested"])
def test_nothing_runs_over_the_edge_of_a_phone(opened: Opener, view: str) -> None:
    shown = opened(f"#view={view}&node=state-borduria", width=390, dark=True)
    assert shown.evaluate("document.documentElement.scrollWidth") == 390


def test_on_a_phone_a_choice_brings_the_panel_into_view(opened: Opener) -> None:
    shown = opened("#view=timeline", width=390)
    shown.click(".timeline li button", text="Freedonia ratified")
    heading(shown, "Freedonia ratified")
    shown.wait("document.querySelector('#panel h2').getBoundingClientRect().top < innerHeight / 2")


@pytest.mark.parametrize("view", ["network", "matrix", "timeline", "table", "contested"])
def test_everything_that_can_be_clicked_has_a_name(opened: Opener, view: str) -> None:
    shown = opened(f"#view={view}&node=state-borduria")
    nameless = shown.evaluate(
        "[...document.querySelectorAll('button, input, select, [role=slider]')].filter((n) => n.checkVisibility() && !("
        "n.textContent.trim() || n.getAttribute('aria-label') || n.labels?.length)).map((n) => n.outerHTML)"
    )
    assert nameless == []


@pytest.mark.parametrize("view", ["network", "matrix", "timeline", "table", "contested"])
def test_hostile_text_stays_text_in_every_view(browser: Browser, hostile: Path, view: str) -> None:
    shown = browser.open(hostile, f"#view={view}&event=event-embargo")
    shown.click(".filters > summary")
    for name in ("Who reports it", "Document"):
        shown.click(".facet > summary", text=name)
    assert_harmless(shown.evaluate("document.documentElement.outerHTML"))
    assert shown.count("#panel cite a") == 0
    assert shown.problems == []
    assert shown.requests == []
    shown.close()
