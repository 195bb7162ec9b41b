"""When a digest is due: local dates, so that a change of clocks gives exactly one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tracker.model.subscriber import Frequency, Preferences


def due_date(preferences: Preferences, last_due: date | None, joined: datetime, now: datetime) -> date | None:
    """The local date of the digest that is due at `now`, or None.

    After days off only the newest missed date is due: one catch-up, not one mail per missed week.
    A digest that would have been due before the subscriber joined is never due. What a clock that ran ahead left
    behind, a last date or a joining that lies in the future, holds nothing up.
    """
    zone = ZoneInfo(preferences.time_zone)
    newest = _newest_scheduled(preferences, now, zone)
    if newest is None or _moment(newest, preferences.hour, zone) <= joined <= now:
        return None
    if last_due is not None and last_due - now.astimezone(zone).date() > _MAY_BE_AHEAD:
        return newest
    return newest if last_due is None or newest > last_due else None


def period(preferences: Preferences, last_due: date | None, due: date, joined: datetime) -> tuple[date, date]:
    """First and last day that the digest due on `due` speaks of, both counted; none before the reader joined."""
    known = last_due is not None and last_due <= due
    start = last_due if last_due and known else due - timedelta(days=_LENGTH[preferences.frequency])
    last = due - timedelta(days=1)
    return min(max(start, joined.astimezone(ZoneInfo(preferences.time_zone)).date()), last), last


_MAY_BE_AHEAD = timedelta(days=1)
"""A clock that is set back by less, around midnight, makes the last date tomorrow: that digest was sent, and waits."""

_LENGTH = {Frequency.DAILY: 1, Frequency.WEEKLY: 7, Frequency.MONTHLY: 28, Frequency.ALERTS: 1}


def _newest_scheduled(preferences: Preferences, now: datetime, zone: ZoneInfo) -> date | None:
    day = now.astimezone(zone).date()
    for _ in range(63):  # two months and a day always hold a monthly date
        if _is_scheduled(preferences, day) and _moment(day, preferences.hour, zone) <= now:
            return day
        day -= timedelta(days=1)
    return None


def _is_scheduled(preferences: Preferences, day: date) -> bool:
    match preferences.frequency:
        case Frequency.DAILY | Frequency.ALERTS:
            return True
        case Frequency.WEEKLY:
            return day.weekday() == preferences.weekday
        case Frequency.MONTHLY:  # the month's first such weekday
            return day.weekday() == preferences.weekday and day.day <= 7


def _moment(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """An hour that the spring change skips counts as the one after it; one that comes twice, as the first."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=zone)
