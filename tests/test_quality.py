"""How good the extraction is on our own annotated text may only rise, and docs/quality.md says how good it is today.

The floors and ceilings are in `gold/floors.json` for the sentences, in `gold/document_floors.json` for all articles (as
`kg evaluate tests/gold/docs --floors tests/gold/document_floors.json` has it), in `gold/improved_on_floors.json` for
those that rules were improved on. An article is named in `gold/improved_on.json` as soon as one looks at it to do so.

Raise a floor when the figures rise; a change that lowers one needs a reason in its commit message. After either, `make
quality` writes the page and the figures that are shown in the footer of graphs.
"""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.evaluation import floors, labels, report
from kg.evaluation import gold as reading
from kg.evaluation.measure import MAIN
from kg.pipeline import extract_all

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"


@pytest.fixture(scope="module")
def quality() -> ModuleType:
    """The script of `make quality`."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import quality as script
    finally:
        sys.path.remove(str(ROOT / "scripts"))
    return script


@pytest.fixture(scope="module")
def rows(quality: ModuleType) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = quality.sentences()
    return found


@pytest.fixture(scope="module")
def measured(quality: ModuleType, rows: list[dict[str, Any]]) -> tuple[Any, Any]:
    """The articles and the sentences, all of them read in one go."""
    texts = [gold.extraction.document for gold in reading.read(GOLD / "docs")]
    found = iter(extract_all([*texts, *quality.documents_of(rows)]))
    articles = quality.articles(islice(found, len(texts)))
    return articles, quality.of_sentences(rows, found)


def test_no_figure_of_the_sample_articles_is_out_of_its_bounds(measured: tuple[Any, Any]) -> None:
    assert report.out_of_bounds(measured[0].all, floors.read(GOLD / "document_floors.json")) == []


def test_no_figure_of_the_articles_that_rules_were_improved_on_is_out_of_its_bounds(measured: tuple[Any, Any]) -> None:
    assert report.out_of_bounds(measured[0].improved_on, floors.read(GOLD / "improved_on_floors.json")) == []


def test_no_figure_of_the_sentences_is_out_of_its_bounds(measured: tuple[Any, Any]) -> None:
    assert floors.broken(measured[1].data(), floors.read(GOLD / "floors.json")) == []


@pytest.mark.parametrize("name", ["document_floors.json", "improved_on_floors.json"])
def test_each_main_figure_has_a_floor_and_what_misleads_a_ceiling(name: str) -> None:
    held = floors.read(GOLD / name)
    assert set(MAIN) <= set(held)
    for figure in MAIN:
        is_danger = figure.startswith("dangers.")
        assert (held[figure].max < 1) == is_danger, figure
        assert (held[figure].min > 0) != is_danger, figure


def test_the_articles_that_rules_were_improved_on_are_articles(measured: tuple[Any, Any]) -> None:
    parts = measured[0]
    assert parts.improved_on.documents + parts.held_out.documents == parts.all.documents
    assert parts.held_out.documents >= 7, "with fewer, say nothing of texts that no rule was written from"
    assert parts.improved_on.documents == len(json.loads((GOLD / "improved_on.json").read_text(encoding="utf-8")))


def test_the_page_and_the_figures_of_the_package_are_what_the_code_makes_today(
    quality: ModuleType, rows: list[dict[str, Any]], measured: tuple[Any, Any]
) -> None:
    articles, single = measured
    assert quality.PAGE.read_text(encoding="utf-8") == quality.page(articles, rows, single), "run `make quality`"
    assert quality.FIGURES.read_text(encoding="utf-8") == quality.figures(articles), "run `make quality`"


def test_the_figures_of_the_readme_are_those_of_today(measured: tuple[Any, Any]) -> None:
    every = measured[0].all
    scores = {
        "entities, name and class": every.entities["typed"],
        "events: type, who, whom": every.events["exact"],
        "the same, actors lifted to their states": every.events["state"],
    }
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for what, score in scores.items():
        figures = [f"{value:.2f}".lstrip("0") for value in (score.precision, score.recall, score.f1)]
        assert f"| {what} | {' | '.join(figures)} |" in readme
    shares = (every.attributes[name].share for name in ("modality", "reporter", "date"))
    modality, reporter, date = (f"{share:.2f}".lstrip("0") for share in shares)
    assert f"modality is right for {modality}, the speaker for {reporter}, the date for {date}." in readme


def test_what_was_measured_of_unseen_texts_are_main_figures_with_a_date(quality: ModuleType) -> None:
    unseen = quality.unseen()
    assert set(unseen["figures"]) <= set(MAIN) == set(labels.MAIN)
    assert unseen["measured"].count("-") == 2
