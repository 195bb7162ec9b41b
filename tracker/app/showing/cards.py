"""Cards of stored records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tracker.model.claim import Claim
from tracker.model.digest import StudyCard
from tracker.model.record import RecordId
from tracker.rules.digest import card
from tracker.rules.evidence import in_force

if TYPE_CHECKING:
    from tracker.store import Store


def cards(
    store: Store, claims: Mapping[str, Claim], words: Mapping[str, str], ids: Sequence[RecordId]
) -> tuple[StudyCard, ...]:
    """In the order of `ids`; one that is not stored is left out."""
    stored = {one.id: one for one in store.records.load(ids)}
    appraisals = store.readings.appraisals(ids)
    verdicts = store.readings.verdicts(ids)
    overrules = store.readings.overrules(ids)
    return tuple(
        card(
            stored[id],
            appraisals.get(id),
            [one for one, _ in in_force(verdicts.get(id, ()), [each for each in overrules if each.record == id])],
            claims,
            words,
        )
        for id in ids
        if id in stored
    )
