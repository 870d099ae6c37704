"""A run asks each case once, whatever fails and whoever kills it, and refuses to mix with another run."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from eval.cases import Dataset
from eval.outcome import outcome_from_record, outcome_to_record
from eval.runs.asking import GIVE_UP_AFTER, Progress, run
from eval.runs.folder import load_run
from rag.errors import ModelRefused, UsageError
from rag.types import Usage
from tests.eval_fake_qa import FOUND, FakeQA
from tests.eval_outcomes import answered, case

ROOT = Path(__file__).parent.parent


def dataset(count: int = 5) -> Dataset:
    return Dataset(
        "ships", tuple(case(f"q{place}", f"Question {place}?", answers=("The Heron",)) for place in range(count))
    )


def fail_on(*questions: str) -> FakeQA:
    def before(question: str) -> None:
        if question in questions:
            raise ModelRefused("the key is not accepted")

    return FakeQA(before)


def test_a_run_keeps_everything_that_came_back(tmp_path: Path) -> None:
    scoped = case(
        "q0",
        "Which ship?",
        since=date(2031, 5, 1),
        until=date(2031, 5, 12),
        publishers=("Gazette",),
        answers=("Heron",),
    )
    qa = FakeQA()

    done = run(Dataset("ships", (scoped,)), qa, tmp_path / "run", k=7)

    assert qa.asked == [
        (
            "Which ship?",
            {
                "as_of": date(2031, 5, 12),
                "since": date(2031, 5, 1),
                "until": date(2031, 5, 12),
                "publishers": ("Gazette",),
                "k": 7,
                "history": (),
            },
        )
    ]
    (outcome,) = done.outcomes
    assert outcome.case == scoped
    assert outcome.answer is not None and outcome.answer.text == "It was the Heron. [1]"
    assert outcome.answer.citations[0].passage == FOUND
    assert outcome.answer.timings_ms == {"retrieve": 1.5}
    assert outcome.hits == outcome.answer.hits and outcome.depth == 7 and outcome.elapsed_ms > 0
    assert (done.stopped, done.missing, done.failed) == (None, 0, ())
    assert load_run(tmp_path / "run") == done


def test_retrieval_only_writes_hits_and_no_answer(tmp_path: Path) -> None:
    done = run(dataset(2), FakeQA(), tmp_path / "run", retrieval_only=True, k=1)

    assert [(one.answer, [hit.passage for hit in one.hits]) for one in done.outcomes] == [(None, [FOUND])] * 2


def test_an_outcome_survives_its_line() -> None:
    outcome = answered(case(answers=("x",)), "Text \ud800 [1]", FOUND, usage=Usage(3, 4, 0.1), elapsed_ms=1.25)

    assert outcome_from_record(json.loads(json.dumps(outcome_to_record(outcome)))) == outcome


def test_results_stand_in_the_datasets_order_however_they_finish(tmp_path: Path) -> None:
    written = tmp_path / "run" / "cases.jsonl"

    def kept() -> list[str]:
        whole_lines = written.read_text().rpartition("\n")[0] if written.exists() else ""
        return [json.loads(line)["id"] for line in whole_lines.splitlines()]

    def before(question: str) -> None:
        place = int(question[9])
        until = time.monotonic() + 30
        while place < 3 and f"q{place + 1}" not in kept():  # the next one's answer is kept before this one is given
            assert time.monotonic() < until
            time.sleep(0.01)

    qa = FakeQA(before)

    done = run(dataset(4), qa, tmp_path / "run", concurrency=4)

    assert kept() == ["q3", "q2", "q1", "q0"]
    assert [outcome.case.id for outcome in done.outcomes] == ["q0", "q1", "q2", "q3"]
    assert qa.most_at_once == 4


def test_one_question_at_a_time_of_this_machine_and_four_of_an_endpoint(tmp_path: Path) -> None:
    meeting = threading.Barrier(4)
    quoting, endpoint = FakeQA(), FakeQA(lambda _question: meeting.wait(30) and None, answerer="openai")

    run(dataset(4), quoting, tmp_path / "quoting")
    run(dataset(4), endpoint, tmp_path / "endpoint")

    assert (quoting.most_at_once, endpoint.most_at_once) == (1, 4)


def test_a_finished_case_is_never_asked_again(tmp_path: Path) -> None:
    run(dataset(), FakeQA(), tmp_path / "run")
    again = FakeQA()

    done = run(dataset(), again, tmp_path / "run")

    assert again.asked == [] and len(done.outcomes) == 5


def test_a_failing_case_is_recorded_and_the_others_go_on(tmp_path: Path) -> None:
    done = run(dataset(3), fail_on("Question 1?"), tmp_path / "run")

    assert [outcome.error for outcome in done.outcomes] == [None, "ModelRefused: the key is not accepted", None]
    assert [outcome.case.id for outcome in done.failed] == ["q1"]


def test_even_a_bug_stops_one_case_only(tmp_path: Path) -> None:
    def before(question: str) -> None:
        if question == "Question 0?":
            raise ZeroDivisionError("division by zero")

    done = run(dataset(2), FakeQA(before), tmp_path / "run")

    first, second = done.outcomes
    assert re.fullmatch(r"ZeroDivisionError: division by zero \(test_eval_runner\.py:\d+\)", first.error or "")
    assert second.error is None


def test_what_failed_is_asked_again_only_when_told(tmp_path: Path) -> None:
    run(dataset(3), fail_on("Question 1?"), tmp_path / "run")
    untold, told = FakeQA(), FakeQA()

    assert len(run(dataset(3), untold, tmp_path / "run").failed) == 1
    assert len(run(dataset(3), told, tmp_path / "run", retry_failed=True).failed) == 0

    assert (untold.questions(), told.questions()) == ([], ["Question 1?"])
    assert load_run(tmp_path / "run").failed == ()


def test_a_torn_last_line_is_asked_again(tmp_path: Path) -> None:
    run(dataset(3), FakeQA(), tmp_path / "run")
    file = tmp_path / "run" / "cases.jsonl"
    file.write_bytes(file.read_bytes()[:-40])
    again = FakeQA()

    assert len(load_run(tmp_path / "run").outcomes) == 2
    done = run(dataset(3), again, tmp_path / "run")

    assert again.questions() == ["Question 2?"] and len(done.outcomes) == 3


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    killed = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, signal, sys\n"
            "from eval.runs.asking import run\n"
            "from tests.eval_fake_qa import FakeQA\n"
            "from tests.test_eval_runner import dataset\n"
            "def before(question):\n"
            "    if question == 'Question 3?': os.kill(os.getpid(), signal.SIGKILL)\n"
            f"run(dataset(), FakeQA(before), {str(tmp_path / 'run')!r})\n",
        ],
        cwd=ROOT,
        check=False,
    )
    again = FakeQA()

    done = run(dataset(), again, tmp_path / "run")

    assert killed.returncode == -signal.SIGKILL
    assert again.questions() == ["Question 3?", "Question 4?"]
    assert [outcome.case.id for outcome in done.outcomes] == ["q0", "q1", "q2", "q3", "q4"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda out: run(dataset(6), FakeQA(), out), "holds a run of other cases (ships)"),
        (lambda out: run(dataset(), FakeQA(), out, k=5), "holds a run with k 10, not 5"),
        (
            lambda out: run(dataset(), FakeQA(), out, retrieval_only=True),
            "holds a run with answerer 'quoting', not None",
        ),
        (lambda out: run(dataset(), FakeQA(articles=3), out), "with store_articles 2, not 3"),
        (lambda out: run(dataset(), FakeQA(), out, configuration={"note": 1}), "with note None, not 1"),
    ],
)
def test_another_run_is_refused(tmp_path: Path, change: object, message: str) -> None:
    out = tmp_path / "run"
    run(dataset(), FakeQA(), out)

    with pytest.raises(UsageError) as refused:
        change(out)  # type: ignore[operator]

    assert message in str(refused.value) and str(out) in str(refused.value)


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("Years of work.")

    with pytest.raises(UsageError, match="holds other files"):
        run(dataset(), FakeQA(), tmp_path)
    with pytest.raises(UsageError, match="is a file"):
        run(dataset(), FakeQA(), tmp_path / "thesis.txt")

    assert os.listdir(tmp_path) == ["thesis.txt"]


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    run(dataset(2), FakeQA(), tmp_path / "run")
    file = tmp_path / "run" / "cases.jsonl"
    file.write_text("not JSON\n" + file.read_text())

    with pytest.raises(UsageError, match=r"cases\.jsonl:1 is not a line of a run"):
        load_run(tmp_path / "run")


def test_no_run_is_told_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no run"):
        load_run(tmp_path)


def test_the_cost_limit_stops_and_counts_what_was_spent_before(tmp_path: Path) -> None:
    paid = Usage(100, 10, 0.25)

    first = run(dataset(), FakeQA(usage=paid), tmp_path / "run", cost_limit_usd=0.5)
    second_qa = FakeQA(usage=paid)
    second = run(dataset(), second_qa, tmp_path / "run", cost_limit_usd=1.0)

    assert (len(first.outcomes), first.missing) == (2, 3)  # 2 · 0.25 = 0.5
    assert first.stopped == "the cost limit of 0.5 USD is reached (0.5000 USD spent)"
    assert second_qa.questions() == ["Question 2?", "Question 3?"]
    assert second.stopped is not None and second.missing == 1


def test_a_limit_without_a_price_stops_at_once(tmp_path: Path) -> None:
    done = run(dataset(), FakeQA(usage=Usage(100, 10)), tmp_path / "run", cost_limit_usd=9)

    assert len(done.outcomes) == 1
    assert done.stopped == "the model's price is not known, so the cost limit cannot be kept"


def test_a_dead_endpoint_is_given_up(tmp_path: Path) -> None:
    many = dataset(GIVE_UP_AFTER + 10)
    everything = fail_on(*(one.question for one in many.cases))

    done = run(many, everything, tmp_path / "run")

    assert len(done.outcomes) == GIVE_UP_AFTER
    assert done.stopped is not None and "the first 20 cases all failed" in done.stopped


def test_progress_counts_cases_failures_and_money(tmp_path: Path) -> None:
    seen: list[Progress] = []
    qa = fail_on("Question 1?")
    qa.usage = Usage(1, 1, 0.5)

    run(dataset(3), qa, tmp_path / "run", progress=seen.append)

    assert [(one.done, one.total, one.failed, one.cost_usd) for one in seen] == [
        (1, 3, 0, 0.5),
        (2, 3, 1, 0.5),
        (3, 3, 1, 1),
    ]


@pytest.mark.parametrize("wrong", [{"k": 0}, {"concurrency": 0}])
def test_numbers_below_one_are_refused(tmp_path: Path, wrong: dict[str, int]) -> None:
    with pytest.raises(UsageError, match="must be 1 or more"):
        run(dataset(), FakeQA(), tmp_path / "run", **wrong)  # type: ignore[arg-type]
