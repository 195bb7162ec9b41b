"""A site on loopback, with a real store behind it and a clock that the test turns."""

from __future__ import annotations

import http.client
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from waitress import wasyncore

from tests.conftest import Lived
from tracker.app import App, build
from tracker.app.files import Files
from tracker.model.receipt import Receipt, SourceOutcome, SourceStatus
from tracker.model.subscriber import Standing, Subscriber
from tracker.registry.load import Registry, load
from tracker.web.publish import publish
from tracker.web.server import listening

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
READER = "reader@example.org"


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


class Reply(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: str


class Served:
    """A site that listens; each request is one connection."""

    def __init__(self, app: App, clock: Clock, port: int) -> None:
        self.app, self.clock, self.port = app, clock, port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, {"Connection": "close", **headers})
            got = connection.getresponse()
            return Reply(got.status, got.headers, got.read().decode())
        finally:
            connection.close()

    def get(self, path: str) -> Reply:
        return self.ask("GET", path)

    def one_click(self, path: str) -> Reply:
        """As RFC 8058 lets a mail provider send it."""
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, b"List-Unsubscribe=One-Click", **form)

    def reader(self, address: str = READER) -> Subscriber:
        """Who joins now."""
        return self.app.readers.add(address, self.app.readers.preferences(topics=()))

    def wishes(self, reader: Subscriber) -> str:
        """The path of the link to the preferences that stands in this reader's mails."""
        with self.app.store(read_only=True) as store:
            links = build.personal_links(self.app.settings, store.subscribers.key(), self.clock)
        public = self.app.settings.web.public_url.rstrip("/")
        return links(reader.token, "").links["preferences"].removeprefix(public)

    def standing(self, address: str = READER) -> Standing:
        found = self.app.readers.find(address)
        assert found is not None
        return found.standing

    def fetched(self, status: SourceStatus = SourceStatus.OK, source: str = "pubmed") -> None:
        """A fetch as the store keeps it."""
        outcome = SourceOutcome(source=source, title=source, status=status)
        now = self.clock()
        with self.app.store() as store:
            store.receipts.add(Receipt(job="fetch", started=now, finished=now, outcomes=(outcome,)))


Serve = Callable[..., "Served"]


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load(ROOT / "queries")


@contextmanager
def serving(app: App, clock: Clock) -> Iterator[Served]:
    server = listening(app, "127.0.0.1", 0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield Served(app, clock, server.effective_port)
    finally:
        with suppress(OSError):  # the server may have closed it already, woken by something else
            server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
        thread.join(timeout=30)
        server.task_dispatcher.shutdown()
        assert not thread.is_alive()


@pytest.fixture
def serve(tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Serves under the public address that is given; lay: with a store."""
    for name in [name for name in os.environ if name.startswith("TRACKER_")]:
        monkeypatch.delenv(name)
    running = []

    def call(public_url: str = "https://digest.example.org", *, lay: bool = True) -> Served:
        settings = tmp_path / "settings.yaml"
        settings.write_text(f"web:\n  public_url: {public_url}\n", encoding="utf-8")
        clock = Clock()
        files = Files(settings, ROOT / "queries", ROOT / "templates", tmp_path / "state")
        app = App(files, clock=clock)
        app.__dict__["registry"] = registry
        if lay:
            with app.store():
                pass
        context = serving(app, clock)
        running.append(context)
        return context.__enter__()

    yield call
    for context in running:
        context.__exit__(None, None, None)


@pytest.fixture
def site(serve: Serve) -> Served:
    return serve()


@pytest.fixture(scope="session")
def shown(lived: Lived, tmp_path_factory: pytest.TempPathFactory, registry: Registry) -> Iterator[Served]:
    """The demo's store, served."""
    clock = Clock()
    settings = tmp_path_factory.mktemp("shown") / "settings.yaml"
    app = App(Files(settings, ROOT / "queries", ROOT / "templates", lived.folder), clock=clock)
    app.__dict__["registry"] = registry
    with serving(app, clock) as served:
        yield served


@pytest.fixture(scope="session")
def public(shown: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pages of the demo's store as files; one of an earlier time stood there already."""
    folder = tmp_path_factory.mktemp("public")
    (folder / "index.html").write_text("old", encoding="utf-8")
    assert publish(shown.app, folder) == sum(1 for path in folder.rglob("[!.]*") if path.is_file())
    return folder
