"""Citation precision and recall against the articles known to hold the answer.

Precision = citations of a relevant article / citations. Recall = relevant articles cited / relevant articles. Lists of
relevant articles are seldom complete, so precision is a lower bound. NaN where no relevant article is known, no
answer was asked for, or, precision, nothing was cited; an abstained answer's recall is 0.
"""

from __future__ import annotations

import math

from eval.articles import article_key
from eval.outcome import Outcome
from rag.types import Passage


def citation_precision(outcome: Outcome) -> float:
    """Share of the citations that are of a relevant article."""
    relevant = _relevant(outcome)
    if outcome.answer is None or not relevant or not outcome.answer.citations:
        return math.nan
    good = sum(bool(_names(citation.passage) & relevant) for citation in outcome.answer.citations)
    return good / len(outcome.answer.citations)


def citation_recall(outcome: Outcome) -> float:
    """Share of the relevant articles that are cited."""
    relevant = _relevant(outcome)
    if outcome.answer is None or not relevant:
        return math.nan
    cited: set[str] = set()
    for citation in outcome.answer.citations:
        cited |= _names(citation.passage)
    return len(relevant & cited) / len(relevant)


def _relevant(outcome: Outcome) -> set[str]:
    return {article_key(name) for name, grade in outcome.case.relevant.items() if grade > 0}


def _names(passage: Passage) -> set[str]:
    return {article_key(name) for name in (passage.url, passage.article_id) if name}
