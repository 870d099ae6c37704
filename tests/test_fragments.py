"""Answers of a few words are proved together with their question; and three readings that once threw true ones away."""

from datetime import UTC, datetime

import pytest

from rag.proving.grounding import Evidence, check
from rag.types import Passage

DAY = datetime(2026, 3, 4, tzinfo=UTC)
TEXT = (
    "Orlind sent at least 3,000 soldiers to Vastria this month, officials said on Wednesday. "
    "Vastria has denied it. Some 12,500 tram drivers are on strike in Porthaven over shifts, their union said. "
    "Orlind also sells grain."
)


def passage(text: str, title: str = "Soldiers on the move") -> Passage:
    return Passage("a", 0, 0, len(text), text, title, publisher="The Courier", published_at=DAY)


@pytest.mark.parametrize(
    ("question", "fragment", "supported"),
    [
        ("Which country has sent at least 3,000 soldiers to Vastria this month?", "Orlind.", True),
        ("Which country has sent at least 3,000 soldiers to Vastria this month?", "Vastria.", False),
        ("How many tram drivers are on strike in Porthaven?", "12,500", True),
        ("How many tram drivers are on strike in Porthaven?", "3,000", False),
        ("How many tram drivers are on strike in Porthaven?", "About 12,000", False),
        ("Which bank was fined for hiding losses?", "Orlind.", False),
    ],
)
def test_a_fragment_is_proved_as_the_answer_to_its_question(question: str, fragment: str, supported: bool) -> None:
    verdict = Evidence([passage(TEXT)], as_of=DAY, question=question).check(fragment, (1,))
    assert verdict.supported is supported
    assert bool(verdict.support) is supported


def test_a_fragment_of_another_passage_is_moved_there() -> None:
    evidence = Evidence(
        [passage("Grain is dear."), passage(TEXT)],
        as_of=DAY,
        question="Which country has sent 3,000 soldiers to Vastria?",
    )
    verdict = evidence.check("Orlind", (1,))
    assert (verdict.supported, verdict.moved) == (True, True)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Birch is the No. 1 culprit for coughs in spring.", "Birch is the No. 1 culprit of all spring coughs."),
        (
            "The PDW is looking into an outbreak linked to eels.",
            "The Porthaven Department of Waters said it is looking into an outbreak linked to eels.",
        ),
        (
            "The fire marshal of Orlind has put a burn ban in effect due to dry weather.",
            "Amid a dry spell, the fire marshal of Orlind has put a burn ban in effect. He spoke of dry weather.",
        ),
    ],
)
def test_what_is_put_a_little_differently_is_let_through(sentence: str, text: str) -> None:
    verdict = check(sentence, [passage(text)])
    assert verdict.supported, verdict.why
