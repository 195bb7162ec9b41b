"""A town per test: quiet (nothing happened yet), or living (its baseline laid, a reader on the list)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.town import Town


@pytest.fixture
def quiet(tmp_path: Path) -> Iterator[Town]:
    with Town(tmp_path) as town:
        yield town


@pytest.fixture
def town(quiet: Town) -> Town:
    """Its baseline is one paper and one item; a reader has joined; a day has passed."""
    quiet.publish(1, created=quiet.now.date())
    quiet.item("before")
    assert quiet.tick() == 0
    quiet.join()
    quiet.days(1)
    quiet.mailbox.letters.clear()
    return quiet
