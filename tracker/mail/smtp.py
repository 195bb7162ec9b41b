"""Sends mails one after the other over SMTP, and says of each what became of it."""

from __future__ import annotations

import smtplib
from collections.abc import Iterable, Iterator

from tracker.errors import MailError
from tracker.mail.connection import Lost, connect, hand_over
from tracker.mail.message import UnwritableAddress, to_bytes, wire_address
from tracker.mail.options import MailOptions
from tracker.mail.replies import GREYLIST_HOURS
from tracker.model.message import Handed, OutgoingMail, SendResult


class SmtpMailer:
    """One connection serves many mails; it is renewed after `per_connection` of them, and when the server drops it."""

    def __init__(self, options: MailOptions) -> None:
        self._options = options

    def send(self, mails: Iterable[OutgoingMail]) -> Iterator[tuple[OutgoingMail, SendResult]]:
        """Yields each mail with its result at once, so that it can be marked before the next goes out.

        Raises MailError where none can be sent: no server, a certificate that does not hold, a refused login or sender.
        Mails that were not yielded before that were not handed over.
        """
        line = _Line(self._options)
        try:
            for mail in mails:
                yield mail, self._send_one(line, mail)
        finally:
            line.hang_up()

    def _send_one(self, line: _Line, mail: OutgoingMail) -> SendResult:
        try:
            sender = wire_address(self._options.sender.address)
        except UnwritableAddress as error:
            raise MailError(f"the sender's address cannot be used: {error}", mend="Check the mail's from.") from None
        try:
            to, message = wire_address(mail.to), to_bytes(mail, self._options.sender)
        except UnwritableAddress as error:
            return SendResult(Handed.REFUSED, str(error))
        connection = line.get()
        try:
            return line.count(hand_over(connection, self._options, sender, to, message))
        except Lost:
            # Servers drop a connection that served long or many (421). The mail was not taken: try a new connection.
            line.hang_up()
        try:
            return line.count(hand_over(line.get(), self._options, sender, to, message))
        except Lost as lost:
            line.hang_up()
            return SendResult(Handed.LATER, str(lost), GREYLIST_HOURS)


class _Line:
    """The present connection, opened when it is first needed."""

    def __init__(self, options: MailOptions) -> None:
        self._options = options
        self._connection: smtplib.SMTP | None = None
        self._served = 0

    def get(self) -> smtplib.SMTP:
        if self._connection is not None and (
            self._served >= self._options.per_connection or self._connection.sock is None
        ):
            self.hang_up()
        if self._connection is None:
            self._connection = connect(self._options)
            self._served = 0
        return self._connection

    def count(self, result: SendResult) -> SendResult:
        self._served += 1
        return result

    def hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.quit()
        except (smtplib.SMTPException, OSError):
            connection.close()
