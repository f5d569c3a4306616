"""Each frame's own example sentence gives the event that the frame promises, in exactly that frame's type and mode."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from spacy.language import Language

from kg.frames import Frame, FrameTable, read_rows, row_of
from kg.model import Document, Extraction
from kg.text.authoring import DAY, fulfils
from kg.text.extract import extract

FRAMES = FrameTable.load().frames


@pytest.fixture(scope="module")
def examples(nlp: Language) -> dict[str, Extraction]:
    texts = sorted({f.example for f in FRAMES})
    found = extract(nlp, (Document(text, date=DAY) for text in texts))
    return dict(zip(texts, found, strict=True))


def failure(frame: Frame, extraction: Extraction) -> str | None:
    """Why the example does not give what the frame promises; None where it does."""
    names = {e.id: e.name for e in extraction.entities}
    seen = []
    for event in extraction.events:
        sides = {names[i] for i in event.sources}, {names[i] for i in event.targets}
        seen.append((event.type, event.mode, *sides))
        if fulfils(frame, event.type, event.mode, sides):
            return None
    return f"{frame.id}: {frame.example!r} gave {seen}, wanted {frame.expect}"


@pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f.id)
def test_the_example_gives_the_event(frame: Frame, examples: dict[str, Extraction]) -> None:
    assert failure(frame, examples[frame.example]) is None


def test_every_frame_has_an_example_and_expects_whom_it_needs() -> None:
    assert not [f.id for f in FRAMES if not f.example or ("source" in f.needs and not f.expect[0])]


def test_no_frame_is_given_twice() -> None:
    keys = Counter(
        (
            *(
                f.kind,
                f.lemma,
                f.particle,
                f.object,
                f.not_object,
                f.without,
                f.complement,
                f.subject,
                f.refusal,
                f.modal,
                f.prep,
                f.clause,
                f.needs,
                f.light,
            ),
            *sorted(f.roles.items()),
        )
        for f in FRAMES
    )
    assert not [key for key, count in keys.items() if count > 1]


def test_each_frame_is_written_as_the_row_that_makes_it() -> None:
    for frame in FRAMES:
        [made] = read_rows("\n" * (frame.line - 1) + json.dumps(row_of(frame)), frame.file)
        assert made == frame
