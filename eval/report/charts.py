"""Small plots as inline SVG, coloured by the page's style sheet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from eval.report.markup import Markup, element
from eval.statistics import Estimate

WIDTH, HEIGHT = 520, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 24, 38
_SERIES_CLASSES = ("series-a", "series-b", "series-c")


@dataclass(frozen=True, slots=True)
class Curve:
    """A share by depth: ``points`` are estimates at k = 1, 2, 3, …"""

    label: str
    points: tuple[Estimate, ...]


def interval_bar(value: Estimate, *, most: float = 1.0) -> Markup:
    """A value between 0 and ``most`` as a bar, its interval as a line over it."""
    width, height = 160, 14

    def x(at: float) -> float:
        return width * min(max(at / most, 0.0), 1.0) if most else 0.0

    return element(
        "svg",
        element("rect", x=0, y=4, width=width, height=6, rx=3, class_="track"),
        element("rect", x=0, y=4, width=x(value.value), height=6, rx=3, class_="bar"),
        element("line", x1=x(value.low), x2=x(value.high), y1=7, y2=7, class_="whisker"),
        element("line", x1=x(value.low), x2=x(value.low), y1=3, y2=11, class_="whisker"),
        element("line", x1=x(value.high), x2=x(value.high), y1=3, y2=11, class_="whisker"),
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        class_="interval",
        aria_hidden="true",
    )


def curve_chart(curves: Sequence[Curve], *, title: str) -> Markup:
    """Shares by k with their intervals as bands, on a scale from 0 to the next tenth above the highest."""
    depth = max(len(curve.points) for curve in curves)
    highest = max(point.high for curve in curves for point in curve.points)
    most = min(1.0, max(0.1, math.ceil(highest * 10) / 10))

    def x(k: int) -> float:
        span = WIDTH - _LEFT - _RIGHT
        return _LEFT + (span * (k - 1) / (depth - 1) if depth > 1 else span / 2)

    def y(share: float) -> float:
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * share / most

    parts = [_level(y(most * step / 4), f"{most * step / 4:.2f}") for step in range(5)]
    parts += [_text(x(k), HEIGHT - _BOTTOM + 16, str(k), "middle") for k in range(1, depth + 1)]
    parts.append(_text((WIDTH + _LEFT) / 2, HEIGHT - 6, "k, passages looked at", "middle"))
    for curve, series in zip(curves, _SERIES_CLASSES, strict=False):
        ks = range(1, len(curve.points) + 1)
        upper = [f"{x(k):.1f},{y(point.high):.1f}" for k, point in zip(ks, curve.points, strict=True)]
        lower = [f"{x(k):.1f},{y(point.low):.1f}" for k, point in zip(ks, curve.points, strict=True)]
        line = " ".join(f"{x(k):.1f},{y(point.value):.1f}" for k, point in zip(ks, curve.points, strict=True))
        parts.append(element("polygon", points=" ".join(upper + lower[::-1]), class_=f"band {series}"))
        parts.append(element("polyline", points=line, class_=f"curve {series}"))
        for k, point in zip(ks, curve.points, strict=True):
            dot = element("title", f"{curve.label} at {k}: {point.value:.3f} [{point.low:.3f}, {point.high:.3f}]")
            parts.append(element("circle", dot, cx=x(k), cy=y(point.value), r=3, class_=f"dot {series}"))
    return _figure(parts, title, [(curve.label, one) for curve, one in zip(curves, _SERIES_CLASSES, strict=False)])


def histogram(values: Sequence[float], *, title: str, unit: str, marks: Sequence[tuple[str, float]] = ()) -> Markup:
    """Counts of positive values over 24 bins; up to the 99th percentile, the rest in the last bin.

    ``marks`` are labelled upright lines, such as percentiles.
    """
    ordered = sorted(values)
    most = max(ordered[math.ceil(0.99 * len(ordered)) - 1], *(at for _, at in marks), 1e-9) * 1.02
    bins = [0] * 24
    for value in ordered:
        bins[min(int(value / most * len(bins)), len(bins) - 1)] += 1
    span, tall = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM
    parts = [_level(HEIGHT - _BOTTOM - tall * step / 4, _count(max(bins) * step / 4)) for step in range(5)]
    for place, count in enumerate(bins):
        left, height = _LEFT + span * place / len(bins), tall * count / max(bins)
        about = f"{most * place / len(bins):.1f} to {most * (place + 1) / len(bins):.1f} {unit}: {count}"
        parts.append(
            element(
                "rect",
                element("title", about),
                x=left + 1,
                y=HEIGHT - _BOTTOM - height,
                width=span / len(bins) - 2,
                height=height,
                class_="column",
            )
        )
    for step in range(5):
        parts.append(_text(_LEFT + span * step / 4, HEIGHT - _BOTTOM + 16, _rounded(most * step / 4), "middle"))
    parts.append(_text((WIDTH + _LEFT) / 2, HEIGHT - 6, unit, "middle"))
    for place, (label, at) in enumerate(marks):
        across, first = _LEFT + span * at / most, place == 0
        parts.append(element("line", x1=across, x2=across, y1=_TOP - 8, y2=HEIGHT - _BOTTOM, class_="mark"))
        parts.append(
            _text(across + (-4 if first else 4), _TOP - 6, f"{label} {_rounded(at)}", "end" if first else "start")
        )
    return _figure(parts, title, [])


def _figure(parts: list[Markup], title: str, legend: list[tuple[str, str]]) -> Markup:
    keys = [element("span", element("i", class_=f"swatch {series}"), label) for label, series in legend]
    drawing = element("svg", *parts, viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", aria_label=title, class_="chart")
    return element(
        "figure", element("figcaption", title), drawing, *([element("p", *keys, class_="legend")] if keys else [])
    )


def _level(y: float, label: str) -> Markup:
    line = element("line", x1=_LEFT, x2=WIDTH - _RIGHT, y1=y, y2=y, class_="level")
    return element("g", line, _text(_LEFT - 6, y + 4, label, "end"))


def _text(x: float, y: float, label: str, anchor: str) -> Markup:
    return element("text", label, x=x, y=y, text_anchor=anchor)


def _rounded(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def _count(value: float) -> str:
    return str(int(value)) if value == int(value) else ""
