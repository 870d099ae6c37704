"""How many free paraphrases the check lets through and how many traps it stops: recorded floors, misses are known."""

from __future__ import annotations

import pytest

from rag.proving.grounding import check
from tests.grounding_unseen import PARAPHRASES, PARAPHRASES_LATER, STORIES, TRAPS, TRAPS_LATER


def _let_through(sentences: tuple[tuple[str, str], ...]) -> int:
    return sum(check(sentence, [STORIES[name]]).supported for name, sentence in sentences)


@pytest.mark.parametrize(("sentences", "floor"), [(PARAPHRASES, 34), (PARAPHRASES_LATER, 13)], ids=["first", "later"])
def test_free_paraphrases_are_let_through(sentences: tuple[tuple[str, str], ...], floor: int) -> None:
    assert _let_through(sentences) >= floor


@pytest.mark.parametrize(("sentences", "floor"), [(TRAPS, 55), (TRAPS_LATER, 25)], ids=["first", "later"])
def test_traps_are_stopped(sentences: tuple[tuple[str, str], ...], floor: int) -> None:
    assert len(sentences) - _let_through(sentences) >= floor
