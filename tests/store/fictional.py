"""Made-up values of the model: no such drug, journal or study exists."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from tracker.model.appraisal import Appraisal, Comparator, Design, Direction, Finding, Quote, Species
from tracker.model.digest import Digest, DigestReceipt, Parts
from tracker.model.event import Event, EventKind
from tracker.model.receipt import Receipt, SourceOutcome, SourceStatus
from tracker.model.record import (
    Author,
    Journal,
    Link,
    LinkKind,
    MeshHeading,
    PartialDate,
    Record,
    RecordId,
    Section,
    Sighting,
    SourceKind,
)
from tracker.model.subscriber import Preferences
from tracker.model.verdict import Confidence, Ground, Stance, Verdict
from tracker.store import Store

SEEN = datetime(2031, 3, 1, 8, 30, tzinfo=UTC)


def a_record(**changes: Any) -> Record:
    fields: dict[str, Any] = {
        "title": "Moonleaf tea for restless nights: a randomised trial",
        "pmid": 990001,
        "doi": "10.9999/moonleaf.1",
        "abstract": (
            Section("Sleep is short on the moon.", "BACKGROUND", "BACKGROUND"),
            Section("Sixty-four miners slept longer than on plain water.", "RESULTS", "RESULTS"),
        ),
        "authors": (Author("Ferrow", "Ada"), Author(collective="The Lunar Sleep Group")),
        "journal": Journal("Annals of Imaginary Sleep", "Ann Imag Sleep", ("0000-0000",)),
        "published": PartialDate(2031, 2),
        "created": date(2031, 2, 27),
        "publication_types": ("Randomized Controlled Trial",),
        "mesh": (MeshHeading("Sleep", "D000000", True, ("physiology",)),),
        "links": (Link(LinkKind.COMMENT_IN, 990050, "Ann Imag Sleep. 2031;1:2"),),
        "trial_ids": ("NCT99000001",),
        "languages": ("eng",),
        "status": "Publisher",
    }
    return Record(**(fields | changes))


def sighted(record: Record, *, source: str = "pubmed", key: str | None = None, raw: bytes | None = None) -> Sighting:
    return Sighting(
        source=source,
        kind=SourceKind.PUBMED if source == "pubmed" else SourceKind.FEED,
        key=key or str(record.pmid or record.title),
        seen=SEEN,
        record=record,
        raw=repr(record).encode() if raw is None else raw,
    )


def an_appraisal(participants: int = 64) -> Appraisal:
    quote = Quote("Sixty-four miners slept longer than on plain water.", "results")
    return Appraisal(
        design=Design.RCT,
        species=Species.HUMAN,
        participants=participants,
        comparator=Comparator.PLACEBO,
        findings=(
            Finding(
                outcome="sleep-length",
                direction=Direction.BETTER,
                versus=Comparator.PLACEBO,
                significant=None,
                timepoint_hours=24.0,
                quote=quote,
            ),
        ),
        quotes=(("participants", quote),),
    )


def a_verdict(claim: str = "longer-sleep", stance: Stance = Stance.SUPPORTS, ground: Ground | None = None) -> Verdict:
    return Verdict(
        claim=claim,
        stance=stance,
        ground=ground,
        quote="Sixty-four miners slept longer than on plain water.",
        section="results",
        rule="better-than-control",
        confidence=Confidence.MEDIUM,
    )


def an_event(record: RecordId | None, **changes: Any) -> Event:
    fields: dict[str, Any] = {"kind": EventKind.NEW_RECORD, "at": SEEN, "record": record}
    return Event(**(fields | changes))


def a_receipt(started: datetime = SEEN, *outcomes: SourceOutcome, job: str = "fetch") -> Receipt:
    return Receipt(job=job, started=started, finished=started, outcomes=outcomes, counts={"read": 3})


def an_outcome(source: str, status: SourceStatus = SourceStatus.OK) -> SourceOutcome:
    return SourceOutcome(source=source, title=source.title(), status=status, received=4, new=None)


def a_digest(name: str = "The imaginary week") -> Digest:
    return Digest(
        name=name,
        start=date(2031, 2, 24),
        end=date(2031, 3, 2),
        up_to=7,
        safety=("Talk to a doctor first.",),
        crisis=(),
        receipt=DigestReceipt(runs=1, first_run="", last_run="", failed=(), answered=()),
    )


SOME_PARTS = Parts(subject="Nothing new", text="Nothing new.\n", html="<p>Nothing new.</p>")

ALL_DAY = Preferences(topics=("sleep",), hour=9, time_zone="Europe/Dublin")


def damage_an_index(store: Store) -> None:
    """As a bad disk would: an index that points into another table. To be seen by the next who opens the file."""
    with store._db.atomic():
        store._db.write("PRAGMA writable_schema = ON")
        store._db.write("UPDATE sqlite_schema SET rootpage = 3 WHERE name = 'event_record'")


def told(store: Store, reader: int) -> frozenset[RecordId]:
    """All that this reader was told of."""
    return store.deliveries.told_of([reader], map(RecordId, range(1, 500))).get(reader, frozenset())
