"""The web as a source: what comes back tells what an address is; sitemaps lead to pages; pages name themselves."""

from __future__ import annotations

import gzip
import itertools
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.fetching.fetcher import Fetcher, FetchLimits
from ingest.pipeline import ingest
from ingest.sources.compression import Unreadable
from ingest.sources.identity import same_site
from ingest.sources.kinds import kind_of
from ingest.sources.memory import Memory
from ingest.sources.reading import read_sources
from ingest.sources.side_by_side import side_by_side
from ingest.sources.sitemaps import read_sitemap
from ingest.sources.web import Web
from rag.errors import UsageError
from rag.settings import Settings
from rag.store import NewsStore
from tests.news_server import SENTENCES, Answer, NewsServer, Request, article_html, page
from tests.web_reading import read

QUICK = FetchLimits(delay_s=0.0, total_s=20.0)
XML = "application/xml"


@pytest.fixture
def server() -> Iterator[NewsServer]:
    with NewsServer() as server:
        yield server


@pytest.fixture
def web(tmp_path: Path) -> Web:
    return Web(Fetcher(QUICK, allow_private=True), Memory(tmp_path / "feeds.json"))


def sitemap(*addresses: str, extra: str = "") -> bytes:
    urls = "".join(f"<url><loc>{address}</loc>{extra}</url>" for address in addresses)
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>'
    ).encode()


def test_an_article_by_its_address(server: NewsServer, web: Web) -> None:
    server.pages["/a?utm_source=x"] = page("Harbour closes")
    ((article,), rejected) = read([server.url("/a?utm_source=x")], web)
    assert not rejected and article.title == "Harbour closes" and article.publisher == "The Vikholm Post"
    assert article.url == server.url("/a") and SENTENCES[2] in article.text
    assert article.published_at == datetime(2026, 3, 24, 10, tzinfo=UTC)


def test_redirects_lead_to_the_address_the_article_has(server: NewsServer, web: Web) -> None:
    server.pages["/short"] = Answer(status=301, headers={"Location": "/a"})
    server.pages["/a"] = page("Harbour closes")
    short, plain = read([server.url("/short"), server.url("/a")], web)[0]
    assert short == plain and short.url == server.url("/a")


