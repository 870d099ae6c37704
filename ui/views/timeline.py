"""What happened when, as a picture and as the list it leads to. Pure, escaped.

The picture is drawn twice, lying for wide windows and standing for narrow ones; the style sheet shows one. The list
says all that the pictures do.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rag.types import Event, Timeline
from ui.views.articles import path_of
from ui.views.axis import gaps_in_words, place_of, short_day, stretches, ticks
from ui.wording.days import day_to_words, last_day, window_to_words
from ui.wording.labels import ABSTAINED, outlet_of, title_of
from ui.wording.untrusted import escape, one_line

WIDE_PX, NARROW_PX = 1072, 328
LABEL_PX = 212  # of a label beside its stem
LABEL_LETTERS = 28  # that surely fit
LANE_PX, LANES = 42, 7
DOT_PX = 7
_AXIS_PX = 34  # below the axis, for its dates
_ROW_PX = 54


def timeline_to_html(timeline: Timeline) -> str:
    """The picture and the list of the events, or why there are none."""
    if timeline.abstained is not None:
        return (
            f'<section class="abstained"><h2>{ABSTAINED[timeline.abstained.reason]}</h2>'
            f'<p dir="auto">{escape(timeline.abstained.message)}</p></section>'
        )
    events = timeline.events
    if not events:
        return (
            '<section class="abstained"><h2>No dated event</h2><p>Nothing found tells when it happened.</p></section>'
        )
    days = f", {window_to_words(timeline.window)}" if timeline.window else ""
    count = f"{len(events)} event{'s' if len(events) != 1 else ''}"
    about = f"{count} on “{escape(one_line(timeline.subject))}”; the list below says the same"
    return (
        f'<p class="found">{count}{days}. As known on {day_to_words(last_day(timeline.as_of))}.</p>'
        f'<div class="picture wide-only">{_lying(events, about)}</div>'
        f'<div class="picture narrow-only">{_standing(events, about)}</div>'
        f'<ol class="events">{"".join(_item(number, event) for number, event in enumerate(events, 1))}</ol>'
    )


def _item(number: int, event: Event) -> str:
    passage = event.passage
    read = path_of(passage.article_id, start=event.quote.start, end=event.quote.end)
    also = ", ".join(f"<bdi>{escape(outlet_of(name))}</bdi>" for name in event.also[:5])
    more = f" and {len(event.also) - 5} more" if len(event.also) > 5 else ""
    return (
        f'<li id="event-{number}" tabindex="-1"><p class="byline"><b class="number">{number}</b> '
        f'<b class="outlet"><bdi>{escape(outlet_of(passage.publisher))}</bdi></b> '
        f'<time datetime="{event.day.isoformat()}">{short_day(event.day)}</time></p>'
        f'<blockquote dir="auto">{escape(one_line(event.quote.text))}</blockquote>'
        f'<p><a href="{escape(read)}" dir="auto">{escape(title_of(passage.title))}</a></p>'
        + (f'<p class="also">Also in {also}{more}</p>' if also else "")
        + "</li>"
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an event is drawn: ``x`` and ``level`` of its dot, and the ``lane`` of its label, None where none fits."""

    x: float
    level: int
    lane: int | None


def placed(days: Sequence[date], width: float, label: float, lanes: int) -> list[Placed]:
    """Places for events in the order of their days: x on the axis of ``stretches``, from 0 to ``width``.

    A label hangs to the right of its stem, above the labels of the later events whose stems it covers: so no label
    lies on another and no stem crosses one. Where that takes more than ``lanes``, the event has a dot and no label.
    Dots that would touch are stacked.

    >>> [(p.x, p.lane) for p in placed([date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 5)], 100, 30, 3)]
    [(0.0, 1), (25.0, 0), (100.0, 0)]
    """
    line = stretches(days, width)
    xs = [place_of(day, line) for day in days]
    levels: list[int] = []
    for i, x in enumerate(xs):
        taken = {levels[j] for j in range(i) if x - xs[j] < 2 * DOT_PX + 4}
        levels.append(next(level for level in range(i + 1) if level not in taken))
    lane_of: list[int | None] = [None] * len(xs)
    for i in reversed(range(len(xs))):
        covered = [lane for j, lane in enumerate(lane_of[i + 1 :], i + 1) if lane is not None and xs[j] - xs[i] < label]
        lane = max(covered, default=-1) + 1
        lane_of[i] = lane if lane < lanes else None
    return [Placed(x, level, lane) for x, level, lane in zip(xs, levels, lane_of, strict=True)]


