"""A store's graph against its ledger: each named graph is what the documents, settled once more, give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from kg import decisions
from kg.account import Account
from kg.copies import signature
from kg.entry import content
from kg.graph.vocab import BASE
from kg.keeper import Keeper, is_locked, own_in
from kg.ledger import Ledger
from kg.settling import Asked, settle
from kg.verification.findings import Findings
from kg.verification.looking import Graph

LEDGER, GRAPHS = "ledger", "named graphs"  # what is counted
ANEW = "build its documents again with kg build --store"


def asked_of(path: Path) -> tuple[Asked, str]:
    """What a store was asked to be made with, and what its graph was made with, "" where that is not done."""
    with closing(Ledger(path)) as ledger:
        rulings = decisions.parse(ledger.setting("rulings"), f"the rulings of {path}")
        asked = Asked(own_in(path.parent, ledger), rulings, ledger.setting("base") or BASE)
        return asked, ledger.setting("projected")


def check_ledger(graph: Graph, path: Path, findings: Findings) -> None:
    """Check the rows of a ledger in themselves, and the graph against them where both are of this version of kg."""
    asked, state = asked_of(path)
    if not _check_rows(path, findings):
        findings.skip(GRAPHS, 1, "the ledger itself is damaged")
    elif is_locked(path.parent):
        findings.skip(GRAPHS, 1, "a build is writing the store: wait until it is done")
    elif not state:
        findings.fault(GRAPHS, "store", "a build was stopped, or documents wait", "complete it with kg build --store")
    elif state != asked.state:
        reason = "the graph was made by another version of kg, whose rules may be others: kg merge makes one of this"
        findings.skip(GRAPHS, len(list(graph.store.named_graphs())), reason)
    else:
        _compare(graph, path, asked, findings)


def _check_rows(path: Path, findings: Findings) -> bool:
    """Whether all that the ledger keeps beside the extraction of a document is what follows from it."""
    sound = True
    with closing(Ledger(path)) as ledger:
        contents = ledger.contents()
        rows = zip(ledger.accounts(), ledger.signatures(), strict=True)
        for account, (card, signed) in rows:
            findings.check(LEDGER)
            extraction = ledger.extraction(card.id)
            kept = (card, contents[card.id][0], account, signed)
            document = extraction.document
            due = (document.card, content(document), Account.of(extraction), signature(document.text))
            if kept != due:
                names = ("card", "content", "account", "signature")
                wrong = [name for name, one, other in zip(names, kept, due, strict=True) if one != other]
                problem = f"what the ledger keeps of it does not follow from its text: {', '.join(wrong)}"
                findings.fault(LEDGER, card.id, problem, ANEW)
                sound = False
    return sound


def _compare(graph: Graph, path: Path, asked: Asked, findings: Findings) -> None:
    with TemporaryDirectory(prefix="kg-verify-") as folder, Keeper(Path(folder) / "store") as keeper:
        keeper.ledger.adopt(path)
        settle(keeper, asked)
        _compare_graphs(graph, keeper.graph(), findings)


def _compare_graphs(graph: Graph, due: ox.Store, findings: Findings) -> None:
    for name in sorted({*graph.store.named_graphs(), *due.named_graphs()}, key=str):
        findings.check(GRAPHS)
        for subject, problem in _differences(graph, due, name):
            findings.fault(GRAPHS, f"{subject} in {graph.name(name)}", problem, ANEW)


def _differences(graph: Graph, due: ox.Store, name: ox.NamedNode | ox.BlankNode) -> Iterator[tuple[str, str]]:
    """What the graph has too much and too little of one named graph, subject by subject."""
    there, wanted = (set(store.quads_for_pattern(None, None, None, name)) for store in (graph.store, due))
    found: dict[str, tuple[list[ox.Quad], list[ox.Quad]]] = defaultdict(lambda: ([], []))
    for n, quads in enumerate((there - wanted, wanted - there)):
        for quad in sorted(quads, key=str):
            found[graph.name(quad.subject)][n].append(quad)
    for subject, (extra, missing) in sorted(found.items()):
        words = ("does not follow from the documents", extra), ("follows from the documents and is not there", missing)
        yield subject, "; ".join(f"{_some(graph, quads)} {what}" for what, quads in words if quads)


def _some(graph: Graph, quads: Sequence[ox.Quad]) -> str:
    more = f" (and {len(quads) - 1} more)" if len(quads) > 1 else ""
    return f"{graph.name(quads[0].predicate)} {graph.name(quads[0].object)}{more}"
