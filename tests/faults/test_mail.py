"""F40 to F50: the mail server goes wrong; every reader gets every digest, under one Message-ID."""

from __future__ import annotations

import contextlib
import re
import ssl
from datetime import timedelta
from pathlib import Path

import pytest
import trustme

from tests.faults.town import OTHER, READER, Town
from tracker.app import App
from tracker.errors import MailError
from tracker.model.subscriber import DeliveryState, Standing
from tracker.standins.mailbox import Letter, Mailbox, Mishap


@pytest.fixture
def news(town: Town) -> Town:
    """Two readers, and one paper to tell them of."""
    town.join(OTHER)
    town.days(1)
    town.publish(2)
    return town


def tick(town: Town) -> None:
    """As the daemon's: a tick that cannot hand over is followed by the next."""
    with contextlib.suppress(MailError):
        town.tick()


def told_once(town: Town, *addresses: str) -> None:
    """One accepted letter each about the paper, and nothing waits."""
    for address in addresses:
        assert len(about_the_paper(town, address)) == 1
    assert waiting(town) == 0


def about_the_paper(town: Town, address: str) -> list[Letter]:
    return [letter for letter in town.letters(address) if "10.5555/moon.2" in str(letter.message)]


def waiting(town: Town) -> int:
    with town.open() as store:
        return store.deliveries.unsent()


def ids(town: Town, address: str = READER) -> set[str]:
    return {str(letter.message["Message-ID"]) for letter in town.letters(address)}


@pytest.mark.parametrize(
    ("stage", "reply"),
    [
        ("connect", "421 4.3.2 too busy"),
        ("mail", "421 4.7.0 try again later"),
        ("rcpt", "450 4.2.0 greylisted, come back in five minutes"),
        ("rcpt", "451 4.3.0 local error"),
        ("data", "452 4.3.1 out of storage"),
        ("data", "421 4.4.2 closing"),
    ],
)
def test_f40_a_passing_refusal_is_retried_under_the_same_message_id(news: Town, stage: str, reply: str) -> None:
    """Put off, said in status, and sent when the server takes it; one mail a reader."""
    news.mailbox.script(Mishap(stage=stage, reply=reply), times=4)  # type: ignore[arg-type]
    tick(news)
    assert waiting(news) > 0
    assert "digests not yet sent | 0" not in news.status()
    with news.open() as store:
        planned = {one.message_id for one in store.deliveries.pending(news.now + timedelta(days=2))}
    for _ in range(6):
        news.hours(1)
        tick(news)
    told_once(news, READER, OTHER)
    assert planned <= ids(news) | ids(news, OTHER)


def test_f41_permanent_refusals_suspend_that_reader(news: Town) -> None:
    """After the set number: suspended, told to the operator and in status; the other reader goes on."""
    news.mailbox.script(Mishap(stage="rcpt", reply="550 5.1.1 no such user", to=READER), times=99)
    for day in range(5):
        news.tick()
        news.days(1)
        news.publish(10 + day)
    with news.open() as store:
        reader, other = store.subscribers.get(READER), store.subscribers.get(OTHER)
    assert reader is not None
    assert other is not None
    assert (reader.standing, other.standing) == (Standing.SUSPENDED, Standing.ACTIVE)
    assert news.letters() == []
    assert len(news.letters(OTHER)) == 5
    assert "1 suspended" in news.status()
    (told,) = news.letters("operator@example.org")
    assert "1 address(es) are suspended" in str(told.message)
    assert READER not in str(told.message)


def test_f42_a_daily_limit_waits_a_day(news: Town) -> None:
    """550 5.4.5 is no refusal: nothing for 24 hours, then the same mail."""
    news.mailbox.script(Mishap(stage="data", reply="550 5.4.5 Daily user sending limit exceeded"), times=2)
    news.tick()
    with news.open() as store:
        planned = {one.address: one.message_id for one in store.deliveries.pending(news.now + timedelta(days=1.5))}
    assert set(planned) == {READER, OTHER}
    for _ in range(4):  # short of the next day's digest
        news.hours(4.25)
        news.tick()
    assert news.letters() == news.letters(OTHER) == []
    news.hours(7)
    news.tick()
    told_once(news, READER, OTHER)
    for address, message_id in planned.items():
        assert about_the_paper(news, address)[0].message["Message-ID"] == message_id


def test_f43_only_the_refused_recipient_is_retried(news: Town) -> None:
    """The other one has the mail once."""
    news.mailbox.script(Mishap(stage="rcpt", reply="450 4.2.1 mailbox busy", to=READER), times=2)
    news.tick()
    assert len(about_the_paper(news, OTHER)) == 1
    for _ in range(3):
        news.hours(1)
        news.tick()
    told_once(news, READER, OTHER)


@pytest.mark.parametrize("kept", [True, False])
def test_f44_a_connection_lost_after_the_dot(news: Town, kept: bool) -> None:
    """The server may have it: sent again under the same Message-ID, counted as ambiguous."""
    news.mailbox.script(Mishap(stage="data", to=READER, keep=kept))
    news.tick()
    with news.open() as store:
        (one,) = store.deliveries.pending(news.now + timedelta(days=1))
    assert one.ambiguous == 1
    news.hours(1)
    news.tick()
    assert len(news.letters()) == 1 + kept
    assert len(ids(news)) == 1
    assert waiting(news) == 0


class Killed(BaseException):
    """The process ended here."""


