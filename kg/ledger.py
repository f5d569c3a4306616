"""What was read, document by document, in an SQLite file: the values of which a graph is the projection.

A document is saved as soon as it is read, in a transaction of its own, so that a build that is killed loses nothing of
that. Beside the documents stands what of the graph was written (`Block`), with a mark for what is being written: the
next build writes that again. Its own text is never changed by what other documents say.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.account import Account
from kg.errors import InputError
from kg.model import Document, Extraction, digest
from kg.run import Run

FORMAT = "1"  # of the tables below
TABLES = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS run (id TEXT PRIMARY KEY, version TEXT, model TEXT, code TEXT, data TEXT);
CREATE TABLE IF NOT EXISTS document (
    id TEXT PRIMARY KEY, origin TEXT NOT NULL, content TEXT NOT NULL, run TEXT NOT NULL, title TEXT NOT NULL,
    date TEXT, source TEXT NOT NULL, publisher TEXT NOT NULL, account BLOB NOT NULL, extraction BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS document_origin ON document (origin);
CREATE TABLE IF NOT EXISTS block (
    part TEXT NOT NULL, name TEXT NOT NULL, written TEXT NOT NULL, pending TEXT, facts BLOB, PRIMARY KEY (part, name)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A document as `kg status` and `kg forget` speak of it; `run` is the identifier of the run that read it."""

    id: str
    title: str
    date: str | None
    source: str
    publisher: str
    run: str


class Ledger:
    """The documents of one store. `path` None keeps them in memory."""

    def __init__(self, path: Path | None = None) -> None:
        self._db = sqlite3.connect(path or ":memory:", isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(TABLES)
        self._seen: set[str] = set()  # documents that this build has met
        known = self.setting("format")
        if known not in {"", FORMAT}:
            self.close()
            raise InputError(f"{path} was written by another version of kg: build into a new store")
        if not known:
            self.set(format=FORMAT)

    def close(self) -> None:
        self._db.close()

    # ------------------------------------------------------------------------------------------------------- settings

    def setting(self, name: str, default: str = "") -> str:
        found = self._db.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else default

    def set(self, **values: str) -> None:
        self._db.executemany("INSERT OR REPLACE INTO setting VALUES (?, ?)", values.items())

    # ------------------------------------------------------------------------------------------------------ documents

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM document").fetchone()[0])

    def has(self, document: Document, origin: str, run: Run) -> bool:
        """Whether this very document, with its title, date and publisher, was read by the same run."""
        self._seen.add(document.id)
        found = self._db.execute("SELECT content, run, origin FROM document WHERE id = ?", (document.id,)).fetchone()
        if found is None or found[:2] != (_content(document), run.id):
            return False
        if origin and found[2] != origin:  # the file has moved
            self._db.execute("UPDATE document SET origin = ? WHERE id = ?", (origin, document.id))
        return True

    def save(self, extraction: Extraction, origin: str, run: Run) -> bool:
        """Keep what was found in a document; whether that takes the place of an earlier text of the same origin.

        `origin` is the file or address that the document was read from, "" where it has none. One that several
        documents have in common, such as the name of a paper, says nothing of what takes the place of what.
        """
        document = extraction.document
        with _transaction(self._db):
            others = self._db.execute(
                "SELECT id FROM document WHERE origin = ? AND origin != '' AND id != ?", (origin, document.id)
            ).fetchall()
            replaced = len(others) == 1 and others[0][0] not in self._seen
            if replaced:
                self._db.execute("DELETE FROM document WHERE id = ?", others[0])
            self._db.execute("INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?, ?)", (run.id, *asdict(run).values()))
            self._db.execute(
                "INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    document.id, origin, _content(document), run.id, document.title, document.date, document.source,
                    document.publisher, _packed(Account.of(extraction).to_json()), _packed(extraction.to_json()),
                ),
            )  # fmt: skip
            self.set(projected="")
        return replaced

    def forget(self, ids: Iterable[str]) -> None:
        with _transaction(self._db):
            self._db.executemany("DELETE FROM document WHERE id = ?", ((id_,) for id_ in ids))
            self.set(projected="")

    def rows(self) -> list[Row]:
        """All documents, by identifier."""
        found = self._db.execute("SELECT id, title, date, source, publisher, run FROM document ORDER BY id")
        return [Row(*row) for row in found]

    def accounts(self) -> Iterator[Account]:
        """What resolution needs of each document, by identifier."""
        with closing(self._db.execute("SELECT account FROM document ORDER BY id")) as found:
            for (packed,) in found:
                yield Account.from_json(_unpacked(packed))

    def extraction(self, id_: str) -> Extraction:
        [packed] = self._db.execute("SELECT extraction FROM document WHERE id = ?", (id_,)).fetchone()
        return Extraction.from_json(_unpacked(packed))

    def contents(self) -> dict[str, tuple[str, str]]:
        """What tells one state of a document from another, and its run, by identifier."""
        found = self._db.execute("SELECT id, content, run FROM document")
        return {id_: (content, run) for id_, content, run in found}

    def runs(self) -> dict[str, Run]:
        """The runs that read the documents, by identifier."""
        rows = self._db.execute("SELECT * FROM run WHERE id IN (SELECT run FROM document) ORDER BY id")
        return {id_: Run(*values) for id_, *values in rows}

    # --------------------------------------------------------------------------------------------------------- blocks

    def written(self, part: str) -> dict[str, str]:
        """The fingerprint of each block of a part of the graph as it was last written, "" where that is unfinished."""
        found = self._db.execute("SELECT name, iif(pending IS NULL, written, '') FROM block WHERE part = ?", (part,))
        return dict(found.fetchall())

    def writing(self, part: str, blocks: Mapping[str, str | None], facts: Mapping[str, bytes] | None = None) -> None:
        """Note, before it is done, that blocks are written now: their new fingerprints, None where they go.

        `facts` of a block are what of it the rules for inference look at.
        """
        rows = [(part, name, new or "", _facts((facts or {}).get(name))) for name, new in blocks.items()]
        with _transaction(self._db):
            self._db.executemany(
                "INSERT INTO block VALUES (?, ?, '', ?, ?) "
                "ON CONFLICT DO UPDATE SET pending = excluded.pending, facts = excluded.facts",
                rows,
            )

    def finish(self, state: str) -> None:
        """Note that all that was being written is; `state` is what the whole was made with."""
        with _transaction(self._db):
            self._db.execute("DELETE FROM block WHERE pending = ''")
            self._db.execute("UPDATE block SET written = pending, pending = NULL WHERE pending IS NOT NULL")
            self.set(projected=state)

    def has_blocks(self) -> bool:
        return self._db.execute("SELECT 1 FROM block LIMIT 1").fetchone() is not None

    def facts(self, part: str) -> Iterator[bytes]:
        found = self._db.execute("SELECT facts FROM block WHERE part = ? AND facts IS NOT NULL ORDER BY name", (part,))
        yield from (zlib.decompress(packed) for (packed,) in found)


class _transaction:  # noqa: N801 - a context manager, read as a statement
    """All of it or nothing, whatever happens."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_: object) -> None:
        self._db.execute("ROLLBACK" if kind else "COMMIT")


def _content(document: Document) -> str:
    return digest(document.id, document.title, document.date or "", document.publisher)


def _facts(lines: bytes | None) -> bytes | None:
    return zlib.compress(lines) if lines else None


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def _unpacked(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")
