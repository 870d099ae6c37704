"""What stands on news pages and is no news: one table of patterns for whole lines, one for single sentences.

Every pattern is bounded and covers the line or sentence from its start, so that none can run long on hostile text, and
none matches what a real sentence merely mentions ("Follow the money, prosecutors said"). Patterns that may begin with
anything stand beside a text without which they are not tried.
"""

# ruff: noqa: E501 (a table: a row is a line)

from __future__ import annotations

import re

_NETWORKS = (
    r"(?:whats ?app|telegram|facebook|twitter|instagram|threads|linked ?in|you ?tube|tik ?tok|bluesky|mastodon|snapchat|"
    r"truth social|google news|apple news|flipboard|discord|reddit|pinterest|social media|X)"
)
_AGENCIES = (
    r"(?:AP|AFP|AAP|ANI|PTI|IANS|EFE|dpa|DPA|TASS|KUNA|WAM|UPI|CNN|CNN Business|BBC|BBC News|NPR|USA TODAY|USATODAY|Reuters|"
    r"REUTERS|Bloomberg|Xinhua|Kyodo|Yonhap|Anadolu|(?:The )?Associated Press|Agence France-Presse|Press Association|"
    r"(?:The )?Canadian Press)"
)
_PHOTO_HOUSES = (
    r"(?:Getty(?: Images)?|Reuters|REUTERS|AFP|AP|EPA|EPA-EFE|Shutterstock|iStock|Alamy|Imagn(?: Images)?|Bloomberg|Anadolu"
    r"|Xinhua|PTI|ANI|Pool|File|Handout|NurPhoto|ZUMA|Sipa|USA TODAY(?: NETWORK| Network| Sports)?|CNN|Unsplash|Pexels)"
)
_BULLET = r"(?:[►▶•*+>→»▪●■◆‣📷🎥📸🔴–—-]\s*){0,3}"

