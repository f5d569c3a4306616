"""What a text says of an agreement: between whom, about what, for how long, since when, how far it has come."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.model import Document, Extraction, Term
from kg.text.extract import extract


def read(nlp: Language, text: str) -> Extraction:
    return next(extract(nlp, [Document(text, date="2025-03-18")]))


def terms(nlp: Language, text: str, kind: str) -> list[Term]:
    return [t for t in read(nlp, text).terms if t.kind == kind]


def values(nlp: Language, text: str, kind: str) -> set[str]:
    return {t.value for t in terms(nlp, text, kind)}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Egypt denounced the memorandum of understanding between Turkey and Libya.", {"state-tur", "state-lby"}),
        ("The Israeli-Hamas ceasefire collapsed on Tuesday.", {"state-isr", "org-hamas"}),
        ("Serbia and Kosovo reached a deal on licence plates.", {"state-srb", "state-xkx"}),
        ("Hamas leader Ismail Haniyeh and Israel agreed to a four-day truce.", {"org-hamas", "state-isr"}),
        ("Russian President Vladimir Putin signed a trade deal with Kenya.", {"state-rus", "state-ken"}),
        ("A deal on gas was reached between Cyprus and Egypt.", {"state-cyp", "state-egy"}),
        (
            "The Sudanese army and the Rapid Support Forces signed a seven-day truce.",
            {"body-sudanese-armed-forces", "body-rapid-support-forces"},
        ),
        ("Sudan entered into a peace agreement with the government of Chad.", {"state-sdn", "state-tcd"}),
    ],
)
def test_the_parties_are_those_whom_words_and_acts_bind(nlp: Language, text: str, parties: set[str]) -> None:
    assert values(nlp, text, "party") == parties


@pytest.mark.parametrize(
    "text",
    [
        "Qatar brokered a deal on hostages.",
        "Ben Hodges accused Trump’s peace plan of being a surrender.",
        "Armenia proposed a peace treaty to Azerbaijan.",
        "Kenya and Uganda will sign a deal on fish.",
        "Kenya will sign a trade deal with Uganda.",
    ],
)
def test_who_brokers_proposes_or_plans_an_agreement_is_not_yet_bound(nlp: Language, text: str) -> None:
    assert terms(nlp, text, "party") == []


def test_parties_that_a_source_names_are_its_say(nlp: Language) -> None:
    text = "Qatar said that Israel had signed a four-day truce with Hamas."
    found = terms(nlp, text, "party")
    assert {(t.value, t.claimed_by) for t in found} == {
        ("state-isr", ("state-qat",)),
        ("org-hamas", ("state-qat",)),
    }


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        (
            "Russia agreed to a 30-day halt on strikes against energy infrastructure.",
            "strikes against energy infrastructure",
        ),
        ("Cyprus and Egypt signed an agreement to export gas.", "export gas"),
        ("Greece denounced the Turkish-Libyan maritime border agreement.", "maritime border"),
        ("Serbia and Kosovo reached a deal on licence plates in Brussels.", "licence plates"),
    ],
)
def test_the_subject_is_in_the_words_of_the_text(nlp: Language, text: str, subject: str) -> None:
    assert values(nlp, text, "subject") == {subject}


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("Sudan and Chad agreed to a 72-hour truce.", "PT72H"),
        ("Sudan and Chad agreed to a truce for ten days.", "P10D"),
        ("Sudan and Chad agreed on a truce. The truce will last for three months.", "P3M"),
        ("Sudan and Chad signed a ten-year agreement on water.", "P10Y"),
    ],
)
def test_the_duration_is_an_iso_duration(nlp: Language, text: str, duration: str) -> None:
    assert values(nlp, text, "duration") == {duration}


def test_a_duration_beside_the_agreement_is_not_its_own(nlp: Language) -> None:
    assert values(nlp, "After talks for ten days Sudan and Chad agreed to a truce on the border.", "duration") == set()


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The truce took effect on Sunday.", "InForce"),
        ("The truce is holding.", "InForce"),
        ("The truce collapsed.", "Broken"),
        ("The truce was broken within hours.", "Broken"),
        ("The truce expired on Monday.", "Expired"),
    ],
)
def test_verbs_of_the_agreement_tell_its_status(nlp: Language, sentence: str, status: str) -> None:
    assert values(nlp, f"Sudan and Chad agreed on a truce. {sentence}", "status") == {status}


@pytest.mark.parametrize(
    "sentence",
    [
        "The truce could collapse.",
        "The truce has not taken effect.",
        "The truce will expire on 30 March.",
        "If the truce collapses, Egypt will send troops.",
        "Egypt fears that the truce may expire.",
    ],
)
def test_what_may_or_will_happen_is_no_status(nlp: Language, sentence: str) -> None:
    assert terms(nlp, f"Sudan and Chad agreed on a truce. {sentence}", "status") == []


@pytest.mark.parametrize(
    "text",
    [
        "Egypt and Israel agreed to conclude a peace treaty within three months.",
        "Greece, Cyprus and Israel met in Athens to sign an agreement to build a pipeline.",
        "Sudan and Chad will sign a deal on fish.",
    ],
)
def test_what_is_still_to_be_concluded_is_proposed_and_binds_nobody(nlp: Language, text: str) -> None:
    assert values(nlp, text, "status") == {"Proposed"}
    assert terms(nlp, text, "party") == []


def test_whose_word_a_status_is_stays_with_it(nlp: Language) -> None:
    (status,) = terms(nlp, "Sudan and Chad agreed on a truce. Egypt said that the truce had collapsed.", "status")
    assert (status.value, status.claimed_by) == ("Broken", ("state-egy",))


def test_start_and_end_are_dates(nlp: Language) -> None:
    text = "Sudan and Chad agreed on a truce. The truce took effect on Sunday. It will expire on 30 March."
    assert values(nlp, text, "start") == {"2025-03-16"}
    assert values(nlp, text, "end") == {"2025-03-30"}


def test_a_week_is_no_date_of_expiry(nlp: Language) -> None:
    assert terms(nlp, "Sudan and Chad agreed on a truce. The truce expired last week.", "end") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Under the deal, Chad will return the cattle.",
        "The deal calls for the return of the cattle.",
        "The deal bans raids across the border.",
    ],
)
def test_its_own_terms_are_quoted(nlp: Language, sentence: str) -> None:
    assert values(nlp, f"Sudan and Chad signed a deal on cattle. {sentence}", "wording") == {sentence}


def test_each_term_has_the_words_that_show_it(nlp: Language) -> None:
    found = read(nlp, "Russia and Ukraine agreed to a 30-day halt on strikes.\nThe deal took effect on Sunday.")
    assert found.terms
    assert all(found.document.text[t.evidence.start : t.evidence.end] == t.evidence.exact for t in found.terms)
    (duration,) = (t for t in found.terms if t.kind == "duration")
    assert duration.evidence.exact == "30-day"


def test_what_a_table_knows_is_left_to_the_table(nlp: Language) -> None:
    assert read(nlp, "Turkey and Iran signed the Paris Agreement. The agreement expired.").terms == ()


def test_the_parties_name_an_agreement_whose_words_name_nobody(nlp: Language) -> None:
    found = read(nlp, "Chad and Sudan signed a peace treaty.")
    (treaty,) = (e for e in found.entities if e.cls == "Treaty")
    assert treaty.name in {"Peace treaty between Chad and Sudan", "Peace treaty between Sudan and Chad"}
    assert "Peace treaty" in treaty.aliases


def test_parties_by_hearsay_name_nothing(nlp: Language) -> None:
    found = read(nlp, "Egypt said that Chad and Sudan had signed a peace treaty.")
    assert {e.name for e in found.entities if e.cls == "Treaty"} == {"Peace treaty"}


def test_terms_survive_json(nlp: Language) -> None:
    found = read(nlp, "Qatar said that Israel and Hamas had agreed on a four-day truce.")
    assert found.terms
    assert Extraction.from_json(found.to_json()) == found
