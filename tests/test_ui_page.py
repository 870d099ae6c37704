"""The chat in a real browser, on scripted answers that wait where a reader would look."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from rag.errors import ModelUnreachable, StoreMismatch, StoreNotFound
from rag.types import Abstained, Answer, Citation, Hit, Note
from tests.ui_browser import (
    Watched,
    empty_settings,
    low_contrast,
    overflow_px,
    served,
    visible_text,
    watched,
)
from tests.ui_fake_qa import HARBOUR, ScriptedQA, answer, growing
from tests.ui_hostile import HOSTILE_URLS, PAYLOADS, hostile_abstention, hostile_answer

# Gradio sums up its queue in words that pandas is giving up.
pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")

Open = Callable[..., AbstractContextManager[Watched]]


class Stage(ScriptedQA):
    """One for all tests, behind one server: each test says what it plays."""

    def play(self, **script: Any) -> None:
        for name, value in (vars(ScriptedQA()) | script).items():
            setattr(self, name, value)


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage()


@pytest.fixture(scope="module")
def address(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(lambda: stage, empty_settings(tmp_path_factory.mktemp("page"))) as address:
        yield address


@pytest.fixture
def opened(browser: BrowserContext, stage: Stage, address: str) -> Open:
    """Open the page over what the stage plays."""

    @contextmanager
    def open_page(*, width: int = 1280, dark: bool = False, **script: Any) -> Iterator[Watched]:
        stage.play(**script)
        with watched(browser, address, width=width, dark=dark) as page:
            yield page

    return open_page


def test_sources_come_first_then_the_answer_then_a_click_shows_the_marked_words(opened: Open) -> None:
    gate = threading.Event()
    with opened(gate=gate) as at:
        at.ask("What happened to the ferry?")
        at.page.wait_for_selector("#current .card")

        assert at.text("#current .card .outlet") == "Harbour Gazette"
        assert not at.page.query_selector("#current .written")
        assert at.page.is_visible("#stop")

        gate.set()
        at.state("answered")
        assert at.text("#current .written") == "The ferry ran aground at dawn. [1] Its company counts 212 aboard. [2]"

        at.page.click("#current .written .cite >> nth=1")
        assert at.text("#reader mark") == "The company said 212 people had been aboard"
        assert at.text("#reader .outlet") == "Inland Post"
        assert "11 May 2031" in at.text("#reader .byline")
        link = at.page.query_selector("#reader .original a")
        assert link is not None
        assert link.get_attribute("href") == "https://inland.example/count"
        assert link.get_attribute("rel") == "noopener noreferrer nofollow"
        assert at.errors == []
        assert at.hosts == {at.address.removeprefix("http://")}


def test_everything_works_from_the_keyboard(opened: Open) -> None:
    with opened() as at:
        at.page.focus("#question textarea")
        at.page.keyboard.type("What happened to the ferry?")
        at.page.keyboard.press("Enter")
        at.state("answered")

        for _ in range(12):
            at.page.keyboard.press("Tab")
            if at.page.evaluate("document.activeElement.id") == "skip":
                at.page.keyboard.press("Enter")
            if at.page.evaluate("document.activeElement.className") == "cite":
                break
        at.page.keyboard.press("Enter")
        assert at.text("#reader mark") == "The ferry ran aground at dawn."

        at.page.keyboard.press("Escape")
        assert not at.page.is_visible("#reader")
        assert at.page.evaluate("document.activeElement.dataset.reads") == "t1-c1"


def test_a_reader_keeps_their_place_while_the_answer_grows(opened: Open) -> None:
    gate = threading.Event()
    whole = answer()
    steps = growing(whole)
    with opened(script=[steps[1], steps[1], whole], gate=gate) as at:
        at.ask("What happened?")
        at.page.focus("#current .written .cite")

        gate.set()
        at.state("answered")

        assert at.page.evaluate("document.activeElement.dataset.reads") == "t1-c1"


def test_a_screen_reader_is_told_when_the_answer_is_there(opened: Open) -> None:
    with opened() as at:
        at.ask("What happened?")
        at.state("answered")

        at.page.wait_for_function("document.querySelector('#announcer').textContent.includes('2 sources cited')")


def test_stop_ends_the_answer_at_once_and_another_question_can_follow(opened: Open, stage: Stage) -> None:
    with opened(gate=threading.Event()) as at:
        at.ask("First?")
        at.page.wait_for_selector("#current .card")

        at.page.click("#stop")
        at.state("stopped")
        at.page.wait_for_selector("#ask")
        assert at.page.is_hidden("#stop")

        stage.gate = None
        at.ask("Second?")
        at.state("answered")
        assert at.text("#current .question") == "Second?"
        assert stage.ended[0] in ("CancelledError", "GeneratorExit")


def test_a_follow_up_goes_with_the_answers_before_it(opened: Open, stage: Stage) -> None:
    with opened() as at:
        for question in ("First?", "And then?"):
            at.ask(question)
            at.page.wait_for_selector(f"#current [data-state=answered] .question:text-is('{question}')")

    histories = [asked["history"] for _, asked in stage.asked]
    assert histories[0] == ()
    assert [answer.complete for answer in histories[1]] == [True]  # type: ignore[attr-defined]


def test_a_conversation_keeps_its_earlier_questions(opened: Open) -> None:
    with opened() as at:
        for question in ("First?", "Second?", "Third?"):
            at.ask(question)
            at.page.wait_for_selector(f"#current [data-state=answered] .question:text-is('{question}')")

        earlier = [heading.inner_text() for heading in at.page.query_selector_all("#earlier .question")]
        assert earlier == ["Second?", "First?"]
        at.page.click("#earlier .written .cite >> nth=0")
        assert at.text("#reader mark") == "The ferry ran aground at dawn."


def test_dates_and_outlets_go_with_the_question(opened: Open, stage: Stage) -> None:
    with opened() as at:
        at.page.fill("#since input", "2031-05-01")
        at.page.fill("#until input", "2031-05-10")
        at.page.fill("#as-of input", "2031-05-11")
        at.page.click("#outlets input")
        at.page.click("[role=option]:has-text('Inland Post')")
        at.ask("What happened?")
        at.state("answered")

    assert stage.asked == [
        (
            "What happened?",
            {
                "as_of": "2031-05-11",
                "since": "2031-05-01",
                "until": "2031-05-10",
                "publishers": ("Inland Post",),
                "history": (),
            },
        )
    ]


def test_an_example_question_is_asked_by_a_click(opened: Open) -> None:
    with opened() as at:
        at.page.click(".welcome button >> nth=0")
        at.state("answered")

        assert at.text("#current .question") == "What is known about “Company counts 212 aboard”?"


def test_nothing_is_asked_for_an_empty_box(opened: Open, stage: Stage) -> None:
    with opened() as at:
        at.ask("   ")
        at.ask("Real?")
        at.state("answered")

    assert [question for question, _ in stage.asked] == ["Real?"]


@pytest.mark.parametrize(
    ("error", "shown", "hidden"),
    [
        (ModelUnreachable("no connection to http://127.0.0.1:9: start it"), "start it", "Traceback"),
        (StoreMismatch("filled by another model: rebuild"), "rebuild", "Traceback"),
        (ValueError("an inner secret"), "Something broke here", "an inner secret"),
    ],
)
def test_an_error_is_told_and_the_next_question_works(opened: Open, error: Exception, shown: str, hidden: str) -> None:
    with opened(script=lambda question: [error] if question == "Bad?" else growing(answer(question))) as at:
        at.ask("Bad?")
        at.state("trouble")
        assert shown in at.text("#current .panel")
        assert hidden not in visible_text(at.page)

        at.ask("Good?")
        at.state("answered")
        assert at.errors == []


def test_a_question_too_long_is_told_so(opened: Open) -> None:
    with opened() as at:
        at.ask("why " * 3_000)
        at.state("trouble")

        assert "ask in at most 2,000" in at.text("#current .panel")


def test_without_a_store_the_page_says_what_to_do_and_answers_once_there_is_one(
    browser: BrowserContext, tmp_path: Path
) -> None:
    found: list[ScriptedQA] = []

    def open_answering() -> ScriptedQA:
        if not found:
            raise StoreNotFound("nothing there")
        return found[0]

    with (
        served(open_answering, empty_settings(tmp_path)) as address,
        watched(browser, address) as at,
    ):
        at.page.wait_for_selector("#current .panel")
        assert "dateline ingest PATH" in at.text("#current .panel")
        at.ask("Anything?")
        at.state("trouble")
        assert "dateline ingest PATH" in at.text("#current .panel")

        found.append(ScriptedQA())
        at.ask("Anything?")
        at.state("answered")


def test_an_empty_store_says_what_to_do(opened: Open) -> None:
    with opened(articles=0) as at:
        at.page.wait_for_selector("#current .panel")

        assert "dateline ingest PATH" in at.text("#current .panel")


def test_hostile_text_runs_nothing_loads_nothing_and_breaks_out_of_nothing(opened: Open) -> None:
    hostile = [hostile_answer(payload) for payload in PAYLOADS]
    everything = replace(
        hostile[0],
        question=" ".join(one.question for one in hostile),
        text=" ".join(f"{one.text[:-4]} [{i}]" for i, one in enumerate(hostile, 1)),
        citations=tuple(
            Citation(i, replace(one.citations[0].passage, index=i), one.citations[0].quote)
            for i, one in enumerate(hostile, 1)
        ),
        hits=tuple(
            replace(one.hits[0], passage=replace(one.hits[0].passage, index=i)) for i, one in enumerate(hostile, 1)
        ),
        notes=tuple(note for one in hostile for note in one.notes),
    )
    with opened(script=[everything]) as at:
        title = at.page.title()
        at.ask("What happened?")
        at.state("answered")
        for number in range(1, len(PAYLOADS) + 1):
            at.page.click(f"#current .written .cite >> nth={number - 1}")
            assert at.page.locator("#reader mark").count() == 1
            assert at.page.locator("#reader a").count() <= 1
            at.page.keyboard.press("Escape")

        foreign = ":is(script, img, svg, form, input, iframe, style, link, base, meta, details, video, math, h1)"
        assert at.page.locator(f"#current .turn {foreign}, #reader {foreign}").count() == 0
        assert at.page.locator("#current h2").count() == 1
        assert at.page.locator("#current .card").count() == len(PAYLOADS)
        assert {(link.get_attribute("href") or "").split("/")[2] for link in at.page.locator("#current a").all()} <= {
            "harbour.example"
        }
        assert (at.page.title(), at.dialogs, at.errors) == (title, [], [])
        assert at.hosts == {at.address.removeprefix("http://")}


def test_hostile_addresses_are_no_links_and_a_hostile_abstention_is_text(opened: Open) -> None:
    hits = tuple(Hit(replace(HARBOUR, index=i, url=url), 1.0) for i, url in enumerate(HOSTILE_URLS))
    with opened(script=[replace(hostile_abstention(PAYLOADS[1]), hits=hits)]) as at:
        at.ask("What?")
        at.state("abstained")

        assert at.page.locator("#current a").count() == 0
        assert at.hosts == {at.address.removeprefix("http://")}
        assert at.errors == []


@pytest.mark.parametrize(("width", "dark"), [(360, False), (360, True), (768, False), (1280, True)])
def test_every_state_is_readable_and_fits(opened: Open, width: int, dark: bool) -> None:
    notes = (Note("quoted", "No model."), Note("withdrawn", "Taken back."))
    whole = replace(answer(), notes=notes, hits=(*answer().hits, Hit(replace(HARBOUR, index=3), 0.1, also=("Third",))))
    scripts: dict[str, Sequence[Answer | Exception]] = {
        "answered": growing(whole),
        "abstained": [replace(whole, text="", citations=(), abstained=Abstained("not_covered", "Not about this."))],
        "trouble": [ModelUnreachable("no connection: start it")],
    }
    with opened(script=lambda question: scripts[question], width=width, dark=dark) as at:
        assert at.page.evaluate("document.body.classList.contains('dark')") is dark
        at.page.wait_for_selector(".welcome button")
        at.page.wait_for_selector("#since input")
        assert (low_contrast(at.page), overflow_px(at.page)) == ([], 0)
        for state in scripts:
            at.ask(state)
            at.state(state)
            assert (low_contrast(at.page), overflow_px(at.page)) == ([], 0), state
        at.page.click("#earlier .written .cite >> nth=0")
        assert (low_contrast(at.page), overflow_px(at.page)) == ([], 0)


def test_a_long_word_does_not_widen_a_small_page(opened: Open) -> None:
    passage = replace(HARBOUR, title="W" * 300, publisher="P" * 200)
    with opened(script=[replace(answer(), citations=(), hits=(Hit(passage, 1.0),))], width=360) as at:
        at.ask("Q" * 300)
        at.state("answered")

        assert overflow_px(at.page) == 0
