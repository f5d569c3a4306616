"""The generated reference: nothing that exists is missing, and what others wrote never becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import click
import markdown
import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import commands, event_types, formats, markup, navigation, notebooks, ontology, python_api, turtle
from reference.prose import prose

import kg
from kg import errors
from kg.cli import main
from kg.frames import FrameTable
from kg.model import EVENT_TYPES, MODES
from kg.visible import visible

EXTENSIONS = ["tables", "attr_list", "md_in_html", "pymdownx.superfences", "pymdownx.inlinehilite", "abbr", "footnotes"]


class Seen(HTMLParser):
    """The elements and the words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def seen(words: str) -> Seen:
    return Seen(markdown.markdown(words, extensions=EXTENSIONS))


# ---- words of others


@settings(max_examples=300, deadline=None)
@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
    | st.text("<>&|`*_[](){}#!:~^=+-.1 \\/\"'\n", max_size=40)
)
def test_any_words_are_shown_as_they_are(words: str) -> None:
    found = seen(f"a {markup.text(words)} z")
    assert found.tags == ["p"]
    assert found.words.split() == f"a {visible(words)} z".split()


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "[click](javascript:alert(1))",
        "![x](http://example.org/x.png)",
        "a | b",
        "`code` **bold** {: onclick=alert(1) }",
        "</code><img src=x onerror=alert(1)>",
        "&lt;b&gt; &#60;b&#62;",
    ],
)
def test_hostile_words_in_a_table_stay_words_in_their_cell(words: str) -> None:
    found = seen(markup.table(("who", "what"), [(markup.text(words), markup.code(words))]))
    assert found.tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td", "code"]
    assert found.words.count(words) == 2


def test_a_block_of_code_ends_only_where_it_ends() -> None:
    found = seen(markup.fence("```\n# no heading\n````\n<b>"))
    assert "h1" not in found.tags
    assert "b" not in found.tags
    assert "# no heading" in found.words


def test_long_words_are_cut_and_control_characters_are_gone() -> None:
    assert markup.text("a" * 50, most=10) == "a" * 9 + "…"
    assert markup.text("a\x1b[31mb\u202ec") == "a &#91;31mb c"


def test_a_docstring_keeps_its_trees_and_what_is_set_in() -> None:
    made = prose("One `word` <b>.\n\nroot\n├── leaf\n\n    set in\n\nLast.")
    assert seen(made).words.split() == ["One", "word", "<b>.", "root", "├──", "leaf", "set", "in", "Last."]
    assert made.count("```") == 4


# ---- nothing is missing


def all_commands(group: click.Group, path: str = "kg") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from all_commands(command, f"{path} {name}")


COMMANDS = dict(all_commands(main))


@pytest.fixture(scope="module")
def command_pages() -> dict[str, str]:
    return commands.pages()


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_has_its_page_with_all_its_options_and_its_help(path: str, command_pages: dict[str, str]) -> None:
    page = command_pages[f"reference/commands/{path.split()[1]}.md"]
    assert f"# {path}\n" in page
    found = seen(page)
    for option in (p for p in COMMANDS[path].params if isinstance(p, click.Option) and not p.hidden):
        assert all(name in found.words for name in option.opts)
    assert f"Usage: {path} " in found.words


def test_the_index_of_commands_leads_to_each(command_pages: dict[str, str]) -> None:
    index = command_pages["reference/commands/index.md"]
    assert all(f"[`kg {name}`]({name}.md)" in index for name in main.commands)


def test_every_public_name_and_every_error_is_there_once() -> None:
    pages = python_api.pages()
    named = re.findall(r"^::: (\S+)", "\n".join(pages.values()), re.MULTILINE)
    assert {f"kg.{name}" for name in kg.__all__} - set(named) == {"kg.__version__"}
    assert {f"kg.errors.{n}" for n, v in vars(errors).items() if isinstance(v, type)} <= set(named)
    assert len(named) == len(set(named))


def test_every_term_of_the_ontology_is_explained() -> None:
    pages = "\n".join(ontology.pages().values()) + "\n".join(event_types.concept(kind).name for kind in EVENT_TYPES)
    for term in turtle.terms().values():
        if term.name.startswith("dkg:"):
            assert f"{{#{turtle.local(term.name)}}}" in pages or f'id="{turtle.local(term.name)}"' in pages, term.name
            assert term.definition or term.kinds == ("dkg:QuadClass",), term.name


def test_what_a_term_says_is_on_its_page() -> None:
    classes = seen(ontology.pages()["reference/ontology/classes.md"]).words
    for term in turtle.of_kind("owl:Class"):
        assert " ".join(term.definition.split()) in classes


def test_a_class_has_the_properties_that_it_inherits_or_that_the_shapes_ask_for_and_none_that_they_forbid() -> None:
    page = ontology.pages()["reference/ontology/classes.md"]
    claim = seen(page[page.index("{#Claim}") : page.index("{#OverruledClaim}")]).words
    overruled = seen(page[page.index("{#OverruledClaim}") : page.index("{#Evidence}")]).words
    assert all(name in claim for name in ("dkg:stance", "dkg:ofEvent", "dkg:evidence", "dkg:confidence"))
    assert "dkg:wasOfEvent" in overruled
    assert "dkg:ofEvent" not in overruled


def test_every_event_type_and_mode_is_a_concept_of_the_turtle() -> None:
    for kind in EVENT_TYPES:
        assert event_types.concept(kind).definition
        assert all(f"et:{kind}-{mode}" in turtle.terms() for mode in MODES.get(kind, ()))


def test_a_frame_says_which_words_it_needs() -> None:
    [frame] = [f for f in FrameTable.load().frames if f.lemma == "arrest" and f.kind == "verb"][:1]
    assert seen(event_types.asks(frame)).words.startswith("arrest verb")


def test_the_format_of_an_extraction_has_every_field() -> None:
    page = seen(formats.pages()["reference/formats.md"]).words
    assert all(f'"{field}"' in page for field in kg.Extraction.__slots__ if field != "overruled")
    assert "Hypothetical" in page


# ---- navigation and notebooks

PAGES = {
    "index.md": "# Home",
    "a/index.md": "# A\n\n- [two](two.md), [deep](deep/index.md#x), [elsewhere](../index.md)\n- [one](one.md)",
    "a/one.md": "# One",
    "a/two.md": "# Two",
    "a/zero.md": "# Zero",
    "a/deep/index.md": "# The deep",
    "a/deep/x.md": "# X",
}


def test_a_folder_of_the_navigation_has_its_pages_in_the_order_of_its_index() -> None:
    nav = navigation.expanded([{"Home": "index.md"}, {"A": "a/"}], PAGES, PAGES.__getitem__)
    deep = {"The deep": ["a/deep/index.md", "a/deep/x.md"]}
    assert nav == [{"Home": "index.md"}, {"A": ["a/index.md", "a/two.md", deep, "a/one.md", "a/zero.md"]}]


def test_a_notebook_is_shown_with_the_outputs_that_it_has_and_never_run(tmp_path: Path) -> None:
    cell = nbformat.v4.new_code_cell("raise SystemExit('it ran')")
    cell.outputs = [nbformat.v4.new_output("stream", text="what was committed\n")]
    path = tmp_path / "n.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Title"), cell]), path)
    words, pictures = notebooks.shown(path)
    assert "what was committed" in words
    assert words.startswith("# Title")
    assert pictures == {}
