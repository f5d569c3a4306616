"""The commands around the work: `kg init`, `kg doctor`, `kg completion`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import project
from kg.cli.types import Choice
from kg.visible import visible

if TYPE_CHECKING:
    from kg.cli.config import Project
    from kg.doctor import Finding, Used

COLORS = {"ok": "green", "missing": "yellow", "broken": "red"}
SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path, file_okay=False))
@click.option("--samples", is_flag=True, help="Put the sample articles of the package among the texts.")
def init(folder: Path, samples: bool) -> None:
    """Make a project of the folder DIR, or of this one: a kg.toml that all commands read, and places for your files.

    Nothing that is there is changed. In kg.toml every option of every command can be set by its long name, in a section
    such as [query] or [treaties.status]; above all sections stands what is for all commands: store, graph, gazetteer,
    frames, decisions, queries, model, publisher, base-iri, jobs. Paths are those of its folder. What is typed
    goes before what the environment says, and that before the file. KG_CONFIG=/dev/null is to be without one.
    """
    from shlex import quote

    made, left = project.begin(folder, samples=samples)
    for path in left:
        click.echo(f"left {path} as it is", err=True)
    click.echo(f"Wrote {len(made)} file{'' if len(made) == 1 else 's'} into {folder}. Next:", err=True)
    steps = [f"cd {quote(str(folder))}"] if folder.absolute() != Path.cwd() else []
    steps += [] if samples else [f"put your texts into {project.TEXTS}"]
    for step in (*steps, "kg build", "kg query who-met-whom", "kg show"):
        click.echo(f"  {step}", err=True)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of lines.")
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Look whether all that kg needs is there and works, and say what mends what does not; exit code 1 then.

    Looked at are Python and the packages, the data of kg, the spaCy pipelines, the project and the machine; no network.
    """
    import json
    from dataclasses import asdict

    from kg.doctor import examine

    found: list[Finding] = []
    for finding in examine(_used(ctx)):
        if not as_json:
            _print(finding, new=not found or found[-1].part != finding.part)
        found.append(finding)
    faults = [finding for finding in found if finding.is_fault]
    if as_json:
        click.echo(json.dumps({"sound": not faults, "findings": [asdict(f) for f in found]}, ensure_ascii=False))
    elif not faults:
        click.echo("\nAll that kg needs is there and works")
    if faults:
        ctx.exit(1)


def _print(found: Finding, *, new: bool) -> None:
    if new:
        click.secho(found.part, bold=True)
    state = click.style(f"{found.state:<7}", fg=COLORS[found.state])
    click.echo(f"  {state}  {visible(found.name)}" + (f": {visible(found.says)}" if found.says else ""))
    if found.mend and found.state != "ok":
        click.echo(f"{'':11}{visible(found.mend)}")


def _used(ctx: click.Context) -> Used:
    """What the project file names, as the commands get it."""
    from kg.doctor import Used

    known: Project = ctx.obj
    said = ctx.find_root().default_map or {}
    build, query = said.get("build", {}), said.get("query", {})
    return Used(
        file=known.file,
        problem=str(known.error or ""),
        store=build.get("store", ""),
        graph=next(iter(query.get("graph", ())), ""),
        tables=tuple(map(Path, build.get("gazetteer", ()))),
        frames=tuple(map(Path, build.get("frames", ()))),
        decisions=Path(build["decisions"]) if "decisions" in build else None,
        queries=tuple(map(Path, query.get("folders", ()))),
        models=tuple(build.get("models", ())),
    )


@click.command()
@click.argument("shell", type=Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what makes SHELL complete the commands, options and names of kg at TAB.

    \b
    bash   eval "$(kg completion bash)" in ~/.bashrc
    zsh    eval "$(kg completion zsh)" in ~/.zshrc, after compinit
    fish   kg completion fish > ~/.config/fish/completions/kg.fish
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(ctx.find_root().command, {}, "kg", "_KG_COMPLETE").source())
