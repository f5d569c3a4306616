"""The pipeline is loaded once for all tests of the text half."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.text import nlp as pipeline


@pytest.fixture(scope="session")
def nlp() -> Language:
    return pipeline.load()
