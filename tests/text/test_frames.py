"""Each frame's own example sentence gives the event that the frame promises, in exactly that frame's type and mode."""

from __future__ import annotations

from collections import Counter

import pytest
from spacy.language import Language

from kg.errors import InputError
from kg.model import Document, Extraction
from kg.text.extract import extract
from kg.text.frames import Frame, FrameTable, parse_frame

FRAMES = FrameTable.load().frames


@pytest.fixture(scope="module")
def examples(nlp: Language) -> dict[str, Extraction]:
    texts = sorted({f.example for f in FRAMES})
    found = extract(nlp, (Document(text, date="2024-05-15") for text in texts))
    return dict(zip(texts, found, strict=True))


def failure(frame: Frame, extraction: Extraction) -> str | None:
    """Why the example does not give what the frame promises; None where it does."""
    names = {e.id: e.name for e in extraction.entities}
    wanted = set(frame.expect[0]), set(frame.expect[1])
    seen = []
    for event in extraction.events:
        sides = {names[i] for i in event.sources}, {names[i] for i in event.targets}
        seen.append((event.type, event.mode, *sides))
        together = frame.type in {"CONSULT", "AGREE", "COOPERATE"} and wanted[0] | wanted[1] == sides[0] | sides[1]
        if (
            event.type == frame.type
            and event.mode in {frame.mode, frame.mode_apart or frame.mode}
            and (sides == wanted or together)
        ):
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


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ('{"verb": "meet"}', "needs type, roles"),
        ('{"verb": "meet", "type": "CONSULT", "roles": {"victim": ["obj"]}}', "no such role: victim"),
        ('{"verb": "meet", "type": "CONSULT", "roles": {}, "colour": 1}', "a frame has no colour"),
    ],
)
def test_a_row_that_is_no_frame_is_refused_with_its_place(line: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        parse_frame(line, "mine.jsonl:3")
    assert str(caught.value).startswith("mine.jsonl:3")
