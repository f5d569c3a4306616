"""The words behind the rows of an answer, whatever was asked: by the things that a row names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.answer import Result, Term, plain
from kg.graph.engine import Engine, sparql

QUOTES = 3  # beside one row
ASKED = 400  # things in one query
COLUMNS = ("evidence", "evidence_iri")

BEHIND = """SELECT DISTINCT ?thing ?near ?evidence ?quote ?title ?date WHERE {{
  VALUES ?thing {{ {things} }}
  {{ ?thing dkg:evidence ?evidence BIND("claim" AS ?near) }}
  UNION {{ ?thing oa:exact ?words BIND(?thing AS ?evidence) BIND("claim" AS ?near) }}
  UNION {{ ?claim dkg:ruledBy ?thing ; dkg:evidence ?evidence BIND("claim" AS ?near) }}
  UNION {{ ?claim dkg:ofEvent ?thing ; dkg:evidence ?evidence BIND("event" AS ?near) }}
  UNION {{ ?thing dkg:terms ?term . ?term dkg:evidence ?evidence BIND("terms" AS ?near) }}
  ?evidence oa:exact ?quote ; prov:wasQuotedFrom ?document .
  OPTIONAL {{ ?document dcterms:title ?title }}
  OPTIONAL {{ ?document dcterms:date ?date }}
}}"""
NAMING = """SELECT ?thing (MIN(STR(?evidence)) AS ?first) WHERE {{
  VALUES ?thing {{ {things} }}
  {{ ?event dkg:source ?thing }} UNION {{ ?event dkg:target ?thing }} UNION {{ ?event dkg:about ?thing }}
  ?claim dkg:ofEvent ?event ; dkg:evidence ?evidence .
}} GROUP BY ?thing"""


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of a document. `near` says what of they are evidence: the thing itself (claim), its claims or its terms."""

    near: str
    date: str
    title: str
    words: str
    iri: str

    def __str__(self) -> str:
        source = ", ".join(part for part in (self.title, self.date) if part)
        return f"“{' '.join(self.words.split())}”" + (f" ({source})" if source else "")


Found = dict[Term | None, list[Quote]]


def beside(store: Engine, result: Result) -> Result:
    """The answer with the words behind each row, in a column `evidence`, and their IRIs in `evidence_iri`.

    The words are those of the claims and offices that the row names by IRI, else of its events, else of its
    agreements. A row of actors, treaties or places alone gets words of an act of theirs, after "in an act:".
    QueryError where the answer has no rows of a SELECT.
    """
    if result.kind != "select":
        raise QueryError("evidence goes beside the rows of a SELECT, not beside triples or yes and no")
    if taken := set(COLUMNS).intersection(result.columns):
        raise QueryError(f"the answer has a column {min(taken)} of its own: give that another name")
    found = _quotes(store, _things(result.rows))
    bare = [row for row in result.rows if not any(term in found for term in row)]
    acts = _acts(store, _things(bare))
    rows = tuple((*row, *_cells(row, found, acts)) for row in result.rows)
    return replace(result, columns=(*result.columns, *COLUMNS), rows=rows, hidden=result.hidden | {COLUMNS[1]})


def _things(rows: Iterable[Sequence[Term | None]]) -> list[ox.NamedNode]:
    return sorted({term for row in rows for term in row if isinstance(term, ox.NamedNode)}, key=str)


def _quotes(store: Engine, things: Sequence[ox.NamedNode]) -> Found:
    found: Found = defaultdict(list)
    for thing, near, evidence, words, title, date in _asked(store, BEHIND, things):
        found[thing].append(Quote(plain(near), plain(date), plain(title), plain(words), plain(evidence)))
    return dict(found)


def _acts(store: Engine, things: Sequence[ox.NamedNode]) -> Found:
    """One piece of evidence for each thing that takes part in an act: all would be the whole graph."""
    first = {thing: ox.NamedNode(plain(iri)) for thing, iri in _asked(store, NAMING, things)}
    quotes = _quotes(store, _things([tuple(first.values())]))
    return {thing: quotes[evidence] for thing, evidence in first.items() if evidence in quotes}


def _asked(store: Engine, text: str, things: Sequence[ox.NamedNode]) -> Iterator[tuple[Term | None, ...]]:
    for start in range(0, len(things), ASKED):
        some = " ".join(map(str, things[start : start + ASKED]))
        yield from sparql(store, text.format(things=some)).rows


def _cells(row: Sequence[Term | None], found: Found, acts: Found) -> tuple[ox.Literal | None, ox.Literal | None]:
    behind = sorted({quote for term in row for quote in found.get(term, ())})
    once: dict[str, Quote] = {}  # copies of one text have the same words
    for quote in (q for q in behind if q.near == behind[0].near):
        once.setdefault(" ".join(quote.words.split()), quote)
    quotes = [*once.values()][:QUOTES]
    before = "" if quotes else "in an act: "
    quotes = quotes or next((acts[term] for term in row if term in acts), [])
    if not quotes:
        return None, None
    return ox.Literal(before + " ".join(map(str, quotes))), ox.Literal(" ".join(q.iri for q in quotes))
