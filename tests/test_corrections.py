"""A curator rejects or corrects claims and links in the decisions file: they count no longer, and the graph says so."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.decisions import parse, written
from kg.entry import Entry
from kg.errors import InputError
from kg.graph.answer import plain
from kg.graph.columns import columns
from kg.graph.export import export
from kg.graph.network import network
from kg.graph.page import page
from kg.graph.query import counts, named_queries, run
from kg.graph.rdf import dataset
from kg.graph.validate import validate
from kg.graph.vocab import BASE, DKG, PROV, RDF, RDFS
from kg.graph.why import Why, render, why
from kg.keeper import Keeper
from kg.model import CURATOR, Claim, Document, Entity, Event, Evidence, Extraction, Mention, Position
from kg.own import NOTHING
from kg.resolver import resolve
from kg.run import Run
from kg.server.things import Things
from kg.settling import Asked, Summary, extractions, resolved, settle
from kg.verification.edges import check_edges
from kg.verification.findings import Findings
from kg.verification.looking import Graph
from kg.verification.terms import check_terms
from kg.verification.told import check_told

RUN = Run("kg 1", "model 1", "c0de", "da7a")
HEADER = "verdict,one,other,by,date,reason,changes\n"
FRANCE = Entity("state-fra", "State", "France", iso3="FRA")
GERMANY = Entity("state-deu", "State", "Germany", iso3="DEU")
GEORGIA = Entity("state-geo", "State", "Georgia", iso3="GEO", same_as=("http://www.wikidata.org/entity/Q230",))
ENVOY = Entity("person-ann-alder", "Person", "Ann Alder", state="state-geo")
CALLED, THANKED = "France called Germany on 3 May.", "Georgia thanked France."


def told(source: str, publisher: str, *, day: str = "2025-05-03") -> Extraction:
    """A call on a day, which other documents may tell as well, and thanks without a day, which are this document's."""
    text = f"{CALLED} {THANKED}"
    document = Document(text, f"News of {publisher}", "2025-05-04", source, publisher)
    call = Event("CONSULT", (FRANCE.id,), (GERMANY.id,), mode="call", date=day)
    thanks = Event("SUPPORT", (GEORGIA.id,), (FRANCE.id,), mode="thank", scope=document.id)
    start = len(CALLED) + 1
    return Extraction(
        document,
        (ENVOY, FRANCE, GERMANY, GEORGIA),
        (Mention(GEORGIA.id, start, start + 7, "Georgia", "name"),),
        (Position(ENVOY.id, "envoy", GEORGIA.id, "current", Evidence(start, start + 7, "Georgia")),),
        (call, thanks),
        (
            Claim(call.id, (Evidence(0, len(CALLED), CALLED),), confidence=0.9, rule="call"),
            Claim(thanks.id, (Evidence(start, len(text), THANKED),), confidence=0.8, rule="thank"),
        ),
    )


POST = told("post.txt", "Post")
#: another text of another publisher that tells of the same call
MAIL = replace(
    told("mail.txt", "Mail"), document=Document(f"{CALLED} {THANKED} And more.", "", None, "mail.txt", "Mail")
)
MAIL = replace(MAIL, events=(MAIL.events[0],), claims=(MAIL.claims[0],))


def settle_in(keeper: Keeper, rows: str) -> Summary:
    return settle(keeper, Asked(NOTHING, parse(HEADER + rows, "decisions.csv"), BASE))


def built(rows: str, *documents: Extraction) -> tuple[Summary, ox.Store]:
    """The graph of a first build with these lines of the decisions file."""
    with Keeper() as keeper:
        for extraction in documents or (POST,):
            keeper.ledger.save(Entry.of(extraction), "", RUN)
        return settle_in(keeper, rows), keeper.graph()


def the(store: ox.Store, cls: str) -> list[ox.NamedNode]:
    found = store.quads_for_pattern(None, ox.NamedNode(RDF["type"]), ox.NamedNode(DKG[cls]))
    return sorted({q.subject for q in found}, key=str)


def value(store: ox.Store, node: ox.NamedNode, term: str) -> str | None:
    found = {q.object.value for q in store.quads_for_pattern(node, ox.NamedNode(term), None)}
    assert len(found) < 2
    return next(iter(found), None)


def answer(store: ox.Store, name: str, **params: str) -> list[list[str]]:
    """The rows of a named query as texts."""
    return [[plain(cell) for cell in row] for row in run(store, named_queries()[name].text, params).rows]


