"""Follow-ups and questions that only look like one: what was said before, what is asked, what is meant.

Written by hand about invented news. ``None`` stands for a question that is left as it is.
"""

from __future__ import annotations

from rag.types import Turn

FERRY = (
    Turn("Why did the Morrow Star run aground?", "Two wires of her gyrocompass had been swapped by Hexel Marine."),
)
WHEN_FERRY = (
    Turn("When did the ferry Morrow Star run aground?", "The ferry ran aground off Skelby on Tuesday morning."),
)
CHIEF = (
    Turn("Who is the chief executive of Sound Lines?", "The chief executive is Oskar Vane, who earned 900,000 crowns."),
)
RESIGNED = (Turn("Who resigned at Sound Lines?", "The chief executive, Oskar Vane, has resigned."),)
VANE = (Turn("Why did Oskar Vane resign?", "He said it was a saving and not a method."),)
ORDERED = (Turn("What did Della Marrick order on Friday?", "The minister ordered that all nine ferries be inspected."),)
MINISTER = (
    Turn("Who is the transport minister?", "Della Marrick is transport minister, Prime Minister Ute Caddoway said."),
)
BRIDGE = (
    Turn("Why was the Aldren Bridge closed?", "Inspectors found cracks in the steel pins that hold up its deck."),
)
MEASLES = (Turn("How many measles cases are there in Brannock?", "Brannock has 14 confirmed cases, Ines Vallow said."),)
RADIO = (Turn("According to Radio Halvern, how many people marched in Orrinport?", "The police speak of 8,000."),)
STORM = (Turn("What damage did Storm Ysolde cause last week?", "Insurers put it at 84 million crowns."),)
STRIKE = (Turn("When did the tram strike begin?", "Tram drivers in Orrinport began a strike on Monday."),)
POPULATION = (Turn("What is the population of Skelby?", "Skelby has 41,000 inhabitants."),)
CUP = (Turn("Who won the Lantern Prize?", "The Lantern Prize went to Noor Abelard for A Ledger of Salt."),)
LYNX = (Turn("Where was the lynx found?", "Biscuit was found in the laundry of a hotel."),)
TAKEOVER = (Turn("How much did Tarrow Foods offer for Brannock Canning?", "Hugo Leith offered 310 million crowns."),)
PEACE = (Turn("Who won the Harbour Peace Prize this year?", "It was awarded to Menna Okro, a pilot."),)
PROMISE = (Turn("What did Edvard Munt promise voters in Tidegate?", "Edvard Munt promised to give away a boat a day."),)
INFLATION = (Turn("What is the inflation rate in the UKH?", "Inflation fell to 1.7% in September."),)
DIED = (Turn("When did Ilka Renn die?", "Ilka Renn died on 14 March after a fall."),)
NOBODY = (Turn("Is there any news about seaweed?", ""),)
LONG = (
    Turn("Who is the chief executive of Sound Lines?", "Oskar Vane runs Sound Lines."),
    Turn("When did he leave?", "He left on Thursday."),
)
TWO_TOPICS = (
    Turn("Why did Oskar Vane resign?", "A report had blamed his contractor."),
    Turn("How many measles cases are there in Brannock?", "Brannock has 14 cases."),
)

