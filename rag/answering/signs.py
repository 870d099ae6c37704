"""What tells a sentence that answers from a bystander, in numbers: the signs that the quoting answer weighs.

Besides what each sentence shares with the question, the words of all of them vote: a name or number that the question
does not hold and that stands near its words in article after article is likely the answer, and one whose word vector is
near the kind of thing asked for ("which *country*") is likelier still.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from rag.answering.asking import NUMBER_WORD, AnswerType, answer_type, holds, sort_words
from rag.answering.quotable import Sentence, dangles, overlap
from rag.language.lexicon import STOP
from rag.language.terms import content_terms, content_words
from rag.language.words import keys_of
from rag.models.protocols import EmbeddingModel
from rag.sentences import sentence_spans

SIGNS = (
    "terms",  # share of the question's terms in the sentence, rare ones counting more
    "focus",  # the same of the question's last sentence alone, which is the one that asks
    "context",  # the same for the sentence with its title and its two neighbours
    "meaning",  # cosine of the question's vector and the mean of the sentence's and its two neighbours'
    "title",  # cosine of the question's and the title's vectors
    "soft",  # how near the nearest word of the sentence is to each word of the question, rare ones counting more
    "type",  # 1 where it holds something of the kind asked for
    "counted",  # 1 where a number stands before the very thing that was to be counted
    "candidate",  # 1 where it holds a name or number that the question does not
    "voted",  # 1 for the name or number that most articles have near the question's words, 0 without any
    "sort",  # cosine of the thing asked for ("which country") and the nearest new word
    "sort_name",  # the same of the names alone
    "rank",  # 1 for the first passage, falling
    "lead",  # 1 for an article's first sentence, falling
    "shared",  # how much of it other articles say too
    "short",  # words missing to 8
    "dangling",  # 1 where it begins with a pronoun whose owner stands elsewhere
    "question",  # 1 where it asks itself
    "fresh",  # 1 for the newest passage's day, falling with the days before it
)
FRESH_DAYS = 7.0
NUMBERS: tuple[AnswerType, ...] = ("number", "money", "time")

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_NUMBER = re.compile(rf"\d|(?:{NUMBER_WORD})\b", re.IGNORECASE)
_COUNTED = re.compile(r"\bhow many\s+((?:[\w’'-]+\s+){0,3}?[\w’'-]+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signs:
    """Of each sentence its signs, and the names or numbers, by what is asked for, that the question does not hold.

    ``values`` has the shape ``(sentences, len(SIGNS))``, columns in the order of ``SIGNS``; ``news`` is casefolded.
    """

    values: NDArray[np.float64]
    news: tuple[frozenset[str], ...]


def signs(
    question: str, sentences: Sequence[Sentence], model: EmbeddingModel | None, *, any_day: bool = False
) -> Signs:
    """The signs of at least one sentence; without a model, what needs vectors is 0; of ``any_day`` all are fresh."""
    asked, asking, kind = content_terms(question), content_terms(_last_sentence(question)), answer_type(question)
    rarity = _Rarity.among(sentences)
    words = [_words(sentence.text) for sentence in sentences]
    asked_words = {word.casefold() for word in _words(question)}
    terms = [rarity.share(asked, sentence.terms) for sentence in sentences]
    context = [rarity.share(asked, around) for around in _around(sentences)]
    candidates = _candidates(words, kind, asked_words)
    votes = _votes(sentences, candidates, [a + b for a, b in zip(terms, context, strict=True)])
    counted = _counted(question)
    newest = max((s.passage.published_at for s in sentences if s.passage.published_at), default=None)
    near = _Nearness(model).of(question, sentences, words, asked_words, rarity)
    columns = {
        "terms": terms,
        "focus": [rarity.share(asking, sentence.terms) for sentence in sentences],
        "context": context,
        **near,
        "type": [float(holds(kind, sentence.text, question)) for sentence in sentences],
        "counted": [float(_counts(of, counted, asked_words)) for of in words],
        "candidate": [float(bool(of)) for of in candidates],
        "voted": [max((votes[one] for one in of), default=0.0) for of in candidates],
        "rank": [1 / (1 + sentence.passage_rank) for sentence in sentences],
        "lead": [1 / (1 + s.place) if s.passage.index == 0 else 0.0 for s in sentences],
        "shared": [_said_elsewhere(sentence, sentences) for sentence in sentences],
        "short": [float(max(0, 8 - len(sentence.text.split()))) for sentence in sentences],
        "dangling": [float(dangles(sentence.text)) for sentence in sentences],
        "question": [float(sentence.text.rstrip("”\"' ").endswith("?")) for sentence in sentences],
        "fresh": [any_day or _freshness(sentence.passage.published_at, newest) for sentence in sentences],
    }
    return Signs(np.asarray([columns[name] for name in SIGNS], dtype=np.float64).T, tuple(candidates))


@dataclass(frozen=True, slots=True)
class _Rarity:
    """Inverse sentence frequency among the sentences at hand, smoothed, above 0."""

    counts: Counter[str]
    total: int

    @classmethod
    def among(cls, sentences: Sequence[Sentence]) -> _Rarity:
        return cls(Counter(term for sentence in sentences for term in sentence.terms), len(sentences))

    def __call__(self, term: str) -> float:
        return math.log((self.total + 1) / (self.counts[term] + 0.5))

    def share(self, asked: frozenset[str], held: frozenset[str]) -> float:
        """How much of what is asked for is held, 0 to 1."""
        return sum(map(self, asked & held)) / (sum(map(self, asked)) or 1.0)


@dataclass(frozen=True, slots=True)
class _Nearness:
    """The signs made of vectors. ``model`` embeds sentences and single words."""

    model: EmbeddingModel | None

    def of(
        self,
        question: str,
        sentences: Sequence[Sentence],
        words: Sequence[Sequence[str]],
        asked_words: set[str],
        rarity: Callable[[str], float],
    ) -> dict[str, list[float]]:
        if self.model is None:
            return {name: [0.0] * len(sentences) for name in ("meaning", "title", "soft", "sort", "sort_name")}
        asked = self.model.embed_question(question)
        vectors = self.model.embed_passages([sentence.text for sentence in sentences])
        titles = list(dict.fromkeys(sentence.passage.title for sentence in sentences))
        to_title = dict(zip(titles, (self.model.embed_passages(titles) @ asked).tolist(), strict=True))

        content = [word for word in content_words(question) if word]
        sort = sort_words(question)
        telling = [[word for word in of if word.casefold() not in STOP] for of in words]
        every = list(
            dict.fromkeys([*content, *sort, *(w for of in telling for one in of for w in (one, one.casefold()))])
        )
        place = {word: at for at, word in enumerate(every)}
        of_words = self.model.embed_passages(every) if every else np.zeros((0, len(asked)), dtype=np.float32)
        to_sort = of_words @ _unit(of_words[[place[word] for word in sort]].sum(axis=0)) if sort else None
        weights = np.asarray([max(map(rarity, keys_of(word))) for word in content])
        to_content = of_words @ of_words[[place[word] for word in content]].T if content else None

        found: dict[str, list[float]] = {name: [] for name in ("meaning", "title", "soft", "sort", "sort_name")}
        for at, sentence in enumerate(sentences):
            near = [i for i in (at - 1, at, at + 1) if 0 <= i < len(sentences)]
            near = [i for i in near if sentences[i].passage.id == sentence.passage.id]
            found["meaning"].append(float(_unit(vectors[near].sum(axis=0)) @ asked))
            found["title"].append(to_title[sentence.passage.title])
            held = [place[word.casefold()] for word in telling[at]]
            soft = 0.0
            if to_content is not None and held:
                nearest = to_content[held].max(axis=0).clip(0)
                soft = float(nearest @ weights / weights.sum())
            found["soft"].append(soft)
            new = [word for word in telling[at] if word.casefold() not in asked_words]
            named = [word for word in new if word[:1].isupper()]
            for name, of in (("sort", new), ("sort_name", named)):
                nearest_sort = float(to_sort[[place[word] for word in of]].max()) if to_sort is not None and of else 0.0
                found[name].append(nearest_sort)
        return found


def _words(text: str) -> list[str]:
    return [match.group().replace("’", "'").removesuffix("'s") for match in _WORD.finditer(text)]


def _last_sentence(question: str) -> str:
    spans = sentence_spans(question)
    return question[slice(*spans[-1])] if spans else question


def _around(sentences: Sequence[Sentence]) -> list[frozenset[str]]:
    """Each sentence's terms with those of its title and of its two neighbours in the passage."""
    titles = {title: content_terms(title) for title in {sentence.passage.title for sentence in sentences}}
    found = []
    for at, sentence in enumerate(sentences):
        near = [other for other in sentences[max(0, at - 1) : at + 2] if other.passage.id == sentence.passage.id]
        found.append(titles[sentence.passage.title].union(*(other.terms for other in near)))
    return found


