"""Sentences, the passages they cite, and what a careful editor would say; every person and event is invented.

Judged before the check was run on them.

Known limits, right sentences that the check does not let through, because they are inferred or put differently:
"Luca Firth scored first" for "put Calder ahead before Osman equalised"; "residents could return to their homes" for
"they were allowed back"; "deliveries start in 2027" for "the first will be delivered in 2027"; "the manuscripts
survived unharmed" for "were not affected"; "can return" for "can reach again"; "will pay a third" for "a third will
come from"; "more than a day" for "31 hours"; "it is not known why it failed" for "the cause of the failure is
unclear"; "over budget" for "more than budgeted"; "the ride takes 26 minutes" for "trams need 26 minutes"; "had not been
caught" for "was still at large"; "a factory with 3,000 jobs" for "creating 3,000 jobs".
"""

from __future__ import annotations

from tests.grounding_tables import judged, stories

STORIES = stories("""
ferry · Tuesday 2024-03-12 · Harrow Bay Courier · Ferry fares to rise in Harrow Bay
The Harrow Bay council voted 7 to 2 on Monday to raise ferry fares by 12 percent from July. Mayor Ilse Brandt said the
ferry company had lost $4.6 million over three years. "We could not let the boats rust," she told reporters. Councillor
Tomas Reik voted against the plan, calling it a tax on islanders. Residents will keep their discount. About 1,900 people
use the boats every day, most of them commuters.

quake · Monday 2024-09-09 · Velland Post · Earthquake strikes northern Velland
A magnitude 6.1 earthquake struck northern Velland early on Sunday, killing at least 14 people and injuring more than
230, officials said. The town of Orsk was hit hardest. The quake destroyed 87 homes and cut power to 40,000 households.
Rescuers pulled a six-year-old boy alive from the ruins of a school on Monday morning. Interior Minister Dana Kovel said
two hospitals had been evacuated as a precaution. No tsunami warning was issued. It was the strongest quake in the
region since 1987.

election · Monday 2024-06-10 · Norland Herald · Vell wins Norland presidency
Mara Vell won Norland's presidential election on Sunday, defeating the incumbent, Otto Sarn, by 52.3 percent to 47.7
percent. Turnout was 68 percent, the highest in two decades. Sarn conceded shortly before midnight and congratulated
Vell by telephone. "The people have spoken and I have heard them," he said. Vell, 49, a former judge, will take office
on 1 September. She has promised to cut income tax and to reopen talks with neighbouring Tarn. Her Green Alliance does
not hold a majority in parliament.

court · Thursday 2024-11-07 · The Lomar Times · Banker Pell acquitted of fraud
A court in Lomar acquitted the banker Adrian Pell of fraud on Wednesday but found him guilty of destroying documents.
Judge Ruth Amsel sentenced him to 18 months in prison, suspended for two years. Prosecutors had asked for six years.
Pell denied taking bribes from the construction firm Harrow Stone. His lawyer, Nico Brandl, said he would appeal against
the conviction. Prosecutors did not say whether they would appeal. The trial lasted eleven weeks.

bank · Friday 2024-09-06 · Lomar Financial · Central bank holds rates
The Central Bank of Lomar left its key interest rate unchanged at 4.25 percent on Thursday, as analysts had expected.
Inflation fell to 3.1 percent in August from 3.8 percent in July. Governor Helen Straka said a cut could come before the
end of the year if prices continued to ease. The bank raised its growth forecast for 2025 to 1.9 percent from 1.6
percent. The crown strengthened 0.4 percent against the dollar after the decision.

merger · Tuesday 2024-10-22 · Business Ledger · Quillon to buy Brightwave
The telecoms group Quillon has agreed to buy its smaller rival Brightwave for 2.4 billion euros in cash, the companies
said on Tuesday. The deal, which needs the approval of regulators, is expected to close in the second quarter of next
year. Quillon will cut about 1,500 jobs, roughly 6 percent of the combined workforce. Brightwave's chief executive,
Jonas Feld, will leave after the takeover. Shares in Brightwave jumped 21 percent; Quillon's fell 3 percent. The union
Konnekt called the plan a disaster for workers.

final · Monday 2024-06-03 · Sport Daily · Marrow United win cup in shoot-out
Marrow United beat Calder City 4-3 on penalties on Saturday to win the National Cup for the first time since 1996. The
match had ended 1-1 after extra time. Teenager Luca Firth put Calder ahead in the 20th minute before captain Dele Osman
equalised from a free kick. Goalkeeper Ivo Pratt saved two penalties. A crowd of 61,420 watched the game at the Queen's
Ground. Calder's coach, Wim Haas, said the referee had not lost them the match.

strike · Monday 2024-11-04 · Port Weekly · Dockers in Stenmark end strike
Dock workers in Stenmark ended a nine-day strike on Sunday after the port agreed to raise wages by 8 percent over two
years. The union had demanded 12 percent. Some 3,200 dockers had stopped work, leaving 45 ships waiting outside the
harbour. "It is not everything we wanted, but it is a fair deal," said the union's leader, Petra Lunde. The port
authority's director, Karl Engh, said the backlog would take two weeks to clear. The strike cost exporters an estimated
70 million crowns a day.

vaccine · Thursday 2024-05-16 · Health Wire · Trial of marsh fever vaccine
A vaccine against marsh fever cut infections by 74 percent in a trial of 5,600 children in Bolan, researchers at the
University of Keld reported on Wednesday. Side effects were mild. The study, published in the journal Tropical Care, was
led by Dr Amina Soto. The vaccine has not yet been approved in any country. The Bolan health ministry may begin
vaccinations next year if regulators agree. Marsh fever kills around 20,000 people a year, more than half of them
children under five.

resign · Friday 2024-03-15 · Capital Gazette · Finance minister steps down
Finance Minister Jonah Crewe resigned on Friday after it emerged that he had failed to declare a loan from a property
developer. Prime Minister Edda Lorne accepted his resignation and appointed Health Minister Paul Wray to replace him.
Crewe, who had held the post since 2021, said he had made an honest mistake. The opposition leader, Silke Marten,
demanded an early election, but Lorne ruled one out. Police said they were not investigating the matter.

fire · Tuesday 2024-08-20 · Coast Radio · Wildfire near Pinos
A wildfire near the resort of Pinos has burned 4,300 hectares of forest since Saturday, fire chief Rosa Calvet said on
Tuesday. More than 2,000 residents and tourists were evacuated, but no deaths have been reported. Two firefighters were
treated for smoke inhalation. About 400 firefighters and a dozen aircraft are fighting the blaze, which is 30 percent
contained. Investigators have not determined what caused the fire. Police have questioned a 34-year-old farm worker, who
was released without charge.

summit · Friday 2024-10-18 · World Desk · Tarn and Norland sign water accord
President Mara Vell of Norland and Tarn's prime minister, Iosif Dran, signed an agreement in Belmar on Thursday to share
the waters of the Sill river. Under the accord Tarn will receive 55 percent of the summer flow. Vell said the two
countries had "closed a chapter of thirty angry years". Dran will visit Norland in December. The agreement was brokered
by the League of River States. Farmers' groups in southern Norland criticised the deal, saying it gave away too much.
The parliaments of both countries must still ratify it.

space · Friday 2024-07-26 · Orbit News · Probe reaches comet
The Astra probe entered orbit around the comet Hale-Morrow on Thursday after a journey of six years and 1.2 billion
kilometres, the Pan-Asian Space Agency said. The agency, known as PASA, built the probe for $640 million. Mission
director Kenji Obara said the craft would release a lander in October. An earlier attempt in 2016 failed when a fuel
valve froze. The first images show cliffs 300 metres high. Scientists hope to find amino acids.

school · Tuesday 2024-09-03 · Keld Evening News · Keld bans phones in schools
Pupils in Keld will no longer be allowed to use mobile phones in school, the regional government announced on Monday.
The ban takes effect on 1 October and covers all 310 primary and secondary schools. Education Minister Lars Tveit said
teachers had asked for it for years. Exceptions will be made for pupils with medical needs. A survey of 2,500 parents
found that 61 percent supported a ban, while 27 percent opposed it. The teachers' union welcomed the decision; a student
council in the city of Orm called it excessive.

museum · Thursday 2024-04-11 · Arts Review · Stolen Velde painting recovered
A painting by Anton Velde that was stolen from the Marrow Museum in 2009 has been found in a garage in Calder, police
said on Wednesday. "Girl with Plums" is valued at about 9 million pounds. A couple in their sixties handed it over after
recognising it in a television programme. They are not suspected of any crime. Museum director Yara Nunn said she wept
when she saw the picture. It will go back on display in the summer. Three other paintings taken in the same robbery are
still missing.

drug · Friday 2024-02-02 · Market Line · Corvex profit falls
Corvex, the drug maker, said on Thursday that its net profit fell 18 percent to $312 million in the fourth quarter,
while revenue rose 4 percent to $2.1 billion. The company blamed higher research costs. It plans to close its plant in
Dunmore next year, affecting 640 workers. Chief executive Priya Nair said Corvex would not sell its animal health unit.
The company cut its dividend to 40 cents a share from 55 cents. Its shares closed down 7 percent.

train · Tuesday 2024-01-23 · Lomar Times · Trains collide near Ostrava Bridge
Two trains collided near Ostrava Bridge on Monday evening, injuring 31 people, five of them seriously. A freight train
ran into the back of a commuter train that had stopped at a signal. The driver of the freight train, aged 58, was taken
to hospital with a broken leg. Nobody was killed. The operator, LomarRail, said the signal had been working. The
transport ministry has opened an inquiry, and its findings are due in March. The line reopened on Tuesday afternoon.

storm · Monday 2024-11-18 · Island Observer · Cyclone Ana weakens
Cyclone Ana weakened to a tropical storm on Sunday night after crossing the Selu Islands with winds of 185 kilometres an
hour. Five people were killed, three of them fishermen whose boat sank off Tau. Around 12,000 people spent the night in
shelters. The airport at Selu City will stay closed until Wednesday. Prime Minister Leota Finau declared a state of
emergency and asked neighbouring countries for help. Damage to crops is estimated at half of the annual harvest.
Forecasters had predicted the storm would pass to the north.

author · Friday 2024-10-11 · Books Today · Linde wins Aurel Prize
The novelist Greta Linde won the Aurel Prize for Literature on Thursday for her novel The Salt Road. The jury praised "a
voice of rare calm". Linde, 71, was born in Orm and worked as a nurse before her first book appeared in 1989. She is the
third woman to receive the prize. It is worth 250,000 crowns, half of which she said she would give to a hospice. The
poet Samir Oud had been the bookmakers' favourite. Linde did not attend the ceremony.

rocket · Thursday 2024-12-05 · Defence Monitor · Karsa tests missile
Karsa fired a ballistic missile into the eastern sea on Wednesday, the armed forces of neighbouring Dorn said. It flew
about 970 kilometres before falling into the water outside Dorn's economic zone. Dorn's defence minister, Aiko Rahn,
called the launch a provocation. Karsa's state television did not mention it. It was the fourth test this year. The
United Council of Nations (UCN) will hold an emergency meeting on Friday at the request of Dorn. Karsa has said it will
not give up its weapons.

phone · Thursday 2024-09-12 · Tech Register · Zephon unveils folding phone
Zephon unveiled its first folding phone, the Leaf, at an event in Calder on Wednesday. It costs $1,299 and goes on sale
on 27 September. Chief executive Ray Otis said the battery lasted 20 hours. The phone weighs 210 grams, 15 grams less
than its main competitor. Reviewers complained that the camera was no better than last year's. Zephon sold 38 million
phones last year, down from 41 million in 2022. The company will stop selling its cheapest model.

doping · Friday 2024-08-02 · Sport Daily · Runner Abara banned
The runner Sela Abara has been banned for three years after testing positive for a steroid, the athletics federation
said on Thursday. Abara, the 2022 world champion over 800 metres, denied cheating and said a food supplement had been
contaminated. Her coach, Frank Dole, was cleared. She will miss the Games in Belmar, which begin on 9 August. The silver
medallist of 2022, Ines Kroll, said she felt robbed. Abara may appeal within 21 days.

bridge · Thursday 2024-05-30 · Calder Mail · Calder bridge closed
Calder's Old Bridge was closed to cars on Wednesday after engineers found cracks in two of its pillars. Buses and
lorries had already been barred in April. Repairs will cost 18 million pounds and take up to 14 months, the city's chief
engineer, Noor Hadi, said. Pedestrians and cyclists can still cross. The bridge, built in 1931, carries 22,000 vehicles
a day. Shopkeepers on the north bank fear they will lose customers. The opposition accused Mayor Greg Toll of ignoring a
warning in 2019, which he rejects.

hostage · Thursday 2024-04-04 · World Desk · Aid workers freed
Two aid workers held for 47 days in the desert of southern Bolan were freed on Wednesday, their organisation, Open
Hands, said. Marie Delcourt, a doctor from Lomar, and Hassan Biro, a driver, were in good health. The Bolan government
said no ransom had been paid. A third hostage, the engineer Piet Maas, escaped in March. A rebel group, the Red Dune
Front, had claimed responsibility for the kidnapping. Open Hands has suspended its work in the region.

glacier · Wednesday 2024-02-21 · Alpine Herald · Glacier lake drained above Vals
Engineers have finished draining a lake under the Morn glacier above the village of Vals, the canton said on Tuesday.
The work, which began last October, cost 7.5 million francs. Some 600 villagers had been told to leave their homes in
November, when the water rose by two metres in a week. They were allowed back on Sunday. Geologist Petra Imhof said the
danger was over "for this year at least". The glacier has lost a third of its volume since 2000. The village council
wants the canton to build a permanent tunnel, but no decision has been taken.

airline · Wednesday 2024-08-14 · Runway · Skylark orders jets
The airline Skylark has ordered 60 short-haul jets from the manufacturer Orbel in a deal worth $5.1 billion, chief
executive Lena Marsh said on Wednesday. The first will be delivered in 2027. Skylark carried 31 million passengers last
year, up 9 percent. Orbel's rival Dannet had also bid for the order. Pilots' union leader Oskar Fry warned that the
airline did not have enough crew for so many aircraft. Marsh said Skylark would hire 700 pilots over five years. Shares
in Orbel rose 3.2 percent; those of Dannet lost 1.8 percent.

trial · Wednesday 2024-05-08 · The Dorn Chronicle · Former general jailed
A court in Dorn sentenced the former general Ivan Kastel to 22 years in prison on Tuesday for ordering the shooting of
protesters in 2011. Kastel, 74, showed no emotion as the verdict was read. Two other officers, Emil Tarr and Josef Lund,
were acquitted. The prosecution said 38 people had been killed in the square; the defence put the number at 21. Kastel's
lawyers said they would take the case to the constitutional court. Relatives of the victims cheered outside. He has 15
days to appeal.

museumfire · Tuesday 2024-07-02 · City Record · Fire damages Belmar library
A fire broke out at the Belmar city library in the early hours of Monday and damaged about 9,000 books, the library's
director, Sonia Vale, said. Nobody was hurt. Firefighters needed four hours to put out the flames. The rare manuscripts,
kept in a vault, were not affected. Police suspect an electrical fault but have not ruled out arson. The library will
remain closed until at least 15 August. Mayor Hugo Brenn promised 2 million euros for repairs. The building dates from
1894.

whale · Friday 2024-09-27 · Sea Watch · Whales return to Tarn bay
Humpback whales have been seen in the Bay of Tarn for the first time in 80 years, marine biologists at the Coast
Institute said on Thursday. A drone filmed a mother and her calf on 19 September. Numbers in the southern ocean have
recovered from about 1,500 in the 1960s to more than 40,000. Hunting was banned in 1963. Biologist Naomi Quist said
warmer water might also have pushed the animals north. Fishermen were asked to keep 300 metres away. Ship traffic
remains the greatest danger to them.

game · Monday 2024-11-25 · Sport Daily · Hart breaks marathon record
Kenza Hart won the Calder marathon on Sunday in two hours, 14 minutes and 8 seconds, breaking the course record by 41
seconds. The 29-year-old from Norland finished almost a minute ahead of last year's winner, Tess Okoro. "My legs were
gone at kilometre 35," Hart said. The men's race was won by Joel Abebe of Bolan, who beat his compatriot Dawit Lema in a
sprint finish. More than 18,000 runners took part in heavy rain. The race director, Finn Aske, had considered cancelling
it because of the wind. Okoro will run in Lomar in April.

data · Thursday 2024-04-18 · Tech Register · Medivault hacked
Hackers stole the records of 2.3 million patients from the insurer Medivault, the company admitted on Wednesday. The
data include names, addresses and, in about 140,000 cases, diagnoses. Credit card numbers were not taken. The breach was
discovered on 2 April but may have begun in January. A group calling itself Grey Heron claimed to be behind the attack
and demanded 8 million dollars; Medivault said it would not pay. The data protection authority has opened an
investigation and could fine the company up to 4 percent of its turnover. Chief executive Marta Ruiz apologised to
customers.

treaty · Monday 2024-12-16 · World Desk · Islands join fishing pact
The Selu Islands joined the Eastern Ocean Fishing Pact on Saturday, becoming its twelfth member. The pact limits the
catch of bluefin tuna to 36,000 tonnes a year. Karsa, which takes nearly a quarter of the region's tuna, has refused to
sign. Selu's prime minister, Leota Finau, said small nations could no longer wait for big ones. Environmental groups
called the limit too generous. The pact's members will review it in 2026. Dorn's envoy, Hana Moriz, welcomed the
decision and urged Karsa to follow.

dam · Wednesday 2024-06-19 · River Gazette · Dam at Kessel to be removed
The Kessel dam on the Orra river will be taken down by 2028, Environment Minister Livia Strand said on Tuesday, so that
salmon can reach their spawning grounds again. The dam, finished in 1952, supplied power to 26,000 households until its
turbines were switched off two years ago. Removing it will cost about 90 million crowns, a third of which will come from
the fishing association. Farmers downstream fear floods. Engineer Tobias Wenn told the newspaper that the risk was
small. The regional parliament approved the plan by 41 votes to 28.

cafe · Wednesday 2024-03-27 · Marrow Post · Cafe chain Beanhouse files for bankruptcy
The cafe chain Beanhouse filed for bankruptcy on Tuesday after failing to agree with its landlords on lower rents. Its
88 branches will stay open for now, a court-appointed administrator, Clara Moss, said. The company employs 1,400 people
and owes its creditors 54 million pounds. Founder Dan Rourke blamed the rise in coffee prices, which have doubled since
2022. A private investor from Belmar has expressed interest in part of the business. Sales fell 11 percent last year.

sub · Wednesday 2024-10-09 · Harbour Times · Crew of research submarine rescued
All six crew members of the research submarine Nautil-3 were rescued on Monday after 31 hours on the sea floor off Cape
Lorn. The vessel had lost power at a depth of 420 metres on Sunday morning. Two of them were treated for hypothermia;
none is in danger, the hospital in Tau said. A navy ship lifted the submarine with cables. Captain Ida Berg praised "the
calm of everyone on board". The cause of the failure is unclear. The institute that owns the vessel has cancelled all
dives for the rest of the year.

tax · Thursday 2024-09-19 · Capital Gazette · Government drops sugar tax
The government of Norland has dropped its plan for a tax on sugary drinks, Finance Minister Nils Oberg announced on
Wednesday. The tax would have raised about 300 million crowns a year. Drinks makers had campaigned against it for
months. The Health Alliance, a group of doctors, accused the government of giving in to the industry. Oberg said the
time was not right while food prices were rising. A survey in August found 54 percent of people in favour of the tax.
The opposition Labour Union said it would bring the tax back if it won next year's election.

bees · Thursday 2024-08-01 · Science Daily Record · Bees prefer city gardens
Wild bees find more food in city gardens than on farmland, according to a study of 360 sites by the University of Orm
published on Wednesday. The researchers counted 112 species in cities and 67 in the countryside. "We were surprised
ourselves," said the lead author, Professor Jun Sato. Pesticides and large fields are thought to be the main reasons.
The study did not look at honeybees. Sato advised gardeners to mow less often. A second study, on moths, will follow in
2025.

tram · Wednesday 2024-11-13 · City Record · Tram line to airport opens
Lomar opened its first tram line to the airport on Tuesday, two years later than planned. The 14-kilometre line cost 620
million crowns, 140 million more than budgeted. Mayor Astrid Holm rode the first tram with 60 schoolchildren. Trams run
every ten minutes and need 26 minutes from the central station. A single ticket costs 4 crowns. Taxi drivers protested
at the terminal; their association says its members will lose a fifth of their income. Transport planner Geir Moe
expects 18,000 passengers a day. A second line, to the university, has not been funded.

arrest · Wednesday 2024-07-17 · Coast Radio · Two held over jewel theft
Police in Belmar have arrested two men on suspicion of stealing a necklace worth 3 million euros from the Hotel Regina
in May. The men, aged 28 and 41, were seized at a petrol station near the border on Tuesday night. The necklace, which
belongs to the actress Ines Calder, has not been found. A hotel employee who was detained in June has been released.
Inspector Luca Brandt said a third suspect was still at large. If convicted, the men face up to ten years in prison.

chip · Thursday 2024-02-29 · Business Ledger · Chipmaker Orlix doubles profit
The chipmaker Orlix more than doubled its annual profit to 8.2 billion dollars, helped by demand for artificial
intelligence, it said on Wednesday. Revenue grew 46 percent to 27 billion dollars. Chief executive Wen Tao said the
company would build a second factory in Norland, creating 3,000 jobs. He declined to comment on reports of a takeover
bid for the rival Sytek. Orlix shares gained 9 percent, reaching a record. Analyst Rosa Pohl of Keld Bank called the
outlook "almost too good".

barge · Thursday 2025-11-13 · Harrow Bay Courier · Sixty taken off sinking barge
The Harrow Bay lifeboat, the Ilse Maren, took off 61 passengers on Wednesday evening. Sand had got into the engine of
the barge Delphine, the coastguard said, and she drifted for five hours without power in heavy rain. Nobody was hurt.
The wrecked barge, which was carrying guests of a wedding, sank at dawn. Two sailors had carried out repairs a week
before. Her owner, Berit Olm, died in Calder in 2019, and the boat has been up for sale since.

outlook · Wednesday 2025-05-21 · Lomar Financial · Bank sees slower growth
Prices in Lomar rose by 2.4 percent in the year to April, the statistics office said on Tuesday, after 2.8 percent in
March. The central bank now expects growth of 1.1 percent this year, after 1.7 percent in its forecast of February.
Shares in Carrow Bank lost 4 percent, those of the brewer Tollin put on 3 percent. Mara Tollin said that she might give
up the chair. The brewery's cellar has not been open to visitors since 2019. She was in favour of a merger.

painter · Thursday 2025-03-27 · Culture Week · Painter Ada Quell dies at 91
Ada Quell, who painted harbours, has died aged 91. She died at home in Lomar on Sunday. She was born in Harrow Bay in
1934, the third of six sisters. Nell Arden, 20, became the youngest painter in her gallery last year. Astronomers named
a comet after her in 2001. The comet, Q-77, returns every 12 years. Two portraits were stolen from her house by nephews
in 1988; the thieves were never found.
""")

