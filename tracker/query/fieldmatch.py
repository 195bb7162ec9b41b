"""The fields that are neither text nor headings: people, journal, language, numbers, filters."""

from __future__ import annotations

import re

from tracker.model.folding import fold
from tracker.query.fields import Field
from tracker.query.recordtext import RecordText, Test
from tracker.query.tree import Range, Term

# fmt: off
_CODES = {
    "japanese": "jpn", "croatian": "hrv", "serbian": "srp", "slovenian": "slv", "romanian": "rum",
    "en": "eng", "de": "ger", "fr": "fre", "es": "spa", "it": "ita", "pt": "por", "ru": "rus", "zh": "chi", "ja": "jpn",
    "ko": "kor", "nl": "dut", "pl": "pol", "cs": "cze", "tr": "tur", "sv": "swe", "da": "dan", "no": "nor", "fi": "fin",
    "hu": "hun", "hr": "hrv", "sr": "srp", "fa": "per", "ar": "ara", "he": "heb", "uk": "ukr", "ro": "rum", "el": "gre",
}
# fmt: on
"""PubMed's codes (NLM's MARC ones) where they are not the first three letters of the name; feeds write two letters."""

_TYPE_FILTERS = {
    name.replace(" ", "").replace("-", ""): fold(name)
    for name in (
        "clinical trial", "randomized controlled trial", "meta-analysis", "review", "systematic review", "case reports",
        "preprint", "editorial", "letter", "comment", "guideline", "observational study", "clinical study",
        "clinical trial protocol", "journal article", "retracted publication", "books and documents",
    )
}  # fmt: skip
_HEADING_FILTERS = {"humans": "humans", "human": "humans", "animals": "animals", "animal": "animals",
                    "male": "male", "female": "female"}  # fmt: skip


def test(node: Term) -> Test:
    """The test for a term in a field that a record keeps; never met in one that it does not."""
    wanted = fold(node.text)
    match node.field:
        case Field.AUTHOR:
            return lambda record: any(_names(author, wanted, node.quoted) for author in record.authors)
        case Field.FIRST_AUTHOR:
            return lambda record: any(_names(author, wanted, node.quoted) for author in record.authors[:1])
        case Field.LAST_AUTHOR:
            return lambda record: any(_names(author, wanted, node.quoted) for author in record.authors[-1:])
        case Field.FULL_AUTHOR:
            return lambda record: any(_names(author, wanted, False) for author in record.authors)
        case Field.GROUP_AUTHOR:
            return lambda record: any(
                f" {wanted} " in f" {fold(author.collective)} " for author in record.record.authors if author.collective
            )
        case Field.JOURNAL:
            if node.truncated:
                return lambda record: any(name.startswith(wanted) for name in record.journals)
            return lambda record: wanted in record.journals
        case Field.PMID:
            return lambda record: str(record.record.pmid) == node.text.strip()
        case Field.LOCATION:
            number = node.text.strip().lower()
            return lambda record: (
                number in {(held or "").lower() for held in (record.record.doi, record.record.pmcid, record.record.pii)}
            )
        case Field.SECONDARY_ID:
            registered = node.text.rpartition("/")[2].strip().upper()
            return lambda record: registered in record.record.trial_ids
    return lambda _: False


def pmid_range(node: Range) -> Test:
    """PMIDs from one number to another."""
    if not all(re.fullmatch("[0-9]{1,12}", end) for end in (node.start, node.end)):
        return lambda _: False
    first, last = int(node.start), int(node.end)
    return lambda record: record.record.pmid is not None and first <= record.record.pmid <= last


def language(text: str) -> Test:
    """ "english", "eng" or "en", against the codes that the record gives."""
    wanted = _language_code(text)
    return lambda record: any(_language_code(code) == wanted for code in record.record.languages)


def is_filter(node: Term | Range) -> bool:
    """Also "hasabstract" without its tag, as PubMed takes it."""
    return node.field is Field.FILTER or (
        isinstance(node, Term) and node.field in (Field.ALL, Field.TEXT_WORD) and fold(node.text) == "hasabstract"
    )


def filter_tests(text: str) -> tuple[Test, Test]:
    """(met, cannot be judged): PubMed's filters as far as a record shows them."""
    key = fold(text).replace(" ", "")
    if heading := _HEADING_FILTERS.get(key):
        return (lambda record: heading in record.headings), (lambda record: not record.record.mesh)
    if kind := _TYPE_FILTERS.get(key):
        return (
            lambda record: kind in record.publication_types,
            lambda record: not record.record.publication_types,
        )
    match key:
        case "hasabstract" | "fha":
            return (lambda record: bool(record.record.abstract)), _no
        case "medline":
            return (lambda record: record.record.status == "MEDLINE"), (lambda record: not record.record.status)
        case "english":
            return language(key), (lambda record: not record.record.languages)
    return _no, lambda _: True


def filter_is_known(text: str) -> bool:
    """False for a filter that only PubMed can judge; locally it keeps nothing out."""
    key = fold(text).replace(" ", "")
    return key in _HEADING_FILTERS or key in _TYPE_FILTERS or key in {"hasabstract", "fha", "medline", "english"}


def _no(_: RecordText) -> bool:
    return False


def _names(author: str, wanted: str, exactly: bool) -> bool:
    """ "smith", "smith j" (any further initials, unless quoted) and "smith john" name "smith john a"."""
    if exactly:
        return wanted in (author, _with_initials(author))
    return author == wanted or author.startswith(f"{wanted} ") or (
        " " in wanted and (author.startswith(wanted) or _with_initials(author).startswith(wanted))
    )  # fmt: skip


def _with_initials(author: str) -> str:
    """ "smith john alan" as "smith ja"; "smith ja" stays. The family name is taken to be one word."""
    family, _, given = author.partition(" ")
    if not given or (" " not in given and len(given) <= 2):
        return author
    return f"{family} {''.join(name[0] for name in given.split())}"


def _language_code(text: str) -> str:
    """PubMed's three letters for "English", "eng", "en", "en-GB"."""
    name = (fold(text).split() or [""])[0]
    return _CODES.get(name) or name[:3]
