"""What the times in a question come to: a table of questions with the window a reader would expect."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rag.retrieval.time_window import read_times
from rag.types import Window

CASES = Path(__file__).with_name("time_cases.tsv")


def noon(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)


def midnight(day: str) -> datetime | None:
    return None if day == "-" else datetime.fromisoformat(day).replace(tzinfo=UTC)


def rows() -> list[tuple[str, ...]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("as_of", "since", "until", "firmness", "phrase", "question"), rows())
def test_window(as_of: str, since: str, until: str, firmness: str, phrase: str, question: str) -> None:
    expected = None if firmness == "none" else Window(midnight(since), midnight(until), firmness == "firm", phrase)

    read = read_times(question, noon(as_of))

    assert read.window == expected
