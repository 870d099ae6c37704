"""What may be shown of other people's text: nothing that acts on a terminal or a page.

>>> printable("Rates\\x1b[31m up\\u202e!")
'Rates [31m up!'
>>> web_address("javascript:alert(1)") is None
True
"""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")  # all but tab and newline
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")  # embeddings, overrides, isolates
_SURROGATES = re.compile("[\ud800-\udfff]")  # half a character: no encoder takes it


def printable(text: str) -> str:
    """The text without control characters and without marks that reorder the text around them; lines are kept."""
    return _SURROGATES.sub("\ufffd", _DIRECTION.sub("", _CONTROLS.sub(" ", text.replace("\r\n", "\n"))))


def one_line(text: str) -> str:
    """``printable`` text with every run of white space made one space."""
    return " ".join(printable(text).split())


def escape(text: str) -> str:
    """Text for HTML content or a quoted attribute, on one line (a line break becomes its character reference)."""
    return html.escape(printable(text), quote=True).replace("\n", "&#10;")


def web_address(url: str | None) -> str | None:
    """The address if it is a plain http(s) one, else None: no other scheme, no user name that poses as a host."""
    if not url or any(mark.isspace() for mark in url) or printable(url) != url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host and "@" not in parts.netloc else None


def site_of(address: str) -> str:
    """The host of a web address, as a reader knows it.

    >>> site_of("https://www.example.org/a?b")
    'example.org'
    """
    return (urlsplit(address).hostname or "").removeprefix("www.")
