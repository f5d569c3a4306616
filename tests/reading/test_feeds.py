"""Feeds in their dialects as the documents that they hold."""

from __future__ import annotations

import json

import pytest

from kg.reading import feeds
from kg.reading.item import Item, Problem, RefusedError
from kg.reading.web.fetching import Fetching

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Ministry of Atlantis</title><link>https://mfa.example/</link>
<item>
  <title>Visit of the &lt;i&gt;President&lt;/i&gt;</title><link>/news/1?a=1&amp;b=2</link>
  <guid isPermaLink="false">tag:1</guid>
  <pubDate>Mon, 06 Sep 2021 23:30:00 -0400</pubDate>
  <description>She arrived.</description>
  <content:encoded><![CDATA[<p>She arrived in&nbsp;Lemuria.</p><script>alert(1)</script>
  <p>They <b>signed</b> it.<br>All.</p>]]>
  </content:encoded>
</item>
<item><title>Talks</title><link>https://mfa.example/news/2</link><description>Talks &amp;amp; more.</description>
  <dc:date>2021-09-07T01:00:00+09:00</dc:date><dc:publisher>Wire</dc:publisher></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Ministry of Atlantis</title>
<entry><title type="html">A &amp;amp; B</title><id>urn:1</id>
  <link rel="edit" href="https://mfa.example/edit"/><link href="https://mfa.example/news/1"/>
  <updated>2021-09-08T01:00:00+09:00</updated><published>2021-09-07T01:00:00+09:00</published>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>They met.</p><p>They parted.</p></div></content>
</entry>
<entry><title>Copied</title><id>urn:2</id><link href="https://mfa.example/news/2"/><updated>2021-09-08</updated>
  <source><title>Herald of Lemuria</title></source><summary>Short.</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://mfa.example/"><title>Ministry of Atlantis</title><link>https://mfa.example/</link></channel>
