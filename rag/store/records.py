"""What goes into the store and what it gives back, beside the types everybody knows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rag.types import Article, Passage, Status

Family: TypeAlias = Literal["passages", "leads"]
FAMILIES: tuple[Family, ...] = ("passages", "leads")
Vectors: TypeAlias = NDArray[np.float32]  # shape (n, dimensions), rows of length 1


@dataclass(frozen=True, slots=True)
class EncodedArticle:
    """An article ready to be written: its passages in order, and one vector a passage.

    Vectors that are None are switched off, or follow later through ``StoreWriter.write_vectors``. ``story_id`` is the
    id all copies of a story share; None where the article is a story of its own. ``bands`` are what its copies share
    with it, and are looked up by (``StoreWriter.sharing``). ``read_hash`` tells what the article was made of, as its
    source gave it, from anything else it could be made of; ``StoreWriter.versions`` gives it back.
    """

    article: Article
    passages: tuple[Passage, ...]
    passage_vectors: Vectors | None
    lead_vector: NDArray[np.float32] | None = None
    story_id: str | None = None
    bands: tuple[int, ...] = ()
    read_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A stored article and the id of the story it is in."""

    article: Article
    story_id: str


@dataclass(frozen=True, slots=True)
class Version:
    """What tells a stored article from another version of it.

    ``content_hash`` is of what is stored, ``read_hash`` of what that was made of, None where nobody said.
    """

    content_hash: str
    status: Status
    published_at: datetime | None
    modified_at: datetime | None
    read_hash: str | None = None


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
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many articles pass some filters, and the first and last time any of those was published (None: unknown)."""

    articles: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows of an article; copies of one story share ``story_id``."""

    article_id: str
    title: str
    publisher: str
    url: str | None
    published_at: datetime | None
    status: Status
    story_id: str


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many articles an outlet published on a day (UTC); None are those without a date."""

    day: date | None
    publisher: str
    articles: int


def content_hash(article: Article) -> str:
    """32 hexadecimal digits that change whenever anything stored of the article does.

    >>> article = Article("a", "Title", "Text.")
    >>> content_hash(article) == content_hash(Article("a", "Title", "Text."))
    True
    >>> content_hash(article) == content_hash(Article("a", "Title", "Other text."))
    False
    """
    known = asdict(article)
    if article.zone_assumed is None:  # as it was before articles told it
        del known["zone_assumed"]
    fields = json.dumps(known, default=str, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(fields.encode(), digest_size=16).hexdigest()
