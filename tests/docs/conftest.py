"""The scripts that make the documentation, and the browser of the graph's tests, can be imported."""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path += [str(TESTS.parent / "scripts"), str(TESTS / "graph")]
