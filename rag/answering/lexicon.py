"""Hand-made word lists of news English: what means the same, what means the opposite, what turns a statement around.

``GROUPS`` holds one meaning a line, named by its first word; words are given in any form, since they are stemmed before
they are looked up. A word may stand in several lines. Nothing here is about particular people, places or events.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a block of text."""
    return frozenset(text.split())


STOP = words(
    """
    a an the this that these those of in on at by for from to into onto with within without upon about above
    below over under between among against during through across after before since until till per via as than
    then so such and or but nor yet if whether because while whereas although though when where which who whom
    whose what how why i me my we us our you your he him his she her hers it its they them their theirs himself
    herself itself themselves one ones there here is are was were be been being am do does did done doing have
    has had having will would shall should can could may might must ought not no yes also too very just only
    even still again already now both each either neither any some more most much many few several all other
    another same own ever never always often up down out off away back around together however meanwhile
    according s t d ll re ve m mr mrs ms dr get gets got getting said say says told tell tells added adds called
    call used use uses make makes made take takes took taken put part nearly almost roughly approximately likely
    per eg ie etc stand stands stood give gives gave given go goes went come comes came become became see saw
    seen total totalled reach reached happened former including include included includes well long far least
    once else ago aged age due set
    """
)
"""Carry no content of their own; what some of them change (no, only, all, most) is looked at apart."""

SYNONYMS = """
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
reject refuse decline rebuff turn
oppose opposition against
praise welcome hail applaud commend
criticise criticize condemn complain denounce slam attack blast disaster
admit confess acknowledge
deny reject dispute
confirm verify
acquit clear exonerate
convict guilty conviction
innocent
arrest detain detention
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
walk
meet talk meeting summit
visit trip
sign signing
deal agreement accord pact treaty
share
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
judge
film movie
match game final
team club side
player
crowd spectator fan attend
goal score
equalise equalize level
first debut
decide decision
welcome hail
chief head boss director
executive ceo
minister ministry
government
parliament lawmaker
big large huge major great
small little minor
high tall
fast quick rapid
strong powerful
weak
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
school
picture painting artwork
prize award trophy
show display exhibit exhibition
return back
test trial
cause reason origin
keep hold hold unchanged maintain retain remain stay
change
plan intend intention aim scheme
promise pledge vow
expect forecast predict anticipate
warn warning
threaten threat
happen occur place
year annual yearly
day daily
month monthly
week weekly
appeal
help aid assistance
send dispatch
publish release
reveal unveil unveiled show emerge
hide conceal
own
replace succeed successor
appoint name nominate
join enter
attempt try effort
agree
delay postpone
cancel scrap
claim
investigate inquiry investigation probe examine
protest demonstrate demonstration rally
attack assault
shoot gunfire
bomb explosion blast explode
flood flooding
rain rainfall
need require must
still
study research
researcher scientist
disease illness fever
infection case
treat treatment
vaccine vaccinate vaccination jab
money fund cash
loan
tax
profit earnings
revenue sale
stock
dividend
rate
world global
city town
region area
travel
orbit
land landing
carry transport
lack without
guard
work
live
speak speech
declare
hope
drive driver
wait
miss
serve
bring
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
deploy station
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
provide supply give
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
"""

ANTONYMS = """
rise/fall win/lose beat/lose hire/cut hire/fire start/end open/close approve/reject support/oppose
approve/oppose support/reject welcome/reject praise/reject praise/criticise support/criticise praise/oppose
approve/deny admit/deny admit/reject confirm/deny acquit/convict innocent/convict arrest/release
charge/release ban/allow buy/sell steal/return boy/girl man/woman big/small strong/weak serious/mild fast/slow
north/south east/west northern/southern eastern/western inside/outside old/new keep/cut keep/rise keep/fall
resign/keep find/lose attend/miss primary/secondary majority/minority survive/kill before/after cheap/expensive
early/late child/adult succeed/fail working/fail destroy/build buy/lose gain/lose import/export lend/borrow upper/lower
left/right employer/employee teacher/parent hero/villain love/hate friend/enemy passenger/driver
commuter/freight doctor/driver day/week day/month day/year week/month week/year month/year strengthen/weaken
deficit/surplus domestic/foreign public/private majority/lack start/close accept/refuse join/leave male/female
increase/decrease profit/loss land/orbit men/women summer/winter spring/autumn morning/evening
morning/afternoon gold/silver gold/bronze silver/bronze lawyer/judge
"""

CONVERSES = words("beat/lose win/lose buy/sell lend/borrow")
"""Antonyms that tell the same event from the other side: A beat B, B lost to A."""

COMPLEMENTS = words(
    """
    approve/reject accept/refuse ban/allow inside/outside acquit/convict innocent/convict succeed/fail
    working/fail open/close attend/miss survive/kill majority/lack keep/change deny/admit oppose/support
    """
)
"""Antonyms of which one is the negation of the other: did not approve, rejected."""

