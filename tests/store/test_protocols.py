"""The store fits what the jobs ask for; mypy --strict holds this file to it."""

from __future__ import annotations

from tracker.jobs import ports
from tracker.store import Store


def as_the_jobs_see_it(store: Store) -> ports.Store:
    return store


def test_every_part_has_every_method_of_its_protocol(store: Store) -> None:
    """Nothing that a job may call is missing (the types of it all are mypy's to check)."""
    for part in (
        "Records",
        "Readings",
        "Studies",
        "Ledger",
        "Events",
        "Cursors",
        "Receipts",
        "Subscribers",
        "Deliveries",
    ):
        wanted = {name for name in vars(getattr(ports, part)) if not name.startswith("_")}
        assert wanted
        assert wanted <= set(dir(getattr(as_the_jobs_see_it(store), part.lower()))), part
