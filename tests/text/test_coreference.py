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


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Hezbollah has offices in Beirut. The militants attacked Israel.", ["Hezbollah"]),
        ("Hezbollah and Hamas have offices in Beirut. The militants attacked Israel.", []),
        ("Hezbollah has offices in Beirut. The militants of the north attacked Israel.", []),
    ],
)
def test_the_militants_are_the_one_armed_group_named_before(nlp: Language, text: str, source: list[str]) -> None:
    assert [s for s, _ in sides(read(nlp, text), "ASSAULT")] == ([source] if source else [])


def test_names_in_a_list_follow_their_offices_one_for_each_state(nlp: Language) -> None:
    text = (
        "Norwegian Foreign Minister Jonas Berg met his Danish and Swedish counterparts, Lars Rasmussen and "
        "Maria Stenergard, in Oslo."
    )
    found = read(nlp, text)
    assert sides(found, "CONSULT") == [(["Jonas Berg"], ["Lars Rasmussen", "Maria Stenergard"])]
    held = {(p.holder, p.role, p.of) for p in found.positions}
    assert ("person-lars-rasmussen", "Foreign Minister", "state-dnk") in held
    assert ("person-maria-stenergard", "Foreign Minister", "state-swe") in held


def test_one_name_behind_two_offices_gives_nobody_a_state(nlp: Language) -> None:
    found = read(nlp, "Jonas Berg met his Danish and Swedish counterparts, Lars Rasmussen, in Oslo.")
    assert [e.state for e in found.entities if e.name == "Lars Rasmussen"] == [None]


@pytest.mark.parametrize(
    ("words", "target"),
    [("the parties", ["Peru", "Ecuador"]), ("both parties", ["Peru", "Ecuador"]), ("all parties", [])],
)
def test_all_parties_may_be_more_than_those_named(nlp: Language, words: str, target: list[str]) -> None:
    text = f"Talks between Peru and Ecuador began. Norway urged {words} to sign the accord."
    assert (["Norway"], target) in sides(read(nlp, text), "REQUEST")


def test_they_as_the_main_subject_may_look_back_far(nlp: Language) -> None:
    before = "Kenya and Uganda spoke on Monday. The weather was bad. The road was long. "
    assert sides(read(nlp, before + "They agreed to open the border."), "AGREE") == [(["Kenya"], ["Uganda"])]
    assert not sides(read(nlp, before + "The mayor hopes that they agreed to open the border."), "AGREE")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Norway condemned Eritrea's silence and its support for Ethiopia.", "Eritrea"),
        ("Norway condemned Eritrea's repression of its farmers and its support for Ethiopia.", "Eritrea"),
        ("Norway announced a loan and its support for Ethiopia.", "Norway"),
    ],
)
def test_two_things_that_are_joined_are_one_owner_s(nlp: Language, text: str, source: str) -> None:
    assert ([source], ["Ethiopia"]) in sides(read(nlp, text), "SUPPORT")


def test_what_is_joined_to_a_name_may_be_either_s(nlp: Language) -> None:
    text = "Poland welcomed Sweden's condemnation of Russia and its invasion of Ukraine."
    assert not sides(read(nlp, text), "ASSAULT")


def test_a_pronoun_that_is_the_subject_means_what_was_spoken_of_before(nlp: Language) -> None:
    text = "In talks with Iceland it criticised Norway."
    assert sides(read(nlp, f"Canada spoke first. {text}"), "ACCUSE") == [(["Canada"], ["Norway"])]
    assert not sides(read(nlp, text), "ACCUSE")


def test_a_name_that_explains_the_subject_is_the_subject(nlp: Language) -> None:
    text = "The president, Gabriel Boric, spoke of Joe Biden. He condemned Venezuela."
    assert sides(read(nlp, text), "ACCUSE") == [(["Gabriel Boric"], ["Venezuela"])]
    text = "Joe Biden spoke of the president, Gabriel Boric. He condemned Venezuela."
    assert sides(read(nlp, text), "ACCUSE") == [(["Joe Biden"], ["Venezuela"])]


@pytest.mark.parametrize(
    ("places", "sources"),
    [
        ("Senegal, Mali, and Togo", ["Senegal", "Mali", "Togo"]),
        ("Fiji, Nepal and Ghana", ["Fiji", "Nepal", "Ghana"]),
        ("Tbilisi, Georgia, and Ghana", ["Georgia", "Ghana"]),
    ],
)
def test_states_between_commas_are_a_list(nlp: Language, places: str, sources: list[str]) -> None:
    assert sides(read(nlp, f"Troops from {places} attacked Hezbollah."), "ASSAULT") == [(sources, ["Hezbollah"])]


@pytest.mark.parametrize("whole", ["", " of the border"])
def test_the_sides_of_a_thing_are_those_who_are_named_before_them(nlp: Language, whole: str) -> None:
    text = f"The Israeli and Lebanese sides{whole} agreed to a truce."
    assert sides(read(nlp, text), "AGREE") == [(["Israel"], ["Lebanon"])]


@pytest.mark.parametrize(
    ("words", "sources"),
    [("The statement", [["Kremlin"]]), ("A statement", []), ("The letter", [])],
)
def test_the_statement_is_its_author_s_word(nlp: Language, words: str, sources: list[list[str]]) -> None:
    text = f"The Kremlin issued a statement on Monday. {words} accused Poland of lying."
    assert [s for s, _ in sides(read(nlp, text), "ACCUSE")] == sources


