"""Sentences far from the words of the sample news: what is let through and what is not, known limits one by one."""

from __future__ import annotations

import pytest

from rag.proving.grounding import check
from rag.types import Passage
from tests.grounding_newswire import SEEN, SEVERAL, UNSEEN, sample_stories
from tests.grounding_tables import Case


@pytest.fixture(scope="module")
def stories() -> dict[str, Passage]:
    return sample_stories()


@pytest.mark.parametrize("case", [*SEEN, *UNSEEN, *SEVERAL], ids=str)
def test_a_paraphrase_of_the_sample_is_let_through_and_a_trap_stopped(case: Case, stories: dict[str, Passage]) -> None:
    verdict = check(case.sentence, [stories[name] for name in case.cited])

    assert verdict.supported == (case.supported is not case.limit), verdict.why


def test_no_trap_is_added_to_those_that_are_known() -> None:
    false = [case for case in (*SEEN, *UNSEEN, *SEVERAL) if not case.supported]

    assert sum(case.limit for case in false) == 3 and len(false) == 57
