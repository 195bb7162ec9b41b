"""Which records report one study. News is per record; the ledger counts studies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.model.appraisal import Design
from tracker.model.identifiers import is_review_id, trial_key
from tracker.model.record import Link, LinkKind, RecordId, StoredRecord

SAME_STUDY = {
    LinkKind.UPDATE_IN, LinkKind.UPDATE_OF,
    LinkKind.CORRECTED_IN, LinkKind.CORRECTED_FROM,
    LinkKind.RETRACTED_IN, LinkKind.RETRACTED_FROM,
    LinkKind.ERRATUM_IN, LinkKind.ERRATUM_FOR,
    LinkKind.REPRINT_IN, LinkKind.REPRINT_OF,
}  # fmt: skip
"""Links by which PubMed says that two records tell of one study. Never CommentOn, never Cites."""

DRAWS_ON = {Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW, Design.NARRATIVE_REVIEW}
"""Reviews draw on studies; a trial number in one names a study that it reviews."""

DRAWS_ON_TYPES = {"Meta-Analysis", "Systematic Review", "Network Meta-Analysis", "Review", "Scoping Review"}
"""The same by PubMed's publication types, which hold where nothing was read yet."""


def group(records: Sequence[StoredRecord], designs: Mapping[RecordId, Design]) -> tuple[frozenset[RecordId], ...]:
    """Records by study, each record in exactly one group, groups in the order of their smallest id.

    Two records belong together if each names exactly one trial number, the same one, or if PubMed links them.
    """
    leader = {stored.id: stored.id for stored in records}

    def find(id: RecordId) -> RecordId:
        while leader[id] != id:
            id = leader[id]
        return id

    def join(one: RecordId, other: RecordId) -> None:
        first, second = sorted((find(one), find(other)))
        leader[second] = first

    by_pmid = {stored.record.pmid: stored.id for stored in records if stored.record.pmid is not None}
    by_trial: dict[str, RecordId] = {}
    for stored in sorted(records, key=lambda stored: stored.id):
        number = only_trial(stored, designs.get(stored.id))
        if number is not None:
            join(by_trial.setdefault(number, stored.id), stored.id)
        for link in joining_links(stored):
            if link.pmid in by_pmid:
                join(by_pmid[link.pmid], stored.id)
    groups: dict[RecordId, set[RecordId]] = {}
    for id in sorted(leader):
        groups.setdefault(find(id), set()).add(id)
    return tuple(frozenset(members) for members in groups.values())


def only_trial(stored: StoredRecord, design: Design | None) -> str | None:
    """The trial number of a record that reports one registered trial; None for reviews and pooled analyses.

    A record that also carries a review's number is a review, whatever else it names.
    """
    record = stored.record
    if design in DRAWS_ON or not DRAWS_ON_TYPES.isdisjoint(record.publication_types):
        return None
    numbers = {trial_key(number) for number in record.trial_ids}
    if len(numbers) != 1 or any(map(is_review_id, numbers)):
        return None
    return next(iter(numbers))


def joining_links(stored: StoredRecord) -> tuple[Link, ...]:
    """Links to other records of the same study. A notice about several works would tie their studies together: none."""
    links = tuple(link for link in stored.record.links if link.kind in SAME_STUDY and link.pmid is not None)
    corrected = {link.pmid for link in links if link.kind is LinkKind.ERRATUM_FOR}
    if len(corrected) > 1:
        return tuple(link for link in links if link.kind is not LinkKind.ERRATUM_FOR)
    return links
