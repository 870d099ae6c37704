"""Sentences become words that can be compared: stems, meanings, and where each stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rag.language.lexicon import ANTONYMS, COMPLEMENTS, CONVERSES, STOP, words
from rag.language.synonyms import GROUPS, KINDS, PHRASES

_TOKEN = re.compile(
    r"""[$€£¥₩₹](?=\s?\d)|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?![a-zA-Z]*\d)|n['’]t\b|(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*|%"""
)
_LITERAL = re.compile(r"[^\w]+")
_IRREGULAR = {
    form: base
    for base, forms in {
        "win": "won winning",
        "lose": "lost losing",
        "fall": "fell fallen",
        "rise": "rose risen",
        "say": "said",
        "sell": "sold",
        "buy": "bought",
        "begin": "began begun",
        "leave": "left",
        "find": "found",
        "hold": "held",
        "keep": "kept",
        "steal": "stole stolen",
        "flee": "fled",
        "beat": "beaten",
        "build": "built",
        "burn": "burnt",
        "sink": "sank sunk",
        "break": "broke broken",
        "shut": "shutting",
        "quit": "quitting",
        "meet": "met",
        "pay": "paid",
        "send": "sent",
        "speak": "spoke spoken",
        "strike": "struck",
        "shoot": "shot",
        "fight": "fought",
        "fly": "flew flown",
        "freeze": "froze frozen",
        "grow": "grew grown",
        "give": "gave given",
        "run": "ran running",
        "drive": "drove driven",
        "write": "wrote written",
        "lead": "led",
        "seek": "sought",
        "teach": "taught",
        "bring": "brought",
        "think": "thought",
        "become": "became",
        "come": "came",
        "go": "went gone goes",
        "see": "saw seen",
        "show": "shown",
        "spend": "spent",
        "stand": "stood",
        "withdraw": "withdrew withdrawn",
        "die": "died dies dying",
        "lie": "lay lain",
        "swear": "swore sworn",
        "wear": "wore worn",
        "choose": "chose chosen",
        "draw": "drew drawn",
        "throw": "threw thrown",
        "catch": "caught",
        "feel": "felt",
        "put": "putting",
        "cut": "cutting",
        "hit": "hitting",
        "let": "letting",
        "weep": "wept",
        "wed": "wedding",
        "tell": "told",
        "understand": "understood",
        "child": "children",
        "man": "men",
        "woman": "women",
        "person": "persons",
        "life": "lives",
        "foot": "feet",
        "half": "halves",
        "fail": "failure failures",
        "deny": "denied denies denying denial",
        "use": "used",
        "forbid": "forbade forbidden",
        "shrink": "shrank shrunk",
        "sweep": "swept",
        "sting": "stung",
        "swim": "swam swum swimming",
        "sing": "sang sung",
        "shake": "shook shaken",
        "tear": "tore torn",
        "bite": "bit bitten",
        "lend": "lent",
        "sleep": "slept",
        "deal": "dealt",
        "overcome": "overcame",
        "overtake": "overtook overtaken",
        "undergo": "underwent undergone",
        "aeroplane": "plane planes aeroplanes airplane airplanes",
        "free": "freed",
    }.items()
    for form in forms.split()
}
_SUFFIXES = (
    ("ational", "ate"), ("isations", "ise"), ("izations", "ize"), ("isation", "ise"), ("ization", "ize"),
    ("fulness", "ful"), ("ments", ""), ("ment", ""), ("ations", ""), ("ation", ""), ("itions", ""), ("ition", ""),
    ("nesses", ""), ("ness", ""), ("ically", ""), ("ingly", ""), ("edly", ""), ("ions", ""), ("ion", ""), ("ities", ""),
    ("ity", ""), ("ences", ""), ("ence", ""), ("ances", ""), ("ance", ""), ("ives", ""), ("ive", ""), ("ally", ""),
    ("ial", ""), ("als", ""), ("al", ""), ("ers", ""), ("er", ""), ("ors", ""), ("or", ""), ("ing", ""), ("ings", ""),
    ("ied", "y"), ("ies", "y"), ("ed", ""), ("ly", ""), ("es", ""), ("s", ""),
)  # fmt: skip