# Whole lines, any case.
_LINES = (
    # What is clickable on a page.
    r"(?:advertisement|advertise(?: with us)?|ad|ads by \S{1,30}|sponsored(?: content| by .{1,60})?|promoted|paid post)",
    r"(?:scroll (?:down )?to continue|(?:the )?(?:story|article|post|text) continues (?:below|after).{0,40}|continue reading.{0,60})",
    r"(?:share|tweet|e-?mail|print|save|copy link|link copied!?|bookmark|comments?|\d{1,5} comments?|comment now|like|reply)",
    r"next (?:news|bulletin|update|edition) (?:at|on) .{1,30}",
    r"(?:compartir|teilen|partager|condividi|compartilhar|delen|del|dela|jaa)\s?:.{0,80}",
    r"(?:listen to us|escúchenos|hören sie uns|écoutez-nous)\b.{0,120}",
    r"share (?:this|on|via|now|your (?:thoughts|views|opinion)|with)\b.{0,80}",
    rf"(?:(?:share|save|tweet|e-?mail|print|copy link|link|{_NETWORKS})[\s,|/•·]{{0,4}}){{2,12}}",
    rf"{_NETWORKS}",
    r"(?:log ?in|sign ?in|register|sign ?up|subscribe(?: now| today)?|newsletters?|menu|home|search|close|loading|skip|play)",
    r"(?:skip to (?:main )?content|back to top|(?:show|see|load|view) (?:more|all|less|comments?)|leave a comment|post a comment)",
    r"(?:up next|watch (?:now|live|more)|listen(?: now| to this article)?|read(?: more| this| next| also)?|more|related|live)",
    r"(?:privacy policy|terms (?:of (?:use|service)|and conditions)|cookie (?:policy|settings|preferences)|manage cookies)",
    r"(?:video )?ad feedback|\d\. how relevant is this ad to you\?|video player was slow to load.{0,300}",
    r"(?:top|most (?:read|popular|viewed|shared)|trending|recommended|related|latest|editors?['’]? picks?|more (?:top )?)"
    r"(?: (?:now|stories|story|news|articles?|videos?|topics|coverage|content|links|for you|reading|posts))?:?",
    r"editors",
    r"your browser (?:does not|doesn['’]t) support .{2,60}|(?:image|photo|picture|slide|bild|foto) \d{1,3} (?:of|von|de|sur|/) \d{1,3}\b.{0,60}",
    r"(?:anzeige|werbung|publicité|publicidad|publicidade|pubblicità|advertentie|annonse|annons|mainos|reklama|reklam|реклама|広告|إعلان|광고)",
    rf"{_AGENCIES}",
    r"(?:special (?:to|for)|from) (?:the )?[\w .&’'-]{2,60}(?<![.!?])",
    r"(?:from )?(?:staff|wire|staff and wire|wire and staff|agency|agencies)(?: reports?)?",
    # Links to other articles, and lists of them.
    rf"{_BULLET}\(?(?:read (?:more|also|next|this|the (?:full )?(?:story|article))|also read|see also|also see|must read"
    r"|recommended(?: reading| for you)?|trending(?: now)?|most (?:read|popular)|don['’]?t miss|in case you missed it|icymi|you (?:may|might) (?:also )?(?:like|enjoy)"
    r"|related(?: (?:articles?|stories|story|coverage|content|links?|news|reading|topics?|videos?))?"
    r"|more (?:on|from|about|in|coverage|news|stories)(?: [\w’' ]{1,40})?|more|watch(?: (?:live|now|more|here|this))?"
    r"|listen(?: (?:now|here|live))?|podcasts?|learn more|keep reading|dig deeper|background|previous coverage|previously"
    r"|for subscribers|just for subscribers|subscribers only|subscriber exclusive|video|videos|slideshow|up next"
    r"|follow every game|live (?:updates?|blog)|live)\s{0,2}(?::|\||>>|»|→|⟶)\s{0,2}.{0,300}",
    r"(?:read|see|find|learn|check out|get|view|watch|listen to|click|tap)\b.{0,160}\b(?:here|below)\s?\)?[.!:>»]{0,3}",
    r"(?:lesen sie (?:auch|dazu|hier)|mehr zum thema|auch interessant|passend dazu|(?:à )?(?:lire|voir) (?:aussi|également)|le[ea]r? también"
    r"|leggi anche|leia (?:também|mais)|lees ook|les også|läs också|lue myös|czytaj też|читайте также|اقر[أا] [أا]يض[اً]{1,2}|関連(?:記事|ニュース)"
    r"|あわせて読みたい)(?:\s{0,2}[:：|»].{0,200})?",
    # Photographs.
    r"(?:foto|fotografie|fotografía|fotos|bild|bilder|bildquelle|imagen|imagem|immagine|kuva|zdjęcie|фото|写真|画像|撮影|사진)\s?[:：=＝/].{1,200}",
    rf"{_BULLET}(?:(?:file|ap|handout|stock|cover|lead|main|top|featured?) )?(?:photos?|images?|pictures?|photographs?"
    r"|captions?|credits?|illustrations?|graphics?|gallery|photo gallery|image gallery|in pictures|in photos)"
    r"(?: (?:credits?|captions?|source|courtesy|gallery|by))?\s?[:|].{0,400}",
    r"(?:image|media|photo|picture) (?:caption|source|credit)s?,? .{0,300}",
    r"(?:photo|image|picture|photograph|video|illustration|graphic|screenshot)s? (?:by|courtesy(?: of)?|from|via) .{2,120}(?<![.!?])",
    rf"{_PHOTO_HOUSES}(?: Photos?)?/[^.!?]{{2,60}}",
    r"(?:AP Photo|Getty Images|Shutterstock|AFP Photo|Reuters Photo|Photo File|File photo)\b.{0,60}",
    # Who wrote it, and when.
    r"\d{1,3}[- ]min(?:ute)?s?(?: read| watch| listen)?",
    r"(?:reported|written|edited|compiled|produced|translated|photographed) by [^.!?]{2,120}\.?",
    # Notices.
    r"(?:https?://|www\.)\S{1,500}",
    r"(?:copyright (?:©|\(c\)|\d{4}|notice\b|reserved)|©|\(c\)\s?\d{4}).{0,250}",
    r"disclaimer\s?:.{0,400}|our standards: .{2,80}",
    r"(?:tags?|topics?|filed under|categories|keywords|labels)\s?:.{0,300}",
)

