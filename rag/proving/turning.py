"""What is denied, turned round, only to come, or made more of than the passage does. Checks of ``comparing``."""

from __future__ import annotations

from rag.language.close_reading import PAST_FORMS, Reading, realised
from rag.language.lexicon import CAUSAL_PHRASES, CAUSE_SHOWN, CAUSES, NEGATORS, SPEECH, STRONG, words
from rag.language.words import COMPLEMENT, CONVERSE, NEGATIVE, opposites_of
from rag.proving.evidence import Window, loose_keys
from rag.proving.figures import keys_at

_NO_SUPERLATIVE = words(
    """
    interest request protest harvest forest west guest arrest contest invest test rest suggest manifest dishonest honest
    modest conquest bequest digest northwest southwest midwest quest chest nest pest vest zest fest attest detest crest
    priest latest earnest unrest infest ingest behest earliest
    """
)


_DENYING_KEYS = frozenset(("~ban", "~lack", "~cancel", "~reject", "~deny", "~prevent"))
_UNDOING_KEYS = frozenset(("~ban", "~lack", "~cancel"))


def polarity(claim: Reading, window: Window) -> str | None:
    if _denied_by_its_opposite(claim, window):
        return None
    denied = _denial(claim)
    if denied and not any(_denies_somehow(reading) for reading in window.readings):
        return f"negation: {denied}"
    left_out = any(word.lower == "without" for reading in window.readings for word in reading.words)
    for at in claim.body:
        keys = claim.words[at].keys
        occurrences = [(r, k) for r in window.readings for k in r.body if keys & r.words[k].keys]
        if not occurrences or (left_out and _left_out(claim, at)):
            continue
        if all(_turned(claim, at, reading, k) for reading, k in occurrences):
            return f"negation: {claim.words[at].lower}"
    return None


def _left_out(claim: Reading, at: int) -> bool:
    """``without the money``."""
    return any(word.lower == "without" for word in claim.words[max(0, at - 3) : at])


def _undone(lower: str) -> bool:
    """``undeclared``, ``unharmed``; not ``under``, ``united``."""
    return len(lower) > 6 and lower.startswith("un") and not lower.startswith(("under", "uni", "until"))


def _denial(claim: Reading) -> str | None:
    """The claim's plain negation, if it has one."""
    for at, word in enumerate(claim.words):
        following = claim.words[at + 1].lower if at + 1 < len(claim.words) else ""
        if word.lower in NEGATIVE and not word.quoted and following not in ("only", "guilty"):
            return word.lower
    return None


def _denies_somehow(reading: Reading) -> bool:
    return reading.denies or any(
        word.lower in _DENYING or word.lower in NEGATORS or _undone(word.lower) or word.keys & _DENYING_KEYS
        for word in reading.words
    )


def _denied_by_its_opposite(claim: Reading, window: Window) -> bool:
    """``banned`` against ``no longer allowed``: the opposite word and a negation make the same."""
    for at in claim.body:
        complement = opposites_of(claim.words[at].keys, COMPLEMENT)
        for reading in window.readings if complement else ():
            for k in reading.body:
                if complement & reading.words[k].keys and claim.negated[at] != reading.negated[k]:
                    return True
    return False


def _turned(claim: Reading, at: int, evidence: Reading, k: int) -> bool:
    here, there = claim.negated[at], evidence.negated[k]
    if here == there:
        return False
    return not (_denied_near(claim, at) if there else _denied_near(evidence, k))


def _denied_near(reading: Reading, at: int) -> bool:
    segment = reading.words[at].segment
    return any(
        reading.negated[i] or word.lower in _DENYING or _undone(word.lower) or word.keys & _UNDOING_KEYS
        for i, word in enumerate(reading.words)
        if word.segment == segment
    )


_DENYING = words(
    """
    little few scarce shortage short absence insufficient not no never nobody none without cannot lacks lack unknown
    unable missing
    """
)


def opposites(claim: Reading, window: Window) -> str | None:
    """No word of the claim is its opposite in the passage: rose, fell. The other side of one event is no opposite."""
    for at in claim.body:
        keys = claim.words[at].keys
        opposite = opposites_of(keys)
        if not opposite:
            continue
        here = [(r, k) for r in window.readings for k in r.body if keys & r.words[k].keys]
        there = [(r, k) for r in window.readings for k in r.body if _against(claim, at, opposite, r, k)]
        if not there:
            continue
        word = there[0][0].words[there[0][1]].lower
        if not here:
            if all(_told_too(claim, at, r, k) for r, k in there):
                continue
            return f"{word}, not {claim.words[at].lower}"
        if any(claim.words[q.first].segment == claim.words[at].segment for q in claim.quantities):
            continue  # the numbers' own check tells which of them it goes with
        if max(_closeness(claim, at, r, k) for r, k in there) > max(_closeness(claim, at, r, k) for r, k in here):
            return f"{word}, not {claim.words[at].lower}"
    return None