def test_a_canonical_address_is_believed_within_the_site_only(server: NewsServer, web: Web) -> None:
    own = f'<link rel="canonical" href="{server.url("/harbour")}">'
    server.pages["/own"] = page("Harbour closes", head=own)
    server.pages["/foreign"] = page("Harbour closes", head='<link rel="canonical" href="https://big.example/news">')
    articles, _ = read([server.url("/own"), server.url("/foreign")], web)
    assert {article.url for article in articles} == {server.url("/harbour"), server.url("/foreign")}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.post.example/a", "http://post.example/b", True),
        ("https://amp.post.example/a", "https://m.post.example/b", True),
        ("https://post.example/a", "https://post.example.evil.example/a", False),
        ("https://one.co.uk/a", "https://two.co.uk/a", False),
        ("https://news.one.co.uk/a", "https://one.co.uk/a", True),
        ("http://10.0.0.1/a", "http://10.1.0.1/a", False),
        ("javascript:alert(1)", "javascript:alert(1)", False),
        ("", "", False),
    ],
)
def test_what_one_site_is(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same


def test_the_servers_word_on_letters_goes_before_the_pages(server: NewsServer, web: Web) -> None:
    html = article_html("Züri harbour", "Größere Schäden, said the mayor of the city on Monday morning.")
    wrong = html.replace(b"<head>", b'<head><meta charset="utf-8">').decode().encode("iso-8859-1")
    server.pages["/a"] = Answer(wrong, content_type="text/html; charset=ISO-8859-1")
    ((article,), _) = read([server.url("/a")], web)
    assert article.title == "Züri harbour" and "Größere Schäden" in article.text


def test_a_teaser_is_no_article(server: NewsServer, web: Web) -> None:
    def paid(free: object) -> str:
        stated = json.dumps({"@type": "NewsArticle", "isAccessibleForFree": free})
        return f'<script type="application/ld+json">{stated}</script>'

    server.pages["/paid"] = page("Harbour closes", head=paid(False))
    server.pages["/also"] = page("Harbour closes", head=paid("False"))
    server.pages["/free"] = page("Harbour closes", head=paid(True))
    articles, rejected = read([server.url(path) for path in ("/paid", "/also", "/free")], web)
    assert [article.url for article in articles] == [server.url("/free")]
    assert len(rejected) == 2 and all("have not paid" in reason for reason in rejected)


def test_a_news_sitemap_newest_first(server: NewsServer, web: Web) -> None:
    news = (
        "<news:news><news:publication><news:name>The Post</news:name><news:language>en</news:language>"
        "</news:publication><news:publication_date>2026-03-{day}T08:00:00+01:00</news:publication_date>"
        "<news:title>From the list</news:title></news:news>"
        "<image:image><image:title>A photo</image:title></image:image>"
    )
    urls = "".join(f"<url><loc>{server.url(f'/{day}')}</loc>{news.format(day=day)}</url>" for day in (20, 24, 22))
    xml = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://x.example/image" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>'
    )
    server.pages["/sitemap.xml"] = Answer(xml.encode(), content_type=XML)
    bare = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    for day in (20, 22, 24):
        server.pages[f"/{day}"] = Answer(
            f"<html><body><article><p>Day {day}.</p>{bare}</article></body></html>".encode()
        )

    articles, rejected = read([server.url("/sitemap.xml")], web)

    assert not rejected
    assert [article.published_at for article in articles] == [
        datetime(2026, 3, day, 7, tzinfo=UTC) for day in (24, 22, 20)
    ]
    assert {(article.title, article.publisher) for article in articles} == {("From the list", "The Post")}
    assert read([server.url("/sitemap.xml")], web) == ([], [])  # all of it was read


def test_a_day_that_a_sitemap_states_is_not_passed_over(server: NewsServer, web: Web) -> None:
    day = "<news:news><news:publication_date>30 February 2026</news:publication_date></news:news>"
    listed = sitemap(server.url("/told"), server.url("/untold"), extra=day)
    server.pages["/sitemap.xml"] = Answer(listed, content_type=XML)
    server.pages["/told"] = page("Told by the page")
    server.pages["/untold"] = Answer(article_html("Told by nobody", published=""))

    articles, (why,) = read([server.url("/sitemap.xml")], web)

    assert [article.title for article in articles] == ["Told by the page"]
    assert "30 February 2026" in why and "published_at" in why


def test_an_index_of_sitemaps_packed_as_sites_pack_them(server: NewsServer, web: Web) -> None:
    index = (
        f"<sitemapindex><sitemap><loc>{server.url('/old.xml')}</loc><lastmod>2026-03-01</lastmod></sitemap>"
        f"<sitemap><loc>{server.url('/new.xml.gz')}</loc><lastmod>2026-03-24</lastmod></sitemap>"
        f"<sitemap><loc>{server.url('/none.xml')}</loc></sitemap><sitemap><loc>file:///etc/passwd</loc></sitemap>"
        "</sitemapindex>"
    )
    server.pages["/index"] = Answer(index.encode(), content_type=XML)
    server.pages["/old.xml"] = Answer(sitemap(server.url("/1")), content_type=XML)
    server.pages["/new.xml.gz"] = Answer(gzip.compress(sitemap(server.url("/2"))), content_type="application/gzip")
    for path in ("/1", "/2"):
        server.pages[path] = page("Harbour closes", f"This is {path}.")
    articles, rejected = read([server.url("/index")], web)
    assert [article.url for article in articles] == [server.url("/2"), server.url("/1")]
    assert rejected == [f"{server.url('/none.xml')}: the server answered with status 404"]


def test_lists_of_lists_end(server: NewsServer, web: Web) -> None:
    server.pages["/index"] = Answer(
        f"<sitemapindex><sitemap><loc>{server.url('/index')}</loc></sitemap></sitemapindex>".encode(), content_type=XML
    )
    articles, rejected = read([server.url("/index")], web)
    assert not articles and rejected == [f"{server.url('/index')}: is a list within 3 other lists: name it by itself"]


