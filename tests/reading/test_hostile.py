"""Whatever is put in, one line says what was passed over and why, and everything else is read."""

import io
import json
import os
import zipfile
from pathlib import Path
from typing import IO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_samples import ENGLISH, PAGE, mail, one, outcome, pdf, reason, tarred, warc, word, write, zipped

from kg.model import Document
from kg.reading import SUFFIXES, Problem, kinds, located, patience
from kg.reading.documents import iso_date
from kg.reading.item import LARGEST, LARGEST_TEXT, Item
from kg.reading.streams import CODECS

GOOD = {
    ".txt": ENGLISH.encode(),
    ".md": f"---\ntitle: A\ndate: 2021-03-04\n---\n{ENGLISH}".encode(),
    ".html": PAGE.encode(),
    ".jsonl": json.dumps({"text": ENGLISH, "title": "A"}).encode(),
    ".json": json.dumps([{"text": ENGLISH}]).encode(),
    ".pdf": pdf([ENGLISH]),
    ".docx": word(ENGLISH),
    ".eml": mail(ENGLISH),
    ".mbox": b"From a@b\n" + mail(ENGLISH),
    ".zip": zipped({"a.txt": ENGLISH.encode()}),
    ".tar": tarred({"a.txt": ENGLISH.encode()}),
    ".warc": warc(("https://example.org/a", "text/html", PAGE.encode())),
    ".rss": f"<rss><channel><item><title>A</title><description>{ENGLISH}</description></item></channel></rss>".encode(),
}
OFFLINE = sorted(set(SUFFIXES) - {".urls", ".csv", ".tsv"})


def is_sound(documents: list[Document], problems: list[Problem]) -> bool:
    """Documents that RDF and a terminal can hold, and problems of one line each."""
    labels = [label for d in documents for label in (d.title, d.source, d.publisher)]
    return (
        all(d.text.strip() and "\0" not in d.text and d.text.encode() for d in documents)
        and all(label.isprintable() or max(label) >= "\xa0" for label in labels)
        and all(d.date is None or iso_date(d.date) == d.date for d in documents)
        and all("\n" not in str(p) and len(p.reason) < 600 for p in problems)
    )


