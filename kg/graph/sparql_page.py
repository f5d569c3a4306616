"""What a page needs to answer SPARQL by itself: an engine in WebAssembly, the graph, the named queries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import pyoxigraph as ox

from kg.graph.answer import PREFIXES
from kg.graph.named import NamedQuery, named_queries, without_parameters
from kg.graph.page import packed
from kg.graph.rdf_text import nquads_parts


def content(store: ox.Store, queries: Mapping[str, NamedQuery] | None = None) -> dict[str, Any]:
    """The `sparql` of the page's JSON; the same graph gives the same content.

    `wasm` and `data` (N-Quads) are packed (see `packed`); `engine` is the script of a worker that unpacks and asks.
    """
    known = named_queries() if queries is None else queries
    return {
        "engine": engine(),
        "wasm": packed((files("kg") / "data" / "vendor" / "oxigraph-web" / "web_bg.wasm").read_bytes()),
        "data": packed("".join(nquads_parts(store)).encode("utf-8")),
        "queries": [q.described() | {"text": _body(q.text)} for q in known.values()],
        "prefixes": dict(PREFIXES),
    }


def engine() -> str:
    """Oxigraph's own JavaScript without its exports, for a worker is no module here, and what we ask of it."""
    data = files("kg") / "data"
    glue = (data / "vendor" / "oxigraph-web" / "web.js").read_text(encoding="utf-8")
    glue = re.sub(r"^export \{.*\};?$", "", glue, flags=re.MULTILINE)
    glue = re.sub(r"^export (?=class|function)", "", glue, flags=re.MULTILINE)
    glue = glue.replace("import.meta.url", "self.location.href")
    return f"{glue}\n{(data / 'page' / 'worker.js').read_text(encoding='utf-8')}"


def _body(text: str) -> str:
    """The query without its header, which the form shows, and without empty lines at its ends."""
    lines = without_parameters(text).splitlines()
    return "\n".join(line for line in lines if not re.match(r"#(\s*(title|description):.*)?$", line)).strip() + "\n"
