"""Sentences put freely, as a language model puts them, and traps beside them; every person and event is invented.

Judged before the check was run on them. Of ``FIRST``, 15 of the 65 paraphrases passed and 54 of the 65 traps were
stopped before anything was changed; ``LATER`` was written after that and was not looked at while the first 34 came to
pass: 13 of its 30 paraphrases did, and 25 of its 30 traps were stopped. Since then both have been read, and what was
added, though general, was chosen with them in view: 41 of 65 and 19 of 30 pass, no trap more. What to expect elsewhere
is told by the first figures of ``LATER``, not by these.
"""

from __future__ import annotations

from tests.grounding_tables import judged, stories

STORIES = stories("""
bakers · Wednesday 2025-09-10 · Tarrow Post · Bakers walk out over night work
About 4,000 bakers across Tarrow walked off the job on Tuesday to demand an end to compulsory night shifts. Their union,
Flour and Salt, wants a bonus of 30 percent for work before 4 a.m. "Nobody should have to choose between bread and
sleep," union leader Ines Varga told a rally in Port Salen. The employers' federation offered 12 percent and warned that
small shops would close. Prices of bread have climbed 9 percent since January. Labour Minister Otto Prell will meet both
sides on Friday. The stoppage, the first in the trade since 1998, is due to last three days.

reservoir · Wednesday 2025-08-20 · Mirren Daily · Hosepipe ban as reservoir shrinks
The Mirren Water Company has forbidden households to water gardens or fill swimming pools from Monday, because its main
reservoir at Glane holds only 28 percent of what it can. It is the lowest level since records began in 1961. Offenders
face fines of up to 500 crowns. Farmers are exempt. Company director Hal Ostrow said the restrictions might be lifted in
October if rain came. Critics point out that leaking pipes lose a fifth of the company's water; it paid its owners 60
million crowns last year.

orchestra · Wednesday 2025-11-05 · Culture Week · Lindmark picks its first woman conductor
The Lindmark Philharmonic has named Aurelia Toth as its next chief conductor, the first woman to hold the post in the
orchestra's 140 years. Toth, 41, succeeds Viktor Hamm, who retires next summer after 22 seasons. She signed a contract
for five years. The musicians elected her by 68 votes to 17. "I fell in love with their strings," Toth said. Her opening
concert, on September 12, will feature a symphony by the late Olga Reyes that has never been performed. Ticket sales had
dropped by a third since 2019.

landslide · Thursday 2025-07-03 · Cordan Wire · Landslide cuts off valley
A landslide buried a stretch of the only road into the Upper Cordan valley early on Wednesday, cutting off some 2,300
residents. Nobody was hurt. It followed four days of heavy rain. Helicopters are flying in food and medicine. Engineers
expect clearing the debris to take at least two weeks, regional governor Pia Lund said. A geologist, Sven Aker, had
warned the government in 2023 that felling trees on the slope made it unstable. The timber firm Nordholz rejects any
blame. A school in the village of Brenn serves as a shelter.

chips · Thursday 2025-10-16 · Market Ledger · Velo shares jump on chip order
Shares in the chipmaker Velo Systems rose 17 percent on Wednesday after it announced an order worth 2.4 billion dollars
from the carmaker Ansar. Velo will supply processors for electric cars from 2027. To meet demand it is building a plant
in Dorran that will employ 1,500 people. Third-quarter profit fell to 310 million dollars, from 420 million a year
before, as the price of silicon increased. Chief executive Mona Quist said she would not sell the memory division. Rival
Tessel lost 5 percent.

hospital · Thursday 2025-06-12 · Hesper Journal · Hospital scandal: surgeon loses licence
The medical board of Hesper has withdrawn the licence of surgeon Karl Wenck, who carried out 74 needless operations
between 2017 and 2022. Patients had complained about him for years, but the hospital, Saint Brice, did nothing, an
inquiry found. Wenck denies wrongdoing and says he will appeal. The hospital apologised and set aside 19 million euros
for compensation. Health Minister Dora Feld called the failings inexcusable. Prosecutors have opened an investigation,
but nobody has been charged.

bear · Wednesday 2025-05-21 · Alder Observer · Bear that raided bins is moved
Rangers captured a young brown bear that had been rummaging through rubbish bins in the town of Alder for two weeks and
released it on Tuesday in a forest 120 kilometres away. The animal, a male weighing 140 kilograms, was lured into a cage
with honey and doughnuts. Alder's council had wanted it shot. More than 9,000 people signed an appeal to spare its life.
Ranger Jo Tamm said residents should lock their bins at night. Bears returned to the region in 2011 after an absence of
a century.

election · Tuesday 2025-04-15 · Sorven Times · Opposition takes Sorven city hall
Challenger Lidia Moran won Sunday's election for mayor of Sorven with 53 percent of the vote, ending 16 years of rule by
the Civic Party. Incumbent Bruno Hale conceded late at night and congratulated her. Turnout was 61 percent, up from 48
percent four years ago. Moran, a former bus driver, campaigned on free public transport for pupils and pensioners. She
takes office on May 2. The Civic Party keeps its majority on the council, so she will have to bargain. Election
officials looked into complaints about long lines in two districts and found no fraud.

telescope · Friday 2025-03-07 · Star Bulletin · Telescope spots water on distant world
Astronomers using the Hadar telescope have detected water vapour in the atmosphere of a planet 110 light years away, a
study published on Thursday says. The planet, K-914b, is about twice as large as Earth and circles a red dwarf every 24
days. It is probably too hot for life. "This shows that the method works," lead author Femi Adeyo of Corran University
said. The team observed the planet for 90 hours. Other scientists urged caution, because starspots can mimic the signal.
Further observations are planned for the autumn.

merger · Wednesday 2025-02-19 · Trade Gazette · Regulator blocks supermarket merger
The competition authority on Tuesday barred the supermarket chain Brightway from taking over its smaller rival Korb for
3.1 billion crowns. Together they would have controlled 44 percent of the market, and shoppers would have faced higher
prices, the authority's head, Nils Abel, said. Brightway called the ruling shortsighted and will challenge it in court.
Korb, which has 260 shops and has made losses for three years, said it was seeking another buyer. Trade unions, which
feared for 7,000 jobs, welcomed the decision.

swimmer · Wednesday 2025-08-06 · Sport Today · Teenager swims the Straits
Nina Castell, 16, became the youngest person to swim the Tolan Straits on Tuesday, covering the 34 kilometres in 11
hours and 20 minutes. She was stung by jellyfish three times and nearly gave up halfway. "My brother kept singing from
the boat," she said. The previous record holder, Ada Brook, was 19 when she made the crossing in 2004. Castell raised
80,000 crowns for a children's hospice. She now plans to attempt the return trip next year. Her coach, Remy Dole,
trained her in an unheated lake for 14 months.

bridge · Wednesday 2025-01-29 · Quill Harbour News · Old bridge to be sold for one crown
The city of Quill Harbour is offering its disused Iron Bridge for sale at the symbolic price of one crown. Whoever buys
it has to take it apart and carry it away at their own expense by the end of 2026. Repairing the 1889 structure would
cost 26 million crowns, an expert report concluded. Monument protectors oppose the plan. "You don't throw away your
grandmother," said Ester Blom of the Heritage League. Three parties have expressed interest, deputy mayor Ivo Sand said.
Cars have not been allowed on the bridge since 2016.

schoolbus · Thursday 2025-10-02 · Fenwick Herald · Driver hailed after bus fire
Twenty-six pupils escaped unhurt when their school bus caught fire near Fenwick on Wednesday morning. Driver Rosa Imhof
noticed smoke, pulled over and led the children out within a minute; soon afterwards the vehicle was ablaze. Imhof, 58,
was treated for smoke inhalation and sent home. Investigators suspect a faulty battery. The electric bus was eight
months old. Its maker, Carro, has asked operators to park 340 buses of the same type until they have been checked. "I
only did my job," Imhof said.

ferry_fire · Thursday 2025-09-25 · Norrin Echo · Fire on night ferry
A fire broke out in the engine room of the night ferry Halcyon on Wednesday as it crossed the Norrin Strait with 412
passengers aboard. The crew put out the flames within forty minutes, and nobody was killed. Two sailors suffered burns.
The ship was towed to Port Ambel, where travellers spent the night in a sports hall. Owner Baltis Lines has cancelled
all crossings until Sunday. Inspectors had found worn fuel pipes in the vessel in spring and ordered them to be replaced
by August. "We smelled diesel for hours," passenger Lotte Reim said.

school_meals · Thursday 2025-10-09 · Vesper Times · Free school lunches for all
Vesper's parliament passed a law on Wednesday that gives every primary school pupil a free lunch from January. It was
carried by 91 votes to 64. The government puts the cost at 320 million marks a year, to be covered by a tax on sugary
drinks. Education Minister Hanne Oster said that one child in eight comes to school hungry. The Conservative Party
called the plan wasteful and wanted meals for poor families only. Drinks makers fear that sales will shrink. In a trial
in the city of Orvik, attendance improved by 6 percent.

dig · Thursday 2025-06-19 · History Today News · Farmer ploughs up Bronze Age hoard
A farmer ploughing a field near Tessin has unearthed 83 bronze axes and swords that archaeologists believe to be about
3,100 years old. Emil Gade, 62, at first took them for scrap and stored them in his barn for three weeks. Only when his
granddaughter posted a photograph did the regional museum come forward. Curator Ilka Brun thinks that the weapons were
buried as a gift to the gods. By law the hoard belongs to the state, which will pay Gade a reward of 45,000 marks. It
goes on show in November. The site is being kept secret for fear of looters.

airport · Thursday 2025-12-04 · Capital Courier · Court halts third runway
The supreme court stopped the construction of a third runway at Marlow airport on Wednesday, ruling that ministers had
failed to consider noise. About 15,000 households lie under the planned flight path. The airport's operator, Aerion, had
already spent 210 million crowns on the project and said that it would submit a new application. Campaigner Judith Falk,
who brought the case with nine neighbours, wept when the verdict was read out. Transport Minister Leo Varn regretted the
decision but will not appeal. Passenger numbers have yet to return to the level of 2019.

chess · Thursday 2025-07-31 · Board Games Weekly · Pensioner beats champion
Retired plumber Walter Eck, 74, sensationally defeated world champion Ming Sorel in the first round of the Lugen Open on
Wednesday. Sorel, who had not lost a game since February, resigned after 52 moves. "I thought he would crush me," Eck
said. Organisers checked Eck for hidden electronic devices and found none. He is ranked 1,840th in the world. In the
next round he meets the Argentine grandmaster Paula Rios. The tournament's winner earns 50,000 francs. Sorel
congratulated his opponent and blamed fatigue.

wolves · Thursday 2025-03-27 · Upland Herald · Upland to allow wolf hunting
The canton of Upland will permit hunters to shoot up to twelve wolves this autumn after packs killed 640 sheep last
year. Farmers, who had demanded the right to protect their herds, were relieved. Nature groups intend to sue. "Dogs and
fences would be enough," said biologist Rafael Stam. Fewer than half of the farms have protected their pastures,
although the canton refunds 80 percent of the cost. Officials count about 50 wolves in seven packs. The animals had been
wiped out in the canton by 1890.
""")

