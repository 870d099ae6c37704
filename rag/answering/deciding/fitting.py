"""How well the hits fit a question: what is left of it when the words that stand anywhere are taken off. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from rag.answering.asking import answer_type, holds
from rag.harmless.injection import reader_spans
from rag.language.terms import content_terms, content_words
from rag.language.words import keys_of
from rag.retrieval.search import Retrieved
from rag.types import Passage

DAY_S = 86_400.0
RECENT_DAYS = 30.0
DEPTH = 8  # hits looked at
NO_WORD = "\0"  # stands in no text
LEAST_PASSAGES = (
    100  # a smaller store tells too little of which words are rare: a word it lacks would outweigh all others
)
KIND_NEAR = 0.3  # of the question's words near its answer's kind, against the best there is: 1 in 300 held less

Rarity: TypeAlias = Callable[[Sequence[str]], Mapping[str, float]]  # NewsStore.rarity


@dataclass(frozen=True, slots=True)
class FitWeights:
    """A logistic regression's weights of the four signs, in one place.

    Fitted on RealTime QA's questions of October 2022 to September 2024: 503 asked on their day, whose evidence was
    found, and 527 asked 60 days too early.
    """

    near: float = 5.39
    together: float = 0.53
    recent: float = 3.18
    words: float = 0.11


@dataclass(frozen=True, slots=True)
class Fit:
    """What speaks for the hits. Shares are of the question's words, each weighing more the rarer it is in the store.

    ``best`` is the share that one of the first three hits holds, ``near`` the most that stands together in a sentence,
    its two neighbours and its headline, ``together`` what all hits hold. ``recent`` is 1 for a best-covering hit of the
    day asked, falling to .37 at 30 days; 1 for questions about the past. ``words`` is how
    many words of content the question has: of a long question a smaller share is enough.
    """

    best: float
    near: float
    together: float
    recent: float
    words: int

    def score(self, weights: FitWeights | None = None) -> float:
        """Higher is likelier to hold the answer; comparable between questions, and between stores with care."""
        weights = weights or FitWeights()
        return (
            weights.near * self.near
            + weights.together * self.together
            + weights.recent * self.recent
            + weights.words * self.words
        )


class QuestionWords:
    """A question's words of content and how rare each is in the store."""

    def __init__(self, text: str, rarity: Rarity) -> None:
        words = content_words(text)
        self._keys = {word: keys_of(word) for word in words}
        self._rarity = _as_among_many(rarity([*words, NO_WORD]))
        self._total = sum(self._rarity[word] for word in words) or 1.0

    def __len__(self) -> int:
        return len(self._keys)

    def covered(self, terms: frozenset[str]) -> float:
        """The share, 0 to 1, of the question's words found among ``terms``, rare words weighing more."""
        return sum(self._rarity[word] for word, keys in self._keys.items() if keys & terms) / self._total


def _as_among_many(rarity: Mapping[str, float]) -> dict[str, float]:
    """The rarities as they were if passages without any of the words made the store at least ``LEAST_PASSAGES`` big."""
    missing = math.log((LEAST_PASSAGES + 1) / 0.5) - rarity[NO_WORD]  # which says how many passages there are
    return {word: rare + max(0.0, missing) for word, rare in rarity.items()}


def question_words(retrieved: Retrieved, rarity: Rarity) -> QuestionWords:
    """The words of what was searched for, or of the whole question where nothing would be left."""
    asked = QuestionWords(retrieved.understood.search_text, rarity)
    return asked if len(asked) else QuestionWords(retrieved.understood.question, rarity)


def kind_is_held(retrieved: Retrieved, asked: QuestionWords) -> bool:
    """Whether what the question asks for (a person, a number …) stands near its words in any hit.

    Near is the sentence, its two neighbours and the headline: those that hold such a thing must have a good part of
    the question's words that the best of all sentences has.
    """
    question = retrieved.understood.question
    kind = answer_type(question)
    if kind == "thing":
        return True
    near, near_kind = 0.0, 0.0
    for hit in retrieved.hits[:DEPTH]:
        for share, sentence in _shares(hit.passage, asked):
            near = max(near, share)
            if share > near_kind and holds(kind, sentence, question):
                near_kind = share
    return near_kind >= KIND_NEAR * near


def _shares(passage: Passage, asked: QuestionWords) -> Iterator[tuple[float, str]]:
    """Each sentence, and the share of the question's words in it, its two neighbours and the headline."""
    sentences = [passage.text[start:end] for start, end in reader_spans(passage.text)]
    terms = [content_terms(sentence) for sentence in sentences]
    headline = content_terms(passage.title)
    for position, sentence in enumerate(sentences):
        yield asked.covered(headline.union(*terms[max(0, position - 1) : position + 2])), sentence


def fit_of(retrieved: Retrieved, asked: QuestionWords, *, read_until: datetime | None = None) -> Fit:
    """How well the hits fit; at least one hit.

    Where nothing was read of the days after ``read_until``, a hit of that day is as recent as one can be.
    """
    passages = [hit.passage for hit in retrieved.hits[:DEPTH]]
    terms = [content_terms(f"{passage.title}\n{passage.text}") for passage in passages]
    shares = [asked.covered(of_passage) for of_passage in terms]
    closest = passages[max(range(len(passages)), key=lambda index: shares[index])]
    return Fit(
        best=max(shares[:3]),
        near=max((share for passage in passages for share, _ in _shares(passage, asked)), default=0.0),
        together=asked.covered(frozenset().union(*terms)),
        recent=1.0 if retrieved.understood.about_past else _recent(closest, retrieved, read_until),
        words=len(asked),
    )


def _recent(passage: Passage, retrieved: Retrieved, read_until: datetime | None) -> float:
    if passage.published_at is None:
        return 0.0
    latest = min(retrieved.understood.as_of, read_until or retrieved.understood.as_of)
    age_days = (latest - passage.published_at).total_seconds() / DAY_S
    return math.exp(-max(age_days, 0.0) / RECENT_DAYS)
