"""Notices that reprint an abstract: what is taken back is no result, what is corrected stands."""

from __future__ import annotations

import pytest

from tests.rules.comparing import stances

TITLE = "Ketamine in resistant depression: a randomized placebo-controlled trial"
REPRINT = (
    "METHODS: 90 adults with treatment-resistant depression were randomized to ketamine or saline. RESULTS: MADRS "
    "scores fell significantly more on ketamine than on saline (p = .002). Dizziness occurred in 21 patients."
)


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        (f"{TITLE}: Retraction", ""),
        (f"Retraction: {TITLE}", ""),
        (f"Retraction notice to '{TITLE}'", ""),
        (TITLE, f"Reports the retraction of '{TITLE}' by A. Drop. The article is hereby withdrawn. "),
    ],
)
def test_a_retraction_notice_gives_no_verdict(title: str, opening: str) -> None:
    """Whichever way it names itself, and whatever it reprints."""
    assert stances(title, opening + REPRINT) == {}


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        (TITLE, ""),
        (f"'{TITLE}': Correction", f"Reports an error in '{TITLE}' by A. Drop. A name was misspelt. "),
        ("Retraction of the eyelid after ketamine in resistant depression", ""),
    ],
)
def test_a_correction_that_reprints_the_abstract_counts_as_the_study(title: str, opening: str) -> None:
    """The guide's rule 13; and the word alone makes no notice."""
    found = stances(title, opening + REPRINT)
    assert found["trd-efficacy"] == "supports"
    assert found["side-effects-nausea-dizziness"] == "supports"
