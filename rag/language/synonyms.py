"""What means the same in news English: one meaning a line, named by its first word, and phrases that mean one word.

Words are given in any form, since they are stemmed before they are looked up; a word may stand in several lines.
Nothing here is about particular people, places or events.
"""

from __future__ import annotations

_SYNONYMS = """
kill die dead death fatal casualty slain murder perish victim toll deadly
injure wound hurt injury harm
rise increase grow growth climb jump soar surge raise lift boost gain higher hike up expand strengthen quicken
fall drop decline decrease slump plunge tumble sink lower reduce cut slash shrink slow ease weaken down dip cutback
buy purchase acquire acquisition takeover buyout
sell sale disposal offload
win victory triumph winner award receive
beat defeat overcome
lose loss
resign quit leave departure
fire dismiss sack oust
cut eliminate axe shed
hire recruit employ
start begin launch commence onset initiate open
end stop finish conclude halt cease
close shut closure
open reopen
approve accept endorse back ratify pass adopt clear approval acceptance vote
support favour favor back endorse
reject refuse decline rebuff turn dismiss
oppose opposition against
praise welcome hail applaud commend
criticise criticize condemn complain denounce slam attack blast disaster
admit confess acknowledge
deny reject dispute
confirm verify
acquit clear exonerate
convict guilty conviction
arrest detain detention seize catch custody
charge accuse indict
release free discharge liberate
jail prison imprison sentence
ban prohibit bar outlaw forbid
allow permit let
say tell announce state declare report claim add remark comment note statement announcement
ask demand seek want request call urge
offer propose suggest proposal
get receive obtain
lead head chair run leader
build construct develop
destroy demolish wreck ruin
demolish dismantle remove
owe debt
unclear unknown
clear known know
aboard board
complete finish
damage loss lose
repair fix renovate restore
find discover recover locate detect discovery
steal theft rob robbery loot
rescue save pull
save stop
evacuate flee
hit strike struck
crash collide collision run accident
quake earthquake tremor
wildfire fire blaze flame inferno
storm cyclone hurricane typhoon
burn burnt
battle fight
house home
worker employee staff workforce job
dockworker docker dock
company firm group business corporation operator maker
pay wage salary
price cost worth value expense spend
use using user
fly flew travel journey distance
meet talk meeting summit
visit trip
sign signing
deal agreement accord pact treaty
poll survey
vote election ballot presidential poll
country nation
child children kid
boy son
girl daughter
man men
woman women
people person
pupil student schoolchild
doctor physician
lawyer attorney
film movie
match game final
team club side
crowd spectator fan attend
goal score
equalise equalize level
first debut
decide decision
welcome hail
chief head boss director
executive ceo
minister ministry
parliament lawmaker
big large huge major great
small little minor
high tall
fast quick rapid
strong powerful
new fresh
old former previous earlier past ex
serious severe grave seriously severely
mild slight
mistake error
car vehicle
phone mobile
foldable folding
aircraft plane helicopter
ship vessel boat
picture painting artwork
prize award trophy
show display exhibit exhibition
return back
test trial
cause reason origin
keep hold unchanged maintain retain remain stay
plan intend intention aim scheme
promise pledge vow
expect forecast predict anticipate estimate
foreign abroad overseas
warn warning
threaten threat
happen occur place
year annual yearly
day daily
month monthly
week weekly
help aid assistance
send dispatch
publish release
reveal unveil unveiled show emerge
hide conceal
replace succeed successor
appoint name nominate
join enter
attempt try effort
delay postpone
cancel scrap
investigate inquiry investigation probe examine
protest demonstrate demonstration rally
attack assault
shoot gunfire
bomb explosion blast explode
flood flooding
rain rainfall
need require must
study research
researcher scientist
disease illness fever
infection case
treat treatment
vaccine vaccinate vaccination jab
money fund cash
profit earnings
revenue sale
world global
city town
region area
land landing
carry transport
lack without
speak speech
drive driver
order buy purchase
jet aircraft plane airliner
resident villager inhabitant local townspeople citizen
extinguish douse
participate compete
harm affect damage
evacuate leave
recruit hire employ
shortage lack
assist help support
abandon drop scrap ditch
abandon quit forgo forwent
advise urge
maintenance upkeep
lock secure
cover finance fund
search check
pilot trial
transport carry bring
picture photo photograph
double twice
portfolio ministry
perform operation
sailor seaman
earn profit
achieve reach attain
adapt adjust
advise recommend advice recommendation
aim target goal
alter change modify amend
anger fury outrage angry furious
annul overturn quash void
apologise apologize apology
arrive reach arrival
assess evaluate
assure guarantee
attach fix
attempt try seek effort bid
authorise authorize permit approve
await expect
barricade blockade block
begin start commence
behead decapitate
blame fault
bribe bribery corruption
broker mediate negotiate mediation
burst rupture
call summon
capture seize catch
ceasefire truce armistice
celebrate celebration
choose select pick elect choice selection
clash fight skirmish brawl
collapse fail crumble
collect gather
combine merge merger unite
compensate compensation damages
compete contest
complete finish conclude
conceal hide
concern worry worried anxious
conduct run perform
confiscate seize impound
construct build erect
consume use eat
contaminate pollute poison taint
convert turn
convene gather meet
correct fix rectify
crack split
create establish found set
crime offence offense felony
criticism rebuke
cure heal
cyber hack hacker breach
debate discuss discussion
debt borrowing loan
deceive mislead fool
defend defence protect
deliver delivery supply
deploy station release
driver motorist
case action lawsuit
infect sick ill unwell
liftoff takeoff blastoff launch
hole gap breach
rip tear
impose introduce levy
raise collect
depart leave
detect find spot
dig excavate
direct lead manage
disappear vanish missing
disaster catastrophe
displace uproot
dispute disagreement row quarrel
disrupt interrupt
distribute hand
divide split
donate give donation gift
double twofold
dozens scores
earn make
educate teach school
eject expel oust
elect vote
emerge appear
emission pollution
emphasise emphasize stress underline
employ hire
enact pass
encourage urge
endanger threaten risk
enforce impose
enlarge expand
ensure guarantee secure
escape flee
establish found create set
estimate forecast reckon
examine inspect study review
exceed surpass top
exchange swap trade
exile banish
expel deport
explain explanation
expose reveal
extend prolong lengthen extension
fake false forged counterfeit
farm agricultural agriculture farmer
fighter rebel militant insurgent
fine penalty
firm company
flat apartment
forbid ban
force compel
forecast prediction outlook
found establish
free release
fuel petrol gas gasoline
fund finance funding
funeral burial
gather assemble
glad pleased happy delighted
grant give award
graft corruption
hasten speed
headquarters base
heat heatwave
heighten increase
helper volunteer
hire rent
hostage captive
house accommodate
identify name
illegal unlawful
illness sickness
improve better improvement
incumbent sitting
inform notify tell
inmate prisoner detainee
insist maintain
insult offend
insurer insurance
intervene intervention
invade invasion
invest investment
invite invitation
jobless unemployed unemployment
jury panel
kidnap abduct kidnapping abduction
lawsuit sue suit court
layoff redundancy
legal lawful
legislation law bill
lend loan
liberate free
limit cap restrict restriction
link connect connection tie
loss deficit
mark commemorate
marry wed marriage wedding
measure step
medicine drug medication
melt thaw
mend repair
midday noon
migrant refugee asylum
military army troops soldiers forces armed
misuse abuse
mourn grieve
move relocate shift transfer
murder homicide
navy naval
neighbourhood district quarter
normal usual
oath swear
obey comply
oil crude
oppose resist
organise organize
outbreak epidemic
outlay spending expenditure
overhaul reform
overtake pass
pact treaty
pardon amnesty clemency
partner spouse
passenger traveller
path route
pause suspend suspension
pension retirement
persuade convince
poor impoverished
pope pontiff
port harbour harbor
postpone delay
power electricity
praise laud
premiere debut
preserve conserve
press media
prevent stop
previous former
probe investigate
proceed continue
produce make manufacture production
prohibit ban
prosecute prosecutor prosecution
prove show
provide supply give lend offer grant
publish print
punish punishment sanction
push drive
question interrogate
raid search
rare unusual
react respond response reaction
recall withdraw
recession downturn slump
recognise recognize acknowledge
recognise recognize identify
hang display exhibit
recuperate recover
relative family kin
relax loosen
rely depend
remove take
repeal abolish scrap revoke
reply answer
representative delegate envoy ambassador
reside live
resolve settle solve
restart resume
restaurant diner
result outcome
retail shop store retailer
retain keep
retire retirement
retreat withdraw withdrawal
reveal disclose
rich wealthy
rival competitor opponent
road street highway
robber thief
rocket missile
rule govern
ruling verdict judgment judgement decision
safe secure
scare frighten
schedule plan
secret confidential
sector industry
separate split
settlement deal
severe harsh
shareholder investor
shelter refuge
shock stun
shooter gunman
shore coast
shortlist nominate
sick ill
site location
smuggle traffic trafficking
soccer football
song track single
specialist expert
spokesman spokesperson spokeswoman
spy espionage
squad team
stab knife
stranded stuck trapped
strike walkout
subsidy subsidise
surgery operation
talks negotiation negotiate
tariff duty levy
teenager teen youth
temporary interim
terror terrorist terrorism
theatre theater
toxic poisonous
trade commerce
trigger spark
troops soldier
truck lorry
tumour cancer
university college
unrest turmoil
upgrade improve
video footage film
violate breach violation
visitor tourist
voter electorate
waste rubbish garbage trash
weapon arms
website site
wife husband
withdraw pull
wood forest timber
young youth
caution warn
strike walkout stoppage
compulsory mandatory obligatory
extra bonus additional
bakery baker
schedule due
female woman
male man
forbid ban bar
isolate isolation stranded
logging felling
stock share
factory plant
unnecessary needless
sorry apologise apology
reserve earmark
garbage rubbish trash waste litter
attract lure tempt entice
trap cage snare
petition appeal signature
power rule
turnout participation
orbit circle
observe watch observation
customer shopper consumer buyer
fight challenge contest
unprofitable loss
unused disused abandoned derelict
dismantle disassemble
notice spot see
defective faulty flawed
inspect check examine inspection
unharmed unhurt uninjured unscathed
imitate mimic copy
likely probable probably
overnight night
buyer buy
remove clear
competitor rival
intend plan
almost nearly
brand label
breach break
clinic hospital
coach trainer
compromise concession
conservationist environmentalist preservationist
cost expense
crucial vital essential key
curb limit restrain
dam barrage
deadline limit
decree order edict
demolition destroy
deputy vice
device gadget
diner restaurant eatery
dismissal dismiss
drought dryness
elderly pensioner senior
electric electrical
empty vacant
eruption erupt
exempt exemption spare
expensive costly
expert specialist analyst
famous renowned celebrated
fare fee
fishery fishing fisherman
flaw defect fault
flight fly
founder found
grieve mourn
guest visitor
hunger famine starvation starve
hurry rush
import importer
inflow influx
initial first
invent invention
jury juror
lease rent
lawmaker legislator deputy senator
leak spill
luggage baggage
mayor mayoral
minimal minimum
motorway highway
nurse carer
obstacle hurdle barrier
outage blackout
outskirts edge suburb
owner proprietor own
pill tablet
plea appeal
pledge commit commitment
possess own
prevent avert avoid
privilege benefit
prior previous
query question
railway rail train
rebuild reconstruct reconstruction
refund reimburse
rehearse rehearsal
reliable dependable
rescuer rescue
resume restart
retailer shopkeeper
rooftop roof
ruling verdict decision
rumour rumor
ruin remains
rural countryside
scholar academic professor
shareholder owner
shooting shoot
shutdown close
singer vocalist
slope hillside
smoke fumes
smuggler smuggle
spectator viewer audience
speedy quick
squad crew
staff personnel
starve hunger
steady stable
stroll walk
subway metro underground
summon call
surgery operate
surpass outdo
surrender yield
suspect suspicion
sustain suffer
sweet candy
tenant renter
thief burglar
tourist holidaymaker
tower skyscraper
tragedy disaster
trainee apprentice
translate translation
tremendous huge
unanimous unanimously
underway ongoing
unusual odd strange
urgent emergency
vanish missing
verdict judgment
village hamlet
vow promise
wage salary earnings
wounded injured
"""

