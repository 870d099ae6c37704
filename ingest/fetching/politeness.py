"""Turns at a host: one request at a time, and a pause between two of them."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Turns:
    """Whose turn it is at which host, for any number of threads. ``clock`` and ``wait`` count seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, wait: Callable[[float], None] = time.sleep) -> None:
        self._clock = clock
        self._wait = wait
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._free_at: dict[str, float] = {}
        self._guard = threading.Lock()

    @contextmanager
    def at(self, host: str, pause_s: float) -> Iterator[None]:
        """One request's time: begins when the host is free, and leaves it ``pause_s`` to rest."""
        with self._guard:
            lock = self._locks[host]
        with lock:
            if (left := self.left_s(host)) > 0:
                self._wait(left)
            try:
                yield
            finally:
                self.keep_off(host, pause_s)

    def keep_off(self, host: str, seconds: float) -> None:
        """No request to the host before so many seconds have passed."""
        with self._guard:
            self._free_at[host] = max(self._free_at.get(host, 0.0), self._clock() + seconds)

    def left_s(self, host: str) -> float:
        """Seconds until the host may be asked again; 0 or less where it may be now."""
        with self._guard:
            return self._free_at.get(host, 0.0) - self._clock()
