"""The command line as a shell sees it: one document on stdout, talk on stderr, exit codes."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from rag.settings import Settings
from ui.cli import COMMANDS, main

AS_OF = "2026-03-29"
HEAVY = ("gradio", "chromadb", "llama_index", "openai", "onnxruntime", "numpy", "fastapi", "tantivy", "sqlite3")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from ingest.pipeline import ingest

    folder = tmp_path_factory.mktemp("cli") / "store"
    sample = Path(__file__).parents[1] / "ingest" / "sample" / "newswire.jsonl"
    ingest([sample], settings=Settings(store=folder))
    return folder


@pytest.fixture(autouse=True)
def _no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, _, _ in Settings.rows():
        monkeypatch.delenv(variable, raising=False)


def dateline(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run it as a program."""
    return subprocess.run(
        [sys.executable, "-c", "import sys; from ui.cli import main; sys.exit(main())", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def document(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, object]:
    """What the command prints with --json, and that it prints nothing else."""
    assert main([*map(str, arguments), "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    found: dict[str, object] = json.loads(out)
    return found


def at_a_terminal(*arguments: str | Path) -> str:
    """What somebody at a terminal sees, stdout and stderr together."""
    here, there = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-c", "import sys; from ui.cli import main; sys.exit(main())", *map(str, arguments)],
        stdout=there,
        stderr=there,
        stdin=subprocess.DEVNULL,
    )
    os.close(there)
    seen = b""
    while True:
        try:
            piece = os.read(here, 65536)
        except OSError:  # how a pty says that the other side has gone
            break
        if not piece:
            break
        seen += piece
    os.close(here)
    assert program.wait() == 0, seen
    return seen.decode().replace("\r\n", "\n")


def test_ask_prints_one_document(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = document(capsys, "ask", "Why is the Aldren Bridge being closed?", "--as-of", AS_OF, "--store", store)

    assert {"question", "answer", "citations", "abstained", "as_of", "window", "notes", "answerer"} <= set(answer)
    assert {"timings_ms", "usage"} <= set(answer)
    citations = answer["citations"]
    assert isinstance(citations, list)
    assert {"number", "title", "publisher", "published_at", "url", "quote", "article_id", "passage_id"} <= set(
        citations[0]
    )
    assert "[1]" in str(answer["answer"])


def test_an_abstention_is_an_answer(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = document(
        capsys, "ask", "Why was the bridge closed?", "--until", "1999-01-01", "--as-of", AS_OF, "--store", store
    )

    assert answer["answer"] == ""
    abstained = answer["abstained"]
    assert isinstance(abstained, dict)
    assert abstained["reason"] == "nothing_in_window"


def test_where_nothing_is_found_the_days_covered_are_told_once(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "Morrow Star", "--store", str(store), "--since", "2031-01-01"]) == 0
    assert "Nothing found. Covered here: " in capsys.readouterr().out
    assert main(["ask", "Why did it rain?", "--store", str(store), "--since", "2031-01-01"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "The articles read so far are from" in told and "Covered here" not in told


def test_search_prints_ranked_hits(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hits = document(capsys, "search", "Aldren Bridge", "-k", "3", "--as-of", AS_OF, "--store", store)["hits"]

    assert isinstance(hits, list)
    assert [hit["rank"] for hit in hits] == [1, 2, 3]
    assert {"score", "passage_id", "article_id", "title", "publisher", "published_at", "url", "text"} <= set(hits[0])


def test_a_timeline_is_told_in_order(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scope = ("--since", "2026-03-10", "--as-of", AS_OF, "-n", "4", "--store", store)
    timeline = document(capsys, "timeline", "Morrow Star", *scope)

    assert {"subject", "events", "abstained", "as_of", "window"} == set(timeline)
    events = timeline["events"]
    assert isinstance(events, list) and len(events) == 4
    assert {"day", "publisher", "published_at", "url", "quote", "article_id", "passage_id", "also"} <= set(events[0])
    days = [event["day"] for event in events]
    assert days == sorted(days) and days[0] >= "2026-03-10"

    assert main(["timeline", "Morrow Star", *map(str, scope)]) == 0
    out = capsys.readouterr().out
    assert all(event["url"] in out for event in events)
    assert out.endswith("4 events, since 10 March 2026. As known on 29 March 2026.\n")


def test_filters_filter(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filters = ("--publisher", "Radio Halvern", "--since", "2026-03-01", "--until", "2026-03-20", "--as-of", AS_OF)
    hits = document(capsys, "search", "bridge", *filters, "--store", store)["hits"]

    assert isinstance(hits, list)
    assert hits
    assert {hit["publisher"] for hit in hits} == {"Radio Halvern"}
    assert all("2026-03-01" <= hit["published_at"][:10] <= "2026-03-20" for hit in hits)


def test_stats_counts(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stats = document(capsys, "stats", "--store", store)

    assert {"articles", "passages", "publishers", "first_published", "last_published", "embedding_model"} <= set(stats)
    assert {"store_bytes", "generation"} <= set(stats)
    assert stats["articles"]


def test_doctor_finds_a_sound_store_sound(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert document(capsys, "doctor", "--store", store)["ok"] is True


def test_doctor_repairs_what_is_lost(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import shutil

    broken = tmp_path / "store"
    shutil.copytree(store, broken)
    shutil.rmtree(broken / "words")

    assert main(["doctor", "--store", str(broken)]) == 1
    assert f"Repair with: `dateline doctor --repair --store {broken}`" in capsys.readouterr().out
    assert main(["doctor", "--repair", "--store", str(broken)]) == 0
    assert "All parts agree." in capsys.readouterr().out


def test_a_person_reads_the_answer_its_sources_and_how_to_get_a_model(store: Path) -> None:
    seen = at_a_terminal("ask", "Why is the Aldren Bridge being closed?", "--as-of", AS_OF, "--store", store)

    assert "OPENAI_API_KEY" in seen.splitlines()[0]
    assert "Sources\n[1] " in seen
    assert "https://" in seen


def test_talk_vanishes_where_stderr_is_no_terminal(store: Path) -> None:
    done = dateline("ask", "Why is the Aldren Bridge being closed?", "--as-of", AS_OF, "--store", store)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Sources" in done.stdout


@pytest.mark.parametrize("command", ["ask", "search", "stats", "doctor"])
def test_a_missing_store_is_told_in_one_line(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["anything"] if command in ("ask", "search") else []

    assert main([command, *words, "--store", str(tmp_path / "none")]) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "ingest" in err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["sing"],
        ["ask"],
        ["ask", "Why?", "--since", "yesterday-ish"],
        ["ask", "Why?", "-k", "0"],
        ["ask", "Why?", "--answerer", "oracle"],
        ["serve", "--port", "many"],
    ],
)
def test_wrong_usage_is_2(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    assert "usage: dateline" in capsys.readouterr().err


def test_a_setting_of_the_wrong_form_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_PORT", "many")

    assert main(["stats"]) == 2
    assert "DATELINE_PORT" in capsys.readouterr().err


def test_an_unforeseen_error_is_one_line_and_debug_shows_where(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> int:
        raise ZeroDivisionError("by\x1b[31m zero")

    monkeypatch.setattr("ui.commands.stats.run", broken)

    assert main(["stats"]) == 1
    assert capsys.readouterr().err == "dateline: ZeroDivisionError: by [31m zero (`dateline --debug` shows where)\n"
    assert main(["--debug", "stats"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_is_130_without_a_word(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("ui.commands.stats.run", interrupted)

    assert main(["stats"]) == 130
    assert capsys.readouterr().err == ""


def test_a_reader_who_leaves_early_is_no_error(store: Path) -> None:
    code = "import sys; from ui.cli import main; sys.exit(main())"
    program = subprocess.Popen(
        [sys.executable, "-c", code, "search", "bridge", "-k", "50", "--store", str(store), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()

    assert program.stderr.read() == b""
    assert program.wait() == 0
    program.stderr.close()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])

    assert ended.value.code == 0
    assert f"usage: dateline {command}" in capsys.readouterr().out


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from ui.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stderr.strip() == "[]"
    assert all(command in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serve_prints_its_address_and_ends_cleanly(number: signal.Signals, tmp_path: Path) -> None:
    code = "import sys; from ui.cli import main; sys.exit(main())"
    program = subprocess.Popen(
        [sys.executable, "-c", code, "serve", "--port", "0", "--store", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    line = program.stdout.readline()
    assert line.startswith("Dateline is at http://127.0.0.1:")
    time.sleep(0.1)

    program.send_signal(number)
    _, err = program.communicate(timeout=30)

    assert (program.returncode, err) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("ask", "Why?", "--as-off", "2026-03-29"),
            "arguments: --as-off 2026-03-29 (did you mean --as-of?)",
        ),
        (("search", "ferry", "--publsher=Radio Halvern"), "(did you mean --publisher?)"),
        (("ask", "Why", "did", "it", "sink?"), "did it sink? (put words that belong together in quotes)"),
        (("eval", "report", "--zzz", "run"), "usage: dateline eval report"),
    ],
)
def test_words_that_mean_nothing_are_told_with_what_they_may_mean(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    err = capsys.readouterr().err
    assert told in err
    assert err.startswith(f"usage: dateline {arguments[0]}")
