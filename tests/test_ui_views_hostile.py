"""Hostile titles, texts, outlets and addresses on all of our own pages, in a real browser: shown, and powerless."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page

from rag.qa import NewsQA
from rag.types import Article
from tests.ui_browser import overflow_px, served
from tests.ui_hostile import HOSTILE_URLS, PAYLOADS
from tests.ui_views import fill, settings_of

# Gradio sums up its queue in words that pandas is giving up.
pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")

OUR_FORMS = ("library", "timeline", "coverage")
_PROTOCOLS = "links => links.map(a => new URL(a.getAttribute('href'), document.baseURI).protocol)"  # SVG's links, too
FIRST = datetime(2021, 4, 1, tzinfo=UTC)


def hostile_articles() -> list[Article]:
    """One for each payload, in every field there is, and one for each address."""
    by_payload = [
        Article(
            id=f"{number:04x}",
            title=payload,
            text=f"Before the harbour {payload} stood the keepers.\n\nAfter {payload} they left for good.",
            publisher=payload,
            url=f"https://harbour.example/{quote(payload)}",
            published_at=FIRST + timedelta(days=number),
            authors=(payload,),
            section=payload,
            correction=payload,
            status="corrected",
        )
        for number, payload in enumerate(PAYLOADS)
    ]
    by_url = [
        Article(
            id=f"{number + 0x1000:04x}",
            title=f"Harbour address {number}",
            text=f"The harbour number {number} was shut, its keepers said on day {number}.",
            publisher="x" * 300 if number == 0 else f"Post {number}",
            url=url,
            published_at=FIRST + timedelta(days=40 + number // 4),
        )
        for number, url in enumerate(HOSTILE_URLS)
    ]
    return by_payload + by_url


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = settings_of(tmp_path_factory.mktemp("hostile"))
    fill(settings, hostile_articles())
    with served(lambda: NewsQA.open(settings=settings), settings) as address:
        yield address


class Witness:
    """What a page did that it should not: hosts it asked, dialogs, script errors, another title or address."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.deeds: list[str] = []
        self.hosts: set[str] = set()
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("dialog", self._dismiss)
        page.on("pageerror", lambda error: self.deeds.append(str(error)))
        page.on("console", lambda line: self.deeds.append(line.text) if line.type == "error" else None)

    def _dismiss(self, dialog: Dialog) -> None:
        self.deeds.append(dialog.message)
        dialog.dismiss()

    def look(self, url: str) -> None:
        self.page.goto(url)
        self.page.mouse.move(200, 300)
        links = self.page.eval_on_selector_all("a[href]", _PROTOCOLS)
        self.deeds += [f"{url} links to {found}" for found in set(links) - {"http:", "https:"}]
        odd = self.page.eval_on_selector_all(
            "main :is(script, iframe, base, meta, link, style, video, math, img, object, embed)",
            "found => found.map(e => e.outerHTML)",
        )
        forms = self.page.eval_on_selector_all("form", "forms => forms.map(f => new URL(f.action).pathname)")
        self.deeds += [f"{url} holds {found}" for found in odd]
        self.deeds += [f"{url} sends to {form}" for form in forms if form.split("/")[1] not in OUR_FORMS]
        if self.page.title() == "owned" or self.page.url.split("#")[0] != url.split("#")[0]:
            self.deeds.append(f"{url} became {self.page.url} {self.page.title()}")
        if "Spoofed" in self.page.eval_on_selector_all("h1", "found => found.map(e => e.textContent)"):
            self.deeds.append(f"{url} has a heading of somebody else's")
        if (wider := overflow_px(self.page)) > 0:
            self.deeds.append(f"{url} is {wider} px too wide")


@pytest.fixture
def witness(browser: BrowserContext) -> Iterator[Witness]:
    page = browser.new_page()
    page.set_viewport_size({"width": 360, "height": 800})
    page.set_default_timeout(60_000)
    yield Witness(page)
    page.close()


def test_articles(witness: Witness, address: str) -> None:
    for article in hostile_articles():
        witness.look(f"{address}/articles/{article.id}?start=3&end=40#quote")
    own = urlsplit(address).netloc
    assert (witness.deeds, witness.hosts) == ([], {own})


def test_lists_and_pictures(witness: Witness, address: str) -> None:
    paths = ("/library", "/library?page=2", "/library?q=harbour+keepers", "/coverage", "/timeline?q=harbour+keepers")
    for path in paths:
        witness.look(address + path)
    own = urlsplit(address).netloc
    assert (witness.deeds, witness.hosts) == ([], {own})
    assert witness.page.query_selector("svg.timeline a") is not None


def test_what_is_typed_into_an_address(witness: Witness, address: str) -> None:
    for payload in PAYLOADS[::2]:
        typed = quote(payload, safe="")
        for path in (f"/timeline?q={typed}", f"/library?q={typed}&outlet={typed}", f"/coverage?outlet={typed}"):
            page = witness.page.request.get(address + path, headers={"accept": "text/html"})
            assert page.status in (200, 400)
        witness.look(f"{address}/library?q={typed}&outlet={typed}&page=1")
    own = urlsplit(address).netloc
    assert (witness.deeds, witness.hosts) == ([], {own})


def test_only_plain_addresses_become_links(witness: Witness, address: str) -> None:
    for number in range(len(HOSTILE_URLS)):
        witness.page.goto(f"{address}/articles/{number + 0x1000:04x}")
        assert witness.page.query_selector(".original > p > a") is None
        assert "No web address is known" in witness.page.inner_text(".original")
