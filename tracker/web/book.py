"""The pages that only show: one list, from which `serve` answers and `site` writes files.

Each stands at an address that is a file's path, and links to the others by relative addresses: so the same bytes work
behind any public address, from a folder of files, and on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import NotFound
from werkzeug.routing import Map, Rule

from tracker.errors import UsageError
from tracker.web.pages import Pages

if TYPE_CHECKING:
    from tracker.app import App

HTML = "text/html"
FRONT = "index.html"


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

    def __init__(self, app: App, pages: Pages) -> None:
        self._app, self._pages = app, pages
        self._look = app.look
        self.chapters = self._chapters()
        rules = [Rule(f"/{one.pattern}", endpoint=number) for number, one in enumerate(self.chapters)]
        self._map = Map(rules, merge_slashes=False)

    def _chapters(self) -> tuple[Chapter, ...]:
        registry = self._app.registry
        return (
            Chapter(FRONT, self._ledger),
            Chapter("claims/<id>.html", self._claim, lambda: registry.claims_by_id),
        )

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
        return Sheet(self._pages.draw(name, up="../" if deep else "", index=index, **values), index=index)

    def _ledger(self) -> Sheet:
        return self._draw("ledger", rows=self._look.claim_rows(), changes=self._look.changes(most=8))

    def _claim(self, id: str) -> Sheet:
        return self._draw("claim", deep=True, claim=self._look.claim(id))
