"""The marker syntax, in one place: ``[n]`` cites passage n; also ``[1, 2]``, ``[1-3]``, ``【1】``, ``[^1]``.

A bracket that holds anything else (``[sic]``, ``[the mayor]``, ``[2024]``) is text.
"""

from __future__ import annotations

import re

OPENERS = "[【［〔"
CLOSERS = "]】］〕"
LONGEST_RANGE = 50

_NAME = r"(?:(?:sources?|passages?|articles?|documents?|docs?|refs?|references?|citations?)\.?\s*:?\s*)"
_ITEM = rf"{_NAME}?[#^]?\s?\d{{1,3}}(?:\s?[-–—]\s?\d{{1,3}})?"
_INSIDE = re.compile(rf"\s?{_ITEM}(?:\s?(?:[,;&/+]|and)\s?{_ITEM}){{0,30}}\s?", re.IGNORECASE)
_WITH_LINES = re.compile(r"\s?(\d{1,3})(?::\d{1,3})?†.{0,80}", re.DOTALL)  # 【3†source】, 【4:0†L1-L9】
_RUN = re.compile(r"(\d{1,3})(?:\s?[-–—]\s?(\d{1,3}))?")
_IN_TEXT = re.compile(
    rf"[{re.escape(OPENERS)}](\s*(?:{_NAME}?[#^]?\s*)?\d[\d\s,;&–—^†-]*)[{re.escape(CLOSERS)}]", re.IGNORECASE
)


def parse_marker(inside: str) -> tuple[int, ...] | None:
    """The passage numbers a bracket's inside cites, in the order written, or None where it is no marker.

    >>> parse_marker("1, 3"), parse_marker("2-4"), parse_marker("Source 5"), parse_marker("sic")
    ((1, 3), (2, 3, 4), (5,), None)
    """
    if len(inside) > 200:
        return None
    with_lines = _WITH_LINES.fullmatch(inside)
    if with_lines:
        return (int(with_lines.group(1)),)
    if not _INSIDE.fullmatch(inside):
        return None
    numbers: dict[int, None] = {}
    for first, last in _RUN.findall(inside):
        low, high = int(first), int(last or first)
        for number in range(low, min(high, low + LONGEST_RANGE) + 1) if high >= low else (low, high):
            numbers[number] = None
    return tuple(numbers)


def neutral_text(text: str) -> str:
    """The text with everything that would read as a marker in round brackets, for text that is not ours.

    >>> neutral_text("He won [9]. She [sic] lost [1, 2].")
    'He won (9). She [sic] lost (1, 2).'
    """
    return _IN_TEXT.sub(r"(\1)", text)
