"""What is asked in an evaluation and what is known about the right answer.

A question may know its answers as text, the articles that hold them, sentences of evidence, or only that the store
cannot answer it; each metric uses what it needs and scores NaN where that is not known.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

Moment: TypeAlias = date | datetime | None  # a date is its whole day, a datetime one instant (rag.days)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known to support the answer; ``verbatim`` where ``text`` stands in the article word for word."""

    text: str
    url: str | None = None
    publisher: str = ""
    published_at: Moment = None
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One question, the day and filters it is asked with, and what is known about its answer.

    ``answers`` are right answers as text, any of which will do; ``choices`` are offered ones. ``relevant`` grades
    articles by URL or article id (1 and more: relevant, 0: judged and not). ``history`` are the questions before a
    follow-up and what was answered, oldest first. ``extra`` is kept for the reader only.
    """

    id: str
    question: str
    as_of: Moment = None
    since: Moment = None
    until: Moment = None
    publishers: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    right_choices: tuple[str, ...] = ()
    relevant: Mapping[str, int] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    type: str = ""
    unanswerable: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)
    history: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """Cases in their file's order, ids unique; ``corpus`` is the file of articles they were asked of, if one came."""

    name: str
    cases: tuple[Case, ...]
    corpus: Path | None = None

    def sha256(self) -> str:
        """The cases' own sum, in hexadecimal: the same questions from another path are the same dataset."""
        lines = (json.dumps(case_to_record(case), sort_keys=True, ensure_ascii=False) for case in self.cases)
        return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def day_of(moment: Moment) -> date | None:
    """The UTC day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def case_to_record(case: Case) -> dict[str, Any]:
    """A case as JSON-able values; ``case_from_record`` gives it back equal."""
    return {
        "id": case.id,
        "question": case.question,
        "as_of": _written(case.as_of),
        "since": _written(case.since),
        "until": _written(case.until),
        "publishers": list(case.publishers),
        "answers": list(case.answers),
        "choices": list(case.choices),
        "right_choices": list(case.right_choices),
        "relevant": dict(case.relevant),
        "evidence": [
            {
                "text": fact.text,
                "url": fact.url,
                "publisher": fact.publisher,
                "published_at": _written(fact.published_at),
                "verbatim": fact.verbatim,
            }
            for fact in case.evidence
        ],
        "type": case.type,
        "unanswerable": case.unanswerable,
        "extra": dict(case.extra),
        **({"history": [list(turn) for turn in case.history]} if case.history else {}),
    }


def case_from_record(record: Mapping[str, Any]) -> Case:
    """The case that ``case_to_record`` was given."""
    return Case(
        id=record["id"],
        question=record["question"],
        as_of=_read(record["as_of"]),
        since=_read(record["since"]),
        until=_read(record["until"]),
        publishers=tuple(record["publishers"]),
        answers=tuple(record["answers"]),
        choices=tuple(record["choices"]),
        right_choices=tuple(record["right_choices"]),
        relevant=dict(record["relevant"]),
        evidence=tuple(
            Evidence(
                fact["text"], fact["url"], fact["publisher"], _read(fact["published_at"]), verbatim=fact["verbatim"]
            )
            for fact in record["evidence"]
        ),
        type=record["type"],
        unanswerable=record["unanswerable"],
        extra=dict(record["extra"]),
        history=tuple((question, answer) for question, answer in record.get("history", ())),
    )


def first_repeated_id(cases: Sequence[Case]) -> str | None:
    """The first id that a second case bears, None where ids are unique."""
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            return case.id
        seen.add(case.id)
    return None


def _written(moment: Moment) -> str | None:
    return None if moment is None else moment.isoformat()


def _read(text: str | None) -> Moment:
    if text is None:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
