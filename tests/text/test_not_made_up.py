"""No act is told as a fact that the sentence does not tell as one, and nobody acts who does not.

Each sentence has an act in it that did not happen, may not have, or was not theirs; beside it is what is left of it.
"""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.model import Document, Extraction
from kg.text.extract import extract


def found(nlp: Language, text: str) -> Extraction:
    [extraction] = extract(nlp, [Document(text, date="2024-03-05")])
    return extraction


def told(nlp: Language, text: str, type_: str) -> list[str]:
    """The stance and the modality of each act of a type: "Denies Actual", "Affirms Planned"."""
    extraction = found(nlp, text)
    ids = {e.id for e in extraction.events if e.type == type_}
    return [f"{c.stance} {c.modality}" for c in extraction.claims if c.event in ids]


def acts(nlp: Language, text: str) -> set[str]:
    """Who does what to whom in what is told as a fact: "Iraq ASSAULT Kuwait"."""
    extraction = found(nlp, text)
    names = {e.id: e.name for e in extraction.entities}
    facts = {c.event for c in extraction.claims if (c.stance, c.modality) == ("Affirms", "Actual")}
    return {
        " ".join([*(names[s] for s in e.sources), e.type, *(names[t] for t in e.targets)])
        for e in extraction.events
        if e.id in facts
    }


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("There is no evidence that Iran attacked Saudi Arabia.", "Denies Actual"),
        ("Analysts found no evidence of a Russian attack on Poland.", "Denies Actual"),
        ("Nobody believes that India attacked Pakistan.", "Denies Actual"),
        ("Analysts doubt that Iran attacked Oman.", "Denies Actual"),
        ("Iran was falsely accused of attacking Saudi Arabia.", "Denies Actual"),
        ("The report cleared Iran of attacking Oman.", "Denies Actual"),
        ("It is untrue that Iran attacked Oman.", "Denies Actual"),
        ("Iran refrained from attacking Israel.", "Denies Actual"),
        ("Ukraine foiled a Russian attack on Poland.", "Denies Actual"),
        ("Instead of attacking Iran, Israel chose to negotiate.", "Denies Actual"),
        ("Rather than attack Iran, Israel chose to negotiate.", "Denies Actual"),
    ],
)
def test_what_did_not_happen_is_denied(nlp: Language, text: str, rest: str) -> None:
    assert told(nlp, text, "ASSAULT") == [rest]


@pytest.mark.parametrize(
    "text",
    [
        "Israel was on the brink of attacking Iran.",
        "Fears of a Russian attack on Moldova are growing.",
        "The risk of an Israeli attack on Iran is high.",
        "Had Iraq attacked Iran again, Turkey would have intervened.",
        "The exercise simulated a Chinese attack on Taiwan.",
        "The film shows how Germany attacks Poland.",
        "The hoax claimed that Poland had attacked Belarus.",
        "Iran did not deny that it had attacked Saudi Arabia.",
        "Israel would not say whether it had attacked Syria.",
        "Turkey did not accuse Russia of bombing Syria.",
        "Turkey stopped short of accusing Russia of bombing Syria.",
        "The fear is that Russia attacks Lithuania.",
        "Will Russia attack Lithuania?",
        "Did Iran attack Oman?",
    ],
)
def test_what_is_feared_imagined_asked_or_left_open_is_hypothetical(nlp: Language, text: str) -> None:
    assert told(nlp, text, "ASSAULT") == ["Affirms Hypothetical"]


@pytest.mark.parametrize(
    ("text", "type_", "rest"),
    [
        ("Sweden is unlikely to expel Russian diplomats.", "SANCTION", "Denies Planned"),
        ("Brazil delayed ratifying the Paris Agreement.", "TREATY_RATIFY", "Denies Actual"),
        ("The EU is divided over sanctioning Israel.", "SANCTION", "Affirms Proposed"),
        ("Instead of sanctioning Iran, Germany met its foreign minister.", "SANCTION", "Denies Actual"),
        ("There were no signs that Russia was withdrawing from Ukraine.", "RETREAT", "Denies Actual"),
    ],
)
def test_nor_are_other_acts_told_as_done(nlp: Language, text: str, type_: str, rest: str) -> None:
    assert told(nlp, text, type_) == [rest]


@pytest.mark.parametrize(
    "text",
    [
        "It is clear that Russia attacked Georgia.",
        "Russia did not stop attacking Georgia.",
        "The EU expressed concern over Russia's attack on Georgia.",
    ],
)
def test_what_did_happen_stays_a_fact(nlp: Language, text: str) -> None:
    assert "Affirms Actual" in told(nlp, text, "ASSAULT")


