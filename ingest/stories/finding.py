"""One story, several voices: articles that are copies of each other are put into one story, whenever they arrive.

Two articles are in one story if one is a copy of the other, or if copies of copies join them: a story is a connected
part of the graph of copies, so the order of arrival does not matter, and an article that arrives late may join two
stories. A story's id is that of the article in it that was published first. A changed article is placed anew, and
those it leaves behind are compared with each other again; forgetting an article leaves the rest of its story together.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import combinations

from ingest.stories.copies import MOST_APART, Wording, is_copy
from ingest.stories.signatures import bands_of
from rag.store import StoreWriter
from rag.types import Article

_WORDINGS_KEPT = 500
_LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a batch of articles belongs: bands and story ids by article id; ``moved`` are stored articles' new ones."""

    bands: Mapping[str, tuple[int, ...]]
    stories: Mapping[str, str]
    moved: Mapping[str, str]


@dataclass(slots=True)
class _Groups:
    """Disjoint sets of names, joined pair by pair."""

    _parents: dict[str, str] = field(default_factory=dict)

    def of(self, name: str) -> str:
        root = name
        while (parent := self._parents.setdefault(root, root)) != root:
            root = parent
        while name != root:
            self._parents[name], name = root, self._parents[name]
        return root

    def join(self, one: str, other: str) -> None:
        self._parents[self.of(one)] = self.of(other)

    def all(self) -> list[list[str]]:
        groups: dict[str, list[str]] = {}
        for name in list(self._parents):
            groups.setdefault(self.of(name), []).append(name)
        return list(groups.values())


class StoryFinder:
    """Finds the stories of articles about to be written, among the store's and among themselves."""

    def __init__(self, writer: StoreWriter) -> None:
        self._writer = writer
        self._wordings: OrderedDict[str, Wording] = OrderedDict()

    def place(self, articles: Sequence[Article]) -> Placed:
        """The stories of ``articles``, whose ids differ; to be written with them, in one step."""
        fresh = {article.id: Wording(article) for article in articles}
        for article_id in fresh:
            self._wordings.pop(article_id, None)
        signed = [article_id for article_id, wording in fresh.items() if wording.signed]
        bands = dict(zip(signed, bands_of([fresh[article_id].opening for article_id in signed]), strict=True))
        torn = self._torn(list(fresh))

        # A story that stays whole is one name in the groups, its id; all other articles are names of their own.
        loose = {*fresh, *(article_id for rest in torn.values() for article_id in rest)}
        groups = _Groups()
        for name in sorted(loose):
            groups.of(name)
        whole: dict[str, str] = {}
        for article_id, own in bands.items():
            near = self._writer.sharing(own, fresh[article_id].article.published_at, MOST_APART)
            found = {other: story_id for other, story_id in near.items() if other not in fresh}
            whole |= {other: story_id for other, story_id in found.items() if other not in loose}
            self._join(((article_id, other) for other in sorted(found)), groups, whole, fresh)
        self._join(_sharing(bands), groups, whole, fresh)
        for rest in torn.values():
            self._join(combinations(sorted(rest), 2), groups, whole, fresh)
        return self._named(groups, fresh, torn, set(whole.values()), bands)

    def _torn(self, fresh: Sequence[str]) -> dict[str, dict[str, datetime | None]]:
        """The stories that articles now replaced are in, or have given their id to, and who else is in them."""
        stories = {told.story_id for told in self._writer.told(fresh).values()} | set(fresh)
        members = self._writer.story_members(sorted(stories))
        rests = {
            story_id: {article_id: when for article_id, when in of_story.items() if article_id not in fresh}
            for story_id, of_story in members.items()
        }
        return {story_id: rest for story_id, rest in rests.items() if rest}

    def _join(
        self,
        pairs: Iterable[tuple[str, str]],
        groups: _Groups,
        whole: Mapping[str, str],
        fresh: Mapping[str, Wording],
    ) -> None:
        """Join what are copies of each other; those that are together already are not compared."""
        for one, other in pairs:
            name, other_name = whole.get(one, one), whole.get(other, other)
            if groups.of(name) == groups.of(other_name):
                continue
            if is_copy(fresh.get(one) or self._stored(one), fresh.get(other) or self._stored(other)):
                groups.join(name, other_name)

    def _stored(self, article_id: str) -> Wording:
        wording = self._wordings.get(article_id)
        if wording is None:
            wording = self._wordings[article_id] = Wording(self._writer.told([article_id])[article_id].article)
        self._wordings.move_to_end(article_id)
        while len(self._wordings) > _WORDINGS_KEPT:
            self._wordings.popitem(last=False)
        return wording

    def _named(
        self,
        groups: _Groups,
        fresh: Mapping[str, Wording],
        torn: dict[str, dict[str, datetime | None]],
        whole: set[str],
        bands: Mapping[str, tuple[int, ...]],
    ) -> Placed:
        """The id of every group: that of its article that was published first."""
        published = {article_id: wording.article.published_at for article_id, wording in fresh.items()}
        former: dict[str, str] = {}
        members = {name: [name] for name in fresh}
        for story_id, rest in (torn | self._writer.story_members(sorted(whole))).items():
            published |= rest
            former |= dict.fromkeys(rest, story_id)
            members |= {story_id: list(rest)} if story_id in whole else {name: [name] for name in rest}
        stories: dict[str, str] = {}
        for names in groups.all():
            ids = [article_id for name in names for article_id in members[name]]
            first = min(ids, key=lambda article_id: (published[article_id] or _LATEST, article_id))
            stories |= dict.fromkeys(ids, first)
        moved = {article_id: stories[article_id] for article_id in former if stories[article_id] != former[article_id]}
        return Placed(bands, {article_id: stories[article_id] for article_id in fresh}, moved)


def _sharing(bands: Mapping[str, tuple[int, ...]]) -> Iterator[tuple[str, str]]:
    """Pairs of ids that have a band in common, each once."""
    having: dict[int, list[str]] = {}
    for article_id, own in bands.items():
        near = dict.fromkeys(other for band in own for other in having.get(band, ()))
        yield from ((article_id, other) for other in near)
        for band in own:
            having.setdefault(band, []).append(article_id)
