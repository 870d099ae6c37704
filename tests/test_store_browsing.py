"""Lists of articles: pages newest first, a story's members, counts by day and outlet, nothing forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rag.store import DayCount, NewsStore, StoreWriter
from rag.types import Article, Filters
from tests.store_articles import MODELS, article_of, whole_article


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("browsing") / "store"
    with StoreWriter.open(path, MODELS) as writer:
        writer.write([replace(article_of(number), story_id=f"story-{number % 6}") for number in range(24)])
    return path


@pytest.fixture
def store(path: Path) -> Iterator[NewsStore]:
    """An article a day but every seventh, four outlets, six stories."""
    with NewsStore.open(path) as opened:
        yield opened


def test_pages_are_newest_first_and_follow_one_another(store: NewsStore) -> None:
    pages = [store.browse(limit=10, offset=offset) for offset in (0, 10, 20)]

    assert [len(page) for page in pages] == [10, 10, 4]
    listed = [article for page in pages for article in page]
    assert len({article.article_id for article in listed}) == 24
    dated = [article.published_at for article in listed if article.published_at]
    assert dated == sorted(dated, reverse=True)
    assert [article.article_id for article in listed[20:]] == [f"article-{n}" for n in (0, 7, 14, 21)]
    assert listed[0].title == "Headline 23" and listed[0].url == "https://news.example/23"


def test_filters_narrow_a_list(store: NewsStore) -> None:
    filters = Filters(
        since=datetime(2024, 1, 5, tzinfo=UTC), until=datetime(2024, 1, 14, tzinfo=UTC), publishers=("THE LANTERN",)
    )

    assert [article.article_id for article in store.browse(filters, limit=9)] == ["article-10", "article-6"]
    assert store.stories(filters) == 2
    assert store.stories() == 6


def test_words_find_articles_once_each_best_first(store: NewsStore) -> None:
    found = store.articles_with("word11 harbours", k=30)

    assert found[0].article_id == "article-11"
    assert len({article.article_id for article in found}) == len(found) > 1


def test_a_story_knows_its_members_in_the_order_they_appeared(store: NewsStore) -> None:
    assert [a.article_id for a in store.story_of("article-9")] == ["article-3", "article-9", "article-15", "article-21"]
    assert store.story_of("nothing") == []


def test_days_count_every_article_once(store: NewsStore) -> None:
    days = store.days()

    assert sum(row.articles for row in days) == 24
    assert days[0] == DayCount(date(2024, 1, 2), "Coast Courier", 1)
    assert Counter(row.publisher for row in days if row.day is None) == Counter(
        ("Daily Harbour", "", "The Lantern", "Coast Courier")
    )
    assert store.days(Filters(publishers=("nobody",))) == []


def test_days_before_1970_are_days_too(tmp_path: Path) -> None:
    landing = Article("moon", "Landed", "They landed.", "Post", published_at=datetime(1969, 7, 20, 20, 17, tzinfo=UTC))
    with StoreWriter.open(tmp_path / "store", MODELS) as writer:
        writer.write([whole_article(landing)])
    with NewsStore.open(tmp_path / "store") as store:
        assert store.days() == [DayCount(date(1969, 7, 20), "Post", 1)]


def test_what_is_forgotten_is_in_no_list(tmp_path: Path) -> None:
    with StoreWriter.open(tmp_path / "store", MODELS) as writer:
        writer.write([replace(article_of(number), story_id="one") for number in range(1, 4)])
    with NewsStore.open(tmp_path / "store") as store:
        with StoreWriter.open(tmp_path / "store", MODELS) as writer:
            writer.forget(["article-2"])

        assert [article.article_id for article in store.browse(limit=9)] == ["article-3", "article-1"]
        assert [article.article_id for article in store.story_of("article-1")] == ["article-1", "article-3"]
        assert [article.article_id for article in store.articles_with("word2 harbours", k=9)] == [
            "article-1",
            "article-3",
        ]
        assert len(store.days()) == 2