PHRASES = {
    "step down": "resign",
    "stepped down": "resign",
    "stepping down": "resign",
    "stood down": "resign",
    "stand down": "resign",
    "steps down": "resign",
    "stands down": "resign",
    "went up": "rise",
    "go up": "rise",
    "goes up": "rise",
    "gone up": "rise",
    "went down": "fall",
    "go down": "fall",
    "closed down": "fall",
    "voted against": "oppose",
    "vote against": "oppose",
    "in favour": "support",
    "in favor": "support",
    "voted for": "approve",
    "found guilty": "convict",
    "find guilty": "convict",
    "lost their lives": "kill",
    "lost his life": "kill",
    "lost her life": "kill",
    "losing their lives": "kill",
    "took place": "happen",
    "take place": "happen",
    "takes place": "happen",
    "broke out": "break",
    "taken down": "demolish",
    "pulled down": "demolish",
    "torn down": "demolish",
    "tear down": "demolish",
    "switched off": "close",
    "turned off": "close",
    "gave in": "yield",
    "giving in": "yield",
    "filed for bankruptcy": "bankrupt",
    "went bankrupt": "bankrupt",
    "brought in": "raise",
    "bring in": "raise",
    "put out": "extinguish",
    "found not guilty": "acquit",
    "not guilty": "acquit",
    "took part": "participate",
    "take part": "participate",
    "taking part": "participate",
    "allowed back": "return",
    "leave their homes": "evacuate",
    "left their homes": "evacuate",
    "pulled out": "withdraw",
    "pull out": "withdraw",
    "laid off": "fire",
    "lay off": "fire",
    "set up": "establish",
    "make up": "form",
    "gave up": "abandon",
    "give up": "abandon",
    "brought down": "topple",
    "hold talks": "meet",
    "held talks": "meet",
    "carried on": "continue",
    "went on": "continue",
    "called on": "urge",
    "calls on": "urge",
    "passed away": "die",
    "locked up": "jail",
    "put down": "suppress",
    "turned up": "attend",
    "handed down": "impose",
    "ended up": "end",
    "fell short": "miss",
    "cut off": "isolate",
    "blew up": "explode",
    "burned down": "destroy",
    "burnt down": "destroy",
    "tied the knot": "marry",
    "sped up": "accelerate",
    "signed off": "approve",
    "taken to court": "sue",
    "took to court": "sue",
    "paid back": "repay",
    "knocked out": "eliminate",
    "backed down": "retreat",
    "conceded defeat": "concede",
    "concede defeat": "concede",
    "ruled out": "reject",
    "rule out": "reject",
    "turned down": "reject",
    "shut down": "close",
    "carried out": "do",
    "ran into": "crash",
    "run into": "crash",
    "set off": "start",
    "took over": "replace",
    "taken over": "buy",
    "take over": "replace",
    "called off": "cancel",
    "put off": "delay",
    "handed over": "give",
    "chief executive": "executive",
    "free of": "without",
    "left unchanged": "keep",
    "shoot out": "penalty",
    "go on sale": "launch",
    "goes on sale": "launch",
    "dock workers": "dockworker",
    "dock worker": "dockworker",
    "folding phone": "foldable",
    "folding phones": "foldable",
    "used to": "former",
}

LIGHT = words(
    """
    receive received receives spend spent last lasted lasts own owns owned continue continued involve involved
    mean means remain remains remained face faces faced contain contains follow follows followed mark marked
    feature featured serve broke break handed hand bring brought begin held hold holds occurred occur happens
    happen located based described announced announce announces declared declares reported reports claimed
    claims insisted insists argued argues warned warns confirmed confirms stated states noted notes admitted
    plans plan planned
    """
)
"""Verbs that say little: that one is missing in the evidence does not count, that it is told of another does."""

NEGATORS = words(
    """
    not no never none nobody nothing nowhere neither nor cannot without n't lack lacks lacked hardly barely fail
    fails failed failing refuse refuses refused refusing deny denies denied denying reject rejects rejected
    rejecting decline declined declines avoid avoided avoids prevent prevented prevents halt unable stop
    """
)
"""Turn around what follows them. ``fail`` and the like do it as verbs before ``to`` or ``-ing`` or a noun."""

NEGATORS_BEFORE_VERB = words(
    """
    fail fails failed failing refuse refuses refused refusing decline declined declines avoid avoided avoids prevent
    prevented prevents stop halt deny denies denied denying reject rejects rejected rejecting
    """
)