def _told_too(claim: Reading, at: int, evidence: Reading, k: int) -> bool:
    """The claim has the passage's word too: ``stopped before it started`` for ``halted before it was introduced``."""
    return any(i != at and claim.words[i].keys & evidence.words[k].keys for i in claim.body)


_ALSO_NOUNS = words("back backs support supports")


def _against(claim: Reading, at: int, opposite: frozenset[str], evidence: Reading, k: int) -> bool:
    """True where the evidence's word is the claim's opposite and nothing makes up for it."""
    keys, theirs = claim.words[at].keys, evidence.words[k].keys
    if not opposite & theirs or keys & theirs:
        return False
    if evidence.words[k].lower in _ALSO_NOUNS and k not in evidence.verbs:
        return False
    if claim.names and opposites_of(keys, CONVERSE) & theirs:
        return False
    if opposites_of(keys, COMPLEMENT) & theirs and claim.negated[at] != evidence.negated[k]:
        return False
    return not ("until" in _lowers_after(evidence, k) and "until" not in _lowers_after(claim, at))


def _lowers_after(reading: Reading, at: int) -> list[str]:
    return [word.lower for word in reading.words[at + 1 : at + 5]]


def _closeness(claim: Reading, at: int, evidence: Reading, k: int) -> int:
    """How many words the clauses of the two share."""
    own = [i for i in _clause(claim, at) if i != at]
    theirs = keys_at(evidence, _clause(evidence, k))
    return sum(1 for i in own if loose_keys(claim.words[i]) & theirs)


def _clause(reading: Reading, at: int) -> list[int]:
    segment = reading.words[at].segment
    return [i for i, word in enumerate(reading.words) if word.segment == segment and (word.content or word.capital)]


def mood(claim: Reading, window: Window) -> str | None:
    for at in claim.body:
        word = claim.words[at]
        by_it = at not in claim.verbs and claim.words[at - 1].lower == "by"
        if word.lower in _FORESEEN or by_it:
            continue
        occurrences = [(r, k) for r in window.readings for k in r.body if word.keys & r.words[k].keys]
        occurrences = [(r, k) for r, k in occurrences if not _charged_with(claim, at, r, k)]
        if not occurrences:
            continue
        if word.lower.endswith("s") and all(_over(r, k) for r, k in occurrences):
            return f"{word.lower}: it no longer does"
        moods = [r.mood[k] for r, k in occurrences]
        if realised(claim, at) and min(moods) > 0 and not _shortened(claim, at):
            return f"{word.lower} is not told as a fact"
        if claim.mood[at] == 1 and _shall(claim, at):
            if min(moods) == 2:
                return f"{word.lower} is only possible"
            if all(realised(r, k) and k in r.verbs for r, k in occurrences) and at in claim.verbs:
                return f"{word.lower} has already happened"
    return None


def _charged_with(claim: Reading, at: int, evidence: Reading, k: int) -> bool:
    """``said that they cheat`` for ``accused them of cheating``."""
    said = any(word.lower in SPEECH for word in claim.words[:at])
    return said and any(word.lower in ("accused", "accuses", "accusing", "blamed") for word in evidence.words[:k])


def _shortened(reading: Reading, at: int) -> bool:
    """``all librarians affected will …``: a clause without its own verb tells nothing as done."""
    following = reading.words[at + 1].lower if at + 1 < len(reading.words) else ""
    return at > 0 and reading.words[at - 1].content and at - 1 not in reading.verbs and following in _FINITE


def _over(reading: Reading, at: int) -> bool:
    """``supplied power until last year``."""
    past = reading.words[at].lower.endswith("ed") or reading.words[at].lower in PAST_FORMS
    return past and any(word.lower == "until" for word in reading.words[at + 1 :])


def _shall(claim: Reading, at: int) -> bool:
    return any(claim.words[i].lower in ("will", "shall", "'ll") for i in range(max(0, at - 6), at))


_FORESEEN = words("expected estimated projected forecast planned")
_FINITE = words("will would has have had is are was were may might can could")
_ORDERING = words(
    """
    order orders ordered instruct instructs instructed tell tells told command commands commanded require requires
    required force forces forced ask asks asked must should supposed trick tricks tricked pressed pressured paid
    """
)
_SAYING = words("say answer reply respond claim write state insist print repeat pretend report declare")


