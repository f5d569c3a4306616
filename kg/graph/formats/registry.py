"""All formats that a graph can be written in. To add one is to add one entry.

Nothing of a format is imported before it is made: commands list them in their help.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.graph.formats.made import Made

if TYPE_CHECKING:
    import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is, in a line, and the function that makes it of a store, as "module:name" below kg.graph.

    The function gives a text, its parts, the files of a `folder` by their names, or these with notes (Made). `options`
    are the keywords that it takes.
    """

    about: str
    make: str
    folder: bool = False
    options: frozenset[str] = frozenset()

    def __call__(self, store: ox.Store, **options: Any) -> Made:
        module, _, name = self.make.partition(":")
        found = getattr(import_module(f"kg.graph.{module}"), name)(store, **options)
        if isinstance(found, Made):
            return found
        if self.folder:
            return Made(found)
        return Made({"": (found,) if isinstance(found, str) else found})


PANEL = frozenset({"since", "until", "standings", "states", "lift", "directed", "balanced", "publication_dates"})
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "turtle": Format("RDF: the union of all graphs, sorted", "rdf_text:turtle_parts"),
        "trig": Format("RDF with its named graphs, one for each document", "rdf_text:trig_parts"),
        "nquads": Format("the same, a statement a line", "rdf_text:nquads_parts"),
        "json-ld": Format("RDF as JSON", "rdf_text:jsonld"),
        "rdfxml": Format("RDF as XML", "rdf_text:rdfxml"),
        "graphml": Format("network for Gephi, yEd, Cytoscape, igraph", "formats.network_files:graphml"),
        "gexf": Format("network over time, for the timeline of Gephi", "formats.gexf:gexf"),
        "cypher": Format("property graph as a script for Neo4j's cypher-shell", "formats.cypher:cypher"),
        "quickstatements": Format("referenced facts for Wikidata, where it has items", "formats.quickstatements:lines"),
        "csv": Format("folder: nodes and edges of the network", "formats.network_files:csv_files", True),
        "tables": Format("folder: events, claims, entities, documents, dyads", "formats.tables:table_files", True),
        "panel": Format("folder: dyads by month, each count with its words", "formats.panel:panel_files", True, PANEL),
        "neo4j-csv": Format("folder: for neo4j-admin database import", "formats.neo4j_csv:neo4j_files", True),
    }
)  # fmt: skip


def made(store: ox.Store, format_: str, **options: Any) -> Made:
    """The store in one of FORMATS; InputError names them where it is another, or the format takes no such option."""
    if format_ not in FORMATS:
        raise InputError(f"no format {format_!r}: use one of {', '.join(FORMATS)}")
    if unknown := sorted(options.keys() - FORMATS[format_].options):
        raise InputError(f"the format {format_} has no option {unknown[0]!r}")
    return FORMATS[format_](store, **options)
