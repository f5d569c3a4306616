"""What an address stands for: a document, the entries of a feed, the pages of a sitemap or list."""

from __future__ import annotations

import gzip
import json
from io import BytesIO
from itertools import islice

import pytest
from internet import ARTICLE, Guest, Internet

from kg.reading import feeds, web
from kg.reading.item import Item
from kg.reading.web.sources import ahead, listed

PAGE = ARTICLE.format("Talks", "Atlantis and Lemuria talked.")


def names(items: list[Item]) -> list[str]:
    return [item.name.rpartition("/")[2] for item in items]


def urlset(*addresses: str) -> str:
    urls = "".join(f"<url><loc>{address}</loc><lastmod>2024-01-01</lastmod></url>" for address in addresses)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def index(*addresses: str) -> str:
    sitemaps = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{sitemaps}</sitemapindex>'


def rss(*entries: str) -> str:
    items = "".join(f"<item>{entry}</item>" for entry in entries)
    return f"<rss version='2.0'><channel><title>Herald</title>{items}</channel></rss>"


# --------------------------------------------------------------------------------------------------------- documents


def test_a_page_is_one_item(internet: Internet, guest: Guest) -> None:
    address = internet.says("/a", PAGE, media="text/html; charset=windows-1252")
    assert guest.items(address) == [
        Item(
            address, address, PAGE.encode(), "page", file=address, known={"source": address, "encoding": "windows-1252"}
        )
    ]


def test_its_source_is_where_it_was_in_the_end(internet: Internet, guest: Guest) -> None:
    address = internet.says("/short", 302, Location="/long")
    internet.says("/long", PAGE)
    (item,) = guest.items(address)
    assert (item.name, item.place, item.known["source"]) == (address, address, internet.root + "/long")


@pytest.mark.parametrize(
    ("data", "media", "kind"),
    [
        (PAGE, "text/plain", "page"),
        (PAGE, "application/octet-stream", "page"),
        ("They met.", "text/plain", "text"),
        (b"%PDF-1.7 ...", "text/html", "pdf"),
        (b"PK\x03\x04...word/document.xml", "application/zip", "docx"),
    ],
)
def test_what_it_is_is_told_by_its_first_bytes(
    internet: Internet, guest: Guest, data: str | bytes, media: str, kind: str
) -> None:
    assert [item.kind for item in guest.items(internet.says("/a", data, media=media))] == [kind]


@pytest.mark.parametrize("media", ["image/png", "application/zip", "video/mp4", "application/json"])
def test_what_is_not_read_is_told(internet: Internet, guest: Guest, media: str) -> None:
    assert guest.items(internet.says("/a", b"\x89PNG\0\0", media=media)) == []
    assert guest.told == [f"http://here/a: is {media}, which is not read; leave it out"]


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://a.example/", "http://me:secret@a.example/", "http://[", "gopher://a/"]
)
def test_what_is_no_address_is_told_without_its_password(guest: Guest, address: str) -> None:
    assert guest.items(address) == []
    assert len(guest.told) == 1
    assert "secret" not in guest.told[0]


def test_what_fails_is_one_line_with_what_to_do(internet: Internet, guest: Guest) -> None:
    assert guest.items(internet.root + "/gone") == []
    assert guest.told == [
        "http://here/gone: answers 404 Not Found: there is nothing at this address (any more); "
        "correct it or leave it out"
    ]


# ------------------------------------------------------------------------------------------------------------- feeds


def test_the_entries_of_a_feed_are_fetched_with_what_it_knows(internet: Internet, guest: Guest) -> None:
    internet.says("/1", PAGE)
    feed = rss("<title>One</title><link>/1</link><pubDate>Mon, 06 Sep 2021 23:30:00 -0400</pubDate>")
    (item,) = guest.items(internet.says("/feed", feed, media="text/html"))
    assert (item.name, item.kind, item.data) == (internet.root + "/1", "page", PAGE.encode())
    assert item.known == {"source": item.name, "title": "One", "date": "2021-09-06", "publisher": "Herald"}


