"""MultiHop-RAG's retrieval measures, as its script computes them and as its paper defines them. They differ.

Both look for each evidence's fact, white space apart, inside the retrieved texts. All are NaN where no verbatim
evidence is known (so for null queries, which the script leaves out too) or fewer than K hits were asked for.

The script (``retrieval_evaluate.py``): Hits@K = 1 where any fact is among the first K texts. MAP@10 = the sum over
ranks of (facts first seen at this rank / rank), divided by min(facts, 10).

The paper (arXiv 2401.15391, section 4): Hits@K = share of the facts that are among the first K texts. MAP@10 = mean
over the facts of the precision at the rank where each is first seen (0 where it is not); the precision at rank r is
the number of texts to r that hold any fact, divided by r.

MRR@10 = 1 / rank of the first text with a fact in both.

So the script's MAP does not count earlier finds: two facts at ranks 1 and 2 give (1/1 + 1/2) / 2 = .75, where average
precision is 1.
"""

from __future__ import annotations

import math

from eval.outcome import Outcome

DEPTH = 10


def script_hits(outcome: Outcome, *, k: int) -> float:
    """1 where any fact is among the first k texts, else 0."""
    places = _first_places(outcome, k)
    return math.nan if places is None else float(any(place is not None for place in places))


def paper_hits(outcome: Outcome, *, k: int) -> float:
    """Share of the facts that are among the first k texts."""
    places = _first_places(outcome, k)
    return math.nan if places is None else sum(place is not None for place in places) / len(places)


def script_map(outcome: Outcome) -> float:
    """Facts first seen at a rank divided by the rank, summed over ranks to 10, divided by min(facts, 10)."""
    places = _first_places(outcome, DEPTH)
    if places is None:
        return math.nan
    # The script remembers facts by their text: one that is listed twice is seen once.
    seen = {fact: place for fact, place in zip(_facts(outcome), places, strict=True) if place is not None}
    return sum(1 / place for place in seen.values()) / min(len(places), DEPTH)


def paper_map(outcome: Outcome) -> float:
    """Mean over the facts of the precision at the rank where each is first seen, to rank 10."""
    places = _first_places(outcome, DEPTH)
    if places is None:
        return math.nan
    facts = _facts(outcome)
    relevant = [any(fact in text for fact in facts) for text in _texts(outcome, DEPTH)]
    precisions = [sum(relevant[:place]) / place for place in places if place is not None]
    return sum(precisions) / len(places)


def reciprocal_rank(outcome: Outcome) -> float:
    """1 / rank of the first of ten texts with a fact, 0 where none has one: script and paper agree."""
    places = _first_places(outcome, DEPTH)
    if places is None:
        return math.nan
    return max((1 / place for place in places if place is not None), default=0.0)


def _first_places(outcome: Outcome, k: int) -> list[int | None] | None:
    """The 1-based rank at which each fact is first seen among k texts, None where it is not."""
    facts = _facts(outcome)
    if not facts or outcome.depth < k:
        return None
    texts = _texts(outcome, k)
    return [next((rank for rank, text in enumerate(texts, start=1) if fact in text), None) for fact in facts]


def _facts(outcome: Outcome) -> list[str]:
    return [_squeezed(fact.text) for fact in outcome.case.evidence if fact.verbatim and fact.text.strip()]


def _texts(outcome: Outcome, k: int) -> list[str]:
    return [_squeezed(hit.passage.text) for hit in outcome.hits[:k]]


def _squeezed(text: str) -> str:
    return text.replace(" ", "").replace("\n", "")
