"""An answer made of the sources' own sentences: no model, nothing invented.

Every sentence of the best passages is weighed by what tells an answer from a bystander (see ``features``); at most
three are taken, none twice, in an order that reads well.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from rag.answering.asking import answer_type, holds
from rag.answering.injection import reader_spans
from rag.answering.shown import shown
from rag.answering.terms import content_terms, names
from rag.models.protocols import EmbeddingModel
from rag.retrieval.search import Retrieved
from rag.types import Passage, Span

FEATURES = (
    "terms",  # share of the question's terms in the sentence, rare ones counting more
    "context",  # the same for the sentence with its title and its two neighbours
    "names",  # share of the question's names in the sentence
    "meaning",  # cosine of the question's and the sentence's vectors
    "type",  # 1 where it holds something of the kind asked for
    "news",  # 1 where it says anything the question does not: share of its terms that are new
    "rank",  # 1 for the first passage, falling
    "lead",  # 1 for an article's first sentence, falling
    "shared",  # how much of it other articles say too
    "long",  # words beyond 45
    "short",  # words missing to 8
    "dangling",  # 1 where it begins with a pronoun whose owner stands elsewhere
    "question",  # 1 where it asks itself
    "fresh",  # 1 for the newest passage's day, falling with the days before it
)
FRESH_DAYS = 30.0


@dataclass(frozen=True, slots=True)
class QuotingWeights:
    """How sentences are weighed and chosen, in one place.

    ``features`` holds one weight a feature, in the order of ``FEATURES``: a softmax over the sentences of the first
    eight passages, fitted to hold the answer on half of RealTime QA's questions of 2022 and 2023. ``margin`` is how far
    below the best sentence a further one may score, ``same`` the share of terms in common from which two say the same.
    """

    features: tuple[float, ...] = (2.4, 3.4, 0.0, 3.4, 2.1, 2.4, 1.2, 1.4, 0.9, 0.0, -0.45, -0.7, -3.4, 1.0)
    passages: int = 8
    sentences: int = 3
    margin: float = 2.0
    same: float = 0.65


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage; ``text`` is its quote on one line, without anything that acts or reads as a marker."""

    text: str
    passage: Passage
    quote: Span
    terms: frozenset[str]
    place: int  # 0-based, within its passage
    passage_rank: int  # 0-based, among the hits


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence and how well it answers."""

    sentence: Sentence
    score: float


class Quoter:
    """Chooses sentences. ``model`` gives the vectors of sentences, None leaves meaning out of account."""

    def __init__(self, model: EmbeddingModel | None, weights: QuotingWeights | None = None) -> None:
        self._model = model
        self._weights = weights or QuotingWeights()

    def quote(self, retrieved: Retrieved) -> list[Sentence]:
        """At most three sentences that answer, in reading order; empty where none does."""
        question = retrieved.understood.question
        passages = [hit.passage for hit in retrieved.hits[: self._weights.passages]]
        return in_reading_order(self._choose(self.scored(question, passages)))

    def scored(self, question: str, passages: Sequence[Passage]) -> list[Scored]:
        """Every quotable sentence of the passages, best first."""
        sentences = quotable_sentences(passages)
        if not sentences:
            return []
        values = self.features(question, sentences) @ np.asarray(self._weights.features)
        scored = [Scored(sentence, float(value)) for sentence, value in zip(sentences, values, strict=True)]
        return sorted(scored, key=lambda item: -item.score)

    def features(self, question: str, sentences: Sequence[Sentence]) -> NDArray[np.float64]:
        """Shape ``(len(sentences), len(FEATURES))``, columns in the order of ``FEATURES``."""
        asked, asked_names, kind = content_terms(question), names(question), answer_type(question)
        rarity = _rarity([sentence.terms for sentence in sentences])
        total = sum(rarity(term) for term in asked) or 1.0
        meaning = self._meaning(question, [sentence.text for sentence in sentences])
        newest = max((s.passage.published_at for s in sentences if s.passage.published_at), default=None)
        rows = []
        for position, sentence in enumerate(sentences):
            around = sentence.terms | content_terms(sentence.passage.title)
            for neighbour in sentences[max(0, position - 1) : position + 2]:
                if neighbour.passage.id == sentence.passage.id:
                    around |= neighbour.terms
            words = len(sentence.text.split())
            here = names(sentence.text)
            first = sentence.passage.index == 0
            rows.append(
                (
                    sum(rarity(term) for term in asked & sentence.terms) / total,
                    sum(rarity(term) for term in asked & around) / total,
                    len(asked_names & here) / len(asked_names) if asked_names else 0.0,
                    float(meaning[position]),
                    1.0 if holds(kind, sentence.text, question) else 0.0,
                    len(sentence.terms - asked) / max(len(sentence.terms), 1),
                    1 / (1 + sentence.passage_rank),
                    1 / (1 + sentence.place) if first else 0.0,
                    _said_elsewhere(sentence, sentences),
                    float(max(0, words - 45)),
                    float(max(0, 8 - words)),
                    1.0 if dangles(sentence.text) else 0.0,
                    1.0 if sentence.text.rstrip("”\"' ").endswith("?") else 0.0,
                    _freshness(sentence.passage, newest),
                )
            )
        return np.asarray(rows, dtype=np.float64)

    def _choose(self, scored: Sequence[Scored]) -> list[Scored]:
        chosen: list[Scored] = []
        for item in scored:
            if len(chosen) == self._weights.sentences:
                break
            if chosen and item.score < chosen[0].score - self._weights.margin:
                break
            if all(overlap(item.sentence.terms, kept.sentence.terms) < self._weights.same for kept in chosen):
                chosen.append(item)
        return chosen

    def _meaning(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        if self._model is None:
            return np.zeros(len(texts), dtype=np.float32)
        cosines: NDArray[np.float32] = self._model.embed_passages(texts) @ self._model.embed_question(question)
        return cosines


_DANGLING = re.compile(
    r"[“\"]?(?:he|she|they|it|his|her|their|its|this|that|these|those|but|and|so|however|meanwhile)\b", re.IGNORECASE
)
_DATELINE = re.compile(
    r"[A-ZÄÖÜÉ][A-ZÄÖÜÉ .,'’-]{2,40}(?:, [A-Z][a-z]{2,8}\.? \d{1,2})? ?\([A-Z][\w .]{1,30}\) ?[-–—]+ "
)
_ENDS = re.compile(r"[.!?…。！？।][”’\"')\]]*$")


def dangles(text: str) -> bool:
    """Whether a sentence begins with a word that leans on the sentence before it.

    >>> dangles("She said no."), dangles("Ada said no.")
    (True, False)
    """
    return bool(_DANGLING.match(text))


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does.

    >>> ends_sentence("It rained.”"), ends_sentence("It rained and")
    (True, False)
    """
    return bool(_ENDS.search(text))


