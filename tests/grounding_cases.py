"""Sentences, the passages they cite, and what a careful editor would say; every person and event is invented.

``STORIES`` are single passages. A case cites some of them, may be given others besides, and is supported or not;
``why`` says what the case tries. Values were judged before the check was run on them.

Known limits, right sentences that the check does not let through, because they are inferred or put differently:
"Luca Firth scored first" for "put Calder ahead before Osman equalised"; "residents could return to their homes" for
"they were allowed back"; "deliveries start in 2027" for "the first will be delivered in 2027"; "the manuscripts
survived unharmed" for "were not affected"; "can return" for "can reach again"; "will pay a third" for "a third will
come from"; "more than a day" for "31 hours"; "it is not known why it failed" for "the cause of the failure is
unclear"; "over budget" for "more than budgeted"; "the ride takes 26 minutes" for "trams need 26 minutes"; "had not been
caught" for "was still at large"; "a factory with 3,000 jobs" for "creating 3,000 jobs".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from rag.types import Passage


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence held against stories: ``cited`` and ``others`` name them."""

    cited: tuple[str, ...]
    sentence: str
    supported: bool
    why: str
    others: tuple[str, ...] = ()
    moved: bool = False


def story(name: str, day: str, publisher: str, title: str, text: str) -> Passage:
    """A passage of one article."""
    text = " ".join(text.split())
    return Passage(
        article_id=name,
        index=0,
        start=0,
        end=len(text),
        text=text,
        title=title,
        publisher=publisher,
        published_at=datetime.fromisoformat(day).replace(tzinfo=UTC),
    )


def told_true(story: str, sentence: str, why: str) -> Case:
    """A case that its story bears out."""
    return Case((story,), sentence, True, why)


def told_false(story: str, sentence: str, why: str) -> Case:
    """A case that its story does not bear out."""
    return Case((story,), sentence, False, why)