GROUPS: tuple[tuple[str, ...], ...] = tuple(tuple(line.split()) for line in _SYNONYMS.strip().splitlines())

_KINDS = """
ship vessel: ferry trawler tanker freighter liner yacht
worker employee staff: baker docker nurse teacher librarian miner
doctor: surgeon cardiologist
politician: minister senator lawmaker mayor councillor governor
animal: bear wolf dog cat horse cow puffin
vehicle: bus lorry truck van car tram
artwork work: painting portrait sculpture
crew: sailor
weapon: axe sword gun rifle knife
building: school hospital house church tower
crime: theft murder robbery fraud
scientist researcher expert: geologist archaeologist astronomer biologist glaciologist historian chemist physicist
relative: brother sister mother father grandmother grandfather granddaughter grandson uncle aunt
bird: puffin gull owl eagle
disease: measles cholera flu norovirus
book: novel
competition: tournament championship
"""

_PHRASES = """
resign: step down, stepped down, stepping down, stood down, stand down, steps down, stands down, stepping back
rise: went up, go up, goes up, gone up
fall: went down, go down, closed down
oppose: voted against, vote against
support: in favour, in favor
approve: voted for, signed off
convict: found guilty, find guilty
kill: lost their lives, lost his life, lost her life, losing their lives
happen: took place, take place, takes place
break: broke out
missing: at large
budgeted: over budget, more than budgeted
demolish: taken down, pulled down, torn down, tear down
close: switched off, turned off, shut down
yield: gave in, giving in
bankrupt: filed for bankruptcy, went bankrupt
raise: brought in, bring in
extinguish: put out
acquit: found not guilty, not guilty
participate: took part, take part, taking part
return: allowed back, go home, went home
evacuate: leave their homes, left their homes, led out
withdraw: pulled out, pull out, stripped of
fire: laid off, lay off
establish: set up
form: make up
abandon: gave up, give up, gives up, giving up, given up
liftoff: lifted off, lift off, took off, take off, blasted off
profit: make money, made money, making money
loss: lose money, lost money, losing money
sick: fell ill, fallen ill
topple: brought down
meet: hold talks, held talks
continue: carried on, went on
urge: called on, calls on
die: passed away
jail: locked up
suppress: put down
attend: turned up
impose: handed down
end: ended up
miss: fell short
isolate: cut off
explode: blew up
destroy: burned down, burnt down, wiped out
marry: tied the knot
accelerate: sped up, speed up
sue: taken to court, took to court
repay: paid back
eliminate: knocked out
retreat: backed down
concede: conceded defeat, concede defeat
reject: ruled out, rule out, turned down
perform: carried out, carry out, carries out
crash: ran into, run into
start: set off, kicked off, kicks off, got under way
replace: took over, take over
buy: taken over, taking over
cancel: called off
delay: put off
give: handed over
executive: chief executive
without: free of
keep: left unchanged
penalty: shoot out
launch: go on sale, goes on sale
dockworker: dock workers, dock worker
foldable: folding phone, folding phones
former: used to
strike: downed tools, down tools, went on strike, going on strike, go on strike, walked off, walked out, walk out
ignore: did nothing
free: set free, setting free
search: going through, rummaging through
reserve: set aside, sets aside, putting aside
escape: got out, get out
blaze: caught fire, catch fire, in flames
dismantle: take apart, took apart, taking apart, taken apart
remove: carry away, carried away, take away, taken away
investigate: looked into, looking into, look into
seek: looking for, looks for, look for, searching for
birth: gave birth
reduce: cut back, cutting back, scaled back
exhausted: worn out
ongoing: under way
suspend: put on hold, on hold
exhaust: ran out, sold out
burgle: broke into
flee: made off, ran away
join: signed up
increase: ramped up, stepped up
happen: turned out to, turns out to, to date
support: in favour, in favor
admit: pleaded guilty, pleads guilty
"""

PHRASES = {
    phrase: word
    for word, _, phrases in (line.partition(": ") for line in _PHRASES.strip().splitlines())
    for phrase in phrases.split(", ")
}
"""What stands for a phrase: ``resign`` for ``stepped down``."""

KINDS = {
    kind: frozenset(members.split())
    for kinds, _, members in (line.partition(": ") for line in _KINDS.strip().splitlines())
    for kind in kinds.split()
}
"""What a general word may stand for, never the other way round: ``vessel`` for a ferry."""
