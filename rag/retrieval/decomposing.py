"""A comparison taken apart into questions that can be searched one by one. Pure: a rule, a prompt, a parser.

One search for "Did X or Y raise more?" finds the better-known of the two; a search for each finds both.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

from rag.models.protocols import Message
from rag.models.short_answer import ShortAnswer
from rag.types import Usage

MOST_PARTS: Final = 3
MAX_TOKENS: Final = 400  # three questions take some 60; the rest is for models that think first
TIMEOUT_S: Final = 10.0
LONGEST_PART: Final = 240  # characters

RULES: Final = """\
You split a question that compares things into questions that can each be searched in the news on its own.
- Write one question a line, at most 3, and nothing else.
- Ask about one of the compared things in each. Keep its name, and the question's days and outlets, as they are written.
- If the question compares nothing, write only: none"""

_EXAMPLES: Final = (
    Message("user", 'Question: "Did Sound Lines or Bay Ferries raise fares more in July?"'),
    Message(
        "assistant", "How much did Sound Lines raise fares in July?\nHow much did Bay Ferries raise fares in July?"
    ),
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The questions a comparison is made of, none where it was not taken apart, and what asking for them took."""

    questions: tuple[str, ...] = ()
    usage: Usage = Usage()


_MORE = (
    r"(?:more|less|fewer|higher|lower|bigger|smaller|larger|better|worse|faster|slower|longer|shorter|older|younger"
    r"|earlier|later|sooner|cheaper|stronger|weaker|richer|poorer|closer|first|most|least)"
)
_COMPARISON = re.compile(
    rf"""
      \bcompar(?:e|es|ed|ing|ison|isons)\b
    | \bdiffer(?:s|ed|ing|ences?|ently)?\b | \bdifferent\s+(?:from|to|than|views?|accounts?|positions?|approach)
    | \b(?:versus|vs)\b
    | \b(?:agree|agrees|agreed|disagree|disagrees|disagreed|contradict\w*)\b
    | \b(?:both|neither)\b.{{1,120}}\b(?:and|nor)\b
    | \b(?:similar|similarly|alike|the\s+same)\b.{{0,80}}\b(?:and|as|to)\b
    | ,\s*(?:while|whereas|unlike)\b
    | \b{_MORE}\b.{{0,100}}\bthan\b(?!\s+(?:(?:about|around|an?|the)\s+)?
        (?:\d|two|three|four|five|six|ten|half|dozens?|hundreds?|thousands?|millions?|ever|before|usual|expected
        |thought|previously|planned|\w+\s+(?:percent|per\s+cent|million|billion|people|years|days)))
    | \b{_MORE}\b[^.?!]{{0,100}}[,:]\s*[^,.?!]{{2,60}}\bor\b
    | \b(?:did|does|do|is|are|was|were|has|have|had|will|who|which)\b[^.?!]{{2,80}}\bor\b[^.?!]{{2,80}}\b{_MORE}\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_READ_CHARACTERS = 1000


def is_comparison(question: str) -> bool:
    """Whether a question looks like one that compares, by its words alone; the model may still say that it does not.

    >>> is_comparison("Did Boston or Denver win more games?"), is_comparison("Did more than 100 people die?")
    (True, False)
    """
    return _COMPARISON.search(" ".join(question.split())[:_READ_CHARACTERS]) is not None


def build_request(question: str) -> list[Message]:
    """What to send to the model."""
    asked = json.dumps(" ".join(question.split())[:_READ_CHARACTERS], ensure_ascii=False)
    return [Message("system", RULES), *_EXAMPLES, Message("user", f"Question: {asked}")]


_LABEL = re.compile(r"^(?:[-*•]|\(?\d{1,2}[.):])\s*|^[\"“]|[\"”]$")
_CONTENT = re.compile(r"[^\W_]{4,}|\d+")
_EMPTY_WORDS = frozenset(
    ("what", "which", "where", "when", "whose", "does", "have", "were", "been", "that", "this", "with", "about", "more")
)


def read_parts(answer: ShortAnswer, question: str) -> Parts:
    """The questions a model wrote: at least two whole lines of questions that share words with the one asked, or none.

    >>> from rag.types import Usage
    >>> written = ShortAnswer("1. How did Oslo vote?\\n2. How did Bergen vote?", Usage())
    >>> read_parts(written, "How did Oslo and Bergen differ in their vote?").questions
    ('How did Oslo vote?', 'How did Bergen vote?')
    """
    asked = _content(question)
    found: dict[str, str] = {}
    for line in answer.text.splitlines():
        part = " ".join(_LABEL.sub("", _LABEL.sub("", line.strip())).split())
        fits = part.endswith("?") and len(part) <= LONGEST_PART and part.isprintable()
        if fits and not asked.isdisjoint(_content(part)) and part.casefold() != question.strip().casefold():
            found.setdefault(part.casefold(), part)
    questions = tuple(found.values())[:MOST_PARTS]
    return Parts(questions if len(questions) > 1 else (), answer.usage)


def _content(text: str) -> frozenset[str]:
    return frozenset(_CONTENT.findall(text.casefold())) - _EMPTY_WORDS
