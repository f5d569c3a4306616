"""Quicker ways to what spaCy's own components find, put in their place where they are of a kind that we know."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from thinc.api import Model

from kg.text.embedding import remember_embeddings
from kg.text.recognizer import Recognizer
from kg.text.ruler import Lemmas, Ruler

KINDS = (Recognizer, Ruler, Lemmas)
Quick = Recognizer | Ruler | Lemmas


@Language.factory("kg_quick", default_config={"of": ""})
def make_quick(nlp: Language, name: str, of: str) -> Quick:
    component: Any = nlp.get_pipe(of)
    return next(kind(component) for kind in KINDS if kind.knows(component))


def quicken(nlp: Language) -> None:
    """Let a pipeline find the same in less time. Components of unknown kinds stay as they are."""
    for name, component in list(nlp.pipeline):
        if isinstance(model := getattr(component, "model", None), Model):
            remember_embeddings(model)
        if any(kind.knows(component) for kind in KINDS):
            nlp.add_pipe("kg_quick", name=f"kg_{name}", config={"of": name}, after=name)
            nlp.disable_pipe(name)