_TOLD = [
    # 2024-03-12 is a Tuesday
    story(
        "ferry",
        "2024-03-12",
        "Harrow Bay Courier",
        "Ferry fares to rise in Harrow Bay",
        """The Harrow Bay council voted 7 to 2 on Monday to raise ferry fares by 12 percent from July. Mayor Ilse
        Brandt said the ferry company had lost $4.6 million over three years. "We could not let the boats
        rust," she told reporters. Councillor Tomas Reik voted against the plan, calling it a tax on
        islanders. Residents will keep their discount. About 1,900 people use the boats every day, most of
        them commuters.""",
    ),
    story(
        "quake",
        "2024-09-09",
        "Velland Post",
        "Earthquake strikes northern Velland",
        """A magnitude 6.1 earthquake struck northern Velland early on Sunday, killing at least 14 people and injuring
        more than 230, officials said. The town of Orsk was hit hardest. The quake destroyed 87 homes and
        cut power to 40,000 households. Rescuers pulled a six-year-old boy alive from the ruins of a school
        on Monday morning. Interior Minister Dana Kovel said two hospitals had been evacuated as a
        precaution. No tsunami warning was issued. It was the strongest quake in the region since 1987.""",
    ),
    story(
        "election",
        "2024-06-10",
        "Norland Herald",
        "Vell wins Norland presidency",
        """Mara Vell won Norland's presidential election on Sunday, defeating the incumbent, Otto Sarn, by 52.3 percent
        to 47.7 percent. Turnout was 68 percent, the highest in two decades. Sarn conceded shortly before
        midnight and congratulated Vell by telephone. "The people have spoken and I have heard them," he
        said. Vell, 49, a former judge, will take office on 1 September. She has promised to cut income tax
        and to reopen talks with neighbouring Tarn. Her Green Alliance does not hold a majority in
        parliament.""",
    ),
    story(
        "court",
        "2024-11-07",
        "The Lomar Times",
        "Banker Pell acquitted of fraud",
        """A court in Lomar acquitted the banker Adrian Pell of fraud on Wednesday but found him guilty of destroying
        documents. Judge Ruth Amsel sentenced him to 18 months in prison, suspended for two years.
        Prosecutors had asked for six years. Pell denied taking bribes from the construction firm Harrow
        Stone. His lawyer, Nico Brandl, said he would appeal against the conviction. Prosecutors did not say
        whether they would appeal. The trial lasted eleven weeks.""",
    ),
    story(
        "bank",
        "2024-09-06",
        "Lomar Financial",
        "Central bank holds rates",
        """The Central Bank of Lomar left its key interest rate unchanged at 4.25 percent on Thursday, as analysts had
        expected. Inflation fell to 3.1 percent in August from 3.8 percent in July. Governor Helen Straka
        said a cut could come before the end of the year if prices continued to ease. The bank raised its
        growth forecast for 2025 to 1.9 percent from 1.6 percent. The crown strengthened 0.4 percent against
        the dollar after the decision.""",
    ),
    story(
        "merger",
        "2024-10-22",
        "Business Ledger",
        "Quillon to buy Brightwave",
        """The telecoms group Quillon has agreed to buy its smaller rival Brightwave for 2.4 billion euros in cash, the
        companies said on Tuesday. The deal, which needs the approval of regulators, is expected to close in
        the second quarter of next year. Quillon will cut about 1,500 jobs, roughly 6 percent of the
        combined workforce. Brightwave's chief executive, Jonas Feld, will leave after the takeover. Shares
        in Brightwave jumped 21 percent; Quillon's fell 3 percent. The union Konnekt called the plan a
        disaster for workers.""",
    ),
    story(
        "final",
        "2024-06-03",
        "Sport Daily",
        "Marrow United win cup in shoot-out",
        """Marrow United beat Calder City 4-3 on penalties on Saturday to win the National Cup for the first time since
        1996. The match had ended 1-1 after extra time. Teenager Luca Firth put Calder ahead in the 20th
        minute before captain Dele Osman equalised from a free kick. Goalkeeper Ivo Pratt saved two
        penalties. A crowd of 61,420 watched the game at the Queen's Ground. Calder's coach, Wim Haas, said
        the referee had not lost them the match.""",
    ),
    story(
        "strike",
        "2024-11-04",
        "Port Weekly",
        "Dockers in Stenmark end strike",
        """Dock workers in Stenmark ended a nine-day strike on Sunday after the port agreed to raise wages by 8 percent
        over two years. The union had demanded 12 percent. Some 3,200 dockers had stopped work, leaving 45
        ships waiting outside the harbour. "It is not everything we wanted, but it is a fair deal," said the
        union's leader, Petra Lunde. The port authority's director, Karl Engh, said the backlog would take
        two weeks to clear. The strike cost exporters an estimated 70 million crowns a day.""",
    ),
    story(
        "vaccine",
        "2024-05-16",
        "Health Wire",
        "Trial of marsh fever vaccine",
        """A vaccine against marsh fever cut infections by 74 percent in a trial of 5,600 children in Bolan,
        researchers at the University of Keld reported on Wednesday. Side effects were mild. The study,
        published in the journal Tropical Care, was led by Dr Amina Soto. The vaccine has not yet been
        approved in any country. The Bolan health ministry may begin vaccinations next year if regulators
        agree. Marsh fever kills around 20,000 people a year, more than half of them children under five.""",
    ),
    story(
        "resign",
        "2024-03-15",
        "Capital Gazette",
        "Finance minister steps down",
        """Finance Minister Jonah Crewe resigned on Friday after it emerged that he had failed to declare a loan from a
        property developer. Prime Minister Edda Lorne accepted his resignation and appointed Health Minister
        Paul Wray to replace him. Crewe, who had held the post since 2021, said he had made an honest
        mistake. The opposition leader, Silke Marten, demanded an early election, but Lorne ruled one out.
        Police said they were not investigating the matter.""",
    ),
    story(
        "fire",
        "2024-08-20",
        "Coast Radio",
        "Wildfire near Pinos",
        """A wildfire near the resort of Pinos has burned 4,300 hectares of forest since Saturday, fire chief Rosa
        Calvet said on Tuesday. More than 2,000 residents and tourists were evacuated, but no deaths have
        been reported. Two firefighters were treated for smoke inhalation. About 400 firefighters and a
        dozen aircraft are fighting the blaze, which is 30 percent contained. Investigators have not
        determined what caused the fire. Police have questioned a 34-year-old farm worker, who was released
        without charge.""",
    ),
    story(
        "summit",
        "2024-10-18",
        "World Desk",
        "Tarn and Norland sign water accord",
        """President Mara Vell of Norland and Tarn's prime minister, Iosif Dran, signed an agreement in Belmar on
        Thursday to share the waters of the Sill river. Under the accord Tarn will receive 55 percent of the
        summer flow. Vell said the two countries had "closed a chapter of thirty angry years". Dran will
        visit Norland in December. The agreement was brokered by the League of River States. Farmers' groups
        in southern Norland criticised the deal, saying it gave away too much. The parliaments of both
        countries must still ratify it.""",
    ),
    story(
        "space",
        "2024-07-26",
        "Orbit News",
        "Probe reaches comet",
        """The Astra probe entered orbit around the comet Hale-Morrow on Thursday after a journey of six years and 1.2
        billion kilometres, the Pan-Asian Space Agency said. The agency, known as PASA, built the probe for
        $640 million. Mission director Kenji Obara said the craft would release a lander in October. An
        earlier attempt in 2016 failed when a fuel valve froze. The first images show cliffs 300 metres
        high. Scientists hope to find amino acids.""",
    ),
    story(
        "school",
        "2024-09-03",
        "Keld Evening News",
        "Keld bans phones in schools",
        """Pupils in Keld will no longer be allowed to use mobile phones in school, the regional government announced
        on Monday. The ban takes effect on 1 October and covers all 310 primary and secondary schools.
        Education Minister Lars Tveit said teachers had asked for it for years. Exceptions will be made for
        pupils with medical needs. A survey of 2,500 parents found that 61 percent supported a ban, while 27
        percent opposed it. The teachers' union welcomed the decision; a student council in the city of Orm
        called it excessive.""",
    ),
    story(
        "museum",
        "2024-04-11",
        "Arts Review",
        "Stolen Velde painting recovered",
        """A painting by Anton Velde that was stolen from the Marrow Museum in 2009 has been found in a garage in
        Calder, police said on Wednesday. "Girl with Plums" is valued at about 9 million pounds. A couple in
        their sixties handed it over after recognising it in a television programme. They are not suspected
        of any crime. Museum director Yara Nunn said she wept when she saw the picture. It will go back on
        display in the summer. Three other paintings taken in the same robbery are still missing.""",
    ),
    story(
        "drug",
        "2024-02-02",
        "Market Line",
        "Corvex profit falls",
        """Corvex, the drug maker, said on Thursday that its net profit fell 18 percent to $312 million in the fourth
        quarter, while revenue rose 4 percent to $2.1 billion. The company blamed higher research costs. It
        plans to close its plant in Dunmore next year, affecting 640 workers. Chief executive Priya Nair
        said Corvex would not sell its animal health unit. The company cut its dividend to 40 cents a share
        from 55 cents. Its shares closed down 7 percent.""",
    ),
    story(
        "train",
        "2024-01-23",
        "Lomar Times",
        "Trains collide near Ostrava Bridge",
        """Two trains collided near Ostrava Bridge on Monday evening, injuring 31 people, five of them seriously. A
        freight train ran into the back of a commuter train that had stopped at a signal. The driver of the
        freight train, aged 58, was taken to hospital with a broken leg. Nobody was killed. The operator,
        LomarRail, said the signal had been working. The transport ministry has opened an inquiry, and its
        findings are due in March. The line reopened on Tuesday afternoon.""",
    ),
    story(
        "storm",
        "2024-11-18",
        "Island Observer",
        "Cyclone Ana weakens",
        """Cyclone Ana weakened to a tropical storm on Sunday night after crossing the Selu Islands with winds of 185
        kilometres an hour. Five people were killed, three of them fishermen whose boat sank off Tau. Around
        12,000 people spent the night in shelters. The airport at Selu City will stay closed until
        Wednesday. Prime Minister Leota Finau declared a state of emergency and asked neighbouring countries
        for help. Damage to crops is estimated at half of the annual harvest. Forecasters had predicted the
        storm would pass to the north.""",
    ),
    story(
        "author",
        "2024-10-11",
        "Books Today",
        "Linde wins Aurel Prize",
        """The novelist Greta Linde won the Aurel Prize for Literature on Thursday for her novel The Salt Road. The
        jury praised "a voice of rare calm". Linde, 71, was born in Orm and worked as a nurse before her
        first book appeared in 1989. She is the third woman to receive the prize. It is worth 250,000
        crowns, half of which she said she would give to a hospice. The poet Samir Oud had been the
        bookmakers' favourite. Linde did not attend the ceremony.""",
    ),
    story(
        "rocket",
        "2024-12-05",
        "Defence Monitor",
        "Karsa tests missile",
        """Karsa fired a ballistic missile into the eastern sea on Wednesday, the armed forces of neighbouring Dorn
        said. It flew about 970 kilometres before falling into the water outside Dorn's economic zone.
        Dorn's defence minister, Aiko Rahn, called the launch a provocation. Karsa's state television did
        not mention it. It was the fourth test this year. The United Council of Nations (UCN) will hold an
        emergency meeting on Friday at the request of Dorn. Karsa has said it will not give up its weapons.""",
    ),
    story(
        "phone",
        "2024-09-12",
        "Tech Register",
        "Zephon unveils folding phone",
        """Zephon unveiled its first folding phone, the Leaf, at an event in Calder on Wednesday. It costs $1,299 and
        goes on sale on 27 September. Chief executive Ray Otis said the battery lasted 20 hours. The phone
        weighs 210 grams, 15 grams less than its main competitor. Reviewers complained that the camera was
        no better than last year's. Zephon sold 38 million phones last year, down from 41 million in 2022.
        The company will stop selling its cheapest model.""",
    ),
    story(
        "doping",
        "2024-08-02",
        "Sport Daily",
        "Runner Abara banned",
        """The runner Sela Abara has been banned for three years after testing positive for a steroid, the athletics
        federation said on Thursday. Abara, the 2022 world champion over 800 metres, denied cheating and
        said a food supplement had been contaminated. Her coach, Frank Dole, was cleared. She will miss the
        Games in Belmar, which begin on 9 August. The silver medallist of 2022, Ines Kroll, said she felt
        robbed. Abara may appeal within 21 days.""",
    ),
    story(
        "bridge",
        "2024-05-30",
        "Calder Mail",
        "Calder bridge closed",
        """Calder's Old Bridge was closed to cars on Wednesday after engineers found cracks in two of its pillars.
        Buses and lorries had already been barred in April. Repairs will cost 18 million pounds and take up
        to 14 months, the city's chief engineer, Noor Hadi, said. Pedestrians and cyclists can still cross.
        The bridge, built in 1931, carries 22,000 vehicles a day. Shopkeepers on the north bank fear they
        will lose customers. The opposition accused Mayor Greg Toll of ignoring a warning in 2019, which he
        rejects.""",
    ),
    story(
        "hostage",
        "2024-04-04",
        "World Desk",
        "Aid workers freed",
        """Two aid workers held for 47 days in the desert of southern Bolan were freed on Wednesday, their
        organisation, Open Hands, said. Marie Delcourt, a doctor from Lomar, and Hassan Biro, a driver, were
        in good health. The Bolan government said no ransom had been paid. A third hostage, the engineer
        Piet Maas, escaped in March. A rebel group, the Red Dune Front, had claimed responsibility for the
        kidnapping. Open Hands has suspended its work in the region.""",
    ),
    # 2024-02-21 is a Wednesday
    story(
        "glacier",
        "2024-02-21",
        "Alpine Herald",
        "Glacier lake drained above Vals",
        """Engineers have finished draining a lake under the Morn glacier above the village of Vals, the canton
        said on Tuesday. The work, which began last October, cost 7.5 million francs. Some 600 villagers
        had been told to leave their homes in November, when the water rose by two metres in a week.
        They were allowed back on Sunday. Geologist Petra Imhof said the danger was over "for this year
        at least". The glacier has lost a third of its volume since 2000. The village council wants the
        canton to build a permanent tunnel, but no decision has been taken.""",
    ),
    story(
        "airline",
        "2024-08-14",
        "Runway",
        "Skylark orders jets",
        """The airline Skylark has ordered 60 short-haul jets from the manufacturer Orbel in a deal worth $5.1
        billion, chief executive Lena Marsh said on Wednesday. The first will be delivered in 2027.
        Skylark carried 31 million passengers last year, up 9 percent. Orbel's rival Dannet had also bid
        for the order. Pilots' union leader Oskar Fry warned that the airline did not have enough crew
        for so many aircraft. Marsh said Skylark would hire 700 pilots over five years. Shares in Orbel
        rose 3.2 percent; those of Dannet lost 1.8 percent.""",
    ),
    story(
        "trial",
        "2024-05-08",
        "The Dorn Chronicle",
        "Former general jailed",
        """A court in Dorn sentenced the former general Ivan Kastel to 22 years in prison on Tuesday for ordering
        the shooting of protesters in 2011. Kastel, 74, showed no emotion as the verdict was read. Two
        other officers, Emil Tarr and Josef Lund, were acquitted. The prosecution said 38 people had
        been killed in the square; the defence put the number at 21. Kastel's lawyers said they would
        take the case to the constitutional court. Relatives of the victims cheered outside. He has 15
        days to appeal.""",
    ),
    story(
        "museumfire",
        "2024-07-02",
        "City Record",
        "Fire damages Belmar library",
        """A fire broke out at the Belmar city library in the early hours of Monday and damaged about 9,000 books,
        the library's director, Sonia Vale, said. Nobody was hurt. Firefighters needed four hours to put
        out the flames. The rare manuscripts, kept in a vault, were not affected. Police suspect an
        electrical fault but have not ruled out arson. The library will remain closed until at least 15
        August. Mayor Hugo Brenn promised 2 million euros for repairs. The building dates from 1894.""",
    ),
    story(
        "whale",
        "2024-09-27",
        "Sea Watch",
        "Whales return to Tarn bay",
        """Humpback whales have been seen in the Bay of Tarn for the first time in 80 years, marine biologists at
        the Coast Institute said on Thursday. A drone filmed a mother and her calf on 19 September.
        Numbers in the southern ocean have recovered from about 1,500 in the 1960s to more than 40,000.
        Hunting was banned in 1963. Biologist Naomi Quist said warmer water might also have pushed the
        animals north. Fishermen were asked to keep 300 metres away. Ship traffic remains the greatest
        danger to them.""",
    ),
    story(
        "game",
        "2024-11-25",
        "Sport Daily",
        "Hart breaks marathon record",
        """Kenza Hart won the Calder marathon on Sunday in two hours, 14 minutes and 8 seconds, breaking the course
        record by 41 seconds. The 29-year-old from Norland finished almost a minute ahead of last year's
        winner, Tess Okoro. "My legs were gone at kilometre 35," Hart said. The men's race was won by
        Joel Abebe of Bolan, who beat his compatriot Dawit Lema in a sprint finish. More than 18,000
        runners took part in heavy rain. The race director, Finn Aske, had considered cancelling it
        because of the wind. Okoro will run in Lomar in April.""",
    ),
    story(
        "data",
        "2024-04-18",
        "Tech Register",
        "Medivault hacked",
        """Hackers stole the records of 2.3 million patients from the insurer Medivault, the company admitted on
        Wednesday. The data include names, addresses and, in about 140,000 cases, diagnoses. Credit card
        numbers were not taken. The breach was discovered on 2 April but may have begun in January. A
        group calling itself Grey Heron claimed to be behind the attack and demanded 8 million dollars;
        Medivault said it would not pay. The data protection authority has opened an investigation and
        could fine the company up to 4 percent of its turnover. Chief executive Marta Ruiz apologised to
        customers.""",
    ),
    story(
        "treaty",
        "2024-12-16",
        "World Desk",
        "Islands join fishing pact",
        """The Selu Islands joined the Eastern Ocean Fishing Pact on Saturday, becoming its twelfth member. The
        pact limits the catch of bluefin tuna to 36,000 tonnes a year. Karsa, which takes nearly a
        quarter of the region's tuna, has refused to sign. Selu's prime minister, Leota Finau, said
        small nations could no longer wait for big ones. Environmental groups called the limit too
        generous. The pact's members will review it in 2026. Dorn's envoy, Hana Moriz, welcomed the
        decision and urged Karsa to follow.""",
    ),
    # 2024-06-19 is a Wednesday
    story(
        "dam",
        "2024-06-19",
        "River Gazette",
        "Dam at Kessel to be removed",
        """The Kessel dam on the Orra river will be taken down by 2028, Environment Minister Livia Strand said on
        Tuesday, so that salmon can reach their spawning grounds again. The dam, finished in 1952,
        supplied power to 26,000 households until its turbines were switched off two years ago. Removing
        it will cost about 90 million crowns, a third of which will come from the fishing association.
        Farmers downstream fear floods. Engineer Tobias Wenn told the newspaper that the risk was small.
        The regional parliament approved the plan by 41 votes to 28.""",
    ),
    story(
        "cafe",
        "2024-03-27",
        "Marrow Post",
        "Cafe chain Beanhouse files for bankruptcy",
        """The cafe chain Beanhouse filed for bankruptcy on Tuesday after failing to agree with its landlords on
        lower rents. Its 88 branches will stay open for now, a court-appointed administrator, Clara
        Moss, said. The company employs 1,400 people and owes its creditors 54 million pounds. Founder
        Dan Rourke blamed the rise in coffee prices, which have doubled since 2022. A private investor
        from Belmar has expressed interest in part of the business. Sales fell 11 percent last year.""",
    ),
    story(
        "sub",
        "2024-10-09",
        "Harbour Times",
        "Crew of research submarine rescued",
        """All six crew members of the research submarine Nautil-3 were rescued on Monday after 31 hours on the sea
        floor off Cape Lorn. The vessel had lost power at a depth of 420 metres on Sunday morning. Two
        of them were treated for hypothermia; none is in danger, the hospital in Tau said. A navy ship
        lifted the submarine with cables. Captain Ida Berg praised "the calm of everyone on board". The
        cause of the failure is unclear. The institute that owns the vessel has cancelled all dives for
        the rest of the year.""",
    ),
    story(
        "tax",
        "2024-09-19",
        "Capital Gazette",
        "Government drops sugar tax",
        """The government of Norland has dropped its plan for a tax on sugary drinks, Finance Minister Nils Oberg
        announced on Wednesday. The tax would have raised about 300 million crowns a year. Drinks makers
        had campaigned against it for months. The Health Alliance, a group of doctors, accused the
        government of giving in to the industry. Oberg said the time was not right while food prices
        were rising. A survey in August found 54 percent of people in favour of the tax. The opposition
        Labour Union said it would bring the tax back if it won next year's election.""",
    ),
    story(
        "bees",
        "2024-08-01",
        "Science Daily Record",
        "Bees prefer city gardens",
        """Wild bees find more food in city gardens than on farmland, according to a study of 360 sites by the
        University of Orm published on Wednesday. The researchers counted 112 species in cities and 67
        in the countryside. "We were surprised ourselves," said the lead author, Professor Jun Sato.
        Pesticides and large fields are thought to be the main reasons. The study did not look at
        honeybees. Sato advised gardeners to mow less often. A second study, on moths, will follow in
        2025.""",
    ),
    # 2024-11-13 is a Wednesday
    story(
        "tram",
        "2024-11-13",
        "City Record",
        "Tram line to airport opens",
        """Lomar opened its first tram line to the airport on Tuesday, two years later than planned. The
        14-kilometre line cost 620 million crowns, 140 million more than budgeted. Mayor Astrid Holm
        rode the first tram with 60 schoolchildren. Trams run every ten minutes and need 26 minutes from
        the central station. A single ticket costs 4 crowns. Taxi drivers protested at the terminal;
        their association says its members will lose a fifth of their income. Transport planner Geir Moe
        expects 18,000 passengers a day. A second line, to the university, has not been funded.""",
    ),
    story(
        "arrest",
        "2024-07-17",
        "Coast Radio",
        "Two held over jewel theft",
        """Police in Belmar have arrested two men on suspicion of stealing a necklace worth 3 million euros from
        the Hotel Regina in May. The men, aged 28 and 41, were seized at a petrol station near the
        border on Tuesday night. The necklace, which belongs to the actress Ines Calder, has not been
        found. A hotel employee who was detained in June has been released. Inspector Luca Brandt said a
        third suspect was still at large. If convicted, the men face up to ten years in prison.""",
    ),
    story(
        "chip",
        "2024-02-29",
        "Business Ledger",
        "Chipmaker Orlix doubles profit",
        """The chipmaker Orlix more than doubled its annual profit to 8.2 billion dollars, helped by demand for
        artificial intelligence, it said on Wednesday. Revenue grew 46 percent to 27 billion dollars.
        Chief executive Wen Tao said the company would build a second factory in Norland, creating 3,000
        jobs. He declined to comment on reports of a takeover bid for the rival Sytek. Orlix shares
        gained 9 percent, reaching a record. Analyst Rosa Pohl of Keld Bank called the outlook "almost
        too good".""",
    ),
]

