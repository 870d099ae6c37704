"""What an address asks a page for: days, outlets, a page number; and the controls that ask it again. Pure, escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from rag.days import end_of, start_of
from rag.errors import UsageError
from rag.types import Filters
from ui.wording.untrusted import escape, one_line

WORDS_CHARACTERS = 300
OUTLETS_OFFERED = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of an address as they were typed; ``filters()`` is what they mean."""

    words: str = ""
    since: str = ""
    until: str = ""
    outlets: tuple[str, ...] = ()

    @classmethod
    def of(cls, words: str, since: str, until: str, outlets: Sequence[str]) -> Asked:
        """Without the white space around them, and without empty outlets."""
        named = tuple(dict.fromkeys(name.strip() for name in outlets if name.strip()))
        return cls(words.strip(), since.strip(), until.strip(), named)

    def filters(self, now: datetime) -> Filters:
        """What they mean, of what is published by ``now``: the rest is under embargo.

        Raises ``UsageError`` that names the day that is none, or what is too long.
        """
        if len(self.words) > WORDS_CHARACTERS:
            raise UsageError(f"that are {len(self.words):,} characters: search with at most {WORDS_CHARACTERS}")
        first, last = start_of(self.since or None), end_of(self.until or None)
        if first is not None and last is not None and first >= last:
            raise UsageError(f"the day from, {self.since}, is after the day to, {self.until}: turn them round")
        bound = now if last is None else min(last, now)
        return Filters(since=first, until=bound, publishers=self.outlets, undated=first is None and last is None)

    def address(self, path: str, **more: str) -> str:
        """The address that asks the same; of the fields in ``more`` the new values count, empty ones are left out."""
        fields = {"q": self.words, "since": self.since, "until": self.until, **more}
        pairs = [(name, value) for name, value in fields.items() if value]
        if "outlet" not in more:
            pairs += [("outlet", name) for name in self.outlets]
        return f"{path}?{urlencode(pairs)}" if pairs else path


def form_to_html(
    path: str, asked: Asked, publishers: Mapping[str, int], *, label: str = "", words: str = "", button: str = "Show"
) -> str:
    """Words (where they have a ``label``), days and outlet, to be sent to ``path``; ``words`` is an example."""
    box = (
        f'<p class="wide"><label for="words">{label}</label><input id="words" name="q" type="search" '
        f'value="{escape(asked.words)}" placeholder="{escape(words)}" maxlength="{WORDS_CHARACTERS}"></p>'
        if label
        else ""
    )
    chosen = {name.casefold() for name in asked.outlets}
    options = "".join(
        f'<option value="{escape(name)}"{" selected" if name.casefold() in chosen else ""}>'
        f"{escape(one_line(name))} ({count:,})</option>"
        for name, count in list(publishers.items())[:OUTLETS_OFFERED]
        if name
    )
    return (
        f'<form class="filters" role="search" method="get" action="{path}">{box}'
        f'<p><label for="since">From</label><input id="since" name="since" type="date" value="{_day(asked.since)}"></p>'
        f'<p><label for="until">To</label><input id="until" name="until" type="date" value="{_day(asked.until)}"></p>'
        f'<p><label for="outlet">Outlet</label><select id="outlet" name="outlet"><option value="">All outlets</option>'
        f'{options}</select></p><p><button type="submit" class="primary">{button}</button></p></form>'
    )


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
