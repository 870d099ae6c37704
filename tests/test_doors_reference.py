"""The page at ``/api`` in a real browser: readable on a phone, accessible, and asking no other host."""

from __future__ import annotations

import pytest

from rag.settings import Settings
from tests.ui_browser import launched_browser, low_contrast, overflow_px, served
from tests.ui_fake_qa import ScriptedQA


def test_the_reference_is_readable_and_asks_no_other_host(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = Settings(store=tmp_path_factory.mktemp("doors") / "store")
    with served(ScriptedQA, settings) as address, launched_browser() as browser:
        page = browser.new_page()
        hosts: set[str] = set()
        errors: list[str] = []
        page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
        page.on("console", lambda line: errors.append(line.text))
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for width in (360, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                page.goto(f"{address}/api#store-busy")
                assert overflow_px(page) == 0
            assert low_contrast(page) == []
        for summary in page.query_selector_all("summary")[:3]:
            summary.click()
        shown = page.inner_text("#view")
        page.close()

    assert errors == [] and hosts == {address.removeprefix("http://")}
    assert "POST /api/query" in shown and "gyrocompass" in shown and "store-busy" in shown
