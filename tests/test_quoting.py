"""The quoting answer: which sentences are taken, which are left out, and what its weights are fitted by."""

from __future__ import annotations

import argparse
import json
import math
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from eval.cases import Case
from eval.commands import add_arguments
from eval.commands import run as run_command
from eval.datasets import load_dataset
from eval.metrics.answer_kept import answer_kept
from eval.outcome import Outcome
from eval.tuning.quoting import Quotable, fit_quoting, quoted
from rag import NewsQA
from rag.answering.asking import sort_words
from rag.answering.quotable import quotable_sentences
from rag.answering.quoting import Quoter, QuotingWeights, choose, ranked
from rag.answering.signs import SIGNS, Signs, signs
from rag.errors import UsageError
from rag.models.protocols import EmbeddingModel
from rag.models.static import open_static
from rag.retrieval.question import Understood
from rag.retrieval.search import Retrieved
from rag.settings import Settings
from rag.types import Answer, Filters, Hit, Passage

QUESTIONS = Path(__file__).parent.parent / "eval" / "sample" / "questions.jsonl"


def passage(text: str, article: str = "a", title: str = "", day: int = 3) -> Passage:
    return Passage(article, 0, 0, len(text), text, title, published_at=datetime(2026, 3, day, tzinfo=UTC))


@pytest.fixture(scope="module")
def model() -> EmbeddingModel:
    return open_static()


def sign(name: str, question: str, *passages: Passage, model: EmbeddingModel | None = None) -> list[float]:
    found = signs(question, quotable_sentences(passages), model).values
    return [float(value) for value in found[:, SIGNS.index(name)]]


def best(question: str, *passages: Passage, model: EmbeddingModel | None) -> str:
    return Quoter(model).scored(question, passages)[0].sentence.text


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("SKELBY, March 17 (HPA) - A ferry ran aground in fog.", "A ferry ran aground in fog."),
        ("PORT ANVIL/SKELBY − Two ferries stayed in port today.", "Two ferries stayed in port today."),
        ("SKELBY - “Nobody slept that night,” said the mayor.", "“Nobody slept that night,” said the mayor."),
        ("HPA – the agency of Halvern – will close its desk.", "HPA – the agency of Halvern – will close its desk."),
        ("Editor's note: This page tells of the storm on Monday.", None),
        ("Editors’ note: The headline was changed on Monday.", None),
        ("Editors noted that the storm came on Monday.", "Editors noted that the storm came on Monday."),
    ],
)
def test_where_it_was_written_and_notes_on_the_page_are_not_quoted(text: str, quoted: str | None) -> None:
    assert [sentence.text for sentence in quotable_sentences([passage(text)])] == ([quoted] if quoted else [])


def test_there_is_a_weight_for_each_sign() -> None:
    assert len(QuotingWeights().signs) == len(SIGNS) == len(set(SIGNS))


def test_the_number_of_the_counted_thing_is_told_from_other_numbers() -> None:
    text = "The flag is 13 feet long and old. There are thirteen stars on the flag of 1777."
    assert sign("counted", "How many stars were on the first flag?", passage(text)) == [0.0, 1.0]


def test_what_most_articles_name_near_the_question_is_voted_for() -> None:
    passages = [
        passage("Corin Aldash won the harbour race.", "a"),
        passage("Ilka Renn won the harbour race.", "b"),
        passage("The harbour race was won by Ilka Renn of Skelby.", "c"),
    ]
    votes = sign("voted", "Who won the harbour race?", *passages)
    assert votes[1] == votes[2] == 1.0 > votes[0] > 0.0


def test_only_names_the_question_lacks_are_candidates() -> None:
    text = "The mayor of Skelby said no to everything. In Skelby the mayor met Ilka Renn."
    assert sign("candidate", "Who met the mayor of Skelby?", passage(text)) == [0.0, 1.0]


def test_the_kind_asked_for_is_known_by_nearness_of_words(model: EmbeddingModel) -> None:
    question = "The president warned that he may stop sending weapons to which country?"
    text = "He may stop sending weapons to Israel. He may stop sending weapons on Tuesday."
    israel, tuesday = sign("sort_name", question, passage(text), model=model)
    assert israel > tuesday
    assert sign("sort_name", "Who may stop?", passage(text), model=model) == [0.0, 0.0]


def test_the_last_sentence_of_a_question_asks() -> None:
    question = "A ship ran aground on Monday. How many sailors were hurt?"
    text = "A ship ran aground on Monday near Skelby. Eleven sailors were hurt."
    assert sign("focus", question, passage(text)) == [0.0, pytest.approx(1.0)]


