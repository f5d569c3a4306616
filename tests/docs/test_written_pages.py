"""The documentation says what is so: its commands exist, its names exist, and its sessions print what they show."""

from __future__ import annotations

import re
import shutil
from itertools import chain
from pathlib import Path

import click
import pytest
from doc_blocks import SHELLS, blocks, kg_commands, printed, same, steps

import kg
from kg.cli import main
from kg.graph.named import named_queries
from kg.graph.vocab import DKG
from kg.model import EVENT_TYPES, MODES

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
SESSIONS = [page for page in PAGES if steps(page)]


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture(autouse=True)
def project(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands are read as in a project whose file names graph and texts, where they may be left out."""
    file = tmp_path_factory.mktemp("project") / "kg.toml"
    file.write_text("store = '.'\n[build]\npaths = ['.']\n", encoding="utf-8")
    monkeypatch.setenv("KG_CONFIG", str(file))


def parsed(arguments: list[str]) -> click.Context:
    """The command line read as `kg` reads it, but not run. click.UsageError where it would be refused."""
    command: click.Command = main
    context = main.make_context("kg", [], resilient_parsing=True)
    context.resilient_parsing = False
    while isinstance(command, click.Group):
        _, rest, _ = command.make_parser(context).parse_args(arguments)
        if not rest:
            return context
        called, found, arguments = command.resolve_command(context, rest)
        assert found is not None
        command, context = found, click.Context(found, info_name=called, parent=context)
    return command.make_context(context.info_name, list(arguments), parent=context.parent)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_of_a_page_exists_with_its_options_and_choices(page: Path) -> None:
    for block in blocks(page):
        for arguments in kg_commands(block) if block.language in SHELLS else ():
            try:
                parsed(arguments)
            except click.exceptions.Exit:  # --help and --version
                continue
            except click.ClickException as error:
                pytest.fail(f"{name(page)}, block at line {block.line}: kg {' '.join(arguments)}: {error.message}")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_named_query_of_a_page_exists_with_its_parameters(page: Path) -> None:
    known = named_queries()
    for arguments in chain.from_iterable(kg_commands(b) for b in blocks(page) if b.language == "sh"):
        if arguments[:1] != ["query"]:
            continue
        asked = parsed(arguments).params
        if re.fullmatch(r"[a-z]+(-[a-z]+)*", asked["question"] or ""):
            assert asked["question"] in known
            parameters = {p.name for p in known[asked["question"]].params}
            assert {given.partition("=")[0] for given in asked["params"]} <= parameters


def test_a_command_that_does_not_exist_is_noticed() -> None:
    for wrong in (["biuld", "x"], ["build", "--no-such-option", "x"], ["export", "g.ttl", "--format", "docx"]):
        with pytest.raises(click.UsageError):
            parsed(wrong)


def quoted(page: Path) -> list[str]:
    """What a page has in backticks outside of its blocks."""
    text = re.sub(r"^ *```.*?^ *```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    return re.findall(r"`([^`\n]+)`", text)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_file_of_the_project_that_a_page_names_exists(page: Path) -> None:
    for text in quoted(page):
        if re.fullmatch(r"(kg|docs|ontology|notebooks|scripts|tests|page)/[\w./*-]*", text):
            assert list(ROOT.glob(text.rstrip("/"))), f"{name(page)}: {text}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_term_and_type_that_a_page_names_exists(page: Path) -> None:
    kinds = {*EVENT_TYPES, *(f"{type_}-{mode}" for type_, modes in MODES.items() for mode in modes)}
    for text in quoted(page):
        if re.fullmatch(r"dkg:\w+", text):
            assert DKG[text.removeprefix("dkg:")]
        if re.fullmatch(r"(et:)?(TREATY_\w+|[A-Z]{3,}-[a-z-]+)", text):
            assert text.removeprefix("et:") in kinds, f"{name(page)}: {text}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_python_of_a_page_compiles_and_uses_public_names(page: Path) -> None:
    for block in blocks(page):
        if block.language == "python":
            compile(block.text, f"{name(page)}:{block.line}", "exec")
            used = set(re.findall(r"\bkg\.(\w+)\(", block.text))
            assert used <= set(kg.__all__), f"{name(page)}:{block.line}: {used - set(kg.__all__)}"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which readers sit: the sample articles, and what `make demo` makes of them."""
    from kg import pipeline, reading

    folder = tmp_path_factory.mktemp("demo")
    samples = folder / "kg" / "data" / "samples"
    shutil.copytree(ROOT / "kg" / "data" / "samples", samples)
    pipeline.build(list(reading.located([samples])), folder / "out")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("page", SESSIONS, ids=name)
def test_a_session_prints_what_its_page_shows(page: Path, demo: Path, tmp_path: Path) -> None:
    shutil.copytree(demo, tmp_path, dirs_exist_ok=True)
    session = steps(page)
    for step, got in zip(session, printed(session, tmp_path), strict=True):
        assert same(step.shown, got), f"{step.where}\n$ {step.command}\n--- shown\n{step.shown}\n--- printed\n{got}"


def test_a_block_is_read_with_its_prompts_and_its_output(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "Text.\n\n```console\n$ cat > a.txt <<'END'\n> one\n> END\n$ cat a.txt | sed s/one/two/\ntwo\n```\n"
        "\n```sh\nKG_USER=me kg query a.ttl claims > b.csv && kg stats \\\n  a.ttl  # counts\n```\n",
        encoding="utf-8",
    )
    session = steps(page)
    assert [(s.where, s.shown) for s in session] == [("page.md:4", ""), ("page.md:7", "two")]
    assert printed(session, tmp_path) == ["", "two\n"]
    assert [c for block in blocks(page) for c in kg_commands(block)] == [
        ["query", "a.ttl", "claims"],
        ["stats", "a.ttl"],
    ]


def test_shown_output_may_leave_out_but_not_differ() -> None:
    assert same("Documents  ...\nClaims 3", "Documents   25\nEvents  4\nClaims     3\n")
    assert not same("Claims 3", "Claims 4\n")
    assert not same("", "a warning\n")
