"""Example questions made from what is in the store."""

from __future__ import annotations

from collections.abc import Sequence

from rag.types import Hit
from ui.untrusted import one_line

TITLE_CHARACTERS = 80


def example_questions(hits: Sequence[Hit], *, count: int = 3) -> tuple[str, ...]:
    """At most ``count`` questions about what the hits report: one a title, short titles only, at most one an outlet.

    Where that gives too few, an outlet may come again.
    """
    titles = {one_line(hit.passage.title): hit.passage.publisher for hit in hits if hit.passage.status == "usable"}
    fitting = [title for title in titles if title and len(title) <= TITLE_CHARACTERS]
    chosen: list[str] = []
    outlets: set[str] = set()
    for title in fitting:
        if titles[title] not in outlets:
            chosen.append(title)
            outlets.add(titles[title])
    chosen += [title for title in fitting if title not in chosen]
    return tuple(f"What is known about “{title.rstrip('.')}”?" for title in chosen[:count])
