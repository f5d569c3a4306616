"""Whatever bytes come: they are read, or refused with a reason, and nothing else."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from kg.reading import feeds
from kg.reading.item import RefusedError
from kg.reading.web.address import Address, shown
from kg.reading.web.lists import cells
from kg.reading.web.markup import container
from kg.reading.web.sitemaps import places
from kg.reading.web.unpacking import unpacked

MARKUP = b"""
<?xml encoding='utf-16' encoding='punycode' ?> <!DOCTYPE a [ <!ENTITY b 'c'> ]> <!-- --> <rss> <channel> <item> </item>
<feed> <entry> <urlset> <url> <loc> </loc> </url> <sitemapindex> <sitemap> <link> <link href=' '/> <title> <pubDate>
0000-00-00 Mon, 99 Foo 99999999999 https://a.example/ http://[::1 // @ % &#0; &#x110000; &nbsp; " , <content:encoded>
<![CDATA[ ]]> {"version":"https://jsonfeed.org/version/1" ,"items":[ {"id":{},"url":[]} ]}
"""
OTHERS = (b"\xff\xfe", b"\xef\xbb\xbf", b"\0", b"\t", b"\n", b" ", b"\xed\xa0\x80", b"\x1f\x8b\x08\0", b"\x78\x9c")
PARTS = st.sampled_from([*MARKUP.split(), *OTHERS])
BYTES = st.lists(PARTS | st.binary(max_size=8), max_size=12).map(b"".join)


@given(BYTES)
def test_feeds(data: bytes) -> None:
    container(data)
    with suppress(RefusedError):
        for entry in feeds.parsed(data, address="https://a.example/feed"):
            assert not entry.link or entry.link.startswith(("http://", "https://"))
            assert entry.item("a", "b").name.isprintable()


@given(BYTES)
def test_feeds_without_the_part_that_tells(data: bytes) -> None:
    for head in (b"<rss><channel><item>", b"<feed><entry>", b'{"items": [{'):
        with suppress(RefusedError):
            feeds.parsed(head + data)


@given(BYTES)
def test_sitemaps(data: bytes) -> None:
    for head in (b"", b"<urlset><url>", b"<sitemapindex><sitemap>"):
        with suppress(RefusedError):
            assert all(place.address for place in places(head + data))


@given(BYTES)
def test_lists(data: bytes) -> None:
    for table in (True, False):
        assert all(line > 0 for line, _ in cells(BytesIO(data), table=table))


@given(st.text() | BYTES.map(lambda data: "http://" + data.decode(errors="replace")))
def test_addresses(text: str) -> None:
    assert shown(text).isprintable()
    with suppress(RefusedError):
        address = Address.of(text)
        assert address.url.isascii()
        assert not set(address.url) & set('<>"{}|\\^` \n'), "an IRI may not hold these"
        assert Address.of(address.url) == address


@given(BYTES)
def test_packed(data: bytes) -> None:
    with suppress(RefusedError):
        list(unpacked([data]))
