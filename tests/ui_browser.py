"""A real browser and a real server for the page's tests."""

from __future__ import annotations

import asyncio
import gc
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import fastapi.dependencies.models
import pytest
import uvicorn
from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, sync_playwright

from rag.settings import Settings
from ui.newsroom import Answering
from ui.server import build_application

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
ARGUMENTS += ["--disable-background-networking", "--disable-component-update"]


def browser_path() -> str:
    """The installed Chromium; a test that needs it fails without."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("no Chromium here: `make test` installs one")
    return found


@contextmanager
def launched_browser() -> Iterator[BrowserContext]:
    """Chromium without a head, its cache shared by all pages opened in it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        yield browser.new_context(locale="en-GB")
        browser.close()


@contextmanager
def served(open_answering: Callable[[], Answering] | None, settings: Settings) -> Iterator[str]:
    """The application on a free port of loopback; yields its address."""
    servers: list[uvicorn.Server] = []

    async def run() -> None:
        application = build_application(settings, open_answering)
        config = uvicorn.Config(application, port=0, log_level="critical", timeout_graceful_shutdown=1)
        servers.append(uvicorn.Server(config))
        await servers[0].serve()

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    try:
        while not servers or not servers[0].started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.02)
        port = servers[0].servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        for server in servers:
            server.should_exit = True
        thread.join()
        servers.clear()
        let_go_of_applications()


def let_go_of_applications() -> None:
    """FastAPI remembers what kind of function each endpoint is, and so every application whose endpoints it saw."""
    for remembering in vars(fastapi.dependencies.models).values():
        if hasattr(remembering, "cache_clear"):
            remembering.cache_clear()
    gc.collect()  # an application is full of circles


@dataclass
class Watched:
    """A page, and what it did: the hosts it asked, its script errors, blocked things, dialogs."""

    page: Page
    address: str
    hosts: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def ask(self, question: str) -> None:
        """Type the question and press Enter."""
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")

    def state(self, *states: str) -> None:
        """Wait until the newest turn is in one of these states."""
        self.page.wait_for_selector(", ".join(f"#current [data-state={state}]" for state in states))

    def text(self, selector: str) -> str:
        """The visible text of the first match."""
        return self.page.inner_text(selector)


@contextmanager
def watched(browser: BrowserContext, address: str, *, width: int = 1280, dark: bool = False) -> Iterator[Watched]:
    """The page at this address, open and ready for a question."""
    page = browser.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.set_default_timeout(60_000)  # on a busy machine; a test that passes never waits for it
    seen = Watched(page, address)
    page.on("request", lambda request: _note_host(seen, request.url))
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda line: _note_line(seen, line))
    page.on("dialog", lambda dialog: _dismiss(seen, dialog))
    page.goto(address)
    page.wait_for_selector("#question textarea")
    page.wait_for_selector("#masthead h1")
    yield seen
    page.close()


def _dismiss(seen: Watched, dialog: Dialog) -> None:
    seen.dialogs.append(dialog.message)
    dialog.dismiss()


def _note_line(seen: Watched, line: ConsoleMessage) -> None:
    # A scripted source is in no store: its passage is shown instead of the article, and Chromium remarks on the 404.
    if line.type == "error" and "/articles/" not in line.location.get("url", ""):
        seen.errors.append(line.text)


def _note_host(seen: Watched, url: str) -> None:
    if urlsplit(url).scheme not in ("data", "blob", "about"):
        seen.hosts.add(urlsplit(url).netloc)


# Text whose contrast to what is painted behind it is below WCAG AA, as "ratio: text".
LOW_CONTRAST = """
() => {
  const luminance = ([r, g, b]) => {
    const f = (c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const parse = (css) => { const n = css.match(/[\\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1]; };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour[3] === 1) return colour;
    }
    return [255, 255, 255, 1];
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (!text || !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
    const style = getComputedStyle(element);
    const [a, b] = [luminance(parse(style.color)), luminance(behind(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const large = parseFloat(style.fontSize) >= 24;
    if (ratio < (large ? 3 : 4.5)) low.push(`${ratio.toFixed(2)}: ${text.slice(0, 40)}`);
  }
  for (const input of document.querySelectorAll("input, textarea")) {
    if (!input.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
    for (const pseudo of [null, "::placeholder"]) {
      const colour = parse(getComputedStyle(input, pseudo).color);
      const [a, b] = [luminance(colour), luminance(behind(input))].sort((x, y) => y - x);
      if ((a + 0.05) / (b + 0.05) < 4.5) low.push(`input ${input.type} ${pseudo ?? ""}`);
    }
  }
  return low;
}
"""


def low_contrast(page: Page) -> list[str]:
    """Visible text that is hard to read."""
    found: Any = page.evaluate(LOW_CONTRAST)
    return [str(row) for row in found]


def overflow_px(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def empty_settings(folder: Path) -> Settings:
    """Settings that name a store which isn't there."""
    return Settings(store=folder / "store")


def visible_text(page: Page) -> str:
    """All a reader sees, white space made plain."""
    return re.sub(r"\s+", " ", page.inner_text("body"))
