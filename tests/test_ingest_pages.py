"""Saved pages: the text a reader sees, and dates only where the page states them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.sources.files import read_file
from ingest.sources.fragments import text_of_fragment
from ingest.sources.pages import article_from_page
from rag.errors import RecordRejected
from rag.types import Article

PARAGRAPHS = [
    "The harbour at Vikholm closed on Monday after a ferry struck the pier in thick fog, the city said.",
    "Nobody was hurt, but the pier lost two of its pillars and will have to be inspected by divers.",
    "The mayor, Ana Cruz, said that the repair would take a week and that ships must go to Sundby until then.",
    "The ferry company expects to pay for the damage, which it puts at three million crowns, a spokesman said.",
]


def _page(head: str = "", before: str = "", after: str = "") -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!doctype html><html lang='en'><head><title>Harbour closes - The Post</title>{head}</head><body>"
        "<nav><a href='/'>Home</a><a href='/sport'>Sport</a></nav>"
        f"<main><article><h1>Harbour closes</h1>{before}{body}{after}</article></main>"
        "<footer>© 2024 The Post</footer></body></html>"
    ).encode()


def _json_ld(**fields: object) -> str:
    document = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(document)}</script>'


def test_text_and_what_the_page_states_in_schema_org() -> None:
    head = _json_ld(
        headline="Harbour closes for a week",
        datePublished="2024-10-24T18:00:00+02:00",
        dateModified="2024-10-25T08:00:00Z",
        publisher={"@type": "Organization", "name": "The Vikholm Post"},
        author=[{"name": "Ana Cruz"}],
        articleSection="Shipping",
        mainEntityOfPage={"@id": "https://post.example/harbour"},
    )

    article = article_from_page(_page(head), "page.html")

    assert [line for line in article.text.split("\n") if line in PARAGRAPHS] == PARAGRAPHS
    assert "Sport" not in article.text
    assert (article.title, article.publisher) == ("Harbour closes for a week", "The Vikholm Post")
    assert article.published_at == datetime(2024, 10, 24, 16, tzinfo=UTC)
    assert article.modified_at == datetime(2024, 10, 25, 8, tzinfo=UTC)
    assert (article.url, article.authors) == ("https://post.example/harbour", ("Ana Cruz",))
    assert (article.section, article.language) == ("Shipping", "en")


def test_meta_tags_speak_where_schema_org_does_not() -> None:
    head = (
        '<meta property="og:title" content="Harbour closes"><meta property="og:site_name" content="The Post">'
        '<meta property="article:published_time" content="2024-10-24T18:00:00Z">'
        '<link rel="canonical" href="https://post.example/harbour?utm_source=x">'
    )

    article = article_from_page(_page(head), "page.html")

    assert (article.title, article.publisher) == ("Harbour closes", "The Post")
    assert article.published_at == datetime(2024, 10, 24, 18, tzinfo=UTC)
    assert article.url == "https://post.example/harbour"


def test_a_time_element_states_the_day() -> None:
    article = article_from_page(_page(before='<time datetime="2024-10-24">Thursday</time>'), "page.html")

    assert article.published_at == datetime(2024, 10, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    "head",
    [
        "",
        _json_ld(datePublished="soon"),
        '<meta name="date" content="2024">',
        "<script type='application/ld+json'>{</script>",
    ],
)
def test_no_date_is_invented(head: str) -> None:
    assert article_from_page(_page(head), "page.html").published_at is None


def test_a_bad_date_in_one_place_leaves_the_other() -> None:
    head = _json_ld(datePublished="soon") + '<meta name="date" content="2024-10-24">'

    assert article_from_page(_page(head), "page.html").published_at == datetime(2024, 10, 24, tzinfo=UTC)


def test_where_a_page_was_found_is_its_address_if_it_says_none() -> None:
    article = article_from_page(_page(), "page.html", url="https://www.post.example/x")

    assert (article.url, article.publisher) == ("https://www.post.example/x", "post.example")


def test_an_address_that_is_no_web_address_is_dropped() -> None:
    assert article_from_page(_page(_json_ld(url="javascript:alert(1)")), "page.html").url is None


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-1", "utf-8"])
def test_the_pages_own_word_for_its_encoding_is_taken(encoding: str) -> None:
    page = _page(f"<meta charset='{encoding}'>").decode().replace("Vikholm", "Vikhölm").encode(encoding)

    assert "Vikhölm" in article_from_page(page, "page.html").text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   ",
        b"<html></html>",
        b"<div>" * 100_000,
        b"<!-- " * 50_000,
    ],
)
def test_a_page_without_an_article_is_rejected(content: bytes) -> None:
    with pytest.raises(RecordRejected):
        article_from_page(content, "page.html")


def test_an_entity_bomb_does_not_go_off() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "' + b"x" * 1_000 + b'">' + b"".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">'.encode() for n in range(9)
    )  # fmt: skip

    article = article_from_page(bomb + b"]>" + _page().replace(b"</article>", b"<p>&a8;</p></article>"), "page.html")

    assert len(article.text) < 20_000


def test_a_saved_page_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(_page())

    (article,) = read_file(path)

    assert isinstance(article, Article)
    assert article.title == "Harbour closes - The Post" or article.title == "Harbour closes"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("a<br>b", "a\n\nb"),
        ("x <script>y()</script>z<!-- c -->w", "x zw"),
        ("<ul><li>1</li><li>2</li></ul>", "1\n\n2"),
        ("<p>a\n b <b>c</b> d</p>", "a b c d"),
        ("<svg><p>no</p></svg>yes", "yes"),
        ("", ""),
    ],
)
def test_the_text_of_a_piece_of_html(markup: str, text: str) -> None:
    assert text_of_fragment(markup) == text


_MARKUP = st.lists(
    st.sampled_from(
        [
            *(
                "<p>",
                "</p>",
                "<div>",
                "</article>",
                "<script>",
                "</script>",
                "<!--",
                "-->",
                "<![CDATA[",
                "<svg>",
                "<h1>",
            ),
            *(
                "<time datetime='x'>",
                "<meta name=date content=1>",
                "<table><tr><td>",
                "<a href=javascript:x>",
                "<title>",
            ),
            *('<script type="application/ld+json">', '{"@type":"NewsArticle",', '"headline":[{}]}', "text. ", "&#0;"),
            *("\x00", "é"),
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=60, deadline=None)
@given(_MARKUP)
def test_any_markup_is_read_or_rejected(markup: str) -> None:
    try:
        article = article_from_page(markup.encode(), "page.html")
    except RecordRejected as rejected:
        assert rejected.why
    else:
        assert article.text
