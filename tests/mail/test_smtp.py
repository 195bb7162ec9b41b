"""Mail over a real socket: what the server says decides what becomes of each mail."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from typing import Any

import pytest

from tests.mail.mail_office import PASSWORD, SENDER, USER, Server, outgoing
from tracker.errors import MailError
from tracker.mail.options import MailOptions, Sender, Tls
from tracker.mail.smtp import SmtpMailer
from tracker.model.message import Handed

Start = Callable[..., Server]
Options = Callable[..., MailOptions]


def sent(mailer: SmtpMailer, *mails: object) -> list[tuple[Handed, str]]:
    return [(result.outcome, result.reply) for _, result in mailer.send(mails)]  # type: ignore[arg-type]


def test_both_parts_arrive_over_an_encrypted_and_authenticated_line(start: Start, options: Options) -> None:
    """STARTTLS with a checked certificate, a login, then plain text first and HTML last, dots intact."""
    server = start()
    assert [outcome for outcome, _ in sent(SmtpMailer(options(server)), outgoing())] == [Handed.ACCEPTED]
    assert server.office.encrypted == [True]
    assert server.office.authenticated == [True]
    message = message_from_bytes(server.office.messages[0], policy=policy.default)
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    plain, html = message.iter_parts()
    assert plain.get_content().splitlines() == ["Nothing new.", ".a line that begins with a dot"]
    assert html.get_content().strip() == "<p>Nothing new.</p>"


def test_implicit_tls(start: Start, options: Options) -> None:
    """Port 465's way: encrypted from the first byte."""
    server = start(tls=Tls.TLS)
    assert sent(SmtpMailer(options(server, tls=Tls.TLS)), outgoing())[0][0] is Handed.ACCEPTED


def test_without_tls_nothing_secret_is_sent(start: Start, options: Options) -> None:
    """A plain line serves a local server without login, and refuses to carry a password."""
    server = start(tls=Tls.NONE, auth=False)
    plain = options(server, tls=Tls.NONE, user="", password="")
    assert sent(SmtpMailer(plain), outgoing())[0][0] is Handed.ACCEPTED
    with pytest.raises(MailError, match="in the clear"):
        sent(SmtpMailer(options(server, tls=Tls.NONE)), outgoing())


@pytest.mark.parametrize("tls", [Tls.STARTTLS, Tls.TLS])
def test_f46_a_certificate_for_another_name_is_refused(start: Start, options: Options, tls: Tls) -> None:
    """F46: the name in the certificate has to be the host's."""
    server = start(name="elsewhere.example", tls=tls)
    with pytest.raises(MailError, match="certificate does not hold"):
        sent(SmtpMailer(options(server, tls=tls)), outgoing())
    assert server.office.taken == []


def test_f46_a_certificate_of_an_unknown_authority_is_refused(start: Start, options: Options) -> None:
    """F46: without our authority's file the system's authorities decide, and they do not know it."""
    server = start()
    with pytest.raises(MailError, match="certificate does not hold"):
        sent(SmtpMailer(options(server, ca_file="")), outgoing())


def test_a_server_without_starttls_gets_nothing(start: Start, options: Options) -> None:
    """No falling back to a plain line, as a man in the middle would have it."""
    server = start(tls=Tls.NONE, auth=False)
    with pytest.raises(MailError, match="does not offer"):
        sent(SmtpMailer(options(server)), outgoing())
    assert server.office.commands == []


def test_a_refused_login_tells_no_secret(start: Start, options: Options) -> None:
    """The error names the server and neither user nor password."""
    server = start()
    with pytest.raises(MailError, match="refused the login: 535") as caught:
        sent(SmtpMailer(options(server, password="wrong secret")), outgoing())
    told = f"{caught.value} {caught.value.mend} {caught.value!r}"
    assert "wrong secret" not in told
    assert USER not in told
    assert caught.value.__cause__ is None


def test_a_server_that_echoes_the_password_is_not_quoted(start: Start, options: Options) -> None:
    """Replies are kept in the store and shown in reports."""
    server = start()
    server.office.rcpt.append(f"550 5.1.1 who is {PASSWORD}")
    assert sent(SmtpMailer(options(server)), outgoing()) == [(Handed.REFUSED, "550 5.1.1 who is ***")]


