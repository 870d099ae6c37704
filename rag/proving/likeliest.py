"""Which one or two sentences of a passage could bear a claim out: those that share most of its words, best first."""

from __future__ import annotations

from dataclasses import dataclass

from rag.language.close_reading import Reading
from rag.language.daywords import same_day
from rag.language.quantities import same_quantity
from rag.language.words import literal
from rag.proving.evidence import PassageEvidence, Window, same_name, telling_keys

_APART = 7  # how many sentences two that support a claim together may be apart


@dataclass(frozen=True, slots=True)
class Ranked:
    """Sentences ``at`` hold this share of a claim; ``main`` is which of them holds most."""

    score: float
    at: tuple[int, ...]
    main: int = 0

    def window(self, evidence: PassageEvidence) -> Window:
        """The sentences themselves."""
        return Window(evidence, self.at, self.main)


def likeliest(claim: Reading, prepared: PassageEvidence, least: float) -> list[Ranked]:
    """Sentences, and pairs of near ones where each adds something, by the share of the claim they hold, best first."""
    units = _units(claim, prepared)
    total = sum(weight for weight, _ in units)
    if not total:
        return []
    count = len(prepared.sentences)
    masks = [sum(1 << u for u, (_, where) in enumerate(units) if i in where) for i in range(count)]
    weights = [weight for weight, _ in units]
    if sum(weight for weight, where in units if where) < least * total:
        return []

    def share(mask: int) -> float:
        return sum(weight for u, weight in enumerate(weights) if mask >> u & 1) / total

    shares = [share(mask) for mask in masks]
    ranked = [Ranked(shares[i], (i,)) for i, mask in enumerate(masks) if mask]
    ranked += [
        Ranked(share(masks[i] | masks[j]) - 0.02 * (j - i), (i, j), int(shares[j] > shares[i]))
        for i in range(count)
        for j in range(i + 1, min(i + _APART + 1, count))
        if masks[i] | masks[j] not in (masks[i], masks[j])
    ]
    ranked.sort(key=lambda entry: (-entry.score, len(entry.at), entry.at))
    return ranked


def _units(claim: Reading, prepared: PassageEvidence) -> list[tuple[float, frozenset[int]]]:
    """What the claim is made of: each unit's weight, and the sentences that hold it."""
    units: list[tuple[float, frozenset[int]]] = []
    sentences = prepared.sentences
    for at in claim.body:
        keys = telling_keys(claim.words[at])
        units.append((1.0, frozenset(i for i, s in enumerate(sentences) if keys & s.keys)))
    for name in claim.names:
        places = [where for parts, where in prepared.named.items() if same_name(name.parts, parts, prepared.acronyms)]
        units.append((0.8, frozenset().union(*places)))
    for quantity in claim.quantities:
        held = (
            i for i, s in enumerate(sentences) if any(same_quantity(quantity, other) for other in s.reading.quantities)
        )
        units.append((1.5, frozenset(held)))
    for day in claim.days:
        dated = (i for i, s in enumerate(sentences) if any(same_day(day, other) for other in s.reading.days))
        units.append((0.5, frozenset(dated)))
    for quote in claim.quotes:
        words = f" {literal(quote)} "
        units.append((3.0, frozenset(i for i, s in enumerate(sentences) if words in f" {s.literal} ")))
    return units
