"""What is inside a store, as its ledger knows it: `kg status`, and which documents `kg forget` means."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import InputError
from kg.hints import hint
from kg.keeper import is_locked, ledger_of, spoken
from kg.ledger import Ledger, Row
from kg.run import Run
from kg.visible import visible


@dataclass(frozen=True, slots=True)
class Status:
    """`state` is complete, unfinished (a build was stopped: the next completes it) or being written."""

    store: str
    state: str
    counts: Mapping[str, int]
    publishers: Mapping[str, int]
    runs: Mapping[str, tuple[Run, int]]
    documents: Sequence[Row]


def status(store: str | Path, *, state: Path | None = None) -> Status:
    """What a store holds. `state` is the ledger's folder of a store behind an endpoint."""
    path = ledger_of(store, state)
    with Ledger(path) as ledger:
        rows, runs = ledger.rows(), ledger.runs()
        summary = json.loads(ledger.setting("summary", "{}"))
        done = bool(ledger.setting("projected"))
    read = Counter(row.run for row in rows)
    publishers = Counter(row.publisher or "(no publisher)" for row in rows)
    return Status(
        spoken(store),
        "being written" if is_locked(path.parent) else "complete" if done else "unfinished",
        dict(_counts(len(rows), summary)),
        dict(sorted(publishers.items(), key=lambda item: (-item[1], item[0]))),
        {id_: (run, read[id_]) for id_, run in runs.items()},
        rows,
    )


def _counts(documents: int, summary: dict[str, dict[str, int]]) -> Iterator[tuple[str, int]]:
    yield "Documents", documents
    yield "Copies", summary.get("copies", 0)  # type: ignore[misc]
    for name in ("entities", "events"):
        yield name.capitalize(), sum(summary.get(name, {}).values())
    yield "Claims", summary.get("claims", 0)  # type: ignore[misc]


def matching(
    store: str | Path, documents: Sequence[str], source: str | None, *, state: Path | None = None
) -> list[Row]:
    """The documents meant by each of `documents`, an identifier, IRI, title, file or address, and those of `source`.

    A source is a publisher, or an address, site, file or folder with all below it. InputError where a word means none.
    """
    with Ledger(ledger_of(store, state)) as ledger:
        rows = ledger.rows()
    name = spoken(store)
    found: dict[str, Row] = {}
    for word in documents:
        meant = [r for r in rows if word in {r.id, r.title, r.source} or word.endswith(f"/{r.id}")]
        if not meant:
            close = hint(word, {known for r in rows for known in (r.title, r.source, r.id) if known})
            raise InputError(
                f"{word!r} is no document of {name}; {close}{' ' if close else ''}"
                f"kg status {name} --documents lists them"
            )
        found |= {row.id: row for row in meant}
    if source is not None:
        meant = [row for row in rows if _is_of(row, source)]
        if not meant:
            close = hint(source, {row.publisher for row in rows})
            raise InputError(
                f"no document of {name} is from {source!r}; {close}{' ' if close else ''}"
                f"kg status {name} lists the publishers"
            )
        found |= {row.id: row for row in meant}
    return [found[id_] for id_ in sorted(found)]


def _is_of(row: Row, source: str) -> bool:
    if row.publisher.casefold() == source.casefold():
        return True
    address = row.source.partition("://")[2] or row.source
    wanted = (source.partition("://")[2] or source).rstrip("/")
    return address == wanted or address.startswith((f"{wanted}/", f"{wanted}#"))


def render(found: Status, format_: str, *, listed: bool = False) -> str:
    """The status as lines to read, or as JSON; `listed` adds the documents."""
    if format_ == "json":
        data = asdict(found)
        data["runs"] = {id_: {**asdict(run), "documents": n} for id_, (run, n) in found.runs.items()}
        if not listed:
            del data["documents"]
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    lines = [f"{found.store}: {_words(found.state)}"]
    lines += [f"  {name:<10} {number:>8}" for name, number in found.counts.items()]
    lines += ["Read by", *(f"  {n:>8} by {_run(run)} ({id_})" for id_, (run, n) in found.runs.items())]
    lines += ["Published by", *(f"  {n:>8} {name}" for name, n in found.publishers.items())]
    if listed:
        lines += [f"{r.id}  {r.date or '':10}  {r.run}  {r.title or r.source}" for r in found.documents]
    return "\n".join(map(visible, lines)) + "\n"


def _words(state: str) -> str:
    stopped = ", because a build was stopped or documents wait: the next kg build completes it"
    return state + (stopped if state == "unfinished" else "")


def _run(run: Run) -> str:
    return f"{run.version}, {run.model or 'model unknown'}, code {run.code[:8] or '?'}, data {run.data[:8] or '?'}"