@pytest.mark.parametrize(
    ("words", "sources"),
    [("His government", [["Venezuela"]]), ("The army of Maduro", [["Venezuela"]]), ("His brother", [])],
)
def test_somebody_s_government_is_his_state_and_his_family_is_not(
    nlp: Language, words: str, sources: list[list[str]]
) -> None:
    text = f"Nicolas Maduro was reelected. {words} expelled the ambassador of Chile."
    assert [s for s, _ in sides(read(nlp, text), "SANCTION")] == sources


@pytest.mark.parametrize(
    ("words", "land", "sources"),
    [
        ("The police", "Thailand", [["Thailand"]]),
        ("A police unit", "Thailand", []),
        ("The police", "Cambodia", []),
    ],
)
def test_in_a_text_about_one_country_the_police_are_its_own(
    nlp: Language, words: str, land: str, sources: list[list[str]]
) -> None:
    text = f"Thailand is large. {land} has beaches. In Bangkok, Thai women spoke. {words} arrested a Danish journalist."
    assert [s for s, _ in sides(read(nlp, text), "COERCE") if s] == sources


@pytest.mark.parametrize(
    ("where", "sources"),
    [
        ("in Santiago on Sunday", [["Workers of Chile"]]),
        ("outside the parliament in Nairobi", [["Workers of Kenya"]]),
        ("outside the Iranian embassy in London", [["Workers of United Kingdom"]]),
        ("outside the Iranian embassy", []),
        ("after the elections", []),
    ],
)
def test_people_are_of_the_land_in_which_they_march(nlp: Language, where: str, sources: list[list[str]]) -> None:
    assert [s for s, _ in sides(read(nlp, f"Workers demonstrated {where}."), "PROTEST")] == sources


@pytest.mark.parametrize(("who", "sources"), [("spokesperson", [["Hezbollah"]]), ("lawyer", [])])
def test_a_spokesperson_speaks_for_somebody_and_a_lawyer_for_himself(
    nlp: Language, who: str, sources: list[list[str]]
) -> None:
    assert [s for s, _ in sides(read(nlp, f"A {who} for Hezbollah thanked Iran."), "SUPPORT")] == sources


def test_what_is_theirs_is_both_s(nlp: Language) -> None:
    text = "Peru and Ecuador met on Monday. Their accord was denounced by Chile."
    assert sides(read(nlp, text), "ACCUSE") == [(["Chile"], ["Peru", "Ecuador"])]


@pytest.mark.parametrize(
    ("thing", "target"),
    [
        ("the raid that Israel launched", ["Israel"]),
        ("the plan Israel put forward", ["Israel"]),
        ("the raid that angered Israel", []),
        ("the raid that Israel suffered", []),
        ("the plan criticised by Israel", []),
        ("the bombing of Israel", []),
        ("the arrest of three Israelis", []),
        ("the policy of Israel", ["Israel"]),
    ],
)
def test_a_deed_is_his_who_did_it_and_not_his_who_suffered_or_judged_it(
    nlp: Language, thing: str, target: list[str]
) -> None:
    assert (["Egypt"], target) in sides(read(nlp, f"Egypt denounced {thing}."), "ACCUSE")


def test_the_capital_of_a_state_stands_for_it_where_it_is_attacked(nlp: Language) -> None:
    text = "Al-Shabaab attacked the Kenyan capital. Antony Blinken arrived in the capital of Uganda."
    found = read(nlp, text)
    assert [t for _, t in sides(found, "ASSAULT")] == [["Kenya"]]
    assert [e.place for e in found.events if e.mode == "visit"] == ["place-kampala"]


def test_the_capital_of_nobody_is_nowhere(nlp: Language) -> None:
    assert not sides(read(nlp, "Al-Shabaab attacked the capital."), "ASSAULT")


def test_we_are_whose_farmers_are_ours_and_not_whom_we_thank(nlp: Language) -> None:
    text = (
        "Friends, Norway has been generous and Norway has been patient. We thank Norway. Kenya will not forget, "
        "and our Kenyan farmers will not. We condemn Eritrea. We will wait."
    )
    assert sides(read(nlp, text), "ACCUSE") == [(["Kenya"], ["Eritrea"])]
    text = "We know what we owe. We thank Norway. We love Norway. We condemn Eritrea. We will help."
    assert not read(nlp, text).events


@pytest.mark.parametrize(
    ("before", "they", "sources"),
    [
        (
            "The Turkish Ministry of Foreign Affairs denounced Iran.",
            "They",
            ("body-ministry-of-foreign-affairs-of-turkey",),
        ),
        ("Emmanuel Macron and Olaf Scholz met in Paris.", "The two countries", ("state-fra", "state-deu")),
        (
            "Emmanuel Macron and Olaf Scholz met in Paris.",
            "The two leaders",
            ("person-emmanuel-macron", "person-olaf-scholz"),
        ),
        ("Emmanuel Macron denounced Iran.", "They", ()),
    ],
)
def test_who_they_and_the_two_countries_are(nlp: Language, before: str, they: str, sources: tuple[str, ...]) -> None:
    found = next(extract(nlp, [Document(f"{before} {they} urged Japan to open talks.")]))
    assert [e.sources for e in found.events if e.type == "REQUEST"] == ([sources] if sources else [])
