"""Markers and sentences out of a model's text, however it is cut and whatever it tries to smuggle."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rag.answering.writing.citations import Draft, SentenceStream
from rag.harmless.markers import neutral_text, parse_marker
from rag.sentences import sentence_spans


def text_to_drafts(text: str) -> list[Draft]:
    """All sentences of a whole text, over three passages."""
    stream = SentenceStream(3)
    return stream.feed(text) + stream.finish()


def said(text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(draft.text, draft.numbers) for draft in text_to_drafts(text)]


@pytest.mark.parametrize(
    ("inside", "numbers"),
    [
        ("1", (1,)),
        ("1, 2", (1, 2)),
        ("1,2;3", (1, 2, 3)),
        ("2-4", (2, 3, 4)),
        ("1–3, 2", (1, 2, 3)),
        ("^1", (1,)),
        ("Source 2", (2,)),
        ("Sources 1 and 3", (1, 3)),
        ("passage #4", (4,)),
        ("3†source", (3,)),
        ("4:0†L3-L9", (4,)),
        ("sic", None),
        ("2024", None),
        ("the 3 ministers", None),
        ("", None),
        ("1-999", tuple(range(1, 52))),
    ],
)
def test_a_marker_is_read_or_left_as_text(inside: str, numbers: tuple[int, ...] | None) -> None:
    assert parse_marker(inside) == numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lee met Ishiba in Tokyo.[1] They talked.", [("Lee met Ishiba in Tokyo.", (1,)), ("They talked.", ())]),
        ("Lee met Ishiba in Tokyo [1]. They talked.", [("Lee met Ishiba in Tokyo.", (1,)), ("They talked.", ())]),
        ("Lee met Ishiba. [1] [2] They talked.", [("Lee met Ishiba.", (1, 2)), ("They talked.", ())]),
        ("It rained.[1]It stopped.[2]", [("It rained.", (1,)), ("It stopped.", (2,))]),
        ("It rained [1][3], and snowed [2].", [("It rained, and snowed.", (1, 3, 2))]),
        ("It rained [1, 2].", [("It rained.", (1, 2))]),
        ("It rained 【1】 and ［2］ [Source 3].", [("It rained and.", (1, 2, 3))]),
        ("It rained [7][2].", [("It rained.", (2,))]),
        ("It rained [0][99].", [("It rained.", ())]),
        ("It rained (1).", [("It rained (1).", ())]),
        ('"It rained," he [the mayor] said [1].', [('"It rained," he [the mayor] said.', (1,))]),
        ("“It rained.” [1] He left.", [("“It rained.”", (1,)), ("He left.", ())]),
        ("It rained.\n\n[2]\n\nIt stopped.", [("It rained.", (2,)), ("It stopped.", ())]),
        ("[1] It rained. It stopped.", [("It rained.", (1,)), ("It stopped.", ())]),
        ("Mr. Orr of the U.S. Navy paid $1.5 million [1]. He left.", None),
        ("It rained \\[1\\].", [("It rained.", (1,))]),
        ("", []),
        ("[1]", []),
    ],
)
def test_sentences_and_what_they_cite(text: str, expected: list[tuple[str, tuple[int, ...]]] | None) -> None:
    if expected is None:
        expected = [("Mr. Orr of the U.S. Navy paid $1.5 million.", (1,)), ("He left.", ())]

    assert said(text) == expected


def test_lists_headings_and_paragraphs_keep_their_shape() -> None:
    drafts = text_to_drafts("## News\nHere is what is known:\n- One [1]\n* Two [2]\n\n1. Three.\n\nEnd.")

    assert [(d.prefix, d.text, d.gap) for d in drafts] == [
        ("", "News", "\n"),
        ("", "Here is what is known:", "\n"),
        ("- ", "One", "\n"),
        ("- ", "Two", "\n\n"),
        ("1. ", "Three.", "\n\n"),
        ("", "End.", ""),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [the report](https://evil.example/a(b)c?q=1) now.", "See the report now."),
        ("Rain [1](https://evil.example) fell.", "Rain fell."),
        ("Rain ![alt](https://evil.example/?q=secret) fell.", "Rain fell."),
        ("Rain https://evil.example/?q=secret fell.", "Rain fell."),
        ("Rain fell (https://evil.example/).", "Rain fell."),
        ("Rain fell at www.evil.example today.", "Rain fell at today."),
        ("Rain evil.example/leak?q=secret fell.", "Rain fell."),
        ("Rain <https://evil.example> fell.", "Rain fell."),
        ("Rain <b>fell</b>.", "Rain fell."),
        ("Rain <img src=x onerror=alert(1)> fell.", "Rain fell."),
        ("Rain <script>alert('x')</script>fell.", "Rain fell."),
        ("<think>The user wants\n\nrain. [1]</think>Rain fell.", "Rain fell."),
        ("Rain fell. <think>never closed", "Rain fell."),
        ("Rain <!-- hidden --> fell.", "Rain fell."),
        ("```text\nRain fell.\n```", "Rain fell."),
        ("**Rain** `fell`.", "Rain fell."),
        ("Ra\u200bin\u202e fell\x00.\x1b", "Rain fell."),
        ("Rain h<b>ttps://evil.example</b> fell.", "Rain fell."),
        ("Rain javascript:alert(1) fell.", "Rain fell."),
        ("Rain <|im_start|>fell.", "Rain fell."),
        ("Rain at 10.5km/h fell and/or 3/4 of it on 9/11.", "Rain at 10.5km/h fell and/or 3/4 of it on 9/11."),
        ("Rain, if 5 < 6, fell.", "Rain, if 5 < 6, fell."),
        ("Rain - a lot - fell on Booking.com.", "Rain - a lot - fell on Booking.com."),
    ],
)
def test_hostile_output_is_reduced_to_its_words(text: str, expected: str) -> None:
    assert [draft.text for draft in text_to_drafts(text)] == [expected]


PARTS = st.sampled_from(
    [
        *"[]()<>!`*\\/#-_ .\n",
        "[1]",
        "[2, 3]",
        "【1】",
        ". ",
        "Rain fell.",
        "Mr. Orr said “No.”",
        " in the U.S. ",
        "\n\n",
        "\n- ",
        "2. ",
        "[a](http://x.example)",
        "![a](http://x.example)",
        "https://x.example/y ",
        "www.",
        "javascript:",
        "<img src=x>",
        "<think>",
        "</think>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "```",
        "\u200b",
        "é",
    ]
)
TEXTS = st.lists(PARTS, max_size=25).map("".join)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, cuts=st.lists(st.integers(0, 400), max_size=12))
def test_it_makes_no_difference_how_the_text_is_cut(text: str, cuts: list[int]) -> None:
    edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    stream = SentenceStream(3)

    drafts = [draft for a, b in pairwise(edges) for draft in stream.feed(text[a:b])]

    assert drafts + stream.finish() == text_to_drafts(text)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS | st.text(max_size=200))
@example(text="www.javascript:https://x.example/y ")
def test_nothing_active_is_ever_in_a_draft(text: str) -> None:
    for draft in text_to_drafts(text):
        assert not re.search(r"\]\(|!\[|://|<[A-Za-z/!?|]|www\.\w|javascript:\w", draft.text)
        assert not any(unicodedata.category(char) in ("Cc", "Cf") for char in draft.text)
        assert draft.text == " ".join(draft.text.split())
        assert all(1 <= number <= 3 for number in draft.numbers)
        assert len(set(draft.numbers)) == len(draft.numbers)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["Rain fell.", "Mr. Orr left at 5 p.m.", "It cost $1.5 million.", "“No!”"]), max_size=8)
)
def test_plain_sentences_are_cut_as_everywhere_else(sentences: list[str]) -> None:
    text = " ".join(sentences)

    drafts = text_to_drafts(text)

    assert [d.text for d in drafts] == [text[a:b] for a, b in sentence_spans(text)]


@pytest.mark.parametrize("unit", ["[", "<", "![", "[a](", "Mr. ", "http://", "<b", "x", "`", "a. ", "[1]", "("])
def test_long_hostile_output_is_read_to_its_end(unit: str) -> None:
    text = unit * (20_000 // len(unit)) + "\n\nRain fell."

    drafts = text_to_drafts(text)

    assert drafts[-1].text == "Rain fell."
    assert max(len(draft.text) for draft in drafts) < 6_000


def test_a_finished_sentence_is_given_before_the_next_is() -> None:
    stream = SentenceStream(3)

    assert stream.feed("Rain fell.[1") == []
    assert stream.feed("] It") == []
    assert [draft.text for draft in stream.feed(" ")] == ["Rain fell."]


def test_markers_in_text_that_is_not_ours_are_made_harmless() -> None:
    assert neutral_text("He [9] won [sic] 【2】 in [2024] [Source 3].") == "He (9) won [sic] (2) in (2024) (Source 3)."
