"""Unwanted effects in many wordings, held against the safety claims."""

from __future__ import annotations

import pytest

from tests.rules.comparing import stances
from tests.rules.harmwordings import STUDIES, WORDINGS


@pytest.mark.parametrize(("study", "result", "claim", "stance"), WORDINGS)
def test_each_wording_gives_its_stance(study: str, result: str, claim: str, stance: str | None) -> None:
    """The same idea is read in other words, and its near neighbours stay silent."""
    title, methods = STUDIES[study]
    assert stances(title, methods + result).get(claim) == stance
