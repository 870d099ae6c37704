"""Pure: of two versions of one article, which one stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from rag.types import Article, Status

_RANK: dict[Status, int] = {"usable": 0, "corrected": 1, "withdrawn": 2}


class Dated(Protocol):
    """What tells versions of an article apart: an ``Article`` has it, and what the store says of one."""

    @property
    def status(self) -> Status: ...
    @property
    def published_at(self) -> datetime | None: ...
    @property
    def modified_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """Of an article, what later versions are compared with."""

    status: Status
    published_at: datetime | None
    modified_at: datetime | None

    @classmethod
    def of(cls, version: Dated) -> Standing:
        """The same of anything that has it."""
        return cls(version.status, version.published_at, version.modified_at)


def replaces(new: Dated, old: Dated, *, in_doubt: bool) -> bool:
    """Whether ``new`` takes the place of ``old``.

    What was withdrawn stays so. Else the version that was modified later stands (published, where it says nothing of a
    modification), and of two of one time the corrected one. ``in_doubt`` decides where nothing tells them apart.
    """
    if (new.status == "withdrawn") != (old.status == "withdrawn"):
        return new.status == "withdrawn"
    time, former_time = (version.modified_at or version.published_at for version in (new, old))
    if time is not None and former_time is not None and time != former_time:
        return time > former_time
    return in_doubt if new.status == old.status else _RANK[new.status] > _RANK[old.status]


def withdrawal(notice: Article, former: Article) -> Article:
    """A withdrawn article as it is kept: what the notice does not say about it, ``former`` does; its text goes.

    >>> withdrawal(Article("a", "", "", status="withdrawn"), Article("a", "Rain", "It rained.", "The Post")).title
    'Rain'
    """
    return replace(
        notice,
        title=notice.title or former.title,
        publisher=former.publisher or notice.publisher,
        published_at=notice.published_at or former.published_at,
        authors=notice.authors or former.authors,
        section=notice.section or former.section,
        language=notice.language or former.language,
    )
