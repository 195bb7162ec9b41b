"""What a monitor is told."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from tests.web.conftest import NOW, Serve, Served
from tracker.model.receipt import SourceStatus
from tracker.web.monitor import KEPT


def health(site: Served) -> tuple[int, dict[str, Any]]:
    """Asked when the last answer is no longer kept."""
    site.clock.pass_by(seconds=KEPT.total_seconds())
    reply = site.get("/health")
    assert reply.headers["Content-Type"] == "application/json"
    return reply.status, json.loads(reply.body)


def test_all_is_well_after_a_complete_fetch(site: Served) -> None:
    """200, with when it was."""
    site.fetched()
    status, found = health(site)
    assert status == 200
    assert found == {
        "well": True,
        "last_complete_fetch": str(NOW),
        "sources": [{"source": "pubmed", "last_complete": str(NOW), "failures_in_a_row": 0}],
        "failing_sources": [],
        "unsent_digests": 0,
        "oldest_unsent": None,
        "oldest_unsent_hours": None,
        "suspended_addresses": 0,
        "disk_nearly_full": False,
        "store_sound": True,
        "problems": [],
    }


def test_no_store_is_an_alarm(serve: Serve) -> None:
    """503; unknown is not zero; and the path of this machine is not told."""
    site = serve(lay=False)
    status, found = health(site)
    assert status == 503
    assert found["unsent_digests"] is None
    assert found["problems"] == ["the store cannot be read"]


def test_never_fetched_is_an_alarm(site: Served) -> None:
    """Nothing new means nothing then."""
    assert health(site) == (503, health(site)[1])
    assert health(site)[1]["problems"] == ["no fetch was ever complete"]


def test_a_source_that_fails_for_long_is_an_alarm(site: Served) -> None:
    """Failed fetches do not count as fetches; three missed ones, by the schedule's twelve hours, are too many."""
    site.fetched()
    site.clock.pass_by(hours=35)
    site.fetched(SourceStatus.FAILED)
    status, found = health(site)
    assert status == 200
    assert found["failing_sources"] == ["pubmed"]
    site.clock.pass_by(hours=2)
    status, found = health(site)
    assert status == 503
    assert found["problems"] == ["no fetch was complete for too long"]
    assert found["last_complete_fetch"] == str(NOW)


def test_a_blocked_journal_is_told_and_is_no_alarm(site: Served) -> None:
    """Some journals block servers for ever: an alarm that never ends is not heard."""
    site.fetched()
    site.clock.pass_by(hours=1)
    site.fetched(SourceStatus.BLOCKED, source="a-journal")
    status, found = health(site)
    assert status == 200
    assert found["failing_sources"] == ["a-journal"]


def test_each_source_has_its_last_complete_answer_and_its_failures_in_a_row(site: Served) -> None:
    """One that answered, one that failed twice since, and one that never answered."""
    site.fetched()
    site.fetched(source="steady")
    for hours in (12, 12):
        site.clock.pass_by(hours=hours)
        site.fetched(SourceStatus.FAILED)
        site.fetched(SourceStatus.GONE, source="gone")
    found = {one.pop("source"): one for one in health(site)[1]["sources"]}
    assert found == {
        "pubmed": {"last_complete": str(NOW), "failures_in_a_row": 2},
        "steady": {"last_complete": str(NOW), "failures_in_a_row": 0},
        "gone": {"last_complete": None, "failures_in_a_row": 2},
    }


def test_a_digest_that_waits_for_two_days_is_an_alarm(site: Served) -> None:
    """One that waits for an hour is not."""
    site.reader()
    site.fetched()
    site.clock.pass_by(days=7)
    assert site.app.plan() == 1
    site.fetched()
    status, found = health(site)
    assert (status, found["unsent_digests"]) == (200, 1)
    site.clock.pass_by(days=2)
    site.fetched()
    status, found = health(site)
    assert status == 503
    assert found["problems"] == ["a digest has waited for more than two days"]
    assert found["oldest_unsent_hours"] == 48.0
    waiting = dict(site.app.look.status().facts)["digests not yet sent"]
    assert waiting == "1, the oldest since 2026-11-30 08:00 UTC (2 d 0 h)"


def test_leaving_takes_what_was_planned_away(site: Served) -> None:
    """Nothing waits for somebody who has left."""
    reader = site.reader()
    site.fetched()
    site.clock.pass_by(days=7)
    assert site.app.plan() == 1
    site.one_click(f"/leave/{reader.token}")
    assert health(site)[1]["unsent_digests"] == 0
    with site.app.store(read_only=True) as store:
        assert not store.deliveries.pending(site.clock() + timedelta(days=1))


def test_the_answer_is_kept_for_a_moment(site: Served) -> None:
    """Anyone may ask, and finding it reads the whole store."""
    assert health(site)[0] == 503
    site.fetched()
    assert site.get("/health").status == 503
    site.clock.pass_by(seconds=KEPT.total_seconds())
    assert site.get("/health").status == 200
