"""Draw the README's picture of the chat: ``python docs/screenshots.py`` from the repository's root.

Reads the sample news into a store of its own, starts the real server, asks one question in a real browser and writes
``docs/chat.png``. Needs the ``dev`` extra and a Chromium, as ``make test`` installs them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
AS_OF = "2026-03-29"  # the sample's last day
QUESTION = "Why did the Morrow Star run aground?"
WIDTH_PX, HEIGHT_PX = 1280, 900
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


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


def draw(address: str, picture: Path) -> None:
    """Ask the question there and save what the window shows."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDTH_PX, "height": HEIGHT_PX}, color_scheme="light")
        page.goto(address)
        page.wait_for_selector(".welcome button")
        page.fill("#question textarea", QUESTION)
        page.press("#question textarea", "Enter")
        page.wait_for_selector("#current [data-state=answered]")
        page.wait_for_selector("#ask")
        page.evaluate("document.activeElement.blur()")
        page.evaluate("document.fonts.ready.then(() => true)")
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "store") as address:
        draw(address, HERE / "chat.png")
    print(HERE / "chat.png")
