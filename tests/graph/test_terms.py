"""What texts tell of an agreement, as RDF; and its status, which rules derive from the claims."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg.graph.infer import rules
from kg.graph.instruments import duration
from kg.graph.network import network
from kg.graph.page import page
from kg.graph.rdf import dataset
from kg.graph.validate import validate
from kg.graph.vocab import DKG, iri
from kg.model import Claim, Document, Entity, Event, Evidence, Extraction, Term

TEXT = "Ruritania and Borduria agreed on a 30-day truce. Freedonia said that Borduria had broken it."
WORDS = Evidence(0, len(TEXT), TEXT)
ACTORS = tuple(
    Entity(f"state-{name.lower()}", "State", name, iso3=f"X{name[:2].upper()}")
    for name in ("Ruritania", "Borduria", "Freedonia")
)
RURITANIA, BORDURIA, FREEDONIA = (a.id for a in ACTORS)
TRUCE = Entity("agreement-truce", "Agreement", "30-day truce")


def telling(*acts: tuple[Event, Claim], terms: tuple[Term, ...] = (), text: str = TEXT) -> Extraction:
    events, claims = tuple(e for e, _ in acts), tuple(c for _, c in acts)
    return Extraction(Document(text, source="post.txt"), (*ACTORS, TRUCE), events=events, claims=claims, terms=terms)


def act(
    type_: str, *sources: str, targets: tuple[str, ...] = (), mode: str | None = None, **claim: object
) -> tuple[Event, Claim]:
    event = Event(type_, sources, targets, about=(TRUCE.id,), mode=mode, date="2025-03-18")
    return event, Claim(event.id, (WORDS,), **claim)  # type: ignore[arg-type]


def agreed(**claim: object) -> tuple[Event, Claim]:
    return act("AGREE", RURITANIA, targets=(BORDURIA,), **claim)


def values(store: ox.Store, term: str) -> set[str]:
    found = store.quads_for_pattern(ox.NamedNode(iri(TRUCE.id)), ox.NamedNode(DKG[term]), None)
    return {str(q.object.value).removeprefix(DKG.iri).removeprefix(iri("")) for q in found}


def status(*acts: tuple[Event, Claim], terms: tuple[Term, ...] = ()) -> tuple[set[str], set[str]]:
    store = dataset([telling(*acts, terms=terms)])
    return values(store, "instrumentStatus"), values(store, "reportedStatus")


OWN = (
    Term(TRUCE.id, "party", RURITANIA, WORDS),
    Term(TRUCE.id, "subject", "strikes on ports", WORDS),
    Term(TRUCE.id, "duration", "P2W", WORDS),
    Term(TRUCE.id, "start", "2025-03-18", WORDS),
    Term(TRUCE.id, "end", "2025-04", WORDS),
    Term(TRUCE.id, "wording", "The truce bans raids.", WORDS),
)
HEARSAY = (
    Term(TRUCE.id, "party", BORDURIA, WORDS, (FREEDONIA,)),
    Term(TRUCE.id, "status", "Broken", WORDS, (FREEDONIA,)),
)


def test_a_term_is_a_node_with_its_words_in_the_documents_graph() -> None:
    one = telling(terms=OWN)
    store = dataset([one])
    nodes = {q.object for q in store.quads_for_pattern(None, ox.NamedNode(DKG["terms"]), None)}
    assert len(nodes) == len(OWN)
    evidence = [q for q in store.quads_for_pattern(None, ox.NamedNode(DKG["evidence"]), None) if q.subject in nodes]
    assert {q.graph_name for q in evidence} == {ox.NamedNode(iri(one.document.id))}
    assert len(evidence) == len(OWN)


def test_what_a_text_says_on_its_own_account_is_a_plain_fact() -> None:
    store = dataset([telling(terms=OWN)])
    assert values(store, "party") == {RURITANIA}
    assert values(store, "subject") == {"strikes on ports"}
    assert values(store, "duration") == {"P14D"}
    assert values(store, "dateExpires") == {"2025-04"}


def test_what_it_has_from_others_is_none() -> None:
    store = dataset([telling(terms=HEARSAY)])
    assert values(store, "party") == set()
    assert values(store, "reportedStatus") == {"Broken"}


def test_terms_keep_to_the_shapes() -> None:
    report = validate(dataset([telling(agreed(), terms=(*OWN, *HEARSAY))]))
    assert report.conforms, report.problems


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (agreed(), {"Agreed"}),
        (act("TREATY_SIGN", RURITANIA, BORDURIA), {"Agreed"}),
        (act("TREATY_IN_FORCE"), {"InForce"}),
        (act("TREATY_VIOLATE", BORDURIA), {"Broken"}),
        (act("TREATY_SUSPEND", BORDURIA), {"Suspended"}),
        (act("REJECT", BORDURIA), {"Rejected"}),
        (act("TREATY_PROPOSE", RURITANIA), {"Proposed"}),
        (act("AGREE", RURITANIA), {"Proposed"}),  # to agree takes two
        (act("AGREE", RURITANIA, targets=(BORDURIA,), mode="offer"), {"Proposed"}),
        (agreed(modality="Planned"), {"Proposed"}),
        (agreed(modality="Proposed"), {"Proposed"}),
        (agreed(certainty="Probable"), {"Proposed"}),
        (agreed(modality="Hypothetical"), set()),
        (agreed(stance="Denies"), set()),
        (act("TREATY_VIOLATE", BORDURIA, stance="Denies"), set()),
        (act("TREATY_IN_FORCE", modality="Planned"), set()),
        (act("TREATY_VIOLATE", BORDURIA, certainty="Possible"), set()),
        (act("ACCUSE", RURITANIA), set()),
    ],
)
def test_the_status_comes_from_acts_that_are_done_and_certain(told: tuple[Event, Claim], expected: set[str]) -> None:
    assert status(told) == (expected, set())


def test_two_who_act_for_one_state_are_one_side() -> None:
    event, claim = act("AGREE", "person-anna", targets=(RURITANIA,))
    anna = Entity("person-anna", "Person", "Anna Elphberg", state=RURITANIA)
    rebels = Entity("org-rebels", "Organization", "Rebels", state=RURITANIA)
    one = telling((event, claim))
    assert values(dataset([replace(one, entities=(*one.entities, anna))]), "instrumentStatus") == {"Proposed"}
    event, claim = act("AGREE", RURITANIA, targets=(rebels.id,))
    one = telling((event, claim))
    assert values(dataset([replace(one, entities=(*one.entities, rebels))]), "instrumentStatus") == {"Agreed"}


def test_what_is_agreed_to_be_concluded_is_still_to_come() -> None:
    store = dataset([telling(agreed(), terms=(Term(TRUCE.id, "status", "Proposed", WORDS),))])
    assert values(store, "instrumentStatus") == {"Proposed"}
    assert values(store, "dateAgreed") == set()


def test_what_is_reported_stays_reported() -> None:
    assert status(agreed(claimed_by=(FREEDONIA,))) == (set(), {"Agreed"})


def test_the_later_state_takes_the_place_of_the_earlier_one() -> None:
    assert status(act("TREATY_PROPOSE", RURITANIA), agreed()) == ({"Agreed"}, set())
    assert status(agreed(), act("TREATY_IN_FORCE")) == ({"InForce"}, set())


def test_tellings_that_disagree_stay_side_by_side() -> None:
    broken = act("TREATY_VIOLATE", BORDURIA, claimed_by=(FREEDONIA,))
    assert status(act("TREATY_IN_FORCE"), broken) == ({"InForce"}, {"Broken"})
    assert status(agreed(), act("REJECT", BORDURIA)) == ({"Agreed", "Rejected"}, set())


def test_verbs_without_an_actor_count_as_well() -> None:
    assert status(agreed(), terms=(Term(TRUCE.id, "status", "Expired", WORDS),)) == ({"Expired"}, set())


def test_the_day_of_agreeing_is_a_fact_of_the_agreement() -> None:
    assert values(dataset([telling(agreed())]), "dateAgreed") == {"2025-03-18"}
    assert values(dataset([telling(agreed(claimed_by=(FREEDONIA,)))]), "dateAgreed") == set()


def test_the_rules_work_under_another_base() -> None:
    base = "https://example.org/things/"
    store = dataset([telling(agreed())], base=base)
    found = store.quads_for_pattern(ox.NamedNode(base + TRUCE.id), ox.NamedNode(DKG["instrumentStatus"]), None)
    assert [q.graph_name for q in found] == [ox.NamedNode(base + "graph-inferred")]


def test_what_the_rules_need_on_their_way_is_gone_at_the_end() -> None:
    store = dataset([telling(agreed(), terms=OWN)])
    assert not [q for q in store if str(q.predicate.value).startswith("urn:")]


def test_two_bodies_of_one_state_can_agree_with_each_other() -> None:
    event, claim = act("AGREE", "body-army", targets=("body-guard",))
    bodies = [Entity(i, "GovernmentBody", i, state=RURITANIA) for i in ("body-army", "body-guard")]
    one = telling((event, claim))
    assert values(dataset([replace(one, entities=(*one.entities, *bodies))]), "instrumentStatus") == {"Agreed"}


BEGUN = Term(TRUCE.id, "status", "InForce", WORDS)


def test_days_in_force_that_differ_are_none() -> None:
    starts = [Term(TRUCE.id, "start", day, WORDS) for day in ("2025-03-18", "2025-03-19")]
    assert values(dataset([telling(terms=(BEGUN, *starts))]), "dateInForce") == set()
    assert values(dataset([telling(terms=(BEGUN, *starts[:1]))]), "dateInForce") == {"2025-03-18"}


def test_the_day_on_which_it_is_still_to_begin_is_no_fact() -> None:
    assert values(dataset([telling(terms=(Term(TRUCE.id, "start", "2025-03-18", WORDS),))]), "dateInForce") == set()


@pytest.mark.parametrize(("name", "rule"), rules())
def test_each_rule_says_what_it_is_for(name: str, rule: str) -> None:
    assert rule.startswith("# ")


def test_the_page_has_the_facts_of_an_agreement_as_words() -> None:
    graph = network(dataset([telling(agreed(claimed_by=(FREEDONIA,)), terms=(*OWN, *HEARSAY))]))
    facts = {f["name"]: f["value"] for f in graph.nodes[iri(TRUCE.id)]["facts"]}
    assert facts == {
        "Status": "reported: broken",
        "Parties": "Ruritania; Borduria (according to Freedonia)",
        "Subject": "strikes on ports",
        "Duration": "14 days",
        "Expiry": "2025-04",
        "Start as told": "2025-03-18",
        "Its terms": "The truce bans raids.",
    }
    assert graph.nodes[iri(RURITANIA)]["facts"] == []


def test_hostile_terms_stay_text_on_the_page() -> None:
    hostile = "</script><img src=x onerror=alert(1)>"
    html = page(network(dataset([telling(agreed(), terms=(Term(TRUCE.id, "subject", hostile, WORDS),))])), title="t")
    assert hostile not in html
    assert "<img" not in html


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("P30D", "30 days"),
        ("P1Y", "1 year"),
        ("PT72H", "72 hours"),
        ("P1M", "1 month"),
        ("P1Y6M", "1 year 6 months"),
        ("soon", "soon"),
        ("P", "P"),
    ],
)
def test_a_duration_is_said_as_one_says_it(value: str, words: str) -> None:
    assert duration(value) == words
