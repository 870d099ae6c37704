"""Sound inputs of every kind a reader knows, invented; what they are mutated into is another file's business."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence

_SENTENCES = (
    "The harbour of Vikholm closed on Tuesday after a ferry struck the eastern pier.",
    "Nobody was hurt, said the harbour master, Ana Cruz, but 214 passengers waited until noon.",
    "The company said that repairs would cost 3.2 million crowns and take until 14 April 2026.",
    "“We heard a long, grinding sound,” said Olu Adeyemi, who had been loading crates of herring.",
)
_TEXT = "\n\n".join(_SENTENCES)
_HTML = "".join(f"<p>{sentence}</p>" for sentence in _SENTENCES)
_URL = "https://post.example/2026/03/harbour-closes?id=7"
DATES = (
    "2026-03-24T09:30:00+01:00", "2026-03-24", "20260324T093000Z", "Tue, 24 Mar 2026 10:30:00 +0100",
    "Oct. 24, 2024, 6:05 p.m. EDT", "24 octobre 2024", "24. Oktober 2024", "24 de octubre de 2024", "24.10.2024",
    "2024年10月24日", "2024/10/24 18:00", "1729788000", "1729788000000", "Thu Oct 24 18:00:00 +0000 2024",
    "Published on Thursday, October 24th, 2024 at 6 PM ET",
)  # fmt: skip

_RECORD = {
    "title": "Ferry strikes pier in Vikholm",
    "text": _TEXT,
    "url": _URL,
    "publisher": {"name": "The Vikholm Post"},
    "published_at": "2026-03-24T09:30:00+01:00",
    "modified_at": 1774350000,
    "authors": ["Ana Cruz", {"name": "Olu Adeyemi"}],
    "section": "Shipping",
    "language": "en",
    "status": "usable",
}
_NINJS = {
    "uri": "urn:newsml:hpa.example:20260324:7",
    "type": "text",
    "pubstatus": "usable",
    "versioncreated": "2026-03-24T11:00:00Z",
    "firstcreated": "2026-03-24T09:30:00Z",
    "embargoed": "2026-03-24T12:00:00Z",
    "headline": "Ferry strikes pier",
    "body_xhtml": _HTML,
    "byline": "By Ana Cruz",
    "infosources": [{"name": "Halvern Press Agency"}],
    "subject": [{"name": "Shipping", "rel": "about"}],
    "ednote": "Corrects the number of passengers in paragraph 2.",
}
_NINJS_3 = {
    "standard": {"name": "ninjs", "version": "3.0"},
    "uri": "https://hpa.example/items/8",
    "headlines": [{"role": "main", "value": "Ferry strikes pier"}],
    "bodies": [{"role": "main", "contenttype": "text/html", "value": _HTML}],
    "subjects": [{"name": "Shipping"}],
    "firstcreated": "2026-03-24T09:30:00Z",
}
_ITEM = (
    "<item><title>Ferry &amp; pier</title><link>https://post.example/a</link><dc:creator>Ana Cruz</dc:creator>"
    "<category>Shipping</category><pubDate>Tue, 24 Mar 2026 10:30:00 +0100</pubDate>"
    f"<description>A ferry &lt;b&gt;struck&lt;/b&gt; the pier.</description><content:encoded><![CDATA[{_HTML * 3}]]>"
    "</content:encoded></item>"
)
_RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Vikholm Post</title>'
    f"<language>en-gb</language>{_ITEM}{_ITEM.replace('/a<', '/b<')}</channel></rss>"
)
_RDF = (
    '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://p.example/">'
    '<title>The Vikholm Post</title></channel><item rdf:about="https://p.example/a"><title>Ferry</title>'
    "<link>https://p.example/a</link><dc:date>2026-03-24T09:30:00Z</dc:date>"
    f"<description>{_SENTENCES[0]}</description></item></rdf:RDF>"
)
_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.example/"><title>The Vikholm Post</title><entry>'
    '<title type="html">Ferry &lt;i&gt;strikes&lt;/i&gt;</title><link rel="alternate" href="/a"/>'
    "<id>tag:post.example,2026:a</id><author><name>Ana Cruz</name></author>"
    "<published>2026-03-24T10:30:00+01:00</published><updated>2026-03-25T08:00:00Z</updated>"
    f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{_HTML}</div></content></entry></feed>'
)
_JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Vikholm Post",
    "language": "en",
    "items": [
        {
            "id": "1",
            "url": _URL,
            "title": "Ferry strikes pier",
            "content_html": _HTML * 3,
            "date_published": "2026-03-24T10:30:00+01:00",
            "date_modified": "2026-03-25T08:00:00Z",
            "authors": [{"name": "Ana Cruz"}],
            "tags": ["Shipping"],
        },
        {"id": "2", "external_url": "https://post.example/b", "content_text": _TEXT, "summary": "A ferry struck."},
    ],
}
_SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://post.example/a</loc>'
    "<lastmod>2026-03-25T08:00:00Z</lastmod><news:news><news:publication><news:name>The Vikholm Post</news:name>"
    "<news:language>en</news:language></news:publication><news:publication_date>2026-03-24</news:publication_date>"
    "<news:title>Ferry strikes pier</news:title></news:news></url><url><loc>https://post.example/b</loc></url></urlset>"
)
_SITEMAP_INDEX = (
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://post.example/1.xml.gz</loc>'
    "<lastmod>2026-03-25</lastmod></sitemap><sitemap><loc>https://post.example/2.xml</loc></sitemap></sitemapindex>"
)
_OPML = (
    '<?xml version="1.0"?><opml version="2.0"><head><title>Feeds</title></head><body><outline text="News">'
    '<outline type="rss" text="The Vikholm Post" xmlUrl="https://post.example/feed"/>'
    '<outline type="rss" text="Two" xmlUrl="https://two.example/feed"/></outline></body></opml>'
)
_LD_ARTICLE = {
    "@type": ["NewsArticle"],
    "headline": "Ferry strikes pier in Vikholm",
    "datePublished": "2026-03-24T09:30:00",
    "dateModified": "2026-03-25T08:00:00+01:00",
    "author": [{"@type": "Person", "name": "Ana Cruz"}],
    "publisher": {"@type": "Organization", "name": "The Vikholm Post"},
    "mainEntityOfPage": {"@id": _URL},
    "isAccessibleForFree": "true",
    "correction": "An earlier version gave another number of passengers.",
}
_LD = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "The Vikholm Post"}, _LD_ARTICLE]}
_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry strikes pier | The Vikholm Post</title>'
    f'<link rel="canonical" href="{_URL}"><meta property="og:site_name" content="The Vikholm Post">'
    '<meta property="article:published_time" content="2026-03-24T09:30:00+01:00">'
    f'<script type="application/ld+json">{json.dumps(_LD)}</script><style>p{{color:red}}</style></head><body>'
    '<nav><ul><li><a href="/">Home</a></li></ul></nav><main><article><h1>Ferry strikes pier in Vikholm</h1>'
    '<time datetime="2026-03-24">24 March</time><figure><img src="a.jpg"><figcaption>The pier</figcaption></figure>'
    f'{_HTML}<div style="display:none">Unseen.</div><table><tr><td>Passengers</td><td>214</td></tr></table>'
    "<ul><li>One crane</li></ul></article></main><footer>© 2026 The Vikholm Post</footer></body></html>"
)
_CSV = (
    "title,text,date,publisher,url\n"
    f'"Ferry strikes pier","{_SENTENCES[0]}\n{_SENTENCES[1]}",2026-03-24,The Vikholm Post,{_URL}\n'
    f'Rain,"He said ""rain"" twice. {_SENTENCES[2]}",24.10.2024,The Vikholm Post,https://post.example/b\n'
)
_MARKDOWN = (
    "---\ntitle: Ferry strikes pier\ndate: 2026-03-24\nauthor: 'Ana Cruz'\ntags:\n- ships\n---\n\n"
    "# Ferry strikes pier\n\n"
    f'**{_SENTENCES[0]}** ![A pier](pier.jpg "The pier")\n\n> {_SENTENCES[3]}\n\n```\ncode\n```\n\n'
    f"[{_SENTENCES[1]}](https://post.example/c) _Really_.\n\n***\n\nHeading\n=======\n{_SENTENCES[2]}\n"
)
_PLAIN = f"Ferry strikes pier\n\n{_TEXT}\n"
_ROBOTS = (
    "User-agent: *\nDisallow: /private/*.pdf$\nAllow: /private/open\nCrawl-delay: 2\n\n"
    "User-agent: dateline\nDisallow: /search?q=\nSitemap: https://post.example/sitemap.xml\n"
)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _lines(*records: object) -> bytes:
    return b"\n".join(_json(record) for record in records) + b"\n"


def warc_record(body: bytes, url: str = _URL, *, head: str = "Content-Type: text/html; charset=utf-8\r\n") -> bytes:
    """A response of a web archive whose lengths are right."""
    block = f"HTTP/1.1 200 OK\r\n{head}\r\n".encode("utf-8", "replace") + body
    said = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0f5c9b6e-0000-4000-8000-000000000000>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2026-03-24T12:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return said.encode("utf-8", "replace") + block + b"\r\n\r\n"


def zstd_frame(content: bytes) -> bytes:
    """Zstandard's simplest frame: one block, not compressed; at most 128 kB."""
    content = content[: 1 << 17]
    block = (len(content) << 3 | 1).to_bytes(3, "little") + content
    return b"\x28\xb5\x2f\xfd\xa0" + len(content).to_bytes(4, "little") + block


