"""PubMed's dates: as precise as they are printed, never more."""

from __future__ import annotations

import re
from datetime import date

from lxml import etree

from tracker.model.record import PartialDate

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}


def month_number(text: str | None) -> int | None:
    """1-12 of "3", "03", "Mar" or "March"; else None (a season is no month)."""
    text = (text or "").strip().lower()
    if text.isascii() and text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else None
    return _MONTHS.get(text[:3]) if re.fullmatch(r"[a-z]{3,9}\.?", text) else None


def checked(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """The date, cut back to the part of it that the calendar knows; None where not even the year makes sense."""
    if not 1500 <= year <= 2200:
        return None
    if month is None or not 1 <= month <= 12:
        return PartialDate(year)
    if day is None:
        return PartialDate(year, month)
    try:
        date(year, month, day)
    except ValueError:
        return PartialDate(year, month)
    return PartialDate(year, month, day)


def partial_date(element: etree._Element | None) -> PartialDate | None:
    """Of PubDate, ArticleDate, ContributionDate …: Year, Month, Day, or MedlineDate."""
    if element is None:
        return None
    parts = {part.tag: (part.text or "").strip() for part in element}
    year, day = parts.get("Year", ""), parts.get("Day", "")
    if len(year) == 4 and _is_number(year):
        return checked(int(year), month_number(parts.get("Month")), int(day) if _is_number(day) else None)
    return medline_date(parts.get("MedlineDate") or year)


def _is_number(text: str) -> bool:
    return len(text) <= 4 and text.isascii() and text.isdigit()


def medline_date(text: str) -> PartialDate | None:
    """The start of "1998 Dec-1999 Jan", "2000 Spring", "1976-1977", "Winter 2015", "2000 Dec 23-30" (its month)."""
    found = re.search(r"\b(1[5-9]\d\d|20\d\d)\b(?:\s+([A-Za-z]{3,9})\b(?:\s+(\d{1,2})\b(?!\s*[-/–]))?)?", text)
    if not found:
        return None
    day = int(found[3]) if found[3] else None
    return checked(int(found[1]), month_number(found[2]), day)


def full_date(element: etree._Element | None) -> date | None:
    """Of DateRevised or PubMedPubDate: all three parts, or None."""
    found = partial_date(element)
    if found is None or found.month is None or found.day is None:
        return None
    return date(found.year, found.month, found.day)


def earliest(first: PartialDate | None, second: PartialDate | None) -> PartialDate | None:
    """The earlier one; of two that agree as far as they go, the more precise one."""
    if first is None or second is None:
        return first or second
    for one, other in ((first.year, second.year), (first.month, second.month), (first.day, second.day)):
        if one is None or other is None:
            return second if one is None else first
        if one != other:
            return first if one < other else second
    return first
