"""The sentences of passages that may be quoted, and what can be seen of one by itself. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.harmless.injection import reader_spans
from rag.harmless.shown import shown
from rag.language.terms import content_terms
from rag.types import Passage, Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage; ``text`` is its quote on one line, without anything that acts or reads as a marker."""

    text: str
    passage: Passage
    quote: Span
    terms: frozenset[str]
    place: int  # 0-based, within its passage
    passage_rank: int  # 0-based, among the hits


_DANGLING = re.compile(
    r"[“\"]?(?:he|she|they|it|his|her|their|its|this|that|these|those|but|and|so|however|meanwhile)\b", re.IGNORECASE
)
# "SKELBY, March 17 (HPA) - ", "PORT ANVIL/SKELBY − ".
_DATELINE = re.compile(
    r"[A-ZÄÖÜÉ][A-ZÄÖÜÉ /.,'’-]{2,60}(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?: ?\([A-Z][\w .]{1,30}\))? ?[-–—−]+ "
    r"(?=[“\"]?[A-ZÄÖÜÉ])"
)
_ABOUT_THE_PAGE = re.compile(r"editor(?:['’]s|s['’]) note\b", re.IGNORECASE)
_ENDS = re.compile(r"[.!?…。！？।][”’\"')\]]*$")


def dangles(text: str) -> bool:
    """Whether a sentence begins with a word that leans on the sentence before it.

    >>> dangles("She said no."), dangles("Ada said no.")
    (True, False)
    """
    return bool(_DANGLING.match(text))


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does.

    >>> ends_sentence("It rained.”"), ends_sentence("It rained and")
    (True, False)
    """
    return bool(_ENDS.search(text))


def quotable_sentences(passages: Sequence[Passage]) -> list[Sentence]:
    """The whole sentences of the passages, in order, without headings, fragments, repetitions and editors' notes."""
    sentences: list[Sentence] = []
    seen: set[str] = set()
    for rank, passage in enumerate(passages):
        for place, (start, end) in enumerate(reader_spans(passage.text)):
            text = passage.text[start:end]
            if dateline := _DATELINE.match(text):  # says where and when it was written, and nothing else
                start, text = start + dateline.end(), text[dateline.end() :]
            if text in seen or len(text.split()) < 4 or not ends_sentence(text) or _ABOUT_THE_PAGE.match(text):
                continue
            seen.add(text)
            quote = Span(passage.start + start, passage.start + end, text)
            sentences.append(Sentence(shown(text), passage, quote, content_terms(text), place, rank))
    return sentences


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Terms in common, as a share of the smaller set.

    >>> overlap(frozenset("ab"), frozenset("abc"))
    1.0
    """
    return len(a & b) / max(1, min(len(a), len(b)))
