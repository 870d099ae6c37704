"""Nothing is contacted unless asked: every socket from start to first answer is watched."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

# Told by the interpreter itself, whichever library opens a socket or asks for a name.
WATCHED = """
import json, sys
seen = []

def watch(event, args):
    if event == "socket.connect" and isinstance(args[1], tuple):
        seen.append(str(args[1][0]))
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        seen.append(str(args[0]))

sys.addaudithook(watch)
from ui.cli import main

code = main(sys.argv[1:])
print(json.dumps({"code": code, "seen": seen}), file=sys.stderr)
"""
AT_HOME = {"127.0.0.1", "::1", "localhost", "None"}


def _contacted(*arguments: str) -> set[str]:
    """Whom a successful command asked for besides this machine."""
    code, seen = _watched(*arguments)
    assert code == 0
    return seen - AT_HOME


def _watched(*arguments: str) -> tuple[int, set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *arguments], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stderr.strip(), done.stdout
    told = json.loads(done.stderr.strip().splitlines()[-1])
    return told["code"], set(told["seen"])


def test_reading_and_asking_contact_nobody(tmp_path: Path) -> None:
    article = tmp_path / "note.md"
    article.write_text("The bridge at Aldren reopens\n\nThe bridge at Aldren reopens on Monday, the town said.\n")
    store = str(tmp_path / "store")

    assert not _contacted("ingest", str(article), "--store", store)
    assert not _contacted("ask", "When does the bridge at Aldren reopen?", "--store", store)


def test_the_watch_sees_who_is_asked_for(tmp_path: Path) -> None:
    _, seen = _watched("ingest", "https://outlet.invalid/feed.xml", "--store", str(tmp_path / "store"))
    assert "outlet.invalid" in seen
