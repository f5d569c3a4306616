"""Who and what a text names."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.model import Document, Extraction
from kg.names import abbreviates
from kg.text.entities import plain_case
from kg.text.extract import extract


def read(nlp: Language, text: str, date: str = "2024-05-15") -> Extraction:
    return next(extract(nlp, [Document(text, date=date)]))


def classes(nlp: Language, text: str) -> dict[str, str]:
    return {e.name: e.cls for e in read(nlp, text).entities}


def mentions(nlp: Language, text: str, name: str) -> set[str]:
    found = read(nlp, text)
    ids = {e.id for e in found.entities if e.name == name}
    return {m.text for m in found.mentions if m.entity in ids}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Kyiv said it would reply.", "Ukraine"),
        ("Talks with Tehran continued.", "Iran"),
        ("French forces left the town.", "France"),
        ("The Poles voted on Sunday.", "Poland"),
    ],
)
def test_a_capital_an_adjective_or_a_people_can_stand_for_the_state(nlp: Language, text: str, state: str) -> None:
    assert classes(nlp, text)[state] == "State"


@pytest.mark.parametrize(
    "text", ["The ministers met in Kyiv.", "The delegation flew to Kyiv on Monday.", "Macron will visit Kyiv."]
)
def test_a_capital_is_a_place_where_one_goes_or_meets(nlp: Language, text: str) -> None:
    found = {e.name: e for e in read(nlp, text).entities}
    assert found["Kyiv"].cls == "Place"
    assert found["Kyiv"].state == "state-ukr"


def test_one_person_is_one_thing_however_named(nlp: Language) -> None:
    text = "British Prime Minister Keir Starmer arrived on Monday. Starmer spoke first. Later Mr. Starmer left."
    assert mentions(nlp, text, "Keir Starmer") >= {"Keir Starmer", "Starmer"}


def test_headlines_in_title_case_make_no_names(nlp: Language) -> None:
    text = "Putin Agrees to Ceasefire\n\nRussian President Vladimir Putin agreed to a ceasefire on Tuesday."
    assert set(classes(nlp, text)) <= {"Vladimir Putin", "Russia"}


def test_a_ministry_belongs_to_its_state(nlp: Language) -> None:
    found = {e.name: e for e in read(nlp, "The Turkish Ministry of Foreign Affairs condemned the attack.").entities}
    body = next(e for e in found.values() if e.cls == "GovernmentBody")
    assert body.state == "state-tur"
    assert "Foreign Affairs" in body.name


def test_a_people_within_a_state_is_neither_state(nlp: Language) -> None:
    assert classes(nlp, "Bosnian Serbs shelled the town.")["Bosnian Serbs"] == "Organization"


def test_an_agreement_without_a_name_is_known_by_its_words(nlp: Language) -> None:
    text = "The leaders discussed a maritime ceasefire in the Black Sea. They also want peace."
    assert classes(nlp, text)["Maritime ceasefire in the Black Sea"] == "Agreement"


def test_a_resolution_is_an_instrument(nlp: Language) -> None:
    names = classes(nlp, "Israel rejected Resolution 1701 on Monday.")
    assert names["Resolution 1701"] == "Agreement"


def test_a_day_after_a_treaty_is_not_of_its_name(nlp: Language) -> None:
    names = classes(nlp, "Poland announced its withdrawal from the Ottawa Convention on Monday.")
    assert names["Ottawa Convention"] == "Treaty"


def test_positions_come_from_the_words_around_a_name(nlp: Language) -> None:
    text = (
        "Acting German Chancellor Olaf Scholz met Kirill Dmitriev, the Kremlin's envoy for economic cooperation, and "
        "Ben Hodges, former commander of U.S. forces in Europe."
    )
    found = read(nlp, text, "2025-03-18")
    names = {e.id: e.name for e in found.entities}
    held = {(names[p.holder], p.role, p.status) for p in found.positions}
    assert ("Olaf Scholz", "Chancellor", "acting") in held
    assert ("Ben Hodges", "commander", "former") in held
    assert any(holder == "Kirill Dmitriev" and role.startswith("envoy") for holder, role, _ in held)


def test_an_office_before_a_name_is_not_that_of_the_titled_person_before_it(nlp: Language) -> None:
    text = "At the invitation of Premier Li Qiang, the President of Ghana, H.E. John Mahama, came to China."
    found = read(nlp, text, "2025-10-14")
    names = {e.id: e.name for e in found.entities}
    assert [names[p.holder] for p in found.positions if p.role == "President"] == ["John Mahama"]


def test_h_e_is_no_part_of_a_name(nlp: Language) -> None:
    found = read(nlp, "The Foreign Minister of Ghana, H.E. Shirley Ayorkor Botchwey, met the delegation.")
    assert [e.name for e in found.entities if e.cls == "Person"] == ["Shirley Ayorkor Botchwey"]


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("OSCE", "Organization for Security and Co-operation in Europe", True),
        ("NORDEFCO", "Nordic Defense Cooperation", True),
        ("UN", "European Union", False),
        ("XYZ", "Nordic Defense Cooperation", False),
    ],
)
def test_an_abbreviation_has_its_letters_in_order(short: str, long: str, *, fits: bool) -> None:
    assert abbreviates(short, long) is fits


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("She met Kuwaiti Foreign Minister Sheikh Omar Nasser Al-Hassan Al-Jaber today.",
         "Omar Nasser Al-Hassan Al-Jaber", "Foreign Minister"),
        ("He spoke with Palauan President Kimo Rdechor, Jr. in Koror.", "Kimo Rdechor, Jr.", "President"),
        ("He spoke with Kazakhstan Deputy Prime Minister and Minister of Foreign Affairs Timur Akhmetov on Friday.",
         "Timur Akhmetov", "Minister of Foreign Affairs"),
        ("He spoke today with Secretary General of the Organization of American States (OAS) Pedro Molina about it.",
         "Pedro Molina", "Secretary General"),
        ("The envoys met UN Special Coordinator for the Middle East Peace Process Hanna Lind on Friday.",
         "Hanna Lind", "Special Coordinator"),
    ],
)  # fmt: skip
def test_a_name_of_several_words_follows_an_office(nlp: Language, text: str, name: str, role: str) -> None:
    found = read(nlp, text)
    (person,) = [e for e in found.entities if e.cls == "Person"]
    assert person.name == name
    assert next(p.role for p in found.positions if p.holder == person.id).startswith(role)


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        ("The International Court of Justice met. The Court heard both.", "Court", "International Court of Justice"),
        ("The Washington Post had the story. An official told the Post so.", "Post", "The Washington Post"),
        ("Talks with North Korea failed. The North fired a missile.", "North", "North Korea"),
    ],
)  # fmt: skip
def test_a_capitalised_head_stands_for_the_fuller_name(nlp: Language, text: str, form: str, name: str) -> None:
    assert form in mentions(nlp, text, name)


def test_a_surname_is_the_office_holder_and_not_a_relative(nlp: Language) -> None:
    text = "Hunter Biden spoke first. President Joe Biden came later. Biden thanked Poland."
    found = read(nlp, text, date="2022-05-01")
    thanks = next(e for e in found.events if e.type == "SUPPORT")
    assert thanks.sources == ("person-joe-biden",)


def test_a_word_with_an_article_is_no_surname(nlp: Language) -> None:
    text = "Moon Jae-in met Kim Jong Un. The rocket went to the Moon on Friday."
    assert "Moon" not in {m.text for m in read(nlp, text).mentions if m.start > text.index("rocket")}


def test_capitalised_common_nouns_are_no_organisations(nlp: Language) -> None:
    text = "The Applicant asked for more time. The Respondent opposed it. The List was closed."
    assert not {"Applicant", "Respondent", "List"} & classes(nlp, text).keys()


def test_the_text_s_own_abbreviation_beats_the_table(nlp: Language) -> None:
    text = "The Syrian Democratic Forces (SDF) condemned Turkey. The SDF accused Russia."
    assert "SDF" in mentions(nlp, text, "Syrian Democratic Forces")


def test_a_parliament_of_a_state_is_that_state_s(nlp: Language) -> None:
    found = read(nlp, "The Parliament of Iraq condemned the attack in a statement.")
    assert {e.state for e in found.entities if e.cls == "GovernmentBody"} == {"state-irq"}


def test_two_titled_names_are_both_the_subject(nlp: Language) -> None:
    text = "US President Joe Biden and Turkish President Recep Tayyip Erdoğan spoke on the phone on Monday."
    (event,) = read(nlp, text, date="2022-05-01").events
    assert {*event.sources, *event.targets} == {"person-joe-biden", "person-recep-tayyip-erdogan"}


@pytest.mark.parametrize(
    ("text", "entity", "cls"),
    [
        ("Mongolia signed the convention on cluster munitions.", "treaty-ccm", "Treaty"),
        ("Finland violated the convention of 1921.", "treaty-convention-of-1921", "Treaty"),
        ("Britain ratified the Hague Convention for the protection of culture.", "treaty-hague-convention", "Treaty"),
    ],
)
def test_a_treaty_is_known_without_capitals_and_table(nlp: Language, text: str, entity: str, cls: str) -> None:
    found = next(extract(nlp, [Document(text)]))
    assert [e.cls for e in found.entities if e.id == entity] == [cls]


@pytest.mark.parametrize(
    "text", ["The party's convention in Milwaukee chose Kamala Harris.", "Hospitals kept the protocol."]
)
def test_not_every_convention_or_protocol_is_law(nlp: Language, text: str) -> None:
    assert not [e for e in next(extract(nlp, [Document(text)])).entities if e.cls == "Treaty"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The French consulate in Erbil thanked Iraq.", "Consulate of France in Erbil"),
        ("The American embassy thanked Iraq.", "Embassy of the United States"),
        ("The Danish army in Basra thanked Iraq.", "Army of Denmark"),
        ("The Gambian army attacked Senegal.", "Army of the Gambia"),
        ("The embassy in Kabul thanked Iraq.", None),
    ],
)
def test_a_mission_is_known_by_whose_it_is_and_where(nlp: Language, text: str, body: str | None) -> None:
    found = [e.name.lower() for e in read(nlp, text).entities if e.cls == "GovernmentBody"]
    assert found == ([body.lower()] if body else [])


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Jacques CHIRAC", "Jacques Chirac"),
        ("Carla RIVERA", "Carla Rivera"),
        ("Carla Rivera", "Carla Rivera"),
    ],
)
def test_a_surname_in_capitals_is_the_same_name(nlp: Language, written: str, name: str) -> None:
    assert classes(nlp, f"The delegation met {written} in Lima.")[name] == "Person"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Ban KI-MOON", "Ban KI-MOON"),
        ("JOHN MAJOR", "JOHN MAJOR"),
        ("John F. KENNEDY", "John F. Kennedy"),
        ("LEE Wei", "LEE Wei"),
    ],
)
def test_short_words_and_names_all_in_capitals_stay_as_they_are(written: str, plain: str) -> None:
    assert plain_case(written) == plain


def test_the_leaders_of_somewhere_are_no_organisation(nlp: Language) -> None:
    assert classes(nlp, "Ministers of Justice met. Leaders of Kenya condemned Belarus.").keys() == {"Kenya", "Belarus"}
    assert "Council of Ministers" in mentions(
        nlp, "The Council of Ministers condemned Belarus.", "Council of the European Union"
    )


def test_a_small_word_in_a_surname_is_capitalised_where_a_sentence_begins(nlp: Language) -> None:
    text = "President Manuel d'Almeida thanked Kenya. D'Almeida criticised Iran. D'Souza wrote."
    assert mentions(nlp, text, "Manuel d'Almeida") == {"Manuel d'Almeida", "D'Almeida"}


@pytest.mark.parametrize(
    "name", ["The Lithuanian Government", "The Philippine Government", "The Lithuanian government"]
)
def test_a_government_is_its_state(nlp: Language, name: str) -> None:
    found = next(extract(nlp, [Document(f"{name} signed a peace agreement with Poland.")]))
    assert {e.cls for e in found.entities if e.id.startswith(("state", "org"))} == {"State"}


def test_a_constitution_bans_nothing_as_a_body(nlp: Language) -> None:
    text = "The Prohibition Party supported the Amendment to the United States Constitution, which banned China."
    found = next(extract(nlp, [Document(text)]))
    assert not [e.name for e in found.entities if e.name.endswith("Constitution")]
