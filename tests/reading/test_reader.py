"""Reading files, folders and standard input as documents."""

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Document
from kg.reading import Problem, located, read, reader

PAGE = """<html><head><title>Ministers meet</title><meta property="og:site_name" content="The Gazette">
<meta property="article:published_time" content="2020-03-04T10:00:00Z">
<link rel="canonical" href="https://example.org/meeting"></head><body><nav>Home</nav><article><h1>Ministers meet</h1>
<p>The foreign minister of Austria met her Czech colleague in Vienna on Tuesday, and they signed a treaty.</p>
<p>They will meet again next week in Prague, the ministry said in a statement on its site.</p></article></body></html>
"""


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def one(path: Path, content: str | bytes) -> Document:
    (document,) = read([write(path, content)])
    return document


def problems(path: Path, content: str | bytes) -> tuple[list[Document], list[Problem]]:
    found: list[Problem] = []
    return list(read([write(path, content)], on_problem=found.append)), found


def test_plain_text_keeps_its_text_whole_and_takes_a_short_first_line_as_title(tmp_path: Path) -> None:
    text = "Ministers meet in Vienna\n\nThe ministers met on Tuesday.\n"
    assert one(tmp_path / "a.txt", text) == Document(text, "Ministers meet in Vienna", None, "a.txt")


@pytest.mark.parametrize(
    "text", ["The ministers met.\nThey signed.", "Only one line", "x" * 121 + "\nmore", "March 4, 2021\nThey met."]
)
def test_a_sentence_a_lone_line_a_long_line_and_a_date_are_no_titles(tmp_path: Path, text: str) -> None:
    assert one(tmp_path / "a.txt", text).title == ""


def test_front_matter_is_metadata_and_no_part_of_the_text(tmp_path: Path) -> None:
    front = 'title: "A call"\ndate: 2025-03-18\nsource: https://example.org/1\npublisher: Gazette\nother: x'
    text = f"---\n{front}\n---\n\nThey spoke.\n"
    expected = Document("They spoke.\n", "A call", "2025-03-18", "https://example.org/1", "Gazette")
    assert one(tmp_path / "a.md", text) == expected


def test_a_rule_is_no_front_matter(tmp_path: Path) -> None:
    assert one(tmp_path / "a.md", "---\nThey spoke.\n---\n").text == "---\nThey spoke.\n---\n"


def test_a_web_page_gives_its_article_and_metadata(tmp_path: Path) -> None:
    page = one(tmp_path / "a.html", PAGE)
    assert (page.title, page.date, page.publisher) == ("Ministers meet", "2020-03-04", "The Gazette")
    assert page.source == "https://example.org/meeting"
    assert "signed a treaty" in page.text
    assert "Home" not in page.text


def test_a_page_without_an_article_is_a_problem(tmp_path: Path) -> None:
    documents, (problem,) = problems(tmp_path / "a.htm", "<p></p>")
    assert not documents
    assert "no article" in problem.reason


def test_json_lines_are_documents_and_bad_lines_are_told(tmp_path: Path) -> None:
    rows = [
        json.dumps({"text": "One.", "title": "T", "date": "2020-01-02", "source": "s", "publisher": "p", "more": 1}),
        "",
        "{no json",
        json.dumps({"title": "no text"}),
        json.dumps({"text": "x", "date": "4 March"}),
        json.dumps({"text": "x", "title": 7}),
        json.dumps({"text": "half \ud800"}),
        json.dumps({"text": "  "}),
        '{"text": "caf\udce9"}',
        json.dumps({"text": "Two."}),
    ]
    content = "\n".join(rows).encode("utf-8", "surrogateescape")
    documents, found = problems(tmp_path / "n.jsonl", content)
    assert documents == [Document("One.", "T", "2020-01-02", "s", "p"), Document("Two.", source="n.jsonl#10")]
    assert [p.line for p in found] == [3, 4, 5, 6, 7, 8, 9]
    words = ["is not JSON", '"text"', "'4 March' is not YYYY-MM-DD", "title must be", "surrogate", "empty", "not UTF-8"]
    assert all(word in p.reason for word, p in zip(words, found, strict=True))


