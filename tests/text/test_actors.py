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


def sides(nlp: Language, text: str, type_: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    found = next(extract(nlp, [Document(text, date="2024-05-15")]))
    return [(e.sources, e.targets) for e in found.events if e.type == type_]


@pytest.mark.parametrize(
    ("text", "pacts"),
    [
        ("Emmanuel Macron spoke of Iran, and Olaf Scholz agreed.", 0),
        ("Emmanuel Macron agreed to help Lebanon.", 1),
        ("Olaf Scholz and Emmanuel Macron agreed.", 1),
    ],
)
def test_who_only_shares_a_view_makes_no_pact(nlp: Language, text: str, pacts: int) -> None:
    assert len(sides(nlp, text, "AGREE")) == pacts


@pytest.mark.parametrize(("verb", "told"), [("denounced", 1), ("accused", 0), ("blamed", 0)])
def test_a_thing_is_denounced_but_only_somebody_is_accused(nlp: Language, verb: str, told: int) -> None:
    assert len(sides(nlp, f"Norway {verb} the newspaper.", "ACCUSE")) == told


@pytest.mark.parametrize(
    ("text", "type_", "told"),
    [
        ("Israel bombed a market.", "ASSAULT", [(("state-isr",), ())]),
        ("Israel bombed a plan.", "ASSAULT", []),
        ("Japan sent food to the villagers.", "AID", [(("state-jpn",), ())]),
        ("Emmanuel Macron asked the villagers to wait.", "REQUEST", []),
    ],
)
def test_force_and_aid_need_no_name_of_whom_they_reach(
    nlp: Language, text: str, type_: str, told: list[tuple[tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert sides(nlp, text, type_) == told


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("The Security Council met behind closed doors.", 1),
        ("NATO met in Oslo on Thursday.", 1),
        ("Kenya met in Oslo on Thursday.", 0),
        ("The envoys were convened by the African Union.", 0),
    ],
)
def test_a_council_meets_with_itself_and_a_state_with_another(nlp: Language, text: str, meetings: int) -> None:
    assert len(sides(nlp, text, "CONSULT")) == meetings


@pytest.mark.parametrize(
    ("deed", "attacks"),
    [("A raid", 1), ("A bomb blast", 1), ("A gas explosion", 0), ("A storm", 0)],
)
def test_an_attack_by_nobody_named_kills_and_an_accident_is_none(nlp: Language, deed: str, attacks: int) -> None:
    assert sides(nlp, f"{deed} killed two Danish soldiers.", "ASSAULT") == [((), ("state-dnk",))] * attacks


def test_who_hosts_talks_between_others_is_not_of_them(nlp: Language) -> None:
    found = sides(nlp, "Norway hosted talks between Israel and Syria.", "CONSULT")
    assert found == [(("state-isr",), ("state-syr",))]
    assert not sides(nlp, "Norway hosted talks between Israel and the rebels.", "CONSULT")


@pytest.mark.parametrize("place", ["Germany", "Berlin"])
def test_who_comes_home_pays_no_visit(nlp: Language, place: str) -> None:
    assert not sides(nlp, f"Olaf Scholz returned to {place} on Friday.", "CONSULT")
    assert sides(nlp, f"Emmanuel Macron travelled to {place} on Friday.", "CONSULT")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Kenya sent Uganda a note demanding an apology.", "state-uga"),
        ("Kenya wrote to Uganda demanding an apology.", "state-uga"),
        ("Kenya wrote to Uganda demanding an apology from Rwanda.", "state-rwa"),
    ],
)
def test_a_letter_asks_whom_it_is_written_to_unless_it_names_another(nlp: Language, text: str, target: str) -> None:
    assert sides(nlp, text, "REQUEST") == [(("state-ken",), (target,))]


@pytest.mark.parametrize(
    ("text", "type_", "source"),
    [
        ("Two French sailors were arrested in Niger.", "COERCE", ("state-ner",)),
        ("Two French sailors were arrested in Niger by Chad.", "COERCE", ("state-tcd",)),
        ("Two French sailors were wounded in Niger.", "ASSAULT", ()),
    ],
)
def test_where_nobody_else_is_named_the_state_of_the_place_arrests(
    nlp: Language, text: str, type_: str, source: tuple[str, ...]
) -> None:
    assert sides(nlp, text, type_) == [(source, ("state-fra",))]


def test_a_city_that_hosts_is_its_state(nlp: Language) -> None:
    found = sides(nlp, "Nairobi hosted the summit with the African Union.", "CONSULT")
    assert {*found[0][0], *found[0][1]} == {"state-ken", "org-african-union"}


@pytest.mark.parametrize(
    ("words", "types"),
    [
        ("it would bomb Syria", ["THREATEN"]),
        ("Israel would bomb Syria", ["ASSAULT"]),
        ("it would not bomb Syria", ["ASSAULT"]),
        ("it had bombed Syria", ["ASSAULT"]),
        ("it would help Syria", ["AID"]),
    ],
)
def test_who_says_that_he_will_strike_threatens(nlp: Language, words: str, types: list[str]) -> None:
    found = next(extract(nlp, [Document(f"Turkey said that {words}.")]))
    assert [e.type for e in found.events] == types


