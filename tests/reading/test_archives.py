"""Archives, compressed files, mailboxes and crawls: what is in them is read as it streams by."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from reading_samples import ENGLISH, PAGE, mail, one, outcome, pdf, reason, tarred, warc, write, zipped

from kg.reading import Problem, located
from kg.reading.streams import MOST_TIMES

CODECS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.ZstdCompressor().compress,
}
ROWS = b"".join(json.dumps({"text": f"They met {i} times."}).encode() + b"\n" for i in range(3))
MEMBERS = {
    "2021/a.txt": ENGLISH.encode(),
    "page.html": PAGE.encode(),
    "rows.jsonl": ROWS,
    ".hidden/a.txt": b"They met.",
    "__MACOSX/._a.txt": b"They met.",
    "picture.png": b"\x89PNG",
    "more.zip": zipped({"b.txt": b"They left."}),
    "notes.txt.gz": gzip.compress(b"They stayed."),
}
FOUND = ["2021/a.txt", "page.html", "rows.jsonl#1", "rows.jsonl#2", "rows.jsonl#3", "more.zip/b.txt", "notes.txt.gz"]


def told(problems: list[Problem], folder: Path) -> list[str]:
    return [str(problem).removeprefix(f"{folder}/") for problem in problems]


# -------------------------------------------------------------------------------------------------------- compressed


@pytest.mark.parametrize("codec", CODECS)
def test_a_compressed_file_is_read_like_the_file_itself(tmp_path: Path, codec: str) -> None:
    pack = CODECS[codec]
    assert one(tmp_path / f"a.txt{codec}", pack(ENGLISH.encode())).text == ENGLISH
    assert one(tmp_path / f"a.PDF{codec.upper()}", pack(pdf([ENGLISH]))).text.strip() == ENGLISH
    documents, problems = outcome(tmp_path / f"a.jsonl{codec}", pack(ROWS) + pack(ROWS))
    assert [d.source for d in documents] == [f"a.jsonl{codec}#{n}" for n in range(1, 7)]
    assert not problems


@pytest.mark.parametrize("codec", CODECS)
def test_a_compressed_file_that_is_cut_off_is_told(tmp_path: Path, codec: str) -> None:
    assert reason(tmp_path / f"a.txt{codec}", CODECS[codec](ENGLISH.encode())[:-9]) == "is cut off; get it again"


@pytest.mark.parametrize("codec", CODECS)
def test_a_compressed_file_that_is_none_is_told(tmp_path: Path, codec: str) -> None:
    assert "annot be read" in reason(tmp_path / f"a.txt{codec}", ENGLISH).replace("could not", "cannot")


# ---------------------------------------------------------------------------------------------------------- archives


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("news.zip", zipped(MEMBERS)),
        ("news.tar", tarred(MEMBERS)),
        ("news.tgz", tarred(MEMBERS, "w:gz")),
        ("news.tar.bz2", tarred(MEMBERS, "w:bz2")),
        ("news.tar.xz", tarred(MEMBERS, "w:xz")),
        ("news.tar.zst", CODECS[".zst"](tarred(MEMBERS))),
    ],
)
def test_an_archive_gives_what_a_folder_would_and_what_an_archive_in_it_holds(
    tmp_path: Path, name: str, data: bytes
) -> None:
    documents, problems = outcome(tmp_path / name, data)
    assert [d.source for d in documents] == [f"{name}/{member}" for member in FOUND]
    assert not problems


def test_a_member_is_known_by_the_path_of_its_archive_and_its_own(tmp_path: Path) -> None:
    write(tmp_path / "b/news.zip", zipped({"in.tar": tarred({"2021/rows.jsonl": ROWS})}))
    (document, place), *_ = located([tmp_path])
    assert document.source == "b/news.zip/in.tar/2021/rows.jsonl#1"
    assert place == f"{tmp_path}/b/news.zip!/in.tar!/2021/rows.jsonl#1"


def test_an_archive_three_deep_is_not_opened(tmp_path: Path) -> None:
    deep = zipped({"b.zip": zipped({"c.zip": zipped({"d.txt": b"They met."}), "e.txt": b"They left."})})
    documents, problems = outcome(tmp_path / "a.zip", deep)
    assert [d.source for d in documents] == ["a.zip/b.zip/e.txt"]
    assert told(problems, tmp_path) == ["a.zip/b.zip/c.zip: is an archive in an archive in an archive; unpack it first"]


@pytest.mark.parametrize("name", ["../a.txt", "b/../../a.txt", "/etc/a.txt", "C:\\a.txt", "..\\a.txt", "b/.."])
def test_a_member_that_would_lead_out_of_its_archive_is_left_out(tmp_path: Path, name: str) -> None:
    for file, pack in (("a.zip", zipped), ("a.tar", tarred)):
        documents, problems = outcome(tmp_path / file, pack({name: b"They met.", "b.txt": b"They left."}))
        assert [d.text for d in documents] == ["They left."]
        if name.endswith("txt"):
            assert [p.reason[:33] for p in problems] == ["has a name that leads out of its "]


def test_what_a_member_is_called_is_only_a_name(tmp_path: Path) -> None:
    name = "a\x1b[2J\u202etxt.\nb $(rm) ';--.txt"
    (document,), problems = outcome(tmp_path / "a.tar", tarred({name: b"They met."}))
    assert document.source == "a.tar/a\ufffd[2J\ufffdtxt.\ufffdb $(rm) ';--.txt"
    assert not problems


def test_links_and_devices_in_an_archive_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "secret/a.txt", "They met in secret.")
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            info = tarfile.TarInfo("link.txt")
            info.type, info.linkname = kind, str(tmp_path / "secret/a.txt")
            archive.addfile(info)
    assert reason(tmp_path / "a.tar", out.getvalue()) == "holds nothing of a kind that is read"


def test_a_broken_member_does_not_end_its_archive(tmp_path: Path) -> None:
    broken = {"a.pdf": b"no PDF", "b.txt": b"a\0b", "c.zip": b"no zip", "d.gz": b"x", "e.txt.gz": b"x"}
    members = {**broken, "f.txt": b"They met."}
    for name, data in (("a.zip", zipped(members)), ("a.tgz", tarred(members, "w:gz"))):
        documents, problems = outcome(tmp_path / name, data)
        assert [d.source for d in documents] == [f"{name}/f.txt"]
        assert [p.file.rpartition("/")[2] for p in problems] == ["a.pdf", "b.txt", "c.zip", "e.txt.gz"]


def test_a_member_whose_bytes_are_not_those_that_were_packed_is_told(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"They met.", "b.txt": b"They left."})
    data = data.replace(zipfile.crc32(b"They met.").to_bytes(4, "little"), b"\0\0\0\0")
    documents, problems = outcome(tmp_path / "a.zip", data)
    assert [d.text for d in documents] == ["They left."]
    assert told(problems, tmp_path) == [
        "a.zip/a.txt: could not be read to its end (BadZipFile: Bad CRC-32 for file 'a.txt')"
    ]


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"They met.", "b.txt": b"They left."}))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    documents, problems = outcome(tmp_path / "a.zip", bytes(data))
    assert [d.text for d in documents] == ["They left."]
    assert told(problems, tmp_path) == ["a.zip/a.txt: is encrypted; unpack it first"]


def test_an_archive_that_is_empty_cut_off_or_none_is_told(tmp_path: Path) -> None:
    assert reason(tmp_path / "a.zip", zipped({"a.png": b"x"})) == "holds nothing of a kind that is read"
    assert reason(tmp_path / "a.zip", zipped(MEMBERS)[:-30]).startswith("could not be read to its end (BadZipFile")
    assert reason(tmp_path / "a.tar", b"They met." * 512).startswith("could not be read to its end (ReadError")
    documents, (problem,) = outcome(tmp_path / "b.tar", tarred(MEMBERS)[:1300])
    assert [d.source for d in documents] == ["b.tar/2021/a.txt"]
    assert problem.reason == "is cut off; get it again"


def test_names_that_begin_with_the_folder_itself_are_those_without_it(tmp_path: Path) -> None:
    documents, _ = outcome(tmp_path / "a.tar", tarred({"./b/c.txt": b"They met.", "./.d.txt": b"They left."}))
    assert [d.source for d in documents] == ["a.tar/b/c.txt"]


def test_a_table_beside_documents_is_no_list_to_fetch_from(tmp_path: Path) -> None:
    """One that is alone in an archive of its name, as GDELT packs them, is."""
    table = b"url\nftp://example.org/\n"
    documents, problems = outcome(tmp_path / "a.zip", zipped({"metadata.csv": table, "b.txt": b"They met."}))
    assert ([d.source for d in documents], problems) == (["a.zip/b.txt"], [])
    _, (problem,) = outcome(tmp_path / "a.export.CSV.zip", zipped({"a.export.CSV": table}))
    assert "http" in problem.reason


# ------------------------------------------------------------------------------------------------------------- bombs


def test_what_unpacks_to_far_more_than_text_would_is_not_read_on(tmp_path: Path) -> None:
    part = b"a" * 1_000_000
    for codec in CODECS:
        assert f"unpacks to over {MOST_TIMES} times its size" in reason(
            tmp_path / f"a.txt{codec}", CODECS[codec](part) * 25
        )
    members = {f"{n}.txt": b"a" * 900_000 for n in range(90)} | {"z.txt": b"They left."}
    documents, (problem,) = outcome(tmp_path / "a.zip", zipped(members))
    assert len(documents) < 90
    assert f"unpacks to over {MOST_TIMES} times its size" in problem.reason


def test_a_bomb_in_an_archive_counts_against_the_whole_file(tmp_path: Path) -> None:
    inner = zipped({f"{n}.txt": b"a" * 900_000 for n in range(90)})
    documents, (problem,) = outcome(tmp_path / "a.zip", zipped({"b.zip": inner, "c.txt": b"They left."}))
    assert len(documents) < 90
    assert str(problem).startswith(f"{tmp_path}/a.zip: unpacks to over")


def test_sizes_that_headers_claim_are_not_believed(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"They met. " * 4_000_000})
    size = (40_000_000).to_bytes(4, "little")
    documents, (problem,) = outcome(tmp_path / "a.zip", data.replace(size, (9).to_bytes(4, "little")))
    assert not documents
    assert "could not be read to its end (BadZipFile: Bad CRC-32" in problem.reason


# -------------------------------------------------------------------------------------------------------------- mail


def test_a_mailbox_gives_its_messages_each_known_by_the_line_that_it_begins_on(tmp_path: Path) -> None:
    first = mail(f"{ENGLISH}\n\nFrom there they left.", subject="One").replace(b"\nFrom there", b"\n>From there")
    data = (
        b"From a@b Thu Mar  4 10:00:00 2021\n"
        + first
        + b"\nFrom c@d Thu Mar  4 2021\n"
        + mail("They met.", subject="Two")
    )
    documents, problems = outcome(tmp_path / "a.mbox", data)
    line = data[: data.index(b"From c@d")].count(b"\n") + 1
    assert [(d.title, d.source) for d in documents] == [("One", "a.mbox#1"), ("Two", f"a.mbox#{line}")]
    assert "\nFrom there they left." in documents[0].text
    assert not problems
    assert reason(tmp_path / "b.mbox", "They met.").startswith("is no mbox")


# -------------------------------------------------------------------------------------------------------------- WARC


@pytest.mark.parametrize("packed", [False, True])
def test_a_crawl_gives_pages_texts_and_papers_with_their_addresses_and_days(tmp_path: Path, packed: bool) -> None:
    data = warc(
        ("https://example.org/a", "text/html; charset=utf-8", PAGE.encode()),
        ("https://example.org/b.pdf", "application/pdf", pdf([ENGLISH])),
        ("https://example.org/c.png", "image/png", b"\x89PNG"),
        ("https://example.org/d", "text/plain", b"They met."),
        packed=packed,
    )
    documents, problems = outcome(tmp_path / ("a.warc.gz" if packed else "a.warc"), data)
    assert [(d.source, d.date) for d in documents] == [
        ("https://example.org/a", "2021-03-04"),
        ("https://example.org/b.pdf", "2021-03-04"),
        ("https://example.org/d", "2021-03-04"),
    ]
    assert documents[0].title == "Ministers meet"
    assert not problems


def test_what_a_server_did_not_give_as_asked_is_left_out(tmp_path: Path) -> None:
    page = ("https://example.org/a", "text/html", PAGE.encode())
    assert "that a server gave as asked" in reason(tmp_path / "a.warc", warc(page, status="404 Not Found"))


def test_an_address_of_a_crawl_that_is_none_is_not_taken_for_one(tmp_path: Path) -> None:
    addresses = ["https://example.org/<script>", 'https://example.org/">']
    data = warc(*((address, "text/plain", b"They met.") for address in addresses))
    assert [d.source for d in outcome(tmp_path / "a.warc", data)[0]] == ["a.warc#1", "a.warc#2"]


def test_a_crawl_that_breaks_off_is_told(tmp_path: Path) -> None:
    pages = [(f"https://example.org/{n}", "text/html", PAGE.encode()) for n in range(2)]
    documents, problems = outcome(tmp_path / "a.warc", warc(*pages)[:-200])
    assert [d.source for d in documents] == ["https://example.org/0"]
    assert told(problems, tmp_path) == ["a.warc#2: is cut off: the file ends within it; get it again"]
    _, (problem,) = outcome(tmp_path / "a.warc.gz", warc(*pages, packed=True)[:-200])
    assert problem.reason == "is cut off; get it again"


def test_a_record_whose_body_cannot_be_unpacked_does_not_end_the_crawl(tmp_path: Path) -> None:
    pages = [(f"https://example.org/{n}", "text/html", PAGE.encode()) for n in range(2)]
    data = warc(*pages).replace(b"Content-Type: text/html", b"Content-Encoding: gzip\r\nX: y", 1)
    size = int(data.split(b"Content-Length: ")[1].split(b"\r")[0])
    data = data.replace(b"Content-Length: %d" % size, b"Content-Length: %d" % (size + 6), 1)
    documents, problems = outcome(tmp_path / "a.warc", data)
    assert "https://example.org/1" in [d.source for d in documents]
    assert len(documents) + len(problems) == 2
