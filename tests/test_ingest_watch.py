"""Watching: rounds that read what is new, store it, and hold the store only while they write."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.fetching.fetcher import FetchLimits
from ingest.sources.web import open_web
from ingest.watch import Watch
from rag.errors import StoreError
from rag.models.embedding import fingerprint_of
from rag.settings import Settings
from rag.store import NewsStore, StoreWriter
from rag.types import StoreModels
from tests.news_server import Answer, NewsServer, Request, page
from ui.cli import main


@pytest.fixture
def server() -> Iterator[NewsServer]:
    with NewsServer() as server:
        yield server


class Watched:
    """A watch over one feed, what it said and how long it waited."""

    def __init__(self, server: NewsServer, folder: Path, wait: Callable[[float], None] = time.sleep) -> None:
        self.said: list[str] = []
        self.settings = Settings(store=folder / "store", passage_model="static", lead_model="none")
        web = open_web(self.settings.store, allow_private=True, limits=FetchLimits(delay_s=0.0, total_s=20.0))
        self.watch = Watch([server.url("/feed")], self.settings, web, tell=self.said.append, wait=wait)

    def articles(self) -> int:
        with NewsStore.open(self.settings.store) as store:
            return store.stats().articles


def feed(*paths: str, etag: str = '"1"') -> Answer:
    items = "".join(f"<item><link>{path}</link></item>" for path in paths)
    body = f"<rss version='2.0'><channel><title>The Vikholm Post</title>{items}</channel></rss>"
    return Answer(body.encode(), headers={"ETag": etag}, content_type="application/rss+xml")


def test_each_round_stores_what_is_new(server: NewsServer, tmp_path: Path) -> None:
    for path in ("/a", "/b", "/c"):
        server.pages[path] = page("Harbour closes", f"This is the report {path}.")
    watched = Watched(server, tmp_path)
    server.pages["/feed"] = feed("/a", "/b")

    assert watched.watch.round() is False and watched.articles() == 2
    generation = NewsStore.open(watched.settings.store).generation()
    watched.watch.round()
    server.pages["/feed"] = feed("/a", "/b", "/c", etag='"2"')
    watched.watch.round()

    assert watched.articles() == 3
    assert [line.partition(" read")[0] for line in watched.said] == ["2", "0", "1"]
    assert server.asked() == ["/feed", "/a", "/b", "/feed", "/feed", "/c"]
    assert NewsStore.open(watched.settings.store).generation() == generation + 1  # nothing new, nothing written


def test_a_feed_that_fails_is_told_and_tried_again(server: NewsServer, tmp_path: Path) -> None:
    answers = iter([Answer(status=500), feed("/a")])

    def shaky(_: Request) -> Answer:
        return next(answers)

    server.pages["/feed"] = shaky
    server.pages["/a"] = page("Harbour closes")
    watched = Watched(server, tmp_path)
    assert watched.watch.round() is True
    assert not watched.settings.store.exists()  # nothing to store, no store
    assert "rejected" in watched.said[1] and "status 500" in watched.said[1]
    assert watched.watch.round() is False and watched.articles() == 1


def models() -> StoreModels:
    return StoreModels(passages=fingerprint_of("static"), leads=None)


def test_another_writer_is_waited_for_and_named_once(server: NewsServer, tmp_path: Path) -> None:
    server.pages["/feed"] = feed("/a")
    server.pages["/a"] = page("Harbour closes")
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            other.close()

    watched = Watched(server, tmp_path, wait)
    other = StoreWriter.open(watched.settings.store, models())
    assert watched.watch.round() is False
    assert waits == [5.0, 5.0, 5.0] and watched.articles() == 1
    assert len(watched.said) == 2 and "is being written by process" in watched.said[0]


def test_the_store_is_free_while_pages_are_read(server: NewsServer, tmp_path: Path) -> None:
    opened: list[bool] = []

    def answer(_: Request) -> Answer:
        with StoreWriter.open(watched.settings.store, models()):
            opened.append(True)
        return page("Harbour closes")

    watched = Watched(server, tmp_path)
    server.pages["/feed"] = feed("/a")
    server.pages["/a"] = answer
    assert watched.watch.round() is False
    assert opened == [True] and watched.articles() == 1


def test_the_command_reads_once_for_cron(
    server: NewsServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.pages["/feed"] = feed("/a")
    server.pages["/a"] = page("Harbour closes")
    arguments = ["watch", server.url("/feed"), "--once", "--store", str(tmp_path / "store")]
    assert main(arguments) == 1
    assert "--allow-private" in capsys.readouterr().err
    assert main([*arguments, "--allow-private", "--summaries"]) == 1  # the feed has no summaries
    assert main([*arguments, "--allow-private"]) == 0
    assert "1 read: 1 added, 0 updated, 0 rejected." in capsys.readouterr().err


class Ended(Exception):
    """Somebody pressed Ctrl-C."""


def test_a_round_that_cannot_store_loses_no_news_and_does_not_end_the_watch(server: NewsServer, tmp_path: Path) -> None:
    server.pages["/feed"] = feed("/a")
    server.pages["/a"] = page("Harbour closes")
    pauses: list[float] = []
    in_the_way = tmp_path / "store" / "writer.json"

    def wait(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 1:
            server.pages["/feed"] = feed("/a", "/b", etag='"2"')
            server.pages["/b"] = page("Ferry sails")
            in_the_way.mkdir()  # as good as a full disk
        elif len(pauses) == 2:
            assert watched.articles() == 1 and "trying again in 15 minutes" in watched.said[-1]
            in_the_way.rmdir()
        else:
            raise Ended

    watched = Watched(server, tmp_path, wait)
    with pytest.raises(Ended):
        watched.watch.rounds(900.0)
    assert pauses == [900.0] * 3 and watched.articles() == 2


def test_a_first_round_that_cannot_store_is_an_error(server: NewsServer, tmp_path: Path) -> None:
    server.pages["/feed"] = feed("/a")
    server.pages["/a"] = page("Harbour closes")
    watched = Watched(server, tmp_path)
    (tmp_path / "store" / "writer.json").mkdir(parents=True)
    with pytest.raises(StoreError):
        watched.watch.rounds(900.0)


@pytest.mark.parametrize("minutes", ["0", "-1", "nan", "inf", "1e300"])
def test_too_often_or_never_is_refused(minutes: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watch", "https://post.example/feed", "--every", minutes]) == 2
    assert "--every must be from 1 to" in capsys.readouterr().err
