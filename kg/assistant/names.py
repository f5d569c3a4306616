"""Things by their names: the very name, words of it, or a near spelling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import groupby

import pyoxigraph as ox

from kg.assistant.answers import Finds, Found
from kg.assistant.asking import Asking, Row, guide, rows_of
from kg.assistant.text import clean, iri, line
from kg.errors import QueryError

WORDS = 8  # of a name that are looked for
THINGS = 10  # that are given
KINDS = {"rdfs:label": 3, "skos:altLabel": 2, "dkg:iso3": 2, "dkg:mention": 1}  # whose name says more


def find(graph: Asking, text: str) -> Finds:
    """The things with this very name; where there is none, those with words of it and what is spelt like it."""
    words = [*dict.fromkeys(w for part in text.lower().split() if (w := part.strip(".,;:!?\"'()[]")))][:WORDS]
    if not words:
        raise QueryError("give a name to look for, or a part of one")
    number = " + ".join(f"IF(CONTAINS(?lower, {ox.Literal(word)}), 1, 0)" for word in words)
    rows = rows_of(graph.answer(guide("find.rq").replace("BIND(0 AS ?words)", f"BIND({number} AS ?words)")))
    things = [list(group) for _, group in groupby(rows, key=lambda row: row["thing"])]
    rarity = _rarity(things, words)
    found = [_found(names, line(text), rarity) for names in things]
    best = [thing for _, thing in sorted(found, key=lambda f: (-f[0], -f[1]["events"], f[1]["label"], f[1]["id"]))]
    exact = [thing for thing in best if thing["exact"]]
    listed = exact or best
    return {
        "entities": listed[:THINGS],
        "left_out": max(0, len(listed) - THINGS),
        "note": "" if exact else _note(graph, text, best),
    }


def _rarity(things: list[list[Row]], words: list[str]) -> dict[str, float]:
    """What a word weighs: little where many things have it in a name, such as "president"."""
    counts = Counter(w for names in things for w in words if any(w in str(n["name"]).lower() for n in names))
    return {word: 1 / number for word, number in counts.items()}


def _found(names: list[Row], text: str, rarity: Mapping[str, float]) -> tuple[float, Found]:
    """A thing by the best of its names, and how well that name fits."""

    def fit(row: Row) -> tuple[bool, float, int, str]:
        name = str(row["name"])
        own = name.lower().split()
        share = sum((1 if word in own else 0.5) * r for word, r in rarity.items() if word in name.lower())
        return name.casefold() == text.casefold(), share, KINDS[str(row["property"])], name

    best = max(names, key=fit)
    exact, share, kind, name = fit(best)
    thing: Found = {
        "id": str(best["thing"]),
        "label": str(best["label"]),
        "classes": sorted({str(row["class"]).removeprefix("dkg:") for row in names}),
        "name": name,
        "exact": exact,
        "events": int(best["events"] or 0),
    }
    return (kind if exact else share), thing


def _note(graph: Asking, text: str, best: list[Found]) -> str:
    """What to say where nothing has this name; the names that are spelt like it where none has words of it."""
    if best:
        return f"nothing has the very name {line(text)!r}, these have words of it"
    question = "# param thing: label required -- its name\nASK { VALUES ?thing { UNDEF } }"
    try:
        graph.answer(question, params={"thing": text})
    except QueryError as error:
        return clean(str(error))
    return f"no person, state, body, place or instrument is called {line(text)!r}"


def the_one(graph: Asking, name: str) -> str:
    """The IRI of the thing with this name. QueryError where there is none, or there are several."""
    found = find(graph, name)
    exact = [f for f in found["entities"] if f["exact"]]
    named = [f for f in exact if f["label"].casefold() == line(name).casefold()] or exact
    if len(named) == 1:
        return iri(named[0]["id"]) or named[0]["id"]
    listed = "; ".join(f"{f['label']} ({', '.join(f['classes'])}, {f['id']})" for f in named or found["entities"])
    if named:
        raise QueryError(f"{name!r} is the name of several things: {listed}; give the id of one")
    raise QueryError(found["note"] + (f": {listed}" if listed else ""))
