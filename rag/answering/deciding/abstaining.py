"""Whether there is an answer, and if none, for which of the ``reasons``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.answering.deciding.calibration import thresholds_for
from rag.answering.deciding.fitting import DEPTH, NO_WORD, QuestionWords, Rarity, fit_of, kind_is_held, question_words
from rag.answering.deciding.reasons import (
    empty_index,
    not_answered,
    not_covered,
    nothing_in_window,
    nothing_of_that_time,
    outlet_not_indexed,
    withdrawn,
)
from rag.language.lexicon import STOP
from rag.language.terms import content_terms, names
from rag.retrieval.search import NewsQuery, Retrieved
from rag.store import Coverage, NewsStore
from rag.types import Abstained, Article, Filters, Hit, Note

ON_SUBJECT = 0.5  # share of the question's words in one hit from which there is something on its subject
ABOUT = 0.6  # share below which an unknown name shows that the hits are about something else
SURE = 0.8  # share from which a hit is what was asked about
WITHDRAWN_BETTER = 0.15  # how much more of the question a withdrawn article holds than any hit
_YEAR = re.compile(r"(?<!\d)\d{3}(?:\d(?![\ds])|(?=\ds))")  # of a decade the part that its years share


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
        return empty_index()
    if unknown:
        return outlet_not_indexed(unknown, publishers)
    if retrieved.hits:
        return _of_no_time_read(retrieved, coverage, everything)
    if not coverage(retrieved.filters).articles:
        return nothing_in_window(retrieved.filters, everything)
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
    return nothing_of_that_time(window, everything)


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


def _nearest_first(hits: Sequence[Hit], asked: QuestionWords) -> list[Hit]:
    """Those that hold most of the question first; among equals their order stays."""

    def share(hit: Hit) -> float:
        return asked.covered(content_terms(f"{hit.passage.title}\n{hit.passage.text}"))

    return sorted(hits[:DEPTH], key=share, reverse=True)


def _not_held(asked: Sequence[str], held: Sequence[str]) -> list[str]:
    folded = {name.casefold() for name in held}
    missing = [name for name in asked if name.casefold() not in folded]
    return missing if len(missing) == len(asked) else []
