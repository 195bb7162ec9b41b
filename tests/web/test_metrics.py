"""The monitor's figures for Prometheus."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from tests.web.conftest import NOW, Serve, Served


def figures(site: Served) -> dict[str, float]:
    reply = site.get("/metrics")
    assert reply.status == 200
    return {one.name: one.value for family in text_string_to_metric_families(reply.body) for one in family.samples}


def test_all_figures_after_a_complete_fetch(site: Served) -> None:
    """A parser of the format reads them, with the moment of the last complete fetch."""
    site.fetched()
    found = figures(site)
    assert found["tracker_well"] == 1
    assert found["tracker_unsent_digests"] == 0
    assert found["tracker_last_complete_fetch_seconds"] == NOW.timestamp()


def test_what_is_unknown_is_left_out(serve: Serve) -> None:
    """Without a store only that all is not well is known: nothing is written as zero that was not counted."""
    assert figures(serve(lay=False)) == {"tracker_well": 0, "tracker_store_sound": 0}
