"""Sound inputs made hostile: cut, flipped, spliced, nested, swollen, recoded, and filled with what nobody expects."""

from __future__ import annotations

import json
import math
import random
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from ingest.fuzz.seeds import DATES

LONGEST_BYTES = 400_000
"""No input is longer, whatever was done to it."""
Mutation: TypeAlias = Callable[[bytes, random.Random, Sequence[bytes]], bytes]

_TOKENS = re.compile(rb"<[^<>]{0,500}>|\"[^\"]{0,500}\"|[\w.:+/-]+|\s+|.", re.DOTALL)
_NUMBERS = re.compile(rb"\d+")
_BIDI = "\u202e\u2066\u2069\u200f\u061c"
_ODD_TEXTS = (
    "", " ", "\x00", "\x1b[31m", "\u2028", "\ufeff", "\ufffe", _BIDI + "kcatta" + _BIDI, "e" + "\u0301" * 3_000,
    "A" * 10_000, "title " * 2_000, "\U0001f469\u200d\U0001f680" * 500, "ﷺ" * 500, "İ" * 400, "ß" * 400, "\\ud800",
    "&#0;", "&#x110000;", "&#xD800;", "&amp;" * 200, "&lol9;", "]]>", "<![CDATA[", "<!--", "-->", "<?php", "<!ENTITY",
    "javascript:alert(1)", "file:///etc/passwd", "http://169.254.169.254/", "https://[::1", "https://a:99999/",
    "http://\u202egpj.example", "../../../../etc/passwd", "a\\..\\b", "%00", "%n%s%x", "'; DROP TABLE articles; --",
    "=cmd|' /C calc'!A0", "0x7fffffff", "1e999", "-0", "NaN", "Infinity", "null", "True", "\n\n---\n\n", '"' * 99,
    "20226-03-24", "0000-00-00", "9999-12-31T23:59:60Z", "2026-02-30", "2026-13-01", "-2026-01-01", "1e12",
    "٢٠٢٦-٠٣-٢٤",
    "99999999999999999999", "24 Mar 20226", "32 Mar 2026", "2026-03-24T25:61:61+99:99", "24 mars 2026 à 25h",
    *DATES,
)  # fmt: skip
_ODD_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1 << 63, -(1 << 200), 10**400, 0.1, 1e308, math.inf, math.nan, "", [], {}, [[]], [None],
    [[[[[["deep"]]]]]], {"name": {"name": {"name": {"name": None}}}}, {"": ""}, {"value": [1, "a", None]}, "A" * 10_000,
    ["a"] * 2_000, 20226, -62135596801, 253402300800, [{"role": None, "value": 7}, 3],
)  # fmt: skip
_ODD_BYTES = (
    b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80", b"\xff" * 50,
    b"\x00" * 50, b"\r", b"\n" * 200, b"\x1f\x8b\x08", b"PK\x03\x04", b"WARC/1.0\r\n", b"\r\n\r\n",
    b"%PDF-1.7", b"\x1a",
    b"Content-Length: 99999999999999999999\r\n", b"Content-Length: -1\r\n", b"ffffffffffffffff\r\n", b"{", b"[", b'"',
    b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]>", b'<?xml version="1.0" encoding="utf-7"?>',
    b'<?xml version="1.0" encoding="rot13"?>', b'<meta charset="hex">', b'<meta charset="utf-16">',
    b"<base href='//x'>",
    b'<script type="application/ld+json">[[[[</script>', b"<svg><style><!--</style>", b"<plaintext>", b"<textarea>",
)  # fmt: skip
_OPENINGS = (b"<div>", b"<b>", b"<table><tr><td>", b"<outline>", b"<p><a>", b"[", b'{"a":', b'{"text":[', b"(", b"> ",
             b"<x:y>", b"<ul><li>", b"<font>", b"[[", b"![", b"**")  # fmt: skip
_ENCODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "latin-1",
    "shift_jis",
    "utf-7",
    "cp037",
    "gb18030",
)


