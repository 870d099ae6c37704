"""Every metric on outcomes small enough that the expected value is arithmetic written out."""

import math

import pytest

from eval.cases import Evidence
from eval.metrics import METRICS, metric_named
from eval.metrics.matching import contains_any, normalized
from eval.metrics.ranking import rankings_scores
from eval.outcome import Outcome, ranked_articles
from rag.errors import UsageError
from rag.types import Passage, Usage
from tests.eval_outcomes import answered, case, mean, outcome, passage


def scored(name: str, *outcomes: Outcome) -> list[float]:
    return metric_named(name).scores(outcomes)


def one(name: str, single: Outcome) -> float:
    (value,) = scored(name, single)
    return value


# Matching


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("The Heron", "heron"),
        ("A “Half-Moon”, an hour later", "half moon hour later"),
        ("XBB.1.5 — 41%", "xbb 1 5 41"),
        ("Theatre  \n and\tanthem", "theatre and anthem"),
        ("Pelé's", "pelé s"),
        ("snake_case", "snake case"),
        ("The", ""),
    ],
)
def test_normal_form(text: str, normal: str) -> None:
    assert normalized(text) == normal


@pytest.mark.parametrize(
    ("text", "answers", "found"),
    [
        ("It flew from New York.", ["new york"], True),
        ("It flew from NEW\nYORK!", ["The New York"], True),
        ("A Yorkshireman", ["York"], False),
        ("It paid $1,500", ["$1,500"], True),
        ("It paid $500", ["$1,500"], False),
        ("The end", ["The"], False),
        ("anything", [], False),
        ("no such thing", ["none", "thing"], True),
    ],
)
def test_contains_whole_words_only(text: str, answers: list[str], found: bool) -> None:
    assert contains_any(text, answers) is found


# Answer recall

MISS = passage("Nothing to see.")
HIT = passage("It was the Heron.")
HERON = case(answers=("The Heron",))


def test_answer_recall_looks_at_the_first_k() -> None:
    third = outcome(HERON, MISS, MISS, HIT)

    assert [one(f"answer_recall@{k}", third) for k in (1, 3, 5, 10)] == [0, 1, 1, 1]


def test_the_title_is_part_of_a_passage() -> None:
    assert one("answer_recall@1", outcome(HERON, passage("It ran aground.", title="Heron aground"))) == 1


@pytest.mark.parametrize(
    ("published", "timely"),
    [
        ("2031-04-20", 0.0),  # 22 days before 12 May
        ("2031-04-21", 1.0),  # 21
        ("2031-05-12", 1.0),
        ("2031-05-13", 1.0),  # 1 day after
        ("2031-05-13T23:59:59", 1.0),
        ("2031-05-14", 0.0),
        (None, 0.0),
    ],
)
def test_timely_means_from_21_days_before_to_1_day_after(published: str | None, timely: float) -> None:
    single = outcome(HERON, passage("It was the Heron.", published=published))

    assert one("timely_answer_recall@1", single) == timely
    assert one("answer_recall@1", single) == 1


def test_the_answer_and_the_day_must_be_the_same_passages() -> None:
    old_answer, new_nothing = passage("The Heron.", published="2030-01-01"), passage("Nothing.", published="2031-05-11")

    assert one("timely_answer_recall@3", outcome(HERON, old_answer, new_nothing)) == 0


@pytest.mark.parametrize(
    "unknown",
    [
        outcome(case(), HIT),  # no answer known
        outcome(HERON, HIT, depth=5),  # not asked that deep
        outcome(case(answers=("x",), as_of=None), HIT),  # no day
    ],
)
def test_what_cannot_be_said_is_nan(unknown: Outcome) -> None:
    assert math.isnan(one("timely_answer_recall@10", unknown))


def test_nothing_found_is_zero_and_a_failure_is_not_scored() -> None:
    assert one("answer_recall@10", outcome(HERON)) == 0
    assert math.isnan(one("answer_recall@10", outcome(HERON, error="ModelRefused: no")))


# Article ranking


def article(name: str) -> Passage:
    return passage("Text.", url=f"https://news.example/{name}")


