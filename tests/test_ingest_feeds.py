"""Feeds: every dialect becomes the same entries, pages are read once, and nothing a feed says can hurt."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.fetching.fetcher import Fetcher, FetchLimits
from ingest.sources.compression import Unreadable
from ingest.sources.dates import Dated
from ingest.sources.feeds import entries_of_feed, entries_of_json_feed, feeds_of_opml, is_whole
from ingest.sources.memory import Memory
from ingest.sources.web import Web
from tests.news_server import SENTENCES, Answer, NewsServer, Request, page
from tests.web_reading import read

WHOLE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES * 3)
RSS = "application/rss+xml"
PUBLISHED = datetime(2026, 3, 24, 9, 30, tzinfo=UTC)
DIALECTS = {
    "rss 2.0": """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Vikholm Post</title><language>en-gb</language>
        <item><title>Harbour closes</title><link>https://post.example/a</link><dc:creator>Ana Cruz</dc:creator>
        <category>Shipping</category><pubDate>Tue, 24 Mar 2026 10:30:00 +0100</pubDate>
        <description>A ferry &lt;b&gt;struck&lt;/b&gt; the pier.</description></item></channel></rss>""",
    "rss 0.91": """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
        "http://my.netscape.example/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel>
        <title>The Vikholm Post</title><language>en-gb</language><item><title>Harbour closes</title>
        <link>https://post.example/a</link><description>A ferry struck the pier.</description>
        </item></channel></rss>""",
    "rss 1.0": """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel
        rdf:about="https://post.example/"><title>The Vikholm Post</title></channel><item
        rdf:about="https://post.example/a"><title>Harbour closes</title><link>https://post.example/a</link>
        <dc:date>2026-03-24T09:30:00Z</dc:date><description>A ferry struck the pier.</description></item></rdf:RDF>""",
    "atom": """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Vikholm Post</title><entry>
        <title type="html">Harbour &lt;i&gt;closes&lt;/i&gt;</title><link href="/a"/><id>tag:post.example,2026:a</id>
        <author><name>Ana Cruz</name></author><published>2026-03-24T10:30:00+01:00</published>
        <updated>2026-03-25T08:00:00Z</updated><summary>A ferry struck the pier.</summary></entry></feed>""",
}


@pytest.fixture
def server() -> Iterator[NewsServer]:
    with NewsServer() as server:
        yield server


def open_web(folder: Path, **more: object) -> Web:
    limits = FetchLimits(delay_s=0.0, total_s=20.0)
    return Web(Fetcher(limits, allow_private=True), Memory(folder / "feeds.json"), **more)  # type: ignore[arg-type]


def rss(*items: str) -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Vikholm Post</title>{''.join(items)}</channel></rss>"
    ).encode()


def item(title: str, link: str, content: str = "", day: int = 24, description: str = "A ferry struck.") -> str:
    encoded = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return (
        f"<item><title>{title}</title><link>{link}</link><description>{description}</description>{encoded}"
        f"<pubDate>Tue, {day} Mar 2026 09:30:00 GMT</pubDate></item>"
    )


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_becomes_the_same_entry(dialect: str) -> None:
    (entry,) = entries_of_feed(DIALECTS[dialect].encode(), "https://post.example/feed")
    assert entry.url == "https://post.example/a" and not entry.whole
    assert entry.record["publisher"] == "The Vikholm Post"
    assert "closes" in entry.record["title"] and "the pier" in entry.record["text"]
    assert entry.record["published_at"] == (None if dialect == "rss 0.91" else Dated(PUBLISHED))
    assert entry.record["modified_at"] == (Dated(datetime(2026, 3, 25, 8, tzinfo=UTC)) if dialect == "atom" else None)


IMPOSSIBLE = [
    "Tue, 24 Mar 0100 09:30:00 GMT",
    "2826-03-24T09:30:00Z",
    "2026-02-30",
    "2026-13-01",
    "00:00 24.03.26",
    "soon",
]


@pytest.mark.parametrize("written", IMPOSSIBLE)
@pytest.mark.parametrize("summaries", [True, False])
def test_a_date_that_no_news_has_is_refused_unless_the_page_tells_better(
    server: NewsServer, tmp_path: Path, written: str, summaries: bool
) -> None:
    item = f"<item><link>/a</link><description>Rain.</description><pubDate>{written}</pubDate></item>"
    server.pages["/feed"] = Answer(f"<rss version='2.0'><channel>{item}</channel></rss>".encode())
    server.pages["/a"] = page("Harbour closes")
    articles, rejected = read([server.url("/feed")], open_web(tmp_path, summaries=summaries))
    if summaries:
        assert not articles and len(rejected) == 1 and f": {written!r}" in rejected[0].replace("the year of ", "")
    else:
        assert not rejected and articles[0].published_at is not None


def test_an_empty_date_is_none() -> None:
    item = "<item><link>https://post.example/a</link><description>Rain.</description><pubDate> </pubDate></item>"
    (entry,) = entries_of_feed(f"<rss version='2.0'><channel>{item}</channel></rss>".encode())
    assert entry.record["published_at"] is None and entry.version == ""


def test_a_json_feed_too() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Vikholm Post",
        "language": "en",
        "items": [
            {
                "id": "1",
                "url": "https://post.example/a",
                "title": "Harbour closes",
                "content_html": WHOLE,
                "date_published": "2026-03-24T10:30:00+01:00",
                "authors": [{"name": "Ana Cruz"}],
                "tags": ["Shipping"],
            },
            {"id": "2", "external_url": "https://post.example/b", "content_text": "Short."},
            "no item",
        ],
    }
    whole, short = entries_of_json_feed(json.dumps(feed).encode())
    assert whole.whole and whole.record["published_at"] == Dated(PUBLISHED) and whole.record["section"] == "Shipping"
    assert not short.whole and short.url == "https://post.example/b"
    for broken in (b"{", b"[]", b'{"items": 7}', b"[" * 100_000):
        with pytest.raises(Unreadable):
            entries_of_json_feed(broken)


def test_content_is_an_article_when_it_is_long_and_not_cut_off() -> None:
    assert is_whole(WHOLE)
    assert not is_whole("<p>A ferry struck the pier.</p>")
    assert not is_whole("<p>A ferry.</p>" + "<br>" * 2_000)
    for ending in ("…", "[...]", " Continue reading", "<a href='/a'>Read more »</a>"):
        assert not is_whole(WHOLE + ending)


def test_the_page_behind_an_entry_is_fetched_unless_the_feed_holds_the_article(
    server: NewsServer, tmp_path: Path
) -> None:
    server.pages["/a"] = page("Harbour closes")
    feed = rss(item("Harbour closes for a week", "/a"), item("Pier inspected", "/b", WHOLE), item("Gone", "/gone"))
    server.pages["/feed"] = Answer(feed, content_type=RSS)

    articles, rejected = read([server.url("/feed")], open_web(tmp_path))

    assert [article.title for article in articles] == ["Harbour closes", "Pier inspected"]
    assert [article.url for article in articles] == [server.url("/a"), server.url("/b")]
    assert all(SENTENCES[3] in article.text for article in articles)
    assert articles[0].published_at == datetime(2026, 3, 24, 10, tzinfo=UTC)  # the page's own word
    assert rejected == [f"{server.url('/gone')}: the server answered with status 404"]
    assert server.asked() == ["/feed", "/a", "/gone"]


def test_what_the_page_does_not_say_the_feed_does(server: NewsServer, tmp_path: Path) -> None:
    bare = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    server.pages["/a"] = Answer(f"<html><body><article>{bare}</article></body></html>".encode())
    server.pages["/feed"] = Answer(rss(item("Harbour closes", "/a")), content_type=RSS)
    ((article,), _) = read([server.url("/feed")], open_web(tmp_path))
    assert (article.title, article.publisher, article.published_at) == ("Harbour closes", "The Vikholm Post", PUBLISHED)


def test_summaries_are_articles_where_that_is_wanted(server: NewsServer, tmp_path: Path) -> None:
    server.pages["/feed"] = Answer(rss(item("A", "/a"), item("B", "/b", description="")), content_type=RSS)
    articles, rejected = read([server.url("/feed")], open_web(tmp_path, summaries=True))
    assert [(article.title, article.text) for article in articles] == [("A", "A ferry struck.")]
    assert len(rejected) == 1 and "leave --summaries out" in rejected[0]
    assert server.asked() == ["/feed"]


def test_what_was_read_is_not_read_again_until_it_changes(server: NewsServer, tmp_path: Path) -> None:
    for name in ("/a", "/b"):
        server.pages[name] = page("Harbour closes", f"This is {name}.")
    server.pages["/feed"] = Answer(rss(item("A", "/a")), content_type=RSS, headers={"ETag": '"1"'})
    web = open_web(tmp_path)
    assert len(read([server.url("/feed")], web)[0]) == 1
    web.memory.save()

    assert read([server.url("/feed")], open_web(tmp_path)) == ([], [])
    assert server.requests[-1].headers["if-none-match"] == '"1"'

    changed = rss(item("A", "/a"), item("B", "/b"))
    server.pages["/feed"] = Answer(changed, content_type=RSS, headers={"ETag": '"2"'})
    web = open_web(tmp_path)
    assert [article.url for article in read([server.url("/feed")], web)[0]] == [server.url("/b")]
    web.memory.save()

    changed = rss(item("A", "/a", day=25), item("B", "/b"))
    server.pages["/feed"] = Answer(changed, content_type=RSS, headers={"ETag": '"3"'})
    assert [article.url for article in read([server.url("/feed")], open_web(tmp_path))[0]] == [server.url("/a")]


def test_a_failure_that_may_pass_is_tried_again_and_one_that_lasts_is_not(server: NewsServer, tmp_path: Path) -> None:
    tries: list[Request] = []

    def shaky(request: Request) -> Answer:
        tries.append(request)
        return Answer(status=500) if len(tries) == 1 else page("Harbour closes")

    server.pages["/shaky"] = shaky
    server.pages["/feed"] = Answer(
        rss(item("A", "/shaky"), item("B", "/gone")), content_type=RSS, headers={"ETag": '"1"'}
    )
    web = open_web(tmp_path)
    articles, rejected = read([server.url("/feed")], web)
    assert not articles and len(rejected) == 2
    articles, rejected = read([server.url("/feed")], web)
    assert [article.url for article in articles] == [server.url("/shaky")] and not rejected
    assert "if-none-match" not in server.requests[-2].headers


def test_what_was_not_stored_is_not_remembered(server: NewsServer, tmp_path: Path) -> None:
    server.pages["/a"] = page("Harbour closes")
    server.pages["/feed"] = Answer(rss(item("A", "/a")), content_type=RSS, headers={"ETag": '"1"'})
    read([server.url("/feed")], open_web(tmp_path))  # and the process ends here
    assert len(read([server.url("/feed")], open_web(tmp_path))[0]) == 1


def test_a_damaged_memory_costs_time_only(tmp_path: Path) -> None:
    for text in ("", "{", '{"feeds": 7, "entries": {}}', '{"feeds": {}, "entries": {"a": "no day"}}', "[" * 100_000):
        (tmp_path / "feeds.json").write_text(text)
        memory = Memory(tmp_path / "feeds.json")
        assert not memory.knows("https://post.example/a", "", "pages")
        memory.read("https://post.example/a", "", "pages")
        memory.save()
        assert Memory(tmp_path / "feeds.json").knows("https://post.example/a", "", "pages")
        assert [path.name for path in tmp_path.iterdir()] == ["feeds.json"]


def test_two_processes_remember_beside_each_other(tmp_path: Path) -> None:
    one, two = Memory(tmp_path / "feeds.json"), Memory(tmp_path / "feeds.json")
    one.read("https://post.example/a", "1", "pages")
    two.finished("https://post.example/feed", "pages", '"1"', None)
    one.save()
    two.save()
    both = Memory(tmp_path / "feeds.json")
    assert both.knows("https://post.example/a", "1", "pages")
    assert both.validators("https://post.example/feed", "pages") == ('"1"', None)


def test_long_lists_are_read_in_runs(server: NewsServer, tmp_path: Path) -> None:
    for number in range(5):
        server.pages[f"/{number}"] = page("Harbour closes", f"This is number {number}.")
    server.pages["/feed"] = Answer(rss(*(item("A", f"/{number}") for number in range(5))), content_type=RSS)
    web = open_web(tmp_path, most_pages=3)
    articles, rejected = read([server.url("/feed")], web)
    assert len(articles) == 3 and "lists 2 more pages" in rejected[0]
    articles, rejected = read([server.url("/feed")], web)
    assert len(articles) == 2 and not rejected


def test_opml_lists_feeds_and_one_that_fails_leaves_the_others(server: NewsServer, tmp_path: Path) -> None:
    outlines = "".join(
        f'<outline type="rss" text="x" xmlUrl="{server.url(path)}"/>' for path in ("/one", "/no", "/two")
    )
    opml = f'<?xml version="1.0"?><opml version="2.0"><body><outline text="News">{outlines}</outline></body></opml>'
    file = tmp_path / "feeds.opml"
    file.write_text(opml)
    for path in ("/one", "/two"):
        server.pages[path] = Answer(rss(item("A", f"{path}/a", WHOLE)), content_type=RSS)

    articles, rejected = read([file], open_web(tmp_path))

    assert {article.url for article in articles} == {server.url("/one/a"), server.url("/two/a")}
    assert rejected == [f"{server.url('/no')}: the server answered with status 404"]
    assert feeds_of_opml(opml.encode()) == [server.url(path) for path in ("/one", "/no", "/two")]
    with pytest.raises(Unreadable, match="lists no feeds"):
        feeds_of_opml(b'<opml><body><outline text="x" xmlUrl="file:///etc/passwd"/></body></opml>')


def test_feeds_in_files_are_read_whatever_they_are_called(server: NewsServer, tmp_path: Path) -> None:
    server.pages["/a"] = page("Harbour closes")
    (tmp_path / "a.xml").write_bytes(rss(item("A", server.url("/a"))))
    (tmp_path / "b.rss").write_bytes(rss(item("B", "https://post.example/b", WHOLE)))
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"url": "https://post.example/c", "content_html": WHOLE}],
    }
    (tmp_path / "c.json").write_text(json.dumps(feed))
    articles, rejected = read([tmp_path], open_web(tmp_path / "store"))
    assert [article.url for article in articles] == [
        server.url("/a"), "https://post.example/b", "https://post.example/c",
    ]  # fmt: skip
    assert not rejected


@pytest.mark.parametrize(
    "bomb",
    [
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><rss version="2.0"/>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"/>',
        '<?xml version="1.0"?>\n<!-- x --><!DOCTYPE rss [\n<!ENTITY % p SYSTEM "http://127.0.0.1/x">%p;]><rss/>',
    ],
)
def test_entities_of_ones_own_are_refused(bomb: str) -> None:
    for content in (bomb.encode(), bomb.encode("utf-16")):
        with pytest.raises(Unreadable, match="entities of its own"):
            entries_of_feed(content)


def test_an_external_dtd_is_not_asked_for() -> None:
    feed = b'<!DOCTYPE rss SYSTEM "http://192.0.2.1/x.dtd"><rss version="2.0"><channel><title>x</title></channel></rss>'
    assert entries_of_feed(feed) == []  # a connection would fail the test


@pytest.mark.parametrize(
    "broken",
    [
        b"<rss>" + b"<" * 300_000,
        b"<rss>" * 100_000,
        b"<rss version='2.0'><channel>" + b"<item>" * 100_000,
        b"<rss version='2.0'><channel><item><title>" + b"a&lt;" * 100_000 + b"</title></item></channel></rss>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='html'>" + b"&lt;a " * 100_000,
        b"<rss version='2.0'><channel><item><title>\x00\x01\x80\xff</title></item></channel></rss>",
        b"<?xml version='1.0' encoding='no-such'?><rss version='2.0'><channel><item/></channel></rss>",
        b"<?xml version='1.0' encoding='utf-7'?><rss version='2.0'>+ADw-item+AD4-</rss>",
        b"",
        b"\xff\xfe",
    ],
)
def test_broken_feeds_are_mended_or_refused_in_bounded_time(broken: bytes) -> None:
    began = time.monotonic()
    try:
        entries_of_feed(broken)
    except Unreadable as reason:
        assert str(reason)
    assert time.monotonic() - began < 20


def test_letters_stay_right_in_any_encoding_and_by_name() -> None:
    feed = '<rss version="2.0"><channel><item><title>Caf&eacute; &amp; Bar &nbsp;Züri</title></item></channel></rss>'
    for encoding in ("utf-8", "iso-8859-1", "utf-16"):
        content = f'<?xml version="1.0" encoding="{encoding}"?>{feed}'.encode(encoding)
        (entry,) = entries_of_feed(content)
        assert " ".join(entry.record["title"].split()) == "Café & Bar Züri"
    (entry,) = entries_of_feed(feed.encode("iso-8859-1"), charset="iso-8859-1")
    assert "Züri" in entry.record["title"]


def test_ten_thousand_entries() -> None:
    feed = rss(*(f"<item><link>/{number}</link></item>" for number in range(10_000)))
    entries = entries_of_feed(feed, "https://post.example/feed")
    assert len(entries) == 10_000 and entries[-1].url == "https://post.example/9999"


def test_addresses_that_are_none_are_no_pages(server: NewsServer, tmp_path: Path) -> None:
    links = ("javascript:alert(1)", "file:///etc/passwd", "mailto:a@post.example")
    server.pages["/feed"] = Answer(rss(*(item("A", link) for link in links)), content_type=RSS)
    articles, rejected = read([server.url("/feed")], open_web(tmp_path))
    assert not articles and len(rejected) == 3
    assert all("neither the article nor an address" in reason for reason in rejected)
