"""Invented pages with their truth in them: which paragraphs a reader would call the article, and which lines are not.

In ``tests/pages`` an element with ``data-r="a"`` is of the article and one with ``data-r="x"`` is not; the comment at
the top says what is known of the article. Both are taken out before the page is read.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html

from ingest.cleaning import clean
from ingest.sources.pages import article_from_page
from rag.types import Article

FOLDER = Path(__file__).parent / "pages"
_TRUTH = re.compile(r"<!-- truth (\{.*?\}) -->\n")
_MARK = re.compile(r' data-r="[ax]"')


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is served, and its truth."""

    name: str
    content: bytes
    truth: dict[str, Any]
    article: tuple[str, ...]
    boilerplate: tuple[str, ...]

    def read(self) -> Article:
        """What is stored of it; raises ``RecordRejected``."""
        return article_from_page(self.content, self.name, self.truth["url"], charset="utf-8")


@dataclass(frozen=True, slots=True)
class Extracted:
    """Paragraphs of the article that were lost, and lines that are none of it but were kept."""

    lost: tuple[str, ...]
    leaked: tuple[str, ...]
    share_kept: float


def pages() -> list[Page]:
    """All pages, by name."""
    return [_page(path) for path in sorted(FOLDER.glob("*.html"))]


def extracted(page: Page) -> Extracted:
    """How a page's stored text compares with what a reader sees."""
    article = page.read()
    text = _plain(clean(article.title, article.text))
    lost = tuple(each for each in page.article if each not in text)
    share_kept = 1 - len(lost) / len(page.article)
    return Extracted(lost, tuple(each for each in page.boilerplate if each in text), share_kept)


def _page(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    found = _TRUTH.search(text)
    assert found, f"{path.name} has no truth"
    marked = lxml.html.document_fromstring(text)
    by_mark = {
        mark: tuple(_plain("".join(map(str, each.itertext()))) for each in marked.iterfind(f'.//*[@data-r="{mark}"]'))
        for mark in "ax"
    }
    content = _MARK.sub("", _TRUTH.sub("", text, count=1)).encode()
    return Page(path.stem, content, json.loads(found[1]), by_mark["a"], by_mark["x"])


def _plain(text: str) -> str:
    return " ".join(text.split())