def _shortest(suffix: str) -> int:
    """How much of a word has to be left."""
    if suffix in ("ence", "ences", "ance", "ances"):
        return 5
    return 4 if len(suffix) > 2 and suffix != "ing" else 3


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its endings, so that forms of one word meet; not always a word.

    >>> stem("regulators"), stem("regulatory"), stem("announced"), stem("announcement")
    ('regulat', 'regulat', 'announc', 'announc')
    """
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s").removesuffix("'")
    word = _IRREGULAR.get(word, word)
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ory"):
        word = word[:-1].removesuffix("or") if len(word) > 6 else word
    for turn in range(2):
        for suffix, instead in _SUFFIXES:
            if turn and suffix in ("s", "es", "ed", "ing", "ies", "ied"):
                continue
            if word.endswith(suffix) and len(word) - len(suffix) + len(instead) >= _shortest(suffix):
                if suffix in ("ing", "ed") and not any(vowel in word[: -len(suffix)] for vowel in "aeiouy"):
                    break
                if suffix == "s" and word.endswith(("ss", "us", "is")):
                    break
                word = word[: -len(suffix)] + instead
                word = _IRREGULAR.get(word, word)
                break
        else:
            break
    if len(word) > 3 and word[-1] == word[-2] and (word[-1] not in "lsz" or (word[-1] == "l" and len(word) > 5)):
        word = word[:-1]
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 6 and word.endswith("ery"):
        word = word[:-1]
    if len(word) > 3 and word.endswith("y"):
        word = word[:-1] + "i"
    return word


def _meanings() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in GROUPS:
        for word in group:
            found.setdefault(stem(word), set()).add("~" + group[0])
    return {word: frozenset(groups) for word, groups in found.items()}


_MEANINGS = _meanings()
_PHRASES = {tuple(phrase.split()): word for phrase, word in PHRASES.items()}
_PHRASE_STARTS = frozenset(phrase[0] for phrase in _PHRASES)


@lru_cache(maxsize=20_000)
def keys_of(word: str) -> frozenset[str]:
    """What a word can be matched by: its stem, and the groups of words that mean the same.

    >>> bool(keys_of("purchased") & keys_of("bought"))
    True
    """
    base = stem(word)
    return _MEANINGS.get(base, frozenset()) | {base}


def _opposites(pairs: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in pairs.split():
        a, _, b = pair.partition("/")
        for one, other in ((a, b), (b, a)):
            for key in ("~" + one, stem(one)):
                found.setdefault(key, set()).update({"~" + other, stem(other)})
    return {key: frozenset(others) for key, others in found.items()}


OPPOSITES = _opposites(ANTONYMS)
CONVERSE = _opposites(" ".join(CONVERSES))
COMPLEMENT = _opposites(" ".join(COMPLEMENTS))


def opposites_of(keys: frozenset[str], table: dict[str, frozenset[str]] = OPPOSITES) -> frozenset[str]:
    """The keys that mean the opposite of any of these."""
    return frozenset().union(*(table[key] for key in keys if key in table))


_KIND_OF = {stem(kind): frozenset(map(stem, members)) for kind, members in KINDS.items()}


@lru_cache(maxsize=20_000)
def kinds_of(word: str) -> frozenset[str]:
    """The stems of what a general word may stand for.

    >>> stem("ferry") in kinds_of("vessel"), stem("vessel") in kinds_of("ferry")
    (True, False)
    """
    return _KIND_OF.get(stem(word), frozenset())


class Word(NamedTuple):  # hundreds of a passage: a dataclass takes five times as long to make
    """One word of a sentence, matched by its ``keys``. ``segment`` counts the sentence's clauses, roughly.

    ``capital`` ones begin with a capital letter, ``content`` ones say something of their own.
    """

    text: str
    lower: str
    keys: frozenset[str]
    start: int
    end: int
    segment: int
    quoted: bool
    capital: bool
    content: bool


_BREAKS = frozenset(
    (
        "but",
        "while",
        "whereas",
        "although",
        "though",
        "because",
        "which",
        "who",
        "when",
        "since",
        "until",
        "after",
        "before",
    )
)
_NEW_CLAUSE = words(
    """
    the a an his her he she it they their its no who we i will has have had was were is are would could may
    might must did does can not
    """
)  # fmt: skip


_OBJECT_BEGINS = frozenset(("the", "a", "an", "his", "her", "their", "its"))
_DIRECTIONS = frozenset(("up", "down"))
_PAUSES = frozenset(",;:—()")
_QUOTES = frozenset('“”"«»')
NEGATIVE = frozenset(("not", "no", "never", "none", "nobody", "nothing", "n't", "without", "cannot"))


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a sentence in order; phrases that mean one thing (``stepped down``) are keyed by that."""
    found: list[Word] = []
    segment, last, quoted = 0, 0, False
    matches = list(_TOKEN.finditer(text))
    for at, match in enumerate(matches):
        start, end = match.span()
        between, last = text[last:start], end
        if between not in ("", " "):  # mostly it is
            if not _PAUSES.isdisjoint(between) or " – " in between or " - " in between:
                segment += 1
            quoted = (quoted + sum(char in _QUOTES for char in between)) % 2 == 1
        raw = match.group()
        written, lower, keys, content = _token(raw)
        if written in _BREAKS or (written in ("and", "or") and at + 1 < len(matches) and _opens_clause(matches, at)):
            segment += 1
        if lower == "back" and at + 1 < len(matches) and matches[at + 1].group().lower() in _OBJECT_BEGINS:
            keys = keys_of(lower)
        found.append(Word(raw, lower, keys, start, end, segment, quoted, raw[0].isupper(), content))
    _mark_phrases(found)
    if "%" in text or "percent" in text or "per cent" in text:
        _mark_moves(found)
    return tuple(found)