CASES: list[tuple[tuple[Turn, ...], str, str | None]] = [
    # A pronoun for a person
    (CHIEF, "And when did he leave?", "When did Oskar Vane leave?"),
    (CHIEF, "how old is he", "How old is Oskar Vane?"),
    (CHIEF, "What is his salary?", "What is Oskar Vane's salary?"),
    (CHIEF, "Who appointed him?", "Who appointed Oskar Vane?"),
    (RESIGNED, "Why did he do that?", "Who resigned at Sound Lines (Oskar Vane)? Why did he do that?"),
    (RESIGNED, "Did he apologise?", "Did Oskar Vane apologise?"),
    (VANE, "Who will replace him?", "Who will replace Oskar Vane?"),
    (VANE, "What did he say about it?", "Why did Oskar Vane resign? What did he say about it?"),
    (VANE, "but when did he tell the board?", "When did Oskar Vane tell the board?"),
    (ORDERED, "Is she still in office?", "Is Della Marrick still in office on Friday?"),
    (ORDERED, "When was she appointed?", "When was Della Marrick appointed?"),
    (MINISTER, "What did her predecessor do?", "What did Della Marrick's predecessor do?"),
    (MINISTER, "Who named her minister?", "Who named Della Marrick minister?"),
    (MINISTER, "When did they meet her?", "Who is the transport minister (Della Marrick)? When did they meet her?"),
    (CUP, "What else has she written?", "What else has Noor Abelard written?"),
    (CUP, "Which book did she win it for?", "Which book did Noor Abelard win the Lantern Prize for?"),
    (TAKEOVER, "Who is he?", "Who is Hugo Leith?"),
    (LONG, "Who will replace him?", "Who will replace Oskar Vane?"),
    (LONG, "why?", "Why did Oskar Vane leave?"),
    (TWO_TOPICS, "Has he found a new job?", "Has Oskar Vane found a new job?"),
    # For a thing, a group or a place
    (FERRY, "When was it refloated?", "When was the Morrow Star refloated?"),
    (FERRY, "Who owns it?", "Who owns the Morrow Star?"),
    (FERRY, "How big is its hull?", "How big is the Morrow Star's hull?"),
    (WHEN_FERRY, "Where is it now?", "Where is the ferry Morrow Star now?"),
    (BRIDGE, "When will it reopen?", "When will the Aldren Bridge reopen?"),
    (BRIDGE, "Is it safe?", "Is the Aldren Bridge safe?"),
    (BRIDGE, "so who built it?", "Who built the Aldren Bridge?"),
    (STRIKE, "When did it end?", "When did the tram strike end?"),
    (LYNX, "How did it escape?", "How did the lynx escape?"),
    (POPULATION, "Who is the mayor there?", "Who is the mayor in Skelby?"),
    (MEASLES, "Are schools closed there?", "Are schools closed in Brannock?"),
    (TAKEOVER, "Did they raise their offer?", "Did Tarrow Foods raise their offer?"),
    (CUP, "How much is it worth?", "How much is the Lantern Prize worth?"),
    # For what happened
    (FERRY, "How did that happen?", "Why did the Morrow Star run aground? How did that happen?"),
    (FERRY, "Did that happen before?", "Why did the Morrow Star run aground? Did that happen before?"),
    (BRIDGE, "What does this mean for buses?", "Why was the Aldren Bridge closed? What does this mean for buses?"),
    (STORM, "Who paid for that?", "What damage did Storm Ysolde cause last week? Who paid for that?"),
    # With words left out
    (FERRY, "how many were hurt?", "Why did the Morrow Star run aground? How many were hurt?"),
    (FERRY, "Was anybody killed?", "Why did the Morrow Star run aground? Was anybody killed?"),
    (FERRY, "When?", "When did the Morrow Star run aground?"),
    (WHEN_FERRY, "Why?", "Why did the ferry Morrow Star run aground?"),
    (WHEN_FERRY, "and where?", "Where did the ferry Morrow Star run aground?"),
    (WHEN_FERRY, "What happened next?", "When did the ferry Morrow Star run aground? What happened next?"),
    (WHEN_FERRY, "Who is responsible?", "When did the ferry Morrow Star run aground? Who is responsible?"),
    (RESIGNED, "Why?", "Who resigned at Sound Lines (Oskar Vane)? Why?"),
    (RESIGNED, "since when", "Who resigned at Sound Lines (Oskar Vane)? Since when?"),
    (VANE, "When exactly?", "When exactly did Oskar Vane resign?"),
    (STRIKE, "How long did that last?", "When did the tram strike begin? How long did that last?"),
    (STRIKE, "Why?", "Why did the tram strike begin?"),
    (MEASLES, "How many died?", "How many measles cases are there in Brannock? How many died?"),
    (MEASLES, "Any deaths or new victims?", None),
    (ORDERED, "Why?", "What did Della Marrick order on Friday? Why?"),
    (RADIO, "Why?", "According to Radio Halvern, how many people marched in Orrinport? Why?"),
    # "What about …"
    (ORDERED, "What about Tuesday?", "What did Della Marrick order on Tuesday?"),
    (STORM, "And this week?", "What damage did Storm Ysolde cause this week?"),
    (POPULATION, "What about Orrinport?", "What is the population of Orrinport?"),
    (POPULATION, "And of Brannock?", "What is the population of Brannock?"),
    (MEASLES, "and in Orrinport?", "How many measles cases are there in Orrinport?"),
    (MEASLES, "What about Skelby?", "How many measles cases are there in Skelby?"),
    (
        RADIO,
        "What about The Orrinport Courier?",
        "How many people marched in Orrinport, according to The Orrinport Courier?",
    ),
    (BRIDGE, "What about the buses?", "What about the buses and the Aldren Bridge?"),
    (VANE, "What about Henning Roake?", "Why did Henning Roake resign?"),
    # What was spoken of, called by its kind
    (BRIDGE, "When will the bridge reopen?", "When will the Aldren Bridge reopen?"),
    (WHEN_FERRY, "Who owns the ferry?", "Who owns the ferry Morrow Star?"),
    (LYNX, "How old is the lynx?", "Where was the lynx found? How old is the lynx?"),
    # Days and outlets are carried along
    (STORM, "How many people did it kill?", "How many people did Storm Ysolde kill last week?"),
    (RADIO, "Did they go home?", "According to Radio Halvern, how many people marched in Orrinport? Did they go home?"),
    # Found by asking about real news, under other names
    (
        PEACE,
        "What did they get it for?",
        "Who won the Harbour Peace Prize this year (Menna Okro)? What did they get it for?",
    ),
    (PEACE, "How many jurors does it have?", "How many jurors does the Harbour Peace Prize have this year?"),
    (PEACE, "Who won it last year?", "Who won the Harbour Peace Prize last year?"),
    (PEACE, "And the poetry prize?", "What about the poetry prize and the Harbour Peace Prize this year?"),
    (PROMISE, "Is that legal?", "What did Edvard Munt promise voters in Tidegate? Is that legal?"),
    (PROMISE, "Who has he given money to?", "Who has Edvard Munt given money to?"),
    (
        PROMISE,
        "What does Ute Caddoway say about it?",
        "What did Edvard Munt promise voters in Tidegate? What does Ute Caddoway say about it?",
    ),
    (INFLATION, "And in the FRH?", "What is the inflation rate in the FRH?"),
    (INFLATION, "Why did it fall?", "Why did the inflation rate fall?"),
    (INFLATION, "What was it last year?", "What was the inflation rate last year?"),
    (INFLATION, "Will the Bank of Halvern cut rates?", None),
    (DIED, "How?", "How did Ilka Renn die?"),
    (DIED, "What was her last song?", "What was Ilka Renn's last song?"),
    (DIED, "Was anyone arrested for looting?", "When did Ilka Renn die? Was anyone arrested for looting?"),
    (DIED, "Who were the other members of The Lamps?", None),
    # Questions that stand on their own
    (FERRY, "It is raining in Skelby today, why?", None),
    (FERRY, "Is it raining in Skelby?", None),
    (FERRY, "Who is he-man?", None),
    (FERRY, "Who wrote the novel It?", None),
    (FERRY, "Who sang “She Loves You”?", None),
    (FERRY, "What caused the IT outage at HalvID?", None),
    (FERRY, "Why did Della Marrick say she would not resign?", None),
    (FERRY, "Did Oskar Vane give up his bonus?", None),
    (FERRY, "Is it true that Trask's Bakery will close?", None),
    (FERRY, "Is it legal to keep a lynx in Halvern?", None),
    (FERRY, "How long does it take to sail to Mirrow?", None),
    (FERRY, "Are there wolves in Halvern?", None),
    (FERRY, "How many wolves are there in Halvern?", None),
    (FERRY, "How many measles cases are there?", None),
    (FERRY, "What happened in Brannock this week?", None),
    (FERRY, "What is the key interest rate of the Bank of Halvern?", None),
    (CHIEF, "Who won the half marathon?", None),
    (CHIEF, "What is the inflation rate?", None),
    (CHIEF, "What did the prime minister say about schools?", None),
    (CHIEF, "Which book won the Lantern Prize?", None),
    (CHIEF, "When does the cod season begin?", None),
    (VANE, "When was the Aldren Bridge built?", None),
    (VANE, "Why are tram drivers on strike?", None),
    (VANE, "Who is Henning Roake?", None),
    (VANE, "Did the minister say when she would visit Skelby?", None),
    (VANE, "Does the report that blamed Hexel Marine name a mechanic?", None),
    (ORDERED, "What did Ansel Quire say about inflation on Thursday?", None),
    (ORDERED, "What are the latest headlines?", None),
    (ORDERED, "Which companies said they would raise prices this year?", None),
    (MINISTER, "Who is the mayor of Skelby?", None),
    (MINISTER, "How did the Orrinport 40 close on Friday?", None),
    (BRIDGE, "How much does a salt bun cost?", None),
    (BRIDGE, "Has Sound Lines said that it will hire a new chief?", None),
    (BRIDGE, "Why did Radio Halvern cut its staff?", None),
    (MEASLES, "What did the Courier withdraw?", None),
    (MEASLES, "Who scored for Skelby Rovers?", None),
    (RADIO, "What is the weather like in Mirrow?", None),
    (RADIO, "How old was Ilka Renn when she died?", None),
    (STORM, "Who found the boat under the beet field?", None),
    (STORM, "What does the wind farm on the Hollow Bank cost?", None),
    (STRIKE, "Why was HalvID out of order?", None),
    (STRIKE, "When will Trask's open again?", None),
    (POPULATION, "Where did the puffins go?", None),
    (CUP, "Who bought Brannock Canning?", None),
    (CUP, "What time is it in Orrinport?", None),
    (LYNX, "What about the tariff on salt cod?", None),
    (TAKEOVER, "How many turbines will Skerrylight build?", None),
    (NOBODY, "What is a gyrocompass?", None),
    (NOBODY, "Did anyone buy the Grey Linnet?", None),
    ((), "And when did he leave?", None),
    ((), "Did that happen?", None),
    ((), "Why?", None),
]
