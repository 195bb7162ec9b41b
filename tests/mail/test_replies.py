"""What servers say, and what it means."""

from __future__ import annotations

import pytest

from tracker.mail.replies import DAILY_LIMIT_HOURS, GREYLIST_HOURS, classify, masked
from tracker.model.message import Handed


@pytest.mark.parametrize(
    ("code", "text", "outcome", "hours"),
    [
        (250, "2.0.0 Ok: queued as 4X", Handed.ACCEPTED, 0),
        (421, "4.7.0 Try again later", Handed.LATER, GREYLIST_HOURS),
        (450, "4.2.0 <x>: Recipient address rejected: Greylisted", Handed.LATER, GREYLIST_HOURS),
        (452, "4.3.1 Insufficient system storage", Handed.LATER, GREYLIST_HOURS),
        (550, "5.1.1 user unknown", Handed.REFUSED, 0),
        (550, "5.4.5 Daily user sending limit exceeded.", Handed.LATER, DAILY_LIMIT_HOURS),
        (550, "15.4.55 no such thing", Handed.REFUSED, 0),
        (550, "5.7.515 unauthenticated bulk", Handed.LATER, 24),
        (552, "5.3.4 message too big", Handed.REFUSED, 0),
        (554, "5.7.1 rejected", Handed.LATER, 24),
        (-1, "gibberish", Handed.LATER, GREYLIST_HOURS),
    ],
)
def test_classify(code: int, text: str, outcome: Handed, hours: float) -> None:
    """F40-F42: by the code, but for the daily limit, which is temporary in spite of its 550."""
    result = classify(code, text.encode())
    assert (result.outcome, result.wait_hours) == (outcome, hours)


def test_the_reply_is_kept_without_addresses_and_secrets() -> None:
    """One line, cut to a decent length, whatever bytes came."""
    reply = b"5.1.1 <Some.One+x@mailbox.example>... user\r\nunknown hunter2 \xff " + b"z" * 1000
    result = classify(550, reply, ("hunter2", ""))
    assert result.reply.startswith("550 5.1.1 <[address]>... user unknown *** \ufffd zz")
    assert len(result.reply) < 310


def test_masked_takes_every_address() -> None:
    """In quotes, brackets and lists."""
    assert masked('"a@b.example", (c@d.example);e@f') == '"[address]", ([address]);[address]'