# Whole lines that may begin with anything, each beside a text that must be in it (in lower case); any case.
_LINES_WITH = (
    # A caption's credit.
    ("(", r".{0,350}\((?:[^()]{0,80}\b)?(?:photos?\b|getty|shutterstock|istock|file\b|handout|image\b|pic\b|credit|courtesy|screengrab"
          r"|screenshot|via (?:AP|Reuters|X|Twitter|Facebook))[^()]{0,100}\)\.?"),
    *((joint, rf".{{0,300}}(?:/|\||\bvia |©\s?)\s?{_PHOTO_HOUSES}(?: via [\w ]{{2,30}}|/[\w ]{{2,30}})?") for joint in "/|©"),
    ("via ", rf".{{0,300}}\bvia {_PHOTO_HOUSES}(?:/[\w ]{{2,30}})?"),
    ("hide caption", r".{0,440}\bhide caption\b.{0,40}"),
    (", ", rf"[A-Z][^.!?:]{{2,60}}, {_AGENCIES}"),
    # Channels, rights, rows of links.
    ("/", r".{0,80}(?:https?://)?(?:www\.|chat\.)?(?:t\.me|wa\.me|whatsapp\.com|telegram\.(?:me|org)|bit\.ly|youtu\.be)/\S{1,300}"),
    ("rights reserved", r".{0,200}\ball rights reserved\.?"),
    *((words, rf".{{0,200}}\b{words}\b.{{0,60}}") for words in ("alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados",
      "todos os direitos reservados", "tutti i diritti riservati", "alle rechten voorbehouden", "все права защищены", "جميع الحقوق محفوظة")),
    *((words, rf".{{0,80}}{words}.{{0,80}}") for words in ("無断転載", "무단 전재")),
    ("|", r"(?:[^|\n]{1,40}\|){4,60}[^|\n]{0,40}"),
)  # fmt: skip

# Whole lines whose case tells.
_CASED_LINES = (
    r"[A-Z]{2,6}(?:/[a-z]{2,3}){0,4}",  # an agency, and the initials of those who wrote and edited
    r"With (?:(?:material|reporting|files) (?:from|by) )?[A-Z]{2,6}(?:(?:, | and |/)[A-Z]{2,6}){0,3}",
    r"[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{0,20}){1,3}, (?:[A-Z][a-z]{2,12} )?(?:Editor|Reporter|Correspondent|Writer|Columnist)(?: (?:in|at) [A-Z].{2,30})?",
    r"[^:.!?\n]{2,45}:(?=[A-Z“\"'‘])(?!.{0,200}(?:earlier|previous) version).{10,220}(?<![.”\"])",  # "What to expect:A strike could": a link's label, glued
    r"(?:[A-Z][\w.'’,-]{0,30} ){0,5}\(?(?:[A-Z][\w.]{1,20} ?){1,3}\)?\s?(?:—|–|--|-)",  # "Oslo NTB —": a dateline alone
    r"(?:[A-Z][A-Z0-9'’&]{1,20} ){0,4}(?:MORE|BACKGROUND|COVERAGE|RELATED|READ|WATCH|OPINION|COLUMN|EXCLUSIVE|LIVE|UPDATES?"
    r"|LATEST|PREVIOUS|SUBSCRIBE|NEWSLETTER|CENTRAL|PODCAST|PHOTOS|VIDEO|GALLERY)(?: [A-Z0-9'’&]{1,20}){0,4}:\s?.{3,220}(?<![.])",
)

