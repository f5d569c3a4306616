"""Proof: whether a graph is what its texts, tables and rules give (`kg verify`), and bundles that carry it (`kg pack`).

What is checked is worked out again from the words of the contract, not with the functions that wrote the graph,
wherever that can find a fault of theirs.
"""

from kg.verification.findings import Fault, Report
from kg.verification.packing import pack
from kg.verification.verifying import verify

__all__ = ["Fault", "Report", "pack", "verify"]
