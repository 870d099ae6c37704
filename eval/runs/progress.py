"""A run's progress on stderr: how far, how fast, how long still, what failed, what it cost."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

from eval.runs.asking import Progress


@contextmanager
def shown_progress(*, label: str) -> Iterator[Callable[[Progress], None]]:
    """Give the function to call with each ``Progress``; the bar ends with the block."""
    bar = tqdm(
        desc=label,
        unit="case",
        file=sys.stderr,
        mininterval=0.2,
        dynamic_ncols=True,
        disable=not sys.stderr.isatty(),
    )

    def update(progress: Progress) -> None:
        if bar.total is None:
            # What an earlier part of the run finished is not this part's speed.
            bar.total, bar.initial, bar.n = progress.total, progress.done - 1, progress.done - 1
        told: dict[str, float] = {"failed": progress.failed} if progress.failed else {}
        if progress.cost_usd:
            told |= {"USD": round(progress.cost_usd, 4)}
        bar.set_postfix(told, refresh=False)
        bar.update(progress.done - bar.n)

    try:
        yield update
    finally:
        bar.close()
