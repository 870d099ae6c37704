"""Answers, hits and stats as text for a terminal: pure, and nothing of it acts on the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from rag.types import Abstained, Answer, Citation, Event, Hit, Passage, StoreStats, Timeline
from ui.wording.days import age_to_words, day_to_words, last_day, window_to_words
from ui.wording.labels import ABSTAINED, note_label, outlet_of, title_of
from ui.wording.untrusted import one_line, printable

SNIPPET_CHARACTERS = 200


class Flow:
    """Writes an answer's growing text, wrapped, each word once.

    >>> pieces = []
    >>> flow = Flow(pieces.append, width=12)
    >>> flow.show("They met."); flow.show("They met. [1] They left."); flow.end()
    >>> "".join(pieces)
    'They met.\\n[1] They\\nleft.\\n\\n'
    """

    def __init__(self, write: Callable[[str], object], width: int) -> None:
        self._write = write
        self._width = width
        self._shown = ""
        self._column = 0

    def show(self, text: str) -> None:
        """Write what the text has more than last time; all of it anew where its beginning was replaced."""
        if not text.startswith(self._shown):
            self._write("\n\n(The answer starts anew.)\n\n")
            self._shown, self._column = "", 0
        for word, line_ends in _words(text[len(self._shown) :]):
            self._put(word)
            if line_ends:
                self._write("\n")
                self._column = 0
        self._shown = text

    def end(self) -> None:
        """Close the text with an empty line, if there was any."""
        if self._shown:
            self._write("\n\n")

    def _put(self, word: str) -> None:
        if not word:
            return
        if self._column and self._column + 1 + len(word) > self._width:
            self._write("\n")
            self._column = 0
        elif self._column:
            self._write(" ")
            self._column += 1
        self._write(word)
        self._column += len(word)


def _words(text: str) -> list[tuple[str, bool]]:
    lines = [line.split() for line in printable(text).split("\n")]
    words = []
    for index, line in enumerate(lines):
        words += [(word, False) for word in line]
        if index < len(lines) - 1:
            words.append(("", True))
    return words


def ending_to_text(answer: Answer, width: int, *, covered: str = "") -> str:
    """What follows an answer's text: the abstention if it is one, the sources with their quoted words, the notes.

    ``covered`` says in words which days an abstention could have looked at.
    """
    blocks = []
    if answer.abstained:
        blocks.append(_abstention(answer.abstained, width, covered))
    if answer.citations:
        blocks.append("Sources\n" + "\n".join(_source(citation, answer, width) for citation in answer.citations))
    notes = [_wrapped(f"{note_label(note)}: {note.message}", width, "- ", "  ") for note in answer.notes]
    if answer.window is not None and (answer.window.since or answer.window.until):
        scope = "Searched" if answer.window.firm else "Preferred"
        because = f", from “{one_line(answer.window.phrase)}”" if answer.window.phrase else ""
        notes.insert(0, _wrapped(f"{scope}: {window_to_words(answer.window)}{because}", width, "- ", "  "))
    if notes:
        blocks.append("Notes\n" + "\n".join(notes))
    how = f", written by {one_line(answer.model)}" if answer.model and answer.text else ""
    blocks.append(f"As known on {day_to_words(last_day(answer.as_of))}{how}.")
    return "\n\n".join(blocks)


def hits_to_text(hits: Sequence[Hit], width: int) -> str:
    """A ranked list: outlet, day and title, the passage's beginning, the address."""
    if not hits:
        return "Nothing found."
    return "\n".join(_hit(rank, hit, width) for rank, hit in enumerate(hits, 1))


def timeline_to_text(timeline: Timeline, width: int, *, covered: str = "") -> str:
    """A day a paragraph: its events' own sentences, each with who reported it and where; or why there are none."""
    if timeline.abstained is not None:
        return _abstention(timeline.abstained, width, covered)
    blocks = [
        "\n".join([day_to_words(told[0].passage.published_at), *(_event(event, width) for event in told)])
        for told in _by_day(timeline.events)
    ]
    days = f", {window_to_words(timeline.window)}" if timeline.window else ""
    count = f"{len(timeline.events)} event{'s' if len(timeline.events) != 1 else ''}"
    blocks.append(f"{count}{days}. As known on {day_to_words(last_day(timeline.as_of))}.")
    return "\n\n".join(blocks)


