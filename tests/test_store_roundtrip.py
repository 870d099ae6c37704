"""What goes into a store comes out of it, once, as it was last written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest

from rag.errors import StoreMismatch, StoreNotFound, UsageError
from rag.store import EncodedArticle, NewsStore, StoreWriter, content_hash, diagnose
from rag.types import Article, Filters, StoreModels
from tests.store_articles import DIMENSIONS, MODELS, article_of, passages_of, vector_of, whole_article


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("twelve") / "store"
    with StoreWriter.open(path, MODELS) as writer:
        writer.write([article_of(number) for number in range(12)])
    return path


@pytest.fixture
def store(path: Path, twelve: Path) -> Iterator[NewsStore]:
    """Twelve articles, three passages each."""
    shutil.copytree(twelve, path)
    with NewsStore.open(path) as opened:
        yield opened


def ids(store: NewsStore, keys: list[int]) -> list[str]:
    return [header.article_id for header in store.headers(keys).values()]


def test_an_article_comes_back_whole(path: Path) -> None:
    article = Article(
        id="a",
        title="Tïtle <script>alert(1)</script>",
        text="Süß 🎉 text\x00 with a NUL.\nAnd \u202eright to left\u202c.",
        publisher="The Lantern",
        url="https://news.example/a?x='; DROP TABLE articles; --",
        published_at=datetime(2024, 5, 6, 7, 8, 9, 123456, tzinfo=UTC),
        modified_at=datetime(1969, 7, 20, tzinfo=UTC),
        authors=("Ana Ruiz", "李雷"),
        section="World",
        language="en",
        correction="An earlier version was wrong.",
        status="corrected",
    )
    with StoreWriter.open(path, MODELS) as writer:
        writer.write([whole_article(article)])
        assert {key: one.content_hash for key, one in writer.versions(["a", "b"]).items()} == {
            "a": content_hash(article)
        }

    with NewsStore.open(path) as store:
        assert store.article("a") == article
        assert store.article("b") is None
        (key,) = [hit.key for hit in store.search_words("süß", k=5)]
        assert store.passages([key]) == {key: passages_of(article, [article.text])[0]}


def test_times_of_another_zone_are_the_same_instant(path: Path) -> None:
    noon = datetime(2024, 5, 6, 12, tzinfo=timezone(timedelta(hours=9)))
    with StoreWriter.open(path, MODELS) as writer:
        writer.write([whole_article(Article("a", "T", "Text.", published_at=noon))])
    with NewsStore.open(path) as store:
        assert store.article("a") == Article("a", "T", "Text.", published_at=noon)


def test_every_passage_is_found_by_its_vector_and_its_words(store: NewsStore) -> None:
    assert store.stats().articles == 12
    assert store.stats().passages == 36
    for number in range(12):
        best = store.search_vectors("passages", vector_of(number * 1_000 + 2), k=1)[0]
        assert best.score == pytest.approx(1.0, abs=1e-5)
        assert store.passages([best.key])[best.key].id == f"article-{number}#2"
        lead = store.search_vectors("leads", vector_of(number * 1_000), k=1)[0]
        assert store.passages([lead.key])[lead.key].id == f"article-{number}#0"
        words = store.search_words(f"word{number}", k=3)
        assert set(ids(store, [hit.key for hit in words])) == {f"article-{number}"}


def test_vectors_by_key_are_exact(store: NewsStore) -> None:
    key = store.search_vectors("passages", vector_of(5_001), k=1)[0].key
    assert store.vectors("passages", [key])[key] == pytest.approx(vector_of(5_001), abs=1e-6)
    assert store.vectors("passages", [999_999]) == {}


def test_writing_twice_is_writing_once(path: Path, store: NewsStore) -> None:
    with StoreWriter.open(path, MODELS) as writer:
        writer.write([article_of(3), article_of(3)])
        writer.write([article_of(3)])

    assert store.stats().articles == 12
    assert store.stats().passages == 36
    assert len(store.search_words("word3", k=50)) == 3
    assert len(store.search_vectors("passages", vector_of(1), k=50)) == 36
    assert diagnose(path).ok


def test_a_changed_article_replaces_its_former_self(path: Path, store: NewsStore) -> None:
    with StoreWriter.open(path, MODELS) as writer:
        writer.write([article_of(4, version=1, passages=2)])

    changed = store.article("article-4")
    assert changed is not None
    assert "version1" in changed.text
    assert len(store.search_words("word4", k=50)) == 2
    assert len(store.search_words("version1", k=50)) == 2
    former = store.search_vectors("passages", vector_of(4_000), k=1)[0]
    assert former.score < 0.99
    assert diagnose(path).ok


def test_a_changed_article_stays_findable_until_the_change_is_published(path: Path, store: NewsStore) -> None:
    writer = StoreWriter.open(path, MODELS)
    writer.write([article_of(4, version=1)])

    assert set(ids(store, [hit.key for hit in store.search_words("word4", k=9)])) == {"article-4"}
    writer.close()
    assert all("version1" in store.passages([hit.key])[hit.key].text for hit in store.search_words("word4", k=9))


def test_forgotten_is_gone_at_once_and_from_every_part(path: Path, store: NewsStore) -> None:
    keys = [hit.key for hit in store.search_words("word5", k=9)]
    with StoreWriter.open(path, MODELS) as writer:
        assert writer.forget(["article-5", "article-6", "unknown"]) == 2
        assert store.article("article-5") is None
        assert store.passages(keys) == {}
        assert store.search_words("word5", k=9) == []
        assert len(store.search_vectors("passages", vector_of(5_000), k=30)) == 30

    assert store.search_vectors("passages", vector_of(5_000), k=1)[0].score < 0.99
    assert len(store.search_vectors("passages", vector_of(5_000), k=99)) == 30
    assert diagnose(path).ok


def test_a_generation_is_published_only_when_something_changed(path: Path, store: NewsStore) -> None:
    assert store.generation() == 1
    with StoreWriter.open(path, MODELS) as writer:
        assert writer.forget(["unknown"]) == 0
    assert store.generation() == 1
    with StoreWriter.open(path, MODELS) as writer:
        writer.write([article_of(20)])
        assert writer.publish() == 2
        assert writer.publish() == 2
    assert store.generation() == 2


def test_vectors_may_follow_later(path: Path) -> None:
    with StoreWriter.open(path, MODELS) as writer:
        writer.write([replace(article_of(number), lead_vector=None) for number in range(5)])
        assert writer.missing("passages", 10) == []
        assert [passage.id for _, passage in writer.missing("leads", 3)] == [f"article-{n}#0" for n in range(3)]

    with StoreWriter.open(path, MODELS) as writer:
        while batch := writer.missing("leads", 2):
            vectors = np.stack([vector_of(int(passage.article_id.split("-")[1])) for _, passage in batch])
            writer.write_vectors("leads", [key for key, _ in batch], vectors)

    with NewsStore.open(path) as store:
        assert store.stats().leads_embedded == 5
        best = store.search_vectors("leads", vector_of(3), k=1)[0]
        assert best.score == pytest.approx(1.0, abs=1e-5)


def test_a_family_may_be_off(path: Path) -> None:
    models = StoreModels(passages="static-1234", leads=None)
    with StoreWriter.open(path, models) as writer:
        writer.write([replace(article_of(1), lead_vector=None)])
        assert writer.missing("leads", 5) == []
    with NewsStore.open(path) as store:
        assert store.search_vectors("leads", vector_of(1), k=5) == []
        assert store.models() == models


def test_an_article_without_passages_is_kept(path: Path) -> None:
    empty = EncodedArticle(Article("a", "Only a headline", ""), (), None)
    with StoreWriter.open(path, MODELS) as writer:
        writer.write([empty])
    with NewsStore.open(path) as store:
        assert store.article("a") == empty.article
        assert store.stats().passages == 0
        assert store.search_vectors("passages", vector_of(1), k=3) == []


def test_other_models_are_refused_by_name_and_rebuilt_on_request(path: Path, store: NewsStore) -> None:
    other = StoreModels(passages="static-1234", leads="bigger-9999")
    with pytest.raises(StoreMismatch, match=r"minilm-5678.*bigger-9999.*dateline ingest --rebuild"):
        StoreWriter.open(path, other)

    with StoreWriter.open(path, other, rebuild=True) as writer:
        assert writer.missing("passages", 50) == []
        while batch := writer.missing("leads", 50):
            assert len(batch) == 12
            longer = np.random.default_rng(7).normal(size=(len(batch), DIMENSIONS * 2)).astype(np.float32)
            writer.write_vectors("leads", [key for key, _ in batch], longer)
        assert store.models() == MODELS

    assert store.models() == other
    assert len(store.search_vectors("leads", np.ones(DIMENSIONS * 2, dtype=np.float32), k=50)) == 12
    assert len(store.search_vectors("passages", vector_of(1), k=50)) == 36
    with pytest.raises(StoreMismatch, match=r"48 dimensions.*24.*bigger-9999"):
        store.search_vectors("leads", vector_of(1), k=5)
    assert diagnose(path).ok


def test_an_empty_store_takes_any_models(path: Path) -> None:
    StoreWriter.open(path, MODELS).close()
    StoreWriter.open(path, StoreModels(None, None)).close()
    with NewsStore.open(path) as store:
        assert store.models() == StoreModels(None, None)
        assert store.search_words("anything", k=3) == []
        assert store.coverage() == store.coverage(Filters(publishers=("nobody",)))
        assert store.stats().generation == store.generation()


def test_coverage_publishers_and_stats(store: NewsStore, path: Path) -> None:
    with StoreWriter.open(path, MODELS) as writer:
        writer.write([whole_article(Article("x", "T", "Text.", publisher="DAILY HARBOUR"))])

    assert store.publishers() == {"Daily Harbour": 4, "": 3, "Coast Courier": 3, "The Lantern": 3}
    january = store.coverage(Filters(since=datetime(2024, 1, 3, tzinfo=UTC), until=datetime(2024, 1, 6, tzinfo=UTC)))
    assert (january.articles, january.first, january.last) == (
        3,
        datetime(2024, 1, 3, tzinfo=UTC),
        datetime(2024, 1, 5, tzinfo=UTC),
    )
    stats = store.stats()
    assert stats.first_published == datetime(2024, 1, 2, tzinfo=UTC)
    assert stats.last_published == datetime(2024, 1, 12, tzinfo=UTC)
    assert stats.models == MODELS
    assert stats.store_bytes > 100_000


def test_a_story_is_the_articles_own_unless_said(path: Path) -> None:
    with StoreWriter.open(path, MODELS) as writer:
        writer.write([article_of(1), replace(article_of(2), story_id="article-1")])
    with NewsStore.open(path) as store:
        assert {header.story_id for header in store.headers(range(1, 7)).values()} == {"article-1"}


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (replace(article_of(1), passage_vectors=np.ones((2, DIMENSIONS), np.float32)), r"article-1.*\(2, 24\)"),
        (replace(article_of(1), lead_vector=np.full(DIMENSIONS, np.nan, np.float32)), "article-1.*not finite"),
        (replace(article_of(1), passages=article_of(2).passages), "article-2#0 is not passage 0"),
        (whole_article(Article("a", "T", "bad \ud800 text")), "surrogate"),
        (whole_article(Article("a", "T", "Text.", published_at=datetime(2024, 1, 1))), "without a zone"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_of_its_batch_is_kept(
    path: Path, broken: EncodedArticle, why: str
) -> None:
    with StoreWriter.open(path, MODELS) as writer:
        writer.write([article_of(0)])
        with pytest.raises(UsageError, match=why):
            writer.write([article_of(9), broken])
        assert writer.versions(["article-9"]) == {}
    assert diagnose(path).ok


def test_no_store_is_told_apart_from_another_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreNotFound, match="dateline ingest"):
        NewsStore.open(tmp_path / "nothing")
    (tmp_path / "holiday.jpg").touch()
    with pytest.raises(StoreNotFound, match=r"holiday\.jpg"):
        StoreWriter.open(tmp_path, MODELS)
    assert [entry.name for entry in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_store_stays_usable_as_long_as_it_is_open(path: Path, store: NewsStore) -> None:
    with NewsStore.open(path) as second:
        assert len(second.search_words("harbours", k=5)) == 5
    assert len(store.search_vectors("passages", vector_of(1), k=5)) == 5