def test_f45_killed_between_the_servers_yes_and_the_commit(news: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mail is out and nothing says so: at least once, the same Message-ID, ambiguous."""
    from tracker.store.deliveries import Deliveries

    with monkeypatch.context() as patched:

        def killed(*_: object) -> None:
            raise Killed

        patched.setattr(Deliveries, "mark_sent", killed)
        with pytest.raises(Killed):
            news.tick()
    handed = {letter.recipients[0] for letter in news.mailbox.letters}
    assert 1 <= len(news.mailbox.letters) == len(handed)
    with news.open() as store:
        states = {one.address: (one.state, one.ambiguous) for one in store.deliveries.pending(news.now)}
    assert {states[address] for address in handed} == {(DeliveryState.SENDING, 0)}
    news.app = news.fresh()
    news.tick()
    for address in handed:
        assert len(news.letters(address)) == 2
        assert len(ids(news, address)) == 1
    told_once(news, *({READER, OTHER} - handed))


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.mark.parametrize(("name", "known"), [("elsewhere.example", True), ("127.0.0.1", False), ("127.0.0.1", True)])
def test_f46_a_bad_certificate_is_refused(tmp_path: Path, authority: trustme.CA, name: str, known: bool) -> None:
    """For another name, or by an unknown authority: nothing is sent and all waits. The third one is good."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    ca_file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    mail: dict[str, object] = {"tls": "starttls"} | ({"ca_file": ca_file} if known else {})
    with Town(tmp_path, Mailbox(tls=context), mail=mail) as town:
        town.publish(1)
        town.tick()
        town.join()
        town.days(1)
        town.publish(2)
        if name == "127.0.0.1" and known:
            town.tick()
            told_once(town, READER)
            assert town.letters()[0].tls
            return
        with pytest.raises(MailError, match="certificate does not hold"):
            town.tick()
        assert town.mailbox.letters == []
        assert waiting(town) == 1


def test_f47_line_breaks_in_a_title_make_no_header(town: Town) -> None:
    """In a feed's title, a topic's alert and a display name: the digest goes out, with one set of headers."""
    town.item("broken", "Moonwater gloom&#13;&#10;Bcc: evil@example.org&#10;&#10;body")
    town.publish(2, "Moonwater gloom\r\nBcc: evil@example.org\r\n\r\nbody")
    town.tick()
    (letter,) = town.letters()
    head = letter.raw.split(b"\r\n\r\n", 1)[0]
    assert b"evil@" not in head
    assert letter.message["Bcc"] is None
    assert "Bcc: evil@example.org" in town.text()


def test_f48_a_long_unsubscribe_address_is_whole_on_the_wire(tmp_path: Path) -> None:
    """One line, no encoded word, as RFC 8058's clients need it."""
    public = "https://digest.example.org/" + "a-long-path/" * 12
    with Town(tmp_path, web={"public_url": public}) as town:
        town.publish(1)
        town.tick()
        town.join()
        with town.open() as store:
            reader = store.subscribers.get(READER)
        assert reader is not None
        town.days(1)
        town.tick()
        (letter,) = town.letters()
        (line,) = (one for one in letter.raw.split(b"\r\n") if one.lower().startswith(b"list-unsubscribe:"))
        assert f"<{public.rstrip('/')}/leave/{reader.token}>".encode() in line
        assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in letter.raw


def test_f49_a_huge_digest_is_shortened_and_says_so(town: Town) -> None:
    """Under 102 KB with its links; how many are left out, and where they are, is stated."""
    town.settle(web={"public_url": "https://digest.example.org"})
    town.app = town.fresh()
    for pmid in range(2, 182):
        town.publish(pmid, f"Moonwater for gloomy people, with a rather long title that goes on for a while, {pmid}")
    town.tick()
    (letter,) = town.letters()
    html = letter.message.get_body(("html",))
    assert html is not None
    assert len(html.get_content().encode()) < 102 * 1024
    assert "180 new studies" in str(letter.message["Subject"])
    text = html.get_content()
    shown = len(set(re.findall(r"https://pubmed\.ncbi\.nlm\.nih\.gov/(\d+)/", text)))
    left_out = re.search(r"(\d+) further studies", text)
    assert left_out is not None
    assert shown > 0
    assert shown + int(left_out[1]) == 180
    assert "https://digest.example.org" in text
    assert "https://digest.example.org/leave/" in text, "the way out is still there"


def test_f50_a_server_that_is_down_for_days_loses_nothing(news: Town) -> None:
    """Four days without a mail server: one digest per day waits, all arrive, each once; then nothing more."""
    news.mailbox.stop()
    for day in range(4):
        with pytest.raises(MailError, match="no connection"):
            news.tick()
        news.days(1)
        news.publish(20 + day)
    assert waiting(news) == 8
    wellness = news.app.look.wellness()
    assert wellness.problems == ("a digest has waited for more than two days",)
    news.mailbox = Mailbox().start()
    news.settle()
    news.app = news.fresh()
    for _ in range(3):
        news.tick()
        news.hours(0.5)
    assert waiting(news) == 0
    for address in (READER, OTHER):
        texts = [letter.message.get_body(("plain",)) for letter in news.letters(address)]
        assert len(texts) == 5
        for pmid in (2, 20, 21, 22, 23):
            assert sum(f"gov/{pmid}/" in str(text) for text in texts) == 1


def test_f50_the_daemon_says_so_and_goes_on(news: Town, caplog: pytest.LogCaptureFixture) -> None:
    """A tick whose mail fails is logged with what to do; the next tick is made."""
    from tracker.schedule import _tick

    news.mailbox.stop()
    app: App = news.app
    _tick(app)
    assert "no connection to the mail server" in caplog.text
    news.mailbox = Mailbox().start()
    news.settle()
    news.app = news.fresh()
    news.days(1)
    _tick(news.app)
    told_once(news, READER, OTHER)
