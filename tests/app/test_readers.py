"""What comes back, over the whole program: counted, suspended, and its news told again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.mail.test_bounce import notification
from tracker.app import App
from tracker.app.files import Files
from tracker.model.digest import Parts
from tracker.model.event import Event, EventKind
from tracker.model.subscriber import Standing

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2031, 3, 3, 8, 0, tzinfo=UTC)
READER = "reader@example.org"


@pytest.fixture
def app(tmp_path: Path) -> App:
    files = Files(tmp_path / "settings.yaml", ROOT / "queries", ROOT / "templates", tmp_path / "state")
    made = App(files, clock=lambda: NOW)
    made.readers.add(READER, made.readers.preferences(topics=()))
    return made


def sent(app: App, name: str, day: int) -> None:
    """A digest, planned and taken by the server, that tells of one more event."""
    with app.store() as store:
        reader = store.subscribers.get(READER)
        assert reader is not None
        up_to = store.events.append([Event(kind=EventKind.CORRECTION, at=NOW)])
        today = NOW.date() + timedelta(days=day)
        anyone = app._planning(store).preview(reader.preferences, today, today)[0]
        store.deliveries.keep_digest(name, anyone, Parts(subject="s", text="t", html=""))
        store.deliveries.plan(reader.id, due=today, digest=name, message_id=f"<{name}@example.org>", records=(), at=NOW)
        store.subscribers.advance(reader.id, after=up_to, due=today)
        for delivery in store.deliveries.pending(NOW):
            store.deliveries.mark_sending(delivery.id, NOW)
            store.deliveries.mark_sent(delivery.id, NOW, "250 taken")


def bounce(name: str, status: str = "5.1.1") -> bytes:
    return notification(status=status).replace(b"<one@", f"<{name}@".encode())


def test_what_came_back_is_told_again(app: App) -> None:
    """The reader stands again where they stood before that digest; a second notification changes nothing."""
    before = app.readers.find(READER)
    sent(app, "one", 0)
    app.readers.bounced(bounce("one"))
    after = app.readers.find(READER)
    assert before is not None
    assert after is not None
    assert after.after == before.after
    assert "nothing was changed" in app.readers.bounced(bounce("one"))


def test_so_many_in_a_row_suspend(app: App) -> None:
    """Also where a server took every mail at first."""
    for day, name in enumerate(("one", "two", "three")):
        found = app.readers.find(READER)
        assert found is not None
        assert found.standing is Standing.ACTIVE
        sent(app, name, day)
        app.readers.bounced(bounce(name))
    found = app.readers.find(READER)
    assert found is not None
    assert found.standing is Standing.SUSPENDED


@pytest.mark.parametrize("raw", [bounce("made-up"), bounce("one", "4.2.2"), b"Hello"])
def test_anything_else_changes_nothing(app: App, raw: bytes) -> None:
    """A Message-ID that is not ours, a failure that may pass, a person's words."""
    sent(app, "one", 0)
    before = app.readers.find(READER)
    assert "nothing was changed" in app.readers.bounced(raw)
    assert app.readers.find(READER) == before
