"""What an answer took: wall time, tokens, money. NaN where it is not known; no price is not a price of 0."""

from __future__ import annotations

import math

from eval.outcome import Outcome


def latency_ms(outcome: Outcome) -> float:
    """Milliseconds of wall time around the call, in the process that asked; concurrent cases share the machine."""
    return outcome.elapsed_ms


def tokens(outcome: Outcome) -> float:
    """Tokens read and written by the chat model, 0 where none was used."""
    if outcome.answer is None:
        return math.nan
    return float(outcome.answer.usage.prompt_tokens + outcome.answer.usage.completion_tokens)


def cost_usd(outcome: Outcome) -> float:
    """US dollars, 0 where no model was used, NaN where its price is not known."""
    if outcome.answer is None:
        return math.nan
    usage = outcome.answer.usage
    if usage.cost_usd is not None:
        return usage.cost_usd
    return 0.0 if usage.prompt_tokens + usage.completion_tokens == 0 else math.nan
