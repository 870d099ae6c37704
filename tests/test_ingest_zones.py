"""A time without a zone is taken in its outlet's, then UTC, and the article says so from the source to the reader."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from ingest.sources.feeds import entries_of_feed, entries_of_json_feed
from ingest.sources.ninjs import article_from_ninjs
from ingest.sources.pages import article_from_page
from ingest.sources.records import article_from_record
from ingest.sources.sitemaps import read_sitemap
from rag.settings import Settings
from rag.store import NewsStore, StoreWriter, content_hash
from rag.types import Article
from rag.wire import article_to_dict, stats_to_dict
from tests.news_server import SENTENCES
from tests.store_articles import MODELS, article_of
from ui.commands.text import stats_to_text
from ui.views.articles import article_to_html

TEXT = " ".join(SENTENCES)


@pytest.mark.parametrize(
    ("written", "url", "zone", "hour"),
    [
        ("2026-03-24 18:00", "https://zeitung.de/a", "Europe/Berlin", 17),
        ("2026-03-24T18:00:00", "https://post.example/a", "UTC", 18),
        ("24 March 2026, 6 pm", None, "UTC", 18),
        ("2026-03-24T18:00:00+01:00", "https://zeitung.de/a", None, 17),
        ("Tue, 24 Mar 2026 18:00:00 GMT", "https://zeitung.de/a", None, 18),
        ("2026-03-24", "https://zeitung.de/a", None, 0),
        (1774375200, None, None, 18),
    ],
)
def test_an_article_tells_which_zone_was_assumed(written: object, url: str | None, zone: str | None, hour: int) -> None:
    article = article_from_record({"title": "Rain", "text": TEXT, "date": written, "url": url}, "made")
    assert article.zone_assumed == zone
    assert article.published_at == datetime(2026, 3, 24, hour, tzinfo=UTC)


def test_a_page_tells_it_too() -> None:
    stated = {"@type": "NewsArticle", "headline": "Rain", "datePublished": "2026-03-24T18:00:00"}
    script = f'<script type="application/ld+json">{json.dumps(stated)}</script>'
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    page = f"<html><head>{script}</head><body><article>{body}</article></body></html>"
    assert article_from_page(page.encode(), "page", "https://zeitung.de/a").zone_assumed == "Europe/Berlin"
    assert article_from_page(page.encode(), "page", "https://post.example/a").zone_assumed == "UTC"
    with_zone = page.replace("18:00:00", "18:00:00Z")
    assert article_from_page(with_zone.encode(), "page", "https://zeitung.de/a").zone_assumed is None


RSS = (
    "<rss version='2.0'><channel><title>Zeitung</title><item><title>Rain</title><link>https://zeitung.de/a</link>"
    "<description>It rained.</description><pubDate>Tue, 24 Mar 2026 18:00:00{zone}</pubDate></item></channel></rss>"
)


@pytest.mark.parametrize(("zone", "assumed", "hour"), [("", "Europe/Berlin", 17), (" +0000", None, 18)])
@pytest.mark.parametrize("base", ["https://zeitung.de/feed", None])
def test_what_lists_say_of_an_article_tells_it_too(base: str | None, zone: str, assumed: str | None, hour: int) -> None:
    (rss,) = entries_of_feed(RSS.format(zone=zone).encode(), base)
    item = {"url": "https://zeitung.de/a", "date_published": f"2026-03-24T18:00:00{zone.strip()}"}
    (json_feed,) = entries_of_json_feed(json.dumps({"items": [item]}).encode(), base)
    loc, news = "<loc>https://zeitung.de/a</loc>", "http://www.google.com/schemas/sitemap-news/0.9"
    dated = f"<n:publication_date>2026-03-24T18:00:00{zone.strip()}</n:publication_date>"
    sitemap = f"<urlset xmlns:n='{news}'><url>{loc}<n:news>{dated}</n:news></url></urlset>"
    (page,) = read_sitemap(sitemap.encode()).pages
    for entry in (rss, json_feed, page):
        article = article_from_record({"title": "Rain", **entry.record, "text": TEXT}, "list")
        assert (article.zone_assumed, article.published_at) == (assumed, datetime(2026, 3, 24, hour, tzinfo=UTC))
        assert entry.version == f"2026-03-24 {hour}:00:00+00:00"


def test_ninjs_items_tell_it_too() -> None:
    item = {"uri": "https://agentur.de/7", "pubstatus": "usable", "headline": "Rain", "body_text": TEXT}
    assert article_from_ninjs({**item, "firstcreated": "2026-03-24T18:00:00"}, "item").zone_assumed == "Europe/Berlin"
    embargoed = {**item, "firstcreated": "2026-03-24T12:00:00Z", "embargoed": "2026-03-24T18:00:00"}
    article = article_from_ninjs(embargoed, "item")
    assert (article.zone_assumed, article.published_at) == ("Europe/Berlin", datetime(2026, 3, 24, 17, tzinfo=UTC))
    assert article_from_ninjs({**embargoed, "embargoed": None}, "item").zone_assumed is None


def test_it_is_stored_and_shown(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    record = {"title": "Rain", "text": TEXT, "date": "2026-03-24 18:00", "url": "https://zeitung.de/a"}
    source.write_text(json.dumps(record))
    settings = Settings(store=tmp_path / "store", passage_model="static", lead_model="none")
    assert ingest([source], settings=settings).added == 1
    assert ingest([source], settings=settings).unchanged == 1
    with NewsStore.open(settings.store) as store:
        article = store.article(store.article_ids()[0])
        stats = store.stats()
    assert article is not None and article.zone_assumed == "Europe/Berlin"
    assert article_to_dict(article)["zone_assumed"] == "Europe/Berlin"
    assert stats_to_dict(stats)["zones_assumed"] == {"Europe/Berlin": 1}
    assert "zones assumed  Europe/Berlin 1: articles whose source gave" in stats_to_text(stats)
    assert "zones" not in stats_to_text(replace(stats, zones_assumed={}))
    now = datetime(2026, 3, 25, tzinfo=UTC)
    assert "taken as that of Europe/Berlin" in article_to_html(article, (), now)
    assert "time zone" not in article_to_html(replace(article, zone_assumed=None), (), now)


def test_an_older_store_is_read_as_it_is_and_extended_by_the_next_writer(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with StoreWriter.open(path, MODELS) as writer:
        writer.write([article_of(1)])
    with sqlite3.connect(path / "catalogue.sqlite3") as connection:
        connection.execute("ALTER TABLE articles DROP COLUMN zone_assumed")
    connection.close()
    with NewsStore.open(path) as store:
        old = store.article("article-1")
        assert old is not None and old.zone_assumed is None
        assert store.stats().zones_assumed == {}
    with StoreWriter.open(path, MODELS) as writer:
        encoded = article_of(2)
        writer.write([replace(encoded, article=replace(encoded.article, zone_assumed="UTC"))])
    with NewsStore.open(path) as store:
        new = store.article("article-2")
        assert new is not None and new.zone_assumed == "UTC"
        assert store.article("article-1") == old


def test_what_is_not_assumed_changes_no_hash() -> None:
    article = Article("a", "Title", "Text.")
    assert content_hash(article) != content_hash(replace(article, zone_assumed="UTC"))
