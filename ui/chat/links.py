"""A question with its filters as the address of a page that asks it again.

>>> link_of(Asked("Who won?", since="2026-03-01", publishers=("A & B",)))
'/?q=Who+won%3F&since=2026-03-01&outlet=A+%26+B'
>>> asked_in("?q=Who+won%3F&outlet=A+%26+B").publishers
('A & B',)
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

from rag.notebook import Asked
from ui.wording.untrusted import one_line

_LONGEST_LINK = 20_000
_OUTLETS_AT_MOST = 50


def link_of(asked: Asked) -> str:
    """The path and query that ask the same."""
    pairs = [("q", one_line(asked.question)), ("since", asked.since), ("until", asked.until), ("as_of", asked.as_of)]
    pairs += [("outlet", name) for name in asked.publishers]
    return "/?" + urlencode([(name, one_line(value)) for name, value in pairs if value])


def asked_in(query: str) -> Asked | None:
    """What an address's query asks, None where it asks nothing. Days are checked by whoever answers."""
    try:
        fields = parse_qs(query[:_LONGEST_LINK].removeprefix("?"), max_num_fields=100)
    except ValueError:
        return None
    question = one_line(fields.get("q", [""])[0])
    if not question:
        return None
    as_of, since, until = (one_line(fields.get(name, [""])[0]) for name in ("as_of", "since", "until"))
    outlets = tuple(dict.fromkeys(filter(None, map(one_line, fields.get("outlet", [])[:_OUTLETS_AT_MOST]))))
    return Asked(question, as_of, since, until, outlets)
