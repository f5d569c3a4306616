"""A claim is what a document says of an event in one place, whichever rules find it."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Claim, Evidence, surest

SAID = Claim("event-a", (Evidence(0, 3, "met"),), confidence=0.8, rule="CONSULT.summit.46")
SURER = replace(SAID, confidence=0.83, rule="CONSULT.meet.1")


def test_two_rules_that_find_the_same_claim_make_one_as_the_surer_has_it() -> None:
    elsewhere = replace(SAID, evidence=(Evidence(9, 12, "met"),))
    denied = replace(SAID, stance="Denies")
    assert surest([SAID, elsewhere, SURER, denied]) == (SURER, elsewhere, denied)
    assert surest([SURER, SAID]) == (SURER,)


def test_of_two_that_are_as_sure_the_order_does_not_matter() -> None:
    equal = replace(SAID, rule="A.other.1")
    assert surest([SAID, equal]) == surest([equal, SAID]) == (equal,)
