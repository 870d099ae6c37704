"""How the tables of the check are written: stories, and sentences held against them. Everything in them is invented.

A story is a line of its name, day, outlet and title, and its text, up to an empty line. Sentences stand under the names
of the stories that they cite (``-`` for none) and, after ``beside``, of others that are at hand. Each has a mark:

    +  the stories bear it out, those beside where there are any
    -  they do not
    ?  they do, but the check does not see it: a known limit
    !  they do not, but the check lets it through: a known limit

and, after ``|``, what it tries. What is indented further goes on with the line before; ``#`` is a comment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from rag.types import Passage

_MARKS = {"+": (True, False), "-": (False, False), "?": (True, True), "!": (False, True)}


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence held against stories: ``cited`` and ``others`` name them. ``limit`` is True for a known one."""

    cited: tuple[str, ...]
    sentence: str
    supported: bool
    why: str
    others: tuple[str, ...] = ()
    limit: bool = False

    def __str__(self) -> str:
        return f"{'+'.join(self.cited) or 'uncited'}: {self.sentence}"


def story(name: str, day: str, publisher: str, title: str, text: str) -> Passage:
    """A passage of one article."""
    text = " ".join(text.split())
    when = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return Passage(name, 0, 0, len(text), text, title, publisher, published_at=when)


def stories(table: str) -> dict[str, Passage]:
    """The stories of a table by name."""
    told = {}
    for block in table.strip().split("\n\n"):
        head, _, text = block.partition("\n")
        name, day, publisher, title = head.split(" · ")
        weekday, _, date = day.partition(" ")
        told[name] = story(name, date, publisher, title, text)
        assert f"{told[name].published_at:%A}" == weekday, head
    return told


def judged(table: str) -> tuple[Case, ...]:
    """The sentences of a table in order."""
    cases = []
    cited: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    for line in _whole_lines(table):
        if not line.startswith("  "):
            named, _, beside = line.partition(" beside ")
            cited, others = tuple(named.replace("-", "").split()), tuple(beside.split())
            continue
        supported, limit = _MARKS[line[2]]
        sentence, _, why = line[4:].partition(" | ")
        cases.append(Case(cited, sentence, supported, why, others, limit))
    return tuple(cases)


def _whole_lines(table: str) -> Iterator[str]:
    whole = ""
    for line in table.splitlines():
        if line.startswith("      "):
            whole = f"{whole} {line.strip()}"
        elif line and not line.startswith("#"):
            if whole:
                yield whole
            whole = line
    yield whole
