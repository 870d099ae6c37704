"""What tells an article that was read before from one that is new or changed: before the work of cleaning it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from rag.types import Article

# What an article's stored text and language are made by: where one of these changes, every article is cleaned anew.
_CLEANING = (
    "cleaning.py", "boilerplate_lines.py", "boilerplate_sentences.py", "characters.py", "languages.py",
    "../rag/sentences.py",
)  # fmt: skip


def read_hash(article: Article) -> str:
    """32 hexadecimal digits that change whenever anything an article's source says of it does, or how it is cleaned.

    >>> read_hash(Article("a", "Title", "Text.")) == read_hash(Article("a", "Title", "Text."))
    True
    >>> read_hash(Article("a", "Title", "Text.")) == read_hash(Article("a", "Title", "Text. Follow us!"))
    False
    """
    total = hashlib.blake2b(cleaning_version(), digest_size=16)
    for field in _fields(article):
        content = field.encode("utf-8", "surrogatepass")
        total.update(b"%d:" % len(content))
        total.update(content)
    return total.hexdigest()


@cache
def cleaning_version() -> bytes:
    """The sum of all that decides what an article's text is cleaned to, of the files themselves: none is forgotten."""
    here = Path(__file__).parent
    total = hashlib.blake2b(digest_size=16)
    for name in _CLEANING:
        total.update((here / name).read_bytes().replace(b"\r\n", b"\n"))
    total.update(version("py3langid").encode())
    return total.digest()


def _fields(article: Article) -> tuple[str, ...]:
    return (
        article.id,
        article.title,
        article.text,
        article.publisher,
        _known(article.url),
        _known(article.published_at),
        _known(article.modified_at),
        _known(article.section),
        _known(article.language),
        _known(article.correction),
        article.status,
        *article.authors,
        *([f"zone {article.zone_assumed}"] if article.zone_assumed else ()),
    )


def _known(value: object) -> str:
    return "" if value is None else f"={value}"
