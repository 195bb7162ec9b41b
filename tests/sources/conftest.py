"""Fixtures of the sources' tests: a loopback server, a standing clock, the real HTTP client."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tracker.model.reply import NOTHING_TOLD
from tracker.model.topic import Feed
from tracker.sources.feeds import FeedOptions, FeedReader
from tracker.sources.http import HttpClient
from tracker.sources.pubmed import PubMed, PubMedOptions

from .loopback import FEW_TRIES, FakeTime, Server, http_options


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def http() -> HttpClient:
    return HttpClient(http_options())


@pytest.fixture
def pubmed(server: Server, http: HttpClient, time: FakeTime):
    def make(base: str = "", **changes) -> PubMed:
        options = {"email": "desk@tracker.example", "base_url": base or server.url + "/entrez/", "retry": FEW_TRIES}
        return PubMed(PubMedOptions(**{**options, **changes}), http, time.clock, time.sleep)

    return make


@pytest.fixture
def read(server, http, time):
    """Reads what the server is told to answer with."""

    def reading(*answers, memory=NOTHING_TOLD, options=None, sought="", **fields):
        url = server.script("/feed.xml", *answers)
        feed = Feed(**{"id": "j-invent", "title": "Journal of Invented Sleep", "url": url, **fields})
        reader = FeedReader(http, time.clock, time.sleep, options or FeedOptions(retry=FEW_TRIES), sought=sought)
        return reader.read(feed, memory)

    return reading
