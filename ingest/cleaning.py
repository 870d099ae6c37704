"""An article's text without what is no news: what is left may be cited.

A dateline before a sentence ("OSLO (NTB) — The …") stays, it is part of the sentence; one alone on its line goes.
"""

from __future__ import annotations

import re

from ingest.boilerplate_lines import heads_link_list, is_boilerplate_line, is_sign_off, names_outlet
from ingest.boilerplate_sentences import is_boilerplate_sentence, triggers_in
from ingest.characters import readable
from rag.sentences import sentence_spans

_NOT_LETTERS = re.compile(r"[\W_]+")
_SPACE_BEFORE_STOP = re.compile(r"(?<=\w) (?=[,;](?:\s|$))")
_ENDS = re.compile(r"[.!?…。！？][\"'”’)\]]*$")
_BIO = re.compile(r"[A-Z].{2,80} (?:is|covers|writes|reports|has covered|was|leads|joined) .{0,250}", re.DOTALL)
_REPEATED = 60
_LONG_BOX = 900


def clean(title: str, text: str) -> str:
    """``text`` with its paragraphs one blank line apart, and without boilerplate, repeated titles and odd characters.

    >>> clean("Rain again", "Rain again\\nBy Ana Cruz\\nIt rained in Oslo.\\nFollow us on Telegram")
    'It rained in Oslo.'
    """
    text = readable(text)
    triggers = triggers_in(text)
    lines = _unwrapped(text)
    lines = _without_link_list(_without_masthead(lines))
    known = _letters(title)
    kept: list[str] = []
    seen: set[str] = set()
    for index, line in enumerate(lines):
        if is_boilerplate_line(line) or _repeats_title(line, known, index) or _signs_off(lines, index):
            continue
        line = _without_boilerplate(line, triggers)
        if len(line) >= _REPEATED:
            if line in seen:
                continue
            seen.add(line)
        if line:
            kept.append(_SPACE_BEFORE_STOP.sub("", line))
    return "\n\n".join(kept)


def _without_boilerplate(line: str, triggers: tuple[str, ...]) -> str:
    """The line without its sentences that are no news; nothing, if they were most of it."""
    lowered = line.lower()
    if not any(word in lowered for word in triggers):
        return line
    sentences = [line[start:end] for start, end in sentence_spans(line)]
    wanted = [sentence for sentence in sentences if not is_boilerplate_sentence(sentence)]
    if len(wanted) == len(sentences):
        return line
    if len(line) <= _LONG_BOX and sum(map(len, wanted)) < 0.6 * len(line):
        return ""
    if len(wanted) <= 2 and all(_BIO.fullmatch(sentence) for sentence in wanted) and len(line) < 500:
        return ""  # "Ana Cruz covers weather for The Post. Reach her at …"
    return " ".join(wanted)


def _repeats_title(line: str, title: str, index: int) -> bool:
    if not title or line.endswith((".", "。")) or len(line) > 2 * len(title) + 80:
        return False
    letters = _letters(line)
    if letters == title:
        return True
    # "Rain again | The Post" above the text, or a title that was cut off.
    return index < 4 and len(title) >= 20 and letters.startswith(title) and len(letters) - len(title) <= 60


def _signs_off(lines: list[str], index: int) -> bool:
    if not is_sign_off(lines[index]):
        return False
    neighbours = lines[max(0, index - 1) : index] + lines[index + 1 : index + 2]
    return not any(is_sign_off(line) for line in neighbours)  # several in a row are a list


def _without_masthead(lines: list[str]) -> list[str]:
    """Lines without a reporter's name and the outlet's above the text, which a missing "By" hides."""
    for index, line in enumerate(lines[:4]):
        if names_outlet(line) and not any(_ENDS.search(before[-8:]) for before in lines[:index]):
            names = [place for place in range(max(0, index - 2), index) if 2 <= len(lines[place].split()) <= 4]
            return [line for place, line in enumerate(lines) if place != index and place not in names]
    return lines


def _without_link_list(lines: list[str]) -> list[str]:
    """Lines without a list of other articles' titles at the end, told by its heading."""
    for index in range(len(lines) - 1, max(-1, len(lines) - 25), -1):
        line = lines[index]
        if heads_link_list(line):
            return lines[:index]
        if line.rstrip("\"'”’)").endswith((".", "。")) and not is_boilerplate_line(line):
            break
    return lines


def _unwrapped(text: str) -> list[str]:
    """Paragraphs: lines, except that those broken at a fixed width are put together again."""
    paragraphs: list[str] = []
    block: list[str] = []
    for line in [*text.split("\n"), ""]:
        line = line.strip()
        if line:
            block.append(line)
            continue
        paragraphs.extend([" ".join(block)] if _is_wrapped(block) else block)
        block = []
    return paragraphs


def _is_wrapped(block: list[str]) -> bool:
    full = [len(line) for line in block[:-1]]
    if len(block) < 2 or not all(45 <= length <= 100 for length in full) or max(full) - min(full) > 25:
        return False
    if len(block[-1]) > max(full) + 5 or not any(line[0].islower() for line in block[1:]):
        return False
    return sum(1 for line in block[:-1] if not _ENDS.search(line[-8:])) > len(full) / 2


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()
