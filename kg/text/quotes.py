"""Quoted speech: where it stands and who speaks, over sentence borders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.text import grammar
from kg.text.columns import column
from kg.text.lexicon import words

OPENING = {"“": "”", '"': '"', "«": "»", "„": "“"}


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens [start, end) between quotation marks. `speaker` is the head of who says it, `verb` the verb of saying."""

    start: int
    end: int
    speaker: Token | None
    verb: Token | None


def quotes(doc: Doc) -> tuple[Quote, ...]:
    """All quotations of three words or more, with the speaker where the text around them names one."""
    found = []
    for start, end in _spans(doc):
        if sum(t.is_alpha for t in doc[start:end]) >= 3:
            verb = _verb(doc, start, end)
            found.append(Quote(start, end, _subject(verb) if verb is not None else None, verb))
    return tuple(found)


def _spans(doc: Doc) -> Iterator[tuple[int, int]]:
    start, closing, texts = None, "", column(doc, "ORTH")
    for i, mark in enumerate(texts):
        if start is None and mark in OPENING:
            start, closing = i + 1, OPENING[mark]
        elif start is not None and mark == closing:
            yield start, i
            start = None
        elif start is not None and "\n\n" in mark and i + 1 < len(texts) and texts[i + 1] not in OPENING:
            start = None if closing == '"' else start


def _verb(doc: Doc, start: int, end: int) -> Token | None:
    """The verb of saying outside the quotation: in the sentence of its end or beginning, or before a colon."""
    last = min(end + 1, len(doc) - 1)
    for sentence in (doc[max(end - 1, start)].sent, doc[last].sent, doc[start].sent):
        near = [t for t in sentence if not start <= t.i < end and is_speech(t) and _subject(t) is not None]
        if near:
            return min(near, key=lambda t: min(abs(t.i - start), abs(t.i - end)))
    opening = doc[start - 1].sent
    before = doc[opening.start - 1].sent if opening.start else None
    if before is not None and before.text.rstrip(' "“«\n').endswith(":"):
        speaking = [t for t in before if is_speech(t) and _subject(t) is not None]
        return speaking[-1] if speaking else None
    return None


def is_speech(token: Token) -> bool:
    """Whether the token is a verb of saying."""
    return token.lemma_.lower() in words("speech", "verbs") and (
        token.pos_ in {"VERB", "AUX"} or token.lemma_.lower() in {"read", "state"}
    )


def _subject(verb: Token) -> Token | None:
    subject = next((c for c in verb.children if c.dep_ in grammar.SUBJECTS), None)
    if subject is None and verb.dep_ == "conj":
        return _subject(verb.head)
    return subject
