"""Sentences in a model's own style: what is let through and what is not, the known limits named one by one."""

from __future__ import annotations

import pytest

from rag.proving.grounding import check
from tests.grounding_answers import HELD_OUT, LET_THROUGH, REJECTED, STORIES, TUNED, TUNED_TOO
from tests.grounding_cases import Case

CASES = (*TUNED, *TUNED_TOO, *HELD_OUT)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.cited[0]}: {case.sentence}")
def test_a_models_sentence_is_judged_as_an_editor_would(case: Case) -> None:
    known_limit = case.sentence in (REJECTED | LET_THROUGH)

    verdict = check(case.sentence, [STORIES[name] for name in case.cited])

    assert verdict.supported == (case.supported is not known_limit), f"{case.why}; the check says: {verdict.why}"


def test_the_limits_are_of_the_kind_they_are_listed_as() -> None:
    judged = {case.sentence: case.supported for case in CASES}

    assert len(judged) == len(CASES) == 160
    assert all(judged[sentence] for sentence in REJECTED)
    assert not any(judged[sentence] for sentence in LET_THROUGH)