def test_the_password_is_not_in_the_options_repr(options: Options) -> None:
    """Whoever logs the options logs no password."""
    assert PASSWORD not in repr(options(Server(None, 25)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "outcome", "hours"),
    [
        ("450 4.2.0 <reader1@mailbox.example>: Recipient address rejected: Greylisted", Handed.LATER, 0.25),
        ("451 4.3.0 local error", Handed.LATER, 0.25),
        ("452 4.3.1 Insufficient system storage", Handed.LATER, 0.25),
        ("550 5.1.1 user unknown", Handed.REFUSED, 0),
        ("550 5.4.5 Daily user sending limit exceeded.", Handed.LATER, 24),
        ("552 5.3.4 message too big", Handed.REFUSED, 0),
        ("554 5.7.1 <reader1@mailbox.example> rejected", Handed.LATER, 24),
    ],
)
@pytest.mark.parametrize("stage", ["rcpt", "data"])
@pytest.mark.parametrize("pipelining", [False, True])
def test_f43_what_the_server_says_of_a_mail(
    start: Start, options: Options, stage: str, answer: str, outcome: Handed, hours: float, pipelining: bool
) -> None:
    """F40-F43: only that mail is put off or refused; the next goes out over the same connection after RSET."""
    server = start(pipelining=pipelining)
    getattr(server.office, stage).append(answer)
    results = list(SmtpMailer(options(server)).send([outgoing(1), outgoing(2)]))
    assert [result.outcome for _, result in results] == [outcome, Handed.ACCEPTED]
    assert results[0][1].wait_hours == hours
    assert "mailbox.example" not in results[0][1].reply
    assert server.office.commands.count("RSET") == 1
    assert [to for to, _ in server.office.taken] == ["reader2@mailbox.example"]
    assert server.office.connections == 1


@pytest.mark.parametrize("pipelining", [False, True])
@pytest.mark.parametrize("stage", ["mail", "rcpt"])
def test_421_is_answered_with_a_new_connection(start: Start, options: Options, stage: str, pipelining: bool) -> None:
    """F40: the server closes the line; the same mail with the same Message-ID goes out over a new one."""
    server = start(pipelining=pipelining)
    getattr(server.office, stage).append("421 4.7.0 Try again later")
    assert [outcome for outcome, _ in sent(SmtpMailer(options(server)), outgoing())] == [Handed.ACCEPTED]
    assert server.office.connections == 2
    assert len(server.office.taken) == 1


@pytest.mark.parametrize("pipelining", [False, True])
def test_421_twice_puts_the_mail_off(start: Start, options: Options, pipelining: bool) -> None:
    """With the server's words; then the next mail gets a connection of its own."""
    server = start(pipelining=pipelining)
    server.office.rcpt += ["421 4.7.0 Try again later"] * 2
    assert sent(SmtpMailer(options(server)), outgoing(1), outgoing(2)) == [
        (Handed.LATER, "421 4.7.0 Try again later"),
        (Handed.ACCEPTED, "250 OK"),
    ]


def test_a_drop_after_the_final_dot_is_ambiguous(start: Start, options: Options) -> None:
    """F44: the server may have it, so it is not sent again at once, and not called sent; the next mail goes out."""
    server = start()
    server.office.data.append("take and hang up")
    outcomes = [outcome for outcome, _ in sent(SmtpMailer(options(server)), outgoing(1), outgoing(2))]
    assert outcomes == [Handed.AMBIGUOUS, Handed.ACCEPTED]
    assert [to for to, _ in server.office.taken] == ["reader1@mailbox.example", "reader2@mailbox.example"]


def test_a_retry_is_the_same_message(start: Start, options: Options) -> None:
    """F44: the same Message-ID and date, so that the reader's program can tell."""
    server = start()
    mailer = SmtpMailer(options(server))
    sent(mailer, outgoing())
    sent(mailer, outgoing())
    first, second = (message_from_bytes(message) for message in server.office.messages)
    assert first["Message-ID"] == second["Message-ID"] == "<digest-1@digest.example>"
    assert first["Date"] == second["Date"]


def test_connections_are_used_again_up_to_the_limit(start: Start, options: Options) -> None:
    """Five mails, at most two a connection."""
    server = start()
    sent(SmtpMailer(options(server, per_connection=2)), *(outgoing(number) for number in range(5)))
    assert server.office.connections == 3
    assert len(server.office.taken) == 5


