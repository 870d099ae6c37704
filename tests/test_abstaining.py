"""When there is no answer: what fits too little, what was withdrawn, and how the threshold is measured."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from eval.cases import Case, Dataset
from eval.commands import add_arguments
from eval.commands import run as run_command
from eval.tuning.calibration import calibrate, threshold_that_loses
from ingest.pipeline import ingest
from rag import NewsQA
from rag.answering.deciding.calibration import (
    CalibrationRun,
    Thresholds,
    read_runs,
    shipped_runs,
    thresholds_for,
    write_runs,
)
from rag.answering.deciding.fitting import NO_WORD, Fit, FitWeights, QuestionWords
from rag.errors import UsageError
from rag.settings import Settings
from rag.store import NewsStore


@pytest.fixture(scope="module")
def quoting(sample_settings: Settings) -> Iterator[NewsQA]:
    with NewsQA.open(settings=sample_settings) as qa:
        yield qa


@pytest.mark.parametrize(
    ("asked", "as_of", "reason"),
    [
        ("Which quarterback signed with the Seahawks for a record salary?", "2026-03-29", "not_covered"),
        ("How do I cook a risotto with saffron?", "2026-03-29", "not_covered"),
        ("What does the Duncarrow Herald write about the Hen Rocks?", "2026-03-29", "not_covered"),
        ("How many shares in Lanternhouse Care did Corin Aldash hold?", "2026-03-29", "not_answered"),
        ("What rate did the Bank of Halvern set on 30 April?", "2026-03-29", "nothing_in_window"),
        ("Who won the football world cup in 1998?", "2026-03-29", "nothing_in_window"),
        ("Who was transport minister in 2015?", "2026-03-29", "nothing_in_window"),
        ("What did the Bank of Halvern decide in March 2019?", "2026-03-29", "nothing_in_window"),
        ("What happened in March 2019?", "2026-03-29", "nothing_in_window"),
        ("Who led the dock strike in the 1930s?", "2026-03-29", "nothing_in_window"),
        ("Why did the Morrow Star run aground?", "2026-03-29", None),
        ("How much money did Wrackwell raise?", "2026-02-28", None),
        ("Who won the Lantern Prize this year?", "2026-03-29", None),
    ],
)
def test_what_is_abstained_from(quoting: NewsQA, asked: str, as_of: str, reason: str | None) -> None:
    answer = quoting.query(asked, as_of=as_of)
    assert (answer.abstained.reason if answer.abstained else None) == reason
    if reason in ("not_covered", "not_answered"):
        assert answer.abstained is not None and "Closest: “" in answer.abstained.message


def test_days_after_the_day_asked_are_not_told_backwards(quoting: NewsQA) -> None:
    abstained = quoting.query("What happened?", since="2026-04-30", as_of="2026-03-29").abstained
    assert abstained is not None and "was published since 30 April 2026." in abstained.message


def test_the_article_that_holds_most_of_the_question_is_named_as_closest(quoting: NewsQA) -> None:
    answer = quoting.query("Which gust broke the wind gauge?", as_of="2026-03-29")
    assert answer.abstained is not None and "Closest: “Storm Ysolde" in answer.abstained.message


def test_a_year_of_which_nothing_was_read_is_named_with_the_days_that_were(quoting: NewsQA) -> None:
    answer = quoting.query("Who won the football world cup in 1998?", as_of="2026-03-29")
    assert answer.abstained is not None and answer.abstained.message == (
        "Nothing that has been read is of the time asked about (“in 1998”)."
        " The articles read so far are from 3 June 2024 to 29 March 2026."
    )


@pytest.mark.parametrize(
    "asked",
    [
        "Was Storm Ysolde the costliest since 1998?",
        "Which storm of January 2007 cost more than Ysolde?",
        "What did the storm in January 2007 cost?",  # an article of these days tells it
        "How many midwives would the 2026 budget of Brannock pay for?",
        "What has changed in Halvern since the 1990s?",
        "Who wrote 1984?",
        "Which storm was the costliest in the 2000s?",  # one of January 2007, say these days' articles
    ],
)
def test_a_year_that_is_part_of_what_is_asked_is_no_reason_to_abstain(quoting: NewsQA, asked: str) -> None:
    abstained = quoting.query(asked, as_of="2026-03-29").abstained
    assert abstained is None or abstained.reason != "nothing_in_window"


def test_a_withdrawn_article_is_told_and_not_repeated(quoting: NewsQA) -> None:
    answer = quoting.query("How many shares in Lanternhouse Care did Corin Aldash hold?")
    assert [note.kind for note in answer.notes] == ["withdrawn"]
    assert "5 March 2026" in answer.notes[0].message and "8,000" not in answer.notes[0].message
    before = quoting.query("How many shares in Lanternhouse Care did Corin Aldash hold?", as_of="2026-03-01")
    assert not before.notes


def test_words_weigh_by_how_rare_they_are() -> None:
    rarity = {"ferry": 1.0, "gyrocompass": 3.0, NO_WORD: 9.0}
    asked = QuestionWords("Did the ferry's gyrocompass fail?", lambda words: {w: rarity.get(w, 0.0) for w in words})
    assert asked.covered(frozenset(["gyrocompass"])) == 0.75
    assert asked.covered(frozenset(["ferri"])) == 0.25
    assert asked.covered(frozenset()) == 0.0


def test_in_a_tiny_store_a_word_it_lacks_does_not_outweigh_those_it_holds() -> None:
    def of_one_passage(words: Sequence[str]) -> dict[str, float]:
        return {word: math.log(2 / (1.5 if word == "ferry" else 0.5)) for word in words}

    asked = QuestionWords("Did the ferry's gyrocompass fail?", of_one_passage)
    assert 0.25 < asked.covered(frozenset(["ferri"])) < 1 / 3


TOLD = {
    "bridge": ("The footbridge at Tarn opens", "The footbridge at Tarn opened on Monday after repairs of nine months. "
               "Its planks had rotted, engineer Odo Fenn said. "
               "The repairs of the footbridge cost 2 million crowns, the council said."),
    "bakery": ("A bakery closes", "The bakery on Mill Street is shut. Hedda Moll baked there for 40 years."),
    "otters": ("Otters are back", "Two otters were seen in the Wend on Friday. It is the first time since 1971."),
}  # fmt: skip
ASKED = (
    ("bridge", "When did the footbridge at Tarn open?", "Monday"),
    ("bridge", "What did the repairs of the footbridge cost?", "2 million"),
    ("bakery", "Who baked at the bakery on Mill Street?", "Hedda Moll"),
    ("otters", "How many otters were seen in the Wend?", "Two"),
)


@pytest.mark.parametrize("told", [("bridge",), ("bakery",), ("otters",), tuple(TOLD)])
@pytest.mark.parametrize("as_of", ["2026-03-03", "2027-01-01"])
def test_a_few_articles_of_ones_own_are_quoted_and_nothing_else_is(
    tmp_path: Path, told: tuple[str, ...], as_of: str
) -> None:
    source = tmp_path / "own.jsonl"
    articles = [{"title": TOLD[one][0], "text": TOLD[one][1], "date": "2026-03-03", "url": one} for one in told]
    source.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    settings = Settings.from_environment({}, store=tmp_path / "store")
    ingest([source], settings=settings)
    with NewsQA.open(settings=settings) as qa:
        for article, question, holds in ASKED:
            answer = qa.query(question, as_of=as_of)
            assert (holds in answer.text) == (article in told), question
        for question in ("Who won the Nobel Prize in physics?", "How do I cook a risotto with saffron?"):
            assert qa.query(question, as_of=as_of).abstained, question


def test_the_store_knows_which_words_are_rare(sample_settings: Settings) -> None:
    with NewsStore.open(sample_settings.store) as store:
        found = store.rarity(["halvern", "gyrocompass", "quarterback"])
        assert 0 < found["halvern"] < found["gyrocompass"] < found["quarterback"]
        assert [article.status for article in store.withdrawn()] == ["withdrawn"]


def test_more_of_the_question_scores_higher() -> None:
    little, much = Fit(0.2, 0.1, 0.4, 0.1, 5), Fit(0.8, 0.8, 0.9, 0.9, 5)
    assert little.score() < much.score()
    assert Fit(1.0, 1.0, 0.0, 0.0, 0).score(FitWeights(near=2.0)) == 2.0


def test_words_that_stand_together_fit_better_than_the_same_words_apart() -> None:
    assert Fit(0.9, 0.4, 0.9, 0.9, 5).score() < Fit(0.6, 0.6, 0.9, 0.9, 5).score()


def test_the_shipped_thresholds_were_measured_with_the_weights_in_use() -> None:
    assert {run.weights for run in shipped_runs()} == {FitWeights()}
    for run in shipped_runs():
        assert run.read.wrong_share <= 0.03 and run.read.right_share > run.read.wrong_share
        assert run.quoted.wrong_share <= 0.1 and run.quoted.right_share > 0.5


def test_the_most_cautious_run_counts() -> None:
    first = shipped_runs()[0]

    def run(model: str, read: float, quoted: float) -> CalibrationRun:
        fits = {"read": replace(first.read, fit=read), "quoted": replace(first.quoted, fit=quoted)}
        return replace(first, passage_model=model, **fits)

    runs = [run("a", 3.0, 4.0), run("a", 2.5, 5.0), run("b", 1.0, 6.0)]
    assert thresholds_for("a", runs) == Thresholds(2.5, 4.0)
    assert thresholds_for("b", runs) == Thresholds(1.0, 6.0)
    assert thresholds_for("unknown", runs) == thresholds_for(None, runs) == Thresholds(1.0, 4.0)


@pytest.mark.parametrize(("share", "threshold"), [(0.0, 1.0), (0.24, 1.0), (0.25, 2.0), (0.5, 3.0)])
def test_a_threshold_loses_no_more_than_allowed(share: float, threshold: float) -> None:
    assert threshold_that_loses([4.0, 2.0, 1.0, 3.0], share) == threshold


CASES = [
    {
        "id": "bridge",
        "question": "Why was the reopening of the Aldren Bridge postponed?",
        "as_of": "2026-03-07",
        "answers": ["too soft"],
        "relevant": ["https://hpa.example/2026/03/aldren-bridge-delayed"],
    },
    {"id": "football", "question": "Which quarterback signed with the Seahawks?", "as_of": "2026-03-29",
     "unanswerable": True},
]  # fmt: skip


def test_calibrating_writes_a_run(
    sample_settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import argparse

    cases, out = tmp_path / "cases.jsonl", tmp_path / "calibration.json"
    cases.write_text("".join(json.dumps(case) + "\n" for case in CASES), encoding="utf-8")
    write_runs(out, [replace(shipped_runs()[0], cases="others", cases_sha256="0")])
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    args = parser.parse_args(["calibrate", str(cases), "--store", str(sample_settings.store), "--out", str(out)])
    assert run_command(args) == 0
    assert run_command(args) == 0  # measured again: in place of the first
    with pytest.raises(UsageError, match="is no calibration file"):
        run_command(parser.parse_args(["calibrate", str(cases), "--out", str(cases)]))
    others, found = read_runs(out)
    assert others.cases == "others"
    assert (found.answerable, found.unanswerable, found.read.wrong_share, found.read.right_share) == (1, 2, 0.0, 0.5)
    assert found.passage_model is not None and found.passage_model.startswith("wordllama")
    assert json.loads(capsys.readouterr().out.split("\n}\n")[0] + "}")["read"]["fit"] == found.read.fit


def test_calibrating_needs_both_kinds(quoting: NewsQA, sample_settings: Settings) -> None:
    cases = Dataset("one", (Case("a", "Who sang?", as_of=date(2026, 3, 29), unanswerable=True),))
    retrieve = quoting.searcher.retrieve
    with NewsStore.open(sample_settings.store) as store, pytest.raises(UsageError, match="0 questions that this store"):
        calibrate(cases, retrieve, store.rarity, store.stats())
