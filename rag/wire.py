"""Answers and hits as JSON-able dictionaries: what the command line prints, the server sends and a run records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any, TypeAlias

from rag.types import Answer, Article, Citation, Event, Hit, StoreStats, Timeline, Window

Document: TypeAlias = dict[str, Any]


def answer_to_dict(answer: Answer) -> Document:
    """What ``dateline ask --json`` prints; see the README for every field."""
    return {
        "question": answer.question,
        "answer": answer.text,
        "citations": [citation_to_dict(citation) for citation in answer.citations],
        "abstained": None if answer.abstained is None else asdict(answer.abstained),
        "as_of": answer.as_of.isoformat(),
        "window": window_to_dict(answer.window),
        "notes": [asdict(note) for note in answer.notes],
        "answerer": answer.answerer,
        "model": answer.model,
        "timings_ms": {stage: round(ms, 1) for stage, ms in answer.timings_ms.items()},
        "usage": asdict(answer.usage),
    }


def citation_to_dict(citation: Citation) -> Document:
    """One of an answer's citations: number, source and the quoted words with their offsets in the article."""
    passage = citation.passage
    return {
        "number": citation.number,
        "title": passage.title,
        "publisher": passage.publisher,
        "published_at": _iso(passage.published_at),
        "url": passage.url,
        "quote": citation.quote.text,
        "quote_start": citation.quote.start,
        "quote_end": citation.quote.end,
        "article_id": passage.article_id,
        "passage_id": passage.id,
    }


def timeline_to_dict(timeline: Timeline) -> Document:
    """What ``dateline timeline --json`` prints: the events oldest first, each a citation with its day."""
    return {
        "subject": timeline.subject,
        "events": [event_to_dict(event) for event in timeline.events],
        "abstained": None if timeline.abstained is None else asdict(timeline.abstained),
        "as_of": timeline.as_of.isoformat(),
        "window": window_to_dict(timeline.window),
    }


def event_to_dict(event: Event) -> Document:
    """One of a timeline's events: its day, source, exact words, and who else reports it."""
    passage = event.passage
    return {
        "day": event.day.isoformat(),
        "title": passage.title,
        "publisher": passage.publisher,
        "published_at": _iso(passage.published_at),
        "url": passage.url,
        "quote": event.quote.text,
        "quote_start": event.quote.start,
        "quote_end": event.quote.end,
        "article_id": passage.article_id,
        "passage_id": passage.id,
        "also": list(event.also),
    }


def hits_to_dict(hits: Sequence[Hit]) -> Document:
    """The document ``dateline search --json`` prints; best first."""
    return {"hits": [hit_to_dict(hit, rank) for rank, hit in enumerate(hits, 1)]}


def hit_to_dict(hit: Hit, rank: int) -> Document:
    """One of ``dateline search --json``'s hits; ``rank`` is 1-based."""
    passage = hit.passage
    return {
        "rank": rank,
        "score": round(hit.score, 6),
        "passage_id": passage.id,
        "article_id": passage.article_id,
        "title": passage.title,
        "publisher": passage.publisher,
        "published_at": _iso(passage.published_at),
        "url": passage.url,
        "text": passage.text,
        "also": list(hit.also),
    }


def article_to_dict(article: Article) -> Document:
    """A stored article; a citation's offsets count characters of its ``text``."""
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "publisher": article.publisher,
        "url": article.url,
        "published_at": _iso(article.published_at),
        "zone_assumed": article.zone_assumed,
        "modified_at": _iso(article.modified_at),
        "authors": list(article.authors),
        "section": article.section,
        "language": article.language,
        "correction": article.correction,
        "status": article.status,
    }


def stats_to_dict(stats: StoreStats) -> Document:
    """What ``dateline stats --json`` prints."""
    return {
        "articles": stats.articles,
        "passages": stats.passages,
        "publishers": dict(stats.publishers),
        "first_published": _iso(stats.first_published),
        "last_published": _iso(stats.last_published),
        "embedding_model": {"passages": stats.models.passages, "leads": stats.models.leads},
        "leads_embedded": stats.leads_embedded,
        "store_bytes": stats.store_bytes,
        "generation": stats.generation,
        "zones_assumed": dict(stats.zones_assumed),
    }


def window_to_dict(window: Window | None) -> Document | None:
    """The days an answer was looked for in, or None where the question named none."""
    if window is None:
        return None
    return {
        "since": _iso(window.since),
        "until": _iso(window.until),
        "firm": window.firm,
        "phrase": window.phrase,
    }


def answer_to_record(answer: Answer) -> Document:
    """Everything an answer holds; ``answer_from_record`` gives it back equal."""
    return _record(Answer, answer)


def answer_from_record(record: Mapping[str, Any]) -> Answer:
    """The answer that ``answer_to_record`` was given."""
    answer: Answer = _from_record(Answer, record)
    return answer


def hit_to_record(hit: Hit) -> Document:
    """Everything a hit holds; ``hit_from_record`` gives it back equal."""
    return _record(Hit, hit)


def hit_from_record(record: Mapping[str, Any]) -> Hit:
    """The hit that ``hit_to_record`` was given."""
    hit: Hit = _from_record(Hit, record)
    return hit


@cache
def _adapter(kind: type) -> Any:
    from pydantic import TypeAdapter  # late: the command line's help does not need it

    return TypeAdapter(kind)


def _record(kind: type, value: object) -> Document:
    record: Document = _adapter(kind).dump_python(value, mode="json")
    return record


def _from_record(kind: Any, record: Mapping[str, Any]) -> Any:
    return _adapter(kind).validate_python(record)


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
