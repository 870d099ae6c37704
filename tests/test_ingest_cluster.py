"""On Ray the same comes out as without it, also where a worker is killed on the way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Never

import numpy as np
import pytest

from ingest.pipeline import ingest, store_articles
from ingest.report import IngestReport
from ingest.sources.reading import read_sources
from rag.errors import ClusterError, RecordRejected, UsageError
from rag.settings import Secret, Settings
from rag.store import Family, NewsStore, diagnose
from rag.store.records import FAMILIES
from rag.types import Article, Passage
from tests.conftest import SAMPLE_NEWS

pytest.importorskip("ray", reason="needs the cluster extra")

from ingest.cluster import RayWorkers, _needed, ray_workers

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")

SETTINGS = Settings(passage_model="static", lead_model="static")


@pytest.fixture(scope="module")
def workers() -> Iterator[RayWorkers]:
    with ray_workers("local", SETTINGS, workers=2) as found:
        yield found


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plain") / "store"
    assert ingest([SAMPLE_NEWS], settings=replace(SETTINGS, store=path)).added > 50
    return path


def assert_same(path: Path, plain: Path) -> None:
    """Articles, stories, passages, their vectors and words are those of ``plain``; keys may be others."""
    with NewsStore.open(path) as one, NewsStore.open(plain) as two:
        assert one.article_ids() == two.article_ids()
        assert all(one.article(each) == two.article(each) for each in two.article_ids())
        assert passages_of(one) == passages_of(two)
        for family in FAMILIES:
            vectors, expected = vectors_of(one, family), vectors_of(two, family)
            assert vectors.keys() == expected.keys() and vectors
            for passage, vector in expected.items():
                np.testing.assert_allclose(vectors[passage], vector, atol=1e-6)
        found, wanted = (
            [(hit.score, store.passages([hit.key])[hit.key].id) for hit in store.search_words("harbour bridge", k=30)]
            for store in (one, two)
        )
        assert found and sorted(found) == sorted(wanted)


def passages_of(store: NewsStore) -> dict[str, tuple[object, str]]:
    keys = range(1, 100_000)
    headers, passages = store.headers(keys), store.passages(keys)
    return {passage.id: (passage, headers[key].story_id) for key, passage in passages.items()}


def vectors_of(store: NewsStore, family: Family) -> dict[str, np.ndarray]:
    passages = store.passages(range(1, 100_000))
    return {passages[key].id: vector for key, vector in store.vectors(family, list(passages)).items()}


def test_the_same_comes_out_as_without_it(workers: RayWorkers, plain: Path, tmp_path: Path) -> None:
    settings = replace(SETTINGS, store=tmp_path / "store")

    report = ingest([SAMPLE_NEWS], settings=settings, workers=workers)

    assert workers.count == 2 and len(set(workers.pids()) - {os.getpid()}) == 2
    assert report.stage_s["chunking"] > 0
    assert_same(settings.store, plain)
    again = ingest([SAMPLE_NEWS], settings=settings, workers=workers)
    assert (again.added, again.updated, again.unchanged) == (0, 0, report.read)


def test_a_killed_worker_s_batch_is_done_again(
    workers: RayWorkers, plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.pipeline._LOOKED_UP_AT_ONCE", 8)
    settings = replace(SETTINGS, store=tmp_path / "store")
    before = workers.pids()

    def read_and_kill() -> Iterator[tuple[str, Article | RecordRejected]]:
        for number, item in enumerate(read_sources([SAMPLE_NEWS], no_web)):
            if number == 30:
                os.kill(before[0], signal.SIGKILL)  # three batches are on their way by now
            yield item

    report = store_articles(read_and_kill(), settings=settings, prepare=workers.prepare, embed=workers.embed)

    assert before[0] not in workers.pids() and before[1] in workers.pids()
    assert not report.rejected
    assert_same(settings.store, plain)
    assert diagnose(settings.store).ok


def no_web() -> Never:
    raise AssertionError("nothing was to be fetched")


def test_a_rebuild_embeds_on_the_workers(workers: RayWorkers, plain: Path, tmp_path: Path) -> None:
    settings = replace(SETTINGS, store=tmp_path / "store", lead_model="none")
    ingest([SAMPLE_NEWS], settings=settings, workers=workers)

    ingest([], settings=replace(SETTINGS, store=settings.store), rebuild=True, workers=workers)

    assert_same(settings.store, plain)


def test_a_worker_s_error_is_ours(workers: RayWorkers, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no-such-folder.* names no embedding model"):
        list(workers.embed(str(tmp_path / "no-such-folder"), [read_passages()]))


def read_passages() -> list[Passage]:
    from ingest.chunking import passages_of as cut

    return list(cut(Article("a", "Title", "The harbour bridge was closed on Monday. It opened again on Tuesday.")))


def test_other_models_than_here_are_refused(workers: RayWorkers) -> None:
    with pytest.raises(ClusterError, match=r"the Ray worker on .* has the model static as .*same Dateline"):
        workers.check({"static": "another-one"})


def test_a_ray_that_runs_already_is_told(workers: RayWorkers, tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match="--ray local: no Ray can be used there"):
        _enter("local")


@pytest.mark.parametrize("address", ["", "here", "http://host:6379", "host", "host:port", "local --x"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="write local, auto, HOST:PORT"):
        _enter(address)


def _enter(address: str) -> IngestReport:
    with ray_workers(address, SETTINGS):
        raise AssertionError(f"{address} was taken")


def test_no_key_of_the_chat_travels() -> None:
    settings = Settings(openai_api_key=Secret("sk-chat"), chroma_headers=Secret("X-Token: 1"), lead_model="none")

    assert _needed(settings) == Settings(lead_model="none", threads=1)
