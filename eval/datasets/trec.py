"""TREC's plain files: qrels (``query iteration document grade``) and runs (``query Q0 document rank score tag``)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.datasets.reading import read_lines
from rag.errors import RecordRejected


def read_trec_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Grades by query and document, in the file's order."""
    qrels: dict[str, dict[str, int]] = {}
    for number, line in read_lines(path):
        columns = line.split()
        if len(columns) != 4:
            raise RecordRejected(str(path), f"has {len(columns)} columns where qrels have 4", line=number)
        query, _, document, grade = columns
        qrels.setdefault(query, {})[document] = whole_grade(path, number, grade)
    return qrels


def read_trec_run(path: Path) -> dict[str, list[str]]:
    """Documents by query, best first: by score downwards, ties as they stand in the file (ranks are not believed)."""
    scored: dict[str, dict[str, float]] = {}
    for number, line in read_lines(path):
        columns = line.split()
        if len(columns) != 6:
            raise RecordRejected(str(path), f"has {len(columns)} columns where a run has 6", line=number)
        query, _, document, _, score, _ = columns
        try:
            value = float(score)
        except ValueError:
            value = math.nan
        if math.isnan(value):
            raise RecordRejected(str(path), f"{score!r} is not a number", line=number, field="score")
        scored.setdefault(query, {})[document] = value
    return {query: sorted(found, key=lambda document: -found[document]) for query, found in scored.items()}


def write_trec_run(path: Path, rankings: Mapping[str, Sequence[str]], tag: str) -> None:
    """Write rankings so that any TREC tool can judge them; scores only say the order."""
    rows = [
        f"{_one_word(query)} Q0 {_one_word(document)} {rank} {1 / rank:.6f} {_one_word(tag)}\n"
        for query, documents in rankings.items()
        for rank, document in enumerate(documents, start=1)
    ]
    path.write_text("".join(rows), encoding="utf-8")


def whole_grade(path: Path, number: int, grade: str) -> int:
    """A relevance grade; below 0, as some collections mark junk, counts as 0."""
    try:
        return max(0, int(grade))
    except ValueError:
        raise RecordRejected(str(path), f"{grade!r} is not a whole number", line=number, field="grade") from None


def _one_word(name: str) -> str:
    return "%20".join(name.split()) or "-"
