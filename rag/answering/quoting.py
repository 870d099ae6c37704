"""An answer made of the sources' own sentences: no model, nothing invented.

Every sentence of the best passages is weighed by what tells an answer from a bystander (``signs.py``). The best one is
taken; a second and a third must earn their place beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from rag.answering.quotable import Sentence, overlap, quotable_sentences
from rag.answering.signs import SIGNS, Signs, signs
from rag.models.protocols import EmbeddingModel
from rag.retrieval.search import Retrieved
from rag.types import Passage

CONTEXT = SIGNS.index("context")
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QuotingWeights:
    """How sentences are weighed and chosen, in one place.

    ``signs`` holds one weight a sign, in the order of ``SIGNS``: what ``dateline eval fit --quoting`` found on RealTime
    QA's questions before April 2024. A score is a log likelihood but for a constant.

    ``margins`` tell how far below the best sentence the second and the third may be worth, less in proportion where
    their ``context`` is less, of which they must have at least the share ``on_topic``, ``on_topic_elsewhere`` in
    another article. A further sentence is worth its score, less ``repeats`` as far as its names or numbers were said,
    and more if its article is ``newer``. ``same`` is the share of terms in common from which two say the same,
    ``matter`` that from which the older of two tells of the same matter as it was before, and is left out; so is one
    that is older by ``of_its_time``.
    """

    signs: tuple[float, ...] = (
        *(-2.81, 2.72, 1.14, 2.81, 1.5, 3.33, 1.59, 1.03, 0.13, 1.36),
        *(0.42, 4.05, 1.24, 1.2, 0.77, -0.37, -0.17, -1.84, 1.02),
    )
    passages: int = 8
    margins: tuple[float, ...] = (3.0, 3.0)
    on_topic: float = 0.35
    on_topic_elsewhere: float = 0.5
    repeats: float = 0.9
    newer: float = 0.7
    of_its_time: timedelta = timedelta(days=30)
    same: float = 0.65
    matter: float = 0.5


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence, how well it answers, how much of the question stands in and around it (0 to 1), and what is new."""

    sentence: Sentence
    score: float
    context: float
    news: frozenset[str]


class Quoter:
    """Chooses sentences. ``model`` gives the vectors of sentences and words, None leaves meaning out of account."""

    def __init__(self, model: EmbeddingModel | None, weights: QuotingWeights | None = None) -> None:
        self._model = model
        self.weights = weights or QuotingWeights()

    def quote(self, retrieved: Retrieved) -> list[Sentence]:
        """At most three sentences that answer, in reading order; empty where none does."""
        understood = retrieved.understood
        passages = [hit.passage for hit in retrieved.hits[: self.weights.passages]]
        scored = self.scored(understood.question, passages, any_day=understood.about_past)
        return in_reading_order(choose(scored, self.weights, any_day=understood.about_past))

    def scored(self, question: str, passages: Sequence[Passage], *, any_day: bool = False) -> list[Scored]:
        """Every quotable sentence of the passages, best first; newer ones are no better if of ``any_day``."""
        sentences, found = self.weighed(question, passages, any_day=any_day)
        return ranked(sentences, found, self.weights)

    def weighed(
        self, question: str, passages: Sequence[Passage], *, any_day: bool = False
    ) -> tuple[list[Sentence], Signs]:
        """Every quotable sentence of the passages in order, and their signs."""
        sentences = quotable_sentences(passages)
        if not sentences:
            return [], Signs(np.zeros((0, len(SIGNS))), ())
        return sentences, signs(question, sentences, self._model, any_day=any_day)


def ranked(sentences: Sequence[Sentence], found: Signs, weights: QuotingWeights) -> list[Scored]:
    """The sentences with their signs scored, best first."""
    scores = found.values @ np.asarray(weights.signs)
    scored = [
        Scored(sentence, float(score), float(of[CONTEXT]), news)
        for sentence, score, of, news in zip(sentences, scores, found.values, found.news, strict=True)
    ]
    return sorted(scored, key=lambda item: -item.score)


def choose(scored: Sequence[Scored], weights: QuotingWeights, *, any_day: bool = False) -> list[Scored]:
    """The sentences to quote, the best one first, of all, best first; ``any_day`` lets the older stand by the newer."""
    chosen = list(scored[:1])
    for margin in weights.margins:
        adding = [
            (worth, item)
            for item in scored
            if _adds(item, chosen, weights, any_day=any_day)
            and (worth := _worth(item, chosen, weights, any_day=any_day))
            >= chosen[0].score - margin * _on_topic(item, chosen[0])
        ]
        if not adding:
            break
        chosen.append(max(adding, key=lambda one: one[0])[1])
    return chosen


def _adds(item: Scored, chosen: Sequence[Scored], weights: QuotingWeights, *, any_day: bool) -> bool:
    """Whether a sentence has to do with the question and says neither what was said nor what held before."""
    best = chosen[0]
    least = weights.on_topic if _same_article(item, best) else weights.on_topic_elsewhere
    if item.context < least * best.context:
        return False
    if any(overlap(item.sentence.terms, kept.sentence.terms) >= weights.same for kept in chosen):
        return False
    older = timedelta(0) if any_day else -_newer(item, best)
    same_matter = overlap(item.sentence.terms, best.sentence.terms) >= weights.matter
    return older < (A_DAY if same_matter else weights.of_its_time)


def _worth(item: Scored, chosen: Sequence[Scored], weights: QuotingWeights, *, any_day: bool) -> float:
    """The score of a further sentence as it stands beside those chosen."""
    said = frozenset().union(*(kept.news for kept in chosen))
    worth = item.score - weights.repeats * len(item.news & said) / max(1, len(item.news))
    return worth + weights.newer * (not any_day and _newer(item, chosen[0]) >= A_DAY)


def _same_article(item: Scored, best: Scored) -> bool:
    return item.sentence.passage.article_id == best.sentence.passage.article_id


def _on_topic(item: Scored, best: Scored) -> float:
    """How near it is to the question beside the best sentence, 0 to 1: the less, the better it must be."""
    return min(1.0, item.context / best.context) if best.context else 1.0


def _newer(item: Scored, best: Scored) -> timedelta:
    """How much newer its article is than that of the best sentence; 0 where a day is unknown."""
    day, best_day = item.sentence.passage.published_at, best.sentence.passage.published_at
    return timedelta(0) if day is None or best_day is None else day - best_day


def in_reading_order(chosen: Sequence[Scored]) -> list[Sentence]:
    """The best sentence's article first and in its own order, then the next one's."""
    articles: dict[str, list[Sentence]] = {}
    for item in chosen:
        articles.setdefault(item.sentence.passage.article_id, []).append(item.sentence)
    return [
        sentence
        for sentences in articles.values()
        for sentence in sorted(sentences, key=lambda sentence: sentence.quote.start)
    ]
