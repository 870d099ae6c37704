"""What is stored of a page against what its reader sees: the table of ``extraction_pages``, page by page."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.sources.pages import article_from_page
from rag.errors import RecordRejected
from tests.extraction_pages import Page, extracted, pages

ALL = pages()
READ = [page for page in ALL if "rejected" not in page.truth]
# The share of the article's paragraphs that must be kept, as it was measured: all, but of these pages. No line that is
# not the article's may be kept on any.
LEAST_KEPT = {"spanish": 5 / 6}  # a summary set as a heading, outside of the element with the text


def names(page: Page) -> str:
    return page.name


def test_there_is_something_to_keep_and_something_to_leave_on_every_kind_of_page() -> None:
    assert len(READ) >= 22
    assert sum(len(page.article) for page in READ) > 100
    assert sum(len(page.boilerplate) for page in READ) > 80


@pytest.mark.parametrize("page", READ, ids=names)
def test_the_article_is_kept_and_what_stands_around_it_is_not(page: Page) -> None:
    found = extracted(page)
    assert found.share_kept >= LEAST_KEPT.get(page.name, 1.0), found.lost
    assert found.leaked == ()


@pytest.mark.parametrize("page", READ, ids=names)
def test_what_is_known_of_the_article_is_what_the_page_says(page: Page) -> None:
    article, truth = page.read(), page.truth
    wanted: dict[str, Any] = {
        "url": truth.get("canonical", truth["url"]),
        "title": truth["title"],
        "publisher": truth["publisher"],
        "published_at": truth["published"],
        "modified_at": truth.get("modified"),
        "zone_assumed": truth.get("zone"),
        "authors": tuple(truth["authors"]),
        "section": truth["section"],
        "language": truth["language"],
        "status": truth.get("status", "usable"),
        "correction": truth.get("correction"),
    }
    moments = ("published_at", "modified_at")
    found = {name: getattr(article, name) for name in wanted}
    assert {name: value.isoformat() if name in moments and value else value for name, value in found.items()} == wanted


def test_a_teaser_of_what_is_to_be_paid_for_is_no_article() -> None:
    (page,) = [page for page in ALL if "rejected" in page.truth]
    with pytest.raises(RecordRejected, match=page.truth["rejected"]) as caught:
        page.read()
    assert caught.value.field == "text"


SENTENCES = [
    "The harbour of Vikholm closed on Tuesday after a ferry struck the eastern pier in thick fog.",
    "Nobody was hurt, but the pier lost two of its pillars and will have to be inspected by divers.",
    "The company said that the repair would cost three million crowns and take until the summer.",
]
PARAGRAPHS = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


@pytest.mark.parametrize("unclosed", ["<video src=a>", "<amp-ad>", "<div role=dialog>", "<object data=a>"])
def test_an_element_that_never_ends_does_not_take_the_article_with_it(unclosed: str) -> None:
    page = f"<html><body>{unclosed}<h1>Harbour closes</h1>{PARAGRAPHS}</body></html>"
    text = article_from_page(page.encode(), "page").text
    assert all(sentence in text for sentence in SENTENCES)


def test_a_table_of_figures_stays_one_within_a_table_that_lays_out_the_page() -> None:
    figures = "<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2025</td><td>4,112</td></tr></table>"
    page = (
        "<html><body><table><tr><td><a href=/a>Church times</a></td>"
        f"<td><h1>Harbour closes</h1>{PARAGRAPHS}{figures}<p>{SENTENCES[0]} Again.</p></td></tr></table></body></html>"
    )
    text = article_from_page(page.encode(), "page").text
    assert "| 2025 | 4,112 |" in text and "Church times" not in text
    assert all(sentence in text.split("\n\n") for sentence in SENTENCES)


@pytest.mark.parametrize(
    ("stated", "heading", "name", "title"),
    [
        ("Echo: all the news", "Pool opens in March", "Pool opens in March | Echo", "Pool opens in March"),
        ("Why the pool opens early", "Pool opens in March", "Pool opens in March | Echo", "Why the pool opens early"),
        ("Rain at last", "The Echo", "Rain at last | The Echo", "Rain at last"),
        ("Rain at last", "Weather", "Rain at last", "Rain at last"),
    ],
)
def test_a_title_that_all_pages_share_gives_way_to_the_pages_heading(
    stated: str, heading: str, name: str, title: str
) -> None:
    head = f'<title>{name}</title><meta property="og:title" content="{stated}">'
    page = f"<html><head>{head}</head><body><h1>{heading}</h1>{PARAGRAPHS}</body></html>"
    assert article_from_page(page.encode(), "page").title == title
