"""Share of an answer's sentences that the passages they cite support, by this project's own check (rag's grounding).

It says whether what is printed passes the check that answers are made with, also where the answer came from elsewhere;
it is not an outside judgement. A sentence that cites nothing, or that only a passage it does not cite supports, counts
as unsupported; one that claims nothing ("Here is what was reported:") is left out. NaN where no answer was asked for,
the answer abstained, or nothing in it is a claim.
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
    from rag.proving.grounding import Evidence  # late: only answers need it
    from rag.sentences import sentence_spans

    passages = list(dict.fromkeys(citation.passage for citation in answer.citations))
    place = {citation.number: passages.index(citation.passage) + 1 for citation in answer.citations}
    evidence = Evidence(passages, as_of=answer.as_of)
    supported = []
    for start, end in sentence_spans(answer.text):
        marked = answer.text[start:end]
        cited = [place[int(number)] for number in _MARKER.findall(marked) if int(number) in place]
        verdict = evidence.check(_MARKER.sub("", marked), cited)
        if verdict.kind == "claim":
            supported.append(bool(cited) and verdict.supported and not verdict.moved)
    return sum(supported) / len(supported) if supported else math.nan
