"""The benchmark of reading, at its smallest: every job in a process of its own, and its figures in the tables."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from ingest.bench.__main__ import main
from ingest.bench.jobs import Took
from ingest.bench.tables import compared, to_markdown
from ingest.sample import SAMPLE_PATH


def test_the_sample_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The slowest one here: four processes."""
    assert main([str(SAMPLE_PATH), "--sizes", "6", "12", "--no-leads", "--no-peer", "--json"]) == 0

    growth, stages, beside = json.loads(capsys.readouterr().out)["tables"]
    assert [row[0] for row in growth["rows"]] == [6, 12]
    assert all(cell > 0 for row in growth["rows"] for cell in row)
    assert {"reading", "cleaning", "words", "vectors", "catalogue"} <= {row[0] for row in stages["rows"]}
    named = {row[0]: row[1:] for row in beside["rows"]}
    assert named["Dateline, first"][0] == named["embedding alone"][0] > 12
    assert named["Dateline, again, nothing changed"][0] == 0
    assert named["Dateline, again, nothing changed"][3] > 1


@pytest.mark.skipif(find_spec("llama_index.vector_stores") is None, reason="the bench extra is not installed")
def test_the_peer_is_measured_beside(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(SAMPLE_PATH), "--sizes", "6", "--no-leads"]) == 0

    out = capsys.readouterr().out
    assert "| llama-index IngestionPipeline, as it chooses |" in out


def test_a_file_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["absent.jsonl", "--no-peer"]) == 2

    assert "absent.jsonl does not exist" in capsys.readouterr().err


def test_a_job_that_fails_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feeds = tmp_path / "feeds.opml"
    feeds.write_text('<opml version="2.0"><body><outline xmlUrl="https://post.example/feed"/></body></opml>')

    assert main([str(feeds), "--sizes", "3", "--no-peer"]) == 1

    assert "leads to the web" in capsys.readouterr().err


def test_ratios_are_to_the_first_ingest() -> None:
    def took(elapsed_s: float, **about: object) -> Took:
        return Took(elapsed_s, 2 * elapsed_s, 1_000_000, {"passages": 80, "read": 10, "added": 10, **about})

    table = compared(
        {"first": took(60.0, searchable_s=20.0), "again": took(0.5), "embed": took(40.0), "peers": {"x": took(30.0)}}
    )

    assert [row[4] for row in table["rows"]] == [1.0, 3.0, 120.0, 1.5, 2.0]
    assert "| llama-index IngestionPipeline, x | 80 | 30 | 60 | 2 | 0.67 |" in to_markdown(table)