STORIES: dict[str, Passage] = {story.article_id: story for story in _TOLD}

CASES: tuple[Case, ...] = (
    # ferry
    told_true("ferry", "The Harrow Bay council voted on Monday to raise ferry fares by 12 percent.", "near verbatim"),
    told_true("ferry", "Ferry fares will go up by 12% from July.", "synonym and percent sign"),
    told_true(
        "ferry", "The ferry operator lost $4.6m in three years, according to Mayor Ilse Brandt.", "magnitude letter"
    ),
    told_true("ferry", "Nearly 2,000 people use the boats each day.", "approximation with a hedge"),
    told_true(
        "ferry", "On March 11, 2024, the council approved higher ferry fares.", "Monday resolved; approved for voted to"
    ),
    told_true("ferry", "Tomas Reik opposed the plan.", "voted against = opposed"),
    told_true("ferry", "“We could not let the boats rust,” Brandt said.", "literal quotation, surname"),
    told_false("ferry", "The council voted 9 to 2 to raise ferry fares.", "one number changed"),
    told_false("ferry", "The council voted on Tuesday to raise ferry fares by 12 percent.", "wrong weekday"),
    told_false("ferry", "Ferry fares will fall by 12 percent from July.", "antonym"),
    told_false("ferry", "Ilse Brandt voted against the plan, calling it a tax on islanders.", "wrong person"),
    told_false("ferry", "Residents will lose their discount.", "antonym verb"),
    told_false("ferry", "Brandt said: “We will let the boats rust.”", "altered quotation"),
    told_false("ferry", "Ferry fares will rise by 12 euros from July.", "changed unit"),
    told_false("ferry", "About 4,600 people use the boats every day.", "invented number"),
    # quake
    told_true("quake", "At least 14 people died in the earthquake in northern Velland.", "died for killed"),
    told_true("quake", "The earthquake on 8 September 2024 had a magnitude of 6.1.", "Sunday resolved"),
    told_true("quake", "Over 230 people were injured.", "over for more than"),
    told_true("quake", "Eighty-seven houses were destroyed by the quake.", "number words, passive, homes/houses"),
    told_true("quake", "A boy aged six was rescued alive from the ruins of a school.", "synonyms"),
    told_true("quake", "Two hospitals were evacuated, Interior Minister Dana Kovel said.", "clause order"),
    told_true(
        "quake", "The quake, which killed 14, was the strongest in the region since 1987.", "two sentences merged"
    ),
    told_false("quake", "At least 230 people were killed in the earthquake.", "right number for the wrong thing"),
    told_false("quake", "The quake destroyed 40,000 homes.", "right number for the wrong thing"),
    told_false("quake", "A tsunami warning was issued.", "negation dropped"),
    told_false("quake", "The earthquake struck southern Velland early on Sunday.", "north for south"),
    told_false("quake", "The quake struck in September 2023.", "year off by one"),
    told_false("quake", "A six-year-old girl was pulled alive from the ruins of a school.", "boy for girl"),
    told_false("quake", "It was the strongest quake in the region since 1978.", "digits swapped"),
    told_false("quake", "Two hospitals were destroyed, Dana Kovel said.", "another verb"),
    told_false("quake", "Dana Kovel resigned over the slow rescue.", "invented event"),
    # election
    told_true("election", "Mara Vell won Norland's presidential election, beating Otto Sarn.", "beat for defeat"),
    told_true("election", "Otto Sarn lost the presidential election to Mara Vell.", "converse verb"),
    told_true("election", "Vell got 52.3% of the vote.", "the number and who"),
    told_true("election", "Turnout stood at 68 percent, the highest in 20 years.", "two decades = 20 years"),
    told_true("election", "Sarn, the incumbent, conceded defeat before midnight.", "paraphrase"),
    told_true("election", "Vell takes office on September 1.", "date order, scheduled present"),
    told_true("election", "The Green Alliance lacks a majority in parliament.", "does not hold = lacks"),
    told_true("election", "Vell, 49, used to be a judge.", "former"),
    told_false("election", "Otto Sarn won Norland's presidential election, defeating Mara Vell.", "names swapped"),
    told_false("election", "Mara Vell lost to Otto Sarn.", "converse verb wrong way"),
    told_false("election", "Sarn got 52.3 percent of the vote.", "number of the other one"),
    told_false("election", "The Green Alliance holds a majority in parliament.", "negation dropped"),
    told_false("election", "Vell has promised to raise income tax.", "antonym"),
    told_false("election", "Sarn refused to concede.", "refused"),
    told_false("election", "Vell took office on 1 September.", "future told as past"),
    told_false(
        "election", "“The people have spoken and I have heard them,” Vell said.", "quotation of another speaker"
    ),
    told_false("election", "Turnout was 68 percent, the lowest in two decades.", "superlative turned"),
    told_false("election", "Vell won the election on Saturday.", "wrong weekday"),
    # court
    told_true("court", "Adrian Pell was acquitted of fraud by a court in Lomar.", "passive"),
    told_true("court", "Pell received a suspended sentence of 18 months.", "reordered"),
    told_true("court", "The prosecution had sought a six-year sentence.", "sought for asked; six years"),
    told_true("court", "Pell's lawyer Nico Brandl said he would appeal.", "shortened"),
    told_true(
        "court", "Judge Ruth Amsel gave Pell a suspended prison sentence of a year and a half.", "18 months in words"
    ),
    told_true("court", "The banker was convicted of destroying documents.", "convicted = found guilty"),
    told_false("court", "Adrian Pell was found guilty of fraud.", "the other charge"),
    told_false("court", "Pell admitted taking bribes from Harrow Stone.", "denied"),
    told_false("court", "Pell took bribes from the construction firm Harrow Stone.", "denial dropped"),
    told_false("court", "Pell was sentenced to six years in prison.", "what prosecutors asked"),
    told_false("court", "Prosecutors said they would appeal.", "negation dropped"),
    told_false("court", "Judge Nico Brandl sentenced Pell to 18 months.", "wrong person"),
    told_false("court", "The trial lasted eleven months.", "changed unit"),
    told_false("court", "Pell was sentenced to 18 months because he refused to pay a fine.", "cause added"),
    # bank
    told_true("bank", "Lomar's central bank kept its key rate at 4.25%.", "kept for left unchanged"),
    told_true("bank", "Inflation slowed to 3.1 percent in August.", "slowed for fell"),
    told_true("bank", "Inflation dropped from 3.8% to 3.1% between July and August.", "reordered numbers"),
    told_true("bank", "The central bank held rates on 5 September 2024.", "Thursday resolved"),
    told_true("bank", "Straka said rates could be cut before year-end if prices ease.", "possibility kept"),
    told_true("bank", "The growth forecast for 2025 was lifted to 1.9 percent.", "raised, passive"),
    told_false("bank", "The Central Bank of Lomar cut its key interest rate to 4.25 percent.", "unchanged"),
    told_false("bank", "Inflation rose to 3.8 percent in August.", "direction and numbers"),
    told_false("bank", "Inflation fell from 3.1 percent to 3.8 percent.", "from and to swapped"),
    told_false("bank", "The bank will cut rates before the end of the year.", "possibility told as certain"),
    told_false("bank", "The bank lowered its growth forecast for 2025 to 1.6 percent.", "direction"),
    told_false("bank", "The crown weakened 0.4 percent against the dollar.", "antonym"),
    told_false("bank", "The bank raised its growth forecast for 2026 to 1.9 percent.", "year off by one"),
    told_false("bank", "The key rate stands at 425 percent.", "decimal lost"),
    # merger
    told_true("merger", "Quillon is buying Brightwave for €2.4 billion.", "currency sign"),
    told_true("merger", "Brightwave will be acquired by Quillon for 2.4 billion euros.", "passive, acquired"),
    told_true("merger", "Jonas Feld, Brightwave's CEO, will step down after the takeover.", "CEO, step down = leave"),
    told_true("merger", "Around 1,500 jobs will be cut.", "passive"),
    told_true(
        "merger", "Brightwave's shares rose 21 percent while Quillon's dropped 3 percent.", "two claims, both right"
    ),
    told_true("merger", "The deal still needs regulatory approval.", "word forms"),
    told_false("merger", "Brightwave has agreed to buy Quillon for 2.4 billion euros.", "names swapped"),
    told_false("merger", "Quillon has agreed to buy Brightwave for 2.4 million euros.", "magnitude"),
    told_false("merger", "Quillon has agreed to buy Brightwave for 2.4 billion dollars.", "currency"),
    told_false("merger", "Quillon's shares jumped 21 percent.", "number of the other firm"),
    told_false("merger", "Regulators approved the deal.", "approval still needed"),
    told_false("merger", "Jonas Feld will lead the combined company.", "contradicts"),
    told_false("merger", "The union Konnekt welcomed the plan.", "attitude turned"),
    told_false("merger", "Quillon will hire about 1,500 workers.", "antonym"),
    # final
    told_true("final", "Marrow United won the National Cup by beating Calder City 4-3 on penalties.", "reordered"),
    told_true("final", "Calder City lost the shoot-out to Marrow United.", "converse, title word"),
    told_true("final", "It was Marrow's first National Cup since 1996.", "superlative present in passage"),
    told_true("final", "More than 61,000 spectators watched the match.", "rounded down with a bound"),
    told_true("final", "Ivo Pratt stopped two penalties.", "stopped = saved"),
    told_false("final", "Calder City beat Marrow United 4-3 on penalties.", "names swapped"),
    told_false("final", "Marrow United won the National Cup for the first time.", "qualifier dropped"),
    told_false("final", "The match ended 4-3 after extra time.", "right score, wrong thing"),
    told_false("final", "Wim Haas said the referee had lost them the match.", "negation dropped"),
    told_false("final", "Dele Osman saved two penalties.", "wrong person"),
    told_false("final", "Marrow United won the National Cup for the first time since 1966.", "year"),
    told_false("final", "The final was played on Sunday.", "wrong weekday"),
    # strike
    told_true("strike", "The dockers' strike in Stenmark lasted nine days.", "nine-day"),
    told_true("strike", "The port agreed to an 8% pay rise over two years.", "wages/pay"),
    told_true("strike", "3,200 dock workers took part in the strike, which left 45 ships waiting.", "paraphrase"),
    told_true("strike", "Union leader Petra Lunde called it “a fair deal”.", "part of a quotation"),
    told_true("strike", "Karl Engh said it would take 14 days to clear the backlog.", "two weeks = 14 days"),
    told_true("strike", "The union had wanted 12 percent.", "wanted for demanded"),
    told_false("strike", "The port agreed to raise wages by 12 percent.", "what was demanded"),
    told_false("strike", "The union had demanded 8 percent.", "what was agreed"),
    told_false("strike", "Karl Engh called it a fair deal.", "wrong speaker"),
    told_false("strike", "The strike cost exporters an estimated 70 billion crowns a day.", "magnitude"),
    told_false("strike", "The strike cost exporters 70 million crowns a week.", "per week"),
    told_false("strike", "Dock workers in Stenmark began a nine-day strike on Sunday.", "began for ended"),
    told_false("strike", "Petra Lunde said it was “everything we wanted”.", "quotation turned by cutting"),
    told_false("strike", "Dock workers ended the strike after the government intervened.", "invented reason"),
    # vaccine
    told_true("vaccine", "The vaccine reduced infections by 74% in a trial with 5,600 children.", "reduced = cut"),
    told_true("vaccine", "Amina Soto led the study.", "active for passive"),
    told_true("vaccine", "No country has approved the vaccine yet.", "negation moved"),
    told_true("vaccine", "Around 20,000 people die of marsh fever each year.", "kills = die"),
    told_true("vaccine", "Vaccinations in Bolan could start in 2025.", "next year resolved"),
    told_true("vaccine", "Most of the people killed by marsh fever are children under five.", "more than half = most"),
    told_false("vaccine", "The vaccine has been approved in Bolan.", "not approved"),
    told_false("vaccine", "The vaccine cut deaths by 74 percent.", "right number for the wrong thing"),
    told_false("vaccine", "Bolan will begin vaccinations next year.", "may told as will"),
    told_false("vaccine", "Side effects were severe.", "antonym"),
    told_false("vaccine", "The trial included 5,600 adults.", "children"),
    told_false("vaccine", "Marsh fever kills around 20,000 people a month.", "per month"),
    told_false("vaccine", "Hanna Soto led the study.", "wrong first name"),
    # resign
    told_true("resign", "Jonah Crewe stepped down as finance minister on Friday, March 15.", "stepped down"),
    told_true("resign", "Crewe quit over an undeclared loan from a property developer.", "reason kept"),
    told_true("resign", "Paul Wray replaces Crewe as finance minister.", "role carried over"),
    told_true("resign", "Lorne ruled out an early election.", "surname"),
    told_true("resign", "Crewe had been finance minister since 2021.", "held the post"),
    told_false("resign", "Paul Wray resigned on Friday.", "wrong person"),
    told_false("resign", "Prime Minister Edda Lorne rejected his resignation.", "antonym"),
    told_false("resign", "Police are investigating the matter.", "negation dropped"),
    told_false("resign", "Prime Minister Silke Marten accepted his resignation.", "wrong person with the title"),
    told_false("resign", "Edda Lorne demanded an early election.", "wrong person"),
    told_false("resign", "Crewe had held the post since 2012.", "digits swapped"),
    told_false("resign", "Finance Minister Jonah Crewe was arrested on Friday.", "invented event"),
    told_false("resign", "Crewe resigned on Thursday.", "wrong weekday"),
    # fire
    told_true("fire", "The wildfire has burnt 4,300 hectares near Pinos.", "spelling"),
    told_true("fire", "Some 400 firefighters and 12 aircraft are battling the fire.", "a dozen = 12"),
    told_true("fire", "Nobody has been reported dead.", "no deaths"),
    told_true("fire", "The cause of the fire is not yet known.", "not determined"),
    told_true("fire", "Over 2,000 people had to be evacuated.", "hypernym"),
    told_true("fire", "The wildfire broke out on August 17.", "since Saturday resolved"),
    told_false("fire", "The fire is 70 percent contained.", "complement"),
    told_false("fire", "Two firefighters were killed by smoke.", "treated"),
    told_false("fire", "A 34-year-old farm worker started the fire.", "accusation added"),
    told_false("fire", "Police charged a 34-year-old farm worker.", "released without charge"),
    told_false("fire", "The wildfire has burned 4,300 acres.", "changed unit"),
    told_false("fire", "About 2,000 firefighters are fighting the blaze.", "right number for the wrong thing"),
    told_false("fire", "The fire was caused by a discarded cigarette.", "cause added"),
    # summit
    told_true("summit", "Norland and Tarn signed an agreement on sharing the Sill river.", "countries for leaders"),
    told_true("summit", "Iosif Dran, Tarn's prime minister, is to visit Norland in December.", "scheduled"),
    told_true("summit", "Tarn gets 55% of the river's flow in summer.", "gets = receive"),
    told_true("summit", "The accord still has to be ratified by both parliaments.", "passive, must"),
    told_true("summit", "The League of River States brokered the deal.", "active for passive"),
    told_false("summit", "Norland will receive 55 percent of the summer flow.", "the other country"),
    told_false("summit", "Both parliaments have ratified the agreement.", "still to come"),
    told_false("summit", "Dran visited Norland in December.", "future told as past"),
    told_false("summit", "Farmers' groups in southern Norland praised the deal.", "antonym"),
    told_false("summit", "Dran said the two countries had “closed a chapter of thirty angry years”.", "wrong speaker"),
    told_false("summit", "The agreement was signed in Lomar on Thursday.", "wrong place"),
    told_false("summit", "President Iosif Dran of Norland signed the agreement.", "role and country swapped"),
    # space
    told_true("space", "PASA's Astra probe is now orbiting the comet Hale-Morrow.", "acronym"),
    told_true("space", "The Pan-Asian Space Agency spent 640 million dollars on the probe.", "currency word"),
    told_true("space", "The probe travelled 1,200,000,000 km in six years.", "written out, km"),
    told_true("space", "A lander is due to be released in October, Kenji Obara said.", "future kept"),
    told_true("space", "A previous attempt failed eight years ago because a fuel valve froze.", "2016 from 2024"),
    told_false("space", "Astra released a lander in October.", "future told as past"),
    told_false("space", "The probe cost 640 million euros.", "currency"),
    told_false("space", "Scientists found amino acids on the comet.", "hope told as fact"),
    told_false("space", "The cliffs are 300 kilometres high.", "changed unit"),
    told_false("space", "The Astra probe landed on the comet on Thursday.", "orbit is not landing"),
    told_false("space", "An earlier attempt in 2018 failed.", "year"),
    # school
    told_true("school", "Keld is banning mobile phones in schools from October 1.", "ban"),
    told_true("school", "Sixty-one percent of parents surveyed were in favour of a ban.", "number words, in favour"),
    told_true("school", "All 310 schools, primary and secondary, are covered by the ban.", "passive, all present"),
    told_true("school", "Roughly a quarter of parents opposed the ban.", "27 percent is roughly a quarter"),
    told_true("school", "There will be exceptions for students with medical needs.", "pupils/students"),
    told_false("school", "27 percent of parents supported a ban.", "the other number"),
    told_false("school", "The teachers' union rejected the decision.", "antonym"),
    told_false("school", "The ban takes effect on 10 January.", "day and month"),
    told_false("school", "Education Minister Lars Tveit said parents had asked for it for years.", "teachers"),
    told_false("school", "Pupils in Keld will be allowed to use mobile phones in school.", "negation dropped"),
    told_false("school", "The survey asked 310 parents.", "right number for the wrong thing"),
    # museum
    told_true("museum", "The painting was recovered from a garage in Calder.", "found = recovered"),
    told_true("museum", "“Girl with Plums” by Anton Velde is worth around £9 million.", "title in quotes, sign"),
    told_true("museum", "The picture had been stolen from the Marrow Museum 15 years ago.", "2009 from 2024"),
    told_true("museum", "The couple who handed it over are not suspects.", "negation kept"),
    told_false("museum", "A couple in their sixties stole the painting.", "wrong role"),
    told_false("museum", "All of the paintings taken in the robbery have been recovered.", "three are missing"),
    told_false("museum", "The painting is back on display.", "future told as present"),
    told_false("museum", "The painting is valued at 9 billion pounds.", "magnitude"),
    told_false("museum", "“Boy with Plums” was stolen in 2009.", "altered title"),
    # drug
    told_true("drug", "Corvex's net profit declined by 18% to $312 million.", "declined"),
    told_true("drug", "Revenue went up 4 percent to 2.1 billion dollars.", "went up = rose"),
    told_true("drug", "The dividend was reduced from 55 to 40 cents.", "unit shared"),
    told_true("drug", "Corvex intends to shut its Dunmore plant next year.", "intends, shut"),
    told_false("drug", "Corvex's revenue fell 18 percent.", "number of the other thing"),
    told_false("drug", "Corvex will sell its animal health unit.", "negation dropped"),
    told_false("drug", "Corvex has closed its plant in Dunmore.", "plan told as fact"),
    told_false("drug", "The company blamed falling sales for the drop in profit.", "invented reason"),
    told_false("drug", "Net profit fell 18 percent to $312 million in the first quarter.", "quarter"),
    # train
    told_true("train", "Thirty-one people were hurt when two trains crashed near Ostrava Bridge.", "hurt, crashed"),
    told_true("train", "Five people were seriously injured.", "elided noun"),
    told_true("train", "No one died in the collision.", "nobody was killed"),
    told_true("train", "The crash happened on the evening of January 22.", "Monday resolved"),
    told_false("train", "Five people were killed when two trains collided.", "injured"),
    told_false("train", "A commuter train ran into the back of a freight train.", "swapped things"),
    told_false("train", "LomarRail said the signal had failed.", "antonym"),
    told_false("train", "The driver of the commuter train broke his leg.", "the other driver"),
    told_false("train", "The inquiry published its findings in March.", "future told as past"),
    # storm
    told_true("storm", "Five people lost their lives, including three fishermen.", "killed"),
    told_true("storm", "The airport will reopen on Wednesday at the earliest.", "closed until"),
    told_true("storm", "Leota Finau declared a state of emergency.", "title dropped"),
    told_true("storm", "About 50 percent of the yearly harvest may be lost.", "half"),
    told_false("storm", "Three people were killed.", "a part for the whole"),
    told_false("storm", "Winds reached 185 miles an hour.", "changed unit"),
    told_false("storm", "Cyclone Ana strengthened on Sunday night.", "antonym"),
    told_false("storm", "The airport at Selu City will stay open until Wednesday.", "antonym"),
    # author
    told_true("author", "Greta Linde has won the Aurel Prize for The Salt Road.", "shortened"),
    told_true("author", "Linde, who was born in Orm, is a former nurse.", "worked as before"),
    told_true("author", "The prize was awarded on 10 October 2024 to the novelist Greta Linde.", "Thursday resolved"),
    told_false("author", "Samir Oud won the Aurel Prize.", "wrong person"),
    told_false("author", "Linde is the first woman to receive the prize.", "ordinal"),
    told_false("author", "Linde attended the ceremony.", "negation dropped"),
    told_false("author", "Linde won 125,000 crowns.", "arithmetic nobody did"),
    # rocket, phone, doping, bridge, hostage
    told_true("rocket", "The UCN meets on Friday at Dorn's request.", "acronym"),
    told_true("rocket", "The missile travelled roughly 970 km.", "flew/travelled"),
    told_true("rocket", "It was Karsa's fourth missile test this year.", "owner from the passage"),
    told_false("rocket", "Dorn fired a ballistic missile into the eastern sea.", "wrong country"),
    told_false("rocket", "The missile fell inside Dorn's economic zone.", "antonym preposition"),
    told_false("rocket", "Karsa has said it will give up its weapons.", "negation dropped"),
    told_true("phone", "The Leaf, Zephon's first foldable, is priced at 1,299 dollars.", "costs/priced"),
    told_true("phone", "Zephon's phone sales fell from 41 million in 2022 to 38 million last year.", "reordered"),
    told_false("phone", "The Leaf weighs 15 grams.", "right number for the wrong thing"),
    told_false("phone", "Zephon sold 41 million phones last year.", "number of the other year"),
    told_false("phone", "Reviewers praised the camera.", "antonym"),
    told_true("doping", "Sela Abara was given a three-year ban after a positive steroid test.", "nominalised"),
    told_true("doping", "Abara denies having cheated.", "denial kept"),
    told_false("doping", "Abara admitted cheating.", "denied"),
    told_false("doping", "Frank Dole was banned for three years.", "wrong person"),
    told_false("doping", "Ines Kroll tested positive for a steroid.", "wrong person"),
    told_true(
        "bridge", "The Old Bridge in Calder has been shut to cars because of cracks in two pillars.", "after as cause"
    ),
    told_true("bridge", "Repairs could take as long as 14 months.", "up to"),
    told_false("bridge", "The bridge was closed to pedestrians and cyclists.", "contradicts"),
    told_false("bridge", "Mayor Greg Toll admitted ignoring a warning in 2019.", "rejects"),
    told_true("hostage", "The two aid workers had been held for 47 days.", "shortened"),
    told_true("hostage", "According to the Bolan government, no ransom was paid.", "attribution in front"),
    told_false("hostage", "The Bolan government paid a ransom.", "negation dropped"),
    told_false("hostage", "Piet Maas was freed on Wednesday.", "wrong person"),
    told_false("hostage", "Marie Delcourt, a driver from Lomar, was freed.", "occupations swapped"),
    # a citation that is real but irrelevant, and evidence elsewhere
    told_false("drug", "Mara Vell won Norland's presidential election.", "irrelevant citation"),
    told_false("bank", "Sarn conceded shortly before midnight.", "irrelevant citation"),
    told_false("museum", "Police questioned a farm worker about the wildfire.", "irrelevant citation, shared words"),
    told_false("space", "The company will release a new phone in October.", "irrelevant citation, shared words"),
    Case(("ferry",), "Mara Vell won Norland's presidential election.", True, "moved", ("bank", "election"), moved=True),
    Case(("quake",), "Corvex plans to close its plant in Dunmore.", True, "moved", ("drug",), moved=True),
    Case((), "Greta Linde won the Aurel Prize.", True, "no citation given", ("author", "court"), moved=True),
    Case(
        ("election",),
        "Vell won the election and signed a water accord with Tarn.",
        True,
        "one claim elsewhere",
        ("summit",),
        moved=True,
    ),
    Case(
        ("election", "summit"),
        "Mara Vell, elected in June, signed an agreement with Tarn in Belmar.",
        True,
        "two sources",
    ),
    Case(
        ("quake", "fire"),
        "The quake killed at least 14 people, while no deaths were reported in the Pinos fire.",
        True,
        "two sources, two claims",
    ),
    Case(("quake", "fire"), "The Pinos fire killed at least 14 people.", False, "facts of two sources mixed"),
    Case(("bank", "drug"), "Corvex said inflation fell to 3.1 percent.", False, "speaker of the other source"),
    # two claims, one false
    told_false("election", "Vell won the election and appointed Otto Sarn foreign minister.", "second claim invented"),
    told_false("author", "Greta Linde won the Aurel Prize and donated all of it to a hospice.", "half, not all"),
    told_false(
        "train", "Two trains collided near Ostrava Bridge, and the driver was arrested.", "second claim invented"
    ),
    told_false("vaccine", "Side effects were mild, and the vaccine is on sale.", "second claim invented"),
    told_false("final", "Marrow United won the cup, their second title this season.", "detail added"),
    told_false("storm", "Five people were killed, the worst toll in the islands' history.", "superlative added"),
    told_false("merger", "Quillon agreed to buy Brightwave, the country's largest phone company.", "superlative added"),
    told_false("resign", "Jonah Crewe resigned on Friday, as did Paul Wray.", "second claim false"),
    # written after the check, to see how well it does on what it has not seen
    told_true(
        "glacier",
        "The lake under the Morn glacier has been drained, the canton announced on 20 February.",
        "passive, Tuesday resolved",
    ),
    told_true("glacier", "Draining the lake cost 7.5m francs.", "short"),
    told_true("glacier", "About 600 residents of Vals were evacuated in November.", "told to leave = evacuated"),
    told_false("glacier", "The village council has decided to build a permanent tunnel.", "no decision"),
    told_false("glacier", "The water rose by seven metres in a week.", "number"),
    told_false("glacier", "The glacier has lost two thirds of its volume since 2000.", "fraction"),
    told_false("glacier", "Petra Imhof said the danger was over for good.", "qualifier turned"),
    told_true("airline", "Skylark is buying 60 planes from Orbel for 5.1 billion dollars.", "synonyms"),
    told_true("airline", "The airline plans to recruit 700 pilots within five years.", "recruit/hire"),
    told_true(
        "airline", "Oskar Fry, who leads the pilots' union, warned of a shortage of crew.", "not enough = shortage"
    ),
    told_false("airline", "Skylark has ordered 60 short-haul jets from Dannet.", "the rival"),
    told_false("airline", "Shares in Dannet rose 3.2 percent.", "other firm's number"),
    told_false("airline", "Skylark carried 60 million passengers last year.", "right number for the wrong thing"),
    told_false("airline", "Lena Marsh warned that the airline did not have enough crew.", "wrong speaker"),
    told_true(
        "trial", "Ivan Kastel, a former general, got 22 years for ordering protesters to be shot in 2011.", "rephrased"
    ),
    told_true("trial", "Emil Tarr and Josef Lund were found not guilty.", "not guilty = acquitted"),
    told_true("trial", "According to the prosecution, 38 people died in the square.", "attribution"),
    told_true("trial", "Kastel can appeal within 15 days.", "has 15 days to"),
    told_false("trial", "Emil Tarr was sentenced to 22 years in prison.", "wrong person"),
    told_false("trial", "The defence said 38 people had been killed.", "the other side's number"),
    told_false("trial", "Kastel was sentenced to 22 years for shooting protesters in 2010.", "year off by one"),
    told_false("trial", "Relatives of the victims protested outside.", "cheered"),
    told_true("museumfire", "Around 9,000 books were damaged in a fire at Belmar's city library.", "passive"),
    told_true("museumfire", "No one was injured in the blaze.", "nobody was hurt"),
    told_true("museumfire", "It took firefighters four hours to extinguish the fire.", "extinguish"),
    told_false("museumfire", "Police have ruled out arson.", "negation"),
    told_false("museumfire", "The fire was caused by an electrical fault.", "suspicion told as fact"),
    told_false("museumfire", "About 9,000 rare manuscripts were destroyed.", "wrong thing"),
    told_false("museumfire", "Sonia Vale promised 2 million euros for repairs.", "wrong person"),
    told_true("whale", "Humpback whales are back in the Bay of Tarn after 80 years.", "back after"),
    told_true("whale", "There are now over 40,000 of the whales in the southern ocean.", "more than"),
    told_true("whale", "Naomi Quist said warmer water may have driven the whales north.", "pushed/driven"),
    told_false("whale", "Humpback whales have been seen in the Bay of Tarn for the first time.", "qualifier dropped"),
    told_false("whale", "Hunting was banned in 1936.", "digits swapped"),
    told_false("whale", "Warmer water pushed the animals north, Naomi Quist said.", "might told as fact"),
    told_false("whale", "A drone filmed two whales on 27 September.", "date of the article"),
    told_true("game", "Kenza Hart of Norland set a new course record at the Calder marathon.", "set a record"),
    told_true("game", "Joel Abebe won the men's race ahead of Dawit Lema.", "active for passive"),
    told_true("game", "Over 18,000 people ran the marathon in the rain.", "took part"),
    told_false("game", "Tess Okoro won the Calder marathon on Sunday.", "last year's winner"),
    told_false("game", "Hart broke the course record by 14 minutes.", "wrong number for it"),
    told_false("game", "The race was cancelled because of the wind.", "only considered"),
    told_false("game", "Dawit Lema beat Joel Abebe in a sprint finish.", "swapped"),
    told_true("data", "The insurer Medivault said hackers had stolen data on 2.3 million patients.", "admitted = said"),
    told_true("data", "Medivault refused to pay the $8 million demanded by Grey Heron.", "would not pay"),
    told_true("data", "Credit card numbers were not among the stolen data.", "negation kept"),
    told_true("data", "The breach was found on April 2.", "discovered"),
    told_false("data", "The hackers took the diagnoses of 2.3 million patients.", "number of the other thing"),
    told_false("data", "Medivault was fined 4 percent of its turnover.", "could"),
    told_false("data", "Medivault paid the hackers 8 million dollars.", "refused"),
    told_false("data", "The breach was discovered in January.", "began"),
    told_true("treaty", "The Selu Islands have become the 12th member of the Eastern Ocean Fishing Pact.", "ordinal"),
    told_true(
        "treaty",
        "Karsa, responsible for almost a quarter of the region's tuna catch, has not signed.",
        "refused to sign",
    ),
    told_true("treaty", "Hana Moriz of Dorn called on Karsa to join as well.", "urged to follow"),
    told_false("treaty", "Karsa joined the Eastern Ocean Fishing Pact on Saturday.", "wrong country"),
    told_false("treaty", "The pact limits the catch of bluefin tuna to 36,000 tonnes a month.", "per month"),
    told_false("treaty", "Environmental groups welcomed the limit.", "criticised"),
    told_false("treaty", "Members reviewed the pact in 2026.", "future told as past"),
    told_false("treaty", "Hana Moriz criticised the decision.", "antonym"),
    told_true("dam", "The dam was completed in 1952.", "completed/finished"),
    told_true("dam", "Its turbines were shut down in 2022.", "two years ago resolved"),
    told_true("dam", "The regional parliament voted 41 to 28 in favour of the plan.", "rephrased"),
    told_false("dam", "The dam supplies power to 26,000 households.", "no longer"),
    told_false("dam", "Livia Strand said the risk of floods was small.", "wrong speaker"),
    told_false("dam", "The regional parliament rejected the plan by 41 votes to 28.", "antonym"),
    told_false("dam", "Removing the dam will cost 90 million dollars.", "currency"),
    told_false("dam", "The dam was removed on Tuesday.", "future told as past"),
    told_false("dam", "Farmers downstream support the plan.", "fear"),
    told_true("cafe", "Beanhouse, a chain of cafes, went bankrupt on March 26.", "Tuesday resolved"),
    told_true("cafe", "The chain's 88 branches remain open for the time being.", "stay/remain"),
    told_true("cafe", "Beanhouse has debts of 54 million pounds.", "owes"),
    told_true("cafe", "Coffee prices have doubled since 2022, founder Dan Rourke said.", "speaker implied by blamed"),
    told_true("cafe", "The company has 1,400 employees.", "employs"),
    told_false("cafe", "Beanhouse will close its 88 branches.", "stay open"),
    told_false("cafe", "The company owes its creditors 1,400 million pounds.", "wrong number"),
    told_false("cafe", "Clara Moss founded Beanhouse.", "wrong person"),
    told_false("cafe", "A private investor from Belmar has bought part of the business.", "interest told as fact"),
    told_false("cafe", "Sales rose 11 percent last year.", "antonym"),
    told_false("cafe", "Dan Rourke blamed high rents for the bankruptcy.", "other reason"),
    told_true("sub", "Nautil-3 lost power on Sunday morning 420 metres down.", "rephrased"),
    told_true("sub", "Two crew members were treated for hypothermia.", "elided noun"),
    told_true("sub", "No more dives will take place this year.", "cancelled"),
    told_false("sub", "Two crew members died of hypothermia.", "treated"),
    told_false("sub", "The submarine was lifted by a fishing boat.", "navy ship"),
    told_false("sub", "The vessel lost power at a depth of 31 metres.", "right number for the wrong thing"),
    told_false("sub", "All eight crew members were rescued.", "number"),
    told_false("sub", "A short circuit caused the failure.", "cause added"),
    told_true("tax", "Norland's government has abandoned plans to tax sugary drinks.", "abandoned/dropped"),
    told_true("tax", "The tax would have brought in around 300 million crowns annually.", "brought in, annually"),
    told_true("tax", "According to an August survey, 54% of people supported the tax.", "in favour"),
    told_true("tax", "Doctors in the Health Alliance accused the government of yielding to the industry.", "yielding"),
    told_false("tax", "The government will introduce a tax on sugary drinks.", "dropped"),
    told_false("tax", "Nils Oberg accused the government of giving in to the industry.", "wrong speaker"),
    told_false("tax", "The Labour Union said it would not bring the tax back.", "negation added"),
    told_false("tax", "54 percent of people opposed the tax.", "antonym"),
    told_false("tax", "The tax raised about 300 million crowns a year.", "would have"),
    told_true(
        "bees",
        "Researchers at the University of Orm found 112 species of wild bees in cities and 67 in the countryside.",
        "rephrased",
    ),
    told_true("bees", "Jun Sato recommends mowing less often.", "recommends/advised"),
    told_true("bees", "Honeybees were not part of the study.", "did not look at"),
    told_false("bees", "The study found 67 species in cities.", "the other number"),
    told_false("bees", "Wild bees find less food in city gardens than on farmland.", "less for more"),
    told_false("bees", "Wild bees find more food on farmland than in city gardens.", "places swapped"),
    told_false("bees", "Pesticides are the proven cause, the study says.", "thought told as proven"),
    told_false("bees", "A second study, on moths, was published in 2025.", "future told as past"),
    told_false("bees", "The study looked at honeybees.", "negation dropped"),
    told_true("tram", "Lomar's first tram line to the airport opened on 12 November 2024.", "Tuesday resolved"),
    told_true("tram", "The line is 14 km long and cost 620 million crowns.", "two facts"),
    told_true("tram", "Taxi drivers fear losing a fifth of their income.", "says will lose = fear"),
    told_false("tram", "The line opened two years early.", "late"),
    told_false("tram", "Trams run every 26 minutes.", "the other number"),
    told_false("tram", "Geir Moe rode the first tram with 60 schoolchildren.", "wrong person"),
    told_false("tram", "A second line, to the university, has been funded.", "negation dropped"),
    told_false("tram", "The line cost 620 million euros.", "currency"),
    told_true("arrest", "Two men aged 28 and 41 were arrested near the border on Tuesday night.", "seized"),
    told_true("arrest", "The stolen necklace, worth €3 million, is still missing.", "not found"),
    told_true("arrest", "The men could go to prison for up to ten years.", "face"),
    told_false("arrest", "Police have found the necklace.", "negation dropped"),
    told_false("arrest", "A hotel employee was arrested on Tuesday night.", "wrong person"),
    told_false("arrest", "The necklace belongs to Inspector Luca Brandt.", "wrong owner"),
    told_false("arrest", "Three men have been arrested.", "number"),
    told_false("arrest", "The men were sentenced to ten years in prison.", "if convicted"),
    told_true("chip", "Orlix reported an annual profit of $8.2 billion.", "reported"),
    told_true("chip", "Sales rose 46% to $27 billion.", "revenue/sales"),
    told_true("chip", "Shares in Orlix rose 9 percent to a record high.", "gained"),
    told_true("chip", "Wen Tao would not comment on a possible bid for Sytek.", "declined"),
    told_false("chip", "Orlix has bought its rival Sytek.", "reports told as fact"),
    told_false("chip", "Orlix more than tripled its annual profit.", "doubled"),
    told_false("chip", "Revenue grew 46 percent to 8.2 billion dollars.", "the other number"),
    told_false("chip", "Wen Tao called the outlook “almost too good”.", "wrong speaker"),
    told_false("chip", "Orlix opened a second factory in Norland.", "plan told as fact"),
    told_false("chip", "The company will cut 3,000 jobs.", "creating"),
)
