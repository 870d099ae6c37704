"""Batches prepared in a second process: in their order, the same as here, also when that process ends."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from ingest.beside import prepare_beside
from ingest.preparing import Arrived, Prepared, PreparedBatch, Preparer
from rag.settings import Settings
from rag.types import Article

SETTINGS = Settings(passage_model="none", lead_model="none")


def _batches(count: int) -> list[list[Arrived]]:
    text = "The harbour closed on Monday after a ferry struck the pier. " * 20
    articles = [
        Article(f"{n:016x}", f"Harbour {n}", f"By Ana Cruz\n{text}\nIt was ferry {n}.") for n in range(2 * count)
    ]
    arrived = [Arrived("a.jsonl", article, "0" * 32, None) for article in articles]
    return [arrived[n : n + 2] for n in range(0, 2 * count, 2)]


def _articles(prepared: Iterator[PreparedBatch]) -> list[Prepared]:
    return [each for batch in prepared for each in batch.articles]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that are started, as they are."""
    found: list[subprocess.Popen[bytes]] = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **more: object) -> None:
            super().__init__(*args, **more)  # type: ignore[call-overload]
            found.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    return found


def test_batches_come_back_in_their_order_as_they_are_prepared_here(started: list[subprocess.Popen[bytes]]) -> None:
    batches = _batches(5)

    prepared = _articles(prepare_beside(batches, SETTINGS))

    assert prepared == _articles(map(Preparer(SETTINGS), batches))
    assert [process.poll() for process in started] == [-signal.SIGKILL]


def test_one_batch_and_what_is_unchanged_need_no_process(started: list[subprocess.Popen[bytes]]) -> None:
    unchanged = [Arrived("a", Article("1" * 16, "Title", ""), "0" * 32, None, unchanged=True)]

    prepared = _articles(prepare_beside([*_batches(1), unchanged, unchanged], SETTINGS))

    assert len(prepared) == 4
    assert not started


def test_what_a_killed_process_was_at_is_prepared_here(started: list[subprocess.Popen[bytes]]) -> None:
    batches = _batches(8)
    prepared: list[Prepared] = []

    for count, batch in enumerate(prepare_beside(batches, SETTINGS)):
        prepared.extend(batch.articles)
        if count == 2:
            started[0].kill()

    assert prepared == _articles(map(Preparer(SETTINGS), batches))
    assert len(started) == 1


def test_what_preparing_raises_is_raised(started: list[subprocess.Popen[bytes]]) -> None:
    broken = Arrived("a", Article("1" * 16, "Title", None), "0" * 32, None)  # type: ignore[arg-type]
    batches = prepare_beside([*_batches(2), [broken]], SETTINGS)
    next(batches), next(batches)

    with pytest.raises(TypeError):
        next(batches)

    assert started[0].poll() is not None


def test_leaving_early_ends_the_process(started: list[subprocess.Popen[bytes]]) -> None:
    batches = prepare_beside(_batches(8), SETTINGS)
    for _ in range(3):
        next(batches)

    batches.close()  # type: ignore[attr-defined]

    assert all(process.poll() is not None for process in started)


def test_it_ends_with_the_one_that_started_it() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", "from ingest.beside import serve; serve()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )

    assert process.communicate(b"", timeout=60)[0] == b""
    assert process.returncode == 0
