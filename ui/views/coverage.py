"""How many articles of which outlet on which day, as a chart and as a table. Pure, escaped.

The chart is drawn twice, with many bins for wide windows and few for narrow ones; the style sheet shows one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import log10

from rag.store import DayCount
from ui.views.asked import Asked
from ui.views.axis import short_day
from ui.views.bins import OTHERS, Bin, binned, leading, share, step_for
from ui.wording.days import day_to_words
from ui.wording.labels import outlet_of
from ui.wording.untrusted import escape

WIDE_PX, NARROW_PX = 1072, 328
WIDE_BINS, NARROW_BINS = 92, 32
OUTLETS = 6  # colours that can be told apart
RECENT_DAYS = 60
_HEIGHT_PX, _TOP_PX, _DIGIT_PX = 240, 10, 8
_GAP = 3  # bins in a row without an article that are worth a word


def recent(rows: Sequence[DayCount]) -> tuple[date, date] | None:
    """The last two months up to the newest article, as far back as there is one; None where none has a date."""
    days = [row.day for row in rows if row.day is not None]
    if not days:
        return None
    return max(min(days), max(days) - timedelta(days=RECENT_DAYS - 1)), max(days)


def coverage_to_html(rows: Sequence[DayCount], first: date, last: date, asked: Asked) -> str:
    """Legend, chart and table of the days from ``first`` to ``last``."""
    inside = [row for row in rows if row.day is not None and first <= row.day <= last]
    total = sum(row.articles for row in inside)
    if not total:
        return '<section class="abstained"><h2>Nothing from those days</h2><p>No article read fits.</p></section>'
    fine = binned(inside, first, last, step_for(first, last, WIDE_BINS))
    coarse = binned(inside, first, last, step_for(first, last, NARROW_BINS))
    outlets = leading(fine, OUTLETS)
    step = step_for(first, last, WIDE_BINS)
    with_some = len({row.day for row in inside})
    days = (last - first).days + 1
    span = f"{day_to_words(first)} to {day_to_words(last)}"
    about = f"Articles by {step}, {span}; the table below says the same"
    return (
        f'<p class="found">{total:,} article{"s" if total != 1 else ""}, {span}; '
        f"{with_some:,} of {days:,} days have any.</p>{_legend(outlets)}"
        f'<div class="picture wide-only">{_chart(fine, outlets, asked, WIDE_PX, about)}</div>'
        f'<div class="picture narrow-only">{_chart(coarse, outlets, asked, NARROW_PX, about)}</div>'
        f"{_table(fine, outlets, asked, step)}"
    )


def _legend(outlets: Sequence[str]) -> str:
    items = "".join(
        f'<li><svg class="swatch" viewBox="0 0 12 12" aria-hidden="true"><rect class="part-{_part(i, name)}" '
        f'width="12" height="12"/></svg><bdi>{escape(outlet_of(name))}</bdi></li>'
        for i, name in enumerate(outlets)
    )
    return f'<ul class="legend" aria-label="Outlets">{items}</ul>'


def _chart(bins: Sequence[Bin], outlets: Sequence[str], asked: Asked, width: int, about: str) -> str:
    top = _round_up(max(each.total for each in bins))
    left = 14 + _DIGIT_PX * len(f"{top:,}")
    step = (width - left) / len(bins)
    base = _TOP_PX + _HEIGHT_PX
    parts = []
    for value in sorted({0, top // 2, top}):
        y = base - value / top * _HEIGHT_PX
        parts.append(
            f'<line class="{"axis" if not value else "grid"}" x1="{left}" y1="{y:.1f}" x2="{width}" y2="{y:.1f}"/>'
            f'<text class="count" x="{left - 6}" y="{y + 4:.1f}">{value:,}</text>'
        )
    parts += _gaps(bins, left, step, base)
    parts += [_bar(each, outlets, asked, left + i * step, step, base, top) for i, each in enumerate(bins)]
    parts += _dates(bins, left, step, base, width)
    return (
        f'<svg class="coverage" viewBox="0 0 {width} {base + 30}" role="group" aria-label="{about}" '
        f'xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )


def _bar(each: Bin, outlets: Sequence[str], asked: Asked, x: float, step: float, base: float, top: int) -> str:
    if not each.total:
        return ""
    gap = min(step * 0.2, 3.0)
    y, rects = base, []
    for i, name in enumerate(outlets):
        if count := share(each, name, outlets):
            high = count / top * _HEIGHT_PX
            y -= high
            rects.append(
                f'<rect class="part-{_part(i, name)}" x="{x + gap / 2:.2f}" y="{y:.2f}" width="{step - gap:.2f}" '
                f'height="{high:.2f}"/>'
            )
    said = f"{_span(each)}: {each.total:,} article{'s' if each.total != 1 else ''}"
    # Not a stop of the Tab key: there may be ninety, and the table has the same links.
    return (
        f'<a href="{escape(_leads_to(each, asked))}" tabindex="-1" aria-label="{said}"><title>{said}</title>'
        f'<rect class="hit" x="{x:.2f}" y="{_TOP_PX}" width="{step:.2f}" height="{_HEIGHT_PX}"/>{"".join(rects)}</a>'
    )


def _gaps(bins: Sequence[Bin], left: float, step: float, base: float) -> list[str]:
    parts, begin = [], None
    for i in range(len(bins) + 1):
        empty = i < len(bins) and not bins[i].total
        if empty and begin is None:
            begin = i
        if not empty and begin is not None:
            if i - begin >= _GAP:
                x, width = left + begin * step, (i - begin) * step
                said = f"Nothing from {day_to_words(bins[begin].first)} to {day_to_words(bins[i - 1].last)}"
                parts.append(
                    f'<g class="gap"><title>{said}</title><rect x="{x:.2f}" y="{base - 6}" width="{width:.2f}" '
                    'height="6"/>'
                    + (f'<text x="{x + width / 2:.2f}" y="{base - 12}">no articles</text>' if width > 84 else "")
                    + "</g>"
                )
            begin = None
    return parts


def _dates(bins: Sequence[Bin], left: float, step: float, base: float, width: int) -> list[str]:
    parts: list[str] = []
    free = 0.0
    years = (bins[-1].last - bins[0].first).days > 3_300
    for i, each in enumerate(bins):
        x = left + i * step
        if x >= free and x + 76 <= width:
            name = str(each.first.year) if years else short_day(each.first)
            parts.append(
                f'<line class="tick" x1="{x:.2f}" y1="{base}" x2="{x:.2f}" y2="{base + 6}"/>'
                f'<text class="date" x="{x:.2f}" y="{base + 22}">{name}</text>'
            )
            free = x + 100
    return parts


def _table(bins: Sequence[Bin], outlets: Sequence[str], asked: Asked, step: str) -> str:
    head = "".join(f'<th scope="col" class="number"><bdi>{escape(outlet_of(name))}</bdi></th>' for name in outlets)
    rows = "".join(
        f'<tr><th scope="row"><a href="{escape(_leads_to(each, asked))}">{_span(each)}</a></th>'
        f'<td class="number">{each.total:,}</td>'
        + "".join(f'<td class="number">{share(each, name, outlets) or "–"}</td>' for name in outlets)
        + "</tr>"
        for each in reversed(bins)
        if each.total
    )
    return (
        f'<details class="numbers"><summary>The same as a table</summary><div class="scroll" tabindex="0" '
        f'role="region" aria-label="Articles by {step} and outlet"><table><thead><tr><th scope="col">'
        f'{step.capitalize()}</th><th scope="col" class="number">All</th>{head}</tr></thead><tbody>{rows}</tbody>'
        "</table></div></details>"
    )


def _leads_to(each: Bin, asked: Asked) -> str:
    """A day's, week's or month's articles in the library; a longer bin's days, as a chart of its own."""
    path = "/library" if (each.last - each.first).days <= 31 else "/coverage"
    return asked.address(path, q="", since=each.first.isoformat(), until=each.last.isoformat())


def _span(each: Bin) -> str:
    if each.first == each.last:
        return day_to_words(each.first)
    if (each.first.month, each.first.day, each.last.month, each.last.day) == (1, 1, 12, 31):
        return str(each.first.year)
    return f"{day_to_words(each.first)} to {day_to_words(each.last)}"


def _part(index: int, name: str) -> str:
    return "others" if name == OTHERS else str(index)


def _round_up(count: int) -> int:
    """The next even number that a scale can end with.

    >>> _round_up(3), _round_up(17), _round_up(183)
    (4, 20, 200)
    """
    magnitude: int = 10 ** int(log10(count))
    ends = (factor * magnitude for factor in (1, 2, 4, 6, 8, 10))
    return next(end for end in ends if end >= count and end % 2 == 0)
