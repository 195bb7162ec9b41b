"""The pages that only show: one list, from which `serve` answers and `site` writes files.

Each stands at an address that is a file's path, and links to the others by relative addresses: so the same bytes work
behind any public address, from a folder of files, and on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import NotFound
from werkzeug.routing import Map, Rule

from tracker.errors import UsageError
from tracker.render import exports
from tracker.render.addresses import page_name
from tracker.render.feeds import Entry, NewsFeed
from tracker.web import figures, news
from tracker.web.pages import Pages

if TYPE_CHECKING:
    from tracker.app import App

HTML = "text/html"
FRONT = "index.html"
FOUND = 50
IN_FEED = 60
MOST_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands at an address. index: whether search engines may list it."""

    body: str
    kind: str = HTML
    index: bool = True


@dataclass(frozen=True, slots=True)
class Chapter:
    """The pages of one kind. pattern: their addresses, as werkzeug writes rules; ids: one value for each of them.

    draw raises UsageError for an id that is none.
    """

    pattern: str
    draw: Callable[..., Sheet]
    ids: Callable[[], Iterable[str]] | None = None


class Book:
    """Safe for many threads: each page opens the store for itself."""

    def __init__(self, app: App, pages: Pages, *, live: bool) -> None:
        """live: there is a program behind the pages, so that they can be searched."""
        self._app, self._pages, self._live = app, pages, live
        self._look = app.look
        self._ids = {page_name(id): id for id in (*app.registry.claims_by_id, *app.registry.topics_by_id)}
        self.chapters = self._chapters()
        rules = [Rule(f"/{one.pattern}", endpoint=number) for number, one in enumerate(self.chapters)]
        self._map = Map(rules, merge_slashes=False)

    def _chapters(self) -> tuple[Chapter, ...]:
        registry = self._app.registry
        return (
            Chapter(FRONT, self._ledger),
            Chapter("claims/<id>.html", self._claim, lambda: map(page_name, registry.claims_by_id)),
            Chapter("articles.html", self._articles),
            Chapter("articles/<id>.html", self._article, lambda: [article.id for article in registry.articles]),
            Chapter("topics.html", self._topics),
            Chapter("topics/<id>.html", self._topic, lambda: map(page_name, registry.topics_by_id)),
            Chapter("studies/<id>.html", self._study, self._look.names),
            Chapter("digests/<id>.html", self._digest, self._look.digests),
            *(Chapter(f"claims.{one.ending}", partial(self._changes_feed, one)) for one in news.KINDS),
            *(
                Chapter(
                    f"topics/<id>.{one.ending}",
                    partial(self._topic_feed, one),
                    lambda: map(page_name, registry.topics_by_id),
                )
                for one in news.KINDS
            ),
            *(
                Chapter(
                    f"exports/<id>.{one.ending}",
                    partial(self._export, one),
                    lambda: exports.ids_of(
                        map(page_name, registry.topics_by_id), map(page_name, registry.claims_by_id)
                    ),
                )
                for one in exports.FORMATS
            ),
        )

    def _id(self, name: str) -> str:
        """Of the claim or topic whose page is called so; one that is asked for by its id is found as well."""
        return self._ids.get(name, name)

    def open(self, address: str) -> Sheet | None:
        """address: without its first slash. None where there is no such page. Raises StoreError."""
        try:
            chapter, values = self._map.bind("").match(f"/{address}")
            return self.chapters[int(chapter)].draw(**values)
        except (NotFound, UsageError):
            return None

    def addresses(self) -> Iterator[str]:
        """Of every page there is now."""
        urls = self._map.bind("")
        for number, chapter in enumerate(self.chapters):
            for values in [{"id": id} for id in chapter.ids()] if chapter.ids else [{}]:
                yield urls.build(number, values).removeprefix("/")

    # --- the pages -------------------------------------------------------------------------------------------

    def _draw(self, name: str, *, deep: bool = False, index: bool = True, **values: Any) -> Sheet:
        """deep: the page stands in a folder."""
        up = "../" if deep else ""
        shared = {"up": up, "index": index, "live": self._live, "formats": exports.FORMATS}
        join = self._live and self._app.joining.is_open
        return Sheet(self._pages.draw(name, join=join, **shared, **values), index=index)

    def _ledger(self) -> Sheet:
        return self._draw("ledger", rows=self._look.claim_rows(), changes=self._look.changes(most=8))

    def _claim(self, id: str) -> Sheet:
        claim = self._look.claim(self._id(id))
        line = figures.timeline(claim.history, self._app.clock().date())
        return self._draw("claim", deep=True, claim=claim, forests=figures.forests(claim.effects), timeline=line)

    def _articles(self) -> Sheet:
        return self._draw("articles", rows=self._look.article_rows())

    def _article(self, id: str) -> Sheet:
        return self._draw("article", deep=True, article=self._look.article(id))

    def _topics(self) -> Sheet:
        return self._draw("topics", rows=self._look.topic_rows())

    def _topic(self, id: str) -> Sheet:
        topic = self._look.topic(self._id(id))
        return self._draw("topic", deep=True, topic=topic, years=figures.years(topic.years))

    def _study(self, id: str) -> Sheet:
        study = self._look.show(id)  # also by a name that it had before PubMed took it up
        if study is None:
            raise NotFound
        titles = {topic.id: topic.title for topic in self._app.registry.topics}
        return self._draw("study", deep=True, study=study, topics=titles, forests=figures.forests(study.effects))

    def _digest(self, id: str) -> Sheet:
        """Search engines are asked to keep off: what a reader chose shows in it."""
        digest, names = self._look.digest(id)
        return self._draw("digest", deep=True, index=False, digest=digest, names=names)

    def _topic_feed(self, kind: news.FeedKind, id: str) -> Sheet:
        topic = self._look.topic(self._id(id))
        entries = [news.of_item(self._subject, item, "../") for item in self._look.news(topic.id, IN_FEED)]
        name = page_name(topic.id)
        return self._feed(kind, f"topics/{name}", topic.title, f"{name}.html", entries, folder="topics/")

    def _changes_feed(self, kind: news.FeedKind) -> Sheet:
        entries = [news.of_change(self._subject, change, "") for change in self._look.changes(most=IN_FEED)]
        return self._feed(kind, "claims", "Changes of the ledger", FRONT, entries, folder="")

    def _feed(
        self, kind: news.FeedKind, name: str, title: str, page: str, entries: Sequence[Entry], *, folder: str
    ) -> Sheet:
        public = self._app.settings.web.public_url.rstrip("/")
        drawn = kind.write(
            NewsFeed(
                key=f"{self._subject}/{name}",
                title=f"{title} - {self._app.registry.subject.digest_name}",
                author=self._app.registry.subject.digest_name,
                base=f"{public}/{folder}" if public else "",
                page=page,
                address=f"{name}.{kind.ending}".removeprefix(folder),
                updated=max((one.at for one in entries), default=self._app.clock()),
                entries=tuple(entries),
            )
        )
        return Sheet(drawn, kind.kind, index=False)

    @property
    def _subject(self) -> str:
        return self._app.registry.subject.id

    def _export(self, format: exports.Format, id: str) -> Sheet:
        of, _, which = id.partition("-")
        name = f"{of}-{self._id(which)}" if which else id
        return Sheet(format.write(self._look.exported(name)), format.kind, index=False)

    def search(self, words: str) -> Sheet:
        """Only where there is a program to answer."""
        words = " ".join(words.split())[:MOST_LETTERS]
        found = self._look.find(words, FOUND) if words else None
        return self._draw("search", index=False, words=words, found=found)
