"""Events: the append-only, numbered list of what is news. A digest is a stretch of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.model.record import RecordId


class EventKind(StrEnum):
    NEW_RECORD = "new-record"
    FIRST_READING = "first-reading"  #: the text came later than the title
    VERDICT_CHANGED = "verdict-changed"
    RETRACTION = "retraction"
    CONCERN = "concern"
    CORRECTION = "correction"
    CLAIM_STATE = "claim-state"
    GUIDELINE = "guideline"  #: a new record that says what to do, or one that turned out to

    @property
    def is_alert(self) -> bool:
        return self in (EventKind.RETRACTION, EventKind.CONCERN, EventKind.CORRECTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """record: whom it is about; claim and stratum: with VERDICT_CHANGED (claim) and CLAIM_STATE (both).

    before/after: stance or state; detail: the notice's citation or the reason; late: the paper was published or
    created long before it was found.
    """

    kind: EventKind
    at: datetime
    record: RecordId | None = None
    claim: str | None = None
    stratum: str = ""
    before: str = ""
    after: str = ""
    detail: str = ""
    late: bool = False
    number: int | None = None  #: given by the store, growing
