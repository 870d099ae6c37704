"""An article's passages: runs of whole sentences of about one length, cut between paragraphs where one is near."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.sentences import sentence_spans
from rag.types import Article, Passage

LEAST_WORDS = 160
"""A passage this long may end, where its paragraph does."""
MOST_WORDS = 220
"""A passage ends before the sentence that would make it longer."""
_SMALL_TAIL = 80
_JOINED_AT_MOST = 260
_HARD_LIMIT = 330  # a sentence above this is cut, at words
_CHARACTERS_A_WORD = 12  # of text without spaces, where counting words counts nothing
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    words: int
    opens_paragraph: bool


def passages_of(article: Article) -> tuple[Passage, ...]:
    """The article's passages in order, ``text == article.text[start:end]`` for each; none where it has no text.

    160 to 220 words each, as far as whole sentences allow: a longer sentence stays whole up to 330 words, and a short
    rest joins the passage before it, or shares with it.
    """
    pieces = list(_pieces(article.text))
    return tuple(
        Passage(
            article_id=article.id,
            index=index,
            start=group[0].start,
            end=group[-1].end,
            text=article.text[group[0].start : group[-1].end],
            title=article.title,
            publisher=article.publisher,
            url=article.url,
            published_at=article.published_at,
            status=article.status,
            correction=article.correction,
        )
        for index, group in enumerate(_groups(pieces))
    )


def _pieces(text: str) -> Iterator[_Piece]:
    last_end = 0
    for start, end in sentence_spans(text):
        opens = "\n" in text[last_end:start] or not last_end
        words = _words_in(text[start:end])
        if words <= _HARD_LIMIT:
            yield _Piece(start, end, words, opens)
        else:
            yield from _cut(text, start, end, opens)
        last_end = end


def _cut(text: str, start: int, end: int, opens: bool) -> Iterator[_Piece]:
    """A sentence that is too long, in pieces of at most 220 words; words longer than a line are cut, too."""
    at = start
    while at < end:
        stop, words, last_space = at, 0.0, -1
        while stop < end and words < MOST_WORDS and stop - at < MOST_WORDS * _CHARACTERS_A_WORD:
            character = text[stop]
            if character.isspace():
                words += not text[stop - 1].isspace()
                last_space = stop
            elif _EAST_ASIAN.match(character):
                words += 0.5
            stop += 1
        if stop < end and not text[stop].isspace() and last_space > at:
            stop = last_space
        piece = text[at:stop]
        tight = stop - (len(piece) - len(piece.rstrip()))
        yield _Piece(at, tight, _words_in(text[at:tight]), opens)
        opens = False
        at = stop
        while at < end and text[at].isspace():
            at += 1


def _groups(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    groups: list[list[_Piece]] = []
    group: list[_Piece] = []
    words = 0
    for piece in pieces:
        full = words + piece.words > MOST_WORDS and words >= _SMALL_TAIL
        if group and (full or (words >= LEAST_WORDS and piece.opens_paragraph) or words >= MOST_WORDS):
            groups.append(group)
            group, words = [], 0
        group.append(piece)
        words += piece.words
    if group:
        groups.append(group)
    if len(groups) > 1 and _weight(groups[-1]) < _SMALL_TAIL:
        tail = groups.pop()
        both = groups.pop() + tail
        groups.extend([both] if _weight(both) <= _JOINED_AT_MOST else _halves(both))
    yield from groups


def _halves(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Two parts of about the same length, at a paragraph's beginning if one is near the middle."""
    total = _weight(pieces)
    best, cost = 1, float("inf")
    before = 0
    for index in range(1, len(pieces)):
        before += pieces[index - 1].words
        unequal = abs(total - 2 * before) + (0 if pieces[index].opens_paragraph else 40)
        if unequal < cost:
            best, cost = index, unequal
    return [pieces[:best], pieces[best:]]


def _weight(pieces: list[_Piece]) -> int:
    return sum(piece.words for piece in pieces)


def _words_in(text: str) -> int:
    """Words between spaces; two characters of Chinese or Japanese count as one, and long strings by their length."""
    words = len(text.split())
    if len(text) > words * _CHARACTERS_A_WORD:
        east_asian = 0 if text.isascii() else len(_EAST_ASIAN.findall(text))
        words = max(words + east_asian // 2, (len(text) - east_asian) // _CHARACTERS_A_WORD)
    return words
