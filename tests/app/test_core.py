"""When the daemon's tick does what, and how a stop is heard."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.app import App
from tracker.app.files import Files
from tracker.errors import SourceError, UsageError

NOW = datetime(2030, 5, 6, 13, 0, tzinfo=UTC)


@pytest.fixture
def app(tmp_path: Path) -> App:
    files = Files.find(settings=tmp_path / "settings.yaml", state=tmp_path / "state")
    return App(files, clock=lambda: NOW, sleep=lambda _seconds: None)


def test_f52_a_stop_ends_a_pause(app: App) -> None:
    """Waiting a minute before asking again, the daemon hears at once that it should stop."""
    app.stop_when(lambda: True)
    with pytest.raises(SourceError, match="asked to stop"):
        app.sleep(60)


def test_a_dry_run_by_the_settings_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """dry_run in the settings: fetch and backfill leave no store behind, and the daemon refuses to start work."""
    monkeypatch.setenv("TRACKER_DRY_RUN", "true")
    monkeypatch.setenv("TRACKER_PUBMED_BASE_URL", "https://127.0.0.1:9/")
    monkeypatch.setenv("TRACKER_PUBMED_RETRIES", "0")
    files = Files.find(settings=tmp_path / "settings.yaml", state=tmp_path / "state")
    app = App(files, clock=lambda: NOW, sleep=lambda _seconds: None)
    assert not app.fetch(topics=["ocd"]).complete
    assert not app.backfill(NOW.date(), topics=["ocd"]).complete
    with pytest.raises(UsageError, match="dry_run"):
        app.tick()
    assert not (tmp_path / "state" / "tracker.db").exists()