def test_each_result_is_yielded_before_the_next_mail_goes_out(start: Start, options: Options) -> None:
    """So that each can be marked as sent in time."""
    server = start()
    results = SmtpMailer(options(server)).send([outgoing(1), outgoing(2)])
    next(results)
    assert len(server.office.taken) == 1
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("pipelining", [False, True])
def test_a_refused_sender_is_nobody_elses_fault(start: Start, options: Options, pipelining: bool) -> None:
    """No reader is suspended because the server does not let us send as ourselves."""
    server = start(pipelining=pipelining)
    server.office.mail.append("553 5.7.1 <digest@digest.example>: Sender address rejected")
    with pytest.raises(MailError, match="sender's address") as caught:
        sent(SmtpMailer(options(server)), outgoing())
    assert "digest@digest.example" not in str(caught.value)


def test_a_daily_limit_at_mail_from_is_temporary(start: Start, options: Options) -> None:
    """F42: some servers say it there."""
    server = start()
    server.office.mail.append("550 5.4.5 Daily user sending limit exceeded.")
    [(_, result)] = SmtpMailer(options(server)).send([outgoing()])
    assert (result.outcome, result.wait_hours) == (Handed.LATER, 24)


def test_no_server(options: Options) -> None:
    """F50: an error that says where and that nothing is lost."""
    with socket.create_server(("127.0.0.1", 0)) as unheard:
        port = unheard.getsockname()[1]
    with pytest.raises(MailError, match="no connection") as caught:
        sent(SmtpMailer(options(Server(None, port))), outgoing())  # type: ignore[arg-type]
    assert f"localhost:{port}" in str(caught.value)


def test_an_address_that_cannot_be_written_is_refused_alone(start: Start, options: Options) -> None:
    """It opens no header and stops no other mail."""
    server = start()
    bad = outgoing(to="x@mailbox.example\r\nBcc: all@mailbox.example")
    results = list(SmtpMailer(options(server)).send([bad, outgoing(2)]))
    assert [result.outcome for _, result in results] == [Handed.REFUSED, Handed.ACCEPTED]
    assert "mailbox.example" not in results[0][1].reply


def test_a_domain_outside_ascii_is_written_in_ascii(start: Start, options: Options) -> None:
    """The server is given the punycode form."""
    server = start()
    sent(SmtpMailer(options(server)), outgoing(to="leser@bücher.example"))
    assert server.office.taken[0][0] == "leser@xn--bcher-kva.example"


@dataclass
class Script:
    """A server that says its lines, whatever it is told, and hangs up after the last. "" waits for the whole mail."""

    lines: list[str]
    connections: int = 0

    def serve(self, listening: socket.socket) -> None:
        while True:
            try:
                line, _ = listening.accept()
            except OSError:
                return
            self.connections += 1
            with line, line.makefile("rwb") as wire:
                for number, words in enumerate(self.lines):
                    if number:
                        while wire.readline().rstrip() != b"." and not words:
                            pass
                    wire.write(words.encode() + b"\r\n" if words else b"")
                    wire.flush()


