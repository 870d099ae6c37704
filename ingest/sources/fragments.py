"""A piece of HTML, as records and feeds hold it, as the text that a reader sees."""

from __future__ import annotations

import lxml.etree
import lxml.html

from ingest.sources.hidden import drop_hidden
from ingest.sources.xml_trees import parsable

BLOCKS = {
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "table", "section",
    "article", "figure", "hr", "pre", "dt", "dd",
}  # fmt: skip
_UNSEEN = {"script", "style", "noscript", "template", "head", "figcaption", "iframe", "svg"}


def text_of_fragment(markup: str) -> str:
    """The text of a piece of HTML, one paragraph a line; the markup itself where it cannot be read."""
    try:
        fragment = lxml.html.fragment_fromstring(parsable(markup), create_parent="div")
    except (lxml.etree.LxmlError, ValueError, AssertionError):  # the last: lxml over a page without a body, within
        return markup
    drop_hidden(fragment)
    parts: list[str] = []
    hidden = 0
    for event, element in lxml.etree.iterwalk(fragment, events=("start", "end", "comment", "pi")):
        if event == "start":
            hidden += 1 if hidden or element.tag in _UNSEEN else 0
            text = element.text
        else:
            hidden -= 1 if hidden and event == "end" else 0
            text = element.tail if element is not fragment else None
        if event in ("start", "end") and element.tag in BLOCKS:
            parts.append("\n")
        if text and not hidden:
            parts.append(" ".join(text.split("\n")))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n\n".join(line for line in lines if line)
