"""When a job of the intake is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.app import App
from tracker.app.files import Files

NOW = datetime(2030, 5, 6, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (None, True),
        (NOW - timedelta(hours=11), False),
        (NOW - timedelta(hours=12), True),
        (NOW + timedelta(hours=1), True),
    ],
    ids=["never done", "lately", "long enough ago", "F24: the clock was set back"],
)
def test_when_a_job_is_due(tmp_path: Path, last: datetime | None, due: bool) -> None:
    """Twelve hours after the last time, or when that lies in the future."""
    app = App(Files.find(settings=tmp_path / "settings.yaml", state=tmp_path / "state"), clock=lambda: NOW)
    with app.store() as store:
        if last is not None:
            with store.atomic():
                store.cursors.set_done("fetch", last)
        assert app.intake.is_due(store, "fetch", timedelta(hours=12)) is due