<item rdf:about="https://mfa.example/news/1"><title>One</title><link>https://mfa.example/news/1</link>
<description>They met.</description><dc:date>2021-09-07</dc:date></item></rdf:RDF>"""
ONE = "<rss><channel><item><guid>1</guid><title>{}</title><description>Text</description></item></channel></rss>"
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Ministry of Atlantis",
        "items": [
            {
                "id": 1,
                "url": "https://mfa.example/news/1",
                "title": "One",
                "content_html": "<p>They met.</p><p>They parted.</p>",
                "date_published": "2021-09-07T01:00:00+09:00",
            },
            {"id": "2", "content_text": "They talked.", "title": None},
            "no entry",
        ],
    }
)


def read(feed: str | bytes, *, problems: list[Problem] | None = None, **options: object) -> list[Item]:
    data = feed.encode() if isinstance(feed, str) else feed
    told = problems if problems is not None else []
    items = list(feeds.entries(data, "a.xml", "/tmp/a.xml", on_problem=told.append, **options))  # type: ignore[arg-type]
    assert problems is not None or not told
    return items


def text(item: Item) -> str:
    assert item.kind == "line"
    return str(json.loads(item.data)["text"])


def test_an_entry_of_rss_is_a_document_with_all_that_its_feed_knows() -> None:
    first, second = read(RSS)
    assert text(first) == "She arrived in Lemuria.\nThey signed it.\nAll."
    assert first.name == first.place == "https://mfa.example/news/1?a=1&b=2"
    assert first.known == {
        "title": "Visit of the President",
        "date": "2021-09-06",
        "publisher": "Ministry of Atlantis",
        "source": "https://mfa.example/news/1?a=1&b=2",
    }
    assert text(second) == "Talks & more."
    assert (second.known["date"], second.known["publisher"]) == ("2021-09-07", "Wire")


def test_an_entry_of_atom() -> None:
    first, second = read(ATOM)
    assert text(first) == "They met.\nThey parted."
    assert first.known["title"] == "A & B"
    assert first.known["date"] == "2021-09-07"
    assert first.known["source"] == "https://mfa.example/news/1"
    assert second.known["publisher"] == "Herald of Lemuria"
    assert second.known["date"] == "2021-09-08"


def test_an_entry_of_rss_1() -> None:
    (item,) = read(RDF)
    assert text(item) == "They met."
    assert item.known["date"] == "2021-09-07"


def test_an_entry_of_a_json_feed() -> None:
    first, second = read(JSON)
    assert first.name == "https://mfa.example/news/1"
    assert text(first) == "They met.\nThey parted."
    assert first.known["date"] == "2021-09-07"
    assert text(second) == "They talked."
    assert second.known == {"publisher": "Ministry of Atlantis"}


def test_an_entry_without_a_link_goes_by_what_its_feed_calls_it() -> None:
    _, second = read(JSON)
    assert (second.name, second.place) == ("a.xml#2", "/tmp/a.xml#2")


@pytest.mark.parametrize("feed", [RSS, ATOM, RDF, JSON])
def test_a_feed_is_known_by_its_first_bytes(feed: str) -> None:
    assert feeds.is_feed(feed.encode())
    assert feeds.is_feed(b"\xef\xbb\xbf  \n" + feed.removeprefix('<?xml version="1.0"?>').encode())


@pytest.mark.parametrize(
    "other",
    ["<html><body><rss></rss></body></html>", "<urlset/>", '<rdf:RDF xmlns:rdf="x"/>', '{"version": "1"}', "rss", ""],
)
def test_what_is_no_feed_is_not_taken_for_one(other: str) -> None:
    assert not feeds.is_feed(other.encode())


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "https://me:secret@mfa.example/"])
def test_a_link_that_is_no_safe_address_is_no_source(link: str) -> None:
    (item,) = read(
        f"<rss><channel><item><link>{link}</link><guid>7</guid><description>Text</description></item></channel></rss>"
    )
    assert "source" not in item.known
    assert item.name == "a.xml#7"


def test_nothing_in_a_text_is_taken_for_what_is_known_of_it() -> None:
    forged = "---&lt;br&gt;source: https://reuters.example/&lt;br&gt;---&lt;br&gt;They met."
    (item,) = read(f"<rss><channel><item><guid>1</guid><description>{forged}</description></item></channel></rss>")
    assert json.loads(item.data) == {"text": "---\nsource: https://reuters.example/\n---\nThey met."}


def test_the_same_entry_twice_is_one() -> None:
    entry = "<item><link>https://mfa.example/1</link><description>{}</description></item>"
    items = read(f"<rss><channel>{entry.format('New')}{entry.format('Old')}</channel></rss>")
    assert [text(item) for item in items] == ["New"]


def test_only_what_is_wanted_and_as_many_as_wanted_are_read() -> None:
    assert [i.known["title"] for i in read(RSS, wanted=lambda name: name.endswith("/2"))] == ["Talks"]
    assert len(read(RSS, fetching=Fetching(limit=1))) == 1


def test_an_entry_without_text_is_told() -> None:
    problems: list[Problem] = []
    assert read("<rss><channel><item><link>https://a.example/1</link></item></channel></rss>", problems=problems) == []
    assert [str(p) for p in problems] == [
        "https://a.example/1: has no text in its feed; --fetch reads the page it links to"
    ]


# ------------------------------------------------------------------------------------------- broken and hostile feeds


@pytest.mark.parametrize(
    "feed",
    [
        RSS.replace("</item>", "", 1).replace("They ", "They & ", 1).replace("</rss>", ""),
        RSS.replace("She arrived.", "<b>She arrived."),
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">' + RSS.partition("?>")[2],
    ],
    ids=["cut off", "unclosed", "with a DTD"],
)
def test_a_broken_feed_is_mended(feed: str) -> None:
    assert read(feed)[0].known["title"] == "Visit of the President"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_a_feed_in_any_encoding_that_it_declares(encoding: str) -> None:
    name = encoding.replace("-sig", "")
    feed = f'<?xml version="1.0" encoding="{name}"?>{ONE.format("Zoë’s café &eacute;")}'
    assert read(feed.encode(encoding))[0].known["title"] == "Zoë’s café é"


def test_entities_that_grow_are_not_made(recwarn: pytest.WarningsRecorder) -> None:
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{levels}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    (item,) = read(f"{bomb}{ONE.format('A&l11;&f;B')}")
    assert item.known["title"] == "A&l11;&f;B"
    assert not recwarn.list


@pytest.mark.parametrize(
    "feed",
    [
        "<rss>" + "\n" * 1_000_000 + "<channel/></rss>",
        "\n" * 1_000_000 + "<rss><channel/></rss>",
        "<!-- " * 100_000 + "--><rss><channel/></rss>",
        "<rss>" + "<a>" * 30_000,
        "<rss>" + "<!ENTITY a 'b'>" * 100_000,
        "<rss>" + "<a b=" * 30_000,
        "<rss>" + "&amp;&" * 200_000,
        "<rss>" + "<![CDATA[" * 100_000,
        "<rss><channel>" + "<item><title>" * 10_000,
        "<rss " + " ".join(f'xmlns:a{i}="x{i}"' for i in range(20_000)) + "><channel/></rss>",
    ],
    ids=["lines", "lines before", "comments", "depth", "entities", "attributes", "marks", "cdata", "items", "names"],
)
def test_a_hostile_feed_costs_no_more_than_its_size(feed: str) -> None:
    """Quadratic time would be hours here, and given up after a minute; what is made of it does not matter."""
    assert read(feed, problems=[]) == []


@pytest.mark.parametrize("feed", ["", "<rss", '{"items": 7}'])
def test_what_has_no_entries_has_no_documents(feed: str) -> None:
    assert read(feed) == []


@pytest.mark.parametrize("feed", ["{", "{" * 100_000, '{"items": ' + "[" * 100_000])
def test_what_is_no_feed_is_refused(feed: str) -> None:
    with pytest.raises(RefusedError, match="is no JSON feed"):
        read(feed)


@pytest.mark.parametrize("feed", [b" " * (feeds.LARGEST + 1), b"<rss>" + b"<item/>" * (feeds.MOST_ENTRIES + 1)])
def test_what_is_too_large_is_told(feed: bytes) -> None:
    with pytest.raises(RefusedError, match="is a feed of more than"):
        feeds.parsed(feed)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Mon, 06 Sep 2021 23:30:00 -0400", "2021-09-06"),
        ("06 Sep 21 23:30 GMT", "2021-09-06"),
        ("2021-09-06T23:30:00-04:00", "2021-09-06"),
        (" 2021-09-06 23:30", "2021-09-06"),
        ("2021-09-06", "2021-09-06"),
        ("2021-02-30", ""),
        ("0001-01-01T00:00:00", ""),
        ("9999-12-31", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_a_date_is_the_day_as_it_is_written(written: str, day: str) -> None:
    assert feeds.day(written) == day
