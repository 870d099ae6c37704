"""What stands around an article by the page's own markup: out, or put right, before the text is extracted."""

from __future__ import annotations

from typing import Any

# What is advertised, asked or played, and what a player says to browsers that cannot play.
_ELEMENTS = frozenset((
    "amp-ad", "amp-auto-ads", "amp-consent", "amp-embed", "amp-next-page", "amp-sidebar", "amp-sticky-ad",
    "amp-user-notification", "audio", "canvas", "dialog", "object", "video",
))  # fmt: skip
_ROLES = frozenset(("dialog", "alertdialog"))
_HOLDS_TEXT = ("h1", "article", "main")
_CELLS = ("thead", "tbody", "tfoot", "tr", "td", "th")


def drop_furniture(tree: Any, *, is_live: bool = False) -> None:
    """Takes out of an lxml tree what is no article by its element's name or role; the text after it stays.

    So does an element that holds the article, as all that follows a player does where its end is missing. A table that
    holds a heading lays out the page: its cells become blocks. In a live report (``is_live``) every update is an
    article, and the one report is all of them.
    """
    paragraphs = sum(1 for _ in tree.iter("p"))
    for element in list(tree.iter("*")):
        name = element.tag
        if name in _ELEMENTS or element.get("role", "").strip().lower() in _ROLES:
            if element.getparent() is not None and not _holds_article(element, paragraphs):
                element.drop_tree()
        elif is_live and name == "article":
            element.tag = "div"
    for table in list(tree.iter("table")):
        if next(table.iter(*_HOLDS_TEXT), None) is not None:
            for cell in list(table.iter(*_CELLS)):
                if next(cell.iterancestors("table"), None) is table:  # and of no table of figures within it
                    cell.tag = "div"
            table.tag = "div"


def _holds_article(element: Any, paragraphs: int) -> bool:
    if next(element.iter(*_HOLDS_TEXT), None) is not None:
        return True
    return 2 * sum(1 for _ in element.iter("p")) > max(paragraphs, 4)
