"""``dateline forget``: what is forgotten is gone from all parts, also for a process that has the store open."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ingest import ingest
from rag.settings import Settings
from rag.store import NewsStore, diagnose
from tests.test_store_processes import child
from ui import cli
from ui.commands import forget

RARE = "Zyxqwertopolis"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A store of five articles: one of the Echo's, and four of the Post's from 1 to 4 October 2024."""
    source = tmp_path / "news.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for day in range(5):
            south = "Ships went south. " * 9
            place = RARE if day == 1 else f"Harbour{day}"
            record = {
                "title": f"The port of {place} closes",
                "text": f"The port of {place} closed on day {day} after a ferry struck the pier. {south}",
                "publisher": "The Post" if day else "Echo",
                "date": f"2024-10-{max(day, 1):02d}",
                "url": f"https://post.example/{day}",
            }
            file.write(json.dumps(record) + "\n")
    settings = Settings(store=tmp_path / "store", passage_model="static", lead_model="none")
    assert ingest([source], settings=settings).added == 5
    return settings


def _forget(settings: Settings, *arguments: str) -> int:
    return cli.main(["forget", *arguments, "--store", str(settings.store)])


def _left(settings: Settings) -> int:
    report = diagnose(settings.store)
    assert report.ok, report
    return report.articles


def test_by_address_however_it_is_written(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    code = _forget(settings, "http://www.post.example/1/?utm_source=feed", "https://post.example/9")

    told = capsys.readouterr()
    assert (code, told.out) == (0, "1 article forgotten, 4 left.\n")
    assert "not stored: https://post.example/9" in told.err
    assert _left(settings) == 4


def test_nothing_of_it_is_left_in_any_file(settings: Settings) -> None:
    _forget(settings, "https://post.example/1", "--yes")

    held = [
        file
        for file in settings.store.rglob("*")
        if file.is_file() and RARE.lower().encode() in file.read_bytes().lower()
    ]
    assert held == []


def test_by_outlet_as_json(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert _forget(settings, "--publisher", "the post", "--json") == 0

    assert json.loads(capsys.readouterr().out) == {"forgotten": 4, "not_stored": [], "articles": 1}
    assert _left(settings) == 1


def test_before_a_day_and_of_an_outlet(settings: Settings) -> None:
    assert _forget(settings, "--before", "2024-10-03", "--publisher", "The Post") == 0
    with NewsStore.open(settings.store) as store:
        assert store.publishers() == {"The Post": 2, "Echo": 1}

    assert _forget(settings, "--before", "2024-10-03") == 0
    with NewsStore.open(settings.store) as store:
        assert store.publishers() == {"The Post": 2}


def test_where_nothing_is_meant_nothing_is_forgotten(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert _forget(settings, "--before", "2020-01-01") == 1
    assert _forget(settings) == 2
    assert _forget(settings, "https://post.example/1", "--publisher", "Echo") == 2
    assert _forget(settings, "harbour") == 2

    told = capsys.readouterr()
    assert told.out == "0 articles forgotten, 5 left.\n"
    assert "no article is of that outlet and those days" in told.err
    assert "no web address" in told.err
    assert _left(settings) == 5


@pytest.mark.parametrize(("said", "left"), [("n", 5), ("", 5), ("y", 4)])
def test_a_person_is_asked_first(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: str, left: int
) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

        def readline(self) -> str:
            return f"{said}\n"

    monkeypatch.setattr(forget.sys, "stdin", Terminal())

    code = _forget(settings, "--publisher", "Echo")

    assert code == (0 if said == "y" else 1)
    assert "Forget 1 article of 5" in capsys.readouterr().err
    assert _left(settings) == left


CITE = """
import sys
from pathlib import Path
from rag.qa import NewsQA
from rag.settings import Settings
settings = Settings(store=Path(sys.argv[1]), passage_model="static", lead_model="none", as_of="2024-11-01")
with NewsQA.open(settings=settings) as qa:
    for line in sys.stdin:
        answer = qa.query(f"What struck the pier in the port of {line.strip()}?")
        cited = [citation.passage.url for citation in answer.citations]
        print(" ".join(["cited", *cited]), " ".join(["found", *(hit.passage.url for hit in answer.hits)]), flush=True)
"""


def test_another_process_cannot_cite_it_any_more(settings: Settings) -> None:
    with child(CITE, settings.store) as reader:
        assert reader.stdin is not None and reader.stdout is not None

        def ask() -> str:
            assert reader.stdin is not None and reader.stdout is not None
            print(RARE, file=reader.stdin, flush=True)
            return reader.stdout.readline()

        assert "cited https://post.example/1 " in ask()
        done = subprocess.run(
            [sys.executable, "-c", "import sys; from ui.cli import main; sys.exit(main())", "forget",
             "https://post.example/1", "--store", str(settings.store)],
            cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "https://post.example/1" not in ask()