FIRST = judged("""
bakers
  + Some 4,000 bakers in Tarrow went on strike on Tuesday against mandatory night work.
  ? The union is asking for 30 percent extra pay for work done before 4 a.m.
  + Employers proposed 12 percent and cautioned that small bakeries could go out of business.
  ? The walkout, which is scheduled to run for three days, is the industry's first since 1998.
  + Bread has become 9 percent more expensive since January.
  - Some 4,000 bakers in Tarrow ended their strike on Tuesday.
  - The employers' federation is asking for 30 percent extra pay for work done before 4 a.m.
  - Employers agreed to pay 30 percent more for night work.
  - Bakers want compulsory night shifts to be introduced.
  - Bread has become 9 percent cheaper since January.
reservoir
  + Households in Mirren are banned from watering their gardens starting Monday.
  ? The Glane reservoir is only 28 percent full, the lowest level ever recorded there.
  ? People who break the rules can be fined as much as 500 crowns, while farmers are not affected.
  + Hal Ostrow said the ban could be lifted in October if it rains.
  ? Critics note that the company loses a fifth of its water through leaky pipes.
  - Farmers in Mirren are banned from watering their fields starting Monday.
  - The Glane reservoir has lost 28 percent of its water.
  - Hal Ostrow promised that the ban will be lifted in October.
  - The company's owners lose a fifth of its water through leaky pipes.
  - The company was fined 60 million crowns last year.
orchestra
  + Aurelia Toth will become the first female chief conductor of the Lindmark Philharmonic.
  ? Toth replaces Viktor Hamm, who is stepping down next summer after 22 seasons.
  + She was chosen by the musicians in a vote of 68 to 17.
  + Her contract runs for five years.
  + The orchestra sells about a third fewer tickets than in 2019.
  - Viktor Hamm replaces Aurelia Toth, who is stepping down next summer.
  ! Aurelia Toth is the first woman to play in the Lindmark Philharmonic.
  - The symphony by Olga Reyes was performed to great applause.
  - Toth was rejected by 68 of the musicians.
  - Ticket sales have grown by a third since 2019.
landslide
  ? Around 2,300 people were isolated after a landslide blocked the only road to the Upper Cordan valley.
  + There were no injuries.
  + Supplies of food and medicine are being brought in by helicopter.
  + Removing the debris is expected to take two weeks or more, according to governor Pia Lund.
  + Geologist Sven Aker had cautioned in 2023 that logging was destabilising the slope.
  - Around 2,300 people were injured after a landslide blocked the only road to the valley.
  - Nordholz admitted that felling trees had made the slope unstable.
  - Helicopters are flying residents out of the valley.
  - Governor Pia Lund had warned in 2023 that the slope was unstable.
  ! The road will be clear again within a week.
chips
  + Velo Systems' stock gained 17 percent on Wednesday following a 2.4 billion dollar order from Ansar.
  + Starting in 2027, Velo will provide Ansar with processors for electric vehicles.
  ? The company's quarterly earnings declined to 310 million dollars from 420 million a year earlier.
  + A new factory in Dorran will create 1,500 jobs.
  ? Mona Quist ruled out a sale of the memory division.
  - Tessel's stock gained 17 percent on Wednesday.
  - Velo placed an order worth 2.4 billion dollars with the carmaker Ansar.
  - Velo's quarterly profit climbed to 310 million dollars from 420 million.
  - Mona Quist announced the sale of the memory division.
  - A plant in Dorran will close, costing 1,500 jobs.
hospital
  + Surgeon Karl Wenck was stripped of his licence after performing 74 unnecessary operations.
  + According to the inquiry, the Saint Brice hospital ignored patients' complaints for years.
  ? Wenck maintains that he did nothing wrong and intends to appeal.
  + The hospital has reserved 19 million euros to compensate patients and said it was sorry.
  ? An investigation is under way, but no charges have been brought.
  - Karl Wenck admitted that he had performed 74 unnecessary operations.
  - Karl Wenck has been charged by prosecutors.
  - Patients were paid 19 million euros in compensation by Wenck.
  ! The hospital reported the surgeon after patients' complaints.
  - Health Minister Dora Feld apologised for the failings.
bear
  + A brown bear that had been going through garbage cans in Alder was caught and set free on Tuesday.
  ? It was relocated to a forest 120 kilometres from the town.
  + Honey and doughnuts were used to attract the bear into a trap.
  ? More than 9,000 people petitioned for the bear not to be killed.
  + Residents were advised by ranger Jo Tamm to secure their bins overnight.
  - The bear was shot on Tuesday at the request of Alder's council.
  - A bear attacked residents of Alder for two weeks.
  - More than 9,000 people petitioned for the bear to be killed.
  - The bear escaped from a cage in Alder on Tuesday.
  - Jo Tamm told residents to leave their bins open at night.
election
  + Lidia Moran was elected mayor of Sorven on Sunday with 53 percent of the vote.
  + Her victory ends the Civic Party's 16 years in power in the city.
  ? Bruno Hale admitted defeat and offered Moran his congratulations.
  + Voter participation increased to 61 percent from 48 percent at the previous election.
  + No evidence of fraud was found by election officials.
  - Bruno Hale was elected mayor of Sorven with 53 percent of the vote.
  - The Civic Party lost its majority on the council.
  - Election officials confirmed fraud in two districts.
  - Voter participation fell to 48 percent from 61 percent.
  - Moran has introduced free public transport for pupils.
telescope
  + Water vapour has been discovered in the atmosphere of K-914b, a planet 110 light years from us.
  + K-914b is roughly double the size of Earth and orbits a red dwarf every 24 days.
  ? The planet is likely too hot to support life.
  + Some researchers called for caution, since starspots can imitate such a signal.
  + The team watched the planet for 90 hours with the Hadar telescope.
  - Astronomers have found life on K-914b.
  - The planet K-914b is about half as large as Earth.
  - Femi Adeyo warned that starspots can imitate the signal.
  - Scientists have proved that the planet can support life.
  - The Hadar telescope orbits a red dwarf every 24 days.
merger
  + Brightway has been prohibited from acquiring its smaller competitor Korb for 3.1 billion crowns.
  ? The combined company would have had a 44 percent market share.
  ? Nils Abel said the deal would have led to higher prices for customers.
  + Brightway plans to fight the decision in court.
  + Korb, which is unprofitable, is now looking for a different buyer.
  ! Brightway has taken over Korb for 3.1 billion crowns.
  - Trade unions criticised the decision to block the merger.
  ! Korb will challenge the ruling in court.
  - Nils Abel said that shoppers would have benefited from lower prices.
  - Korb has been profitable for three years.
swimmer
  + At 16, Nina Castell is the youngest person ever to swim across the Tolan Straits.
  ? It took her 11 hours and 20 minutes to complete the 34-kilometre swim.
  + Jellyfish stung her three times, and she almost quit halfway.
  + Castell collected 80,000 crowns for a hospice for children.
  + She intends to try the swim back next year.
  - Ada Brook was 16 when she swam the Tolan Straits.
  ! Nina Castell swam the straits in both directions.
  ! Castell abandoned the swim halfway after being stung by jellyfish.
  - Her brother swam with her for 14 months.
  ! A children's hospice gave Castell 80,000 crowns.
bridge
  + Quill Harbour wants to sell its unused Iron Bridge for a symbolic one crown.
  ? The buyer must dismantle the bridge and remove it by the end of 2026 at their own cost.
  + According to an expert report, fixing the bridge would cost 26 million crowns.
  + The bridge has been closed to cars since 2016.
  ? Conservationists are against the sale.
  ! Quill Harbour has sold its Iron Bridge for one crown.
  - The city will pay for taking the bridge apart.
  - The Heritage League supports the sale of the bridge.
  - Repairing the bridge has cost 26 million crowns.
  - Cars have been allowed on the bridge since 2016.
schoolbus
  ? All 26 children got out unharmed when a school bus went up in flames near Fenwick.
  ? Rosa Imhof spotted smoke, stopped the bus and evacuated the pupils in less than a minute.
  ? A defective battery is believed to have caused the fire.
  ? Carro wants 340 similar buses taken off the road until they have been inspected.
  + The driver was treated for breathing in smoke.
  - Twenty-six pupils were hurt when a school bus caught fire near Fenwick.
  ! Rosa Imhof set fire to the bus on Wednesday morning.
  - Investigators have ruled out a faulty battery.
  - Carro has repaired 340 buses of the same type.
  - The driver died of smoke inhalation.
""")

