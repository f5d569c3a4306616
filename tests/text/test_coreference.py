"""Descriptions, groups and pronouns: resolved where the text makes it sure, left alone where it does not."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.model import Document, Extraction
from kg.text.extract import extract


def read(nlp: Language, text: str, date: str = "2025-03-18") -> Extraction:
    return next(extract(nlp, [Document(text, date=date)]))


def sides(found: Extraction, type_: str) -> list[tuple[list[str], list[str]]]:
    names = {e.id: e.name for e in found.entities}
    events = [e for e in found.events if e.type == type_]
    return [([names[i] for i in e.sources], [names[i] for i in e.targets]) for e in events]


def test_an_office_is_its_holder_on_the_day(nlp: Language) -> None:
    [(source, target)] = sides(read(nlp, "The Ukrainian president met the French president in Brussels."), "CONSULT")
    assert (source, target) == (["Volodymyr Zelenskyy"], ["Emmanuel Macron"])


def test_the_text_itself_goes_before_the_office_table(nlp: Language) -> None:
    text = "Ruritanian President Rudolf Elphberg spoke on Monday. The president of Ruritania condemned Russia."
    found = read(nlp, text)
    assert all(source != ["Vladimir Putin"] for source, _ in sides(found, "ACCUSE"))


def test_the_two_leaders_are_those_just_named(nlp: Language) -> None:
    text = "Emmanuel Macron and Olaf Scholz spoke on Monday. The two leaders agreed to send help."
    [(source, target)] = sides(read(nlp, text), "AGREE")
    assert {*source, *target} == {"Emmanuel Macron", "Olaf Scholz"}


def test_a_possessive_before_the_subject_points_forward(nlp: Language) -> None:
    text = "Ben Hodges criticized the plan. During his visit to Poland, Emmanuel Macron met Donald Tusk."
    assert (["Emmanuel Macron"], ["Donald Tusk"]) in sides(read(nlp, text), "CONSULT")


def test_an_ambiguous_possessive_stays_unresolved(nlp: Language) -> None:
    text = "Keir Starmer called Donald Trump before his conversation with Vladimir Putin."
    assert sides(read(nlp, text), "CONSULT") == [(["Keir Starmer"], ["Donald Trump"])]


@pytest.mark.parametrize("word", ["leader", "leaders"])
def test_a_description_of_nobody_known_is_nobody(nlp: Language, word: str) -> None:
    found = read(nlp, f"The Martian {word} demanded an apology from Russia.")
    assert not [s for s, _ in sides(found, "REQUEST") if s]
