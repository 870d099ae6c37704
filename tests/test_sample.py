"""The invented newswire and its questions agree with each other and with the calendar, and hold what they promise."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
OUTLETS = {
    "The Orrinport Courier": "https://orrinport-courier.example/",
    "Halvern Press Agency": "https://hpa.example/",
    "The Skelby Gazette": "https://skelby-gazette.example/",
    "Ledger & Tide": "https://ledger-and-tide.example/",
    "Radio Halvern": "https://radio-halvern.example/",
}
COURIER, HPA, GAZETTE, LEDGER, RADIO = OUTLETS.values()
FIRST_DAY, LAST_DAY = date(2026, 2, 16), date(2026, 3, 29)
WITHDRAWN = COURIER + "2026/03/aldash-lanternhouse-shares"

SYNDICATED = [
    (HPA + "2026/02/bank-of-halvern-holds-rate", COURIER + "2026/02/rates-on-hold"),
    (HPA + "2026/02/tram-strike-begins", RADIO + "2026/02/trams-stand-still"),
    (
        HPA + "2026/03/ferry-aground-off-skelby",
        COURIER + "2026/03/morrow-star-aground",
        GAZETTE + "2026/03/ferry-on-the-hen-rocks",
    ),
    (HPA + "2026/03/wrong-wiring-found", COURIER + "2026/03/ferry-report-swapped-wires"),
    (HPA + "2026/03/sarrano-tariff-deal", COURIER + "2026/03/benvenga-cod-deal"),
]
DISAGREEING = [
    {HPA + "2026/02/storm-damage-insurers": "84 million", COURIER + "2026/02/ysolde-bill-120-million": "120 million"},
    {HPA + "2026/03/morrow-star-refloated": "12 tonnes", GAZETTE + "2026/03/how-much-diesel": "30 tonnes"},
    {RADIO + "2026/03/protest-orrinport": "8,000", COURIER + "2026/03/march-for-brannock-maternity": "14,000"},
]
FERRY = {  # what is known on the day, in order
    HPA + "2026/03/ferry-aground-off-skelby": "injuring at least two",
    RADIO + "2026/03/ferry-all-off": "from two to five",
    GAZETTE + "2026/03/four-hours-on-the-hens": "She's turning! I'm not turning her!",
    HPA + "2026/03/investigators-suspect-steering": "fault in the steering gear",
    HPA + "2026/03/morrow-star-refloated": "5:52 a.m. on Sunday",
    HPA + "2026/03/wrong-wiring-found": "two wires",
    RADIO + "2026/03/vane-resigns": "has resigned",
    COURIER + "2026/03/marrick-orders-inspections": "Runa Feddersen",
    GAZETTE + "2026/03/grey-linnet-arrives": "Grey Linnet",
}
RECURRING = [  # the same thing on another day, with another value
    {
        HPA + "2026/02/bank-of-halvern-holds-rate": "4.25 percent",
        HPA + "2026/03/bank-of-halvern-cuts-rate": "4.00 percent",
    },
    {LEDGER + "2026/02/inflation-january": "2.9 per cent", LEDGER + "2026/03/inflation-february": "2.6 per cent"},
    {
        GAZETTE + "2026/02/rovers-beat-athletic": "Skelby Rovers 2",
        COURIER + "2026/03/athletic-rovers-cup": "three goals to nil",
    },
    {
        LEDGER + "2026/03/market-close-4-march": "3,182.6",
        LEDGER + "2026/03/market-close-5-march": "3,214.9",
        LEDGER + "2026/03/market-close-6-march": "3,221.3",
    },
    {
        RADIO + "2026/02/measles-brannock": "14 ",
        RADIO + "2026/03/measles-37": "37 ",
        RADIO + "2026/03/measles-52": "52 ",
    },
]
CORRECTED = {  # what stands now, and what the note says stood before
    LEDGER + "2026/03/hollow-bank-approved": ("430 megawatts", "340"),
    COURIER + "2026/03/questions-for-sound-lines": ("138 people", "183"),
}
KINDS = {
    "fact",
    "number",
    "person",
    "place",
    "date",
    "latest",
    "past",
    "compare",
    "outlet",
    "paraphrase",
    "unanswerable",
}
LITTER = (
    r"Updated \d\d:\d\d",
    r"Photo: .+",
    r"Read more: .+",
    r"Follow .+ on WhatsApp.*",
    r"https://skelby-gazette\.example/whatsapp",
    r"(?:The comments posted|Comments on this article|Comments:) .+",
    r"(?:Share this|Compartir|Teilen): .+",
    r"(?:Listen live|Next news at|Escúchenos|Hören Sie uns) ?.+",
    r"Sign up .+",
    r"Got a story\? .+",
    r".*© 20\d\d .+",
    r"This article is information, not investment advice\.",
    r"Advertisement",
    r"\(Reporting by .+\)",
)
_LITTER = re.compile("|".join(f"(?:{pattern})" for pattern in LITTER))


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


ARTICLES = read_jsonl(ROOT / "ingest/sample/newswire.jsonl")
BY_URL = {article["url"]: article for article in ARTICLES}
QUESTIONS = read_jsonl(ROOT / "eval/sample/questions.jsonl")


def day_of(article: dict[str, Any]) -> date:
    return datetime.fromisoformat(article["published_at"]).date()


def editorial(article: dict[str, Any]) -> str:
    """The text without its litter and without a first line that repeats the title."""
    lines = [line for line in article["text"].split("\n") if not _LITTER.fullmatch(line)]
    return "\n".join(lines[1:] if lines[0] == article["title"] else lines)


def shingles(url: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", editorial(BY_URL[url]).lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def overlap(one: str, other: str) -> float:
    """Jaccard similarity of the two texts' three-word shingles."""
    a, b = shingles(one), shingles(other)
    return len(a & b) / len(a | b)


