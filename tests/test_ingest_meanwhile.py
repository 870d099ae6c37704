"""One ingest, a second one and a watcher turned away or made to wait, and four readers answering all the while."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.news_server import Answer, NewsServer, page

ROOT = Path(__file__).parents[1]
READERS = 4

DATELINE = "import sys; from ui.cli import main; sys.exit(main(sys.argv[1:]))"

INGEST = """
import sys
from pathlib import Path
from ingest.pipeline import store_articles
from ingest.sources.records import article_from_record
from rag.settings import Settings

def article(number):
    text = f"Ana Cruz was elected mayor of Islet{number} on Tuesday with {number} votes, the town council said."
    return "made", article_from_record({"title": f"Election at Islet{number}", "text": text, "date": "2026-03-24",
        "publisher": "Vikholm Post", "url": f"https://post.example/{number}"}, "made")

def articles():
    for number in range(1, 301):
        yield article(number)
    print("writing", flush=True)
    sys.stdin.readline()
    for number in range(301, 331):
        yield article(number)

store_articles(articles(), settings=Settings(store=Path(sys.argv[1]), lead_model="none"))
"""

READ = """
import json, os, sys, traceback
from datetime import datetime, UTC
from pathlib import Path
import chromadb, tantivy, llama_index.core
from rag.qa import NewsQA
from rag.settings import Settings

store, ended, told = (Path(argument) for argument in sys.argv[1:4])

def answer(qa, number):
    found = qa.query(f"Who was elected mayor of Islet{number}?", as_of=datetime(2026, 3, 25, tzinfo=UTC))
    if f"with {number} votes" not in found.text or len(found.citations) != 1:
        return f"{number}: {found.text} {found.abstained} {[hit.passage.title for hit in found.hits]}"
    return None

def read(reader):
    right, wrong = 0, []
    with NewsQA.open(store, Settings(answerer="quoting", lead_model="none")) as qa:
        while True:
            over = ended.exists()  # looked at before the question is asked
            if (instead := answer(qa, 1 + (right + reader) % 20)) is None:
                right += 1
            else:
                wrong.append(instead)
            (told / f"{reader}.asked").touch()
            if over:
                (told / f"{reader}.json").write_text(json.dumps([right, wrong, answer(qa, 330), qa.stats().articles]))
                return

children = []
for reader in range(4):
    child = os.fork()
    if child == 0:
        try:
            read(reader)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    children.append(child)
sys.exit(max(os.waitpid(child, 0)[1] for child in children) != 0)
"""


@contextmanager
def running(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def release(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go on\n")
    process.stdin.flush()


def line_with(process: subprocess.Popen[str], words: str) -> str:
    assert process.stderr is not None
    said: list[str] = []
    for line in process.stderr:
        said.append(line)
        if words in line:
            return line
    raise AssertionError(f"it ended without {words!r}: {said}")


@pytest.fixture(autouse=True)
def without_leads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_LEAD_MODEL", "none")


@pytest.mark.timeout(600)  # a dozen processes: seconds on a quiet machine, minutes on a busy one
def test_readers_answer_while_one_writes_and_others_wait_their_turn(tmp_path: Path) -> None:
    store, ended = tmp_path / "store", tmp_path / "ended"
    second = tmp_path / "second.jsonl"
    second.write_text(json.dumps({"title": "Rain", "text": "It rained in Oslo all day long on Monday."}) + "\n")
    with running("-c", INGEST, store) as first:  # what the readers find when they open
        release(first)
        assert first.wait() == 0, first.stderr and first.stderr.read()

    with NewsServer() as server, ExitStack() as stack:
        server.pages["/a"] = page("Harbour closes", "The harbour closed on Tuesday after a ferry struck the pier.")
        feed = "<rss version='2.0'><channel><title>Post</title><item><link>/a</link></item></channel></rss>"
        server.pages["/feed"] = Answer(feed.encode(), content_type="application/rss+xml")
        readers = stack.enter_context(running("-c", READ, store, ended, tmp_path))
        writer = stack.enter_context(running("-c", INGEST.replace("Vikholm Post", "The Lantern"), store))
        assert writer.stdout is not None and writer.stdout.readline() == "writing\n"

        command = (sys.executable, "-m", "ingest", second, "--store", store)
        refused = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert refused.returncode == 1
        assert f"process {writer.pid}" in refused.stderr and "Traceback" not in refused.stderr
        assert refused.stderr.count("\n") == 1

        watch = ("-c", DATELINE, "watch", server.url("/feed"), "--once", "--allow-private", "--store", store)
        watcher = stack.enter_context(running(*watch))
        assert f"process {writer.pid}" in line_with(watcher, "trying again")

        asked = [tmp_path / f"{reader}.asked" for reader in range(READERS)]
        waiting = threading.Event()
        while not all(path.exists() for path in asked):
            assert readers.poll() is None, readers.stderr and readers.stderr.read()
            waiting.wait(0.05)
        release(writer)
        assert writer.wait() == 0, writer.stderr and writer.stderr.read()
        ended.touch()
        assert readers.wait() == 0, readers.stderr and readers.stderr.read()
        assert "1 added" in line_with(watcher, "read:")
        assert watcher.wait() == 0

    for reader in range(READERS):
        right, wrong, newest, articles = json.loads((tmp_path / f"{reader}.json").read_text())
        assert right > 1 and not wrong
        assert newest is None and articles in (330, 331)
