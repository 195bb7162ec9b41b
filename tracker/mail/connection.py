"""A connection to the mail server that has proved who it is, and one mail's dialogue on it."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from functools import lru_cache

from tracker.errors import MailError
from tracker.mail.options import MailOptions, Tls
from tracker.mail.replies import GREYLIST_HOURS, classify, is_daily_limit, masked
from tracker.model.message import Handed, SendResult

Reply = tuple[int, bytes]
WANTED = ((250,), (250, 251), (354,))
"""What has to be said to MAIL, RCPT and DATA."""


class Lost(Exception):
    """The connection went before the server had the whole mail: it cannot have taken it."""


def connect(options: MailOptions) -> smtplib.SMTP:
    """Raises MailError where there is no server, its certificate does not hold, or it refuses the login."""
    where = f"{options.host}:{options.port}"
    if options.user and options.tls is Tls.NONE:
        raise MailError(
            "a password would go over the line in the clear", where=where, mend="Set the mail's tls to starttls or tls."
        )
    try:
        connection = _open(options)
        try:
            if options.tls is Tls.STARTTLS:
                connection.starttls(context=_context(options))
            if options.user:
                connection.login(options.user, options.password)
            connection.ehlo_or_helo_if_needed()
        except BaseException:
            connection.close()
            raise
        return connection
    except ssl.SSLCertVerificationError as error:
        raise MailError(
            f"the mail server's certificate does not hold: {error.verify_message}",
            where=where,
            mend="Set the host to the name in the certificate, or ca_file to the authority that signed it.",
        ) from None
    except ssl.SSLError as error:
        raise MailError(
            f"no encrypted connection: {error.reason or 'handshake failed'}",
            where=where,
            mend="Set tls to starttls (mostly port 587) or tls (mostly port 465), as the server expects.",
        ) from None
    except smtplib.SMTPAuthenticationError as error:
        raise MailError(
            f"the mail server refused the login: {error.smtp_code} {_masked(error.smtp_error, options)}",
            where=where,
            mend="Check the mail's user and password.",
        ) from None
    except smtplib.SMTPNotSupportedError as error:
        raise MailError(
            f"the mail server does not offer what is asked of it: {_masked(str(error), options)}",
            where=where,
            mend="Nothing is sent in the clear instead. Check host, port and tls.",
        ) from None
    except smtplib.SMTPResponseException as error:
        raise MailError(
            f"the mail server turned us away: {error.smtp_code} {_masked(error.smtp_error, options)}", where=where
        ) from None
    except (OSError, smtplib.SMTPException) as error:
        raise MailError(
            f"no connection to the mail server: {_masked(str(error), options) or type(error).__name__}",
            where=where,
            mend="Mails stay planned and are tried again.",
        ) from None


def _open(options: MailOptions) -> smtplib.SMTP:
    helo = options.helo or None
    if options.tls is Tls.TLS:
        return smtplib.SMTP_SSL(
            options.host, options.port, local_hostname=helo, timeout=options.timeout, context=_context(options)
        )
    return smtplib.SMTP(options.host, options.port, local_hostname=helo, timeout=options.timeout)


def _context(options: MailOptions) -> ssl.SSLContext:
    """Checks certificate and host name; smtplib's own default checks neither."""
    try:
        context = ssl.create_default_context(cafile=options.ca_file or None)
    except (OSError, ssl.SSLError) as error:
        raise MailError(
            f"the file of trusted certificates cannot be read: {error.strerror or 'not PEM'}", where=options.ca_file
        ) from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def hand_over(
    connection: smtplib.SMTP, options: MailOptions, sender: str, to: str, message: Sequence[bytes]
) -> SendResult:
    """One mail to one address, command by command: only so is it known whether the final dot had gone out.

    message: in pieces of whole lines.
    Raises Lost where the connection went before that (421 included), and MailError where the server will not take
    mail from us at all. After a refusal the dialogue is reset, so that the connection serves the next mail.
    """
    secrets = (options.password, to)
    try:
        replies = _announce(connection, sender, to, sum(map(len, message)))
        refused = next((one for one, wanted in zip(replies, WANTED, strict=False) if one[0] not in wanted), None)
        if refused:
            return _not_taken(connection, options, replies, refused, secrets)
        connection.send(b"".join((*map(_dotted, message), b".\r\n")))
    except (smtplib.SMTPException, OSError) as error:
        connection.close()
        raise Lost(masked(str(error), secrets) or type(error).__name__) from None
    try:
        code, reply = connection.getreply()
    except (smtplib.SMTPException, OSError):
        code, reply = -1, b""
    if code == -1:
        connection.close()
        return SendResult(
            Handed.AMBIGUOUS, "the connection was lost after the whole mail had been sent", GREYLIST_HOURS
        )
    if 200 <= code < 300:
        return classify(code, reply, secrets)
    return _turned_away(connection, code, reply, secrets)


def _announce(connection: smtplib.SMTP, sender: str, to: str, size: int) -> list[Reply]:
    """From whom, to whom, and that the mail follows: the server's answers, up to the one that says no.

    In one go where the server offers it (RFC 2920), which leaves two journeys there and back of four; all answers are
    waited for then, and the mail itself goes out only after the last.
    """
    commands = [
        f"MAIL FROM:<{sender}>" + (f" size={size}" if connection.has_extn("size") else ""),
        f"RCPT TO:<{to}>",
        "DATA",
    ]
    together = connection.has_extn("pipelining")
    if together:
        connection.send("".join(f"{one}\r\n" for one in commands).encode("ascii"))
    replies: list[Reply] = []
    for command, wanted in zip(commands, WANTED, strict=True):
        replies.append(connection.getreply() if together else connection.docmd(command))
        code = replies[-1][0]
        if code in (421, -1) or (code not in wanted and not together):
            break
    return replies


def _not_taken(
    connection: smtplib.SMTP, options: MailOptions, replies: list[Reply], refused: Reply, secrets: tuple[str, ...]
) -> SendResult:
    if len(replies) == len(WANTED) and replies[-1][0] == 354:
        connection.docmd(".")  # it waits for the mail, though for nobody: this ends it
    code, reply = refused
    if refused is replies[0] and 500 <= code < 600 and not is_daily_limit(reply):
        _reset(connection)
        raise MailError(
            f"the mail server does not take mail from the sender's address: {code} {masked(reply, secrets)}",
            where=f"{options.host}:{options.port}",
            mend="Check the mail's from address and what the server lets this user send as.",
        )
    return _turned_away(connection, code, reply, secrets)


def _turned_away(connection: smtplib.SMTP, code: int, reply: bytes, secrets: tuple[str, ...]) -> SendResult:
    if code in (421, -1):
        connection.close()
        raise Lost(f"{code} {masked(reply, secrets)}")
    result = classify(code, reply, secrets)
    if result.outcome is Handed.ACCEPTED:  # a 2xx where only 354 or 250 counts: nothing was taken
        result = SendResult(Handed.LATER, result.reply, GREYLIST_HOURS)
    _reset(connection)
    return result


def _reset(connection: smtplib.SMTP) -> None:
    try:
        connection.rset()
    except (smtplib.SMTPException, OSError):
        connection.close()


@lru_cache(maxsize=64)
def _dotted(lines: bytes) -> bytes:
    """RFC 5321, 4.5.2: a line that begins with a dot gets another one. Once for all mails that share these lines."""
    return (b"." if lines.startswith(b".") else b"") + lines.replace(b"\n.", b"\n..")


def _masked(text: bytes | str, options: MailOptions) -> str:
    return masked(text, (options.password, options.user))
