"""One article as it is stored, the quoted words marked. Pure, escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import quote

from rag.store.records import Listed
from rag.types import Article
from ui.wording.days import ago_to_words, day_to_words, moment_to_words
from ui.wording.labels import outlet_of, title_of
from ui.wording.untrusted import escape, one_line, site_of, web_address

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_CHANGED = {"corrected": "Its outlet corrected this article.", "withdrawn": "Its outlet withdrew this article."}
Marked = tuple[int, int] | None


def path_of(article_id: str, *, start: int | None = None, end: int | None = None) -> str:
    """Where an article is read; with offsets into its text, where they are marked and scrolled to."""
    path = f"/articles/{quote(article_id, safe='')}"
    return path if start is None or end is None else f"{path}?start={start}&end={end}#quote"


def article_to_html(
    article: Article,
    story: Sequence[Listed],
    as_of: datetime,
    *,
    marked: Marked = None,
    fragment: bool = False,
    forgettable: bool = False,
) -> str:
    """Everything that is known of the article; ``story`` are the articles that tell the same, ``marked`` offsets.

    Offsets that are no part of the text mark nothing. A ``fragment`` stands in another page: a smaller heading, no ids.
    """
    level = "h3" if fragment else "h1"
    text = "".join(_paragraphs(article.text, marked, "" if fragment else ' id="quote"'))
    return (
        f'<article class="reading"><p class="byline">{_byline(article, as_of)}</p>'
        f'<{level} dir="auto">{escape(title_of(article.title))}</{level}>'
        f"{_authors(article)}{_notice(article)}"
        f'<div class="passage">{text}</div>'
        f'<div class="original"><p>{_original(article)}</p>{_also(article, story)}{_dates(article)}'
        f"{_forget(article) if forgettable and not fragment else ''}</div></article>"
    )


def missing_to_html() -> str:
    """What stands where an article was, or never was."""
    return (
        '<div class="panel empty"><h1>That article is not here</h1>'
        "<p>It may have been forgotten, or the address is incomplete. What was quoted from it before is no longer "
        'shown.</p><p><a href="/library">Look in the library</a> or <a href="/">ask the news</a>.</p></div>'
    )


def _byline(article: Article, as_of: datetime) -> str:
    age = ago_to_words(article.published_at, as_of)
    moment = "" if article.published_at is None else f' datetime="{article.published_at.isoformat()}"'
    section = f' <span class="section">{escape(one_line(article.section))}</span>' if article.section else ""
    return (
        f'<b class="outlet"><bdi>{escape(outlet_of(article.publisher))}</bdi></b> '
        f"<time{moment}>{moment_to_words(article.published_at)}</time>"
        + (f' <span class="age">{age}</span>' if age else "")
        + section
        + (f' <span class="status">{article.status}</span>' if article.status != "usable" else "")
    )


def _authors(article: Article) -> str:
    names = ", ".join(f"<bdi>{escape(one_line(name))}</bdi>" for name in article.authors if one_line(name))
    return f'<p class="authors">By {names}</p>' if names else ""


def _notice(article: Article) -> str:
    if article.status == "usable" and not article.correction:
        return ""
    label = "Corrected" if article.status == "usable" else article.status.capitalize()
    said = article.correction or _CHANGED[article.status]
    return f'<p class="note caution"><b>{label}</b> <span dir="auto">{escape(said)}</span></p>'


def _paragraphs(text: str, marked: Marked, anchor: str) -> Iterator[str]:
    start, end = marked if marked and 0 <= marked[0] < marked[1] <= len(text) else (0, 0)
    if not text.strip():
        yield "<p>Its text is not kept.</p>"
    for paragraph in _PARAGRAPH.finditer(text):
        first, last = paragraph.span()
        since, until = max(first, start), min(last, end)
        if since >= until:
            yield f'<p dir="auto">{escape(text[first:last])}</p>'
            continue
        yield (
            f'<p dir="auto">{escape(text[first:since])}<mark{anchor}>{escape(text[since:until])}</mark>'
            f"{escape(text[until:last])}</p>"
        )
        anchor = ""


def _original(article: Article) -> str:
    address = web_address(article.url)
    if address is None:
        return "No web address is known for this article."
    return (
        f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer nofollow">'
        f"Read the original at <bdi>{escape(site_of(address))}</bdi></a>"
    )


def _also(article: Article, story: Sequence[Listed]) -> str:
    others = [other for other in story if other.article_id != article.id]
    if not others:
        return ""
    items = "".join(
        f'<li><a href="{escape(path_of(other.article_id))}"><bdi>{escape(outlet_of(other.publisher))}</bdi></a> '
        f"{day_to_words(other.published_at)}</li>"
        for other in others[:20]
    )
    more = f"<li>and {len(others) - 20:,} more</li>" if len(others) > 20 else ""
    return f'<div class="also"><p>The same story in</p><ul>{items}{more}</ul></div>'


def _dates(article: Article) -> str:
    said = ""
    if article.zone_assumed:
        said = f"<p>Its source gave no time zone: its time was taken as that of {escape(article.zone_assumed)}.</p>"
    if article.modified_at is None or article.modified_at == article.published_at:
        return said
    moment = article.modified_at.isoformat()
    return f'{said}<p>Updated <time datetime="{moment}">{moment_to_words(article.modified_at)}</time></p>'


def _forget(article: Article) -> str:
    return (
        '<details class="forget"><summary>Forget this article</summary>'
        "<p>Its text, words and vectors are deleted from this index. No answer can cite it any more. "
        "Reading its source again brings it back.</p>"
        '<form method="post" action="/library/forget">'
        f'<input type="hidden" name="article" value="{escape(article.id)}">'
        '<button type="submit" class="again">Forget it</button></form></details>'
    )
