"""Which outlets a question names, and whether they are its source or only mentioned: a table."""

from __future__ import annotations

import pytest

from rag.retrieval.outlets import read_outlets

STORE = (
    "CNN", "USA TODAY", "The Week", "BBC News", "The Guardian", "The New York Times", "Reuters", "Time", "People",
    "Nature", "AP", "Fox News", "The Sun", "Al Jazeera", "politico.com", "Science",
)  # fmt: skip

SOURCE = [  # the outlet is the source asked for
    ("According to CNN, who won the debate?", "CNN"),
    ("according to cnn who won the debate", "CNN"),
    ("Who won the debate, according to the BBC?", "BBC News"),
    ("What did the BBC say about the floods?", "BBC News"),
    ("What did BBC News report on the floods?", "BBC News"),
    ("what did the guardian report about river pollution?", "The Guardian"),
    ("Why did the Guardian say the minister quit?", "The Guardian"),
    ("What does Reuters say about the merger?", "Reuters"),
    ("Reuters reported how many deaths in the quake?", "Reuters"),
    ("The New York Times revealed which doctor's visits?", "The New York Times"),
    ("What did the NYT write about the senator?", "The New York Times"),
    ("According to the Times, what does the plan cost?", "The New York Times"),
    ("According to nytimes.com, what does the plan cost?", "The New York Times"),
    ("articles from USA Today about hurricanes", "USA TODAY"),
    ("USA TODAY's report on airlines", "USA TODAY"),
    ("According to The Week, which towns flooded?", "The Week"),
    ("What did The Week say about tariffs?", "The Week"),
    ("Which towns did The Week describe as empty?", "The Week"),
    ("According to Time, who is the person of the year?", "Time"),
    ("According to Time magazine, who was honoured?", "Time"),
    ("What was published in Nature about corals?", "Nature"),
    ("As reported by AP, who struck the tanker?", "AP"),
    ("According to the Associated Press, who struck the tanker?", "AP"),
    ("According to bbc.com, which line was closed?", "BBC News"),
    ("According to www.bbc.co.uk, which line was closed?", "BBC News"),
    ("What was on the front page, as reported in the Guardian?", "The Guardian"),
    ("what is in today's Guardian about Gaza", "The Guardian"),
    ("According to Politico, who drafted the bill?", "politico.com"),
    ("What did Al Jazeera report from Khartoum?", "Al Jazeera"),
    ("Per Reuters, how much crude was stored?", "Reuters"),
    ("Reuters' coverage of the coup", "Reuters"),
    ("Who was hurt in the crash, as reported by Fox News?", "Fox News"),
    ("What has CNN reported about the strike?", "CNN"),
    ("Which claims did CNN's fact check reject?", "CNN"),
    ("According to The Sun, who was seen in the club?", "The Sun"),
]

MENTION = [  # likely, but the question may be about the outlet
    ("Which state did Harris visit for a CNN town hall?", "CNN"),
    ("Who was fired by CNN?", "CNN"),
    ("According to a CNN poll, who is ahead?", "CNN"),
    ("According to CNN host Jake Tapper, who lied?", "CNN"),
    ("According to the USA TODAY/Kent College poll, who leads?", "USA TODAY"),
    ("Who is the new chair of the BBC?", "BBC News"),
    ("Which BBC presenter resigned?", "BBC News"),
    ("How much was Fox News ordered to pay?", "Fox News"),
    ("Which New York Times bestseller was withdrawn?", "The New York Times"),
    ("How many staff did the Guardian cut?", "The Guardian"),
    ("Which studies did Time magazine praise?", "Time"),
]

NOT_AN_OUTLET = [
    "According to police, who fired first?",
    "According to officials, how many died?",
    "According to a new study, what shortens lives?",
    "According to people familiar with the talks, what was offered?",
    "What time did the ceremony start?",
    "How many people were hurt in the week of the storm?",
    "What happened this week in science?",
    "Is it in the nature of bears to sleep?",
    "How strong is the sun in June?",
    "Did people say they were warned?",
    "People reported which smell in the street?",
    "Time reported in minutes is called what?",
    "Which Apple product was recalled?",
    "According to US officials, who supplied the drones?",
    "Who wrote the first book on the guard dogs?",
    "According to the Bank of Japan, what comes next?",
    "According to the Justice Department, what was seized?",
    "According to the Farmers' Almanac, how cold will it be?",
    "According to the Living Planet Index, what has declined?",
    "According to Press Secretary Karine Jean-Pierre, who will travel?",
    "According to the Royal Institute, what is rising?",
    "???",
    "",
]

UNKNOWN = [  # a source, but not one the store has
    ("According to the Daily Bugle, who is Spider-Man?", "the Daily Bugle"),
    ("According to a report in The Daily Telegraph, who is leaving?", "The Daily Telegraph"),
    ("Which pier is for sale, according to The Sunday Times?", "The Sunday Times"),
    ("What did the Washington Post say about the memo?", "the Washington Post"),
    ("According to the Wall Street Journal, who is buying it?", "the Wall Street Journal"),
    ("According to Bloomberg, what does it cost?", "Bloomberg"),
    ("according to npr, why did they strike?", "npr"),
    ("As reported by the Chicago Tribune, who was charged?", "the Chicago Tribune"),
    ("The Economist reported which city as the most liveable?", "The Economist"),
    ("What did Haaretz report about the talks?", "Haaretz"),
]


@pytest.mark.parametrize(("question", "outlet"), SOURCE)
def test_source(question: str, outlet: str) -> None:
    read = read_outlets(question, STORE)

    assert (read.publishers, read.firm, read.unknown) == ((outlet,), True, ())


@pytest.mark.parametrize(("question", "outlet"), MENTION)
def test_mention(question: str, outlet: str) -> None:
    read = read_outlets(question, STORE)

    assert (read.publishers, read.firm, read.unknown) == ((outlet,), False, ())


@pytest.mark.parametrize("question", NOT_AN_OUTLET)
def test_not_an_outlet(question: str) -> None:
    read = read_outlets(question, STORE)

    assert (read.publishers, read.firm, read.unknown) == ((), False, ())


@pytest.mark.parametrize(("question", "outlet"), UNKNOWN)
def test_unknown_outlet(question: str, outlet: str) -> None:
    read = read_outlets(question, STORE)

    assert (read.publishers, read.firm, read.unknown) == ((), False, (outlet,))


def test_two_sources_are_both_meant() -> None:
    read = read_outlets("What did CNN say about the vote, and what did the Guardian say?", STORE)

    assert (read.publishers, read.firm) == (("CNN", "The Guardian"), True)


def test_a_source_beats_a_mention() -> None:
    read = read_outlets("According to Reuters, who is buying CNN?", STORE)

    assert (read.publishers, read.firm) == (("Reuters",), True)


def test_a_brand_stands_for_all_its_houses() -> None:
    read = read_outlets("According to the BBC, who won?", ("BBC News", "BBC Sport", "CNN"))

    assert read.publishers == ("BBC News", "BBC Sport")


def test_a_short_name_that_two_outlets_share_names_neither() -> None:
    read = read_outlets("What did the Times say?", ("The New York Times", "Los Angeles Times"))

    assert read.publishers == ()


def test_us_the_country_is_not_us_the_magazine() -> None:
    read = read_outlets("According to US officials, who paid?", ("Us",))

    assert read.publishers == ()


def test_without_a_store_a_source_is_unknown() -> None:
    read = read_outlets("According to CNN, who won?", ())

    assert (read.publishers, read.unknown) == ((), ("CNN",))
