"""All checks of a graph, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import KGError
from kg.gazetteer import Gazetteer
from kg.verification.bundle import Bundle
from kg.verification.edges import check_edges
from kg.verification.findings import Findings, Report
from kg.verification.identifiers import check_identifiers
from kg.verification.kept import check_ledger
from kg.verification.material import Material, opened
from kg.verification.quotes import Text, check_quotes
from kg.verification.rebuilding import check_rebuilt
from kg.verification.rules import check_inferred
from kg.verification.terms import check_shapes, check_terms
from kg.verification.told import check_told

FILES, INPUT = "files", "input"  # what is counted: the files of a bundle, what could not be read


class EveryLanguage:
    """Holds every code of a language."""

    def __contains__(self, _: object) -> bool:
        return True


def verify(
    target: str,
    *,
    sources: Sequence[Path | str] = (),
    state: Path | None = None,
    tables: Sequence[Path] = (),
    rebuild: bool = False,
    jobs: int = 1,
) -> Report:
    """Check a graph against its texts, tables, rules and claims.

    `target` is a store (of one behind an endpoint, `state` is the folder of its ledger), a file or folder of a build,
    or a bundle. `sources` are read for the texts that are not at hand, and for whether they are still the same;
    `tables` are the name tables that a file was made with. With `rebuild` the graph of a bundle is built again from its
    texts, by so many processes. InputError where there is nothing that could be verified.
    """
    findings = Findings()
    given = list(_read(sources, findings))

    def check_files(bundle: Bundle) -> None:
        findings.check(FILES, len(bundle))
        for name, problem in bundle.damage():
            findings.fault(FILES, name, problem, "get the bundle again from whoever made it")

    try:
        with opened(target, state=state, tables=tables, on_bundle=check_files) as material:
            _check(material, given, findings)
            if rebuild:
                check_rebuilt(material, given, findings, jobs=jobs)
    except KGError as error:
        if not findings.faults:
            raise
        findings.fault(INPUT, target, str(error), "nothing more was checked")
    return findings.report()


def _check(material: Material, given: Sequence[Text], findings: Findings) -> None:
    def texts() -> Iterator[Text]:
        yield from material.texts()
        yield from given

    graph = material.graph
    check_quotes(graph, texts(), findings)
    check_terms(graph, findings)
    check_shapes(graph, findings)
    check_identifiers(graph, Gazetteer.load(*material.own.tables), findings)
    check_edges(graph, findings)
    check_inferred(graph, findings)
    check_told(graph, material.extractions(), findings)
    if material.ledger:
        check_ledger(graph, material.ledger, findings)


def _read(sources: Sequence[Path | str], findings: Findings) -> Iterator[Text]:
    """The texts of files and addresses, read as a build reads them."""
    if not sources:
        return
    from kg.reading import Problem, read

    def skip(problem: Problem) -> None:
        findings.skip("sources", 1, str(problem))

    for document in read(sources, languages=EveryLanguage(), on_problem=skip):
        yield Text(document.text, document.source)