def edges(store: ox.Store, term: str) -> set[tuple[str, str]]:
    found = store.quads_for_pattern(None, ox.NamedNode(DKG[term]), None)
    return {(q.subject.value.removeprefix(BASE), q.object.value.removeprefix(BASE)) for q in found}


def assert_sound(store: ox.Store, told_by: Iterable[tuple[str, Extraction]] = ()) -> None:
    """The shapes hold, every term is of the ontology, and what is derived follows from the claims that count."""
    assert validate(store).problems == ()
    findings, graph = Findings(), Graph(store)
    check_terms(graph, findings)
    check_edges(graph, findings)
    if told_by:
        check_told(graph, told_by, findings)
    assert findings.faults == []


# ---- a rejected claim

REJECTED = "reject,called Germany @ post.txt,,mk,2026-03-01,fiction\n"


def test_a_rejected_claim_makes_no_edge_and_its_event_says_so() -> None:
    assert edges(built("")[1], "consulted") == {("state-fra", "state-deu")}
    summary, store = built(REJECTED)
    assert edges(store, "consulted") == set()
    assert (summary.claims, summary.events) == (1, {"SUPPORT": 1})
    assert summary.ruled == {"reject called Germany @ post.txt": 1}
    assert_sound(store)
    (claim,) = the(store, "OverruledClaim")
    event = ox.NamedNode(value(store, claim, DKG["wasOfEvent"]))
    assert value(store, event, DKG["status"]) == DKG["Overruled"]
    assert value(store, event, RDFS["label"]) == "Overruled: France called Germany"


def test_the_graph_keeps_what_was_read_with_who_ruled_when_and_why() -> None:
    _, store = built(REJECTED)
    (claim,) = the(store, "OverruledClaim")
    assert claim.value == BASE + POST.claims[0].id(POST.document.id)
    assert {q.graph_name.value for q in store.quads_for_pattern(claim, None, None)} == {BASE + POST.document.id}
    assert value(store, claim, DKG["stance"]) == DKG["Affirms"]
    assert value(store, claim, DKG["confidence"]) == "0.9"
    decision = ox.NamedNode(value(store, claim, DKG["ruledBy"]))
    assert value(store, decision, DKG["verdict"]) == DKG["ClaimRejected"]
    assert (value(store, decision, DKG["curator"]), value(store, decision, RDFS["comment"])) == ("mk", "fiction")
    assert {q.graph_name.value for q in store.quads_for_pattern(decision, None, None)} == {BASE + "graph-decisions"}


def test_an_event_that_another_text_tells_keeps_its_edge_and_is_no_longer_corroborated() -> None:
    for rows, status in (("", DKG["Corroborated"]), (REJECTED, None)):
        _, store = built(rows, POST, MAIL)
        assert edges(store, "consulted") == {("state-fra", "state-deu")}
        event = ox.NamedNode(BASE + POST.events[0].id)
        assert value(store, event, DKG["status"]) == status
        assert_sound(store)


def test_what_only_a_rejected_claim_adds_to_an_event_is_not_taken_over() -> None:
    elsewhere = replace(POST.events[0], place="place-zenda")
    zenda = Entity("place-zenda", "Place", "Zenda")
    post = replace(POST, entities=(*POST.entities, zenda), events=(elsewhere, POST.events[1]))
    for rows, places in (("", {("place-zenda")}), (REJECTED, set())):
        _, store = built(rows, post, MAIL)
        assert {end for _, end in edges(store, "place")} == places


def test_named_queries_numbers_and_networks_count_without_it() -> None:
    (_, before), (_, after) = built(""), built(REJECTED)
    assert dict(counts(before))["Events"] - dict(counts(after))["Events"] == 1
    for name in ("timeline", "claims", "dyads", "who-met-whom", "event-types"):
        assert len(answer(before, name)) - len(answer(after, name)) == 1, name
    assert "Germany" not in {row[0] for row in answer(after, "actors")}
    assert "Germany" not in {row[0] for row in answer(after, "countries")}
    assert [e["type"] for *_, e in network(after).edges(data=True)] == ["SUPPORT"]
    assert "CONSULT" not in export(after, "graphml")


