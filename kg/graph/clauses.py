"""What is told of SPARQL by its text: SERVICE and LOAD, which ask other servers, FROM, and how deep it is nested.

Oxigraph offers no switch against such requests and no parsed query to look at. So the text is searched for what such a
clause must look like, wherever it stands: a string that holds "service <" is refused as well, but no clause passes.
"""

from __future__ import annotations

import re

from kg.errors import QueryError

MAX_DEPTH = 100

_SPACE = r"(?:[ \t\r\n]|#[^\r\n]*[\r\n])*"
_TARGET = rf"{_SPACE}(?:silent)?{_SPACE}(?=[<?$]|[\w.·-]*:)"
# Oxigraph wants no space around keywords (1SERVICE<http://...> is a clause), but ?service and ex:service are names.
_SERVICE = re.compile(rf"(?P<name>[?$:][\w-]*)?service{_TARGET}", re.IGNORECASE)
_LOAD = re.compile(rf"(?:\A|[;>\"']){_SPACE}load{_TARGET}", re.IGNORECASE)

_APART = re.compile(
    r'<[^\s<>"{}|^`\\]*>|"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|#[^\n]*',
    re.DOTALL,
)  # IRIs, strings and comments, where FROM is no keyword
_BRACKETS = re.compile(rf"{_APART.pattern}|[][(){{}}]", re.DOTALL)
_FROM = re.compile(r"(?<![\w?$:-])from\s*(?:named)?\s*(?:<|[\w.-]*:)", re.IGNORECASE)


def refuse_requests(text: str) -> None:
    """Raise QueryError where a query or an update would ask another server."""
    if any(found["name"] is None for found in _SERVICE.finditer(text)):
        raise QueryError(
            "SERVICE is refused: no other server is asked; if the word only stands in a text, write s\\u0065rvice"
        )
    if _LOAD.search(text):
        raise QueryError("LOAD is refused: this graph fetches nothing, so send the data itself with INSERT DATA")


def refuse_depth(text: str) -> None:
    """Raise QueryError where brackets are nested so deep that Oxigraph might run out of stack, which ends a process."""
    depth = 0
    for found in _BRACKETS.finditer(text):
        depth += {**dict.fromkeys("([{", 1), **dict.fromkeys(")]}", -1)}.get(found[0], 0)
        if depth > MAX_DEPTH:
            raise QueryError(f"brackets are nested more than {MAX_DEPTH} deep: ask in a simpler way")


def has_dataset(text: str) -> bool:
    """Whether a query names its graphs with FROM, which Oxigraph ignores where it is told to take the union."""
    return bool(_FROM.search(_APART.sub(lambda found: "<>" if found[0][0] == "<" else " ", text)))
