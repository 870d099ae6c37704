"""What a reader can do with answers, in a real browser: see a quote, keep, share, edit, mark; and what goes wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from rag.notebook import Mark, Notebook
from rag.settings import Settings
from rag.types import Abstained, AbstainReason, Hit, Usage, Window
from tests.ui_browser import Watched, launched_browser, low_contrast, overflow_px, served, watched
from tests.ui_fake_qa import HARBOUR, INLAND, ScriptedQA, answer, growing, quoted
from tests.ui_hostile import PAYLOADS

# Gradio sums up its queue in words that pandas is giving up.
pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")

WEEK = Window(
    datetime(2031, 5, 4, tzinfo=UTC), datetime(2031, 5, 11, tzinfo=UTC), firm=False, phrase="last <b>week</b>"
)


def scripted(question: str) -> list[Any]:
    whole = replace(answer(question), usage=Usage(1_000, 50, 0.0021))
    if "last week" in question:
        whole = replace(whole, window=WEEK, publishers=("Inland Post",))
    if "abstain" in question:
        whole = replace(whole, text="", citations=(), abstained=Abstained("not_covered", "Nothing is about this."))
    if "corrected" in question:
        passage = replace(HARBOUR, status="corrected", correction="It was the evening.")
        one = quoted(1, passage, "The ferry ran aground at dawn.")
        whole = replace(whole, text="The ferry ran aground at dawn. [1]", citations=(one,), hits=(Hit(passage, 1.0),))
    if "hostile" in question:
        passage = replace(HARBOUR, title=PAYLOADS[0], publisher=PAYLOADS[1])
        one = quoted(1, passage, "The ferry ran aground at dawn.")
        whole = replace(whole, text="The ferry ran aground at dawn. [1]", citations=(one,), hits=(Hit(passage, 1.0),))
    return growing(whole) if whole.citations[1:] else [whole]


@pytest.fixture(scope="module")
def browser() -> Iterator[BrowserContext]:
    with launched_browser() as launched:
        launched.grant_permissions(["clipboard-read", "clipboard-write"])
        yield launched


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("kept") / "store"
    store.mkdir()
    return store


@pytest.fixture(scope="module")
def stage() -> ScriptedQA:
    return ScriptedQA(script=scripted)


@pytest.fixture(scope="module")
def address(stage: ScriptedQA, folder: Path) -> Iterator[str]:
    with served(lambda: stage, Settings(store=folder)) as address:
        yield address


@pytest.fixture
def notebook(folder: Path) -> Iterator[Notebook]:
    notebook = Notebook(folder / "notebook.sqlite")
    yield notebook
    notebook.forget_all("local")


def asked(at: Watched, question: str) -> None:
    at.ask(question)
    at.page.wait_for_selector(f"#current .turn:not([data-state=running]) .question:text-is('{question}')")
    at.page.wait_for_selector("#ask")


@contextmanager
def no_harm(at: Watched) -> Iterator[None]:
    yield
    assert (at.errors, at.dialogs, at.hosts) == ([], [], {at.address.split("/")[2]})


def test_days_and_outlets_of_a_question_are_shown_and_do_not_stay_for_the_next(
    browser: BrowserContext, address: str, stage: ScriptedQA, notebook: Notebook
) -> None:
    stage.asked.clear()
    with watched(browser, address) as at, no_harm(at):
        asked(at, "What happened last week?")
        assert at.page.input_value("#since input") == "2031-05-04"
        assert at.page.input_value("#until input") == "2031-05-10"
        assert "because the question says “last <b>week</b>”" in at.text("#understood")
        assert "Inland Post" in at.text("#understood")
        assert "dashed" in at.page.eval_on_selector("#since input", "e => getComputedStyle(e).borderStyle")

        asked(at, "And what else?")
        assert at.page.input_value("#since input") == ""
        assert at.page.locator("#understood .understood").count() == 0

        asked(at, "Once more, last week?")
        at.page.fill("#since input", "2031-05-06")  # now the reader has set it
        asked(at, "And then?")
        assert "Set by you" in at.text("#understood")
        at.page.click("[data-do=clear]")
        at.page.wait_for_function("() => document.querySelector('#since input').value == ''")
        asked(at, "Again last week?")
        at.page.click("[data-do=any-day]")
        at.page.wait_for_function("() => document.querySelector('#since input').value == '2031-05-10'")

    filters = [(what["since"], what["until"], what["publishers"]) for _, what in stage.asked]
    assert filters == [
        (None, None, ()),
        (None, None, ()),
        (None, None, ()),
        ("2031-05-06", "2031-05-10", ()),
        (None, None, ()),
        ("2031-05-10", None, ()),
    ]


def test_a_marker_shows_its_quote_to_the_pointer_and_to_the_keyboard(
    browser: BrowserContext, address: str, notebook: Notebook
) -> None:
    with watched(browser, address, width=360, dark=True) as at, no_harm(at):
        asked(at, "A hostile title?")
        at.page.hover("#current .written .cite")
        at.page.wait_for_selector("#tip:visible")
        assert at.page.locator("#tip q").inner_text() == "The ferry ran aground at dawn."
        assert PAYLOADS[0].split()[0] in at.text("#tip p")
        assert at.page.locator("#tip :not(q, p)").count() == 0
        assert (low_contrast(at.page), overflow_px(at.page)) == ([], 0)
        at.page.mouse.move(0, 0)
        at.page.wait_for_selector("#tip", state="hidden")

        at.page.focus("#current .written .cite")
        at.page.keyboard.press("Shift+Tab")
        at.page.keyboard.press("Tab")
        at.page.wait_for_selector("#tip:visible")
        assert at.page.get_attribute("#current .written .cite", "aria-describedby") == "tip"
        at.page.keyboard.press("Escape")
        assert at.page.is_hidden("#tip")


def test_a_conversation_survives_a_reload_and_a_restart_and_can_be_taken_away_and_deleted(
    browser: BrowserContext, stage: ScriptedQA, tmp_path: Path
) -> None:
    settings = Settings(store=tmp_path)
    with served(lambda: stage, settings) as address, watched(browser, address) as at:
        asked(at, "First?")
        asked(at, "Second?")
        at.page.wait_for_url("**/?c=*")
        name = at.page.url.split("=")[1]
        at.page.reload()
        at.page.wait_for_selector("#current .question:text-is('Second?')")
        assert at.page.inner_text("#earlier .question") == "First?"
        assert at.errors == []

    with served(lambda: stage, settings) as address, watched(browser, f"{address}/?c={name}", width=360) as at:
        at.page.wait_for_selector("#current .question:text-is('Second?')")
        asked(at, "Third?")
        assert [one.question for one in stage.asked[-1][1]["history"]] == ["First?", "Second?"]  # type: ignore[attr-defined]

        at.page.click(".conversations")
        at.page.wait_for_selector("#reader li:has-text('3 questions')")
        assert (low_contrast(at.page), overflow_px(at.page)) == ([], 0)
        document = at.page.request.get(f"{address}/conversations/{name}.json").json()
        assert [turn["question"] for turn in document["turns"]] == ["First?", "Second?", "Third?"]
        assert document["turns"][0]["answer"]["citations"][0]["quote"] == "The ferry ran aground at dawn."
        markdown = at.page.request.get(f"{address}/conversations/{name}.md").text()
        assert "- [1] Harbour Gazette, 10 May 2031: [Ferry aground off the mole](<https://harbour" in markdown
        assert at.page.request.get(f"{address}/conversations/other.json").status == 404

        at.page.click("#reader [data-do=delete]")
        assert Notebook(tmp_path / "notebook.sqlite").turns("local", name)  # asked whether one is sure
        at.page.click("#reader [data-do=delete]")
        at.page.wait_for_selector("#reader :text('Nothing yet')")
        at.page.wait_for_selector(".welcome", state="attached")
        assert at.page.url == f"{address}/"
        assert Notebook(tmp_path / "notebook.sqlite").conversations("local") == ()


def test_an_answer_is_marked_with_a_comment_and_everything_to_replay_it(
    browser: BrowserContext, address: str, notebook: Notebook
) -> None:
    with watched(browser, address) as at, no_harm(at):
        asked(at, "Before?")
        asked(at, "Marked?")
        at.page.click("#current [data-do=bad]")
        at.page.wait_for_selector("#current [data-do=bad][aria-pressed=true]")
        at.page.click("#current [data-do=comment]")
        at.page.fill("#reader textarea", "It was <b>212</b>.")
        at.page.click("#reader button:text-is('Keep comment')")
        at.page.wait_for_selector("#current [data-do=comment]:text-is('Change comment')")

        (marked,) = notebook.marks()
        assert (marked.asked.question, marked.mark) == ("Marked?", Mark(-1, "It was <b>212</b>."))
        assert (marked.answer.citations, marked.history[0][0]) == (answer().citations, "Before?")
        assert marked.circumstances["settings"]["answerer"] == "auto"
        assert marked.circumstances["store"] == {"generation": 1, "articles": 2}
        assert "key" not in json.dumps(dict(marked.circumstances))

        at.page.click("#current [data-do=bad]")
        at.page.wait_for_selector("#current [data-do=bad][aria-pressed=false]")
        assert notebook.marks() == ()


def test_a_question_is_edited_asked_again_copied_and_shared(
    browser: BrowserContext, address: str, stage: ScriptedQA, notebook: Notebook
) -> None:
    stage.asked.clear()
    link = f"{address}/?q=Shared%3F&since=2031-05-01&outlet=Inland+Post&as_of=2031-05-12"
    with watched(browser, link) as at, no_harm(at):
        at.page.wait_for_selector("#current [data-state=answered] .question:text-is('Shared?')")
        at.page.wait_for_url("**/?c=*")
        at.page.wait_for_function("() => document.querySelector('#since input').value == '2031-05-01'")
        assert "Inland Post" in at.text("#outlets")
        at.page.reload()
        at.page.wait_for_selector("#current [data-state=answered]")
        assert len(stage.asked) == 1
        assert stage.asked[0][1] == {
            "as_of": "2031-05-12", "since": "2031-05-01", "until": None, "publishers": ("Inland Post",), "history": (),
        }  # fmt: skip

        at.page.click("#current [data-copy-link]")
        at.page.wait_for_selector("#current :text('Copied')")
        assert at.page.evaluate("navigator.clipboard.readText()") == (
            f"{address}/?q=Shared%3F&since=2031-05-01&as_of=2031-05-12&outlet=Inland+Post"
        )
        at.page.click("#current [data-copy]")
        at.page.wait_for_function(
            "() => navigator.clipboard.readText().then((text) => text.startsWith('The ferry ran aground at dawn. [1]'))"
        )

        at.page.click("#current [data-do=edit]")
        assert at.page.input_value("#question textarea") == "Shared?"
        asked(at, "Better?")
        assert at.page.locator("#earlier .question").count() == 0
        assert stage.asked[-1][1]["history"] == ()
        at.page.click("#current [data-do=retry]")
        at.page.wait_for_function("() => document.querySelector('#current [data-turn]')?.dataset.turn == 't3'")
        assert [question for question, _ in stage.asked] == ["Shared?", "Better?", "Better?"]


def test_doubt_an_abstention_and_the_cost_are_plain_and_fit_a_dark_phone(
    browser: BrowserContext, address: str, notebook: Notebook
) -> None:
    with watched(browser, address, width=360, dark=True) as at, no_harm(at):
        asked(at, "What was corrected?")
        assert "[1] corrected" in at.text("#current .written").lower()
        assert "This conversation: $0.0021 (1,050 tokens)" in at.text("#status")
        asked(at, "Will you abstain?")
        assert "Covered here: 10 May 2031 to 11 May 2031, 2 articles." in at.text("#current .abstained")
        assert (low_contrast(at.page), overflow_px(at.page)) == ([], 0)
        at.page.click("#current .nearest button")
        assert HARBOUR.title in at.text("#reader h3")
        at.page.keyboard.press("Escape")
        for question in ("لماذا جنحت العبارة؟", "フェリーはなぜ座礁したのですか?", "W" * 400):
            at.ask(question)
            at.page.wait_for_selector(f"#current [data-state=answered] .question:has-text('{question[:200]}')")
            assert (low_contrast(at.page), overflow_px(at.page)) == ([], 0)
        at.ask("why " * 10_000)
        at.state("trouble")
        assert len(at.text("#current .question")) <= 310
        at.page.wait_for_selector("#ask")
        at.page.click("#current [data-do=edit]")
        assert len(at.page.input_value("#question textarea")) > 30_000
        assert overflow_px(at.page) == 0


def test_a_folder_that_cannot_be_written_is_told_and_answers_go_on(
    browser: BrowserContext, stage: ScriptedQA, tmp_path: Path
) -> None:
    (tmp_path / "notebook.sqlite").mkdir()  # not even root can write a database there
    with served(lambda: stage, Settings(store=tmp_path)) as address, watched(browser, address) as at:
        asked(at, "First?")
        asked(at, "Second?")
        at.page.click("#current [data-do=good]")
        at.page.wait_for_selector("#status :text('cannot be kept')")
        at.page.click(".conversations")
        assert "Not kept" in at.text("#reader .history")
        assert len(at.page.query_selector_all("#earlier .question")) == 1


def test_a_lost_connection_is_told_and_the_page_recovers_with_its_question(
    browser: BrowserContext, address: str, notebook: Notebook
) -> None:
    with watched(browser, address) as at:
        asked(at, "Before it went?")
        at.page.wait_for_url("**/?c=*")
        at.page.route("**/gradio_api/app_id", lambda route: route.abort())
        at.page.evaluate("dispatchEvent(new Event('offline'))")
        at.page.wait_for_selector("#offline:visible")
        assert "cannot be reached" in at.text("#offline")
        assert low_contrast(at.page) == []

        at.page.fill("#question textarea", "Half written")
        at.page.unroute("**/gradio_api/app_id")
        at.page.route("**/gradio_api/app_id", lambda route: route.fulfill(json={"app_id": 7}), times=1)
        with at.page.expect_navigation():  # another server: it knows nothing of this page
            at.page.evaluate("dispatchEvent(new Event('online'))")
        at.page.wait_for_selector("#current .question:text-is('Before it went?')")
        at.page.wait_for_function("() => document.querySelector('#question textarea').value == 'Half written'")
        assert at.page.is_hidden("#offline")


def test_what_could_be_asked_next_is_in_the_store() -> None:
    from ui.chat.followups import followups_of

    whole = replace(answer(), text="Ilse Maren, the master, blamed a light. [1] Its company counts 212 aboard. [2]")
    about = replace(INLAND, article_id="a3", text="Captain Ilse Maren was born in Orrin.", title="Who steered")

    found = followups_of(whole, lambda question: [Hit(about, 1.0)] if "Maren" in question else [], asked=())

    assert found == ("Who is Ilse Maren?",)
    assert followups_of(whole, lambda _: [Hit(about, 1.0)], asked=("who is Ilse Maren?",)) == ()


def test_after_an_abstention_only_what_holds_every_name_asked_about_goes_on() -> None:
    from ui.chat.followups import followups_of

    both = replace(INLAND, title="Ilse Maren leaves Bay Ferries")
    one = replace(INLAND, article_id="a3", title="Bay Ferries buys a ship")
    asked = answer("Did Ilse Maren work for Bay Ferries?", hits=(one, both))
    found = (Hit(both, 1.0), Hit(one, 0.5))

    def offered(reason: AbstainReason) -> tuple[str, ...]:
        silent = replace(asked, text="", citations=(), abstained=Abstained(reason, "It is not said."))
        return followups_of(silent, lambda _: found, asked=())

    assert (
        offered("not_answered")
        == offered("nothing_in_window")
        == ("What is known about “Ilse Maren leaves Bay Ferries”?",)
    )
    assert offered("not_covered") == ()
