"""The spaCy pipeline: the model's own components, corrected by ours.

`kg_lines` (before the parser) ends sentences at line ends of headings and paragraphs; after it `kg_attachments` mends
what hangs on the wrong word, and `kg_entities`, `kg_persons`, `kg_instruments` and `kg_coreference` write `doc._.kg`.
Entry points register them all as spaCy factories. Some of the model's give way to quicker ones that find the same
(`kg.text.quick`).
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
from kg.text.attachment import attach as attach
from kg.text.columns import column
from kg.text.coreference import Coreference
from kg.text.dates import find_dates
from kg.text.entities import EntityFinder
from kg.text.instruments import add_instruments
from kg.text.lexicon import words
from kg.text.persons import PersonLinker
from kg.text.quick import quicken
from kg.text.slots import read, write

DATELINE = 16  # tokens
# read what the model's components wrote
OURS = ("kg_attachments", "kg_entities", "kg_persons", "kg_instruments", "kg_coreference")


@Language.component("kg_lines")
def lines(doc: Doc) -> Doc:
    """Start a sentence after each line end, where a heading or a paragraph ends; make one word of 'cease-fire'."""
    low = column(doc, "LOWER")
    hyphenated = [i for i, word in enumerate(low[:-2]) if word == "cease" and low[i + 1] == "-"]
    if halts := [i for i in hyphenated if low[i + 2] in {"fire", "fires"}]:
        with doc.retokenize() as retokenizer:
            for i in halts:
                retokenizer.merge(doc[i : i + 3], attrs={"TAG": doc[i + 2].tag_})
    breaks = [i + 1 for i, word in enumerate(column(doc, "ORTH")) if "\n" in word and word.isspace()]
    lines = [i for i in [0, *breaks] if i < len(doc) - 1]
    starts = [*(i for i in breaks if i < len(doc)), *(end for i in lines if (end := _dateline(doc, i)))]
    if starts:
        marks = read(doc, "SENT_START")
        marks[starts] = 1
        write(doc, ("SENT_START",), marks)
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
    needed = {"parser", "ner", "tagger"} if nlp.lang == "en" else {"parser", "ner"}
    if missing := needed - set(nlp.pipe_names):
        raise ModelError(
            f"spaCy pipeline {model!r} has no {', '.join(sorted(missing))}: choose one with a parser and NER"
        )
    _mend_lemmas(nlp)
    quicken(nlp)
    nlp.add_pipe("kg_lines", before="parser")
    for component in OURS:
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
    notes = notes_for(document)
    doc = nlp.make_doc(notes.text)
    doc._.kg = notes
    return doc


def notes_for(document: Document) -> Annotations:
    """What is known of a document before its words are."""
    dates = find_dates(document.text, document.date)
    return Annotations(document=document, text=readable(document.text), dates=dates)
