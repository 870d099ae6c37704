"""Sentences over the sample news in the words of a reader who has put the article away, and traps beside them.

Judged before the check was run on them. ``UNSEEN`` is what to expect elsewhere: the check was changed with ``SEEN`` in
view and 2 of its 21 paraphrases passed before and after, 3 since they were read. The traps of ``SEVERAL`` lack two
words and more.
"""

from __future__ import annotations

import json
from importlib.resources import files

from rag.types import Passage
from tests.grounding_tables import judged, story


def sample_stories() -> dict[str, Passage]:
    """The sample's articles, each as one passage, by the last part of their addresses."""
    told = {}
    for line in (files("ingest.sample") / "newswire.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        name = record["url"].rstrip("/").rpartition("/")[2].replace("-", "_")
        day = record["published_at"][:10]
        told[name] = story(name, day, "the sample", record["title"], record["text"])
    return told


SEEN = judged("""
sound_lines_record_year
  ? Sound Lines transported 2.1 million people in 2025, up 9 percent on the previous year.
  + Much of the maintenance was shifted from Brannock Yard to the contractor Hexel Marine.
  ? Upkeep cost the company 21 million crowns, compared with 27 million a year earlier.
  + Sound Lines earned a net 38 million crowns.
  + The dividend climbs to 1.10 crowns from 80 cents.
  ? The stock ended the day at an all-time high of 23.10 crowns.
  - Brannock Yard sued the company over the lost maintenance work.
  - The dividend of 1.10 crowns disappointed shareholders.
  - Sound Lines borrowed 38 million crowns.
  - Oskar Vane apologised to analysts for the saving.
  - Hexel Marine trained the crews that work at night at the quay.
storm_damage_insurers
  ? Insurers estimate that the storm caused 84 million crowns' worth of destruction.
  + By noon, 9,300 claims had come in.
  + On average, a household asks for 4,700 crowns.
  ? Stane advised customers to take pictures of the damage before tidying up.
  + One man lost his life in Duncarrow.
  + On Monday afternoon, 6,400 homes still had no power.
  - Insurers have paid 9,300 claims.
  - Stane urged policyholders to repair their roofs themselves.
  - Insurers refused to pay for vehicles.
  - The storm flooded 31,000 homes on Sunday.
  - Roofers were arrested after asking for cash.
caddoway_reshuffle
  ? Elspeth Caddoway replaced three of her fourteen ministers.
  ? Gil Harrowby is stepping down after thirteen years as transport minister.
  + Della Marrick takes over the transport department.
  ? Before that, Marrick ran the fisheries ministry for thirteen months.
  ? Joren Pask, who lost two fingers in a winch, gets the fisheries portfolio.
  + The prime minister created a new job for Yrsa Holm.
  - Gil Harrowby criticised the prime minister's reshuffle.
  - Joren Pask bought his father's trawler.
  - Boatowners celebrated the quota cut.
  - Yrsa Holm designed the electronic identity card.
  - Marrick apologised for the quota cut on Wednesday.
""")

UNSEEN = judged("""
market_close_6_march
  ? The Orrinport 40 climbed 0.2 percent on Friday to end at 3,221.3 points.
  ? Over the week the index advanced 0.6 percent.
  ? Shares in Sound Lines rebounded to 22.90 crowns.
  ? The energy ministry will rule on Hollow Bank on Monday.
  ? Trading volume was 318 million crowns, less than on any other day this year.
  - Investors fled Carrow Bank after a warning about its profits.
  ! Sound Lines raised its dividend in a quiet week.
  - The energy ministry postponed Hollow Bank.
  - The ten-year bond was sold out at 3.38 per cent.
  - Skerrylight issued a profit warning and lost 1.5 per cent.
questions_for_sound_lines
  ? The ferry went off course and hit a reef that has been on the maps since 1794.
  ? There were 138 passengers and crew on the ship.
  + The Seafarers' Union has provided Captain Roake with an attorney.
  ? Roake has made no public comment.
  ? The captain was the second last to leave the ship, according to the fishermen.
  - Captain Henning Roake fell asleep on the bridge of the Morrow Star.
  - Torvald Easterling inspected the radars of the Morrow Star.
  - The coastguard rescued the captain from the water.
  - The Seafarers' Union threatened the company with a strike.
  - A passenger drowned while he was looking for his cello.
how_much_diesel
  ? The harbour trust puts the amount of spilled diesel at 30 tonnes.
  ? Obadiah Kent gauged the remaining fuel in the ferry's four tanks.
  ? The coastguard sticks to its figure, which is based on the size of the slick.
  ? Sound Lines must cover the clean-up costs by the tonne.
  ? Gathering mussels is forbidden until the end of April.
  ? Volunteers have cleaned 94 birds to date.
  - Obadiah Kent sold 30 tonnes of diesel at the quay.
  - The coastguard admitted that its figure was wrong.
  - Volunteers buried 94 birds in the ice house.
  - Sound Lines sued the coastguard over the diesel.
  - The coastguard apologised to the Skelby Harbour Trust.
abelard_wins_lantern
  + Noor Abelard was awarded the Lantern Prize for A Ledger of Salt.
  + The book tells of a shop in Duncarrow through the debts of its customers.
  ? She will donate half of the money to the advice centre in Tidegate where she once worked.
  ? The jury needed only fifteen minutes to decide.
  ? Dilys Quayle's debut has sold 9,000 copies since it was shortlisted.
  - Noor Abelard quarrelled with the jury on Saturday night.
  - Wolfram Asher congratulated the winner with a song.
  ! Dilys Quayle gave up her job at the Tidewater.
  - Half of the money was stolen from the advice centre in Tidegate.
  - Noor Abelard wrote the book at the advice centre.
""")

SEVERAL = judged("""
sound_lines_record_year
  - Sound Lines was fined and lost its licence in 2025.
  - Brannock Yard blamed the contractor Hexel Marine for shoddy maintenance.
  - Oskar Vane secretly bought shares and chairs Skelby Rovers.
  - The puffins of Mirrow Island starved after the day trippers trampled their nests.
storm_damage_insurers
  - Insurers rejected most claims and accused policyholders of fraud.
  - Rurik Stane complained that roofers were exploiting the victims.
  - Halvern Grid blamed sabotage for the outage on Sunday.
  - The storm wrecked a school and closed roads in Duncarrow.
caddoway_reshuffle
  - Gil Harrowby stormed out of the ministry after a quarrel with the prime minister.
  - Joren Pask abolished the quota cut after meeting boatowners.
  - Yrsa Holm confessed that the electronic identity card leaks data.
questions_for_sound_lines
  - The fishermen accused Captain Roake of abandoning the ship.
  - Admiral Torvald Easterling blamed a careless helmsman for the grounding.
  - A drunken passenger attacked the captain over his cello.
how_much_diesel
  - Obadiah Kent falsified his measurements and was suspended by the trust.
  - Volunteers complained that the coastguard obstructed the cleaning of birds.
  - The Skelby Harbour Trust smuggled diesel at night.
abelard_wins_lantern
  - Noor Abelard plagiarised the story of a Duncarrow shop.
  - Wolfram Asher insulted the jury and smashed the lantern.
  - Dilys Quayle inherited the Tidewater and dismissed the late shift.
market_close_6_march
  - Carrow Bank collapsed after its managers resigned.
  ! Skerrylight deceived people who buy on talk before a weekend.
""")