def test_the_list_of_decisions_why_the_page_and_the_server_show_it() -> None:
    _, store = built(REJECTED)
    assert [row[1] for row in answer(store, "decisions")] == ["called Germany @ post.txt"]
    assert len(answer(store, "decisions", actor="Germany")) == 1
    assert answer(store, "decisions", actor="Georgia") == []
    (row,) = run(store, named_queries()["decisions"].text, evidence=True).rows
    assert f"“{CALLED}” (News of Post, 2025-05-04)" in map(plain, row)
    found = why(store, "Germany")
    assert isinstance(found, Why)
    assert f"“{CALLED}” (News of Post): rejected by mk: fiction" in render(found)
    overruled = columns(network(store))["overruled"]
    assert (overruled["ruling"], overruled["quote"]) == (["rejected by mk: fiction"], [CALLED])
    assert "rejected by mk: fiction" in page(network(store), title="News")
    assert "overruled" not in columns(network(built("")[1]))
    event = Things(store).thing(ox.NamedNode(BASE + POST.events[0].id)).events[0]
    assert [c.ruling.text for c in event.claims if c.ruling] == ["rejected by mk: fiction"]


def test_a_ruling_is_on_all_claims_with_its_words_or_on_those_of_one_type() -> None:
    assert built("reject,France @ post.txt,,mk,,\n")[0].ruled == {"reject France @ post.txt": 2}
    summary, store = built("reject,France @ post.txt,SUPPORT,mk,,\n")
    assert summary.ruled == {"reject France @ post.txt, SUPPORT": 1}
    assert edges(store, "consulted")


@pytest.mark.parametrize("document", [POST.document.id, "News of Post", "post.txt"])
def test_a_document_is_named_by_identifier_title_or_file(document: str) -> None:
    assert built(f"reject,called  germany @ {document},,mk,,\n")[0].claims == 1


def test_what_is_rejected_in_a_text_is_rejected_in_its_copies() -> None:
    copy = told("copy.txt", "Herald")
    for named in ("post.txt", "copy.txt"):
        summary, store = built(f"reject,called Germany @ {named},,mk,,\n", POST, copy)
        assert (summary.copies, len(the(store, "OverruledClaim"))) == (1, 2)
        assert edges(store, "consulted") == set()
        assert_sound(store)


def test_a_ruling_that_finds_nothing_is_reported() -> None:
    rows = "reject,called Spain @ post.txt,,mk,,\nreject,called Germany @ times.txt,,mk,,\nreject,Spain,state-esp,,,\n"
    summary, store = built(rows)
    assert summary.idle == ("called Spain @ post.txt", "called Germany @ times.txt", "Spain")
    assert set(store) == set(built("")[1])


# ---- a corrected claim


def corrected(changes: str, *documents: Extraction) -> tuple[ox.Store, ox.NamedNode]:
    """The graph with the call corrected, and the claim in place of the one that was read."""
    _, store = built(f"correct,called Germany @ post.txt,CONSULT,mk,2026-03-01,misread,{changes}\n", *documents)
    assert_sound(store)
    ((claim, old),) = {
        (q.subject, q.object) for q in store.quads_for_pattern(None, ox.NamedNode(PROV["wasRevisionOf"]), None)
    }
    assert old in the(store, "OverruledClaim")
    assert value(store, claim, DKG["rule"]) == CURATOR
    return store, claim


@pytest.mark.parametrize(
    ("changes", "term", "now"),
    [
        ("modality=Planned", "modality", DKG["Planned"]),
        ("stance=Denies", "stance", DKG["Denies"]),
        ("certainty=Possible", "certainty", DKG["Possible"]),
        ("claimedBy=Ann Alder", "claimedBy", BASE + "person-ann-alder"),
    ],
)
def test_how_a_claim_is_made_can_be_corrected(changes: str, term: str, now: str) -> None:
    store, claim = corrected(changes)
    assert value(store, claim, DKG[term]) == now
    assert edges(store, "consulted") == set()
    assert value(store, claim, DKG["ofEvent"]) == BASE + POST.events[0].id


def test_hearsay_can_become_the_word_of_the_text_itself() -> None:
    said = replace(POST, claims=(replace(POST.claims[0], claimed_by=(ENVOY.id,)), POST.claims[1]))
    assert edges(built("", said)[1], "consulted") == set()
    store, _ = corrected("claimedBy=", said)
    assert edges(store, "consulted") == {("state-fra", "state-deu")}


