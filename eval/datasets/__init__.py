"""Benchmarks as cases: one small file each, chosen by name or by what the file looks like."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from eval.cases import Dataset, first_repeated_id
from eval.datasets.beir import load_beir
from eval.datasets.marked import is_notebook, load_marked
from eval.datasets.multihoprag import QUESTIONS, load_multihoprag
from eval.datasets.ours import load_ours
from eval.datasets.reading import read_lines
from eval.datasets.realtimeqa import load_realtimeqa
from rag.errors import UsageError

_EXAMPLE = '{"id": "1", "question": "Who won?", "as_of": "2024-10-24", "answers": ["Lee"]}'
FORMATS: Mapping[str, Callable[[Path], Dataset]] = {
    "ours": load_ours,
    "realtimeqa": load_realtimeqa,
    "multihoprag": load_multihoprag,
    "beir": load_beir,
    "marked": load_marked,
}


def load_dataset(path: str | Path, format_name: str | None = None, *, limit: int | None = None) -> Dataset:
    """The cases at ``path``, the first ``limit`` of them where one is given; the format is sniffed where not named.

    Raises ``UsageError`` or ``RecordRejected``, naming the file and line: a dataset is read whole or not at all,
    since leaving out a bad line would change what is measured.
    """
    path = Path(path).expanduser()
    if not path.exists():
        raise UsageError(f"{path} does not exist: check the path")
    if format_name is not None and format_name not in FORMATS:
        raise UsageError(f"{format_name!r} is not a format: use {', '.join(FORMATS)}")
    dataset = FORMATS[format_name or sniff(path)](path)
    if not dataset.cases:
        raise UsageError(f"{path} holds no questions")
    repeated = first_repeated_id(dataset.cases)
    if repeated is not None:
        raise UsageError(f"{path}: two questions have the id {repeated!r}; ids must be unique")
    return dataset if limit is None else replace(dataset, cases=dataset.cases[:limit])


def sniff(path: Path) -> str:
    """The format's name, from a folder's files or a file's first record."""
    if path.is_dir():
        if (path / QUESTIONS).is_file():
            return "multihoprag"
        if any((path / name).is_file() for name in ("queries.jsonl", "queries.tsv")):
            return "beir"
        if next(path.rglob("*_qa.jsonl"), None) is not None:
            return "realtimeqa"
        raise UsageError(f"{path} is a folder of no known format: name one with --format {'|'.join(FORMATS)}")
    if is_notebook(path):
        return "marked"
    first = next((line for _, line in read_lines(path)), "").strip()
    if not first:
        raise UsageError(f"{path} is empty: write a question a line, such as {_EXAMPLE}")
    if first.startswith("["):
        return "multihoprag"
    try:
        record = json.loads(first)
    except (json.JSONDecodeError, RecursionError):
        record = None
    if isinstance(record, dict):
        return "realtimeqa" if "question_id" in record else "ours"
    raise UsageError(
        f"{path} is of no known format: write a question a line, such as {_EXAMPLE}, "
        f"or name its format with --format {'|'.join(FORMATS)}"
    )
