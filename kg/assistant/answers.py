"""The shapes of the answers: what the tools promise in their output schemas."""

from __future__ import annotations

from typing_extensions import TypedDict  # below Python 3.12 pydantic reads no other where they are nested

from kg.assistant.text import Scalar


class Parameter(TypedDict):
    name: str
    type: str
    required: bool
    default: str | None
    help: str


class Question(TypedDict):
    """A named query, without its text; `example` holds values of parameters with which it is worth asking."""

    name: str
    title: str
    description: str
    params: list[Parameter]
    example: dict[str, str]


class Questions(TypedDict):
    queries: list[Question]


class Table(TypedDict):
    """Rows of an answer; `left_out` is the number of those that were not given."""

    rows: list[dict[str, Scalar]]
    number_of_rows: int
    left_out: int
    note: str


class Found(TypedDict):
    """A thing that a name may mean."""

    id: str
    label: str
    classes: list[str]
    name: str
    exact: bool
    events: int


class Finds(TypedDict):
    entities: list[Found]
    left_out: int
    note: str


class Said(TypedDict):
    """What one text says of an event. `reading` puts it in words; only "stated by the document" is told as done.

    Copies of one text, such as an agency's report, are one source: `also_in` are the other outlets that have it.
    """

    claim: str
    reading: str
    stance: str
    modality: str
    certainty: str
    claimed_by: list[str]
    published: str
    publisher: str
    also_in: list[str]


class Happening(TypedDict):
    """An event with its claims."""

    event: str
    date: str
    what: str
    type: str
    status: str
    claims: list[Said]


class Card(TypedDict):
    """What the graph holds on one thing."""

    id: str
    label: str
    classes: list[str]
    also_called: list[str]
    named_in_texts: list[str]
    facts: dict[str, list[Scalar]]
    offices: Table
    memberships: Table
    latest_events: list[Happening]
    number_of_events: int
    note: str


class Quote(TypedDict):
    """Words of a document, where they stand (characters, half open), and the claim that they are evidence for.

    `also_in` are other outlets whose copies of the same text have them: no further sources.
    """

    event: str | None
    what: str | None
    date: str | None
    quote: str
    reading: str
    title: str | None
    published: str | None
    publisher: str | None
    source: str | None
    document: str
    also_in: list[str]
    start: int
    end: int
    before: str
    after: str
    claim: str
    stance: str
    modality: str
    certainty: str
    claimed_by: list[str]
    confidence: Scalar


class Quotes(TypedDict):
    quotes: list[Quote]
    left_out: int


class Overview(TypedDict):
    """What a graph holds. Of its documents, `copies` have the text of another and are no sources of their own."""

    documents: int
    copies: int
    dates_of_documents: str
    dates_of_events: str
    publishers: dict[str, int]
    entities: dict[str, int]
    events: dict[str, int]
    claims: dict[str, int]
    event_types: dict[str, list[str]]
    prefixes: dict[str, str]
    vocabulary: str
