"""Tables as a terminal shows them: within its width, in colours where they are wanted.

Cells are text that came from anywhere: none of it is markup, and what would steer a terminal is left out.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.visible import visible

if TYPE_CHECKING:
    from rich.console import RenderableType

GAP = 2  # columns between two cells
DATE, SHORT, LONG = 10, 8, 24  # what a date needs to be read, a cell with other words, and one with sentences
SENTENCES = 100  # from this length on


@dataclass(frozen=True, slots=True)
class Screen:
    """How wide a terminal is, and whether to colour what it shows."""

    width: int
    color: bool


def wanted(environ: Mapping[str, str]) -> bool | None:
    """Whether the environment wants colours (FORCE_COLOR) or none (NO_COLOR, TERM=dumb); None where it says nothing."""
    if environ.get("NO_COLOR") or environ.get("TERM") == "dumb":
        return False
    return True if environ.get("FORCE_COLOR") else None


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], screen: Screen) -> str:
    """Rows as a table, with long cells on several lines.

    Where it is too narrow for that, columns without a word are left out, and where that does not help, it is shown row
    by row.
    """
    cells = [[" ".join(visible(cell).split()) for cell in row] for row in rows]
    for kept in (range(len(columns)), [i for i in range(len(columns)) if any(row[i] for row in cells)]):
        shown = [[row[i] for i in kept] for row in (columns, *cells)]
        if widths := fitting(_natural(shown), screen.width):
            return _drawn(_grid(shown, widths), screen)
    return _drawn(_cards(columns, cells), screen)


def _natural(rows: Sequence[Sequence[str]]) -> list[int]:
    from rich.cells import cell_len

    return [max(map(cell_len, column)) for column in zip(*rows, strict=True)]


def fitting(natural: Sequence[int], width: int) -> list[int] | None:
    """The widths of columns within a width, the widest narrowed; None where one would be too narrow to read."""
    room = width - GAP * (len(natural) - 1)
    least = [n if n <= DATE else LONG if n >= SENTENCES else SHORT for n in natural]
    if sum(least) > room:
        return None
    for most in range(max([*natural, 1]), 0, -1):
        widths = [max(low, min(n, most)) for n, low in zip(natural, least, strict=True)]
        if sum(widths) <= room:
            return widths
    return least


def counts(rows: Sequence[tuple[str, str]], header: tuple[str, str], screen: Screen) -> str:
    """Names and numbers, one a line; a name that begins with blanks is part of the one above."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    made.add_column(Text(header[0]), overflow="fold")
    made.add_column(Text(header[1]), justify="right", no_wrap=True)
    for name, number in rows:
        made.add_row(Text(visible(name)), Text(visible(number)), style="" if name.startswith(" ") else "bold")
    return _drawn(made, screen)


def _grid(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> RenderableType:
    """The table of rows, of which the first is the head."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    made = Table(box=box.SIMPLE_HEAD, padding=(0, GAP - 1, 0, 0), pad_edge=False, show_edge=False)
    for column, width in zip(rows[0], widths, strict=True):
        made.add_column(Text(column), overflow="fold", width=width)
    for row in rows[1:]:
        made.add_row(*map(Text, row))
    return made


def _cards(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    made = Table.grid(padding=(0, GAP, 0, 0), pad_edge=False)
    made.add_column(style="bold", no_wrap=True)
    made.add_column(overflow="fold")
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            if cell:
                made.add_row(Text(column), Text(cell))
        made.add_row()
    return made


def _drawn(made: RenderableType, screen: Screen) -> str:
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out,
        width=screen.width,
        force_terminal=screen.color,
        color_system="standard" if screen.color else None,
        no_color=not screen.color,
        legacy_windows=False,
        highlight=False,
    )
    console.print(made)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
