"""What a page says of how well its texts were read: the figures that the package ships, where they hold for them.

`kg/data/quality.json` is made by `make quality` from annotated articles. The figures are for the model and the tables
of the package alone: nothing has been measured of texts that were read by another version, model, table or frame.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from kg.graph.facts import Facts
from kg.run import DEFAULT_MODEL, Run, current

TERMS = {"version": "softwareVersion", "model": "modelVersion", "code": "codeHash", "data": "dataHash"}
LINE = {  # what the line says in words, by the name of the figure
    "right": "events.exact.precision",
    "found": "events.exact.recall",
    "modality": "attributes.modality.share",
    "speaker": "attributes.reporter.share",
    "date": "attributes.date.share",
}


def runs(facts: Facts) -> list[dict[str, str]]:
    """By what the documents of a graph were read, as the fields of `kg.run.Run`."""
    return [
        {field: facts.first(iri, f"dkg:{term}") or "" for field, term in TERMS.items()}
        for iri in facts.instances("dkg:ExtractionRun")
    ]


def quality(read_by: Sequence[Mapping[str, str]]) -> dict[str, Any] | None:
    """What the page says; None where no text was read, as in a register.

    `holds` where all was read as it was measured; else `others` says by what.
    """
    if not read_by:
        return None
    known = shipped()
    part = "held_out" if known["held_out"] else "improved_on"
    others = [run for run in read_by if run != asdict(current(DEFAULT_MODEL))]
    return {
        "holds": not others,
        "others": sorted({_words(run) for run in others}),
        "line": {word: _percent(known["figures"][name][part]["value"]) for word, name in LINE.items()},
        "rows": [_row(known, name) for name in known["figures"]],
        **{name: known[name] for name in ("version", "model", "improved_on", "held_out", "further")},
    }


def shipped() -> dict[str, Any]:
    """The figures of the package."""
    found: dict[str, Any] = json.loads((files("kg") / "data" / "quality.json").read_text(encoding="utf-8"))
    return found


def _words(run: Mapping[str, str]) -> str:
    """A run for people: version and model, and that something of it is other than here where these are the same."""
    here = current(DEFAULT_MODEL)
    same = (run["version"], run["model"]) == (here.version, here.model)
    parts = (
        run["version"],
        run["model"] and f"with {run['model']}",
        "with other code, tables or frames" if same else "",
    )
    return " ".join(part for part in parts if part) or Run().version


def _row(known: Mapping[str, Any], name: str) -> dict[str, Any]:
    figure = known["figures"][name]
    measured = [_measured(figure[part]) if known[part] else ("", "") for part in ("improved_on", "held_out")]
    return {"label": figure["label"], "measured": [*measured, (_percent(figure["further"]), "")]}


def _measured(figure: Mapping[str, Any]) -> tuple[str, str]:
    """The value and its interval, each as percentages."""
    return _percent(figure["value"]), " to ".join(f"{100 * end:.0f}" for end in figure["interval"])


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.0f} %"
