"""Which words are a treaty or an agreement, which one, and what later words mean it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.model import Document, Entity, Extraction
from kg.text.extract import extract


def read(nlp: Language, text: str, date: str = "2025-03-18") -> Extraction:
    return next(extract(nlp, [Document(text, date=date)]))


def instruments(found: Extraction) -> list[Entity]:
    return [e for e in found.entities if e.cls in {"Treaty", "Agreement"}]


def called(found: Extraction) -> dict[str, set[str]]:
    """By instrument, the words that mean it."""
    words: dict[str, set[str]] = {e.id: set() for e in instruments(found)}
    for m in found.mentions:
        if m.entity in words:
            words[m.entity].add(m.text)
    return words


@pytest.mark.parametrize(
    ("text", "name", "cls"),
    [
        ("Poland and Lithuania signed the Treaty of Lublin.", "Treaty of Lublin", "Treaty"),
        (
            "Brazil ratified the 1997 Convention on Combating Bribery.",
            "1997 Convention on Combating Bribery",
            "Treaty",
        ),
        (
            "Peru and Chile signed a Treaty of Commerce and Navigation.",
            "Treaty of Commerce and Navigation",
            "Treaty",
        ),
        (
            "Romania and Moldova signed the Treaty on Good Neighbourliness between Romania and Moldova in Bucharest.",
            "Treaty on Good Neighbourliness between Romania and Moldova",
            "Treaty",
        ),
        ("Canada signed the Canada-Ukraine Free Trade Agreement.", "Canada-Ukraine Free Trade Agreement", "Treaty"),
        ("The rebels signed the Nairobi Accord.", "Nairobi Accord", "Agreement"),
        (
            "Kenya and Somalia signed a Memorandum of Understanding on Security Cooperation.",
            "Memorandum of Understanding on Security Cooperation",
            "Agreement",
        ),
    ],
)
def test_a_title_that_no_table_knows_is_a_new_instrument(nlp: Language, text: str, name: str, cls: str) -> None:
    (found,) = instruments(read(nlp, text))
    assert (found.name, found.cls) == (name, cls)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Ronald Reagan signed the Treaty on Intermediate-Range Nuclear Forces.", "treaty-inf-treaty"),
        ("Turkey signed the 1997 Ottawa Convention.", "treaty-ottawa-convention"),
        ("Iran halted its implementation of the Additional Protocol.", "agreement-additional-protocol"),
    ],
)
def test_a_title_written_otherwise_is_the_one_of_the_table(nlp: Language, text: str, id_: str) -> None:
    assert [e.id for e in instruments(read(nlp, text))] == [id_]


@pytest.mark.parametrize(
    "text",
    [
        "The Republican National Convention on August 24 nominated Donald Trump.",
        "We attended the Texas Haunters Convention in July.",
        "He invested a great deal of money in Norway.",
        "The visit was no big deal for France.",
        "Reagan spoke of the Strategic Defense Initiative.",
        "Russia called for a cessation of fighting.",
        "This is anything but a peace plan.",
        "The company called a halt to work on the bridge.",
    ],
)
def test_what_only_looks_like_an_instrument_is_none(nlp: Language, text: str) -> None:
    assert instruments(read(nlp, text)) == []


def test_a_weak_title_is_meant_where_treaties_are_spoken_of(nlp: Language) -> None:
    (found,) = instruments(read(nlp, "Chile ratified the Marine Wildlife Convention."))
    assert (found.name, found.cls) == ("Marine Wildlife Convention", "Treaty")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Israel and Hamas agreed on a ceasefire on Friday.", "Ceasefire between Israel and Hamas"),
        ("An agreement was reached between Serbia and Kosovo.", "Agreement between Serbia and Kosovo"),
        ("Chinese President Xi Jinping signed a deal with Kenya.", "Deal between China and Kenya"),
        ("Greece and Cyprus signed an agreement to build a pipeline by 2027.", "Agreement to build a pipeline"),
        ("Serbia and Kosovo reached a deal on licence plates in Brussels.", "Deal on licence plates"),
    ],
)
def test_an_agreement_without_a_name_is_called_by_what_tells_it_from_others(
    nlp: Language, text: str, name: str
) -> None:
    (found,) = instruments(read(nlp, text))
    assert name in {found.name, *found.aliases}


def test_an_agreement_that_nobody_is_said_to_make_is_none_of_its_own(nlp: Language) -> None:
    assert instruments(read(nlp, "No deal was reached. Norway wanted a ceasefire.")) == []


def test_two_documents_do_not_share_a_truce_that_both_only_call_so(nlp: Language) -> None:
    (one,) = instruments(read(nlp, "Israel and Hamas agreed to a four-day truce."))
    (other,) = instruments(read(nlp, "Yemen and Oman agreed to a four-day truce."))
    assert one.id != other.id


def test_two_documents_do_not_share_a_title_of_which_many_states_have_one(nlp: Language) -> None:
    (one,) = instruments(read(nlp, "Japan and Peru signed a Reciprocal Access Agreement."))
    (other,) = instruments(read(nlp, "Japan and Australia signed a Reciprocal Access Agreement."))
    assert one.id != other.id
    (one,) = instruments(read(nlp, "Peru ratified the Nairobi Agreement."))
    (other,) = instruments(read(nlp, "Chile ratified the Nairobi Agreement."))
    assert one.id == other.id


def test_two_documents_share_an_agreement_whose_words_tell_it_from_all_others(nlp: Language) -> None:
    text = "{} denounced the Turkish-Libyan maritime border agreement."
    one, other = (instruments(read(nlp, text.format(who))) for who in ("Greece", "Egypt"))
    assert [e.id for e in one] == [e.id for e in other]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Israel and Hamas agreed on a ceasefire. Israel broke the truce.", {"ceasefire", "the truce"}),
        (
            "Pakistan and India signed a deal on water. India hailed the landmark agreement.",
            {"deal on water", "the landmark agreement"},
        ),
        ("Chad and Sudan signed a peace treaty. The treaty expired.", {"peace treaty", "The treaty"}),
        ("Chad and Sudan signed a deal on cattle. It entered into force on Monday.", {"deal on cattle", "It"}),
        ("Chad and Sudan signed a deal on cattle. It provides for patrols.", {"deal on cattle", "It"}),
        (
            "Greece denounced the Turkish-Libyan maritime border agreement. Egypt criticised the border agreement.",
            {"Turkish-Libyan maritime border agreement", "border agreement"},
        ),
    ],
)
def test_later_words_mean_the_agreement_told_before(nlp: Language, text: str, words: set[str]) -> None:
    assert [w for w in called(read(nlp, text)).values() if w] == [words]


def test_a_treaty_of_the_tables_is_known_again_by_its_year(nlp: Language) -> None:
    found = read(nlp, "India suspended the Indus Waters Treaty. The World Bank had brokered the 1960 treaty.")
    assert called(found) == {"treaty-indus-waters": {"Indus Waters Treaty", "1960 treaty"}}


def test_the_treaty_can_be_an_agreement_with_a_title(nlp: Language) -> None:
    found = read(nlp, "Japan signed a Reciprocal Access Agreement on Monday. Peru hailed the treaty.")
    assert list(called(found).values()) == [{"Reciprocal Access Agreement", "the treaty"}]


def test_the_treaty_is_none_that_only_has_the_word_in_what_it_is_about(nlp: Language) -> None:
    found = read(
        nlp, "Chad signed a treaty on cattle. Mali proposed a pact with the Warsaw Treaty. Kenya hailed the treaty."
    )
    assert {"treaty on cattle", "the treaty"} in called(found).values()


def test_the_ceasefire_that_readers_know_is_one_of_the_document(nlp: Language) -> None:
    found = read(nlp, "Israel broke the ceasefire on Monday. Hamas said that the truce had collapsed.")
    assert list(called(found).values()) == [{"ceasefire", "the truce"}]
    (event,) = (e for e in found.events if e.type == "TREATY_VIOLATE")
    assert event.about == tuple(called(found))


def test_how_later_words_lead_to_the_agreement_is_recorded(nlp: Language) -> None:
    found = read(nlp, "Chad and Sudan signed a deal on cattle. It entered into force. The deal expired in May.")
    rules = {m.text: m.rule for m in found.mentions if m.entity.startswith("agreement")}
    assert rules == {"deal on cattle": "described", "It": "pronoun", "The deal": "description"}


def test_of_two_agreements_the_last_one_is_meant_unless_it_is_only_talked_of(nlp: Language) -> None:
    text = "Chad and Sudan agreed to a halt to strikes on ports{} Egypt welcomed the truce."
    more = ". Chad and Sudan agreed to a truce in the Red Sea."
    talks = " and to negotiations on a truce in the Red Sea."
    for middle, meant in ((more, "truce in the Red Sea"), (talks, "halt to strikes on ports")):
        words = called(read(nlp, text.format(middle)))
        assert [w for w in words.values() if "the truce" in w] == [{meant, "the truce"}]


def test_a_bare_ceasefire_is_the_one_whose_matter_the_sentence_repeats(nlp: Language) -> None:
    text = (
        "Norway proposed a 30-day halt on strikes against energy infrastructure. "
        "Vladimir Putin agreed to a ceasefire and told the army to spare energy infrastructure."
    )
    (words,) = called(read(nlp, text)).values()
    assert "ceasefire" in words


def test_an_act_concerns_the_agreement_that_it_makes_or_breaks(nlp: Language) -> None:
    found = read(nlp, "Israel and Hamas agreed on a ceasefire on Friday. Israel broke the truce on Sunday.")
    (agreement,) = instruments(found)
    assert {e.type for e in found.events if agreement.id in e.about} == {"AGREE", "TREATY_VIOLATE"}


def test_what_is_only_to_be_negotiated_is_not_agreed(nlp: Language) -> None:
    found = read(nlp, "Israel and Hamas agreed on negotiations about a truce in the Gaza Strip.")
    assert [e.about for e in found.events if e.type == "AGREE"] in ([], [()])
