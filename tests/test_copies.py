"""One text in many outlets is one source; texts that only resemble each other stay several."""

from __future__ import annotations

import hashlib
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.copies import SHORT, copies, signature
from kg.model import Card

SAMPLES = {
    path.stem: path.read_text(encoding="utf-8").split("---\n\n", 1)[-1]
    for path in sorted((Path(kg.__file__).parent / "data" / "samples").glob("*.md"))
}
WIRE = SAMPLES["skripal-expulsions-2018"]
OTHER = SAMPLES["reykjavik-1986"]
DAY = "2025-03-18"


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def paragraphs(text: str) -> list[str]:
    return [part for part in text.split("\n\n") if part.strip()]


def cut(text: str, number: int) -> str:
    """The first words of a text."""
    found = list(re.finditer(r"\w+", text))
    return text[: found[min(number, len(found)) - 1].end()]


def changed(text: str, share: float) -> str:
    """The text with a share of its words replaced, as editors do."""
    rng = random.Random(text)
    return re.sub(r"\b[a-z]+\b", lambda m: m[0] if rng.random() > share else f"so{m[0]}", text)


def joined(*texts: str, days: Sequence[str | None] = ()) -> list[set[int]]:
    """The groups of more than one, by the places of their texts."""
    cards = [Card(f"doc-{i}", date=days[i] if days else DAY) for i in range(len(texts))]
    found = copies((card, signature(text)) for card, text in zip(cards, texts, strict=True))
    groups: dict[str, set[int]] = {}
    for i, card in enumerate(cards):
        groups.setdefault(found.get(card.id, card.id), set()).add(i)
    return [group for group in groups.values() if len(group) > 1]


# ---- what is a copy

