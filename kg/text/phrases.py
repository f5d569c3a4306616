"""What a noun phrase means, and whose a thing is: names, groups, relative pronouns, organs of states, people."""

from __future__ import annotations

from collections import Counter
from functools import cache

from spacy.tokens import Token

from kg.gazetteer import Gazetteer
from kg.model import ACTOR_CLASSES, Entity, entity_id
from kg.text import grammar
from kg.text.annotation import Annotations
from kg.text.lexicon import role_kinds, words
from kg.text.persons import admitted, state_of

PARTIES = frozenset({"parties", "sides"})
APART = frozenset({"territory", "disputed area"})  # places with a government of their own, or of which it is disputed


def seat_meant(notes: Annotations, token: Token) -> str | None:
    """The city that 'the Chinese capital' or 'the capital of China' is."""
    owned = owners(notes, token) or tuple(e for g in members_of(token) for e in resolve(notes, g))
    seats = (_capitals().get(e) for e in owned)
    seat = next((s for s in seats if s is not None), None)
    return notes.entities.setdefault(seat.id, seat).id if seat is not None else None


@cache
def _capitals() -> dict[str, Entity]:
    table = Gazetteer.load()
    return {known.state: table.entity(known) for known in table if known.kind == "capital" and known.state}


def resolve(notes: Annotations, token: Token, depth: int = 0) -> tuple[str, ...]:
    """The entities that a noun phrase with this head means, its coordinated parts included; () where it is none.

    'Poland and the Baltic states of Lithuania and Latvia' gives three states, 'Iranian forces' the state,
    'two members of the party' nothing.
    """
    if depth > 6:
        return ()
    found = notes.groups.get(token.i) or (*_titled_before(notes, token), *_one(notes, token, depth))
    rest = [c for c in token.children if c.dep_ == "conj" and c.pos_ in {"PROPN", "NOUN", "PRON", "ADJ", "X", "NUM"}]
    if rest and _left_out(token):  # 'attacked not Iran but Kuwait'
        found = ()
    rest = [c for c in rest if not _left_out(c)]  # 'Russia and Ukraine, but not Belarus'
    rest += [c for c in token.children if c.dep_ == "appos" and _listed_states(notes, token, c)]
    for conjunct in rest:
        found = (*found, *resolve(notes, conjunct, depth + 1))
    if (
        token.lower_ in role_kinds()
    ):  # 'Israeli Prime Minister and Defence Minister Benjamin Gantz' is one person, not Israel
        states = {s for e in found if (entity := notes.entities[e]).cls == "Person" and (s := entity.state)}
        found = tuple(e for e in found if e not in states)
    return tuple(dict.fromkeys(found))


def _left_out(token: Token) -> bool:
    """Whether 'not' stands before a part of a list."""
    return any(c.lower_ == "not" for c in token.lefts) or (
        token.dep_ == "conj" and token.left_edge.i > 0 and token.doc[token.left_edge.i - 1].lower_ == "not"
    )


def _listed_states(notes: Annotations, first: Token, second: Token) -> bool:
    """Whether the parser took a list for an apposition: 'troops from Senegal, Nigeria, and Ghana'."""
    one, two = notes.entity_at(first.i), notes.entity_at(second.i)
    between, after = second.doc[second.left_edge.i - 1].text, second.doc[second.i + 1 : second.i + 2].text
    listed = between == "," and after in {",", "and"}
    return listed and one is not None and two is not None and one.cls == two.cls == "State" and one != two


def _titled_before(notes: Annotations, token: Token) -> tuple[str, ...]:
    """The others in 'US President A and French President B', which the parser hangs on the last title."""
    own = notes.at(token.i)
    if own is None or notes.entities[own.entity].cls != "Person":
        return ()
    start = token.left_edge.i
    joints = [t.i for t in token.doc[start : own.start] if t.lower_ == "and"]
    before = (m for m in notes.mentions if joints and start <= m.start and m.end <= joints[-1])
    titled = {p.holder for p in notes.positions if start <= p.start < own.start}
    return tuple(dict.fromkeys(m.entity for m in before if m.entity in titled and m.entity != own.entity))


