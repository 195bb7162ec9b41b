"""The few words that a digest as a whole is announced with: its period and what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.model.digest import ClaimLine, ClaimNow, Digest, StudyCard
from tracker.render.environment import count

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


QUOTES_IN_MAIL = 2
NEVER_LEFT = ("more harm", "less benefit")
"""Readings that no mail leaves to a page."""


def period(start: date, end: date) -> str:
    """ "16-22 November", "28 November-4 December", "29 December 2026-4 January 2027"."""
    if start == end:
        return f"{end.day} {_month(end)}"
    if start.year != end.year:
        return f"{start.day} {_month(start)} {start.year}-{end.day} {_month(end)} {end.year}"
    if start.month != end.month:
        return f"{start.day} {_month(start)}-{end.day} {_month(end)}"
    return f"{start.day}-{end.day} {_month(end)}"


def _month(day: date) -> str:
    return _MONTHS[day.month - 1]


def summary(digest: Digest) -> str:
    """ "1 retraction, 1 claim changed, 14 new studies": by consequence, naming neither drug nor illness.

    A failed source is told here too: it is not "nothing new".
    """
    if digest.welcome:
        return f"the ledger so far, {count(len(digest.so_far), 'claim') if digest.so_far else 'no claim'} with studies"
    kinds = [alert.kind for alert in digest.alerts]
    found = (
        (kinds.count("retraction"), "retraction", ""),
        (kinds.count("concern"), "expression of concern", "expressions of concern"),
        (kinds.count("reversed"), "reading of ours reversed", "readings of ours reversed"),
        (kinds.count("correction"), "correction", ""),
        (kinds.count("guideline"), "new guideline", ""),
        (len({line.claim for line in digest.ledger}), "claim changed", "claims changed"),
        (len(digest.cards) + digest.left_out, "new study", "new studies"),
    )
    parts = [count(number, noun, plural) for number, noun, plural in found if number]
    failed = len(digest.receipt.failed)
    if not parts:
        if not digest.receipt.runs or not digest.receipt.answered:
            return "no source answered" if digest.receipt.runs else "no source was asked"
        parts = ["nothing new where sources answered" if failed else "nothing new"]
    if failed:
        parts.append(count(failed, "source") + " failed")
    return ", ".join(parts)


SO_FAR = (
    "Welcome. This first mail says how the claims under your topics stand today, as far as the studies seen here tell; "
    "the mails that follow say only what is new. Nobody has appraised the full texts."
)


def in_topics(lines: Sequence[ClaimNow]) -> list[tuple[str, list[ClaimNow]]]:
    """By topic, in the order they come in."""
    groups: dict[str, list[ClaimNow]] = {}
    for line in lines:
        groups.setdefault(line.topic, []).append(line)
    return list(groups.items())


def alerts_heading(digest: Digest) -> str:
    kinds = {alert.kind == "guideline" for alert in digest.alerts}
    if kinds == {True, False}:
        return "Retractions, corrections and new guidelines"
    return "New guidelines" if kinds == {True} else "Retractions and corrections"


def by_quote(card: StudyCard) -> list[tuple[str, list[ClaimLine]]]:
    """The card's verdicts under the sentence that each rests on, so that no sentence is quoted twice; the sentence that
    matters most comes first, also where no verdict rests on it."""
    groups: dict[str, list[ClaimLine]] = {card.quote: []}
    for line in card.lines:
        groups.setdefault(line.quote, []).append(line)
    return list(groups.items())


def told(card: StudyCard, elsewhere: str) -> tuple[list[tuple[str, list[ClaimLine]]], int]:
    """What a mail shows of `by_quote`, and how many verdicts are left to the study's page; all, where there is none.

    The sentence that matters most first, then those on more harm or less benefit than claimed.
    """
    first, *rest = by_quote(card)
    rest.sort(key=lambda group: not any(line.reading in NEVER_LEFT for line in group[1]))
    most = QUOTES_IN_MAIL if elsewhere else len(rest) + 1
    groups = [first, *rest]
    grave = [group for group in groups[most:] if any(line.reading in NEVER_LEFT for line in group[1])]
    shown = [*groups[:most], *grave]
    return shown, len(card.lines) - sum(len(lines) for _, lines in shown)


def nothing_new(digest: Digest) -> str:
    """What to say where a digest has no news: how much "nothing" is worth."""
    if not digest.receipt.runs:
        return "No source was asked in this period, so nothing can be said about it."
    if not digest.receipt.answered:
        return "No source gave a complete answer in this period, so nothing can be said about it."
    if digest.receipt.failed:
        return (
            "Nothing new was found in the sources that answered. "
            "Nothing can be said about those that did not: they are named here."
        )
    return "Nothing new was found. Every source that was asked answered."
