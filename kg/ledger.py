"""What was read, document by document, in an SQLite file: the values of which a graph is the projection.

A document is saved as soon as it is read, in a transaction of its own, so that a build that is killed loses nothing of
that. Beside the documents stands what of the graph was written (`Block`), with a mark for what is being written: the
next build writes that again. Its own text is never changed by what other documents say.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

from kg import storage
from kg.account import Account
from kg.entry import Entry, content, unpack
from kg.errors import InputError
from kg.model import Card, Document, Extraction
from kg.run import Run

FORMAT = "2"  # of the tables below
MEND = "what it knew is lost, build its documents into a new store"
TABLES = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS run (id TEXT PRIMARY KEY, version TEXT, model TEXT, code TEXT, data TEXT);
CREATE TABLE IF NOT EXISTS document (
    id TEXT PRIMARY KEY, origin TEXT NOT NULL, content TEXT NOT NULL, run TEXT NOT NULL, title TEXT NOT NULL,
    date TEXT, source TEXT NOT NULL, publisher TEXT NOT NULL, account BLOB NOT NULL, extraction BLOB NOT NULL,
    signature BLOB NOT NULL
);
CREATE TEMP TABLE met (id TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE seen (part TEXT, name TEXT, PRIMARY KEY (part, name)) WITHOUT ROWID;
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
    """The documents of one store. `path` None is a file of SQLite's own that goes with the ledger."""

    def __init__(self, path: Path | None = None) -> None:
        with ExitStack() as opening:
            opening.enter_context(storage.of_sqlite(path or "the temporary file of the build", MEND))
            self._db = sqlite3.connect(path or "", isolation_level=None)
            opening.callback(self._db.close)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(TABLES)
            self._check(path)
            self._open = opening.pop_all()

    def _check(self, path: Path | None) -> None:
        known = self.setting("format")
        if known not in {"", FORMAT}:
            raise InputError(f"{path} was written by another version of kg: build into a new store")
        if not known:
            self.set(format=FORMAT)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """StorageError in place of what SQLite says where it cannot read or write the file."""
        self._open.__exit__(kind, error, at)

    def close(self) -> None:
        self._open.close()

    # ------------------------------------------------------------------------------------------------------- settings

    def setting(self, name: str, default: str = "") -> str:
        found = self._db.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else default

    def set(self, **values: str) -> None:
        self._db.executemany("INSERT OR REPLACE INTO setting VALUES (?, ?)", values.items())

    # ------------------------------------------------------------------------------------------------------ documents

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM document").fetchone()[0])

    def meets(self, document: Document) -> bool:
        """Whether this build is to look at a document: it is the first with its identifier, or counts before it.

        Which of several with one text and source but different titles or dates counts does not hang on their order.
        """
        query = (
            "INSERT INTO temp.met VALUES (?, ?) "
            "ON CONFLICT DO UPDATE SET content = excluded.content WHERE excluded.content < content RETURNING id"
        )  # and not the count of rows, which Python does not know in a Turkish locale
        return self._db.execute(query, (document.id, content(document))).fetchone() is not None

    def has(self, document: Document, origin: str, run: Run) -> bool:
        """Whether this very document, with its title, date and publisher, was read by the same run."""
        found = self._db.execute("SELECT content, run, origin FROM document WHERE id = ?", (document.id,)).fetchone()
        if found is None or found[:2] != (content(document), run.id):
            return False
        if origin and found[2] != origin:  # the file has moved
            self._db.execute("UPDATE document SET origin = ? WHERE id = ?", (origin, document.id))
        return True

    def save(self, entry: Entry, origin: str, run: Run) -> bool:
        """Keep what was found in a document; whether that takes the place of an earlier text of the same origin.

        `origin` is the file or address that the document was read from, "" where it has none. One that several
        documents have in common, such as the name of a paper, says nothing of what takes the place of what.
        """
        card = entry.document
        with _transaction(self._db):
            others = self._db.execute(
                "SELECT id, id IN (SELECT id FROM temp.met) FROM document "
                "WHERE origin = ? AND origin != '' AND id != ?",
                (origin, card.id),
            ).fetchall()
            replaced = len(others) == 1 and not others[0][1]
            if replaced:
                self._db.execute("DELETE FROM document WHERE id = ?", others[0][:1])
            self._db.execute("INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?, ?)", (run.id, *asdict(run).values()))
            self._db.execute(
                "INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    card.id, origin, entry.content, run.id, card.title, card.date, card.source, card.publisher,
                    entry.account, entry.extraction, entry.signature,
                ),
            )  # fmt: skip
            self.set(projected="")
        return replaced

    def adopt(self, other: Path) -> int:
        """Take over the documents of another ledger in place of ours of the same identifiers: how many it has."""
        with storage.of_sqlite(f"{other}, or the store that it is put into,", MEND), self._attached(other):
            with _transaction(self._db):
                self._db.execute("INSERT OR REPLACE INTO run SELECT * FROM other.run")
                self._db.execute("INSERT OR REPLACE INTO document SELECT * FROM other.document")
                self.set(projected="")
            return int(self._db.execute("SELECT count(*) FROM other.document").fetchone()[0])

    @contextmanager
    def _attached(self, other: Path) -> Iterator[None]:
        self._db.execute("ATTACH DATABASE ? AS other", (str(other),))
        try:
            yield
        finally:
            self._db.execute("DETACH DATABASE other")

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
                yield Account.from_json(unpack(packed))

    def signatures(self) -> Iterator[tuple[Card, bytes]]:
        """What `kg.copies` needs of each document, by identifier."""
        query = "SELECT id, title, date, source, publisher, signature FROM document ORDER BY id"
        with closing(self._db.execute(query)) as found:
            for *card, signed in found:
                yield Card(*card), signed

    def extraction(self, id_: str) -> Extraction:
        [packed] = self._db.execute("SELECT extraction FROM document WHERE id = ?", (id_,)).fetchone()
        return Extraction.from_json(unpack(packed))

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

    def tracked(self, part: str) -> Tracked:
        """The blocks of a part as they are before they are written anew."""
        return Tracked(self._db, part)

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

    def doubt(self) -> None:
        """Note that of all that was written nothing is certain: the next build writes it again."""
        with _transaction(self._db):
            self._db.execute("UPDATE block SET pending = ''")
            self.set(projected="")

    def has_blocks(self) -> bool:
        return self._db.execute("SELECT 1 FROM block LIMIT 1").fetchone() is not None

    def facts(self, part: str) -> Iterator[bytes]:
        found = self._db.execute("SELECT facts FROM block WHERE part = ? AND facts IS NOT NULL ORDER BY name", (part,))
        yield from (zlib.decompress(packed) for (packed,) in found)


