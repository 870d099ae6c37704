"""Every number that retrieval is weighed with, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RetrievalWeights:
    """How candidates are gathered and scored.

    ``depth`` candidates are taken of each list over all days, and ``recent_depth`` of the ``recent_days`` before the
    day asked, so that a long past cannot crowd out the present. A passage's score is linear in what is known of it::

        words    * its BM25 score / the best BM25 score for this question       0 to 1
        passages * cosine of its vector and the question's                      -1 to 1
        leads    * cosine of its article's lead vector and the question's       -1 to 1
        first    * 1 where it is its article's first passage
        keywords * the share, by rarity, of a keyword search's words that it or its title holds; 0 for a question
        rerank_weight * the reranker's score, 0 for the least of the candidates it judged to 1 for the greatest
        month    * exp(-age_days / 21)      how much likelier the news of these weeks is meant,
        season   * exp(-age_days / 90)      both 0 where the question is about the past
        window   * 1 inside the days the question leans to
        outlet   * 1 where the question mentions its outlet
        section  * 1 in a section that the question names

    A list that does not hold a passage counts a little less than its last one. A weight of 0 switches its list off. The
    last ``background_share`` of the places goes to the best passages of any day: what was asked may be older than it
    seems. Where a passage older than 90 days fits the question by more than ``doubt`` better than any newer one, every
    second place does.

    A reranker, where there is one, judges the ``rerank_depth`` best. ``decompose`` says whether a comparison is taken
    apart into questions that are searched one by one, where there is a chat model.

    ``read_windows``, ``read_outlets``, ``read_sections`` and ``read_past`` say whether the question's own words are
    read for the days, outlets and sections it asks for and for whether it is about the past; what is not read stays in
    the words searched for.

    Fitted by ``dateline eval fit questions.jsonl --until 2024-01-01`` to RealTime QA's 2,198 questions of 2022 and 2023
    (words 6.9, passages 1.6, leads 1.2, first 0.2, month 2.8, season 6.9), then moved from words to meaning by hand:
    the same on those questions and on the 1,488 of 2024, better on questions put in other words. ``section`` is not
    fitted, for those articles have none: on the sample news it brings a section's articles to the front without
    driving out the rest.
    ``doubt`` was chosen on 900 of the questions of 2022 and 2023 and one half of `eval/past`: timely answer recall@5
    falls by .006 (by .009 on 450 of 2024) and @10 by .001 (.003); on the past answer recall@5 rises by .20, @10 by .06.
    ``keywords`` is more than nearness and the rest together, so that an old article that holds the words comes before a
    new one that does not: of 35 searches of one to three words over 19,048 articles, the first hit held the words in 7
    of 32 that some article holds, and now does in all.
    ``rerank_weight`` is not fitted either, for no reranker comes with Dateline: a reranker that is sure outweighs some
    two months of age.
    """

    depth: int = 50
    recent_depth: int = 50
    recent_days: int = 31
    words: float = 5.0
    passages: float = 4.5
    leads: float = 5.0
    first: float = 0.4
    month: float = 2.1
    season: float = 8.5
    window: float = 0.7
    outlet: float = 1.0
    section: float = 2.0
    keywords: float = 16.0
    background_share: float = 0.2
    doubt: float = 3.0
    passages_per_article: int = 3
    collapse_stories: bool = True
    rerank_depth: int = 20
    rerank_weight: float = 4.0
    decompose: bool = True
    read_windows: bool = True
    read_outlets: bool = True
    read_sections: bool = True
    read_past: bool = True
