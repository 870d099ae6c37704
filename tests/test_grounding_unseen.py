"""Free paraphrases and the traps beside them: what is let through and what is not, known limits named one by one."""

from __future__ import annotations

import pytest

from rag.proving.grounding import check
from tests.grounding_tables import Case
from tests.grounding_unseen import FIRST, LATER, STORIES


@pytest.mark.parametrize("case", [*FIRST, *LATER], ids=str)
def test_a_paraphrase_is_let_through_and_a_trap_stopped(case: Case) -> None:
    verdict = check(case.sentence, [STORIES[name] for name in case.cited])

    assert verdict.supported == (case.supported is not case.limit), verdict.why


@pytest.mark.parametrize(
    ("cases", "passing", "stopped", "of_each"), [(FIRST, 41, 55, 65), (LATER, 19, 25, 30)], ids=["first", "later"]
)
def test_no_limit_is_added_to_those_that_are_known(
    cases: tuple[Case, ...], passing: int, stopped: int, of_each: int
) -> None:
    true, false = ([case for case in cases if case.supported is kind] for kind in (True, False))

    assert len(true) == len(false) == of_each
    assert sum(not case.limit for case in true) >= passing
    assert sum(not case.limit for case in false) >= stopped
