"""Markup that parsers read and then choke on: what fuzzing found, each mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.sources.compression import Unreadable
from ingest.sources.feeds import entries_of_feed, feeds_of_opml
from ingest.sources.files import read_file
from ingest.sources.fragments import text_of_fragment
from ingest.sources.identity import web_address
from ingest.sources.pages import article_from_page
from ingest.sources.sitemaps import read_sitemap
from rag.errors import RecordRejected
from rag.types import Article
from tests.news_server import SENTENCES

HALF_A_CHARACTER = ("&#xD800;", "&#xdfff", "&#55296;")
TEXT = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


@pytest.mark.parametrize("reference", HALF_A_CHARACTER)
def test_half_a_character_in_a_list_is_passed_over(reference: str) -> None:
    url = f"<url><loc>https://post.example/a{reference}</loc></url>"
    assert [page.url for page in read_sitemap(f"<urlset>{url}</urlset>".encode()).pages] == ["https://post.example/a"]
    opml = f'<opml><outline xmlUrl="https://post.example/{reference}rss"/></opml>'
    assert feeds_of_opml(opml.encode()) == ["https://post.example/rss"]
    item = f"<item><title>Rain{reference}</title><link>https://post.example/a</link></item>"
    (entry,) = entries_of_feed(f'<rss version="2.0"><channel>{item}</channel></rss>'.encode())
    assert entry.record["title"] == "Rain"


@pytest.mark.parametrize("odd", ["&#1;", "\x01", "\ufffe", "&#xFFFE;", "&#x0b;", "&#xD800;", "\x00"])
def test_characters_that_xml_has_not_are_no_danger_beside_hidden_ones(odd: str) -> None:
    hidden = f'<p>{SENTENCES[0]} <i style="display:none">unseen</i>and more{odd}.</p>'
    article = article_from_page(f"<html><body><article>{hidden}{TEXT}</article></body></html>".encode(), "page")
    assert "and more" in article.text and "unseen" not in article.text
    assert text_of_fragment(hidden).endswith("and more.")


@pytest.mark.parametrize(
    "broken",
    [
        '<feed xmlns="http://www.w3.org/2005/Atom"><link>a<entry></entry></link></feed>',
        '<rss version="2.0"><channel><item><a: xmlns:a="x y">b</a:></item></channel></rss>',
        '<rss version="2.0" xmlns="a b"><channel><item/></channel></rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom"><source><link>a</link></source></feed>',
        '<rss version="2.0"><channel><item><content:encoded><link>a</link></content:encoded></item></channel></rss>',
    ],
)
def test_feeds_that_break_their_parser_are_read_or_refused(broken: str) -> None:
    try:
        entries = entries_of_feed(broken.encode())
    except Unreadable as reason:
        assert "is no feed" in str(reason)
    else:
        assert len(entries) <= 1


def test_a_page_of_endless_paragraphs_takes_no_endless_time() -> None:
    # Compared by the square of their number, these would take minutes.
    page = f"<html><body><article>{'<p>a</p>' * 200_000}</article></body></html>"
    with pytest.raises(RecordRejected, match="no article text"):
        article_from_page(page.encode(), "page")
    many = "".join(f"<p>In minute {number} of the match the harbour team had the ball.</p>" for number in range(4_000))
    article = article_from_page(f"<html><body><article>{many}</article></body></html>".encode(), "page")
    assert article.text.count("In minute") == 4_000


@pytest.mark.parametrize("space", ["\u3000", "\u2003", "\u202f", "\u1680", "\u205f"])
def test_no_kind_of_space_is_part_of_an_address(space: str) -> None:
    assert web_address(f"https://post.example/a{space}b") is None


def test_a_heading_of_endless_spaces_takes_no_endless_time(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# Rain{' ' * 40_000}again # \n\n## The harbour ##\n\nIt rained in Vikholm.\n#{' ' * 40_000}\n")
    (article,) = read_file(path)
    assert isinstance(article, Article)
    assert article.title == "Rain" and "The harbour\n" in article.text


def test_a_host_longer_than_any_is_no_host() -> None:
    assert web_address(f"https://{'a' * 254}/") is None
    assert web_address(f"https://{'a' * 60}.{'b' * 60}.example/a") is not None
