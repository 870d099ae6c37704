"""An answer as HTML: markers, cards, marked quotes; and nothing in it that could act."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from rag.types import Abstained, Answer, Hit, Note
from tests.ui_fake_qa import HARBOUR, INLAND, answer, growing
from tests.ui_hostile import HOSTILE_URLS, PAYLOADS, hostile_answer
from ui.chat.answers import turn_to_html
from ui.wording.untrusted import escape

ALLOWED_TAGS = {"section", "div", "aside", "article", "h2", "h3", "h4", "p", "b", "span", "bdi", "time"}
ALLOWED_TAGS |= {"ul", "ol", "li", "button", "mark", "a"}
ALLOWED_ATTRIBUTES = {"class", "id", "hidden", "type", "dir", "datetime", "href", "target", "rel"}
ALLOWED_ATTRIBUTES |= {"aria-label", "aria-haspopup", "aria-busy", "aria-hidden"}
ALLOWED_ATTRIBUTES |= {"data-state", "data-reads", "data-kind", "data-quote", "data-from"}
ALLOWED_ATTRIBUTES |= {"data-article", "data-number", "data-start", "data-end"}


class Page(HTMLParser):
    """Tags with their attributes, and the text inside each kind of tag."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[tuple[str, str]] = []  # text and the class or tag it stands in
        self.feed(html)
        assert not self.open, "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for tag, attributes in self.open:
            self.pieces.append((data, attributes.get("class") or tag))

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    def text(self, name: str) -> str:
        return "".join(data for data, where in self.pieces if where == name)


def test_every_marker_opens_the_reading_of_its_citation() -> None:
    page = Page(turn_to_html(answer(), turn="t1"))

    markers = [a["data-reads"] for tag, a in page.tags if a.get("class") == "cite"]
    readings = [a["id"] for tag, a in page.tags if a.get("class") == "reading"]
    assert markers[:2] == ["t1-c1", "t1-c2"]
    assert set(markers) <= set(readings)
    assert len(readings) == len(set(readings))


def test_the_reading_marks_the_very_words_of_the_quote_and_no_others() -> None:
    whole = answer()

    page = Page(turn_to_html(replace(whole, citations=whole.citations[:1], text="It ran aground. [1]"), turn="t1"))

    assert page.text("mark") == "The ferry ran aground at dawn."
    assert HARBOUR.text in page.text("passage")


def test_a_marker_without_a_citation_is_not_shown() -> None:
    page = Page(turn_to_html(replace(answer(), text="A. [1] B. [7]"), turn="t1"))

    assert "[1]" in page.text("written")
    assert "[7]" not in page.text("written")


def test_sources_stand_there_before_the_first_sentence() -> None:
    first = Page(turn_to_html(growing(answer())[0], turn="t1"))

    assert first.text("card").count("Ferry aground") == 1
    assert "Reading 2 passages from 2 outlets" in first.text("running")
    assert first.tags[0][1]["aria-busy"] == "true"


def test_cards_keep_their_places_while_the_answer_grows_then_the_cited_come_first() -> None:
    whole = answer(hits=(INLAND, HARBOUR))
    half = replace(growing(whole)[1], citations=whole.citations[:1])

    during, after = (turn_to_html(step, turn="t1") for step in (half, whole))

    assert during.index(">Company counts") < during.index(">Ferry aground")
    assert after.index(">Ferry aground") < after.index(">Company counts")


def test_a_cited_card_differs_from_one_merely_found() -> None:
    whole = answer()
    page = Page(turn_to_html(replace(whole, citations=whole.citations[:1], text="It ran aground. [1]"), turn="t1"))

    assert [a["class"] for tag, a in page.tags if tag == "li"] == ["card cited", "card"]
    assert "CitedAlso found" in page.text("h3").replace(HARBOUR.title, "").replace(INLAND.title, "")


def test_an_abstention_says_why_and_shows_the_nearest() -> None:
    abstained = Answer(
        "Who won?",
        answer().as_of,
        hits=(Hit(HARBOUR, 1.0),),
        abstained=Abstained("not_covered", "Nothing that has been read is about this."),
    )
    page = Page(turn_to_html(abstained, turn="t1"))

    assert "Nothing that has been read is about this." in page.text("abstained")
    assert "Nearest found" in page.text("sources")
    assert page.tags[0][1]["data-state"] == "abstained"


def test_notes_are_shown_and_the_grave_ones_set_apart() -> None:
    noted = replace(answer(), notes=(Note("quoted", "No model."), Note("withdrawn", "The outlet took it back.")))
    page = Page(turn_to_html(noted, turn="t1"))

    assert "No model." in page.text("note")
    assert "Withdrawn The outlet took it back." in page.text("note caution")


def test_outlets_with_the_same_story_are_named() -> None:
    carried = replace(answer(), hits=(Hit(HARBOUR, 1.0, also=("Inland Post", "Coast Radio")),))

    assert "Also in Inland Post, Coast Radio" in Page(turn_to_html(carried, turn="t1")).text("also")


def test_a_stopped_answer_says_so() -> None:
    page = Page(turn_to_html(growing(answer())[1], turn="t1", stopped=True))

    assert page.tags[0][1]["data-state"] == "stopped"
    assert "not complete" in page.text("note caution")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_only_text(payload: str) -> None:
    html = turn_to_html(hostile_answer(payload), turn="t1")
    page = Page(html)

    assert {tag for tag, _ in page.tags} <= ALLOWED_TAGS
    assert {name for _, attributes in page.tags for name in attributes} <= ALLOWED_ATTRIBUTES
    assert "\n" not in html


@pytest.mark.parametrize("url", HOSTILE_URLS)
def test_an_address_that_is_no_web_address_is_no_link(url: str) -> None:
    passage = replace(HARBOUR, url=url)
    page = Page(turn_to_html(replace(answer(), citations=(), text="", hits=(Hit(passage, 1.0),)), turn="t1"))

    assert not [tag for tag, _ in page.tags if tag == "a"]
    assert "No web address is known" in page.text("original")


def test_a_link_leaves_without_telling_where_from() -> None:
    links = [attributes for tag, attributes in Page(turn_to_html(answer(), turn="t1")).tags if tag == "a"]

    assert links[0]["href"] == "https://harbour.example/ferry"
    assert links[0]["rel"] == "noopener noreferrer nofollow"


def test_bidirectional_overrides_and_control_characters_are_taken_out() -> None:
    assert escape("a\u202eb\x1b[2Jc\ud800") == "ab [2Jc\ufffd"
