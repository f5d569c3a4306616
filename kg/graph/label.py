"""Readable labels of events: past tense only where some text affirms the act as done."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from textwrap import shorten

from kg.model import ID_PREFIX, INSTRUMENT_CLASSES, VERBAL_ACTS, Claim, Event

INSTRUMENTS = tuple(f"{ID_PREFIX[cls]}-" for cls in sorted(INSTRUMENT_CLASSES))
TOPIC_WIDTH = 90  # characters of the matter that a label quotes


@cache
def _wording() -> dict[str, list[str]]:
    text = files("kg").joinpath("data/wording.json").read_text(encoding="utf-8")
    wording: dict[str, list[str]] = json.loads(text)
    return wording


def _phrases(event: Event) -> list[str]:
    """Past tense, infinitive and the form without an object; the arrest of a state's people has its own."""
    key = f"{event.type}-{event.mode}"
    if any(t.startswith("state-") for t in event.targets) and f"{key}@state" in _wording():
        return _wording()[f"{key}@state"]
    return _wording().get(key) or _wording()[event.type]


def label(event: Event, claims: Sequence[Claim], names: Mapping[str, str]) -> str:
    """'Keir Starmer called Donald Trump', 'Emmanuel Macron to visit Germany', 'Denied: ...', '... (reported)'.

    Without claims, all of which a curator has set aside, 'Overruled: ...'.
    """
    past, infinitive, alone = _phrases(event)
    treaty = event.type.startswith("TREATY")
    ends = event.about if treaty and event.about else event.targets
    who = _listed([names[i] for i in event.sources])
    whom = _listed([names[i] for i in ends])
    if event.type == "TREATY_IN_FORCE" and not event.sources:
        past, infinitive, who, whom = "entered into force", "to enter into force", whom, ""
        alone = past
    affirmed = [c for c in claims if c.stance == "Affirms"]
    modalities = {c.modality for c in affirmed}
    verb = (past if whom else alone) if "Actual" in modalities or not affirmed else infinitive
    if not whom and verb == infinitive:
        verb = (
            infinitive.rsplit(" ", 1)[0]
            if infinitive.endswith((" with", " to", " of", " on", " from", " against", " towards"))
            else infinitive
        )
    about = "" if treaty or not event.about else f" about {_listed([names[i] for i in event.about])}"
    named = any(i.startswith(INSTRUMENTS) for i in event.about)
    if not named and event.topic and event.type in VERBAL_ACTS:
        about = f": {shorten(event.topic, TOPIC_WIDTH, placeholder=' …')}"
    text = f"{who or 'Somebody'} {verb} {whom}".strip() + about
    if not affirmed:
        return f"{'Denied' if claims else 'Overruled'}: {text}"
    if "Actual" in modalities:
        actual = [c for c in affirmed if c.modality == "Actual"]
        return text if any(not c.claimed_by for c in actual) else f"{text} (reported)"
    if "Planned" in modalities:
        return text
    return f"{'Proposed' if 'Proposed' in modalities else 'Hypothetical'}: {text}"


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