def stats_to_text(stats: StoreStats) -> str:
    """One fact a line."""
    outlets = ", ".join(
        f"{one_line(name) or 'unknown'} {count:,}" for name, count in list(stats.publishers.items())[:8]
    )
    more = f" and {len(stats.publishers) - 8:,} more" if len(stats.publishers) > 8 else ""
    rows = [
        ("articles", f"{stats.articles:,}"),
        ("passages", f"{stats.passages:,} ({stats.leads_embedded:,} leads embedded)"),
        ("published", f"{day_to_words(stats.first_published)} to {day_to_words(stats.last_published)}"),
        ("outlets", outlets + more),
        *([("zones assumed", _zones(stats.zones_assumed))] if stats.zones_assumed else []),
        ("passage model", stats.models.passages or "none"),
        ("lead model", stats.models.leads or "none"),
        ("on disk", f"{stats.store_bytes / 1e6:,.1f} MB"),
        ("generation", f"{stats.generation:,}"),
    ]
    return "\n".join(f"{name:<14} {value}" for name, value in rows)


def _abstention(abstained: Abstained, width: int, covered: str) -> str:
    lines = [f"{ABSTAINED[abstained.reason]}.", _wrapped(abstained.message, width)]
    return "\n".join([*lines, *([_wrapped(covered, width)] if covered else [])])


def _zones(assumed: Mapping[str, int]) -> str:
    """How many articles gave their time without a zone, and what it was taken for."""
    shown = ", ".join(f"{zone} {count:,}" for zone, count in list(assumed.items())[:8])
    return f"{shown}: articles whose source gave a time without a zone"


def _source(citation: Citation, answer: Answer, width: int) -> str:
    passage = citation.passage
    age = age_to_words(passage.published_at, answer.as_of)
    head = f"[{citation.number}] {_origin(passage)}" + (f" ({age})" if age else "")
    lines = [head, _wrapped(title_of(passage.title), width, "    ", "    ")]
    lines.append(_wrapped(f"“{one_line(citation.quote.text)}”", width, "    ", "    "))
    return "\n".join(lines + _address(passage))


def _hit(rank: int, hit: Hit, width: int) -> str:
    passage = hit.passage
    also = f" (also {', '.join(one_line(outlet) for outlet in hit.also[:3])})" if hit.also else ""
    lines = [f"{rank:>2}. {title_of(passage.title)}", f"    {_origin(passage)}{also}"]
    lines.append(
        _wrapped(textwrap.shorten(printable(passage.text), SNIPPET_CHARACTERS, placeholder=" …"), width, "    ")
    )
    return "\n".join(lines + _address(passage))


def _event(event: Event, width: int) -> str:
    also = f" (also {_listed(event.also)})" if event.also else ""
    outlet = outlet_of(event.passage.publisher)
    status = "" if event.passage.status == "usable" else f" [{event.passage.status}]"
    lines = [_wrapped(f"“{one_line(event.quote.text)}”", width, "  - ", "    ")]
    lines.append(_wrapped(f"{outlet}{status}{also}", width, "    "))
    return "\n".join(lines + _address(event.passage))


def _by_day(events: Sequence[Event]) -> list[list[Event]]:
    return [list(told) for _, told in groupby(events, key=lambda event: event.day)]


def _listed(outlets: Sequence[str]) -> str:
    shown = ", ".join(one_line(outlet) for outlet in outlets[:3])
    return shown if len(outlets) <= 3 else f"{shown} and {len(outlets) - 3} more"


def _origin(passage: Passage) -> str:
    status = "" if passage.status == "usable" else f" [{passage.status}]"
    return f"{outlet_of(passage.publisher)}, {day_to_words(passage.published_at)}{status}"


def _address(passage: Passage) -> list[str]:
    return [f"    {one_line(passage.url)}"] if passage.url else []


def _wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> str:
    return textwrap.fill(
        one_line(text),
        width,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
