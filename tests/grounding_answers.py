"""Sentences as a language model answers: near the source, but merged, reordered, resolved and attributed; all invented.

Judged before the check was run on them. ``HELD_OUT`` was written last: before anything was changed for it, 8 of its 20
true sentences passed and 16 of its 20 false ones were stopped.
"""

from __future__ import annotations

from tests.grounding_tables import judged, stories

STORIES = stories("""
library · Thursday 2025-02-13 · Orrin Gazette · Orrin to shut three libraries
Orrin's city council decided on Wednesday to close three of its nine public libraries by the end of June to save 1.8
million crowns a year. The branches in Eastgate, Pell Street and the Old Docks will go first, finance chief Nadia Holm
said. "No one on this council wanted to do this," she told residents who had packed the town hall. Some 14,000 people
have signed a petition against the closures since January. Opposition councillor Bram Teel accused the council of
balancing its books on the backs of children. The city will offer jobs elsewhere to all 41 librarians affected. A mobile
library will visit the three districts twice a week from July.

dam · Tuesday 2025-04-22 · Velland Post · Dam repairs begin after spring floods
Engineers began repairing the Karst dam in western Velland on Monday, three weeks after floodwater tore a 40-metre gap
in its wall. About 6,500 people who fled the valley may not return before the autumn, Water Minister Lena Oduya said.
The repairs will cost an estimated 75 million dollars, a third of which the Regional Development Bank has promised to
lend. Heavy rain in late March brought down twice the usual amount of water. Nobody died, because sirens had warned
villagers two hours earlier. An inspection in 2022 had found cracks in the wall, but the work was put off for lack of
money. Opposition politicians want Oduya to step down; she has refused.

rocket · Friday 2025-05-30 · Space Daily · Halden rocket reaches orbit at fourth try
The start-up Halden Aerospace put a satellite into orbit for the first time on Thursday, after three failed launches.
Its 28-metre rocket, Kestrel, lifted off from Cape Rorik at 9:14 a.m. and released a weather satellite weighing 160
kilograms eleven minutes later. "We cried, all of us," founder Mira Solberg said. The company, which employs 220 people,
nearly ran out of cash after the third failure last August and was rescued by an investment of 90 million euros from the
carmaker Tavo. It plans six launches next year and says it has orders for fourteen. Larger rivals charge about twice its
price of 5 million euros a flight.

museum · Tuesday 2025-03-18 · Lomar Times · Stolen Vantongeren found in garden shed
A painting stolen from Lomar's Museum of Art eleven years ago has turned up in the garden shed of a retired postman,
police said on Monday. The small portrait by Elsa Vantongeren, valued at 2.2 million euros, was wrapped in a bed sheet
behind a lawnmower. The 71-year-old man, whose name has not been released, told officers that he had bought it at a flea
market for 30 euros and is not a suspect. An art historian who was helping a neighbour move house recognised the
picture. Museum director Paul Eklund called its return a miracle and said that it would hang in its old place again from
May after being cleaned. Two other works taken in the same night are still missing.

milk · Thursday 2025-06-26 · Farm Weekly · Milk price falls to six-year low
The price that dairies pay farmers for milk fell to 31 cents a litre in May, the lowest since 2019, Norland's farm
ministry said on Wednesday. It stood at 42 cents a year earlier. Demand from abroad has shrunk by 12 percent since Tarn
imposed tariffs in February. Many farms lose money at less than 38 cents, according to the farmers' union, whose
chairman Ole Rask asked for emergency aid. Agriculture Minister Birte Kahl ruled out subsidies but offered cheap loans.
About 900 of Norland's 11,000 dairy farms gave up last year. In the shops, a litre still costs 1.15 euros, almost
unchanged. Analysts expect prices to recover slowly from the autumn.

bridge_toll · Tuesday 2025-07-08 · Sund Courier · Court stops bridge toll
An administrative court in Sund on Monday halted the toll on the Marrin bridge four days before it was to be introduced.
Motorists were to pay 3.50 euros per crossing. The judges ruled that the regional government had not consulted the
island's 8,200 inhabitants as the law requires. The action was brought by a fishermen's co-operative and two bus
companies. Transport Minister Ivar Lund said the government would appeal, and warned that a planned cycle lane could not
be built without the money. The toll was expected to bring in 11 million euros a year. "We are an island, not a cash
machine," said Runa Dahl, who heads the co-operative.

virus · Friday 2025-01-17 · Health Monitor · Norovirus closes hospital wards in Calder
Calder General Hospital closed four of its wards to visitors on Thursday after 63 patients and 29 nurses fell ill with
norovirus. Planned operations have been postponed until at least next Wednesday, but the emergency department stays
open, medical director Dr Samir Azari said. Two elderly patients are in intensive care. The outbreak probably began in
the canteen, where a cook had worked while sick, an internal review suggests. It is the largest outbreak at the hospital
since 2011. Health authorities have recorded 40 percent more infections nationwide than in the same weeks of last winter
and advise people to wash their hands with soap, since disinfectant gel does not kill the virus.

chess · Monday 2025-09-15 · Sport Daily · Sixteen-year-old is chess champion
Sixteen-year-old Anouk Verhage became the youngest chess champion in Belmar's history on Sunday when she drew her last
game with the title holder, Grigor Manoli. She finished with 8.5 points out of 11, half a point ahead of Manoli, who had
won the title five times in a row. Verhage, who learned the game from her grandmother, skipped two weeks of school to
take part. "My teacher was following online during maths," she said. The winner receives 25,000 crowns and a place at
the world cup in Norland next April. Manoli, 44, said he would not retire. Women had been allowed to enter the open
championship only since 1998.

glacier · Tuesday 2025-10-14 · Alpine Observer · Lodern glacier loses record ice
The Lodern glacier lost more ice this summer than in any year since measurements began in 1954, researchers at the
University of Brend reported on Monday. It shrank by 4.3 metres in thickness on average. The team led by glaciologist
Ines Karlin had drilled 26 poles into the ice in spring; all but two had melted out by August. A hot July and a winter
with little snow were to blame, Karlin said. The glacier supplies drinking water to 90,000 people in the valley. The
town of Brend intends to build a reservoir for 34 million francs, but farmers oppose the site because it would flood
pasture. Voters will decide in March. Hikers were banned from the glacier's northern edge in August after a rockfall
injured three of them.

airline · Thursday 2025-11-20 · Business Ledger · Norwing grounds jets over cracked blades
The airline Norwing grounded 17 of its 64 jets on Wednesday after inspectors discovered hairline cracks in engine
blades. Some 240 flights were cancelled and about 31,000 travellers stranded, most of them in Lomar. Chief executive
Petra Lind apologised to customers and promised refunds. The engine manufacturer Rolvik expects to deliver replacement
blades within three weeks. No passenger was ever in danger, Rolvik insisted. The pilots' union, however, said that it
had reported unusual vibrations as early as April and had been ignored. Norwing's shares lost 8 percent. The aviation
authority has opened an investigation and ordered two other airlines that use the same engine to check it.

strike_teachers · Thursday 2025-03-06 · Norland Herald · Teachers in Norland walk out
Nearly 60,000 teachers across Norland stayed away from work on Wednesday in the biggest walkout the country's schools
have seen in two decades. They are demanding a pay rise of 9 percent and classes of no more than 24 pupils. Education
Minister Jonas Brack has offered 4 percent, which the union's head, Alma Reyes, dismissed as an insult. Three in four
schools were shut; in the rest, head teachers looked after children whose parents had to work. A poll by the institute
Vox found that 58 percent of parents back the teachers. Further talks are scheduled for Friday. If they fail, the union
wants to strike for a whole week after Easter. The number of teachers leaving the profession has doubled since 2019.
""")

