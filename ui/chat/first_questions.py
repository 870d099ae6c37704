"""What could be asked first: the newest headlines found, each with the question it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rag.types import Hit, Passage
from ui.wording.untrusted import one_line

TITLE_CHARACTERS = 90
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Example:
    """A question, and the passage whose headline it asks about."""

    question: str
    passage: Passage


def examples_from(hits: Sequence[Hit], *, count: int = 4) -> tuple[Example, ...]:
    """At most ``count`` examples, newest first, one a headline, of different outlets while there are any.

    Only short headlines of articles that still stand.
    """
    articles: dict[str, Passage] = {}
    for passage in sorted((hit.passage for hit in hits), key=lambda p: p.published_at or _LONG_AGO, reverse=True):
        title = one_line(passage.title)
        if passage.status == "usable" and title and len(title) <= TITLE_CHARACTERS:
            articles.setdefault(title, passage)
    first_of_outlet = {passage.publisher: title for title, passage in reversed(articles.items())}
    titles = sorted(articles, key=lambda title: first_of_outlet[articles[title].publisher] != title)[:count]
    return tuple(Example(question_about(title), articles[title]) for title in titles)


def question_about(title: str) -> str:
    """What to ask to learn more of a headline.

    >>> question_about("Ferry aground.")
    'What is known about “Ferry aground”?'
    """
    return f"What is known about “{title.rstrip('.')}”?"
