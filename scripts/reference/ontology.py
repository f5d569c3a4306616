"""The pages of the ontology: picture, classes, properties, concepts, relations to other vocabularies, shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pyoxigraph as ox

from kg.graph.answer import PREFIXES
from kg.model import EVENT_TYPES
from reference.diagram import above, svg
from reference.markup import code, page, table, text
from reference.turtle import FOLDER as TURTLE
from reference.turtle import Term, local, of_kind, prefixed, terms

FOLDER = "reference/ontology"
SHARED = "Of several classes"
PLAIN = "Plain edges"
SUPER = ("rdfs:subClassOf", "rdfs:subPropertyOf")
FURTHER = ("rdfs:seeAlso", "owl:disjointWith")
FIRST = ("dkg:Event", "dkg:Statement", "dkg:Claim", "dkg:Document", "dkg:ExtractionRun")
PROPERTIES = ("owl:ObjectProperty", "owl:DatatypeProperty")


def pages() -> dict[str, str]:
    return {
        f"{FOLDER}/index.md": _index(),
        f"{FOLDER}/classes.md": _classes(),
        f"{FOLDER}/properties.md": _properties(),
        f"{FOLDER}/concepts.md": _concepts(),
        f"{FOLDER}/alignments.md": _alignments(),
        f"{FOLDER}/shapes.md": _shapes(),
    }


def _index() -> str:
    return page(
        "Ontology",
        "An *event* is what is said to have happened: its type, its actors, its time. A *claim* is what one text says "
        "of it: who says so, whether it is affirmed or denied, done, planned or proposed, and the words. Two claims "
        "about one event may disagree, and both stay. Certainty, polarity and attribution are never on the event.",
        f'<div class="picture">\n{svg()}\n</div>',
        "A hollow triangle marks a subclass. Choose a box for what is said of its class. Terms without a prefix are "
        "`dkg:`.",
        "## The pages",
        "- [Classes](classes.md)\n"
        "- [Properties](properties.md)\n"
        "- [Concepts](concepts.md): modalities, stances, statuses, treaty actions, signs of identity, subjects\n"
        "- [Event types](../event-types/index.md)\n"
        "- [Relations to other vocabularies](alignments.md)\n"
        "- [What a graph must keep to](shapes.md)",
        "Their source is the Turtle in `ontology/`.",
        "## Namespaces",
        table(("Prefix", "IRI"), ((code(f"{p}:"), code(iri)) for p, iri in PREFIXES.items())),
        "## Graphs",
        "What one document contributes is the named graph of that document's IRI. Entities, events, the tables and "
        "what is derived have graphs of their own. Queries see the union; Turtle is the union, TriG and N-Quads keep "
        "the graphs.",
        hide=("toc",),
    )


def link(name: str) -> str:
    """A term as a link to where it is explained, if it is ours; a literal as text."""
    term = terms().get(name)
    if term is None or not name.startswith(("dkg:", "et:", "ta:")):
        return code(name)
    if "owl:Class" in term.kinds:
        return f"[{code(name)}](classes.md#{local(name)})"
    if set(PROPERTIES) & set(term.kinds):
        return f"[{code(name)}](properties.md#{local(name)})"
    if name.startswith("et:"):
        return f"[{code(name)}](../event-types/{local(name).partition('-')[0]}.md)"
    return f"[{code(name)}](concepts.md#{local(name)})"


def links(names: Iterable[str]) -> str:
    return ", ".join(map(link, names))


def _classes() -> str:
    classes = of_kind("owl:Class")
    return page(
        "Classes",
        f"{len(classes)} classes. Superclasses of other vocabularies are those of the [alignments](alignments.md).",
        *(f"## {text(term.title)} {{#{local(term.name)}}}\n\n{_class(term)}" for term in classes),
    )


def _class(term: Term) -> str:
    below = [t.name for t in of_kind("owl:Class") if term.name in t.values("rdfs:subClassOf")]
    having = dict.fromkeys((*_declared(term), *_asked().get(term.name, ())))
    leading = [p.name for p in of_kind(PROPERTIES[0]) if term.name in p.values("rdfs:range")]
    concepts = [t.name for t in of_kind(term.name)] if term.name.startswith("dkg:") else []
    facts = [
        ("Term", code(term.name)),
        ("Subclass of", links(term.values("rdfs:subClassOf"))),
        ("Superclass of", links(below)),
        ("Properties", links(having)),
        ("Value of", links(leading)),
        ("Concepts", links(concepts)),
        ("See also", links(term.values(*FURTHER))),
    ]
    return f"{text(term.definition)}\n\n{_facts(facts)}"


def _declared(term: Term) -> list[str]:
    """The properties whose domain a class is, or one above it."""
    over = above(term.name)
    return [p.name for kind in PROPERTIES for p in of_kind(kind) if over & set(p.values("rdfs:domain"))]


@cache
def _asked() -> Mapping[str, list[str]]:
    """The properties that the shapes speak of, by class."""
    found: dict[str, list[str]] = {}
    for row in shapes(PATHS):
        found.setdefault(row["class"], []).append(row["path"])
    return found


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    return table(("", ""), ((what, said) for what, said in facts if said), kind="facts")


def _properties() -> str:
    found = [p for p in terms().values() if set(PROPERTIES) & set(p.kinds)]
    groups: dict[str, list[Term]] = {}
    for term in sorted(found, key=_rank):
        groups.setdefault(_group(term), []).append(term)
    return page(
        "Properties",
        f"{len(found)} properties, by the class whose things have them.",
        *(f"## {name}\n\n" + "\n\n".join(map(_property, group)) for name, group in groups.items()),
    )


def _rank(term: Term) -> int:
    """Events and claims first, what many have and plain edges last, between them the order of the Turtle."""
    order = [f"Of {_article(terms()[name].label)}" for name in FIRST]
    last = {SHARED: len(order) + 1, PLAIN: len(order) + 2}
    group = _group(term)
    return order.index(group) if group in order else last.get(group, len(order))


def _group(term: Term) -> str:
    if _types_of(term):
        return PLAIN
    domain = term.first("rdfs:domain")
    return f"Of {_article(terms()[domain].label)}" if domain else SHARED


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _types_of(term: Term) -> list[str]:
    """The event types whose plain edge a property is."""
    return [f"et:{kind}" for kind in EVENT_TYPES if term.name in terms()[f"et:{kind}"].values("dkg:plainProperty")]


def _property(term: Term) -> str:
    facts = [
        ("Term", code(term.name)),
        ("Domain", links(term.values("rdfs:domain"))),
        ("Range", links(term.values("rdfs:range"))),
        ("Subproperty of", links(term.values("rdfs:subPropertyOf"))),
        ("Edge of", links(_types_of(term))),
        ("See also", links(term.values(*FURTHER))),
    ]
    return f"### {text(term.title)} {{#{local(term.name)}}}\n\n{text(term.definition)}\n\n{_facts(facts)}"


def _concepts() -> str:
    kinds = [c for c in of_kind("owl:Class") if c.name != "dkg:Feature" and of_kind(c.name)]
    return page(
        "Concepts",
        "[Event types](../event-types/index.md) have pages of their own.",
        *map(_kind, kinds),
        "## Treaty actions\n\nActs towards an instrument as depositaries record them, and the event type by which "
        "articles tell them.",
        table(("Action", "What it is", "Effect", "Told as"), _actions()),
        "## Signs of identity\n\nWhat speaks for or against two names being of one thing, with its weight. "
        "`kg why GRAPH NAME` shows those of one thing.",
        table(("Sign", "What it is", "Weight"), _features()),
        "## Subjects\n\nWhat instruments are about, in groups.",
        table(("Group", "Subjects"), _subjects()),
    )


def _anchored(term: Term) -> str:
    return f'<span id="{local(term.name)}">{code(term.name)}</span>'


def _kind(kind: Term) -> str:
    """The concepts of a kind; one that is of two kinds is an anchor in the first."""
    rows = [
        ((_anchored(c) if c.kinds[0] == kind.name else code(c.name)), text(c.label), text(c.first("skos:definition")))
        for c in of_kind(kind.name)
    ]
    heading = f"## {text(kind.title)} {{#kind-{local(kind.name)}}}"
    return "\n\n".join((heading, text(kind.definition), table(("Concept", "Name", "What it means"), rows)))


def _actions() -> Iterator[tuple[str, str, str, str]]:
    for term in terms().values():
        if term.name.startswith("ta:"):
            effect, told = links(term.values("dkg:effect")), links(term.values("skos:closeMatch"))
            yield _anchored(term), text(term.definition), effect, told


def _features() -> Iterator[tuple[str, str, str]]:
    for term in of_kind("dkg:Feature"):
        yield text(term.label), text(term.definition), term.first("dkg:weight")


def _subjects() -> Iterator[tuple[str, str]]:
    subjects = [t for t in terms().values() if t.name.startswith("subject:")]
    for top in (t for t in subjects if t.values("skos:topConceptOf")):
        yield text(top.label), ", ".join(text(t.label) for t in subjects if top.name in t.values("skos:broader"))


def _alignments() -> str:
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for term in terms().values():
        for relation in (*SUPER, "rdfs:seeAlso"):
            for other in term.values(relation):
                if not other.startswith("dkg:") and term.name.startswith("dkg:"):
                    groups.setdefault(_vocabulary(other), []).append((link(term.name), code(relation), code(other)))
    return page(
        "Relations to other vocabularies",
        "Our terms are subclasses and subproperties of those of others, so that a tool that knows SEM, PROV-O or "
        "schema.org reads a graph without knowing ours. Nothing is imported.",
        *(
            f"## {name}\n\n{code(PREFIXES[name])}\n\n" + table(("Our term", "Relation", "Their term"), rows)
            for name, rows in sorted(groups.items())
        ),
    )


def _vocabulary(name: str) -> str:
    return name.partition(":")[0]


PATHS = """
SELECT DISTINCT ?class ?path {
  ?shape sh:targetClass ?class ; sh:property ?said . ?said sh:path ?path
  FILTER(isIRI(?path)) FILTER NOT EXISTS { ?said sh:maxCount 0 }
} ORDER BY ?class ?path
"""
MESSAGES = """
SELECT ?shape ?class ?message {
  ?shape a sh:NodeShape ; sh:targetClass ?class .
  { ?shape sh:message ?message } UNION { ?shape sh:property/sh:message ?message }
  UNION { ?shape sh:sparql/sh:message ?message }
} ORDER BY ?shape ?class ?message
"""


def shapes(question: str) -> Iterator[dict[str, str]]:
    """The rows of a question to the shapes."""
    store = ox.Store()
    store.bulk_load(path=str(TURTLE / "shapes.ttl"), format=ox.RdfFormat.TURTLE)
    answer = store.query(question, prefixes={"sh": "http://www.w3.org/ns/shacl#"})
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    for row in answer:
        yield {name: prefixed(row[name].value) for name in names}


def _shapes() -> str:
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for row in shapes(MESSAGES):
        classes, messages = found.setdefault(row["shape"], ({}, {}))
        classes[row["class"]] = messages[row["message"]] = None
    return page(
        "What a graph must keep to",
        "`kg check GRAPH` tests a graph against these shapes (SHACL, `ontology/shapes.ttl`).",
        *(_shape(name, *said) for name, said in found.items()),
    )


def _shape(name: str, classes: Iterable[str], messages: Iterable[str]) -> str:
    return f"## {local(name)}\n\nFor {links(classes)}:\n\n" + "\n".join(f"- {text(message)}" for message in messages)
