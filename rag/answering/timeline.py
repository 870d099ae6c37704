"""What happened when: from passages on a subject to one cited sentence an event, oldest first.

An article tells one event, in one of its first sentences. Copies of a story and reports of the same thing on the same
days are one event; the earliest of them is cited, the others are named.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from rag.answering.deciding.abstaining import nothing_found
from rag.answering.deciding.reasons import not_covered
from rag.answering.quotable import Sentence, dangles, overlap, quotable_sentences
from rag.language.daywords import days_of
from rag.language.lexicon import STOP
from rag.language.terms import content_terms
from rag.language.words import keys_of, words_of
from rag.retrieval.search import NewsQuery, Retrieved
from rag.retrieval.weights import RetrievalWeights
from rag.store import NewsStore
from rag.types import Event, Hit, Passage, Timeline

PASSAGES = 150  # looked through for one timeline
EVENTS_PER_DAY = 3
OPENING_SENTENCES = 5  # of an article, among which the one that tells the event is looked for
SAME_WORDS = 0.6  # share of the smaller text's terms from which two reports are copies
SAME_SENTENCE = 0.4  # terms that two sentences share, of all of theirs, from which they tell one event
SAME_DAYS = timedelta(days=2)  # how far apart reports of one event are published
RETOLD_WORDS = 0.25  # share from which a report of an earlier day's news is that day's event told again
LIKE_THE_OTHERS = 0.6  # of what the plainly related reports share in words, from which a doubtful one is kept
_NAMES_COUNT = 2  # a capitalised word of the subject, against 1 of any other
_SUBJECT_SHARE = 0.6  # of the subject's words, so counted, that a text on it holds

_ABOUT_THE_PAGE = re.compile(r"(?:editor['’]s note|ai-assisted|this (?:article|story|page|report)\b)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Subject:
    """What a timeline is about, and whether a text is about it.

    >>> ferry = Subject("the Skelby ferry")
    >>> [ferry.in_terms(content_terms(text)) for text in ("The ferry was towed to Skelby.", "Skelby's bakery shut.")]
    [True, False]
    """

    def __init__(self, text: str) -> None:
        words = [match.group().removesuffix("'s").removesuffix("’s") for match in _WORD.finditer(text)]
        content = [word for word in words if word.casefold() not in STOP]
        self._names = [_keys(word) for word in content if word[0].isupper()]
        self._others = [_keys(word) for word in content if not word[0].isupper()]

    def in_terms(self, terms: frozenset[str]) -> bool:
        """Whether a text's ``content_terms`` hold most of the subject's words, and half of those that are no names."""
        names = sum(not keys.isdisjoint(terms) for keys in self._names)
        others = sum(not keys.isdisjoint(terms) for keys in self._others)
        total = _NAMES_COUNT * len(self._names) + len(self._others)
        held = _NAMES_COUNT * names + others
        return held >= _SUBJECT_SHARE * total and 2 * others >= len(self._others) and held > 0


@dataclass(frozen=True, slots=True)
class _Report:
    """The sentence in which one article tells its event; ``plain`` ones name the subject in it or in the headline."""

    sentence: Sentence
    passage_terms: frozenset[str]
    day: date
    score: float
    plain: bool


def weights_of_any_day(weights: RetrievalWeights) -> RetrievalWeights:
    """The same weights without a liking for new articles, with one for first passages, and with every copy kept."""
    return replace(
        weights, month=0.0, season=0.0, recent_depth=0, background_share=0.0, first=3.0, collapse_stories=False
    )


def timeline_of(query: NewsQuery, retrieved: Retrieved, store: NewsStore, *, limit: int) -> Timeline:
    """The timeline of what was retrieved for a subject, or why there is none."""
    subject = retrieved.understood.search_text or query.question
    publishers = tuple(store.publishers())
    abstained = nothing_found(query, retrieved, coverage=store.coverage, publishers=publishers)
    events = () if abstained else events_of(subject, retrieved.hits, limit=limit)
    if not abstained and not events:
        abstained = not_covered(retrieved.hits)
    return Timeline(query.question, events, query.as_of, retrieved.window, abstained)


def events_of(subject: str, hits: Sequence[Hit], *, limit: int) -> tuple[Event, ...]:
    """At most ``limit`` events that the hits tell of the subject, oldest first; undated articles tell none.

    Where there are more, those that are nearest to the subject and told by most outlets are kept.
    """
    groups = _together(_reports(Subject(subject), hits))
    chosen: list[tuple[float, Event]] = []
    for scored in sorted(map(_event, _related(groups)), key=lambda item: -item[0]):
        same_day = sum(event.day == scored[1].day for _, event in chosen)
        if len(chosen) < limit and same_day < EVENTS_PER_DAY:
            chosen.append(scored)
    return tuple(sorted((event for _, event in chosen), key=lambda event: _moment(event.passage)))


def _reports(subject: Subject, hits: Sequence[Hit]) -> list[_Report]:
    """One report an article, from its first passage where that is about the subject, else where it is named."""
    articles: dict[str, list[Hit]] = {}
    for hit in hits:
        articles.setdefault(hit.passage.article_id, []).append(hit)
    reports = []
    for found in articles.values():
        for hit in sorted(found, key=lambda hit: hit.passage.index):
            if report := _report(subject, hit):
                reports.append(report)
                break
    return reports


def _report(subject: Subject, hit: Hit) -> _Report | None:
    passage = hit.passage
    terms, title = content_terms(passage.text), content_terms(passage.title)
    if passage.published_at is None or not subject.in_terms(terms | title):
        return None
    sentences = [one for one in quotable_sentences([passage]) if not one.text.endswith("?")]
    if passage.index:
        sentences = [one for one in sentences if subject.in_terms(one.terms)]
    if not sentences:
        return None
    opening = sentences[:OPENING_SENTENCES]
    best = max(range(len(opening)), key=lambda at: (_tells(opening[at], at, subject, title), -at))
    named = subject.in_terms(title), subject.in_terms(opening[best].terms)
    score = hit.score + sum(named) - bool(passage.index)
    return _Report(opening[best], terms, passage.published_at.date(), score, any(named))


def _tells(sentence: Sentence, place: int, subject: Subject, title: frozenset[str]) -> float:
    """How well a sentence tells what its article is about: it shares the headline's words, early and whole."""
    words = len(sentence.text.split())
    shared = len(sentence.terms & title) / max(1, len(title))
    return (
        shared
        + 0.3 * subject.in_terms(sentence.terms)
        - 0.12 * place
        - 0.5 * dangles(sentence.text)
        - 0.5 * (_ABOUT_THE_PAGE.match(sentence.text) is not None)
        - 0.05 * max(0, 9 - words)
        - 0.01 * max(0, words - 45)
        - 0.5 * (sentence.text[0] in "\"“‘'«")
    )


