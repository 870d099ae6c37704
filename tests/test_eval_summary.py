"""Intervals, summaries, floors, slices and comparisons; expected values are arithmetic."""

import math
import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from eval.cases import Dataset, Evidence
from eval.compare import compare, comparison_lines, comparison_to_dict
from eval.outcome import Outcome
from eval.report.slices import NOT_KNOWN, SLICINGS, distance_of, length_of, outlet_of, parts_of, type_of
from eval.runs.folder import About, Run
from eval.statistics import estimate, estimate_difference
from eval.summary import missed_floors, score, shown, summarize, summary_lines, summary_to_dict
from rag.errors import UsageError
from rag.types import Usage
from tests.eval_outcomes import answered, case, outcome, passage

nan = math.nan
HIT, MISS = passage("It was the Heron."), passage("Nothing to see.")


def made(name: str, outcomes: Sequence[Outcome], *, unfinished: int = 0) -> Run:
    ids = tuple(one.case.id for one in outcomes) + tuple(f"later-{place}" for place in range(unfinished))
    dataset = Dataset("ships", tuple(one.case for one in outcomes))
    return Run(Path("runs") / name, About("ships", dataset.sha256(), ids, {"k": 10}), tuple(outcomes))


def found(pattern: str) -> list[Outcome]:
    """An outcome a letter: h the answer is first, m it is missed, e the case failed."""
    return [
        outcome(
            case(f"q{place}", f"Question {place}?", answers=("Heron",)),
            *((HIT,) if letter == "h" else (MISS,)),
            error="boom" if letter == "e" else None,
        )
        for place, letter in enumerate(pattern)
    ]


# Estimates


def test_a_mean_leaves_out_what_was_not_scored_and_counts_it() -> None:
    value = estimate([1, nan, 0, 1, nan])

    assert value.value == pytest.approx(2 / 3)
    assert (value.scored, value.unscored) == (3, 2)
    assert 0 <= value.low <= value.value <= value.high <= 1


def test_nothing_scored_is_nan_not_0() -> None:
    value = estimate([nan, nan])

    assert math.isnan(value.value) and math.isnan(value.low) and (value.scored, value.unscored) == (0, 2)


def test_scores_that_are_all_the_same_have_no_width() -> None:
    value = estimate([0.25] * 40)

    assert (value.low, value.value, value.high) == (0.25, 0.25, 0.25)


def test_the_interval_of_a_share_is_near_the_normal_one() -> None:
    scores = [1.0] * 160 + [0.0] * 240  # p = .4, n = 400
    half = 1.96 * math.sqrt(0.4 * 0.6 / 400)

    value = estimate(scores)

    assert (value.low, value.high) == (pytest.approx(0.4 - half, abs=0.006), pytest.approx(0.4 + half, abs=0.006))


def test_the_same_scores_give_the_same_interval() -> None:
    scores = [random.Random(7).random() for _ in range(50)]

    assert estimate(scores) == estimate(scores)


def test_percentiles() -> None:
    values = [float(value) for value in range(1, 102)]  # 1 to 101

    assert estimate(values, "p50").value == 51
    assert estimate(values, "p95").value == 96


def test_a_paired_difference_is_narrower_than_two_alone() -> None:
    first = [float(place % 2) for place in range(200)]
    second = [1.0 if place < 20 else value for place, value in enumerate(first)]  # 10 of the first 20 were 0

    before, after, change = estimate_difference(first, second)

    assert (before, after) == (0.5, 0.55)
    assert change.value == pytest.approx(10 / 200)
    alone = estimate(second)
    assert change.high - change.low < (alone.high - alone.low) / 2
    assert change.low > 0


def test_large_runs_are_resampled_in_pieces() -> None:
    value = estimate([0.0, 1.0] * 5_000)

    assert value.low == pytest.approx(0.5 - 1.96 * 0.005, abs=0.002)


# Summaries


