"""A small store, real and made by hand, whose pages are looked at; nothing is embedded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ingest.pipeline import store_articles
from rag.settings import Settings
from rag.types import Article

DAY = "2021-05-20"
OUTLETS = ("Harbour Gazette", "Inland Post", "The Lantern")
FERRY = Article(
    id="fe11",
    title="Ferry aground off the mole",
    text="The ferry Petrel ran aground at dawn.\n\nAll 214 passengers were brought ashore by noon. Nobody was hurt. "
    "The master told the coastguard that the lamp on the mole had been dark since Tuesday, and that the pilot who "
    "should have met the ship at the outer buoy was still in bed. Divers will look at the hull on Monday.",
    publisher="Harbour Gazette",
    url="https://harbour.example/ferry",
    published_at=datetime(2021, 5, 10, 6, 40, tzinfo=UTC),
    modified_at=datetime(2021, 5, 11, 9, 0, tzinfo=UTC),
    authors=("Ines Moll", "李雷"),
    section="Coast",
    correction="An earlier version gave 212 passengers.",
    status="corrected",
)


def settings_of(folder: Path) -> Settings:
    """Settings of a store without vectors, asked as of the day of the newest article."""
    return Settings(store=folder / "store", passage_model="none", lead_model="none", answerer="quoting", as_of=DAY)


def articles(count: int = 40) -> list[Article]:
    """The ferry's article, its copy in another outlet, and ``count`` others about harbours, a few of them undated."""
    copy = Article(
        id="fe12",
        title="Ferry aground off the mole",
        text=FERRY.text,
        publisher="Inland Post",
        url="https://inland.example/ferry",
        published_at=datetime(2021, 5, 10, 9, 0, tzinfo=UTC),
    )
    others = [
        Article(
            id=f"{number:04x}",
            title=f"Harbour report {number}",
            text=f"Report {number} counts {number} boats and {number * 3} crates in the harbour of Skelby{number}.",
            publisher=OUTLETS[number % 3],
            url=f"https://reports.example/{number}",
            published_at=None if number % 13 == 5 else datetime(2021, 5, 20, tzinfo=UTC) - timedelta(days=number // 2),
        )
        for number in range(count)
    ]
    return [FERRY, copy, *others]


def fill(settings: Settings, chosen: Sequence[Article]) -> None:
    """Store the articles as they are."""
    report = store_articles([("made", article) for article in chosen], settings=settings)
    assert report.added == len(chosen), report
