"""When a digest is due, and what days it speaks of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model.subscriber import Frequency, Preferences
from tracker.rules.due import due_date, period

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def weekly(zone: str = "UTC", weekday: int = 0, hour: int = 7) -> Preferences:
    return Preferences(frequency=Frequency.WEEKLY, weekday=weekday, hour=hour, time_zone=zone)


def test_not_before_its_hour() -> None:
    """Monday at seven: at 06:59 last week's is the newest, at 07:00 this week's is."""
    last = date(2030, 5, 6)
    assert due_date(weekly(), last, LONG_AGO, datetime(2030, 5, 13, 6, 59, tzinfo=UTC)) is None
    assert due_date(weekly(), last, LONG_AGO, datetime(2030, 5, 13, 7, 0, tzinfo=UTC)) == date(2030, 5, 13)


def test_once_a_day_at_most() -> None:
    """What was planned for a date is not due again for it."""
    now = datetime(2030, 5, 13, 23, 0, tzinfo=UTC)
    assert due_date(weekly(), date(2030, 5, 13), LONG_AGO, now) is None


def test_f57_one_catch_up_after_weeks_off() -> None:
    """Three weeks asleep give one digest, dated with the newest missed day, that speaks of all three weeks."""
    now = datetime(2030, 5, 29, 12, 0, tzinfo=UTC)
    due = due_date(weekly(), date(2030, 5, 6), LONG_AGO, now)
    assert due == date(2030, 5, 27)
    assert period(weekly(), date(2030, 5, 6), due, LONG_AGO) == (date(2030, 5, 6), date(2030, 5, 26))


def test_nothing_from_before_joining() -> None:
    """Who joins on Monday at eight gets the first digest next Monday."""
    joined = datetime(2030, 5, 13, 8, 0, tzinfo=UTC)
    assert due_date(weekly(), None, joined, datetime(2030, 5, 14, tzinfo=UTC)) is None
    assert due_date(weekly(), None, joined, datetime(2030, 5, 20, 7, tzinfo=UTC)) == date(2030, 5, 20)


def test_the_first_digest_speaks_of_no_day_before_joining() -> None:
    """Joined on Thursday: Monday's digest speaks of Thursday to Sunday."""
    joined = datetime(2030, 5, 9, 20, tzinfo=UTC)
    assert period(weekly(), None, date(2030, 5, 13), joined) == (date(2030, 5, 9), date(2030, 5, 12))


def test_monthly_is_the_first_such_weekday() -> None:
    """Monthly on a Monday: the first Monday of the month."""
    monthly = Preferences(frequency=Frequency.MONTHLY, weekday=0, hour=7)
    assert due_date(monthly, None, LONG_AGO, datetime(2030, 5, 31, tzinfo=UTC)) == date(2030, 5, 6)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize("hour", [0, 1, 2, 3, 7])
def test_f58_a_year_of_ticks_gives_one_digest_a_week(zone: str, hour: int) -> None:
    """Ticking every half hour through both changes of clocks, each week is due exactly once."""
    preferences = weekly(zone, weekday=6, hour=hour)
    last = None
    dues = []
    now = datetime(2030, 1, 1, tzinfo=UTC)
    joined = now
    while now < datetime(2031, 1, 1, tzinfo=UTC):
        due = due_date(preferences, last, joined, now)
        if due is not None:
            dues.append(due)
            last = due
        now += timedelta(minutes=30)
    assert len(dues) == 52
    assert all(later - earlier == timedelta(days=7) for earlier, later in pairwise(dues))


@given(
    st.datetimes(datetime(2030, 1, 1), datetime(2032, 12, 31), timezones=st.just(UTC)),
    st.sampled_from(list(Frequency)),
    st.integers(0, 6),
    st.integers(0, 23),
    st.sampled_from(["UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia"]),
)
def test_due_is_never_in_the_future(now: datetime, frequency: Frequency, weekday: int, hour: int, zone: str) -> None:
    """Whatever the preference, the due date is today or earlier where the reader lives."""
    preferences = Preferences(frequency=frequency, weekday=weekday, hour=hour, time_zone=zone)
    due = due_date(preferences, None, LONG_AGO, now)
    assert due is not None
    assert due <= now.astimezone(ZoneInfo(zone)).date()
    assert due_date(preferences, due, LONG_AGO, now) is None


@pytest.mark.parametrize("days", [2, 400])
def test_f24_a_last_date_in_days_to_come_holds_nothing_up(days: int) -> None:
    """The clock ran ahead when it was sent: the next regular one is due, and speaks of its own days."""
    now = datetime(2030, 5, 14, 12, tzinfo=UTC)
    ahead = now.date() + timedelta(days=days)
    assert due_date(weekly(), ahead, LONG_AGO, now) == date(2030, 5, 13)
    assert period(weekly(), ahead, date(2030, 5, 13), LONG_AGO) == (date(2030, 5, 6), date(2030, 5, 12))


def test_f24_a_clock_set_back_over_midnight_sends_nothing_again() -> None:
    """The last date is tomorrow: it was sent a moment ago."""
    now = datetime(2030, 5, 12, 23, 30, tzinfo=UTC)
    assert due_date(weekly(hour=0), date(2030, 5, 13), LONG_AGO, now) is None


def test_f24_who_joined_in_days_to_come_is_not_kept_waiting() -> None:
    """The clock ran ahead then."""
    now = datetime(2030, 5, 14, 12, tzinfo=UTC)
    assert due_date(weekly(), None, now + timedelta(days=400), now) == date(2030, 5, 13)
