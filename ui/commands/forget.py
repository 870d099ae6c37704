"""``dateline forget``: deletes articles, by address, by outlet, or up to a day."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from rag.days import start_of
from rag.errors import UsageError
from ui.commands.arguments import add_json, add_store, day, settings_from
from ui.commands.output import print_document
from ui.wording.untrusted import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.settings import Settings
    from rag.store import NewsStore


NOTHING_MEANT = "no article is of that outlet and those days: `dateline stats` lists the outlets and the days"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which articles, the store, and whether to ask first."""
    parser.add_argument("urls", nargs="*", metavar="URL", help="addresses of articles")
    parser.add_argument("--id", action="append", default=[], dest="ids", metavar="ID", help="the article with this id")
    parser.add_argument("--publisher", metavar="NAME", help="everything of this outlet")
    parser.add_argument("--before", type=day, metavar="DAY", help="everything published before this day (2024-10-24)")
    parser.add_argument("--yes", action="store_true", help="do not ask first; only at a terminal is asked")
    add_store(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """0 where they are gone, 1 where there was nothing to forget, or a person said no."""
    from rag.store import NewsStore, chroma_address

    if bool(args.urls or args.ids) == bool(args.publisher or args.before):
        raise UsageError("name addresses of articles, --id, --publisher or --before, or the last two together")
    settings = settings_from(args)
    with NewsStore.open(settings.store.expanduser(), chroma=chroma_address(settings)) as store:
        chosen, unknown = _chosen(args, store)
        held = store.stats()
    for url in unknown:
        print(f"dateline: not stored: {one_line(url)}", file=sys.stderr)
    if chosen and not args.yes and not _agreed(len(chosen), held.articles):
        print("Nothing was forgotten.", file=sys.stderr)
        return 1
    if not (chosen or unknown):
        print(f"dateline: {NOTHING_MEANT}", file=sys.stderr)
    forgotten = _forget(settings, chosen) if chosen else 0
    if args.json:
        print_document({"forgotten": forgotten, "not_stored": unknown, "articles": held.articles - forgotten})
    else:
        print(f"{_articles(forgotten)} forgotten, {held.articles - forgotten:,} left.")
    return 0 if forgotten else 1


def _chosen(args: argparse.Namespace, store: NewsStore) -> tuple[list[str], list[str]]:
    """Ids of the articles meant, and the addresses of which none is stored."""
    from rag.types import Filters

    if not (args.urls or args.ids):
        publishers = (args.publisher,) if args.publisher else ()
        return store.article_ids(Filters(until=start_of(args.before), publishers=publishers)), []
    ids = {article_id: article_id for article_id in args.ids} | {url: _id_of(url) for url in args.urls}
    unknown = [url for url, article_id in ids.items() if store.article(article_id) is None]
    return list(dict.fromkeys(ids[url] for url in ids if url not in unknown)), unknown


def _id_of(url: str) -> str:
    from ingest.sources.identity import article_id, canonical_url

    if canonical_url(url) is None:
        raise UsageError(f"{url!r} is no web address: give it as the article has it, https://…")
    return article_id(url, "", "", "")


def _agreed(count: int, held: int) -> bool:
    """Whether whoever sits at the terminal agrees; where nobody does, the command line was explicit enough."""
    if not sys.stdin.isatty():
        return True
    print(f"Forget {_articles(count)} of {held:,}, with text, vectors and words? [y/N] ", end="", file=sys.stderr)
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _forget(settings: Settings, article_ids: Sequence[str]) -> int:
    from rag.store import NewsStore, StoreWriter, chroma_address

    path, chroma = settings.store.expanduser(), chroma_address(settings)
    with NewsStore.open(path, chroma=chroma) as store:
        models = store.stats().models
    with StoreWriter.open(path, models, chroma=chroma) as writer:
        return writer.forget(article_ids)


def _articles(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"
