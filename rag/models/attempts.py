"""When a failed request is tried again, and after how long: pure, so that tests need not wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rag.errors import ModelError

FIRST_WAIT_S: Final = 0.5
LONGEST_WAIT_S: Final = 8.0


class Attempts:
    """The retries of one request under one deadline.

    The wait before retry n (from 0) is drawn evenly from 0 to ``min(8, 0.5 · 2ⁿ)`` seconds ("full jitter", AWS
    Architecture Blog, 2015), added to the server's own Retry-After where it gave one.

    >>> from rag.errors import ModelUnreachable
    >>> attempts = Attempts(retries=1, timeout_s=10, clock=lambda: 0.0, random=lambda: 1.0)
    >>> attempts.wait_s(ModelUnreachable("no connection"))
    0.5
    >>> attempts.wait_s(ModelUnreachable("no connection"))
    Traceback (most recent call last):
    rag.errors.ModelUnreachable: no connection
    """

    def __init__(
        self, *, retries: int, timeout_s: float, clock: Callable[[], float], random: Callable[[], float]
    ) -> None:
        self._retries = retries
        self._tried = 0
        self._clock = clock
        self._random = random
        self._ends_at = clock() + timeout_s

    @property
    def left_s(self) -> float:
        """Seconds to the deadline, below 0 after it."""
        return self._ends_at - self._clock()

    def wait_s(self, error: ModelError, *, given_out: bool = False) -> float:
        """Seconds to wait before the next try; raises the error where trying again cannot help or has no time left.

        ``given_out``: some of the answer has been shown already, so that there is no starting over.
        """
        if given_out or not error.retry or self._tried >= self._retries:
            raise error
        wait: float = self._random() * min(LONGEST_WAIT_S, FIRST_WAIT_S * 2**self._tried) + (error.retry_after_s or 0.0)
        if wait >= self.left_s:
            raise error
        self._tried += 1
        return wait
