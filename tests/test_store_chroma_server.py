"""Vectors on a Chroma server: the same answers as the embedded one, and words where the server is not the right one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import numpy as np
import pytest

from rag.errors import StoreMismatch, StoreUnreachable, UsageError
from rag.models.protocols import EmbeddingModel
from rag.qa import NewsQA
from rag.settings import Secret, Settings
from rag.store import ChromaAddress, Family, NewsStore, StoreWriter, chroma_address, diagnose, repair
from rag.store.catalog import Catalog
from rag.store.layout import Layout
from rag.types import Filters, StoreModels
from tests.chroma_server import chroma_server, demanding_proxy, free_port
from tests.conftest import SAMPLE_LAST_DAY, SAMPLE_NEWS
from tests.store_articles import DIMENSIONS, MODELS, article_of, vector_of

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("chroma")) as address:
        yield address


@pytest.fixture
def server(url: str) -> ChromaAddress:
    return ChromaAddress(url)


def fill(path: Path, numbers: Sequence[int], chroma: ChromaAddress | None, *, version: int = 0) -> None:
    with StoreWriter.open(path, MODELS, chroma=chroma) as writer:
        writer.write([article_of(number, version=version) for number in numbers])


def nearest(path: Path, number: int, chroma: ChromaAddress | None, k: int = 5) -> list[str]:
    with NewsStore.open(path, chroma=chroma) as store:
        return found(store, vector_of(number * 1_000), k)


def found(store: NewsStore, vector: np.ndarray, k: int = 5) -> list[str]:
    keys = [candidate.key for candidate in store.search_vectors("passages", vector, k=k)]
    return [passage.id for passage in store.passages(keys).values()]


class NeverAsked:
    """An embedding model that must not be needed."""

    dimensions = DIMENSIONS

    def __init__(self, fingerprint: str) -> None:
        self.fingerprint = fingerprint

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        raise AssertionError(f"{len(texts)} passages were embedded again")

    def embed_question(self, text: str) -> np.ndarray:
        raise AssertionError(f"{text} was embedded")


def never_asked() -> dict[Family, EmbeddingModel]:
    return {"passages": NeverAsked("static-1234"), "leads": NeverAsked("minilm-5678")}


def test_the_sample_news_gives_the_same_hits_as_embedded(url: str, sample_settings: Settings, tmp_path: Path) -> None:
    from ingest.pipeline import ingest

    settings = replace(sample_settings, store=tmp_path / "store", chroma_url=url, lead_model="none")
    embedded = replace(sample_settings, store=tmp_path / "embedded", lead_model="none")
    for each in (settings, embedded):
        assert ingest([SAMPLE_NEWS], settings=each).added > 50

    with NewsQA.open(settings=settings) as there, NewsQA.open(settings=embedded) as here:
        for question in ("Who won the regatta?", "What did the port authority decide?", "storm damage in March"):
            for asked in ({}, {"as_of": SAMPLE_LAST_DAY, "since": "2026-03-01"}):
                hits = there.search(question, 10, **asked)
                assert hits
                assert [hit.passage.id for hit in hits] == [
                    hit.passage.id for hit in here.search(question, 10, **asked)
                ]

    assert not list((tmp_path / "store").rglob("chroma.sqlite3"))


def test_an_unpublished_key_is_not_found_and_a_deleted_one_never_again(server: ChromaAddress, tmp_path: Path) -> None:
    path = tmp_path / "store"
    fill(path, range(10), server)
    with StoreWriter.open(path, MODELS, chroma=server) as writer, NewsStore.open(path, chroma=server) as reader:
        writer.write([article_of(number) for number in range(10, 20)])
        assert found(reader, vector_of(15_000), k=20)[0].split("#")[0] in {f"article-{n}" for n in range(10)}
        assert len(found(reader, vector_of(15_000), k=20)) == 20  # crowded out by what is not published yet
        writer.publish()
        assert found(reader, vector_of(15_000))[0] == "article-15#0"
        writer.forget(["article-15"])
        assert not [passage for passage in found(reader, vector_of(15_000), k=60) if "article-15#" in passage]

    report = diagnose(path, chroma=server)
    assert report.ok and report.vectors["passages"].orphans == 0


def test_a_changed_article_is_found_as_it_is_now(server: ChromaAddress, tmp_path: Path) -> None:
    path = tmp_path / "store"
    fill(path, range(8), server)

    fill(path, [3], server, version=2)

    with NewsStore.open(path, chroma=server) as store:
        keys = [candidate.key for candidate in store.search_vectors("passages", vector_of(3_200), k=1)]
        assert "version2" in store.passages(keys)[keys[0]].text
        dated = store.search_vectors("passages", vector_of(3_200), k=50, filters=Filters(publishers=("Coast Courier",)))
        assert {header.publisher for header in store.headers([c.key for c in dated]).values()} == {"Coast Courier"}
    assert diagnose(path, chroma=server).ok


def test_another_model_begins_a_collection_and_drops_the_old_one(server: ChromaAddress, tmp_path: Path) -> None:
    path = tmp_path / "store"
    fill(path, range(6), server)
    other = StoreModels(passages="static-9999", leads=None)

    with StoreWriter.open(path, other, rebuild=True, chroma=server) as writer:
        rows = writer.missing("passages", 100)
        writer.write_vectors("passages", [key for key, _ in rows], np.stack([vector_of(key) for key, _ in rows]))

    record = Catalog(Layout(path)).meta().chroma
    assert record is not None and record.url == server.url
    mine = {name for name in collections_of(server.url) if name.startswith(record.prefix)}
    assert mine == {f"{record.prefix}passages-3"}  # the first models were the second, after none
    assert diagnose(path, chroma=server).ok


def collections_of(url: str) -> set[str]:
    with urlopen(f"{url}/api/v2/tenants/default_tenant/databases/default_database/collections?limit=1000") as answer:
        return {collection["name"] for collection in json.load(answer)}


READ_UNTIL_TOLD = """
import sys
from pathlib import Path
from rag.store import ChromaAddress, Family, NewsStore
from tests.store_articles import vector_of
path, url, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
searches = 0
with NewsStore.open(path, chroma=ChromaAddress(url)) as store:
    print("reading", flush=True)
    while True:
        best = store.search_vectors("passages", vector_of(2_000), k=5)
        first = next(iter(store.passages([best[0].key]).values()))
        assert first.id == "article-2#0", first.id
        searches += 1
        newest = store.search_vectors("passages", vector_of(last * 1_000), k=1)
        if next(iter(store.passages([newest[0].key]).values())).id == f"article-{last}#0":
            print(searches)
            break
