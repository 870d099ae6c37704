"""How it is said that there is no answer: one function a reason. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rag.days import day_in_words, last_moment
from rag.harmless.shown import shown_to_people
from rag.store import Coverage
from rag.types import Abstained, Article, Filters, Hit, Note, Window

OUTLETS_NAMED = 8


def empty_index() -> Abstained:
    """Nothing has been read."""
    return Abstained("empty_index", "No articles have been read yet, so there is nothing to answer from.")


def outlet_not_indexed(unknown: Sequence[str], publishers: Sequence[str]) -> Abstained:
    """None of the outlets asked for has been read; some of those that have been are named."""
    held = listed(publishers[:OUTLETS_NAMED])
    return Abstained(
        "outlet_not_indexed", f"No article of {listed(unknown)} has been read. Outlets that have been: {held}."
    )


def nothing_in_window(filters: Filters, everything: Coverage) -> Abstained:
    """Nothing was published within the filters' days and outlets."""
    outlets = f" by {listed(filters.publishers)}" if filters.publishers else ""
    return Abstained(
        "nothing_in_window", f"No article{outlets} was published {_window(filters)}.{_days_covered(everything)}"
    )


def nothing_of_that_time(window: Window, everything: Coverage) -> Abstained:
    """Nothing that has been read is of the time that the question's own words name."""
    return Abstained(
        "nothing_in_window",
        f"Nothing that has been read is of the time asked about (“{window.phrase}”).{_days_covered(everything)}",
    )


def not_covered(hits: Sequence[Hit]) -> Abstained:
    """Nothing on this subject; the nearest thing there is, is named."""
    return Abstained("not_covered", f"Nothing that has been read is about this.{_closest(hits)}")


def not_answered(hits: Sequence[Hit]) -> Abstained:
    """There are articles on the subject, but none of them says what was asked."""
    return Abstained("not_answered", f"Articles were found, but none of them says this.{_closest(hits)}")


def withdrawn(article: Article) -> Note:
    """The article that would answer was withdrawn; what it said, headline included, is not repeated."""
    on = f" of {day_in_words(article.published_at, weekday=False)}" if article.published_at else ""
    outlet = shown_to_people(article.publisher) or "Its outlet"
    return Note("withdrawn", f"{outlet} withdrew an article{on} on this: it is not evidence.")


def listed(names: Sequence[str]) -> str:
    """Names in a row.

    >>> listed(["A", "B", "C"]), listed(["A"]), listed([])
    ('A, B and C', 'A', 'none')
    """
    if len(names) < 2:
        return names[0] if names else "none"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _closest(hits: Sequence[Hit]) -> str:
    if not hits:
        return ""
    passage = hits[0].passage
    source = ", ".join(
        part
        for part in (
            shown_to_people(passage.publisher),
            day_in_words(passage.published_at, weekday=False) if passage.published_at else "",
        )
        if part
    )
    title = shown_to_people(passage.title) or "an article without a title"
    return f" Closest: “{title}”{f' ({source})' if source else ''}."


def _days_covered(coverage: Coverage) -> str:
    if coverage.first is None or coverage.last is None:
        return ""
    first, last = day_in_words(coverage.first, weekday=False), day_in_words(coverage.last, weekday=False)
    return f" The articles read so far are from {first} to {last}."


def _window(filters: Filters) -> str:
    since, last = filters.since, None if filters.until is None else last_moment(filters.until)
    if since is not None and last is not None and since <= last:
        first = day_in_words(since, weekday=False)
        return f"on {first}" if since.date() == last.date() else f"from {first} to {day_in_words(last, weekday=False)}"
    if since is not None:
        return f"since {day_in_words(since, weekday=False)}"
    if last is not None:
        return f"up to {day_in_words(last, weekday=False)}"
    return "at any time"
