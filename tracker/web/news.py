"""The feeds: what came in on a topic, and what moved in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tracker.app.views import ChangeView, NewsItem
from tracker.render import feeds
from tracker.render.addresses import page_name
from tracker.render.feeds import Entry, NewsFeed


@dataclass(frozen=True, slots=True)
class FeedKind:
    ending: str
    kind: str
    write: Callable[[NewsFeed], str]


KINDS = (
    FeedKind("atom", "application/atom+xml", feeds.atom),
    FeedKind("feed.json", "application/feed+json", feeds.json_feed),
)


def of_item(subject: str, item: NewsItem, up: str) -> Entry:
    """A study as it was announced, or what became of it."""
    text = " ".join(filter(None, [item.card.plain, f"“{item.card.quote}”" if item.card.quote else "", item.detail]))
    title = f"{item.what}: {item.card.title}" if item.what else item.card.title
    return Entry(f"{subject}/event/{item.number}", title, text, item.at, f"{up}studies/{item.card.name}.html")


def of_change(subject: str, change: ChangeView, up: str) -> Entry:
    """ "Was X, now Y, because of Z"."""
    where = f" ({change.stratum})" if change.stratum else ""
    was = f"was “{change.before}”, now" if change.before else "first"
    because = f"Because of: {change.because.title}" if change.because else change.reason
    return Entry(
        f"{subject}/change/{change.claim}/{change.stratum}/{change.at.isoformat()}",
        f"{change.statement}{where}: {was} “{change.after}”",
        because,
        change.at,
        f"{up}claims/{page_name(change.claim)}.html",
    )
