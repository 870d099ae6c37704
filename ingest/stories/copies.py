"""Pure: are two articles one text, printed twice?

A copy says the same in the same words: an agency's text under another headline, shortened, with a local beginning, with
words exchanged here and there. It is none where a figure or a weekday in it was exchanged: that is a later version, or
another day's edition of what is written every day, and a reader must be able to tell the two apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import pairwise

from ingest.stories.exchanges import exchanged_day, exchanged_figure
from rag.sentences import sentence_spans
from rag.types import Article

MOST_APART = timedelta(days=3)
"""How long after an article a copy of it may still appear."""
LEAST_WORDS = 30
"""Texts with fewer words are never copies: captions, and what is left of pages that were not read right."""
_SHINGLE_WORDS = 3
_OPENING_CHARACTERS = 4_000
_LEAST_CONTAINED = 0.6
_LEAST_JACCARD = 0.2
_LEAST_JACCARD_AT_HOME = 0.95
_LEAST_WORDS_AT_HOME = 120  # less is often what a page says under all of its galleries
_LEAST_ALIKE = 0.5
_LEAST_WORDS_COMPARED = 4
_MOST_NAMES_EXCHANGED = 2

# Numbers whole, signs beside them, words; a character of a script that writes no spaces is a word.
_WORD = re.compile(
    r"\d+(?:[.,:]\d+)*|[$£€¥%]|[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]|[^\W\d_]+(?:['’][^\W\d_]+)?"
)


@dataclass(frozen=True)
class Wording:
    """An article as its words: what two of them are compared by."""

    article: Article

    @cached_property
    def opening(self) -> frozenset[str]:
        """The shingles of the first 4,000 characters: what the article is looked up by, as copies lose their end."""
        return _shingles(self.article.text[:_OPENING_CHARACTERS])

    @cached_property
    def shingles(self) -> frozenset[str]:
        """Every three words in a row of the text, in lower case."""
        return _shingles(self.article.text)

    @cached_property
    def sentences(self) -> tuple[tuple[str, ...], ...]:
        """The words of every sentence of the text; each outlet writes its own title."""
        text = self.article.text
        parts = (text[start:end] for start, end in sentence_spans(text))
        return tuple(words for part in parts if (words := tuple(_WORD.findall(part))))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the text, in lower case."""
        return frozenset(word.casefold() for words in self.sentences for word in words)

    @property
    def signed(self) -> bool:
        """Whether there is enough of it to be told from other texts."""
        return len(self.opening) >= LEAST_WORDS


def is_copy(one: Wording, other: Wording) -> bool:
    """Whether the two are one story, told in one text; the order of the two does not matter.

    Published at most three days apart, or both undated. Under two outlets most of the shorter text is in the longer
    one; one outlet prints a text twice only where nearly all of it is the same. No figure, weekday or several names
    were exchanged.
    """
    if not (one.signed and other.signed and _near(one.article, other.article)):
        return False
    shared = len(one.shingles & other.shingles)
    contained = shared / min(len(one.shingles), len(other.shingles))
    jaccard = shared / (len(one.shingles) + len(other.shingles) - shared)
    if one.article.publisher.casefold() == other.article.publisher.casefold():
        alike = jaccard >= _LEAST_JACCARD_AT_HOME and len(one.shingles | other.shingles) >= _LEAST_WORDS_AT_HOME
    else:
        alike = jaccard >= _LEAST_JACCARD and contained >= _LEAST_CONTAINED
    return alike and not (_contradicts(one, other) or _contradicts(other, one))


def _shingles(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    return frozenset(map(" ".join, zip(*(words[place:] for place in range(_SHINGLE_WORDS)), strict=False)))


def _near(one: Article, other: Article) -> bool:
    if one.published_at is None or other.published_at is None:
        return one.published_at is other.published_at
    return abs(one.published_at - other.published_at) <= MOST_APART


def _contradicts(one: Wording, other: Wording) -> bool:
    """Whether sentences of ``one`` stand in ``other`` with a figure, a weekday, or names exchanged."""
    own, verbatim = ({_folded(words) for words in each.sentences} for each in (one, other))
    edited = [words for words in other.sentences if _folded(words) not in own]
    places = _places(edited)
    names = 0
    for words in one.sentences:
        if _folded(words) in verbatim:
            continue
        twin = _twin(words, edited, places)
        if twin is None:
            continue
        if exchanged_figure(words, twin) or exchanged_day(words, twin):
            return True
        names += _exchanged_name(words, twin, one, other)
    return names > _MOST_NAMES_EXCHANGED


def _places(sentences: Sequence[tuple[str, ...]]) -> dict[tuple[str, str], list[int]]:
    """Where each two words in a row stand."""
    places: dict[tuple[str, str], list[int]] = {}
    for place, words in enumerate(sentences):
        folded = _folded(words)
        for pair in pairwise(folded):
            places.setdefault(pair, []).append(place)
    return places


def _twin(
    words: tuple[str, ...], sentences: Sequence[tuple[str, ...]], places: Mapping[tuple[str, str], list[int]]
) -> tuple[str, ...] | None:
    """The sentence that has most pairs of words with ``words`` in common, if it is half the same."""
    folded = _folded(words)
    if len(folded) < _LEAST_WORDS_COMPARED:
        return None
    votes = Counter(place for pair in pairwise(folded) for place in places.get(pair, ())[:20])
    if not votes:
        return None
    most = max(votes.values())
    alike, place = max(
        (_alikeness(folded, _folded(sentences[place])), -place) for place in votes if votes[place] == most
    )
    return sentences[-place] if alike >= _LEAST_ALIKE else None


def _alikeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Words in common, of those of the shorter sentence, figures left out."""
    a, b = (Counter(word for word in words if not word[0].isdigit()) for words in (one, other))
    return sum((a & b).values()) / max(1, min(a.total(), b.total()))


def _exchanged_name(words: tuple[str, ...], twin: tuple[str, ...], one: Wording, other: Wording) -> bool:
    """Whether each sentence has a capitalised word, not its first, that the other's article never has."""
    return all(
        any(word[0].isupper() and word.casefold() not in there.vocabulary for word in sentence[1:])
        for sentence, there in ((words, other), (twin, one))
    )


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words)
