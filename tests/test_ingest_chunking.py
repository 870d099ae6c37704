"""Passages: whole sentences, of a good length, exact to the character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.chunking import passages_of
from rag.sentences import sentence_spans
from rag.types import Article


def _article(text: str) -> Article:
    return Article("a1", "Title", text, "The Post", url="https://post.example/a", correction="C", status="corrected")


def _sentence(words: int, number: int = 0) -> str:
    return " ".join([f"Sentence{number}", *["word"] * (words - 2), "end."])


def _lengths(text: str) -> list[int]:
    return [len(passage.text.split()) for passage in passages_of(_article(text))]


def test_passages_carry_what_a_citation_prints() -> None:
    (passage,) = passages_of(_article("One sentence. And another."))

    assert (passage.id, passage.start, passage.end) == ("a1#0", 0, 26)
    assert passage.text == "One sentence. And another."
    assert (passage.title, passage.publisher, passage.url) == ("Title", "The Post", "https://post.example/a")
    assert (passage.status, passage.correction) == ("corrected", "C")


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_no_text_no_passage(text: str) -> None:
    assert passages_of(_article(text)) == ()


def test_a_long_article_is_cut_into_passages_of_160_to_220_words() -> None:
    text = " ".join(_sentence(20, number) for number in range(100))

    lengths = _lengths(text)

    assert sum(lengths) == 2_000
    assert all(160 <= length <= 260 for length in lengths)


def test_a_passage_ends_with_its_paragraph_where_that_is_near() -> None:
    first = " ".join(_sentence(17, number) for number in range(10))  # 170 words, room for two sentences more
    second = " ".join(_sentence(17, number) for number in range(10, 20))

    one, two = passages_of(_article(first + "\n\n" + second))

    assert (one.text, two.text) == (first, second)


def test_a_short_rest_joins_the_passage_before_it() -> None:
    text = "\n\n".join(" ".join(_sentence(20, n) for n in range(count)) for count in (9, 2))

    assert _lengths(text) == [220]


def test_a_rest_that_would_be_too_much_shares_with_the_passage_before_it() -> None:
    text = " ".join(_sentence(20, number) for number in range(14))  # 220 and 60

    assert _lengths(text) == [140, 140]


def test_a_long_sentence_stays_whole_and_one_beyond_reason_does_not() -> None:
    assert _lengths(_sentence(300)) == [300]
    assert max(_lengths(_sentence(200_000))) <= 260


@pytest.mark.parametrize(
    "text",
    ["word " * 200_000, "x" * 300_000, "首相は東京に着いた、" * 20_000, "a\u00a0b " * 50_000, ("y" * 5_000 + " ") * 40],
)
def test_text_without_sentences_is_cut_at_words_or_harder(text: str) -> None:
    passages = passages_of(_article(text))

    assert len(passages) > 50
    assert max(len(passage.text) for passage in passages) <= 4_000
    assert sum(len(passage.text.replace(" ", "")) for passage in passages) == len(text.replace(" ", "").strip())


def test_words_are_not_cut_where_there_are_spaces() -> None:
    passages = passages_of(_article("abcdefgh " * 2_000))

    assert {word for passage in passages for word in passage.text.split()} == {"abcdefgh"}


_TEXTS = st.lists(
    st.lists(st.integers(1, 90).map(_sentence), min_size=1, max_size=8).map(" ".join), min_size=1, max_size=6
).map("\n\n".join)


@given(st.one_of(_TEXTS, st.text(max_size=400)))
def test_passages_are_exact_ordered_slices_made_of_whole_sentences(text: str) -> None:
    article = _article(text)

    passages = passages_of(article)

    before = 0
    for index, passage in enumerate(passages):
        assert passage.index == index
        assert passage.text == text[passage.start : passage.end] == passage.text.strip() != ""
        assert text[before : passage.start].strip() == ""
        before = passage.end
    assert text[before:].strip() == ""
    spans = sentence_spans(text)
    assert {passage.start for passage in passages} <= {start for start, _ in spans}
    assert {passage.end for passage in passages} <= {end for _, end in spans}