"""


def test_two_readers_answer_while_a_writer_adds(server: ChromaAddress, tmp_path: Path) -> None:
    path = tmp_path / "store"
    fill(path, range(10), server)
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READ_UNTIL_TOLD, path, server.url, "39"],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ),
        )
        for _ in range(2)
    ]  # fmt: skip
    try:
        for reader in readers:
            assert reader.stdout is not None and reader.stdout.readline() == "reading\n"
        with StoreWriter.open(path, MODELS, chroma=server) as writer:
            for first in range(10, 40, 10):
                writer.write([article_of(number) for number in range(first, first + 10)])
                writer.publish()
        for reader in readers:
            out, err = reader.communicate(timeout=60)
            assert reader.returncode == 0, err
            assert int(out) > 0
    finally:
        for reader in readers:
            reader.kill()
            reader.communicate()


def test_a_server_that_is_down_is_named_with_its_variable(tmp_path: Path) -> None:
    nobody = ChromaAddress(f"http://127.0.0.1:{free_port()}", Secret("X-Token: never-shown"))

    with pytest.raises(StoreUnreachable) as told, StoreWriter.open(tmp_path / "store", MODELS, chroma=nobody) as writer:
        writer.write([article_of(1)])

    assert nobody.url in str(told.value) and "DATELINE_CHROMA_URL" in str(told.value)
    assert "never-shown" not in str(told.value)


def test_a_server_that_goes_away_is_told_and_back_it_goes_on(tmp_path: Path) -> None:
    path, port = tmp_path / "store", free_port()
    with chroma_server(tmp_path / "chroma", port) as url:
        address = ChromaAddress(url)
        fill(path, range(6), address)
        writer = StoreWriter.open(path, MODELS, chroma=address)
        writer.write([article_of(6)])
        reader = NewsStore.open(path, chroma=address)

    with pytest.raises(StoreUnreachable, match="DATELINE_CHROMA_URL"):
        found(reader, vector_of(2_000))
    with pytest.raises(StoreUnreachable):
        writer.write([article_of(7)])
    with pytest.raises(StoreUnreachable):
        diagnose_while_closed(writer, path, address)

    with chroma_server(tmp_path / "chroma", port):
        fill(path, [7], address)  # and what was acknowledged before is published, too
        assert found(reader, vector_of(6_000))[0] == "article-6#0"
        assert found(reader, vector_of(7_000))[0] == "article-7#0"
        reader.close()
        assert diagnose(path, chroma=address).ok


def diagnose_while_closed(writer: StoreWriter, path: Path, address: ChromaAddress) -> None:
    try:
        writer.close()
    finally:
        with pytest.raises(StoreUnreachable):
            repair(path, never_asked(), str, chroma=address)


def test_an_emptied_server_is_refused_and_filled_again_without_embedding(url: str, tmp_path: Path) -> None:
    path, address = tmp_path / "store", ChromaAddress(url)
    fill(path, range(12), address)
    with chroma_server(tmp_path / "another") as another_url:
        other = ChromaAddress(another_url)
        for use in (lambda: NewsStore.open(path, chroma=other), lambda: fill(path, [13], other)):
            with pytest.raises(StoreMismatch, match=r"has no collection dateline-[0-9a-f]{16}-.*doctor --repair"):
                use()
        assert not diagnose(path, chroma=other).ok

        assert repair(path, never_asked(), str, chroma=other).ok

        assert nearest(path, 7, other)[0] == "article-7#0"
        fill(path, [13], other)
        assert nearest(path, 13, other)[0] == "article-13#0"


def test_a_store_moves_to_a_server_and_back_only_when_told(server: ChromaAddress, tmp_path: Path) -> None:
    path = tmp_path / "store"
    fill(path, range(12), None)
    embedded = nearest(path, 5, None)
    with pytest.raises(StoreMismatch, match=r"keeps its vectors in its folder.*unset DATELINE_CHROMA_URL"):
        NewsStore.open(path, chroma=server)
    with pytest.raises(StoreMismatch, match="in its folder"):
        StoreWriter.open(path, MODELS, chroma=server)

    assert repair(path, never_asked(), str, chroma=server).ok
    assert nearest(path, 5, server) == embedded
    with pytest.raises(StoreMismatch, match=f"on the Chroma server at {server.url}: set DATELINE_CHROMA_URL"):
        NewsStore.open(path)

    assert repair(path, never_asked(), str).ok
    assert nearest(path, 5, None) == embedded


def test_headers_reach_the_proxy_and_no_message(url: str, tmp_path: Path) -> None:
    path = tmp_path / "store"
    with demanding_proxy(url, "X-Api-Key", "open sesame") as proxy:
        settings = Settings(store=path, chroma_url=proxy, chroma_headers=Secret("X-Team: news, X-Api-Key: open sesame"))
        address = chroma_address(settings)
        fill(path, range(4), address)
        assert nearest(path, 2, address)[0] == "article-2#0"
        with pytest.raises(StoreUnreachable, match=r"refused the request \(401\).*DATELINE_CHROMA_HEADERS") as told:
            NewsStore.open(path, chroma=ChromaAddress(proxy, Secret("X-Api-Key: wrong-one")))

    assert "wrong-one" not in str(told.value) and "sesame" not in repr(settings) + repr(address)
    assert nearest(path, 2, ChromaAddress(url))[0] == "article-2#0"  # the same server, under another name


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("127.0.0.1:8000", "no address of a Chroma server"),
        ("ftp://127.0.0.1", "no address"),
        ("http://", "no address"),
        ("http://host:99999", "no address"),
        ("http://host/?tenant=1", "no address"),
        ("http://user:hunter2@host:8000", "DATELINE_CHROMA_HEADERS"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused_without_its_password(address: str, words: str) -> None:
    with pytest.raises(UsageError, match=words) as told:
        chroma_address(Settings(chroma_url=address))

    assert "DATELINE_CHROMA_URL" in str(told.value) and "hunter2" not in str(told.value)


@pytest.mark.parametrize(
    "headers", ["hunter2", "X-Token:", "X Token: hunter2", "X-A: 1, hunter2", "X-A: 1\nhünter2: 2"]
)
def test_headers_of_the_wrong_form_are_refused_unseen(headers: str) -> None:
    with pytest.raises(UsageError, match=r"DATELINE_CHROMA_HEADERS: header \d is not of the form") as told:
        chroma_address(Settings(chroma_url="http://127.0.0.1:8000", chroma_headers=Secret(headers)))

    assert "hunter2" not in str(told.value)


def test_headers_may_hold_commas_when_they_come_one_a_line() -> None:
    assert ChromaAddress("http://h", Secret("A: 1, 2\nB: x: y")).pairs() == {"A": "1, 2", "B": "x: y"}


def test_headers_without_a_server_are_refused() -> None:
    with pytest.raises(UsageError, match="DATELINE_CHROMA_HEADERS is set and DATELINE_CHROMA_URL is not"):
        chroma_address(Settings(chroma_headers=Secret("A: 1")))
    assert chroma_address(Settings()) is None


def test_a_server_that_is_not_chroma_is_told(tmp_path: Path) -> None:
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<html>welcome</html>")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Other) as other:
        thread = threading.Thread(target=other.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            address = ChromaAddress(f"http://127.0.0.1:{other.server_port}")
            with pytest.raises(StoreUnreachable, match="gave no answer that can be read"):
                fill(tmp_path / "store", [1], address)
        finally:
            other.shutdown()
            thread.join()
