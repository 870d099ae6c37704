"""The page's states around an answer: masthead, welcome, nothing read yet, searching, stopped. Pure, escaped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from rag.types import StoreStats, Usage
from ui.chat.answers import question_to_html
from ui.chat.first_questions import Example
from ui.chat.kept import not_kept_to_html
from ui.wording.days import ago_to_words, day_to_words, newest_of
from ui.wording.masthead import leaving_to_html, navigation_to_html
from ui.wording.untrusted import escape, one_line


def masthead_to_html(stats: StoreStats | None, answering: str, as_of: datetime | None, user: str) -> str:
    """The name of the paper, the way to its sections, and one line of what it can answer from.

    ``as_of`` is the day asked about, where it isn't today.
    """
    facts = []
    if stats is not None and stats.articles:
        facts.append(f"{stats.articles:,} articles from {len(stats.publishers):,} outlets")
        newest = newest_of(stats)
        facts.append(f"{day_to_words(stats.first_published)} to {day_to_words(newest)}")
        age = ago_to_words(newest, as_of + timedelta(days=1) if as_of else datetime.now(UTC))
        facts.append(f"newest from {age}" if age and as_of is None else "")
    if as_of is not None:
        facts.append(f"asked as of {day_to_words(as_of)}")
    facts.append(escape(one_line(answering)))
    line = " <span aria-hidden='true'>·</span> ".join(f"<span>{fact}</span>" for fact in facts if fact)
    return (
        '<header class="masthead"><h1>Dateline</h1>'
        f'<div class="ways">{navigation_to_html("/")}'
        '<button type="button" class="conversations" data-panel="kept" aria-haspopup="dialog">Conversations</button>'
        f"{leaving_to_html(user)}"
        f'</div><p class="edition">{line}</p></header>'
    )


def status_to_html(conversation: Usage, server: Usage, trouble: str = "") -> str:
    """What a model has cost so far, in this conversation and since the server was started; nothing where none ran.

    ``trouble`` is what could not be kept, and why.
    """
    told = not_kept_to_html(trouble)
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
        f"<h2>In the news: ask about one of these</h2><ul>{buttons}</ul>"
        '<p class="programs">Programs and assistants ask too: <a href="/api">HTTP, OpenAI’s protocol, MCP</a></p>'
        "</section>"
    )


def searching_to_html(question: str) -> str:
    """The moment between a question and its sources."""
    return (
        '<section class="turn" data-state="running" aria-busy="true">'
        f"{question_to_html(question)}"
        '<p class="running">Searching<span class="dots" aria-hidden="true"></span></p></section>'
    )


def stopped_to_html(question: str, *, after: str = "") -> str:
    """A question stopped before anything was found."""
    return (
        f'<section class="turn" data-state="stopped">{question_to_html(question)}'
        '<p class="note caution"><b>Stopped</b> You stopped this question before its sources were found.</p>'
        f"{after}</section>"
    )
