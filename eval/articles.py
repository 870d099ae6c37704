"""When two names mean the same article: a dataset's spelling of a URL is seldom the store's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from rag.types import Passage

_DOCUMENTS = "document.invalid"  # a host that cannot exist: the address of a document that has only an id
_TRACKING = re.compile(
    r"(utm_|at_|mc_).*|(fb|g|d|ms|tw)clid|igshid|cmp|cmpid|ocid|ncid|smid|smtyp|sref|ito|icid|ref|ref_src|referrer|cid|xtor"
    r"|amp|taid|sh|guccounter|si|share",
    re.IGNORECASE,
)


def article_key(name: str) -> str:
    """A URL without scheme, ``www.``, fragment, tracking parameters and last slash; a document's id as it is.

    >>> article_key("https://www.example.com/a/?utm_source=x#top") == article_key("http://example.com/a")
    True
    >>> article_key("doc-7"), article_key(document_address("doc-7"))
    ('doc-7', 'doc-7')
    """
    try:
        parts = urlsplit(name)
    except ValueError:  # an address that is none is compared as it is
        return name
    if parts.scheme not in ("http", "https"):
        return name
    host = parts.netloc.lower().removeprefix("www.")
    if host == _DOCUMENTS:
        return unquote(parts.path.removeprefix("/"))
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    return host + parts.path.rstrip("/") + ("?" + urlencode(kept) if kept else "")


def keys_of(passage: Passage) -> set[str]:
    """The keys that a passage's article goes by."""
    return {article_key(name) for name in (passage.url, passage.article_id) if name}


def relevant_keys(relevant: Mapping[str, int]) -> set[str]:
    """The keys of the articles graded 1 and more."""
    return {article_key(name) for name, grade in relevant.items() if grade > 0}


def document_address(document_id: str) -> str:
    """An address to store a document under that has no other, so that its id is found again.

    >>> document_address("doc 7")
    'https://document.invalid/doc%207'
    """
    return f"https://{_DOCUMENTS}/{quote(document_id, safe='')}"
