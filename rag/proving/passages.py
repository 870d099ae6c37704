"""Reading passages for the check: word for word at once, closely where a sentence has to be held against them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from rag.harmless.injection import for_readers, reader_spans
from rag.language.close_reading import read
from rag.language.names import acronyms_of, spelled_out
from rag.language.words import literal, stem
from rag.proving.evidence import PassageEvidence, Sentence, loose_keys
from rag.types import Passage


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a text, at ``start`` to ``end``; ``literal`` is its words alone, in lower case."""

    start: int
    end: int
    literal: str


@lru_cache(maxsize=1_000)  # each sentence of an answer is looked for in the same passages
def told_in(text: str) -> tuple[Told, ...]:
    """The sentences of a text that are meant for readers, in order."""
    return tuple(Told(start, end, literal(text[start:end])) for start, end in reader_spans(text))


@lru_cache(maxsize=1_000)
def ordinary_words(text: str) -> frozenset[str]:
    """Stems of the words that stand in lower case somewhere: no names, though they may open a sentence."""
    found: set[str] = set()
    for raw in text.split():
        word = raw.strip("“”\"'‘’.,;:!?()—–-")
        if word[:1].islower():
            found.update(map(stem, word.split("-")))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A passage as it was read where of the words ``asked`` about those ``ordinary`` were ordinary ones."""

    evidence: PassageEvidence
    asked: frozenset[str]
    ordinary: frozenset[str]


class PassageReader:
    """Reads passages closely, and keeps the last ``kept`` of them: questions of the same days find the same ones.

    Thread-safe. A passage takes about 3 ms to read and 80 KB to keep.
    """

    def __init__(self, kept: int = 300) -> None:
        self._kept = kept
        self._read: OrderedDict[Passage, _Kept] = OrderedDict()
        self._lock = Lock()

    def read(self, passage: Passage, ordinary: frozenset[str]) -> PassageEvidence:
        """The passage, read closely. ``ordinary`` are the stems that are no names.

        Which of them are ordinary changes from question to question, but few are ever asked about: what is kept is
        used again where the answers would be the same.
        """
        with self._lock:
            known = self._read.get(passage)
            if known is not None and known.asked & ordinary == known.ordinary:
                self._read.move_to_end(passage)
                return known.evidence
        asked: set[str] = set()

        def common(word: str) -> bool:
            asked.add(stem(word))
            return stem(word) in ordinary

        evidence = read_closely(passage, common)
        with self._lock:
            self._read[passage] = _Kept(evidence, frozenset(asked), ordinary & asked)
            self._read.move_to_end(passage)
            while len(self._read) > self._kept:
                self._read.popitem(last=False)
        return evidence


def read_closely(passage: Passage, common: Callable[[str], bool]) -> PassageEvidence:
    """Reads a passage; ``common`` tells ordinary words from names."""
    day = passage.published_at.date() if passage.published_at else None
    sentences = []
    named: dict[tuple[str, ...], set[int]] = {}
    for index, told in enumerate(told_in(passage.text)):
        reading = read(passage.text[told.start : told.end], day, common)
        keys = frozenset().union(*map(loose_keys, reading.words))
        parts = frozenset(part for name in reading.names for part in name.parts)
        sentences.append(Sentence(told.start, told.end, reading, keys, parts, told.literal))
        for name in reading.names:
            named.setdefault(name.parts, set()).add(index)
    title = read(for_readers(passage.title), day, common)
    names = [name for sentence in sentences for name in sentence.reading.names] + list(title.names)
    where = {parts: frozenset(indices) for parts, indices in named.items()}
    acronyms = spelled_out(passage.text) | acronyms_of(names)
    return PassageEvidence(passage, tuple(sentences), title, acronyms, day, where)
