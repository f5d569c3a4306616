"""What went wrong with each event that is not on both sides: one primary reason for each.

An event is missed if some triple of it is not predicted, spurious if some triple is not annotated. The reason is sought
among the mistakes of the other side whose evidence overlaps: what is right there explains nothing. In this order:

- part     some triples are on both sides: some of several actors are missing, or too many
- nothing  there is no such mistake at its evidence
- type     there is, but of another type
- source   one of its type has another source and a fitting target; in a symmetric act no side fits where neither does
- target   one of its type has a fitting source and another target
- both     neither source nor target fit

Beside them stand the annotated events that a prediction misleads about, for the reasons of `kg.evaluation.dangers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from kg.evaluation.dangers import misled
from kg.evaluation.matching import Act, Comparison
from kg.events import sides
from kg.model import Event

Kind = Literal["missed", "spurious", "misleading"]
Reason = Literal["part", "nothing", "type", "source", "target", "both", "shown_as_actual", "speaker_lost"]
REASONS: tuple[Reason, ...] = get_args(Reason)
DANGERS: tuple[Reason, ...] = ("shown_as_actual", "speaker_lost")


@dataclass(frozen=True, slots=True)
class Mistake:
    """An event that only one side has, in whole or in part, and what the other side has at its evidence.

    Events are written out: "REQUEST Ukraine -> European Union, about Russia".
    """

    kind: Kind
    reason: Reason
    document: str
    event: str
    evidence: str
    near: tuple[str, ...]


def mistakes(x: Comparison) -> list[Mistake]:
    """The missed events of a document in the order of the annotation, then the spurious ones in that of the text.

    Last come those that are told misleadingly, each with the predictions that mislead.
    """
    gold, predicted = _triples(x.wanted), _triples(x.found)
    missed = [act for act in x.wanted if not act.triples <= predicted]
    spurious = sorted((act for act in x.found if not act.triples <= gold), key=lambda act: act.spans)
    write = _writer(x)

    def mistake(kind: Kind, act: Act, reason: Reason, others: Iterable[Act]) -> Mistake:
        return Mistake(kind, reason, x.id, write(act), _quotes(act), tuple(map(write, others)))

    def near(act: Act, others: Iterable[Act]) -> list[Act]:
        return [other for other in others if other.near(act)]

    misleading = ((reason, act, by) for reason in DANGERS for act, by in misled(x, reason).items() if by)
    return [
        *(mistake("missed", act, _reason(act, predicted, spurious), near(act, x.found)) for act in missed),
        *(mistake("spurious", act, _reason(act, gold, missed), near(act, x.wanted)) for act in spurious),
        *(mistake("misleading", act, reason, by) for reason, act, by in misleading),
    ]


def _quotes(act: Act) -> str:
    return " … ".join(dict.fromkeys(e.exact for claim in act.claims for e in claim.evidence))


def _triples(acts: Iterable[Act]) -> frozenset[object]:
    return frozenset(triple for act in acts for triple in act.triples)


def _reason(act: Act, other_side: frozenset[object], wrong: Sequence[Act]) -> Reason:
    near = [other for other in wrong if other.near(act)]
    if act.triples & other_side:
        return "part"
    if not near:
        return "nothing"
    alike = [_wrong_sides(act.event, other.event) for other in near if other.event.type == act.event.type]
    return min(alike, key=REASONS.index) if alike else "type"


def _wrong_sides(one: Event, other: Event) -> Reason:
    """Which side does not fit; of acts without a triple in common, so that one at least does not."""
    if one.type.startswith("TREATY_"):
        return "source"
    fits = [bool(a & b) or not (a or b) for a, b in zip(sides(one), sides(other), strict=True)]
    source, target = fits if len(fits) == 2 else (fits[0], False)
    return "target" if source else "source" if target else "both"


def _writer(x: Comparison) -> Callable[[Act], str]:
    """Write acts with the names of the annotation, or those predicted where it has none."""
    names: Mapping[str, str] = {
        **{f"?{e.id}": e.name for e in x.predicted.entities},
        **{e.id: e.name for e in x.gold.entities},
    }

    def write(act: Act) -> str:
        event = act.event
        source, target, about = (
            ", ".join(names.get(id_, id_) for id_ in ids) for ids in (event.sources, event.targets, event.about)
        )
        return f"{event.type} {source or '-'} -> {target or '-'}{about and ', about ' + about}"

    return write
