"""``dateline eval``: what it prints, what it writes and how it ends."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from eval.commands.arguments import FORMATS
from eval.datasets import FORMATS as LOADERS
from rag.errors import ModelRefused
from rag.qa import NewsQA
from rag.settings import Settings
from tests.eval_fake_qa import FakeQA
from tests.llm_server import LLMServer
from ui import cli

ROOT = Path(__file__).parent.parent


def main(arguments: list[str]) -> int:
    return cli.main(["eval", *arguments])


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    file = tmp_path / "ships.jsonl"
    rows = [
        {
            "id": place,
            "question": f"Question {place}?",
            "as_of": "2031-05-12",
            "answers": ["the Heron" if place else "x"],
        }
        for place in range(4)
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


@pytest.fixture
def serving(monkeypatch: pytest.MonkeyPatch) -> Callable[[FakeQA], list[Settings]]:
    """Let ``NewsQA.open`` give this; the settings it was opened with are noted."""

    def serve(qa: FakeQA) -> list[Settings]:
        opened: list[Settings] = []

        def open_fake(*, settings: Settings) -> nullcontext[FakeQA]:
            opened.append(settings)
            return nullcontext(qa)

        monkeypatch.setattr(NewsQA, "open", open_fake)
        return opened

    return serve


def test_a_run_prints_a_metric_a_line_and_keeps_a_summary(
    cases: Path, tmp_path: Path, serving: Callable[[FakeQA], list[Settings]], capsys: pytest.CaptureFixture[str]
) -> None:
    opened = serving(FakeQA())

    code = main(["run", str(cases), "--out", str(tmp_path / "run"), "--store", str(tmp_path), "--answerer", "quoting"])

    printed = capsys.readouterr()
    assert code == 0
    assert (opened[0].store, opened[0].answerer) == (tmp_path, "quoting")
    (line,) = [line for line in printed.out.splitlines() if line.startswith("contains ")]
    assert line.split()[:2] == ["contains", ".750"] and line.endswith("n=4")
    assert "4 of 4 cases finished, 0 failed\nfewer than 20 cases: the intervals say little" in printed.out
    assert printed.out.endswith(f"dateline eval report {tmp_path / 'run'}\n")
    assert printed.err == ""  # no terminal: no progress bar
    summary = json.loads((tmp_path / "run" / "summary.json").read_text())
    assert summary["metrics"]["contains"]["value"] == 0.75
    assert (summary["finished"], summary["missed"]) == (4, [])


def test_json_is_one_document_on_stdout(
    cases: Path, tmp_path: Path, serving: Callable[[FakeQA], list[Settings]], capsys: pytest.CaptureFixture[str]
) -> None:
    serving(FakeQA())

    main(["run", str(cases), "--out", str(tmp_path / "run"), "--retrieval-only", "-k", "2", "--limit", "3", "--json"])

    document = json.loads(capsys.readouterr().out)
    assert document["configuration"]["k"] == 2 and document["cases"] == 3
    assert document["metrics"]["timely_answer_recall@1"]["value"] == pytest.approx(2 / 3)
    assert "timely_answer_recall@3" not in document["metrics"]  # two passages were asked for
    assert "contains" not in document["metrics"]


def test_a_missed_floor_ends_with_1_and_is_named(
    cases: Path, tmp_path: Path, serving: Callable[[FakeQA], list[Settings]], capsys: pytest.CaptureFixture[str]
) -> None:
    serving(FakeQA())
    floors = tmp_path / "floors.json"
    floors.write_text('{"contains": 0.9, "token_f1": 0.1}')
    out = str(tmp_path / "run")

    missed = main(["run", str(cases), "--out", out, "--floors", str(floors)])
    said = capsys.readouterr().err
    lowered = main(["run", str(cases), "--out", out, "--floors", str(floors), "--fail-under", "contains=0.75"])

    assert (missed, lowered) == (1, 0)
    assert "under its floor: contains is 0.7500, under its floor 0.9" in said and "token_f1 is" not in said


def test_failed_cases_pass_no_floor(
    cases: Path, tmp_path: Path, serving: Callable[[FakeQA], list[Settings]], capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(question: str) -> None:
        if question == "Question 0?":
            raise ModelRefused("the key is not accepted")

    serving(FakeQA(refuse))

    code = main(["run", str(cases), "--out", str(tmp_path / "run"), "--fail-under", "contains=0.9"])

    printed = capsys.readouterr()
    assert code == 1
    assert "1 cases failed, which no floor allows" in printed.err
    assert "first failure: 0: ModelRefused: the key is not accepted" in printed.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--fail-under", "recall=0.5"], "'recall' is not a metric"),
        (["--fail-under", "latency_p95_ms=100"], "better when lower"),
        (["--floors", "missing.json"], "--floors: missing.json cannot be read"),
    ],
)
def test_a_floor_that_makes_no_sense_is_refused_before_anything_is_asked(
    cases: Path,
    tmp_path: Path,
    serving: Callable[[FakeQA], list[Settings]],
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    qa = FakeQA()
    serving(qa)

    code = main(["run", str(cases), "--out", str(tmp_path / "run"), *arguments])

    assert code == 2 and qa.asked == []
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("content", ['["contains"]', '{"contains": "high"}', '{"contains": true}', "{"])
def test_a_file_of_floors_must_be_one(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    (tmp_path / "floors.json").write_text(content)

    code = main(["run", str(cases), "--out", str(tmp_path / "run"), "--floors", str(tmp_path / "floors.json")])

    assert code == 2 and "floors.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "c.jsonl"],
        ["run", "c.jsonl", "--out", "r", "-k", "0"],
        ["run", "c.jsonl", "--out", "r", "--fail-under", "contains"],
        ["run", "c.jsonl", "--out", "r", "--fail-under", "contains=nan"],
        ["run", "c.jsonl", "--out", "r", "--cost-limit-usd", "-1"],
        ["run", "c.jsonl", "--out", "r", "--format", "xml"],
        ["report"],
        [],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_cost_limit_ends_with_1_and_says_so(
    cases: Path, tmp_path: Path, serving: Callable[[FakeQA], list[Settings]], capsys: pytest.CaptureFixture[str]
) -> None:
    from rag.types import Usage

    serving(FakeQA(usage=Usage(10, 10, 1.0)))

    code = main(["run", str(cases), "--out", str(tmp_path / "run"), "--cost-limit-usd", "2"])

    printed = capsys.readouterr().out
    assert code == 1
    assert "2 of 4 cases finished" in printed and "stopped: the cost limit of 2 USD is reached" in printed


def test_report_and_compare(
    cases: Path, tmp_path: Path, serving: Callable[[FakeQA], list[Settings]], capsys: pytest.CaptureFixture[str]
) -> None:
    serving(FakeQA())
    first, second = str(tmp_path / "first"), str(tmp_path / "second")
    main(["run", str(cases), "--out", first])
    main(["run", str(cases), "--out", second, "-k", "1"])
    capsys.readouterr()

    refused = [main(["report", first, "--out", str(tmp_path)]), main(["run", str(cases), "--out", "/proc/none/run"])]
    said = capsys.readouterr().err.splitlines()
    assert refused == [2, 2]
    assert f"{tmp_path} cannot be written" in said[0] and "/proc/none/run cannot be made" in said[1]
    codes = [
        main(["report", first]),
        main(["report", second, "--out", str(tmp_path / "page.html")]),
        main(["compare", first, second]),
        main(["compare", first, second, "--json"]),
    ]

    printed = capsys.readouterr().out
    assert codes == [0, 0, 0, 0]
    assert (tmp_path / "first" / "report.html").stat().st_size > 10_000
    assert (tmp_path / "page.html").is_file()
    assert "4 cases in both, first → second" in printed and "no clear difference" in printed
    document = json.loads(printed[printed.index("{\n") :])
    assert document["pairs"] == 4 and document["metrics"]["contains"]["change"]["value"] == 0


def test_the_judge_is_the_configured_chat_model(
    cases: Path,
    tmp_path: Path,
    serving: Callable[[FakeQA], list[Settings]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    serving(FakeQA())
    with LLMServer() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "test")
        server.enqueue("INCORRECT", "CORRECT", "CORRECT", "What a question!")

        code = main(["run", str(cases), "--out", str(tmp_path / "run"), "--judge", "--json"])

    assert code == 0
    judged = json.loads(capsys.readouterr().out)["metrics"]["judged_correct"]
    assert (judged["value"], judged["scored"], judged["unscored"]) == (pytest.approx(2 / 3), 3, 1)


def test_a_run_is_left_as_a_trec_file_that_can_be_scored(
    tmp_path: Path, serving: Callable[[FakeQA], list[Settings]], capsys: pytest.CaptureFixture[str]
) -> None:
    relevant = ["http://www.news.example/quiet", "https://news.example/else"]
    file = tmp_path / "ships.jsonl"
    file.write_text(json.dumps({"id": "q1", "question": "Which ship?", "relevant": relevant}) + "\n")
    serving(FakeQA())
    main(["run", str(file), "--out", str(tmp_path / "run"), "--retrieval-only"])
    capsys.readouterr()

    codes = [
        main(["score", str(file), str(tmp_path / "run" / "run.trec")]),
        main(["score", str(file), str(tmp_path / "run" / "run.trec"), "--json"]),
    ]

    printed = capsys.readouterr().out
    assert codes == [0, 0]
    document = json.loads(printed[printed.index("{\n") :])
    # Ranked: heron, quiet (relevant); the other relevant article was not found.
    assert (document["mrr@10"]["value"], document["recall@10"]["value"]) == (1 / 2, 1 / 2)
    assert document["map@10"]["value"] == (1 / 2) / 2
    assert printed.startswith("recall@5")


def test_a_ranking_of_other_questions_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "run.trec").write_text("q9 Q0 d1 1 1.0 x\n")
    file = tmp_path / "ships.jsonl"
    file.write_text(json.dumps({"id": "q1", "question": "Which ship?", "relevant": ["d1"]}) + "\n")

    assert main(["score", str(file), str(tmp_path / "run.trec")]) == 2
    assert "holds none of the cases of ships, such as 'q1'" in capsys.readouterr().err


def test_a_beir_corpus_becomes_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "corpus.jsonl").write_text(json.dumps({"_id": "d1", "title": "One", "text": "A ship."}) + "\n")

    code = main(["corpus", str(tmp_path), "--out", str(tmp_path / "articles.jsonl")])

    assert code == 0 and "1 articles" in capsys.readouterr().out
    assert json.loads((tmp_path / "articles.jsonl").read_text()) == {
        "url": "https://document.invalid/d1",
        "title": "One",
        "text": "A ship.",
    }


def test_errors_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["report", str(tmp_path / "nowhere")])

    assert code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"dateline: {tmp_path / 'nowhere'} holds no run")


def test_the_formats_offered_are_the_formats_read() -> None:
    assert tuple(LOADERS) == FORMATS


def test_help_is_cheap_and_names_the_subcommands() -> None:
    code = (
        "import sys\nfrom ui.cli import main\n"
        "try:\n    main(['eval', '--help'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('numpy', 'pydantic', 'ir_measures', 'llama_index', 'tqdm') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"
    assert all(name in done.stdout for name in ("run", "report", "compare", "score", "corpus"))
