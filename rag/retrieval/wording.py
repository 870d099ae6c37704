"""What the words around a time say about it: past, present or future, and whether it hangs on a side clause.

Rules of thumb over words, bounded to a line on either side: no parser, linear however long the question.
"""

from __future__ import annotations

import re

LINE_CHARS = 160  # how far back the words that explain a time are looked for

FUTURE = re.compile(
    r"\b(?:will|won't|going\s+to|set\s+to|expect(?:ed|s)?|scheduled|upcoming|plans?\s+to|planned|due|starting|beginning"
    r"|begins|starts|takes?\s+effect|to\s+be|opens|opening|ahead\s+of|hopes?\s+to|aims?\s+to|about\s+to|would|could"
    r"|should|expires?|coming\s+(?:up|out))\b|'ll\b",
    re.IGNORECASE,
)
_IRREGULAR_PAST = (
    "broke|won|made|said|told|took|held|found|built|sold|bought|left|lost|fell|began|became|came|went|gave|got|shot|met"
    "|ran|rose|saw|sank|sent|spent|struck|stole|stolen|wrote|written|taken|given|drew|flew|grew|kept|paid|stood|sought"
    "|taught|thought|caught|brought|fought|drove|killed|made|led|chose|chosen|threw|tore|swore|sworn|spoke|hid|slid"
)
_NOT_PAST = "hundred|united|need|speed|feed|seed|breed|indeed|exceed|proceed|succeed|bed|red|shed|med|ted|fed|ed|wed"
_ENDED = rf"(?!(?:{_NOT_PAST})\b)[a-z]+ed|{_IRREGULAR_PAST}"
PAST = re.compile(rf"\b(?:did|didn't|was|wasn't|were|weren't|had|hit|set|cut|{_ENDED})\b")
_PRESENT = re.compile(r"\b(?:is|are|isn't|aren't|am|do|does|has|have|can|may|might|must)\b|\b(?:what|who|where)'?s\b")
_PLAINLY_PAST = re.compile(r"\b(?:did|didn't|was|wasn't|were|weren't|had)\b")
PARTICIPLE = re.compile(rf"\b(?:{_ENDED}|(?<=record )set)\b")
AUXILIARY = re.compile(r"\b(did|do|does|is|are|was|were|has|have|had)\b")
_RELATIVE_PRONOUN = re.compile(r"(?<!said)(?<!say)(?<!says)\s(?:who|whose|that|which)\s+[^,]*$")
ASKS = re.compile(r"\b(?:what|which|who|whose|where|when|why|how|is|are|was|were|did|does|do|has|have)\b")
_STOP = re.compile(r"(?<=\w\w\w)[.?!](?=\s|$)|[?!]")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)]{3})[.?!]\s+(?=[A-Z\"'#])")


def words_before(text: str, start: int) -> str:
    """The words of the same sentence that come before a place, at most a line of them."""
    words = text[max(0, start - LINE_CHARS) : start]
    ends = list(_SENTENCE_END.finditer(words))
    return words[ends[-1].end() :] if ends else words


def words_around(text: str, start: int, end: int) -> str:
    return f"{words_before(text, start)} {text[end : end + LINE_CHARS]}"


def in_present_tense(words: str) -> bool:
    """Whether a question is about how things are: its first auxiliary verb is a present one.

    >>> in_present_tense("Which teams are headed to the final on"), in_present_tense("Who won the final on")
    (True, False)
    """
    lowered = words.lower()
    present, past = _PRESENT.search(lowered), _PLAINLY_PAST.search(lowered)
    return present is not None and (past is None or present.start() < past.start())


def in_statement(text: str, end: int) -> bool:
    """Whether the sentence around a place is a statement, set before or instead of the question."""
    stop = _STOP.search(text, end, end + 2 * LINE_CHARS)
    return stop is not None and stop[0] == "."


def in_side_clause(before: str) -> bool:
    """Whether a time hangs on a side clause: "the pilot who was rescued in", "did X say about the bug found in"."""
    lowered = before.lower()
    asks = ASKS.search(lowered)
    pronoun = _RELATIVE_PRONOUN.search(lowered)
    if asks and pronoun and asks.start() < pronoun.start():
        return True
    clause = lowered.rsplit(",", 1)[-1]
    auxiliary = AUXILIARY.search(clause)
    spare = 1
    if auxiliary:
        clause, spare = clause[auxiliary.end() :], 0 if auxiliary[1] in ("did", "do", "does") else 1
    return len(PARTICIPLE.findall(clause)) > spare
