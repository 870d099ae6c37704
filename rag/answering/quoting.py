"""An answer made of the sources' own sentences: no model, nothing invented.

Every sentence of the best passages is weighed by what tells an answer from a bystander (``signs.py``); at most three
are taken, none twice, none that has less to do with the question, in an order that reads well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.answering.quotable import Sentence, overlap, quotable_sentences
from rag.answering.signs import SIGNS, signs
from rag.models.protocols import EmbeddingModel
from rag.retrieval.search import Retrieved
from rag.types import Passage

CONTEXT = SIGNS.index("context")


@dataclass(frozen=True, slots=True)
class QuotingWeights:
    """How sentences are weighed and chosen, in one place.

    ``signs`` holds one weight a sign, in the order of ``SIGNS``: what ``dateline eval fit --quoting`` found on RealTime
    QA's questions before April 2024. ``margin`` is how far below the best sentence a further one may score, less in
    proportion where its ``context`` is less; ``on_topic`` the least share it must have of the best one's ``context``,
    ``same`` the share of terms in common from which two say the same.
    """

    signs: tuple[float, ...] = (
        *(-2.81, 2.72, 1.14, 2.81, 1.5, 3.33, 1.59, 1.03, 0.13, 1.36),
        *(0.42, 4.05, 1.24, 1.2, 0.77, -0.37, -0.17, -1.84, 1.02),
    )
    passages: int = 8
    sentences: int = 3
    margin: float = 3.0
    on_topic: float = 0.35
    same: float = 0.65


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence, how well it answers, and how much of the question stands in and around it (0 to 1)."""

    sentence: Sentence
    score: float
    context: float


class Quoter:
    """Chooses sentences. ``model`` gives the vectors of sentences and words, None leaves meaning out of account."""

    def __init__(self, model: EmbeddingModel | None, weights: QuotingWeights | None = None) -> None:
        self._model = model
        self.weights = weights or QuotingWeights()

    def quote(self, retrieved: Retrieved) -> list[Sentence]:
        """At most three sentences that answer, in reading order; empty where none does."""
        question = retrieved.understood.question
        passages = [hit.passage for hit in retrieved.hits[: self.weights.passages]]
        return in_reading_order(choose(self.scored(question, passages), self.weights))

    def scored(self, question: str, passages: Sequence[Passage]) -> list[Scored]:
        """Every quotable sentence of the passages, best first."""
        sentences, values = self.weighed(question, passages)
        return ranked(sentences, values, self.weights)

    def weighed(self, question: str, passages: Sequence[Passage]) -> tuple[list[Sentence], NDArray[np.float64]]:
        """Every quotable sentence of the passages in order, and their signs: shape (sentences, ``len(SIGNS)``)."""
        sentences = quotable_sentences(passages)
        if not sentences:
            return [], np.zeros((0, len(SIGNS)))
        return sentences, signs(question, sentences, self._model)


def ranked(sentences: Sequence[Sentence], values: NDArray[np.float64], weights: QuotingWeights) -> list[Scored]:
    """The sentences with their signs ``values`` scored, best first."""
    scores = values @ np.asarray(weights.signs)
    scored = [
        Scored(sentence, float(score), float(of[CONTEXT]))
        for sentence, score, of in zip(sentences, scores, values, strict=True)
    ]
    return sorted(scored, key=lambda item: -item.score)


def choose(scored: Sequence[Scored], weights: QuotingWeights) -> list[Scored]:
    """The sentences to quote, best first, of all, best first."""
    chosen: list[Scored] = []
    for item in scored:
        if len(chosen) == weights.sentences:
            break
        if chosen and item.context < weights.on_topic * chosen[0].context:
            continue
        on_topic = min(1.0, item.context / chosen[0].context) if chosen and chosen[0].context else 1.0
        if chosen and item.score < chosen[0].score - weights.margin * on_topic:
            continue
        if all(overlap(item.sentence.terms, kept.sentence.terms) < weights.same for kept in chosen):
            chosen.append(item)
    return chosen


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
