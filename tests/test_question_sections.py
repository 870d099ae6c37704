"""Which sections a question names, which words only look like one, and which articles are in them: tables."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rag import NewsQA
from rag.retrieval.question import understand
from rag.retrieval.sections import in_section, read_sections
from rag.retrieval.weights import RetrievalWeights
from rag.settings import Settings

NAMED = [
    ("What happened in sport this week?", ("sport",)),
    ("what's new in technology", ("technology",)),
    ("What is going on in politics?", ("politics",)),
    ("What's the latest in business?", ("business",)),
    ("Any news in tech today?", ("tech",)),
    ("What happened yesterday in entertainment?", ("entertainment",)),
    ("What are the biggest stories this week in science?", ("science",)),
    ("What happened in politics and business last week?", ("politics", "business")),
    ("What happened in the world of sports over the weekend?", ("sports",)),
    ("In sport, who won the derby?", ("sport",)),
    ("In business: which bank failed?", ("business",)),
    ("In culture and entertainment, who was honoured?", ("culture", "entertainment")),
    ("Show me politics news", ("politics",)),
    ("sports news from Friday", ("sports",)),
    ("latest health headlines", ("health",)),
    ("Which local news stories mention the bridge?", ("local",)),
    ("world news on the ceasefire", ("world",)),
    ("international news about grain", ("international",)),
    ("business and technology news", ("business", "technology")),
    ("crime stories from Skelby", ("crime",)),
    ("opinion articles about the strike", ("opinion",)),
    ("climate coverage in March", ("climate",)),
    ("national headlines this morning", ("national",)),
    ("What was in the business section on Monday?", ("business",)),
    ("in the sports pages, what was said of the referee?", ("sports",)),
    ("What did the culture desk make of the show?", ("culture",)),
    ("Who was remembered on the obituaries page?", ("obituaries",)),
    ("which recipes were on the food pages", ("food",)),
    ("From the travel section: which islands are cheap?", ("travel",)),
    ("What did the opinion pages say on the levy?", ("opinion",)),
    ("Anything in the arts and culture section?", ("arts", "culture")),
    ("SPORT NEWS", ("sport",)),
]

NOT_NAMED = [
    "How long has the firm been in business?",
    "Which shops went out of business?",
    "Who flew in business class?",
    "Is the senator in good health?",
    "How many women are in politics?",
    "Why did she leave politics?",
    "What happened in the world this week?",
    "What happened in science class?",
    "What happened in business school admissions?",
    "In science fiction, who wrote the first robot?",
    "In politics as in love, who said all is fair?",
    "Which sports car was recalled?",
    "Which local news anchor was fired?",
    "Which world news agency was hacked?",
    "Which country won the world cup?",
    "Who is the health secretary?",
    "What did the national bank decide?",
    "What is the weather in Skelby?",
    "Which e-sports news site was sold?",
    "What are the latest figures on crime?",
    "What will the foreign minister say?",
    "How has the economy done since March?",
    "What happened in local elections?",
    "Which education reforms were dropped?",
    "What happened?",
    "",
]


@pytest.mark.parametrize(("question", "sections"), NAMED)
def test_a_section_is_named(question: str, sections: tuple[str, ...]) -> None:
    assert read_sections(question).sections == sections


@pytest.mark.parametrize("question", NOT_NAMED)
def test_words_that_only_look_like_a_section(question: str) -> None:
    assert read_sections(question).sections == ()


@pytest.mark.parametrize(
    ("section", "asked", "expected"),
    [
        ("sport", "sports", True),
        ("Sports/NFL", "sport", True),
        ("FOOTBALL", "sport", True),
        ("Economy", "business", True),
        ("Markets & Companies", "finance", True),
        ("us-politics", "politics", True),
        ("Arts", "entertainment", True),
        ("World news", "international", True),
        ("Business", "politics", False),
        ("transport", "sport", False),
        ("", "sport", False),
        (None, "sport", False),
    ],
)
def test_outlets_own_names_for_their_sections(section: str | None, asked: str, expected: bool) -> None:
    assert in_section(section, (asked,)) is expected


@pytest.mark.parametrize(
    ("question", "search_text"),
    [
        ("What was in the business section about tariffs?", "What was about tariffs?"),
        ("politics news about tariffs", "politics news about tariffs"),
        ("What happened in sport?", "What happened in sport?"),
        ("in the sports pages", "in the sports pages"),
    ],
)
def test_only_words_that_say_where_to_look_are_not_searched_for(question: str, search_text: str) -> None:
    assert understand(question, as_of=datetime(2026, 3, 1, tzinfo=UTC)).search_text == search_text


def test_an_outlets_name_is_no_section() -> None:
    as_of = datetime(2026, 3, 1, tzinfo=UTC)
    question = "CNN Business stories on tariffs"

    assert understand(question, as_of=as_of, publishers=["CNN Business"]).sections == ()
    assert understand(question, as_of=as_of).sections == ("business",)


def test_it_may_be_left_unread() -> None:
    understood = understand(
        "the business section on rates", as_of=datetime(2026, 3, 1, tzinfo=UTC), read_sections=False
    )

    assert (understood.sections, understood.search_text) == ((), "the business section on rates")


@pytest.mark.parametrize(("question", "section"), [("What happened in sport?", "sport"), ("politics news", "politics")])
def test_articles_of_the_section_are_likelier(sample_settings: Settings, question: str, section: str) -> None:
    def found(weights: RetrievalWeights) -> list[bool]:
        with NewsQA.open(settings=sample_settings, weights=weights) as qa:
            articles = [qa.article(hit.passage.article_id) for hit in qa.search(question, k=8)]
            return [in_section(article.section, (section,)) for article in articles if article]

    leaning, plain = found(RetrievalWeights()), found(RetrievalWeights(section=0.0))

    assert leaning[0]
    assert not plain[0]
    assert sum(leaning) >= sum(plain)
    assert not all(leaning)  # a leaning, not a filter
