"""Read one feed: ask for it if it changed, and turn what came into sightings."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from tracker.model.record import Record, Sighting, SourceKind
from tracker.model.reply import NOTHING_TOLD, FeedMemory, FeedReading, FeedStatus
from tracker.model.topic import Feed
from tracker.sources.feeds.options import FeedOptions
from tracker.sources.feeds.refusal import check_reply
from tracker.sources.http import HttpClient, Response
from tracker.sources.retry import ask_again
from tracker.sources.trouble import TooMuch


class FeedReader:
    """clock: aware UTC. sleep: seconds, between two tries. sought: stands for what the items are held against; where
    it changes, an answer that is the same is read again."""

    def __init__(
        self,
        http: HttpClient,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None] = time.sleep,
        options: FeedOptions | None = None,
        *,
        sought: str = "",
    ) -> None:
        self._http = http
        self._clock = clock
        self._sleep = sleep
        self._options = options or FeedOptions()
        self._sought = sought
        self.requests = 0  #: sent so far, repeated ones included

    def read(self, feed: Feed, memory: FeedMemory = NOTHING_TOLD) -> FeedReading:
        """Raises SourceError, BlockedError (cover the journal through PubMed) or GoneError (disable the feed).

        A cut-off feed gives its whole items and forgets the memory, so that it is asked for again in full. One that
        answers what it answered last time is as unchanged as one that says so; where there was something to say of
        that answer, it is read and said again.
        """
        response = ask_again(lambda: self._get(feed, memory), self._options.retry, self._sleep)
        if response.status == 304:
            return FeedReading(
                status=FeedStatus.UNCHANGED, memory=memory, moved_to=response.moved_to or "", note="not modified"
            )
        answer = self._mark_of(response, feed)
        if answer == memory.answer:
            return FeedReading(
                status=FeedStatus.UNCHANGED,
                memory=replace(_memory(response), answer=answer),
                moved_to=response.moved_to or "",
                note="the same as last time",
            )
        return self._read(feed, response, answer)

    def _mark_of(self, response: Response, feed: Feed) -> str:
        """Of all that decides what is read out of an answer and what becomes of it."""
        mark = hashlib.blake2b(response.body, digest_size=16)
        mark.update(repr((response.headers.get("content-type"), feed, self._options, self._sought)).encode())
        return mark.hexdigest()

    def _get(self, feed: Feed, memory: FeedMemory) -> Response:
        headers = {
            "Accept": "application/rss+xml, application/rdf+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
        }
        if memory.etag:
            headers["If-None-Match"] = memory.etag
        if memory.last_modified:
            headers["If-Modified-Since"] = memory.last_modified
        self.requests += 1
        response = self._http.get(feed.url, headers=headers)
        if len(response.body) > self._options.max_bytes:
            raise TooMuch(f"the feed is larger than {self._options.max_bytes} bytes", where=feed.id)
        check_reply(response, feed.id)
        return response

    def _read(self, feed: Feed, response: Response, answer: str) -> FeedReading:
        from tracker.sources.feeds.document import read_document
        from tracker.sources.feeds.encoding import charset_of
        from tracker.sources.feeds.items import read_item

        now = self._clock()
        document = read_document(
            response.body,
            charset_of(response.headers.get("content-type", "")),
            feed.id,
            max_items=self._options.max_items,
            max_text=self._options.max_text,
        )
        found: list[tuple[str, Record, bytes]] = []
        untitled = unreadable = 0
        for raw in document.items:
            try:
                item = read_item(raw, feed, now)
            except Exception:  # feedparser raises what it likes; one odd item must not hide the others
                unreadable += 1
                continue
            if item is None:
                untitled += 1
            else:
                found.append((*item, raw))
        notes = []
        if unreadable:
            notes.append(f"{unreadable} items cannot be read")
        if document.cut_off:
            notes.append("cut off: only whole items were read")
        if document.dropped:
            notes.append(f"{document.dropped} items beyond the first {len(document.items)} were not read")
        if untitled:
            notes.append(f"{untitled} items have no title")
        if not document.items:
            notes.append("no items")
        return FeedReading(
            status=FeedStatus.MOVED if response.moved_to else FeedStatus.FRESH,
            items=tuple(
                Sighting(source=feed.id, kind=SourceKind.FEED, key=key, seen=now, record=record, raw=raw)
                for key, record, raw in _with_own_keys(found)
            ),
            memory=NOTHING_TOLD
            if document.cut_off or document.dropped
            else replace(_memory(response), answer="" if notes else answer),
            moved_to=response.moved_to or "",
            note="; ".join(notes),
            whole=not (document.cut_off or document.dropped or unreadable),
        )


def _memory(response: Response) -> FeedMemory:
    return FeedMemory(response.headers.get("etag", ""), response.headers.get("last-modified", ""))


def _with_own_keys(found: list[tuple[str, Record, bytes]]) -> list[tuple[str, Record, bytes]]:
    """Two papers under one guid are both kept, under keys of their own; the same item twice is kept once."""
    once = {(key, record): raw for key, record, raw in found}
    uses = Counter(key for key, _ in once)
    return [(key if uses[key] == 1 else f"{key}#{_mark(record)}", record, raw) for (key, record), raw in once.items()]


def _mark(record: Record) -> str:
    text = "\n".join((record.title, record.doi or "", record.url or ""))
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