def ordered(claim: Reading, window: Window) -> str | None:
    """What somebody is told to say is not said: ``they ordered every outlet to say that ferries are free``."""
    zones = [_ordered_words(reading) for reading in window.readings]
    if not any(zones) or _ordered_words(claim):
        return None
    for at in claim.body:
        keys = claim.words[at].keys
        held = [
            k in zone
            for reading, zone in zip(window.readings, zones, strict=True)
            for k in reading.body
            if keys & reading.words[k].keys
        ]
        if held and all(held):
            return f"{claim.words[at].lower} is only what somebody was to say"
    return None


def _ordered_words(reading: Reading) -> range:
    """The words that follow ``ordered … to say that``."""
    lowers = [word.lower for word in reading.words]
    for at in range(1, len(lowers) - 1):
        saying = lowers[at] in _SAYING and lowers[at + 1] == "that"
        if saying and lowers[at - 1] in ("to", "must", "should") and not _ORDERING.isdisjoint(lowers[:at]):
            return range(at + 2, len(lowers))
    return range(0)


# What makes more of it


def strength(claim: Reading, window: Window) -> str | None:
    known = {STRONG[w.lower] for r in window.readings for w in r.words if w.lower in STRONG}
    keys = window.keys
    text = " ".join(w.lower for r in window.readings for w in r.words)
    for at, word in enumerate(claim.words):
        lower = word.lower
        strength = STRONG.get(lower)
        if strength is None:
            if lower.endswith("est") and len(lower) > 4 and lower not in _NO_SUPERLATIVE and not word.keys & keys:
                return f"{lower} is not in the passage"
            continue
        if any(name.first <= at <= name.last for name in claim.names):
            continue
        if strength == "most" and ("more than half" in text or "majority" in text or keys & word.keys):
            continue
        if strength == "all" and "all but " in text and "all but " not in claim.text.lower():
            return f"{lower}: not so in the passage, which has all but some"
        if strength == "all" and lower == "all" and at and claim.words[at - 1].lower in ("at", "after", "above"):
            continue
        if strength == "all" and claim.words[min(at + 1, len(claim.words) - 1)].lower in (
            "day",
            "week",
            "month",
            "year",
            "morning",
        ):
            continue
        if strength not in known or not _said_of_it(claim, at, window, strength):
            return f"{lower} is not in the passage"
        if strength == "first" and _of_a_time(text) and not _of_a_time(" ".join(w.lower for w in claim.words)):
            return "first is said of a time only"
    return None


def _of_a_time(text: str) -> bool:
    """``the first since 1996``, ``for the first time in 80 years``."""
    after = text.partition("first ")[2].split()[:6]
    return "since" in after or ("in" in after and bool({"years", "decades", "months", "century", "year"} & set(after)))


def _said_of_it(claim: Reading, at: int, window: Window, strength_: str) -> bool:
    """The word that follows stands in the same sentence as the strong one: ``the first woman``, not any first."""
    following = next((i for i in claim.body if at < i <= at + 3), None)
    if following is None:
        return True
    keys = loose_keys(claim.words[following])
    homes = [index for index in window.at if keys & window.evidence.sentences[index].keys]
    return not homes or any(
        STRONG.get(word.lower) == strength_
        for index in homes
        for word in window.evidence.sentences[index].reading.words
    )


def cause(claim: Reading, window: Window) -> str | None:
    lowers = [word.lower for word in claim.words]
    text = " ".join(lowers)
    text = f" {text.replace('is due to ', 'is ').replace('are due to ', 'are ')} "
    given = [w for w in lowers if w in CAUSES and not _what_is_told(claim, w)] + [
        p for p in CAUSAL_PHRASES if f" {p} " in text
    ]
    if not given:
        return None
    known = {w.lower for r in window.readings for w in r.words}
    told = " ".join(w.lower for r in window.readings for w in r.words)
    if known & CAUSE_SHOWN or " for lack of " in told or _since(window) or all(phrase in told for phrase in given):
        return None
    return f"{given[0]}: the passage gives no such cause"


def _since(window: Window) -> bool:
    """``…, since gel does not kill it``: a cause, not a time."""
    return any(", since " in r.text and not r.text.partition(", since ")[2][:1].isdigit() for r in window.readings)


def _what_is_told(claim: Reading, lower: str) -> bool:
    """``the cause of the fire is not known`` gives no cause."""
    return claim.denies and lower in ("cause", "caused")