def _together(reports: Iterable[_Report]) -> list[list[_Report]]:
    """Reports of one event in one list, the earliest first."""
    groups: list[list[_Report]] = []
    for report in sorted(reports, key=lambda report: _moment(report.sentence.passage)):
        known = next((group for group in groups if any(_same_event(report, other) for other in group)), None)
        known = known or _retold(report, groups)
        if known is None:
            groups.append([report])
        else:
            known.append(report)
    return groups


def _same_event(a: _Report, b: _Report) -> bool:
    if abs(a.day - b.day) > SAME_DAYS:
        return False
    one, other = a.sentence.terms, b.sentence.terms
    return overlap(a.passage_terms, b.passage_terms) >= SAME_WORDS or len(one & other) >= SAME_SENTENCE * len(
        one | other
    )


def _retold(report: _Report, groups: Iterable[list[_Report]]) -> list[_Report] | None:
    """The event of an earlier day that a report tells again: all days it names lie before its own."""
    said = days_of(words_of(report.sentence.text), report.day)
    days = [last for day in said if day.exact for _, last in day.options if last <= report.day]
    if not days or max(days) == report.day:
        return None
    likeness = [
        (overlap(report.passage_terms, group[0].passage_terms), -at, group)
        for at, group in enumerate(groups)
        if group[0].day == max(days)
    ]
    best = max(likeness, default=None)
    return best[2] if best and best[0] >= RETOLD_WORDS else None


def _related(groups: Sequence[list[_Report]]) -> list[list[_Report]]:
    """The groups without those that only mention the subject: their words are not those of the plain ones."""
    plain = [group[0] for group in groups if any(report.plain for report in group)]
    if len(plain) < 2:
        return list(groups)
    usual = median(_share(one.passage_terms, [other for other in plain if other is not one]) for one in plain)
    return [
        group
        for group in groups
        if any(report.plain for report in group)
        or max(_share(report.passage_terms, plain) for report in group) >= LIKE_THE_OTHERS * usual
    ]


def _share(terms: frozenset[str], others: Sequence[_Report]) -> float:
    """The share of some terms, groups of like words apart, that another report holds, on average over the others."""
    terms = frozenset(term for term in terms if not term.startswith("~"))
    return sum(len(terms & other.passage_terms) for other in others) / max(1, len(terms) * len(others))


def _event(copies: Sequence[_Report]) -> tuple[float, Event]:
    """The event with its score: the best report's, and more where several outlets carry it."""
    first = copies[0].sentence
    outlets = dict.fromkeys(report.sentence.passage.publisher for report in copies)
    also = tuple(outlet for outlet in outlets if outlet and outlet != first.passage.publisher)
    score = max(report.score for report in copies) + math.log(len(outlets))
    return score, Event(copies[0].day, first.passage, first.quote, also)


def _moment(passage: Passage) -> tuple[str, str]:
    return (passage.published_at.isoformat() if passage.published_at else "", passage.id)


def _keys(word: str) -> frozenset[str]:
    return frozenset(keys_of(word.casefold()))
