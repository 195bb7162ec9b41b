"""Which part of a digest is drawn when all of it would be too large for a mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tracker.model.digest import Alert, Digest, LedgerLine, SourceLine, StudyCard
from tracker.model.record import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The digest that is drawn, and how much of the whole is not in it (cards: digest.left_out)."""

    digest: Digest
    sources: int = 0
    ledger: int = 0
    alerts: int = 0
    so_far: int = 0

    @property
    def is_whole(self) -> bool:
        return not (self.digest.left_out or self.sources or self.ledger or self.alerts or self.so_far)


def fitting(digest: Digest, over: Callable[[Cut], int]) -> Cut:
    """The largest cut that fits. over: by how much a cut is too large; 0 or less where it fits. The last cut it was
    asked about and found fitting is the one returned.

    Lowest-ranked cards go first: animals and cells, then studies that bear on no claim, then the others; after them the
    sources that answered, ledger lines and alerts, last ones first.
    Raises ValueError where not even an empty digest fits.
    """
    whole = Cut(digest=digest)
    excess = over(whole)
    if excess <= 0:
        return whole
    cuts: tuple[tuple[int, Callable[[Digest, int], Cut]], ...] = (
        (len(digest.so_far), _without_so_far),
        (len(digest.cards), _without_cards),
        (len(digest.receipt.answered), _without_sources),
        (len(digest.ledger), _without_ledger),
        (len(digest.alerts), _without_alerts),
    )
    for steps, cut in cuts:
        if not steps:
            continue
        left = over(cut(digest, steps))
        if left <= 0:
            return _smallest(digest, steps, cut, over, excess, left)
        excess = left
    raise ValueError("the digest does not fit even without any study: raise the limit or shorten the safety lines")


def _smallest(
    digest: Digest, steps: int, cut: Callable[[Digest, int], Cut], over: Callable[[Cut], int], excess: int, left: int
) -> Cut:
    """The cut that leaves out least. Leaving out more never makes the mail larger, and each step weighs about the same:
    so the next guess is where the excess would end, and the middle where a guess brought little."""
    low, high = 0, steps  # too large; fits
    by_halves = False
    while high - low > 1:
        share = 0.5 if by_halves else excess / (excess - left + 1)
        middle = min(max(low + round(share * (high - low)), low + 1), high - 1)
        width, found = high - low, over(cut(digest, middle))
        if found <= 0:
            high, left = middle, found
        else:
            low, excess = middle, found
        by_halves = high - low > width / 2
    return cut(digest, high)


def _without_so_far(digest: Digest, left_out: int) -> Cut:
    return Cut(digest=replace(digest, so_far=digest.so_far[: len(digest.so_far) - left_out]), so_far=left_out)


def _without_cards(digest: Digest, left_out: int) -> Cut:
    bearing = [card for topic in digest.topics for card in topic.cards]
    order = [*digest.harms, *sorted(bearing, key=lambda card: card.rank), *digest.other, *digest.preclinical]
    kept = {card.record for card in order[: len(order) - left_out]}
    topics = []
    for topic in digest.topics:
        cards = _kept(topic.cards, kept)
        if cards:
            claims = [replace(group, records=tuple(r for r in group.records if r in kept)) for group in topic.claims]
            topics.append(replace(topic, cards=cards, claims=tuple(group for group in claims if group.records)))
    shorter = replace(
        digest,
        harms=_kept(digest.harms, kept),
        topics=tuple(topics),
        other=_kept(digest.other, kept),
        preclinical=_kept(digest.preclinical, kept),
        left_out=digest.left_out + left_out,
    )
    return Cut(digest=shorter)


def _kept(cards: tuple[StudyCard, ...], kept: set[RecordId]) -> tuple[StudyCard, ...]:
    return tuple(card for card in cards if card.record in kept)


def _without_sources(digest: Digest, left_out: int) -> Cut:
    bare = _without_cards(digest, len(digest.cards)).digest
    answered: tuple[SourceLine, ...] = digest.receipt.answered[: len(digest.receipt.answered) - left_out]
    return Cut(digest=replace(bare, receipt=replace(bare.receipt, answered=answered)), sources=left_out)


def _without_ledger(digest: Digest, left_out: int) -> Cut:
    bare = _without_sources(digest, len(digest.receipt.answered))
    lines: tuple[LedgerLine, ...] = digest.ledger[: len(digest.ledger) - left_out]
    return replace(bare, digest=replace(bare.digest, ledger=lines), ledger=left_out)


def _without_alerts(digest: Digest, left_out: int) -> Cut:
    bare = _without_ledger(digest, len(digest.ledger))
    alerts: tuple[Alert, ...] = digest.alerts[: len(digest.alerts) - left_out]
    return replace(bare, digest=replace(bare.digest, alerts=alerts), alerts=left_out)