# Sentences that are no news wherever they stand; any case.
_SENTENCES = (
    # Asking for an address, a subscription, a follower.
    r"(?:to \w.{0,60}, |please |you can |click here to |and |get .{0,80})?(?:sign[- ]?up|register) (?:here|now|below|today|with"
    r"|(?:for|to (?:get|receive)) .{0,120}(?:newsletter|alerts?|e-?mails?|inbox|texts?|updates|briefing|free|here|our\b)).{0,200}",
    r"sign[- ]?up for (?:our|your|the|CNN|USA TODAY)\b.{0,200}",
    r"as a subscriber, you (?:have|get|can)\b.{0,160}",
    r"(?:please |you can |not a subscriber\? .{0,40}|help .{0,40}, )?subscribe\b.{0,250}",
    r"would you like to receive .{2,80}newsletter.{0,10}",
    r"(?:we will use the (?:details|information|data) you have (?:shared|provided|given)|you can find out more about our|if you wish to object to the use of your data|contact me with news and offers"
    r"|receive e-?mails? from us|['‘’]we['‘’] includes).{0,300}",
    r"(?:by (?:submitting|signing up|subscribing|clicking|registering)|you agree to the processing)\b.{0,300}",
    rf"{_BULLET}(?:for .{{2,80}}, )?(?:please |you can |you can also |also |and |be sure to |don['’]t forget to |(?:he|she|they) can be )?"
    r"(?:follow(?:ed)?|like|join|find|connect with|chat with|watch|catch)\b[^.!?]{0,140}?\b(?:on|at|via|in)\b[^.!?]{0,40}?\b"
    rf"{_NETWORKS}\b.{{0,150}}",
    rf"{_BULLET}follow (?:us|him|her|them|me|the reporter|along)\b.{{0,120}}",
    rf"{_BULLET}(?:please )?like our (?:facebook )?page\b.{{0,100}}",
    rf"{_BULLET}join (?:our|us|the) .{{0,80}}\b(?:whatsapp|telegram|facebook|discord|channel|group|community|newsletter|conversation)\b.{{0,80}}",
    r"(?:click|tap) (?:here|below|the link|on the)\b.{0,200}",
    r"for (?:all )?(?:the )?(?:latest|more|breaking)\b.{0,100}\b(?:follow|download|subscribe|visit|click|check out|go to)\b.{0,150}",
    r"(?:stay (?:informed|connected|updated|up to date|in the (?:know|conversation))|keep up with)\b.{0,160}",
    r"(?:please )?download (?:the|our|for award-winning)\b.{0,150}",
    r"(?:help )?support (?:local|our|quality|independent|strong)(?: local)? journalism\b.{0,150}",
    r"(?:thank you for|consider) supporting our journalism\b.{0,150}",
    r"(?:these articles are|this (?:article|story|content) is) (?:only )?(?:for|available to) .{0,60}subscribers\b.{0,60}",
    r"need a (?:news )?break\?.{0,150}|play the .{0,60}crossword.{0,40}|check out the all new play hub.{0,80}",
    r"(?:what['’]s (?:the weather|everyone talking about).{0,60}\?|check your local forecast here.{0,10})",
    r"prep for the polls:.{0,160}",
    r"[\w’' ]{2,40}: (?:the )?(?:latest|live) .{0,80}\b(?:scores|schedules?|standings|roster|stats)\b.{0,80}",
    # Who wrote it, how to reach them, who helped.
    r"(?:got (?:a|any|news)\b.{0,60}\? |have (?:a|any|an)\b.{0,80}\? |if you have .{0,60}, |you can |please |he |she |they )?"
    r"(?:also |can be )?(?:reach(?:ed)?|contact(?:ed)?|e-?mail(?:ed)?|write to|text|tweet|message|send|call|drop)\b[^!?]{0,200}"
    r"(?:[\w.+-]{1,60}@[\w-]{1,60}\.\w|@\w{3,}|\bon (?:twitter|x)\b).{0,150}",
    r"(?:reach|contact) (?:the )?(?:reporters?|writer|author)\b.{0,200}",
    r"[A-Z][\w.’' -]{2,60} (?:can be reached|may be reached|tweets)\b.{0,200}",
    r"(?:e-?mail|twitter|x|instagram|facebook|phone|tel)\s?:\s?\S{0,3}@?.{2,100}",
    r"[—–(-]{0,2}\s?contribut(?:ing|ors?|ed by)\b(?: to this (?:report|story))?\s?:.{0,250}",
    r"[—–(-]{0,2}\s?(?:the )?[A-Z][^!?]{2,220}\bcontributed (?:to (?:this|the) (?:report|story|article|piece)|reporting|research)\b.{0,100}",
    r"[—–(-]{0,2}\s?(?:additional )?(?:report(?:ing|ed)|writing|editing|compiled|translation) by .{2,250}",
    r"[—–(-]{0,2}\s?(?:with|inputs?) (?:additional )?(?:inputs?|files|reporting|from agency inputs)\s?(?:from|by)?\b.{2,100}",
    r"compiled from .{0,80}\breports\b.{0,20}|listings are subject to change\.?",
    r"(?:the )?(?:views|opinions)\b.{0,60}\bexpressed\b.{0,200}",
    r"(?:editor['’]s note:? )?(?:a|an earlier|this) version of this (?:story|article|column|report)\b.{0,60}"
    r"(?:appeared|published|ran)\b.{0,200}",
    r"\(?this (?:story|article|post|report|page|file|column)(?: has been| was| is being| will be| is)? (?:first |originally |last )?"
    r"(?:published|updated|republished|auto-?generated|produced|part of|not been edited|being updated|developing)"
    r"(?!.{0,200}\b(?:correct|clarif|misstat|error))\b.{0,200}",
    r"\(?this (?:story|article|report) has not been edited\b.{0,200}",
    r"(?:this is a developing story|check back for updates|this story will be updated)\b.{0,100}",
    r"hit play on the player\b.{0,150}|this transcript was automatically generated\b.{0,150}|there may be some differences between the audio.{0,60}",
    # Money.
    r"we occasionally recommend\b.{0,200}|prices were accurate at the time\b.{0,120}|[\w/ ]{2,60}independently chosen by .{0,200}",
    # Rules of the house.
    r"(?:the |all |your |reader )?comments? (?:posted|made|left|published) (?:here|below|on this (?:site|page|article))\b.{0,200}",
    r"(?:all |your |reader )?comments? (?:are|will be|have been|is) (?:closed|disabled|moderated|subject to|reviewed|the responsibility)\b.{0,200}",
    r"(?:kindly|please) (?:refrain|be respectful|keep (?:your )?comments?|note that comments?|read our comment)\b.{0,250}",
    r"(?:by commenting|before (?:you )?(?:commenting|comment|posting)|see our (?:comment|community))\b.{0,200}",
    r"(?:we|this (?:web)?site|our (?:partners|site|website))(?: and our partners)? uses? cookies\b.{0,250}",
    r"(?:accept|reject|manage) (?:all )?cookies\b.{0,100}|by (?:using|continuing).{0,60}(?:you (?:agree|accept|consent)|cookies).{0,150}",
    r"(?:copyright|©)\s?\d{4}.{0,200}",
)

