"""Citation precision and recall against the articles known to hold the answer.

Precision = citations of a relevant article / citations. Recall = relevant articles cited / relevant articles. Lists of
relevant articles are seldom complete, so precision is a lower bound. NaN where no relevant article is known, no
answer was asked for, or, precision, nothing was cited; an abstained answer's recall is 0.
"""

from __future__ import annotations

import math

from eval.articles import keys_of, relevant_keys
from eval.outcome import Outcome


def citation_precision(outcome: Outcome) -> float:
    """Share of the citations that are of a relevant article."""
    relevant = relevant_keys(outcome.case.relevant)
    if outcome.answer is None or not relevant or not outcome.answer.citations:
        return math.nan
    good = sum(bool(keys_of(citation.passage) & relevant) for citation in outcome.answer.citations)
    return good / len(outcome.answer.citations)


def citation_recall(outcome: Outcome) -> float:
    """Share of the relevant articles that are cited."""
    relevant = relevant_keys(outcome.case.relevant)
    if outcome.answer is None or not relevant:
        return math.nan
    cited: set[str] = set()
    for citation in outcome.answer.citations:
        cited |= keys_of(citation.passage)
    return len(relevant & cited) / len(relevant)
