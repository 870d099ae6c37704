"""As many invented articles as are wanted, the same ones each time."""

from __future__ import annotations

import json
import random
from pathlib import Path

_OUTLETS = ("Vikholm Post", "Coast Courier", "The Lantern", "Halvern Press Agency")
_WORDS = (
    "harbour", "ferry", "pier", "herring", "council", "budget", "vote", "storm", "coast", "mayor", "school", "bridge",
    "train", "strike", "court", "judge", "farm", "harvest", "market", "price", "museum", "painter", "concert", "match",
    "team", "goal", "doctor", "clinic", "river", "flood", "rescue", "engine", "satellite",
)  # fmt: skip


def write_articles(path: Path, count: int) -> None:
    """Write ``count`` articles as JSONL: one to four passages each, every ninth one a copy in another outlet."""
    chance = random.Random(count)
    with path.open("w", encoding="utf-8") as file:
        text = title = ""
        for number in range(count):
            if number % 9 or not text:
                title, text = f"Report {number} on the {chance.choice(_WORDS)}", _text(number, chance)
            record = {
                "title": title,
                "text": text,
                "publisher": _OUTLETS[number % len(_OUTLETS)],
                "url": f"https://news.example/{number}",
                "published_at": f"2026-{1 + number % 12:02}-{1 + number % 28:02}T{number % 24:02}:00:00Z",
            }
            file.write(json.dumps(record) + "\n")


def _text(number: int, chance: random.Random) -> str:
    paragraphs = []
    for _ in range(chance.randint(2, 9)):
        sentences = (
            f"The {chance.choice(_WORDS)} and the {chance.choice(_WORDS)} of district {chance.randint(1, 9_999)} were "
            f"{chance.choice(('seen', 'closed', 'praised', 'sold', 'repaired'))} by {chance.randint(2, 900)} people "
            f"before the {chance.choice(_WORDS)} reached the {chance.choice(_WORDS)} in report{number}."
            for _ in range(2)
        )
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(paragraphs)


def words_to_ask() -> tuple[str, ...]:
    """Words that the articles hold, for comparing what searches find."""
    return _WORDS
