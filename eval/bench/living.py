"""What one waits for, living with it: the command line's start, the first answer, and each answer after it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from eval.bench.asking import Asked
from eval.bench.table import Column, Table
from eval.bench.timing import Milliseconds, interleaved, p50, p95
from rag.errors import StoreError
from rag.qa import NewsQA

STARTS = 3
ANSWERS = 200
_DATELINE = Path(sys.executable).with_name("dateline")

_COLUMNS = (
    Column("what", ""),
    Column("count", "times", ",d"),
    Column("p50_ms", "p50 ms", ",.0f"),
    Column("p95_ms", "p95 ms", ",.0f"),
)


def living(qa: NewsQA, store: Path, asked: Sequence[Asked]) -> Table:
    """Wall time of ``dateline --help``, of ``dateline ask`` in fresh processes, and of quoting answers in this one."""
    one = asked[0]
    ask = ["ask", one.question, "--as-of", one.day.isoformat(), "--store", str(store), "--answerer", "quoting"]
    some = asked[:ANSWERS]
    warm = interleaved({"answer": lambda it: qa.query(it.question, as_of=it.day)}, some)["answer"]
    rows = (
        _row("dateline --help", _started(["--help"])),
        _row("the first answer of a fresh process", _started(ask)),
        _row("a quoting answer, warm", warm),
    )
    return Table("living", "What one waits for", _COLUMNS, rows)


def _started(arguments: list[str]) -> Milliseconds:
    elapsed = []
    for _ in range(STARTS):
        began = time.perf_counter()
        child = subprocess.run([_DATELINE, *arguments], capture_output=True, text=True, check=False)
        elapsed.append((time.perf_counter() - began) * 1000)
        if child.returncode:
            raise StoreError(f"dateline {arguments[0]} failed: {child.stderr.strip()[-300:]}")
    return np.array(elapsed)


def _row(what: str, elapsed: Milliseconds) -> dict[str, str | int | float | None]:
    return {"what": what, "count": len(elapsed), "p50_ms": p50(elapsed), "p95_ms": p95(elapsed)}
