"""What is planned, proposed, denied or hearsay is never told as a fact."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.model import Document, Extraction
from kg.text.extract import extract
from kg.text.modality import _ranked


def told(nlp: Language, text: str, type_: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """(modality, stance, certainty, claimants' names) of each claim about an event of the type."""
    found: Extraction = next(extract(nlp, [Document(text, date="2024-05-15")]))
    names = {e.id: e.name for e in found.entities}
    types = {e.id: e.type for e in found.events}
    claims = [c for c in found.claims if types[c.event] == type_]
    return [(c.modality, c.stance, c.certainty, tuple(names[i] for i in c.claimed_by)) for c in claims]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Emmanuel Macron met Vladimir Putin in Moscow.", "Actual"),
        ("Emmanuel Macron was meeting Vladimir Putin in Moscow.", "Actual"),
        ("Emmanuel Macron has met Vladimir Putin in Moscow.", "Actual"),
        ("Emmanuel Macron will meet Vladimir Putin in Moscow.", "Planned"),
        ("Emmanuel Macron is going to meet Vladimir Putin in Moscow.", "Planned"),
        ("Emmanuel Macron is expected to meet Vladimir Putin in Moscow.", "Planned"),
        ("Emmanuel Macron plans to meet Vladimir Putin in Moscow.", "Planned"),
        ("Emmanuel Macron is due to meet Vladimir Putin in Moscow.", "Planned"),
        ("Emmanuel Macron is considering meeting Vladimir Putin in Moscow.", "Proposed"),
        ("Emmanuel Macron may meet Vladimir Putin in Moscow.", "Proposed"),
        ("If Emmanuel Macron met Vladimir Putin, the markets would rise.", "Hypothetical"),
        ("Emmanuel Macron would meet Vladimir Putin if the guns fell silent.", "Hypothetical"),
    ],
)
def test_the_words_around_an_act_set_how_real_it_is(nlp: Language, text: str, modality: str) -> None:
    assert [t[0] for t in told(nlp, text, "CONSULT")] == [modality]


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron did not meet Vladimir Putin in Moscow.",
        "Emmanuel Macron never met Vladimir Putin.",
        "Emmanuel Macron has not met Vladimir Putin since the war began.",
        "The Kremlin denied that Vladimir Putin met Emmanuel Macron.",
    ],
)
def test_a_negated_or_denied_act_is_denied(nlp: Language, text: str) -> None:
    assert [t[1] for t in told(nlp, text, "CONSULT")] == ["Denies"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Emmanuel Macron met Vladimir Putin, the Kremlin said.", ("Kremlin",)),
        ("The Kremlin said that Emmanuel Macron met Vladimir Putin.", ("Kremlin",)),
        ("According to the White House, Emmanuel Macron met Vladimir Putin.", ("White House",)),
        ("Emmanuel Macron met Vladimir Putin, according to the Kremlin.", ("Kremlin",)),
        ("“Emmanuel Macron met Vladimir Putin,” the White House said.", ("White House",)),
        ("Emmanuel Macron met Vladimir Putin.", ()),
    ],
)
def test_an_act_that_others_report_names_them(nlp: Language, text: str, who: tuple[str, ...]) -> None:
    assert [t[3] for t in told(nlp, text, "CONSULT")] == [who]


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron wants to meet Vladimir Putin.",
        "Germany urged Emmanuel Macron to meet Vladimir Putin.",
        "Emmanuel Macron refused to meet Vladimir Putin.",
    ],
)
def test_what_is_only_wished_demanded_or_refused_is_no_event_of_its_own(nlp: Language, text: str) -> None:
    assert not [t for t in told(nlp, text, "CONSULT") if t[1] == "Affirms"]


def test_an_adverb_of_hearsay_lowers_the_certainty(nlp: Language) -> None:
    [(modality, stance, certainty, _)] = told(nlp, "Emmanuel Macron reportedly met Vladimir Putin.", "CONSULT")
    assert (modality, stance, certainty) == ("Actual", "Affirms", "Probable")


def test_who_hopes_to_meet_has_not_met(nlp: Language) -> None:
    text = "Emmanuel Macron hopes to meet Vladimir Putin in Moscow. Emmanuel Macron wants to meet Xi Jinping."
    assert not next(extract(nlp, [Document(text, date="2024-05-15")])).events


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Kenya called off its invasion of Somalia.", "Denies"),
        ("Kenya finished off its invasion of Somalia.", "Affirms"),
    ],
)
def test_a_particle_turns_what_a_verb_does_to_an_act(nlp: Language, text: str, stance: str) -> None:
    assert [t[1] for t in told(nlp, text, "ASSAULT")] == [stance]


def test_what_a_court_rules_is_said_and_not_ruled_out(nlp: Language) -> None:
    text = "The International Court of Justice ruled that Uganda attacked Kenya."
    assert told(nlp, text, "ASSAULT") == [("Actual", "Affirms", "Certain", ("International Court of Justice",))]


@pytest.mark.parametrize(
    ("text", "type_", "modality"),
    [
        ("Norway insisted that Israel meet Syria.", "CONSULT", "Proposed"),
        ("Norway insisted that Israel met Syria.", "CONSULT", "Actual"),
        ("Norway suggested that Kenya invite Somalia.", "REQUEST", "Proposed"),
        ("The figures suggest that many Kenyans support Ethiopia.", "SUPPORT", "Actual"),
    ],
)
def test_the_subjunctive_tells_what_ought_to_be(nlp: Language, text: str, type_: str, modality: str) -> None:
    assert [t[0] for t in told(nlp, text, type_)] == [modality]


