"""Who is mailed what: joining, leaving, preferences."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

from tracker.app import build
from tracker.app.workshop import Workshop, the_subscriber
from tracker.errors import UsageError
from tracker.model.subscriber import Frequency, Least, Preferences, Standing, Subscriber

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
        only_human: bool = False,
        least: Least = Least.ANY,
        plain_subjects: bool = False,
        claim_alerts: bool = False,
        language: str = "",
    ) -> Preferences:
        """Checked; what is None comes from the settings. Raises UsageError."""
        self._workshop.topics(topics)
        schedule = self._workshop.settings.schedule
        zone = time_zone or schedule.time_zone
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            raise UsageError(f"there is no time zone {zone!r}", mend="Write it as in Europe/Dublin.") from None
        languages = self._workshop.registry.subject.crisis_in
        if language and language not in languages:
            known = ", ".join(languages) or "none but the digest's own"
            raise UsageError(f"there are no crisis lines in {language!r}", mend=f"Languages: {known}.")
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
            only_human=only_human,
            least=least,
            plain_subjects=plain_subjects,
            claim_alerts=claim_alerts,
            language=language,
        )

    def add(
        self,
        address: str,
        preferences: Preferences,
        *,
        again: bool = False,
        imported: bool = False,
        welcome: bool = False,
    ) -> Subscriber:
        """imported: with a list, not by their own word; never one that was erased.
        again: also one that has left or was suspended; only where its owner asks for it.
        welcome: the first mail they get is the ledger so far.

        Raises UsageError for what is no address, or is on the list already.
        """
        build.check_address(address)
        token, now = secrets.token_urlsafe(24), self._workshop.clock()
        with self._workshop.store() as store:
            known = store.subscribers.get(address)
            if again and known is not None and known.standing is not Standing.ACTIVE:
                store.subscribers.rejoin(known.id, preferences, token=token, at=now, welcome=welcome)
                return the_subscriber(store, address)
            return store.subscribers.add(address, preferences, token=token, at=now, imported=imported, welcome=welcome)

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

    def was_erased(self, address: str) -> bool:
        with self._workshop.store_if_any() as store:
            return store is not None and store.subscribers.is_erased(address)

    def erase(self, address: str) -> None:
        """Forget a person for good. Raises UsageError for an address that is not known."""
        with self._workshop.store() as store:
            store.subscribers.erase(the_subscriber(store, address).id, self._workshop.clock())

    def all_about(self, address: str) -> dict[str, Any]:
        """Whatever is kept about a person, as plain values. Raises UsageError for an address that is not known."""
        with self._workshop.store(read_only=True) as store:
            reader = the_subscriber(store, address)
            mails = store.deliveries.of(reader.id)
        return {
            "address": reader.address,
            "standing": reader.standing.value,
            "joined": reader.joined.isoformat(),
            "came": "with an imported list" if reader.imported else "by themselves or by hand",
            "refused in a row": reader.failures,
            "preferences": asdict(reader.preferences),
            "mails": [{"due": due.isoformat(), "subject": subject, "state": state} for due, subject, state in mails],
        }

    def bounced(self, raw: bytes) -> str:
        """Takes in a delivery status notification; says what was done. One that names no mail of ours changes nothing:
        whoever made it up does not know our Message-IDs."""
        from tracker.mail.bounce import read_bounce

        bounce = read_bounce(raw)
        if bounce is None:
            return "no notification of a failure: nothing was changed"
        if not bounce.for_good:
            return "a failure that may pass: nothing was changed"
        now = self._workshop.clock()
        with self._workshop.store() as store, store.atomic():
            reader = store.deliveries.mark_bounced(bounce.message_id, now, bounce.reply)
            if reader is None:
                return "it names no mail that is known as sent: nothing was changed"
            # a server that took the next mail has set the count of failures back: the mails themselves tell
            store.subscribers.count_failure(reader)
            if store.deliveries.refused_in_a_row(reader) < self._workshop.settings.mail.suspend_after:
                return "noted; the address is mailed again"
            store.subscribers.set_standing(reader, Standing.SUSPENDED, now)
        return "the address is suspended"

    def find(self, address: str) -> Subscriber | None:
        with self._workshop.store_if_any() as store:
            return store.subscribers.get(address) if store else None

    def all(self) -> tuple[Subscriber, ...]:
        with self._workshop.store_if_any() as store:
            return store.subscribers.all() if store else ()
