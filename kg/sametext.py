"""What a copy tells in terms of its text: events without a day and things without a name of their own.

Extraction keeps these apart by document, for nothing tells them from the like of another document. Copies of one text
tell the same ones, so that in a copy they are called as in the document that stands for the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.account import Account
from kg.identities import Identities, Named, new_ids, renamed, settled, settled_acts
from kg.model import Entity, Event, Extraction, digest


def account_in_text(account: Account, original: str | None) -> Account:
    """The account of a copy, or of a document that is none (without an `original`) as it is."""
    if original is None:
        return account
    chosen, acts = _shared(account.document.id, original, (b.entity for b in account.bearings), account.events)
    events, claims = settled_acts(account.events, account.claims, new_ids(chosen), acts)
    bearings = tuple(replace(b, entity=chosen[b.entity.id]) for b in account.bearings)
    return replace(account, bearings=bearings, events=dict(events), claims=claims)


def extraction_in_text(x: Extraction, original: str | None) -> Extraction:
    """The same of all that was found in a document."""
    if original is None:
        return x
    events = {e.id: e for e in (*x.events, *(o.event for o in x.overruled))}
    chosen, acts = _shared(x.document.id, original, x.entities, events)
    return settled(x, Identities({x.document.id: chosen}, acts, ()))


def _shared(
    document: str, original: str, entities: Iterable[Entity], events: Mapping[str, Event]
) -> tuple[dict[str, Entity], dict[str, Named]]:
    """What the document calls its entities in terms of the original, and its events that are scoped to it."""
    own, shared = (f"-{digest(id_)[:8]}" for id_ in (document, original))  # as kg.text.introduced ends identifiers
    chosen = {e.id: replace(e, id=e.id.removesuffix(own) + shared) if e.id.endswith(own) else e for e in entities}
    scoped = {id_: replace(e, scope=original) for id_, e in renamed(events, new_ids(chosen)).values() if e.scope}
    return chosen, {id_: (event.id, event) for id_, event in scoped.items()}
