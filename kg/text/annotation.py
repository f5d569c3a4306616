"""What our components write on a spaCy Doc, kept together in `doc._.kg`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.model import Document, Entity
from kg.text.columns import Columns
from kg.text.dates import TimeExpression
from kg.text.quotes import Quote


@dataclass(frozen=True, slots=True)
class TokenMention:
    """Tokens `start` (included) to `end` (excluded) name `entity`, found by `rule`."""

    start: int
    end: int
    entity: str
    rule: str


@dataclass(frozen=True, slots=True)
class TokenPosition:
    """`holder` has `role` in `of`; the words stand in tokens `start` to `end`."""

    holder: str
    role: str
    kind: str
    of: str | None
    status: str
    start: int
    end: int


@dataclass(slots=True)
class Annotations:
    """Filled by the components in their order; empty on a fresh Doc."""

    document: Document = field(default_factory=lambda: Document(""))
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[TokenMention] = field(default_factory=list)
    positions: list[TokenPosition] = field(default_factory=list)
    dates: tuple[TimeExpression, ...] = ()
    speech: tuple[Quote, ...] = ()
    groups: dict[int, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    columns: Columns | None = None
    _covering: dict[int, TokenMention] = field(default_factory=dict)

    def add(self, mention: TokenMention) -> None:
        """Add a mention; of nested ones, the inner covers its own tokens."""
        self.mentions.append(mention)
        for i in range(mention.start, mention.end):
            known = self._covering.get(i)
            if known is None or mention.end - mention.start < known.end - known.start:
                self._covering[i] = mention

    def replace(self, mentions: Iterable[TokenMention]) -> None:
        """Put these mentions in the place of all earlier ones, and forget entities that nothing mentions any more."""
        kept = sorted(mentions, key=lambda m: m.start)
        self.mentions.clear()
        self._covering.clear()
        for mention in kept:
            self.add(mention)
        used = {m.entity for m in kept}
        for id_ in [i for i in self.entities if i not in used]:
            del self.entities[id_]

    def at(self, i: int) -> TokenMention | None:
        """The innermost mention that covers token `i`."""
        return self._covering.get(i)

    def entity_at(self, i: int) -> Entity | None:
        mention = self._covering.get(i)
        return self.entities[mention.entity] if mention else None


if not Doc.has_extension("kg"):
    Doc.set_extension("kg", default=None)


def notes_of(doc: Doc | Token) -> Annotations:
    """The annotations of a Doc (or of the Doc of a Token), made on first use."""
    found: Annotations | None = doc.doc._.kg
    if found is None:
        found = doc.doc._.kg = Annotations(document=Document(doc.doc.text))
    return found


def text_of(doc: Doc) -> str:
    """The text of a Doc, put together once."""
    notes = notes_of(doc)
    if not notes.text:
        notes.text = doc.text
    return notes.text


def columns_of(doc: Doc) -> Columns:
    """The words of a Doc that the model's own components have read, listed once."""
    notes = notes_of(doc)
    if notes.columns is None:
        notes.columns = Columns.of(doc)
    return notes.columns
