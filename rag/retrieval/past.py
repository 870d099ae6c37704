"""Whether a question asks about something long over, so that newer articles are not likelier to answer it."""

from __future__ import annotations

import re
from datetime import date

from rag.retrieval.calendar_phrases import CalendarPhrase
from rag.retrieval.periods import shift
from rag.retrieval.relative_phrases import RelativePhrase
from rag.retrieval.wording import AUXILIARY, PAST, in_side_clause, words_before

LONG_AGO_DAYS = 365
_YEAR_IN_NAME = re.compile(
    r"\b(?:won|win|wins|lost|lose|host(?:ed)?|at|in|during|of|was|were)\s+(?:(?!after|since)[a-z]+\s+)?the\s+(1[5-9]\d\d|20\d\d)\s+(?!season)[\w']"
)  # "won the 2019 World Cup"
_HISTORY = re.compile(
    r"\b(?:(?:in|on)\s+(?:what|which)\s+(?:year|decade|century)\b|(?:what|which)\s+year\s+(?:did|was|were|had)\b"
    r"|when\s+(?:did|was|were)\b.{0,80}\b(?:first|founded|born|built|invented|established|originally|created|abolished)\b"
    r"|who\s+(?:was|were)\s+the\s+(?:first|original)\b|who\s+(?:invented|discovered|founded|wrote|composed|painted|directed|assassinated)\b"
    r"|what\s+(?:was|were)\b.{0,80}\boriginally\b|\boriginated?\b|\b(?:has|have|had)\s+(?:its|their)\s+origins?\b"
    r"|(?:in|during)\s+(?:the\s+(?:\d\d?(?:st|nd|rd|th)|nineteenth|twentieth)[\s-]century|(?:the\s+)?(?:second\s+)?world\s+war))",
    re.IGNORECASE,
)
_HISTORY_WORDS = frozenset(
    (
        "year", "decade", "century", "first", "founded", "born", "built", "invented", "established", "original",
        "originally", "created", "abolished", "discovered", "war", "wrote", "composed", "painted", "directed",
        "assassinated", "originate", "originated", "origin", "origins",
    )
)  # fmt: skip
HALF_YEAR_DAYS = 182


def is_about_past(
    text: str,
    words: frozenset[str],
    today: date,
    calendar: list[CalendarPhrase],
    relative: list[RelativePhrase],
    *,
    fresh: bool,
) -> bool:
    """Whether the question is about something long over, so that newer is not likelier.

    So it is where it speaks in the past tense and names a year that ended at least half a year ago, where it says "50
    years ago", and where it asks for a first or a year. A word of newness overrules all of it.
    """
    line = text[:400]
    if fresh or any(phrase.kind == "future" for phrase in relative):
        return False
    if any(phrase.named.period.after >= shift(today, -LONG_AGO_DAYS) for phrase in calendar if phrase.tie != "between"):
        return False
    if not words.isdisjoint(_HISTORY_WORDS) and _HISTORY.search(line):
        return True
    if not any(word[0].isdigit() for word in words) and not relative:
        return False
    asks = AUXILIARY.search(line.lower())
    if not PAST.search(line) or (asks and asks[1] in ("is", "are", "has", "have", "does", "do")):
        return False
    if any(phrase.kind == "long_ago" for phrase in relative):
        return True
    over = shift(today, -HALF_YEAR_DAYS).year
    years = [int(year) for year in _YEAR_IN_NAME.findall(line)]
    limit = shift(today, -LONG_AGO_DAYS)
    old = [phrase for phrase in calendar if phrase.named.period.after < limit and phrase.tie not in ("since", "after")]
    if years and max(years) >= over:
        return False
    dated = [phrase for phrase in old if not in_side_clause(words_before(text, phrase.start))]
    named_in_passing = [phrase for phrase in old if phrase not in dated]
    return bool(dated) or (bool(years) and not named_in_passing)