@lru_cache(maxsize=20_000)
def _token(raw: str) -> tuple[str, str, frozenset[str], bool]:
    """A word of a text in lower case, as written and as compared, what it can be matched by, and whether of content."""
    lower = written = raw.lower().replace("’", "'")
    if raw[0].isupper() and raw.endswith(".") and len(raw) > 2:
        lower = raw.replace(".", "").lower()
    lower = lower.removesuffix("'s").removesuffix("'")
    if lower.endswith("n't") and lower != "n't":
        lower = "cannot" if lower == "can't" else "not"
    plain = lower[0].isalpha() and (lower not in STOP or lower in _DIRECTIONS) and lower not in NEGATIVE
    keys = keys_of(lower) if plain else frozenset((lower,))
    return written, lower, keys, lower not in STOP and lower[0].isalpha() and len(lower) > 1


def _opens_clause(matches: list[re.Match[str]], at: int) -> bool:
    """``and`` joins two clauses, not two nouns: a verb, a number or an article follows."""
    following = matches[at + 1].group()
    lower = following.lower()
    if following[0].isupper():
        return not (at and matches[at - 1].group()[0].isupper())
    return following[0].isdecimal() or lower in _NEW_CLAUSE or lower.endswith(("ed", "ing")) or lower in _IRREGULAR


_MOVES = {
    **dict.fromkeys(("lost", "loses", "lose", "losing", "shed", "sheds", "shedding"), keys_of("fall")),
    **dict.fromkeys(("gained", "gains", "added", "adds", "improved", "improves", "advanced", "put"), keys_of("rise")),
}
_BETWEEN = frozenset(("by", "about", "around", "nearly", "almost", "some", "on", "another", "a", "further"))


def _mark_moves(found: list[Word]) -> None:
    """``lost 8 percent`` is fell by 8 percent, ``added 3 percent`` rose by it."""
    for at, word in enumerate(found):
        moved = _MOVES.get(word.lower)
        if moved is None:
            continue
        then = at + 1
        while then < len(found) and found[then].lower in _BETWEEN:
            then += 1
        following = [other.lower for other in found[then + 1 : then + 3]]
        percent = following[:1] in (["%"], ["percent"]) or following == ["per", "cent"]
        if percent and found[then].lower[0].isdecimal() and (word.lower != "put" or found[at + 1].lower == "on"):
            found[at] = word._replace(keys=word.keys | moved, content=True)


_PARTICLES = frozenset(("out", "down", "off", "over", "up"))


def _mark_separable(found: list[Word], at: int) -> None:
    """``ruled it out``: a verb and its particle with a word or two between."""
    for far in (2, 3):
        if at + far >= len(found) or found[at + far].lower not in _PARTICLES:
            continue
        phrase = (found[at].lower, found[at + far].lower)
        if phrase in _PHRASES and found[at + far].segment == found[at].segment:
            found[at] = found[at]._replace(keys=keys_of(_PHRASES[phrase]))
            return


def _mark_phrases(found: list[Word]) -> None:
    for at, begins in enumerate(found):
        if begins.lower not in _PHRASE_STARTS:
            continue
        _mark_separable(found, at)
        for size in (3, 2):
            phrase = tuple(word.lower for word in found[at : at + size])
            if len(phrase) == size and phrase in _PHRASES:
                keys = keys_of(_PHRASES[phrase])
                for index in range(at, at + size):
                    word = found[index]
                    kept = keys if word.lower not in STOP or index == at else frozenset((word.lower,))
                    found[index] = word._replace(keys=kept)
                break


def literal(text: str) -> str:
    """Words only, in lower case, single spaces: two quotations are the same where these are.

    >>> literal("“It's over,” she said.")
    'its over she said'
    """
    return _LITERAL.sub(" ", text.lower().replace("’", "'").replace("'", "")).strip()
