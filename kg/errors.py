"""What can go wrong, in one tree.

KGError                   anything the user can mend; its text says what was wrong and what to do
├── InputError            a document, graph or data file that cannot be read
├── ModelError            the spaCy pipeline is missing or does not fit
├── QueryError            an unknown named query, a missing parameter, SPARQL that does not parse
│   ├── QueryTimeoutError a query that took too long, or found no free worker
│   └── TooManyRowsError  an answer with more rows than allowed
├── StorageError          a full, read-only or damaged disk, store or output folder
├── RemoteError           a server that cannot be reached, refuses, or answers with something else
└── UnknownTermError      a term that the ontology does not have
"""


class KGError(Exception):
    """The base of all errors that this package raises on purpose."""


class InputError(KGError):
    """A document, graph or data file cannot be read."""


class ModelError(KGError):
    """The spaCy pipeline is not installed or lacks a component that is needed."""


class QueryError(KGError):
    """A query is unknown, incomplete or not valid SPARQL."""


class QueryTimeoutError(QueryError):
    """A query was stopped because it took too long, or could not start because all workers were busy."""


class TooManyRowsError(QueryError):
    """An answer has more rows than are allowed."""


class RemoteError(KGError):
    """A server cannot be reached, refuses, or answers with something else; `status` is that of HTTP, if any."""

    def __init__(self, message: str, *, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class StorageError(KGError):
    """A store or a file cannot be written or read: the disk is full, read-only or damaged."""


class UnknownTermError(KGError):
    """A term is not in the ontology."""
