"""Identifiers: one form of each, out of whatever a source prints."""

from __future__ import annotations

import pytest

from tracker.model.identifiers import is_review_id, normalise_doi, read_pmid, trial_ids, trial_key


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.9999/ABC.1", "10.9999/abc.1"),
        ("doi: 10.9999/abc.1.", "10.9999/abc.1"),
        ("doi:10.9999/abc", "10.9999/abc"),
        ("https://doi.org/10.9999/abc", "10.9999/abc"),
        ("http://dx.doi.org/10.9999%2Fabc", "10.9999/abc"),
        ("(see 10.9999/abc).", "10.9999/abc"),
        ("10.9999/s0000(24)00001-2", "10.9999/s0000(24)00001-2"),
        ("10.1101/2024.01.01.24000001v2", "10.1101/2024.01.01.24000001v2"),
        ("no doi", None),
        ("", None),
    ],
)
def test_dois(text: str, doi: str | None):
    """Bare, lower case, without what the sentence put around it; a preprint's version stays."""
    assert normalise_doi(text) == doi


@pytest.mark.parametrize(
    ("text", "pmid"),
    [
        ("12345678", 12345678),
        ("PMID: 12345", 12345),
        (" pubmed:7 ", 7),
        ("007", 7),
        ("0", None),
        ("1234567890", None),
        ("12a", None),
        ("", None),
    ],
)
def test_pmids(text: str, pmid: int | None):
    """A number of at most nine digits, with or without its name."""
    assert read_pmid(text) == pmid


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (
            "Registered: NCT00000001 and nct 00000002, NCT#00000003; NCT-00000001.",
            ("NCT00000001", "NCT00000002", "NCT00000003"),
        ),
        ("ISRCTN00000001", ("ISRCTN00000001",)),
        ("ACTRN12600000000000", ("ACTRN12600000000000",)),
        ("EudraCT number 2019‐000001‐12", ("2019-000001-12",)),
        ("EUCTR2019-000001-12-NL", ("EUCTR2019-000001-12-NL",)),
        ("2022-500000-12-00", ("2022-500000-12-00",)),
        ("ChiCTR2000000001-based and ChiCTR-IPR-15000001", ("CHICTR2000000001", "CHICTR-IPR-15000001")),
        ("UMIN000000001, JPRN-UMIN000000002, jRCTs031000001", ("UMIN000000001", "UMIN000000002", "JRCTS031000001")),
        (
            "DRKS00000001 CTRI/2019/01/000001 NTR 1234 KCT0000001",
            ("DRKS00000001", "CTRI/2019/01/000001", "NTR1234", "KCT0000001"),
        ),
        (
            "IRCT20190000000001N1 TCTR20190000001 PACTR201900000000001",
            ("IRCT20190000000001N1", "TCTR20190000001", "PACTR201900000000001"),
        ),
        ("PROSPERO CRD42020000001", ("CRD42020000001",)),
        ("NCT0000001 2019-00001-12 CRD", ()),
    ],
)
def test_trial_numbers(text: str, ids: tuple[str, ...]):
    """Every registry's form, upper case, without spaces, each once."""
    assert trial_ids(text) == ids


def test_reviews_numbers():
    """PROSPERO's and INPLASY's name reviews."""
    assert is_review_id("CRD42020000001")
    assert is_review_id("inplasy202000001")
    assert not is_review_id("NCT00000001")


def test_one_trial_spelled_twice():
    """The European number with and without its dress; other numbers stay what they are."""
    assert trial_key("EUCTR2019-000001-12-NL") == trial_key("2019-000001-12") == "2019-000001-12"
    assert trial_key("ChiCTR-IPR-15000001") == "CHICTRIPR15000001"
    assert trial_key("NCT00000001") == "NCT00000001"