def _one(notes: Annotations, token: Token, depth: int) -> tuple[str, ...]:
    """What one head means, without what is joined to it."""
    mention = notes.at(token.i)
    office = next((p for p in notes.positions if p.start <= token.i < p.end), None)
    if office is not None and token.pos_ in {"PROPN", "NOUN"} and not office.start <= token.head.i < office.end:
        return (office.holder,)  # 'met with Republic of Cyprus (ROC) Foreign Minister X', however it is parsed
    if mention is not None:
        return _mentioned(notes, token, mention.entity, depth)
    if token.tag_ in {"WDT", "WP"} and token.head.head != token:
        return _relative(notes, token, depth)
    if office is not None and token.lower_ in role_kinds():
        return (office.holder,)
    if token.lower_ == "meeting" and token.i and (noun := token.nbor(-1)).tag_ == "NNS" and noun.head == token:
        return resolve(notes, noun, depth + 1)  # 'EU foreign ministers meeting in Luxembourg condemned it'
    if token.lower_ == "capital" and (seat := seat_meant(notes, token)):
        return (seat,)
    return _common(notes, token, depth)


def _mentioned(notes: Annotations, token: Token, entity: str, depth: int) -> tuple[str, ...]:
    """What a name means: mostly itself, but 'the Baltic states of Latvia and Lithuania' the two."""
    if notes.entities[entity].cls == "Place" and token.lower_ in words("nouns", "states"):
        return _inner(notes, token, depth) or (entity,)
    appos = [m.entity for c in token.children if c.dep_ == "appos" and (m := notes.at(c.i))]
    return tuple(appos) if appos and notes.entities[entity].cls not in ACTOR_CLASSES else (entity,)


def _common(notes: Annotations, token: Token, depth: int) -> tuple[str, ...]:
    """Whom or what a common noun means by what stands beside it: its owner, its members, its place."""
    low = token.lower_
    if low in words("nouns", "quantity", "states"):
        sides = owners(notes, token) if low in PARTIES else ()  # 'the Greek and Turkish sides of the island'
        if inner := sides or _inner(notes, token, depth):
            return inner
    if low in words("nouns", "treaty", "agreement", "meeting"):  # 'the New START Treaty', where 'New START' is known
        inside = (m.entity for c in token.lefts if c.dep_ in {"compound", "nmod"} and (m := notes.at(c.i)))
        return tuple(i for i in inside if notes.entities[i].cls not in {*ACTOR_CLASSES, "Place"})
    if low in words("nouns", "sites"):  # 'the harbour of Odesa'
        return tuple(i for i in _inner(notes, token, depth) if notes.entities[i].cls in {"Place", "State"})
    if low in words("nouns", "combatants") and (found := _organised(notes, token, depth)):
        return found
    if low in words("nouns", "groups"):
        return _people(notes, token)
    if low in words("speech", "nouns"):
        return owners(notes, token) or _inner(notes, token, depth) or _author(notes, token)
    organ = low in words("nouns", "state_organs", "states") or low in {"member", "members"}
    if organ and (found := _named_after(notes, token) or _of_state(notes, token, depth)):
        return found
    before = (c.lower_ for c in token.lefts if c.dep_ in {"compound", "nmod"})
    if token.tag_ in {"NN", "NNS"} and any(word in words("nouns", "armed") for word in before):
        return owners(notes, token)
    return tuple(e for c in token.children if c.dep_ == "appos" for e in resolve(notes, c, depth + 1))


def _of_state(notes: Annotations, token: Token, depth: int) -> tuple[str, ...]:
    """Whose organ it is: its owner's, its seat's, of the government told of before, or of the country of the text."""
    low = token.lower_
    owned = owners(notes, token) or _inner(notes, token, depth)
    if low in words("nouns", "realms"):
        owned = _realms(notes, token, owned)
    if low in {"ally", "partner"}:  # 'its NATO ally' is not NATO
        owned = tuple(i for i in owned if notes.entities[i].cls != "InternationalOrganization")
    if not owned and low in words("nouns", "authorities"):
        owned = _seated(notes, token)
    if not owned and low == "government":
        owned = _same_government(notes, token)
    domestic = not owned and not members_of(token) and low in words("nouns", "domestic")
    return at_home(notes) if domestic and any(c.lower_ == "the" for c in token.lefts) else owned


def _inner(notes: Annotations, token: Token, depth: int) -> tuple[str, ...]:
    """What its members are: 'the states of Latvia and Lithuania', 'forces such as Hezbollah'."""
    return tuple(e for g in members_of(token) for e in resolve(notes, g, depth + 1))


