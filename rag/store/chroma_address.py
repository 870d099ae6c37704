"""Where a Chroma server is reached, checked before anything is sent there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from rag.errors import UsageError, command
from rag.settings import Secret, Settings

URL_VARIABLE: Final = "DATELINE_CHROMA_URL"
HEADERS_VARIABLE: Final = "DATELINE_CHROMA_HEADERS"
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[!-~]([\t -~]*[!-~])?")


@dataclass(frozen=True, slots=True)
class ChromaAddress:
    """A Chroma server's address, and the headers its proxy wants.

    ``headers`` are ``Name: value`` pairs, one a line or with commas between them.

    >>> ChromaAddress("http://127.0.0.1:8000/", Secret("X-Team: news, X-Token: 1234")).pairs()
    {'X-Team': 'news', 'X-Token': '1234'}
    """

    url: str
    headers: Secret = field(default_factory=Secret)

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            sound = False
        if not sound or parts.query or parts.fragment or re.search(r"[^!-~]", self.url):
            raise UsageError(f"{URL_VARIABLE} is no address of a Chroma server: write http://HOST:PORT")
        if "@" in parts.netloc:
            raise UsageError(
                f"{URL_VARIABLE} holds a user name or a password: give what its proxy wants in {HEADERS_VARIABLE}"
            )
        object.__setattr__(self, "url", self.url.rstrip("/"))
        self.pairs()

    def pairs(self) -> dict[str, str]:
        """The headers by name; ``UsageError`` says which one has the wrong form, never what it holds."""
        raw = self.headers.reveal().strip()
        found: dict[str, str] = {}
        for number, pair in enumerate(re.split(r"[\r\n]+" if "\n" in raw else ",", raw) if raw else [], start=1):
            name, colon, value = (part.strip() for part in pair.partition(":"))
            if not colon or not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
                raise UsageError(
                    f"{HEADERS_VARIABLE}: header {number} is not of the form `Name: value`: write one a line, "
                    "or with commas between them"
                )
            found[name] = value
        return found


@dataclass(frozen=True, slots=True)
class ChromaRecord:
    """What a store's catalogue remembers of its server: the address, and the id in its collections' names."""

    url: str
    store_id: str

    @property
    def prefix(self) -> str:
        """How the names of this store's collections begin, and no other store's."""
        return f"dateline-{self.store_id}-"


def chroma_address(settings: Settings) -> ChromaAddress | None:
    """The server the settings name; None where vectors lie in the store's folder."""
    if not settings.chroma_url:
        if settings.chroma_headers:
            raise UsageError(f"{HEADERS_VARIABLE} is set and {URL_VARIABLE} is not: name the server too")
        return None
    return ChromaAddress(settings.chroma_url, settings.chroma_headers)


def misplaced(root: object, recorded: str | None, given: ChromaAddress | None) -> str | None:
    """Why the vectors are not where the settings look for them; None where they are.

    ``recorded`` is the server's address that the store remembers, None for its own folder. Whether a server is the
    right one shows in its collections, not here: one server has different names on different machines.
    """
    if (recorded is None) == (given is None):
        return None
    if given is None:
        there, remedy = f"on the Chroma server at {recorded}", f"set {URL_VARIABLE} to it"
    else:
        there, remedy = f"in its folder, not on a server as {URL_VARIABLE} says", f"unset {URL_VARIABLE}"
    move = command("doctor", "--repair", "--store", root)
    return f"{root} keeps its vectors {there}: {remedy}, or move them with {move}"
