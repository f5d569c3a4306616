"""What a sentence leaves open is filled in from what the text has told before, or left open."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.model import Document, Event
from kg.text.extract import extract


def events(nlp: Language, text: str, date: str | None = "2024-05-15") -> list[Event]:
    return list(next(extract(nlp, [Document(text, date=date)])).events)


def only(nlp: Language, text: str, type_: str) -> Event:
    (event,) = [e for e in events(nlp, text) if e.type == type_]
    return event


@pytest.mark.parametrize(
    ("text", "type_", "source", "target"),
    [
        ("Iran seized a Greek tanker. France condemned the seizure.", "ACCUSE", "state-fra", "state-irn"),
        ("Israel bombed Lebanon on Monday. Jordan denounced the attack.", "ACCUSE", "state-jor", "state-isr"),
        ("Russia vetoed the resolution. Germany deplored the veto.", "ACCUSE", "state-deu", "state-rus"),
        ("Japan invited North Korea to Tokyo. Pyongyang rejected the invitation.", "REJECT", "state-prk", "state-jpn"),
        ("Norway rejected the allegations of Canada.", "REJECT", "state-nor", "state-can"),
        ("Norway denounced the memorandum between Turkey and Libya.", "ACCUSE", "state-nor", "state-tur"),
        ("Norway condemned an attack carried out by Eritrea.", "ACCUSE", "state-nor", "state-eri"),
    ],
)
def test_whose_deed_a_judgement_is_about(nlp: Language, text: str, type_: str, source: str, target: str) -> None:
    event = only(nlp, text, type_)
    assert source in event.sources
    assert target in event.targets


def test_what_the_story_gave_is_marked_and_less_sure(nlp: Language) -> None:
    text = "Russia vetoed the resolution. Germany deplored the veto. Germany condemned Russia."
    (found,) = extract(nlp, [Document(text, date="2024-05-15")])
    told = {c.rule.endswith("+story"): c.confidence for c in found.claims if c.rule.startswith("ACCUSE")}
    assert told[True] < told[False]


def test_a_judgement_of_a_thing_without_an_owner_has_no_target(nlp: Language) -> None:
    assert only(nlp, "Norway denounced the map.", "ACCUSE").targets == ()


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Iran threatened to leave the talks if the United States imposes sanctions.", "state-usa"),
        ("Turkey threatened to launch an offensive in its conflict with Syria.", "state-syr"),
    ],
)
def test_a_threat_is_put_to_whom_it_would_touch(nlp: Language, text: str, target: str) -> None:
    assert only(nlp, text, "THREATEN").targets == (target,)


def test_an_act_held_out_unless_somebody_yields_is_a_threat_and_no_plan(nlp: Language) -> None:
    found = events(nlp, "Canada will impose sanctions on Iran unless it releases the sailors.")
    assert ("THREATEN", "ultimatum") in {(e.type, e.mode) for e in found}
    assert "SANCTION" not in {e.type for e in found}


def test_saying_that_one_will_not_is_a_refusal(nlp: Language) -> None:
    event = only(nlp, "Poland said it would not sign the accord.", "REJECT")
    assert event.sources == ("state-pol",)


def test_a_protest_at_home_is_put_to_the_state_and_one_abroad_to_nobody(nlp: Language) -> None:
    assert only(nlp, "Indonesian students demonstrated on Saturday.", "PROTEST").targets == ("state-idn",)
    assert only(nlp, "Indonesian students demonstrated in Berlin on Saturday.", "PROTEST").targets == ()


def test_a_state_that_protests_makes_a_complaint(nlp: Language) -> None:
    assert [e.type for e in events(nlp, "China protested against the expulsion of its diplomats.")][:1] != ["PROTEST"]


def test_the_day_of_the_story_goes_on_until_the_tense_turns_back(nlp: Language) -> None:
    text = (
        "Emmanuel Macron met Olaf Scholz in Paris on Monday. He thanked Scholz for his help. "
        "Scholz had criticised Macron in April."
    )
    found = events(nlp, text)
    thanks = next(e for e in found if e.mode == "thank")
    assert thanks.date == "2024-05-13"
    assert thanks.time_expression is None, "a date without words is one that the story gives"
    assert next(e for e in found if e.type == "ACCUSE").date == "2024-04"


def test_what_was_before_has_not_the_date_of_what_came_after(nlp: Language) -> None:
    text = "Finland applied for membership on 18 May 2022, three months after Russia invaded Ukraine."
    assert only(nlp, text, "ASSAULT").date is None


def test_the_paragraphs_of_a_resolution_act_for_the_body_above_them(nlp: Language) -> None:
    text = (
        "The Security Council,\n\nRecalling its resolutions,\n\n"
        "1. CONDEMNS the attack by Ethiopia on Eritrea;\n\n2. Demands that Ethiopia withdraw its forces;\n"
    )
    found = {(e.type, e.sources, e.targets) for e in events(nlp, text)}
    assert ("ACCUSE", ("org-un-security-council",), ("state-eth",)) in found
    assert ("REQUEST", ("org-un-security-council",), ("state-eth",)) in found


def test_a_text_begins_behind_its_dateline(nlp: Language) -> None:
    event = only(nlp, "CAIRO (Agencies) - Egypt recalled its ambassador from Israel on Tuesday.", "SANCTION")
    assert event.sources == ("state-egy",)


def test_we_in_a_speech_is_the_state_that_it_speaks_for(nlp: Language) -> None:
    text = (
        "Today Canada knows what we owe our allies. Canada keeps its word, and we thank them. "
        "We condemn the brutality of Belarus. Our people want peace."
    )
    assert only(nlp, text, "ACCUSE").sources == ("state-can",)


def test_who_says_i_in_an_interview_is_no_state(nlp: Language) -> None:
    text = "I was born in Iran. I was twelve when I went to Syria. Iran was our home and we left it. I condemn Belarus."
    assert not events(nlp, text)


def test_indirect_speech_goes_on_where_the_tense_does(nlp: Language) -> None:
    text = (
        "The Kremlin said the call was useful. Russia and Ukraine would exchange prisoners on Wednesday. "
        "Belarus, it said, had welcomed the agreement."
    )
    (found,) = extract(nlp, [Document(text, date="2024-05-15")])
    types = {e.id: e.type for e in found.events}
    told = {types[c.event]: (c.modality, c.claimed_by) for c in found.claims}
    assert told["COOPERATE"] == ("Planned", ("body-kremlin",))
    assert told["SUPPORT"] == ("Actual", ("body-kremlin",))


def test_background_after_a_narrated_sentence_is_nobodys_word(nlp: Language) -> None:
    text = "Emmanuel Macron said he was content. He met Olaf Scholz on Monday. Scholz had met Xi Jinping in April."
    (found,) = extract(nlp, [Document(text, date="2024-05-15")])
    assert all(not c.claimed_by for c in found.claims)


@pytest.mark.parametrize(
    ("text", "type_", "sources", "targets", "about"),
    [
        (
            "The Ottawa Convention bans mines. The United States did not sign.",
            "TREATY_SIGN", {"state-usa"}, set(), {"treaty-ottawa-convention"},
        ),
        (
            "The INF Treaty bans missiles. NATO concludes that Russia has violated the agreement.",
            "TREATY_VIOLATE", {"state-rus"}, set(), {"treaty-inf-treaty"},
        ),
        (
            "Peru and Ecuador initialed a peace agreement in May. The agreement was signed in Brasilia.",
            "TREATY_SIGN", {"state-per", "state-ecu"}, set(), None,
        ),
        (
            "The European Union imposed sanctions on Belarus. Canada announced measures of its own.",
            "SANCTION", {"state-can"}, {"state-blr"}, None,
        ),
        (
            "Israel and Egypt held talks. Jimmy Carter mediated the talks.",
            "CONSULT", {"person-jimmy-carter"}, {"state-isr", "state-egy"}, None,
        ),
        (
            "Turkey and Libya signed a border agreement. Greece denounced the agreement.",
            "ACCUSE", {"state-grc"}, {"state-tur", "state-lby"}, None,
        ),
    ],
)  # fmt: skip
def test_what_the_story_completes(
    nlp: Language, text: str, type_: str, sources: set[str], targets: set[str], about: set[str] | None
) -> None:
    event = next(e for e in reversed(events(nlp, text)) if e.type == type_ and set(e.sources) == sources)
    assert set(event.targets) == targets
    assert about is None or set(event.about) == about


def test_a_verb_without_an_object_is_about_no_treaty_unless_it_is_signing(nlp: Language) -> None:
    found = events(nlp, "The INF Treaty bans missiles. Russia left on Monday.")
    assert not [e for e in found if e.type == "TREATY_WITHDRAW"]


def test_an_unknown_treaty_with_a_name_of_its_own_is_not_the_one_that_the_text_is_about(nlp: Language) -> None:
    found = events(nlp, "Chile signed the Antarctic Treaty. The Wellington convention has never entered into force.")
    assert [e.type for e in found] == ["TREATY_SIGN"]


def test_to_denounce_a_treaty_as_something_is_not_to_leave_it(nlp: Language) -> None:
    found = events(nlp, "China denounced the Partial Test Ban Treaty as a fraud.")
    assert [(e.type, e.sources) for e in found] == [("ACCUSE", ("state-chn",))]


def test_the_next_sentence_can_name_the_source(nlp: Language) -> None:
    text = "Iran attacked Iraq. The information was first published by Reuters."
    (claim,) = next(extract(nlp, [Document(text)])).claims
    assert claim.claimed_by == ("org-reuters",)


def test_a_semicolon_ends_what_is_only_planned(nlp: Language) -> None:
    text = "Finland is focused on keeping its promises; in May 2022, Finland applied for NATO membership."
    found = next(extract(nlp, [Document(text)]))
    asked = {e.id for e in found.events if e.type == "REQUEST"}
    assert [c.modality for c in found.claims if c.event in asked] == ["Actual"]


@pytest.mark.parametrize(
    ("text", "type_", "date"),
    [
        ("The coup in Niger was on 28 July 2023. A day later, France cut its aid to Niger.", "SANCTION", "2023-07-29"),
        ("Peru attacked Ecuador in January 1995. On Feb. 17 of that year Peru met Ecuador.", "CONSULT", "1995-02-17"),
        (
            "On 8 January 2024, Greece met Egypt over the November 27 deal. "
            "In a statement issued the following day, Turkey denounced Greece.",
            "ACCUSE",
            "2024-01-09",
        ),
        ("On 9 December, Canada declared that it supported Kenya.", "SUPPORT", "2023-12-09"),
        ("The State Department announced that Blinken would visit China from June 16 to 21.", "CONSULT", "2024-06-16"),
    ],
)
def test_days_that_hang_on_other_words(nlp: Language, text: str, type_: str, date: str) -> None:
    assert only(nlp, text, type_).date == date


def test_a_range_to_come_ends_after_it_begins(nlp: Language) -> None:
    event = only(nlp, "Antony Blinken will visit China from June 16 to 21.", "CONSULT")
    assert (event.date, event.date_end) == ("2024-06-16", "2024-06-21")


def test_a_headline_and_its_first_sentence_are_one_act(nlp: Language) -> None:
    text = (
        "Kenya and Uganda agree to restore relations\n\nKenya and Uganda agreed on 3 May to restore relations in June."
    )
    assert only(nlp, text, "AGREE").date == "2024-05-03"


def test_what_a_speech_does_by_its_words_is_of_its_day(nlp: Language) -> None:
    text = "The United States keeps its word, as we all know. We have waited. We condemn the brutality of Iran."
    assert only(nlp, text, "ACCUSE").date == "2024-05-15"


@pytest.mark.parametrize(
    ("before", "date"),
    [
        ("Emmanuel Macron landed in Rabat on Monday.", "2024-05-13"),
        ("Emmanuel Macron said on Monday that he was content.", "2024-05-13"),
        ("Emmanuel Macron spoke of Monday's storm.", None),
        ("Emmanuel Macron praised a plan that was written on Monday.", None),
    ],
)
def test_the_day_is_that_of_what_is_told_and_of_no_thing(nlp: Language, before: str, date: str | None) -> None:
    found = events(nlp, f"{before} He thanked Morocco for its help.")
    assert [e.date for e in found if e.mode == "thank"] == [date]


@pytest.mark.parametrize(
    ("thanks", "date"),
    [
        ("He thanked Macron for the support that France gave in 2022.", "2024-05-13"),
        ("In 2022 he thanked Macron.", "2022"),
    ],
)
def test_a_day_in_a_relative_clause_does_not_end_that_of_the_story(nlp: Language, thanks: str, date: str) -> None:
    text = f"Olaf Scholz met Emmanuel Macron on Monday. {thanks}"
    assert [e.date for e in events(nlp, text) if e.mode == "thank"] == [date]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Kenya hailed Monday's truce between Israel and Lebanon.", None),
        ("Kenya thanked Norway for last year's loan.", None),
        ("Kenya condemned last year's coup in Niger.", None),
        ("William Ruto's Friday visit to Uganda was short.", "2024-05-10"),
        ("On Sunday Presidents William Ruto and Yoweri Museveni met in Kampala.", "2024-05-12"),
    ],
)
def test_a_day_that_tells_which_thing_is_meant_is_not_that_of_the_act(
    nlp: Language, text: str, date: str | None
) -> None:
    assert [e.date for e in events(nlp, text)] == [date]


@pytest.mark.parametrize(
    ("deed", "source"),
    [
        ("in the raid", ("state-isr",)),
        ("in a raid", ()),
        ("in the accident", ()),
        ("in a Turkish raid", ("state-tur",)),
    ],
)
def test_the_raid_in_which_somebody_was_killed_is_the_one_told_before(
    nlp: Language, deed: str, source: tuple[str, ...]
) -> None:
    found = events(nlp, f"Israel bombed Gaza on Monday. Two Danish doctors were killed {deed}.")
    assert [e.sources for e in found if e.mode == "kill"] == [source]


@pytest.mark.parametrize(
    ("treaty", "sources"), [("The agreement", ("state-ken", "state-uga")), ("The Ottawa Convention", ())]
)
def test_what_takes_effect_is_of_those_who_signed_it(nlp: Language, treaty: str, sources: tuple[str, ...]) -> None:
    text = f"Kenya and Uganda signed a trade agreement. {treaty} entered into force on Monday."
    assert only(nlp, text, "TREATY_IN_FORCE").sources == sources


@pytest.mark.parametrize("behind", ["", " for it", " for the killing"])
def test_responsibility_is_claimed_for_the_attack_told_before(nlp: Language, behind: str) -> None:
    text = f"A bomb killed two Kenyans on Monday. Al-Shabaab claimed responsibility{behind}."
    assert ("org-al-shabaab", "state-ken") in {(*e.sources, *e.targets) for e in events(nlp, text)}


def test_who_claims_responsibility_for_a_delay_has_attacked_nobody(nlp: Language) -> None:
    found = events(nlp, "Iran attacked Kenya. Norway claimed responsibility for the delay.")
    assert not [e for e in found if "state-nor" in e.sources]


@pytest.mark.parametrize(
    ("before", "target"),
    [
        ("Canada accused Myanmar of torture.", ("state-mmr",)),
        ("Canada demanded an apology from Myanmar.", ("state-mmr",)),
        ("Canada accused Myanmar and China of torture.", ()),
        ("Norway accused Myanmar of torture.", ()),
        ("Canada urged Myanmar to wait.", ()),
    ],
)
def test_sanctions_are_against_whom_one_has_just_opposed(nlp: Language, before: str, target: tuple[str, ...]) -> None:
    assert only(nlp, f"{before} Canada imposed new sanctions on Friday.", "SANCTION").targets == target


@pytest.mark.parametrize(
    ("title", "publisher", "speaker"),
    [
        ("Statement by France", "", "state-fra"),
        ("Sanctions in Response to the Coup in Niger", "US Department of State", "state-usa"),
        ("Our Response to Niger", "", None),
    ],
)
def test_we_is_the_publisher_and_not_the_topic(nlp: Language, title: str, publisher: str, speaker: str | None) -> None:
    text = (
        "The coup in Niger is heard of in France and the United States. We urge Mali to wait. We thank Chad. We stay."
    )
    found = next(extract(nlp, [Document(text, title=title, publisher=publisher)]))
    urging = [e.sources for e in found.events if e.type == "REQUEST"]
    assert urging == ([(speaker,)] if speaker else [])


@pytest.mark.parametrize(
    ("before", "asked", "targets"),
    [
        ("Israel bombed Hamas.", "called for a ceasefire", ("state-isr", "org-hamas")),
        ("Russia invaded Ukraine.", "urged restraint", ("state-rus", "state-ukr")),
        ("Soldiers of Niger detained Mohamed Bazoum.", "called for the release of Mohamed Bazoum", ("state-ner",)),
        ("Soldiers of Niger detained Mohamed Bazoum.", "called for the release of Ali Bongo", ()),
        ("Russia invaded Ukraine.", "called for elections", ()),
    ],
)
def test_what_is_asked_of_nobody_is_asked_of_who_can_give_it(
    nlp: Language, before: str, asked: str, targets: tuple[str, ...]
) -> None:
    found = next(extract(nlp, [Document(f"{before} France {asked}.")]))
    assert [e.targets for e in found.events if e.type == "REQUEST"] == [targets]


def test_regret_at_a_move_is_put_to_whose_move_it_was(nlp: Language) -> None:
    found = next(
        extract(
            nlp,
            [Document("China cut its ties with Lithuania. The Lithuanian Foreign Ministry voiced regret at the move.")],
        )
    )
    assert [e.targets for e in found.events if e.type == "ACCUSE"] == [("state-chn",)]


@pytest.mark.parametrize(("whose", "eased"), [("the", ("state-irq",)), ("its", ())])
def test_who_lifts_its_own_sanctions_lifts_none_of_others(nlp: Language, whose: str, eased: tuple[str, ...]) -> None:
    text = f"The European Union imposed sanctions on Iraq. A year later, Japan lifted {whose} sanctions."
    found = next(extract(nlp, [Document(text)]))
    assert [e.targets for e in found.events if e.type == "CONCEDE"] == [eased]


def test_a_suspended_step_is_no_sanction_on_whom_the_story_was_about(nlp: Language) -> None:
    text = "The Arab League boycotted Israel. North Korea announced a step. North Korea then suspended that step."
    found = next(extract(nlp, [Document(text)]))
    assert [e.sources for e in found.events if e.type == "SANCTION"] == [("org-arab-league",)]


@pytest.mark.parametrize(("before", "date"), [("In the November 27 deal", None), ("In that deal", "2024-05-14")])
def test_the_month_of_a_deal_ends_the_day_of_the_story(nlp: Language, before: str, date: str | None) -> None:
    text = f"Greece denounced Libya on Tuesday. {before}, Turkey promised Libya a loan."
    found = next(extract(nlp, [Document(text, date="2024-05-15")]))
    assert [e.date for e in found.events if e.type in {"AGREE", "AID"}] == [date]
