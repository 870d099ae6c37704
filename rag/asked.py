"""What can be said with a question, checked: it becomes a ``NewsQuery``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, TypedDict

from rag.answering.followups.turns import turns_of
from rag.days import When, end_of, start_of
from rag.errors import UsageError
from rag.retrieval.search import NewsQuery
from rag.settings import Settings
from rag.store import NewsStore
from rag.types import MOST_PASSAGES, QUESTION_CHARACTERS, Answer, Filters, Note, Turn

FEW_AHEAD: Final = 0.01  # of all articles


class Scope(TypedDict, total=False):
    """Where a question may look.

    ``as_of`` is the day asked about: nothing published later exists for the answer (default: the settings'
    ``as_of``, else now). ``since`` and ``until`` bound the publication day. Each takes a date, which stands for its
    whole day (also in ``until``), a datetime, or an ISO string of either. ``publishers`` are outlets by name, in any
    case.
    """

    as_of: When
    since: When
    until: When
    publishers: Sequence[str]


class Asked(Scope, total=False):
    """Everything that can be said with a question.

    ``k`` is how many passages the answer is made from. ``history`` is what was asked before, oldest first: answers as
    they were given, or pairs of a question and its answer's text. A follow-up ("and when did he leave?") is made whole
    from it, and ``Answer.notes`` say how it was understood.
    """

    k: int | None
    history: Sequence[Answer | Turn | tuple[str, str]]


def news_query(
    store: NewsStore,
    settings: Settings,
    question: str,
    *,
    as_of: When = None,
    since: When = None,
    until: When = None,
    publishers: Sequence[str] = (),
    k: int | None = None,
    history: Sequence[Answer | Turn | tuple[str, str]] = (),
) -> NewsQuery:
    """What is searched for; what is not said comes from the settings. ``UsageError`` names what cannot be asked."""
    if not isinstance(question, str):
        raise UsageError(f"the question must be a text, not {type(question).__name__}")
    if isinstance(publishers, str):  # else each of its letters would be an outlet
        raise UsageError(f"publishers must be a list of names: [{publishers!r}]")
    if not question.strip():
        raise UsageError("The question is empty: write what you want to know")
    if len(question) > QUESTION_CHARACTERS:
        raise UsageError(f"The question has {len(question):,} characters: ask in at most {QUESTION_CHARACTERS:,}")
    wanted = settings.passages_shown if k is None else k
    if not isinstance(wanted, int):
        raise UsageError(f"k must be a whole number, not {wanted!r}")
    if not 1 <= wanted <= MOST_PASSAGES:
        raise UsageError(f"k must be at least 1 and at most {MOST_PASSAGES:,}, not {wanted}")
    first, last = start_of(since), end_of(until)
    if first is not None and last is not None and first >= last:
        raise UsageError(f"since {since} is not before until {until}: no day lies between them")
    now = datetime.now(UTC)
    # Today ends in some hours, and what is under embargo until then is in the store already.
    moment = min(end_of(as_of) or end_of(settings.as_of or None) or now, now)
    notes = _doubts_of_clock(store, now) if moment == now else ()
    # What has no date has been read by now; whether it was there on an earlier day nobody knows.
    undated = first is None and last is None and moment >= now - timedelta(days=1)
    filters = Filters(since=first, until=last, publishers=tuple(publishers), undated=undated)
    return NewsQuery(question, moment, filters, wanted, turns_of(history), notes)


def _doubts_of_clock(store: NewsStore, now: datetime) -> tuple[Note, ...]:
    """A few articles under embargo are nothing to speak of; where many lie ahead, the clock may be wrong."""
    ahead = store.ahead_of(now)
    if not ahead or ahead < FEW_AHEAD * store.coverage().articles:
        return ()
    left_out = f"{ahead:,} {'article is' if ahead == 1 else 'articles are'} dated later and left out"
    said = f"This machine's clock says {now:%Y-%m-%d %H:%M} UTC; {left_out}. If the clock is wrong, set it."
    return (Note("clock", said),)
