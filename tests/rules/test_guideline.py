"""What counts as a guideline."""

from __future__ import annotations

import pytest

from tests.jobs.fakes import record
from tracker.rules.guideline import is_guideline


@pytest.mark.parametrize(
    ("title", "types", "expected"),
    [
        ("Care of moon sickness", ("Practice Guideline",), True),
        ("Care of moon sickness", ("Consensus Development Conference, NIH",), True),
        ("A consensus statement on the use of imaginol", ("Journal Article",), True),
        ("Adherence to clinical practice guidelines on imaginol: a survey", (), False),
        ("A randomised trial of imaginol", ("Randomized Controlled Trial",), False),
    ],
)
def test_a_guideline_is_known_by_its_type_or_its_title(title: str, types: tuple[str, ...], expected: bool) -> None:
    """A paper about guidelines is none."""
    assert is_guideline(record(1, "calm", title=title, publication_types=types)) is expected
