"""Arguments no one should give, as a shell gives them: told in one line with what to do, and nothing is done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rag import NewsQA
from rag.errors import StoreError, UsageError
from rag.settings import Settings
from rag.store import StoreWriter
from tests.store_articles import MODELS
from ui.cli import main


def said(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    """Its exit code, and the last line of what it complained of."""
    try:
        code = main([*map(str, arguments)])
    except SystemExit as exit_of_argparse:
        code = int(str(exit_of_argparse.code))
    return code, capsys.readouterr().err.strip().splitlines()[-1]


def test_more_passages_than_memory_holds_are_not_asked_for(
    sample_settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("ask", "search"):
        code, line = said(capsys, command, "ferry", "-k", "1000000000", "--store", sample_settings.store)
        assert code == 2 and "at most 10,000" in line
    with NewsQA.open(settings=sample_settings) as qa:
        assert qa.search("ferry", k=10_000)
        for k in (10**9, 10**30):
            with pytest.raises(UsageError, match="k must be"):
                qa.search("ferry", k=k)
            with pytest.raises(UsageError, match="limit must be"):
                qa.timeline("ferry", limit=k)


@pytest.mark.parametrize("port", ["99999", "-1"])
def test_a_port_that_does_not_exist_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], port: str) -> None:
    code, line = said(capsys, "serve", "--store", tmp_path, "--port", port)
    assert code == 2 and "DATELINE_PORT must be from 0 to 65535" in line


def test_an_empty_name_of_a_source_is_not_this_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "private.txt").write_text("A private note\n\nNobody asked for this to be read.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for empty in ("", " "):
        code, line = said(capsys, "ingest", empty, "--store", tmp_path / "store")
        assert code == 2 and "empty" in line
    assert not (tmp_path / "store").exists()


def test_a_file_is_no_place_for_a_store(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text("{}", encoding="utf-8")
    for path in (file, file / "store"):
        with pytest.raises(StoreError, match="a folder") as told:
            StoreWriter.open(path, MODELS)
        assert "doctor" not in str(told.value)
    assert file.read_text(encoding="utf-8") == "{}"


def test_what_is_no_question_and_no_list_of_outlets_is_told(sample_settings: Settings) -> None:
    with NewsQA.open(settings=sample_settings) as qa:
        for question in (None, 5, b"ferry"):
            with pytest.raises(UsageError, match="question must be a text"):
                qa.search(question)  # type: ignore[arg-type]
        with pytest.raises(UsageError, match=r"publishers must be a list of names: \['Radio Halvern'\]"):
            qa.search("ferry", publishers="Radio Halvern")
        for k in ("5", 2.5):
            with pytest.raises(UsageError, match="k must be a whole number"):
                qa.search("ferry", k=k)  # type: ignore[arg-type]
        with pytest.raises(UsageError, match="5 is not a date"):
            qa.search("ferry", as_of=5)  # type: ignore[arg-type]


@pytest.mark.parametrize("limit", ["x", 2.5, None])
def test_a_limit_that_is_no_number_is_told(sample_settings: Settings, limit: Any) -> None:
    with NewsQA.open(settings=sample_settings) as qa, pytest.raises(UsageError, match="limit must be a whole number"):
        qa.timeline("ferry", limit=limit)


@pytest.mark.parametrize("name", ["\ud800", "a\x00b", "", None, 7])
def test_a_name_that_no_article_can_have_is_told_or_none(sample_settings: Settings, name: Any) -> None:
    with NewsQA.open(settings=sample_settings) as qa:
        if isinstance(name, str):
            assert qa.article(name) is None
        else:
            with pytest.raises(UsageError, match="article's id"):
                qa.article(name)