CASES = judged("""
ferry
  + The Harrow Bay council voted on Monday to raise ferry fares by 12 percent. | near verbatim
  + Ferry fares will go up by 12% from July. | synonym and percent sign
  + The ferry operator lost $4.6m in three years, according to Mayor Ilse Brandt. | magnitude letter
  + Nearly 2,000 people use the boats each day. | approximation with a hedge
  + On March 11, 2024, the council approved higher ferry fares. | Monday resolved; approved for voted to
  + Tomas Reik opposed the plan. | voted against = opposed
  + “We could not let the boats rust,” Brandt said. | literal quotation, surname
  - The council voted 9 to 2 to raise ferry fares. | one number changed
  - The council voted on Tuesday to raise ferry fares by 12 percent. | wrong weekday
  - Ferry fares will fall by 12 percent from July. | antonym
  - Ilse Brandt voted against the plan, calling it a tax on islanders. | wrong person
  - Residents will lose their discount. | antonym verb
  - Brandt said: “We will let the boats rust.” | altered quotation
  - Ferry fares will rise by 12 euros from July. | changed unit
  - About 4,600 people use the boats every day. | invented number
quake
  + At least 14 people died in the earthquake in northern Velland. | died for killed
  + The earthquake on 8 September 2024 had a magnitude of 6.1. | Sunday resolved
  + Over 230 people were injured. | over for more than
  + Eighty-seven houses were destroyed by the quake. | number words, passive, homes/houses
  + A boy aged six was rescued alive from the ruins of a school. | synonyms
  + Two hospitals were evacuated, Interior Minister Dana Kovel said. | clause order
  + The quake, which killed 14, was the strongest in the region since 1987. | two sentences merged
  - At least 230 people were killed in the earthquake. | right number for the wrong thing
  - The quake destroyed 40,000 homes. | right number for the wrong thing
  - A tsunami warning was issued. | negation dropped
  - The earthquake struck southern Velland early on Sunday. | north for south
  - The quake struck in September 2023. | year off by one
  - A six-year-old girl was pulled alive from the ruins of a school. | boy for girl
  - It was the strongest quake in the region since 1978. | digits swapped
  - Two hospitals were destroyed, Dana Kovel said. | another verb
  - Dana Kovel resigned over the slow rescue. | invented event
election
  + Mara Vell won Norland's presidential election, beating Otto Sarn. | beat for defeat
  + Otto Sarn lost the presidential election to Mara Vell. | converse verb
  + Vell got 52.3% of the vote. | the number and who
  + Turnout stood at 68 percent, the highest in 20 years. | two decades = 20 years
  + Sarn, the incumbent, conceded defeat before midnight. | paraphrase
  + Vell takes office on September 1. | date order, scheduled present
  + The Green Alliance lacks a majority in parliament. | does not hold = lacks
  + Vell, 49, used to be a judge. | former
  - Otto Sarn won Norland's presidential election, defeating Mara Vell. | names swapped
  - Mara Vell lost to Otto Sarn. | converse verb wrong way
  - Sarn got 52.3 percent of the vote. | number of the other one
  - The Green Alliance holds a majority in parliament. | negation dropped
  - Vell has promised to raise income tax. | antonym
  - Sarn refused to concede. | refused
  - Vell took office on 1 September. | future told as past
  - “The people have spoken and I have heard them,” Vell said. | quotation of another speaker
  - Turnout was 68 percent, the lowest in two decades. | superlative turned
  - Vell won the election on Saturday. | wrong weekday
court
  + Adrian Pell was acquitted of fraud by a court in Lomar. | passive
  + Pell received a suspended sentence of 18 months. | reordered
  + The prosecution had sought a six-year sentence. | sought for asked; six years
  + Pell's lawyer Nico Brandl said he would appeal. | shortened
  + Judge Ruth Amsel gave Pell a suspended prison sentence of a year and a half. | 18 months in words
  + The banker was convicted of destroying documents. | convicted = found guilty
  - Adrian Pell was found guilty of fraud. | the other charge
  - Pell admitted taking bribes from Harrow Stone. | denied
  - Pell took bribes from the construction firm Harrow Stone. | denial dropped
  - Pell was sentenced to six years in prison. | what prosecutors asked
  - Prosecutors said they would appeal. | negation dropped
  - Judge Nico Brandl sentenced Pell to 18 months. | wrong person
  - The trial lasted eleven months. | changed unit
  - Pell was sentenced to 18 months because he refused to pay a fine. | cause added
bank
  + Lomar's central bank kept its key rate at 4.25%. | kept for left unchanged
  + Inflation slowed to 3.1 percent in August. | slowed for fell
  + Inflation dropped from 3.8% to 3.1% between July and August. | reordered numbers
  + The central bank held rates on 5 September 2024. | Thursday resolved
  + Straka said rates could be cut before year-end if prices ease. | possibility kept
  + The growth forecast for 2025 was lifted to 1.9 percent. | raised, passive
  - The Central Bank of Lomar cut its key interest rate to 4.25 percent. | unchanged
  - Inflation rose to 3.8 percent in August. | direction and numbers
  - Inflation fell from 3.1 percent to 3.8 percent. | from and to swapped
  - The bank will cut rates before the end of the year. | possibility told as certain
  - The bank lowered its growth forecast for 2025 to 1.6 percent. | direction
  - The crown weakened 0.4 percent against the dollar. | antonym
  - The bank raised its growth forecast for 2026 to 1.9 percent. | year off by one
  - The key rate stands at 425 percent. | decimal lost
merger
  + Quillon is buying Brightwave for €2.4 billion. | currency sign
  + Brightwave will be acquired by Quillon for 2.4 billion euros. | passive, acquired
  + Jonas Feld, Brightwave's CEO, will step down after the takeover. | CEO, step down = leave
  + Around 1,500 jobs will be cut. | passive
  + Brightwave's shares rose 21 percent while Quillon's dropped 3 percent. | two claims, both right
  + The deal still needs regulatory approval. | word forms
  - Brightwave has agreed to buy Quillon for 2.4 billion euros. | names swapped
  - Quillon has agreed to buy Brightwave for 2.4 million euros. | magnitude
  - Quillon has agreed to buy Brightwave for 2.4 billion dollars. | currency
  - Quillon's shares jumped 21 percent. | number of the other firm
  - Regulators approved the deal. | approval still needed
  - Jonas Feld will lead the combined company. | contradicts
  - The union Konnekt welcomed the plan. | attitude turned
  - Quillon will hire about 1,500 workers. | antonym
final
  + Marrow United won the National Cup by beating Calder City 4-3 on penalties. | reordered
  + Calder City lost the shoot-out to Marrow United. | converse, title word
  + It was Marrow's first National Cup since 1996. | superlative present in passage
  + More than 61,000 spectators watched the match. | rounded down with a bound
  + Ivo Pratt stopped two penalties. | stopped = saved
  - Calder City beat Marrow United 4-3 on penalties. | names swapped
  - Marrow United won the National Cup for the first time. | qualifier dropped
  - The match ended 4-3 after extra time. | right score, wrong thing
  - Wim Haas said the referee had lost them the match. | negation dropped
  - Dele Osman saved two penalties. | wrong person
  - Marrow United won the National Cup for the first time since 1966. | year
  - The final was played on Sunday. | wrong weekday
strike
  + The dockers' strike in Stenmark lasted nine days. | nine-day
  + The port agreed to an 8% pay rise over two years. | wages/pay
  + 3,200 dock workers took part in the strike, which left 45 ships waiting. | paraphrase
  + Union leader Petra Lunde called it “a fair deal”. | part of a quotation
  + Karl Engh said it would take 14 days to clear the backlog. | two weeks = 14 days
  + The union had wanted 12 percent. | wanted for demanded
  - The port agreed to raise wages by 12 percent. | what was demanded
  - The union had demanded 8 percent. | what was agreed
  - Karl Engh called it a fair deal. | wrong speaker
  - The strike cost exporters an estimated 70 billion crowns a day. | magnitude
  - The strike cost exporters 70 million crowns a week. | per week
  - Dock workers in Stenmark began a nine-day strike on Sunday. | began for ended
  - Petra Lunde said it was “everything we wanted”. | quotation turned by cutting
  - Dock workers ended the strike after the government intervened. | invented reason
vaccine
  + The vaccine reduced infections by 74% in a trial with 5,600 children. | reduced = cut
  + Amina Soto led the study. | active for passive
  + No country has approved the vaccine yet. | negation moved
  + Around 20,000 people die of marsh fever each year. | kills = die
  + Vaccinations in Bolan could start in 2025. | next year resolved
  + Most of the people killed by marsh fever are children under five. | more than half = most
  - The vaccine has been approved in Bolan. | not approved
  - The vaccine cut deaths by 74 percent. | right number for the wrong thing
  - Bolan will begin vaccinations next year. | may told as will
  - Side effects were severe. | antonym
  - The trial included 5,600 adults. | children
  - Marsh fever kills around 20,000 people a month. | per month
  - Hanna Soto led the study. | wrong first name
resign
  + Jonah Crewe stepped down as finance minister on Friday, March 15. | stepped down
  + Crewe quit over an undeclared loan from a property developer. | reason kept
  + Paul Wray replaces Crewe as finance minister. | role carried over
  + Lorne ruled out an early election. | surname
  + Crewe had been finance minister since 2021. | held the post
  - Paul Wray resigned on Friday. | wrong person
  - Prime Minister Edda Lorne rejected his resignation. | antonym
  - Police are investigating the matter. | negation dropped
  - Prime Minister Silke Marten accepted his resignation. | wrong person with the title
  - Edda Lorne demanded an early election. | wrong person
  - Crewe had held the post since 2012. | digits swapped
  - Finance Minister Jonah Crewe was arrested on Friday. | invented event
  - Crewe resigned on Thursday. | wrong weekday
fire
  + The wildfire has burnt 4,300 hectares near Pinos. | spelling
  + Some 400 firefighters and 12 aircraft are battling the fire. | a dozen = 12
  + Nobody has been reported dead. | no deaths
  + The cause of the fire is not yet known. | not determined
  + Over 2,000 people had to be evacuated. | hypernym
  + The wildfire broke out on August 17. | since Saturday resolved
  - The fire is 70 percent contained. | complement
  - Two firefighters were killed by smoke. | treated
  - A 34-year-old farm worker started the fire. | accusation added
  - Police charged a 34-year-old farm worker. | released without charge
  - The wildfire has burned 4,300 acres. | changed unit
  - About 2,000 firefighters are fighting the blaze. | right number for the wrong thing
  - The fire was caused by a discarded cigarette. | cause added
summit
  + Norland and Tarn signed an agreement on sharing the Sill river. | countries for leaders
  + Iosif Dran, Tarn's prime minister, is to visit Norland in December. | scheduled
  + Tarn gets 55% of the river's flow in summer. | gets = receive
  + The accord still has to be ratified by both parliaments. | passive, must
  + The League of River States brokered the deal. | active for passive
  - Norland will receive 55 percent of the summer flow. | the other country
  - Both parliaments have ratified the agreement. | still to come
  - Dran visited Norland in December. | future told as past
  - Farmers' groups in southern Norland praised the deal. | antonym
  - Dran said the two countries had “closed a chapter of thirty angry years”. | wrong speaker
  - The agreement was signed in Lomar on Thursday. | wrong place
  - President Iosif Dran of Norland signed the agreement. | role and country swapped
space
  + PASA's Astra probe is now orbiting the comet Hale-Morrow. | acronym
  + The Pan-Asian Space Agency spent 640 million dollars on the probe. | currency word
  + The probe travelled 1,200,000,000 km in six years. | written out, km
  + A lander is due to be released in October, Kenji Obara said. | future kept
  + A previous attempt failed eight years ago because a fuel valve froze. | 2016 from 2024
  - Astra released a lander in October. | future told as past
  - The probe cost 640 million euros. | currency
  - Scientists found amino acids on the comet. | hope told as fact
  - The cliffs are 300 kilometres high. | changed unit
  - The Astra probe landed on the comet on Thursday. | orbit is not landing
  - An earlier attempt in 2018 failed. | year
school
  + Keld is banning mobile phones in schools from October 1. | ban
  + Sixty-one percent of parents surveyed were in favour of a ban. | number words, in favour
  + All 310 schools, primary and secondary, are covered by the ban. | passive, all present
  + Roughly a quarter of parents opposed the ban. | 27 percent is roughly a quarter
  + There will be exceptions for students with medical needs. | pupils/students
  - 27 percent of parents supported a ban. | the other number
  - The teachers' union rejected the decision. | antonym
  - The ban takes effect on 10 January. | day and month
  - Education Minister Lars Tveit said parents had asked for it for years. | teachers
  - Pupils in Keld will be allowed to use mobile phones in school. | negation dropped
  - The survey asked 310 parents. | right number for the wrong thing
museum
  + The painting was recovered from a garage in Calder. | found = recovered
  + “Girl with Plums” by Anton Velde is worth around £9 million. | title in quotes, sign
  + The picture had been stolen from the Marrow Museum 15 years ago. | 2009 from 2024
  + The couple who handed it over are not suspects. | negation kept
  - A couple in their sixties stole the painting. | wrong role
  - All of the paintings taken in the robbery have been recovered. | three are missing
  - The painting is back on display. | future told as present
  - The painting is valued at 9 billion pounds. | magnitude
  - “Boy with Plums” was stolen in 2009. | altered title
drug
  + Corvex's net profit declined by 18% to $312 million. | declined
  + Revenue went up 4 percent to 2.1 billion dollars. | went up = rose
  + The dividend was reduced from 55 to 40 cents. | unit shared
  + Corvex intends to shut its Dunmore plant next year. | intends, shut
  - Corvex's revenue fell 18 percent. | number of the other thing
  - Corvex will sell its animal health unit. | negation dropped
  - Corvex has closed its plant in Dunmore. | plan told as fact
  - The company blamed falling sales for the drop in profit. | invented reason
  - Net profit fell 18 percent to $312 million in the first quarter. | quarter
train
  + Thirty-one people were hurt when two trains crashed near Ostrava Bridge. | hurt, crashed
  + Five people were seriously injured. | elided noun
  + No one died in the collision. | nobody was killed
  + The crash happened on the evening of January 22. | Monday resolved
  - Five people were killed when two trains collided. | injured
  - A commuter train ran into the back of a freight train. | swapped things
  - LomarRail said the signal had failed. | antonym
  - The driver of the commuter train broke his leg. | the other driver
  - The inquiry published its findings in March. | future told as past
storm
  + Five people lost their lives, including three fishermen. | killed
  + The airport will reopen on Wednesday at the earliest. | closed until
  + Leota Finau declared a state of emergency. | title dropped
  + About 50 percent of the yearly harvest may be lost. | half
  - Three people were killed. | a part for the whole
  - Winds reached 185 miles an hour. | changed unit
  - Cyclone Ana strengthened on Sunday night. | antonym
  - The airport at Selu City will stay open until Wednesday. | antonym
author
  + Greta Linde has won the Aurel Prize for The Salt Road. | shortened
  + Linde, who was born in Orm, is a former nurse. | worked as before
  + The prize was awarded on 10 October 2024 to the novelist Greta Linde. | Thursday resolved
  - Samir Oud won the Aurel Prize. | wrong person
  - Linde is the first woman to receive the prize. | ordinal
  - Linde attended the ceremony. | negation dropped
  - Linde won 125,000 crowns. | arithmetic nobody did
rocket
  + The UCN meets on Friday at Dorn's request. | acronym
  + The missile travelled roughly 970 km. | flew/travelled
  + It was Karsa's fourth missile test this year. | owner from the passage
  - Dorn fired a ballistic missile into the eastern sea. | wrong country
  - The missile fell inside Dorn's economic zone. | antonym preposition
  - Karsa has said it will give up its weapons. | negation dropped
phone
  + The Leaf, Zephon's first foldable, is priced at 1,299 dollars. | costs/priced
  + Zephon's phone sales fell from 41 million in 2022 to 38 million last year. | reordered
  - The Leaf weighs 15 grams. | right number for the wrong thing
  - Zephon sold 41 million phones last year. | number of the other year
  - Reviewers praised the camera. | antonym
doping
  + Sela Abara was given a three-year ban after a positive steroid test. | nominalised
  + Abara denies having cheated. | denial kept
  - Abara admitted cheating. | denied
  - Frank Dole was banned for three years. | wrong person
  - Ines Kroll tested positive for a steroid. | wrong person
bridge
  + The Old Bridge in Calder has been shut to cars because of cracks in two pillars. | after as cause
  + Repairs could take as long as 14 months. | up to
  - The bridge was closed to pedestrians and cyclists. | contradicts
  - Mayor Greg Toll admitted ignoring a warning in 2019. | rejects
hostage
  + The two aid workers had been held for 47 days. | shortened
  + According to the Bolan government, no ransom was paid. | attribution in front
  - The Bolan government paid a ransom. | negation dropped
  - Piet Maas was freed on Wednesday. | wrong person
  - Marie Delcourt, a driver from Lomar, was freed. | occupations swapped
# a citation that is real but irrelevant, and evidence elsewhere
drug
  - Mara Vell won Norland's presidential election. | irrelevant citation
bank
  - Sarn conceded shortly before midnight. | irrelevant citation
museum
  - Police questioned a farm worker about the wildfire. | irrelevant citation, shared words
space
  - The company will release a new phone in October. | irrelevant citation, shared words
ferry beside bank election
  + Mara Vell won Norland's presidential election. | moved
quake beside drug
  + Corvex plans to close its plant in Dunmore. | moved
- beside author court
  + Greta Linde won the Aurel Prize. | no citation given
election beside summit
  + Vell won the election and signed a water accord with Tarn. | one claim elsewhere
election summit
  + Mara Vell, elected in June, signed an agreement with Tarn in Belmar. | two sources
quake fire
  + The quake killed at least 14 people, while no deaths were reported in the Pinos fire. | two sources, two claims
  - The Pinos fire killed at least 14 people. | facts of two sources mixed
bank drug
  - Corvex said inflation fell to 3.1 percent. | speaker of the other source
# two claims, one false
election
  - Vell won the election and appointed Otto Sarn foreign minister. | second claim invented
author
  - Greta Linde won the Aurel Prize and donated all of it to a hospice. | half, not all
train
  - Two trains collided near Ostrava Bridge, and the driver was arrested. | second claim invented
vaccine
  - Side effects were mild, and the vaccine is on sale. | second claim invented
final
  - Marrow United won the cup, their second title this season. | detail added
storm
  - Five people were killed, the worst toll in the islands' history. | superlative added
merger
  - Quillon agreed to buy Brightwave, the country's largest phone company. | superlative added
resign
  - Jonah Crewe resigned on Friday, as did Paul Wray. | second claim false
# written after the check, to see how well it does on what it has not seen
glacier
  + The lake under the Morn glacier has been drained, the canton announced on 20 February. | passive, Tuesday resolved
  + Draining the lake cost 7.5m francs. | short
  + About 600 residents of Vals were evacuated in November. | told to leave = evacuated
  - The village council has decided to build a permanent tunnel. | no decision
  - The water rose by seven metres in a week. | number
  - The glacier has lost two thirds of its volume since 2000. | fraction
  - Petra Imhof said the danger was over for good. | qualifier turned
airline
  + Skylark is buying 60 planes from Orbel for 5.1 billion dollars. | synonyms
  + The airline plans to recruit 700 pilots within five years. | recruit/hire
  + Oskar Fry, who leads the pilots' union, warned of a shortage of crew. | not enough = shortage
  - Skylark has ordered 60 short-haul jets from Dannet. | the rival
  - Shares in Dannet rose 3.2 percent. | other firm's number
  - Skylark carried 60 million passengers last year. | right number for the wrong thing
  - Lena Marsh warned that the airline did not have enough crew. | wrong speaker
trial
  + Ivan Kastel, a former general, got 22 years for ordering protesters to be shot in 2011. | rephrased
  + Emil Tarr and Josef Lund were found not guilty. | not guilty = acquitted
  + According to the prosecution, 38 people died in the square. | attribution
  + Kastel can appeal within 15 days. | has 15 days to
  - Emil Tarr was sentenced to 22 years in prison. | wrong person
  - The defence said 38 people had been killed. | the other side's number
  - Kastel was sentenced to 22 years for shooting protesters in 2010. | year off by one
  - Relatives of the victims protested outside. | cheered
museumfire
  + Around 9,000 books were damaged in a fire at Belmar's city library. | passive
  + No one was injured in the blaze. | nobody was hurt
  + It took firefighters four hours to extinguish the fire. | extinguish
  - Police have ruled out arson. | negation
  - The fire was caused by an electrical fault. | suspicion told as fact
  - About 9,000 rare manuscripts were destroyed. | wrong thing
  - Sonia Vale promised 2 million euros for repairs. | wrong person
whale
  + Humpback whales are back in the Bay of Tarn after 80 years. | back after
  + There are now over 40,000 of the whales in the southern ocean. | more than
  + Naomi Quist said warmer water may have driven the whales north. | pushed/driven
  - Humpback whales have been seen in the Bay of Tarn for the first time. | qualifier dropped
  - Hunting was banned in 1936. | digits swapped
  - Warmer water pushed the animals north, Naomi Quist said. | might told as fact
  - A drone filmed two whales on 27 September. | date of the article
game
  + Kenza Hart of Norland set a new course record at the Calder marathon. | set a record
  + Joel Abebe won the men's race ahead of Dawit Lema. | active for passive
  + Over 18,000 people ran the marathon in the rain. | took part
  - Tess Okoro won the Calder marathon on Sunday. | last year's winner
  - Hart broke the course record by 14 minutes. | wrong number for it
  - The race was cancelled because of the wind. | only considered
  - Dawit Lema beat Joel Abebe in a sprint finish. | swapped
data
  + The insurer Medivault said hackers had stolen data on 2.3 million patients. | admitted = said
  + Medivault refused to pay the $8 million demanded by Grey Heron. | would not pay
  + Credit card numbers were not among the stolen data. | negation kept
  + The breach was found on April 2. | discovered
  - The hackers took the diagnoses of 2.3 million patients. | number of the other thing
  - Medivault was fined 4 percent of its turnover. | could
  - Medivault paid the hackers 8 million dollars. | refused
  - The breach was discovered in January. | began
treaty
  + The Selu Islands have become the 12th member of the Eastern Ocean Fishing Pact. | ordinal
  + Karsa, responsible for almost a quarter of the region's tuna catch, has not signed. | refused to sign
  + Hana Moriz of Dorn called on Karsa to join as well. | urged to follow
  - Karsa joined the Eastern Ocean Fishing Pact on Saturday. | wrong country
  - The pact limits the catch of bluefin tuna to 36,000 tonnes a month. | per month
  - Environmental groups welcomed the limit. | criticised
  - Members reviewed the pact in 2026. | future told as past
  - Hana Moriz criticised the decision. | antonym
dam
  + The dam was completed in 1952. | completed/finished
  + Its turbines were shut down in 2022. | two years ago resolved
  + The regional parliament voted 41 to 28 in favour of the plan. | rephrased
  - The dam supplies power to 26,000 households. | no longer
  - Livia Strand said the risk of floods was small. | wrong speaker
  - The regional parliament rejected the plan by 41 votes to 28. | antonym
  - Removing the dam will cost 90 million dollars. | currency
  - The dam was removed on Tuesday. | future told as past
  - Farmers downstream support the plan. | fear
cafe
  + Beanhouse, a chain of cafes, went bankrupt on March 26. | Tuesday resolved
  + The chain's 88 branches remain open for the time being. | stay/remain
  + Beanhouse has debts of 54 million pounds. | owes
  + Coffee prices have doubled since 2022, founder Dan Rourke said. | speaker implied by blamed
  + The company has 1,400 employees. | employs
  - Beanhouse will close its 88 branches. | stay open
  - The company owes its creditors 1,400 million pounds. | wrong number
  - Clara Moss founded Beanhouse. | wrong person
  - A private investor from Belmar has bought part of the business. | interest told as fact
  - Sales rose 11 percent last year. | antonym
  - Dan Rourke blamed high rents for the bankruptcy. | other reason
sub
  + Nautil-3 lost power on Sunday morning 420 metres down. | rephrased
  + Two crew members were treated for hypothermia. | elided noun
  + No more dives will take place this year. | cancelled
  - Two crew members died of hypothermia. | treated
  - The submarine was lifted by a fishing boat. | navy ship
  - The vessel lost power at a depth of 31 metres. | right number for the wrong thing
  - All eight crew members were rescued. | number
  - A short circuit caused the failure. | cause added
tax
  + Norland's government has abandoned plans to tax sugary drinks. | abandoned/dropped
  + The tax would have brought in around 300 million crowns annually. | brought in, annually
  + According to an August survey, 54% of people supported the tax. | in favour
  + Doctors in the Health Alliance accused the government of yielding to the industry. | yielding
  - The government will introduce a tax on sugary drinks. | dropped
  - Nils Oberg accused the government of giving in to the industry. | wrong speaker
  - The Labour Union said it would not bring the tax back. | negation added
  - 54 percent of people opposed the tax. | antonym
  - The tax raised about 300 million crowns a year. | would have
bees
  + Researchers at the University of Orm found 112 species of wild bees in cities and 67 in the countryside. | rephrased
  + Jun Sato recommends mowing less often. | recommends/advised
  + Honeybees were not part of the study. | did not look at
  - The study found 67 species in cities. | the other number
  - Wild bees find less food in city gardens than on farmland. | less for more
  - Wild bees find more food on farmland than in city gardens. | places swapped
  - Pesticides are the proven cause, the study says. | thought told as proven
  - A second study, on moths, was published in 2025. | future told as past
  - The study looked at honeybees. | negation dropped
tram
  + Lomar's first tram line to the airport opened on 12 November 2024. | Tuesday resolved
  + The line is 14 km long and cost 620 million crowns. | two facts
  + Taxi drivers fear losing a fifth of their income. | says will lose = fear
  - The line opened two years early. | late
  - Trams run every 26 minutes. | the other number
  - Geir Moe rode the first tram with 60 schoolchildren. | wrong person
  - A second line, to the university, has been funded. | negation dropped
  - The line cost 620 million euros. | currency
arrest
  + Two men aged 28 and 41 were arrested near the border on Tuesday night. | seized
  + The stolen necklace, worth €3 million, is still missing. | not found
  + The men could go to prison for up to ten years. | face
  - Police have found the necklace. | negation dropped
  - A hotel employee was arrested on Tuesday night. | wrong person
  - The necklace belongs to Inspector Luca Brandt. | wrong owner
  - Three men have been arrested. | number
  - The men were sentenced to ten years in prison. | if convicted
chip
  + Orlix reported an annual profit of $8.2 billion. | reported
  + Sales rose 46% to $27 billion. | revenue/sales
  + Shares in Orlix rose 9 percent to a record high. | gained
  + Wen Tao would not comment on a possible bid for Sytek. | declined
  - Orlix has bought its rival Sytek. | reports told as fact
  - Orlix more than tripled its annual profit. | doubled
  - Revenue grew 46 percent to 8.2 billion dollars. | the other number
  - Wen Tao called the outlook “almost too good”. | wrong speaker
  - Orlix opened a second factory in Norland. | plan told as fact
  - The company will cut 3,000 jobs. | creating
barge
  + The Harrow Bay lifeboat took off 61 passengers. | an apposition left out
  + No one was injured. | negated
  + The lifeboat has taken off 61 passengers to date. | so far
  + The vessel sank at dawn. | a barge is one
  + Crew members had performed repairs. | sailors are crew, carried out
  + The barge drifted in heavy rain for five hours. | denied is the power only
  - The Delphine took off 61 passengers. | wrong ship
  - A lifeboat sank off Harrow Bay after the wrecked barge, which was carrying guests of a wedding, sank at dawn. |
      told once
  - The ferry sank at dawn. | another kind of ship
  - Two sailors sank the barge. | wrong doer
outlook
  + Prices rose by 2.4 percent in the year to April, after 2.8 percent in March. | who says so is left out
  + The central bank now expects growth of 1.1 percent this year. | the new one
  + In February its growth forecast was 1.7 percent. | told as of before
  + Carrow Bank's shares fell 4 percent. | lost 4 percent
  + Shares in Tollin rose 3 percent. | put on 3 percent
  + Mara Tollin said she might quit the chair. | gave up
  + The cellar has been closed to visitors since 2019. | not open
  + Mara Tollin supported a merger. | in favour
  - The central bank now expects growth of 1.7 percent this year. | the replaced one
  - Prices rose by 2.8 percent in the year to April, after 2.4 percent in March. | places changed
  - Shares in Tollin fell 3 percent. | put on
  - Carrow Bank's shares rose 4 percent. | lost
  - The cellar has been open to visitors since 2019. | negation dropped
  - Mara Tollin opposed a merger. | in favour
  - Mara Tollin has quit the chair. | might
painter
  + Ada Quell was born in Harrow Bay in 1934, the third of six sisters. | she, and where she died in between
  + At 20, Nell Arden became the youngest painter in her gallery last year. | age
  + The comet Q-77 returns every 12 years. | apposed
  + Two portraits were stolen by nephews in 1988. | by whom
  - Nell Arden was born in Harrow Bay in 1934. | wrong person
  - At 91, Nell Arden became the youngest painter in her gallery. | wrong age
  - The comet Q-77 returns every 20 years. | the other number
  - The thieves were caught in 1988. | negation dropped
""")