def test_passages_become_articles_at_their_best_place() -> None:
    asked = case(relevant={"http://www.news.example/b/?utm_source=feed": 1, "id-of-https://news.example/c": 1})

    ranked = ranked_articles(outcome(asked, article("a"), article("b"), article("a"), article("c")))

    assert ranked == [
        "https://news.example/a",
        "http://www.news.example/b/?utm_source=feed",
        "id-of-https://news.example/c",
    ]


def test_ranking_measures() -> None:
    asked = case(relevant={"https://news.example/b": 2, "https://news.example/d": 1, "https://news.example/x": 0})
    found = outcome(asked, article("a"), article("b"), article("b"), article("c"), article("d"))
    # Articles in order: a, b (grade 2), c, d (grade 1).

    assert one("recall@5", found) == pytest.approx(2 / 2)
    assert one("mrr@10", found) == pytest.approx(1 / 2)
    assert one("map@10", found) == pytest.approx((1 / 2 + 2 / 4) / 2)
    ideal = 2 / math.log2(2) + 1 / math.log2(3)
    assert one("ndcg@10", found) == pytest.approx((2 / math.log2(3) + 1 / math.log2(5)) / ideal)


def test_ranking_measures_of_several_cases_stay_with_their_case() -> None:
    relevant = {"https://news.example/a": 1}
    outcomes = [
        outcome(case("1", relevant=relevant), article("b"), article("a")),
        outcome(case("2"), article("a")),
        outcome(case("3", relevant=relevant)),
        outcome(case("4", relevant=relevant), article("a"), depth=5),
        outcome(case("5", relevant={"https://news.example/a": 0}), article("a")),
        outcome(case("6", relevant=relevant), article("a"), error="boom"),
        outcome(case("7", relevant=relevant), article("a")),
    ]

    assert scored("mrr@10", *outcomes) == pytest.approx([1 / 2, nan, 0, nan, nan, nan, 1], nan_ok=True)
    assert scored("recall@5", *outcomes) == pytest.approx([1, nan, 0, 1, nan, nan, 1], nan_ok=True)


nan = math.nan


def test_a_run_of_somebody_elses_is_judged_too() -> None:
    qrels = {"q1": {"d1": 1, "d2": 1}, "q2": {"d1": 1}}

    assert rankings_scores(qrels, {"q1": ["d9", "d1"]}, measure="R", k=10) == {"q1": 1 / 2, "q2": 0}


# MultiHop-RAG

FACTS = case(evidence=(Evidence("The ship sank.", verbatim=True), Evidence("The firm paid.", verbatim=True)))
FIRST, SECOND = passage("Before. The ship\nsank. After."), passage("The firm paid.")
BOTH = passage("The ship sank. The firm paid.")


@pytest.mark.parametrize(
    ("passages", "script", "paper", "mrr"),
    [
        # hits@4, hits@10, map@10 as the script and as the paper have them
        ((FIRST, SECOND), (1, 1, (1 / 1 + 1 / 2) / 2), (1, 1, (1 / 1 + 2 / 2) / 2), 1),
        ((BOTH,), (1, 1, (2 / 1) / 2), (1, 1, (1 + 1) / 2), 1),
        ((MISS, FIRST, MISS, MISS, SECOND), (1, 1, (1 / 2 + 1 / 5) / 2), (1 / 2, 1, (1 / 2 + 2 / 5) / 2), 1 / 2),
        ((MISS, FIRST, FIRST), (1, 1, (1 / 2) / 2), (1 / 2, 1 / 2, (1 / 2) / 2), 1 / 2),
        ((FIRST, FIRST, SECOND), (1, 1, (1 / 1 + 1 / 3) / 2), (1, 1, (1 / 1 + 3 / 3) / 2), 1),
        ((MISS,) * 9 + (FIRST,), (0, 1, (1 / 10) / 2), (0, 1 / 2, (1 / 10) / 2), 1 / 10),
        ((MISS,) * 10 + (FIRST,), (0, 0, 0), (0, 0, 0), 0),
        ((), (0, 0, 0), (0, 0, 0), 0),
    ],
)
def test_multihoprag_in_both_spellings(
    passages: tuple[Passage, ...], script: tuple[float, ...], paper: tuple[float, ...], mrr: float
) -> None:
    single = outcome(FACTS, *passages, depth=11)

    for spelling, expected in (("script", script), ("paper", paper)):
        names = [f"multihop_{name}_{spelling}" for name in ("hits@4", "hits@10", "map@10")]
        assert [one(name, single) for name in names] == pytest.approx(list(expected)), spelling
    assert one("multihop_mrr@10", single) == pytest.approx(mrr)


