"""A store that is moved, deleted or replaced while somebody reads it: told, never answered from as it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rag.errors import StoreError, StoreNotFound
from rag.store import NewsStore, StoreWriter
from tests.store_articles import MODELS, article_of, vector_of


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two stores, ``one`` and ``other``."""
    folder = tmp_path_factory.mktemp("made")
    for name, number in (("one", 1), ("other", 2)):
        with StoreWriter.open(folder / name, MODELS) as writer:
            writer.write([article_of(number)])
    return folder


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[NewsStore]:
    with NewsStore.open(shutil.copytree(made / "one", tmp_path / "store")) as opened:
        yield opened


READS: dict[str, Callable[[NewsStore], object]] = {
    "words": lambda store: store.search_words("word1", k=3),
    "vectors": lambda store: store.search_vectors("passages", vector_of(1_000), k=1),
    "coverage": lambda store: store.coverage(),
    "publishers": lambda store: store.publishers(),
    "article": lambda store: store.article("article-1"),
    "stats": lambda store: store.stats(),
    "generation": lambda store: store.generation(),
}


@pytest.mark.parametrize("read", READS)
def test_a_deleted_or_replaced_store_is_told(store: NewsStore, made: Path, read: str) -> None:
    READS[read](store)
    assert store.stands()

    shutil.rmtree(store.path)
    assert not store.stands()
    with pytest.raises(StoreNotFound, match="is gone"):
        READS[read](store)

    shutil.copytree(made / "other", store.path)
    assert not store.stands()
    with pytest.raises(StoreError, match="another store"):
        READS[read](store)


def test_a_link_that_is_turned_to_another_store_is_told(made: Path, tmp_path: Path) -> None:
    link = tmp_path / "store"
    link.symlink_to(made / "one")
    with NewsStore.open(link) as store:
        link.unlink()
        link.symlink_to(made / "other")

        with pytest.raises(StoreError, match="another store"):
            store.coverage()


def test_a_store_that_comes_back_goes_on(store: NewsStore, tmp_path: Path) -> None:
    store.path.rename(tmp_path / "aside")
    with pytest.raises(StoreNotFound):
        store.search_words("word1", k=3)
    (tmp_path / "aside").rename(store.path)

    assert store.stands() and store.coverage().articles == 1


def test_a_store_stands_while_it_grows(store: NewsStore) -> None:
    with StoreWriter.open(store.path, MODELS) as writer:
        writer.write([article_of(2)])

    assert store.stands() and store.coverage().articles == 2
