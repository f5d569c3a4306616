"""Explanations to read: as lines, or as one HTML page with the dependency drawings of displaCy."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from importlib.resources import files

from spacy.displacy.render import DependencyRenderer
from spacy.util import minify_html

from kg.errors import InputError
from kg.text.explain import Act, Explanation, Gap, Meaning, Miss, Part, Rule, Sentence, Tally, Unmatched, Word

DRAWING = {"compact": True, "distance": 110, "bg": "transparent", "color": "currentColor", "font": "inherit"}
SHOWN = 3


def render(
    explanations: Iterable[Explanation], format_: str, *, sentence: int | None = None, unmatched: bool = False
) -> Iterator[str]:
    """The pieces of a report as "text", "html" or "json" (lines), which end with the unmatched candidates or, where
    `unmatched`, are these alone; `sentence` picks one of each document. Only a page waits for all documents.

    Raise InputError where no document has that sentence.
    """
    tally = Tally()
    kept: list[Explanation] = []
    for found in explanations if sentence is None else _picked(explanations, sentence):
        tally.add(found)
        if format_ == "html" and not unmatched:
            kept.append(found)
        elif not unmatched:
            yield text(found) + "\n" if format_ == "text" else _json(found)
    gaps = tally.gaps()
    if format_ == "html":
        yield page(kept, gaps)
    elif format_ == "text":
        yield table(gaps)
    elif unmatched:
        yield from map(_json, gaps)


def _picked(explanations: Iterable[Explanation], number: int) -> Iterator[Explanation]:
    most, picked = 0, False
    for found in explanations:
        most = max(most, len(found.sentences))
        if number <= len(found.sentences):
            picked = True
            yield replace(found, sentences=found.sentences[number - 1 : number])
    if not picked:
        raise InputError(f"there is no sentence {number}: give one from 1 to {most}")


def _json(value: Explanation | Gap) -> str:
    return json.dumps(asdict(value), ensure_ascii=False, sort_keys=True) + "\n"


def text(explanation: Explanation) -> str:
    """The explanation as lines, one block a sentence."""
    document = explanation.document
    head = " · ".join(p for p in (document.title or document.source, document.date) if p)
    blocks = ["\n".join(_lines(s)) for s in explanation.sentences]
    return "\n\n".join([*([head] if head else []), *blocks]) + "\n"


def table(gaps: Sequence[Gap]) -> str:
    """The unmatched candidates in columns; where there is none, a line says so."""
    if not gaps:
        return "No verb or noun with two actors is without a frame.\n"
    rows = [("Times", "Lemma", "Actors at", "Example")]
    rows += [(str(g.times), f"{g.lemma} ({g.kind})", g.pattern, " ".join(g.example.split())) for g in gaps]
    widths = [max(len(r[i]) for r in rows) for i in range(3)]
    return "".join(f"{t:>{widths[0]}}  {w:<{widths[1]}}  {p:<{widths[2]}}  {e}\n" for t, w, p, e in rows)


def page(explanations: Sequence[Explanation], gaps: Sequence[Gap]) -> str:
    """One HTML page that asks nothing of any network and shows all text as text."""
    from jinja2 import Environment, FunctionLoader
    from markupsafe import Markup

    environment = Environment(loader=FunctionLoader(_data), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    drawings = {
        (n, s.number): Markup(drawing(s.words, f"s{n}-{s.number}"))  # noqa: S704
        for n, e in enumerate(explanations)
        for s in e.sentences
    }
    environment.filters.update(
        rule=_rule,
        part=_part,
        means=_means,
        level=_level,
        cues=_cues,
        claimants=_claimants,
        missed=_missed,
        candidate=_candidate,
    )
    return environment.get_template("explain.html").render(explanations=explanations, gaps=gaps, drawings=drawings)


def drawing(words: Sequence[Word], id_: str) -> str:
    """The dependencies as SVG, made by displaCy's own renderer: `displacy.render` would give it a random identifier."""
    shown = [n for n, w in enumerate(words) if w.pos != "PUNCT" or w.head == n]
    place = {n: i for i, n in enumerate(shown)}
    arcs = []
    for n in shown:
        word = words[n]
        if word.head != n and word.head in place:
            start, end = sorted((place[n], place[word.head]))
            side = "left" if n < word.head else "right"
            arcs.append({"start": start, "end": end, "label": html.escape(word.dep), "dir": side})
    drawn = [{"text": words[n].text, "tag": html.escape(words[n].pos)} for n in shown]
    return minify_html(DependencyRenderer(DRAWING).render_svg(id_, drawn, arcs))


