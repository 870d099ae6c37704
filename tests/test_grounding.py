"""Is a sentence borne out by what it cites? The table of cases, and what the verdict carries."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.language.quantities import quantities_of
from rag.language.words import words_of
from rag.proving.declines import is_decline, is_lead_in
from rag.proving.grounding import Evidence, check
from rag.sentences import sentence_spans
from rag.types import Passage
from tests.grounding_cases import CASES, STORIES
from tests.grounding_tables import Case, story


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_sentence_is_let_through_where_its_passages_bear_it_out(case: Case) -> None:
    cited = [STORIES[name] for name in case.cited]
    others = [STORIES[name] for name in case.others]

    verdict = check(case.sentence, cited, others)

    assert (verdict.kind, verdict.supported) == ("claim", case.supported), f"{case.why}; the check says: {verdict.why}"
    assert verdict.moved == (case.supported and bool(others))
    assert bool(verdict.why) != case.supported
    assert bool(verdict.support) == case.supported


def test_at_least_two_hundred_cases_and_half_of_them_are_traps() -> None:
    assert len(CASES) >= 200
    assert sum(not case.supported for case in CASES) * 2 >= len(CASES)
    assert len({(case.cited, case.sentence) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", [case for case in CASES if case.supported], ids=str)
def test_support_is_an_exact_and_short_slice_of_the_article(case: Case) -> None:
    article = "An opening line that belongs to the passage before. "
    passages = [_shifted(STORIES[name], len(article)) for name in (*case.cited, *case.others)]

    verdict = Evidence(passages).check(case.sentence, range(1, len(case.cited) + 1))

    for passage, span in verdict.support:
        assert passage in passages
        assert (article + passage.text)[span.start : span.end] == span.text
        assert span.text and len(span.text) < len(passage.text)


def _shifted(story: Passage, by: int) -> Passage:
    return Passage(
        story.article_id, 1, story.start + by, story.end + by, story.text, story.title, story.publisher,
        published_at=story.published_at,
    )  # fmt: skip


def test_only_the_passages_that_help_are_support() -> None:
    evidence = Evidence([STORIES["bank"], STORIES["election"]])

    verdict = evidence.check("Mara Vell won Norland's presidential election.", [1, 2])

    assert verdict.supported and not verdict.moved
    assert [passage.article_id for passage, _ in verdict.support] == ["election"]


def test_a_claim_of_two_sentences_far_apart_has_two_quotes() -> None:
    verdict = check("The quake, which killed 14, was the strongest in the region since 1987.", [STORIES["quake"]])

    assert [span.text[:14] for _, span in verdict.support] == ["A magnitude 6.", "It was the str"]


def test_days_of_the_claim_are_counted_from_the_day_of_the_answer() -> None:
    evidence = Evidence([STORIES["ferry"]], as_of=datetime(2024, 3, 12, tzinfo=UTC))

    assert evidence.check("The council voted yesterday to raise ferry fares by 12 percent.", [1]).supported
    assert not evidence.check("The council voted today to raise ferry fares by 12 percent.", [1]).supported


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("The Harrow Bay council voted 9 to 2 to raise ferry fares.", "number 9"),
        ("Ferry fares will rise in Belmar.", "name Belmar"),
        ("Brandt said: “The boats must not rust.”", "quotation"),
        ("The council voted on Tuesday to raise ferry fares.", "date Tuesday"),
        ("Residents will not keep their discount.", "negation"),
        ("Ferry fares will fall from July.", "not fall"),
    ],
)
def test_a_verdict_says_what_is_missing(sentence: str, why: str) -> None:
    assert why in check(sentence, [STORIES["ferry"]]).why


@pytest.mark.parametrize(
    "sentence",
    [
        "The passages do not say.",
        "The sources do not say who won the election.",
        "The provided passages do not mention Mara Vell.",
        "None of the passages mention a ransom.",
        "I don't know.",
        "I cannot answer that question from the passages.",
        "I'm sorry, but I can't help with that.",
        "There is no information about the ferry in the sources.",
        "There is not enough information to answer the question.",
        "Unfortunately, the articles provided do not contain that.",
        "The date is not mentioned in the passages.",
        "Based on the passages, it is not possible to say who won.",
        "No information about this is available in the articles.",
        "The context does not specify the amount.",
    ],
)
def test_a_decline_is_recognised(sentence: str) -> None:
    assert is_decline(sentence)
    assert Evidence([STORIES["ferry"]]).check(sentence, []).kind == "decline"


@pytest.mark.parametrize(
    "sentence",
    [
        "Police did not say who started the fire.",
        "Prosecutors did not say whether they would appeal.",
        "The report does not name the company.",
        "Karsa's state television did not mention it.",
        "Officials said there was no information about the missing.",
        "The minister said she did not know.",
        "The articles of the treaty were signed on Monday.",
    ],
)
def test_news_of_silence_is_no_decline(sentence: str) -> None:
    assert not is_decline(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["Here is what the sources say:", "In summary:", "Sources:", "Sure!", "According to the passages:", "---"],
)
def test_a_lead_in_claims_nothing(sentence: str) -> None:
    verdict = Evidence([STORIES["ferry"]]).check(sentence, [])

    assert is_lead_in(sentence)
    assert (verdict.kind, verdict.supported, verdict.support) == ("no_claim", True, ())


def test_a_short_claim_is_no_lead_in() -> None:
    assert not is_lead_in("Vell won.")
    assert not check("Vell lost.", [STORIES["election"]]).supported


def test_without_passages_nothing_is_supported() -> None:
    verdict = Evidence([]).check("Mara Vell won.", [1])

    assert not verdict.supported
    assert verdict.why


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$4.6m", 4.6e6, "usd"),
        ("4.6 million dollars", 4.6e6, "usd"),
        ("€2.4 billion", 2.4e9, "eur"),
        ("1,200,000,000 km", 1.2e12, "metre"),
        ("eighty-seven houses", 87, None),
        ("one hundred and five men", 105, None),
        ("a dozen aircraft", 12, None),
        ("three dozen aircraft", 36, None),
        ("half of the harvest", 50, "%"),
        ("two-thirds of voters", 200 / 3, "%"),
        ("68 per cent", 68, "%"),
        ("two decades", 240, "month"),
        ("a year and a half", 18, "month"),
        ("nine-day strike", 9, "day"),
        ("two weeks", 14, "day"),
        ("4-3 on penalties", 4003, "score"),
        ("the 20th minute", 20, "th"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: float, unit: str | None) -> None:
    (quantity,) = quantities_of(words_of(text), text, ())

    assert quantity.value == pytest.approx(value)
    assert quantity.unit == unit


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200) | st.text(alphabet="aA1.,“”\"'$%-( \n[]2May", max_size=200))
def test_any_text_gets_a_verdict(text: str) -> None:
    passage = Passage("a", 0, 0, len(text), text, text[:20], published_at=datetime(2024, 3, 1, tzinfo=UTC))

    verdict = check(text, [passage, STORIES["ferry"]])

    assert verdict.kind in ("claim", "no_claim", "decline")
    for source, span in verdict.support:
        assert source.text[span.start - source.start : span.end - source.start] == span.text


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(STORIES)))
def test_every_sentence_of_a_passage_is_borne_out_by_it(name: str) -> None:
    story = STORIES[name]
    evidence = Evidence([story])

    for start, end in sentence_spans(story.text):
        assert evidence.check(story.text[start:end], [1]).supported, story.text[start:end]


def test_a_number_that_a_newer_passage_has_replaced_is_not_told_as_holding_now() -> None:
    older = story(
        "older",
        "2025-02-19",
        "Lomar Financial",
        "Forecast",
        "The central bank expects growth of 1.7 percent this year.",
    )
    newer = story(
        "newer", "2025-05-21", "Lomar Financial", "Forecast cut",
        "The central bank expects growth of 1.1 percent this year, after 1.7 percent in its forecast of February.",
    )  # fmt: skip

    now = check("The central bank now expects growth of 1.7 percent this year.", [older], [newer])
    before = check("The central bank had expected growth of 1.7 percent this year.", [older], [newer])
    alone = check("The central bank now expects growth of 1.7 percent this year.", [older])

    assert not now.supported and "newer" in now.why
    assert before.supported and alone.supported
