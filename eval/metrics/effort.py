"""What an answer took: wall time, tokens, money. NaN where no chat model was used, or its price is not known."""

from __future__ import annotations

import math

from eval.outcome import Outcome


def latency_ms(outcome: Outcome) -> float:
    """Milliseconds of wall time around the call, in the process that asked; concurrent cases share the machine."""
    return outcome.elapsed_ms


def tokens(outcome: Outcome) -> float:
    """Tokens that the chat model read and wrote."""
    used = 0 if outcome.answer is None else outcome.answer.usage.prompt_tokens + outcome.answer.usage.completion_tokens
    return float(used) if used else math.nan


def cost_usd(outcome: Outcome) -> float:
    """US dollars, by the prices the model is known to have; no price is not a price of 0."""
    cost = None if outcome.answer is None or math.isnan(tokens(outcome)) else outcome.answer.usage.cost_usd
    return math.nan if cost is None else cost
