"""The hand-labelled pairs of ``story_pairs.jsonl``: made-up articles, their edited copies, and near misses.

A line is a text of its own, a text made of another one by the edits an editor makes, or a pair with its label.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from rag.types import Article


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles, whether they are one story, and why."""

    one: Article
    other: Article
    same: bool
    why: str

    def __str__(self) -> str:
        return f"{self.one.id} and {self.other.id}: {self.why}"


@cache
def labelled_pairs() -> tuple[Pair, ...]:
    """All pairs, in order."""
    lines = Path(__file__).with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    records: list[dict[str, Any]] = [json.loads(line) for line in lines]
    texts = {record["text"]: record for record in records if "text" in record}
    articles = {name: _article(record, texts) for name, record in texts.items()}
    return tuple(
        Pair(articles[record["pair"][0]], articles[record["pair"][1]], record["same"], record["why"])
        for record in records
        if "pair" in record
    )


def _article(record: dict[str, Any], texts: dict[str, dict[str, Any]]) -> Article:
    base = texts[record["of"]] if "of" in record else record
    paragraphs = [base["paragraphs"][place] for place in record.get("keep", range(len(base["paragraphs"])))]
    text = "\n\n".join((*record.get("before", ()), *paragraphs, *record.get("after", ())))
    for old, new in record.get("exchange", ()):
        if old not in text:
            raise ValueError(f"{record['text']}: nothing to exchange: {old!r}")
        text = text.replace(old, new)
    return Article(
        id=record["text"],
        title=record.get("title", base["title"]),
        text=text,
        publisher=record["outlet"],
        url=f"https://{record['text']}.example/",
        published_at=datetime.fromisoformat(record["published_at"]),
    )