def _candidates(words: Sequence[Sequence[str]], kind: AnswerType, asked_words: set[str]) -> list[frozenset[str]]:
    """The names or numbers, by what is asked for, of each sentence that may be the answer, casefolded."""
    ordinary = {word for of in words for word in of if word[:1].islower()}
    found = []
    for of in words:
        new = [word for word in of if word.casefold() not in asked_words]
        kept = {word.casefold() for word in new if kind in NUMBERS and _NUMBER.match(word)}
        if kind not in ("number", "money"):
            names = (word.casefold() for word in new if word[:1].isupper())
            kept.update(name for name in names if name not in ordinary and name not in STOP)
        found.append(frozenset(kept))
    return found


def _votes(
    sentences: Sequence[Sentence], candidates: Sequence[frozenset[str]], weight: Sequence[float]
) -> dict[str, float]:
    """For each candidate the sum over articles of its best sentence's weight, as a share of the most voted one's."""
    best: dict[str, dict[str, float]] = defaultdict(dict)
    for sentence, of, value in zip(sentences, candidates, weight, strict=True):
        for candidate in of:
            article = sentence.passage.article_id
            best[candidate][article] = max(best[candidate].get(article, 0.0), value)
    total = {candidate: sum(articles.values()) for candidate, articles in best.items()}
    most = max(total.values(), default=0.0) or 1.0
    return {candidate: votes / most for candidate, votes in total.items()}


def _counted(question: str) -> list[frozenset[str]]:
    """What ``how many`` counts, as keys."""
    found = _COUNTED.search(question)
    return [keys_of(word.casefold()) for word in found.group(1).split() if word.casefold() not in STOP] if found else []


def _counts(words: Sequence[str], counted: Sequence[frozenset[str]], asked_words: set[str]) -> bool:
    return any(
        keys_of(after.casefold()) & keys
        for at, word in enumerate(words)
        if counted and _NUMBER.match(word) and word.casefold() not in asked_words
        for after in words[at + 1 : at + 4]
        for keys in counted
    )


def _said_elsewhere(sentence: Sentence, sentences: Sequence[Sentence]) -> float:
    others = (
        overlap(sentence.terms, other.terms)
        for other in sentences
        if other.passage.article_id != sentence.passage.article_id
    )
    return max(others, default=0.0)


def _freshness(published: datetime | None, newest: datetime | None) -> float:
    if published is None or newest is None:
        return 0.0
    return math.exp(-(newest - published).total_seconds() / 86_400 / FRESH_DAYS)


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)
