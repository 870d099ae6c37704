"""Cases, hits and answers made by hand for the tests of the evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from eval.cases import Case
from eval.outcome import Outcome
from rag.types import Abstained, Answer, Citation, Hit, Passage, Span, Usage

ASKED = date(2031, 5, 12)


def passage(
    text: str, *, url: str = "https://news.example/a", published: str | None = "2031-05-10", **fields: Any
) -> Passage:
    """A passage of a made-up article; ``published`` is a day."""
    moment = None if published is None else datetime.fromisoformat(published).replace(tzinfo=UTC)
    known: dict[str, Any] = {"title": "", "publisher": "Example News", **fields}
    return Passage(
        article_id=f"id-of-{url}", index=0, start=0, end=len(text), text=text, url=url, published_at=moment, **known
    )


def hits(*passages: Passage) -> tuple[Hit, ...]:
    """Hits in this order."""
    return tuple(Hit(one, 1 / rank) for rank, one in enumerate(passages, start=1))


def outcome(case: Case, *passages: Passage, depth: int = 10, **fields: Any) -> Outcome:
    """What retrieval alone gave back."""
    return Outcome(case, depth, hits(*passages), **fields)


def answered(
    case: Case, text: str, *cited: Passage, abstained: bool = False, usage: Usage = Usage(), **fields: Any
) -> Outcome:
    """What a whole answer gave back; it cites the passages in order, and they are its hits."""
    answer = Answer(
        question=case.question,
        as_of=datetime(2031, 5, 12, tzinfo=UTC),
        text=text,
        citations=tuple(
            Citation(number, one, Span(one.start, one.end, one.text)) for number, one in enumerate(cited, start=1)
        ),
        hits=hits(*cited),
        abstained=Abstained("not_covered", "Nothing fits.") if abstained else None,
        usage=usage,
    )
    return Outcome(case, 10, answer.hits, answer, **fields)


def case(name: str = "q1", question: str = "What ran aground?", **fields: Any) -> Case:
    """A question asked on 12 May 2031."""
    known: dict[str, Any] = {"as_of": ASKED, **fields}
    return Case(name, question, **known)


def mean(values: Sequence[float]) -> float:
    """Plain arithmetic mean."""
    return sum(values) / len(values)
