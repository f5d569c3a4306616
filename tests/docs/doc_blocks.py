"""What the written pages show in fenced blocks, and how it is tried.

```sh      commands to adapt: read as the command line would read them, not run
```console a session: what stands after `$ ` (and `> `, which goes on) is run, and the lines below are what it prints;
           `...` stands for anything, and space counts only as space
```
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^(?P<indent> *)```(?P<language>[\w-]*)[^\n`]*\n(?P<text>.*?)^(?P=indent)```", re.M | re.S)
PROMPT = re.compile(r"^\$ (?P<command>.*(?:\n>(?: .*|$))*)\n?(?P<output>(?:(?!\$ ).*\n?)*)", re.M)
LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
SHELLS = ("sh", "bash", "console")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page."""

    page: Path
    line: int
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a session and what it is shown to print."""

    where: str
    command: str
    shown: str


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page, also those that are indented in a list or a tab."""
    text = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        inside = re.sub(f"^{found['indent']}", "", found["text"], flags=re.M)
        yield Block(page, text.count("\n", 0, found.start()) + 2, found["language"], inside)


def steps(page: Path) -> list[Step]:
    """The session of a page: all its `console` blocks, in order."""
    made = []
    for block in blocks(page):
        for found in PROMPT.finditer(block.text) if block.language == "console" else ():
            line = block.line + block.text.count("\n", 0, found.start())
            command = re.sub("\n> ?", "\n", found["command"])
            made.append(Step(f"{page.name}:{line}", command, found["output"].rstrip()))
    return made


def printed(session: list[Step], folder: Path) -> list[str]:
    """What the commands print, one after the other in one shell whose working directory is `folder`."""
    mark = "=====8<====="
    script = "exec 2>&1\n" + "".join(f"{step.command}\nprintf '%s\\n' '{mark}'\n" for step in session)
    environment = {
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "COLUMNS": "140",
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout.split(f"{mark}\n")[: len(session)]


def same(shown: str, got: str) -> bool:
    """Whether this was printed, `...` standing for anything."""
    return doctest.OutputChecker().check_output(f"{shown}\n", f"{got.rstrip()}\n", LOOSE)


def kg_commands(block: Block) -> Iterator[list[str]]:
    """The arguments of each `kg` in a block of a shell, wherever it stands in a pipe or a list."""
    text = block.text
    if block.language == "console":
        text = "\n".join(re.sub("\n> ?", "\n", found["command"]) for found in PROMPT.finditer(text))
    for line in re.sub(r"\\\n", " ", text).splitlines():
        for command in _simple(line):
            if command[:1] == ["kg"]:
                yield command[1:]


def _simple(line: str) -> Iterator[list[str]]:
    """The commands of a line, without redirections and what is set before them; a variable in them counts as 1."""
    if not re.search(r"\bkg ", line):
        return
    words = shlex.shlex(line, posix=True, punctuation_chars=True)
    words.whitespace_split = True
    command: list[str] = []
    for word in words:
        if word in {"|", "||", "&&", ";", "&"}:
            yield command
            command = []
        elif re.fullmatch("[<>&]+", word):
            next(words)
        elif command or not re.match(r"\w+=", word):
            command.append(re.sub(r"\$\w+", "1", word))
    yield command
