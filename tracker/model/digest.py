"""A digest: what subscribers with the same preferences are told for one period, before it is drawn."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from tracker.model.record import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A verdict in a reader's words. reading: "as claimed", "less benefit", "more harm", "less harm", "mixed"…

    words: one plain sentence that says what the verdict rests on; quote: exact; rule: the rule that read it.
    """

    claim: str
    statement: str
    reading: str
    words: str
    quote: str
    rule: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyCard:
    """One record as a reader sees it.

    plain: one sentence (design, how many people, compared with what); quote: the sentence that matters, exact, ""
    where there is no abstract; badges: short words ("randomised", "animal", "preprint", "retracted" …); rank: best
    design first, 0 is best; lines: the claims it bears on; why_no_verdict: for a card without lines.
    """

    record: RecordId
    title: str
    authors: str
    journal: str
    published: str
    plain: str
    quote: str
    badges: tuple[str, ...]
    rank: int
    human: bool
    peer_reviewed: bool
    late: bool
    first_reading: bool
    topics: tuple[str, ...]
    lines: tuple[ClaimLine, ...] = ()
    why_no_verdict: str = ""
    pubmed_url: str = ""
    doi_url: str = ""
    fulltext_url: str = ""
    source_url: str = ""

    @property
    def name(self) -> str:
        """What its page is called: the PMID, or "r" and our own number."""
        return self.pubmed_url.rstrip("/").rpartition("/")[2] or f"r{self.record}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A retraction, concern, correction, a verdict of ours that was turned round, or a new guideline."""

    kind: str  #: "retraction" | "concern" | "correction" | "reversed" | "guideline"
    record: RecordId
    title: str
    was_sent: bool  #: this digest's readers were sent the study before
    words: str
    notice: str
    pubmed_url: str = ""
    doi_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """ "Was X, now Y, because of Z." quote: the sentence of Z that moved it, exact; "" where it was no one sentence."""

    claim: str
    statement: str
    stratum: str
    before: str
    after: str
    because: str
    reason: str
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimNow:
    """How a claim stands. states: by kind of patients and treatment, gravest first; more: how many besides."""

    claim: str
    statement: str
    topic: str
    states: tuple[str, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimGroup:
    """A claim and the studies that bear on it. Cards are named by record; each card stands once in the digest."""

    claim: str
    statement: str
    records: tuple[RecordId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSection:
    """Studies in people that bear on a claim. claims: groups of this topic's claims; cards: in the order of `rank`,
    each once in the whole digest, under the topic whose claim they bear on."""

    topic: str
    title: str
    claims: tuple[ClaimGroup, ...]
    cards: tuple[StudyCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    title: str
    status: str
    words: str  #: "asked 12-18 May, 14 records, 3 new", or what failed


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestReceipt:
    """What the digest rests on. failed: sources without a complete answer in the period, named."""

    runs: int
    first_run: str
    last_run: str
    failed: tuple[SourceLine, ...]
    answered: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Shared by all subscribers for whom it is equal; personal links are spliced in when it is sent.

    up_to: number of the last event it takes in. records: all that are announced in it.
    left_out: how many cards the size limit took away.
    """

    name: str
    start: date
    end: date
    up_to: int
    safety: tuple[str, ...]
    crisis: tuple[str, ...]
    crisis_language: str = ""  #: what it is written in, "" for the digest's own
    alerts: tuple[Alert, ...] = ()
    ledger: tuple[LedgerLine, ...] = ()
    harms: tuple[StudyCard, ...] = ()  #: in people, reporting a harm that the subject's files call serious
    topics: tuple[TopicSection, ...] = ()
    other: tuple[StudyCard, ...] = ()  #: other new studies: in people, bearing on no claim
    preclinical: tuple[StudyCard, ...] = ()  #: animals and cells, apart
    receipt: DigestReceipt
    left_out: int = 0
    plain_subject: bool = False  #: its readers want their topics named in the subject line
    welcome: bool = False  #: the first mail after joining: the ledger so far, and no news
    so_far: tuple[ClaimNow, ...] = ()
    unseen: int = 0  #: claims besides that no study was seen for

    @property
    def cards(self) -> tuple[StudyCard, ...]:
        return (*self.harms, *(card for topic in self.topics for card in topic.cards), *self.other, *self.preclinical)

    @property
    def records(self) -> tuple[RecordId, ...]:
        return tuple(card.record for card in self.cards)

    @property
    def is_empty(self) -> bool:
        return not (self.alerts or self.ledger or self.cards or self.welcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A digest as drawn: PLACEHOLDER tokens in text and html stand where personal links go (see render/mailparts)."""

    subject: str
    text: str
    html: str
    records: tuple[RecordId, ...] = ()  #: those that are shown: the size limit may have taken some away


def content_key(digest: Digest) -> str:
    """The hash under which a digest is kept and shared: 32 hex digits, equal for equal digests."""
    return hashlib.blake2b(repr(digest).encode(), digest_size=16).hexdigest()
