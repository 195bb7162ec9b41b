"""Journals' feeds: RSS, RDF and Atom, as publishers serve them."""

from tracker.sources.feeds.options import FeedOptions
from tracker.sources.feeds.reader import FeedReader

__all__ = ["FeedOptions", "FeedReader"]
