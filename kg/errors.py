"""What can go wrong, in one tree.

KGError                   anything the user can mend; its text says what was wrong and what to do
├── InputError            a document, graph or data file that cannot be read
├── ModelError            the spaCy pipeline is missing or does not fit
├── QueryError            an unknown named query, a missing parameter, SPARQL that does not parse
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


class UnknownTermError(KGError):
    """A term is not in the ontology."""
