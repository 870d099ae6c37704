"""The earlier question with a part of it replaced: its last name, its days, its outlets. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import datetime

from rag.language.names import Name
from rag.retrieval.outlets import read_outlets
from rag.retrieval.time_window import read_times


def with_name(last: str, old: Sequence[Name], new: str, preposition: str) -> str:
    """The question with its last name replaced, or the one after the same preposition."""
    chosen = old[-1]
    if preposition:
        same = [name for name in old if re.search(rf"\b{preposition}\s+(?:the\s+)?{re.escape(name.text)}", last, re.I)]
        if not same:
            return f"{last} {preposition} {new}"
        chosen = same[-1]
    shown = re.sub(r"['’]s$", "", chosen.text)
    start = last.rindex(chosen.text)
    end = start + len(shown)
    if last[:start].lower().endswith("the ") and new.lower().startswith("the "):
        start -= len("the ")
    return last[:start] + new + last[end:]


def with_time(last: str, new: str, preposition: str, as_of: datetime) -> str:
    """The question asked of another time; without a preposition of its own, with the one that such a time takes."""
    window = read_times(last, as_of).window
    if window is not None and window.phrase is not None:
        last = " ".join(last.replace(window.phrase, " ").split()).rstrip(" ,")
    return f"{last} {preposition or _preposition_for(new)} {new}".replace("  ", " ")


def _preposition_for(time: str) -> str:
    if re.match(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", time, re.I):
        return "on"
    return "in" if re.match(r"\d{4}|[A-Z]", time) else ""


def with_outlet(last: str, new: str, publishers: Collection[str]) -> str:
    """The question asked of another outlet."""
    for start, end in reversed(read_outlets(last, publishers).source_spans):
        last = last[:start] + last[end:]
    return f"{' '.join(last.split()).strip(' ,')}, according to {new}"
