"""Run every benchmark at its small size and write docs/benchmarks.md: ``make bench``.

What stands there under "At full size" is kept: those runs take longer and are recorded by hand, with their commands.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import lzma
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE / "benchmarks.md"
FULL = "## At full size"
ARTICLES = 1_000
LIBRARIES = ("dateline", "chromadb", "tantivy", "onnxruntime", "llama-index-core", "numpy", "gradio")
HEAD = """# Benchmarks

Made by `make bench` on {date}: {machine}. {libraries}.

Machines differ, so read the ratios: both sides of each were taken in the same run. Articles and questions are those of
RealTime QA, which are no part of this project; `DATA` names their folder.
"""


def main() -> int:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of articles.jsonl.xz and questions.jsonl")
    data: Path = parser.parse_args().data.resolve()
    articles, questions = str(data / "articles.jsonl.xz"), str(data / "questions.jsonl")
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        store, few = str(Path(folder) / "store"), Path(folder) / "articles.jsonl"
        sample = str(Path(folder) / "sample")
        _first(articles, few)
        dateline = str(Path(sys.executable).with_name("dateline"))
        _run(dateline, "ingest", str(few), "--store", store)
        _run(dateline, "ingest", "--sample", "--store", sample)
        parts = [
            _part("Reading", "ingest.bench", articles, "--sizes", "250", str(ARTICLES)),
            _part("Finding and answering", "eval.bench", "retrieval", "--store", store, "--questions", questions),
            _part(
                "Beside llama-index",
                *("eval.bench", "retrieval", "--questions", questions, "--asked", "100", "--articles", articles),
                *("--limit", "500", "--peers", "--chunk-tokens", "256"),
            ),
            _part("When a model errs", "eval.bench", "proof", "--store", sample),
            _part("Serving", "ui.bench", "--store", sample, "--as-of", "2026-03-29", "--questions", "400"),
        ]
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    kept = FULL + before.partition(FULL)[2] if FULL in before else FULL + "\n\nNot measured yet.\n"
    PAGE.write_text("\n".join([_head(), *parts, kept]), encoding="utf-8")
    print(PAGE)
    return 0


def _head() -> str:
    return HEAD.format(
        date=datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        machine=f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}",
        libraries=", ".join(f"{name} {version(name)}" for name in LIBRARIES),
    )


def _part(title: str, module: str, *arguments: str) -> str:
    shown = " ".join(Path(one).name if "/" in one else one for one in arguments)
    text = _run(sys.executable, "-m", module, *arguments).strip()
    block = text if text.startswith(("|", "**")) else f"```\n{text}\n```"
    return f"## {title}\n\n`python -m {module} {shown}`\n\n{block}\n"


def _run(*command: str) -> str:
    print("$", *(Path(one).name if "/" in one else one for one in command), file=sys.stderr, flush=True)
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} ended with {done.returncode}")
    return done.stdout


def _first(articles: str, few: Path) -> None:
    """The collection's first articles."""
    with lzma.open(articles, "rt", encoding="utf-8") as lines:
        few.write_text("".join(itertools.islice(lines, ARTICLES)), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
