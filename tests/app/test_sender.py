"""Whom the digests are from."""

from __future__ import annotations

from tracker.app.build import sender
from tracker.registry.settings import load_settings


def test_digests_bear_a_list_id_without_a_setting() -> None:
    """Made from the address, as the settings say; one that is set holds."""
    variables = {"TRACKER_MAIL_FROM": "Evidence digest <digest@moonleaf.example>"}
    assert sender(load_settings(None, variables)).list_id == "digest.moonleaf.example"
    assert sender(load_settings(None, {**variables, "TRACKER_MAIL_LIST_ID": "own.example"})).list_id == "own.example"