EDITS: dict[str, Callable[[str], str]] = {
    "another headline": lambda t: "Allies round on Moscow over the spy affair\n\n" + t,
    "a dateline and a byline": lambda t: "By Jane Roe\nPublished at 10:24\n\nZENDA (AP) - " + t,
    "a closing line": lambda t: t + "\n\n© The Zenda Mail. All rights reserved. Sign up for our letter and read more.",
    "the first half": lambda t: cut(t, len(words(t)) // 2),
    "two thirds": lambda t: cut(t, 2 * len(words(t)) // 3),
    "a few words changed": lambda t: changed(t, 0.04),
    "a paragraph less": lambda t: "\n\n".join(paragraphs(t)[:2] + paragraphs(t)[3:]),
    "a paragraph more": lambda t: "\n\n".join([*paragraphs(t)[:2], cut(OTHER, 30), *paragraphs(t)[2:]]),
    "all of it": lambda t: "Spy affair widens\n\nZENDA (AP) - " + changed(cut(t, 2 * len(words(t)) // 3), 0.03),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_text_is_a_copy(edit: str) -> None:
    assert joined(WIRE, EDITS[edit](WIRE), OTHER) == [{0, 1}]


def test_a_copy_may_be_cut_to_its_first_four_paragraphs() -> None:
    long = "\n\n".join(SAMPLES.values())
    assert joined(long, "\n\n".join(paragraphs(long)[:4])) == [{0, 1}]


def test_forty_papers_with_one_report_are_one_source() -> None:
    edits = list(EDITS.values())
    papers = [edits[i % len(edits)](WIRE) for i in range(40)]
    assert joined(*papers) == [set(range(40))]


@pytest.mark.parametrize("edit", EDITS)
def test_nearly_all_edits_of_all_samples_are_found_and_no_two_samples_joined(edit: str) -> None:
    texts = list(SAMPLES.values())
    found = joined(*texts, *map(EDITS[edit], texts))
    pairs = [{i, i + len(texts)} for i in range(len(texts))]
    assert all(group in pairs for group in found)
    assert len(found) >= 0.95 * len(pairs)


def test_short_texts_are_copies_only_word_by_word() -> None:
    notice = "The two ministers met in Zenda on Monday and agreed to meet again."
    assert len(words(notice)) < SHORT
    assert joined(notice, notice.upper().replace(" and", ", and")) == [{0, 1}]
    assert joined(notice, notice.replace("Monday", "Tuesday")) == []


def test_texts_without_words_have_nothing_in_common() -> None:
    assert joined("", "...", "—") == []


# ---- what is none


def readout(country: str, minister: str, day: int) -> str:
    return (
        f"Secretary of State Rassendyll spoke today with {country} Foreign Minister {minister}. They discussed the "
        f"strength of the relationship with {country} and the shared commitment to peace, security and human "
        f"rights in the region and across the globe. The Secretary thanked Foreign Minister {minister} for {country}'s "
        "continued support in the face of an unprovoked and unjustified war of aggression, and they agreed on the "
        "importance of holding the aggressor to account. The Secretary underscored the importance of cooperation on "
        f"climate, trade and energy, and congratulated {country} on its national day of {day} May. They agreed "
        "to remain in close touch on these and other matters in the weeks ahead."
    )


def notice(country: str, day: int) -> str:
    return (
        f"The above action was effected on {day} March 2019. The Government of {country} deposited its instrument of "
        "ratification of the Convention on the Prohibition of the Use, Stockpiling, Production and Transfer of "
        f"Anti-Personnel Mines. The Convention will enter into force for {country} on {day} September 2019 in "
        "accordance with article 17, which reads as follows: For any State which deposits its instrument of "
        "ratification, acceptance, approval or accession after the date of the deposit of the fortieth instrument of "
        "ratification, this Convention shall enter into force on the first day of the sixth month after the date on "
        "which that State has deposited its instrument of ratification, acceptance, approval or accession."
    )


def daily(numbers: Sequence[int]) -> str:
    a, b, c, d, e, f = numbers
    return (
        f"The Mission recorded {a} ceasefire violations in the northern region, including {b} explosions. In the "
        f"previous reporting period, it recorded {c} ceasefire violations there. In the southern region, the Mission "
        f"recorded {d} ceasefire violations, including {e} explosions. It continued following up on the situation of "
        "civilians, including at entry and exit checkpoints and the corresponding checkpoints of the armed formations. "
        f"The Mission's freedom of movement continued to be restricted. It saw {f} weapons in violation of the lines."
    )


NEAR_MISSES = {
    "readouts of one ministry": (readout("Ruritania", "Elphberg", 2), readout("Freedonia", "Teasdale", 9)),
    "notices of one depositary": (notice("Ruritania", 2), notice("Freedonia", 9)),
    "daily reports": (daily((812, 44, 307, 55, 21, 17)), daily((96, 12, 812, 48, 30, 9))),
    "an update with a new first half": (WIRE, cut(OTHER, 160) + "\n\n" + "\n\n".join(paragraphs(WIRE)[-3:])),
    "a feature that quotes the report": (
        WIRE,
        "\n\n".join([*SAMPLES.values()][:3]) + "\n\n" + "\n\n".join(paragraphs(WIRE)[1:3]),
    ),
    "one first sentence": (WIRE, cut(WIRE, 25) + ". " + OTHER),
}


@pytest.mark.parametrize("kind", NEAR_MISSES)
def test_what_only_resembles_a_text_is_no_copy(kind: str) -> None:
    assert joined(*NEAR_MISSES[kind]) == []


def test_the_same_formulas_weeks_later_are_another_text_and_the_same_words_are_not() -> None:
    again = changed(WIRE, 0.02)
    assert joined(WIRE, again, days=("2025-03-18", "2025-03-21")) == [{0, 1}]
    assert joined(WIRE, again, days=("2025-03-18", "2025-05-02")) == []
    assert joined(WIRE, WIRE, days=("2025-03-18", "2025-05-02")) == [{0, 1}]
    assert joined(WIRE, again, days=("2025-03", None)) == [{0, 1}]


def test_near_copies_do_not_chain() -> None:
    tokens = WIRE.split()
    drifted = [" ".join([f"new{i}" if i < 20 * n else t for i, t in enumerate(tokens)]) for n in range(7)]
    for one, next_ in pairwise(drifted):
        assert joined(one, next_)
    assert joined(drifted[0], drifted[6]) == []
    cards = [Card(f"doc-{n}") for n in range(7)]
    found = copies((card, signature(text)) for card, text in zip(cards, drifted, strict=True))
    assert found
    for copy, original in found.items():
        assert joined(drifted[int(copy[4:])], drifted[int(original[4:])])


# ---- which of them stands for the text


def test_the_earliest_stands_for_the_text_and_of_one_day_the_longest() -> None:
    texts = {
        "doc-late": (WIRE, "2025-03-19"),
        "doc-cut": (cut(WIRE, 150), "2025-03-18"),
        "doc-whole": (WIRE + " More.", "2025-03-18"),
        "doc-undated": (WIRE, None),
    }
    found = copies((Card(id_, date=day), signature(text)) for id_, (text, day) in texts.items())
    assert found == dict.fromkeys(("doc-cut", "doc-late", "doc-undated"), "doc-whole")


POOL = [*SAMPLES.values()][:4]
VERSIONS = st.tuples(st.integers(0, 3), st.sampled_from(sorted(EDITS)), st.integers(10, 19))


@settings(max_examples=25, deadline=None)
@given(st.lists(VERSIONS, min_size=2, max_size=10), st.randoms(use_true_random=False))
def test_neither_order_nor_builds_make_a_difference(made: list[tuple[int, str, int]], rng: random.Random) -> None:
    documents = [
        (Card(f"doc-{i}", date=f"2025-03-{day}"), signature(EDITS[edit](POOL[text])))
        for i, (text, edit, day) in enumerate(made)
    ]
    found = copies(documents)
    assert not found.keys() & set(found.values())  # what stands for a text is no copy
    for id_, original in found.items():
        assert made[int(id_[4:])][0] == made[int(original[4:])][0]
    rng.shuffle(documents)
    assert copies(documents) == found


# ---- signatures


def test_a_signature_is_the_same_in_every_process_on_every_machine() -> None:
    """Where another version of the library makes others, ledgers need another format: they keep signatures."""
    program = "import sys; from kg.copies import signature; sys.stdout.buffer.write(signature(sys.argv[1]))"
    made = {
        subprocess.run(
            [sys.executable, "-c", program, OTHER],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert made == {signature(OTHER)}
    assert (
        hashlib.sha256(signature("To be, or not to be, that is the question."))
        .hexdigest()
        .startswith("e1e60f061f5a5801")
    )


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_any_text_can_be_signed(text: str) -> None:
    one, other = Card("doc-a"), Card("doc-b")
    found = copies([(one, signature(text)), (other, signature(text))])
    assert found == ({"doc-b": "doc-a"} if words(text) else {})


def test_every_pair_of_samples_is_two_texts() -> None:
    signed = {name: signature(text) for name, text in SAMPLES.items()}
    for one, other in combinations(sorted(signed), 2):
        assert copies([(Card(one), signed[one]), (Card(other), signed[other])]) == {}
