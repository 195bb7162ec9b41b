"""Dates and date ranges against a record's dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from tracker.query.fields import Field

if TYPE_CHECKING:
    from tracker.model.record import PartialDate, Record

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DATE = re.compile(r"(\d{4})(?:[/\s-]+(\d{1,2}|[a-z]{3})[a-z]*)?(?:[/\s-]+(\d{1,2}))?", re.I)
Span = tuple[tuple[int, int, int], tuple[int, int, int]]
"""First and last day as (year, month, day); 3000 is as good an end as any."""


def read_date(text: str) -> Span | None:
    """The days that a date as written covers: "2024", "2024/05", "2024/05/17", "2024 May 17"; None if it is none."""
    found = _DATE.fullmatch(text.strip().strip('"').strip())
    if not found:
        return None
    year, month_text, day_text = found.groups()
    month: int | None = None
    if month_text:
        if month_text.isdigit():
            month = int(month_text)
        elif month_text.lower()[:3] in _MONTHS:
            month = _MONTHS.index(month_text.lower()[:3]) + 1
        if month is None or not 1 <= month <= 12:
            return None
    day = int(day_text) if day_text else None
    if day is not None and not 1 <= day <= 31:
        return None
    return _span(int(year), month, day)


def date_test(field: Field, start: Span, end: Span) -> Callable[[Record], bool | None]:
    """Does the record's date fall between? None where the record has no such date.

    A date that the record gives without day or month counts as any day it may be.
    """

    def test(record: Record) -> bool | None:
        covered = _date_of(record, field)
        if covered is None:
            return None
        return covered[1] >= start[0] and covered[0] <= end[1]

    return test


def _date_of(record: Record, field: Field) -> Span | None:
    value: PartialDate | date | None
    match field:
        case Field.PUBLISHED:
            value = record.published
        case Field.CREATED:
            value = record.created
        case Field.MODIFIED:
            value = record.revised
        case _:
            value = None
    return None if value is None else _span(value.year, value.month, value.day)


def _span(year: int, month: int | None, day: int | None) -> Span:
    return (year, month or 1, day or 1), (year, month or 12, day or 31)
