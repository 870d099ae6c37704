"""The ablation on the sample news: every stage can be switched off, and what that changes is told truly."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from eval.cases import Case, Dataset
from eval.datasets import load_dataset
from eval.runs.asking import Progress, ask
from eval.tuning.ablation import COLUMNS, DEPTH, FULL, ablate, ablation_lines, ablation_to_dict, variants
from rag.errors import UsageError
from rag.qa import NewsQA
from rag.retrieval.question import understand
from rag.retrieval.weights import RetrievalWeights
from rag.settings import Settings
from ui.cli import main

QUESTIONS = Path(__file__).parent.parent / "eval" / "sample" / "questions.jsonl"
FRIDAY = datetime(2024, 10, 25, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def qa(sample_settings: Settings) -> Iterator[NewsQA]:
    with NewsQA.open(settings=sample_settings) as opened:
        yield opened


def test_each_variant_differs_from_the_full_system_and_from_every_other() -> None:
    first, *others = variants(RetrievalWeights(), reranks=True)

    assert (first.name, first.weights) == (FULL, RetrievalWeights())
    assert len({one.name for one in (first, *others)}) == len({one.weights for one in (first, *others)}) == 18
    assert len(variants(RetrievalWeights())) == 17


def test_every_switch_of_the_weights_is_off_in_some_variant() -> None:
    full = RetrievalWeights()

    switched = {
        name for one in variants(full) for name, value in asdict(one.weights).items() if value != asdict(full)[name]
    }

    sizes = {"depth", "recent_days", "rerank_depth"}  # how far a list reaches, not whether
    assert switched | sizes == set(asdict(full))


def test_a_window_that_is_not_read_stays_in_the_words() -> None:
    question = "According to CNN, who won the debate on Tuesday?"

    unread = understand(question, as_of=FRIDAY, publishers=["CNN"], read_windows=False)

    assert (unread.window, unread.publishers) == (None, ("CNN",))
    assert unread.search_text == "who won the debate on Tuesday?"


def test_an_outlet_that_is_not_read_stays_in_the_words() -> None:
    question = "According to CNN, who won the debate on Tuesday?"

    unread = understand(question, as_of=FRIDAY, publishers=["CNN"], read_outlets=False)

    assert (unread.publishers, unread.publishers_firm, unread.unknown_publishers) == ((), False, ())
    assert unread.window is not None
    assert unread.search_text == "According to CNN, who won the debate?"


def test_the_past_need_not_be_read() -> None:
    question = "Who won the World Cup in 2018?"

    assert understand(question, as_of=FRIDAY).about_past
    assert not understand(question, as_of=FRIDAY, read_past=False).about_past


def test_words_alone_rank_as_the_word_index_does(qa: NewsQA) -> None:
    case = Case("1", "Why is the Aldren Bridge being closed?", as_of=datetime(2026, 3, 29, tzinfo=UTC))
    alone = next(one.weights for one in variants(RetrievalWeights()) if one.name == "words alone")

    found = ask(qa.reweighted(alone), case, k=DEPTH, retrieval_only=True)

    assert [hit.why.words for hit in found.hits] == list(range(1, DEPTH + 1))
    assert {(hit.why.passages, hit.why.leads) for hit in found.hits} == {(None, None)}


def test_a_variant_is_measured_as_if_it_were_run_alone(qa: NewsQA) -> None:
    dataset = load_dataset(QUESTIONS, limit=12)
    told: list[Progress] = []

    ablation = ablate(dataset, qa, concurrency=3, progress=told.append)

    assert [one.done for one in told] == list(range(1, 13))
    assert ablation.failed == 0
    for at in (0, 5, 13):
        measured = ablation.measured[at]
        system = qa.reweighted(measured.variant.weights)
        outcomes = [ask(system, case, k=DEPTH, retrieval_only=True) for case in dataset.cases]
        for metric, found in list(zip(COLUMNS, measured.differences, strict=True))[:-1]:  # time is never the same
            assert found is not None
            assert found.second == pytest.approx(sum(metric.scores(outcomes)) / 12)
            assert found.change.value == pytest.approx(found.second - found.first)


def test_the_table_has_a_row_a_variant_and_a_difference_in_each_cell(qa: NewsQA) -> None:
    ablation = ablate(load_dataset(QUESTIONS, limit=3), qa)

    head, _, full, words, *_ = lines = ablation_lines(ablation)

    assert [cell.strip() for cell in head.split("|")[2:-1]] == [metric.name for metric in COLUMNS]
    assert full.startswith(f"| {FULL} ") and "[" not in full
    assert words.startswith("| without words ") and words.count("[") == len(COLUMNS)
    assert len({line.count("|") for line in lines[:17]}) == 1
    assert "3 cases of questions" in lines[-1] and "0 searches failed" in lines[-1]


def test_a_search_that_fails_is_counted_and_not_scored(qa: NewsQA) -> None:
    dataset = load_dataset(QUESTIONS, limit=3)
    broken = replace(dataset, cases=(*dataset.cases, Case("bad", " ", answers=("nothing",))))

    document = ablation_to_dict(ablate(broken, qa))

    assert {one["failed"] for one in document["variants"]} == {1}
    change = document["variants"][0]["metrics"]["answer_recall@10"]["change"]
    assert (change["scored"], change["unscored"]) == (3, 1)


def test_cases_without_answers_are_refused(qa: NewsQA) -> None:
    with pytest.raises(UsageError, match="ships: no case has answers"):
        ablate(Dataset("ships", (Case("1", "Where is the Heron?"),)), qa)


def test_the_command_prints_one_json_document(sample_settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["eval", "ablate", str(QUESTIONS), "--store", str(sample_settings.store), "--limit", "2", "--json"])

    document = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (document["dataset"], document["cases"]) == ("questions", 2)
    assert document["variants"][0]["name"] == FULL
    assert document["variants"][4]["weights"]["recent_depth"] == 0
