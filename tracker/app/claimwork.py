"""For whoever edits a claim: is it sound, and what would the ledger say if the edit went live?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.app.topicwork import named
from tracker.app.workshop import Workshop
from tracker.errors import UsageError
from tracker.model.appraisal import Appraisal
from tracker.model.claim import Claim
from tracker.model.ledger import StateChange
from tracker.model.record import RecordId
from tracker.model.verdict import StoredVerdict, Verdict
from tracker.rules import ledger
from tracker.rules.evidence import evidence

if TYPE_CHECKING:
    from tracker.store import Store

EDITED = "the claim was edited"


@dataclass(frozen=True, slots=True)
class VerdictDiff:
    """was, becomes: a stance with its ground, or "" for no verdict; quote: what it rests on, now or before."""

    claim: str
    name: str
    title: str
    was: str
    becomes: str
    quote: str


@dataclass(frozen=True, slots=True)
class ClaimDiff:
    looked_at: int
    verdicts: tuple[VerdictDiff, ...]
    states: tuple[StateChange, ...]


class ClaimWork:
    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def check(self, articles: Path | None) -> tuple[str, ...]:
        """What is wrong with the claims; () where nothing is. articles: a folder with a text file per article, whose
        name starts with the article's id. That every rule can fire, and that each tension stands under both claims, is
        part of reading the files at all: FilesError tells of it.
        """
        registry = self._workshop.registry
        found = list(_passages(registry.claims, articles)) if articles else []
        with self._workshop.store_if_any() as store:
            kept = sorted({state.claim for state in store.ledger.overview()}) if store else []
        found += [
            f"the ledger holds a claim {id!r}, which is in no file: an id is fixed; was it renamed?"
            for id in kept
            if id not in registry.claims_by_id
        ]
        return tuple(found)

    def diff(self, ids: Sequence[str]) -> ClaimDiff:
        """What would change if the claims as they stand in the files went live: those named, or all.

        Every record is held against them as it was last read; nothing is written. Raises UsageError, StoreError.
        """
        from tracker.rules.compare import Comparer

        known = self._workshop.registry.claims_by_id
        for id in ids:
            if id not in known:
                raise UsageError(f"there is no claim {id!r}", mend="See: python daemon.py claims")
        claims = [known[id] for id in ids] or list(known.values())
        with self._workshop.store(read_only=True) as store:
            appraisals = store.readings.appraisals(store.browse.records())
            stored = store.readings.verdicts(appraisals)
            comparer = Comparer(claims)
            fresh = {id: comparer.compare(appraisal) for id, appraisal in appraisals.items()}
            verdicts = [
                _told(store, id, claim.id, was, now)
                for claim in claims
                for id in appraisals
                if _words(was := _of(claim.id, (one.verdict for one in stored.get(id, ()))))
                != _words(now := _of(claim.id, fresh[id]))
            ]
            states = [change for claim in claims for change in self._states(store, claim, appraisals, fresh)]
        return ClaimDiff(len(appraisals), tuple(verdicts), tuple(states))

    def _states(
        self,
        store: Store,
        claim: Claim,
        appraisals: dict[RecordId, Appraisal],
        fresh: dict[RecordId, tuple[Verdict, ...]],
    ) -> tuple[StateChange, ...]:
        ids = sorted(
            {id for id, verdicts in fresh.items() if _of(claim.id, verdicts)}
            | {one.record for one in store.readings.overrules() if one.claim == claim.id}
        )
        at = self._workshop.clock()
        rows = evidence(
            store.records.load(ids),
            {id: appraisals[id] for id in ids if id in appraisals},
            {
                id: tuple(
                    StoredVerdict(record=id, content_hash="", reading="", at=at, verdict=one) for one in fresh[id]
                )
                for id in ids
                if id in fresh
            },
            store.readings.overrules(ids),
            store.studies.of(ids),
        )
        after = ledger.claim_states(claim, rows)
        return ledger.changes(claim, store.ledger.states(claim.id), after, because=None, reason=EDITED, at=at)


def _of(claim: str, verdicts: Iterable[Verdict]) -> Verdict | None:
    return next((one for one in verdicts if one.claim == claim), None)


def _words(verdict: Verdict | None) -> str:
    if verdict is None:
        return ""
    return f"{verdict.stance.value} ({verdict.ground.value})" if verdict.ground else verdict.stance.value


def _told(store: Store, id: RecordId, claim: str, was: Verdict | None, now: Verdict | None) -> VerdictDiff:
    record = named(store.records.load([id])[0])
    resting = now or was
    return VerdictDiff(claim, record.name, record.title, _words(was), _words(now), resting.quote if resting else "")


def _passages(claims: Iterable[Claim], folder: Path) -> Iterable[str]:
    texts: dict[str, str | None] = {}
    for claim in claims:
        for source in claim.sources:
            if source.article not in texts:
                texts[source.article] = _text_of(source.article, folder)
            text = texts[source.article]
            where = f"{claim.file}:{claim.line}"
            if text is not None and _plain(source.words) not in text:
                yield f"{where}: {claim.id}: article {source.article} does not say “{source.words}”"
    for article, text in texts.items():
        if text is None:
            yield f"{folder}: no text of article {article} is there (a file whose name starts with it)"


def _text_of(article: str, folder: Path) -> str | None:
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name.startswith(article))
    return _plain(files[0].read_text(encoding="utf-8", errors="replace")) if files else None


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("“", '"').replace("”", '"').casefold().split())
