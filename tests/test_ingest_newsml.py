"""NewsML-G2: what agencies send as news items, alone or many in a message, under embargo, canceled, and as a bomb."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from ingest.sources.files import read_file
from ingest.sources.newsml import articles_of_newsml
from ingest.sources.reading import read_address
from ingest.sources.web import open_web
from rag import NewsQA
from rag.errors import RecordRejected
from rag.settings import Settings
from rag.types import Article
from tests.news_server import SENTENCES, Answer, NewsServer

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title>'
    f"</head><body><h1>Harbour closes</h1><p>{SENTENCES[0]}</p><figure><figcaption>Pier, Tuesday</figcaption></figure>"
    f"<p>{SENTENCES[1]} <b>Soon</b>, she said.</p></body></html></inlineXML>"
)
NITF = (
    '<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>'
    "<body.head><hedline><hl1>Harbour closes</hl1></hedline><byline>By Ana Cruz</byline></body.head>"
    f"<body.content><p>{SENTENCES[0]}</p><media><media-caption>Pier, Tuesday</media-caption></media><hl2>Later</hl2>"
    f"<p>{SENTENCES[1]}</p></body.content><body.end><tagline>(Ends)</tagline></body.end></body></nitf></inlineXML>"
)
PLAIN = f'<inlineData contenttype="text/plain">{SENTENCES[0]}\n\n{SENTENCES[1]}</inlineData>'


def item(
    guid: str = "urn:newsml:hpa.example:20260324:7",
    *,
    content: str = XHTML,
    meta: str = '<pubStatus qcode="stat:usable"/>',
    version: str = "2026-03-24T11:00:00Z",
    kind: str = "ninat:text",
    namespace: str = f' xmlns="{NAMESPACE}"',
) -> str:
    return (
        f'<newsItem{namespace} guid="{guid}" version="1" standard="NewsML-G2" xml:lang="en-GB">'
        '<catalogRef href="http://cv.hpa.example/none.xml"/><rightsInfo><copyrightHolder literal="HPA"/></rightsInfo>'
        f'<itemMeta><itemClass qcode="{kind}"/><provider qcode="nprov:HPA"/><versionCreated>{version}</versionCreated>'
        f"<firstCreated>2026-03-24T10:30:00+01:00</firstCreated>{meta}</itemMeta>"
        "<contentMeta><contentCreated>2026-03</contentCreated><by>By Ana Cruz</by>"
        '<infoSource><name>Halvern Press Agency</name></infoSource><headline role="hld:main">Harbour closes</headline>'
        f'<subject qcode="medtop:1"><name>Shipping</name></subject></contentMeta><contentSet>{content}</contentSet>'
        "</newsItem>"
    )


def message(*items: str) -> str:
    sent = "<header><sent>2026-03-24T11:00:00Z</sent></header>"
    return (
        f'<?xml version="1.0"?><newsMessage xmlns="{NAMESPACE}">{sent}<itemSet>{"".join(items)}</itemSet></newsMessage>'
    )


def read(document: str) -> list[Article | RecordRejected]:
    return list(articles_of_newsml(document.encode(), "item.xml"))


def article(document: str) -> Article:
    (found,) = read(document)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("content", [XHTML, NITF, PLAIN], ids=["xhtml", "nitf", "plain"])
def test_an_item_is_an_article_whatever_its_text_is_written_in(content: str) -> None:
    found = article(item(content=content))
    assert (found.title, found.publisher) == ("Harbour closes", "Halvern Press Agency")
    assert (found.authors, found.section, found.language) == (("Ana Cruz",), "Shipping", "en-gb")
    assert found.published_at == datetime(2026, 3, 24, 9, 30, tzinfo=UTC)
    assert found.modified_at == datetime(2026, 3, 24, 11, tzinfo=UTC)
    paragraphs = [each for each in found.text.split("\n\n") if each not in ("Harbour closes", "Later")]
    assert paragraphs[0] == SENTENCES[0] and paragraphs[1].startswith(SENTENCES[1]) and len(paragraphs) == 2
    assert "Tuesday" not in found.text.replace(SENTENCES[0], "") and found.url is None and found.zone_assumed is None


def test_a_message_gives_each_of_its_items_and_says_which_are_none() -> None:
    inner = [item(f"urn:newsml:hpa.example:{n}", namespace="") for n in range(3)]
    picture = item("urn:newsml:hpa.example:9", kind="ninat:picture", namespace="")
    found = read(message(inner[0], picture, inner[1], item("urn:x", content="", namespace=""), inner[2]))
    assert [type(each) for each in found] == [Article, RecordRejected, Article, RecordRejected, Article]
    assert len({each.id for each in found if isinstance(each, Article)}) == 3
    told = [(each.line, each.field) for each in found if isinstance(each, RecordRejected)]
    assert told == [(2, "itemClass"), (4, "text")]


def test_prefixed_names_are_the_same_names() -> None:
    plain = item(content=PLAIN, namespace="").replace("</", "</g:").replace("<", "<g:").replace("<g:/g:", "</g:")
    found = article(plain.replace("<g:newsItem", f'<g:newsItem xmlns:g="{NAMESPACE}"', 1))
    assert (found.title, found.publisher) == ("Harbour closes", "Halvern Press Agency")


def test_names_of_a_space_that_was_never_declared_are_words_like_others() -> None:
    found = article(item(content=XHTML.replace("<b>Soon</b>", "<x:y>Soon</x:y>")))
    assert f"{SENTENCES[1]} Soon, she said." in found.text


def test_an_items_identifier_holds_through_its_versions() -> None:
    first, update = article(item()), article(item(version="2026-03-25T11:00:00Z"))
    canceled = article(item(content="", meta='<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>'))
    assert first.id == update.id == canceled.id != article(item("urn:newsml:hpa.example:8")).id
    assert canceled.status == article(item(meta='<pubStatus qcode="stat:withheld"/>')).status == "withdrawn"


@pytest.mark.parametrize(
    ("meta", "status", "correction"),
    [
        ("<edNote>CORRECTS name of the mayor</edNote>", "corrected", "CORRECTS name of the mayor"),
        ('<signal qcode="sig:correction"/><edNote>Mayor</edNote>', "corrected", "Mayor"),
        ('<signal qcode="sig:correction"/>', "corrected", None),
        ('<signal qcode="sig:update"/><edNote>With photo</edNote>', "usable", None),
    ],
)
def test_corrections_are_kept(meta: str, status: str, correction: str | None) -> None:
    found = article(item(meta=meta))
    assert (found.status, found.correction) == (status, correction)


@pytest.mark.parametrize(
    ("document", "field", "why"),
    [
        (item(meta="<embargoed/>"), "embargoed", "without a date"),
        (item(meta="<embargoed>soon</embargoed>"), "embargoed", "no date"),
        (item(content=""), "text", "no text"),
        (item(content='<inlineData encoding="ence:base64">SGVsbG8=</inlineData>'), "text", "no text"),
        (f'<packageItem xmlns="{NAMESPACE}"><groupSet/></packageItem>', None, "without news items"),
        (message(), None, "without news items"),
    ],
)
def test_what_holds_no_text_to_read_is_refused_by_its_field(document: str, field: str | None, why: str) -> None:
    (found,) = read(document)
    assert isinstance(found, RecordRejected) and found.field == field and why in found.why


def test_a_reason_is_one_short_line_whatever_the_item_holds() -> None:
    endless = "x" * 5_000
    for document in (item(kind=f"ninat:{endless}"), f"<{endless}/>"):
        (rejected,) = read(document)
        assert isinstance(rejected, RecordRejected)
        assert len(rejected.why) < 300 and "\n" not in rejected.why


def test_an_entity_bomb_does_not_go_off_and_no_file_is_reached() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "x" * 100}">' for n in range(9))
    bomb = f"<!DOCTYPE newsItem [{entities}]>" + item().replace("Harbour closes", "&a8;", 1)
    files = '<!DOCTYPE newsItem [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + item().replace("Ana Cruz", "&x;", 1)
    for document in (bomb, files):
        (found,) = read(document)
        assert isinstance(found, RecordRejected) and "entities of its own" in found.why


def test_no_question_is_answered_from_an_embargoed_or_a_canceled_item(tmp_path: Path) -> None:
    path, settings = tmp_path / "item.xml", Settings(store=tmp_path / "store", lead_model="none")
    path.write_text(message(item(meta="<embargoed>2026-03-26T06:00:00Z</embargoed>", namespace="")))
    report = ingest([path], settings=settings)
    assert (report.added, report.rejected) == (1, ())
    with NewsQA.open(settings=settings) as qa:
        assert qa.search("ferry struck the pier in Vikholm", as_of="2026-03-26T05:59:00+00:00") == []
        assert qa.search("ferry struck the pier in Vikholm", as_of="2026-03-26T06:01:00+00:00")
    canceled = '<pubStatus qcode="stat:canceled"/>'
    path.write_text(item(content="", meta=canceled, version="2026-03-27T11:00:00Z"))
    ingest([path], settings=settings)
    path.write_text(message(item(meta="<embargoed>2026-03-26T06:00:00Z</embargoed>", namespace="")))
    ingest([path], settings=settings)  # the old version once more
    with NewsQA.open(settings=settings) as qa:
        assert qa.search("ferry struck the pier in Vikholm", as_of="2026-03-28") == []


def test_files_and_addresses_are_told_by_what_they_hold(tmp_path: Path) -> None:
    for name in ("a.xml", "b.newsml", "c"):
        (tmp_path / name).write_text("<!-- from HPA -->\n" + item())
        assert [type(each) for each in read_file(tmp_path / name)] == [Article]
    with NewsServer() as server:
        server.pages["/item"] = Answer(item().encode(), content_type="application/xml")
        (found,) = read_address(server.url("/item"), open_web(tmp_path / "store", allow_private=True))
    assert isinstance(found, Article) and found.title == "Harbour closes"