def case_id(case: dict[str, Any]) -> str:
    return str(case["id"])


def test_urls_and_ids_are_unique() -> None:
    assert len(BY_URL) == len(ARTICLES)
    assert len({case["id"] for case in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["url"])
def test_an_article_is_labelled_and_complete(article: dict[str, Any]) -> None:
    assert article["fiction"] is True
    assert article["url"].startswith(OUTLETS[article["publisher"]])
    assert datetime.fromisoformat(article["published_at"]).utcoffset() == timedelta(hours=1)
    assert day_of(article).year == 2024 or FIRST_DAY <= day_of(article) <= LAST_DAY
    assert article["url"].split(".example/")[1].startswith(f"{day_of(article):%Y/%m}/")
    assert 75 <= len(editorial(article).split()) <= 700
    assert article["section"] and article["title"] and isinstance(article["authors"], list)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["url"])
def test_weekdays_agree_with_the_calendar(article: dict[str, Any]) -> None:
    year = day_of(article).year
    days = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    dayfirst = re.findall(rf"({days}),? (\d\d?) ({months})", article["text"])
    monthfirst = [
        (day, number, month) for day, month, number in re.findall(rf"({days}), ({months}) (\d\d?)", article["text"])
    ]
    for weekday, number, month in dayfirst + monthfirst:
        assert datetime.strptime(f"{number} {month} {year}", "%d %B %Y").strftime("%A") == weekday


def test_the_newswire_is_large_and_mixed() -> None:
    per_outlet = Counter(article["publisher"] for article in ARTICLES)

    assert len(ARTICLES) >= 64
    assert set(per_outlet) == set(OUTLETS)
    assert min(per_outlet.values()) >= 8
    assert {article["language"] for article in ARTICLES} == {"en", "de", "es"}
    assert sum(not article["authors"] for article in ARTICLES) >= 8
    assert sum(len(editorial(article).split()) > 300 for article in ARTICLES) >= 8
    assert sum(day_of(article).year == 2024 for article in ARTICLES) >= 1
    assert max(map(day_of, ARTICLES)) == LAST_DAY
    assert min(day for day in map(day_of, ARTICLES) if day.year == 2026) == FIRST_DAY


@pytest.mark.parametrize("pattern", LITTER)
def test_each_kind_of_litter_is_there(pattern: str) -> None:
    lines = [line for article in ARTICLES for line in article["text"].split("\n")]

    assert any(re.fullmatch(pattern, line) for line in lines)


def test_some_titles_are_repeated_in_the_text() -> None:
    assert sum(article["text"].startswith(article["title"] + "\n") for article in ARTICLES) >= 5


@pytest.mark.parametrize("copies", SYNDICATED, ids=lambda copies: copies[0])
def test_syndicated_stories_are_edited_copies(copies: tuple[str, ...]) -> None:
    assert len({BY_URL[url]["publisher"] for url in copies}) == len(copies)
    for one, other in combinations(copies, 2):
        assert 0.4 < overlap(one, other) < 1


def test_no_other_two_articles_share_a_template() -> None:
    copies = {frozenset(pair) for story in SYNDICATED for pair in combinations(story, 2)}
    pairs = [pair for pair in combinations(BY_URL, 2) if frozenset(pair) not in copies]

    assert max(overlap(*pair) for pair in pairs) < 0.15


@pytest.mark.parametrize("story", [*DISAGREEING, *RECURRING], ids=lambda story: next(iter(story)))
def test_each_side_gives_its_own_value(story: dict[str, str]) -> None:
    texts = {url: editorial(BY_URL[url]) for url in story}

    for url, value in story.items():
        assert value in texts[url]
    assert len(set(story.values())) == len(story) >= 2


