"""Sends mails over a few SMTP connections at once, and says of each what became of it."""

from __future__ import annotations

import smtplib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from tracker.errors import MailError
from tracker.mail.connection import Lost, connect, hand_over
from tracker.mail.message import UnwritableAddress, to_pieces, wire_address
from tracker.mail.options import MailOptions
from tracker.mail.replies import GREYLIST_HOURS
from tracker.model.message import Handed, OutgoingMail, SendResult


class SmtpMailer:
    """A connection serves many mails; it is renewed after `per_connection` of them, and when the server drops it."""

    def __init__(self, options: MailOptions) -> None:
        self._options = options

    def send(self, mails: Iterable[OutgoingMail]) -> Iterator[tuple[OutgoingMail, SendResult]]:
        """Yields each mail with its result as soon as it is known; mails are taken one for each connection that is
        free, so that no more of them are under way than there are connections.

        Raises MailError where none can be sent: no server, a certificate that does not hold, a refused login or sender.
        Mails that were not yielded before that were not handed over. Mails are taken in the caller's thread alone.
        """
        waiting = iter(mails)
        first = next(waiting, None)
        if first is None:
            return
        lines = [_Line(self._options) for _ in range(self._options.connections)]
        try:
            lines[0].get()  # alone: a wrong password is tried once, not by all of them
            with ThreadPoolExecutor(len(lines), "mail") as threads:
                yield from _Round(threads, lines, first, waiting)
        finally:
            for line in lines:
                line.hang_up()


class _Round:
    """Mails go out over all lines until none is left. What stops one line leaves its mail to the others; where it was
    the last one, nothing can be sent."""

    def __init__(
        self, threads: ThreadPoolExecutor, lines: list[_Line], first: OutgoingMail, waiting: Iterator[OutgoingMail]
    ) -> None:
        self._threads, self._free = threads, lines[::-1]
        self._first, self._waiting = [first], waiting
        self._under_way: dict[Future[SendResult], tuple[_Line, OutgoingMail]] = {}

    def __iter__(self) -> Iterator[tuple[OutgoingMail, SendResult]]:
        try:
            while self._hand_out():
                yield from self._known()
        except Exception:  # no more mails are to be had: what became of those under way is told all the same
            while self._under_way:
                yield from self._known()
            raise

    def _hand_out(self) -> bool:
        """A mail to each line that is free. False where none is under way."""
        while self._free:
            mail = self._first.pop() if self._first else next(self._waiting, None)
            if mail is None:
                break
            line = self._free.pop()
            self._under_way[self._threads.submit(line.take, mail)] = line, mail
        return bool(self._under_way)

    def _known(self) -> Iterator[tuple[OutgoingMail, SendResult]]:
        """Waits for the next results."""
        for done in wait(self._under_way, return_when=FIRST_COMPLETED).done:
            line, mail = self._under_way.pop(done)
            try:
                result = done.result()
            except MailError:
                self._free = [other for other in self._free if other.is_open]
                if not self._free and not self._under_way:
                    raise
                self._first.append(mail)
            else:
                self._free.append(line)
                yield mail, result


class _Line:
    """One connection, opened when it is first needed. Serves one thread at a time. Raises MailError where the sender's
    address is none."""

    def __init__(self, options: MailOptions) -> None:
        try:
            self._sender = wire_address(options.sender.address)
        except UnwritableAddress as error:
            raise MailError(f"the sender's address cannot be used: {error}", mend="Check the mail's from.") from None
        self._options = options
        self._connection: smtplib.SMTP | None = None
        self._served = 0

    @property
    def is_open(self) -> bool:
        return self._connection is not None and self._connection.sock is not None

    def take(self, mail: OutgoingMail) -> SendResult:
        """Raises MailError where this line can send nothing."""
        try:
            to, message = wire_address(mail.to), to_pieces(mail, self._options.sender)
        except UnwritableAddress as error:
            return SendResult(Handed.REFUSED, str(error))
        try:
            return self._hand_over(to, message)
        except Lost:
            # Servers drop a connection that served long or many (421). The mail was not taken: try a new connection.
            self.hang_up()
        try:
            return self._hand_over(to, message)
        except Lost as lost:
            self.hang_up()
            return SendResult(Handed.LATER, str(lost), GREYLIST_HOURS)

    def _hand_over(self, to: str, message: Sequence[bytes]) -> SendResult:
        connection = self.get()
        self._served += 1
        return hand_over(connection, self._options, self._sender, to, message)

    def get(self) -> smtplib.SMTP:
        if self._served >= self._options.per_connection or not self.is_open:
            self.hang_up()
        if self._connection is None:
            self._connection = connect(self._options)
            self._served = 0
        return self._connection

    def hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.quit()
        except (smtplib.SMTPException, OSError):
            connection.close()
