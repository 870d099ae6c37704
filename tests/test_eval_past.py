"""The questions about the past: well formed, and answered by articles that were old when they are asked."""

import json
import lzma
from datetime import date, timedelta
from pathlib import Path

import pytest

from eval.cases import Case, day_of
from eval.datasets import load_dataset
from eval.metrics.matching import contains_any, normalized

QUESTIONS = Path(__file__).parent.parent / "eval" / "past" / "questions.jsonl"
A_YEAR = timedelta(days=365)


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return load_dataset(QUESTIONS).cases


def test_there_are_a_hundred_different_questions_with_short_answers(cases: tuple[Case, ...]) -> None:
    assert len({normalized(case.question) for case in cases}) == len(cases) == 100
    assert {case.type for case in cases} == {"past"}
    assert {asked_on(case).year for case in cases} == {2023, 2024}
    assert all(case.answers for case in cases)
    assert max(len(answer.split()) for case in cases for answer in case.answers) <= 4


def test_every_second_question_names_its_year(cases: tuple[Case, ...]) -> None:
    names_year = [
        any(word.isdigit() and len(word) == 4 for word in normalized(case.question).split()) for case in cases
    ]

    assert names_year == [True, False] * 50


def test_every_question_has_an_answer_in_an_article_a_year_older(cases: tuple[Case, ...], shared_data: Path) -> None:
    waiting = {case.id: (case, asked_on(case) - A_YEAR, first_words(case)) for case in cases}

    with lzma.open(shared_data / "data" / "realtimeqa" / "articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            text = f"{article['title']}\n{article['text']}"
            lowered = text.lower()
            for case, latest, words in list(waiting.values()):
                if not any(word in lowered for word in words):
                    continue
                published = article["publish_date"]
                if published and date.fromisoformat(published) <= latest and contains_any(text, case.answers):
                    del waiting[case.id]
            if not waiting:
                break

    assert [case.question for case, *_ in waiting.values()] == []


def asked_on(case: Case) -> date:
    day = day_of(case.as_of)
    assert day is not None, f"{case.id} has no as_of"
    return day


def first_words(case: Case) -> list[str]:
    """A word of each answer, without which no text holds it: far cheaper to look for than the answer."""
    return [max(normalized(answer).split(), key=len) for answer in case.answers]
