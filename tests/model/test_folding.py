"""One spelling of a text for comparing."""

from __future__ import annotations

import pytest

from tracker.model.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Rain-Coat's  (WET) ", "rain coat s wet"),
        ("5-HT_2A", "5 ht 2a"),
        ("Ménière", "meniere"),
        ("TNF-α and ΑΣ", "tnf alpha and alphasigma"),
        ("Straße, Øre, ŁÓDŹ, İzmir", "strasse ore lodz izmir"),
        ("wet\u00a0hat\u2010box \u2265 5 µg", "wet hat box 5 mug"),
        ("Дождь И ветер", "дождь и ветер"),
        ("雨 and RAIN", "雨 and rain"),
        ("", ""),
    ],
)
def test_one_spelling(text: str, folded: str):
    """Small letters without marks, Greek by name, single spaces; other scripts keep their letters."""
    assert fold(text) == folded