@pytest.fixture
def recite() -> Iterator[Callable[..., tuple[Script, MailOptions]]]:
    """recite("220 hello", "250 helo", …): options that lead to such a server, without TLS or login."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def start(*lines: str, **changes: Any) -> tuple[Script, MailOptions]:
            script = Script(list(lines))
            threading.Thread(target=script.serve, args=(listening,), daemon=True).start()
            port = listening.getsockname()[1]
            values: dict[str, Any] = {"tls": Tls.NONE, "helo": "client.example", "timeout": 10} | changes
            return script, MailOptions(host="127.0.0.1", port=port, sender=SENDER, **values)

        yield start
        listening.shutdown(socket.SHUT_RDWR)


Recite = Callable[..., tuple[Script, MailOptions]]
PIPELINING = "250-ehlo\r\n250 PIPELINING"


@pytest.mark.parametrize(
    ("lines", "outcome", "connections"),
    [
        (("220 hi", "250 ehlo"), Handed.LATER, 2),
        (("220 hi", "250 ehlo", "250 mail"), Handed.LATER, 2),
        (("220 hi", "250 ehlo", "250 mail", "250 rcpt"), Handed.LATER, 2),
        (("220 hi", "250 ehlo", "not SMTP at all"), Handed.LATER, 2),
        (("220 hi", "250 ehlo", "250 mail", "250 rcpt", "250 no go-ahead", "250 rset"), Handed.LATER, 1),
        (("220 hi", "250 ehlo", "250 mail", "250 rcpt", "554 no"), Handed.REFUSED, 1),
        (("220 hi", "250 ehlo", "250 mail", "250 rcpt", "354 go", ""), Handed.AMBIGUOUS, 1),
        (("220 hi", PIPELINING), Handed.LATER, 2),
        (("220 hi", PIPELINING, "250 mail"), Handed.LATER, 2),
        (("220 hi", PIPELINING, "250 mail", "250 rcpt"), Handed.LATER, 2),
        (("220 hi", PIPELINING, "250 mail", "550 rcpt"), Handed.LATER, 2),
        (("220 hi", PIPELINING, "250 mail", "550 rcpt", "354 go"), Handed.LATER, 2),
        (("220 hi", PIPELINING, "250 mail", "250 rcpt", "354 go", ""), Handed.AMBIGUOUS, 1),
    ],
)
def test_a_connection_lost_at_each_step(
    recite: Recite, lines: tuple[str, ...], outcome: Handed, connections: int
) -> None:
    """F44: before the mail was whole it is tried once more on a new connection; after that it may have been taken."""
    script, options = recite(*lines)
    [(_, result)] = SmtpMailer(options).send([outgoing()])
    assert (result.outcome, script.connections) == (outcome, connections)


def test_the_words_of_a_421_are_kept(recite: Recite) -> None:
    """Where three answers were awaited and the server hangs up after the second."""
    _, options = recite("220 hi", PIPELINING, "250 mail", "421 4.7.0 too many")
    assert sent(SmtpMailer(options), outgoing()) == [(Handed.LATER, "421 4.7.0 too many")]


def test_a_greeting_that_turns_us_away(recite: Recite) -> None:
    """No mail can be sent: the server's own words, without addresses."""
    _, options = recite("554 5.7.1 no mail from here, ask admin@mailbox.example")
    with pytest.raises(MailError, match=r"turned us away: 554 5\.7\.1 no mail from here, ask \[address\]"):
        sent(SmtpMailer(options), outgoing())


def test_a_plain_server_on_a_tls_port(recite: Recite) -> None:
    """The settings name the wrong mode; the error says which to try."""
    _, options = recite("220 hi", tls=Tls.TLS)
    with pytest.raises(MailError, match="no encrypted connection") as caught:
        sent(SmtpMailer(options), outgoing())
    assert "starttls" in caught.value.mend


def test_a_sender_that_cannot_be_written(recite: Recite) -> None:
    """A fault of the settings, not of any reader."""
    script, options = recite("220 hi")
    with pytest.raises(MailError, match="sender's address cannot be used"):
        sent(SmtpMailer(replace(options, sender=Sender(address="no address"))), outgoing())
    assert script.connections == 0


def test_an_unreadable_ca_file_is_named(start: Start, options: Options) -> None:
    """The file, not a traceback."""
    with pytest.raises(MailError, match="trusted certificates"):
        sent(SmtpMailer(options(start(), ca_file="/nowhere/ca.pem")), outgoing())


def test_mails_go_out_over_several_connections_at_once(start: Start, options: Options) -> None:
    """The server answers none before three are there; of those that wait, no more are taken than there are lines."""
    server = start(together=3)
    taken: list[int] = []

    def mails() -> Iterator[object]:
        for number in range(6):
            taken.append(number)
            yield outgoing(number)

    results = SmtpMailer(options(server, connections=3)).send(mails())  # type: ignore[arg-type]
    assert next(iter(results))[1].outcome is Handed.ACCEPTED
    assert taken == [0, 1, 2]
    assert [result.outcome for _, result in results] == [Handed.ACCEPTED] * 5
    assert sorted(to for to, _ in server.office.taken) == [f"reader{number}@mailbox.example" for number in range(6)]
    assert server.office.connections == 3


