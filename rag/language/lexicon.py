"""Hand-made word lists of news English: what means the opposite, what turns a statement around, what makes more of it.

Nothing here is about particular people, places or events.
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

ANTONYMS = """
rise/fall keep/lose retain/lose win/lose beat/lose hire/cut hire/fire start/end open/close approve/reject support/oppose
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
close/allow disclose/secret
fall/recover drop/recover rise/slump morning/afternoon gold/silver gold/bronze silver/bronze lawyer/judge
"""

CONVERSES = words("beat/lose win/lose buy/sell lend/borrow")
"""Antonyms that tell the same event from the other side: A beat B, B lost to A."""

COMPLEMENTS = words(
    """
    approve/reject accept/refuse ban/allow inside/outside acquit/convict innocent/convict succeed/fail
    working/fail open/close find/miss attend/miss survive/kill majority/lack keep/change deny/admit oppose/support
    close/allow disclose/secret reveal/secret
    """
)
"""Antonyms of which one is the negation of the other: did not approve, rejected."""

LIGHT = words(
    """
    receive received receives spend spent last lasted lasts own owns owned continue continued involve involved
    mean means remain remains remained face faces faced contain contains follow follows followed mark marked
    feature featured serve broke break handed hand bring brought begin held hold holds occurred occur happens
    happen located based described announced announce announces declared declares reported reports claimed
    claims insisted insists argued argues warned warns confirmed confirms stated states noted notes compared
    plans plan planned meant able intended considered regarded deemed expects leaving show shows showed shown
    indicate indicates indicated
    suggest suggests suggested filed lodged conducted undertaken
    carried earliest latest following starting believed thought advised advises
    voice voiced voices express expressed expresses administer administered estimated estimates intend intends
    suffer suffered suffers sustained undergo underwent experience experienced nothing nobody
    provide provided provides puts
    cautioned create creates creating created new similar wants wanted
    """
)
"""Verbs that say little: that one is missing in the evidence does not count, that it is told of another does."""

SPEECH = words(
    """
    said says say told tells added adds announced announces declared claimed claims insisted argued warned called calls
    calling wrote described confirmed stated reported noted reports estimates according
    """
)
"""Verbs of saying, and ``according`` to."""

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
    rumoured rumored considering consider considers considered mulling if unless potential potentially hope
    hopes hoped risk fear fears feared seek seeks sought demand demanded demands ask asked asks urge urged urges
    propose proposed proposes want wants wanted whether charged face faces facing faced rumours reports bid bids
    attempt attempts attempted tried trying threatened threatens proposal
    """
)
FUTURE = words(
    """
    will shall 'll plan plans planned planning intend intends intended expect expected expects due promise
    decided decide decides promised promises pledge pledged pledges vow vowed scheduled must should upcoming
    forthcoming agreed agree
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

WEIGHTY = words(
    """
    explode erupt reverse veto derail capsize topple overturn hijack sabotage smuggle forge cheat stab choke strangle
    bite drown hang riot faint divorce relent backtrack betray confess surrender desert mutiny revolt secede annex
    double triple quadruple halve outnumber outsell outlive default plagiarise fabricate dispute debunk disprove refute
    deport extradite execute lynch torture starve poison infect contaminate amputate resuscitate revive torch bulldoze
    boycott blacklist censor gag muzzle sanction subpoena disqualify relegate promote demote downgrade upgrade sterilise
    retract recant repent regret mock ridicule insult threaten bully harass stalk spy leak bug wiretap expropriate
    nationalise privatise monopolise subsidise waive forgive refund repay forfeit squander embezzle launder bribe extort
    vote elect nominate crown abdicate impeach pardon knight marry conceive adopt orphan bury cremate exhume
    """
)
"""Verbs that no line of synonyms holds and that make news by themselves: none is let through where it is not told."""

ORDINARY = words(
    """
    collect convene show use help attempt deploy provide get propose ask say plan expect estimate emerge link mark
    organise conduct ensure assess debate emphasise explain react result carry identify give lend send join keep decide
    warn find discover publish finish assist gather debate distribute deliver work exceed combine create form choose
    supply achieve consume house educate encourage improve measure prove prompt inform notify visit travel fly meet
    participate complete repair treat produce recover grant add safe lock
    """
)
"""The first words of lines of synonyms that may stand for one another's neighbours: they make no news by themselves."""

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
