"""A page for each event type: its definition and modes, what the samples have of it, and the frames that make it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kg.frames import Frame, FrameTable
from kg.graph.query import named_queries, run
from kg.model import EVENT_TYPES, MODES, Claim, Event, Extraction
from reference import samples
from reference.markup import code, page, table, text
from reference.turtle import Term, local, terms

FOLDER = "reference/event-types"
CLAIMS = 6


def pages() -> dict[str, str]:
    frames = FrameTable.load().frames
    found = samples.extracted(frame.example for frame in frames)
    made = {f"{FOLDER}/{kind}.md": _page(kind, [f for f in frames if f.type == kind], found) for kind in EVENT_TYPES}
    return {f"{FOLDER}/index.md": _index(Counter(f.type for f in frames))} | made


def concept(kind: str) -> Term:
    """The concept of an event type in the ontology."""
    return terms()[f"et:{kind}"]


def _index(frames: Mapping[str, int]) -> str:
    rows = [
        (f"[{kind}]({kind}.md)", text(concept(kind).definition), _quad(kind), ", ".join(MODES.get(kind, ())),
         str(frames[kind]))
        for kind in EVENT_TYPES
    ]  # fmt: skip
    return page(
        "Event types",
        "The 16 types of PLOVER's release of 2021, and eight treaty actions. A *mode* is finer than a type. What makes "
        "an event is a *frame*: a word, what must stand around it, and where its actors are found. The frames are data "
        "(`kg/data/frames/`), each with an example that is a test; their [format](../formats.md#frames).",
        "Whether an act is done, planned, proposed or denied, and who says so, is no part of its type: that is on its "
        "[claims](../ontology/index.md).",
        table(("Type", "What it is", "Quad class", "Modes", "Frames"), rows),
    )


def _quad(kind: str) -> str:
    return ", ".join(terms()[q].label for q in concept(kind).values("dkg:quadClass"))


def _page(kind: str, frames: list[Frame], found: Mapping[str, Extraction]) -> str:
    return page(
        kind,
        text(concept(kind).definition),
        "\n".join(f"> {text(words)}" for words in concept(kind).values("skos:example")),
        table(("", ""), _facts(kind), kind="facts"),
        _modes(kind, frames),
        "## In the sample articles",
        _claims(kind),
        "## Frames",
        _frames(frames, found),
    )


def _facts(kind: str) -> Iterator[tuple[str, str]]:
    term = concept(kind)
    yield "Concept", code(term.name)
    yield "Quad class", _quad(kind)
    if plain := term.values("dkg:plainProperty"):
        yield "Plain edge", ", ".join(f"[{code(p)}](../ontology/properties.md#{local(p)})" for p in plain)
    if codes := sorted(local(c) for c in term.values("skos:closeMatch") if "/cameo/" in c):
        yield "CAMEO codes", ", ".join(codes)
    if effects := term.values("dkg:effect"):
        yield "Effect, told as done", ", ".join(text(terms()[e].definition) for e in effects)


def _modes(kind: str, frames: Iterable[Frame]) -> str:
    if kind not in MODES:
        return ""
    count = Counter(f.mode or f.mode_apart for f in frames)
    rows = [(code(f"et:{kind}-{mode}"), str(count[mode])) for mode in MODES[kind]]
    return "## Modes\n\n" + table(("Mode", "Frames"), rows)


def _claims(kind: str) -> str:
    """What the sample articles claim of such events, in their words."""
    query = named_queries()["claims"]
    rows = list(run(samples.graph(), query.text, {"kind": kind}))
    if not rows:
        return "They have none."
    said = f"{len(rows)} claims" if len(rows) > 1 else "One claim"
    shown = f"{said}, of which the first {CLAIMS}:" if len(rows) > CLAIMS else f"{said}:"
    return f"{shown}\n\n" + table(("What", "The words"), map(_claim, rows[:CLAIMS]), kind="claims")


def _claim(row: Mapping[str, object]) -> tuple[str, str]:
    how = " · ".join(str(row[c]) for c in ("date", "modality", "stance") if row[c])
    by = "" if row["said_by"] == "the text itself" else f" · says {row['said_by']}"
    return (
        f"{text(row['what'])}<br><small>{text(how + by)}</small>",
        f"“{text(row['quote'], most=300)}”<br><small>{text(row['document'])}</small>",
    )


def _frames(frames: list[Frame], found: Mapping[str, Extraction]) -> str:
    rows = [(asks(f), text(f.example), "<br>".join(outcome(found[f.example]))) for f in frames]
    files = ", ".join(code(f"kg/data/frames/{name}") for name in sorted({f.file for f in frames}))
    return (
        f"{len(frames)} frames, in {files}. Beside each stands what `kg extract` gives for its example: who → whom, "
        "the mode, and the modality where the act is not stated as done.\n\n"
    ) + table(("Words", "Example", "What it gives"), rows, kind="frames")


def asks(frame: Frame) -> str:
    """The word of a frame and what must stand around it, in few words."""
    _, _, around = frame.asks.partition(", ")
    limits = (("who is a", frame.source_class), ("whom is a", frame.target_class))
    parts = [around, *(f"{side} {'/'.join(sorted(limit))}" for side, limit in limits if limit)]
    said = "; ".join(filter(None, parts))
    return f"**{text(frame.lemma)}** <small>{frame.kind}</small>" + (f"<br><small>{text(said)}</small>" if said else "")


def outcome(found: Extraction) -> Iterator[str]:
    """What was found in an example, a line for each claim."""
    events = {event.id: event for event in found.events}
    names = {entity.id: entity.name for entity in found.entities}
    for claim in found.claims:
        yield _told(events[claim.event], claim, names)


def _told(event: Event, claim: Claim, names: Mapping[str, str]) -> str:
    def named(ids: Iterable[str]) -> str:
        return text(", ".join(names[i] for i in ids))

    whom = named(event.targets) or named(event.about)
    said = [text(event.type if event.mode is None else f"{event.type}, {event.mode}")]
    said += [claim.modality.lower()] if claim.modality != "Actual" else []
    said += ["denied"] if claim.stance == "Denies" else []
    said += [f"says {named(claim.claimed_by)}"] if claim.claimed_by else []
    return f"{named(event.sources)}{f' → {whom}' if whom else ''} <small>{'; '.join(said)}</small>"