def test_the_script_divides_by_all_facts_and_counts_a_repeated_one_once() -> None:
    twice = case(evidence=(Evidence("The ship sank.", verbatim=True),) * 2)

    assert one("multihop_map@10_script", outcome(twice, FIRST)) == pytest.approx((1 / 1) / 2)
    assert one("multihop_map@10_paper", outcome(twice, FIRST)) == pytest.approx((1 + 1) / 2)


def test_multihoprag_needs_facts_word_for_word() -> None:
    assert math.isnan(one("multihop_hits@4_script", outcome(case(evidence=(Evidence("The ship sank."),)), FIRST)))


# Answers' text


@pytest.mark.parametrize(
    ("said", "exact", "f1", "contains"),
    [
        ("The Heron. [1]", 1, 1, 1),
        ("It was the Heron [1].", 0, 2 * 1 / (3 + 1), 1),
        ("grey heron heron", 0, 2 * 1 / (3 + 1), 1),
        ("Herons", 0, 0, 0),
        ("the grey Tern", 0, 2 * 2 / (2 + 2), 0),
    ],
)
def test_the_answers_text(said: str, exact: float, f1: float, contains: float) -> None:
    asked = case(answers=("The Heron", "tern, grey"))

    single = answered(asked, said)

    assert (one("exact_match", single), one("token_f1", single), one("contains", single)) == (exact, f1, contains)


def test_an_abstained_answer_says_nothing() -> None:
    single = answered(HERON, "", abstained=True)

    assert [one(name, single) for name in ("exact_match", "token_f1", "contains")] == [0, 0, 0]


def test_no_answer_asked_for_or_none_known_is_nan() -> None:
    assert math.isnan(one("exact_match", outcome(HERON, HIT)))
    assert math.isnan(one("token_f1", answered(case(), "The Heron.")))


# Choices


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("It was New York. [1]", 1),
        ("It was York.", 0),
        ("New York or Leeds", 0),
        ("It was neither.", 0),
        ("", 0),
    ],
)
def test_the_one_choice_named_counts(said: str, right: float) -> None:
    asked = case(choices=("York", "New York", "Leeds"), right_choices=("New York",))

    assert one("choice_accuracy", answered(asked, said)) == right


def test_a_choice_inside_a_longer_one_is_not_named_by_it() -> None:
    asked = case(choices=("York", "New York"), right_choices=("York",))

    assert one("choice_accuracy", answered(asked, "It was New York.")) == 0
    assert one("choice_accuracy", answered(asked, "It was York.")) == 1


def test_naming_none_picks_none_of_the_above_but_abstaining_does_not() -> None:
    asked = case(choices=("Leeds", "None of the above"), right_choices=("None of the above",))

    assert one("choice_accuracy", answered(asked, "It was York.")) == 1
    assert one("choice_accuracy", answered(asked, "None of the above.")) == 1
    assert one("choice_accuracy", answered(asked, "It was Leeds.")) == 0
    assert one("choice_accuracy", answered(asked, "", abstained=True)) == 0


def test_choices_without_a_right_one_are_nan() -> None:
    assert math.isnan(one("choice_accuracy", answered(case(choices=("a", "b")), "a")))


# Citations


def test_citations_against_known_evidence() -> None:
    asked = case(relevant=dict.fromkeys(("https://news.example/a", "https://news.example/b", "id-3"), 1) | {"z": 0})

    single = answered(asked, "One. [1] Two. [2] Three. [3]", article("a"), article("c"), article("a"))

    assert one("citation_precision", single) == pytest.approx(2 / 3)
    assert one("citation_recall", single) == pytest.approx(1 / 3)


