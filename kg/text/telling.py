"""What a text says of one act, and the words that make an act less than done.

Levels follow FactBank (Saurí & Pustejovsky 2009) in coarser form.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from kg.model import Certainty, Modality, Stance
from kg.text import grammar
from kg.text.lexicon import table

ORDER: tuple[Modality, ...] = ("Actual", "Planned", "Proposed", "Hypothetical")
CERTAINTIES: tuple[Certainty, ...] = ("Certain", "Probable", "Possible")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word and what it does to an act: "Planned", "Denies", "Possible", "wished", or "claimed", then by `who`."""

    word: str
    effect: str
    who: Token | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What a text says of one act. `claimants` are the heads of whoever it names as its source; `governors` the verbs
    and nouns that the act is a complement of, nearest first; `wish` where the act is only wished or made possible;
    `cues` why it is so."""

    modality: Modality = "Actual"
    stance: Stance = "Affirms"
    certainty: Certainty = "Certain"
    claimants: tuple[Token, ...] = ()
    governors: tuple[Token, ...] = ()
    wish: bool = False
    cues: tuple[Cue, ...] = ()

    def weaker(self, modality: Modality, by: str) -> Telling:
        if ORDER.index(modality) <= ORDER.index(self.modality):
            return self
        return replace(self, modality=modality, cues=(*self.cues, Cue(by, modality)))

    def doubted(self, certainty: Certainty, by: str) -> Telling:
        if CERTAINTIES.index(certainty) <= CERTAINTIES.index(self.certainty):
            return self
        return replace(self, certainty=certainty, cues=(*self.cues, Cue(by, certainty)))

    def denied(self, by: Token) -> Telling:
        stance: Stance = "Affirms" if self.stance == "Denies" else "Denies"
        return replace(self, stance=stance, cues=(*self.cues, Cue(by.text, stance)))

    def wished(self, by: Token) -> Telling:
        return replace(self, wish=True, cues=(*self.cues, Cue(by.text, "wished")))

    def said_by(self, who: Token | None, by: str) -> Telling:
        if who is None or who in self.claimants:
            return self
        return replace(self, claimants=(*self.claimants, who), cues=(*self.cues, Cue(by, "claimed", who)))

    def under(self, governor: Token) -> Telling:
        return replace(self, governors=(*self.governors, governor))


@cache
def operators() -> dict[str, str]:
    data = table("operators")
    effects: dict[str, str] = {}
    for effect in ("actual", "seeming", "wish", "Planned", "Proposed", "Hypothetical", "Denied"):
        for word in data[effect]:
            effects[word] = effect
    return effects


def effect_of(word: Token) -> str | None:
    """What a governing word does to an act, a particle included: 'ruled out', 'called off'."""
    particle = grammar.child(word, "prt")
    whole = None if particle is None else operators().get(f"{word.lemma_.lower()} {particle.lower_}")
    return whole or operators().get(word.lemma_.lower())
