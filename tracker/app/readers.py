"""Who is mailed what: joining, leaving, preferences."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from tracker.app import build
from tracker.app.workshop import Workshop, the_subscriber
from tracker.errors import UsageError
from tracker.model.subscriber import Frequency, Preferences, Standing, Subscriber

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Readers:
    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def preferences(
        self,
        *,
        topics: Sequence[str],
        frequency: Frequency = Frequency.WEEKLY,
        weekday: int | None = None,
        hour: int | None = None,
        time_zone: str | None = None,
        empty_mail: bool = True,
        text_only: bool = False,
    ) -> Preferences:
        """Checked; what is None comes from the settings. Raises UsageError."""
        self._workshop.topics(topics)
        schedule = self._workshop.settings.schedule
        zone = time_zone or schedule.time_zone
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            raise UsageError(f"there is no time zone {zone!r}", mend="Write it as in Europe/Dublin.") from None
        weekday = WEEKDAYS.index(schedule.digest_weekday) if weekday is None else weekday
        hour = schedule.digest_hour if hour is None else hour
        if weekday not in range(7) or hour not in range(24):
            raise UsageError("weekday goes from 0 (Monday) to 6, hour from 0 to 23")
        return Preferences(
            topics=tuple(topics),
            frequency=frequency,
            weekday=weekday,
            hour=hour,
            time_zone=zone,
            empty_mail=empty_mail,
            text_only=text_only,
        )

    def add(self, address: str, preferences: Preferences, *, again: bool = False) -> Subscriber:
        """again: also one that has left or was suspended; only where its owner asks for it.

        Raises UsageError for what is no address, or is on the list already.
        """
        build.check_address(address)
        token, now = secrets.token_urlsafe(24), self._workshop.clock()
        with self._workshop.store() as store:
            known = store.subscribers.get(address)
            if again and known is not None and known.standing is not Standing.ACTIVE:
                store.subscribers.rejoin(known.id, preferences, token=token, at=now)
                return the_subscriber(store, address)
            return store.subscribers.add(address, preferences, token=token, at=now)

    def remove(self, address: str) -> None:
        with self._workshop.store() as store:
            subscriber = the_subscriber(store, address)
            store.subscribers.set_standing(subscriber.id, Standing.LEFT, self._workshop.clock())

    def leave(self, token: str) -> bool:
        """The reader of this token is sent nothing more; whether there is one. Raises StoreError.

        Who has left already stays as they are. For a token that is nobody's nothing is locked or written.
        """
        with self._workshop.store(read_only=True) as store:
            subscriber = store.subscribers.by_token(token)
        if subscriber is None:
            return False
        if subscriber.standing is not Standing.LEFT:
            with self._workshop.store() as store:
                store.subscribers.set_standing(subscriber.id, Standing.LEFT, self._workshop.clock())
        return True

    def find(self, address: str) -> Subscriber | None:
        with self._workshop.store_if_any() as store:
            return store.subscribers.get(address) if store else None

    def all(self) -> tuple[Subscriber, ...]:
        with self._workshop.store_if_any() as store:
            return store.subscribers.all() if store else ()
