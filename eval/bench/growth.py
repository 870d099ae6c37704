"""How build time and search time grow with the number of articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from eval.bench.asking import Asked, asked_of
from eval.bench.building import build_store
from eval.bench.table import Column, Table
from eval.bench.timing import interleaved, p50, p95
from eval.cases import Case
from rag.qa import NewsQA
from rag.settings import Settings

SIZES = (1_000, 4_000, 16_000)
K = 10
_MB = 1e6

_COLUMNS = (
    Column("articles", "articles", ",d"),
    Column("passages", "passages", ",d"),
    Column("build_s", "build s", ".1f"),
    Column("passages_per_s", "passages/s", ",.0f"),
    Column("store_mb", "store MB", ",.0f"),
    Column("p50_ms", "search p50 ms", ".2f"),
    Column("p95_ms", "p95 ms", ".2f"),
)


def growth(lines: list[bytes], sizes: Sequence[int], cases: Sequence[Case], settings: Settings, folder: Path) -> Table:
    """Stores of several sizes built in ``folder``, and searched with the same questions in turns.

    A size that there are not enough articles for is that of all of them.
    """
    built = [build_store(lines, size, folder / f"{size}") for size in sorted({min(size, len(lines)) for size in sizes})]
    with ExitStack() as opened:
        stores = [(one, opened.enter_context(NewsQA.open(one.path, settings))) for one in built]
        stats = [qa.stats() for _, qa in stores]
        elapsed = interleaved({str(one.path): _search(qa) for one, qa in stores}, asked_of(cases, stats[0]))
    rows = tuple(
        {
            "articles": one.articles,
            "passages": one.passages,
            "build_s": one.elapsed_s,
            "passages_per_s": one.passages / one.elapsed_s,
            "store_mb": held.store_bytes / _MB,
            "p50_ms": p50(elapsed[str(one.path)]),
            "p95_ms": p95(elapsed[str(one.path)]),
        }
        for one, held in zip(built, stats, strict=True)
    )
    return Table(
        "growth",
        f"Growth: words and passage vectors, {len(cases)} questions as of their day, k={K}",
        _COLUMNS,
        rows,
        ("Each size is spread evenly over the file. build: until all of it can be searched, from the file on disk.",),
    )


def _search(qa: NewsQA) -> Callable[[Asked], object]:
    return lambda one: qa.search(one.question, K, as_of=one.day)
