"""The command line: one thin command a stage; `commands` lists them, `main` is what `kg` runs."""

from kg.cli.commands import main

__all__ = ["main"]