def test_the_limit_for_a_connection_is_each_ones(start: Start, options: Options) -> None:
    """However many there are, none serves more mails than it may."""
    server = start(together=2)
    sent(SmtpMailer(options(server, connections=2, per_connection=3)), *(outgoing(number) for number in range(10)))
    assert len(server.office.taken) == 10
    assert max(server.office.served) <= 3
    assert server.office.connections == 4


def test_a_server_that_wants_fewer_connections_gets_fewer(start: Start, options: Options) -> None:
    """A second one is turned away at its greeting: all mails go out over the first, each once."""
    server = start(most=1)
    results = sent(SmtpMailer(options(server, connections=4)), *(outgoing(number) for number in range(8)))
    assert [outcome for outcome, _ in results] == [Handed.ACCEPTED] * 8
    assert len({to for to, _ in server.office.taken}) == len(server.office.taken) == 8


def test_a_wrong_password_is_tried_over_one_connection(start: Start, options: Options) -> None:
    """Not once for each connection, which could lock us out; one mail was taken from those that wait."""
    server = start()
    mails = iter([outgoing(number) for number in range(5)])
    with pytest.raises(MailError, match="refused the login"):
        list(SmtpMailer(options(server, password="wrong", connections=4)).send(mails))
    assert server.office.connections == 1
    assert len(list(mails)) == 4


def test_where_the_last_connection_fails_nothing_can_be_sent(start: Start, options: Options) -> None:
    """The sender is refused on every line: an error, once no other is left, and no more are opened for it."""
    server = start()
    server.office.mail += ["553 5.7.1 Sender address rejected"] * 9
    results = SmtpMailer(options(server, connections=4)).send([outgoing(number) for number in range(2)])
    with pytest.raises(MailError, match="sender's address"):
        next(iter(results))
    assert server.office.taken == []
    assert server.office.connections <= 2


def test_results_are_told_when_no_more_mails_can_be_had(start: Start, options: Options) -> None:
    """The store fails at the fourth mail: what became of the three under way is still told, before the error."""
    server = start(together=3)

    def mails() -> Iterator[object]:
        yield from (outgoing(number) for number in range(3))
        raise OSError("the disk is full")

    results = iter(SmtpMailer(options(server, connections=4)).send(mails()))  # type: ignore[arg-type]
    told = [next(results)[0].to for _ in range(3)]
    with pytest.raises(OSError, match="full"):
        next(results)
    assert sorted(told) == sorted(to for to, _ in server.office.taken)


@dataclass
class Listener:
    """Says its lines, and keeps what came between them: one read for each."""

    lines: list[str]
    heard: list[bytes] = field(default_factory=list)

    def serve(self, listening: socket.socket) -> None:
        line, _ = listening.accept()
        with line:
            for number, words in enumerate(self.lines):
                if number:
                    self.heard.append(line.recv(100_000))
                line.sendall(words.encode() + b"\r\n")


@pytest.mark.parametrize(
    ("answers", "outcome", "then"),
    [
        ("250 mail\r\n250 rcpt\r\n354 go", Handed.ACCEPTED, b"To: "),
        ("250 mail\r\n550 5.1.1 nobody\r\n354 go", Handed.REFUSED, b".\r\n"),
        ("250 mail\r\n450 4.2.0 busy\r\n503 no recipient", Handed.LATER, b"rset\r\n"),
    ],
)
def test_commands_go_out_together_where_the_server_takes_them(answers: str, outcome: Handed, then: bytes) -> None:
    """RFC 2920: one write; the mail itself waits for all answers, and goes out only where all of them are yes. A server
    that waits for it all the same is given an empty one."""
    listener = Listener(["220 hi", PIPELINING, answers, "250 ok", "250 ok", "221 bye"])
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=listener.serve, args=(listening,))
        thread.start()
        port = listening.getsockname()[1]
        options = MailOptions(host="127.0.0.1", port=port, tls=Tls.NONE, sender=SENDER, helo="client.example")
        ((_, result),) = SmtpMailer(options).send([outgoing()])
        listening.close()
        thread.join(10)
    assert result.outcome is outcome
    assert listener.heard[1].splitlines() == [
        b"MAIL FROM:<digest@digest.example>", b"RCPT TO:<reader1@mailbox.example>", b"DATA",
    ]  # fmt: skip
    assert listener.heard[2].startswith(then)
