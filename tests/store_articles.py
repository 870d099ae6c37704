"""Made-up articles with vectors for the store's tests: every number in them follows from the article's own number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np

from rag.store import EncodedArticle
from rag.types import Article, Passage, StoreModels

DIMENSIONS = 24
MODELS = StoreModels(passages="static-1234", leads="minilm-5678")
FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
PUBLISHERS = ("Daily Harbour", "Coast Courier", "The Lantern", "")


def vector_of(seed: int) -> np.ndarray:
    """A unit vector that belongs to ``seed``."""
    vector = np.random.default_rng(seed).normal(size=DIMENSIONS).astype(np.float32)
    return vector / np.linalg.norm(vector)


def article_of(number: int, *, version: int = 0, passages: int = 3) -> EncodedArticle:
    """Article ``number``: one a day, every seventh undated, its words ``word<number>`` and ``version<version>``."""
    sentences = [f"Sentence {i} of word{number} in version{version} tells of harbours." for i in range(passages)]
    article = Article(
        id=f"article-{number}",
        title=f"Headline {number}",
        text="\n\n".join(sentences),
        publisher=PUBLISHERS[number % len(PUBLISHERS)],
        url=f"https://news.example/{number}",
        published_at=None if number % 7 == 0 else FIRST_DAY + timedelta(days=number),
        section=("world", "Sport", None)[number % 3],
        language="en" if number % 2 else "de",
    )
    vectors = np.stack([vector_of(number * 1_000 + version * 100 + i) for i in range(passages)])
    return EncodedArticle(article, passages_of(article, sentences), vectors, vectors[0])


def passages_of(article: Article, parts: Sequence[str]) -> tuple[Passage, ...]:
    """``parts`` of the article's text, in order, as passages."""
    found, place = [], 0
    for index, part in enumerate(parts):
        start = article.text.index(part, place)
        place = start + len(part)
        found.append(
            Passage(
                article_id=article.id,
                index=index,
                start=start,
                end=place,
                text=part,
                title=article.title,
                publisher=article.publisher,
                url=article.url,
                published_at=article.published_at,
                status=article.status,
                correction=article.correction,
            )
        )
    return tuple(found)


def whole_article(article: Article) -> EncodedArticle:
    """The article as one passage."""
    vector = vector_of(1)
    return EncodedArticle(article, passages_of(article, [article.text]), vector[np.newaxis], vector)
