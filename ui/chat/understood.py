"""What a question's own words said of days and outlets, as the page's filters show it. Pure.

The filters hold two kinds of values: those the reader set, which stay for the next question, and those that were
understood from a question, which go with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.notebook import Asked
from rag.types import Answer
from ui.wording.days import last_day, window_to_words
from ui.wording.untrusted import escape, one_line


@dataclass(frozen=True, slots=True)
class Understood:
    """Days and outlets read from a question: ISO days as the filters show them, empty where nothing was said.

    ``phrase`` are the words that said so; ``firm`` days leave everything else out, the others only prefer.
    """

    since: str = ""
    until: str = ""
    publishers: tuple[str, ...] = ()
    phrase: str = ""
    firm: bool = False
    days_in_words: str = ""


NOTHING_UNDERSTOOD = Understood()


def understood_of(asked: Asked, answer: Answer) -> Understood:
    """What an answer's search took from the question's words and not from its filters."""
    window = answer.window
    since = until = phrase = days = ""
    firm = False
    if window is not None and window.phrase is not None and not asked.since and not asked.until:
        since = "" if window.since is None else window.since.date().isoformat()
        until = "" if window.until is None else last_day(window.until).date().isoformat()
        phrase, firm, days = window.phrase, window.firm, window_to_words(window)
    return Understood(since, until, () if asked.publishers else answer.publishers, phrase, firm, days)


def asked_with(
    question: str, *, as_of: str, since: str, until: str, publishers: Sequence[str], before: Understood
) -> Asked:
    """The question with what the reader set: values that only an earlier question brought are left out."""
    if (since, until) == (before.since, before.until):
        since = until = ""
    if tuple(publishers) == before.publishers:
        publishers = ()
    return Asked(question, as_of, since, until, tuple(publishers))


def understood_to_html(understood: Understood, asked: Asked, turn: str) -> str:
    """Below the filters: what was understood, what the reader set, and the ways to hold on to it or be rid of it."""
    parts = []
    fields = []
    if understood.since or understood.until:
        fields += [name for name in ("since", "until") if getattr(understood, name)]
        days = f"Articles of {understood.days_in_words} come first"
        if understood.firm:
            days = f"Only articles of {understood.days_in_words}"
        hold = "" if understood.firm else _button("only-days", turn, "Only these days")
        parts.append(
            f"<span>{days}, because the question says “{escape(one_line(understood.phrase))}”</span>"
            f"{hold}{_button('any-day', turn, 'Any day')}"
        )
    if understood.publishers:
        fields.append("outlets")
        names = ", ".join(f"<bdi>{escape(one_line(name))}</bdi>" for name in understood.publishers[:3])
        parts.append(f"<span>Only {names}, as the question says</span>")
    if asked.since or asked.until or asked.as_of or asked.publishers:
        parts.append(f"<span>Set by you, also for the next question</span>{_button('clear', turn, 'Clear')}")
    if not parts:
        return ""
    rows = "".join(f"<p>{part}</p>" for part in parts)
    return f'<div class="understood" data-fields="{" ".join(fields)}">{rows}</div>'


def _button(do: str, turn: str, words: str) -> str:
    return f'<button type="button" class="link" data-do="{do}" data-turn="{escape(turn)}">{words}</button>'