def test_a_packed_bomb_is_left(server: NewsServer, tmp_path: Path) -> None:
    limits = FetchLimits(delay_s=0.0, body_bytes=2_000_000)
    web = Web(Fetcher(limits, allow_private=True), Memory(tmp_path / "feeds.json"))
    server.pages["/s.xml.gz"] = Answer(gzip.compress(b"<urlset>" + b" " * 50_000_000), content_type="application/gzip")
    articles, rejected = read([server.url("/s.xml.gz")], web)
    assert not articles and "longer than 2 MB" in rejected[0]


def test_sitemaps_that_are_none() -> None:
    for content in (b"<html/>", b"", b"<urlset", b'<!DOCTYPE x [<!ENTITY a "b">]><urlset/>'):
        try:
            assert read_sitemap(content).pages == ()
        except Unreadable as reason:
            assert str(reason)


@pytest.mark.parametrize(
    ("content", "content_type", "name", "kind"),
    [
        (b"<!DOCTYPE html><html>", "application/rss+xml", "", "page"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?>\n<!-- a > b --><?x y?><rss>", "text/html", "", "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "text/plain", "", "feed"),
        (b'<rdf:RDF xmlns:rdf="x">', "", "", "feed"),
        (b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", "", "", "feed"),
        (b"<opml>", "", "", "opml"),
        (b"<sm:urlset>", "", "", "sitemap"),
        (b"<sitemapindex>", "", "", "sitemap"),
        ("<rss>".encode("utf-16"), "", "", "feed"),
        (b'{"version": "https://jsonfeed.org/version/1"', "", "", "json feed"),
        (b'[{"title": 1}]', "text/html", "", "records"),
        (b"title,text", "text/plain", "a.csv", "records"),
        (b"<div>Rain</div>", "text/html", "", "page"),
        (b"<svg>", "image/svg+xml", "", "other"),
        (b"%PDF-1.7", "text/html", "", "other"),
        (b"WARC/1.0\r\n", "", "", "archive"),
        (b"Rain", "text/plain", "", "text"),
        (b"", "image/png", "", "other"),
    ],
)
def test_a_document_is_what_it_begins_as(content: bytes, content_type: str, name: str, kind: str) -> None:
    assert kind_of(content, content_type, name) == kind


def test_what_is_no_article_is_refused_and_the_others_go_on(server: NewsServer, web: Web, tmp_path: Path) -> None:
    server.pages["/pdf"] = Answer(b"%PDF-1.7", content_type="application/pdf")
    server.pages["/text"] = Answer(b"Rain.", content_type="text/plain")
    server.pages["/empty"] = Answer(b"<html><body></body></html>")
    server.pages["/a"] = page("Harbour closes")
    (tmp_path / "b.txt").write_text("Rain\n\nIt rained in Sundby on Monday, the harbour master said.")
    sources = [*(server.url(path) for path in ("/pdf", "/text", "/empty", "/none", "/a")), tmp_path / "b.txt"]
    articles, rejected = read(sources, web)
    assert [article.title for article in articles] == ["Rain", "Harbour closes"]  # files first
    whys = {"/empty": "no article text", "/none": "status 404", "/pdf": "application/pdf", "/text": "text/plain"}
    for reason, (path, why) in zip(sorted(rejected), whys.items(), strict=True):
        assert reason.startswith(server.url(path)) and why in reason


def test_records_are_read_from_the_web_as_from_files(server: NewsServer, web: Web) -> None:
    records = [{"title": f"News {n}", "text": SENTENCES[n], "url": f"https://post.example/{n}"} for n in (0, 1)]
    lines = "\n".join(json.dumps(record) for record in records).encode()
    server.pages["/a.jsonl"] = Answer(lines + b"\nno json", content_type="text/plain")
    server.pages["/a.jsonl.gz"] = Answer(gzip.compress(lines), content_type="application/gzip")
    server.pages["/api?page=1"] = Answer(json.dumps({"articles": records}).encode(), content_type="application/json")
    server.pages["/a.csv"] = Answer(b"title,text\nRain,It rained all day in Sundby.\n", content_type="text/csv")
    for path, number in (("/a.jsonl", 2), ("/a.jsonl.gz", 2), ("/api?page=1", 2), ("/a.csv", 1)):
        articles, rejected = read([server.url(path)], web)
        assert len(articles) == number, path
        assert [reason.startswith(f"{server.url(path)}:3: is not JSON") for reason in rejected] == (
            [True] if path == "/a.jsonl" else []
        )


def test_a_path_that_is_not_there_is_told_before_anything_is_fetched(server: NewsServer, web: Web) -> None:
    with pytest.raises(UsageError, match=r"no/file\.json does not exist"):
        read_sources([server.url("/a"), "no/file.json"], lambda: web)
    assert server.requests == []


def test_hosts_are_read_beside_each_other(server: NewsServer, tmp_path: Path) -> None:
    fetcher = Fetcher(QUICK, allow_private=True, resolver=lambda *_: ["127.0.0.1"])
    web = Web(fetcher, Memory(tmp_path / "feeds.json"))
    both = threading.Barrier(2, timeout=30)

    def answer(_: Request) -> Answer:
        both.wait()  # nobody is answered before both have asked
        return page("Harbour closes")

    server.pages["/a"] = answer
    articles, rejected = read([server.url("/a", "one.example"), server.url("/a", "two.example")], web)
    assert len(articles) == 2 and not rejected


def test_what_a_part_raises_is_raised_and_the_others_stop() -> None:
    def endless() -> Iterator[int]:
        yield from itertools.count()

    def failing() -> Iterator[int]:
        yield -1
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        for _ in side_by_side([endless(), failing()]):
            pass
    parts = [iter(range(10 * n, 10 * n + 5)) for n in range(20)]
    taken = list(side_by_side(parts, at_once=3))
    assert sorted(taken) == [10 * n + m for n in range(20) for m in range(5)]
    assert all(taken.index(10 * n) < taken.index(10 * n + 4) for n in range(20))


def test_addresses_and_files_go_into_one_store(server: NewsServer, tmp_path: Path) -> None:
    server.pages["/a"] = page("Harbour closes")
    server.pages["/feed"] = Answer(
        f"<rss version='2.0'><channel><item><link>{server.url('/b')}</link></item></channel></rss>".encode(),
        headers={"ETag": '"1"'},
    )
    server.pages["/b"] = page("Pier inspected", "Divers inspected the pier at Vikholm on Tuesday.")
    file = tmp_path / "c.txt"
    file.write_text("Rain\n\nIt rained in Sundby on Monday, the harbour master said.")
    settings = Settings(store=tmp_path / "store", passage_model="static", lead_model="none")
    sources = [server.url("/a"), server.url("/feed"), server.url("/none"), file]

    report = ingest(sources, settings=settings, allow_private=True, limits=QUICK)

    assert (report.read, report.added) == (4, 3)
    assert [(row.source, row.why) for row in report.rejected] == [
        (server.url("/none"), "the server answered with status 404")
    ]
    with NewsStore.open(settings.store) as store:
        found = store.article(next(iter(store.passages([1]).values())).article_id)
        assert store.stats().articles == 3 and found is not None and found.language == "en"
    again = ingest(sources[:2], settings=settings, allow_private=True, limits=QUICK)
    assert (again.read, again.unchanged) == (1, 1)  # the feed said that nothing is new
    assert server.requests[-1].headers.get("if-none-match") == '"1"'


def test_without_leave_no_private_address_is_read(server: NewsServer, tmp_path: Path) -> None:
    server.pages["/a"] = page("Harbour closes")
    settings = Settings(store=tmp_path / "store", passage_model="static", lead_model="none")
    report = ingest([server.url("/a")], settings=settings, limits=QUICK)
    assert report.added == 0 and "--allow-private" in report.rejected[0].why
    assert server.requests == []
