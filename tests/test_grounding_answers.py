"""Sentences in a model's own style: what is let through and what is not, the known limits named one by one."""

from __future__ import annotations

import pytest

from rag.proving.grounding import check
from tests.grounding_answers import HELD_OUT, STORIES, TUNED, TUNED_TOO
from tests.grounding_tables import Case

CASES = (*TUNED, *TUNED_TOO, *HELD_OUT)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_models_sentence_is_judged_as_an_editor_would(case: Case) -> None:
    verdict = check(case.sentence, [STORIES[name] for name in case.cited])

    assert verdict.supported == (case.supported is not case.limit), f"{case.why}; the check says: {verdict.why}"


def test_no_limit_is_added_to_those_that_are_known() -> None:
    assert len({case.sentence for case in CASES}) == len(CASES) == 160
    assert sum(case.limit for case in CASES if case.supported) == 19
    assert sum(case.limit for case in CASES if not case.supported) == 9
