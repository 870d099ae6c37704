"""Where sentences begin and end in news text. Pure, exact offsets, time linear in the text however hostile it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NEWLINE = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_OPENERS = "\"'“‘„«‹([{「『（《【¿¡*_"
_CLOSERS = "\"'”’»›)\\]}」』）》】*_"
_STOP = re.compile(f"[.!?…‽。！？｡।॥؟۔።။។]+[{_CLOSERS}]*(?:\\[[0-9]{{1,3}}\\])*")
_MARKERS = re.compile(r"[ \u00a0]?(?:\[[0-9]{1,3}(?:, ?[0-9]{1,3}){0,9}\])+(?=\s|$)")
_STRAY_CLOSER = re.compile(r"[ \u00a0\u202f][”»)\]](?=\s|$)")
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[^\W_][\w'’.-]{0,40}")
_LIST_ITEM = re.compile(r"(?:[-*•‣▪◦·–—]|[0-9]{1,3}[.)]|\(?[a-zA-Z0-9][.)])\s")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Written where no sentence stops: a name or a number follows.
_BEFORE_NAME = _words(
    """
    Mr Mrs Ms Mx Dr Drs Messrs Mme Mlle Prof Rev Revs Hon Fr Msgr Sr Sra Gov Govs Sen Sens Rep Reps Pres Supt Det
    Insp Atty Adm Cmdr Cdr Lt Gen Brig Maj Col Capt Sgt Cpl Pvt Pfc Spc Cst Ald Asst Assoc Amb Sec Mt Ft Gens Lts
    Profs vs v e.g i.e eg ie cf viz approx ca c al incl Op op Vol vol Fig fig Eq eq pp p No Nos no nos Art art
    para
    """
)
# Written within a sentence or at its end: only a word that opens sentences tells.
_MAY_END = _words(
    """
    St Ste Inc Corp Co Cos Ltd Plc plc Pty Pte LLC LLP Bros Jr Assn Dept Univ Inst Ave Blvd Rd Hwy Bldg Est est
    Esq Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Ala Ariz Ark
    Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt
    Wash Wis Wyo Ont Que Ph.D PhD B.A M.A Ed.D Mfg Intl Natl Govt ft in lb lbs oz mph min max
    """
)
_UNITS_OF_WORDS = _words("in min max ft")  # also plain words: they end sentences unless a number is before
_STARTERS = _words(
    """
    The A An He She It They We You I His Her Its Their Our My Your This That These Those There Here But And Or So
    Yet Nor In On At By For From With Without Under Over Into Of To As If When While Where After Before Since
    Until Because Although Though However Meanwhile Instead Then Now Still Also Even Despite During Among Between
    Both Each Every Some Many Most Several Few Other Others Another Such What Who Why How Which Whether Not No Yes
    Once Only Just Last Next According Asked About Earlier Later Today Tomorrow Yesterday More Less All Any One
    Two Three It's He's She's They're We're That's There's Don't
    """
)
_CLOCK = _words("a.m p.m am pm A.M P.M")
_AFTER_CLOCK = _words(
    """
    ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST IST JST KST AEST AEDT Eastern Central
    Mountain Pacific Greenwich Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat
    Sun January February March April May June July August September October November December Jan Feb Mar Apr Jun
    Jul Aug Sep Sept Oct Nov Dec
    """
)
_GERMAN_MONTHS = _words(
    """
    Januar Februar März April Mai Juni Juli August September Oktober November Dezember
    """
)
_BANG_NAMES = _words("Yahoo Jeopardy E Yum Joomla Wham")
_SAYING = _words(
    """
    said says asked asks told added adds wrote writes replied answered shouted yelled cried tweeted posted quipped
    joked continued exclaimed wondered demanded chanted insisted recalled responded declared
    """
)
_WEB_ENDINGS = _words("com org net gov edu co uk js io ai tv us eu de fr jp")
_WIDE_STOPS = "。！？｡।॥؟۔።။។"
_LOOK_BACK = 48


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of ``text`` as ``(start, end)`` offsets, ``end`` exclusive, in order and without overlap.

    No span begins or ends with white space; what lies between spans is white space only. A sentence never crosses a
    line, except where a long line is plainly continued by a lower-case one. Closing quotes and brackets, and citation
    markers such as ``[2]``, belong to the sentence they follow.

    >>> text = 'Gov. Lee paid $1.5 million. "Why?" he asked.'
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['Gov. Lee paid $1.5 million.', '"Why?" he asked.']
    """
    spans: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        spans.extend(_sentences(text, start, end))
    return spans


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines without the white space around them, continued ones joined."""
    open_start = open_end = -1
    for start, end in _lines(text):
        line = text[start:end]
        stripped = line.strip()
        if not stripped:
            if open_start >= 0:
                yield open_start, open_end
            open_start = -1
            continue
        start += len(line) - len(line.lstrip())
        end = start + len(stripped)
        if open_start >= 0 and _continues(text, open_start, open_end, start):
            open_end = end
            continue
        if open_start >= 0:
            yield open_start, open_end
        open_start, open_end = start, end
    if open_start >= 0:
        yield open_start, open_end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for newline in _NEWLINE.finditer(text):
        yield start, newline.start()
        start = newline.end()
    yield start, len(text)


def _continues(text: str, start: int, end: int, following: int) -> bool:
    if end - start < 40 or not text[following].islower() or _LIST_ITEM.match(text, following):
        return False
    return text[end - 1] not in '.!?…:;"”)]。'


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        at = stop.end()
        if at <= begin:
            continue
        trailing = _MARKERS.match(text, at, end) or _STRAY_CLOSER.match(text, at, end)
        if trailing:
            at = trailing.end()
        space = _SPACE.match(text, at, end)
        following = space.end() if space else at
        if following >= end:
            break
        if _ends_here(text, begin, stop, at, following, end):
            yield begin, at
            begin = following
    if begin < end:
        yield begin, end


def _ends_here(text: str, begin: int, stop: re.Match[str], at: int, following: int, end: int) -> bool:
    marks = stop.group()
    if marks[0] in _WIDE_STOPS:
        # 「…。」と述べた: the quoted sentence is part of a longer one.
        return not (marks[-1] in "」』" and text[following] in "とっなのをがは")
    if following == at:
        return _ends_without_space(text, begin, stop, following, end)
    opened = following
    while opened < end and opened - following < 6 and text[opened] in _OPENERS:
        opened += 1
    if opened >= end:
        return True
    quoted_next = opened > following
    first = text[opened]
    if first in ".,;:–—)]}/|&=+" or (first == "-" and not quoted_next):
        return False
    word = _following_word(text, opened, end)
    if first.islower():
        return len(word) > 1 and word[1].isupper() and "…" not in marks and "..." not in marks
    last_mark = marks.rstrip(_CLOSERS.replace("\\", "") + "0123456789[")
    if "?" in last_mark or "!" in last_mark or "‽" in last_mark:
        return _ends_after_bang(text, begin, stop, word, quoted_next, opened, end)
    if last_mark.startswith("…") or len(last_mark) > 1:
        return not word.startswith(("I ", "I'", "I’")) and word != "I"
    if len(marks) > 1 and marks[1] in '"”’»':
        return True
    return _ends_after_period(text, begin, stop.start(), word, first, quoted_next)


def _following_word(text: str, at: int, end: int) -> str:
    word = _WORD.match(text, at, end)
    return word.group().rstrip(".-'’").replace("’", "'") if word else ""


def _ends_without_space(text: str, begin: int, stop: re.Match[str], following: int, end: int) -> bool:
    """``said.The``: a scraper lost the space. Addresses, decimals and names with points are no such thing."""
    first = text[following]
    if ord(first) >= 0x2E80 and not 0xFF00 <= ord(first) <= 0xFF60:
        return stop.group()[0] not in "." or not text[stop.start() - 1 : stop.start()].isascii()
    before = _word_before(text, begin, stop.start())
    word = _following_word(text, following, end)
    if not (
        first.isupper() and before.isalpha() and before[1:].islower() and len(before) > (1 if word in _STARTERS else 2)
    ):
        return False
    return len(word) > 1 and word[1:].islower() and word.lower() not in _WEB_ENDINGS


def _ends_after_bang(
    text: str, begin: int, stop: re.Match[str], word: str, quoted_next: bool, opened: int, end: int
) -> bool:
    before = _word_before(text, begin, stop.start())
    if before in _BANG_NAMES and word not in _STARTERS and not quoted_next:
        return False
    if stop.group()[-1] not in "\"”’'»" or quoted_next or word in _STARTERS:
        return True
    # “Why?” Ana Cruz asked. — a name, then a verb of saying, goes on with the quote.
    words = [w.strip(",").rstrip(".") for w in text[opened : min(end, opened + 80)].split()[:4]]
    for index, candidate in enumerate(words):
        if candidate in _SAYING:
            return index == 0
        if not candidate[:1].isupper():
            return True
    return True


def _ends_after_period(text: str, begin: int, period: int, word: str, first: str, quoted_next: bool) -> bool:
    before = _word_before(text, begin, period)
    if not before:
        return True
    starts = word in _STARTERS or (quoted_next and first.isupper())
    at_beginning = period - len(before) <= begin + 1
    if before.isdigit():
        if at_beginning and len(before) <= 3:  # "1. First item"
            return False
        return not (len(before) <= 2 and word in _GERMAN_MONTHS)
    if before in ("No", "no", "Nos", "nos"):
        return not first.isdigit()
    if before in ("p", "pp", "c", "ca", "art", "Art", "op", "Op", "al", "Sec", "fig", "Fig") and not first.isdigit():
        return before not in ("al", "Sec", "c") or starts
    if before in _BEFORE_NAME:
        return False
    if before in _CLOCK:
        if period - begin < 18 and not starts:  # "At 9 a.m. Ana Cruz left": too short to be a sentence
            return False
        return word not in _AFTER_CLOCK and not first.isdigit()
    if before in _UNITS_OF_WORDS:
        return starts or not _number_before(text, begin, period - len(before))
    if before in _MAY_END:
        return starts
    if len(before) == 1 and before.isalpha():
        if before == "I" and not at_beginning:  # "you and I." or "Elizabeth I."
            return word in _STARTERS
        return (starts and not at_beginning) or not before.isupper()
    if _INITIALS.fullmatch(before):
        return starts or not first.isupper()
    return True


def _word_before(text: str, begin: int, at: int) -> str:
    """The word that ends at ``at``, without opening quotes and brackets; only its last 48 characters are read."""
    words = text[max(begin, at - _LOOK_BACK) : at].split()
    if not words or text[at - 1].isspace():
        return ""
    before = words[-1].lstrip(_OPENERS + "-–—/$£€")
    for joint in "-–—/":
        before = before.rsplit(joint, 1)[-1]
    return before.replace("’", "'")


def _number_before(text: str, begin: int, at: int) -> bool:
    words = text[max(begin, at - _LOOK_BACK) : at].split()
    return bool(words) and words[-1][-1].isdigit()
