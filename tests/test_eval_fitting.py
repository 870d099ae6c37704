"""Weights are fitted to what tells right candidates from wrong ones, and checked on later questions."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from eval.datasets import load_dataset
from eval.tuning.fitting import FITTED, Learned, fit, recall, softmax_weights
from rag import NewsQA
from rag.errors import UsageError
from rag.settings import Settings

QUESTIONS = Path(__file__).parent.parent / "eval" / "sample" / "questions.jsonl"
DAY = date(2026, 3, 1)


def learned(*rows: tuple[float, ...], right: int) -> Learned:
    return Learned(DAY, np.array(rows, dtype=np.float64), np.arange(len(rows)) == right)


def test_the_feature_that_tells_gets_the_weight() -> None:
    questions = [learned((1.0, 0.5), (0.0, 0.5), right=0), learned((0.2, 0.1), (0.9, 0.1), right=1)]
    weights = softmax_weights(questions)
    assert weights[0] > 1.0
    assert abs(weights[1]) < 1e-6
    assert recall(questions, weights, 1) == 1.0


def test_recall_counts_questions_with_a_right_passage_among_the_first() -> None:
    questions = [learned((3.0,), (2.0,), (1.0,), right=1), learned((3.0,), (2.0,), (1.0,), right=0)]
    assert recall(questions, np.array([1.0]), 1) == 1 / 2
    assert recall(questions, np.array([1.0]), 2) == 2 / 2
    assert np.isnan(recall([], np.array([1.0]), 1))


def test_the_sample_is_fitted_before_a_day_and_checked_after(sample_settings: Settings) -> None:
    with NewsQA.open(settings=sample_settings) as qa:
        dataset = load_dataset(QUESTIONS, "ours")
        found = fit(dataset, qa.searcher, until=date(2026, 3, 20))
        assert set(found.weights) == set(FITTED)
        assert found.weights["words"] > 0
        assert found.fitted_on > 20 and found.checked_on > 20
        assert found.recall_checked[1] <= found.recall_checked[10] <= 1.0
        with pytest.raises(UsageError, match="no question asked before 2000-01-01"):
            fit(dataset, qa.searcher, until=date(2000, 1, 1))