def _author(notes: Annotations, token: Token) -> tuple[str, ...]:
    """Whose 'the statement' is that was mentioned before: 'The ministry said in a statement ...'."""
    if not any(c.lower_ == "the" for c in token.lefts):
        return ()
    for earlier in reversed(token.doc[: token.i]):
        if earlier.lemma_ == token.lemma_ and earlier.sent != token.sent:
            verb = grammar.clause_of(earlier)
            speaker = grammar.subject(verb) if verb.pos_ == "VERB" else None
            found = owners(notes, earlier) or (() if speaker in {None, earlier} else resolve(notes, speaker))
            return found if len(found) == 1 else ()
    return ()


def _named_after(notes: Annotations, token: Token) -> tuple[str, ...]:
    """The persons whose names follow their office: 'his Greek and French counterparts, A and B'."""
    apposed = (e for c in token.children if c.dep_ == "appos" for e in resolve(notes, c))
    return tuple(e for e in apposed if notes.entities[e].cls == "Person")


def _organised(notes: Annotations, token: Token, depth: int) -> tuple[str, ...]:
    """Whose fighters or movement: 'Hezbollah guerrillas', 'the rebels of the FARC', 'the al-Qaeda network'."""
    named = (*owners(notes, token), *_inner(notes, token, depth))
    found = tuple(e for e in named if notes.entities[e].cls == "Organization" and notes.entities[e].kind != "group")
    return found[-1:]


def _seated(notes: Annotations, token: Token) -> tuple[str, ...]:
    """The state in whose land or capital authorities sit: 'officials in Ankara', 'security forces in Guinea'."""
    for seat in grammar.objects_of(token, "in"):
        mention = notes.at(seat.i)
        place = notes.entities[mention.entity] if mention else None
        if place is not None and place.cls == "State":
            return (place.id,)
        if place is not None and place.cls == "Place" and place.kind == "capital" and place.state:
            return (admitted(notes, place.state),)
    return ()


def _same_government(notes: Annotations, token: Token) -> tuple[str, ...]:
    """Whose 'the Government' is, after 'the Government of Ethiopia' or 'the Ethiopian government'."""
    if not any(c.lower_ == "the" for c in token.lefts):
        return ()
    for earlier in reversed(token.doc[: token.i]):
        if earlier.lower_ == "government" and (found := owners(notes, earlier)):
            return found
        if earlier.lower_ == "government" and (named := [g for g in members_of(earlier) if notes.at(g.i)]):
            return resolve(notes, named[0])
    return ()


def _realms(notes: Annotations, token: Token, owned: tuple[str, ...]) -> tuple[str, ...]:
    """The state whose government or army is called somebody's: 'his government', 'the forces of Assad'."""
    if grammar.child(token, "poss") is None and not any(grammar.objects_of(token, "of")):
        return owned
    persons = [i for i in owned if notes.entities[i].cls == "Person" and notes.entities[i].state]
    return tuple(admitted(notes, notes.entities[i].state or i) if i in persons else i for i in owned)


def at_home(notes: Annotations) -> tuple[str, ...]:
    """The country of a text that is about one, to which 'the government' and 'the police' belong: it, its people and
    places are named by far the most often."""
    named = Counter(
        s
        for m in notes.mentions
        if m.rule != "pronoun" and notes.entities[m.entity].kind not in APART and (s := state_of(notes, m.entity))
    )
    ranked = [*named.most_common(2), ("", 0), ("", 0)]
    clear = ranked[0][1] >= max(4, 3 * ranked[1][1])
    return (admitted(notes, ranked[0][0]),) if clear else ()


def _people(notes: Annotations, token: Token) -> tuple[str, ...]:
    """'Rwandan rebels', 'students in Iran': a group of that state's people, which is not the state."""
    states = [e for e in owners(notes, token) if notes.entities[e].cls == "State"]
    if not states:
        inside = (
            g
            for c in token.children
            if c.dep_ == "prep" and c.lower_ in {"in", "of", "from", "throughout", "across"}
            for g in c.children
        )
        states = [
            m.entity
            for g in inside
            if g.dep_ == "pobj" and (m := notes.at(g.i)) and notes.entities[m.entity].cls == "State"
        ]
    if not states:  # 'the crews of two Italian trawlers'
        inner = (notes.entities[e].state for g in grammar.objects_of(token, "of") for e in resolve(notes, g))
        states = [s for s in inner if s][:1]
    return (_people_of(notes, token, states[0]),) if len(states) == 1 else ()


