"""What an ingest did, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from rag.errors import RecordRejected


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that did not become an article, and why. ``line`` is 1-based, None where the source has one record."""

    source: str
    line: int | None
    field: str | None
    why: str

    @classmethod
    def of(cls, rejected: RecordRejected) -> Rejected:
        """The same as a row."""
        return cls(rejected.source, rejected.line, rejected.field, rejected.why)

    def __str__(self) -> str:
        return str(RecordRejected(self.source, self.why, line=self.line, field=self.field))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is: records read, articles stored, passages or leads embedded; ``total``: None if unknown."""

    stage: Literal["reading", "articles", "passages", "leads"]
    done: int
    total: int | None = None


ProgressCallback: TypeAlias = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What was read and what became of it: ``read == added + updated + unchanged + len(rejected)``.

    ``unchanged`` counts articles the store holds already, or a later version of, and those that came twice.
    ``undated`` of those added or updated say no day. ``passages`` were written. All could be found by words and
    passage vectors after ``searchable_s``. ``stage_s`` is seconds by stage, in the order of the stages.
    """

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: tuple[Rejected, ...] = ()
    undated: int = 0
    passages: int = 0
    elapsed_s: float = 0.0
    searchable_s: float = 0.0
    stage_s: Mapping[str, float] = field(default_factory=dict, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The document ``dateline ingest --json`` prints."""
        return {
            "read": self.read,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": [
                {"source": row.source, "line": row.line, "field": row.field, "why": row.why} for row in self.rejected
            ],
            "undated": self.undated,
            "passages": self.passages,
            "elapsed_s": round(self.elapsed_s, 3),
            "searchable_s": round(self.searchable_s, 3),
            "stages_s": {stage: round(seconds, 3) for stage, seconds in self.stage_s.items()},
        }
