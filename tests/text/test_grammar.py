"""Who does what to whom, where the parser hung it elsewhere."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.model import Document
from kg.text.extract import extract


def acts(nlp: Language, text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    found = next(extract(nlp, [Document(text, date="2024-05-15")]))
    return [(e.type, e.sources, e.targets) for e in found.events]


@pytest.mark.parametrize("where", ["operating in Sudan", "sitting in Cairo", "in Gaza"])
def test_a_participle_behind_a_name_is_not_the_subject(nlp: Language, where: str) -> None:
    assert acts(nlp, f"The Red Cross {where} condemned Iran.") == [
        ("ACCUSE", ("org-red-cross-movement",), ("state-irn",))
    ]


def test_two_titled_surnames_are_one_subject(nlp: Language) -> None:
    [(type_, sources, _)] = acts(nlp, "President Sadat and Prime Minister Begin signed the accord.")
    assert (type_, {*sources}) == ("TREATY_SIGN", {"person-sadat", "person-begin"})


def test_a_second_name_without_and_is_no_second_subject(nlp: Language) -> None:
    text = "President Sadat went home, Prime Minister Begin signed the accord."
    assert acts(nlp, text) == [("TREATY_SIGN", ("person-begin",), ())]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("William Ruto wrote on Twitter criticising Somalia.", "person-william-ruto"),
        ("Nicolas Maduro wrote on Twitter blaming Somalia.", "person-nicolas-maduro"),
        ("Kenya read a letter from Norway criticising Somalia.", "state-nor"),
    ],
)
def test_neither_the_network_nor_the_reader_is_the_writer(nlp: Language, text: str, source: str) -> None:
    assert acts(nlp, text) == [("ACCUSE", (source,), ("state-som",))]


@pytest.mark.parametrize(
    ("words", "attacks"), [("limits on attacking", 0), ("a law against attacking", 0), ("for attacking", 1)]
)
def test_a_limit_on_an_act_is_not_the_act(nlp: Language, words: str, attacks: int) -> None:
    verb = "apologised" if words.startswith("for") else "supports"
    found = acts(nlp, f"Israel {verb} {words} Lebanon.")
    assert [a for a in found if a[0] == "ASSAULT"] == [("ASSAULT", ("state-isr",), ("state-lbn",))] * attacks


@pytest.mark.parametrize(
    ("text", "joins"),
    [
        ("Russia blocked an invitation to join NATO.", []),
        ("Kenya announced a decision to join NATO.", [("state-ken",)]),
    ],
)
def test_an_invitation_is_for_others_and_a_decision_one_s_own(
    nlp: Language, text: str, joins: list[tuple[str, ...]]
) -> None:
    assert [s for t, s, _ in acts(nlp, text) if t == "TREATY_ACCEDE"] == joins


def test_who_votes_on_a_resolution_would_do_what_it_says(nlp: Language) -> None:
    text = "Poland voted for a resolution to expel the Russian ambassador."
    assert ("SANCTION", ("state-pol",), ("state-rus",)) in acts(nlp, text)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Iran arrested up to 30 Danish sailors.", [("state-dnk",)]),
        ("Boko Haram kidnapped up to 20 Kenyan engineers.", [("state-ken",)]),
        ("Iran gave up to Danish sailors.", []),
    ],
)
def test_up_to_before_a_number_leaves_the_object_one(nlp: Language, text: str, targets: list[tuple[str, ...]]) -> None:
    assert [t for _, _, t in acts(nlp, text)] == targets


@pytest.mark.parametrize(
    ("verb", "told"),
    [("granted", [("AID", ("org-eu",), ("state-mda",))]), ("ended", [])],
)
def test_who_is_given_something_stands_before_it(
    nlp: Language, verb: str, told: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert acts(nlp, f"The European Union {verb} Moldova military aid.") == told
