"""IPTC ninjs and schema.org: embargoes hold, cancellations count, corrections are kept, times are where they were."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.languages import Languages
from ingest.pipeline import ingest
from ingest.sources.dates import read_date
from ingest.sources.files import read_file
from ingest.sources.pages import article_from_page
from ingest.sources.zones import zone_of
from rag import NewsQA
from rag.errors import ModelError, RecordRejected
from rag.settings import Settings
from rag.types import Article
from tests.news_server import SENTENCES, article_html

TEXT = " ".join(SENTENCES)
ITEM_1 = {
    "uri": "urn:newsml:hpa.example:20260324:7",
    "type": "text",
    "pubstatus": "usable",
    "versioncreated": "2026-03-24T11:00:00Z",
    "firstcreated": "2026-03-24T09:30:00Z",
    "headline": "Harbour closes",
    "byline": "By Ana Cruz",
    "body_text": TEXT,
    "language": "en-GB",
    "copyrightholder": "Halvern Press Agency",
    "subject": [{"code": "04015001", "name": "Shipping"}],
}
ITEM_2 = {
    "uri": "https://hpa.example/items/8",
    "standard": {"name": "ninjs", "version": "2.1"},
    "type": "text",
    "pubstatus": "usable",
    "firstcreated": "2026-03-24T09:30:00Z",
    "headlines": [{"role": "slug", "value": "HARBOUR"}, {"role": "main", "value": "Harbour closes"}],
    "by": "Ana Cruz",
    "bodies": [{"role": "main", "contenttype": "text/html", "value": f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>"}],
    "infosources": [{"name": "Halvern Press Agency"}],
    "subjects": [{"name": "Shipping"}],
}


@pytest.fixture(scope="module")
def languages() -> Languages:
    return Languages()


def read(tmp_path: Path, document: object) -> Article:
    path = tmp_path / "item.json"
    path.write_text(json.dumps(document))
    (item,) = read_file(path)
    assert isinstance(item, Article), item
    return item


@pytest.mark.parametrize("item", [ITEM_1, ITEM_2], ids=["1.x", "2.x"])
def test_ninjs_items_are_articles(tmp_path: Path, item: dict[str, object]) -> None:
    article = read(tmp_path, item)
    assert (article.title, article.publisher) == ("Harbour closes", "Halvern Press Agency")
    assert (article.authors, article.section) == (("Ana Cruz",), "Shipping")
    assert article.text.startswith(SENTENCES[0]) and "<p>" not in article.text
    assert article.published_at == datetime(2026, 3, 24, 9, 30, tzinfo=UTC)
    assert article.url == (None if item is ITEM_1 else "https://hpa.example/items/8")


def test_an_items_identifier_holds_through_its_versions(tmp_path: Path) -> None:
    first = read(tmp_path, ITEM_1)
    update = read(tmp_path, {**ITEM_1, "headline": "Harbour opens", "versioncreated": "2026-03-25T11:00:00Z"})
    other = read(tmp_path, {**ITEM_1, "uri": "urn:newsml:hpa.example:20260324:8"})
    canceled = {"uri": ITEM_1["uri"], "pubstatus": "canceled", "versioncreated": "2026-03-26T11:00:00Z"}
    gone = read(tmp_path, canceled)
    assert first.id == update.id == gone.id != other.id
    assert update.modified_at == datetime(2026, 3, 25, 11, tzinfo=UTC) and gone.status == "withdrawn"
    assert read(tmp_path, {**ITEM_1, "pubstatus": "withheld"}).status == "withdrawn"
    assert read(tmp_path, {**ITEM_1, "ednote": "CORRECTS name of the mayor"}).status == "corrected"
    assert read(tmp_path, {**ITEM_1, "ednote": "With photo"}).status == "usable"


@pytest.mark.parametrize(
    ("embargoed", "published"),
    [
        ("2026-03-26T06:00:00+01:00", datetime(2026, 3, 26, 5, tzinfo=UTC)),
        ("2026-03-20T06:00:00Z", datetime(2026, 3, 24, 9, 30, tzinfo=UTC)),
        (None, datetime(2026, 3, 24, 9, 30, tzinfo=UTC)),
    ],
)
def test_an_embargo_is_when_an_item_is_published(tmp_path: Path, embargoed: str | None, published: datetime) -> None:
    assert read(tmp_path, {**ITEM_1, "embargoed": embargoed}).published_at == published


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"embargoed": "soon"}, "embargoed"),
        ({"type": "picture"}, "type"),
        ({"versioncreated": "yesterday", "firstcreated": None}, "versioncreated"),
        ({"body_text": ""}, "text"),
    ],
)
def test_items_that_cannot_be_read_are_refused_by_their_field(
    tmp_path: Path, change: dict[str, object], field: str
) -> None:
    path = tmp_path / "item.json"
    path.write_text(json.dumps({**ITEM_1, **change}))
    (item,) = read_file(path)
    assert isinstance(item, RecordRejected) and item.field == field


def test_no_question_is_answered_from_an_embargoed_or_a_canceled_item(tmp_path: Path) -> None:
    path = tmp_path / "items.json"
    settings = Settings(store=tmp_path / "store", lead_model="none")
    path.write_text(json.dumps([{**ITEM_1, "embargoed": "2026-03-26T06:00:00Z"}]))
    ingest([path], settings=settings)
    with NewsQA.open(settings=settings) as qa:
        assert qa.search("ferry struck the pier in Vikholm", as_of="2026-03-26T05:59:00+00:00") == []
        assert qa.search("ferry struck the pier in Vikholm", as_of="2026-03-26T06:01:00+00:00")
    path.write_text(
        json.dumps({"uri": ITEM_1["uri"], "pubstatus": "canceled", "versioncreated": "2026-03-27T11:00:00Z"})
    )
    ingest([path], settings=settings)
    with NewsQA.open(settings=settings) as qa:
        assert qa.search("ferry struck the pier in Vikholm", as_of="2026-03-28") == []


@pytest.mark.parametrize("days", [0, 30])
def test_no_embargo_ends_by_asking_as_of_a_day_to_come(tmp_path: Path, days: int) -> None:
    path, settings = tmp_path / "item.json", Settings(store=tmp_path / "store", lead_model="none")
    ends = datetime.now(UTC) + timedelta(minutes=5)
    path.write_text(json.dumps({**ITEM_1, "embargoed": ends.isoformat()}))
    assert ingest([path], settings=settings).added == 1
    with NewsQA.open(settings=settings) as qa:
        as_of = (ends + timedelta(days=days)).date()
        assert qa.search("ferry struck the pier in Vikholm", as_of=as_of) == []
        assert qa.query("Why did the ferry strike the pier in Vikholm?", as_of=as_of).abstained
        assert qa.search("ferry struck the pier in Vikholm") == []


def test_schema_org_corrections_and_changes_are_kept(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": "Harbour closes",
            "articleBody": TEXT,
            "datePublished": "2026-03-24T09:30:00Z",
            "dateModified": "2026-03-25T09:30:00Z",
            "correction": [{"@type": "CorrectionComment", "text": "The mayor is Ana Cruz, not Ada Cruz."}],
            "url": "https://post.example/a",
        },
    )
    assert article.correction == "The mayor is Ana Cruz, not Ada Cruz." and article.status == "corrected"
    assert article.modified_at == datetime(2026, 3, 25, 9, 30, tzinfo=UTC)


def test_a_correction_reaches_the_answer_and_an_older_version_does_not_come_back(tmp_path: Path) -> None:
    settings = Settings(store=tmp_path / "store", lead_model="none")
    wrong = TEXT.replace("ferry", "trawler", 1)
    stated = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Harbour closes"}
    first = {**stated, "url": "https://post.example/a", "datePublished": "2026-03-24T09:30:00Z", "articleBody": wrong}
    note = {"@type": "CorrectionComment", "text": "It was a ferry, not a trawler."}
    corrected = {**first, "articleBody": TEXT, "dateModified": "2026-03-25T09:30:00Z", "correction": note}
    path = tmp_path / "item.json"
    for version in (first, corrected, first):
        path.write_text(json.dumps(version))
        ingest([path], settings=settings)
    with NewsQA.open(settings=settings) as qa:
        answer = qa.query("What struck the pier in Vikholm?", as_of="2026-03-26")
        assert "trawler" not in answer.hits[0].passage.text
        assert answer.hits[0].passage.correction == "It was a ferry, not a trawler."
        assert "corrected" in [each.kind for each in answer.notes]


@pytest.mark.parametrize(
    ("written", "url", "hour"),
    [
        ("2026-03-24T10:30:00", "https://post.de/a", 9),
        ("24 Mar 2026 10:30", "https://www.post.fi/a", 8),
        ("2026-03-24T10:30:00+05:00", "https://post.de/a", 5),
        ("2026-03-24T10:30:00Z", "https://post.de/a", 10),
        ("2026-03-24T10:30:00", "https://post.example/a", 10),
        ("2026-03-24T10:30:00", None, 10),
        ("Tue, 24 Mar 2026 10:30:00 -0000", "https://post.de/a", 10),
        ("2026-03-24", "https://post.jp/a", 0),
        ("2026-03-24T00:00:00", "https://post.jp/a", 0),
        ("March 24, 2026 10:30 AM ET", "https://post.de/a", 14),
    ],
)
def test_a_time_without_a_zone_is_the_outlets(written: str, url: str | None, hour: int) -> None:
    moment = read_date(written, zone_of(url))
    assert moment is not None and (moment.day, moment.hour) == (24, hour)


def test_summer_time_is_the_days_own_and_pages_and_records_agree(tmp_path: Path) -> None:
    summer, winter = "2026-07-01T12:00:00", "2026-01-01T12:00:00"
    for written, hour in ((summer, 10), (winter, 11)):
        html = article_html("Hafen", published=written)
        assert article_from_page(html, "page", "https://post.de/a").published_at.hour == hour  # type: ignore[union-attr]
        record = {"title": "Hafen", "text": TEXT, "url": "https://post.de/a", "date": written}
        assert read(tmp_path, record).published_at.hour == hour  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        ("Die Fähre lief vorige Woche auf Grund, weil zwei Kabel vertauscht worden waren, sagte die Behörde.", "de"),
        ("Le ferry s'est échoué la semaine dernière parce que deux fils avaient été inversés.", "fr"),
        ("Ferjen gikk på grunn forrige uke fordi to ledninger var byttet om, sa havnevesenet tirsdag.", "no"),
        ("Rain.", None),
        ("12,3 45 % 2026 +99 1:0 2:1 3:3 (0:0) 12,3 45 % 2026 +99 1:0 2:1", None),
        ("", None),
    ],
)
def test_languages_are_told_where_that_is_plain(languages: Languages, text: str, language: str | None) -> None:
    assert languages.of(text) == language


def test_a_full_temporary_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(ModelError, match=r"was not unpacked into .*gone .*: make room there"):
        Languages().of("Die Fähre lief auf Grund, weil zwei Kabel vertauscht waren, sagte die Behörde am Dienstag.")
