"""What a feed or a sitemap lists: an article's text, or the address of its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ingest.sources.dates import Dated


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as a list names it.

    ``record`` is what the list says of it, in the names ``article_from_record`` reads; its text is the article's where
    ``whole``, else a summary or nothing.
    """

    url: str | None
    record: Mapping[str, Any]
    whole: bool = False

    @property
    def version(self) -> str:
        """Changes when the list says that the article did."""
        said = self.record.get("modified_at") or self.record.get("published_at")
        return str(said.moment if isinstance(said, Dated) else said or "")