@pytest.mark.parametrize(
    ("text", "type_", "modality"),
    [
        ("The Norwegian parliament adopted a motion to expel the Russian ambassador.", "SANCTION", "Planned"),
        ("Kenya announced a decision to join NATO.", "TREATY_ACCEDE", "Planned"),
        ("Norway was the last state to recognise Palestine.", "SUPPORT", "Actual"),
        ("Norway was the largest country to recognise Palestine.", "SUPPORT", "Actual"),
    ],
)
def test_what_is_resolved_on_paper_is_not_done_yet(nlp: Language, text: str, type_: str, modality: str) -> None:
    assert [t[0] for t in told(nlp, text, type_)] == [modality]


def test_who_claims_responsibility_says_so_himself(nlp: Language) -> None:
    assert [t[3] for t in told(nlp, "Hamas claimed responsibility for an attack on Kenya.", "ASSAULT")] == [("Hamas",)]
    assert [t[3] for t in told(nlp, "Hamas carried out an attack on Kenya.", "ASSAULT")] == [()]


@pytest.mark.parametrize(
    ("who", "certainty", "claimants"),
    [("witnesses", "Probable", ()), ("an official", "Probable", ()), ("Norway", "Certain", ("Norway",))],
)
def test_nobody_vouches_for_what_somebody_without_a_name_says(
    nlp: Language, who: str, certainty: str, claimants: tuple[str, ...]
) -> None:
    assert told(nlp, f"Turkey bombed Syria, {who} said.", "ASSAULT") == [("Actual", "Affirms", certainty, claimants)]


@pytest.mark.parametrize(
    ("verb", "modality", "stance"),
    [("was", "Actual", "Affirms"), ("will be", "Planned", "Affirms"), ("was not", "Actual", "Denies")],
)
def test_to_be_the_target_of_an_attack_is_told_in_the_tense_of_to_be(
    nlp: Language, verb: str, modality: str, stance: str
) -> None:
    [telling] = told(nlp, f"Georgia {verb} the target of an attack by Russia.", "ASSAULT")
    assert telling[:2] == (modality, stance)


@pytest.mark.parametrize(
    ("words", "ranked"), [("the first state", True), ("the largest state", True), ("a state", False), ("a vote", False)]
)
def test_only_the_first_or_the_largest_to_do_it_has_done_it(nlp: Language, words: str, ranked: bool) -> None:
    doc = nlp(f"That was {words} to recognise Palestine.")
    noun = next(t for t in doc if t.text == words.split()[-1])
    assert _ranked(noun) is ranked


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Rumours that Russia had invaded Georgia were false.", ("Actual", "Denies", "Possible", ())),
        ("Claims that Russia had invaded Georgia are not false.", ("Actual", "Affirms", "Possible", ())),
        ("Reports that Russia invaded Georgia were denied by Moscow.", ("Actual", "Denies", "Certain", ("Russia",))),
        ("Reports that Russia invaded Georgia are true.", ("Actual", "Affirms", "Certain", ())),
        ("There is speculation that Russia has invaded Georgia.", ("Actual", "Affirms", "Possible", ())),
        ("There are claims Russia invaded Georgia.", ("Actual", "Affirms", "Possible", ())),
        ("Amid suspicions Russia invaded Georgia, talks ended.", ("Actual", "Affirms", "Possible", ())),
        ("France accused Russia of invading Georgia.", ("Actual", "Affirms", "Possible", ("France",))),
        ("Police are investigating whether Russia invaded Georgia.", ("Hypothetical", "Affirms", "Certain", ())),
        ("Russia almost invaded Georgia in 2006.", ("Actual", "Denies", "Certain", ())),
        ("Had Russia invaded Georgia, NATO would have responded.", ("Hypothetical", "Affirms", "Certain", ())),
        ("Having invaded Georgia, Russia closed its border.", ("Actual", "Affirms", "Certain", ())),
        ("Russia plotted to invade Georgia.", ("Planned", "Affirms", "Certain", ())),
    ],
)
def test_rumours_verdicts_near_misses_and_inverted_conditions(
    nlp: Language, text: str, claim: tuple[str, str, str, tuple[str, ...]]
) -> None:
    assert told(nlp, text, "ASSAULT") == [claim]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Russia was the first state to attack Georgia.", ("Actual", "Affirms")),
        ("Russia would become the first state to attack Georgia.", ("Hypothetical", "Affirms")),
        ("Russia could be the next to attack Georgia.", ("Hypothetical", "Affirms")),
        ("France said that Russia would be the first to attack Georgia.", ("Planned", "Affirms")),
        ("Russia has no choice but to attack Georgia.", ("Planned", "Affirms")),
        ("Russia has no plans to attack Georgia.", ("Planned", "Denies")),
        ("Russia has plans to attack Georgia.", ("Planned", "Affirms")),
        ("There is no truth in reports that Russia attacked Georgia.", ("Actual", "Denies")),
        ("There is some truth in reports that Russia attacked Georgia.", ("Actual", "Affirms")),
    ],
)
def test_who_would_be_the_first_and_who_has_no_plans(nlp: Language, text: str, claim: tuple[str, str]) -> None:
    assert [t[:2] for t in told(nlp, text, "ASSAULT")] == [claim]