POSSIBLE = words(
    """
    may might could would can possible possibly perhaps alleged allegedly accused suspected suspect reportedly
    rumoured rumored considering consider considers considered mulling if unless potential potentially hope hopes hoped
    risk fear fears feared seek seeks sought demand demanded demands ask asked asks urge urged urges propose
    proposed proposes want wants wanted whether charged
    """
)
FUTURE = words(
    """
    will shall 'll plan plans planned planning intend intends intended expect expected expects due promise
    promised promises pledge pledged pledges vow vowed scheduled must should upcoming forthcoming agreed agree
    agrees needs need
    """
)
REALISED = words("has have had did was were already")

STRONG = {
    "first": "first",
    "only": "only",
    "sole": "only",
    "record": "record",
    "all": "all",
    "every": "all",
    "entire": "all",
    "whole": "all",
    "always": "always",
    "unprecedented": "unprecedented",
    "unanimous": "unanimous",
    "unanimously": "unanimous",
    "best": "best",
    "worst": "worst",
    "most": "most",
    "largest": "largest",
    "biggest": "largest",
}
"""Claims more than its sentence would without it: has to stand in the evidence too."""

CAUSES = words(
    """
    because caused causing causes cause owing thanks blamed blame blames prompted prompting triggered triggering
    consequently therefore
    """
)
CAUSAL_PHRASES = (
    "due to", "because of", "as a result", "led to", "leading to", "in response to", "in protest at", "owing to",
)  # fmt: skip
CAUSE_SHOWN = CAUSES | words(
    "after over led leading result resulted due so forced citing following reason why amid when as"
)

PERSONS = words(
    """
    people person resident tourist passenger worker employee soldier student pupil child adult man woman
    civilian protester demonstrator patient voter victim officer migrant refugee commuter spectator fan
    firefighter docker dockworker fisherman fishermen shopper visitor guest parent teacher user customer hostage
    prisoner individual member staff inhabitant traveller villager miner police
    """
)
"""Nouns that people, persons and others stand for."""

TITLES = words(
    """
    president vice-president minister premier chancellor king queen prince princess pope bishop senator governor
    mayor councillor judge justice general colonel captain sergeant professor doctor sir dame lord lady
    secretary director chairman chairwoman chairperson chief spokesman spokeswoman spokesperson leader coach
    manager commissioner ambassador prime finance interior foreign health education defence defense deputy
    former acting executive officer ceo minister's mr mrs ms miss dr prof rev sen gov rep gen lt col sgt captain
    striker goalkeeper novelist poet author actor actress banker lawyer attorney congressman congresswoman
    speaker teenager singer engineer
    """
)
OFFICES = words(
    """
    president minister premier chancellor king queen senator governor mayor councillor judge general colonel director
    coach ambassador bishop pope spokesman spokeswoman secretary lawyer engineer driver doctor
    """
)
"""Titles of which a person has one: two different ones for the same name contradict each other."""

OPENING = words(
    """
    officials police authorities investigators prosecutors rescuers scientists researchers experts analysts
    witnesses residents workers firefighters doctors lawmakers voters critics supporters opponents members
    leaders shares sales prices turnout inflation revenue profit parliament government court judges ministers
    schools hospitals students pupils teachers parents people winds damage power water food rain snow heavy
    strong early late last next earlier later about around nearly almost over under more less fewer some most
    many several two three four five six seven eight nine ten both another other others each every all none
    nobody everyone no yes today yesterday tomorrow tonight meanwhile however although though while when after
    before since until because if as at in on by for from with without during under according side neither
    either former president prime minister union management exports imports interest growth repairs vaccinations
    vaccination regulators shareholders investors fans crowd crowds passengers survivors victims tests results
    talks negotiations protests protesters elections votes ferry dock
    """
)
"""Words that open sentences with a capital and are no names."""


def _groups() -> list[tuple[str, ...]]:
    return [tuple(line.split()) for line in SYNONYMS.splitlines() if line.strip()]


GROUPS: tuple[tuple[str, ...], ...] = tuple(_groups())
PAIRS: tuple[tuple[str, str], ...] = tuple((a, b) for a, _, b in (pair.partition("/") for pair in ANTONYMS.split()))

COUNTRIES = """
us usa america american americans united-states
uk britain british united-kingdom
eu european-union
un united-nations
germany german germans
france french
italy italian italians
spain spanish
netherlands dutch
denmark danish
sweden swedish
norway norwegian
finland finnish
poland polish
greece greek
turkey turkish turkiye
ireland irish
scotland scottish
wales welsh
england english
china chinese
japan japanese
russia russian russians
ukraine ukrainian
israel israeli
iran iranian
iraq iraqi
india indian
pakistan pakistani
canada canadian
mexico mexican
brazil brazilian
argentina argentine
australia australian
egypt egyptian
vietnam vietnamese
korea korean
switzerland swiss
belgium belgian
austria austrian
portugal portuguese
philippines philippine filipino
thailand thai
lebanon lebanese
saudi-arabia saudi
czech czechia
"""
"""Countries and what is called after them, where the words do not show it."""
