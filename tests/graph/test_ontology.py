"""The Turtle of the ontology and its Python mirror say the same."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.errors import UnknownTermError
from kg.gazetteer import Gazetteer
from kg.graph import vocab
from kg.graph.treaties import subject_iri
from kg.model import FEATURES
from kg.participations import ACTIONS, BINDING

FILES = (
    "dkg.ttl",
    "event-types.ttl",
    "features.ttl",
    "treaty-actions.ttl",
    "subjects.ttl",
    "shapes.ttl",
    "alignments.ttl",
)


def read(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=vocab.ontology(name).read_text(encoding="utf-8"), format="turtle")


def locals_of(graph: rdflib.Graph, namespace: str) -> set[str]:
    return {str(s).removeprefix(namespace) for s in graph.subjects() if str(s).startswith(namespace)}


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_turtle_and_not_empty(name: str) -> None:
    assert len(read(name)) > 20


def test_the_terms_and_their_mirror_are_equal() -> None:
    assert locals_of(read("dkg.ttl"), vocab.DKG.iri) == vocab.DKG.terms


def test_the_event_types_and_their_mirror_are_equal() -> None:
    assert locals_of(read("event-types.ttl"), vocab.ET.iri) == vocab.ET.terms


def test_the_treaty_actions_and_their_mirror_are_equal_and_each_says_what_it_does() -> None:
    graph = read("treaty-actions.ttl")
    assert locals_of(graph, vocab.TA.iri) == vocab.TA.terms == set(ACTIONS)
    for name in ACTIONS:
        assert graph.value(rdflib.URIRef(vocab.TA[name]), SKOS.definition), name
        effect = graph.value(rdflib.URIRef(vocab.TA[name]), rdflib.URIRef(vocab.DKG["effect"]))
        assert (effect, RDF.type, rdflib.URIRef(vocab.DKG["Effect"])) in read("dkg.ttl"), name
        assert (str(effect) == vocab.DKG["Binds"]) is (name in BINDING), name


def test_each_subject_of_the_tables_is_a_concept_in_a_group() -> None:
    graph = read("subjects.ttl")
    for known in Gazetteer.load():
        if known.cls in {"Treaty", "Agreement"} and isinstance(subject := known.fact("subject"), str):
            concept = rdflib.URIRef(subject_iri(subject))
            assert str(graph.value(concept, SKOS.prefLabel)) == subject
            assert (graph.value(concept, SKOS.broader), SKOS.topConceptOf, None) in graph


def test_the_signs_of_the_resolver_are_explained_with_their_weights() -> None:
    graph = read("features.ttl")
    weight = rdflib.URIRef(vocab.DKG["weight"])
    explained = {str(s).removeprefix(vocab.FEATURE.iri): float(str(o)) for s, o in graph.subject_objects(weight)}
    assert explained == dict(FEATURES)
    assert all(graph.value(s, SKOS.definition) for s in graph.subjects(weight))


def test_every_class_and_property_is_explained() -> None:
    graph = read("dkg.ttl")
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in graph.subjects(RDF.type, kind):
            assert graph.value(term, RDFS.label), term
            assert graph.value(term, RDFS.comment), term


def test_every_event_type_has_a_definition_an_example_and_a_quad_class() -> None:
    graph = read("event-types.ttl")
    for name in vocab.EVENT_TYPES:
        concept = rdflib.URIRef(vocab.ET[name])
        assert graph.value(concept, SKOS.definition), name
        assert graph.value(concept, SKOS.example), name
        assert graph.value(concept, rdflib.URIRef(vocab.DKG["quadClass"])), name


def test_every_type_and_mode_has_words_for_its_label() -> None:
    wording = json.loads(files("kg").joinpath("data/wording.json").read_text(encoding="utf-8"))
    assert {key.removesuffix("@state") for key in wording} == vocab.ET.terms
    assert all(len(forms) == 3 for forms in wording.values())


def test_a_misspelt_term_fails() -> None:
    with pytest.raises(UnknownTermError, match="sorce"):
        vocab.DKG["sorce"]
