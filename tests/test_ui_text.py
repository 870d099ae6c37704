"""Answers as text: wrapped, numbered, and harmless to a terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rag.types import Abstained, Hit, Note, Window
from tests.ui_fake_qa import HARBOUR, INLAND, ScriptedQA, answer, growing
from tests.ui_hostile import PAYLOADS, hostile_answer
from ui.commands.text import Flow, ending_to_text, hits_to_text, stats_to_text


def flowed(texts: list[str], width: int = 40) -> str:
    pieces: list[str] = []
    flow = Flow(pieces.append, width)
    for text in texts:
        flow.show(text)
    flow.end()
    return "".join(pieces)


def test_a_growing_text_is_written_once_and_wrapped() -> None:
    written = flowed([step.text for step in growing(answer())])

    assert written.split() == answer().text.split()
    assert max(len(line) for line in written.splitlines()) <= 40


def test_a_text_that_starts_anew_says_so() -> None:
    assert "(The answer starts anew.)" in flowed(["The model says", "The sources say so. [1]"])


def test_paragraphs_stay_paragraphs() -> None:
    assert flowed(["One.\n\nTwo."]) == "One.\n\nTwo.\n\n"


def test_sources_are_numbered_with_outlet_day_title_words_and_address() -> None:
    text = ending_to_text(answer(), 80)

    assert "[1] Harbour Gazette, 10 May 2031 (the day before)" in text
    assert "“The ferry ran aground at dawn.”" in text
    assert "https://harbour.example/ferry" in text
    assert text.endswith("As known on 11 May 2031, written by scripted.")


def test_an_abstention_gives_its_reason() -> None:
    abstained = replace(answer(), text="", citations=(), abstained=Abstained("nothing_in_window", "None in May."))

    assert ending_to_text(abstained, 80).startswith("Nothing from those days.\nNone in May.\n\n")
    told = ending_to_text(abstained, 80, covered="Covered here: 1 June to 2 July.")
    assert told.startswith("Nothing from those days.\nNone in May.\nCovered here: 1 June to 2 July.\n\n")


def test_notes_are_told() -> None:
    assert "- Withdrawn: Taken back." in ending_to_text(
        replace(answer(), notes=(Note("withdrawn", "Taken back."),)), 80
    )


@pytest.mark.parametrize(
    ("firm", "phrase", "told"),
    [
        (True, None, "- Searched: since 4 May 2031"),
        (False, "since the fourth", "- Preferred: since 4 May 2031, from “since the fourth”"),
    ],
)
def test_days_that_only_make_likelier_are_not_told_as_bounds(firm: bool, phrase: str | None, told: str) -> None:
    window = Window(since=datetime(2031, 5, 4, tzinfo=UTC), firm=firm, phrase=phrase)

    assert told in ending_to_text(replace(answer(), window=window), 80).splitlines()


def test_hits_are_ranked_and_short() -> None:
    text = hits_to_text([Hit(HARBOUR, 1.0, also=("Coast Radio",)), Hit(INLAND, 0.5)], 80)

    assert text.startswith(" 1. Ferry aground off the mole\n    Harbour Gazette, 10 May 2031 (also Coast Radio)\n")
    assert " 2. Company counts 212 aboard" in text


def test_nothing_found_is_said() -> None:
    assert hits_to_text([], 80) == "Nothing found."


def test_stats_are_said() -> None:
    assert "Harbour Gazette 1, Inland Post 1" in stats_to_text(ScriptedQA().stats())


@pytest.mark.parametrize("payload", [*PAYLOADS, "\x1b[2J\x1b]8;;http://elsewhere.test\x07\x9b31m\r\u202e\ud800"])
def test_no_control_character_reaches_the_terminal(payload: str) -> None:
    hostile = hostile_answer(payload)

    shown = flowed([hostile.text]) + ending_to_text(hostile, 80) + hits_to_text(hostile.hits, 80)

    assert not [mark for mark in shown if mark != "\n" and (ord(mark) < 32 or 127 <= ord(mark) < 160)]
    assert "\u202e" not in shown
    shown.encode("utf-8")