# Sentences that may begin with anything, each beside a text that must be in it (in lower case); any case.
_SENTENCES_WITH = (
    *((word, r".{0,200}\b(?:newsletter|inbox)\b.{0,120}\b(?:sign[- ]?up|subscribe|delivered|here|free)\b.{0,120}") for word in ("newsletter", "inbox")),
    *((word, r".{0,120}\b(?:sign[- ]?up|subscribe|delivered to your|get|receive)\b.{0,80}\b(?:our|your|free) (?:[\w-]+ ){0,4}(?:newsletters?|inbox)\b.{0,120}")
      for word in ("newsletter", "inbox")),
    ("newsletter", r"(?:(?:jetzt|hier|gleich|einfach)\b.{0,120}\b(?:abonnieren|anmelden)|abonnieren sie|melden sie sich)\b.{0,120}"),
    ("newsletter", r".{0,160}\b(?:abonnez-vous|inscrivez-vous|recevez|suscríb[aei]\w{0,3}|apúntate|iscriviti|iscrivetevi"
                   r"|assine|inscreva-se|abonneer|prenumerera|tilaa|meld (?:je|deg|dig))\b.{0,200}"),
    ("newsletter", r"(?:the|our) [\w ]{0,40}newsletter (?:provides|brings|gives|offers|delivers|sends) you\b.{0,200}"),
    ("privacy policy", r"(?:read|see|find|our|by|for more|view|please)\b.{0,200}\bprivacy (?:policy|notice)\b.{0,60}"),
    ("stories we link to", r".{0,60}\bstories we link to are subscriber-only\b.{0,60}"),
    ("we may ", r".{0,150}\bwe may (?:earn|receive|get)\b.{0,200}"),
    ("earn", r".{0,150}\bearns? (?:us )?(?:a|an) (?:affiliate )?(?:commission|fee)\b.{0,200}"),
    ("affiliate", r".{0,150}\baffiliate (?:fee|links?|commissions?)\b.{0,200}"),
    ("by a grant from", r".{0,120}\b(?:is|are) (?:made possible|supported) in part by a grant from\b.{0,200}"),
    ("content partner", r".{0,100}\bis a [\w ]{2,40} content partner\b.{0,200}"),
    ("rights reserved", r".{0,80}\ball rights reserved\b.{0,60}"),
    ("may not be ", r".{0,60}\bmay not be (?:published, broadcast|reproduced|copied)\b.{0,150}"),
)  # fmt: skip

