"""Copies of a story are told from near misses, and come together in the store in whatever order they arrive."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.stories.copies import Wording, is_copy
from ingest.stories.finding import StoryFinder
from ingest.stories.signatures import BANDS, bands_of
from rag.store import EncodedArticle, NewsStore, StoreWriter
from rag.types import Article, StoreModels
from tests.story_pairs import Pair, labelled_pairs

NO_MODELS = StoreModels(None, None)
PAIRS = labelled_pairs()
ARTICLES = {article.id: article for pair in PAIRS for article in (pair.one, pair.other)}


def _said_same(pair: Pair) -> bool:
    one, other = Wording(pair.one), Wording(pair.other)
    a, b = bands_of([one.opening, other.opening])
    return bool(set(a) & set(b)) and is_copy(one, other)


def test_labelled_pairs_are_told_apart() -> None:
    said = [(pair, _said_same(pair)) for pair in PAIRS]

    right = sum(same and pair.same for pair, same in said)
    wrong = [str(pair) for pair, same in said if same and not pair.same]
    missed = [str(pair) for pair, same in said if not same and pair.same]
    assert len(PAIRS) >= 200
    assert right / (right + len(wrong)) >= 0.98, wrong
    assert right / (right + len(missed)) >= 0.95, missed


@pytest.mark.parametrize("pair", PAIRS[::7], ids=str)
def test_the_order_of_two_articles_does_not_matter(pair: Pair) -> None:
    assert is_copy(Wording(pair.one), Wording(pair.other)) == is_copy(Wording(pair.other), Wording(pair.one))


def test_bands_are_the_same_in_every_run() -> None:
    shingles = [f"word{n} word{n + 1} word{n + 2}" for n in range(200)]

    (bands,) = bands_of([shingles])

    assert len(bands) == BANDS
    assert bands[:3] == (-261270897, 629477766, -1024522622)
    assert all(-(2**31) <= band < 2**31 for band in bands)


def _write(path: Path, articles: Sequence[Article], a_batch: int = 5) -> None:
    with StoreWriter.open(path, NO_MODELS) as writer:
        finder = StoryFinder(writer)
        for first in range(0, len(articles), a_batch):
            _write_batch(writer, finder, articles[first : first + a_batch])


def _write_batch(writer: StoreWriter, finder: StoryFinder, articles: Sequence[Article]) -> None:
    placed = finder.place(articles)
    encoded = [
        EncodedArticle(each, (), None, story_id=placed.stories[each.id], bands=placed.bands.get(each.id, ()))
        for each in articles
    ]
    writer.write(encoded, placed.moved)


def _stories(path: Path) -> dict[str, set[str]]:
    """Ids of the articles of each story that has several, by the story's id."""
    with StoreWriter.open(path, NO_MODELS) as writer:
        told = writer.told([*ARTICLES, "bridge"])
    stories: dict[str, set[str]] = {}
    for article_id, each in told.items():
        stories.setdefault(each.story_id, set()).add(article_id)
    return {story_id: members for story_id, members in stories.items() if len(members) > 1}


def test_any_order_and_any_batches_give_the_same_stories(tmp_path: Path) -> None:
    articles = [each for each in ARTICLES.values() if each.id.split("-")[0] in ("ferry", "flood", "wrap1", "school")]
    _write(tmp_path / "once", articles, a_batch=len(articles))
    expected = _stories(tmp_path / "once")

    for seed, a_batch in ((1, 4), (2, 9)):
        shuffled = random.Random(seed).sample(articles, len(articles))
        _write(tmp_path / str(seed), shuffled, a_batch)
        assert _stories(tmp_path / str(seed)) == expected

    assert {"ferry", "ferry-headline", "ferry-cut", "ferry-local", "ferry-words", "ferry-miles"} == expected["ferry"]
    for story_id, members in expected.items():
        first = min((ARTICLES[name] for name in members), key=lambda each: (each.published_at, each.id))
        assert first.id == story_id


def test_a_copy_that_comes_later_joins_and_an_earlier_one_names_the_story(tmp_path: Path) -> None:
    ferry = [ARTICLES[name] for name in ("ferry-headline", "ferry-cut", "ferry")]
    for article in ferry:
        _write(tmp_path / "store", [article])

    assert _stories(tmp_path / "store") == {"ferry": {"ferry", "ferry-headline", "ferry-cut"}}


def _long(name: str, outlet: str, paragraphs: Sequence[str], hours: int = 0) -> Article:
    published = datetime(2025, 6, 1, tzinfo=UTC) + timedelta(hours=hours)
    return Article(name, name, "\n\n".join(paragraphs), outlet, f"https://{name}.example/", published)


