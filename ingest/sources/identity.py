"""Which article is which: canonical addresses and the ids made of them."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

_LONGEST_URL = 2_000
_CONTROL = re.compile(
    "[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff\ud800-\udfff]"  # spaces of all kinds
)
_TRACKING = re.compile(
    r"(?:utm_\w*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|mc_cid|mc_eid|cmpid|cmp|ocid|ncid|"
    r"smid|smtyp|sref|ito|ref|ref_src|ref_url|referrer|cid|CMP|xtor|at_\w+|__twitter_impression|amp|taid|sh|guccounter|"
    r"_hs\w+|mkt_tok|spm|si|share|shareToken)(?:=|$)"
)


def web_address(url: object) -> str | None:
    """The address as it may be shown and opened: http(s), no fragment, no tracking, no password; else None.

    >>> web_address("https://News.example/a?utm_source=x&id=7#top")
    'https://news.example/a?id=7'
    >>> web_address("javascript:alert(1)") is None
    True
    """
    parts = _split(url)
    return urlunsplit(parts) if parts else None


def canonical_url(url: object) -> str | None:
    """One spelling for an address: as ``web_address``, and ``https``, without ``www.`` and the last slash.

    >>> canonical_url("http://www.news.example/a/")
    'https://news.example/a'
    """
    parts = _split(url)
    if parts is None:
        return None
    return urlunsplit(("https", parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query, ""))


def host_of(url: str | None) -> str:
    """The address's host without ``www.``; empty where there is no address."""
    parts = _split(url)
    return (parts.hostname or "").removeprefix("www.") if parts else ""


def same_site(url: object, other: object) -> bool:
    """Whether two addresses belong to one site, as far as their hosts' last parts tell.

    >>> same_site("https://amp.post.example/a", "http://post.example/a?amp=1")
    True
    >>> same_site("https://one.co.uk/a", "https://two.co.uk/a")
    False
    """
    one, two = _site(url), _site(other)
    return bool(one) and one == two


def _site(url: object) -> str:
    host = host_of(url) if isinstance(url, str) else ""
    labels = host.split(".")
    if len(labels) < 3 or labels[-1].isdecimal() or host.startswith("["):
        return host
    country = len(labels[-1]) == 2 and (len(labels[-2]) <= 3 or labels[-2] == "gouv")  # co.uk, com.au, gob.mx
    return ".".join(labels[-3:] if country else labels[-2:])


def article_id(url: object, title: str, publisher: str, text: str) -> str:
    """16 hexadecimal digits: of the canonical address, else of title, publisher and text."""
    canonical = canonical_url(url)
    if canonical is None:
        canonical = "\x00".join(" ".join(part.split()) for part in (title, publisher, text))
    return hashlib.sha256(canonical.encode("utf-8", "replace")).hexdigest()[:16]


def _split(url: object) -> SplitResult | None:
    if not isinstance(url, str) or len(url) > _LONGEST_URL:
        return None
    url = url.strip()
    if url.startswith("//"):
        url = "https:" + url
    if _CONTROL.search(url) or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or len(host) > 253 or not re.search(r"[^\W_]", host):
        return None
    if ":" in host:
        host = f"[{host}]"
    default_port = {"http": 80, "https": 443}[parts.scheme.lower()]
    netloc = host if port in (None, default_port) else f"{host}:{port}"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _TRACKING.match(pair))
    return SplitResult(parts.scheme.lower(), netloc, parts.path, query, "")
