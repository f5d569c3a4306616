"""What each kind of file gives: its text, and what it says of itself."""

import json
import sys
from pathlib import Path

import pytest
from reading_samples import ENGLISH, PAGE, encrypted, mail, one, outcome, pdf, reason, word

from kg.reading import kinds

# --------------------------------------------------------------------------------------------------------------- PDF


def test_a_pdf_gives_paragraphs_in_which_words_and_sentences_are_whole(tmp_path: Path) -> None:
    page = [
        "The foreign ministers of Austria and of the Czech Republic met in Vi-",
        "enna on Tuesday to talk about a treaty on their common bor-",
        "der, which both parliaments have to agree to before it enters into",
        "force in 2021. The two of them also spoke about trade and about the",
        "war.",
        "They will meet again next week in Prague, as a spokesman said there.",
    ]
    assert one(tmp_path / "a.pdf", pdf(page)).text == (
        "The foreign ministers of Austria and of the Czech Republic met in Vienna on Tuesday to talk about a treaty on "
        "their common border, which both parliaments have to agree to before it enters into force in 2021. The two of "
        "them also spoke about trade and about the war.\n"
        "They will meet again next week in Prague, as a spokesman said there.\n"
    )


def test_a_hyphen_that_the_word_has_elsewhere_stays(tmp_path: Path) -> None:
    page = ["It was a so-called cease-fire, and the cease-", "fire held for two weeks in all of the coun-", "try."]
    whole = "It was a so-called cease-fire, and the cease-fire held for two weeks in all of the country."
    assert " ".join(one(tmp_path / "a.pdf", pdf(page)).text.split()) == whole


def test_the_items_of_a_list_stay_apart(tmp_path: Path) -> None:
    page = ["The two governments have agreed with one another to do the following:", "(a) to talk", "(b) to trade"]
    assert one(tmp_path / "a.pdf", pdf(page)).text.splitlines() == page


def test_page_numbers_and_what_stands_on_every_page_are_no_part_of_the_text(tmp_path: Path) -> None:
    pages = [
        ["Council of Ministers 17/21", "They met on Monday and talked about all the grain that could not leave the"],
        ["Council of Ministers 18/21", "harbour because of the war. They then left the city, and nothing was", "18"],
        ["Council of Ministers 19/21", "signed there, as both of the delegations said.", "Page 19 of 19"],
    ]
    assert one(tmp_path / "a.pdf", pdf(*pages)).text == (
        "They met on Monday and talked about all the grain that could not leave the harbour because of the war. They "
        "then left the city, and nothing was signed there, as both of the delegations said.\n"
    )


@pytest.mark.parametrize("title", ["", "Microsoft Word - draft3.doc", "untitled", "joint_statement_v2", "scan.pdf"])
def test_a_name_of_a_file_or_program_is_no_title(tmp_path: Path, title: str) -> None:
    made = pdf(["Ministers meet in Vienna", ENGLISH], title=title)
    assert one(tmp_path / "a.pdf", made).title == "Ministers meet in Vienna"


def test_a_pdf_says_its_title_and_its_day_if_its_text_speaks_of_that_year(tmp_path: Path) -> None:
    new = one(tmp_path / "a.pdf", pdf([f"{ENGLISH} It begins in 2021."], title="A treaty is signed", made="20210304"))
    assert (new.title, new.date) == ("A treaty is signed", "2021-03-04")
    old = one(tmp_path / "b.pdf", pdf([f"{ENGLISH} It began in 1995."], made="20150304"))
    assert old.date is None


def test_a_day_that_the_text_gives_goes_before_that_of_the_file(tmp_path: Path) -> None:
    made = pdf(["VIENNA, March 2, 2021 (AP) - The ministers met."], made="20210304")
    assert one(tmp_path / "a.pdf", made).date == "2021-03-02"


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_pdf_that_is_only_closed_to_changes_is_read(tmp_path: Path, algorithm: str) -> None:
    assert one(tmp_path / "a.pdf", encrypted(pdf([ENGLISH]), user="", algorithm=algorithm)).text.strip() == ENGLISH


def test_a_pdf_that_is_locked_scanned_or_broken_is_told(tmp_path: Path) -> None:
    assert reason(tmp_path / "a.pdf", encrypted(pdf([ENGLISH]), user="x")) == (
        "is encrypted with a password; save it without one"
    )
    assert reason(tmp_path / "a.pdf", pdf([])) == "holds no text (a scan?); run OCR first"
    assert reason(tmp_path / "a.pdf", pdf([ENGLISH])[:300]).startswith("could not be read as PDF (Pdf")
    assert reason(tmp_path / "a.pdf", b"").startswith("could not be read as PDF (EmptyFileError")


# -------------------------------------------------------------------------------------------------------------- DOCX


def test_a_docx_gives_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    made = word(
        "Vote of the council", ENGLISH, table=[["Austria", "yes"], ["Chad", "no"]], after="So it was.", title="A"
    )
    document = one(tmp_path / "a.docx", made)
    assert document.text.splitlines() == ["Vote of the council", ENGLISH, "Austria", "yes", "Chad", "no", "So it was."]
    assert document.title == "Vote of the council"
    assert document.date is None  # and not the day on which the library's template was made


def test_a_docx_that_is_none_is_told(tmp_path: Path) -> None:
    assert reason(tmp_path / "a.docx", b"They met.").startswith("could not be read as DOCX (BadZipFile")
    assert reason(tmp_path / "a.docx", word(ENGLISH)[:3000]).startswith("could not be read as DOCX (BadZipFile")


# ------------------------------------------------------------------------------------------------------------ e-mail


