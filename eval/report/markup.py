"""HTML put together so that text stays text: elements escape what they are given unless it is markup already."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit


class Markup(str):
    """Text that is HTML already; only this module's functions make it out of anything but constants."""

    __slots__ = ()


def element(tag: str, *children: str, **attributes: str | float | None) -> Markup:
    """One element; ``class_`` is written ``class``, underscores as hyphens, None attributes not at all.

    >>> element("p", "1 < 2", class_="note")
    '<p class="note">1 &lt; 2</p>'
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_number(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{tag}{written}>{joined(*children)}</{tag}>")


def joined(*children: str) -> Markup:
    """The children one after the other, plain text escaped."""
    return Markup("".join(child if isinstance(child, Markup) else escape(child) for child in children))


def link(text: str, url: str | None) -> Markup:
    """A link where the address is one of the web's, else the text alone."""
    try:
        usable = url is not None and urlsplit(url).scheme in ("http", "https")
    except ValueError:
        usable = False
    return element("a", text, href=url, rel="noopener noreferrer nofollow") if usable else joined(text)


def table(head: list[str], rows: list[list[str]], class_: str | None = None) -> Markup:
    """A table with a row of headings; cells are text or markup."""
    headings = element("tr", *(element("th", cell, scope="col") for cell in head))
    body = [element("tr", *(element("td", cell) for cell in row)) for row in rows]
    return element("table", element("thead", headings), element("tbody", *body), class_=class_)


def _number(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