def test_what_an_entry_says_itself_stands_in_for_what_cannot_be_had(internet: Internet, guest: Guest) -> None:
    internet.says("/robots.txt", "User-agent: *\nDisallow: /closed")
    internet.says("/video", b"\0", media="video/mp4")
    entries = [f"<link>/{path}</link><description>Of {path}.</description>" for path in ("closed", "gone", "video")]
    items = guest.items(internet.says("/feed", rss(*entries)))
    assert [json.loads(item.data)["text"] for item in items] == ["Of closed.", "Of gone.", "Of video."]
    assert [item.known["source"] for item in items] == [internet.root + p for p in ("/closed", "/gone", "/video")]
    assert [told.partition(":")[0] for told in guest.told] == ["http"] * 3
    assert all(told.endswith("; what its feed says of it is read instead") for told in guest.told)


def test_an_entry_without_a_link_is_what_it_says(internet: Internet, guest: Guest) -> None:
    feed = rss("<guid>7</guid><description>They met.</description>", "<guid>8</guid>")
    address = internet.says("/feed", feed)
    (item,) = guest.items(address)
    assert (item.name, json.loads(item.data)["text"]) == (f"{address}#7", "They met.")
    assert guest.told == ["http://here/feed#8: links to no page and says nothing itself; leave it out"]


def test_of_a_local_feed_the_pages_are_fetched_only_where_that_is_said(internet: Internet, guest: Guest) -> None:
    internet.says("/1", PAGE)
    feed = rss(f"<link>{internet.root}/1</link><description>They talked.</description>").encode()
    for links, kind in ((False, "line"), (True, "page")):
        fetching = web.Fetching(links=links, allow_private=True)
        items = feeds.entries(feed, "a.rss", "/tmp/a.rss", fetching=fetching, on_problem=guest.problems.append)
        assert [item.kind for item in items] == [kind]
    assert internet.asked == ["/robots.txt", "/1"]


# ---------------------------------------------------------------------------------------------------------- sitemaps


def test_the_pages_of_a_sitemap_are_fetched_and_the_day_of_a_change_is_no_date(
    internet: Internet, guest: Guest
) -> None:
    pages = [internet.says(f"/{n}", PAGE) for n in (1, 2)]
    items = guest.items(internet.says("/sitemap.xml", urlset(*pages), media="application/xml"))
    assert [item.known for item in items] == [{"source": page} for page in pages]


def test_a_news_sitemap_knows_title_day_and_publisher(internet: Internet, guest: Guest) -> None:
    page = internet.says("/1", PAGE)
    news = f"""<?xml version="1.0"?><!-- news -->
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
      <url><loc> {page} </loc><n:news><n:publication><n:name>Herald</n:name><n:language>en</n:language></n:publication>
      <n:publication_date>2024-05-01T23:00:00-05:00</n:publication_date><n:title>One &amp; two</n:title></n:news></url>
      </urlset>"""
    (item,) = guest.items(internet.says("/news.xml", news))
    assert item.known == {"source": page, "title": "One & two", "date": "2024-05-01", "publisher": "Herald"}


def test_an_index_leads_to_sitemaps_packed_or_not_and_to_itself(internet: Internet, guest: Guest) -> None:
    pages = [internet.says(f"/{n}", PAGE) for n in (1, 2, 3)]
    packed = internet.says("/a.xml.gz", gzip.compress(urlset(pages[0]).encode()), media="application/octet-stream")
    text = internet.says("/b.txt", f"{pages[1]}\n{pages[2]}\n", media="text/plain")
    whole = internet.says("/index.xml", index(packed, internet.root + "/gone.xml", text, internet.root + "/index.xml"))
    assert names(guest.items(whole)) == ["1", "2", "3"]
    assert [told.partition(": answers")[0] for told in guest.told] == ["http://here/gone.xml"]


