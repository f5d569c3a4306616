"""Which of several media types a client gets (RFC 9110, section 12)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ENTRIES = 64  # of an Accept header that are read


@dataclass(frozen=True, slots=True)
class Range:
    """One entry of an Accept header: `text/*` with its weight."""

    type: str
    weight: float

    def fits(self, media_type: str) -> bool:
        return self.type in {"*/*", media_type, f"{media_type.partition('/')[0]}/*"}

    @property
    def precision(self) -> int:
        return 0 if self.type == "*/*" else 1 if self.type.endswith("/*") else 2


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """The media type of `offers` that the client likes best, the first of equals; None where none is acceptable."""
    ranges = list(_ranges(accept or "*/*"))
    weighted = [(_weight(ranges, offer), -place, offer) for place, offer in enumerate(offers)]
    best = max(weighted, default=None)
    return best[2] if best and best[0] > 0 else None


def _ranges(accept: str) -> Iterable[Range]:
    for entry in accept.split(",", ENTRIES)[:ENTRIES]:
        media_type, *parameters = (part.strip().lower() for part in entry.split(";"))
        weights = [p.partition("=")[2].strip() for p in parameters if p.partition("=")[0].strip() == "q"]
        if media_type:
            yield Range(media_type, _number(weights[0]) if weights else 1.0)


def _number(text: str) -> float:
    """A weight; what is none counts as 0, as does NaN."""
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return min(value, 1.0) if value > 0 else 0.0


def _weight(ranges: Sequence[Range], media_type: str) -> float:
    fitting = [r for r in ranges if r.fits(media_type)]
    return max(fitting, key=lambda r: r.precision).weight if fitting else 0.0
