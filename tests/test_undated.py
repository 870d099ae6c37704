"""Articles without a date are found by who asks now, and by nobody who bounds the days."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest import ingest
from rag import NewsQA
from rag.settings import Settings

UNDATED = "Lighthouse keeper retires\n\nTomas Arvel, keeper of the Brenn lighthouse, retired after forty years at sea."
DATED = (
    '{"title": "Harbour dues rise", "date": "2024-05-02", "publisher": "Brenn Post", '
    '"text": "The Brenn harbour board raised its dues by four percent on Thursday, its chair Ida Moll said."}\n'
)


@pytest.fixture(params=["undated alone", "beside dated ones"])
def qa(request: pytest.FixtureRequest, tmp_path: Path) -> NewsQA:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "keeper.txt").write_text(UNDATED, encoding="utf-8")
    if request.param == "beside dated ones":
        (tmp_path / "news" / "dues.jsonl").write_text(DATED, encoding="utf-8")
    settings = Settings(store=tmp_path / "store")
    ingest([tmp_path / "news"], settings=settings)
    opened = NewsQA.open(settings=replace(settings))
    request.addfinalizer(opened.close)
    return opened


def test_who_asks_now_finds_what_has_no_date(qa: NewsQA) -> None:
    answer = qa.query("Who retired as keeper of the Brenn lighthouse?")
    assert answer.abstained is None and "Tomas Arvel" in answer.text
    hit = qa.search("keeper of the Brenn lighthouse", k=3)[0]
    assert hit.passage.published_at is None
    assert hit.why.words and hit.why.passages and hit.why.leads


@pytest.mark.parametrize("scope", [{"as_of": "2024-06-01"}, {"since": "2020-01-01"}, {"until": "2024-12-31"}])
def test_bounds_leave_out_what_has_no_date(qa: NewsQA, scope: dict[str, str]) -> None:
    hits = qa.search("keeper of the Brenn lighthouse", k=5, **scope)  # type: ignore[arg-type]
    assert all(hit.passage.published_at is not None for hit in hits)