TUNED = judged("""
library
  + The council will shut three of the city's nine public libraries by the end of June. | shut
  ? According to Nadia Holm, the finance chief, the first to close will be the branches in Eastgate, Pell Street and the
      Old Docks. | attributed
  + The closures are meant to save 1.8 million crowns a year. | meant to
  + All 41 librarians affected will be offered jobs elsewhere by the city. | passive
  ? A petition opposing the closures has gathered about 14,000 signatures since January. | nominalised
  + From July, the three districts will be served by a mobile library twice a week. | served
  + Bram Teel, an opposition councillor, said the council was balancing its books on the backs of children. |
      accused/said
  ? Orrin is closing three libraries, and residents have signed a petition against the move. | merged
dam
  + Repair work on the Karst dam in western Velland started on Monday. | nominalised
  + Floodwater ripped a 40-metre hole in the dam's wall three weeks before the repairs started. | reordered
  + Around 6,500 people who left the valley might not be able to go home before autumn, according to Water Minister Lena
      Oduya. | attributed
  + The work is expected to cost about $75 million. | estimated
  + The Regional Development Bank has pledged to provide a third of the cost as a loan. | nominalised
  + No one was killed because villagers had been warned by sirens two hours before. | passive
  + Cracks were discovered in the wall during a 2022 inspection, but repairs were postponed because there was no money.
      | postponed
  + Oduya has rejected calls from opposition politicians to resign. | refused
rocket
  + Halden Aerospace reached orbit for the first time on Thursday following three failed launches. | following
  + The 28-metre Kestrel rocket took off from Cape Rorik at 9:14 a.m. | took off
  + Eleven minutes after liftoff, it deployed a 160-kilogram weather satellite. | deployed
  + The company was saved by a €90 million investment from carmaker Tavo. | saved
  + Halden has 220 employees. | nominalised
  + The start-up intends to launch six times next year and has fourteen orders. | merged
  ? A flight with Halden costs 5 million euros, around half of what bigger competitors charge. | half/twice
  + Founder Mira Solberg said that everyone at the company had cried. | indirect
museum
  + Police said on Monday that a painting stolen eleven years ago from Lomar's Museum of Art had been found in a retired
      postman's garden shed. | turned up
  + The portrait by Elsa Vantongeren is worth €2.2 million. | valued
  + It had been hidden behind a lawnmower, wrapped in a bed sheet. | hidden
  ? The man said he had paid 30 euros for the painting at a flea market. | bought for
  ? The 71-year-old is not considered a suspect by police. | considered
  + The painting was identified by an art historian who was helping a neighbour to move. | recognised
  + After cleaning, the work will be displayed in its former place from May, according to museum director Paul Eklund. |
      hang
  + Two further works stolen on the same night have not been recovered. | still missing
milk
  + Dairies paid farmers 31 cents a litre for milk in May, the lowest price since 2019. | merged
  + The price was 42 cents a year before. | earlier
  + Foreign demand has dropped 12 percent since Tarn introduced tariffs in February. | imposed
  + Ole Rask, who chairs the farmers' union, called for emergency aid. | asked for
  + Birte Kahl, the agriculture minister, rejected subsidies but proposed cheap loans. | ruled out
  + Last year, some 900 of the country's 11,000 dairy farms closed down. | gave up
  + The retail price of a litre remains at 1.15 euros, almost the same as before. | unchanged
  + Analysts forecast a slow recovery in prices starting in the autumn. | nominalised
library
  - The council will shut nine of its public libraries by the end of June. | number of what
  - The closures will cost the city 1.8 million crowns a year. | cost for save
  - Nadia Holm accused the council of balancing its books on the backs of children. | wrong person
  - The city will dismiss all 41 librarians affected. | jobs lost
  - A petition supporting the closures has been signed by 14,000 people. | turned round
  - A mobile library will visit the three districts twice a month from July. | unit
  - The three libraries closed on Wednesday. | wrong day of the wrong thing
  - The council reversed its decision to close three libraries. | verb invented
dam
  - Engineers finished repairing the Karst dam on Monday. | finished
  - About 6,500 people who fled the valley have returned. | negated
  - The Regional Development Bank has promised to lend 75 million dollars. | whole for a third
  - Oduya has agreed to step down. | refused
  - An inspection in 2022 found no cracks in the wall. | negation
  - Sirens failed to warn villagers of the flood. | turned round
  - The floodwater tore a 40-metre gap in the dam because cracks had been repaired badly. | cause
  - Opposition politicians praised Oduya for the repairs. | verb invented
rocket
  - Halden Aerospace put a satellite into orbit for the fourth time on Thursday. | fourth
  - The rocket exploded eleven minutes after it lifted off. | verb invented
  ! Tavo bought Halden Aerospace for 90 million euros. | invested
  - The company has completed six launches. | plan told as fact
  ! Halden charges twice as much as its larger rivals. | turned round
  - The third launch last August was a success. | failure
  - The satellite weighed 220 kilograms. | the other number
  ! Mira Solberg, the founder of Tavo, said that all of them cried. | wrong company
museum
  - A retired postman has been arrested over a painting stolen eleven years ago. | verb invented
  - The man sold the painting at a flea market for 30 euros. | sold
  - The postman, Paul Eklund, kept the painting in his garden shed. | wrong person
  - All three works stolen in that night have been recovered. | still missing
  - The painting has hung in its old place since May. | future told as past
  - The portrait was damaged by the lawnmower. | verb invented
  - Police have released the name of the 71-year-old man. | negation dropped
  ! A neighbour who was moving house recognised the picture. | wrong person
milk
  - The milk price rose to 42 cents a litre in May. | turned round
  - Shops pay 31 cents for a litre of milk. | wrong payer
  - Birte Kahl promised subsidies to farmers. | ruled out
  - Ole Rask ruled out emergency aid. | wrong verb for him
  - About 11,000 dairy farms gave up last year. | number of what
  - Norland imposed tariffs on Tarn in February. | roles
  ! Analysts expect prices to fall further from the autumn. | turned round
  - Farms make money at less than 38 cents, the union says. | turned round
""")