def test_an_email_gives_its_plain_text_subject_day_and_sender(tmp_path: Path) -> None:
    document = one(tmp_path / "a.eml", mail(ENGLISH, html="<p>Something else</p>", subject="Gespräche in Zürich"))
    assert document.text.strip() == ENGLISH
    assert (document.title, document.date) == ("Gespräche in Zürich", "2021-03-04")
    assert document.publisher == "Press Office"


def test_an_email_of_html_alone_gives_what_that_says(tmp_path: Path) -> None:
    document = one(tmp_path / "a.eml", mail(html=f"<p>Dear all,</p><p>{ENGLISH}</p>"))
    assert document.text.splitlines() == ["Dear all,", ENGLISH]


def test_an_email_in_another_encoding_is_read_by_what_it_declares(tmp_path: Path) -> None:
    text = "The minister met Mr Škoda in Łódź, she said on Monday."
    assert one(tmp_path / "a.eml", mail(text, charset="iso-8859-2")).text.strip() == text


def test_an_email_whose_day_or_sender_is_nonsense_is_read_without_it(tmp_path: Path) -> None:
    document = one(tmp_path / "a.eml", b"Date: yesterday\nFrom: <<>\nSubject: \n\nThey met on Monday.\n")
    assert (document.date, document.publisher, document.title) == (None, "", "")


def test_an_email_that_holds_no_text_is_told(tmp_path: Path) -> None:
    assert "no e-mail with a text" in reason(tmp_path / "a.eml", b"Content-Type: image/png\n\nabc")


def test_a_header_that_would_take_ages_to_parse_is_cut(tmp_path: Path) -> None:
    document = one(tmp_path / "a.eml", b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nThey met.")
    assert len(document.title) < 2000


# -------------------------------------------------------------------------------------------------------------- HTML


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("shift_jis", '<meta charset="Shift_JIS">'),
        ("windows-1251", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
        ("iso8859_2", "<?xml version='1.0' encoding='ISO-8859-2'?>"),
        ("utf-16", ""),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path, encoding: str, declared: str) -> None:
    word = {"shift_jis": "条約", "windows-1251": "Договор", "iso8859_2": "Łódź", "utf-16": "Łódź"}[encoding]
    page = PAGE.replace("Prague", word).replace("<title>", f"{declared}<title>")
    if declared.startswith("<?xml"):
        page = declared + PAGE.replace("Prague", word)
    assert word in one(tmp_path / "a.html", page.encode(encoding)).text


def test_a_page_that_declares_the_wrong_encoding_is_read_in_the_one_that_it_has(tmp_path: Path) -> None:
    page = PAGE.replace("Prague", "Łódź").replace("<title>", '<meta charset="iso-8859-1"><title>')
    assert "Łódź" in one(tmp_path / "a.html", page).text


def test_what_the_page_says_in_entities_is_its_text(tmp_path: Path) -> None:
    assert "Škoda" in one(tmp_path / "a.html", PAGE.replace("Prague", "&Scaron;koda")).text


# -------------------------------------------------------------------------------------------------------------- JSON


def test_a_json_file_is_one_object_or_an_array_of_them(tmp_path: Path) -> None:
    assert one(tmp_path / "a.json", json.dumps({"text": ENGLISH, "title": "T"})).title == "T"
    rows = json.dumps([{"text": "They met."}, {"no": "text"}, [], {"text": "They left."}], indent=2)
    documents, problems = outcome(tmp_path / "b.json", rows)
    assert [(d.text, d.source) for d in documents] == [("They met.", "b.json#1"), ("They left.", "b.json#4")]
    assert [str(p).removeprefix(f"{tmp_path}/") for p in problems] == [
        'b.json#2: is not an object with a string "text"',
        'b.json#3: is not an object with a string "text"',
    ]


def test_a_json_file_of_lines_is_read_by_lines(tmp_path: Path) -> None:
    documents, problems = outcome(tmp_path / "a.json", '{"text": "They met."}\n{"text": "They left."}\n')
    assert ([d.source for d in documents], problems) == (["a.json#1", "a.json#2"], [])


def test_of_a_json_file_that_breaks_off_the_first_documents_are_read(tmp_path: Path) -> None:
    documents, (problem,) = outcome(tmp_path / "a.json", '[{"text": "They met."}, {"text": "They')
    assert [d.text for d in documents] == ["They met."]
    assert problem.reason.startswith("is not JSON (Unterminated string")


# ------------------------------------------------------------------------------------------------------------- kinds


@pytest.mark.parametrize(
    ("data", "media_type", "kind"),
    [
        (pdf([ENGLISH]), "text/html", "pdf"),
        (word(ENGLISH), "application/octet-stream", "docx"),
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML>", "text/plain", "page"),
        (b"They met.", "text/plain; charset=utf-8", "text"),
        (b"<p>They met.", "text/html", "page"),
        (b"\x89PNG", "image/png", None),
        (b"They met.", "", None),
    ],
)
def test_a_kind_is_told_by_first_bytes_before_the_media_type(data: bytes, media_type: str, kind: str | None) -> None:
    assert kinds.sniffed(data, media_type) == kind


def test_every_kind_has_its_parser() -> None:
    for module, function, _ in kinds.PARSERS.values():
        assert callable(getattr(__import__(f"kg.reading.{module}", fromlist=[function]), function))
    assert set(kinds.SUFFIXES.values()) <= set(kinds.PARSERS)


def test_what_libraries_say_of_a_broken_file_does_not_reach_the_user(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    outcome(tmp_path / "a.pdf", pdf([ENGLISH]).replace(b"0000000", b"0000009").replace(b"xref", b"xrof"))
    outcome(tmp_path / "a.html", "<html>")
    outcome(tmp_path / "a.warc", b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 2\r\n\r\nabcdef\r\n\r\n")
    sys.stderr.flush()
    assert capfd.readouterr() == ("", "")
