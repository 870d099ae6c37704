"""Wall time by stage of a question."""

from __future__ import annotations

from time import perf_counter


class Laps:
    """A stopwatch with laps: each ends a stage, and stages of the same name are added up.

    >>> laps = Laps()
    >>> laps.lap("understand")
    >>> list(laps.elapsed_ms)
    ['understand']
    """

    def __init__(self) -> None:
        self.elapsed_ms: dict[str, float] = {}
        self._since = perf_counter()

    def restart(self) -> None:
        """What has passed since the last lap belongs to no stage."""
        self._since = perf_counter()

    def lap(self, stage: str) -> None:
        """What has passed since the last lap belongs to this stage."""
        now = perf_counter()
        self.elapsed_ms[stage] = self.elapsed_ms.get(stage, 0.0) + (now - self._since) * 1000
        self._since = now
