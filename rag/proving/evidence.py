"""What passages hold that a claim can be held against: sentences read closely, and which names each is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rag.language.close_reading import Reading
from rag.language.names import Name, same_part
from rag.language.words import COMPLEMENT, CONVERSE, Word, keys_of, kinds_of, opposites_of
from rag.types import Passage, Span

_ANY_NAME = frozenset(("company", "firm", "group", "organisation", "organization", "agency"))
_BACK, _AHEAD = 2, 1  # sentences around one in which its pronouns' names are looked for
_PREFIX = 6


def loose_keys(word: Word) -> frozenset[str]:
    """What a word may be matched by where only nearness counts: also the beginning of a long word."""
    return _loose_keys(word.lower, word.keys)


@lru_cache(maxsize=20_000)
def _loose_keys(lower: str, own: frozenset[str]) -> frozenset[str]:
    keys = own
    if lower.startswith("un") and len(lower) > 6:
        keys = keys | keys_of(lower[2:])
    long = next((key for key in own if len(key) > _PREFIX and key[0] != "~"), None)
    return keys | {f"^{long[:_PREFIX]}"} if long else keys


def telling_keys(word: Word) -> frozenset[str]:
    """``loose_keys``, what tells the same from the other side (lost for won, not closed for open), and its kinds."""
    return _telling_keys(word.lower, word.keys)


@lru_cache(maxsize=20_000)
def _telling_keys(lower: str, own: frozenset[str]) -> frozenset[str]:
    return _loose_keys(lower, own) | opposites_of(own, CONVERSE) | opposites_of(own, COMPLEMENT) | kinds_of(lower)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage, at ``start`` to ``end`` of its text; ``literal`` is its words alone, in lower case."""

    start: int
    end: int
    reading: Reading
    keys: frozenset[str]
    parts: frozenset[str]
    literal: str


@dataclass(frozen=True, slots=True)
class PassageEvidence:
    """A passage's sentences, its title's names, and the short forms of its long names."""

    passage: Passage
    sentences: tuple[Sentence, ...]
    title: Reading
    acronyms: dict[str, tuple[str, ...]]
    told: date | None
    named: dict[tuple[str, ...], frozenset[int]]
    """Which sentences have which names, by the names' words."""

    def name_parts_near(self, at: Sequence[int]) -> frozenset[str]:
        """The words of all names in these sentences, a few around them, the first one and the title."""
        near = {0} | {i for one in at for i in range(max(0, one - _BACK), min(len(self.sentences), one + _AHEAD + 1))}
        found: set[str] = set(self.title_parts())
        for index in near:
            found |= self.sentences[index].parts
        return frozenset(found)

    def title_parts(self) -> frozenset[str]:
        """The words of the title, all of which may be names there, and of the outlet's name."""
        return frozenset(word.lower for word in self.title.words) | frozenset(self.passage.publisher.lower().split())

    def all_names(self) -> list[Name]:
        """Every name of the text and the title, in order."""
        return [name for sentence in self.sentences for name in sentence.reading.names] + list(self.title.names)

    def span(self, first: int, last: int) -> Span:
        """Sentences ``first`` to ``last`` (inclusive) as a slice of the article."""
        return slice_of(self.passage, self.sentences[first].start, self.sentences[last].end)


def slice_of(passage: Passage, start: int, end: int) -> Span:
    """This part of the passage's text as a slice of the article."""
    return Span(passage.start + start, passage.start + end, passage.text[start:end])


def same_name(parts: tuple[str, ...], others: tuple[str, ...], acronyms: dict[str, tuple[str, ...]]) -> bool:
    """True where one name can stand for the other: surname for full name, initials for the words."""
    if parts == others:
        return True
    if len(parts) == 1 and parts[0] in acronyms and any(part in others for part in acronyms[parts[0]][-1:]):
        return True
    if len(others) == 1 and others[0] in acronyms and any(part in parts for part in acronyms[others[0]][-1:]):
        return True
    return _same_words(parts, others)


@lru_cache(maxsize=50_000)
def _same_words(parts: tuple[str, ...], others: tuple[str, ...]) -> bool:
    if len(parts) == len(others) == 1:
        return same_part(parts[0], others[0])
    shorter, longer = (parts, others) if len(parts) <= len(others) else (others, parts)
    return all(any(same_part(part, other) for other in longer) for part in shorter)


@dataclass(frozen=True, slots=True)
class Window:
    """One or two sentences of a passage, by index."""

    evidence: PassageEvidence
    at: tuple[int, ...]
    main: int = 0
    """Which of ``at`` holds most of the claim."""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The sentences' readings in order."""
        return tuple(self.evidence.sentences[index].reading for index in self.at)

    @property
    def main_reading(self) -> Reading:
        """The reading of the sentence that holds most of the claim."""
        return self.evidence.sentences[self.at[self.main]].reading

    @property
    def keys(self) -> frozenset[str]:
        """What all words of the window can be matched by."""
        return frozenset().union(*(self.evidence.sentences[index].keys for index in self.at))

    def second_adds(self, claim: Reading) -> int:
        """How many of the claim's plain words only the other sentence of two holds; 0 for one sentence."""
        if len(self.at) < 2:
            return 0
        main, other = (self.evidence.sentences[self.at[i]].keys for i in (self.main, 1 - self.main))
        own = [loose_keys(claim.words[at]) for at in claim.body]
        return sum(1 for keys in own if keys & other and not keys & main)

    @property
    def keys_near(self) -> frozenset[str]:
        """What words of the sentences before, of the first one and of the title can be matched by."""
        sentences = self.evidence.sentences
        indices = {0} | {i for one in self.at for i in range(max(0, one - _BACK), one + 1)}
        return frozenset().union(*(sentences[i].keys for i in indices), *(w.keys for w in self.evidence.title.words))

    def near(self) -> tuple[Reading, ...]:
        """The sentences and those right beside them."""
        sentences = self.evidence.sentences
        indices = sorted({i for one in self.at for i in (one - 1, one, one + 1) if 0 <= i < len(sentences)})
        return tuple(sentences[index].reading for index in indices)


def meant_by_the(claim: Reading, at: int, window: Window) -> bool:
    """``The airline`` for a name: the noun stands a little before, or in the title; ``the company`` for any name."""
    if claim.words[at].lower in _ANY_NAME and at > 0 and claim.words[at - 1].lower == "the":
        return bool(window.evidence.name_parts_near(window.at))
    return claim.words[at - 1].lower == "the" and at > 0 and bool(claim.words[at].keys & window.keys_near)
