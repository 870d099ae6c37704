"""Markers are exactly the citations' numbers, 1 to n in order of appearance."""

import re

from hypothesis import given
from hypothesis import strategies as st

from rag.answering.assembly import Assembly
from rag.types import Passage, Span

TEXT = "The bridge opened. It cost a lot."
PASSAGE = Passage("a1", 0, 0, len(TEXT), TEXT, "Bridge")


def span(start: int, end: int) -> Span:
    return Span(start, end, TEXT[start:end])


def test_the_same_words_keep_their_number() -> None:
    assembly = Assembly()
    assembly.add("The bridge opened.", [(PASSAGE, span(0, 18))])
    assembly.add("It was dear.", [(PASSAGE, span(19, 33)), (PASSAGE, span(0, 18))])
    assert assembly.text == "The bridge opened. [1] It was dear. [2][1]"
    assert [c.number for c in assembly.citations] == [1, 2]


def test_a_paragraph_ends_with_an_empty_line() -> None:
    assembly = Assembly()
    assembly.add("One.", [(PASSAGE, span(0, 18))], gap="\n\n")
    assembly.add("Two.", [(PASSAGE, span(0, 18))])
    assert assembly.text == "One. [1]\n\nTwo. [1]"


@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=3), max_size=8))
def test_markers_and_citations_agree(cited: list[list[int]]) -> None:
    assembly = Assembly()
    for starts in cited:
        assembly.add("Words.", [(PASSAGE, span(start, start + 3)) for start in starts])
    seen = dict.fromkeys(int(n) for n in re.findall(r"\[(\d+)\]", assembly.text))
    assert list(seen) == [c.number for c in assembly.citations] == list(range(1, len(seen) + 1))
    assert assembly.empty == (not cited)