LATER = judged("""
ferry_fire
  ? The ferry Halcyon caught fire on Wednesday while carrying 412 passengers across the Norrin Strait.
  + It took the crew forty minutes to extinguish the blaze.
  ? There were no deaths, but two crew members were burned.
  + Passengers had to sleep in a sports hall in Port Ambel, where the ship had been towed.
  ? Baltis Lines suspended all its crossings until Sunday.
  - Two sailors died in the fire on the Halcyon.
  ! Baltis Lines replaced the worn fuel pipes in August.
  ! Passengers put out the fire within forty minutes.
  - The ferry Halcyon sank in the Norrin Strait with 412 passengers aboard.
  ! Lotte Reim ordered the fuel pipes to be replaced.
school_meals
  ? From January, all primary school children in Vesper will receive lunch free of charge.
  + Lawmakers approved the bill by 91 votes to 64.
  + The scheme will cost an estimated 320 million marks annually and be financed by a tax on sugary drinks.
  + According to Hanne Oster, one in eight children arrives at school hungry.
  + Attendance rose by 6 percent during a pilot project in Orvik.
  - Parliament rejected free school lunches by 91 votes to 64.
  - The Conservative Party wanted meals for all families.
  - Every pupil in Orvik already pays for lunch.
  - One child in eight is absent from school, Hanne Oster said.
  - Drinks makers will pay 320 million marks for meals for poor families.
dig
  + Emil Gade found 83 bronze swords and axes while ploughing his field near Tessin.
  + The weapons are thought to be roughly 3,100 years old.
  + Gade initially believed they were scrap and kept them in his barn for three weeks.
  ? He will receive 45,000 marks as a reward from the state, which owns the find.
  ? The location has not been disclosed because looters might come.
  - Emil Gade sold the weapons as scrap.
  - The hoard belongs to Gade, who was paid 45,000 marks.
  - Looters stole 83 bronze axes from the site.
  - Ilka Brun unearthed the weapons near Tessin.
  - The regional museum kept the weapons for three weeks.
airport
  + Judges ordered a halt to building work on a third runway at Marlow airport on Wednesday.
  ? The government had not taken noise into account, the court found.
  ? Aerion has invested 210 million crowns in the runway so far and intends to apply again.
  + Leo Varn voiced regret about the ruling but said there would be no appeal.
  ? The airport still has fewer passengers than in 2019.
  - The supreme court approved the third runway at Marlow airport.
  - Leo Varn will appeal against the decision.
  - Judith Falk spent 210 million crowns on the case.
  - The third runway at Marlow airport was completed on Wednesday.
  - Passenger numbers are higher than in 2019.
chess
  + Walter Eck, a 74-year-old former plumber, beat world champion Ming Sorel on Wednesday.
  + Sorel gave up after 52 moves.
  + It was the champion's first defeat since February.
  + Eck was searched for electronic devices, but nothing was found.
  + Eck's next opponent is Paula Rios of Argentina.
  - Ming Sorel defeated Walter Eck after 52 moves.
  - Organisers found a hidden electronic device on Eck.
  ! Eck won 50,000 francs.
  ! Paula Rios lost to Eck in the next round.
  - Sorel accused his opponent of cheating.
wolves
  ? Hunters in Upland will be allowed to kill as many as twelve wolves this autumn.
  + Last year 640 sheep were killed by wolves.
  ? Environmental organisations plan to go to court.
  + The canton reimburses farmers for 80 percent of what fences cost.
  + There are roughly 50 wolves in the canton, according to officials.
  - Hunters shot twelve wolves last year.
  - Wolves killed 50 sheep in seven herds.
  - Most farms in the canton have protected their pastures.
  - Nature groups welcomed the decision to shoot wolves.
  - Rafael Stam demanded the right to shoot wolves.
""")