def people_at(notes: Annotations, token: Token, verb: Token) -> tuple[str, ...]:
    """People whom only the place of their act tells from others: 'Prisoners rioted at a jail in Dili'."""
    if token.lower_ not in words("nouns", "groups") or resolve(notes, token):
        return ()
    heads = [h for p in ("in", "at", "outside", "near") for h in grammar.objects_of(verb, p)]
    near = [t for h in heads for t in (h, *grammar.objects_of(h, "in"))]
    places = [notes.at(t.i) for t in near if t.lemma_.lower() not in words("nouns", "missions")]  # of another state
    states = {s for m in places if m is not None and (s := state_of(notes, m.entity))}
    return (_people_of(notes, token, states.pop()),) if len(states) == 1 else ()


def _people_of(notes: Annotations, token: Token, state_id: str) -> str:
    state = notes.entities[admitted(notes, state_id)]
    name = f"{token.text} of {state.name}"
    id_ = entity_id("Organization", name)
    notes.entities.setdefault(
        id_, Entity(id_, "Organization", name[0].upper() + name[1:], state=state.id, kind="group")
    )
    return id_


def members_of(token: Token) -> list[Token]:
    """What a group consists of: 'states of X and Y', 'ministers from X', 'allies including X', 'allies such as X'."""
    return [
        g
        for c in token.children
        if c.dep_ == "prep" and (c.lower_ in {"of", "from", "including", "like"} or _such_as(c) or _speaks_for(c))
        for g in c.children
        if g.dep_ == "pobj"
    ]


def _speaks_for(preposition: Token) -> bool:
    return preposition.lower_ == "for" and role_kinds().get(preposition.head.lower_) == "spokesperson"


def _such_as(preposition: Token) -> bool:
    return preposition.lower_ == "as" and any(c.lower_ == "such" for c in preposition.children)


def _relative(notes: Annotations, token: Token, depth: int) -> tuple[str, ...]:
    clause = token.head
    while clause.dep_ != "relcl" and clause.head.i != clause.i:
        clause = clause.head
    return resolve(notes, clause.head, depth + 1) if clause.dep_ == "relcl" else ()


def owners(notes: Annotations, token: Token) -> tuple[str, ...]:
    """The states or bodies before a noun as adjective, compound or possessor: 'Greek and Turkish officials'."""
    found: list[str] = []
    for child in token.lefts:
        if token.text == "War" and child.dep_ != "poss":  # 'the Korean War' was not Korea's alone
            continue
        if child.dep_ in {"amod", "compound", "nmod", "poss", "nummod"}:
            pair = [c for c in child.lefts if token.doc[c.i + 1].text == "-"]  # 'the Turkish-Libyan agreement'
            if child.lower_ in words("grammar", "backing"):  # 'US-backed forces' are not of the United States
                continue
            for part in (*pair, child, *child.conjuncts):
                found += notes.groups.get(part.i, ()) if part.dep_ == "poss" else ()
                mention = notes.at(part.i)
                if mention and notes.entities[mention.entity].cls in ACTOR_CLASSES:
                    found.append(mention.entity)
            if child.dep_ in {"compound", "nmod"} and notes.at(child.i) is None:  # 'Israeli army bulldozers'
                found += owners(notes, child)
    return tuple(dict.fromkeys(found))


def whose(notes: Annotations, noun: Token) -> tuple[str, ...]:
    """Whose plan, attack or deal a noun is: 'Canada's', 'of Canada', 'between A and B', 'carried out by Canada', 'that
    Canada carried out'."""
    suffered = noun.lemma_.lower() in words("nouns", "suffered")  # 'the killing of X' is not X's
    behind = [
        h
        for p in ("of", "by", "from", "between")
        for h in grammar.objects_of(noun, p)
        if h.dep_ == "pobj" and not (suffered and p == "of")
    ]
    behind += [
        who
        for c in noun.children
        if (c.dep_ == "relcl" or (c.dep_ == "acl" and c.tag_ == "VBN"))
        and (who := grammar.subject(c)) not in {None, noun}
        and who.tag_ not in {"WDT", "WP"}
        and c.lemma_ in words("grammar", "authoring")  # nor whose judgement it is
    ]
    return owners(notes, noun) or next((ids for h in behind if (ids := resolve(notes, h))), ())