def quotable_sentences(passages: Sequence[Passage]) -> list[Sentence]:
    """The whole sentences of the passages, in order; headings, fragments and repetitions are left out."""
    sentences: list[Sentence] = []
    seen: set[str] = set()
    for rank, passage in enumerate(passages):
        for place, (start, end) in enumerate(reader_spans(passage.text)):
            text = passage.text[start:end]
            if dateline := _DATELINE.match(text):  # says where and when it was written, and nothing else
                start, text = start + dateline.end(), text[dateline.end() :]
            if text in seen or len(text.split()) < 4 or not ends_sentence(text):
                continue
            seen.add(text)
            quote = Span(passage.start + start, passage.start + end, text)
            sentences.append(Sentence(shown(text), passage, quote, content_terms(text), place, rank))
    return sentences


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


def _freshness(passage: Passage, newest: datetime | None) -> float:
    if passage.published_at is None or newest is None:
        return 0.0
    return math.exp(-(newest - passage.published_at).total_seconds() / 86_400 / FRESH_DAYS)


def _rarity(sentences: Sequence[frozenset[str]]) -> _Rarity:
    return _Rarity(Counter(term for terms in sentences for term in terms), len(sentences))


@dataclass(frozen=True, slots=True)
class _Rarity:
    """Inverse sentence frequency among the sentences at hand, smoothed, above 0."""

    counts: Counter[str]
    total: int

    def __call__(self, term: str) -> float:
        return math.log((self.total + 1) / (self.counts[term] + 0.5))


def _said_elsewhere(sentence: Sentence, sentences: Sequence[Sentence]) -> float:
    others = (
        overlap(sentence.terms, other.terms)
        for other in sentences
        if other.passage.article_id != sentence.passage.article_id
    )
    return max(others, default=0.0)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Terms in common, as a share of the smaller set.

    >>> overlap(frozenset("ab"), frozenset("abc"))
    1.0
    """
    return len(a & b) / max(1, min(len(a), len(b)))
