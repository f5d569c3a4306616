"""Each sentence says which frame fired on which words, why its act is no plain fact, and what no frame knows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from spacy.language import Language

from kg.errors import InputError
from kg.model import Document, surest
from kg.reading import read
from kg.text.explain import Act, Explanation, Sentence, Tally, explain
from kg.text.explain_view import page, render
from kg.text.extract import extract

VISIT = "The Kremlin denied that Emmanuel Macron will meet Japanese officials in Geneva on Tuesday."


def explained(nlp: Language, *texts: str) -> list[Explanation]:
    return list(explain(nlp, (Document(text, date="2024-05-15") for text in texts)))


def sentence(nlp: Language, text: str) -> Sentence:
    [found] = explained(nlp, text)
    [only] = found.sentences
    return only


def act(nlp: Language, text: str) -> Act:
    [only] = sentence(nlp, text).acts
    return only


def test_words_are_shown_with_whom_they_mean_and_by_which_rule(nlp: Language) -> None:
    meanings = {(m.words, m.entity, m.rule) for m in sentence(nlp, "Berlin praised the Finnish plan.").meanings}
    assert ("Finnish", "state-fin", "adjective") in meanings


def test_an_event_names_its_frame_with_file_line_and_example(nlp: Language) -> None:
    rule = act(nlp, VISIT).rule
    assert rule.file == "CONSULT.jsonl"
    line = files("kg").joinpath(f"data/frames/{rule.file}").read_text(encoding="utf-8").splitlines()[rule.line - 1]
    assert json.loads(line)["example"] == rule.example
    assert rule.asks == "verb meet"


def test_every_role_says_where_in_the_sentence_it_was_found(nlp: Language) -> None:
    parts = {p.role: (p.value, p.slot, p.words) for p in act(nlp, VISIT).parts}
    assert parts["source"] == ("Emmanuel Macron", "subj", "Emmanuel Macron")
    assert parts["target"] == ("Japan", "obj", "Japanese officials")
    assert parts["place"] == ("Geneva", "in", "Geneva")
    assert parts["date"] == ("2024-05-21", "on", "Tuesday")


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Emmanuel Macron met Vladimir Putin.", set()),
        ("Emmanuel Macron will meet Vladimir Putin.", {("will", "Planned")}),
        ("Emmanuel Macron plans to meet Vladimir Putin.", {("plans", "Planned")}),
        ("Emmanuel Macron never met Vladimir Putin.", {("never", "Denies")}),
        ("Emmanuel Macron reportedly met Vladimir Putin.", {("reportedly", "Probable")}),
        ("Emmanuel Macron refused to meet Vladimir Putin.", {("refused", "Denies")}),
        ("If Emmanuel Macron met Vladimir Putin, the markets would rise.", {("If", "Hypothetical")}),
    ],
)
def test_the_words_that_make_an_act_planned_denied_or_doubtful_are_named(
    nlp: Language, text: str, signs: set[tuple[str, str]]
) -> None:
    [meeting] = [a for a in sentence(nlp, text).acts if a.type == "CONSULT"]
    assert {(s.word, s.effect) for s in meeting.signs} == signs


@pytest.mark.parametrize(
    ("text", "who", "cue"),
    [
        (VISIT, "Kremlin", "denied"),
        ("According to the White House, Emmanuel Macron met Vladimir Putin.", "White House", "according to"),
        ("“Emmanuel Macron met Vladimir Putin,” Olaf Scholz said.", "Olaf Scholz", "said"),
        ("Officials said that Emmanuel Macron met Vladimir Putin.", "“Officials”, nobody known", "said"),
    ],
)
def test_who_claims_an_act_is_shown_with_the_cue(nlp: Language, text: str, who: str, cue: str) -> None:
    assert [(s.who, s.word) for s in act(nlp, text).signs if s.effect == "claimed"] == [(who, cue)]


def test_an_act_that_is_only_wished_for_says_so(nlp: Language) -> None:
    found = act(nlp, "Emmanuel Macron wishes to meet Vladimir Putin.")
    assert found.claim is None
    assert found.silent == "it is only wished for or made possible"
    assert [(s.word, s.effect) for s in found.signs] == [("wishes", "wished")]


def test_a_target_that_another_sentence_gave_is_not_said_to_stand_in_this_one(nlp: Language) -> None:
    [found] = explained(nlp, "Russia attacked Ukraine on Monday. France condemned the attack.")
    [condemned] = [a for a in found.sentences[1].acts if a.type == "ACCUSE"]
    assert [(p.value, p.slot) for p in condemned.parts if p.role == "target"] == [("Russia", "the story so far")]


@pytest.mark.parametrize(
    ("text", "trigger", "reason"),
    [
        ("Norway expelled a student.", "expelled", "its object is not"),
        ("Norway sanctioned.", "sanctioned", "it has no target (obj)"),
        ("Norway met residents.", "met", "its target “residents” is nobody known"),
        ("Norway signed.", "signed", "it has no object such as"),
        ("Norway ratified Japan.", "ratified", "its about “Japan” does not fit: Japan (State)"),
    ],
)
def test_a_frame_that_does_not_fit_says_what_it_lacks(nlp: Language, text: str, trigger: str, reason: str) -> None:
    missed = [m for m in sentence(nlp, text).misses if m.trigger == trigger]
    assert any(reason in m.reason for m in missed), missed


def test_a_verb_with_two_actors_and_no_frame_is_a_candidate(nlp: Language) -> None:
    [found] = sentence(nlp, "Norway quarrelled with Iran.").unmatched
    assert (found.lemma, found.kind, found.pattern) == ("quarrel", "verb", "subj + with")
    assert [a.value for a in found.arguments] == ["Norway", "Iran"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway met Iran.",  # a frame knows the verb
        "Norway quarrelled with fate.",  # one actor
        "Emmanuel Macron crossed France.",  # he and his own state
        "Norway quarrelled in Iran.",  # a place
    ],
)
def test_what_has_a_frame_or_a_single_actor_is_no_candidate(nlp: Language, text: str) -> None:
    assert not sentence(nlp, text).unmatched


def test_candidates_are_counted_over_documents(nlp: Language) -> None:
    tally = Tally()
    for found in explained(nlp, "Norway quarrelled with Iran.", "Peru quarrelled with Chile. Peru outwitted Chile."):
        tally.add(found)
    assert [(g.lemma, g.times, g.pattern) for g in tally.gaps()] == [
        ("quarrel", 2, "subj + with"),
        ("outwit", 1, "subj + obj"),
    ]


def test_what_is_explained_is_what_is_extracted(nlp: Language) -> None:
    """But for a claim that a second frame makes as well, and less surely."""
    documents = list(read([str(files("kg").joinpath("data/samples"))]))
    for found, extracted in zip(explain(nlp, documents), extract(nlp, documents), strict=True):
        acts = [a for s in found.sentences for a in s.acts]
        claims = {replace(a.claim, event=a.event_id) for a in acts if a.claim is not None and a.event_id is not None}
        assert set(surest(claims)) == set(extracted.claims)
        assert len([m for s in found.sentences for m in s.meanings]) == len(extracted.mentions)


def test_one_sentence_may_be_picked(nlp: Language) -> None:
    text = "Norway met Iran. Peru quarrelled with Chile."
    shown = "".join(render(explained(nlp, text), "text", sentence=2))
    assert "[2] Peru" in shown
    assert "Norway" not in shown
    with pytest.raises(InputError, match="from 1 to 2"):
        list(render(explained(nlp, text), "text", sentence=3))


def test_json_is_one_line_a_document(nlp: Language) -> None:
    [found] = explained(nlp, VISIT)
    [line] = render([found], "json")
    assert json.loads(line) == json.loads(json.dumps(asdict(found)))


class Elements(HTMLParser):
    """Names and attributes of all elements."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_a_page_draws_the_parse_and_is_the_same_each_time(nlp: Language) -> None:
    found = explained(nlp, VISIT)
    made = page(found, [])
    assert made.count("<svg") == 1
    assert "CONSULT.jsonl:1" in made
    assert made == page(found, [])


def test_hostile_text_stays_text_on_a_page(nlp: Language) -> None:
    hostile = 'Norway quarrelled with <script>alert(1)</script> Iran & <img src=x onerror=alert(2)> "Chile".'
    found = [
        replace(e, document=replace(e.document, title="</title><script>alert(3)</script>"))
        for e in explained(nlp, hostile)
    ]
    tally = Tally()
    for explanation in found:
        tally.add(explanation)
    elements = Elements(page(found, tally.gaps()))
    assert not elements.names & {"script", "img", "link", "iframe", "object"}
    assert not {a for a in elements.attributes if a.startswith("on") or a in {"src", "href"}}
