"""Memory of a process that serves a store: measured in one of its own, which does nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.bench.asking import Asked
from eval.bench.table import Column, Table
from rag.errors import StoreError

SEARCHES = 50
_MB = 1e6

_COLUMNS = (
    Column("what", ""),
    Column("elapsed_s", "took s", ".2f"),
    Column("rss_mb", "RSS MB", ",.0f"),
    Column("private_mb", "private MB", ",.0f"),
)


def serving_memory(store: Path, asked: Sequence[Asked]) -> Table:
    """Resident memory before, after opening and after searching, and what each step took."""
    questions = [(one.question, one.day.isoformat()) for one in asked[:SEARCHES]]
    child = subprocess.run(
        [sys.executable, "-m", "eval.bench.serving"],
        input=json.dumps({"store": str(store), "questions": questions}),
        capture_output=True,
        text=True,
        check=False,
    )
    if child.returncode:
        raise StoreError(f"{store} could not be served: {(child.stderr.strip().splitlines() or ['no reason'])[-1]}")
    rows = tuple(
        {
            "what": row["what"],
            "elapsed_s": row["elapsed_s"],
            "rss_mb": row["rss_bytes"] / _MB,
            "private_mb": None if row["private_bytes"] is None else row["private_bytes"] / _MB,
        }
        for row in json.loads(child.stdout)
    )
    return Table(
        "memory",
        "Memory of a fresh process that serves the store",
        _COLUMNS,
        rows,
        ("private: without pages of files, which all processes of the machine share.",),
    )
