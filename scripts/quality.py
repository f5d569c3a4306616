"""How good the extraction is on our own annotated text: docs/quality.md and kg/data/quality.json, by `make quality`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg import __version__, run
from kg.evaluation import gold, labels, report
from kg.evaluation.matching import modality
from kg.evaluation.measure import Evaluation, evaluate
from kg.evaluation.scores import Rate, Score, Share
from kg.model import Claim, Document, Extraction
from kg.pipeline import extract_all

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
PAGE = ROOT / "docs" / "quality.md"
FIGURES = ROOT / "kg" / "data" / "quality.json"

HEAD = """# How good it is, and how sure

This page is made by `make quality` from what `kg evaluate` measures, and a test fails where it is not what the code
makes today. It is about {version} with the model {model}, without tables or frames of your own.

!!! warning "What these figures are, and what they are not"

    **The gold.** {documents} articles in `tests/gold/docs`, written by us in the manners of the press and of
    ministries about real, dated events; with {entities} entities and {events} acts (type, who, whom), annotated by
    hand apart from the rules.

    **On {improved_on} of them the rules were improved** (`tests/gold/improved_on.json`): figures for these are figures
    of development. **No rule was written from the other {held_out}:** figures for these are what to expect of texts
    like them. Neither is for your texts.

    **When they were new.** Thirteen of the articles were written and annotated on 2026-11-27 before kg read them; six
    of these have since served to improve it. On the first run, before any rule was changed, their events were right
    for .58 and found for .23, lifted to states for .66 and .29; modality was right for .95, the speaker for .96, the
    date for .64; of what was shown as plain fact, .65 was right.

    **Further texts.** {texts} more ({what}), {how}. They were measured on {measured}, and are not measured
    again for each change.

{comparison}

With so few documents, chance matters; the intervals below say how much. To know how good kg is on *your* kind of text,
annotate ten of your documents in the same format and measure:

```sh
kg evaluate annotated/ --errors                     # all figures, then each mistake with its quote
kg evaluate annotated/ --format markdown > mine.md  # the tables of this page
kg evaluate annotated/ --floors floors.json         # exit code 1 if a figure is out of its bounds
```

`make quality` makes this page again; `make evaluate` checks the floors and, for what misleads, the ceilings that no
change of the code may break (`tests/gold/document_floors.json`). All that follows is for all {documents} articles.

## How things are counted

All figures are sums over all documents before anything is divided (micro-averages, as was usual at MUC and ACE). An act
is right if an annotated one has the same type, source and target; several actors make several acts, and the sides of a
meeting or an agreement have no order. Modality, speaker, date and place are judged for the annotated acts that were
found so. The definitions, with formulas and sources, are in the docstrings of `kg/evaluation/`: `measure.py`,
`details.py`, `dangers.py`, `intervals.py`.

"""
SENTENCES = """
## Single sentences

{sentences} constructed examples of how acts are said (`tests/gold/sentences.jsonl`), each with one main event, but for
{without} that have none. A sentence is right if the type of its event is found; a further type counts against
precision. Their speakers are mostly unnamed ("a diplomat in Georgetown said"), which is where a speaker is lost most
easily.

{table}
"""


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is measured on the single sentences."""

    no_event: Rate
    type: Score
    modality: Share
    shown_as_actual: Rate
    speaker_lost: Rate

    def data(self) -> dict[str, dict[str, float]]:
        """The figures by name, for floors."""
        score, shares = self.type, {"modality": self.modality}
        rates = {name: getattr(self, name) for name in ("no_event", "shown_as_actual", "speaker_lost")}
        return {
            "type": {"precision": score.precision, "recall": score.recall, "f1": score.f1},
            **{name: asdict(share) | {"share": share.share} for name, share in shares.items()},
            **{name: asdict(rate) | {"rate": rate.rate} for name, rate in rates.items()},
        }


def sentences() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]


def documents_of(rows: Iterable[dict[str, Any]]) -> list[Document]:
    return [Document(row["text"]) for row in rows]


def of_sentences(rows: Sequence[dict[str, Any]], found: Iterable[Extraction]) -> Sentences:
    """Compare the main event of each sentence with what was found for it."""
    pairs = list(zip(rows, found, strict=True))
    with_event = [(row, x) for row, x in pairs if row["event"]]
    without = [x for row, x in pairs if not row["event"]]
    types = [(row["event"], {event.type for event in x.events}) for row, x in with_event]
    right = sum(event in given for event, given in types)
    told = [(row, claims) for row, x in with_event if (claims := _claims(x, row["event"]))]
    unreal = [claims for row, claims in told if row["modality"] != "actual"]
    reported = [claims for row, claims in told if row["reported_by"]]
    return Sentences(
        Rate(sum(bool(x.events) for x in without), len(without)),
        Score(len(types), right + sum(len(given - {event}) for event, given in types), right),
        Share(sum(row["modality"] in map(modality, claims) for row, claims in told), len(told)),
        Rate(sum("actual" in map(modality, claims) for claims in unreal), len(unreal)),
        Rate(sum(any(not c.claimed_by for c in claims) for claims in reported), len(reported)),
    )


