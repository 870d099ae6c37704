"""The library in a real browser: reading files and addresses while people ask, forgetting, nothing by force."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from rag.errors import UsageError
from rag.qa import NewsQA
from rag.settings import Settings
from rag.store import NewsStore, StoreWriter
from rag.types import StoreModels
from tests.news_server import NewsServer
from tests.ui_browser import served
from tests.ui_hostile import HOSTILE_URLS, PAYLOADS
from tests.ui_views import FERRY, articles, fill, settings_of
from ui.views.uploads import FILES_AT_ONCE, Upload, ending_of, shelved, shown_name

# Gradio sums up its queue in words that pandas is giving up.
pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")

LAMP = {
    "title": "Lamp relit",
    "text": "The lamp on the mole was relit on Thursday. Keepers of the harbour say that it will burn all winter.",
    "publisher": "The Lantern",
    "published_at": "2026-05-19",
    "url": "https://lantern.example/lamp",
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = settings_of(tmp_path_factory.mktemp("library"))
    fill(made, articles(6))
    return made


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    with served(lambda: NewsQA.open(settings=settings), settings) as address:
        yield address


@pytest.fixture
def page(browser: BrowserContext, address: str) -> Iterator[Page]:
    opened = browser.new_page()
    opened.set_default_timeout(45_000)
    opened.goto(f"{address}/library")
    yield opened
    opened.close()


def finished(page: Page) -> str:
    """Wait for the newest reading's end; what is said of it."""
    page.wait_for_selector(".job:first-child:not(:has(.running))")
    return " ".join(page.inner_text(".job:first-child").split())


@contextmanager
def another_writer(settings: Settings) -> Iterator[None]:
    with StoreWriter.open(settings.store, StoreModels(None, None)):
        yield


def test_files_are_read_while_people_ask_and_what_was_rejected_is_told(
    page: Page, address: str, settings: Settings, tmp_path: Path
) -> None:
    lines = [json.dumps(LAMP), json.dumps({"title": "Nothing below"}), "no JSON <b>at</b> all"]
    source = tmp_path / "<img src=x onerror=alert(1)>.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")

    page.set_input_files("#files", source)
    page.click("text=Read files")
    page.wait_for_selector(".job[data-state=running]")
    with NewsQA.open(settings=settings) as qa:  # another process holds the writer by now, or soon
        assert qa.query("What happened to the ferry Petrel?").citations
    page.reload()
    assert page.is_disabled("text=Read files") or page.query_selector(".job:not([data-state=running])")
    said = finished(page)

    assert said.startswith("Read: <img src=x onerror=alert(1)>.jsonl read 3 added 1 updated 0 unchanged 0 rejected 2")
    page.click("text=Why they were rejected")
    why = page.inner_text(".rejected")
    assert "<img src=x onerror=alert(1)>.jsonl:2" in why and "no text found" in why and "is not JSON" in why
    assert "dateline-upload" not in page.content()
    assert page.is_enabled("text=Read files")
    page.goto(f"{address}/library?q=lamp+keepers")
    assert "Lamp relit" in page.inner_text(".articles")


def test_dropped_files_are_read(page: Page) -> None:
    page.evaluate(
        """(text) => {
          const carried = new DataTransfer();
          carried.items.add(new File([text], "dropped.md", { type: "text/markdown" }));
          document.getElementById("add").dispatchEvent(
            new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
        }""",
        "# Buoy found\n\nThe outer buoy was found on the beach of Skelby on Friday, by a dog called Admiral.",
    )
    page.wait_for_selector(".job:first-child bdi:text('dropped.md')")

    assert "added 1" in finished(page)


def test_an_address_of_this_machine_is_not_fetched(page: Page) -> None:
    with NewsServer() as server:
        page.fill("#address", server.url("/secret"))
        page.click("text=Read address")
        page.wait_for_selector(".job:first-child bdi:text('/secret')")
        said = finished(page)

        assert "rejected 1" in said
        assert server.requests == []


def test_an_article_is_forgotten_and_cannot_be_cited(page: Page, address: str) -> None:
    page.goto(f"{address}/articles/{FERRY.id}")
    page.click("summary:text('Forget this article')")
    page.click("button:text('Forget it')")
    page.wait_for_selector("text=The article was forgotten")

    answer = page.goto(f"{address}/articles/{FERRY.id}")
    assert answer is not None and answer.status == 404
    page.goto(f"{address}/library?q=Petrel")
    assert "Harbour Gazette" not in page.inner_text("#view .articles")


def test_a_writer_elsewhere_is_told_politely(page: Page, address: str, settings: Settings, tmp_path: Path) -> None:
    source = tmp_path / "lamp.json"
    source.write_text(json.dumps(LAMP), encoding="utf-8")
    with another_writer(settings):
        page.set_input_files("#files", source)
        page.click("text=Read files")
        page.wait_for_selector(".job:first-child bdi:text('lamp.json')")
        said = finished(page)

    assert said.startswith("This could not be read: lamp.json") and "is being written by" in said


def test_another_sites_page_changes_nothing(address: str, settings: Settings) -> None:
    request = urllib.request.Request(
        f"{address}/library/forget",
        data=b"article=0001",
        headers={"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    )
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request)
    with NewsStore.open(settings.store) as store:
        assert store.article("0001") is not None


# What browsers send as names


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.txt",
        "..\\..\\boot.ini.json",
        "/abs/olute.csv",
        "C:\\x\\y.html",
        "\x00\u202e.jsonl.gz",
        "a/b.md",
    ],
)
def test_on_disk_a_file_has_a_name_of_ours(name: str) -> None:
    shelf = shelved([Upload(name, BytesIO(b"content")), Upload(name, BytesIO(b"twice"))])
    try:
        files = sorted(path for path in shelf.folder.rglob("*"))
        assert [str(path) for path in files] == list(shelf.names)
        assert {path.parent for path in files} == {shelf.folder}
        assert all(path.name == f"{n:03}{ending_of(name)}" for n, path in enumerate(files, 1))
        assert shelf.folder.stat().st_mode & 0o077 == 0
        assert not any(mark in shown for shown in shelf.names.values() for mark in "/\\\x00\u202e")
    finally:
        shelf.clear()
    assert not shelf.folder.exists()


@pytest.mark.parametrize("name", ["x.exe", "x", "", ".txt.", "x.zip", "x.jsonl.exe", "x.gz", *PAYLOADS[:6]])
def test_other_kinds_of_files_are_refused_before_anything_is_kept(name: str) -> None:
    with pytest.raises(UsageError, match="of no kind that is read"):
        shelved([Upload("fine.txt", BytesIO(b"x")), Upload(name, BytesIO(b"x"))])


def test_too_many_files_and_none_are_refused() -> None:
    with pytest.raises(UsageError, match="at most 50"):
        shelved([Upload("a.txt", BytesIO())] * (FILES_AT_ONCE + 1))
    with pytest.raises(UsageError, match="no file was chosen"):
        shelved([])
    assert len(shown_name("x" * 5_000 + ".txt")) <= 120


@pytest.mark.parametrize("url", [*HOSTILE_URLS, "--rebuild", "/etc/passwd", "~/x.txt", ""])
def test_only_web_addresses_are_read(address: str, url: str) -> None:
    data = urllib.parse.urlencode({"address": url}).encode()
    with pytest.raises(urllib.error.HTTPError, match="400") as refused:
        urllib.request.urlopen(f"{address}/library/address", data=data)
    assert "That cannot be asked so" in refused.value.read().decode()