@pytest.mark.parametrize("date", ["1995", "1995-12", "1995-12-14"])
def test_a_document_may_be_dated_by_its_month_or_year(tmp_path: Path, date: str) -> None:
    documents, found = problems(tmp_path / "a.md", f"---\ndate: {date}\n---\nThey met.".encode())
    assert [d.date for d in documents] == [date]
    assert found == []


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"a\0b", "binary"),
        ("Путин".encode("koi8-r"), "its encoding cannot be told for sure; save it as UTF-8"),
        (b"---\ndate: yesterday\n---\nThey met.", "'yesterday' is not YYYY-MM-DD"),
        (b"---\ndate: 2020-13\n---\nThey met.", "correct it or leave it out"),
        (b"---\ndate: 2020-02-30\n---\nThey met.", "correct it or leave it out"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(tmp_path: Path, content: bytes, word: str) -> None:
    documents, (problem,) = problems(tmp_path / "a.txt", content)
    assert not documents
    assert word in problem.reason
    assert str(problem).startswith(f"{tmp_path / 'a.txt'}: ")


def test_without_a_listener_the_first_problem_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"n\.jsonl, line 1: is not JSON"):
        list(read([write(tmp_path / "n.jsonl", "nonsense\n")]))


def test_byte_order_mark_and_line_ends_are_made_plain(tmp_path: Path) -> None:
    assert (
        one(tmp_path / "a.txt", b"\xef\xbb\xbfThey met.\r\nThey left.\rThe end.").text
        == "They met.\nThey left.\nThe end."
    )


def test_a_folder_is_read_in_order_without_what_is_hidden_or_of_another_kind(tmp_path: Path) -> None:
    for name in ["b.txt", "a/z.md", "a/b/c.txt", ".hidden.txt", ".git/x.txt", "image.png", "data.csv", "C.TXT"]:
        write(tmp_path / name, f"The text of {name}.")
    assert [d.source for d in read([tmp_path])] == ["C.TXT", "a/b/c.txt", "a/z.md", "b.txt"]


def test_a_file_that_is_met_twice_is_read_once(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt", "They met.")
    assert len(list(read([file, tmp_path, str(file)]))) == 1


def test_a_folder_that_links_to_itself_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "They met.")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(list(read([tmp_path]))) == 1


def test_a_missing_path_and_an_unknown_kind_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        list(read([tmp_path / "none.txt"]))
    with pytest.raises(InputError, match=r"a\.doc is of no kind that is read: give \.txt"):
        list(read([write(tmp_path / "a.doc", "text")]))


def test_what_the_caller_gives_goes_before_what_the_document_says(tmp_path: Path) -> None:
    file = write(tmp_path / "a.md", "---\ntitle: A\ndate: 2020-01-01\n---\nThey met.")
    (document,) = read([file], date="2025-03-18", title="B", publisher="C")
    assert (document.date, document.title, document.publisher) == ("2025-03-18", "B", "C")
    with pytest.raises(InputError, match="is not YYYY-MM-DD"):
        list(read([file], date="18.3.2025"))


def test_a_dateline_gives_the_date_where_nothing_else_does(tmp_path: Path) -> None:
    text = "BERLIN, March 4, 2021 (AP) — The chancellor spoke."
    assert one(tmp_path / "a.txt", text).date == "2021-03-04"
    assert one(tmp_path / "b.md", f"---\ndate: 2021-03-05T08:00:00Z\n---\n{text}").date == "2021-03-05"


@pytest.mark.parametrize(
    ("content", "sources"),
    [("They met.", ["-"]), ('{"text": "One."}\n{"text": "Two.", "source": "b"}\n', ["-#1", "b"])],
)
def test_standard_input_is_text_or_json_lines(
    monkeypatch: pytest.MonkeyPatch, content: str, sources: list[str]
) -> None:
    monkeypatch.setattr(reader.sys, "stdin", SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(content.encode()))))
    assert [d.source for d in read(["-"])] == sources


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from([".txt", ".md", ".jsonl"]))
def test_any_bytes_are_documents_or_problems(tmp_path: Path, content: bytes, suffix: str) -> None:
    documents, found = problems(tmp_path / f"any{suffix}", content)
    assert all(d.text.strip() and d.text.encode("utf-8") for d in documents)
    assert documents or found or not content.strip()


