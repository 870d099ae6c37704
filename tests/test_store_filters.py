"""Filtered searches against brute force, at every selectivity, undated articles included."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from rag.store import EncodedArticle, NewsStore, StoreWriter
from rag.store.matrix import Matrix, write_matrix
from rag.types import Article, Filters
from tests.store_articles import DIMENSIONS, FIRST_DAY, MODELS, article_of

COUNT = 600


def day(number: int) -> datetime:
    return FIRST_DAY + timedelta(days=number)


CASES = {
    "one week": Filters(since=day(100), until=day(107)),
    "one instant": Filters(since=day(100), until=day(100) + timedelta(microseconds=1)),
    "open end": Filters(since=day(500)),
    "open start": Filters(until=day(300)),
    "most": Filters(since=day(20)),
    "until beyond the newest": Filters(until=datetime(2100, 1, 1, tzinfo=UTC)),
    "since before the oldest": Filters(since=datetime(1900, 1, 1, tzinfo=UTC)),
    "everything dated": Filters(since=datetime(1900, 1, 1, tzinfo=UTC), until=datetime(2100, 1, 1, tzinfo=UTC)),
    "outlet": Filters(publishers=("DAILY harbour",)),
    "two outlets": Filters(publishers=("The Lantern", "coast courier", "unknown")),
    "unknown outlet": Filters(publishers=("unknown",)),
    "week and outlet": Filters(since=day(100), until=day(130), publishers=("the lantern",)),
    "section": Filters(sections=("sport",)),
    "language": Filters(languages=("DE",)),
    "all at once": Filters(day(50), day(400), ("the lantern", "daily harbour"), ("World", "sport"), ("en",)),
    "backwards": Filters(since=day(200), until=day(100)),
    "nothing": Filters(),
}


@pytest.fixture(scope="module")
def articles() -> list[EncodedArticle]:
    return [article_of(number, passages=2) for number in range(COUNT)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, articles: list[EncodedArticle]) -> Iterator[NewsStore]:
    path = tmp_path_factory.mktemp("filters") / "store"
    with StoreWriter.open(path, MODELS) as writer:
        writer.write(articles)
    with NewsStore.open(path) as opened:
        yield opened


def passes(article: Article, filters: Filters) -> bool:
    published = article.published_at
    if filters.since is not None and (published is None or published < filters.since):
        return False
    if filters.until is not None and (published is None or published >= filters.until):
        return False
    return all(
        not wanted or (has or "").casefold() in {name.casefold() for name in wanted}
        for has, wanted in (
            (article.publisher, filters.publishers),
            (article.section, filters.sections),
            (article.language, filters.languages),
        )
    )


def passage_ids(store: NewsStore, keys: list[int]) -> list[str]:
    return [passage.id for passage in store.passages(keys).values()]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("k", [1, 10, 5_000])
def test_vectors_find_exactly_the_nearest_that_pass(
    store: NewsStore, articles: list[EncodedArticle], name: str, k: int
) -> None:
    question = np.random.default_rng(k).normal(size=DIMENSIONS).astype(np.float32) * 3
    scored = [
        (float(vector @ question / np.linalg.norm(question)), passage.id)
        for encoded in articles
        if passes(encoded.article, CASES[name])
        for passage, vector in zip(encoded.passages, encoded.passage_vectors, strict=True)
    ]
    expected = [identity for _, identity in sorted(scored, reverse=True)[:k]]

    hits = store.search_vectors("passages", question, k=k, filters=CASES[name])

    found = passage_ids(store, [hit.key for hit in hits])
    assert len(found) == len(expected)
    assert len(set(found) & set(expected)) >= 0.98 * len(expected)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("name", CASES)
def test_words_find_exactly_those_that_pass(store: NewsStore, articles: list[EncodedArticle], name: str) -> None:
    expected = {passage.id for e in articles if passes(e.article, CASES[name]) for passage in e.passages}

    hits = store.search_words("harbours", k=5_000, filters=CASES[name])

    assert set(passage_ids(store, [hit.key for hit in hits])) == expected
    assert len(store.search_words("harbours", k=7, filters=CASES[name])) == min(7, len(expected))


@pytest.mark.parametrize("name", CASES)
def test_coverage_counts_those_that_pass(store: NewsStore, articles: list[EncodedArticle], name: str) -> None:
    passing = [e.article for e in articles if passes(e.article, CASES[name])]
    dates = [article.published_at for article in passing if article.published_at]

    coverage = store.coverage(CASES[name])

    assert coverage.articles == len(passing)
    assert (coverage.first, coverage.last) == ((min(dates), max(dates)) if dates else (None, None))


def test_filters_do_not_change_a_words_score(store: NewsStore) -> None:
    plain = {hit.key: hit.score for hit in store.search_words("word100 word101", k=9)}
    narrowed = store.search_words("word100 word101", k=9, filters=Filters(day(90), day(120), ("coast courier",)))
    assert narrowed
    assert all(hit.score == pytest.approx(plain[hit.key]) for hit in narrowed)


@pytest.mark.parametrize("share", [0.001, 0.02, 0.3, 0.7, 0.97, 1.0])
@pytest.mark.parametrize("scattered", [True, False])
def test_a_matrix_scores_runs_and_scattered_rows_alike(tmp_path: Path, share: float, scattered: bool) -> None:
    count, k = 20_000, 50
    chance = np.random.default_rng(int(share * 1_000))
    vectors = chance.normal(size=(count, 8)).astype(np.float32)
    rows = [(key + 1, None, "", str(key % 7), "") for key in range(count)]
    assert write_matrix(tmp_path, "passages", rows, 8, lambda keys: {key: vectors[key - 1] for key in keys}) == []
    matrix = Matrix(tmp_path, "passages")
    passing = chance.random(count) < share if scattered else np.arange(count) < share * count
    question = vectors[0] / np.linalg.norm(vectors[0])

    hits = matrix.nearest(question, k, passing)

    scores = vectors @ question / np.linalg.norm(vectors, axis=1)
    best = sorted(np.flatnonzero(passing).tolist(), key=lambda row: -scores[row])[:k]
    assert [hit.score for hit in hits] == pytest.approx([float(scores[row]) for row in best], abs=1e-5)
    assert {hit.key for hit in hits} == {row + 1 for row in best}


def test_a_matrix_without_every_vector_says_which(tmp_path: Path) -> None:
    rows = [(1, 5, "a", "", ""), (2, 6, "a", "", "")]
    assert write_matrix(tmp_path, "leads", rows, 4, lambda keys: {1: np.ones(4, dtype=np.float32)}) == [2]