TUNED_TOO = judged("""
bridge_toll
  ? The toll on the Marrin bridge was stopped by a court on Monday, four days before it was due to start. | passive
  + Drivers would have had to pay €3.50 for each crossing. | would have
  + According to the court, the regional government failed to consult the 8,200 residents of the island, which the law
      requires. | attributed
  + Ivar Lund, the transport minister, said an appeal would be filed. | nominalised
  ? Without the toll revenue, a planned cycle lane cannot be built, Lund warned. | reordered
  + The case was brought by two bus companies and a fishermen's co-operative. | case/action
  + The toll would have raised an expected 11 million euros annually. | raised
virus
  + Four wards at Calder General Hospital have been closed to visitors because of a norovirus outbreak. | merged
  + A total of 63 patients and 29 nurses have been infected. | fell ill
  + Scheduled surgeries are postponed until next Wednesday at the earliest. | synonyms
  + The emergency department remains open, according to medical director Dr Samir Azari. | attributed
  + An internal review indicates that the outbreak likely started in the canteen. | suggests
  ? The hospital has not seen a bigger outbreak since 2011. | negated superlative
  + People are advised to wash their hands with soap because disinfectant gel does not kill the virus. | passive
chess
  + Anouk Verhage, 16, is the youngest chess champion in the history of Belmar. | apposed
  + She secured the title on Sunday by drawing her final game against Grigor Manoli. | secured
  ? Verhage scored 8.5 points from 11 games, half a point more than Manoli. | scored
  ? Her grandmother taught her to play. | taught/learned
  ? The champion will get 25,000 crowns and qualify for the world cup in Norland next April. | qualify
  ? Manoli, a five-time winner, has no plans to retire. | nominalised
bridge_toll
  - The court approved the toll on the Marrin bridge. | halted
  - Motorists have paid 3.50 euros per crossing since Monday. | never introduced
  - Runa Dahl said the government would appeal. | wrong person
  - The fishermen's co-operative lost its action against the toll. | won
  - The cycle lane has been built with the money from the toll. | could not
  - The judges ruled that the government had consulted the inhabitants. | negation dropped
  - The island's inhabitants welcomed the toll. | verb invented
virus
  - The hospital has closed its emergency department. | stays open
  - Two elderly patients died in intensive care. | verb invented
  - Disinfectant gel kills the virus, health authorities say. | negation dropped
  - The cook was dismissed after the outbreak. | verb invented
  - Infections nationwide are 40 percent lower than in the same weeks of last winter. | turned round
  - 63 nurses and 29 patients fell ill. | numbers swapped
  ! It is the largest outbreak in the country since 2011. | of what
chess
  - Verhage beat Grigor Manoli in her last game. | drew
  - Manoli finished half a point ahead of Verhage. | places swapped
  - Verhage has won the title five times in a row. | wrong person
  - Manoli announced his retirement. | negation dropped
  ! Verhage learned the game from her teacher. | wrong person
  - Women have been banned from the open championship since 1998. | allowed
""")

