"""One thing under several names in one document: by majority, by its fuller name, by an abbreviation in brackets."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict

from spacy.tokens import Doc

from kg.names import abbreviates
from kg.text.annotation import Annotations, TokenMention


def unify(doc: Doc, notes: Annotations) -> None:
    """What the model tags three ways is one thing: by majority, by its fuller name, by its abbreviation."""
    found = [m for m in notes.mentions if m.rule == "model"]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for m in found:
        votes[doc[m.start : m.end].text][m.entity] += 1
    same = _abbreviations(doc, notes)
    fuller = _fuller_names(doc, notes, found)
    renamed = {}
    for m in found:
        text = doc[m.start : m.end].text
        best = min(votes[text], key=lambda id_: (-votes[text][id_], id_))
        target = same.get(text) or fuller.get(text) or best
        renamed[m] = same.get(notes.entities[target].name, target)
    notes.replace([dataclasses.replace(m, entity=renamed.get(m, m.entity)) for m in notes.mentions])


def _fuller_names(doc: Doc, notes: Annotations, found: list[TokenMention]) -> dict[str, str]:
    """'Mahan' after 'Mahan Air': the first word of one organisation's name."""
    full: dict[str, set[str]] = defaultdict(set)
    for m in found:
        if m.end - m.start > 1 and notes.entities[m.entity].cls == "Organization":
            full[doc[m.start].text].add(m.entity)
    return {word: next(iter(ids)) for word, ids in full.items() if len(ids) == 1}


def _abbreviations(doc: Doc, notes: Annotations) -> dict[str, str]:
    """Name or abbreviation -> entity, from 'Nordic Defence Cooperation (NORDEFCO)'; what a table knows wins."""
    same: dict[str, str] = {}
    for m in notes.mentions:
        if (
            m.end + 2 < len(doc)
            and doc[m.end].text == "("
            and doc[m.end + 2].text == ")"
            and doc[m.end + 1].text.isupper()
        ):
            short, long = doc[m.end + 1].text, doc[m.start : m.end].text
            inner = notes.at(m.end + 1)
            if not abbreviates(short, long) or notes.entities[m.entity].cls in {"Person", "State"}:
                continue
            known = inner.entity if inner is not None and inner.rule != "model" and m.rule == "model" else m.entity
            same[short] = same[long] = known
    return same
