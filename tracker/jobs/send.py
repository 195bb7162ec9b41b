"""Sends what is planned. At least once, the same Message-ID on every try, and never twice where the server answered.

What became of mails and which ones go out next is written in one step, for as many as there are connections: nothing
goes out before all answers so far are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from tracker.errors import MailError
from tracker.jobs.ports import Clock, Mailer, Renderer, Stop, Store, never
from tracker.model.digest import Parts
from tracker.model.message import Handed, OutgoingMail, SendResult
from tracker.model.subscriber import Delivery, Standing

FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Sent:
    accepted: int = 0
    later: int = 0
    refused: int = 0
    suspended: int = 0


@dataclass(frozen=True, slots=True)
class PersonalLinks:
    """links: placeholder name -> address, spliced into the mail; the other two become headers."""

    links: Mapping[str, str]
    unsubscribe_mailto: str
    unsubscribe_url: str = ""


class Sending:
    def __init__(
        self,
        store: Store,
        renderer: Renderer,
        mailer: Mailer,
        links_of: Callable[[Delivery], PersonalLinks],
        clock: Clock,
        *,
        suspend_after: int,
        per_hour: int,
        together: int = 1,
        stop: Stop = never,
    ) -> None:
        """together: how many mails the mailer hands over at once, see MailOptions.connections."""
        self._store = store
        self._renderer = renderer
        self._mailer = mailer
        self._links_of = links_of
        self._clock = clock
        self._suspend_after = suspend_after
        self._per_hour = per_hour
        self._together = together
        self._stop = stop
        self._under_way: dict[str, Delivery] = {}  #: by Message-ID
        self._answered: list[tuple[Delivery, SendResult]] = []  #: not yet in the store
        self._all_out = False
        self._counts: Counter[str] = Counter()
        self._drawn: tuple[str, Parts] = "", Parts(subject="", text="", html="")

    def run(self, *, only: str | None = None) -> Sent:
        """only: one address. Raises MailError where no mail can be handed over at all; what is planned stays so."""
        waiting = self._store.deliveries.pending(self._clock())
        pending = [one for one in waiting if only is None or one.address == only.strip()]
        try:
            for mail, result in self._mailer.send(self._mails(pending)):
                self._answered.append((self._under_way.pop(mail.message_id), result))
                if self._all_out:
                    self._keep()
        except MailError as error:
            self._take_back(error)
            raise
        finally:
            self._keep()
        return Sent(**self._counts)

    def _take_back(self, error: MailError) -> None:
        """No server took the mails that were on their way: they wait, and nothing about them is ambiguous."""
        with self._store.atomic():
            for one in self._under_way.values():
                later = self._clock() + _wait(one.attempts)
                self._store.deliveries.mark_deferred(one.id, later, error.message, ambiguous=False)

    def _mails(self, pending: Sequence[Delivery]) -> Iterator[OutgoingMail]:
        """The first one alone, since it shows whether there is a server; then one for each connection that is free."""
        left = self._per_hour - self._store.deliveries.sent_since(self._clock() - timedelta(hours=1))
        waiting = iter(pending[: max(left, 0)])
        free = 1
        while not self._stop() and (batch := list(islice(waiting, free))):
            for delivery in self._keep(batch):
                yield self._mail(delivery)
            free = max(self._together - len(self._under_way), 1)
        self._all_out = True
        self._keep()

    def _keep(self, batch: Sequence[Delivery] = ()) -> list[Delivery]:
        """Keeps what became of mails, and marks those of the batch that are still to be sent, which it returns, as on
        their way: on the disk before they are handed over, so that a crash is seen as "may have been taken"."""
        if not batch and not self._answered:
            return []
        with self._store.atomic(durable=bool(batch)):
            outcomes = [self._mark(*answer) for answer in self._answered]
            taken = [one for one in batch if self._store.deliveries.mark_sending(one.id, self._clock())]
        self._counts.update(outcomes)
        self._answered.clear()
        self._under_way.update((one.message_id, one) for one in taken)
        return taken

    def _mail(self, delivery: Delivery) -> OutgoingMail:
        personal = self._links_of(delivery)
        if delivery.digest != self._drawn[0]:  # those of one digest come one after the other
            self._drawn = delivery.digest, self._store.deliveries.parts(delivery.digest)
        parts = self._drawn[1]
        text, html = self._renderer.personal(parts, personal.links)
        return OutgoingMail(
            to=delivery.address,
            message_id=delivery.message_id,
            date=delivery.planned or self._clock(),
            subject=parts.subject,
            text=text,
            html=() if delivery.text_only else html,
            unsubscribe_mailto=personal.unsubscribe_mailto,
            unsubscribe_url=personal.unsubscribe_url,
        )

    def _mark(self, delivery: Delivery, result: SendResult) -> str:
        now = self._clock()
        deliveries, subscribers = self._store.deliveries, self._store.subscribers
        match result.outcome:
            case Handed.ACCEPTED:
                deliveries.mark_sent(delivery.id, now, result.reply)
                subscribers.clear_failures(delivery.subscriber)
                return "accepted"
            case Handed.REFUSED:
                deliveries.mark_refused(delivery.id, now, result.reply)
                if subscribers.count_failure(delivery.subscriber) < self._suspend_after:
                    return "refused"
                subscribers.set_standing(delivery.subscriber, Standing.SUSPENDED, now)
                return "suspended"
            case Handed.LATER | Handed.AMBIGUOUS:
                wait = max(timedelta(hours=result.wait_hours), _wait(delivery.attempts))
                ambiguous = result.outcome is Handed.AMBIGUOUS
                deliveries.mark_deferred(delivery.id, now + wait, result.reply, ambiguous=ambiguous)
                return "later"


def _wait(attempts: int) -> timedelta:
    """A quarter of an hour, doubled with every try, a day at the most."""
    return min(FIRST_WAIT * (1 << min(attempts, 10)), LONGEST_WAIT)