def test_it_does_not_lead_deeper_and_deeper(internet: Internet, guest: Guest) -> None:
    for n in range(10):
        internet.says(f"/{n}.xml", index(f"{internet.root}/{n + 1}.xml"))
    assert guest.items(internet.root + "/0.xml") == []
    assert internet.asked == ["/robots.txt", "/0.xml", "/1.xml", "/2.xml", "/3.xml"]


def test_pages_of_other_sites_are_left_out_and_counted(internet: Internet, guest: Guest) -> None:
    own = internet.at("www.mfa.example") + "/1"
    internet.says("/1", PAGE)
    others = [f"http://evil.example/{n}" for n in range(3)]
    internet.says("/sitemap.xml", urlset(others[0], own, *others[1:], "file:///etc/passwd"))
    assert names(guest.items(internet.at("mfa.example") + "/sitemap.xml")) == ["1"]
    assert guest.told[1] == (
        "mfa.example: 3 of its pages are of another site, evil.example, and left out; give the address of that"
    )
    assert not any("evil" in asked for asked in internet.asked)


def test_a_page_is_fetched_when_it_is_asked_for(internet: Internet, guest: Guest) -> None:
    pages = [internet.says(f"/{n}", PAGE) for n in range(10)]
    fetcher = guest.fetcher()
    items = web.items(internet.says("/s.xml", urlset(*pages)), fetcher.fetching, guest.problems.append, fetcher=fetcher)
    assert internet.asked == []
    assert names(list(islice(items, 2))) == ["0", "1"]
    assert internet.asked == ["/robots.txt", "/s.xml", "/0", "/1"]


def test_a_site_is_all_pages_below_the_address_that_its_sitemaps_list(internet: Internet, guest: Guest) -> None:
    pages = [internet.says(path, PAGE) for path in ("/press/1", "/jobs/2", "/press/3")]
    internet.says("/robots.txt", f"Sitemap: {internet.root}/a.xml\nSitemap: {internet.root}/b.xml")
    internet.says("/a.xml", urlset(*pages[:2]))
    internet.says("/b.xml", urlset(*pages[1:]))
    assert names(guest.items(internet.root, site=True)) == ["1", "2", "3"]
    assert names(guest.items(internet.root + "/press/", site=True)) == ["1", "3"]


def test_a_site_that_names_no_sitemap_may_have_one_in_the_usual_place(internet: Internet, guest: Guest) -> None:
    internet.says("/sitemap.xml", urlset(internet.says("/1", PAGE)))
    assert names(guest.items(internet.root, site=True)) == ["1"]


# ------------------------------------------------------------------------------------------------------------- lists


def test_each_address_of_a_list_is_read_once_and_bad_rows_are_told(internet: Internet, guest: Guest) -> None:
    one, two = internet.says("/1", PAGE), internet.says("/2", PAGE)
    rows = [
        one,
        two.upper().replace("HTTP", "http"),
        two,
        "file:///etc/passwd",
        f"{one}#top",
        "BBC",
        internet.root + "/3",
    ]
    table = "".join(f"{n}\tParis, France\t{row}\n" for n, row in enumerate(rows, 1))
    fetcher = guest.fetcher()
    items = listed(
        BytesIO(table.encode()), "day.CSV", fetcher.fetching, guest.problems.append, table=True, fetcher=fetcher
    )
    assert names(list(items)) == ["1", "2"]
    assert guest.told == [
        "day.CSV, line 4: file:///etc/passwd is not http:// or https://, the only addresses that are fetched; "
        "save it to a file",
        "day.CSV, line 6: has no address in column 3; correct it or leave it out",
        "day.CSV, line 7: http://here/3 answers 404 Not Found: there is nothing at this address (any more); "
        "correct it or leave it out",
    ]
    assert [asked for asked in internet.asked if asked != "/robots.txt"] == ["/1", "/2", "/3"]


