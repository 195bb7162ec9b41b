"""Killed at every exchange with the outside, the daemon loses nothing and announces nothing twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from email.utils import parseaddr
from pathlib import Path

import pytest

from tests.faults.figures import note
from tests.store.fictional import told
from tracker.model.topic import Feed
from tracker.registry.load import load
from tracker.standins.loopback import Reply, Request
from tracker.standins.world import World
from tracker.store import Store

ROOT = Path(__file__).resolve().parents[2]
READERS = ("one@example.org", "two@example.net")

pytestmark = [pytest.mark.prove, pytest.mark.xdist_group("kill")]


class Stage:
    """The demo's world, a daemon that lives in it as a process, and a finger on the trigger."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.queries = folder / "queries"
        shutil.copytree(ROOT / "queries", self.queries, ignore=shutil.ignore_patterns("demo"))
        self.world = World(
            ROOT / "queries" / "demo", mesh=load(ROOT / "queries").mesh, ticks=iter(range(10**9)).__next__
        )
        self.exchanges = 0
        self.kill_at = 0
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        for server in (self.world.entrez, self.world.feed_host):
            server.reply_to = self._counted(server.reply_to)  # type: ignore[method-assign]
        take = self.world.mailbox.take
        self.world.mailbox.take = lambda *stage: (self._exchange(), take(*stage))[1]  # type: ignore[method-assign]

    def tick(self, state: Path, *, kill_at: int = 0) -> int:
        """Run the daemon once; kill it at its `kill_at`-th exchange. Returns its exit code, -9 when it was killed."""
        self.exchanges, self.kill_at = 0, kill_at
        return self._run(state)

    def subscribe(self, state: Path) -> None:
        self.kill_at = 0
        assert self._run(state, *READERS) == 0

    def _run(self, state: Path, *more: str) -> int:
        arguments = [
            sys.executable,
            "-m",
            "tests.round.child",
            self.world.now.isoformat(),
            str(state),
            str(self.queries),
        ]
        self._child = subprocess.Popen([*arguments, *more], cwd=ROOT, env=self._environment())
        return self._child.wait()

    def _counted(self, answer: Callable[[Request], Reply]) -> Callable[[Request], Reply]:
        def counted(request: Request) -> Reply:
            self._exchange()
            return answer(request)

        return counted

    def _exchange(self) -> None:
        with self._lock:
            self.exchanges += 1
            if self.exchanges == self.kill_at and self._child is not None:
                self._child.kill()
                self._child.wait()

    def _environment(self) -> dict[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")},
            "TRACKER_PUBMED_BASE_URL": self.world.entrez.eutils_url,
            "TRACKER_PUBMED_EMAIL": "operator@example.org",
            "TRACKER_PUBMED_BASELINE_DAYS": "365",
            "TRACKER_HTTP_ALLOWED_PRIVATE_HOSTS": "127.0.0.1",
            "TRACKER_MAIL_HOST": self.world.mailbox.host,
            "TRACKER_MAIL_PORT": str(self.world.mailbox.port),
            "TRACKER_MAIL_TLS": "none",
            "TRACKER_MAIL_FROM": "digest@example.org",
        }


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    staged = Stage(tmp_path)
    with staged.world:
        _write_feeds(staged.queries / "feeds.yaml", staged.world.feeds())
        yield staged


def _write_feeds(path: Path, feeds: tuple[Feed, ...]) -> None:
    lines = [f"{one.id}:\n  title: {one.title}\n  url: {one.url}\n  publisher: {one.publisher}" for one in feeds]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def laid(stage: Stage) -> Path:
    """A state with the baseline and two readers; copied for every kill."""
    state = stage.folder / "laid"
    stage.world.week(0)
    assert stage.tick(state) == 0
    stage.subscribe(state)
    return state


def outcome(state: Path) -> tuple[object, ...]:
    """What the store holds in the end, without times and random ids."""
    with Store.open(state / "tracker.db", read_only=True, check=True) as store:
        events = sorted((event.kind, event.record, event.claim, event.after) for event in store.events.after(0))
        heard = {name: told(store, reader.id) for name in READERS if (reader := store.subscribers.get(name))}
        pmids = sorted(one.record.pmid or 0 for one in store.records.load(range(1, 500)))  # type: ignore[arg-type]
        return pmids, len(events), heard, store.deliveries.unsent()


def test_f51_killed_at_every_exchange_nothing_is_lost_or_told_twice(stage: Stage) -> None:
    """Kill at the n-th exchange, start again: the same records, events and digests as without a kill.

    A mail may come twice only under one Message-ID (killed between the server's yes and the commit).
    """
    start = laid(stage)
    stage.world.week(1)
    calm = stage.folder / "calm"
    shutil.copytree(start, calm)
    assert stage.tick(calm) == 0
    expected, exchanges = outcome(calm), stage.exchanges
    assert exchanges > 20
    for number in range(1, exchanges + 1):
        state = stage.folder / "killed"
        shutil.rmtree(state, ignore_errors=True)
        shutil.copytree(start, state)
        stage.world.mailbox.letters.clear()
        assert stage.tick(state, kill_at=number) == -9, f"not killed at exchange {number} of {exchanges}"
        assert stage.tick(state) in (0, 3)
        assert outcome(state) == expected, f"killed at exchange {number} of {exchanges}"
        _each_reader_has_one_message(stage)
    note("exchanges", "all", exchanges)


def _each_reader_has_one_message(stage: Stage) -> None:
    ids: dict[str, set[str]] = {}
    for letter in stage.world.mailbox.letters:
        ids.setdefault(parseaddr(letter.recipients[0])[1], set()).add(str(letter.message["Message-ID"]))
    assert sorted(ids) == sorted(READERS)
    assert all(len(own) == 1 for own in ids.values())