def test_recurring_things_lie_on_different_days() -> None:
    for story in RECURRING:
        assert len({day_of(BY_URL[url]) for url in story}) == len(story)
    wraps = [day_of(BY_URL[url]) for url in RECURRING[3]]
    assert [later - earlier for earlier, later in pairwise(wraps)] == [timedelta(days=1)] * 2


def test_the_ferry_story_moves_on() -> None:
    told = [BY_URL[url] for url in FERRY]
    when = [article["published_at"] for article in told]

    assert when == sorted(when)
    assert day_of(told[-1]) - day_of(told[0]) >= timedelta(days=10)
    for article, known in zip(told, FERRY.values(), strict=True):
        assert known in editorial(article)


@pytest.mark.parametrize("url", CORRECTED)
def test_a_corrected_article_gives_the_right_number_and_names_the_wrong_one(url: str) -> None:
    article, (right, wrong) = BY_URL[url], CORRECTED[url]

    assert article["status"] == "corrected"
    assert article["modified_at"] > article["published_at"]
    assert right in article["text"] and wrong not in article["text"]
    assert wrong in article["correction"]


def test_one_article_is_withdrawn_and_its_paper_says_why() -> None:
    assert [article["url"] for article in ARTICLES if article.get("status") == "withdrawn"] == [WITHDRAWN]
    assert "We withdraw it" in BY_URL[COURIER + "2026/03/editors-note-withdrawal"]["text"]


def test_an_outlet_is_itself_in_the_news() -> None:
    assert "Radio Halvern" in BY_URL[LEDGER + "2026/02/radio-halvern-cuts"]["text"]
    assert "Orrinport Courier" in BY_URL[RADIO + "2026/03/courier-withdraws"]["text"]


def test_a_name_recurs_in_another_office() -> None:
    offices = {
        GAZETTE + "2024/10/the-night-the-harbour-came-up-net-street": "The mayor, Della Marrick",
        HPA + "2026/02/cod-quota-cut": "Fisheries Minister Della Marrick",
        COURIER + "2026/03/questions-for-sound-lines": "Della Marrick, transport minister",
    }
    for url, office in offices.items():
        assert office in BY_URL[url]["text"]


@pytest.mark.parametrize("case", [case for case in QUESTIONS if not case["unanswerable"]], ids=case_id)
def test_an_answer_stands_in_an_article_of_the_time(case: dict[str, Any]) -> None:
    articles = [BY_URL[url] for url in case["relevant"]]
    texts = [editorial(article) for article in articles]
    as_of = date.fromisoformat(case["as_of"])

    assert case["answers"] and articles
    for answer in case["answers"]:
        assert any(answer in text for text in texts), answer
    for article, text in zip(articles, texts, strict=True):
        assert any(answer in text for answer in case["answers"]), article["url"]
        assert day_of(article) <= as_of
        assert not case.get("since") or day_of(article) >= date.fromisoformat(case["since"])
        assert not case.get("until") or day_of(article) <= date.fromisoformat(case["until"])
        assert not case.get("publishers") or article["publisher"] in case["publishers"]


@pytest.mark.parametrize("case", [case for case in QUESTIONS if case["unanswerable"]], ids=case_id)
def test_an_unanswerable_case_claims_no_evidence(case: dict[str, Any]) -> None:
    assert case["answers"] == [] and case["relevant"] == []
    assert case["extra"]["why"]


def test_the_withdrawn_article_is_nobodys_evidence() -> None:
    assert all(WITHDRAWN not in case["relevant"] for case in QUESTIONS)


def test_the_questions_are_of_every_kind() -> None:
    kinds = Counter(case["type"] for case in QUESTIONS)

    assert len(QUESTIONS) >= 80
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 5
    assert kinds["paraphrase"] >= 15
    assert kinds["unanswerable"] == sum(case["unanswerable"] for case in QUESTIONS) >= 12


def test_many_questions_have_another_answer_on_another_day() -> None:
    asked: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for case in QUESTIONS:
        asked[case["question"]].append(case)
    changing = [cases for cases in asked.values() if len(cases) > 1]

    assert sum(map(len, changing)) >= 10
    for cases in changing:
        assert len({case["as_of"] for case in cases}) == len(cases)
        for one, other in combinations(cases, 2):
            assert not set(one["answers"]) & set(other["answers"])


def test_a_paraphrase_shares_few_words_with_its_article() -> None:
    shares = []
    for case in QUESTIONS:
        if case["type"] == "paraphrase":
            words = set(re.findall(r"[^\W\d]{4,}", case["question"].lower()))
            text = " ".join(editorial(BY_URL[url]).lower() for url in case["relevant"])
            shares.append(len(words & set(re.findall(r"[^\W\d]{4,}", text))) / len(words))

    assert sum(shares) / len(shares) < 0.5