def mutated(seed: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """``seed`` after one to five mutations; ``others`` is what pieces are borrowed from."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5))):
        seed = chance.choice(_MUTATIONS)(seed, chance, others)[:LONGEST_BYTES]
    return seed


def odd_text(chance: random.Random) -> str:
    """A text that somebody, somewhere, has once fed to a reader."""
    return chance.choice(_ODD_TEXTS)


def _place(content: bytes, chance: random.Random) -> int:
    return chance.randint(0, len(content))


def _cut(content: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    return content[: _place(content, chance)]


def _without_a_piece(content: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start = _place(content, chance)
    return content[:start] + content[start + chance.choice((1, 4, 50, 1_000)) :]


def _flipped(content: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    flipped = bytearray(content)
    for _round in range(chance.choice((1, 3, 30)) if flipped else 0):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def _spliced(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    return content[: _place(content, chance)] + other[_place(other, chance) :]


def _repeated(content: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start = _place(content, chance)
    piece = content[start : start + chance.choice((1, 20, 300))]
    return content[:start] + piece * chance.choice((2, 50, 2_000)) + content[start:]


def _with_odd_bytes(content: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    place = chance.choice((0, _place(content, chance), len(content)))
    return content[:place] + chance.choice(_ODD_BYTES) + content[place:]


def _with_odd_text(content: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    place = _place(content, chance)
    return content[:place] + odd_text(chance).encode("utf-8", "replace") + content[place:]


def _nested(content: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    place = _place(content, chance)
    return content[:place] + chance.choice(_OPENINGS) * chance.choice((10, 300, 5_000, 40_000)) + content[place:]


def _recoded(content: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """All of it, or the rest from somewhere on, in another encoding."""
    place = chance.choice((0, 0, _place(content, chance)))
    text = content[place:].decode("utf-8", "replace")
    return content[:place] + text.encode(chance.choice(_ENCODINGS), "replace")


def _number_changed(content: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    found = list(_NUMBERS.finditer(content))
    if not found:
        return content
    number = chance.choice(found)
    new = chance.choice(
        (b"0", b"-1", b"20226", b"99999999999999999999", b"1e400", b"9" * 5_000, b"00", b"13", b"\xd9\xa3")
    )
    return content[: number.start()] + new + content[number.end() :]


def _token_changed(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """A tag, a quoted value, a word: dropped, doubled, swapped with another, or replaced by something odd."""
    tokens = _TOKENS.findall(content)
    if not tokens:
        return content
    for _round in range(chance.choice((1, 2, 8))):
        place, what = chance.randrange(len(tokens)), chance.randrange(5)
        if what == 0:
            tokens[place] = b""
        elif what == 1:
            tokens[place] *= chance.choice((2, 200))
        elif what == 2:
            other = chance.randrange(len(tokens))
            tokens[place], tokens[other] = tokens[other], tokens[place]
        elif what == 3:
            tokens[place] = chance.choice(_TOKENS.findall(chance.choice(others)) or [b""])
        else:
            odd = odd_text(chance).encode("utf-8", "replace")
            quoted = tokens[place].startswith(b'"')
            tokens[place] = b'"' + odd.replace(b'"', b"") + b'"' if quoted else odd
    return b"".join(tokens)


def _value_changed(content: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """JSON as JSON: a value somewhere in it, or all of it, is another one; what is no JSON has a token changed."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return _token_changed(content, chance, others)
    odd = chance.choice((chance.choice(_ODD_VALUES), odd_text(chance)))
    places = list(_places(document))
    if not places or chance.random() < 0.03:
        document = odd
    else:
        holder, key = chance.choice(places)
        if chance.random() < 0.2:
            odd = [holder[key]] * chance.choice((1, 3, 500))
        holder[key] = odd
    try:
        return json.dumps(document, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    except ValueError:  # a number of more digits than Python writes
        return content


def _places(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting and len(found) < 5_000:
        holder = waiting.pop()
        keys = holder.keys() if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        for key in keys:
            found.append((holder, key))
            waiting.append(holder[key])
    return found


_MUTATIONS: tuple[Mutation, ...] = (
    _cut, _without_a_piece, _flipped, _spliced, _repeated, _with_odd_bytes, _with_odd_text, _nested, _recoded,
    _number_changed, _token_changed, _token_changed, _value_changed, _value_changed, _value_changed,
)  # fmt: skip