PAGE = _PAGE.encode()
JSONL = _lines(_RECORD, {"headline": "Rain", "body": list(_SENTENCES), "date": "24 Oct 2024"})
_GZIP_PAGE = warc_record(gzip.compress(PAGE, mtime=0), head="Content-Type: text/html\r\nContent-Encoding: gzip\r\n")
_CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
_CHUNKED_PAGE = warc_record(_CHUNKED, head="Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n")

_NEWSML_META = (
    '<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:HPA"/><versionCreated>2026-03-24T11:00:00Z'
    '</versionCreated><embargoed>2026-03-24T12:00:00Z</embargoed><pubStatus qcode="stat:usable"/><edNote>Corrects the '
    "number of passengers.</edNote></itemMeta><contentMeta><contentCreated>2026-03-24T09:30:00Z</contentCreated>"
    "<by>Ana Cruz</by><headline>Ferry strikes pier</headline><subject><name>Shipping</name></subject></contentMeta>"
)
_NEWSML = (
    f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:hpa:7" xml:lang="en">{_NEWSML_META}<contentSet>'
    f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>{_HTML}</body>'
    "</html></inlineXML></contentSet></newsItem>"
)
_NEWSML_MESSAGE = (
    '<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="urn:hpa:8">'
    f'{_NEWSML_META}<contentSet><inlineXML contenttype="application/nitf+xml"><nitf><body><body.head><hedline><hl1>'
    f"Ferry</hl1></hedline></body.head><body.content>{_HTML}</body.content></body></nitf></inlineXML></contentSet></newsItem>"
    f'<newsItem guid="urn:hpa:9">{_NEWSML_META}<contentSet><inlineData>{_TEXT}</inlineData></contentSet></newsItem>'
    "</itemSet></newsMessage>"
)

