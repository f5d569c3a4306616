"""One thing under several names in one document: by majority, by its fuller name, by an abbreviation in brackets."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.names import abbreviates
from kg.text.annotation import Annotations, TokenMention, columns_of
from kg.text.lexicon import words

SIDES = frozenset({"north", "south", "east", "west"})


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
    for m in notes.mentions:  # the text's own abbreviation beats that of a table
        if m.rule == "weak" and (own := same.get(doc[m.start : m.end].text)):
            renamed[m] = own
    notes.replace([dataclasses.replace(m, entity=renamed.get(m, m.entity)) for m in notes.mentions])
    short = dict(_short_forms(doc, notes))
    junk = words("nouns", "no_organisation")
    kept = [m for m in notes.mentions if m.start not in short or m.end - m.start > 1]
    kept = [m for m in kept if not (m.rule == "model" and _bare(doc, m) in junk)]
    notes.replace([*kept, *(TokenMention(i, i + 1, id_, "short") for i, id_ in short.items())])


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
            tabled = inner is not None and inner.rule not in {"model", "weak"} and m.rule == "model"
            known = inner.entity if inner is not None and tabled else m.entity
            same[short] = same[long] = known
    return same


def _short_forms(doc: Doc, notes: Annotations) -> Iterator[tuple[int, str]]:
    """'the Court', 'the Post', 'the North': a capitalised word that is the head of a fuller name before it."""
    for i, before in enumerate(columns_of(doc).lower[:-1], 1):
        if before != "the" or not doc[i].is_title:
            continue
        token = doc[i]
        alone = i + 1 == len(doc) or not (doc[i + 1].is_title or doc[i + 1].lower_ in {"of", "for"})
        mention = notes.at(i)
        single = mention is None or (mention.end - mention.start == 1 and mention.rule in {"model", "weak"})
        if alone and single and (id_ := named_before(doc, notes, token)):
            yield i, id_


def named_before(doc: Doc, notes: Annotations, token: Token) -> str | None:
    """The last thing before the token, no person, whose name of several words has the token's word as its head."""
    word = token.lower_
    for m in reversed(notes.mentions):
        if m.start < token.i and m.rule not in {"short", "description", "pronoun"}:
            entity = notes.entities[m.entity]
            if entity.cls not in {"Person", "State"} and word in {head(doc[m.start : m.end].text), head(entity.name)}:
                return m.entity
            if entity.cls == "State" and word in SIDES and entity.name.casefold().startswith(f"{word} "):
                return m.entity
    return None


def head(name: str) -> str | None:
    """The head of a name of several words: 'court' of 'International Court of Justice'; None of a single word."""
    words_ = name.casefold().split()
    end = next((i for i, w in enumerate(words_) if i and w in {"of", "for", "on", "against", "in", "to"}), len(words_))
    return words_[end - 1] if len(words_) > 1 else None


def _bare(doc: Doc, m: TokenMention) -> str:
    return doc[m.start : m.end].text.removeprefix("the ").removeprefix("The ")
