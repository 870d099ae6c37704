"""What is no news goes, what is news stays, and a real page's leavings do not survive."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.characters import one_line, readable
from ingest.cleaning import clean

SEED = Path(__file__).parents[2] / "shared" / "seeds" / "lee-ishiba-tokyo.txt"
TITLE = "Harbour at Vikholm closes for a week"
NEWS = "The harbour at Vikholm closed on Monday after a ferry struck the pier."

GOES = [
    TITLE,
    TITLE.upper(),
    f"{TITLE} | The Vikholm Post",
    "By Ana Cruz",
    "BY ANA CRUZ AND BO LUND",
    "By Ana Cruz, Bo Lund and Mia de Vries, The Vikholm Post",
    "By Ana Cruz | Staff Writer | @anacruz",
    "Updated 3:05 PM ET, Thu October 24, 2024",
    "Published 10:12 a.m. UTC Oct. 24, 2024",
    "Last updated: 24 October 2024 at 18:05 GMT",
    "4 min read",
    "Follow the Vikholm Readers channel on WhatsApp:",
    "https://whatsapp.example/channel/0029Va",
    "Telegram: https://t.me/vikholmpost",
    "Follow us on Telegram, X and Facebook for more.",
    "Join our WhatsApp channel for breaking news",
    "Click here to join our Telegram group",
    "For the latest news, download our app.",
    "The comments posted here are not from the Vikholm Post. Kindly refrain from using obscene words.",
    "Comments are moderated before they are published.",
    "Please keep your comments civil and on topic.",
    "Share this article",
    "Share on Facebook",
    "Facebook Twitter WhatsApp Copy link",
    "Sign up for our free newsletter to get the news in your inbox every morning.",
    "Subscribe to the Vikholm Post for unlimited access.",
    "Subscribe to the Post Know more. Get the facts. SUBSCRIBE Sign up for our newsletter, delivered to your inbox.",
    "Would you like to receive the daily newsletter ?",
    "Get the Post's weekly newsletter Sign up here to get it every Friday.",
    "Photo: A ferry at the pier in Vikholm on Monday.",
    "Photos: The week in pictures Boats wait outside the harbour. Hide Caption 3 of 12",
    "Image caption The pier after the collision",
    "File photo: the ferry in 2019",
    "A crane lifts the ferry on Tuesday. (Photo by Ana Cruz/Getty Images)",
    "The pier at Vikholm. Bo Lund/Getty Images",
    "(Getty Images)",
    "REUTERS/Ana Cruz",
    "AP Photo/Ana Cruz",
    "Read more: Why ferries fail",
    "READ MORE:",
    "Related: Five ferries that sank",
    "Also read | Ten ports to see before you die",
    "More:Ferry captain had no licence, inspector says",
    "What to expect:A strike could stop ships for a month",
    "WATCH: Ferry strikes pier",
    "Watch: How the crane works",
    "RELATED COVERAGE: Pier was unsafe",
    "Advertisement",
    "ADVERTISEMENT",
    "Story continues below advertisement",
    "We use cookies to improve your experience. By using this site you agree.",
    "This website uses cookies to remember you.",
    "© 2024 The Vikholm Post. All rights reserved.",
    "Copyright 2024 The Vikholm Post. This material may not be published, broadcast, rewritten or redistributed.",
    "Ana Cruz covers shipping for the Post. Reach her at acruz@post.example or on X @anacruz.",
    "Follow Bo Lund on Twitter @bolund.",
    "Got a tip? Contact Bo Lund at blund@post.example.",
    "Contributing: Mia Falk; Reuters",
    "Mia Falk and The Associated Press contributed to this report.",
    "(Reporting by Ana Cruz in Vikholm; Editing by Bo Lund)",
    "With inputs from agencies",
    "– Ana Cruz and Bo Lund",
    "This story has been updated with additional details.",
    "(This story was updated to add a video.)",
    "This story has not been edited by our staff and is published from a syndicated feed.",
    "The opinions expressed in this commentary are her own.",
    "If you buy through our links, we may earn an affiliate commission.",
    "Disclaimer: prices can change.",
    "Tags: ferries, Vikholm, piers",
    "Home | News | Sport | Weather | Shipping | Opinion",
    "Oslo NTB —",
    "Reuters",
    "___",
    "►",
    "12 comments",
    "We will use the information you have shared to send you offers. Find out more in our Privacy Policy.",
    "The Morning newsletter provides you with a digest of the news.",
    "VNB",
    "VNB/ac/bl",
    "With material from VNB",
    "Mia Falk, Shipping Correspondent",
    "Next news at 18:00",
    "Listen live: Radio Vikholm, every hour",
    "Teilen: WhatsApp | E-Mail",
    "Anzeige",
    "広告",
    "Lesen Sie auch: Warum die Fähre teurer wird",
    "À lire aussi : La criée ferme ses portes",
    "اقرأ أيضا",
    "関連記事：使用料が一割値上げ",
    "Foto: Kai Brandt/Küstenbild",
    "写真：港の桟橋",
    "Jetzt unseren Newsletter abonnieren und nichts verpassen!",
    "Abonnez-vous à notre newsletter pour recevoir l’essentiel.",
    "Tous droits réservés",
    "Alle Rechte vorbehalten.",
    "Your browser does not support the video tag.",
    "Image 1 of 7",
    "Trending now: Five ferries that sank",
    "As a subscriber, you have 10 gift articles to give each month.",
]

STAYS = [
    NEWS,
    "Follow the money, prosecutors said.",
    "Share prices fell 4% after the collision.",
    "Shares of the ferry company fell.",
    "By Friday the river had fallen below the bridge.",
    "By then, Ana Cruz had left the city.",
    "The caption read “Photo: unknown”, the court heard.",
    "A photo: that was all he asked for, she said.",
    "Readers’ comments on the plan were mostly kind.",
    "Comments by the minister drew anger on Tuesday.",
    "The company said cookies on its site tracked users for years.",
    "The newsletter said the pier was unsafe.",
    "Ten thousand people signed up for the ferry's first crossing.",
    "He said on X that the harbour would reopen.",
    "The minister wrote on Facebook that nobody was hurt.",
    "She joined the channel in 2019 as a pilot.",
    "The judge may not be biased, the lawyers argued.",
    "Read by millions, the paper closed in June.",
    "Watch officers saw the ferry turn too late.",
    "More than 200 passengers were on board.",
    "Related industries lost 30 million crowns.",
    "Copyright law does not cover the design, the court ruled.",
    "Updated figures show 212 passengers, the company said.",
    "The story has been updated in a new film, critics say.",
    "Vikholm police asked witnesses to come forward.",
    "OSLO (NTB) — The harbour at Vikholm closed on Monday.",
    "Tokyo: The prime minister met the president on Friday.",
    "January 6: the committee met again.",
    "Advertisement spending rose 3% last year.",
    "Contact with the ferry was lost at 9:14 a.m.",
    "He reached the pier at noon and called his wife.",
    "Subscribers of the ferry pass will get their money back.",
    "“Join us,” the captain told the crew.",
    "Correction: the ferry carried 212 passengers, not 221.",
    "The harbour's name is Vikholm; it was built in 1911.",
    "What happens next?",
    "Who pays for the pier",
    "The regulator fined the ferry company because its privacy policy misled passengers.",
    "With NATO ships in the fjord, the ferry stayed in port.",
    "Vikholm 2, Sundby 1",
    "Die Partei verschickt einen Newsletter, den 40.000 Menschen abonnieren.",
    "Die Anzeige gegen den Kapitän wurde am Montag fallen gelassen.",
    "Un bulletin que beaucoup voulaient lire aussi vite que possible.",
    "Image rights were not the issue, the judge said.",
    "Trending topics change by the hour, the study found.",
    "写真は市が公開した。",
    "The ferry company, which belongs to the city, said it would wait for the inspectors’ report before it decides.",
]


@pytest.mark.parametrize("line", GOES)
def test_a_line_that_is_no_news_goes(line: str) -> None:
    assert clean(TITLE, f"{NEWS}\n\n{line}\n\nNobody was hurt.") == f"{NEWS}\n\nNobody was hurt."


@pytest.mark.parametrize("line", STAYS)
def test_a_line_of_news_stays(line: str) -> None:
    assert clean(TITLE, f"The week began badly.\n\n{line}\n\nNobody was hurt.") == (
        f"The week began badly.\n\n{line}\n\nNobody was hurt."
    )


def test_sentences_that_are_no_news_leave_their_paragraph() -> None:
    text = f"{NEWS} Nobody was hurt, and the ferry was towed to a dock in the north. Follow us on Telegram."

    assert clean(TITLE, text) == f"{NEWS} Nobody was hurt, and the ferry was towed to a dock in the north."


def test_a_name_and_an_outlet_above_the_text_go() -> None:
    assert clean(TITLE, f"Ana Cruz\n\nThe Vikholm Post\n\n{NEWS}") == NEWS


def test_a_list_of_other_stories_at_the_end_goes() -> None:
    text = f"{NEWS}\n\nVIKHOLM'S TOP NEWS\n\nMan finds coin in cod\n\nFerry pass to cost more, city says"

    assert clean(TITLE, text) == NEWS


def test_names_in_a_list_are_no_sign_offs() -> None:
    text = f"{NEWS}\n\nThe dead:\n\n– Ana Cruz\n\n– Bo Lund\n\nThey were sailors."

    assert "– Ana Cruz" in clean(TITLE, text)


def test_a_paragraph_that_comes_twice_stays_once() -> None:
    assert clean(TITLE, f"{NEWS}\n\nNobody was hurt.\n\n{NEWS}") == f"{NEWS}\n\nNobody was hurt."


def test_lines_of_fixed_width_are_put_together() -> None:
    text = (
        "The harbour at Vikholm closed on Monday after a ferry struck\n"
        "the pier, the second time this year that a ship has damaged\n"
        "it, and will not open before the weekend.\n\nNobody was hurt."
    )

    assert clean(TITLE, text).split("\n\n") == [
        "The harbour at Vikholm closed on Monday after a ferry struck the pier, the second time this year that a ship "
        "has damaged it, and will not open before the weekend.",
        "Nobody was hurt.",
    ]


def test_short_lines_under_each_other_stay_apart() -> None:
    text = (
        f"{NEWS}\n\nVikholm United against Sundby, on Saturday at noon\nKirkby against Sundby North, on Sunday at three"
    )

    assert clean(TITLE, text).split("\n\n")[1:] == [
        "Vikholm United against Sundby, on Saturday at noon",
        "Kirkby against Sundby North, on Sunday at three",
    ]


def test_characters_that_do_not_show_are_gone() -> None:
    text = "The ha\u200brbour\u00a0closed \u202eon\u202c Monday\x00 , cafe\u0301 owners\x1b said .\ufeff"

    assert clean("", text) == "The harbour closed on Monday, café owners said ."


def test_joiners_stay_where_a_script_needs_them() -> None:
    assert readable("می\u200cخواهم") == "می\u200cخواهم"
    assert readable("he\u200dllo") == "hello"


def test_half_a_surrogate_pair_becomes_a_replacement() -> None:
    assert readable("a\ud800b\ud83d\ude00") == "a\ufffdb😀"


def test_one_line_is_short_and_one() -> None:
    assert one_line("a\r\nb\u2028c  d") == "a b c d"
    assert len(one_line("x" * 1_000)) == 300


@given(st.text(max_size=300), st.text(max_size=60))
def test_cleaning_cleans_once_for_all(text: str, title: str) -> None:
    cleaned = clean(title, text)

    assert cleaned == cleaned.strip()
    assert "\n\n\n" not in cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode().decode() == cleaned


@pytest.mark.parametrize(
    "piece", ["(", "photo ", "a/", "| ", "Follow ", "By A ", "sign up ", ": A", "@ ", "—", "ＡＢ "]
)
@pytest.mark.timeout(30)
def test_hostile_text_is_cleaned_in_time(piece: str) -> None:
    line = piece * (440 // len(piece))

    assert isinstance(clean("Title", "\n".join([line + str(n) for n in range(200)] + [piece * 100_000])), str)


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not here")
def test_a_real_article_as_it_comes_off_the_web() -> None:
    text = SEED.read_text(encoding="utf-8")
    title = text.split("\n")[0]

    cleaned = clean(title, text)

    paragraphs = cleaned.split("\n\n")
    assert len(paragraphs) == 6
    assert all(len(paragraph.split()) > 30 for paragraph in paragraphs)
    assert paragraphs[0].startswith("Tokyo: ")
    assert paragraphs[-1].endswith("alliance network.")
    for gone in (title, "WhatsApp", "http", "comments", "refrain"):
        assert gone not in cleaned
