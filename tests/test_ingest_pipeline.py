"""From files to a real store with the real static model: counted, skipped, replaced, rejected, reported."""

from __future__ import annotations

import json
import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest import IngestReport, Progress, ingest, pipeline, read_before
from ingest.pipeline import store_articles
from ingest.preparing import Arrived, PreparedBatch, Preparer
from ingest.sources.identity import article_id
from ingest.sources.reading import read_sources
from rag.errors import StoreMismatch, UsageError
from rag.models.embedding import open_embedding, passage_to_text
from rag.settings import Settings
from rag.store import NewsStore
from tests.harbour_news import record, write

# Chroma's own words about its own default, which no setting of ours brings about or hinders.
pytestmark = pytest.mark.filterwarnings("ignore:legacy embedding function config:DeprecationWarning")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A store of its own, passages with the static model, leads off: nothing here needs a transformer."""
    return Settings(store=tmp_path / "store", passage_model="static", lead_model="none")


@pytest.fixture
def stored(settings: Settings) -> Iterator[Callable[[], NewsStore]]:
    opened: list[NewsStore] = []

    def open_store() -> NewsStore:
        opened.append(NewsStore.open(settings.store))
        return opened[-1]

    yield open_store
    for store in opened:
        store.close()


def _counts(report: IngestReport) -> tuple[int, int, int, int, int]:
    assert report.read == report.added + report.updated + report.unchanged + len(report.rejected)
    return report.read, report.added, report.updated, report.unchanged, len(report.rejected)


@pytest.fixture(autouse=True)
def _no_transformer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_LEAD_MODEL", "none")
    monkeypatch.delenv("DATELINE_STORE", raising=False)


def test_articles_are_stored_clean_and_found_by_words_and_vectors(
    tmp_path: Path, settings: Settings, stored: Callable[[], NewsStore]
) -> None:
    source = write(tmp_path / "news.jsonl", record(1), record(2, place="Sundby"))

    report = ingest([source], settings=settings)

    assert _counts(report) == (2, 2, 0, 0, 0)
    store = stored()
    assert store.stats().articles == 2
    assert store.stats().passages == report.passages >= 4
    article = store.article(article_id("https://post.example/harbour/2", "", "", ""))
    assert article is not None
    assert article.text.startswith("The harbour at Sundby")
    assert "Follow us" not in article.text
    found = store.passages([store.search_words("Sundby ferry", k=1)[0].key])
    assert next(iter(found.values())).article_id == article.id
    model = open_embedding("static", settings)
    assert model is not None
    nearest = store.search_vectors("passages", model.embed_question("harbour at Sundby closed"), k=1)[0]
    assert store.passages([nearest.key])[nearest.key].article_id == article.id


def test_the_stored_vectors_are_those_of_title_outlet_day_and_text(
    tmp_path: Path, settings: Settings, stored: Callable[[], NewsStore]
) -> None:
    ingest([write(tmp_path / "news.jsonl", *[record(n) for n in range(5)])], settings=settings)

    store = stored()
    keys = [candidate.key for candidate in store.search_words("harbour", k=50)]
    passages, vectors = store.passages(keys), store.vectors("passages", keys)
    model = open_embedding("static", settings)
    assert model is not None
    expected = model.embed_passages([passage_to_text(passages[key]) for key in keys])
    for key, vector in zip(keys, expected, strict=True):
        assert float(vector @ vectors[key]) > 0.999


def test_reading_twice_is_storing_once(tmp_path: Path, settings: Settings, stored: Callable[[], NewsStore]) -> None:
    source = write(tmp_path / "news.jsonl", *[record(n) for n in range(6)])

    first = ingest([source], settings=settings)
    before = stored().generation()
    second = ingest([source, source], settings=settings)

    assert _counts(first) == (6, 6, 0, 0, 0)
    assert _counts(second) == (12, 0, 0, 12, 0)
    assert second.passages == 0
    assert "embedding_passages" not in second.stage_s
    assert stored().generation() == before


def test_the_same_article_twice_in_one_input_is_one(
    tmp_path: Path, settings: Settings, stored: Callable[[], NewsStore]
) -> None:
    copy = {**record(1), "url": "http://www.post.example/harbour/1/?utm_source=feed#top"}

    report = ingest([write(tmp_path / "news.jsonl", record(1), copy)], settings=settings)

    assert _counts(report) == (2, 1, 0, 1, 0)
    assert stored().stats().articles == 1


def test_a_changed_article_takes_the_place_of_the_old_one(
    tmp_path: Path, settings: Settings, stored: Callable[[], NewsStore]
) -> None:
    ingest([write(tmp_path / "monday.jsonl", record(1), record(2))], settings=settings)

    report = ingest([write(tmp_path / "tuesday.jsonl", record(1, place="Sundby"), record(2))], settings=settings)

    assert _counts(report) == (2, 0, 1, 1, 0)
    store = stored()
    assert store.stats().articles == 2
    texts = [passage.text for passage in store.passages([c.key for c in store.search_words("Vikholm", k=50)]).values()]
    assert texts
    assert all("day 1 " not in text for text in texts)


def test_of_two_versions_in_one_input_the_newer_stays(
    tmp_path: Path, settings: Settings, stored: Callable[[], NewsStore]
) -> None:
    newer = record(1, place="Sundby", modified_at="2024-11-01")
    older = record(1, place="Kirkby", modified_at="2024-10-30")
    corrected = record(2, place="Sundby", correction="It was Sundby.")

    report = ingest([write(tmp_path / "a.jsonl", newer, older, corrected, record(2))], settings=settings)

    assert _counts(report) == (4, 2, 0, 2, 0)
    store = stored()
    texts = [store.article(article_id(f"https://post.example/harbour/{n}", "", "", "")) for n in (1, 2)]
    assert [article.text.count("Sundby South") for article in texts if article] == [21, 21]
    assert texts[1] is not None
    assert (texts[1].status, texts[1].correction) == ("corrected", "It was Sundby.")


def test_a_withdrawal_without_text_takes_the_text_away(
    tmp_path: Path, settings: Settings, stored: Callable[[], NewsStore]
) -> None:
    ingest([write(tmp_path / "a.jsonl", record(1), record(2))], settings=settings)
    notice = {"title": "Harbour 1 closes", "url": "https://post.example/harbour/1", "status": "retracted"}

    report = ingest([write(tmp_path / "b.jsonl", notice)], settings=settings)

    assert _counts(report) == (1, 0, 1, 0, 0)
    store = stored()
    article = store.article(article_id(notice["url"], "", "", ""))
    assert article is not None
    assert (article.status, article.text) == ("withdrawn", "")
    assert len({p.article_id for p in store.passages([c.key for c in store.search_words("pier", k=50)]).values()}) == 1


def test_what_cannot_be_read_is_reported_and_the_rest_stored(
    tmp_path: Path, settings: Settings, stored: Callable[[], NewsStore]
) -> None:
    source = tmp_path / "news.jsonl"
    bare = record(3, text="Harbour 3 closes\nBy Ana Cruz\nAdvertisement")
    source.write_text(f'{json.dumps(record(1))}\n{{"broken\n{json.dumps(bare)}\n{json.dumps(record(2))}\n')

    report = ingest([source], settings=settings)

    assert _counts(report) == (4, 2, 0, 0, 2)
    assert [(row.source, row.line, row.field) for row in report.rejected] == [
        (str(source), 2, None), (str(source), None, "text"),
    ]  # fmt: skip
    assert "boilerplate" in report.rejected[1].why
    assert stored().stats().articles == 2


def test_small_batches_give_the_same_store(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write(tmp_path / "news.jsonl", *[record(n) for n in range(8)])
    other = replace(settings, store=tmp_path / "other")
    ingest([source], settings=settings)
    monkeypatch.setattr(pipeline, "PASSAGES_A_BATCH", 3)
    monkeypatch.setattr(pipeline, "_LOOKED_UP_AT_ONCE", 4)
    monkeypatch.setattr(pipeline, "PUBLISH_EVERY_S", 0.0)
    told: list[Progress] = []

    ingest([source], settings=other, progress=told.append)

    with NewsStore.open(settings.store) as one, NewsStore.open(other.store) as two:
        assert one.stats().passages == two.stats().passages
        found = [
            {
                passage.id: passage.text
                for passage in store.passages([c.key for c in store.search_words("pier", k=99)]).values()
            }
            for store in (one, two)
        ]
    assert found[0] == found[1]
    assert len(found[0]) == 16
    for stage in ("reading", "articles"):
        done = [p.done for p in told if p.stage == stage]
        assert done == sorted(done)
    assert told[-1] == Progress("articles", 8)
    assert Progress("reading", 8) in told


def test_leads_follow_and_are_taken_up_where_they_were_left(
    tmp_path: Path, settings: Settings, stored: Callable[[], NewsStore]
) -> None:
    both = replace(settings, lead_model="static")
    source = write(tmp_path / "news.jsonl", *[record(n) for n in range(5)])

    report = ingest([source], settings=both)

    assert stored().stats().leads_embedded == 5
    assert {"reading", "cleaning", "chunking", "embedding_passages", "writing", "embedding_leads"} <= set(
        report.stage_s
    )
    assert report.elapsed_s >= sum(report.stage_s.values()) * 0.5 > 0


def test_another_model_is_refused_and_a_rebuild_embeds_what_is_stored(
    tmp_path: Path, settings: Settings, stored: Callable[[], NewsStore]
) -> None:
    source = write(tmp_path / "news.jsonl", *[record(n) for n in range(4)])
    ingest([source], settings=settings)
    both = replace(settings, lead_model="static")

    with pytest.raises(StoreMismatch):
        ingest([source], settings=both)
    report = ingest([], settings=both, rebuild=True)

    assert report.read == 0
    assert stored().stats().leads_embedded == 4


def test_a_path_that_is_not_there_is_told_before_a_store_is_made(settings: Settings) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        ingest(["nowhere.jsonl"], settings=settings)

    assert not settings.store.exists()


def test_dates_are_kept_as_instants(tmp_path: Path, settings: Settings, stored: Callable[[], NewsStore]) -> None:
    ingest([write(tmp_path / "a.jsonl", record(1, date="2024-10-24T18:00:00-04:00"))], settings=settings)

    assert stored().stats().last_published == datetime(2024, 10, 24, 22, tzinfo=UTC)


def test_what_is_unchanged_is_told_before_it_is_cleaned(tmp_path: Path, settings: Settings) -> None:
    # The second version of the fourth is of the same time: in doubt the first one of an input stands.
    records = [*[record(n) for n in range(1, 5)], record(4, place="Sundby")]
    source = write(tmp_path / "news.jsonl", *records)
    ingest([source], settings=settings)

    again = ingest([source], settings=settings)

    assert _counts(again) == (5, 0, 0, 5, 0)
    assert "cleaning" not in again.stage_s


def test_another_way_of_cleaning_that_changes_nothing_is_noted_once(
    tmp_path: Path, settings: Settings, stored: Callable[[], NewsStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(tmp_path / "news.jsonl", *[record(n) for n in range(1, 4)])
    ingest([source], settings=settings)
    before = stored().generation()
    monkeypatch.setattr(read_before, "cleaning_version", lambda: b"another")

    anew, then = ingest([source], settings=settings), ingest([source], settings=settings)

    assert _counts(anew) == _counts(then) == (3, 0, 0, 3, 0)
    assert "cleaning" in anew.stage_s
    assert "embedding_passages" not in anew.stage_s
    assert "cleaning" not in then.stage_s
    assert stored().generation() == before


def test_a_store_of_before_there_were_read_hashes_is_taken_over(tmp_path: Path, settings: Settings) -> None:
    source = write(tmp_path / "news.jsonl", *[record(n) for n in range(1, 4)])
    ingest([source], settings=settings)
    catalogue = sqlite3.connect(settings.store / "catalogue.sqlite3")
    catalogue.execute("ALTER TABLE articles DROP COLUMN read_hash")
    catalogue.commit()
    catalogue.close()

    first, second = ingest([source], settings=settings), ingest([source], settings=settings)

    assert _counts(first) == _counts(second) == (3, 0, 0, 3, 0)
    assert "cleaning" in first.stage_s
    assert "cleaning" not in second.stage_s


def test_batches_can_be_prepared_elsewhere(
    tmp_path: Path, settings: Settings, stored: Callable[[], NewsStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an ingest hands out and takes back goes through pickle, as between processes."""
    monkeypatch.setattr(pipeline, "_LOOKED_UP_AT_ONCE", 3)
    preparer = pickle.dumps(Preparer(settings))

    def elsewhere(batches: Iterable[Sequence[Arrived]]) -> Iterator[PreparedBatch]:
        for batch in batches:
            done = pickle.loads(preparer)(pickle.loads(pickle.dumps(batch)))
            yield pickle.loads(pickle.dumps(done))

    source = write(tmp_path / "news.jsonl", *[record(n) for n in range(8)], record(20, text="By Ana Cruz"))
    items = list(read_sources([source], lambda: pytest.fail("nothing is fetched")))

    report = store_articles(items, settings=settings, prepare=elsewhere)

    here = replace(settings, store=tmp_path / "here")
    plain = store_articles(items, settings=here)
    assert _counts(report) == _counts(plain) == (9, 8, 0, 0, 1)
    assert report.passages == plain.passages == stored().stats().passages
    assert {"cleaning", "chunking", "embedding_passages", "words", "vectors", "catalogue"} <= set(report.stage_s)
