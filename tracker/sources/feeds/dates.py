"""Dates as feeds give them: read strictly, or not at all.

feedparser turns "2024-13-45" into a day of 2025, and dateutil fills gaps from today; so neither is asked.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from tracker.model.record import PartialDate

_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[T ]|[+-]\d{2}:?\d{2}$|Z$)")
_COVER = re.compile(r"(?:(\d{1,2})\s+)?([A-Z][a-z]{2,8})\.?\s+(\d{4})\b")


def read_date(text: str) -> PartialDate | None:
    """ISO 8601 to any precision, RFC 822, "5 December 2026", "October 2026". None for anything impossible."""
    text = " ".join(text.split())
    iso = _ISO.match(text)
    if iso:
        return _real(int(iso[1]), int(iso[2]) if iso[2] else None, int(iso[3]) if iso[3] else None)
    if re.match(r"^([A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d", text):
        try:
            found = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        return _real(found.year, found.month, found.day)
    cover = _COVER.fullmatch(text)
    if cover and month_of(cover[2]):
        return _real(int(cover[3]), month_of(cover[2]), int(cover[1]) if cover[1] else None)
    return None


def month_of(name: str) -> int | None:
    """1-12 of an English month, whole or by its first three letters."""
    name = name.lower().rstrip(".")
    return next((number for month, number in _MONTHS.items() if name in (month, month[:3])), None)


def cover_date(text: str) -> PartialDate | None:
    """Of "Publication date: 5 December 2026" or "Available online 3 May 2026" in a description."""
    found = re.search(rf"(?:Publication date|Available online|Published online):?\s*({_COVER.pattern})", text)
    return read_date(found[1]) if found else None


def not_after(found: PartialDate | None, now: datetime) -> PartialDate | None:
    """A time stamp from the future is a mistake (a day's grace for time zones); an issue's cover date is not."""
    if found is None or found.month is None or found.day is None:
        return found
    return (
        found if date(found.year, found.month, found.day) <= (now.astimezone(UTC) + timedelta(days=1)).date() else None
    )


def _real(year: int, month: int | None, day: int | None) -> PartialDate | None:
    if not 1500 <= year <= 2200:
        return None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return PartialDate(year, month, day)