def test_citing_nothing_has_no_precision_and_no_recall() -> None:
    asked = case(relevant={"https://news.example/a": 1})

    assert math.isnan(one("citation_precision", answered(asked, "Abstained.", abstained=True)))
    assert one("citation_recall", answered(asked, "", abstained=True)) == 0
    assert math.isnan(one("citation_recall", answered(case(), "Text. [1]", article("a"))))


# Support

SANK = passage("The ferry Heron sank off Skelby on Monday. All 214 passengers were saved.", title="Heron sinks")
FARES = passage("Fares rise by 4 percent in June.", title="Fares")


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("The ferry Heron sank off Skelby on Monday. [1] Fares rise by 4 percent in June. [2]", 2 / 2),
        ("The ferry Heron sank off Skelby on Monday. [1] Fares rise by 9 percent in June. [2]", 1 / 2),
        ("The ferry Heron sank off Skelby on Monday. [2]", 0 / 1),  # the other passage says so
        ("The ferry Heron sank off Skelby on Monday.", 0 / 1),
    ],
)
def test_sentences_are_supported_by_what_they_cite(text: str, share: float) -> None:
    assert one("sentences_supported", answered(case(), text, SANK, FARES)) == pytest.approx(share)


def test_without_an_answer_there_are_no_sentences() -> None:
    assert math.isnan(one("sentences_supported", answered(case(), "", abstained=True)))
    assert math.isnan(one("sentences_supported", outcome(case(), SANK)))


# Abstaining


def test_abstention_is_a_ratio_over_those_it_is_about() -> None:
    outcomes = [
        answered(case("1", unanswerable=True), "", abstained=True),
        answered(case("2", unanswerable=True), "An invention. [1]", HIT),
        answered(case("3", answers=("x",)), "", abstained=True),
        answered(case("4", answers=("x",)), "x [1]", HIT),
        answered(case("5"), "", abstained=True),  # nothing is known of this question
        outcome(case("6", unanswerable=True), HIT),  # no answer was asked for
    ]

    assert scored("abstention_precision", *outcomes) == pytest.approx([1, nan, 0, nan, nan, nan], nan_ok=True)
    assert scored("abstention_recall", *outcomes) == pytest.approx([1, 0, nan, nan, nan, nan], nan_ok=True)


# Effort


def test_effort() -> None:
    priced = answered(case(), "x", usage=Usage(100, 20, 0.003), elapsed_ms=12.5)
    unpriced = answered(case(), "x", usage=Usage(100, 20))
    quoted = answered(case(), "x")

    assert scored("tokens", priced, unpriced, quoted, outcome(case())) == pytest.approx(
        [120, 120, nan, nan], nan_ok=True
    )
    assert scored("cost_usd", priced, unpriced, quoted) == pytest.approx([0.003, nan, nan], nan_ok=True)
    assert one("latency_p50_ms", priced) == 12.5


def test_the_judges_verdict() -> None:
    judged = [answered(case(), "x", verdict=1.0), answered(case(), "x", verdict=0.0), answered(case(), "x")]

    assert scored("judged_correct", *judged) == pytest.approx([1, 0, nan], nan_ok=True)
    assert mean(scored("judged_correct", *judged[:2])) == 1 / 2


# The registry


def test_names_are_unique_and_every_metric_gives_one_score_an_outcome() -> None:
    outcomes = [outcome(HERON, HIT), outcome(case(), error="boom")]
    of_hits = ("timely", "answer_recall", "recall", "ndcg", "map", "mrr", "multihop", "latency")

    assert len({metric.name for metric in METRICS}) == len(METRICS)
    for metric in METRICS:
        scores = metric.scores(outcomes)
        assert len(scores) == 2 and math.isnan(scores[1]), metric.name
        if not metric.name.startswith(of_hits):
            assert math.isnan(scores[0]), metric.name  # no answer was asked for


def test_an_unknown_metric_is_told_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"'ndcg' is not a metric: use one of timely_answer_recall@1, "):
        metric_named("ndcg")