_STAMPS = frozenset(
    """
    updated update published publish posted last first modified created on at by am pm a m p et est edt ct cst cdt mt mst mdt
    pt pst pdt gmt utc bst ist cet cest jst kst sgt hkt aest aedt eastern time uk us local ago min mins minute minutes hour
    hours hrs day days sec seconds read today yesterday mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday
    thursday friday saturday sunday jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june
    july august september october november december th st nd rd h
    """.split()  # noqa: SIM905 (a list of words reads as words)
)
_NAME_LINKS = frozenset(
    "and & de del della di da van von der den bin al el la le ten ter of for the in with y e dos du".split()  # noqa: SIM905
)

_LINE = re.compile("|".join(f"(?:{pattern})" for pattern in _LINES), re.IGNORECASE)
_CASED_LINE = re.compile("|".join(f"(?:{pattern})" for pattern in _CASED_LINES))
_LINE_WITH = tuple((needle, re.compile(pattern, re.IGNORECASE)) for needle, pattern in _LINES_WITH)
_SENTENCE = re.compile("|".join(f"(?:{pattern})" for pattern in _SENTENCES), re.IGNORECASE)
_SENTENCE_WITH = tuple((needle, re.compile(pattern, re.IGNORECASE)) for needle, pattern in _SENTENCES_WITH)
_TRIGGERS = (
    "@", "sign up", "sign-up", "signup", "subscri", "newsletter", "inbox", "follow", "contribut", "contact", "reach", "comment",
    "cookie", "copyright", "©", "rights reserved", "click", "download", "journalism", "affiliate", "commission", "updated",
    "published", "expressed", "version of this", "refrain", "reporting by", "editing by", "reported by", "inputs", "agree",
    "you have ", "find out more", "privacy policy", "need a", "what's the weather", "what’s the weather", "what's everyone", "what’s everyone", "prep for",
    "latest", "breaking", "join", "tap ", "stay ", "keep up", "email", "e-mail", "recommend", "transcript", "a grant from",
    "content partner", "crossword", "compiled", "subject to change", "developing story", "check back", "will be updated",
    "may not be", "prices were", "chosen by", "hit play", "not been edited", "like our", "wish to object", "includes the",
    "differences between", "files from", "play hub", "twitter", "whatsapp", "telegram", "facebook", "instagram",
    "local forecast", "we may ", "earns ", "text ", "tweets", "tips ",
)  # fmt: skip
_ALPHANUMERIC = re.compile(r"[^\W_]")
_OPENING = re.compile(r"^[\s\"“‘'(\[{🌤🙋♀️*•►▶–—-]{0,6}")
_SIGN_OFF = re.compile(
    r"(?:--|[–—−-])\s?(?:The )?[A-Z][\w.'’-]{1,25}(?:,? (?:and |de |van |von )?[A-Z][\w.'’-]{0,25}){1,9}"
)
_OUTLET = re.compile(
    r"(?:The )?(?:[A-Z][\w.&'’-]{1,20} ){0,4}(?:Journal|Times|Post|News|Tribune|Herald|Gazette|Press|Star|Register|Republic|Sun"
    r"|Globe|Chronicle|Observer|Telegraph|Courier|Review|Network|Democrat|Enquirer|Sentinel|Dispatch|Record|Mirror|Guardian"
    r"|Standard|Independent|Mail|Advertiser|Examiner|Reporter|Today|TODAY|Sports)(?: (?:Staff|Editorial Board|Network))?"
)
_LIST_HEADING = re.compile(
    r"(?:[\w’'& ]{0,40}\b)?(?:top (?:news|stories|headlines)|related(?: \w{1,20}){0,2}|read more|more (?:from|on|news|stories|coverage)"
    r"[\w’':,& -]{0,60}|trending(?: now)?|most (?:read|popular)|recommended(?: \w{1,20}){0,2}|you (?:may|might) (?:also )?(?:like|enjoy)"
    r"|don['’]t miss|also read|in other news|what to read next|further reading|latest (?:news|stories))\s?:?",
    re.IGNORECASE,
)
_LONGEST_LINE = 450
_LONGEST_SENTENCE = 400


