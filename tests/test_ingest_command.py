"""The ``ingest`` command: what it prints, in words and as one document, and how it ends."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.command import add_arguments, run
from rag.store import StoreWriter
from rag.types import StoreModels
from tests.harbour_news import record, write

# Chroma's own words about its own default, which no setting of ours brings about or hinders.
pytestmark = pytest.mark.filterwarnings("ignore:legacy embedding function config:DeprecationWarning")


@pytest.fixture(autouse=True)
def _no_transformer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_LEAD_MODEL", "none")
    monkeypatch.delenv("DATELINE_STORE", raising=False)


def _arguments(**given: object) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return argparse.Namespace(**{**vars(parser.parse_args([])), **given})


def _command(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATELINE_LEAD_MODEL": "none", "DATELINE_PASSAGE_MODEL": "none"}
    return subprocess.run(
        [sys.executable, "-m", "ingest", *arguments],
        capture_output=True, text=True, env=environment, cwd=Path(__file__).parents[1], timeout=120,
    )  # fmt: skip


def test_the_command_prints_one_document_and_nothing_else(tmp_path: Path) -> None:
    source = write(tmp_path / "news.jsonl", record(1), {"title": "no text"})

    done = _command(str(source), "--store", str(tmp_path / "store"), "--json")

    document = json.loads(done.stdout)
    assert done.returncode == 0
    assert done.stderr == ""
    assert {key: document[key] for key in ("read", "added", "updated", "unchanged")} == {
        "read": 2, "added": 1, "updated": 0, "unchanged": 0,
    }  # fmt: skip
    assert document["rejected"][0] | {"why": ""} == {"source": str(source), "line": 2, "field": "text", "why": ""}
    assert document["passages"] >= 1
    assert document["elapsed_s"] > 0
    assert set(document["stages_s"]) >= {"reading", "cleaning", "chunking", "writing"}


def test_the_command_tells_what_was_rejected_in_plain_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(tmp_path / "a\x1b[2Jb.jsonl", record(1), {"title": "no text"})

    code = run(_arguments(paths=[str(source)], store=tmp_path / "store"))

    out = capsys.readouterr().out
    assert code == 0
    assert "1 added" in out
    assert "1 rejected" in out
    assert "no text found: call its field text, body, content" in out
    assert "\x1b" not in out


def test_articles_without_a_day_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dated = write(tmp_path / "dated.jsonl", record(1))
    mixed = write(tmp_path / "mixed.jsonl", record(2, date=""), record(3, date=None), record(1))

    assert run(_arguments(paths=[str(dated)], store=tmp_path / "store")) == 0
    assert "without a day" not in capsys.readouterr().out
    assert run(_arguments(paths=[str(mixed)], store=tmp_path / "store")) == 0
    assert "2 added, 0 updated, 1 unchanged, 0 rejected.\n  2 without a day (" in capsys.readouterr().out


def test_an_empty_folder_is_no_riddle(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()

    assert run(_arguments(paths=[str(tmp_path / "empty")], store=tmp_path / "store")) == 0
    assert "nothing is there, or nothing new" in capsys.readouterr().out


@pytest.mark.parametrize(("paths", "code"), [([], 2), (["nowhere.jsonl"], 2), (["bad.jsonl"], 1)])
def test_exit_codes(
    tmp_path: Path, paths: list[str], code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.jsonl").write_text("{broken\n")

    assert run(_arguments(paths=paths, store=tmp_path / "store")) == code

    told = capsys.readouterr()
    assert (told.err + told.out).strip()


def test_the_sample_news_is_read_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(_arguments(sample=True, json=True, store=tmp_path / "store")) == 0

    document = json.loads(capsys.readouterr().out)
    assert document["rejected"] == []
    assert document["added"] >= 50


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    source = write(tmp_path / "news.jsonl", record(1))
    models = StoreModels(passages=None, leads=None)
    with StoreWriter.open(tmp_path / "store", models):
        done = _command(str(source), "--store", str(tmp_path / "store"))

    assert done.returncode == 1
    assert str(os.getpid()) in done.stderr
    assert done.stderr.count("\n") == 1
