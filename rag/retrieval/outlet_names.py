"""What outlets are called: nicknames, the words their names end in, and names that are also words of every day."""

from __future__ import annotations

# Outlets that are also words, as ``outlets`` compares names.
EVERYDAY = frozenset(
    (
        "time", "people", "nature", "science", "us", "week", "apple", "today", "money", "life", "self", "fortune", "i",
        "wired", "vox", "hill", "sun", "star", "express", "slate", "salon", "reason", "mint", "metro", "mirror", "her",
        "variety", "deadline", "insider", "standard", "post", "mail", "globe", "observer", "quartz", "verge", "cut",
        "conversation", "independent", "nation", "athletic", "onion", "information", "business", "sports", "world",
        "news", "local", "ring", "fox", "times", "journal", "herald", "tribune", "chronicle", "mercury", "national",
        "bustle", "inc", "protocol", "register",
        "elle",
    )
)  # fmt: skip

# How people call well-known outlets, and what those are.
NICKNAMES = {
    "nyt": "new york times",
    "ny times": "new york times",
    "nytimes": "new york times",
    "wapo": "washington post",
    "wsj": "wall street journal",
    "ft": "financial times",
    "la times": "los angeles times",
    "latimes": "los angeles times",
    "ap": "associated press",
    "associated press": "ap",
    "afp": "agence france presse",
    "the beeb": "bbc",
    "scmp": "south china morning post",
    "npr": "national public radio",
}

# Last words by which people call the one outlet of theirs: "the Times".
LAST_WORDS = (
    "times", "post", "journal", "herald", "tribune", "telegraph", "chronicle", "guardian", "courier", "gazette",
    "bulletin", "dispatch", "examiner", "inquirer", "sentinel", "argus",
)  # fmt: skip

# What a house adds to its brand: "BBC News", "ABC News", "CNN Business".
BRAND_TAILS = frozenset(
    ("news", "online", "sport", "sports", "world", "politics", "business", "magazine", "international", "digital")
)

# The mark of an outlet that is not in the store.
OUTLET_WORDS = (
    r"(?:Times|Herald|News|Daily|Journal|Tribune|Gazette|Guardian|Telegraph|Chronicle|Bugle|Courier|Observer|Examiner"
    r"|Inquirer|Dispatch|Sentinel|Independent|Economist|Press|Reporter|Bulletin|Argus|Advertiser|Magazine|Weekly|Today"
    r"|Scotsman|Spectator|Statesman|Broadcasting|Newspaper|Post)"
)
WEAK_WORDS = r"(?:Globe|Mirror|Express|Mail|Sun|Star|Standard|Atlantic|Mercury|Echo|Register)"
AGENCIES = (
    r"(?:Reuters|AP|AFP|BBC|CNN|NPR|PBS|MSNBC|CNBC|ABC|NBC|CBS|CBC|ITV|ESPN|Bloomberg|Politico|Axios|Al\s+Jazeera"
    r"|Der\s+Spiegel|Le\s+Monde|El\s+País|Die\s+Zeit|Xinhua|TASS|Haaretz|BuzzFeed|HuffPost|Verge|New\s+Yorker"
    r"|Newsweek|Vanity\s+Fair|Rolling\s+Stone)"
)