def test_neighbours_and_titles_are_context_but_other_passages_are_not() -> None:
    first = passage("The ferry sank in the storm. Eleven were saved there.", "a")
    other = passage("Nobody was in the museum then.", "b")
    context = sign("context", "How many did the ferry save?", first, other)
    assert context[0] == context[1] > context[2]


def test_without_a_model_meaning_counts_nothing_and_sentences_are_still_chosen() -> None:
    text = "The museum opened a new wing. Repairs after the storm cost 40 million crowns."
    assert sign("meaning", "What did the storm cost?", passage(text)) == [0.0, 0.0]
    assert best("What did the storm cost?", passage(text), model=None).startswith("Repairs")


def test_nothing_quotable_is_no_answer(model: EmbeddingModel) -> None:
    assert Quoter(model).scored("What did the storm cost?", [passage("Storm news")]) == []
    assert Quoter(model).scored("What did the storm cost?", []) == []


def chosen(question: str, weights: QuotingWeights, *passages: Passage, model: EmbeddingModel) -> list[str]:
    return [item.sentence.text for item in choose(Quoter(model, weights).scored(question, passages), weights)]


def test_further_sentences_must_come_near_the_best_and_have_to_do_with_the_question(model: EmbeddingModel) -> None:
    storm = passage("Repairs after the storm in Skelby cost 40 million crowns, the council said.", "a", "Storm damage")
    ferry = passage("The ferry to Skelby carried 212 passengers on Sunday morning.", "b", "A ferry timetable")
    weights = QuotingWeights(margins=(1e9,), on_topic=0.0, on_topic_elsewhere=0.0)
    question = "What did the storm in Skelby cost?"
    assert len(chosen(question, weights, storm, ferry, model=model)) == 2
    assert len(chosen(question, replace(weights, on_topic_elsewhere=0.6), storm, ferry, model=model)) == 1
    assert len(chosen(question, replace(weights, margins=(0.5,)), storm, ferry, model=model)) == 1
    assert len(chosen(question, QuotingWeights(), storm, ferry, model=model)) == 1


RATE = "What is the key interest rate of the Bank of Halvern?"
OLD_RATE = "The Bank of Halvern left its key interest rate at 4.25 percent on Thursday."
NEW_RATE = "The Bank of Halvern lowered its key interest rate to 4.00 percent on Thursday."


def quoted_of(question: str, model: EmbeddingModel, *passages: Passage, about_past: bool = False) -> list[str]:
    as_of = datetime(2026, 3, 29, tzinfo=UTC)
    understood = Understood(question, question, as_of, about_past=about_past)
    hits = tuple(Hit(one, 1.0) for one in passages)
    return [sentence.text for sentence in Quoter(model).quote(Retrieved(understood, Filters(), None, hits))]


def test_an_older_state_of_the_same_matter_is_left_out(model: EmbeddingModel) -> None:
    old, new = passage(OLD_RATE, "old", "Rate stays", day=5), passage(NEW_RATE, "new", "Rate cut", day=26)
    assert quoted_of(RATE, model, old, new) == [NEW_RATE]
    assert quoted_of(RATE, model, new, old) == [NEW_RATE]


def test_an_older_state_may_be_what_a_question_about_the_past_wants(model: EmbeddingModel) -> None:
    old, new = passage(OLD_RATE, "old", "Rate stays", day=5), passage(NEW_RATE, "new", "Rate cut", day=26)
    weights = QuotingWeights(same=1.0)
    sentences = quotable_sentences([new, old])
    found = ranked(sentences, signs(RATE, sentences, model, any_day=True), weights)
    assert [item.sentence.text for item in choose(found, weights, any_day=True)] == [NEW_RATE, OLD_RATE]
    assert [item.sentence.text for item in choose(found, weights)] == [NEW_RATE]


def test_days_tell_nothing_of_a_question_about_the_past() -> None:
    sentences = quotable_sentences([passage(OLD_RATE, "old", day=5), passage(NEW_RATE, "new", day=26)])
    fresh = SIGNS.index("fresh")
    old, new = signs(RATE, sentences, None).values[:, fresh]
    assert old < 0.1 < new == 1.0
    assert list(signs(RATE, sentences, None, any_day=True).values[:, fresh]) == [1.0, 1.0]


def test_a_further_sentence_that_says_something_new_goes_before_one_that_repeats(model: EmbeddingModel) -> None:
    first = passage("Corin Aldash won the harbour race in Skelby on Sunday.", "a")
    again = passage("The winner of the harbour race was the rower Corin Aldash.", "b")
    more = passage("Ilka Renn was second in the harbour race behind the winner.", "c")
    found = chosen("Who won the harbour race?", QuotingWeights(margins=(math.inf,)), first, again, more, model=model)
    assert len(found) == 2 and sum("Aldash" in sentence for sentence in found) == 1


