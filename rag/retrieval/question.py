"""What a question asks for: which days, which outlets and sections, and the words to search with."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from rag.retrieval.outlets import OutletsRead
from rag.retrieval.outlets import read_outlets as outlets_in
from rag.retrieval.sections import SectionsRead
from rag.retrieval.sections import read_sections as sections_in
from rag.retrieval.time_window import read_times as times_in
from rag.types import Window


@dataclass(frozen=True, slots=True)
class Understood:
    """A question, taken apart.

    ``search_text`` is the question without the words that only say when or in which outlet; words that name something
    ("October 7 attack", "the 2019 World Cup") stay in it, and it is never empty of words unless the question is.
    ``window`` is when the answer was published, None where the question does not say (see ``time_window``).
    ``publishers`` are spelled as the store spells them; ``publishers_firm`` says that one of them is the source asked
    for rather than mentioned. ``unknown_publishers`` are named as a source but are not in the store.
    ``sections`` are those of a newspaper, as the question calls them (see ``sections``).
    ``about_past`` says that newer articles are no likelier to answer, ``wants_latest`` that it says "latest" or "now".
    """

    question: str
    search_text: str
    as_of: datetime
    window: Window | None = None
    publishers: tuple[str, ...] = ()
    publishers_firm: bool = False
    unknown_publishers: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    about_past: bool = False
    wants_latest: bool = False


def understand(
    question: str,
    *,
    as_of: datetime,
    publishers: Collection[str] = (),
    read_windows: bool = True,
    read_outlets: bool = True,
    read_sections: bool = True,
    read_past: bool = True,
) -> Understood:
    """What ``question`` asks for, asked at ``as_of`` of a store that holds ``publishers``.

    ``as_of`` is the first instant that is still unknown: at midnight, "today" is the day that has just ended. What is
    not to be read is left as if the question did not say it, and its words are left in ``search_text``.

    >>> from datetime import UTC, datetime
    >>> friday = datetime(2024, 10, 25, 12, tzinfo=UTC)
    >>> understood = understand("According to CNN, who won the debate on Tuesday?", as_of=friday, publishers=["CNN"])
    >>> understood.search_text, understood.publishers, understood.window.since.isoformat()
    ('who won the debate?', ('CNN',), '2024-10-22T00:00:00+00:00')
    """
    outlets = outlets_in(question, publishers)
    times = times_in(question, as_of, hidden=outlets.spans)
    sections = sections_in(question, hidden=outlets.spans) if read_sections else SectionsRead()
    if not read_outlets:
        outlets = OutletsRead()
    if not read_windows:
        times = replace(times, window=None, spans=())
    return Understood(
        question=question,
        search_text=_without(question, (*times.spans, *outlets.source_spans, *sections.spans)),
        as_of=as_of,
        window=times.window,
        publishers=outlets.publishers,
        publishers_firm=outlets.firm,
        unknown_publishers=outlets.unknown,
        sections=sections.sections,
        about_past=times.about_past and read_past,
        wants_latest=times.wants_latest,
    )


_LEFT_OVER = re.compile(r"(?<!\S)['’]s(?!\w)|^[\s,;:–—-]+")
_SPACE_BEFORE_STOP = re.compile(r"\s+(?=[?.!,;:])")
_COMMAS = re.compile(r"([,;:])(?:\s*[,;:])+|[,;:]+\s*(?=[?.!]|$)")
_SPACES = re.compile(r"\s+")
_CONTENT = re.compile(r"[^\W_]{4,}|\d")
_SCAFFOLDING = frozenset(
    (
        "what", "which", "where", "when", "whose", "happened", "happening", "news", "there", "have", "been", "were",
        "does", "going", "tell", "about", "latest", "from",
    )
)  # fmt: skip


def _without(question: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The question without some spans, or the whole of it where nothing to search for would be left."""
    if not spans:
        return question
    pieces, position = [], 0
    for start, end in sorted(spans):
        pieces.append(question[position : max(start, position)])
        position = max(end, position)
    pieces.append(question[position:])
    text = _SPACES.sub(" ", _LEFT_OVER.sub(" ", " ".join(pieces)))
    text = _COMMAS.sub(r"\1", _SPACE_BEFORE_STOP.sub("", text)).strip()
    if any(word.lower() not in _SCAFFOLDING for word in _CONTENT.findall(text)):
        return text
    return question
