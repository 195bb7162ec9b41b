"""How planned mail goes out: at least once, with one Message-ID, and to nobody who left."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice

import pytest

from tests.jobs.fakes import Clock, FakeMailer, record
from tests.jobs.test_plan import Office
from tracker.errors import MailError
from tracker.jobs.send import PersonalLinks, Sending, Sent
from tracker.model.message import Handed, OutgoingMail, SendResult
from tracker.model.subscriber import Delivery, Preferences, Standing
from tracker.store import Store


class PostOffice(Office):
    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store, clock)
        self.mailer = FakeMailer()
        self.per_hour = 100
        self.together = 1

    def planned_for(self, *names: str) -> None:
        for name in names:
            self.join(f"{name}@example.org")
        self.clock.pass_days(7)
        self.plan()

    def send(self, mailer: FakeMailer | None = None) -> Sent:
        return Sending(
            self.store,
            self.renderer,
            mailer or self.mailer,
            links_for,
            self.clock,
            suspend_after=2,
            per_hour=self.per_hour,
            together=self.together,
        ).run()

    def states(self) -> str:
        """Of all deliveries, a letter each: planned, on their way (sending), sent as "x"."""
        db = sqlite3.connect(self.store.path)
        found = db.execute("SELECT replace(state, 'sent', 'x') FROM delivery ORDER BY id").fetchall()
        db.close()
        return "".join(state[0] for (state,) in found)


def links_for(delivery: Delivery) -> PersonalLinks:
    return PersonalLinks({"unsubscribe": f"leave {delivery.token}"}, "mailto:x@example.org")


@pytest.fixture
def office(store: Store, clock: Clock) -> PostOffice:
    return PostOffice(store, clock)


def test_sent_once_with_the_readers_own_link(office: PostOffice) -> None:
    """Each reader gets one mail with their own way out; a second run sends nothing."""
    office.planned_for("a", "b")
    assert office.send() == Sent(accepted=2)
    assert office.send() == Sent()
    assert sorted(letter.text[-1].splitlines()[-1] for letter in office.mailer.letters) == [
        "leave token-a@example.org",
        "leave token-b@example.org",
    ]


def test_f40_a_temporary_refusal_is_tried_again_with_the_same_message_id(office: PostOffice) -> None:
    """Greylisted: later, not at once, and under the same Message-ID."""
    office.planned_for("a")
    office.mailer.answers["a@example.org"] = SendResult(Handed.LATER, "450 greylisted")
    assert office.send() == Sent(later=1)
    assert office.send() == Sent()
    office.mailer.answers.clear()
    office.clock.now += timedelta(hours=1)
    assert office.send() == Sent(accepted=1)
    assert len({letter.message_id for letter in office.mailer.letters}) == 1


def test_f41_permanent_refusals_suspend(office: PostOffice) -> None:
    """Twice in a row, as set: suspended, and nothing is planned any more."""
    office.planned_for("a")
    office.mailer.answers["a@example.org"] = SendResult(Handed.REFUSED, "550 no such user")
    assert office.send() == Sent(refused=1)
    office.clock.pass_days(7)
    office.plan()
    assert office.send() == Sent(suspended=1)
    office.clock.pass_days(7)
    assert office.plan() == 0


def test_f42_a_daily_limit_waits_a_day(office: PostOffice) -> None:
    """550 5.4.5 is no refusal: the mail waits for 24 hours."""
    office.planned_for("a")
    office.mailer.answers["a@example.org"] = SendResult(Handed.LATER, "550 5.4.5 limit", wait_hours=24)
    office.send()
    office.clock.now += timedelta(hours=23)
    assert office.send() == Sent()
    office.clock.now += timedelta(hours=1)
    assert office.send().later == 1


def test_f44_a_drop_after_the_dot_counts_as_ambiguous(office: PostOffice) -> None:
    """It may have been taken: sent again with the same Message-ID, and counted."""
    office.planned_for("a")
    office.mailer.answers["a@example.org"] = SendResult(Handed.AMBIGUOUS, "connection lost")
    office.send()
    office.clock.pass_days(1)
    (waiting,) = office.store.deliveries.pending(office.clock())
    assert waiting.ambiguous == 1


def test_f45_killed_between_the_servers_yes_and_the_commit(office: PostOffice) -> None:
    """Sent again under the same Message-ID; never lost."""

    class Killed(FakeMailer):
        def send(self, mails: Iterable[OutgoingMail]) -> Iterator[tuple[OutgoingMail, SendResult]]:
            for mail in mails:
                self.letters.append(mail)
                raise KeyboardInterrupt
            yield from ()

    office.planned_for("a")
    killed = Killed()
    with pytest.raises(KeyboardInterrupt):
        office.send(killed)
    assert office.send().accepted == 1
    assert office.mailer.letters[0].message_id == killed.letters[0].message_id


def test_f50_a_server_that_is_down_leaves_nothing_ambiguous(office: PostOffice) -> None:
    """No connection: the mail waits and is sent later; it is not counted as perhaps taken."""

    class Down(FakeMailer):
        def send(self, mails: Iterable[OutgoingMail]) -> Iterator[tuple[OutgoingMail, SendResult]]:
            next(iter(mails))
            raise MailError("no connection")
            yield

    office.planned_for("a", "b")
    with pytest.raises(MailError):
        office.send(Down())
    assert office.send() == Sent(accepted=1), "the one that was not yet on its way"
    office.clock.now += timedelta(hours=1)
    assert [one.ambiguous for one in office.store.deliveries.pending(office.clock())] == [0]
    assert office.send() == Sent(accepted=1)


def test_f50_what_was_told_before_the_server_went_is_kept(office: PostOffice) -> None:
    """Three are under way at once and one is taken before the server goes: it is sent, the others wait, unambiguous."""

    class Going(FakeMailer):
        def send(self, mails: Iterable[OutgoingMail]) -> Iterator[tuple[OutgoingMail, SendResult]]:
            waiting = iter(mails)
            under_way = [next(waiting) for _ in range(3)]
            yield under_way[1], SendResult(Handed.ACCEPTED, "250 ok")
            raise MailError("no connection")

    office.planned_for("a", "b", "c", "d")
    with pytest.raises(MailError):
        office.send(Going())
    assert office.send() == Sent(accepted=1), "the one that was not taken from those that wait"
    office.clock.now += timedelta(hours=1)
    assert [one.ambiguous for one in office.store.deliveries.pending(office.clock())] == [0, 0]
    assert office.send() == Sent(accepted=2)


def test_what_was_answered_is_kept_before_the_next_mails_go_out(office: PostOffice) -> None:
    """Three lines: the first mail goes alone, then no more are marked as on their way than there are lines, and none
    before all answers so far are in the store; once all are out, each answer is kept at once."""
    seen = []

    class ThreeLines(FakeMailer):
        def send(self, mails: Iterable[OutgoingMail]) -> Iterator[tuple[OutgoingMail, SendResult]]:
            yes = SendResult(Handed.ACCEPTED, "250 ok")
            waiting = iter(mails)
            lines = [next(waiting)]
            seen.append(office.states())
            while lines:
                lines += islice(waiting, 3 - len(lines))
                seen.append(office.states())
                yield lines.pop(0), yes

    office.together = 3
    office.planned_for("a", "b", "c", "d")
    assert office.send(ThreeLines()) == Sent(accepted=4)
    assert seen == ["sppp", "sssp", "xsss", "xxss", "xxxs"]


def test_what_was_answered_is_kept_where_the_sending_breaks_off(office: PostOffice) -> None:
    """Something unforeseen after a yes: that one is sent, and only the other waits."""

    class Broken(FakeMailer):
        def send(self, mails: Iterable[OutgoingMail]) -> Iterator[tuple[OutgoingMail, SendResult]]:
            yield next(iter(mails)), SendResult(Handed.ACCEPTED, "250 ok")
            raise RuntimeError("unforeseen")

    office.planned_for("a", "b")
    with pytest.raises(RuntimeError):
        office.send(Broken())
    assert office.states() == "xp"


def test_readers_of_one_digest_come_together(office: PostOffice) -> None:
    """Whatever the order in which they joined: what they share is drawn up once."""
    for name, topics in (("a", ("calm",)), ("b", ("pain",)), ("c", ("calm",)), ("d", ("pain",))):
        office.join(f"{name}@example.org", Preferences(weekday=0, hour=7, topics=topics))
    office.new(record(1, "calm"))
    office.clock.pass_days(7)
    office.plan()
    digests = [one.digest for one in office.store.deliveries.pending(office.clock())]
    assert len(set(digests)) == 2
    assert digests == sorted(digests)


def test_who_left_is_sent_nothing(office: PostOffice) -> None:
    """Not even what was planned before."""
    office.planned_for("a")
    reader = office.store.subscribers.get("a@example.org")
    assert reader is not None
    office.store.subscribers.set_standing(reader.id, Standing.LEFT, office.clock())
    assert office.send() == Sent()


def test_the_hourly_limit_leaves_the_rest_for_later(office: PostOffice) -> None:
    """Two an hour: the third goes out an hour later."""
    office.per_hour = 2
    office.planned_for("a", "b", "c")
    assert office.send() == Sent(accepted=2)
    assert office.send() == Sent()
    office.clock.now += timedelta(hours=1, minutes=1)
    assert office.send() == Sent(accepted=1)


def test_who_leaves_while_mails_go_out_is_sent_nothing(office: PostOffice) -> None:
    """The second reader leaves while the first one's mail is handed over."""

    class Slow(FakeMailer):
        def send(self, mails: Iterable[OutgoingMail]) -> Iterator[tuple[OutgoingMail, SendResult]]:
            for mail in mails:
                self.letters.append(mail)
                reader = office.store.subscribers.get("b@example.org")
                assert reader is not None
                office.store.subscribers.set_standing(reader.id, Standing.LEFT, office.clock())
                yield mail, SendResult(Handed.ACCEPTED, "250 ok")

    office.planned_for("a", "b")
    slow = Slow()
    assert office.send(slow) == Sent(accepted=1)
    assert [letter.to for letter in slow.letters] == ["a@example.org"]
