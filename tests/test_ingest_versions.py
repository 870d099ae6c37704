"""Of an article's versions the later one stands, whenever it is read; a withdrawn one is evidence for nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest import IngestReport, ingest
from ingest.sources.identity import article_id
from ingest.versions import Standing, replaces
from rag.qa import NewsQA
from rag.settings import Settings
from rag.store import NewsStore
from rag.types import Article, Status
from tests.story_pairs import labelled_pairs

URL = "https://post.example/harbour"
BODY = "The harbour of Vikholm closed on Tuesday after a ferry struck the pier, {who} said. " + (
    "Ships went to Sundby instead. Divers are to look at the hull. " * 12
)
MONDAY, TUESDAY, WEDNESDAY = (datetime(2024, 10, day, tzinfo=UTC) for day in (21, 22, 23))


def _standing(
    status: Status = "usable", modified: datetime | None = None, published: datetime | None = MONDAY
) -> Standing:
    return Standing(status, published, modified)


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [
        (_standing(modified=WEDNESDAY), _standing(modified=TUESDAY), True),
        (_standing(modified=TUESDAY), _standing(modified=WEDNESDAY), False),
        (_standing(), _standing(modified=WEDNESDAY), False),
        (_standing(modified=WEDNESDAY), _standing(), True),
        (_standing(published=TUESDAY), _standing(), True),
        (_standing(published=None), _standing(modified=TUESDAY), None),
        (_standing(), _standing(), None),
        (_standing("corrected"), _standing(), True),
        (_standing(), _standing("corrected"), False),
        (_standing(modified=WEDNESDAY), _standing("corrected", modified=TUESDAY), True),
        (_standing("withdrawn", published=None), _standing(modified=WEDNESDAY), True),
        (_standing(modified=WEDNESDAY), _standing("withdrawn", published=None), False),
        (_standing("withdrawn"), _standing("withdrawn"), None),
    ],
)
def test_which_version_stands(new: Standing, old: Standing, expected: bool | None) -> None:
    for in_doubt in (True, False):
        assert replaces(new, old, in_doubt=in_doubt) is (in_doubt if expected is None else expected)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(store=tmp_path / "store", passage_model="none", lead_model="none", as_of="2024-10-25")


def _record(who: str = "police", **more: object) -> dict[str, object]:
    record = {"title": "Harbour closes", "text": BODY.format(who=who), "publisher": "The Post", "date": "2024-10-21"}
    return {**record, "url": URL, **more}


def _read(settings: Settings, *records: dict[str, object]) -> IngestReport:
    source = settings.store.parent / "news.jsonl"
    source.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return ingest([source], settings=settings)


def _stored(settings: Settings) -> Article:
    with NewsStore.open(settings.store) as store:
        article = store.article(article_id(URL, "", "", ""))
    assert article is not None
    return article


def test_an_older_version_read_later_changes_nothing(settings: Settings) -> None:
    _read(settings, _record("the mayor", modified_at="2024-10-23T08:00:00Z"))

    older = _read(settings, _record("police", modified_at="2024-10-22T08:00:00Z"))
    first = _read(settings, _record("police"))

    assert (older.unchanged, older.updated, older.passages) == (1, 0, 0)
    assert (first.unchanged, first.updated) == (1, 0)
    assert "the mayor said" in _stored(settings).text


def test_a_newer_version_read_later_stands(settings: Settings) -> None:
    _read(settings, _record("police", modified_at="2024-10-22T08:00:00Z"))

    report = _read(settings, _record("the mayor", modified_at="2024-10-23T08:00:00Z"))

    assert (report.unchanged, report.updated) == (0, 1)
    assert "the mayor said" in _stored(settings).text


def test_of_two_older_versions_in_one_input_neither_stands(settings: Settings) -> None:
    _read(settings, _record("the mayor", modified_at="2024-10-24T08:00:00Z"))

    report = _read(
        settings,
        _record("police", modified_at="2024-10-22T08:00:00Z"),
        _record("divers", modified_at="2024-10-23T08:00:00Z"),
    )

    assert (report.read, report.unchanged) == (2, 2)
    assert "the mayor said" in _stored(settings).text


def test_a_bare_notice_withdraws_an_article_from_every_answer_and_for_good(settings: Settings) -> None:
    question = "Which harbour closed after a ferry struck the pier?"
    _read(settings, _record())
    with NewsQA.open(settings=settings) as qa:
        before = qa.query(question)
        assert before.citations

        report = _read(settings, {"url": URL, "status": "withdrawn"})
        after = qa.query(question)
        again = _read(settings, {"url": URL, "status": "withdrawn"}, _record())

        assert (report.updated, report.passages) == (1, 0)
        assert (after.hits, after.citations) == ((), ())
        assert after.abstained is not None
        assert (again.updated, again.unchanged) == (0, 2)
        assert qa.query(question).hits == ()
        assert qa.stats().passages == 0
    stored = _stored(settings)
    assert (stored.status, stored.text) == ("withdrawn", "")
    assert (stored.title, stored.publisher, stored.published_at) == ("Harbour closes", "The Post", MONDAY)


def test_an_article_and_its_withdrawal_in_one_input(settings: Settings) -> None:
    report = _read(settings, _record(), {"url": URL, "status": "withdrawn"})

    assert (report.added, report.updated, report.passages) == (1, 1, 0)
    stored = _stored(settings)
    assert (stored.status, stored.text, stored.title) == ("withdrawn", "", "Harbour closes")


def test_a_correction_reaches_the_answer(settings: Settings) -> None:
    _read(settings, _record())

    _read(settings, _record("the coast guard", correction="It was not the police who said so."))

    with NewsQA.open(settings=settings) as qa:
        answer = qa.query("Which harbour closed after a ferry struck the pier?")
    assert {hit.passage.status for hit in answer.hits} == {"corrected"}
    assert all("police" not in citation.passage.text for citation in answer.citations)


FERRY = next(pair.one for pair in labelled_pairs() if pair.one.id == "ferry")
ASKED = "Which ferry ran aground outside the harbour of Nordsund?"


def _copy(n: int, outlet: str, day: str = "2024-10-21") -> dict[str, object]:
    record = {"title": f"{FERRY.title}, {outlet} reports", "text": FERRY.text, "publisher": outlet, "date": day}
    return {**record, "url": f"https://{n}.example/ferry"}


def test_copies_are_one_hit_that_names_its_other_outlets(settings: Settings) -> None:
    for n, outlet in reversed(list(enumerate(("The Post", "Echo", "Coast Radio")))):
        _read(settings, _copy(n, outlet, f"2024-10-{21 + n}"))

    with NewsQA.open(settings=settings) as qa:
        hits = qa.search(ASKED)
        assert len({hit.passage.article_id for hit in hits}) == 1
        assert {hits[0].passage.publisher, *hits[0].also} == {"The Post", "Echo", "Coast Radio"}
        assert hits[0].passage.publisher not in hits[0].also
        early = qa.search(ASKED, as_of="2024-10-22")
        assert {name for hit in early for name in (hit.passage.publisher, *hit.also)} == {"The Post", "Echo"}


def test_stories_are_the_same_after_reading_again(settings: Settings) -> None:
    copies = [_copy(n, f"Outlet {n}") for n in range(4)]
    _read(settings, *copies)
    once = _voices(settings)

    report = _read(settings, *reversed(copies), _copy(0, "Outlet 0", "2024-10-22"))

    assert (report.unchanged, report.updated) == (4, 1)
    assert once == _voices(settings) == {f"Outlet {n}" for n in range(4)}


def _voices(settings: Settings) -> set[str]:
    with NewsQA.open(settings=settings) as qa:
        hits = qa.search(ASKED)
        assert len({hit.passage.article_id for hit in hits}) == 1
        return {hits[0].passage.publisher, *hits[0].also}
