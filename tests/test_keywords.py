"""A few words typed into a search box: what holds them comes before what is merely near or new."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rag import NewsQA
from rag.retrieval.candidates import EmbeddingModels
from rag.retrieval.keywords import is_keywords
from rag.retrieval.search import NewsQuery, NewsSearch
from rag.settings import Settings
from rag.store import EncodedArticle, NewsStore, StoreWriter
from rag.types import Article, Hit, StoreModels
from tests.store_articles import passages_of

LAST_DAY = "2026-03-29"
NOW = datetime(2031, 5, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample(sample_settings: Settings) -> Iterator[NewsQA]:
    with NewsQA.open(settings=sample_settings) as qa:
        yield qa


def holds(hit: Hit, words: str) -> bool:
    text = f"{hit.passage.title} {hit.passage.text}".lower()
    return all(word in text for word in words.lower().split())


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("gyrocompass", 3),
        ("Hexel", 4),
        ("Lindqvale", 3),
        ("budget", 1),
        ("herring", 2),
        ("autopilot wires", 1),
        ("Ottilie Brand Rovers", 1),
        ("Henning Roake", 5),
    ],
)
def test_the_first_hits_hold_the_words(sample: NewsQA, typed: str, hits: int) -> None:
    found = sample.search(typed, 5, as_of=LAST_DAY)

    assert [holds(hit, typed) for hit in found[:hits]] == [True] * hits
    assert len(found) == 5  # what is near in meaning follows


def test_a_word_that_nobody_wrote_takes_nothing_from_the_others(sample: NewsQA) -> None:
    assert all(holds(hit, "gyrocompass") for hit in sample.search("gyrocompass zeppelin", 3, as_of=LAST_DAY))


def test_an_outlets_name_finds_what_the_outlet_published(sample: NewsQA) -> None:
    outlets = [hit.passage.publisher for hit in sample.search("Ledger & Tide", 5, as_of=LAST_DAY)]

    assert outlets.count("Ledger & Tide") >= 4 and outlets[0] == "Ledger & Tide"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ferry inspections", True),
        ("Bank of Halvern key rate", True),
        ("石破首相", True),
        ("x" * 200, True),
        ("", False),
        ("?!", False),
        ("gyrocompass?", False),
        ("石破首相は誰ですか？", False),
        ("who owns Hexel", False),
        ("Hexel was sued", False),
        ("the ferry and everybody on board of her", False),
    ],
)
def test_what_are_keywords(text: str, expected: bool) -> None:
    assert is_keywords(text) is expected


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[NewsSearch]:
    """An old article about a narwhal, one that names it in its title alone, and the news of these days."""
    told = [
        ("old", "Visitor from the north", "A narwhal swam into the harbour.", 2000),
        ("title", "The narwhal leaves", "It swam off in the night.", 1990),
        *((f"new {day}", "Ships", "A whale watching ship sailed.", day) for day in range(9)),
    ]
    with StoreWriter.open(tmp_path / "store", StoreModels(None, None)) as writer:
        for name, title, text, age_days in told:
            article = Article(name, title, text, "Hull Post", None, NOW - timedelta(days=age_days, hours=1))
            writer.write([EncodedArticle(article, passages_of(article, [article.text]), None)])
    with NewsStore.open(tmp_path / "store") as store:
        yield NewsSearch(store, EmbeddingModels(None, None))


def titles(search: NewsSearch, typed: str) -> list[str]:
    return [hit.passage.article_id for hit in search.retrieve(NewsQuery(typed, NOW, k=3)).hits]


def test_age_does_not_outweigh_the_only_rare_word(harbour: NewsSearch) -> None:
    assert titles(harbour, "narwhal ship")[0] == "old"
    assert titles(harbour, "swam ship")[:2] == ["title", "old"]


def test_a_word_in_the_title_alone_counts(harbour: NewsSearch) -> None:
    assert titles(harbour, "narwhal swam")[:2] == ["old", "title"]


def test_the_share_held_goes_by_rarity(harbour: NewsSearch) -> None:
    keys = range(11)
    held = harbour.store.rarity_held("narwhal ship zeppelin", list(keys))
    by_article = {header.article_id: held.get(key, 0.0) for key, header in harbour.store.headers(list(keys)).items()}
    rarity = harbour.store.rarity(["narwhal", "ship"])

    assert by_article["old"] == by_article["title"] == pytest.approx(rarity["narwhal"], rel=1e-5)
    assert by_article["new 1"] == pytest.approx(rarity["ship"], rel=1e-5)
    assert harbour.store.rarity_held("zeppelin", list(keys)) == {} == harbour.store.rarity_held("ship", [])


@pytest.mark.parametrize("typed", ["zeppelin", "x" * 200, "Hull Post"])
def test_words_in_no_text_find_nothing_where_there_are_no_vectors(harbour: NewsSearch, typed: str) -> None:
    assert titles(harbour, typed) == []
