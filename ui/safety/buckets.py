"""How many requests somebody may send: token buckets, one a user or address."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

REMEMBERED: Final = 10_000


class Buckets:
    """Each holds a minute's worth at most and fills evenly. ``clock`` gives seconds that only grow.

    >>> now = 0.0
    >>> buckets = Buckets(per_minute=2, clock=lambda: now)
    >>> [buckets.wait_s("ada") for _ in range(3)]
    [0.0, 0.0, 30.0]
    """

    def __init__(self, *, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._size = float(per_minute)
        self._clock = clock
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()  # what is left, and when that was so

    def wait_s(self, who: str) -> float:
        """0 if one more request may be served, and it is counted; else how many seconds until one may."""
        now = self._clock()
        left, then = self._levels.pop(who, (self._size, now))
        left = min(self._size, left + (now - then) * self._size / 60)
        enough = left >= 1
        self._levels[who] = (left - 1 if enough else left, now)
        if len(self._levels) > REMEMBERED:
            self._levels.popitem(last=False)
        return 0.0 if enough else (1 - left) * 60 / self._size
