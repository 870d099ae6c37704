"""Share of an answer's sentences that the passages they cite support, by this project's own check (rag's grounding).

It says whether what is printed passes the check that answers are made with, also where the answer came from elsewhere;
it is not an outside judgement. A sentence without markers supports itself on nothing and counts as unsupported; one
that claims nothing ("Here is what was reported:") is left out. NaN where no answer was asked for, the answer abstained,
or nothing in it is a claim.
"""

from __future__ import annotations

import math
import re

from eval.outcome import Outcome

_MARKER = re.compile(r"\s?\[(\d+)\]")


def sentences_supported(outcome: Outcome) -> float:
    """Supported sentences / sentences that claim something."""
    answer = outcome.answer
    if answer is None or answer.abstained is not None:
        return math.nan
    from rag.answering.grounding import check  # late: only answers need it

    from rag.sentences import sentence_spans

    passages = {citation.number: citation.passage for citation in answer.citations}
    supported = []
    for start, end in sentence_spans(answer.text):
        marked = answer.text[start:end]
        cited = [passages[int(number)] for number in _MARKER.findall(marked) if int(number) in passages]
        verdict = check(_MARKER.sub("", marked), cited)
        if verdict.kind != "no_claim":
            supported.append(bool(cited) and verdict.supported)
    return sum(supported) / len(supported) if supported else math.nan
