"""Who was studied: people, animals, nobody."""

import pytest

from tracker.model.appraisal import Species
from tracker.reading import Reader


@pytest.mark.parametrize(
    ("title", "text", "species"),
    [
        ("Ketamine in hair by mass spectrometry", "The method was validated and found precise.", Species.NONE),
        ("Ketamine in hair by mass spectrometry", "Hair of 20 volunteers was analysed.", Species.HUMAN),
        ("Ketamine and swimming", "METHODS: Rats received ketamine. RESULTS: The rats swam longer.", Species.ANIMAL),
        ("Ketamine for pain", "METHODS: 40 patients received ketamine. RESULTS: Pain fell.", Species.HUMAN),
    ],
)
def test_who_was_studied(reader: Reader, title: str, text: str, species: Species) -> None:
    """A way of measuring is about nobody, unless people were measured."""
    assert reader.appraise(title, text).species is species
