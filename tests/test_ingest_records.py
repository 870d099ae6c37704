"""One record of news data, under the names that real ones use, becomes an article or is refused with its reason."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sources.identity import article_id, canonical_url, web_address
from ingest.sources.records import article_from_record, names_a_field
from ingest.sources.schema_org import news_article_of
from rag.errors import RecordRejected

TEXT = "The harbour at Vikholm closed on Monday."


def test_the_fields_of_a_plain_record() -> None:
    record = {
        "headline": "Harbour closes",
        "body": TEXT,
        "publishedAt": "2024-10-24T18:00:00Z",
        "outlet": "The Vikholm Post",
        "link": "https://www.post.example/a/?utm_source=feed&id=3#top",
        "byline": "By Ana Cruz and Bo Lund",
        "date_modified": "2024-10-25",
        "category": "Shipping",
        "lang": "en_GB",
    }

    article = article_from_record(record, "news.jsonl", 3)

    assert (article.title, article.text, article.publisher) == ("Harbour closes", TEXT, "The Vikholm Post")
    assert article.published_at == datetime(2024, 10, 24, 18, tzinfo=UTC)
    assert article.modified_at == datetime(2024, 10, 25, tzinfo=UTC)
    assert article.url == "https://www.post.example/a/?id=3"
    assert article.authors == ("Ana Cruz", "Bo Lund")
    assert (article.section, article.language, article.status) == ("Shipping", "en-gb", "usable")


@pytest.mark.parametrize("name", ["text", "body", "content", "article", "maintext", "articleBody", "Full Text"])
def test_names_of_the_text(name: str) -> None:
    assert article_from_record({name: TEXT}, "s").text == TEXT
    assert names_a_field(name)


def test_a_schema_org_article_with_its_nested_values() -> None:
    document = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "The Post"},
            {
                "@type": ["NewsArticle", "Article"],
                "headline": "Harbour closes",
                "articleBody": TEXT,
                "datePublished": "2024-10-24T18:00:00+02:00",
                "publisher": {"@type": "Organization", "name": "The Post"},
                "author": [{"@type": "Person", "name": "Ana Cruz"}, {"name": "Bo Lund"}],
                "mainEntityOfPage": {"@id": "https://post.example/a"},
                "correction": {"@type": "CorrectionComment", "text": "The day was Monday."},
            },
        ],
    }

    article = article_from_record(news_article_of(document), "page")

    assert article.publisher == "The Post"
    assert article.authors == ("Ana Cruz", "Bo Lund")
    assert article.url == "https://post.example/a"
    assert article.published_at == datetime(2024, 10, 24, 16, tzinfo=UTC)
    assert (article.correction, article.status) == ("The day was Monday.", "corrected")


def test_the_publisher_is_the_addresss_host_where_none_is_named() -> None:
    article = article_from_record({"title": "T", "text": TEXT, "url": "https://www.post.example/a"}, "s")

    assert article.publisher == "post.example"


@pytest.mark.parametrize("word", ["withdrawn", "Retracted", "canceled", "killed"])
def test_a_withdrawn_record_needs_no_text(word: str) -> None:
    article = article_from_record({"title": "T", "url": "https://post.example/a", "status": word}, "s")

    assert (article.status, article.text) == ("withdrawn", "")
    assert article.id == article_from_record({"text": TEXT, "url": "http://www.post.example/a/"}, "s").id


def test_a_flag_withdraws_too() -> None:
    assert article_from_record({"text": TEXT, "retracted": True}, "s").status == "withdrawn"


def test_html_and_entities_become_plain_text() -> None:
    record = {
        "title": "Ports &amp; ships",
        "content": "<p>One <b>bold</b> word.</p><script>x()</script><p>Two &amp; three.</p>",
    }

    article = article_from_record(record, "s")

    assert article.title == "Ports & ships"
    assert article.text == "One bold word.\n\nTwo & three."


def test_a_list_of_paragraphs_is_a_text() -> None:
    assert article_from_record({"body": ["One.", {"text": "Two."}, 3]}, "s").text == "One.\n\nTwo."


def test_titles_are_one_visible_line() -> None:
    record = {"title": "Harbour\n \u202eclosed\x1b[31m \u200b| The Post", "text": TEXT, "source": {"name": "The Post"}}

    assert article_from_record(record, "s").title == "Harbour closed[31m"


def test_a_long_title_is_cut_at_a_word() -> None:
    title = article_from_record({"title": "word " * 3_000, "text": TEXT}, "s").title

    assert len(title) <= 300
    assert title.endswith("word…")


@pytest.mark.parametrize(
    ("record", "field", "why"),
    [
        ({"title": "T"}, "text", "no text found"),
        ({"title": "T", "text": " \n"}, "text", "no text found"),
        ({"text": TEXT, "pubDate": "someday"}, "pubDate", "no date"),
        ({"text": TEXT, "date": "03/04/2024"}, "date", "two days"),
        (["text"], None, "must be an object"),
        (None, None, "null"),
        ("text", None, "a text"),
    ],
)
def test_a_record_that_is_no_article_is_refused_by_field_and_reason(
    record: object, field: str | None, why: str
) -> None:
    with pytest.raises(RecordRejected, match=why) as caught:
        article_from_record(record, "news.jsonl", 7)

    assert (caught.value.source, caught.value.line, caught.value.field) == ("news.jsonl", 7, field)


@pytest.mark.parametrize(
    "other",
    [
        "http://www.post.example/a/",
        "https://POST.example:443/a?utm_medium=x&fbclid=1",
        "https://user:secret@post.example/a#part",
        "//post.example/a",
    ],
)
def test_one_address_in_many_spellings_is_one_article(other: str) -> None:
    assert canonical_url(other) == canonical_url("https://post.example/a")
    assert article_id(other, "", "", "") == article_id("https://post.example/a", "x", "y", "z")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.example/x",
        "http://",
        "http://[::1",
        "https://a.example/\x00b",
        "https://a.example/\u202eb",
        "not an address",
        "https://a.example/" + "x" * 3_000,
        12,
        None,
    ],
)
def test_only_web_addresses_are_kept(url: object) -> None:
    assert web_address(url) is None


def test_without_an_address_the_content_is_the_article() -> None:
    one = article_from_record({"title": "T", "text": TEXT, "source": "Post"}, "a.jsonl", 1)
    same = article_from_record({"headline": "T", "content": TEXT, "publisher": "Post"}, "b.csv", 9)
    other = article_from_record({"title": "T", "text": TEXT + " More.", "source": "Post"}, "a.jsonl", 1)

    assert one.id == same.id != other.id
    assert len(one.id) == 16


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
_NAMES = st.sampled_from(
    ["title", "text", "date", "publisher", "url", "authors", "status", "correction", "section", "language", "@graph"]
)


@given(st.dictionaries(_NAMES, _JSON, max_size=8))
def test_any_values_under_our_names_are_read_or_refused(record: dict[str, object]) -> None:
    try:
        article = article_from_record(record, "s")
    except RecordRejected as rejected:
        assert rejected.why
    else:
        assert len(article.title) <= 300
        assert "\n" not in article.title
        assert article.url is None or article.url.startswith("http")
