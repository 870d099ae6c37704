"""True sentences about something else are no answer; pronouns whose sentence was removed do not hang in the air."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rag import NewsQA
from rag.answering.deciding.relevance import OffTheQuestion
from rag.retrieval.question import Understood
from rag.retrieval.search import Retrieved
from rag.settings import Secret, Settings
from rag.types import Answer, Filters, Hit, Passage, Span
from tests.grounding_tables import story
from tests.llm_server import LLMServer

AIRLINE = story(
    "a", "2026-03-01", "Post", "Airline fined", "Regulators fined Skyway, an airline, for violations of rights."
)
MEALS = story(
    "b", "2026-03-02", "Post", "School meals recalled", "The ministry published a list of schools with bad ham."
)
SUMMIT = story(
    "c", "2026-03-03", "Post", "Leaders arrive", "Leaders met at the Orlan summit in the Dravian city of Vess."
)
TROOPS = story("d", "2026-03-04", "Post", "Troops sent", "Dravian leaders denied that a city sent troops to the group.")
COMMON = {"fined", "airline", "violations", "rights", "leaders", "city", "dravian", "met"}


def _rarity(words: Sequence[str]) -> dict[str, float]:
    return {word: 2.0 if word in COMMON else 6.0 for word in words}


def _off(question: str, cited: Passage, *hits: Passage) -> bool:
    understood = Understood(question, question, datetime(2026, 3, 29, tzinfo=UTC))
    retrieved = Retrieved(understood, Filters(), None, tuple(Hit(passage, 1.0) for passage in hits))
    return OffTheQuestion(retrieved, _rarity)(cited.text, [(cited, Span(0, len(cited.text), cited.text))])


def test_a_sentence_that_shares_nothing_with_the_question_is_off_it() -> None:
    question = "Which airline was fined for violations of rights?"

    assert _off(question, MEALS, AIRLINE, MEALS)
    assert not _off(question, AIRLINE, AIRLINE, MEALS)


def test_where_no_hit_is_nearer_nothing_is_set_aside() -> None:
    assert not _off("Which airline was fined for violations of rights?", MEALS, MEALS)


def test_an_answer_without_the_questions_rarest_name_is_off_it_where_another_hit_has_it() -> None:
    question = "In which Dravian city did leaders meet at the Orlan summit?"

    assert _off(question, TROOPS, SUMMIT, TROOPS)
    assert not _off(question, SUMMIT, SUMMIT, TROOPS)
    assert not _off(question, TROOPS, TROOPS)


def _answer(settings: Settings, question: str, said: str) -> Answer:
    with LLMServer(lambda _: said) as server:
        chosen = replace(
            settings,
            answerer="openai",
            openai_base_url=server.base_url,
            openai_api_key=Secret("sk-test"),
            chat_retries=0,
        )
        with NewsQA.open(settings=chosen) as qa:
            return qa.query(question)


GYRO = "Two wires of its gyrocompass had been swapped during maintenance"


@pytest.mark.parametrize(
    ("removed", "kept"),
    [
        ("The Morrow Star was struck by lightning.", 1),  # what "it" means stands in the question
        ("The Grey Linnet was struck by lightning.", 0),
        ("The vessel was struck by lightning.", 0),
    ],
)
def test_a_pronoun_whose_sentence_was_removed_stands_only_where_the_question_names_it(
    sample_settings: Settings, removed: str, kept: int
) -> None:
    sentence = "It ran aground because two wires of her gyrocompass had been swapped during maintenance"

    answer = _answer(sample_settings, "Why did the Morrow Star run aground?", f"{removed} {sentence} [1].")

    assert answer.text.count(sentence) == kept


def test_quotes_that_take_a_models_place_have_to_hold_something_of_the_question(sample_settings: Settings) -> None:
    question = "What did the helmsman cry before the crash?"
    with NewsQA.open(settings=sample_settings) as qa:
        assert qa.query(question).answerer == "quoting"  # what is quoted where no model was asked

    answer = _answer(sample_settings, question, "A wizard turned it into a teapot [1].")

    assert answer.abstained is not None and answer.abstained.reason == "not_answered"


def test_a_model_may_find_an_answer_where_quotes_would_be_none(sample_settings: Settings) -> None:
    question = "Was Storm Ysolde the costliest since 1998?"
    with NewsQA.open(settings=sample_settings) as qa:
        quoted = qa.query(question)
    sentence = quoted.hits[0].passage.text.split(".")[0]

    answer = _answer(sample_settings, question, f"{sentence} [1].")

    assert quoted.abstained is not None and quoted.abstained.reason == "not_answered" and not quoted.text
    assert answer.abstained is None and sentence in answer.text
