"""Delivery status notifications: which mail, for good or not; anything else is none."""

from __future__ import annotations

import pytest

from tracker.mail.bounce import Bounce, read_bounce

DSN = """\
From: MAILER-DAEMON@mx.example.org
To: bounces@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; reader@example.org
Action: ACTION
Status: STATUS
Diagnostic-Code: smtp; 550 no such
 mailbox

--b
Content-Type: KIND

Message-ID: <one@example.org>
Subject: Research digest

--b--
"""


def notification(action: str = "failed", status: str = "5.1.1", kind: str = "message/rfc822") -> bytes:
    return DSN.replace("ACTION", action).replace("STATUS", status).replace("KIND", kind).encode()


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_failure_names_the_mail_that_came_back(kind: str) -> None:
    """Whole or by its headers only."""
    expected = Bounce("<one@example.org>", for_good=True, reply="5.1.1 smtp; 550 no such mailbox")
    assert read_bounce(notification(kind=kind)) == expected


def test_a_passing_failure_is_not_for_good() -> None:
    """A full mailbox, for example."""
    found = read_bounce(notification(status="4.2.2"))
    assert found is not None
    assert not found.for_good


@pytest.mark.parametrize("raw", [notification("delayed", "4.4.1"), notification("delivered", "2.0.0"), b"", b"Hi\n"])
def test_what_tells_of_no_failure_is_none(raw: bytes) -> None:
    """A delay, a receipt, a person's answer, nothing."""
    assert read_bounce(raw) is None
