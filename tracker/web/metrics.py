"""The monitor's figures as Prometheus reads them (https://prometheus.io/docs/instrumenting/exposition_formats/)."""

from __future__ import annotations

from datetime import datetime

from tracker.app.wellness import Wellness

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def exposition(found: Wellness) -> bytes:
    """One gauge a figure. What is not known is left out, never written as zero."""
    from prometheus_client import CollectorRegistry, Gauge, generate_latest

    registry = CollectorRegistry()
    for name, words, value in (
        ("tracker_well", "1 where all is well", float(found.well)),
        ("tracker_store_sound", "1 where the store passes its check", float(found.store_sound)),
        ("tracker_disk_nearly_full", "1 where the disk is nearly full", float(found.disk_nearly_full)),
        ("tracker_failing_sources", "Sources without a complete answer when last asked", len(found.failing_sources)),
        ("tracker_unsent_digests", "Digests planned and not yet taken by the mail server", found.unsent_digests),
        ("tracker_suspended_addresses", "Readers whose mail server refuses them", found.suspended_addresses),
        ("tracker_last_complete_fetch_seconds", "When PubMed last answered completely", _at(found.last_complete_fetch)),
        ("tracker_oldest_unsent_seconds", "When the oldest unsent digest was planned", _at(found.oldest_unsent)),
    ):
        if value is not None and (found.unsent_digests is not None or name in ALWAYS):
            Gauge(name, words, registry=registry).set(value)
    return generate_latest(registry)


ALWAYS = ("tracker_well", "tracker_store_sound")
"""Known even where the store cannot be read."""


def _at(moment: datetime | None) -> float | None:
    return moment.timestamp() if moment else None
