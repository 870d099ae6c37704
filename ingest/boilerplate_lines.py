"""Whole lines that stand on news pages and are no news: a table of patterns.

Every pattern is bounded and covers the line from its start, so that none can run long on hostile text, and none matches
what news merely begins with ("Advertisement sales fell by a third"). Patterns that may begin with anything stand beside
a text without which they are not tried.
"""

# ruff: noqa: E501 (a table: a row is a line)

from __future__ import annotations

import re

from ingest.boilerplate_sentences import BULLET, NETWORKS

_AGENCIES = (
    r"(?:AP|AFP|AAP|ANI|PTI|IANS|EFE|dpa|DPA|TASS|KUNA|WAM|UPI|CNN|CNN Business|BBC|BBC News|NPR|USA TODAY|USATODAY|Reuters|"
    r"REUTERS|Bloomberg|Xinhua|Kyodo|Yonhap|Anadolu|(?:The )?Associated Press|Agence France-Presse|Press Association|"
    r"(?:The )?Canadian Press)"
)
_PHOTO_HOUSES = (
    r"(?:Getty(?: Images)?|Reuters|REUTERS|AFP|AP|EPA|EPA-EFE|Shutterstock|iStock|Alamy|Imagn(?: Images)?|Bloomberg|Anadolu"
    r"|Xinhua|PTI|ANI|Pool|File|Handout|NurPhoto|ZUMA|Sipa|USA TODAY(?: NETWORK| Network| Sports)?|CNN|Unsplash|Pexels)"
)

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
    rf"(?:(?:share|save|tweet|e-?mail|print|copy link|link|{NETWORKS})[\s,|/•·]{{0,4}}){{2,12}}",
    rf"{NETWORKS}",
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
    rf"{BULLET}\(?(?:read (?:more|also|next|this|the (?:full )?(?:story|article))|also read|see also|also see|must read"
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
    rf"{BULLET}(?:(?:file|ap|handout|stock|cover|lead|main|top|featured?) )?(?:photos?|images?|pictures?|photographs?"
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
_ALPHANUMERIC = re.compile(r"[^\W_]")
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