def _lying(events: Sequence[Event], about: str) -> str:
    left, right = 12, LABEL_PX
    at = placed([event.day for event in events], WIDE_PX - left - right, LABEL_PX, LANES)
    dots = (max(place.level for place in at) + 1) * (2 * DOT_PX + 4)
    top = max((place.lane for place in at if place.lane is not None), default=0)
    axis = 8 + (top + 1) * LANE_PX + dots
    line = stretches([event.day for event in events], WIDE_PX - left - right)
    starts = [0.0, *(x + left + 5 for x, _ in gaps_in_words(line))]
    ends = [*(x + left - 5 for x, _ in gaps_in_words(line)), float(WIDE_PX)]
    parts = [
        f'<line class="axis" x1="{start:.1f}" y1="{axis}" x2="{end:.1f}" y2="{axis}"/>'
        for start, end in zip(starts, ends, strict=True)
    ]
    for x, words in gaps_in_words(line):
        parts += [
            f'<line class="axis" x1="{x + left + side - 3:.1f}" y1="{axis + 8}" x2="{x + left + side + 3:.1f}" '
            f'y2="{axis - 8}"/>'
            for side in (-5, 5)
        ]
        parts.append(f'<text class="date gap" x="{x + left:.1f}" y="{axis - 12}">over {words}</text>')
    for x, text in ticks(line):
        parts.append(
            f'<line class="tick" x1="{x + left:.1f}" y1="{axis}" x2="{x + left:.1f}" y2="{axis + 7}"/>'
            f'<text class="date" x="{x + left:.1f}" y="{axis + 24}">{text}</text>'
        )
    stems, links = [], []
    for number, (event, place) in enumerate(zip(events, at, strict=True), 1):
        x, y = place.x + left, axis - place.level * (2 * DOT_PX + 4)
        label = ""
        if place.lane is not None:
            high = axis - dots - (place.lane + 1) * LANE_PX + 12
            stems.append(f'<line class="stem" x1="{x:.1f}" y1="{axis}" x2="{x:.1f}" y2="{high}"/>')
            label = _label(event, x + 6, high + 10, LABEL_LETTERS)
        links.append(_link(number, event, f'<circle cx="{x:.1f}" cy="{y}" r="{DOT_PX}"/>{label}'))
    return _svg(WIDE_PX, axis + _AXIS_PX, about, "".join(parts + stems + links))


def _standing(events: Sequence[Event], about: str) -> str:
    x, y = 12, 16.0
    ys: list[float] = []
    for i, event in enumerate(events):
        if i:  # later by more is further down, by less and less
            y += _ROW_PX + 14 * math.log1p((event.day - events[i - 1].day).days)
        ys.append(y)
    parts = [f'<line class="axis" x1="{x}" y1="{ys[0]}" x2="{x}" y2="{ys[-1]:.1f}"/>']
    parts += [
        _link(
            number,
            event,
            f'<circle cx="{x}" cy="{at:.1f}" r="{DOT_PX}"/>{_label(event, x + 18, at + 1, 36)}',
        )
        for number, (event, at) in enumerate(zip(events, ys, strict=True), 1)
    ]
    return _svg(NARROW_PX, math.ceil(ys[-1]) + 34, about, "".join(parts))


def _svg(width: int, height: int, about: str, inside: str) -> str:
    return (
        f'<svg class="timeline" viewBox="0 0 {width} {height}" role="group" aria-label="{about}" '
        f'xmlns="http://www.w3.org/2000/svg">{inside}</svg>'
    )


def _link(number: int, event: Event, inside: str) -> str:
    said = f"{number}: {short_day(event.day)}, {title_of(event.passage.title)}"
    return f'<a href="#event-{number}" aria-label="{escape(said)}"><title>{escape(said)}</title>{inside}</a>'


def _label(event: Event, x: float, y: float, letters: int) -> str:
    title = shortened(title_of(event.passage.title), letters)
    return (
        f'<text class="day" x="{x:.1f}" y="{y:.1f}">{short_day(event.day)}</text>'
        f'<text class="title" x="{x:.1f}" y="{y + 18:.1f}">{escape(title)}</text>'
    )


def shortened(text: str, letters: int) -> str:
    """The text's beginning, as wide as so many Latin letters; ideographs count double.

    >>> shortened("The ferry ran aground", 10), shortened("渡轮在黎明时分搁浅了", 10)
    ('The ferry…', '渡轮在黎…')
    """
    width = 0
    for i, letter in enumerate(text):
        width += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if width > letters:
            cut = text[: max(i - 1, 0)]
            return f"{cut.rstrip()}…"
    return text
