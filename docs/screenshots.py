"""Draw the README's pictures of the chat: ``python docs/screenshots.py`` from the repository's root.

Reads the sample news into a store of its own, starts the real server, asks in a real browser and writes ``chat.png``
(wide, light), ``chat-768.png`` (a tablet, one article open) and ``chat-360.png`` (a phone, dark) into ``docs/``. Needs
the ``dev`` extra and a Chromium, as ``make test`` installs them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
AS_OF = "2026-03-29"  # the sample's last day
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@dataclass(frozen=True)
class Picture:
    """One picture: its file, the window, and what is asked; ``reading`` opens the first citation's article."""

    file: str
    width_px: int
    height_px: int
    scheme: Literal["light", "dark"]
    question: str
    reading: bool = False


PICTURES = (
    Picture("chat.png", 1280, 900, "light", "Why did the Morrow Star run aground?"),
    Picture("chat-768.png", 768, 900, "light", "Why did the Morrow Star run aground?", reading=True),
    Picture("chat-360.png", 360, 800, "dark", "What happened on the Aldren Bridge last week?"),
)


@contextmanager
def served(store: Path) -> Iterator[str]:
    """The real server on a free port, quoting from the sample; yields its address."""
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": os.environ.get("HOME", ""),
        "DATELINE_STORE": str(store),
        "DATELINE_AS_OF": AS_OF,
        "DATELINE_ANSWERER": "quoting",
    }
    subprocess.run([sys.executable, "-m", "ingest", "--sample"], env=environment, check=True)
    server = subprocess.Popen(
        [sys.executable, "-m", "ui", "--port", "0"], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        yield next(word for word in server.stdout.readline().split() if word.startswith("http://"))
    finally:
        server.terminate()
        server.wait()


def draw(browser: Browser, address: str, picture: Picture) -> None:
    """Ask the question there and save what the window shows."""
    page = browser.new_page(
        viewport={"width": picture.width_px, "height": picture.height_px}, color_scheme=picture.scheme, locale="en-GB"
    )
    page.goto(address)
    page.wait_for_selector(".welcome button")
    page.fill("#question textarea", picture.question)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current [data-state=answered]")
    page.wait_for_selector("#current .followups")
    page.wait_for_selector("#ask")
    if picture.reading:
        page.click("#current .written .cite >> nth=0")
        page.wait_for_selector("#reader [data-whole]")
    page.evaluate("document.activeElement.blur()")
    page.evaluate("document.fonts.ready.then(() => true)")
    page.screenshot(path=HERE / picture.file)
    page.close()


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "store") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for picture in PICTURES:
            draw(browser, address, picture)
            print(HERE / picture.file)
        browser.close()
