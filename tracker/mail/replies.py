"""What a mail server's answer means for the one mail it was given about."""

from __future__ import annotations

import re

from tracker.model.message import Handed, SendResult

GREYLIST_HOURS = 0.25
"""Greylisting lets a mail in after some minutes; so long waits what was turned away for now."""
DAILY_LIMIT_HOURS = 24.0
POLICY_HOURS = 24.0
"""A refusal of us, not of the address (5.7.x: our SPF, DKIM or reputation): suspending its reader would be wrong."""

_DAILY_LIMIT = re.compile(r"\b5\.4\.5\b")  # Gmail: a rolling day's limit, in spite of its 550
_POLICY = re.compile(r"\b5\.7\.\d+\b")
_ADDRESS = re.compile(r"[^\s<>\"'(),;:@]+@[^\s<>\"'(),;:]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]+")
_LONGEST = 300


def classify(code: int, text: bytes | str, secrets: tuple[str, ...] = ()) -> SendResult:
    """code: SMTP's three digits, -1 where the server sent none; secrets: to be taken out of its words."""
    words = f"{code} {masked(text, secrets)}".strip()
    if 200 <= code < 300:
        return SendResult(Handed.ACCEPTED, words)
    if _DAILY_LIMIT.search(words):
        return SendResult(Handed.LATER, words, DAILY_LIMIT_HOURS)
    if _POLICY.search(words):
        return SendResult(Handed.LATER, words, POLICY_HOURS)
    if 500 <= code < 600:
        return SendResult(Handed.REFUSED, words)
    return SendResult(Handed.LATER, words, GREYLIST_HOURS)


def is_daily_limit(text: bytes | str) -> bool:
    return bool(_DAILY_LIMIT.search(masked(text)))


def masked(text: bytes | str, secrets: tuple[str, ...] = ()) -> str:
    """A server's words on one line, without mail addresses or secrets: servers echo both."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    for secret in secrets:
        if secret:
            words = words.replace(secret, "***")
    words = _ADDRESS.sub("[address]", _CONTROL.sub(" ", words))
    return " ".join(words.split())[:_LONGEST]
