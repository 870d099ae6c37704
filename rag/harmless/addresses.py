"""Web addresses are taken out of words, whatever they hide behind. Pure."""

from __future__ import annotations

import re

_SCHEME_BEFORE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,15}$")
_SCHEME = re.compile(r"(?i)(?:javascript|vbscript|data|blob|file|mailto|tel|sms):(?=\S*\w)")
_HOST = re.compile(r"(?i)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,18}(?::\d+)?")
_CLOSING = re.compile(r"[.,;:!?)»”\"’']{0,4}$")


def without_address(word: str) -> str:
    """The word without the web address in it, but with the punctuation around it.

    >>> [without_address(word) for word in ("(https://elsewhere.example/a?b).", "www.elsewhere.example", "3/4")]
    ['().', '', '3/4']
    """
    starts: list[int] = []
    at = word.find("://")
    if at < 0:
        at = word.find(":/")
    if at >= 0:
        scheme = _SCHEME_BEFORE.search(word[max(0, at - 16) : at])
        starts.append(at - len(scheme.group()) if scheme else at)
    if (named := _SCHEME.search(word)) is not None:
        starts.append(named.start())
    if (www := word.lower().find("www.")) >= 0:
        starts.append(www)
    if not starts:
        bare = word.lstrip("(\"'“‘")
        cuts = [at for at in map(bare.find, "/?#") if at > 0]
        if cuts and _HOST.fullmatch(bare[: min(cuts)]) and _named_host(bare[: min(cuts)]):
            starts.append(len(word) - len(bare))
    # One address may hide in another: what is kept ends before the first of them.
    start = min(starts, default=-1)
    if start < 0:
        return word
    closing = _CLOSING.search(word, max(start, len(word) - 4))
    kept = closing.group() if closing else ""
    return word[:start] + (kept if "(" in word[:start] else kept.replace(")", ""))


def _named_host(host: str) -> bool:
    return all(any(c.isalpha() for c in label) for label in host.split(":")[0].split(".")[:-1])