def _claims(found: Extraction, type_: str) -> list[Claim]:
    events = {event.id for event in found.events if event.type == type_}
    return [claim for claim in found.claims if claim.event in events]


@dataclass(frozen=True, slots=True)
class Articles:
    """The evaluation of all articles, of those that rules were improved on, and of those that no rule has met."""

    all: Evaluation
    improved_on: Evaluation
    held_out: Evaluation


def articles(found: Iterable[Extraction] | None = None) -> Articles:
    """The articles are extracted, unless what was found in them is given."""
    annotated = gold.read(GOLD / "docs")
    if found is None:
        found = extract_all(document.extraction.document for document in annotated)
    pairs = gold.pair(annotated, found)
    improved_on = set(json.loads((GOLD / "improved_on.json").read_text(encoding="utf-8")))
    return Articles(
        evaluate(pairs),
        evaluate([pair for pair in pairs if pair[0].id in improved_on]),
        evaluate([pair for pair in pairs if pair[0].id not in improved_on]),
    )


# ------------------------------------------------------------------------------------------------- what is written


def page(measured: Articles, rows: Sequence[dict[str, Any]], single: Sentences) -> str:
    """docs/quality.md."""
    met = unseen()
    head = HEAD.format(
        version=f"kg {__version__}",
        model=model(),
        documents=measured.all.documents,
        improved_on=measured.improved_on.documents,
        held_out=measured.held_out.documents,
        entities=measured.all.entities["typed"].gold,
        events=measured.all.events["exact"].gold,
        comparison=_comparison(measured, met),
        **{name: met[name] for name in ("texts", "what", "measured", "how")},
    )
    table = report.rows(("figure", "value", "counted"), _of_single(single))
    tail = SENTENCES.format(sentences=len(rows), without=single.no_event.of, table=table)
    return head + report.markdown(measured.all) + tail


def _comparison(measured: Articles, met: dict[str, Any]) -> str:
    parts = {"improved on": measured.improved_on, "no rule written from": measured.held_out}
    header = [f"{part.documents} articles {words}" for words, part in parts.items()]
    rows = [
        (label, *(part.main[name].value for part in parts.values()), met["figures"].get(name, ""))
        for name, label in labels.MAIN.items()
    ]
    return report.rows(("figure", *header, f"{met['texts']} further texts"), rows)


def _of_single(single: Sentences) -> list[tuple[str, float, str]]:
    score, modality, lost, actual = single.type, single.modality, single.speaker_lost, single.shown_as_actual
    return [
        ("types found that are right", score.precision, f"{score.matched} of {score.predicted}"),
        ("sentences whose type is found", score.recall, f"{score.matched} of {score.gold}"),
        ("type, F1", score.f1, f"{2 * score.matched} of {score.gold + score.predicted}"),
        ("modality right, where the type is found", modality.share, f"{modality.right} of {modality.of}"),
        ("misleading: not actual, shown as actual", actual.rate, f"{actual.times} of {actual.of}"),
        ("misleading: somebody's word, shown as the text's own", lost.rate, f"{lost.times} of {lost.of}"),
        (
            "sentences without an event that gave one",
            single.no_event.rate,
            f"{single.no_event.times} of {single.no_event.of}",
        ),
    ]


def figures(measured: Articles) -> str:
    """kg/data/quality.json: what the pages of graphs say of the quality of the extraction."""
    met, parts = unseen(), {"improved_on": measured.improved_on, "held_out": measured.held_out}
    known = {part: report.data(evaluation)["main"] for part, evaluation in parts.items()}
    content = {
        "version": f"kg {__version__}",
        "model": model(),
        **{part: evaluation.documents for part, evaluation in parts.items()},
        "further": {name: met[name] for name in ("texts", "measured")},
        "figures": {
            name: {"label": label, **{part: known[part][name] for part in parts}, "further": met["figures"].get(name)}
            for name, label in labels.MAIN.items()
            if not name.endswith(".f1")
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def model() -> str:
    """The model that reads where none is asked for, with its version."""
    return run.current(run.DEFAULT_MODEL).model


def unseen() -> dict[str, Any]:
    """What was measured once, and by hand written down, of texts that no rule has met."""
    found: dict[str, Any] = json.loads((GOLD / "unseen.json").read_text(encoding="utf-8"))
    return found


def main() -> None:
    rows = sentences()
    measured = articles()
    single = of_sentences(rows, extract_all(documents_of(rows)))
    PAGE.write_text(page(measured, rows, single), encoding="utf-8")
    FIGURES.write_text(figures(measured), encoding="utf-8")
    for path in (PAGE, FIGURES):
        print(f"Wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