def test_the_event_of_a_claim_can_be_another_one() -> None:
    store, claim = corrected("eventType=AID-economic; source=Germany; target=France; date=2025-06")
    event = ox.NamedNode(value(store, claim, DKG["ofEvent"]))
    assert value(store, event, RDFS["label"]) == "Germany gave economic aid to France"
    assert value(store, event, DKG["date"]) == "2025-06"
    assert edges(store, "aided") == {("state-deu", "state-fra")}
    assert edges(store, "consulted") == set()


def test_a_thing_may_be_known_from_tables_or_from_another_document() -> None:
    store, _ = corrected("target=Poland")
    assert edges(store, "consulted") == {("state-fra", "state-pol")}
    person = Entity("person-bo-birch", "Person", "Bo Birch")
    other = Extraction(Document("Bo Birch spoke.", "", None, "birch.txt"), (person,))
    store, _ = corrected("target=Bo Birch; target=Poland", POST, other)
    assert edges(store, "consulted") == {("state-fra", "state-pol"), ("state-fra", "person-bo-birch")}


def test_a_corrected_event_is_the_same_as_that_of_other_texts() -> None:
    mail = replace(MAIL, events=(replace(MAIL.events[0], date="2025-05-02"),))
    mail = replace(mail, claims=(replace(mail.claims[0], event=mail.events[0].id),))
    store, claim = corrected("date=2025-05-02", POST, mail)
    assert value(store, claim, DKG["ofEvent"]) == BASE + mail.events[0].id
    assert value(store, ox.NamedNode(BASE + mail.events[0].id), DKG["status"]) == DKG["Corroborated"]


def test_of_two_rulings_on_a_claim_the_later_line_counts() -> None:
    store = built(REJECTED + "correct,called Germany @ post.txt,,mk,,,modality=Planned\n")[1]
    (decision,) = {q.object for q in store.quads_for_pattern(None, ox.NamedNode(DKG["ruledBy"]), None)}
    assert value(store, decision, DKG["verdict"]) == DKG["ClaimCorrected"]
    assert value(store, decision, DKG["changes"]) == "modality=Planned"


def test_a_name_that_means_nothing_or_several_things_stops_the_build_with_its_line() -> None:
    with pytest.raises(InputError, match=r"decisions.csv, line 2: 'Xanadu' is no name or identifier"):
        corrected("target=Xanadu")
    twins = tuple(Entity(f"person-bo-{n}", "Person", "Bo Birch") for n in "ab")
    with pytest.raises(InputError, match=r"'Bo Birch' may be person-bo-a, person-bo-b: give the identifier"):
        corrected("target=Bo Birch", replace(POST, entities=(*POST.entities, *twins)))


# ---- a rejected link

UNLINKED = "reject,Georgia @ post.txt,state-geo,mk,2026-03-01,the American state\n"


@pytest.mark.parametrize("known", ["state-geo", BASE + "state-geo", "http://www.wikidata.org/entity/Q230", "Q230"])
def test_what_is_called_like_a_known_thing_need_not_be_it(known: str) -> None:
    _, store = built(UNLINKED.replace("state-geo", known))
    ((thing, _),) = edges(store, "supported")
    node = ox.NamedNode(BASE + thing)
    assert thing.startswith("body-georgia-")
    assert value(store, node, RDFS["label"]) == "Georgia"
    assert value(store, node, DKG["iso3"]) is None
    assert ("person-ann-alder", "state-geo") not in edges(store, "state")
    found = render(why(store, thing))
    assert "Kept apart" in found
    assert "by mk (the American state)" in found
    assert_sound(store)


def test_other_documents_still_mean_the_known_thing() -> None:
    other = told("other.txt", "Other", day="2025-06-01")
    other = replace(other, document=replace(other.document, text=other.document.text + " And so on, on all sides."))
    thanks = replace(other.events[1], scope=other.document.id)
    other = replace(
        other, events=(other.events[0], thanks), claims=(other.claims[0], replace(other.claims[1], event=thanks.id))
    )
    _, store = built(UNLINKED, POST, other)
    assert {source.rpartition("-")[0] for source, _ in edges(store, "supported")} == {"state", "body-georgia"}
    assert [row[0] for row in answer(store, "decisions")] == ["Different"]
    assert_sound(store)


