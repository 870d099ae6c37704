"""The library: what has been read, and how more of it is read. Pure, escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rag.store import Coverage, Listed
from ui.views.adding import REJECTED_KEPT, Reading
from ui.views.articles import path_of
from ui.views.asked import Asked
from ui.views.uploads import FILES_AT_ONCE, SUFFIXES
from ui.wording.days import ago_to_words, day_to_words, moment_to_words
from ui.wording.labels import outlet_of, title_of
from ui.wording.untrusted import escape, one_line

PAGE_ARTICLES = 30
_COUNTED = ("read", "added", "updated", "unchanged", "rejected")
_STEPS = {"reading": "read", "articles": "stored", "passages": "passages embedded", "leads": "leads embedded"}
_STATES = {
    "running": "Reading",
    "stopping": "Stopping",
    "finished": "Read",
    "failed": "This could not be read",
    "stopped": "Stopped; what was stored by then stays",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of a list: its articles, how many there are, in how many stories, and from when to when."""

    articles: Sequence[Listed]
    covered: Coverage
    stories: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(-(-self.covered.articles // PAGE_ARTICLES), 1)


def list_to_html(shown: Shown, asked: Asked, voices: Mapping[str, Sequence[str]], as_of: datetime) -> str:
    """The articles of one page, what they are of, and the way to the other pages; ``voices`` are outlets by story."""
    total = shown.covered.articles
    if not total:
        why = (
            "No article read so far fits." if asked != Asked() else "Nothing has been read yet. Add something to read."
        )
        return f'<section class="abstained"><h2>No articles</h2><p>{why}</p></section>'
    order = "best match first" if asked.words else "newest first"
    days = ""
    if shown.covered.first is not None:
        days = f", {day_to_words(shown.covered.first)} to {day_to_words(shown.covered.last)}"
    told = f" telling {_count(shown.stories, 'different story', 'different stories')}" if shown.stories < total else ""
    items = "".join(_item(article, voices.get(article.story_id, ()), as_of) for article in shown.articles)
    return (
        f'<p class="found">{_count(total, "article")}{told}{days}; {order}.</p>'
        f'<ol class="articles">{items}</ol>{_pager(shown, asked)}'
    )


def adding_to_html(readings: Sequence[Reading], *, upload_mb: int) -> str:
    """The two forms that read more, and what is being read."""
    held = " disabled" if readings and not readings[0].ended else ""
    kinds = ",".join((*SUFFIXES, ".gz", ".xz", ".zst", ".bz2"))
    return (
        '<section id="add" class="adding" aria-labelledby="add-heading"><h2 id="add-heading">Add articles</h2>'
        '<form id="files-form" method="post" action="/library/files" enctype="multipart/form-data">'
        '<p><label for="files">Files of articles</label>'
        f'<input id="files" name="files" type="file" multiple required accept="{kinds}"></p>'
        '<p class="hint">JSON, JSONL, CSV, HTML, Markdown, text, WARC or feeds, also compressed. '
        f"At most {FILES_AT_ONCE} files, {upload_mb:,} MB together. "
        "<span class='drop-hint' hidden>Or drop them here.</span></p>"
        f'<p><button type="submit" class="primary"{held}>Read files</button></p></form>'
        '<form method="post" action="/library/address">'
        '<p><label for="address">Address of an article, feed or sitemap</label>'
        '<input id="address" name="address" type="url" required maxlength="2000" placeholder="https://…"></p>'
        f'<p><button type="submit" class="primary"{held}>Read address</button></p></form>'
        f'<div id="readings">{readings_to_html(readings)}</div></section>'
    )


def readings_to_html(readings: Sequence[Reading]) -> str:
    """How the readings go, newest first."""
    return "".join(_reading(reading) for reading in readings)


def _reading(reading: Reading) -> str:
    what = ", ".join(f"<bdi>{escape(one_line(source))}</bdi>" for source in reading.sources[:4])
    more = f" and {len(reading.sources) - 4} more" if len(reading.sources) > 4 else ""
    parts = [
        f'<section class="job" data-number="{reading.number}" data-state="{reading.state}">'
        f"<h3>{_STATES[reading.state]}: {what}{more}</h3>"
    ]
    if not reading.ended:
        steps = reading.steps or {}
        done = ", ".join(f"{steps[name]:,} {words}" for name, words in _STEPS.items() if name in steps)
        parts.append(f'<p class="running"><progress aria-label="Reading"></progress> {done or "Starting"}</p>')
    if reading.state == "running":
        parts.append('<form method="post" action="/library/stop"><button class="again">Stop</button></form>')
    if reading.trouble:
        parts.append(f'<p class="note caution" dir="auto">{escape(reading.trouble)}</p>')
    if reading.counts is not None:
        parts.append(
            '<dl class="counts">'
            + "".join(f"<div><dt>{name}</dt><dd>{reading.counts[name]:,}</dd></div>" for name in _COUNTED)
            + f'</dl><p class="hint">{moment_to_words(reading.began_at)}, in {reading.elapsed_s:,.1f} s</p>'
        )
    if reading.rejected:
        rows = "".join(
            f'<li><b dir="auto">{escape(one_line(row.source))}</b> '
            f'<span dir="auto">{escape(one_line(row.why))}</span></li>'
            for row in reading.rejected
        )
        kept = "" if len(reading.rejected) < REJECTED_KEPT else f"<p>These are the first {REJECTED_KEPT}.</p>"
        parts.append(
            f"<details><summary>Why they were rejected</summary><ul class='rejected'>{rows}</ul>{kept}</details>"
        )
    return "".join((*parts, "</section>"))


def _item(article: Listed, voices: Sequence[str], as_of: datetime) -> str:
    others = [name for name in voices if name.casefold() != article.publisher.casefold()]
    moment = "" if article.published_at is None else f' datetime="{article.published_at.isoformat()}"'
    age = ago_to_words(article.published_at, as_of)
    return (
        f'<li><p class="byline"><b class="outlet"><bdi>{escape(outlet_of(article.publisher))}</bdi></b> '
        f"<time{moment}>{day_to_words(article.published_at)}</time>"
        + (f' <span class="age">{age}</span>' if age else "")
        + (f' <span class="status">{article.status}</span>' if article.status != "usable" else "")
        + f'</p><h2><a href="{escape(path_of(article.article_id))}" dir="auto">'
        f"{escape(title_of(article.title))}</a></h2>"
        + (f'<p class="also">The same story in {_count(len(others), "other outlet")}</p>' if others else "")
        + "</li>"
    )


def _pager(shown: Shown, asked: Asked) -> str:
    if shown.pages == 1:
        return ""
    links = []
    if shown.page > 1:
        before = asked.address("/library", page=str(shown.page - 1) if shown.page > 2 else "")
        links.append(f'<a rel="prev" href="{escape(before)}">Previous</a>')
    links.append(f"<span>Page {shown.page:,} of {shown.pages:,}</span>")
    if shown.page < shown.pages:
        after = asked.address("/library", page=str(shown.page + 1))
        links.append(f'<a rel="next" href="{escape(after)}">Next</a>')
    return f'<nav class="pager" aria-label="Pages">{" ".join(links)}</nav>'


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
