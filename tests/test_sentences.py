"""Where sentences end: a table of texts already cut, properties over any text, and time on hostile ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.sentences import sentence_spans

# Sentences a text is made of; joined by one space, they must be found again.
CUT = [
    ["Rain fell.", "Roads closed."],
    ["He won!", "Nobody cheered."],
    ["Why now?", "No one knows."],
    ["It was over"],
    # Titles and abbreviations
    ["Mr. Holm met Mrs. Dahl and Dr. Ek.", "They spoke."],
    ["Gov. Ana Cruz signed it.", "Sen. Bo Lund did not."],
    ["Reps. Lee and Ortiz voted no.", "Lt. Gov. Pike voted yes."],
    ["Gen. Varga and Col. Ruiz left.", "Capt. Odo stayed."],
    ["The Rev. Paul Adeyemi spoke on behalf of St. Mark's.", "Sgt. Poe listened."],
    ["They moved to St. Louis.", "The move took a week."],
    ["It stood on Main St.", "The mayor passed by."],
    ["Orrin Inc. CEO Mia Falk resigned.", "Shares fell."],
    ["She runs Orrin Inc.", "The firm makes pumps."],
    ["Sales at Brandt & Co. rose 4%.", "Profit did not."],
    ["He is Sam Rowe Jr.", "His father was a pilot."],
    ["Sam Rowe Jr. won the seat.", "He is 41."],
    ["They brought water, tents, etc.", "The road was closed."],
    ["Use a boat, e.g. a ferry.", "Or swim."],
    ["The first rule, i.e. the oldest, holds.", "It always has."],
    ["Norway vs. Chile ended 2-1.", "Chile protested."],
    ["In Roe v. Harlow the court ruled.", "Few noticed."],
    ["About 3 in. of snow fell.", "Schools shut."],
    ["The box is what he came in.", "Marta saw it."],
    ["Prof. Ito et al. wrote it.", "Others disagree."],
    # Initials and countries
    ["J.D. Varney met George W. Hall.", "They ate."],
    ["J. K. Moreau wrote it.", "It sold well."],
    ["The U.S. Army came.", "The U.N. did not."],
    ["He lives in the U.S.", "The house is small."],
    ["The U.S. government and the U.K. Parliament agreed.", "France waited."],
    ["She flew to Washington, D.C.", "The flight was late."],
    ["They chose Plan B.", "It failed."],
    ["Vitamin D. Researchers say it helps."],
    ["Elizabeth II. died."],
    # Months, clocks, numbers
    ["It opens Oct. 24.", "It closes Nov. 3."],
    ["On Sept. 5, voters chose.", "On Dec. 9, they chose again."],
    ["The vote was in Jan.", "The count was slow."],
    ["Doors open at 9 a.m. and close at 5 p.m.", "Entry is free."],
    ["It began at 5 p.m. ET.", "It ended late."],
    ["At 9 a.m. Ana Cruz left."],
    ["It starts at 8 p.m. Monday in Oslo.", "Bring a coat."],
    ["He got up at 6 a.m.", "His dog did not."],
    ["It costs $1.5 million.", "That is 3.2% more."],
    ["Inflation was 2.4% in May.", "In June it was 2.6%."],
    ["No. 10 said nothing.", "The No. 2 seed lost."],
    ["Is it over?", "No.", "It has begun."],
    ["The answer was no.", "Then he left."],
    ["See p. 5 and pp. 7-9.", "Then stop."],
    ["1. Wash the rice.", "2. Boil it."],
    ["It happened in 2024.", "Nobody saw it."],
    ["He turned 24.", "She turned 30."],
    ["Am 3. Oktober wird gefeiert.", "Alle kommen."],
    ["It rose 5.", "7 more followed."],
    # Quotes and brackets
    ["\"We won,\" she said.", "\"We did.\""],
    ["“We won.”", "“We did.”"],
    ["He said “no.”", "Then he left."],
    ["“Why?” he asked.", "Nobody spoke."],
    ["“Go!” Ana Cruz said.", "They went."],
    ["\"Stop!\" the guard shouted.", "He ran."],
    ["“Is it safe?” Marta Lind asked.", "It was."],
    ["“Who knows?”", "He did not."],
    ["“It is late.”", "“Then go home.”"],
    ["She said: “It is late.", "Go home.”"],
    ["“I left,” he said.", "‘So did I.’"],
    ["« C'est fini. »", "Il sortit."],
    ["He left (she stayed.) and slept.", "Then rain came."],
    ["(He left early.)", "She stayed."],
    ["He left [early].", "She stayed."],
    ["'It works.'", "'It does?'", "'Yes!'"],
    ["“Really?!”", "“Really.”"],
    ["What?!", "No way."],
    ["The band Wham! toured.", "Fans came."],
    ["Yahoo! Mail went down.", "It came back."],
    # Ellipses and dashes
    ["Wait... he said.", "Then nothing."],
    ["Wait…", "Then nothing."],
    ["He paused . . . and left.", "Nobody followed."],
    ["It was... strange.", "Very."],
    ["“Go.” — the sign said.", "They went."],
    # Addresses
    ["See https://news.example/a.html?b=1.2 for more.", "Or call."],
    ["Visit news.example.", "It is free."],
    ["Node.js and Amazon.com agree.", "Others do not."],
    ["Mail ana.cruz@news.example today.", "She answers."],
    # Citation markers belong to what they follow
    ["Lee met Ishiba. [1]", "They spoke. [2][3]", "Then they left."],
    ["Lee met Ishiba.[1]", "They spoke.[2]"],
    ["Lee met Ishiba [1].", "They spoke [2, 3]."],
    # Other scripts
    ["首相は東京に着いた。"],
    ["وصل الرئيس إلى طوكيو.", "هل بقي؟", "لا."],
    ["राष्ट्रपति टोक्यो पहुँचे।", "वे रुके।"],
    ["Он уехал.", "Она осталась."],
    ["Elle est partie.", "Il est resté."],
    # Dates and lists of people
    ["Among them: Rep. A. Diaz, Sen. B. Fox Jr. and Gov. C. Hale.", "All agreed."],
    ["The Dept. of Energy paid.", "The Assn. of Mayors did not."],
    ["She has a Ph.D. in law.", "He has none."],
    ["Brig. Gen. Musa spoke for approx. 20 minutes.", "Then he sat."],
    ["iPhone sales fell.", "iPad sales rose."],
]  # fmt: skip

# Texts whose parts are not one space apart.
ODD = [
    ("A headline without a stop\n\nThe text begins.", ["A headline without a stop", "The text begins."]),
    ("First line\nSecond line", ["First line", "Second line"]),
    ("- apples\n- pears and plums\n- figs", ["- apples", "- pears and plums", "- figs"]),
    (
        "The president said that the harbour would\nbe closed. Ships wait.",
        ["The president said that the harbour would\nbe closed.", "Ships wait."],
    ),
    ("  Spaces around. \t Everywhere. \r\n", ["Spaces around.", "Everywhere."]),
    ("He said so.The minister agreed.", ["He said so.", "The minister agreed."]),
    ("“He left.”The minister agreed.", ["“He left.”", "The minister agreed."]),
    ("首相は着いた。記者は待った！なぜ？", ["首相は着いた。", "記者は待った！", "なぜ？"]),
    ("「はい。」と述べた。次。", ["「はい。」と述べた。", "次。"]),
    ("他说：“好。”大家走了。", ["他说：“好。”", "大家走了。"]),
    ("One.\u2028Two.\u2029Three.\u0085Four.", ["One.", "Two.", "Three.", "Four."]),
    ("Yes. ” He went.", ["Yes. ”", "He went."]),
    ("", []),
    (" \n\t\u00a0\n ", []),
    ("...", ["..."]),
]


@pytest.mark.parametrize("sentences", CUT, ids=lambda sentences: sentences[0][:30])
def test_sentences_of_a_paragraph_are_found_again(sentences: list[str]) -> None:
    text = " ".join(sentences)

    found = [text[start:end] for start, end in sentence_spans(text)]

    assert found == sentences


@pytest.mark.parametrize(("text", "sentences"), ODD, ids=lambda value: repr(value)[:30])
def test_lines_scripts_and_lost_spaces(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


def test_the_table_is_long_enough() -> None:
    assert len(CUT) + len(ODD) >= 80


_NEWSLIKE = st.text(alphabet=" .!?…。\"'“”’)([]\n\r\u2028\u00a0aZMr1。はJ.-—[1]", max_size=80)


@given(st.one_of(st.text(max_size=200), _NEWSLIKE))
def test_spans_are_ordered_tight_and_cover_all_but_white_space(text: str) -> None:
    spans = sentence_spans(text)

    before = 0
    for start, end in spans:
        assert before <= start < end
        assert text[before:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        before = end
    assert text[before:].strip() == ""


@given(st.text(alphabet='ab.!? \n"“”', max_size=60), st.text(alphabet='ab.!? \n"“”', max_size=60))
def test_a_blank_line_always_parts(one: str, two: str) -> None:
    text = one + "\n\n" + two

    assert all("\n\n" not in text[start:end] for start, end in sentence_spans(text))


@pytest.mark.parametrize(
    "piece", [".", ". ", ".)", "A. ", '?"', "[1", ".[1", "\n", " ", "(", "a.a", "Mr. ", "…\u00a0", "。」"]
)
@pytest.mark.timeout(20)
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    text = piece * ((1_000_000 if piece == "." else 200_000) // len(piece))

    spans = sentence_spans(text)

    assert sum(end - start for start, end in spans) <= len(text)
