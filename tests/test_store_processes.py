"""Several processes and threads at one store: one writes, the others read, some are killed."""

from __future__ import annotations

import gc
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rag.errors import StoreBusy, StoreError
from rag.store import NewsStore, StoreWriter, diagnose
from rag.types import Filters, StoreModels
from tests.store_articles import MODELS, article_of, vector_of

ROOT = Path(__file__).parents[1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store"


@contextmanager
def child(code: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A Python process that runs ``code``; its lines of output can be waited for."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", code, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


WRITE_FOR_EVER = """
import sys
from pathlib import Path
from rag.store import StoreWriter
from tests.store_articles import MODELS, article_of
first = int(sys.argv[2])
with StoreWriter.open(Path(sys.argv[1]), MODELS) as writer:
    for number in range(first, 100_000, 4):
        new = [article_of(n, version=number) for n in range(number, number + 4)]
        writer.write([*new, article_of(0, version=number)])
        print("acknowledged", number, flush=True)
        if number % 5 == 0:
            writer.publish()
"""


def test_killed_at_any_moment_nothing_acknowledged_is_lost_and_nothing_is_there_twice(path: Path) -> None:
    chance = random.Random(20240101)
    acknowledged = 0  # articles below this number
    for _ in range(4):
        with child(WRITE_FOR_EVER, path, acknowledged) as writer:
            assert writer.stdout is not None
            lines = [writer.stdout.readline()]
            end = time.monotonic() + chance.uniform(0.0, 0.9)
            killer = threading.Timer(max(0.0, end - time.monotonic()), writer.send_signal, [signal.SIGKILL])
            killer.start()
            lines += writer.stdout.readlines()
            killer.join()
        done = [int(line.split()[1]) for line in lines if line.endswith("\n") and line.startswith("acknowledged")]
        acknowledged = max(done) + 4 if done else acknowledged

    StoreWriter.open(path, MODELS).close()

    report = diagnose(path)
    assert report.ok, report
    with NewsStore.open(path) as store:
        wanted = [f"article-{number}" for number in range(acknowledged)]
        assert acknowledged > 8
        assert all(store.article(identity) for identity in wanted)
        assert store.stats().articles in (acknowledged, acknowledged + 4)  # the batch in flight: whole or absent
        assert store.stats().passages == 3 * store.stats().articles
        everything = store.search_vectors("passages", vector_of(1), k=10_000, filters=Filters())
        assert len({hit.key for hit in everything}) == len(everything) == store.stats().passages
        assert len(store.search_words("harbours", k=10_000)) == store.stats().passages


HOLD = """
import sys
from pathlib import Path
from rag.store import StoreWriter
from tests.store_articles import MODELS
with StoreWriter.open(Path(sys.argv[1]), MODELS):
    print("holding", flush=True)
    sys.stdin.readline()
"""


def test_a_second_writer_is_told_who_holds_the_store(path: Path) -> None:
    with child(HOLD, path) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(StoreBusy, match=rf"process {holder.pid} on .* since 20\d\d-"):
            StoreWriter.open(path, MODELS)
        with pytest.raises(StoreBusy, match=str(holder.pid)):
            diagnose(path)
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    StoreWriter.open(path, MODELS).close()

    with StoreWriter.open(path, MODELS), pytest.raises(StoreBusy, match=f"process {os.getpid()}"):
        StoreWriter.open(path, MODELS)


READ_ON_DEMAND = """
import sys
from pathlib import Path
from rag.store import NewsStore
from tests.store_articles import vector_of
with NewsStore.open(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    for line in sys.stdin:
        number = int(line)
        best = store.search_vectors("passages", vector_of(number * 1_000 + 1), k=1)
        near = bool(best) and best[0].score > 0.999
        words = len(store.search_words(f"word{number}", k=9))
        print(near, words, store.generation(), flush=True)
"""


def test_a_reader_in_another_process_sees_each_publication_at_once(path: Path) -> None:
    StoreWriter.open(path, MODELS).close()
    with child(READ_ON_DEMAND, path) as reader:
        assert reader.stdout is not None and reader.stdin is not None

        def ask(number: int) -> str:
            assert reader.stdin is not None and reader.stdout is not None
            print(number, file=reader.stdin, flush=True)
            return reader.stdout.readline().strip()

        reader.stdout.readline()
        assert ask(1) == "False 0 0"
        with StoreWriter.open(path, MODELS) as writer:
            for round_, number in enumerate(range(1, 5), start=1):
                writer.write([article_of(number)])
                writer.publish()
                assert ask(number) == f"True 3 {round_}"
            writer.forget(["article-2"])
            assert ask(2) == "False 0 4"
        assert ask(2) == "False 0 5"
        assert ask(4) == "True 3 5"


def test_readers_open_safely_while_a_writer_writes(path: Path) -> None:
    with StoreWriter.open(path, MODELS) as writer:
        writer.write([article_of(number) for number in range(20)])
    with child(WRITE_FOR_EVER, path, 20) as busy:
        assert busy.stdout is not None
        busy.stdout.readline()
        for _ in range(6):
            with NewsStore.open(path) as store:
                best = store.search_vectors("passages", vector_of(5_001), k=1)[0]
                assert best.score == pytest.approx(1.0, abs=1e-5)
                assert len(store.search_words("word5", k=9)) == 3
        assert busy.poll() is None


def test_threads_search_one_store_while_generations_change(path: Path) -> None:
    with StoreWriter.open(path, MODELS) as writer:
        writer.write([article_of(number) for number in range(40)])
    ended = threading.Event()

    def hammer(seed: int) -> int:
        searches = 0
        while not ended.is_set():
            number = (seed + searches) % 40
            filters = Filters(until=datetime(2100, 1, 1, tzinfo=UTC)) if number % 7 else Filters()
            best = store.search_vectors("passages", vector_of(number * 1_000), k=3, filters=filters)[0]
            assert best.score == pytest.approx(1.0, abs=1e-5)
            hits = store.search_words(f"word{number}", k=2)
            assert {header.article_id for header in store.headers([hit.key for hit in hits]).values()} == {
                f"article-{number}"
            }
            searches += 1
        return searches

    with NewsStore.open(path) as store, ThreadPoolExecutor(8) as pool:
        running = [pool.submit(hammer, seed) for seed in range(8)]
        try:
            for number in range(100, 104):
                with StoreWriter.open(path, MODELS) as writer:
                    writer.write([article_of(number)])
        finally:
            ended.set()
        assert all(future.result() > 0 for future in running)


def test_stores_and_a_writer_share_a_process(path: Path) -> None:
    with StoreWriter.open(path, MODELS) as writer:
        writer.write([article_of(1)])
        writer.publish()
        with NewsStore.open(path) as first, NewsStore.open(path) as second:
            writer.write([article_of(2)])
            writer.publish()
            second.close()
            assert first.search_vectors("passages", vector_of(2_000), k=1)[0].score > 0.999
            with pytest.raises(StoreError, match="was closed"):
                second.search_words("word2", k=1)


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


def resident_mib() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) // 1024


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files the Linux way")
def test_twenty_generations_hold_neither_files_nor_memory(path: Path) -> None:
    models = StoreModels(MODELS.passages, None)
    with StoreWriter.open(path, models) as writer, NewsStore.open(path) as store:
        files, memory = [], []
        for number in range(20):
            writer.write([replace(article_of(number, passages=20), lead_vector=None)])
            writer.publish()
            assert store.search_vectors("passages", vector_of(number * 1_000), k=1)[0].score > 0.999
            gc.collect()
            files.append(open_files())
            memory.append(resident_mib())
        assert store.generation() == 20
    assert max(files[-4:]) <= max(files[:4]) + 4
    assert memory[-1] - memory[3] < 60
    assert len(list((path / "snapshots").iterdir())) == 2
