"""What hinders an answer or a page, as a reader meets it: what happened, and what to do. Pure, escaped."""

from __future__ import annotations

import shlex
from pathlib import Path

from rag.errors import DatelineError, StoreBusy, StoreError, StoreNotFound, UsageError
from ui.wording.untrusted import escape


def trouble_to_html(error: Exception, store: Path, *, before: str = "", after: str = "") -> str:
    """An error as a reader meets it: what happened and what to do, between the caller's HTML."""
    if isinstance(error, StoreNotFound):
        panel = nothing_read_to_html(store)
    else:
        heading, message = _said(error)
        panel = _panel("problem", heading, message)
    return f'<section class="turn" data-state="trouble">{before}{panel}{after}</section>'


def _said(error: Exception) -> tuple[str, str]:
    if isinstance(error, UsageError):
        return "That cannot be asked so", str(error)
    if isinstance(error, StoreBusy):
        return "The store is busy", str(error)
    if isinstance(error, StoreError):
        return "The store cannot be read", str(error)
    if isinstance(error, DatelineError):
        return "No answer this time", str(error)
    return (
        "Something broke here",
        f"{type(error).__name__}: the program's log says more. Your question was kept; ask it again.",
    )


def nothing_read_to_html(store: Path) -> str:
    """There is no store yet, or nothing in it: the command that fills it."""
    return _panel(
        "empty",
        "Nothing has been read yet",
        "Dateline answers only from articles it has read. Give it some, then ask: this page needs no restart.",
        command=f"dateline ingest PATH… --store {shlex.quote(str(store))}",
        after="PATH is a file or folder of JSON, JSONL, CSV, HTML, Markdown or plain text; "
        "--sample in its place reads the invented news that comes with Dateline.",
    )


def _panel(kind: str, heading: str, message: str, *, command: str = "", after: str = "") -> str:
    shown = f"<pre><code>{escape(command)}</code></pre>" if command else ""
    tail = f"<p>{escape(after)}</p>" if after else ""
    return (
        f'<div class="panel {kind}" role="status"><h3>{heading}</h3>'
        f'<p dir="auto">{escape(message)}</p>{shown}{tail}</div>'
    )
