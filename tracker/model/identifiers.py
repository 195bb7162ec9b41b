"""DOIs and trial numbers, in the one form that is kept and compared."""

from __future__ import annotations

import re
from urllib.parse import unquote

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+", re.IGNORECASE)

_TRIAL = re.compile(
    r"\b(?:NCT\s?\d{8}|ISRCTN\s?\d{8}|ACTRN\s?\d{14}|DRKS\s?\d{8}|ChiCTR[A-Z0-9-]{6,20}|CTRI/\d{4}/\d{2,3}/\d{6}"
    r"|UMIN\s?\d{9}|jRCT[s\d]\d{9}|KCT\s?\d{7}|IRCT\s?\d{8,20}(?:N\d+)?|PACTR\s?\d{15,16}|TCTR\s?\d{11}|NTR\s?\d{3,5}"
    r"|CRD\s?\d{11}|EUCTR\d{4}-\d{6}-\d{2}(?:-[A-Z]{2})?|20[012]\d-\d{6}-\d{2})\b",
    re.IGNORECASE,
)


def normalise_doi(text: str) -> str | None:
    """The bare DOI in lower case out of "doi: 10.…", "https://doi.org/10.…" and the like; None where there is none."""
    found = _DOI.search(unquote(text))
    if found is None:
        return None
    doi = found[0].rstrip(".,;:'")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;:'")
    return doi.lower()


def trial_ids(text: str) -> tuple[str, ...]:
    """Registry numbers as they stand in a text, upper case, without spaces, each once.

    Formats: those of the primary registries of WHO's registry network, ClinicalTrials.gov, EudraCT and PROSPERO.
    """
    return tuple(dict.fromkeys(re.sub(r"\s", "", found).upper() for found in _TRIAL.findall(text)))


def is_review_id(trial_id: str) -> bool:
    """True for a PROSPERO number: it names a review, never a trial."""
    return trial_id.upper().startswith("CRD")
