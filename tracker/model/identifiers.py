"""PMIDs, DOIs and trial numbers, in the one form that is kept and compared."""

from __future__ import annotations

import re
from urllib.parse import unquote

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+", re.IGNORECASE)
_PMID = re.compile(r"\s*(?:pmid|pubmed)?[\s:#]*0*([1-9]\d{0,8})\s*", re.IGNORECASE)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_GAP = r"[\s:#-]{0,3}"

_TRIAL = re.compile(
    rf"""\b(?:
        (?P<digits> NCT{_GAP}\d{{8}} | ISRCTN{_GAP}\d{{8}} | ACTRN{_GAP}\d{{14}} | DRKS{_GAP}\d{{8}} | UMIN{_GAP}\d{{9}}
          | KCT{_GAP}\d{{7}} | TCTR{_GAP}\d{{11}} | NTR{_GAP}\d{{3,5}} | PACTR{_GAP}\d{{15,16}}
          | CRD{_GAP}4\d{{10}} | INPLASY{_GAP}\d{{9,11}} | IRCT{_GAP}\d{{8,20}}(?:N\d+)? | JRCT{_GAP}S?\d{{9,10}} )
      | (?P<dashed> CHICTR(?:-?[A-Z]{{1,6}})?-?\d{{8,10}} | CTRI/\d{{4}}/\d{{2,3}}/\d{{6}}
          | RBR-[0-9A-Z]{{5,8}} | SLCTR/\d{{4}}/\d{{3}}
          | (?:EUCTR{_GAP})?20[0-3]\d-\d{{6}}-\d{{2}}(?:-\d{{2}}|-[A-Z]{{2}}|-3RD)? )
    )\b""",
    re.VERBOSE,
)
"""For a text in capitals: an expression that ignores case takes three times as long."""
_LONG_NUMBER = re.compile("[0-9]" * 5)  # the same with {5} takes twice as long
_SHORT_NUMBER = re.compile(r"NTR\W{0,3}\d")

_EUROPEAN = re.compile(r"(?:EUCTR)?(20[0-3]\d-\d{6}-\d{2})(?:-\w+)?")


def normalise_doi(text: str) -> str | None:
    """The bare DOI in lower case out of "doi: 10.…", "https://doi.org/10.…" and the like; None where there is none.

    A preprint's version (…v1) is part of its DOI and stays.
    """
    found = _DOI.search(unquote(text))
    if found is None:
        return None
    doi = found[0].rstrip(".,;:'")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;:'")
    return doi.lower()


def read_pmid(text: str) -> int | None:
    """The number out of "12345678", "PMID: 12345678"; None where the text is anything else."""
    found = _PMID.fullmatch(text)
    return int(found[1]) if found else None


def trial_ids(text: str) -> tuple[str, ...]:
    """Registry numbers as they stand in a text, upper case, without spaces, each once.

    Formats: those of the primary registries of WHO's registry network, ClinicalTrials.gov, EudraCT and CTIS, and the
    registries of reviews (see is_review_id).
    """
    text = text.upper()
    if not _may_name_a_trial(text):
        return ()
    text = text.translate(_DASHES)
    found = (
        re.sub(r"[\s:#-]", "", match["digits"]) if match["digits"] else re.sub(r"[\s:#]", "", match["dashed"])
        for match in _TRIAL.finditer(text)
    )
    return tuple(dict.fromkeys(found))


def _may_name_a_trial(text: str) -> bool:
    """Every trial number holds a long number or begins as one of these: most texts are told by that, and quickly."""
    return bool(_LONG_NUMBER.search(text) or _SHORT_NUMBER.search(text)) or "SLCTR" in text or "RBR" in text


def is_review_id(trial_id: str) -> bool:
    """True for a number of PROSPERO or INPLASY: it names a review, never a trial."""
    return trial_id.upper().startswith(("CRD", "INPLASY"))


def trial_key(trial_id: str) -> str:
    """What two spellings of one trial's number share: EUCTR2019-000000-00-NL and 2019-000000-00 are one."""
    european = _EUROPEAN.fullmatch(trial_id.upper())
    return european[1] if european else re.sub(r"[^A-Z0-9/]", "", trial_id.upper())