def test_a_list_may_hold_feeds_and_sitemaps(internet: Internet, guest: Guest) -> None:
    pages = [internet.says(f"/{n}", PAGE) for n in (1, 2)]
    feed = internet.says("/feed", rss(f"<link>{pages[0]}</link>"))
    sitemap = internet.says("/sitemap.xml", urlset(pages[1]))
    fetcher = guest.fetcher()
    items = listed(
        BytesIO(f"{feed}\n{sitemap}\n".encode()),
        "ours.urls",
        fetcher.fetching,
        guest.problems.append,
        table=False,
        fetcher=fetcher,
    )
    assert names(list(items)) == ["1", "2"]
    assert not guest.told


def test_a_list_at_an_address_does_not_lead_to_further_ones(internet: Internet, guest: Guest) -> None:
    address = internet.says("/list", f"{internet.root}/list\n{internet.says('/1', PAGE)}\n", media="text/plain")
    assert names(guest.items(address)) == ["1"]
    assert guest.told == ["http://here/list: is a list, not a document; give its address to kg build itself"]


# ---------------------------------------------------------------------------------------------------- limits, shards


def test_the_limit_counts_what_is_listed_and_stops_there(internet: Internet, guest: Guest) -> None:
    pages = [internet.says(f"/{n}", PAGE) for n in range(5)]
    sitemap = internet.says("/s.xml", urlset(pages[0], pages[0], internet.root + "/gone", *pages[1:]))
    assert names(guest.items(sitemap, limit=3)) == ["0", "1"]
    assert internet.asked == ["/robots.txt", "/s.xml", "/0", "/gone", "/1"]


def test_what_is_not_wanted_is_not_fetched(internet: Internet, guest: Guest) -> None:
    pages = [internet.says(f"/{n}", PAGE) for n in range(6)]
    sitemap = internet.says("/s.xml", urlset(*pages))
    even = guest.items(sitemap, wanted=lambda name: int(name[-1]) % 2 == 0 if name[-1].isdigit() else True)
    assert names(even) == ["0", "2", "4"]
    assert not {"/1", "/3", "/5"} & set(internet.asked)


def test_shards_share_out_documents_and_what_is_told(internet: Internet, guest: Guest) -> None:
    pages = [internet.says(f"/{n}", PAGE) for n in range(8)]
    feed = internet.says("/feed", rss(*(f"<link>{page}</link>" for page in pages[:4])))
    table = f"{feed}\n" + "\n".join([*pages[4:], "no address", internet.root + "/gone"])

    def shard(which: int | None) -> list[str]:
        def wanted(name: str) -> bool:
            return which is None or sum(name.encode()) % 3 == which

        fetcher = guest.fetcher()
        found = listed(
            BytesIO(table.encode()),
            "a.urls",
            fetcher.fetching,
            guest.problems.append,
            table=False,
            wanted=wanted,
            fetcher=fetcher,
        )
        return names(list(found))

    assert sorted(shard(0) + shard(1) + shard(2)) == sorted(shard(None))
    told = sorted(guest.told)
    assert told == sorted([*set(told), *set(told)])
    assert len(told) == 4


# ------------------------------------------------------------------------------------------------------- fetch ahead


@pytest.mark.parametrize("workers", [1, 4])
def test_results_come_in_order_and_only_some_are_made_ahead(workers: int) -> None:
    taken: list[int] = []
    lazy = (taken.append(n) or n for n in range(100))  # type: ignore[func-returns-value]
    results = ahead(lambda n: n * n, lazy, workers)
    assert list(islice(results, 10)) == [(n, n * n) for n in range(10)]
    assert len(taken) == 10 + workers - 1


def test_what_is_asked_of_several_hosts_at_once_comes_in_order(internet: Internet, guest: Guest) -> None:
    internet.says("/1", PAGE)
    addresses = [f"{internet.at(f'host{n}.example')}/1" for n in range(20)]
    fetcher = guest.fetcher(parallel=8)
    data = BytesIO("\n".join(addresses).encode())
    items = listed(data, "a.urls", fetcher.fetching, guest.problems.append, table=False, fetcher=fetcher)
    assert [item.name for item in items] == addresses
