"""The instrument on the real thing: the sample news, its questions, and ``NewsQA``."""

from pathlib import Path

from eval.datasets import load_dataset
from eval.report import report_html
from eval.runs.asking import run
from eval.runs.folder import load_run
from eval.summary import summarize
from rag.qa import NewsQA
from rag.settings import Settings

QUESTIONS = Path(__file__).parent.parent / "eval" / "sample" / "questions.jsonl"


def test_retrieval_on_the_sample_is_measured(sample_settings: Settings, tmp_path: Path) -> None:
    dataset = load_dataset(QUESTIONS)

    with NewsQA.open(settings=sample_settings) as qa:
        done = run(dataset, qa, tmp_path / "run", retrieval_only=True)

    assert (done.failed, done.missing, done.stopped) == ((), 0, None)
    by_name = {one.metric.name: one.estimate for one in summarize(done).metrics}
    assert by_name["answer_recall@10"].scored == sum(bool(case.answers) for case in dataset.cases)
    assert by_name["answer_recall@10"].value > 0.8
    assert by_name["recall@10"].value > 0.8
    assert load_run(tmp_path / "run").outcomes == done.outcomes


def test_answers_on_the_sample_are_measured_and_shown(sample_settings: Settings, tmp_path: Path) -> None:
    answerable = load_dataset(QUESTIONS, limit=8)

    with NewsQA.open(settings=sample_settings) as qa:
        done = run(answerable, qa, tmp_path / "run")

    by_name = {one.metric.name: one.estimate for one in summarize(done).metrics}
    assert done.failed == ()
    assert by_name["sentences_supported"].value == 1  # quoted answers are the sources' own sentences
    assert by_name["contains"].scored == 8
    assert "The cases, the worst first" in report_html(done)