def test_a_document_is_known_by_its_address_or_by_its_file_and_line(tmp_path: Path) -> None:
    """What is read there later is a new version of it."""
    (tmp_path / "a.txt").write_text("Macron met Scholz.", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(
        '{"text": "One.", "source": "https://paper.example/1"}\n{"text": "Two.", "source": "The Paper"}\n',
        encoding="utf-8",
    )
    assert [place for _, place in located([tmp_path])] == [
        f"{tmp_path / 'a.txt'}",
        "https://paper.example/1",
        f"{tmp_path / 'b.jsonl'}#2",
    ]


# ------------------------------------------------------------------------------------------------------------ patterns


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ["b.txt", "a/z.md", "a/b/c.txt", "a/b/d.html.bak", "a/.hidden.txt", "e/f.txt", "e/g.csv"]:
        write(tmp_path / name, f"The text of {name}.")
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.txt", ["b.txt"]),
        ("**/*.txt", ["b.txt", "a/b/c.txt", "e/f.txt"]),
        ("a/**/*.txt", ["b/c.txt"]),
        ("a/**", ["b/c.txt", "z.md"]),
        ("*", ["a/b/c.txt", "a/z.md", "b.txt", "e/f.txt"]),
        ("[ae]/?.*", ["a/z.md", "e/f.txt"]),
        ("*/b/c.txt", ["a/b/c.txt"]),
    ],
)
def test_a_pattern_stands_for_the_files_that_it_fits(tree: Path, pattern: str, names: list[str]) -> None:
    assert [d.source for d in read([str(tree / pattern)])] == names


def test_a_pattern_that_fits_nothing_is_an_error_and_a_file_named_like_one_is_read(tree: Path) -> None:
    with pytest.raises(InputError, match=r"\*\.pdf fits no file of a kind that is read"):
        list(read([tree / "**/*.pdf"]))
    assert [d.source for d in read([write(tree / "[1].txt", "They met.")])] == ["[1].txt"]


def test_a_table_in_a_folder_is_not_fetched_from(tree: Path) -> None:
    write(tree / "e/h.urls", "http://127.0.0.1:9/x\n")
    found: list[Problem] = []
    assert len(list(read([tree], on_problem=found.append))) == 4
    assert not found


# -------------------------------------------------------------------------------------------------------------- shards


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    rows = "".join(json.dumps({"text": f"They met {n} times."}) + "\n" for n in range(40))
    write(tmp_path / "a/rows.jsonl", rows + "nonsense\n")
    for n in range(20):
        write(tmp_path / f"b/{n}.txt", f"They left {n} times." if n % 5 else "")
    return tmp_path


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_shards_are_a_partition_of_documents_and_of_problems(corpus: Path, parts: int) -> None:
    def told(shard: tuple[int, int] | None) -> tuple[list[str], list[str]]:
        found: list[Problem] = []
        sources = [d.source for d in read([corpus], shard=shard, on_problem=found.append)]
        return sources, [str(p) for p in found]

    whole = told(None)
    shares = [told((i, parts)) for i in range(1, parts + 1)]
    for which in (0, 1):
        assert sorted(x for share in shares for x in share[which]) == sorted(whole[which])
    assert all(len(share[0]) > 56 / parts / 3 for share in shares)


def test_a_shard_depends_on_names_alone(corpus: Path) -> None:
    first = [d.source for d in read([corpus], shard=(1, 3), on_problem=lambda _: None)]
    moved = corpus.rename(corpus.with_name("moved"))
    for file in moved.rglob("*.txt"):
        file.write_text("They stayed.", encoding="utf-8")
    again = [d.source for d in read([moved], shard=(1, 3), on_problem=lambda _: None)]
    assert set(first) <= set(again)


@pytest.mark.parametrize("shard", [(0, 2), (3, 2), (1, 0)])
def test_a_shard_that_is_none_is_an_error(corpus: Path, shard: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="there is no part"):
        read([corpus], shard=shard)


# ------------------------------------------------------------------------------------------------------------ progress


def test_how_much_is_read_of_how_much_is_known_on_the_way(corpus: Path) -> None:
    sources = located([corpus], on_problem=lambda _: None)
    total = sum(f.stat().st_size for f in corpus.rglob("*.*"))
    assert (sources.read_bytes, sources.total_bytes) == (0, total)
    steps = [sources.read_bytes for _ in sources]
    assert steps == sorted(steps)
    assert sources.read_bytes == total


def test_how_much_standard_input_or_an_address_holds_is_not_known(corpus: Path) -> None:
    assert located([corpus, "-"]).total_bytes is None
    assert located(["https://example.org/"]).total_bytes is None


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "They met.")
    found = located([tmp_path / "a.txt", tmp_path / "none.txt"])
    assert next(found)[0].source == "a.txt"
    with pytest.raises(InputError, match="does not exist"):
        next(found)