def is_boilerplate_line(line: str) -> bool:
    """Whether a line, as a whole, is something other than the article's text.

    >>> is_boilerplate_line("By Ana Cruz, Staff Writer"), is_boilerplate_line("By Friday the river had fallen.")
    (True, False)
    """
    if len(line) > _LONGEST_LINE:
        return False
    if not _ALPHANUMERIC.search(line):
        return True
    if _LINE.fullmatch(line) or _CASED_LINE.fullmatch(line) or _is_byline(line) or _is_stamp(line):
        return True
    lowered = line.lower()
    return any(needle in lowered and pattern.fullmatch(line) for needle, pattern in _LINE_WITH)


def triggers_in(text: str) -> tuple[str, ...]:
    """The words in a text without which none of its sentences is boilerplate."""
    lowered = text.lower()
    return tuple(word for word in _TRIGGERS if word in lowered)


def is_boilerplate_sentence(sentence: str) -> bool:
    """Whether a sentence asks, credits or warns instead of telling.

    >>> is_boilerplate_sentence("Follow us on Telegram."), is_boilerplate_sentence("Follow the money, they said.")
    (True, False)
    """
    if len(sentence) > _LONGEST_SENTENCE:
        return False
    opening = _OPENING.match(sentence)
    bare = sentence[opening.end() :] if opening else sentence
    if _SENTENCE.fullmatch(bare) or (len(bare) < len(sentence) and _SENTENCE.fullmatch(sentence)):
        return True
    lowered = sentence.lower()
    return any(needle in lowered and pattern.fullmatch(sentence) for needle, pattern in _SENTENCE_WITH)


def names_outlet(line: str) -> bool:
    """Whether a line is nothing but an outlet's name."""
    return bool(_OUTLET.fullmatch(line))


def is_sign_off(line: str) -> bool:
    """Whether a line is a reporter's name after a dash."""
    return len(line) <= 100 and bool(_SIGN_OFF.fullmatch(line)) and not line.endswith((".", "!", "?"))


def heads_link_list(line: str) -> bool:
    """Whether a line announces a list of other articles."""
    return len(line) <= 80 and bool(_LIST_HEADING.fullmatch(line))


def _is_byline(line: str) -> bool:
    head = line.split("|")[0].split("•")[0].strip()
    words = head.replace(",", " ").split()
    if (
        not 2 <= len(words) <= 16
        or words[0] not in ("By", "BY", "by")
        or head.endswith((".", "?", "!"))
        or len(head) > 140
    ):
        return False
    names = [word for word in words[1:] if word.lower() not in _NAME_LINKS]
    if not names or any(character.isdigit() for character in head):
        return False
    return all(word[0].isupper() or word[0] == "@" for word in names) and words[1] not in ("The", "A", "Then", "That")


def _is_stamp(line: str) -> bool:
    if len(line) > 120 or not any(character.isdigit() for character in line):
        return False
    words = re.findall(r"[^\W\d_]+", line.lower())
    return (
        bool(words)
        and words[0] in ("updated", "published", "posted", "last", "first", "modified", "created")
        and all(word in _STAMPS for word in words)
    )
