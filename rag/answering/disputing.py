"""Whether outlets disagree on the number that a question asks for. Pure.

Two sentences disagree where both tell all the question's words, count the same thing, and their numbers are more than
5 % apart, neither being a bound; where the articles are of the same days; and where neither outlet has the other's
number too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from rag.answering.asking import answer_type
from rag.answering.quotable import Sentence, quotable_sentences
from rag.days import day_in_words
from rag.harmless.shown import shown, shown_to_people
from rag.language.daywords import days_of
from rag.language.quantities import PERSON, Quantity, means_person, quantities_of
from rag.language.terms import content_terms, content_words, names
from rag.language.words import keys_of, words_of
from rag.retrieval.search import Retrieved
from rag.types import Citation, Note, Passage

SAME_DAYS = timedelta(days=2)  # later than that it is news, not a dispute
AGREE_WITHIN = 0.05
_CURRENCIES = frozenset(("usd", "eur", "gbp", "yen", "won", "rupee", "crown", "franc", "peso", "yuan", "rouble"))
_PERCENT = frozenset(("rate", "percent", "percentage", "share", "proportion", "fraction"))


@dataclass(frozen=True, slots=True)
class _Figure:
    """The one number in a sentence that answers."""

    passage: Passage
    quantity: Quantity
    sentence: str


def disputed(retrieved: Retrieved, citations: Sequence[Citation]) -> Note | None:
    """Both versions side by side, where another outlet gives another number than the sentence cited first."""
    question = retrieved.understood.question
    if not citations or answer_type(question) not in ("number", "money"):
        return None
    figures = list(_figures(question, [hit.passage for hit in retrieved.hits]))
    first = citations[0]
    ours = next((one for one in figures if _is_cited(one, first)), None)
    if ours is None:
        return None
    for other in figures:
        if _outlet_of(other) == _outlet_of(ours) or not _same_days(ours.passage, other.passage):
            continue
        if _differ(ours.quantity, other.quantity) and not _both_told(ours, other, figures):
            versions = (_version(one, citations) for one in (ours, other))
            return Note("disputed", f"Outlets disagree: {'; '.join(versions)}.")
    return None


def _figures(question: str, passages: Sequence[Passage]) -> Iterator[_Figure]:
    asked_names, counted = names(question), _counted(question)
    asked = [keys for word in content_words(question) if not (keys := keys_of(word)) & counted]
    for sentence in quotable_sentences(passages):
        around = sentence.text.casefold() + " " + sentence.passage.title.casefold()
        if not all(name in around for name in asked_names) or not _tells(asked, sentence):
            continue
        fitting = [quantity for quantity in _quantities(sentence) if _fits(question, counted, quantity)]
        if len({quantity.value for quantity in fitting}) == 1:
            yield _Figure(sentence.passage, fitting[0], sentence.text)


def _tells(asked: Sequence[frozenset[str]], sentence: Sentence) -> bool:
    """Whether the sentence, with its headline, has every word asked for, or one like it, and itself has most."""
    here = sentence.terms | content_terms(sentence.passage.title)
    own = sum(bool(keys & sentence.terms) for keys in asked)
    return all(keys & here for keys in asked) and 2 * own >= len(asked)


def _counted(question: str) -> frozenset[str]:
    """Keys of what "how many …" counts; empty for other questions."""
    words = words_of(question)
    for position, word in enumerate(words[:-1]):
        if word.lower == "many" and position and words[position - 1].lower == "how":
            of = words[position + 1]
            return of.keys | {PERSON} if means_person(of) else of.keys
    return frozenset()


def _fits(question: str, counted: frozenset[str], quantity: Quantity) -> bool:
    if quantity.bound or quantity.unit == "th":
        return False
    if counted:
        return bool(counted & quantity.noun)
    if answer_type(question) == "money":
        return quantity.unit in _CURRENCIES
    lower = {word.lower for word in words_of(question)}
    if lower & _PERCENT:
        return quantity.unit == "%"
    return "much" in lower and quantity.unit in _CURRENCIES


def _quantities(sentence: Sentence) -> Sequence[Quantity]:
    words = words_of(sentence.text)
    anchor = sentence.passage.published_at
    days = days_of(words, anchor.date() if anchor else None)
    return quantities_of(words, sentence.text, {i for day in days for i in range(day.first, day.last + 1)})


def _is_cited(figure: _Figure, citation: Citation) -> bool:
    return figure.passage.article_id == citation.passage.article_id and figure.sentence in shown(citation.quote.text)


def _differ(a: Quantity, b: Quantity) -> bool:
    if a.unit != b.unit or a.per != b.per:
        return False
    return abs(a.value - b.value) > AGREE_WITHIN * max(abs(a.value), abs(b.value))


def _both_told(ours: _Figure, other: _Figure, figures: Sequence[_Figure]) -> bool:
    """Whether one of the two outlets has the other's number too: then one of them was overtaken."""
    return any(
        (_outlet_of(one) == _outlet_of(ours) and not _differ(one.quantity, other.quantity))
        or (_outlet_of(one) == _outlet_of(other) and not _differ(one.quantity, ours.quantity))
        for one in figures
    )


def _same_days(a: Passage, b: Passage) -> bool:
    if a.published_at is None or b.published_at is None:
        return False
    return abs(a.published_at - b.published_at) <= SAME_DAYS


def _outlet_of(figure: _Figure) -> str:
    return figure.passage.publisher.casefold()


def _version(figure: _Figure, citations: Sequence[Citation]) -> str:
    passage = figure.passage
    day = f", {day_in_words(passage.published_at, weekday=False)}" if passage.published_at else ""
    number = next((c.number for c in citations if _is_cited(figure, c)), None)
    marker = f" [{number}]" if number is not None else ""
    return f"“{figure.sentence}” ({shown_to_people(passage.publisher)}{day}){marker}"
