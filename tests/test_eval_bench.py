"""``python -m eval.bench``: what it measures, on the sample news and on a handful of vectors."""

import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from eval.bench.__main__ import main
from eval.bench.building import build_store, read_articles
from eval.bench.growth import growth
from eval.bench.peers import PACKAGES
from eval.bench.recall import recall_at
from eval.bench.timing import WARM_UP, interleaved
from eval.datasets import load_dataset
from rag.errors import StoreError, UsageError
from rag.settings import Settings
from rag.store import Candidate
from tests.conftest import SAMPLE_NEWS

QUESTIONS = (
    ("Why did the Morrow Star run aground?", "gyrocompass", "2026-03-18"),
    ("What did the Bank of Halvern do with its key interest rate?", "4.00", "2026-03-29"),
    ("Which wires were swapped on the ferry?", "gyrocompass", "2026-03-29"),
)


def is_installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    file = tmp_path / "questions.jsonl"
    rows = [
        {
            "question_id": f"{place}",
            "asked_on": day,
            "question": question,
            "choices": [answer],
            "answers": [answer],
            "source": "",
            "search_engine_urls": [],
        }
        for place, (question, answer, day) in enumerate(QUESTIONS)
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def test_a_filled_store_is_measured(
    sample_settings: Settings, questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["retrieval", "--store", str(sample_settings.store), "--questions", str(questions), "--json"]
    assert main(arguments) == 0
    document = json.loads(capsys.readouterr().out)

    cost, passages, leads, living, memory = document["tables"]
    starts, cold, warm = living["rows"]
    assert 0 < starts["p50_ms"] < cold["p50_ms"] and 0 < warm["p50_ms"] <= warm["p95_ms"]
    assert warm["count"] == len(QUESTIONS)
    by_name = {row["what"]: row for row in cost["rows"]}
    bare, unfiltered = by_name["bare sum"], by_name["search, as of now (unfiltered)"]
    week = by_name["search, week and outlet"]
    assert week["p50_to_sum"] == pytest.approx(week["p50_ms"] / bare["p50_ms"])
    assert week["p95_to_unfiltered"] == pytest.approx(week["p95_ms"] / unfiltered["p95_ms"])
    parts = [row for name, row in by_name.items() if name.startswith(("embedding", "HNSW", "BM25"))]
    assert len(parts) == 4
    assert bare["p95_ms"] >= max(row["p50_ms"] for row in parts)

    for table in (passages, leads):
        shares = [row["passing"] for row in table["rows"] if row["filter"].startswith("days")]
        assert shares == sorted(shares) and shares[0] < 0.1 < 0.9 < shares[-1]
        # So few vectors are all compared: nothing can be missed.
        assert {row["recall@10"] for row in table["rows"]} == {1.0}
        assert not any(row["outside"] for row in table["rows"])

    alone, imported, opened, searched = (row["rss_mb"] for row in memory["rows"])
    assert 0 < alone < imported < opened <= searched * 1.1
    assert memory["rows"][-1]["what"] == "3 searches"


def test_what_cannot_be_measured_is_said(tmp_path: Path, questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told: dict[tuple[str, ...], tuple[int, str]] = {
        (): (2, "nothing to measure"),
        ("--growth",): (2, "--articles"),
        ("--store", str(tmp_path / "none")): (1, "no store at"),
        ("--growth", "--articles", str(tmp_path / "none.jsonl")): (2, "none.jsonl cannot be read"),
    }
    for arguments, (code, words) in told.items():
        assert main(["retrieval", "--questions", str(questions), *arguments]) == code
        assert words in capsys.readouterr().err


def test_recall_counts_what_passes_and_scores_as_well_as_the_kth_best() -> None:
    scores = np.array([0.9, 0.8, 0.8, 0.7, 0.1], dtype=np.float32)
    passing = np.array([False, True, True, True, True])
    row_of = {key: row for row, key in enumerate((10, 11, 12, 13, 14))}

    def found(*keys: int) -> list[Candidate]:
        return [Candidate(key, 0.0) for key in keys]

    assert recall_at(1, found(12), scores, passing, row_of) == (1.0, 0)  # a copy is as good
    assert recall_at(2, found(11, 13), scores, passing, row_of) == (0.5, 0)
    assert recall_at(2, found(10, 11), scores, passing, row_of) == (0.5, 1)  # the best one does not pass
    assert recall_at(9, found(11, 12, 13), scores, passing, row_of) == (0.75, 0)  # four pass


def test_calls_take_turns_after_a_warm_up() -> None:
    made: list[str] = []

    def noted(name: str) -> Callable[[int], str]:
        def call(item: int) -> str:
            made.append(f"{name}{item}")
            return name * item

        return call

    kept: list[tuple[str, int, str]] = []
    elapsed = interleaved({name: noted(name) for name in "abc"}, [1, 2], lambda *one: kept.append(one))

    assert WARM_UP > 2 and made[:6] == ["a1", "b1", "c1", "a2", "b2", "c2"]
    assert made[6:] == ["a1", "b1", "c1", "b2", "c2", "a2"]
    assert kept[3] == ("b", 2, "bb")
    assert {name: len(each) for name, each in elapsed.items()} == {"a": 2, "b": 2, "c": 2}


def test_stores_of_several_sizes_grow(questions: Path, tmp_path: Path) -> None:
    lines = read_articles(SAMPLE_NEWS)
    cases = load_dataset(questions).cases
    table = growth(lines, (5, 20), cases, Settings(), tmp_path)
    small, large = table.rows
    assert small["articles"] == 5 and large["articles"] == 20
    assert all(row["build_s"] > 0 and row["p95_ms"] >= row["p50_ms"] > 0 for row in table.rows)  # type: ignore[operator]


def test_articles_that_make_no_store_are_an_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n")
    with pytest.raises(UsageError, match="holds no articles"):
        read_articles(empty)
    with pytest.raises(StoreError, match="could not be built"):
        build_store([b"no article\n"], 1, tmp_path / "new")


@pytest.mark.skipif(all(map(is_installed, PACKAGES)), reason="the peers are installed")
def test_peers_that_are_not_installed_are_named(questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["retrieval", "--questions", str(questions), "--articles", str(SAMPLE_NEWS), "--peers"]
    assert main(arguments) == 2
    assert "pip install 'dateline[bench]'" in capsys.readouterr().err


@pytest.mark.skipif(not all(map(is_installed, PACKAGES)), reason="needs the peers")
def test_peers_find_the_same_answers(questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["retrieval", "--questions", str(questions), "--articles", str(SAMPLE_NEWS), "--peers", "--json"]
    assert main(arguments) == 0
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    assert [row["system"] for row in table["rows"]] == [
        "Dateline, passage vectors only",
        "VectorIndexRetriever, Chroma",
        "BM25Retriever",
        "QueryFusionRetriever",
        "CitationQueryEngine's sources",
        "VectorIndexRetriever, told the day",
        "BM25Retriever, told the day",
        "QueryFusionRetriever, told the day",
    ]
    later = [row["later"] for row in table["rows"]]
    assert later[0] == later[5] == later[6] == later[7] == 0.0 < min(later[1:5])
    assert all(row["any_day@10"]["value"] == 1.0 for row in table["rows"])
    assert all(row["build_s"] > 0 and row["words"] > 20 for row in table["rows"])