SEEDS: dict[str, Sequence[bytes]] = {
    "feed": (_RSS.encode(), _RDF.encode(), _ATOM.encode()),
    "json feed": (_json(_JSON_FEED),),
    "sitemap": (_SITEMAP.encode(), _SITEMAP_INDEX.encode()),
    "opml": (_OPML.encode(),),
    "warc": (warc_record(PAGE) * 2, _GZIP_PAGE + warc_record(PAGE), _CHUNKED_PAGE + warc_record(PAGE)),
    "page": (PAGE, f"<html><body><article>{_HTML}</article></body></html>".encode()),
    "ninjs": (_json(_NINJS), _json(_NINJS_3), _json([_NINJS, _NINJS_3])),
    "newsml": (_NEWSML.encode(), _NEWSML_MESSAGE.encode()),
    "json": (
        _json(_RECORD), _json({"status": "ok", "articles": [_RECORD, _RECORD]}),
        _json({"@graph": [{**_LD_ARTICLE, "articleBody": _TEXT}]}),
    ),
    "jsonl": (JSONL,),
    "csv": (_CSV.encode(), _CSV.replace(",", "\t").encode(), _CSV.replace(",", ";").encode()),
    "markdown": (_MARKDOWN.encode(),),
    "text": (_PLAIN.encode(),),
    "compressed": (JSONL,),
    "any name": (_RSS.encode(), JSONL, PAGE, _CSV.encode(), _PLAIN.encode(), _json(_NINJS), warc_record(PAGE)),
    "http body": (PAGE, _CHUNKED),
    "robots": (_ROBOTS.encode(),),
    "date": tuple(date.encode() for date in DATES),
    "address": (
        _URL.encode(), b"//post.example/a", b"https://user:secret@post.example:8443/a#b", b"http://[::1]/a",
        b"http://xn--mnchen-3ya.example/%C3%A9?q=a&utm_source=b", "https://münchen.example/ü".encode(),
    ),
}  # fmt: skip
"""Sound inputs by reader; each reader has one at least."""
