"""Pages of the Python interface, which mkdocstrings fills from the docstrings without importing anything."""

from __future__ import annotations

import inspect

import kg
from kg import errors, model
from reference.markup import code, page, table
from reference.prose import prose

FOLDER = "reference/python"
BELOW = "    options: {heading_level: 3, show_root_full_path: true}\n"
GROUPS = {
    "Read, extract, build": ("read", "extract", "build", "By", "Summary", "merge", "forget"),
    "Ask a graph": ("open", "graph_of", "KnowledgeGraph", "Result", "register"),
    "Explain, check, measure": ("explain", "verify", "pack", "evaluate"),
    "Values": ("Document", "Extraction", "Entity", "Mention", "Position", "Event", "Claim", "Evidence"),
    "Rulings and errors": ("Ruling", "KGError"),
}
MODULES = {
    "kg.pipeline": ("The order of the stages", ("graph", "explain_all", "treaties", "joined", "write")),
    "kg.graph.query": ("Questions", ("ask", "run", "text_of", "bind", "entities", "counts")),
    "kg.graph.named": ("Named queries", ("named_queries", "NamedQuery", "Param", "parse")),
    "kg.graph.answer": ("Answers", ("render", "plain", "value")),
    "kg.graph.export": ("Writing a graph", ("export", "write", "turtle", "trig")),
    "kg.graph.network": ("The network", ("network",)),
    "kg.graph.validate": ("Validation", ("validate", "Report", "Problem")),
    "kg.graph.store": ("Loading", ("load", "opened")),
    "kg.graph.why": ("Who is who", ("why", "Why")),
}


def pages() -> dict[str, str]:
    return {
        f"{FOLDER}/index.md": _index(),
        f"{FOLDER}/kg.md": _public(),
        f"{FOLDER}/model.md": _model(),
        f"{FOLDER}/errors.md": _errors(),
        f"{FOLDER}/parts.md": _parts(),
    }


def public() -> list[str]:
    """All that is public, but the version."""
    return [name for name in kg.__all__ if name != "__version__"]


def grouped() -> dict[str, list[str]]:
    """The public names in their groups; those in none come last."""
    placed = {name for names in GROUPS.values() for name in names}
    groups = {title: [n for n in names if n in public()] for title, names in GROUPS.items()}
    return groups | ({"More": rest} if (rest := [n for n in public() if n not in placed]) else {})


def _index() -> str:
    rows = [(f"[{code(f'kg.{n}')}](kg.md#kg.{n})", _first_line(n)) for names in grouped().values() for n in names]
    return page(
        "Python",
        "All that is public is in `kg.__all__`; `import kg` alone loads nothing. Everything is typed. A name that is "
        "not on these pages may change without notice.",
        table(("Name", "What it is"), rows),
        "Beside it: [the values in full](model.md), [errors](errors.md), [the modules below](parts.md).",
    )


def _first_line(name: str) -> str:
    said = (inspect.getdoc(getattr(kg, name)) or "").split("\n\n")[0]
    return prose(said)


def _public() -> str:
    return page("kg", *(_section(title, [f"kg.{name}" for name in names]) for title, names in grouped().items()))


def _section(title: str, names: list[str]) -> str:
    return "\n\n".join((f"## {title}", *(f"::: {name}\n{BELOW}" for name in names)))


def _model() -> str:
    """The classes of `kg.model` that `kg` itself does not have, and its constants."""
    names = [
        n for n, v in vars(model).items() if inspect.isclass(v) and v.__module__ == "kg.model" and n not in kg.__all__
    ]
    values = (("Entity classes", model.ENTITY_CLASSES), ("Event types", model.EVENT_TYPES))
    return page(
        "kg.model",
        prose(inspect.getdoc(model) or ""),
        "`Document`, `Entity`, `Mention`, `Position`, `Event`, `Claim`, `Evidence` and `Extraction` are public as "
        "`kg.Document` and so on: [they are there](kg.md).",
        *(f"::: kg.model.{name}\n" for name in names),
        "## Values of few kinds",
        table(("What", "Values"), ((what, ", ".join(map(code, listed))) for what, listed in values)),
    )


def _errors() -> str:
    names = [n for n, v in vars(errors).items() if inspect.isclass(v)]
    return page(
        "Errors",
        "Whatever a user can mend is a `KGError`; its text says what was wrong and what to do. `kg` prints it as one "
        "line and ends with exit code 1.",
        prose(inspect.getdoc(errors) or ""),
        *(f"::: kg.errors.{name}\n" for name in names),
    )


def _parts() -> str:
    parts = (_section(title, [f"{module}.{name}" for name in names]) for module, (title, names) in MODULES.items())
    return page("The parts", "For those who build upon the modules themselves.", *parts)
