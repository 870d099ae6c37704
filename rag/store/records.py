"""What goes into the store and what it gives back, beside the types everybody knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rag.types import Article, Passage

Family: TypeAlias = Literal["passages", "leads"]
Vectors: TypeAlias = NDArray[np.float32]  # shape (n, dimensions), rows of length 1


@dataclass(frozen=True, slots=True)
class EncodedArticle:
    """An article ready to be written: its passages in order, and one vector a passage (None: family switched off)."""

    article: Article
    passages: tuple[Passage, ...]
    passage_vectors: Vectors | None
    lead_vector: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage one list found: its key, and that list's own score, higher is better."""

    key: int
    score: float


@dataclass(frozen=True, slots=True)
class Header:
    """What ranking needs of a passage, without its text."""

    key: int
    article_id: str
    index: int
    story_id: str
    publisher: str
    published_at: datetime | None
    title: str
