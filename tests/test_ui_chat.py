"""The whole path in a real browser: the sample news, the real store and models, and a scripted LLM that streams."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from ingest.pipeline import ingest
from rag.qa import NewsQA
from rag.settings import Secret, Settings
from tests.llm_server import LLMServer, Reply
from tests.ui_browser import served, watched

SAMPLE = Path(__file__).parents[1] / "ingest" / "sample" / "newswire.jsonl"
AS_OF = "2026-03-29"
QUESTION = "Why is the Aldren Bridge being closed?"

# Gradio sums up its queue in words that pandas is giving up.
pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(store=tmp_path_factory.mktemp("chat") / "store", as_of=AS_OF)
    ingest([SAMPLE], settings=settings)
    return settings


def test_a_quoted_answer_shows_the_stored_words_marked(browser: BrowserContext, settings: Settings) -> None:
    with served(None, settings) as address, watched(browser, address) as at:
        at.ask(QUESTION)
        at.state("answered")
        at.page.click("#current .written .cite >> nth=0")
        at.page.wait_for_selector("#reader [data-whole]")  # the whole article, not the passage alone

        marked = " ".join(at.text("#reader mark").split())
        title, url = at.text("#reader h3"), at.page.get_attribute("#reader .original a", "href")
        whole = " ".join(at.text("#reader .passage").split())
        at.page.keyboard.press("Escape")
        followup = at.text("#current .followups button >> nth=0")
        at.page.click("#current .followups button >> nth=0")
        at.page.wait_for_selector(f"#current [data-state=answered] .question:text-is('{followup}')")
        assert at.text("#current .note").startswith("Quoted")
        assert (at.errors, at.hosts) == ([], {at.address.removeprefix("http://")})

    with NewsQA.open(settings=settings) as qa:
        citation = qa.query(QUESTION).citations[0]
        article = qa.article(citation.passage.article_id)
    assert article is not None
    assert marked == " ".join(citation.quote.text.split())
    assert marked in whole
    assert whole == " ".join(article.text.split())
    assert (title, url) == (article.title, article.url)


def test_a_models_answer_arrives_sentence_by_sentence_after_its_sources(
    browser: BrowserContext, settings: Settings
) -> None:
    gate = threading.Event()
    sentence = "Inspectors found cracks in the steel pins that hold up the deck of the Aldren Bridge [1]. "

    def script(_: object) -> Reply:
        gate.wait(30)
        return Reply.text(sentence + sentence.replace("Inspectors found", "There were"), delay_s=0.01)

    with LLMServer(script) as server:
        with_model = Settings(
            store=settings.store,
            as_of=AS_OF,
            openai_base_url=server.base_url,
            openai_api_key=Secret("test"),
            chat_model="scripted",
        )
        with served(None, with_model) as address, watched(browser, address) as at:
            assert "answers by scripted" in at.text("#masthead .edition")
            at.ask(QUESTION)
            at.page.wait_for_selector("#current .card")
            assert at.page.locator("#current .written").count() == 0

            gate.set()
            at.page.wait_for_selector("#current .written .cite")
            at.state("answered")
            assert "Inspectors found cracks" in at.text("#current .written")
            assert "written by scripted" in at.text("#current .colophon")


def test_when_the_model_fails_the_reader_gets_the_quotes_and_a_note(
    browser: BrowserContext, settings: Settings
) -> None:
    with LLMServer() as server:
        server.enqueue(Reply.unauthorized())
        with_model = Settings(
            store=settings.store, as_of=AS_OF, openai_base_url=server.base_url, openai_api_key=Secret("test")
        )
        with served(None, with_model) as address, watched(browser, address) as at:
            at.ask(QUESTION)
            at.state("answered")

            assert at.page.locator("#current .card.cited").count() >= 1
            assert "Quoted" in at.text("#current .notes")
            assert "Traceback" not in at.text("body")


def test_stop_hangs_up_on_the_model(browser: BrowserContext, settings: Settings) -> None:
    with LLMServer() as server:
        server.enqueue(Reply.stall("Inspectors found cracks in the steel pins of the Aldren Bridge [1]. And"))
        with_model = Settings(
            store=settings.store, as_of=AS_OF, openai_base_url=server.base_url, openai_api_key=Secret("test")
        )
        with served(None, with_model) as address, watched(browser, address) as at:
            at.ask(QUESTION)
            at.page.wait_for_selector("#current .card")
            at.page.wait_for_function("document.querySelector('#current .running')")

            at.page.click("#stop")
            at.state("stopped")

            at.page.wait_for_selector("#ask")
            deadline = time.monotonic() + 10
            while not (server.requests and server.requests[0].disconnected) and time.monotonic() < deadline:
                time.sleep(0.05)
            assert server.requests[0].disconnected