class Tracked:
    """Which blocks of a part are there, and which of these do not come up again; none is held in memory."""

    def __init__(self, db: sqlite3.Connection, part: str) -> None:
        self._db = db
        self._part = part
        self._new = db.execute("SELECT 1 FROM block WHERE part = ? LIMIT 1", (part,)).fetchone() is None
        db.execute("DELETE FROM temp.seen WHERE part = ?", (part,))

    def known(self, names: Iterable[str]) -> dict[str, str]:
        """The fingerprints of those that are there, as `Ledger.written` has them. These have come up."""
        if self._new:
            return {}
        rows = [(self._part, name) for name in names]
        with _transaction(self._db):
            self._db.executemany("INSERT OR IGNORE INTO temp.seen VALUES (?, ?)", rows)
        query = "SELECT iif(pending IS NULL, written, '') FROM block WHERE part = ? AND name = ?"
        found = ((row[1], self._db.execute(query, row).fetchone()) for row in rows)
        return {name: mark[0] for name, mark in found if mark}

    def gone(self) -> list[str]:
        """Those that have not come up."""
        if self._new:
            return []
        query = (
            "SELECT name FROM block WHERE part = :part AND name NOT IN (SELECT name FROM temp.seen WHERE part = :part) "
            "ORDER BY name"
        )
        return [name for (name,) in self._db.execute(query, {"part": self._part})]


class _transaction:  # noqa: N801 - a context manager, read as a statement
    """All of it or nothing, whatever happens."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._db.execute("COMMIT")
        elif self._db.in_transaction:  # SQLite rolls back by itself where a disk is full
            self._db.execute("ROLLBACK")


def _facts(lines: bytes | None) -> bytes | None:
    return zlib.compress(lines) if lines else None
