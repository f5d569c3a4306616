"""Who acts and who suffers: heads that stand for somebody, groups, passives, things, coordinated verbs."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.model import Document, Event
from kg.text.extract import extract


def only(nlp: Language, text: str, type_: str) -> Event:
    found = next(extract(nlp, [Document(text, date="2024-05-15")]))
    (event,) = [e for e in found.events if e.type == type_]
    return event


@pytest.mark.parametrize(
    ("text", "type_", "source"),
    [
        ("Hezbollah guerrillas killed two Israeli soldiers.", "ASSAULT", "org-hezbollah"),
        ("The rebels of the FARC declared a ceasefire in December.", "CONCEDE", "org-farc"),
        ("Osama bin Laden's al-Qaeda network attacked Kenya.", "ASSAULT", "org-al-qaeda"),
        ("The Malian junta expelled the French ambassador.", "SANCTION", "state-mli"),
        ("Officials in Ankara accused Greece of lying.", "ACCUSE", "state-tur"),
        ("Security forces in Guinea tortured two Liberians.", "ASSAULT", "state-gin"),
        ("Iraqi government troops attacked Hezbollah.", "ASSAULT", "state-irq"),
        ("The Ivory Coast's Supreme Court accused France of lying.", "ACCUSE", "state-civ"),
    ],
)
def test_a_head_stands_for_whom_it_fights_or_sits_for(nlp: Language, text: str, type_: str, source: str) -> None:
    assert only(nlp, text, type_).sources == (source,)


def test_troops_in_a_land_are_not_its_own(nlp: Language) -> None:
    assert not next(extract(nlp, [Document("Troops in Iraq attacked Hezbollah.")])).events


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Turkey bombed villages in Iraq.", "state-irq"),
        ("Iran seized a Greek tanker.", "state-grc"),
        ("NATO aircraft struck a bridge in Belgrade.", "state-srb"),
    ],
)
def test_what_is_done_to_a_thing_is_done_to_whose_it_is(nlp: Language, text: str, target: str) -> None:
    types = {"ASSAULT", "COERCE"}
    events = [e for e in next(extract(nlp, [Document(text)])).events if e.type in types]
    assert [e.targets for e in events] == [(target,)]


def test_an_attack_is_its_owner_s_and_hits_where_it_falls(nlp: Language) -> None:
    event = only(nlp, "An Israeli airstrike killed twelve people in Lebanon.", "ASSAULT")
    assert (event.sources, event.targets) == (("state-isr",), ("state-lbn",))


def test_an_act_can_be_told_of_who_suffers_it(nlp: Language) -> None:
    event = only(nlp, "Six Mexican nationals were killed in the attack.", "ASSAULT")
    assert (event.sources, event.targets) == ((), ("state-mex",))


@pytest.mark.parametrize(
    "text",
    [
        "His former lawyer was convicted of fraud.",  # not the one whose lawyer he is
        "If Emmanuel Macron were killed, Germany would mourn.",
        "Those who remain silent when Iran is attacked are guilty.",
    ],
)
def test_nobody_suffers_what_is_not_said_to_have_been_done_to_him(nlp: Language, text: str) -> None:
    assert not [e for e in next(extract(nlp, [Document(text)])).events if e.type in {"ASSAULT", "COERCE"}]


@pytest.mark.parametrize(
    ("text", "type_", "sources", "targets"),
    [
        ("Boris Johnson urged Iran to wait and met Emmanuel Macron.", "CONSULT", "boris-johnson", "emmanuel-macron"),
        ("Egypt met with Turkey and was condemned by Greece.", "ACCUSE", "state-grc", "state-egy"),
        ("Palestine was recognised as a state by Norway.", "SUPPORT", "state-nor", "state-pse"),
        ("The United States has been urging Germany to wait.", "REQUEST", "state-usa", "state-deu"),
    ],
)
def test_verbs_share_what_the_parser_hung_elsewhere(
    nlp: Language, text: str, type_: str, sources: str, targets: str
) -> None:
    event = only(nlp, text, type_)
    assert sources in event.sources[0]
    assert targets in event.targets[0]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (
            "Talks between Ethiopia and Eritrea took place in Pretoria. South Africa and Kenya sent observers. "
            "The warring parties agreed to end the war.",
            {"state-eth", "state-eri"},
        ),
        (
            "President Barack Obama was in Washington. Cuban President Raul Castro was in Havana. "
            "The two presidents agreed to end the embargo.",
            {"person-barack-obama", "person-raul-castro"},
        ),
        (
            "Barack Obama met Raul Castro in Panama. The two agreed to end the embargo.",
            {"person-barack-obama", "person-raul-castro"},
        ),
        (
            "French foreign minister Jean-Yves Le Drian came to Cairo. Greek foreign minister Nikos Dendias came too. "
            "The foreign ministers agreed to wait.",
            {"person-jean-yves-le-drian", "person-nikos-dendias"},
        ),
        (
            "Sergey Lavrov and his Chinese counterpart, Wang Yi, agreed to wait.",
            {"person-sergey-lavrov", "person-wang-yi"},
        ),
    ],
)
def test_whom_a_group_consists_of(nlp: Language, text: str, members: set[str]) -> None:
    event = only(nlp, text, "AGREE")
    assert {*event.sources, *event.targets} == members


def test_somebody_unknown_who_speaks_with_two_leaves_them_apart(nlp: Language) -> None:
    assert not next(extract(nlp, [Document("The delegates spoke with Norway and Sweden.")])).events


def test_a_promise_to_one_s_own_country_is_no_pact_with_it(nlp: Language) -> None:
    event = only(nlp, "Emmanuel Macron promised France a better year.", "AGREE")
    assert event.targets == ()


def test_what_an_act_of_speech_concerns(nlp: Language) -> None:
    left = only(nlp, "Kenya criticized Russia for leaving the Black Sea Grain Initiative.", "ACCUSE")
    assert left.about == ("agreement-black-sea-grain",)
    asked = only(nlp, "Vladimir Putin demanded an end to attacks on Kyiv.", "REQUEST")
    assert asked.about == ("state-ukr",)


def test_a_capital_is_a_place_by_its_description(nlp: Language) -> None:
    event = only(nlp, "Sergey Lavrov met Antony Blinken in the Chinese capital.", "CONSULT")
    assert event.place == "place-beijing"
