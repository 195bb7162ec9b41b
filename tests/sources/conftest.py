"""Fixtures of the sources' tests: a loopback server, a standing clock, the real HTTP client."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tracker.sources.http import HttpClient

from .loopback import FakeTime, Server, http_options


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