def test_a_summary_scores_what_it_can_and_says_what_it_cannot() -> None:
    summary = summarize(made("a", found("hhme"), unfinished=2))

    scored = summary.named("answer_recall@1")
    assert scored is not None
    assert scored.estimate.value == pytest.approx(2 / 3)
    assert (scored.estimate.scored, scored.estimate.unscored) == (3, 1)
    assert summary.named("exact_match") is None
    text = "\n".join(summary_lines(summary))
    assert "answer_recall@1" in text and "n=3, 1 not scored" in text
    assert "4 of 6 cases finished, 1 failed" in text and "first failure: q3: boom" in text


def test_a_summary_adds_up_tokens_and_money() -> None:
    outcomes = [answered(case(str(place)), "x", usage=Usage(100, 10, 0.5)) for place in range(3)]

    document = summary_to_dict(summarize(made("a", outcomes)))

    assert document["tokens"] == {"prompt": 300, "completion": 30}
    assert document["cost_usd"] == pytest.approx(1.5)
    assert document["metrics"]["cost_usd"]["value"] == pytest.approx(0.5)


def test_floors() -> None:
    summary = summarize(made("a", found("hhmm")))

    assert missed_floors(summary, {"answer_recall@1": 0.5}) == []
    assert missed_floors(summary, {"answer_recall@1": 0.51}) == ["answer_recall@1 is 0.5000, under its floor 0.51"]
    assert missed_floors(summary, {"exact_match": 0}) == ["exact_match could not be scored on any case, floor 0"]


@pytest.mark.parametrize("name", ["recall", "latency_p50_ms"])
def test_floors_that_make_no_sense_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match=name):
        missed_floors(summarize(made("a", found("h"))), {name: 1})


# Slices


def test_length_of_a_question() -> None:
    labels = [length_of(outcome(case("q", " ".join(["word"] * count)))) for count in (8, 9, 14, 15, 20, 21)]

    assert labels == ["up to 8 words", "9–14 words", "9–14 words", "15–20 words", "15–20 words", "21 words and more"]


@pytest.mark.parametrize(
    ("published", "label"),
    [
        ("2031-05-13", "after the question"),
        ("2031-05-12", "same day"),
        ("2031-05-11", "1–2 days"),
        ("2031-05-10", "1–2 days"),
        ("2031-05-09", "3–7 days"),
        ("2031-05-05", "3–7 days"),
        ("2031-05-04", "8–21 days"),
        ("2031-04-21", "8–21 days"),
        ("2031-04-20", "older"),
        (None, NOT_KNOWN),
    ],
)
def test_days_from_answering_evidence_to_question(published: str | None, label: str) -> None:
    assert distance_of(outcome(case(answers=("Heron",)), passage("The Heron.", published=published))) == label


def test_the_newest_evidence_counts_and_the_datasets_own_dates_first() -> None:
    old, new = passage("The Heron.", published="2031-04-01"), passage("The Heron.", published="2031-05-11")
    dated = case(answers=("Heron",), evidence=(Evidence("x", published_at=date(2031, 5, 6)),))
    relevant = case(relevant={"https://news.example/r": 1})

    assert distance_of(outcome(case(answers=("Heron",)), old, new)) == "1–2 days"
    assert distance_of(outcome(dated, old, new)) == "3–7 days"
    assert distance_of(outcome(relevant, passage("x", url="http://news.example/r"))) == "1–2 days"
    assert distance_of(outcome(case(answers=("Tern",)), new)) == NOT_KNOWN
    assert distance_of(outcome(case(as_of=None, answers=("Heron",)), new)) == NOT_KNOWN


