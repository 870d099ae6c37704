"""All that a store means, apart from how it numbers things, so that two stores can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.store import Family, NewsStore, diagnose
from rag.types import Article, Filters

_EVERYTHING = Filters(until=datetime(2200, 1, 1, tzinfo=UTC), undated=True)  # scored exactly, so nothing is missed
_ALL = 10_000_000


@dataclass(frozen=True, slots=True)
class Contents:
    """Articles by id, passages and vectors by passage id, passage ids by word, story mates by article id."""

    articles: Mapping[str, Article]
    passages: Mapping[str, str]
    vectors: Mapping[Family, Mapping[str, NDArray[np.float32]]]
    words: Mapping[str, frozenset[str]]
    stories: Mapping[str, frozenset[str]]
    faults: tuple[str, ...] = ()


def contents_of(path: Path, words: Sequence[str], dimensions: int) -> Contents:
    """Read everything of the store in a folder; ``words`` are searched for."""
    report = diagnose(path)
    with NewsStore.open(path) as store:
        ids = store.article_ids()
        articles = {identity: article for identity in ids if (article := store.article(identity))}
        passages: dict[str, str] = {}
        vectors: dict[Family, Mapping[str, NDArray[np.float32]]] = {}
        families: tuple[Family, ...] = ("passages", "leads")
        for family in families:
            anything = np.ones(dimensions, dtype=np.float32) / np.sqrt(np.float32(dimensions))
            keys = [found.key for found in store.search_vectors(family, anything, k=_ALL, filters=_EVERYTHING)]
            named = store.passages(keys)
            passages.update({passage.id: passage.text for passage in named.values()})
            vectors[family] = {named[key].id: vector for key, vector in store.vectors(family, keys).items()}
        found = {word: _passages_with(store, word) for word in words}
        stories = {identity: frozenset(each.article_id for each in store.story_of(identity)) for identity in ids}
    faults = () if report.ok else (f"the parts disagree: {report}",)
    return Contents(articles, passages, vectors, found, stories, faults)


def differences(one: Contents, other: Contents) -> list[str]:
    """In words, what differs; nothing where the stores mean the same."""
    told = [*other.faults]
    for name in ("articles", "passages", "words", "stories"):
        told += _different(name, getattr(one, name), getattr(other, name))
    for family in one.vectors:
        first, second = one.vectors[family], other.vectors[family]
        if first.keys() != second.keys():
            told += _different(f"vectors of {family}", dict.fromkeys(first), dict.fromkeys(second))
        elif wrong := [name for name in first if not np.allclose(first[name], second[name], atol=1e-6)]:
            told.append(f"{len(wrong)} vectors of {family} differ, {wrong[0]} for one")
    return told


def _different(name: str, one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    wrong = sorted(key for key in one.keys() | other.keys() if key not in one or one[key] != other.get(key))
    return [f"{len(wrong)} {name} differ, {wrong[0]} for one"] if wrong else []


def _passages_with(store: NewsStore, word: str) -> frozenset[str]:
    keys = [found.key for found in store.search_words(word, k=_ALL)]
    return frozenset(passage.id for passage in store.passages(keys).values())
