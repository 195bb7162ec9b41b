"""What is known of studies, for other programs: tables, reference managers, citation processors.

No abstracts are in it: they belong to their publishers. Quotes are single sentences.
"""

from __future__ import annotations

import csv
import io
import json
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.model.appraisal import Appraisal
from tracker.model.digest import ClaimLine, StudyCard
from tracker.model.record import Record


@dataclass(frozen=True, slots=True)
class Exported:
    record: Record
    card: StudyCard
    appraisal: Appraisal | None


@dataclass(frozen=True, slots=True)
class Format:
    """ending: of the file's name; kind: its media type."""

    title: str
    ending: str
    kind: str
    write: Callable[[Sequence[Exported]], str]


COLUMNS = (
    "pmid", "doi", "title", "authors", "journal", "published", "design", "species", "participants", "comparator",
    "drugs", "routes", "conditions", "primary_result", "spin", "retracted", "concern", "preprint", "topics",
    "claim", "reading", "words", "quote", "rule", "confidence",
)  # fmt: skip


def to_csv(studies: Sequence[Exported]) -> str:
    """One line a verdict, or one for a study without any. What an abstract does not state is empty, not zero."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for study in studies:
        facts = _facts(study)
        for line in study.card.lines or (None,):
            row = facts | (_verdict(line) if line else {})
            writer.writerow({name: _cell(value) for name, value in row.items()})
    return out.getvalue()


def _cell(value: Any) -> Any:
    """A list on one line; a text that a spreadsheet would run as a formula begins with an apostrophe."""
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return "" if value is None else value


def to_json_lines(studies: Sequence[Exported]) -> str:
    """One object a line, with its verdicts and the effects as reported."""
    return "".join(
        json.dumps(
            _facts(study) | {"verdicts": [_verdict(line) for line in study.card.lines], "effects": _effects(study)},
            ensure_ascii=False,
        )
        + "\n"
        for study in studies
    )


def to_csl(studies: Sequence[Exported]) -> str:
    """CSL-JSON, for citation processors."""
    return json.dumps([_without_gaps(_csl(study)) for study in studies], ensure_ascii=False, indent=1)


def to_ris(studies: Sequence[Exported]) -> str:
    import rispy

    return str(rispy.dumps([_without_gaps(_ris(study)) for study in studies]))


def to_bibtex(studies: Sequence[Exported]) -> str:
    """In LaTeX's own spelling of letters and signs; one that it has none for stays as it is.

    Two dollar signs are two prices and no formula, and what looks like an address is text: the library would leave
    all in them as it is, braces included.
    """
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.middlewares import LatexEncodingMiddleware
    from bibtexparser.model import Block, Entry, Field

    logging.getLogger("pylatexenc").setLevel(logging.ERROR)
    entries: list[Block] = []
    for study in studies:
        fields = [Field(name, value) for name, value in _without_gaps(_bib(study)).items()]
        entries.append(Entry("article", study.card.name, fields))
    spelling = LatexEncodingMiddleware(keep_math=False, enclose_urls=False)
    return write_string(Library(entries), prepend_middleware=[spelling])


FORMATS = (
    Format("CSV", "csv", "text/csv", to_csv),
    Format("RIS", "ris", "application/x-research-info-systems", to_ris),
    Format("BibTeX", "bib", "application/x-bibtex", to_bibtex),
    Format("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", to_csl),
    Format("JSON Lines", "jsonl", "application/jsonl", to_json_lines),
)


def _facts(study: Exported) -> dict[str, Any]:
    record, card, read = study.record, study.card, study.appraisal
    return {
        "pmid": record.pmid,
        "doi": record.doi,
        "title": record.title,
        "authors": [str(author) for author in record.authors],
        "journal": card.journal,
        "published": card.published,
        "design": read.design.value if read else None,
        "species": read.species.value if read else None,
        "participants": read.participants if read else None,
        "comparator": read.comparator.value if read else None,
        "drugs": list(read.drugs) if read else [],
        "routes": list(read.routes) if read else [],
        "conditions": list(read.conditions) if read else [],
        "primary_result": read.primary_result.value if read else None,
        "spin": read.spin if read else None,
        "retracted": record.is_retracted,
        "concern": record.has_concern,
        "preprint": record.is_preprint,
        "topics": list(card.topics),
    }


def _verdict(line: ClaimLine) -> dict[str, Any]:
    return {
        "claim": line.claim,
        "reading": line.reading,
        "words": line.words,
        "quote": line.quote,
        "rule": line.rule,
        "confidence": line.confidence,
    }


def _effects(study: Exported) -> list[dict[str, Any]]:
    effects = study.appraisal.effects if study.appraisal else ()
    return [
        {"measure": one.measure, "value": one.value, "low": one.low, "high": one.high, "p": one.p, "quote": one.quote}
        for one in effects
    ]


def _csl(study: Exported) -> dict[str, Any]:
    record = study.record
    when = record.published
    parts = [part for part in (when.year, when.month, when.day) if part is not None] if when else []
    return {
        "id": study.card.name,
        "type": "article-journal",
        "title": record.title,
        "author": [
            {"literal": one.collective} if one.collective else {"family": one.family, "given": one.given}
            for one in record.authors
        ],
        "container-title": study.card.journal,
        "issued": {"date-parts": [parts]} if parts else None,
        "DOI": record.doi,
        "PMID": str(record.pmid) if record.pmid else None,
        "PMCID": record.pmcid,
        "ISSN": record.journal.issn[0] if record.journal and record.journal.issn else None,
        "note": _note(study),
    }


def _ris(study: Exported) -> dict[str, Any]:
    record = study.record
    return {
        "type_of_reference": "JOUR",
        "title": record.title,
        "authors": [_surname_first(study, number) for number in range(len(record.authors))],
        "journal_name": study.card.journal,
        "year": str(record.published.year) if record.published else None,
        "doi": record.doi,
        "accession_number": str(record.pmid) if record.pmid else None,
        "urls": [url for url in (study.card.pubmed_url, study.card.doi_url) if url],
        "notes": [_note(study)],
    }


def _bib(study: Exported) -> dict[str, str]:
    record = study.record
    names = (_surname_first(study, number) for number in range(len(record.authors)))
    return {
        "title": record.title,
        "author": " and ".join(name.replace(" and ", " & ") for name in names),
        "journal": study.card.journal,
        "year": str(record.published.year) if record.published else "",
        "doi": record.doi or "",
        "pmid": str(record.pmid) if record.pmid else "",
        "note": _note(study),
    }


def _surname_first(study: Exported, number: int) -> str:
    author = study.record.authors[number]
    return author.collective or ", ".join(part for part in (author.family, author.given) if part)


def _note(study: Exported) -> str:
    """A retraction must go wherever the reference goes."""
    return " ".join([*(f"[{badge}]" for badge in study.card.badges), study.card.plain])


def _without_gaps(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def ids_of(topics: Iterable[str], claims: Iterable[str]) -> tuple[str, ...]:
    """What the exports are called: of everything, of each topic, of each claim."""
    return ("all", *(f"topic-{id}" for id in topics), *(f"claim-{id}" for id in claims))
