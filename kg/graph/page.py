"""The network as one HTML file that works without a network connection and lets nothing of its data run.

A large graph is carried twice: all of it, and before the script the little that its first picture needs.

The script of the page is made from `page/` and is inline like the style; both are named by their hashes in the content
security policy. Data is JSON that the script shows through `textContent` alone.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

import networkx as nx

from kg.graph.columns import columns, line, ordered
from kg.graph.columns import web_address as web_address  # the server's pages link under the same rule
from kg.graph.quality import quality

LISTED = 500  # events that the page lists for readers without scripts
PACKED = 1_000_000  # characters of JSON from which on the page carries it compressed
SKETCHED = 2000  # nodes from which on the page shows a first picture before it reads the rest
SKETCH = {"nodes": ("cls", "community", "label", "size", "x", "y"), "links": ("a", "arrows", "b")}


def page(
    graph: nx.MultiDiGraph, *, title: str, board: dict[str, Any] | None = None, sparql: dict[str, Any] | None = None
) -> str:
    """The network made by `kg.graph.network.network` as one HTML page; the same network gives the same page.

    `board` is what `kg.graph.board.board` makes of the graph: who is in which treaty on a date. `sparql` is the
    engine, the graph and the named queries, for a page that answers questions itself.
    """
    from jinja2 import Environment, FunctionLoader
    from markupsafe import Markup

    events = ordered(graph)
    content = columns(graph, board) | {"title": title, "sparql": sparql}
    css, script = _data("page.css"), _data("page.js")
    environment = Environment(loader=FunctionLoader(_data), autoescape=True)
    html = environment.get_template(
        "template.html"
    ).render(
        title=title,
        quality=quality(graph.graph.get("runs", ())),
        csp=csp([script], css, wasm=sparql is not None),
        css=Markup(css),  # noqa: S704
        script=Markup(script),  # noqa: S704
        sketch=Markup(_sketch(content)),  # noqa: S704
        data=Markup(_carried(content)),  # noqa: S704
        nodes=len(content["nodes"]["id"]),
        links=len(content["links"]["a"]),
        events=len(events),
        documents=len(content["documents"]["id"]),
        listed=_listed(events[:LISTED]),
    )
    return _encodable(html) + "\n"


def _data(name: str) -> str:
    return (files("kg") / "data" / "page" / name).read_text(encoding="utf-8")


def embed(value: Any) -> str:
    """JSON that may stand inside a script element: no character of it can end the element or open a comment."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return _encodable(text)


def _carried(content: dict[str, Any]) -> str:
    """The JSON of the page; if it is long, as a JSON string: base64 of gzip, which browsers unpack on their own."""
    text = embed(content)
    return text if len(text) <= PACKED else _packed(text)


def _packed(text: str) -> str:
    return json.dumps(packed(text.encode("utf-8")))


def packed(data: bytes) -> str:
    """Bytes as text for a page: compressed, then in base 64."""
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode("ascii")


def _sketch(content: dict[str, Any]) -> str:
    """What the first picture of a large graph needs, once more and by itself, for the page to read it first.

    Of its events a line needs how they are said and their quad classes, of which there are few combinations: `looks`.
    """
    if len(content["nodes"]["id"]) < SKETCHED:
        return ""
    sketch = {kind: {name: content[kind][name] for name in names} for kind, names in SKETCH.items()}
    said = list(zip(content["events"]["line"], content["events"]["quad"], strict=True))
    looks: dict[tuple[tuple[str, str], ...], int] = {}
    sketch["links"]["look"] = [
        looks.setdefault(tuple(said[event] for event in events), len(looks)) for events in content["links"]["events"]
    ]
    rest = {"title": content["title"], "communities": content["communities"], "looks": list(looks)}
    return _packed(embed(sketch | rest))


def _encodable(text: str) -> str:
    """The text with a question mark for each lone surrogate, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def csp(scripts: Iterable[str], style: str, *, wasm: bool = False) -> str:
    """A content security policy under which these scripts and this style work, and nothing else is loaded or run."""
    allowed = [*map(_hash, scripts), *(["'wasm-unsafe-eval'"] if wasm else [])]
    return (
        f"default-src 'none'; script-src {' '.join(allowed)}; style-src {_hash(style)}; img-src data: blob:; "
        f"base-uri 'none'; form-action 'none'{'; worker-src blob:' if wasm else ''}"
    )


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


def _listed(events: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Events with what the list for readers without scripts says of them."""
    return [event | {"line": line(event), "claims": [_said(claim) for claim in event["claims"]]} for event in events]


def _said(claim: dict[str, Any]) -> dict[str, Any]:
    who = f"According to {' and '.join(claim['by'])}" if claim["by"] else "The text itself"
    words = f"{'denied' if claim['stance'] == 'Denies' else 'affirmed'}, {claim['modality'].lower()}"
    return claim | {"url": web_address(claim["source"]), "who": who, "words": words}