def test_a_person_or_body_of_the_same_name_is_not_joined_again() -> None:
    body = Entity("org-circle", "Organization", "Orchid Circle", same_as=("http://www.wikidata.org/entity/Q1",))
    texts = [Document(f"The Orchid Circle met {n} times.", "", None, f"{n}.txt") for n in (3, 4)]
    both = [Extraction(d, (body,), (Mention(body.id, 4, 17, "Orchid Circle", "name"),)) for d in texts]
    _, store = built("reject,Orchid Circle @ 3.txt,Q1,mk,,\n", *both)
    assert len(the(store, "Organization")) == 2


# ---- builds after builds


def test_a_ruling_taken_back_brings_all_back_and_each_build_equals_one_from_scratch() -> None:
    steps = ["", REJECTED, REJECTED + UNLINKED, "correct,thanked @ post.txt,,mk,,,target=Germany\n", REJECTED, ""]
    with Keeper() as keeper:
        for extraction in (POST, MAIL):
            keeper.ledger.save(Entry.of(extraction), "", RUN)
        for rows in steps:
            summary = settle_in(keeper, rows)
            assert (summary, set(keeper.graph())) == (built(rows, POST, MAIL)[0], set(built(rows, POST, MAIL)[1]))


def test_documents_that_come_later_find_the_rulings_and_are_found_by_what_was_set_aside() -> None:
    fuller = replace(MAIL.events[0], mode="meeting", about=(GEORGIA.id,))
    mail = replace(
        MAIL, events=(MAIL.events[0], fuller), claims=(*MAIL.claims, replace(MAIL.claims[0], event=fuller.id))
    )
    rows = REJECTED + "reject,called Germany @ mail.txt,,mk,,\n"
    with Keeper() as keeper:
        for n, extraction in enumerate((POST, MAIL, mail), start=1):
            keeper.ledger.save(Entry.of(extraction), "", RUN)
            for ruled in (rows, REJECTED):
                settle_in(keeper, ruled)
                there = (POST, MAIL, mail)[:n] if n < 3 else (POST, mail)
                assert set(keeper.graph()) == set(built(ruled, *there)[1])


def test_only_blocks_that_a_ruling_touches_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    with Keeper() as keeper:
        for extraction in (POST, MAIL):
            keeper.ledger.save(Entry.of(extraction), "", RUN)
        settle_in(keeper, "")
        read: list[str] = []
        of = keeper.ledger.extraction
        monkeypatch.setattr(keeper.ledger, "extraction", lambda id_: read.append(id_) or of(id_))
        settle_in(keeper, "reject,thanked @ post.txt,,mk,,\n")
        assert set(read) == {POST.document.id}


def test_the_order_of_the_documents_does_not_matter() -> None:
    rows = REJECTED + UNLINKED
    assert set(built(rows, MAIL, POST)[1]) == set(built(rows, POST, MAIL)[1])


def test_without_a_store_the_graph_is_the_same() -> None:
    rulings = parse(HEADER + REJECTED + UNLINKED, "decisions.csv")
    found, decisions = resolve([POST, MAIL], rulings)
    store = dataset(found, decisions=decisions, run=RUN)
    register = ox.NamedNode(BASE + "graph-register")
    stored = {q for q in built(REJECTED + UNLINKED, POST, MAIL)[1] if q.graph_name != register}
    assert {q for q in store if q.graph_name != register} == stored


def test_what_was_set_aside_goes_along_as_json_and_is_not_ruled_on_again() -> None:
    rulings = parse(HEADER + "correct,called Germany @ post.txt,,mk,,,modality=Planned\n", "decisions.csv")
    (found,), _ = resolve([POST], rulings)
    assert Extraction.from_json(found.to_json()) == found
    assert resolve([found], rulings)[0] == [found]
    assert "overruled" not in POST.to_json()


def test_verification_knows_rulings_and_finds_what_does_not_keep_to_them() -> None:
    with Keeper() as keeper:
        keeper.ledger.save(Entry.of(POST), "", RUN)
        settle_in(keeper, REJECTED)
        asked = Asked(NOTHING, parse(HEADER + REJECTED, "decisions.csv"), BASE)
        told_by = [(x.document.id, x) for x in extractions(keeper.ledger, resolved(keeper.ledger, asked))]
        store = keeper.graph()
        assert_sound(store, told_by)
        (claim,) = the(store, "OverruledClaim")
        store.remove_graph(ox.NamedNode(BASE + "graph-decisions"))
        store.add(
            ox.Quad(ox.NamedNode(BASE + "state-fra"), ox.NamedNode(DKG["consulted"]), ox.NamedNode(BASE + "state-deu"))
        )
        findings = Findings()
        check_edges(Graph(store), findings)
        assert [fault.check for fault in findings.faults] == ["plain edges"]
        assert any(problem.node == claim.value for problem in validate(store).problems)


