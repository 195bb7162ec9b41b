"""Joining by oneself, and one's preferences: what the people's pages ask for. Nobody joins without a word from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from tracker.app import build
from tracker.app.readers import Readers
from tracker.app.signing import CHANGE, JOIN, TO_CHANGE, TO_CONFIRM, Signing
from tracker.app.workshop import Workshop
from tracker.errors import UsageError
from tracker.model.message import OutgoingMail
from tracker.model.subscriber import Frequency, Least, Preferences, Standing, Subscriber

ONE_AN_ADDRESS = timedelta(hours=6)
MOST_AN_HOUR = 30


class Joining:
    """Nothing is stored of a person before they confirm: their wishes travel in the signed link."""

    def __init__(self, workshop: Workshop, readers: Readers) -> None:
        self._workshop = workshop
        self._readers = readers
        self._mailed: dict[str, float] = {}

    @property
    def is_open(self) -> bool:
        settings = self._workshop.settings
        return settings.mail.usable and bool(settings.web.public_url) and not settings.dry_run

    def wishes(self, form: Mapping[str, Any]) -> Preferences:
        """The fields of a form, checked; a box that is not ticked is absent. Raises UsageError."""
        try:
            return self._readers.preferences(
                topics=form.get("topics", ()),
                frequency=Frequency(form.get("frequency", Frequency.WEEKLY)),
                weekday=int(form["weekday"]) if form.get("weekday") else None,
                hour=int(form["hour"]) if form.get("hour") else None,
                time_zone=form.get("time_zone") or None,
                empty_mail=bool(form.get("empty_mail")),
                text_only=bool(form.get("text_only")),
                only_human=bool(form.get("only_human")),
                least=Least(form.get("least", Least.ANY)),
                plain_subjects=bool(form.get("plain_subjects")),
                claim_alerts=bool(form.get("claim_alerts")),
                language=form.get("language") or "",
            )
        except ValueError:
            raise UsageError("one of the fields holds what cannot be chosen") from None

    def ask(self, address: str, preferences: Preferences) -> None:
        """Mails the link to confirm, also to who is on the list: the page cannot tell, only the mailbox can.

        An address is mailed once in a while, and all together a few times an hour; what is more is dropped in silence.
        Raises UsageError for what is no address.
        """
        address = address.strip()
        build.check_address(address)
        if not self._may_mail(address.casefold()):
            return
        link = self._signing().sign(JOIN, {"address": address, "wishes": asdict(preferences)})
        subject = self._workshop.registry.subject
        name = subject.digest_name
        text = (
            f"Somebody, probably you, asked for {name} to be sent to this address.\n\n"
            f"To get it, open this page and press the button. The link works for two days:\n\n"
            f"{self._page('confirm', link)}\n\n"
            "Was it not you? Then do nothing: nothing is kept and nothing more is sent.\n"
            "Are you on the list already? Then your wishes are changed when you press the button.\n\n"
            + "\n".join((*subject.safety, *subject.crisis_for(preferences.language)))
            + "\n"
        )
        self._send(address, f"{name}: please confirm", text)

    def asked(self, signed: str) -> str | None:
        """The address that a confirmation link is for; None for a link that does not work (any more)."""
        found = self._signing().read(JOIN, signed, TO_CONFIRM)
        return str(found["address"]) if found else None

    def confirm(self, signed: str) -> Subscriber | None:
        """On the list from now on, or with changed wishes; None for a link that does not work. May run twice."""
        found = self._signing().read(JOIN, signed, TO_CONFIRM)
        if found is None:
            return None
        address, preferences = found["address"], self.wishes(found["wishes"])
        known = self._readers.find(address)
        if known is not None and known.standing is Standing.ACTIVE:
            return self._change(known, preferences)
        return self._readers.add(address, preferences, again=True, welcome=True)

    def reader(self, signed: str) -> Subscriber | None:
        """Whose preferences the link opens; None for one that does not work."""
        token = self._signing().read(CHANGE, signed, TO_CHANGE)
        if token is None:
            return None
        with self._workshop.store(read_only=True) as store:
            found = store.subscribers.by_token(str(token))
        return found if found is not None and found.standing is not Standing.LEFT else None

    def change(self, signed: str, preferences: Preferences) -> bool:
        found = self.reader(signed)
        return found is not None and bool(self._change(found, preferences))

    def _change(self, reader: Subscriber, preferences: Preferences) -> Subscriber:
        with self._workshop.store() as store:
            store.subscribers.set_preferences(reader.id, preferences)
            return store.subscribers.get(reader.address) or reader

    def _may_mail(self, key: str) -> bool:
        now = self._workshop.clock().timestamp()
        self._mailed = {one: at for one, at in self._mailed.items() if now - at < ONE_AN_ADDRESS.total_seconds()}
        lately = sum(now - at < timedelta(hours=1).total_seconds() for at in self._mailed.values())
        if key in self._mailed or lately >= MOST_AN_HOUR:
            return False
        self._mailed[key] = now
        return True

    def _send(self, address: str, subject: str, text: str) -> None:
        settings = self._workshop.settings
        mail = OutgoingMail(
            to=address,
            message_id=build.message_ids(settings)(),
            date=self._workshop.clock(),
            subject=subject,
            text=(text,),
            unsubscribe_mailto="",
        )
        for _ in build.mailer(settings).send([mail]):
            pass

    def _page(self, page: str, signed: str) -> str:
        return f"{self._workshop.settings.web.public_url.rstrip('/')}/{page}/{signed}"

    def _signing(self) -> Signing:
        with self._workshop.store(read_only=True) as store:
            return Signing(store.subscribers.key(), self._workshop.clock)