@pytest.mark.parametrize(
    "text",
    [
        "France accused the rebels of supporting Hamas.",
        "Bolivia accused the opposition of attacking Peru.",
        "Egypt suspects a militia of attacking Israel.",
        "Norway prevented the ship from attacking Sweden.",
    ],
)
def test_those_who_accuse_do_not_do_what_they_accuse_others_of(nlp: Language, text: str) -> None:
    accuser = text.split()[0]
    assert not {a for a in acts(nlp, text) if a.startswith((f"{accuser} SUPPORT", f"{accuser} ASSAULT"))}


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("China rejected the accusation that Beijing had attacked Japan.", ("Denies", "Possible", ["China"])),
        ("Iran denied attacking Oman.", ("Denies", "Certain", ["Iran"])),
        ("The allegation that India attacked Nepal would strain relations.", ("Affirms", "Possible", [])),
        ("The reports that India attacked Nepal shocked Canada.", ("Affirms", "Probable", [])),
        ("The view that Israel attacked Iran is widespread.", ("Affirms", "Possible", [])),
        ("A diplomat in Lima said that Peru had attacked Chile.", ("Affirms", "Probable", [])),
    ],
)
def test_what_is_alleged_or_rejected_keeps_its_speaker_and_its_doubt(
    nlp: Language, text: str, rest: tuple[str, str, list[str]]
) -> None:
    extraction = found(nlp, text)
    ids = {e.id for e in extraction.events if e.type == "ASSAULT"}
    names = {e.id: e.name for e in extraction.entities}
    claims = [c for c in extraction.claims if c.event in ids]
    assert [(c.stance, c.certainty, [names[i] for i in c.claimed_by]) for c in claims] == [rest]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Iraq attacked not Iran but Kuwait.", {"Iraq ASSAULT Kuwait"}),
        ("Russia and Ukraine, but not Belarus, signed the treaty.", {"Russia Ukraine TREATY_SIGN"}),
        ("The Saudi-led coalition bombed Yemen.", {"Saudi-led coalition ASSAULT Yemen"}),
        ("Belgium's call for the EU to sanction Israel was ignored.", {"Belgium REQUEST European Union"}),
        ("A court convicted two Moroccans of attacking France.", set()),
        ("The Russian-made missile hit Poland.", set()),
        ("Russia has not ruled out attacking Poland.", set()),
    ],
)
def test_only_those_act_who_the_words_say_act(nlp: Language, text: str, facts: set[str]) -> None:
    assert {a for a in acts(nlp, text) if "COERCE" not in a} == facts


def test_a_court_that_finds_a_breach_has_not_committed_it(nlp: Language) -> None:
    suit = "Nicaragua sued the United States over the Treaty of Amity."
    finding = "In 1986 the International Court of Justice found that it had violated the Treaty of Amity."
    assert "TREATY_VIOLATE" not in {e.type for e in found(nlp, f"{suit} {finding}").events}  # which of the two?
    one = "The case was about the United States."
    assert "United States TREATY_VIOLATE" in acts(nlp, f"{one} {finding}")


def test_clauses_side_by_side_do_not_deny_each_other(nlp: Language) -> None:
    text = "Serbia rejected the plan, Russia opposed it, and the Security Council never approved it."
    assert told(nlp, text, "REJECT")[0] == "Affirms Actual"


@pytest.mark.parametrize("verb", ["have", "announce"])
def test_plans_that_are_not_made_are_denied(nlp: Language, verb: str) -> None:
    assert told(nlp, f"Russia did not {verb} plans to attack Finland.", "ASSAULT") == ["Denies Planned"]


def test_two_who_promise_a_third_have_no_pact(nlp: Language) -> None:
    text = "Emmanuel Macron and Olaf Scholz promised that Europe would support Ukraine."
    assert acts(nlp, text) >= {"Emmanuel Macron Olaf Scholz AGREE Ukraine"}


def test_the_president_without_a_country_is_the_one_named_without(nlp: Language) -> None:
    names = "President Donald J. Trump met Kim Jong Un. He wrote to South Korean President Moon Jae-in."
    assert "Donald Trump CONSULT Shinzo Abe" in acts(nlp, f"{names} The President called Shinzo Abe.")


def test_it_said_goes_back_to_whose_account_it_is(nlp: Language) -> None:
    before = "Vladimir Putin spoke about the war in Ukraine. The Kremlin's version is narrower."
    extraction = found(nlp, f"{before} Vladimir Putin, it said, had accepted an American proposal.")
    names = {e.id: e.name for e in extraction.entities}
    assert [names[i] for c in extraction.claims for i in c.claimed_by] == ["Kremlin"]


def test_one_side_s_version_is_its_word(nlp: Language) -> None:
    extraction = found(nlp, "In the White House's version, Russia and Ukraine agreed to a ceasefire.")
    names = {e.id: e.name for e in extraction.entities}
    assert {names[i] for c in extraction.claims for i in c.claimed_by} == {"White House"}


def test_the_year_of_a_treaty_is_not_that_of_its_breach(nlp: Language) -> None:
    text = "France accused Myanmar of having violated the Genocide Convention of 1948."
    assert {e.date for e in found(nlp, text).events if e.type == "TREATY_VIOLATE"} == {None}


def test_who_denies_one_thing_may_do_the_next(nlp: Language) -> None:
    text = "China denied that it had been used for spying and thanked Japan."
    assert "China SUPPORT Japan" in acts(nlp, text)


def test_what_is_offered_is_not_given(nlp: Language) -> None:
    assert told(nlp, "Norway offered Russia a bilateral agreement on fish.", "AGREE") == ["Affirms Proposed"]
    assert told(nlp, "Peru offered to mediate between Chile and Bolivia.", "CONSULT") == ["Affirms Proposed"]


def test_a_pro_russian_president_is_not_the_president_of_russia(nlp: Language) -> None:
    extraction = found(nlp, "The pro-Russian president of Abkhazia met the American ambassador.")
    assert not {"Vladimir Putin", "Russia"} & {e.name for e in extraction.entities}
