"""The quick components find what spaCy's own find, to the last bit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.reading.reader import read
from kg.run import DEFAULT_MODEL
from kg.text import embedding, ruler
from kg.text.embedding import remember_embeddings
from kg.text.quick import quicken
from kg.text.recognizer import Recognizer
from kg.text.ruler import Lemmas, Ruler

SAMPLES = [document.text for document in read([Path(__file__).parents[2] / "kg" / "data" / "samples"])]
ODD = [
    "Let's go. There's a truce, there are talks. Ain't it so? Y'all c'm on! He didn't do nothin', nuthin' at all.",
    "But\n\n\tfor Norway,  nobody came.\n",
    "Oslo",
    " ",
    "",
    "Ministers of the Federal Democratic Republic of Ethiopia and the Republic of South Africa\n\nmet on Monday",
]
ATTRIBUTES = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "NORM"]


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(DEFAULT_MODEL)


@pytest.fixture
def quick() -> Language:
    found = spacy.load(DEFAULT_MODEL)
    quicken(found)
    return found


def same(one: Doc, other: Doc) -> bool:
    return np.array_equal(one.to_array(ATTRIBUTES), other.to_array(ATTRIBUTES))


def test_every_token_of_the_samples_is_read_as_spacy_reads_it(plain: Language, quick: Language) -> None:
    assert {"kg_attribute_ruler", "kg_lemmatizer", "kg_ner"} <= set(quick.pipe_names)
    texts = [*SAMPLES, *ODD]
    for round_ in range(2):  # when all is new, and when all is known
        pairs = zip(plain.pipe(texts), quick.pipe(texts, batch_size=1 + 6 * round_), strict=True)
        assert all(same(one, other) for one, other in pairs)


def test_what_is_forgotten_is_found_again(plain: Language, quick: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "ROWS", 64)
    monkeypatch.setattr(ruler, "ROWS", 64)
    texts = SAMPLES[:3]
    for _ in range(2):
        assert all(same(one, other) for one, other in zip(plain.pipe(texts), quick.pipe(texts), strict=True))


def test_an_embedding_is_the_same_bit_by_bit_whatever_it_is_computed_with(plain: Language, quick: Language) -> None:
    docs = [plain.make_doc(text) for text in [*ODD, *SAMPLES[:3]]]
    one = plain.get_pipe("tok2vec").predict(docs)
    again = [quick.get_pipe("tok2vec").predict([doc])[0] for doc in docs]
    assert all(np.array_equal(a, b) for a, b in zip(one, again, strict=True))


def test_lemmas_are_known_in_a_second_memory_zone(quick: Language) -> None:
    for _ in range(2):
        with quick.memory_zone():
            assert [t.lemma_ for t in quick("They zarbolated.")] == ["they", "zarbolate", "."]


def test_entities_that_a_document_has_already_are_respected(plain: Language, quick: Language) -> None:
    def read_with_own_entity(nlp: Language) -> Doc:
        doc = nlp.make_doc("Anna met Olaf in Oslo.")
        doc.set_ents([Span(doc, 0, 1, label="ORG")])
        return nlp(doc)

    assert same(read_with_own_entity(plain), read_with_own_entity(quick))


@pytest.fixture
def blank() -> Language:
    return spacy.blank("en")


def test_a_ruler_that_reads_more_than_words_tags_and_labels_stays(blank: Language) -> None:
    component = blank.add_pipe("attribute_ruler")
    assert Ruler.knows(component)
    component.add([[{"LOWER": "the"}, {"OP": "*"}]], {"LEMMA": "x"})
    assert not Ruler.knows(component)
    quicken(blank)
    assert blank.pipe_names == ["attribute_ruler"]


def test_a_ruler_that_sets_more_than_grammar_stays(blank: Language) -> None:
    component = blank.add_pipe("attribute_ruler")
    component.add([[{"LOWER": "oslo"}]], {"NORM": "christiania"})
    assert not Ruler.knows(component)


def test_components_of_other_kinds_stay(blank: Language) -> None:
    assert not Lemmas.knows(blank.add_pipe("lemmatizer", config={"mode": "lookup"}))
    assert not Recognizer.knows(blank.add_pipe("entity_ruler"))
    assert not Recognizer.knows(blank.add_pipe("beam_ner"))


def test_a_layer_that_looks_at_static_vectors_stays(blank: Language) -> None:
    tagger = {
        "@architectures": "spacy.Tagger.v2",
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "width": 8, "depth": 1, "embed_size": 20, "window_size": 1, "maxout_pieces": 2,
            "subword_features": True, "pretrained_vectors": True,
        },
    }  # fmt: skip
    model = blank.add_pipe("tagger", config={"model": tagger}).model
    remember_embeddings(model)
    assert not any(node.name == "remembering" for node in model.walk())
