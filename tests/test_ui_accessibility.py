"""axe finds nothing serious on any page: light and dark, wide and at 360 px, the chat with an answer too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from rag.qa import NewsQA
from tests.ui_browser import low_contrast, overflow_px, served
from tests.ui_views import articles, fill, settings_of

# Gradio sums up its queue in words that pandas is giving up.
pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "/articles/fe11?start=4&end=37#quote",
    "/articles/gone",
    "/timeline?q=ferry+Petrel",
    "/timeline?q=nothing+of+the+kind",
    "/coverage",
    "/coverage?since=1990-01-01",
    "/library",
    "/library?q=zzzz",
    "/library?since=never",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = settings_of(tmp_path_factory.mktemp("seen"))
    fill(settings, articles(20))
    with served(lambda: NewsQA.open(settings=settings), settings) as address:
        yield address


def serious(page: Page) -> list[str]:
    """What axe finds and calls serious or critical, with the elements concerned."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        "(rules) => axe.run(document, { runOnly: rules, resultTypes: ['violations'] })", RULES
    )
    return [
        f"{row['id']}: {node['target']} {node['html'][:160]}"
        for row in found["violations"]
        if row["impact"] in ("serious", "critical")
        for node in row["nodes"]
    ]


@pytest.fixture
def look(browser: BrowserContext) -> Iterator[Callable[[int, bool], Page]]:
    opened: list[Page] = []

    def open_page(width: int, dark: bool) -> Page:
        page = browser.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.set_default_timeout(60_000)
        opened.append(page)
        return page

    yield open_page
    for page in opened:
        page.close()


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_our_own_pages(address: str, look: Callable[[int, bool], Page], width: int, dark: bool) -> None:
    page = look(width, dark)
    found: list[str] = []
    for path in PAGES:
        page.goto(address + path)
        for summary in page.query_selector_all("summary"):
            summary.click()
        found += [f"{path} {row}" for row in (*serious(page), *low_contrast(page))]
        if overflow_px(page) > 0:
            found.append(f"{path} is wider than the window")
    assert found == []


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_the_chat_with_an_answer(address: str, look: Callable[[int, bool], Page], width: int, dark: bool) -> None:
    page = look(width, dark)
    page.goto(address)
    page.wait_for_selector("#masthead h1")
    before = serious(page)

    page.fill("#question textarea", "What happened to the ferry Petrel?")
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current [data-state=answered], #current [data-state=abstained]")
    page.wait_for_selector("#ask")
    after = serious(page)
    page.click("#current .open >> nth=0")
    page.wait_for_selector("#reader[open]")

    assert (before, after, serious(page)) == ([], [], [])
