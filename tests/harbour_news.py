"""Invented articles about a harbour, as a file of records holds them."""

from __future__ import annotations

import json
from pathlib import Path

PARAGRAPH = (
    "The harbour at {place} closed on day {n} after a ferry struck the pier. Ships went to {place} South instead. "
)


def record(n: int, place: str = "Vikholm", **more: object) -> dict[str, object]:
    """Article ``n`` of one outlet, with a byline and a line that is no news around its two paragraphs."""
    body = PARAGRAPH.format(place=place, n=n) * 20 + "\n\n" + PARAGRAPH.format(place=place, n=n + 1)
    text = f"By Ana Cruz\n\n{body}\n\nFollow us on X"
    return {
        "title": f"Harbour {n} closes",
        "text": text,
        "publisher": "The Post",
        "date": f"2024-10-{n % 28 + 1:02d}",
        "url": f"https://post.example/harbour/{n}",
        **more,
    }


def write(path: Path, *records: object) -> Path:
    """The file, now of these records, one a line."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path
