"""Preparing batches in a second process while this one writes: cleaning is Python, and one process runs on one core.

The process is started when there is a second batch to prepare, so that small ingests do not pay for it. It is spoken
to through its pipes, and ends when they do: also when this process was killed. Should it end by itself, what it was
at is prepared anew here, and so is the rest.
"""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from ingest.preparing import Arrived, PreparedBatch, Preparer
from rag.settings import Settings

AHEAD = 2
"""Batches that are prepared, or wait to be, while one is written: what bounds the memory."""


def prepare_beside(batches: Iterable[Sequence[Arrived]], settings: Settings) -> Iterator[PreparedBatch]:
    """Each batch in its turn. Raises what preparing it raised."""
    waiting: deque[Future[PreparedBatch]] = deque()
    preparer = _Beside(Preparer(settings))
    pool = ThreadPoolExecutor(1)
    try:
        for batch in batches:
            waiting.append(pool.submit(preparer, batch))
            while waiting and (len(waiting) > AHEAD or waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        preparer.close()
        pool.shutdown(cancel_futures=True)


class _Beside:
    """Prepares the first batch here and the others in the other process, as long as there is one. For one thread."""

    def __init__(self, here: Preparer) -> None:
        self._here = here
        self._prepared = 0
        self._lost = self._closed = False
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, batch: Sequence[Arrived]) -> PreparedBatch:
        if all(arrived.unchanged for arrived in batch):
            return self._here(batch)
        self._prepared += 1
        if self._prepared > 1 and not self._lost:
            try:
                return self._elsewhere(batch)
            except (OSError, EOFError, pickle.UnpicklingError):
                self._lost = True
                if self._closed:
                    raise
        return self._here(batch)

    def close(self) -> None:
        """End the process, at once."""
        self._closed = True
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with suppress(OSError):  # what was on its way to it is of no use any more
                        pipe.close()

    def _elsewhere(self, batch: Sequence[Arrived]) -> PreparedBatch:
        if self._process is None:
            # Not multiprocessing: that runs the caller's own script again, which need not be made for it.
            code = f"import sys; sys.path[:] = {sys.path!r}; from ingest.beside import serve; serve()"
            self._process = subprocess.Popen(
                [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            self._send(self._here)
        self._send(batch)
        assert self._process.stdout is not None
        answer: PreparedBatch | BaseException = pickle.load(self._process.stdout)  # noqa: S301 - our own process
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def _send(self, what: object) -> None:
        assert self._process is not None and self._process.stdin is not None
        pickle.dump(what, self._process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
        self._process.stdin.flush()


def serve() -> None:
    """The other process: a preparer comes through stdin, then batches, until it ends; each is answered on stdout."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that is in charge
    batches, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may speak there
    with suppress(EOFError, BrokenPipeError):
        preparer: Preparer = pickle.load(batches)  # noqa: S301 - our own process
        while True:
            batch: Any = pickle.load(batches)  # noqa: S301
            answer: PreparedBatch | Exception
            try:
                answer = preparer(batch)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where the batch came from
                answer = error
            pickle.dump(answer, answers, protocol=pickle.HIGHEST_PROTOCOL)
            answers.flush()
