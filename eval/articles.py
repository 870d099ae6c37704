"""When two addresses name the same article: a dataset's spelling of a URL is seldom the store's."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = ("utm_", "fbclid", "gclid", "cmpid", "icid")


def article_key(name: str) -> str:
    """A URL without scheme, ``www.``, fragment, tracking parameters and last slash; any other id as it is.

    >>> article_key("https://www.example.com/a/?utm_source=x#top") == article_key("http://example.com/a")
    True
    >>> article_key("doc-7")
    'doc-7'
    """
    try:
        parts = urlsplit(name)
    except ValueError:  # an address that is none is compared as it is
        return name
    if parts.scheme not in ("http", "https"):
        return name
    host = parts.netloc.lower().removeprefix("www.")
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith(_TRACKING)]
    return host + parts.path.rstrip("/") + ("?" + urlencode(kept) if kept else "")