# ---------------------------------------------------------------------------------------------------------- any bytes


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300), st.sampled_from(OFFLINE), st.sampled_from(["", *CODECS]))
def test_any_bytes_of_any_kind_are_documents_or_problems(
    tmp_path: Path, content: bytes, suffix: str, codec: str
) -> None:
    documents, problems = outcome(tmp_path / f"any{suffix}{codec}", content)
    assert is_sound(documents, problems)
    assert documents or problems


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A good file in which some bytes are changed, doubled or left out."""
    suffix = draw(st.sampled_from(sorted(GOOD)))
    data = bytearray(GOOD[suffix])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 20))
        data[at : at + length] = draw(st.binary(max_size=8) | st.just(bytes(data[at : at + length]) * 2))
    return suffix, bytes(data)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(damaged())
def test_a_damaged_file_of_any_kind_is_documents_or_problems(tmp_path: Path, file: tuple[str, bytes]) -> None:
    suffix, content = file
    documents, problems = outcome(tmp_path / f"damaged{suffix}", content)
    assert is_sound(documents, problems)


@pytest.mark.parametrize("suffix", GOOD)
def test_a_file_that_ends_anywhere_is_documents_or_problems(tmp_path: Path, suffix: str) -> None:
    data = GOOD[suffix]
    for end in range(0, len(data), max(1, len(data) // 40)):
        assert is_sound(*outcome(tmp_path / f"a{suffix}", data[:end]))


@pytest.mark.parametrize("suffix", OFFLINE)
def test_an_empty_file_is_told(tmp_path: Path, suffix: str) -> None:
    documents, problems = outcome(tmp_path / f"a{suffix}", b"")
    assert not documents
    assert len(problems) == 1


def test_what_is_good_is_read_whatever_lies_beside_it(tmp_path: Path) -> None:
    for number, (suffix, data) in enumerate(GOOD.items()):
        write(tmp_path / f"{number}-broken{suffix}", data[: len(data) // 3])
        write(tmp_path / f"{number}-good{suffix}", data)
    documents, problems = outcome(tmp_path)
    assert [number for number in range(len(GOOD)) if not any(f"{number}-good" in d.source for d in documents)] == [11]
    assert "https://example.org/a" in [d.source for d in documents]
    assert is_sound(documents, problems)


# --------------------------------------------------------------------------------------------------------------- size


def test_more_text_than_a_document_may_hold_is_refused(tmp_path: Path) -> None:
    told = reason(tmp_path / "a.txt", b"word " * (LARGEST_TEXT // 5 + 1))
    assert told == "holds 1,000,005 characters of text, more than 1,000,000; split it"


def test_a_file_larger_than_memory_should_hold_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as stream:
        stream.truncate(LARGEST * 20)
    _, (problem,) = outcome(file)
    assert problem.reason == "is larger than 100 MB; split it"


def test_a_line_of_json_that_is_too_long_is_passed_over(tmp_path: Path) -> None:
    rows = [b'{"text": "They met."}', b'{"text": "' + b"word " * 5_000_000 + b'"}', b'{"text": "They left."}']
    documents, (problem,) = outcome(tmp_path / "a.jsonl", b"\n".join(rows))
    assert [d.source for d in documents] == ["a.jsonl#1", "a.jsonl#3"]
    assert (problem.line, problem.reason) == (2, "is longer than 20 MB; split the document or leave it out")


def test_a_sentence_of_ten_thousand_words_is_a_document(tmp_path: Path) -> None:
    assert one(tmp_path / "a.txt", "the ministers met and " * 2500 + ".").text.count("met") == 2500


# -------------------------------------------------------------------------------------------------------------- depth


def test_deep_nesting_breaks_nothing(tmp_path: Path) -> None:
    deep = 100_000
    assert is_sound(*outcome(tmp_path / "a.html", f"<body><p>{ENGLISH}</p>" + "<div><b>" * deep + ENGLISH))
    assert reason(tmp_path / "a.jsonl", "[" * deep).startswith("is not JSON (maximum recursion depth")
    assert reason(tmp_path / "a.json", "[" * deep).startswith("is not JSON (maximum recursion depth")
    part = b"Content-Type: multipart/mixed; boundary=a\n\n--a\n"
    assert is_sound(*outcome(tmp_path / "a.eml", part * 2000 + b"\nThey met."))
    assert is_sound(*outcome(tmp_path / "a.pdf", b"%PDF-1.4\n1 0 obj" + b"<</A" * deep))


def test_entities_of_xml_do_not_grow_and_lead_nowhere(tmp_path: Path) -> None:
    write(tmp_path / "secret.txt", "They met in secret.")
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    prolog = f'<!DOCTYPE a [<!ENTITY e0 "They met."><!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">{entities}]>'
    body = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
    xml = f'<?xml version="1.0"?>{prolog}{body}They left. &e9; &x;</w:t></w:r></w:p></w:body></w:document>'
    with zipfile.ZipFile(io.BytesIO(word(ENGLISH))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    documents, _ = outcome(tmp_path / "a.docx", zipped(parts | {"word/document.xml": xml.encode()}))
    feed = f"{prolog}<rss><channel><item><description>They left. &e9; &x;</description></item></channel></rss>"
    documents += outcome(tmp_path / "a.rss", feed)[0]
    assert all(len(d.text) < 100 and "secret" not in d.text for d in documents)


# -------------------------------------------------------------------------------------------------------- characters


def test_marks_of_direction_stay_in_the_text_and_leave_the_labels(tmp_path: Path) -> None:
    text = "They met \u202eyadsruhT no\u202c in \u2066Vienna\u2069."
    row = {
        "text": text,
        "title": "A\u202etxt\u202c\n\x1b[2Jtitle\ufeff",
        "publisher": "\u2066P\u2069",
        "source": "a\tb",
    }
    document = one(tmp_path / "a.jsonl", json.dumps(row))
    assert document.text == text
    assert (document.title, document.publisher, document.source) == ("A txt [2Jtitle", "P", "a b")


@pytest.mark.parametrize("text", ["They met\0.", "They \ud83d met.", "They \udc00\ud800 met."])
def test_what_is_no_character_is_refused(tmp_path: Path, text: str) -> None:
    assert reason(tmp_path / "a.jsonl", json.dumps({"text": text})).startswith(
        "text holds characters that are not text"
    )
    assert one(tmp_path / "a.jsonl", json.dumps({"text": "They met.", "title": text})).title.startswith("They")


def test_both_halves_of_a_pair_are_one_character(tmp_path: Path) -> None:
    assert one(tmp_path / "a.jsonl", r'{"text": "They met \ud83d\ude00."}').text == "They met 😀."


# -------------------------------------------------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    "date", ["0000", "0000-01-01", "9999-12-31", "9999", "0999-12-31", "3000", "２０２１", "2021-W01"]
)
def test_a_date_that_no_document_can_have_is_refused(tmp_path: Path, date: str) -> None:
    if date == "2021-W01":
        assert iso_date(date) == "2021-01-04"
        return
    assert f"date {date!r} is " in reason(tmp_path / "a.jsonl", json.dumps({"text": "They met.", "date": date}))


# ---------------------------------------------------------------------------------------------------------------- time


def test_a_parser_that_runs_away_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.reading import texts

    def endless(item: Item) -> dict[str, str | None]:
        while True:
            try:
                sum(range(100))
            except Exception:
                raise AssertionError("what parsers catch stops nothing") from None

    monkeypatch.setattr(texts, "parse_text", endless)
    monkeypatch.setattr(kinds, "patience", lambda: patience.patience(0.05))
    told = reason(tmp_path / "a.txt", "They met.")
    assert told == "takes longer to open than 0 s; save its text as .txt"


# --------------------------------------------------------------------------------------------------------------- files


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path / "a/b.txt", "They met.")
    (tmp_path / "a/up").symlink_to(tmp_path)
    (tmp_path / "a/self.txt").symlink_to("self.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "a/b.txt")
    for path in (tmp_path, tmp_path / "**" / "*.txt", tmp_path / "*" / "*"):
        documents, problems = outcome(path)
        assert len(documents) == 1
        assert all("self.txt: cannot be opened" in str(p) for p in problems)


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    write(tmp_path / "a.txt", "They met.")
    assert [d.source for d in outcome(tmp_path)[0]] == ["a.txt"]


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt", "They met.")
    write(tmp_path / "b.txt", "They left.")

    def opened(self: Path, mode: str) -> IO[bytes]:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(self, mode)

    real = Path.open
    monkeypatch.setattr(Path, "open", opened)
    documents, (problem,) = outcome(tmp_path)
    assert [d.source for d in documents] == ["b.txt"]
    assert problem.reason == "cannot be opened: Permission denied"


def test_the_same_text_or_address_twice_is_two_documents_of_one_place(tmp_path: Path) -> None:
    row = json.dumps({"text": "They met.", "source": "https://example.org/1"})
    places = [place for _, place in located([write(tmp_path / "a.jsonl", f"{row}\n{row}")])]
    assert places == ["https://example.org/1"] * 2


def test_no_problem_is_more_than_a_line(tmp_path: Path) -> None:
    said = kinds.said(ValueError("a\n\x1b[2J\u202eb" + "x" * 1000))
    assert said.isprintable()
    assert len(said) < 300


def test_a_page_does_not_pass_for_one_of_another_site(tmp_path: Path) -> None:
    """What it says of its address counts where it was saved, but not against the address that it was fetched from."""

    def source(address: str, canonical: str) -> str:
        page = PAGE.replace("<title>", f'<link rel="canonical" href="{canonical}"><title>')
        return one(tmp_path / "a.warc", warc((address, "text/html", page.encode()))).source

    assert source("https://evil.example/a", "https://gov.example/b") == "https://evil.example/a"
    assert source("https://amp.gov.example/a?x=1", "https://gov.example/a") == "https://gov.example/a"
    assert source("https://gov.example/a?x=1", "https://www.gov.example/a") == "https://www.gov.example/a"
    assert source("https://gov.example/a", "javascript:alert(1)") == "https://gov.example/a"


def test_a_file_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9\n\x1b[2J.txt")
    write(tmp_path / name, "They met.")
    (((document, place),), problems) = [*located([tmp_path])], []
    assert not problems
    assert document.source == "caf\ufffd\ufffd\ufffd[2J.txt"
    assert place.encode().decode() == place
    assert str(outcome(tmp_path / name, b"\0")[1][0]).isprintable()
