"""What a page hides from its readers is not read; what it shows is."""

from __future__ import annotations

import lxml.html
import pytest

from ingest.sources.fragments import text_of_fragment
from ingest.sources.hidden import drop_hidden
from ingest.sources.pages import article_from_page

SHOWN = "The harbour council of Tresk met on Monday to vote on the price of a crossing, and on nothing else that day."
SECRET = "Nobody was meant to read these words, which were put here for machines alone."


@pytest.mark.parametrize(
    "attributes",
    [
        "hidden",
        'aria-hidden="true"',
        'class="note sr-only"',
        'style="display:none"',
        'style="color:red; DISPLAY : none !important"',
        'style="visibility:hidden"',
        'style="opacity:0"',
        'style="font-size:0"',
        'style="font-size:1px;color:black"',
        'style="position:absolute;left:-9999px"',
        'style="text-indent:-5000px"',
        'style="height:0;overflow:hidden"',
        'style="color:#fff"',
        'style="color: white; background-color: #FFFFFF"',
        'style="color:#123456;background:#123456"',
        'style="color:transparent"',
    ],
)
def test_what_does_not_show_is_not_read(attributes: str) -> None:
    markup = f"<p>{SHOWN}</p><p {attributes}>{SECRET}</p><p>{SHOWN.replace('Monday', 'Tuesday')}</p>"
    page = f"<html><head><title>Tresk votes</title></head><body><article>{markup}</article></body></html>"
    for text in (text_of_fragment(markup), article_from_page(page.encode(), "page").text):
        assert "Nobody" not in text
        assert "Monday" in text and "Tuesday" in text


@pytest.mark.parametrize(
    "attributes",
    [
        'style="font-size:0.9em"',
        'style="font-size:1em"',
        'style="font-size:10px"',
        'style="opacity:0.85"',
        'style="width:100%;height:1000px"',
        'style="color:white;background:#003366"',
        'style="color:#333"',
        'style="display:block"',
        'style="margin-left:-20px"',
        'class="hidden-gem"',
        'aria-hidden="false"',
    ],
)
def test_what_shows_is_read(attributes: str) -> None:
    assert text_of_fragment(f"<p>{SHOWN}</p><p {attributes}>{SECRET}</p>") == f"{SHOWN}\n\n{SECRET}"


def test_white_on_a_dark_box_is_read() -> None:
    markup = f'<div style="background:navy"><p style="color:#ffffff">{SECRET}</p></div>'
    assert text_of_fragment(markup) == SECRET


def test_a_page_that_hides_itself_until_loaded_is_read() -> None:
    tree = lxml.html.document_fromstring(
        f'<body style="opacity:0"><article aria-hidden="true">{SHOWN}</article></body>'
    )
    drop_hidden(tree)
    assert SHOWN in tree.text_content()


def test_text_after_a_hidden_element_stays() -> None:
    assert (
        text_of_fragment(f'<p>Before <span style="display:none">{SECRET}</span>and after.</p>') == "Before and after."
    )
