"""Web archives: news pages out of them, whatever else they hold, and what damage leaves readable."""

from __future__ import annotations

import gzip
import os
import random
import resource
from pathlib import Path

import pytest

from ingest.fetching.content_coding import unchunked
from ingest.sources.files import read_file
from ingest.sources.reading import read_sources
from rag.errors import RecordRejected
from rag.types import Article
from tests.news_server import article_html


def record(url: str, body: bytes, *, status: int = 200, kind: str = "response", head: str = "") -> bytes:
    head = head or "Content-Type: text/html; charset=utf-8\r\n"
    block = f"HTTP/1.1 {status} X\r\n{head}\r\n".encode() + body
    lines = (
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:0f5c9b6e-0000-4000-8000-000000000000>",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2026-03-24T12:00:00Z",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def news(number: int, **more: object) -> bytes:
    html = article_html(f"News {number}", f"This is the {number}th report from Zürich.")
    return record(f"https://post.example/{number}", html, **more)  # type: ignore[arg-type]


def read(path: Path) -> tuple[list[Article], list[str]]:
    items = list(read_file(path))
    return [i for i in items if isinstance(i, Article)], [str(i) for i in items if isinstance(i, RecordRejected)]


def archive(path: Path, records: list[bytes]) -> Path:
    packed = path.name.endswith(".gz")
    path.write_bytes(b"".join(gzip.compress(each) if packed else each for each in records))
    return path


INFO = (
    b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n"
)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "named-otherwise", "named-otherwise.gz"])
def test_pages_answered_with_200_are_articles(tmp_path: Path, name: str) -> None:
    others = [
        news(2, status=404),
        news(3, status=301),
        news(4, kind="request"),
        news(5, kind="revisit"),
        record("https://post.example/6", b"%PDF", head="Content-Type: application/pdf\r\n"),
        record("https://post.example/7", b"{}", head="Content-Type: application/json\r\n"),
    ]
    path = archive(tmp_path / name, [INFO, news(1), *others, news(8)])
    articles, rejected = read(path)
    assert [article.url for article in articles] == ["https://post.example/1", "https://post.example/8"]
    assert "report from Zürich" in articles[0].text and articles[0].publisher == "The Vikholm Post"
    assert not rejected


def test_pages_as_crawlers_keep_them(tmp_path: Path) -> None:
    html = article_html("News", "A report from Zürich.")
    kinds = {
        "packed": (gzip.compress(html), "Content-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n"),
        "unpacked": (html, "Content-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n"),
        "chunked": (
            b"%x\r\n%s\r\n5;x=y\r\n<!-- \r\n0\r\n\r\n" % (len(html), html),
            "Content-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n",
        ),
        "unchunked": (html, "Content-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n"),
        "latin": (html.decode().encode("iso-8859-1"), "Content-Type: text/html; charset=ISO-8859-1\r\n"),
        "meta": (
            html.replace(b"<head>", b'<head><meta charset="iso-8859-1">').decode().encode("iso-8859-1"),
            "Content-Type: text/html\r\n",
        ),
    }
    records = [record(f"https://post.example/{name}", body, head=head) for name, (body, head) in kinds.items()]
    articles, rejected = read(archive(tmp_path / "a.warc", records))
    assert not rejected
    assert [(str(a.url).rpartition("/")[2], "from Zürich" in a.text) for a in articles] == [(n, True) for n in kinds]


def test_one_bad_page_is_told_by_its_number_and_the_next_is_read(tmp_path: Path) -> None:
    bomb = record(
        "https://post.example/bomb",
        gzip.compress(b"<html>" + b"a " * 30_000_000),
        head="Content-Type: text/html\r\nContent-Encoding: gzip\r\n",
    )
    brotli = record("https://post.example/br", b"x", head="Content-Type: text/html\r\nContent-Encoding: br\r\n")
    empty = record("https://post.example/empty", b"<html></html>")
    articles, rejected = read(archive(tmp_path / "a.warc.gz", [news(1), bomb, brotli, empty, news(5)]))
    assert [article.title for article in articles] == ["News 1", "News 5"]
    for reason, (number, why) in zip(rejected, ((2, "longer than 10 MB"), (3, "'br'"), (4, "no article")), strict=True):
        assert f"a.warc.gz:{number}: " in reason and why in reason


@pytest.mark.parametrize("name", ["cut.warc", "cut.warc.gz"])
def test_what_stands_before_a_cut_is_read_and_the_cut_is_told(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path / name, [news(1), news(2), news(3)])
    path.write_bytes(path.read_bytes()[:-300])
    articles, rejected = read(path)
    assert [article.title for article in articles] == ["News 1", "News 2"]
    assert len(rejected) == 1 and "cut off" in rejected[0] and f"{name}:3: " in rejected[0]


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    for name, content in (("a.warc", b""), ("b.warc", b"hello" * 100), ("c.warc.gz", gzip.compress(b"x" * 100))):
        (tmp_path / name).write_bytes(content)
        articles, rejected = read(tmp_path / name)
        assert not articles and len(rejected) == 1
        assert ("no WARC record" if name == "a.warc" else "fetch the file again") in rejected[0]
    os.mkfifo(tmp_path / "pipe.warc")
    assert "pipe" in read(tmp_path / "pipe.warc")[1][0]


def test_an_archive_is_read_record_by_record(tmp_path: Path) -> None:
    """200 MB of records that are no pages, 4 MB each, between two that are."""
    other = record("https://post.example/x", bytes(4_000_000), head="Content-Type: video/mp4\r\n")
    path = tmp_path / "a.warc.gz"
    packed = gzip.compress(other, 1)
    path.write_bytes(gzip.compress(news(1)) + packed * 50 + gzip.compress(news(2)))
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    items = [item for _, item in read_sources([path], lambda: pytest.fail("nothing is fetched"))]
    assert [item.title for item in items if isinstance(item, Article)] == ["News 1", "News 2"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb < 60_000


def test_damage_anywhere_is_read_past_or_told(tmp_path: Path) -> None:
    """150 archives with bytes changed, cut, added, and lengths that lie."""
    base = INFO + b"".join(news(number) for number in range(3))
    dice = random.Random(7)
    path = tmp_path / "a.warc"
    for _ in range(150):
        content = bytearray(base)
        for _ in range(dice.randrange(1, 8)):
            at = dice.randrange(len(content))
            match dice.randrange(4):
                case 0:
                    content[at] = dice.randrange(256)
                case 1:
                    del content[at : at + dice.randrange(50)]
                case 2:
                    content[at:at] = bytes(dice.randrange(256) for _ in range(20))
                case _:
                    found = content.find(b"Content-Length: ", at)
                    content[found + 16 : found + 17] = dice.choice([b"-", b"9" * 30, b"", b"x", b"9999"])
        path.write_bytes(content)
        for item in read_file(path):
            assert isinstance(item, (Article, RecordRejected))


def test_chunks() -> None:
    assert unchunked(b"3\r\nabc\r\nA;name=value\r\n0123456789\r\n0\r\n\r\n") == b"abc0123456789"
    for body in (b"no chunks", b"", b"5\r\nab", b"-3\r\nabc\r\n0\r\n", b"<html>\r\n"):
        assert unchunked(body) == body