# ---- the file


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("reject,called Germany,,mk,,,", "line 2: 'one' names a claim by words of its quote and its document"),
        ("reject,claim-0123456789abcdef @ a.txt,,mk,,,", "kg why GRAPH claim-0123456789abcdef says its name"),
        ("reject,https://w3id.org/x/claim-0123456789abcdef,,mk,,,", "kg why GRAPH claim-0123456789abcdef"),
        ("reject,a b @ a.txt,,mk,,,modality=Planned", "line 2: only 'correct' has 'changes'"),
        ("correct,a b @ a.txt,,mk,,,", "line 2: 'changes' says what is so"),
        ("correct,a b @ a.txt,CALL,mk,,,modality=Planned", "line 2: 'other' is the type of the event"),
        (
            "correct,a b @ a.txt,,mk,,,mood=Planned",
            "with a name of stance, modality, certainty, eventType, date, claimedBy",
        ),
        ("correct,a b @ a.txt,,mk,,,modality", "not 'modality'"),
        ("correct,a b @ a.txt,,mk,,,modality=Done", "modality is one of Actual, Hypothetical, Planned, Proposed"),
        ("correct,a b @ a.txt,,mk,,,eventType=CONSULT-chat", "eventType is one of AGREE"),
        ("correct,a b @ a.txt,,mk,,,date=2025-02-30", "'2025-02-30' is no date"),
        ("correct,a b @ a.txt,,mk,,,stance=Denies; stance=Affirms", "stance can be changed only once"),
    ],
)
def test_a_wrong_line_is_named(row: str, complaint: str) -> None:
    with pytest.raises(InputError) as error:
        parse(HEADER + row + "\n", "decisions.csv")
    assert complaint in str(error.value)


def test_rulings_are_written_as_they_are_read_and_old_files_as_they_were() -> None:
    rulings = parse(HEADER + REJECTED + UNLINKED + "correct,a @ b,,mk,,,target=A; target=B\n", "decisions.csv")
    assert parse(written(rulings), "anew") == rulings
    old = "verdict,one,other,by,date,reason\nsame,A,B,mk,2026-03-01,names\n"
    assert written(parse(old, "old")) == old
    assert [r.on_claims for r in rulings] == [True, False, True]


# ---- as a curator does it


def line_for(output: str) -> list[str]:
    return next(csv.reader([output.splitlines()[-1]]))


def test_a_curator_finds_the_line_with_why_and_rejects_the_claim(tmp_path: Path) -> None:
    cli, store = CliRunner(), str(tmp_path / "store")
    text = tmp_path / "tokyo.txt"
    text.write_text("Japan condemned Russia on 3 May 2025.", encoding="utf-8")
    assert cli.invoke(main, ["build", str(text), "--store", store]).exit_code == 0
    rows = cli.invoke(main, ["query", store, "claims", "--format", "csv"]).stdout.splitlines()
    claim = next(cell for cell in rows[1].split(",") if "claim-" in cell)
    shown = cli.invoke(main, ["why", store, claim])
    assert shown.exit_code == 0, shown.output
    decisions = tmp_path / "decisions.csv"
    decisions.write_text(
        "verdict,one,other,by,date,reason\n" + shown.stdout.splitlines()[-1].replace("YYYY-MM-DD", "2026-03-01"),
        encoding="utf-8",
    )
    assert line_for(shown.stdout)[:3] == ["reject", "Japan condemned Russia on 3 May 2025. @ tokyo.txt", "ACCUSE"]
    again = cli.invoke(main, ["build", str(text), "--store", store, "--decisions", str(decisions)])
    assert (
        f"{decisions}: applied once: reject Japan condemned Russia on 3 May 2025. @ tokyo.txt, ACCUSE" in again.stderr
    )
    assert cli.invoke(main, ["query", store, "claims", "--format", "csv"]).stdout.splitlines()[1:] == []
    assert "rejected by WHO: WHY" in cli.invoke(main, ["why", store, claim]).stdout
    verified = cli.invoke(main, ["verify", store])
    assert verified.exit_code == 0, verified.output