@pytest.mark.parametrize(
    ("verb", "source"), [("fired", [("state-rus",)]), ("intercepted", []), ("condemned", []), ("feared", [])]
)
def test_missiles_are_theirs_who_fire_them(nlp: Language, verb: str, source: list[tuple[str, ...]]) -> None:
    found = sides(nlp, f"Russia {verb} missiles targeting Ukrainian troops.", "ASSAULT")
    assert [s for s, _ in found] == source


@pytest.mark.parametrize(
    ("noun", "told"), [("victim", [(("state-som",), ("state-ken",))]), ("witness", []), ("author", [])]
)
def test_who_is_the_victim_of_an_attack_is_attacked(
    nlp: Language, noun: str, told: list[tuple[tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert sides(nlp, f"Kenya was the {noun} of an attack by Somalia.", "ASSAULT") == told


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Norway renewed its demand on Monday that Israel open the border.", ("state-isr",)),
        ("Norway repeated its demand yesterday that Israel release Danish sailors.", ("state-isr",)),
        ("Norway renewed its demand on Monday.", ()),
    ],
)
def test_what_is_demanded_may_stand_far_from_the_demand(nlp: Language, text: str, target: tuple[str, ...]) -> None:
    assert [t for _, t in sides(nlp, text, "REQUEST") if t] == ([target] if target else [])


@pytest.mark.parametrize(("thing", "told"), [("agreement", [(("state-uga",), ("state-eri",))]), ("picture", [])])
def test_which_stands_for_the_noun_before_it(
    nlp: Language, thing: str, told: list[tuple[tuple[str, ...], tuple[str, ...]]]
) -> None:
    text = f"Kenya praised the {thing} that was signed by Uganda with Eritrea."
    assert sides(nlp, text, "TREATY_SIGN") == told


def test_who_made_a_missile_has_not_fired_it(nlp: Language) -> None:
    assert sides(nlp, "The North Korean missile hit Japan.", "ASSAULT") == [(("state-prk",), ("state-jpn",))]
    assert sides(nlp, "The North Korean-made missile hit Japan.", "ASSAULT") == []


@pytest.mark.parametrize("before", ["India and Pakistan met in Lahore. Each side", "India and Pakistan"])
def test_each_of_two_acts_towards_the_other(nlp: Language, before: str) -> None:
    other = "the other" if "Each" in before else "each other"
    found = next(extract(nlp, [Document(f"{before} accused {other} of firing first.")]))
    accused = {(e.sources, e.targets) for e in found.events if e.type == "ACCUSE"}
    assert accused == {(("state-ind",), ("state-pak",)), (("state-pak",), ("state-ind",))}


def test_joined_participles_share_their_agent_and_what_they_are_done_to(nlp: Language) -> None:
    found = next(extract(nlp, [Document("Timor-Leste was invaded and occupied by Indonesian forces.")]))
    assert [(e.sources, e.targets) for e in found.events] == [(("state-idn",), ("state-tls",))]


def test_ministers_meeting_somewhere_are_no_meeting(nlp: Language) -> None:
    event = only(nlp, "European Union foreign ministers meeting in Luxembourg condemned Syria.", "ACCUSE")
    assert (event.sources, event.targets) == (("org-eu",), ("state-syr",))


@pytest.mark.parametrize("asked", ["both rivals", "the other members"])
def test_who_calls_on_others_to_sign_does_not_sign(nlp: Language, asked: str) -> None:
    text = f"Britain called on {asked} to sign the Comprehensive Test Ban Treaty."
    assert not [e for e in next(extract(nlp, [Document(text)])).events if e.type == "TREATY_SIGN"]


@pytest.mark.parametrize(
    ("owner", "arrests"), [("the military's", []), ("China's", [("state-chn",)]), ("the junta's", [])]
)
def test_what_is_joined_to_somebody_s_deed_is_theirs(nlp: Language, owner: str, arrests: list[tuple[str]]) -> None:
    text = f"The United States condemned {owner} seizure of power and its detention of Aung San Suu Kyi."
    found = next(extract(nlp, [Document(text)]))
    assert [e.sources for e in found.events if e.type == "COERCE"] == arrests


@pytest.mark.parametrize(("verb", "visits"), [("flew", 1), ("flew him", 0)])
def test_who_is_taken_somewhere_pays_no_visit(nlp: Language, verb: str, visits: int) -> None:
    text = f"Emmanuel Macron met Volodymyr Zelenskyy. President Emmanuel Macron then {verb} to Poland."
    found = next(extract(nlp, [Document(text)]))
    assert sum(e.mode == "visit" for e in found.events) == visits


@pytest.mark.parametrize(
    ("who", "sources"), [("it killed", []), ("the Bangladeshi army killed", [("body-army-of-bangladesh",)])]
)
def test_what_kills_people_may_be_a_fire(nlp: Language, who: str, sources: list[tuple[str]]) -> None:
    found = next(extract(nlp, [Document(f"Bangladesh mourns. Officials said {who} two Indian sailors.")]))
    assert [e.sources for e in found.events if e.type == "ASSAULT"] == sources


@pytest.mark.parametrize(("war", "accused"), [("the Korean War", []), ("Russia's war", [("state-rus",)])])
def test_a_war_by_its_name_is_nobodys_own(nlp: Language, war: str, accused: list[tuple[str]]) -> None:
    found = next(extract(nlp, [Document(f"Emmanuel Macron called {war} a crime.")]))
    assert [e.targets for e in found.events if e.type == "ACCUSE" and e.targets] == accused
