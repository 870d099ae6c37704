"""The words Dateline thinks in: articles, passages, hits, citations, answers. Standard library only.

All datetimes are aware and in UTC. All offsets count characters of ``Article.text``; ``end`` is exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal, TypeAlias

QUESTION_CHARACTERS: Final = 2_000  # what a question may have, however it is asked
MOST_PASSAGES: Final = 10_000  # of one question: memory for them is set aside before the search

Status: TypeAlias = Literal["usable", "corrected", "withdrawn"]
AbstainReason: TypeAlias = Literal[
    "empty_index", "nothing_in_window", "outlet_not_indexed", "not_covered", "not_answered"
]
NoteKind: TypeAlias = Literal[
    "quoted",  # answered in the sources' own sentences, because no model was used or it failed
    "removed",  # sentences the check did not let through
    "corrected",
    "withdrawn",
    "stale",
    "disputed",
    "moved_on",
    "clock",  # articles are dated later than this machine's clock, and so left out
    "model",  # what went wrong with the model, in plain words
    "voices",  # how many independent stories carry the claim
    "history",  # what a follow-up was understood to ask
    "searched",  # the questions a comparison was taken apart into
]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it is stored: cleaned text, and what is known about where it came from.

    ``id`` is deterministic (from the canonical URL, else from the content), so reading twice is storing once.
    ``published_at`` is midnight UTC where only a day was given, None where nothing was. ``zone_assumed`` names the
    time zone that it was taken in where the source gave a time without one: the outlet's, else UTC; of stored articles,
    ``NewsStore.article`` tells it.
    """

    id: str
    title: str
    text: str
    publisher: str = ""
    url: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    language: str | None = None
    correction: str | None = None
    status: Status = "usable"
    zone_assumed: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article: ``text == article.text[start:end]``, never across articles."""

    article_id: str
    index: int
    start: int
    end: int
    text: str
    title: str
    publisher: str = ""
    url: str | None = None
    published_at: datetime | None = None
    status: Status = "usable"
    correction: str | None = None

    @property
    def id(self) -> str:
        """``<article_id>#<index>``, the index 0-based: ``#0`` is the article's lead."""
        return f"{self.article_id}#{self.index}"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of an article's text, and those characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Why:
    """How a hit was found: its 1-based rank in each list that held it, None where the list did not."""

    words: int | None = None
    passages: int | None = None
    leads: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question; ``score`` is comparable within one list of hits only, higher is better.

    ``also`` names the other outlets that carry the same story.
    """

    passage: Passage
    score: float
    why: Why = Why()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What may be searched: published in ``[since, until)``, by one of the publishers, and so on.

    An empty tuple filters nothing. An article without a date passes where neither bound is set, or with ``undated``.
    Publishers are compared without regard to case.
    """

    since: datetime | None = None
    until: datetime | None = None
    publishers: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """The days a question is about: ``[since, until)``, either side open where None.

    ``firm`` windows exclude what lies outside; the others make what lies inside likelier.
    ``phrase`` is the question's own wording that said so, None where a filter did.
    """

    since: datetime | None = None
    until: datetime | None = None
    firm: bool = False
    phrase: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """What one ``[number]`` in an answer rests on: a passage, and the exact words of it."""

    number: int
    passage: Passage
    quote: Span


@dataclass(frozen=True, slots=True)
class Abstained:
    """Why there is no answer, said to a reader."""

    reason: AbstainReason
    message: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader should know about the answer, in plain words."""

    kind: NoteKind
    message: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens the model read and wrote; ``cost_usd`` is None where its price is not known."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float | None = None

    def __add__(self, other: Usage) -> Usage:
        """Both together; the cost is known where that of everything with tokens is."""
        parts = [usage for usage in (self, other) if usage.prompt_tokens or usage.completion_tokens]
        costs = [usage.cost_usd for usage in parts if usage.cost_usd is not None]
        return Usage(
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            sum(costs) if costs and len(costs) == len(parts) else None,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """A question's answer and its proof, or the reason there is none.

    The markers in ``text`` are exactly the citations' numbers, 1..n in order of first appearance. An abstained
    answer cites nothing. ``hits`` are best first. ``publishers`` are the outlets searched, where a filter or the
    question's own words left out the others. ``complete`` is False in the growing answers of a stream.
    ``removed`` counts the model's sentences that did not pass their check.
    ``timings_ms`` is wall time by stage, in their order (understand, gather, rerank, rank, read, judge, prompt, model,
    check, judge_sentence, assemble; those that were passed); it takes no part in comparison.
    """

    question: str
    as_of: datetime
    text: str = ""
    citations: tuple[Citation, ...] = ()
    hits: tuple[Hit, ...] = ()
    abstained: Abstained | None = None
    window: Window | None = None
    publishers: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    answerer: str = "quoting"
    model: str | None = None
    usage: Usage = Usage()
    complete: bool = True
    removed: int = 0
    timings_ms: Mapping[str, float] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of a conversation and what was answered: plain text, empty where there was no answer."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, in the words of the earliest report of it: ``quote`` is a sentence of ``passage``.

    ``day`` is the day that was published (UTC). ``also`` names the other outlets that report it.
    """

    day: date
    passage: Passage
    quote: Span
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events of a subject, oldest first, or the reason why there are none."""

    subject: str
    events: tuple[Event, ...]
    as_of: datetime
    window: Window | None = None
    abstained: Abstained | None = None


@dataclass(frozen=True, slots=True)
class StoreModels:
    """The embedding models that fill a store, by fingerprint; None where a family is switched off."""

    passages: str | None
    leads: str | None

    def of(self, family: Literal["passages", "leads"]) -> str | None:
        """The model of one family.

        >>> StoreModels("model-a", None).of("passages")
        'model-a'
        """
        return self.passages if family == "passages" else self.leads


@dataclass(frozen=True, slots=True)
class StoreStats:
    """What a store holds. ``generation`` grows by one with each finished write.

    ``zones_assumed`` counts the articles whose source gave a time without a zone, by the zone it was taken in.
    """

    articles: int
    passages: int
    leads_embedded: int
    publishers: Mapping[str, int]
    first_published: datetime | None
    last_published: datetime | None
    models: StoreModels
    store_bytes: int
    generation: int
    zones_assumed: Mapping[str, int] = field(default_factory=dict)
