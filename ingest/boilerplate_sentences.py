"""Sentences that stand among news and are none: a table of patterns.

Every pattern is bounded and covers the sentence from its start, so that none can run long on hostile text, and none
matches what a real sentence merely mentions ("Follow the money, prosecutors said"). Patterns that may begin with
anything stand beside a text without which they are not tried.
"""

# ruff: noqa: E501 (a table: a row is a line)

from __future__ import annotations

import re

NETWORKS = (
    r"(?:whats ?app|telegram|facebook|twitter|instagram|threads|linked ?in|you ?tube|tik ?tok|bluesky|mastodon|snapchat|"
    r"truth social|google news|apple news|flipboard|discord|reddit|pinterest|social media|X)"
)
BULLET = r"(?:[►▶•*+>→»▪●■◆‣📷🎥📸🔴–—-]\s*){0,3}"

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
    rf"{BULLET}(?:for .{{2,80}}, )?(?:please |you can |you can also |also |and |be sure to |don['’]t forget to |(?:he|she|they) can be )?"
    r"(?:follow(?:ed)?|like|join|find|connect with|chat with|watch|catch)\b[^.!?]{0,140}?\b(?:on|at|via|in)\b[^.!?]{0,40}?\b"
    rf"{NETWORKS}\b.{{0,150}}",
    rf"{BULLET}follow (?:us|him|her|them|me|the reporter|along)\b.{{0,120}}",
    rf"{BULLET}(?:please )?like our (?:facebook )?page\b.{{0,100}}",
    rf"{BULLET}join (?:our|us|the) .{{0,80}}\b(?:whatsapp|telegram|facebook|discord|channel|group|community|newsletter|conversation)\b.{{0,80}}",
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
_OPENING = re.compile(r"^[\s\"“‘'(\[{🌤🙋♀️*•►▶–—-]{0,6}")
_LONGEST_SENTENCE = 400


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
