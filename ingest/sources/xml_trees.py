"""XML from anywhere as a tree: mended where it is broken, and unable to swell, to reach files or the network."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from html.entities import name2codepoint
from typing import Any

import lxml.etree

from ingest.sources.compression import Unreadable

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,7})|(\d{1,8}));?")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,9});")
_ROOT = re.compile(r"<(?=[^\W\d])")
_HTML_NAME = re.compile("[a-z][a-z0-9]{0,20}")
_XML_OWN = ("amp", "lt", "gt", "quot", "apos")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def xml_tree(content: bytes, charset: str | None = None) -> Any:
    """The root element; ``charset`` is what the server said.

    Raises ``Unreadable`` where there is none, or where the document declares entities of its own: a few lines of those
    can stand for gigabytes, and no feed needs them.
    """
    text = parsable(_DECLARATION.sub("", xml_text(content, charset), count=1))
    if "<!ENTITY" in _ROOT.split(text, maxsplit=1)[0]:
        raise Unreadable("declares entities of its own, which can swell without end: it is not read")
    parser = lxml.etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = lxml.etree.fromstring(_ENTITY.sub(_character, text).encode("utf-8"), parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise Unreadable(f"is no XML that can be read: {str(error)[:200]}") from None
    if root is None:
        raise Unreadable("is no XML that can be read")
    return root


def parsable(text: str) -> str:
    r"""Markup without the characters that XML has not, however they are written: parsers read them, and then choke.

    >>> parsable("a&#1;b&#xD800;c\x0bd&#233;")
    'abcd&#233;'
    """
    text = _UNPRINTABLE.sub("", text)
    return _REFERENCE.sub(_printable, text) if "&#" in text else text


def _printable(found: re.Match[str]) -> str:
    number = int(found[1], 16) if found[1] else int(found[2])
    return "" if number > 0x10FFFF or _UNPRINTABLE.match(chr(number)) else found[0]


def xml_text(content: bytes, charset: str | None = None) -> str:
    """The document's characters: by its byte order mark, its server, its own declaration, UTF-8, else Windows-1252."""
    declared = _DECLARED.match(content[:400])
    encodings = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    encodings += [charset] if charset else []
    encodings += [declared[1].decode("ascii")] if declared else []
    for encoding in (*encodings, "utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return content.decode("utf-8", "replace")


def local_name(element: Any) -> str:
    """An element's name without its namespace, in lower case; empty for a comment."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def words_of(element: Any) -> str:
    """All the text within an element, white space made single."""
    return " ".join("".join(element.itertext()).split())


def html_of(element: Any, *, without: Collection[str] = (), renamed: Mapping[str, str] | None = None) -> str:
    """The element as HTML: local names only, elements of some names left out, others under the name HTML has for them.

    The tree is changed by it.
    """
    for each in list(element.iter()):
        name = local_name(each)
        if each is not element and name in ("", *without):
            _drop(each)
        elif name:
            each.tag = (renamed or {}).get(name, name if _HTML_NAME.fullmatch(name) else "span")
            each.attrib.clear()
    element.tail = None
    lxml.etree.cleanup_namespaces(element)
    return str(lxml.etree.tostring(element, encoding="unicode", method="html"))


def _drop(element: Any) -> None:
    """Takes an element out and leaves the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def well_formed(root: Any) -> bytes:
    """The tree as UTF-8 that any parser accepts."""
    return bytes(lxml.etree.tostring(root, encoding="utf-8"))


def _character(found: re.Match[str]) -> str:
    """``&eacute;`` as its letter: XML knows five of HTML's names, feeds use all."""
    name = found[1]
    return chr(name2codepoint[name]) if name in name2codepoint and name not in _XML_OWN else found[0]