def test_nothing_is_said_twice_and_never_more_than_three(model: EmbeddingModel) -> None:
    said = [
        passage(f"Repairs of the {what} after the storm cost {n} million.", what)
        for n, what in enumerate(("harbour", "school", "lighthouse", "station", "bridge"), 2)
    ]
    again = passage("Repairs of the harbour after the storm cost 2 million, one heard.", "z")
    weights = QuotingWeights(margins=(math.inf, math.inf), same=0.9)
    found = chosen("What did the storm cost?", weights, *said, again, model=model)
    assert len(found) == 3
    assert sum("harbour" in sentence for sentence in found) <= 1


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Which food is devoured at the competition?", ("food",)),
        ("What is it made of?", ()),
        ("When did he leave?", ()),
        ("He was fined by which Halvern court, and when?", ("halvern", "court")),
        ("Which", ()),
    ],
)
def test_what_is_asked_for_stands_behind_which(question: str, words: tuple[str, ...]) -> None:
    assert sort_words(question) == words


def outcome(text: str, *passages: Passage, answers: tuple[str, ...] = ("Ilka Renn",)) -> Outcome:
    case = Case("a", "Who won?", as_of=date(2026, 3, 3), answers=answers)
    hits = tuple(Hit(one, 1.0) for one in passages)
    answer = Answer(case.question, datetime(2026, 3, 3, tzinfo=UTC), text=text, hits=hits)
    return Outcome(case, 10, hits, answer)


def test_answer_kept_counts_only_where_the_first_passages_held_it() -> None:
    holds, lacks = passage("Ilka Renn won."), passage("Nobody won.")
    assert answer_kept(outcome("Ilka Renn did. [1]", holds), k=5) == 1.0
    assert answer_kept(outcome("Somebody did. [1]", holds), k=5) == 0.0
    assert math.isnan(answer_kept(outcome("Ilka Renn did. [1]", lacks), k=5))
    assert math.isnan(answer_kept(outcome("Ilka Renn did.", *[lacks] * 5, holds), k=5))
    assert math.isnan(answer_kept(outcome("Ilka Renn did.", holds, answers=()), k=5))


def test_what_is_quoted_is_counted_over_questions_whose_passages_held_the_answer() -> None:
    sentences = tuple(quotable_sentences([passage("The ferry sank on Monday. Ilka Renn was saved by it.")]))
    values = np.zeros((2, len(SIGNS)))
    values[1, 0] = 1.0
    found_signs = Signs(values, (frozenset(), frozenset()))
    held = Quotable(date(2026, 3, 3), sentences, found_signs, np.array([False, True]), held=True)
    weights = replace(QuotingWeights(), signs=(1.0, *[0.0] * (len(SIGNS) - 1)), margins=(2.0,))
    found = quoted([held, replace(held, right=np.array([True, False])), replace(held, held=False)], weights)
    assert (found.questions, found.kept, found.first, found.sentences) == (2, 1.0, 0.5, 2.0)
    assert [item.score for item in ranked(sentences, found_signs, weights)] == [1.0, 0.0]
    assert math.isnan(quoted([], weights).kept)


def test_the_sample_is_fitted_before_a_day_and_checked_after(
    sample_settings: Settings, model: EmbeddingModel, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    asked = ["fit", str(QUESTIONS), "--quoting", "--until", "2026-03-20", "--store", str(sample_settings.store)]
    assert run_command(parser.parse_args([*asked, "--json"])) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found["weights"]) == list(SIGNS)
    assert found["fitted"]["questions"] > 20 and found["checked"]["questions"] > 20
    assert found["fitted"]["kept"] >= found["fitted"]["first"] > 0.5
    assert 1 <= found["checked"]["sentences"] <= 3
    with NewsQA.open(settings=sample_settings) as qa:
        dataset = load_dataset(QUESTIONS, "ours", limit=3)
        with pytest.raises(UsageError, match="no question asked before 2000-01-01"):
            fit_quoting(dataset, qa.searcher.retrieve, Quoter(model), until=date(2000, 1, 1))


def test_the_fit_is_printed_for_people(sample_settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    asked = ["fit", str(QUESTIONS), "--quoting", "--until", "2026-03-20", "--store", str(sample_settings.store)]
    assert run_command(parser.parse_args([*asked, "--limit", "40"])) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[: len(SIGNS)]] == list(SIGNS)
    assert lines[-1].startswith("asked from 2026-03-20 on, the weights in use")
