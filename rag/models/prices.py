"""What models cost, in US dollars for a million tokens read and written; list prices of August 2025."""

from __future__ import annotations

import re
from typing import Final

PRICES_USD: Final = {
    "gpt-5": (1.25, 10.00),
    "gpt-5-mini": (0.25, 2.00),
    "gpt-5-nano": (0.05, 0.40),
    "gpt-4.1": (2.00, 8.00),
    "gpt-4.1-mini": (0.40, 1.60),
    "gpt-4.1-nano": (0.10, 0.40),
    "gpt-4o": (2.50, 10.00),
    "gpt-4o-mini": (0.15, 0.60),
    "o3": (2.00, 8.00),
    "o4-mini": (1.10, 4.40),
}


def cost_usd(model: str, prompt_tokens: int, completion_tokens: int) -> float | None:
    """What the tokens cost at list price, None where the model's price is not known. Dated names cost what theirs do.

    >>> cost_usd("gpt-4.1-mini-2025-04-14", 1_000_000, 500_000)
    1.2
    >>> cost_usd("my-own-model", 1000, 10) is None
    True
    """
    prices = PRICES_USD.get(re.sub(r"-\d{4}-\d{2}-\d{2}$", "", model))
    if prices is None:
        return None
    return round((prompt_tokens * prices[0] + completion_tokens * prices[1]) / 1e6, 8)
