"""Our own pages over HTTP: an article, a timeline, coverage and the library, as they are sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from rag.qa import NewsQA
from rag.settings import Settings
from rag.store import DayCount
from rag.types import Event, Passage, Span, Timeline
from tests.ui_views import DAY, FERRY, articles, fill, settings_of
from ui.newsroom import Newsroom
from ui.safety.headers import SecurityHeaders
from ui.views.asked import Asked
from ui.views.axis import stretches
from ui.views.bins import OTHERS, binned, leading, share, step_for
from ui.views.coverage import coverage_to_html
from ui.views.routes import router
from ui.views.timeline import LABEL_PX, LANES, placed, shortened, timeline_to_html
from ui.wording.masthead import SECTIONS, navigation_to_html


def client_of(settings: Settings) -> TestClient:
    app = FastAPI()
    newsroom = Newsroom(lambda: NewsQA.open(settings=settings))
    app.include_router(router(newsroom, settings))
    app.add_middleware(SecurityHeaders)
    return TestClient(app, base_url="http://localhost")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = settings_of(tmp_path_factory.mktemp("views"))
    fill(made, articles())
    return made


@pytest.fixture(scope="module")
def client(settings: Settings) -> Iterator[TestClient]:
    with client_of(settings) as opened:
        yield opened


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).strip()


# What all pages share


def test_each_section_leads_to_the_others_and_says_where_one_is() -> None:
    assert navigation_to_html("/coverage").count("aria-current") == 1
    assert navigation_to_html().count("aria-current") == 0
    assert [path for path, _ in SECTIONS] == ["/", "/timeline", "/coverage", "/library"]


@pytest.mark.parametrize("path", ["/timeline", "/coverage", "/library", "/articles/fe11"])
def test_pages_are_whole_and_hold_no_inline_script_or_style(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.text.startswith("<!doctype html><html lang=")
    assert answer.text.count("<h1") == answer.text.count("<main") == 1
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", answer.text)
    assert "sha256" not in answer.headers["content-security-policy"]


def test_the_dark_palette_is_the_chats() -> None:
    def values(css: str) -> list[str]:
        block = re.search(r"--paper: #161718;[^}]*--mark-ink: [^;]+;", css)
        assert block is not None
        return re.findall(r"--[\w-]+: [^;]+;", block.group())

    page = Path(__file__).parent.parent / "ui" / "page"
    assert values((page / "views.css").read_text()) == values((page / "theme.css").read_text())


def test_without_a_store_each_page_says_what_to_do(tmp_path: Path) -> None:
    with client_of(settings_of(tmp_path)) as empty:
        pages = {path: empty.get(path) for path in ("/timeline", "/coverage", "/library", "/articles/a")}

    assert {path: page.status_code for path, page in pages.items()} == {
        "/timeline": 503,
        "/coverage": 503,
        "/library": 200,
        "/articles/a": 503,
    }
    assert all("Nothing has been read yet" in page.text for page in pages.values())
    assert 'name="files"' in pages["/library"].text


def test_what_is_under_embargo_is_nowhere(tmp_path: Path) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    made = replace(settings_of(tmp_path), as_of="")
    early = replace(FERRY, id="fe13", title="Petrel to be scrapped", publisher="Embargo Post", published_at=tomorrow)
    undated = replace(FERRY, id="fe14", title="Petrel, a portrait", published_at=None)
    fill(made, [*articles(4), early, undated])
    paths = (
        "/library", "/library?q=ferry", "/library?q=Petrel", f"/library?until={tomorrow:%Y-%m-%d}", "/coverage",
        "/coverage?days=all", f"/coverage?until={tomorrow:%Y-%m-%d}", "/timeline?q=Petrel", "/articles/fe11",
    )  # fmt: skip

    with client_of(made) as client, NewsQA.open(settings=made) as qa:
        pages = {path: client.get(path).text for path in paths}
        missing = client.get("/articles/fe13")
        assert qa.article("fe13") is None and qa.article("fe14") is not None

    assert missing.status_code == 404 and "scrapped" not in missing.text
    for path, page in pages.items():
        assert "fe13" not in page and "scrapped" not in page, path
        assert f"{tomorrow.day} {tomorrow:%B %Y}" not in page, path
    assert "Embargo Post" not in pages["/articles/fe11"]
    assert "Petrel, a portrait" in pages["/library"] and "7 articles" in pages["/library"]


# An article


def test_an_article_shows_all_that_is_known_of_it(client: TestClient) -> None:
    page = client.get("/articles/fe11").text
    words = plain(page)

    assert "Harbour Gazette 10 May 2021, 06:40 UTC 10 days ago Coast corrected" in words
    assert "By Ines Moll , 李雷" in words
    assert "An earlier version gave 212 passengers." in words
    assert "Updated 11 May 2021, 09:00 UTC" in words
    assert "The same story in Inland Post 10 May 2021" in words
    assert page.count('<p dir="auto">') == 2
    assert 'href="https://harbour.example/ferry" target="_blank" rel="noopener noreferrer nofollow"' in page


def test_offsets_mark_the_words_and_the_anchor_is_there_once(client: TestClient) -> None:
    start = FERRY.text.index("at dawn")
    end = FERRY.text.index("All 214") + len("All 214 passengers")

    page = client.get(f"/articles/fe11?start={start}&end={end}").text

    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", page) == ["at dawn.", "All 214 passengers"]
    assert page.count('id="quote"') == 1


@pytest.mark.parametrize(
    "offsets", ["start=5&end=2", "start=0&end=99999", "start=-1&end=4", "start=x&end=²", "start=3"]
)
def test_offsets_that_are_none_mark_nothing(client: TestClient, offsets: str) -> None:
    answer = client.get(f"/articles/fe11?{offsets}")

    assert answer.status_code == 200
    assert "<mark" not in answer.text


def test_a_fragment_is_the_article_alone(client: TestClient) -> None:
    fragment = client.get("/articles/fe11?start=0&end=9&fragment=1").text

    assert fragment.startswith('<article class="reading">')
    assert "<mark>The ferry</mark>" in fragment
    assert not re.search(r"<h1|<form|\sid=|<html", fragment)


@pytest.mark.parametrize("path", ["/articles/ffff", "/articles/%3Cscript%3E", "/articles/%00"])
def test_an_article_that_is_not_here_is_a_page_too(client: TestClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert "That article is not here" in answer.text
    assert "<script" not in answer.text


# The timeline


def event_of(day: date, title: str = "Rain", quote: str = "It rained.") -> Event:
    passage = Passage("a1", 0, 0, len(quote), quote, title, "Post")
    return Event(day, passage, Span(0, len(quote), quote))


def test_labels_of_a_timeline_never_touch_and_no_stem_crosses_one() -> None:
    days = [date(2021, 1, 1 + n * n % 27) for n in range(25)]
    at = placed(sorted(days), 800, LABEL_PX, LANES)

    labelled = [place for place in at if place.lane is not None]
    assert len(labelled) >= LANES
    for i, one in enumerate(labelled):
        for other in labelled[i + 1 :]:
            if other.x - one.x < LABEL_PX:
                assert one.lane is not None and other.lane is not None
                assert one.lane > other.lane, "the later one's stem ends below the earlier one's label"
    assert len({(round(place.x / 17), place.level) for place in at}) == len(at)


def test_a_timeline_is_a_picture_and_a_list_that_say_the_same() -> None:
    events = (event_of(date(2021, 1, 2), "Rain begins"), event_of(date(2021, 3, 4), "A flood", "It <b>flooded</b>."))
    html = timeline_to_html(Timeline("rain", events, datetime(2021, 5, 1, tzinfo=UTC)))

    assert html.count('href="#event-1"') == html.count('href="#event-2"') == 2  # lying and standing
    assert html.count('id="event-1"') == 1
    assert "2: 4 Mar 2021, A flood" in html
    assert "It &lt;b&gt;flooded&lt;/b&gt;." in html
    assert 'href="/articles/a1?start=0&amp;end=10#quote"' in html


def test_a_lone_event_far_from_the_others_does_not_squeeze_them() -> None:
    days = [date(2016, 3, 1), *(date(2021, 1, 1 + 3 * n) for n in range(10))]

    for order in (days, sorted(date(2030, 1, 1) - (day - date(2000, 1, 1)) for day in days)):
        at = placed(order, 800, 80, LANES)
        html = timeline_to_html(Timeline("x", tuple(map(event_of, order)), datetime(2031, 5, 1, tzinfo=UTC)))
        xs = sorted(place.x for place in at)
        assert (xs[0], round(xs[-1])) == (0, 800)
        assert sum(later - x > 50 for x, later in pairwise(xs)) == 10, "they share the width"
        assert ">over 4 years</text>" in html


@pytest.mark.parametrize(
    "days", [[date(2021, 1, 1), date(2024, 1, 1)], [date(2021, 1, 1)] * 4 + [date(2024, 1, 1)], [date(2021, 1, 1)]]
)
def test_an_axis_without_anything_to_squeeze_is_whole(days: list[date]) -> None:
    assert len(stretches(days, 800)) == 1


@pytest.mark.parametrize("days", [[date(2021, 1, 2)], [date(1, 1, 1), date(9999, 12, 31)], [date(2021, 1, 1)] * 30])
def test_any_span_of_days_can_be_drawn(days: list[date]) -> None:
    html = timeline_to_html(Timeline("x", tuple(map(event_of, days)), datetime(2021, 5, 1, tzinfo=UTC)))

    assert html.count("<svg") == 2
    assert "nan" not in html and "inf" not in html


def test_wide_letters_count_double() -> None:
    assert shortened("a" * 30, 10) == "a" * 9 + "…"
    assert len(shortened("渡" * 30, 10)) == 5


def test_the_timeline_page_asks_the_store(client: TestClient) -> None:
    page = client.get("/timeline", params={"q": "ferry Petrel"}).text

    assert "The ferry Petrel ran aground at dawn." in page
    assert "/articles/fe11?start=0&amp;end=37#quote" in page
    assert "Also in <bdi>Inland Post</bdi>" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [("q=x&since=yesterday", "not a date"), ("q=x&since=2021-02-01&until=2021-01-01", "after the day")],
)
def test_days_that_are_none_are_told(client: TestClient, query: str, said: str) -> None:
    for path in ("/timeline", "/coverage", "/library"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 400
        assert said in answer.text
        assert "<form" in answer.text, "so that it can be mended"


# Coverage


def test_bins_hold_every_day_once_whatever_their_length() -> None:
    rows = [DayCount(date(2021, 1, 1 + n), "Post" if n % 2 else "Lantern", n) for n in range(30)]
    for step in ("day", "week", "month", "year"):
        bins = binned(rows, date(2020, 12, 20), date(2021, 2, 10), step)
        assert bins[0].first == date(2020, 12, 20) and bins[-1].last == date(2021, 2, 10)
        assert all((after.first - before.last).days == 1 for before, after in pairwise(bins))
        assert sum(each.total for each in bins) == sum(range(30))


def test_the_smaller_outlets_are_the_others() -> None:
    rows = [DayCount(date(2021, 1, 1), f"Outlet {n}", 10 - n) for n in range(9)]
    (day,) = binned(rows, date(2021, 1, 1), date(2021, 1, 1), "day")
    outlets = leading([day], 4)

    assert outlets == ("Outlet 0", "Outlet 1", "Outlet 2", OTHERS)
    assert [share(day, name, outlets) for name in outlets] == [10, 9, 8, 7 + 6 + 5 + 4 + 3 + 2]


def test_long_spans_are_drawn_in_few_bars() -> None:
    assert step_for(date(1993, 1, 1), date(2021, 1, 1), 92) == "year"
    assert step_for(date.max, date.max, 92) == "day"


def test_a_day_of_the_chart_leads_to_its_articles(client: TestClient) -> None:
    page = client.get("/coverage").text
    links = re.findall(r'<a href="(/library[^"]*)" tabindex="-1" aria-label="([^"]*)"', page)

    address, label = links[-1]
    assert (address, label) == ("/library?since=2021-05-20&amp;until=2021-05-20", "20 May 2021: 2 articles")
    assert "2 articles, 20 May 2021" in client.get(address.replace("&amp;", "&")).text
    assert "more have no date" in page
    assert page.count("<tr>") - 1 == len(re.findall(r'<th scope="row">', page))


def test_an_outlets_own_days_and_days_without_any(client: TestClient) -> None:
    page = client.get("/coverage", params={"outlet": "the lantern", "since": "2021-05-01", "until": "2021-05-20"}).text

    assert "Inland Post</bdi></li>" not in page
    assert "of 20 days have any" in page
    assert "Nothing from those days" in client.get("/coverage?since=1999-01-01&until=1999-02-01").text


def test_a_week_without_articles_is_seen() -> None:
    rows = [DayCount(date(2021, 5, 1), "Post", 3), DayCount(date(2021, 5, 20), "Post", 1)]
    html = coverage_to_html(rows, date(2021, 5, 1), date(2021, 5, 20), Asked())

    assert "Nothing from 2 May 2021 to 19 May 2021" in html
    assert "no articles" in html


# The library


def test_the_library_is_paged_newest_first(client: TestClient) -> None:
    first = client.get("/library").text
    second = client.get("/library?page=2").text

    assert "42 articles telling 41 different stories, " in first
    titles = re.findall(r'<a href="/articles/\w+" dir="auto">([^<]*)</a>', first)
    assert titles[0].startswith("Harbour report") and len(titles) == 30
    assert "Page 1 of 2" in first and 'rel="next" href="/library?page=2"' in first
    assert 'rel="prev" href="/library"' in second
    assert not set(titles) - {"Ferry aground off the mole"} & set(re.findall(r'dir="auto">([^<]*)</a>', second))


def test_words_outlets_and_days_narrow_the_library(client: TestClient) -> None:
    page = client.get("/library", params={"q": "Petrel", "outlet": "inland post", "since": "2021-05-01"}).text

    assert "1 article, 10 May 2021" in page and "best match first" in page
    assert 'value="Petrel"' in page and '<option value="Inland Post" selected>' in page
    assert "The same story in 1 other outlet" in page
    assert "No article read so far fits" in client.get("/library?q=zzzzz").text


def test_pages_beyond_the_last_and_pages_that_are_none_break_nothing(client: TestClient) -> None:
    for page in ("0", "-3", "99", "x", "9" * 30):
        assert client.get(f"/library?page={page}").status_code == 200


def test_with_uploads_off_nothing_can_be_changed(settings: Settings) -> None:
    with client_of(replace(settings, uploads="off")) as client:
        page = client.get("/library").text
        assert "<form" in page and 'method="post"' not in page and "library.js" not in page
        assert "Forget" not in client.get("/articles/fe11").text
        for path, data in (
            ("files", {}),
            ("address", {"address": "https://a.example/"}),
            ("forget", {"article": "fe11"}),
            ("stop", {}),
        ):
            answer = client.post(f"/library/{path}", data=data)
            assert answer.status_code == 400 and "DATELINE_UPLOADS" in answer.text
        assert client.get("/articles/fe11").status_code == 200


def test_ages_count_from_the_day_asked(client: TestClient) -> None:
    assert DAY == "2021-05-20"
    assert '20 May 2021</time> <span class="age">today</span>' in client.get("/library").text
