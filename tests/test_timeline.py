"""What happened when: the sample's developing story in order, once each, in the sources' own words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rag import NewsQA
from rag.answering.timeline import EVENTS_PER_DAY, Subject, events_of
from rag.errors import UsageError
from rag.language.terms import content_terms
from rag.settings import Settings
from rag.types import Event, Hit, Passage, Span, Timeline, Window
from rag.wire import timeline_to_dict
from ui.commands.text import timeline_to_text

FERRY = [  # the day, and words of the sentence that tells it
    ("2026-03-10", "ran aground in fog"),
    ("2026-03-10", "All 138 people have been brought ashore"),
    ("2026-03-12", "suspect that the steering gear"),
    ("2026-03-15", "refloated the ferry"),
    ("2026-03-17", "two wires of its gyrocompass"),
    ("2026-03-19", "Oskar Vane, has resigned"),
    ("2026-03-20", "all nine ferries"),
    ("2026-03-24", "The Grey Linnet"),
]


@pytest.fixture(scope="module")
def qa(sample_settings: Settings) -> Iterator[NewsQA]:
    with NewsQA.open(settings=sample_settings) as opened:
        yield opened


def told(timeline: Timeline, words: str) -> list[Event]:
    return [event for event in timeline.events if words in event.quote.text]


def passage(number: int, text: str, *, day: datetime | None, title: str = "", publisher: str = "Post") -> Passage:
    return Passage(f"a{number}", 0, 0, len(text), text, title or f"Report {number}", publisher, None, day)


@pytest.mark.parametrize("subject", ["Morrow Star", "the ferry Morrow Star"])
def test_a_developing_story_in_order_and_once_each(qa: NewsQA, subject: str) -> None:
    timeline = qa.timeline(subject, since="2026-03-10")

    assert timeline.abstained is None
    days = [event.day for event in timeline.events]
    assert days == sorted(days)
    wanted = FERRY if subject == "Morrow Star" else FERRY[:5]
    found = [told(timeline, words) for _, words in wanted]
    assert [len(events) for events in found] == [1] * len(wanted), [e.quote.text for e in timeline.events]
    assert [events[0].day.isoformat() for events in found] == [day for day, _ in wanted]


def test_copies_are_one_event_that_names_their_outlets(qa: NewsQA) -> None:
    (grounding,) = told(qa.timeline("Morrow Star"), "ran aground in fog")

    assert grounding.passage.publisher == "Halvern Press Agency"  # the first to report it
    assert {"The Orrinport Courier", "The Skelby Gazette"} <= set(grounding.also)


def test_every_event_quotes_the_stored_article(qa: NewsQA) -> None:
    for subject in ("Morrow Star", "Aldren Bridge", "measles", "Bank of Halvern"):
        for event in qa.timeline(subject).events:
            article = qa.article(event.passage.article_id)
            assert article is not None and article.status != "withdrawn"
            assert article.text[event.quote.start : event.quote.end] == event.quote.text
            assert article.published_at is not None and article.published_at.date() == event.day
            assert event.passage.publisher not in event.also


def test_no_dateline_no_greeting(qa: NewsQA) -> None:
    quotes = [event.quote.text for event in qa.timeline("Morrow Star").events]

    assert quotes
    assert not [quote for quote in quotes if "(HPA)" in quote or quote.startswith(("Updated", "Good evening"))]


@pytest.mark.parametrize(
    ("subject", "stranger"),
    [("Aldren Bridge", "half marathon"), ("Morrow Star", "Papageitaucher"), ("measles", "ferry")],
)
def test_articles_that_only_mention_the_subject_are_left_out(qa: NewsQA, subject: str, stranger: str) -> None:
    timeline = qa.timeline(subject)

    assert timeline.events
    assert not told(timeline, stranger)


def test_since_until_as_of_and_publisher_bound_it(qa: NewsQA) -> None:
    changed = qa.timeline("Morrow Star", since="2026-03-16")
    known = qa.timeline("Morrow Star", as_of="2026-03-12")
    radio = qa.timeline("Morrow Star", until="2026-03-19", publishers=["radio halvern"])

    assert changed.events[0].day == date(2026, 3, 17)
    assert known.events[-1].day == date(2026, 3, 12)
    assert {event.passage.publisher for event in radio.events} == {"Radio Halvern"}
    assert changed.window is not None and changed.window.since == datetime(2026, 3, 16, tzinfo=UTC)


def test_the_subjects_own_words_can_say_since_when(qa: NewsQA) -> None:
    timeline = qa.timeline("the ferry Morrow Star since 15 March")

    assert timeline.events[0].day == date(2026, 3, 15)


def test_a_limit_keeps_the_order(qa: NewsQA) -> None:
    three = qa.timeline("Morrow Star", limit=3).events

    assert len(three) == 3
    assert set(three) <= set(qa.timeline("Morrow Star").events)
    assert [event.day for event in three] == sorted(event.day for event in three)


@pytest.mark.parametrize(
    ("subject", "scope", "reason"),
    [
        ("quarterback of the Seahawks", {}, "not_covered"),
        ("Morrow Star", {"until": "2020-01-01"}, "nothing_in_window"),
        ("Morrow Star", {"publishers": ["The Daily Nothing"]}, "outlet_not_indexed"),
    ],
)
def test_none_says_why(qa: NewsQA, subject: str, scope: dict[str, object], reason: str) -> None:
    timeline = qa.timeline(subject, **scope)  # type: ignore[arg-type]

    assert timeline.events == ()
    assert timeline.abstained is not None and timeline.abstained.reason == reason
    assert timeline.abstained.message in " ".join(timeline_to_text(timeline, 10_000).split())


def test_bad_input_says_what_is_wrong(qa: NewsQA) -> None:
    with pytest.raises(UsageError, match="limit must be at least 1"):
        qa.timeline("Morrow Star", limit=0)
    with pytest.raises(UsageError, match="empty"):
        qa.timeline("  ")


def test_its_json_has_the_promised_fields(qa: NewsQA) -> None:
    document = json.loads(json.dumps(timeline_to_dict(qa.timeline("Morrow Star"))))

    assert set(document) == {"subject", "events", "abstained", "as_of", "window"}
    promised = "day title publisher published_at url quote quote_start quote_end article_id passage_id also"
    assert all(set(event) == set(promised.split()) for event in document["events"])
    assert document["events"][1]["day"] == "2026-03-10"


def test_a_day_has_few_events_and_undated_articles_tell_none() -> None:
    day = datetime(2031, 5, 12, 9, tzinfo=UTC)
    texts = [
        "Velland United won the national cup against Norland City on penalties.",
        "Velland United hired the Danish coach Lars Holm until next summer.",
        "A fire destroyed the west stand of Velland United's old wooden stadium.",
        "Velland United owes the tax office nine million crowns, a court heard.",
        "Supporters of Velland United blocked the motorway with forty buses.",
    ]
    hits = [Hit(passage(at, text, day=day + timedelta(hours=at)), 9.0 - at) for at, text in enumerate(texts)]
    undated = Hit(passage(9, "Velland United sold the ground to the city.", day=None), 10.0)

    events = events_of("Velland United", [undated, *hits], limit=20)

    assert len(events) == EVENTS_PER_DAY
    assert all(event.passage.published_at for event in events)


def test_a_later_report_of_the_same_day_is_not_a_new_event() -> None:
    first = passage(
        1, "The Velland dam broke on Monday, flooding four villages.", day=datetime(2031, 5, 12, 9, tzinfo=UTC)
    )
    later = passage(
        2,
        "The Velland dam broke on Monday and four villages are still under water.",
        day=datetime(2031, 5, 13, 9, tzinfo=UTC),
        publisher="Echo",
    )
    new = passage(
        3, "The engineer of the Velland dam was arrested on Tuesday.", day=datetime(2031, 5, 13, 18, tzinfo=UTC)
    )

    events = events_of("Velland dam", [Hit(new, 3.0), Hit(later, 2.0), Hit(first, 1.0)], limit=20)

    assert [(event.passage.article_id, event.also) for event in events] == [("a1", ("Echo",)), ("a3", ())]


@pytest.mark.parametrize(
    ("subject", "text", "about"),
    [
        ("Skelby ferry", "The ferry left Skelby at ten.", True),
        ("Skelby ferry", "The bakery in Skelby is shut.", False),
        ("Skelby ferry", "A ferry left Mirrow at ten.", False),
        ("Morrow Star", "The star of the film is 40.", False),
        ("tram strike", "Tram drivers went on strike.", True),
        ("tram strike", "Nurses went on strike.", False),
        ("the", "The end.", False),
        ("???", "Why?", False),
    ],
)
def test_what_a_text_is_about(subject: str, text: str, about: bool) -> None:
    assert Subject(subject).in_terms(content_terms(text)) is about


def test_a_hostile_source_cannot_act_on_a_terminal() -> None:
    text = "Velland\x1b[31m burns\u202e tonight again."
    one = passage(1, text, day=datetime(2031, 5, 12, tzinfo=UTC), publisher="Po\x1bst\nX")
    timeline = Timeline("Velland", (Event(date(2031, 5, 12), one, Span(0, len(text), text), ("A\x07",)),), one_day())

    shown = timeline_to_text(replace(timeline, window=Window(one_day(), None, True)), 80)

    assert "\x1b" not in shown and "\x07" not in shown and "\u202e" not in shown
    assert "Po st X (also A" in shown
    assert "1 event, since 13 May 2031." in shown


def one_day() -> datetime:
    return datetime(2031, 5, 13, tzinfo=UTC)
