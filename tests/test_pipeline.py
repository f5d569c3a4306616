"""The whole way, from text to files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.query import named_queries, run
from kg.graph.store import load
from kg.model import Document, Extraction
from kg.pipeline import build, extract_all, graph

DOCUMENTS = [
    Document(
        "Poland ratified the Paris Agreement on Monday. Japan criticised Russia over the islands.",
        date="2024-05-15",
        source="a.txt",
    ),
    Document(
        "Emmanuel Macron will meet Olaf Scholz in Berlin. Iran rejected the demand, Norway said.",
        date="2024-05-16",
        source="b.txt",
    ),
]
WORDS = [
    "Poland", "Russia's", "Emmanuel Macron", "“", "”", "said", "that", "met", "will", "not", "sanctions", "on",
    "Iran", ",", ".", "\n\n", "the two leaders", "he", "their", "agreed", "to", "the Ottawa Convention", "withdrew",
    "from", "according to", "Tuesday", "😀", "’", "<b>", "U.S.", "and", "president",
]  # fmt: skip


def test_the_order_of_documents_does_not_matter(tmp_path: Path) -> None:
    build(DOCUMENTS, tmp_path / "one")
    build(DOCUMENTS[::-1], tmp_path / "two")
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_the_hash_seed_does_not_matter(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.model import Document; from kg.pipeline import build; "
        f"build([Document({DOCUMENTS[0].text!r}, date='2024-05-15')], Path(sys.argv[1]))"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / seed)], check=True, env={"PYTHONHASHSEED": seed, "PATH": ""}
        )
    for file in (tmp_path / "1").iterdir():
        assert file.read_bytes() == (tmp_path / "2" / file.name).read_bytes(), file.name


def test_a_document_given_twice_counts_once(tmp_path: Path) -> None:
    assert build([*DOCUMENTS, DOCUMENTS[0]], tmp_path / "out").documents == 2


def test_reports_that_contradict_each_other_are_kept_and_found(tmp_path: Path) -> None:
    one = Document(
        "Turkey attacked Syria on 3 May 2024. Iran seized a Greek tanker on 7 May 2024. "
        "Emmanuel Macron met Olaf Scholz on 10 May 2024.",
        source="one.txt",
    )
    two = Document(
        "Israel attacked Syria on 3 May 2024. Iran denied that it had seized a Greek tanker on 7 May 2024. "
        "Emmanuel Macron met Olaf Scholz on 11 May 2024.",
        source="two.txt",
    )
    build([one, two], tmp_path)
    found = run(load(tmp_path / "graph.ttl"), named_queries()["contradictions"].text)
    assert [row[0].value for row in found.rows] == ["when", "whether", "who"]


def test_an_empty_finding_still_makes_a_graph() -> None:
    [found] = extract_all([Document("Nothing of note happened here.")])
    assert found.events == ()
    assert len(graph([found])) > 0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join))
def test_every_quote_and_mention_is_the_text_at_its_offsets(text: str) -> None:
    [found] = extract_all([Document(text, date="2024-05-15")])
    assert Extraction.from_json(found.to_json()) == found
    known = {e.id for e in found.entities}
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.text
    for evidence in [e for c in found.claims for e in c.evidence] + [p.evidence for p in found.positions]:
        assert text[evidence.start : evidence.end] == evidence.exact
    for event in found.events:
        assert {*event.sources, *event.targets, *event.about} <= known
    assert {c.event for c in found.claims} == {e.id for e in found.events}
