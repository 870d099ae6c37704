"""When there is no answer: which reason it is, and how it is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.answering.deciding.calibration import thresholds_for
from rag.answering.deciding.fitting import DEPTH, NO_WORD, QuestionWords, Rarity, fit_of, kind_is_held, question_words
from rag.answering.noticing import withdrawn
from rag.days import day_in_words, last_moment
from rag.harmless.shown import shown_to_people
from rag.language.lexicon import STOP
from rag.language.terms import content_terms, names
from rag.retrieval.search import NewsQuery, Retrieved
from rag.store import Coverage, NewsStore
from rag.types import Abstained, Article, Filters, Hit, Note

ON_SUBJECT = 0.5  # share of the question's words in one hit from which there is something on its subject
ABOUT = 0.6  # share below which an unknown name shows that the hits are about something else
SURE = 0.8  # share from which a hit is what was asked about
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
WITHDRAWN_BETTER = 0.15  # how much more of the question a withdrawn article holds than any hit


def nothing_found(
    query: NewsQuery,
    retrieved: Retrieved,
    *,
    coverage: Callable[[Filters], Coverage],
    publishers: Sequence[str],
) -> Abstained | None:
    """Why nothing can be answered from these hits, or None where there is something to answer from.

    ``coverage`` tells what the store holds under given filters; ``publishers`` are the outlets it holds.
    """
    unknown = [*retrieved.understood.unknown_publishers, *_not_held(query.filters.publishers, publishers)]
    everything = coverage(Filters())
    if not everything.articles:
        return Abstained("empty_index", "No articles have been read yet, so there is nothing to answer from.")
    if unknown:
        return Abstained(
            "outlet_not_indexed",
            f"No article of {_listed(unknown)} has been read. Outlets that have been: {_listed(publishers[:8])}.",
        )
    if retrieved.hits:
        return _of_no_time_read(retrieved, coverage, everything)
    if not coverage(retrieved.filters).articles:
        outlets = f" by {_listed(retrieved.filters.publishers)}" if retrieved.filters.publishers else ""
        return Abstained(
            "nothing_in_window",
            f"No article{outlets} was published {_window(retrieved.filters)}.{_days_covered(everything)}",
        )
    return not_covered(retrieved.hits)


def _of_no_time_read(
    retrieved: Retrieved, coverage: Callable[[Filters], Coverage], everything: Coverage
) -> Abstained | None:
    """Nothing was published when, by the year it names, the question's answer was, and no hit tells of that year."""
    window = retrieved.window
    year = None if window is None else _YEAR.search(window.phrase or "")
    if window is None or year is None or any(_tells_of(hit, year[0]) for hit in retrieved.hits):
        return None
    if coverage(Filters(window.since, window.until)).articles:
        return None
    return Abstained(
        "nothing_in_window",
        f"Nothing that has been read is of the time asked about (“{window.phrase}”).{_days_covered(everything)}",
    )


def _tells_of(hit: Hit, year: str) -> bool:
    return year in hit.passage.title or year in hit.passage.text


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """Whether hits are enough to answer from.

    ``abstained`` says why they are not; ``unquoted`` why their own sentences would not be an answer, though a model may
    find one in them; ``notes`` what to note.
    """

    abstained: Abstained | None = None
    unquoted: Abstained | None = None
    notes: tuple[Note, ...] = ()


def sufficient(retrieved: Retrieved, store: NewsStore) -> Sufficiency:
    """Whether the hits are enough to answer from; at least one hit."""
    asked = question_words(retrieved, store.rarity)
    fit, least = fit_of(retrieved, asked), thresholds_for(store.models().passages)
    if fit.score() < least.quoted:  # is that because nothing was read of the last days?
        fit = fit_of(retrieved, asked, read_until=store.coverage(Filters(until=retrieved.filters.until)).last)
    score = fit.score()
    article = said_by_withdrawn(retrieved, asked, store, better_than=fit.best) if fit.best < SURE else None
    unheard = fit.best < ABOUT and bool(names_nobody_wrote(retrieved.understood.question, store.rarity))
    nearest = _nearest_first(retrieved.hits, asked)
    if article is not None:
        return Sufficiency(not_answered(nearest), notes=(withdrawn(article),))
    if score < least.read or unheard:
        return Sufficiency(not_covered(nearest) if fit.best < ON_SUBJECT else not_answered(nearest))
    if not kind_is_held(retrieved, asked):
        return Sufficiency(not_answered(nearest))
    return Sufficiency(unquoted=not_answered(nearest) if score < least.quoted else None)


def names_nobody_wrote(question: str, rarity: Rarity) -> frozenset[str]:
    """The names in an English question that stand nowhere in the store; in other languages capitals mean less."""
    if not any(word.strip("?,.!").casefold() in STOP for word in question.split()):
        return frozenset()
    asked = names(question)
    rarities = rarity([*asked, NO_WORD])
    return frozenset(name for name in asked if rarities[name] >= rarities[NO_WORD])


def said_by_withdrawn(
    retrieved: Retrieved, asked: QuestionWords, store: NewsStore, *, better_than: float
) -> Article | None:
    """The withdrawn article that fits the question far better than any hit does, None where there is none."""
    best, found = 0.0, None
    for article in store.withdrawn(retrieved.filters):
        share = asked.covered(content_terms(f"{article.title}\n{article.text}"))
        if share > best:
            best, found = share, article
    return found if best >= max(SURE, better_than + WITHDRAWN_BETTER) else None


def not_covered(hits: Sequence[Hit]) -> Abstained:
    """Nothing on this subject; the nearest thing there is, is named."""
    return Abstained("not_covered", f"Nothing that has been read is about this.{_closest(hits)}")


def not_answered(hits: Sequence[Hit]) -> Abstained:
    """There are articles on the subject, but none of them says what was asked."""
    return Abstained("not_answered", f"Articles were found, but none of them says this.{_closest(hits)}")


def _nearest_first(hits: Sequence[Hit], asked: QuestionWords) -> list[Hit]:
    """Those that hold most of the question first; among equals their order stays."""

    def share(hit: Hit) -> float:
        return asked.covered(content_terms(f"{hit.passage.title}\n{hit.passage.text}"))

    return sorted(hits[:DEPTH], key=share, reverse=True)


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
    if since is not None and last is not None:
        first = day_in_words(since, weekday=False)
        return f"on {first}" if since.date() == last.date() else f"from {first} to {day_in_words(last, weekday=False)}"
    if since is not None:
        return f"since {day_in_words(since, weekday=False)}"
    if last is not None:
        return f"up to {day_in_words(last, weekday=False)}"
    return "at any time"


def _not_held(asked: Sequence[str], held: Sequence[str]) -> list[str]:
    folded = {name.casefold() for name in held}
    missing = [name for name in asked if name.casefold() not in folded]
    return missing if len(missing) == len(asked) else []


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "none"