def _three_of_one_text() -> tuple[Article, Article, Article]:
    """Beginning and end of a text, which share nothing, and the whole of it."""
    chance = random.Random(7)
    words = [f"{chance.choice('bdfgklmnprst')}{chance.choice('aeiou')}{n:x}".translate(_LETTERS) for n in range(90)]
    paragraphs = [" ".join(chance.choices(words, k=60)).capitalize() + "." for _ in range(4)]
    return (
        _long("ferry-cut", "One", paragraphs[:2]),
        _long("dam-cut", "Two", paragraphs[2:], 5),
        _long("bridge", "Three", paragraphs, 9),
    )


_LETTERS = str.maketrans("0123456789", "aeiouaeiou")


def test_a_bridge_joins_two_stories_and_a_changed_bridge_parts_them(tmp_path: Path) -> None:
    beginning, end, whole = _three_of_one_text()
    path = tmp_path / "store"
    _write(path, [beginning, end])
    apart = _stories(path)

    _write(path, [whole])
    joined = _stories(path)
    _write(path, [replace(whole, text=ARTICLES["chip"].text)])
    parted = _stories(path)

    assert (apart, parted) == ({}, {})
    assert joined == {"ferry-cut": {"ferry-cut", "dam-cut", "bridge"}}


def test_the_first_article_of_a_story_may_change_into_another(tmp_path: Path) -> None:
    path = tmp_path / "store"
    _write(path, [ARTICLES[name] for name in ("ferry", "ferry-headline", "ferry-cut")])

    _write(path, [replace(ARTICLES["ferry"], text=ARTICLES["chip"].text)])

    assert _stories(path) == {"ferry-headline": {"ferry-headline", "ferry-cut"}}


def test_a_withdrawn_article_leaves_its_story(tmp_path: Path) -> None:
    path = tmp_path / "store"
    _write(path, [ARTICLES[name] for name in ("ferry", "ferry-headline", "ferry-cut")])

    _write(path, [replace(ARTICLES["ferry-headline"], text="", status="withdrawn")])

    assert _stories(path) == {"ferry": {"ferry", "ferry-cut"}}
    with NewsStore.open(path) as store:
        assert store.voices(["ferry"]) == {"ferry": ("Nordsund Agency", ARTICLES["ferry-cut"].publisher)}


def test_all_outlets_of_a_story_are_named_as_of_a_day(tmp_path: Path) -> None:
    path = tmp_path / "store"
    names = ("ferry-local", "ferry", "ferry-headline", "chip")
    _write(path, [ARTICLES[name] for name in names])

    local, agency, headline, chip = (ARTICLES[name].publisher for name in names)
    with NewsStore.open(path) as store:
        assert store.voices(["ferry", "chip"]) == {"ferry": (agency, headline, local), "chip": (chip,)}
        assert store.voices(["ferry"], until=ARTICLES["ferry-local"].published_at) == {"ferry": (agency, headline)}
        assert store.voices([]) == {}


def test_undated_copies_are_one_story_and_short_texts_are_none(tmp_path: Path) -> None:
    undated = [replace(ARTICLES[name], published_at=None) for name in ("ferry", "ferry-headline")]
    short = [replace(ARTICLES[name], text="Rain fell in Oslo on Monday.") for name in ("dam", "dam-headline")]

    _write(tmp_path / "store", [*undated, *short, ARTICLES["ferry-cut"]])

    assert _stories(tmp_path / "store") == {"ferry": {"ferry", "ferry-headline"}}


WRITE_COPIES = """
import sys
from pathlib import Path
from dataclasses import replace
from ingest.stories.finding import StoryFinder
from rag.store import StoreWriter
from tests.test_ingest_stories import ARTICLES, NO_MODELS, _write_batch
with StoreWriter.open(Path(sys.argv[1]), NO_MODELS) as writer:
    finder = StoryFinder(writer)
    for n in range(10_000):
        _write_batch(writer, finder, [replace(ARTICLES["ferry"], id=f"copy-{n}", publisher=f"Outlet {n}")])
        print(n, flush=True)
"""


def test_killed_while_writing_every_article_stands_with_its_story_and_its_bands(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with subprocess.Popen(
        [sys.executable, "-u", "-c", WRITE_COPIES, str(path)],
        cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, text=True,
    ) as writing:  # fmt: skip
        assert writing.stdout is not None
        for _ in range(3):
            writing.stdout.readline()
        writing.send_signal(signal.SIGKILL)

    with StoreWriter.open(path, NO_MODELS) as writer:
        (story,) = writer.story_members([f"copy-{n}" for n in range(3)]).values()
        _write_batch(writer, StoryFinder(writer), [ARTICLES["ferry-headline"]])
        assert writer.story_members(["copy-0"])["copy-0"].keys() == story.keys() | {"ferry-headline"}
    assert len(story) >= 3
