"""The kind of answer a question wants."""

import pytest

from rag.answering.asking import answer_type, holds


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who resigned on Monday?", "person"),
        ("Which minister resigned?", "person"),
        ("Where did the ferry run aground?", "place"),
        ("In what city was the summit held?", "place"),
        ("When does the strike begin?", "time"),
        ("On what day does the strike begin?", "time"),
        ("How many people were hurt?", "number"),
        ("What percentage voted yes?", "number"),
        ("How much money did the bank lose?", "money"),
        ("How much did the bridge cost?", "money"),
        ("Why did the mayor leave?", "thing"),
        ("A man who won twice lost. Where was the final?", "place"),
        ("When the ferry sank, how many were aboard?", "number"),
    ],
)
def test_the_kind_wanted(question: str, kind: str) -> None:
    assert answer_type(question) == kind


@pytest.mark.parametrize(
    ("kind", "sentence", "question", "expected"),
    [
        ("number", "Five people were hurt.", "How many were hurt?", True),
        ("number", "People were hurt.", "How many were hurt?", False),
        ("number", "All 12 were saved.", "How many of the 12 were saved?", False),
        ("place", "It ran aground near Port Ansel.", "Where did it run aground?", True),
        ("time", "It starts on Friday.", "When does it start?", True),
        ("money", "The bridge cost €4 million.", "How much did it cost?", True),
        ("person", "the council said so.", "Who said so?", False),
    ],
)
def test_whether_a_sentence_holds_it(kind: str, sentence: str, question: str, expected: bool) -> None:
    assert holds(kind, sentence, question) is expected  # type: ignore[arg-type]
