"""The page's states around an answer: masthead, welcome, nothing read yet, searching, trouble. Pure, escaped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from rag.errors import DatelineError, StoreBusy, StoreError, StoreNotFound, UsageError
from rag.types import StoreStats
from ui.days import day_to_words
from ui.examples import Example
from ui.render import escape, question_to_html
from ui.untrusted import one_line


def masthead_to_html(stats: StoreStats | None, answering: str, as_of: datetime | None) -> str:
    """The name of the paper, and one line of what it can answer from; ``as_of`` where it isn't today."""
    facts = []
    if stats is not None and stats.articles:
        facts.append(f"{stats.articles:,} articles from {len(stats.publishers):,} outlets")
        facts.append(f"{day_to_words(stats.first_published)} to {day_to_words(stats.last_published)}")
    if as_of is not None:
        facts.append(f"asked as of {day_to_words(as_of)}")
    facts.append(escape(one_line(answering)))
    line = " <span aria-hidden='true'>·</span> ".join(f"<span>{fact}</span>" for fact in facts if fact)
    return (
        '<header class="masthead"><h1>Dateline</h1>'
        '<p class="motto">Ask the news. Every sentence shows its source.</p>'
        f'<p class="edition">{line}</p></header>'
    )


def welcome_to_html(examples: Sequence[Example]) -> str:
    """What to do first: headlines that can be asked about."""
    if not examples:
        return ""
    buttons = "".join(
        f'<li><button type="button" data-ask="{escape(example.question)}">'
        f'<span class="title" dir="auto">{escape(one_line(example.passage.title))}</span>'
        f'<span class="byline"><bdi>{escape(one_line(example.passage.publisher))}</bdi> '
        f"<time>{day_to_words(example.passage.published_at)}</time></span></button></li>"
        for example in examples
    )
    return f'<section class="welcome"><h2>In the news: ask about one of these</h2><ul>{buttons}</ul></section>'


def nothing_read_to_html(store: Path) -> str:
    """There is no store yet, or nothing in it: the command that fills it."""
    return _panel(
        "empty",
        "Nothing has been read yet",
        "Dateline answers only from articles it has read. Give it some, then ask: this page needs no restart.",
        command=f"dateline ingest PATH… --store {store}",
        after="PATH is a file or folder of JSON, JSONL, CSV, HTML, Markdown or plain text; "
        "--sample in its place reads the invented news that comes with Dateline.",
    )


def searching_to_html(question: str) -> str:
    """The moment between a question and its sources."""
    return (
        '<section class="turn" data-state="running" aria-busy="true">'
        f"{question_to_html(question)}"
        '<p class="running">Searching<span class="dots" aria-hidden="true"></span></p></section>'
    )


def trouble_to_html(error: Exception, store: Path, question: str = "") -> str:
    """An error as a reader meets it: what happened and what to do, the question kept for another try."""
    headline = question_to_html(question) if question else ""
    if isinstance(error, StoreNotFound):
        return f'<section class="turn" data-state="trouble">{headline}{nothing_read_to_html(store)}</section>'
    if isinstance(error, UsageError):
        heading, message = "That cannot be asked so", str(error)
    elif isinstance(error, StoreBusy):
        heading, message = "The store is busy", str(error)
    elif isinstance(error, StoreError):
        heading, message = "The store cannot be read", str(error)
    elif isinstance(error, DatelineError):
        heading, message = "No answer this time", str(error)
    else:
        heading = "Something broke here"
        message = f"{type(error).__name__}: the program's log says more. Your question was kept; ask it again."
    again = _ask_again(question) if question else ""
    panel = _panel("problem", heading, message, more=again)
    return f'<section class="turn" data-state="trouble">{headline}{panel}</section>'


def stopped_to_html(question: str) -> str:
    """A question stopped before anything was found."""
    return (
        f'<section class="turn" data-state="stopped">{question_to_html(question)}'
        '<p class="note caution"><b>Stopped</b> You stopped this question before its sources were found.</p>'
        f"{_ask_again(question)}</section>"
    )


def _ask_again(question: str) -> str:
    return f'<p><button type="button" class="again" data-ask="{escape(question)}">Ask again</button></p>'


def _panel(kind: str, heading: str, message: str, *, command: str = "", after: str = "", more: str = "") -> str:
    shown = f"<pre><code>{escape(command)}</code></pre>" if command else ""
    tail = f"<p>{escape(after)}</p>" if after else ""
    return (
        f'<div class="panel {kind}" role="status"><h3>{heading}</h3>'
        f'<p dir="auto">{escape(message)}</p>{shown}{tail}{more}</div>'
    )