def test_outlet_and_type() -> None:
    two = (Evidence("x", publisher="Post"), Evidence("y", publisher="Gazette"))

    assert outlet_of(outcome(case(evidence=two[:1]))) == "Post"
    assert outlet_of(outcome(case(evidence=two))) == "several outlets"
    assert outlet_of(outcome(case(extra={"outlet": "CNN"}))) == "CNN"
    relevant = case(relevant={"https://news.example/a": 1}, publishers=("Herald",))
    assert outlet_of(outcome(relevant, MISS, passage("x", url="https://news.example/b", publisher="Post"))) == (
        "Example News"
    )
    assert outlet_of(outcome(relevant)) == "Herald"
    assert outlet_of(outcome(case())) == NOT_KNOWN
    assert type_of(outcome(case(type="bridge"))) == "bridge"
    assert type_of(outcome(case(unanswerable=True))) == "unanswerable"


def test_parts_hold_every_case_and_small_ones_come_together() -> None:
    outcomes = tuple(
        outcome(case(str(place), answers=("Heron",), type=f"type {place % 20:02}"), HIT if place % 2 else MISS)
        for place in range(60)
    )
    (scored,) = [one for one in score(outcomes) if one.metric.name == "answer_recall@1"]
    by_type = next(slicing for slicing in SLICINGS if slicing.name == "Question type")

    parts = parts_of(by_type, outcomes, scored)

    assert [part.label for part in parts] == [*(f"type {place:02}" for place in range(11)), "others"]
    assert sum(part.estimate.scored for part in parts) == 60
    assert [part.estimate.value for part in parts[:3]] == [0, 1, 0]
    assert parts[-1].estimate.value == pytest.approx(5 / 9)  # types 11, 13, 15, 17, 19 of 11 to 19


# Comparisons


def test_a_comparison_pairs_cases_and_lists_who_flipped() -> None:
    first, second = made("a", found("hhmmme")), made("b", found("hmhhmh"))

    comparison = compare(first, second)

    change = next(one for one in comparison.differences if one.metric.name == "answer_recall@1")
    assert (change.first, change.second) == (2 / 5, 3 / 5)  # q5 failed in the first run
    assert change.change.value == pytest.approx(1 / 5)
    assert (change.change.scored, change.change.unscored) == (5, 1)
    assert (change.gained, change.lost) == (("q2", "q3"), ("q1",))
    assert change.verdict == "no clear difference"
    assert comparison.pairs == 6 and comparison.reworded == 0
    text = "\n".join(comparison_lines(comparison))
    assert "lost by timely_answer_recall@1: q1: Question 1?" in text and "+2 −1" in text


def test_a_clear_difference_is_called_so_whichever_way_is_better() -> None:
    slow = [outcome(one.case, HIT, elapsed_ms=100.0 + place) for place, one in enumerate(found("h" * 30))]
    fast = [outcome(one.case, MISS, elapsed_ms=10.0 + place) for place, one in enumerate(found("h" * 30))]

    by_name = {one.metric.name: one for one in compare(made("slow", slow), made("fast", fast)).differences}

    assert by_name["latency_p50_ms"].verdict == "better"
    assert by_name["latency_p50_ms"].change.value == -90
    assert by_name["latency_p50_ms"].gained == ()
    assert by_name["answer_recall@1"].verdict == "worse"
    assert by_name["answer_recall@1"].change.value == -1


def test_reworded_questions_are_paired_by_id_and_counted() -> None:
    first = made("a", [outcome(case("q", "What ran aground?", answers=("Heron",)), HIT)])
    second = made("b", [outcome(case("q", "which boat got stuck", answers=("Heron",)), MISS)])

    comparison = compare(first, second)

    assert (comparison.pairs, comparison.reworded) == (1, 1)
    assert comparison_to_dict(comparison)["metrics"]["answer_recall@1"]["lost"] == ["q"]


def test_runs_without_a_shared_case_cannot_be_compared() -> None:
    with pytest.raises(UsageError, match="share no finished case"):
        compare(made("a", found("h")), made("b", [outcome(case("other"), HIT)]))


def test_values_as_people_read_them() -> None:
    metric = score(found("h"))[0].metric

    assert [shown(metric, value) for value in (0, 0.0305, 1, nan)] == [".000", ".030", "1.000", "–"]