HELD_OUT = judged("""
glacier
  + The Lodern glacier lost more ice this summer than in any other year since records began in 1954. | records
  ? On average, it became 4.3 metres thinner. | thinner
  ? According to Ines Karlin, a hot July and a lack of snow in winter were responsible. | responsible
  ? Of the 26 poles drilled into the ice in spring, only two had not melted out by August. | all but two
  + About 90,000 people in the valley get their drinking water from the glacier. | converse
  + Farmers are against the site of the planned reservoir, as it would flood pasture. | against
  + A vote on the reservoir will be held in March. | nominalised
airline
  ? Norwing took 17 of its 64 jets out of service on Wednesday because of hairline cracks in engine blades. | out of
      service
  + About 240 flights had to be cancelled, leaving around 31,000 passengers stranded. | leaving
  + Petra Lind, the airline's chief executive, has apologised and pledged to refund customers. | refund
  + Rolvik, which makes the engines, expects to supply new blades within three weeks. | supply
  + The pilots' union said its reports of unusual vibrations in April had been ignored. | nominalised
  + Shares in Norwing fell 8 percent. | lost
  + Two other airlines with the same engine have been told to inspect it by the aviation authority. | told to
strike_teachers
  + Almost 60,000 teachers went on strike across Norland on Wednesday. | went on strike
  + It was the largest walkout at the country's schools in 20 years. | two decades
  ? The teachers want 9 percent more pay and a maximum class size of 24 pupils. | maximum
  + Education Minister Jonas Brack's offer of 4 percent was rejected by union head Alma Reyes as an insult. | rejected
  + A Vox poll shows that 58 percent of parents support the teachers. | shows
  ? Should the talks on Friday fail, the union plans a week-long strike after Easter. | should
glacier
  - The Lodern glacier gained 4.3 metres in thickness this summer. | turned round
  - All 26 poles had melted out by August. | all but two
  - Karlin blamed hikers for the loss of ice. | wrong cause
  - The town of Brend has built a reservoir for 34 million francs. | plan told as fact
  - Farmers support the site of the reservoir. | turned round
  - A rockfall killed three hikers in August. | injured
  ! Voters rejected the reservoir in March. | to come
airline
  - Norwing grounded all of its 64 jets on Wednesday. | 17 of 64
  - Inspectors found cracks in the wings of 17 jets. | blades
  - Petra Lind resigned after 240 flights were cancelled. | verb invented
  - Rolvik delivered replacement blades three weeks ago. | to come
  - Rolvik said that passengers had been in danger. | negation dropped
  - The pilots' union ignored unusual vibrations in April. | roles
  - Norwing's shares gained 8 percent. | turned round
strike_teachers
  - Jonas Brack called the teachers' demand an insult. | wrong person
  - The minister has offered the teachers 9 percent. | the other number
  - Three in four schools stayed open. | shut
  - 58 percent of parents oppose the teachers. | turned round
  - The talks on Friday failed. | if
  ! The number of teachers has doubled since 2019. | of what
""")
