"""What a page's author wrote so that no reader sees it: out before a word is read."""

from __future__ import annotations

import re
from typing import Any

_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    r"|opacity\s*:\s*0?\.?0*(?:[;%!]|$)|font-size\s*:\s*(?:0(?:\.0\d*)?[a-z%]*|1px)\s*(?:[;!]|$)"
    r"|(?:left|top|right|bottom|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:[;!]|$)|transform\s*:\s*scale\(\s*0|color\s*:\s*transparent)",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?:^|;)\s*(color|background(?:-color)?)\s*:\s*([^;!]+)", re.IGNORECASE)
_CLASSES = frozenset(("sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden", "hidden", "d-none"))
_PAGE = frozenset(("html", "head", "body"))
_WHITE = frozenset(("white", "fff", "ffff", "ffffff", "ffffffff", "rgb(255,255,255)", "rgba(255,255,255,1)"))


def drop_hidden(tree: Any) -> None:
    """Takes the elements that do not show out of an lxml tree; the text after them stays.

    Judged by the element's own attributes only: ``hidden``, ``aria-hidden``, classes known everywhere, and a ``style``
    that hides, shrinks to nothing, moves off the page or paints in the background's colour.
    """
    for element in list(tree.iter("*")):
        if element is not tree and element.getparent() is not None and _hidden(element):
            element.drop_tree()


def _hidden(element: Any) -> bool:
    if element.tag in _PAGE:
        return False
    if element.get("hidden") is not None and element.get("hidden").lower() != "until-found":
        return True
    if element.get("aria-hidden", "").strip().lower() == "true" or not _CLASSES.isdisjoint(
        element.get("class", "").lower().split()
    ):
        return element.tag not in ("main", "article")  # shown by a script once the page has loaded
    style = element.get("style", "")
    return bool(style) and (bool(_HIDDEN.search(style)) or _unseen_colour(element, style))


def _unseen_colour(element: Any, style: str) -> bool:
    """The text's colour is the background's; a page without a background of its own is white."""
    text = _colours(style).get("color")
    if text is None:
        return False
    for around in (element, *element.iterancestors()):
        background = _colours(around.get("style", "")).get("background")
        if background is None and around.get("bgcolor"):
            background = _colour(around.get("bgcolor"))
        if background is not None:
            return text == background
    return text == "white"


def _colours(style: str) -> dict[str, str]:
    return {name.lower().removesuffix("-color"): _colour(value) for name, value in _COLOUR.findall(style)}


def _colour(value: str) -> str:
    plain = re.sub(r"\s", "", value.lower()).lstrip("#")
    return "white" if plain in _WHITE else plain