def _data(name: str) -> str:
    return files("kg").joinpath(f"data/page/{name}").read_text(encoding="utf-8")


def _lines(s: Sentence) -> Iterator[str]:
    yield f"[{s.number}] {' '.join(s.text.split())}"
    yield from _block("means", map(_means, s.meanings))
    for act in s.acts:
        yield from _act(act)
    yield from _block("no fit", map(_missed, s.misses))
    yield from _block("no frame", map(_candidate, s.unmatched))


def _block(label: str, rows: Iterable[str]) -> Iterator[str]:
    for n, row in enumerate(rows):
        yield f"  {label if n == 0 else '':<9} {row}"


def _act(a: Act) -> Iterator[str]:
    carried = f" (carried by “{a.carrier}”)" if a.carrier != a.trigger else ""
    name = f"{a.type}-{a.mode}" if a.mode else a.type
    yield f"  {'not told:' if a.silent else 'EVENT':<9} {name} at “{a.trigger}”{carried}" + _after(a.silent)
    rows = [("frame", _rule(a.rule)), *((p.role, _part(p)) for p in a.parts)]
    if a.claim is None and a.signs:
        rows.append(("but", _cues(a)))
    if a.claim is not None:
        rows.append(("told as", _level(a)))
        rows.append(("said by", _claimants(a)))
        rows.append(("claim", f"{a.claim.rule}, confidence {a.claim.confidence:.2f}"))
        rows.append(("event", f"{a.event_id}" + (f", told in [{']['.join(map(str, a.also))}] too" if a.also else "")))
    yield from (f"    {label:<8} {row}" for label, row in rows)


def _after(reason: str) -> str:
    return f": {reason}" if reason else ""


def _means(m: Meaning) -> str:
    return f"“{' '.join(m.words.split())}” = {m.name} ({m.entity}, {m.rule})"


def _rule(r: Rule) -> str:
    return f"{r.file}:{r.line}, {r.asks}; made for “{r.example}”"


def _part(p: Part) -> str:
    return f"{p.value}: {p.slot} “{p.words}”" if p.words else f"{p.value}: from {p.slot}"


def _level(a: Act) -> str:
    """Modality, stance and certainty, each with the words that make it so."""
    if a.claim is None:
        return ""
    return f"{a.claim.modality}, {a.claim.stance}, {a.claim.certainty}: {_cues(a) or 'nothing weakens it'}"


def _cues(a: Act) -> str:
    return ", ".join(f"{s.effect} by “{s.word}”" for s in a.signs if not s.who)


def _claimants(a: Act) -> str:
    return "; ".join(f"{s.who} (“{s.word}”)" for s in a.signs if s.who) or "the document itself"


def _missed(m: Miss) -> str:
    shown = ", ".join(f"{r.file}:{r.line}" for r in m.frames[:SHOWN])
    more = f" and {len(m.frames) - SHOWN} more" if len(m.frames) > SHOWN else ""
    return f"“{m.trigger}”: {m.reason} [{shown}{more}]"


def _candidate(u: Unmatched) -> str:
    return f"“{u.trigger}” ({u.lemma}, {u.kind}): {'; '.join(_argument(a) for a in u.arguments)}"


def _argument(p: Part) -> str:
    return f"{p.slot} {p.value}"
