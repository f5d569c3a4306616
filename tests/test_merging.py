"""Parts of the work, read apart, and put together."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg import contents
from kg.cli import main
from kg.decisions import Ruling, Side
from kg.errors import InputError
from kg.graph.store import load
from kg.keeper import Keeper
from kg.model import Document
from kg.pipeline import build, merge

TEXTS = {
    "paris.txt": "Poland ratified the Paris Agreement on Monday. Japan criticised Russia over the islands.",
    "berlin.txt": "Emmanuel Macron will meet Olaf Scholz in Berlin. Iran rejected the demand, Norway said.",
    "call.txt": "Macron called Scholz on Tuesday. Norway and Russia agreed on a ceasefire for 30 days on 3 May 2024.",
    "zelensky.txt": "President Volodymyr Zelenskyy met Recep Tayyip Erdogan in Ankara on 8 July 2023.",
    "spelled.txt": "Volodymyr Zelensky thanked Norway on 9 July 2023. Russia denied that it had attacked Odesa.",
}
DOCUMENTS = [Document(text, date="2024-05-15", source=name, publisher="Ours") for name, text in TEXTS.items()]
TABLE = '{{"id": "org-{0}", "cls": "Organization", "name": "{0} Front", "source": "ours"}}\n'


def graph(store: Path) -> set[ox.Quad]:
    return set(load(store))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> set[ox.Quad]:
    """The graph of one build of all."""
    folder = tmp_path_factory.mktemp("whole")
    build(DOCUMENTS, store=folder)
    return graph(folder)


def test_stores_that_were_built_apart_make_the_graph_of_one_build(tmp_path: Path, whole: set[ox.Quad]) -> None:
    """Zelensky of one part and Zelenskyy of another are one."""
    build(DOCUMENTS[:4], store=tmp_path / "a")
    build(DOCUMENTS[3:], store=tmp_path / "b")
    made = merge([tmp_path / "a", tmp_path / "b"], store=tmp_path / "all")
    assert made.documents == 5
    assert graph(tmp_path / "all") == whole


def test_a_part_has_documents_and_no_graph_until_it_is_merged_or_built(tmp_path: Path, whole: set[ox.Quad]) -> None:
    made = build(DOCUMENTS, store=tmp_path / "part", part=True)
    assert (made.read, made.documents) == (5, 5)
    assert contents.status(tmp_path / "part").state == "unfinished"
    build([], store=tmp_path / "part")
    assert graph(tmp_path / "part") == whole


def test_shards_are_all_documents_and_their_merger_is_the_graph_of_one_build(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    parts = [tmp_path / str(n) for n in (1, 2, 3)]
    for number, part in enumerate(parts, 1):
        done = run("build", folder, "--date", "2024-05-15", "--shard", f"{number}/3", "--store", part)
        assert done.exit_code == 0 or "nothing to build" in done.output, done.output
    made = [part for part in parts if part.exists()]
    assert len(made) > 1, "all documents are in one shard"
    done = run("merge", *made, "--store", tmp_path / "all", "-o", tmp_path / "out")
    assert done.exit_code == 0, done.output
    run("build", folder, "--date", "2024-05-15", "--store", tmp_path / "once")
    assert graph(tmp_path / "all") == graph(tmp_path / "once")
    assert (tmp_path / "out" / "graph.html").exists()


@pytest.mark.parametrize("shard", ["0/3", "4/3", "1", "a/b", "1/0"])
def test_a_shard_that_is_none_is_refused(shard: str, tmp_path: Path) -> None:
    done = run("build", tmp_path, "--shard", shard, "--store", tmp_path / "s")
    assert done.exit_code == 2
    assert "I/N" in done.output


def test_a_shard_needs_a_folder_of_its_own(tmp_path: Path) -> None:
    assert "--store" in run("build", tmp_path, "--shard", "1/2").output
    assert "--store" in run("build", tmp_path, "--shard", "1/2", "--store", "http://localhost/x").output


def test_of_a_document_that_two_parts_have_that_of_the_last_counts(tmp_path: Path) -> None:
    text = DOCUMENTS[0]
    for title in ("Earlier", "Later"):
        build([Document(text.text, title, text.date, text.source)], store=tmp_path / title, part=True)
    merge([tmp_path / "Earlier", tmp_path / "Later"], store=tmp_path / "all")
    assert [row.title for row in contents.status(tmp_path / "all").documents] == ["Later"]


def test_a_merger_into_a_store_adds_to_it(tmp_path: Path, whole: set[ox.Quad]) -> None:
    build(DOCUMENTS[:2], store=tmp_path / "all")
    build(DOCUMENTS[2:], store=tmp_path / "part", part=True)
    made = merge([tmp_path / "part"], store=tmp_path / "all")
    assert (made.read, made.documents) == (3, 5)
    assert graph(tmp_path / "all") == whole


def test_what_the_parts_agree_in_holds_for_the_whole(tmp_path: Path) -> None:
    table = tmp_path / "own.jsonl"
    table.write_text(TABLE.format("Zork"))
    rulings = [Ruling("same", Side("Poland"), Side("Japan"))]
    for number, part in enumerate((DOCUMENTS[:2], DOCUMENTS[2:])):
        build(part, store=tmp_path / str(number), gazetteer=[table], rulings=rulings, base="https://example.org/id/")
    merge([tmp_path / "0", tmp_path / "1"], store=tmp_path / "all")
    with Keeper(tmp_path / "all") as keeper:
        assert keeper.base() == "https://example.org/id/"
        assert keeper.rulings() == tuple(rulings)
        assert [path.read_text() for path in keeper.own().tables] == [table.read_text()]


def test_parts_that_disagree_need_a_word_of_the_user(tmp_path: Path) -> None:
    for name in ("Zork", "Bork"):
        (tmp_path / f"{name}.jsonl").write_text(TABLE.format(name))
        build(DOCUMENTS[:1], store=tmp_path / name, gazetteer=[tmp_path / f"{name}.jsonl"], part=True)
    parts = [tmp_path / "Zork", tmp_path / "Bork"]
    with pytest.raises(InputError, match="--gazetteer"):
        merge(parts, store=tmp_path / "all")
    merge(parts, store=tmp_path / "all", gazetteer=[tmp_path / "Zork.jsonl"])


def test_what_is_no_part_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no store that kg built"):
        merge([tmp_path], store=tmp_path / "all")


def test_a_part_that_is_being_built_is_refused(tmp_path: Path) -> None:
    build(DOCUMENTS[:1], store=tmp_path / "part", part=True)
    with Keeper(tmp_path / "part"), pytest.raises(InputError, match="being built"):
        merge([tmp_path / "part"], store=tmp_path / "all")


def test_extract_gives_the_same_lines_with_several_processes(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"Macron met Scholz in Berlin, envoy {n} said."}) for n in range(70)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    one, two = (run("extract", tmp_path / "a.jsonl", "--jobs", jobs) for jobs in (1, 2))
    assert one.exit_code == two.exit_code == 0, two.output
    assert one.stdout == two.stdout
    assert len(one.stdout.splitlines()) == 70
