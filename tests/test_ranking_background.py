"""Which places go to passages of any day: the last ones, or every second where an old passage fits far better."""

from datetime import UTC, datetime, timedelta

import pytest

from rag.retrieval.candidates import Listed, Pool
from rag.retrieval.question import Understood
from rag.retrieval.ranking import rank
from rag.retrieval.weights import RetrievalWeights
from rag.store import Header

TODAY = datetime(2031, 5, 12, tzinfo=UTC)
WEIGHTS = RetrievalWeights(passages=0.0, leads=0.0, first=0.0)


def ranked(
    new: list[float], old: list[float], *, about_past: bool = False, weights: RetrievalWeights = WEIGHTS
) -> list[str]:
    """The first ten of passages with these BM25 scores, as "new 0" or "old 0": by age, and by place in its list."""
    ages_days = [1] * len(new) + [2000] * len(old)
    names = [f"new {at}" for at in range(len(new))] + [f"old {at}" for at in range(len(old))]
    headers = {
        key: Header(key, names[key], 1, names[key], "Hull Post", TODAY - timedelta(days=days), "Ships")
        for key, days in enumerate(ages_days)
    }
    words = Listed(dict(enumerate(new + old)))
    pool = Pool(tuple(headers), words, Listed(), Listed())
    understood = Understood("Which ship ran aground?", "ship aground", TODAY, about_past=about_past)
    return [item.header.article_id for item in rank(pool, headers, understood, weights, k=10)]


def test_the_last_two_of_ten_places_are_of_any_day() -> None:
    assert ranked([9.0] * 9, [10.0] * 9) == [f"new {at}" for at in range(8)] + ["old 0", "old 1"]


def test_every_second_place_is_where_an_old_passage_fits_far_better() -> None:
    # Of 5 for the best words, the new ones have 1.5: more than 3 less.
    places = ranked([3.0] * 9, [10.0] * 9)

    assert places[0::2] == [f"new {at}" for at in range(5)]
    assert places[1::2] == [f"old {at}" for at in range(5)]


@pytest.mark.parametrize(("new_score", "in_doubt"), [(4.1, False), (3.9, True)])
def test_the_doubt_begins_where_the_weights_say(new_score: float, in_doubt: bool) -> None:
    assert (ranked([new_score] * 9, [10.0] * 9)[1] == "old 0") is in_doubt


def test_a_question_about_the_past_has_no_such_places() -> None:
    assert ranked([3.0] * 9, [10.0] * 9, about_past=True) == [f"old {at}" for at in range(9)] + ["new 0"]


def test_nothing_comes_twice_and_nothing_is_lost_where_there_is_little() -> None:
    assert sorted(ranked([3.0, 2.0], [10.0])) == ["new 0", "new 1", "old 0"]
