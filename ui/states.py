"""The page's states around an answer: masthead, welcome, nothing read yet, searching, trouble. Pure, escaped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rag.errors import DatelineError, StoreBusy, StoreError, StoreNotFound, UsageError
from rag.types import StoreStats, Usage
from ui.days import ago_to_words, day_to_words
from ui.examples import Example
from ui.render import escape, question_to_html
from ui.untrusted import one_line
from ui.views.masthead import navigation_to_html


def masthead_to_html(stats: StoreStats | None, answering: str, as_of: datetime | None) -> str:
    """The name of the paper, the way to its sections, and one line of what it can answer from.

    ``as_of`` is the day asked about, where it isn't today.
    """
    facts = []
    if stats is not None and stats.articles:
        facts.append(f"{stats.articles:,} articles from {len(stats.publishers):,} outlets")
        facts.append(f"{day_to_words(stats.first_published)} to {day_to_words(stats.last_published)}")
        age = ago_to_words(stats.last_published, as_of + timedelta(days=1) if as_of else datetime.now(UTC))
        facts.append(f"newest from {age}" if age else "")
    if as_of is not None:
        facts.append(f"asked as of {day_to_words(as_of)}")
    facts.append(escape(one_line(answering)))
    line = " <span aria-hidden='true'>·</span> ".join(f"<span>{fact}</span>" for fact in facts if fact)
    return (
        '<header class="masthead"><h1>Dateline</h1>'
        f'<div class="ways">{navigation_to_html("/")}'
        '<button type="button" class="conversations" data-panel="kept" aria-haspopup="dialog">Conversations</button>'
        f'</div><p class="edition">{line}</p></header>'
    )


def covered_in_words(stats: StoreStats | None) -> str:
    """Which days there is anything from."""
    if stats is None or not stats.articles or stats.first_published is None:
        return ""
    return (
        f"Covered here: {day_to_words(stats.first_published)} to {day_to_words(stats.last_published)}, "
        f"{stats.articles:,} articles."
    )


def status_to_html(conversation: Usage, server: Usage, trouble: str = "") -> str:
    """What a model has cost so far, in this conversation and since the server was started; nothing where none ran.

    ``trouble`` is what could not be kept, and why.
    """
    told = f'<p class="note caution"><b>Not kept</b> <span dir="auto">{escape(trouble)}</span></p>' if trouble else ""
    if not (server.prompt_tokens or server.completion_tokens):
        return told
    return told + f'<p class="spent">This conversation: {_cost(conversation)} · this server: {_cost(server)}</p>'


def _cost(usage: Usage) -> str:
    tokens = usage.prompt_tokens + usage.completion_tokens
    price = "price not known" if usage.cost_usd is None else f"${usage.cost_usd:.4f}"
    return f"{price} ({tokens:,} tokens)" if tokens else "nothing yet"


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
    return (
        '<section class="welcome"><p class="motto">Ask the news. Every sentence shows its source.</p>'
        f"<h2>In the news: ask about one of these</h2><ul>{buttons}</ul></section>"
    )


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


def trouble_to_html(error: Exception, store: Path, question: str = "", *, after: str = "") -> str:
    """An error as a reader meets it: what happened and what to do, ``after`` it what can be done now."""
    headline = question_to_html(question) if question else ""
    if isinstance(error, StoreNotFound):
        panel = nothing_read_to_html(store)
    else:
        heading, message = _said(error)
        panel = _panel("problem", heading, message)
    return f'<section class="turn" data-state="trouble">{headline}{panel}{after}</section>'


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


def stopped_to_html(question: str, *, after: str = "") -> str:
    """A question stopped before anything was found."""
    return (
        f'<section class="turn" data-state="stopped">{question_to_html(question)}'
        '<p class="note caution"><b>Stopped</b> You stopped this question before its sources were found.</p>'
        f"{after}</section>"
    )


def _panel(kind: str, heading: str, message: str, *, command: str = "", after: str = "") -> str:
    shown = f"<pre><code>{escape(command)}</code></pre>" if command else ""
    tail = f"<p>{escape(after)}</p>" if after else ""
    return (
        f'<div class="panel {kind}" role="status"><h3>{heading}</h3>'
        f'<p dir="auto">{escape(message)}</p>{shown}{tail}</div>'
    )
