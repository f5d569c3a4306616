"""Help for those who write frames: whether an example makes its frame fire, and a first draft for an unknown word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from spacy.language import Language

from kg.events import SYMMETRIC
from kg.frames import Frame, FrameTable
from kg.model import Document
from kg.text.explain import Act, Explanation, Gap, explain, rule_of
from kg.text.frames import KINDS

DAY = "2024-05-15"  # on which examples are told
Sides = tuple[set[str], set[str]]


def check(nlp: Language, frames: FrameTable) -> Iterator[tuple[Frame, str]]:
    """The frames of one's own, each with what is wrong with its example, "" where the frame fires as it promises."""
    own = [frame for frame in frames.frames if frame.own]
    found = explain(nlp, (Document(frame.example, date=DAY) for frame in own), frames=frames)
    for frame, explanation in zip(own, found, strict=True):
        yield frame, problem(frame, explanation)


def problem(frame: Frame, explanation: Explanation) -> str:
    """Why the example does not make its frame fire with the actors that it expects, "" where it does."""
    if not frame.example:
        return 'it has no example: add a sentence, and what it must give: "expect": [["France"], ["Germany"]]'
    acts = [act for sentence in explanation.sentences for act in sentence.acts]
    mine = [act for act in acts if act.rule == rule_of(frame)]
    told = [act for act in mine if act.event is not None]
    if any(fulfils(frame, act.type, act.mode, _sides(act)) for act in told):
        return ""
    if told:
        return f"it fires for {_shown(_sides(told[0]))}, and expects {_shown(_wanted(frame))}"
    if mine:
        return f"it fires at “{mine[0].trigger}”, and nothing is told: {mine[0].silent}"
    return _unfit(frame, explanation) or _instead(acts) or _unread(frame, explanation)


def fulfils(frame: Frame, type_: str, mode: str | None, sides: Sides) -> bool:
    """Whether an event of this type, mode and actors is the one that the frame's example must give."""
    wanted = _wanted(frame)
    together = frame.type in SYMMETRIC and wanted[0] | wanted[1] == sides[0] | sides[1]
    modes = {frame.mode, frame.mode_apart or frame.mode}
    return type_ == frame.type and mode in modes and (sides == wanted or together)


def _wanted(frame: Frame) -> Sides:
    return set(frame.expect[0]), set(frame.expect[1])


def _sides(act: Act) -> Sides:
    source, target = ({p.value for p in act.parts if p.role == role} for role in ("source", "target"))
    return source, target


def _shown(sides: Sides) -> str:
    return " -> ".join(", ".join(sorted(side)) or "nobody" for side in sides)


def _unfit(frame: Frame, explanation: Explanation) -> str:
    rule = rule_of(frame)
    misses = (miss for sentence in explanation.sentences for miss in sentence.misses if rule in miss.frames)
    return next((f"it does not fit “{miss.trigger}”: {miss.reason}" for miss in misses), "")


def _instead(acts: Sequence[Act]) -> str:
    found = (f"the frame {a.rule.file}:{a.rule.line} ({a.type}, {a.rule.asks}) fires at “{a.trigger}”" for a in acts)
    return next((f"{other}: ask for more than that one, or switch it off" for other in found), "")


def _unread(frame: Frame, explanation: Explanation) -> str:
    """What the words are read as where none is read as the trigger."""
    words = [word for sentence in explanation.sentences for word in sentence.words]
    for word in words:
        if frame.lemma in {word.lemma.lower(), word.text.lower()}:
            return f"“{word.text}” is read as the {KINDS.get(word.pos, word.pos)} “{word.lemma}”: write the frame so"
    lemmas = dict.fromkeys(word.lemma for word in words if KINDS.get(word.pos) == frame.kind)
    return f"no word is read as the {frame.kind} “{frame.lemma}”, only {', '.join(lemmas) or 'as others'}"


def tells(gap: Gap) -> bool:
    """Whether a word may tell of an act: 'their homes' does not, whoever they are."""
    return gap.kind == "verb" or " + " in gap.pattern or gap.pattern in {"between", "among"}


def draft(gap: Gap) -> dict[str, Any]:
    """The row of a frame for a word that no frame knows, from the sentence where it stood; its type is to be chosen."""
    slots = gap.pattern.split(" + ")
    names = {slot: [part.value for part in gap.arguments if part.slot == slot] for slot in slots}
    first, others = slots[0], slots[1:]
    roles = {"source": [first]} | ({"target": others} if others else {})
    expect = [names[first], [name for slot in others for name in names[slot]]]
    example = " ".join(gap.example.split())
    return {"type": "?", gap.kind: gap.lemma, "roles": roles, "needs": [*roles], "example": example, "expect": expect}
