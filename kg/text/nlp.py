"""The spaCy pipeline: the model's own components, corrected by ours.

`kg_lines` (before the parser) ends sentences at line ends of headings and paragraphs; `kg_entities`, `kg_persons`,
`kg_instruments` and `kg_coreference` (after it) write `doc._.kg`. Entry points register them all
as spaCy factories.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ModelError
from kg.gazetteer import Gazetteer
from kg.model import Document
from kg.offices import Offices
from kg.run import DEFAULT_MODEL
from kg.text.annotation import Annotations
from kg.text.coreference import Coreference
from kg.text.dates import find_dates
from kg.text.entities import EntityFinder
from kg.text.instruments import add_instruments
from kg.text.lexicon import words
from kg.text.persons import PersonLinker

DATELINE = 16  # tokens
COMPONENTS = ("kg_lines", "kg_entities", "kg_persons", "kg_instruments", "kg_coreference")


@Language.component("kg_lines")
def lines(doc: Doc) -> Doc:
    """Start a sentence after each line end, where a heading or a paragraph ends; make one word of 'cease-fire'."""
    with doc.retokenize() as retokenizer:
        for token in doc[:-2]:
            if (
                token.lower_ == "cease"
                and doc[token.i + 1].text == "-"
                and doc[token.i + 2].lower_ in {"fire", "fires"}
            ):
                retokenizer.merge(doc[token.i : token.i + 3], attrs={"TAG": doc[token.i + 2].tag_})
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
        if (token.i == 0 or (doc[token.i - 1].is_space and "\n" in doc[token.i - 1].text)) and (
            end := _dateline(doc, token.i)
        ):
            doc[end].is_sent_start = True
    return doc


def _dateline(doc: Doc, start: int) -> int | None:
    """Where the text begins after 'MOSCOW, July 18, 2023 - ' or 'CAIRO (AP) — ' at the start of a line."""
    if not (doc[start].is_upper and doc[start].is_alpha and len(doc[start]) > 2):
        return None
    for token in doc[start + 1 : min(start + DATELINE, len(doc) - 1)]:
        if token.text in {"-", "–", "—", "--"} and token.i - start > 0 and doc[token.i - 1].whitespace_:
            return token.i + 1
        if token.tag_ not in {"NNP", "NNPS", "NN", "CD", ",", ".", ":", "-LRB-", "-RRB-", "HYPH", "SYM"}:
            return None
    return None


OPERATIVE = re.compile(
    r"(?m)(?:^[ \t]*(?:[-–•*]|\(?[0-9ivx]{1,4}[.)]|\(?[a-z]\))?[ \t]*|[,;] (?:and )?|\band )\b([A-Z]{4,}S)\b(?= \w)"
)


def readable(text: str) -> str:
    """The text, as long as it was, as the model reads it best.

    Blanks stand for line ends where it is wrapped at a fixed width, small letters in verbs that a resolution sets in
    capitals ('CONDEMNS the attack').
    """
    unwrapped = re.sub(r"(?<=[^\s])\n(?=[^\s])", " ", text) if is_wrapped(text) else text
    return OPERATIVE.sub(
        lambda m: m.group().replace(m[1], m[1].capitalize() if m.group() == m[1] else m[1].lower()), unwrapped
    )


def is_wrapped(text: str) -> bool:
    """Whether line ends are set by a fixed width: most lines that another follows directly end in mid-sentence."""
    following = [a for a, b in zip(text.split("\n"), text.split("\n")[1:], strict=False) if a.strip() and b.strip()]
    broken = [a for a in following if a.rstrip()[-1] not in ".!?:;”\"')" and 40 <= len(a) <= 200]
    return len(following) >= 3 and len(broken) > 0.6 * len(following)


@Language.factory("kg_entities", default_config={"tables": []})
def make_entities(nlp: Language, name: str, tables: list[str]) -> EntityFinder:
    return EntityFinder(nlp, Gazetteer.load(*map(Path, tables)), Offices.load())


@Language.factory("kg_persons")
def make_persons(nlp: Language, name: str) -> PersonLinker:
    return PersonLinker(Offices.load())


Language.component("kg_instruments", func=add_instruments)


@Language.factory("kg_coreference")
def make_coreference(nlp: Language, name: str) -> Coreference:
    return Coreference(Offices.load())


@cache
def load(model: str = DEFAULT_MODEL, tables: tuple[Path, ...] = ()) -> Language:
    """The pipeline over an installed spaCy package or a folder; ModelError where there is none or it lacks a part.

    `tables` are name tables of the user's beside those of the package.
    """
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise ModelError(
            f"spaCy pipeline {model!r} is not installed: install its package with pip, or give another one by --model"
        ) from error
    missing = {"parser", "ner", "tagger"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(
            f"spaCy pipeline {model!r} has no {', '.join(sorted(missing))}: choose an English one with a parser and NER"
        )
    _mend_lemmas(nlp)
    nlp.add_pipe("kg_lines", before="parser")
    for component in COMPONENTS[1:]:
        config = {"tables": [str(path) for path in tables]} if component == "kg_entities" else {}
        nlp.add_pipe(component, last=True, config=config)
    return nlp


def _mend_lemmas(nlp: Language) -> None:
    """Make a rule lemmatizer forget verbs that it prefers to the field's: 'hopes' is of 'hope' and not of 'hop'."""
    lookups = nlp.get_pipe("lemmatizer").lookups if nlp.has_pipe("lemmatizer") else None  # type: ignore[attr-defined]
    if lookups is not None and lookups.has_table("lemma_index"):
        index = lookups.get_table("lemma_index")
        index["verb"] = frozenset(index["verb"]) - words("grammar", "no_verbs")


def prepare(nlp: Language, document: Document) -> Doc:
    """An unprocessed Doc that carries its document's metadata, for `nlp` or `nlp.pipe`."""
    doc = nlp.make_doc(readable(document.text))
    doc._.kg = Annotations(document=document, dates=find_dates(document.text, document.date))
    return doc
