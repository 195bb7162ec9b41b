"""What the faces show, as plain values: a record, a topic, a claim, the whole state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tracker.jobs.health import JOB as HEALTH
from tracker.model.appraisal import Appraisal
from tracker.model.claim import Claim, StateModel
from tracker.model.digest import StudyCard
from tracker.model.ledger import ClaimState, Evidence
from tracker.model.receipt import SourceOutcome
from tracker.model.record import RecordId, StoredRecord
from tracker.model.topic import Topic
from tracker.rules import wording
from tracker.rules.digest import card
from tracker.rules.evidence import in_force

if TYPE_CHECKING:
    from tracker.store import Store
LOOK_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class RecordView:
    card: StudyCard
    abstract: str
    facts: tuple[tuple[str, str, str], ...]  #: what, as read, the words it was read from
    history: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TopicRow:
    id: str
    title: str
    claims: int
    must_find: int
    records: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    id: str
    statement: str
    state: str


@dataclass(frozen=True, slots=True)
class StudyLine:
    words: str
    quote: str
    link: str


@dataclass(frozen=True, slots=True)
class StratumView:
    title: str
    words: str
    studies: tuple[StudyLine, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    id: str
    statement: str
    about: tuple[str, ...]
    strata: tuple[StratumView, ...]
    history: tuple[tuple[str, str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class StatusView:
    facts: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str, str, str, str], ...]
    warnings: tuple[str, ...]
    exit_code: int


def cards(
    store: Store, claims: Mapping[str, Claim], words: Mapping[str, str], ids: Sequence[RecordId]
) -> tuple[StudyCard, ...]:
    """Cards of stored records, in the order of `ids`."""
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


def record_view(
    store: Store, claims: Mapping[str, Claim], words: Mapping[str, str], stored: StoredRecord
) -> RecordView:
    (shown,) = cards(store, claims, words, [stored.id])
    appraisal = store.readings.appraisals([stored.id]).get(stored.id)
    history = [(_minute(stored.first_seen), "first seen" + (" (baseline, kept in silence)" if stored.baseline else ""))]
    history += [
        (_minute(event.at), " ".join(filter(None, [event.kind.value, event.claim or "", event.after, event.detail])))
        for event in store.events.of(stored.id)
    ]
    return RecordView(shown, stored.record.abstract_text, _facts(appraisal) if appraisal else (), tuple(history))


def _facts(appraisal: Appraisal) -> tuple[tuple[str, str, str], ...]:
    read_from = {field: quote.text for field, quote in appraisal.quotes}
    values = {
        "design": appraisal.design.value,
        "species": appraisal.species.value,
        "participants": "not stated" if appraisal.participants is None else str(appraisal.participants),
        "comparator": appraisal.comparator.value,
        "conditions": ", ".join(appraisal.conditions),
        "drugs": ", ".join(appraisal.drugs),
        "routes": ", ".join(appraisal.routes),
        "primary_result": appraisal.primary_result.value,
        "spin": "the conclusion goes further than the main result" if appraisal.spin else "none seen",
    }
    return tuple((name.replace("_", " "), value, read_from.get(name, "")) for name, value in values.items())


def topic_rows(store: Store | None, topics: Sequence[Topic]) -> tuple[TopicRow, ...]:
    counts = store.records.by_topic() if store else {}
    lines = []
    for topic in topics:
        cursor = store.cursors.topic(topic.id) if store else None
        lines.append(
            TopicRow(
                topic.id,
                topic.title,
                len(topic.claims),
                len(topic.must_find),
                str(counts.get(topic.id, 0)) if store else "unknown",
                str(cursor.since) if cursor else "not yet",
                _minute(cursor.until) if cursor else "not yet",
            )
        )
    return tuple(lines)


def claim_rows(store: Store | None, claims: Mapping[str, Claim]) -> tuple[ClaimRow, ...]:
    states: dict[str, list[ClaimState]] = {}
    for state in store.ledger.states() if store else ():
        states.setdefault(state.claim, []).append(state)
    return tuple(ClaimRow(one.id, one.statement, _headline(one, states.get(one.id, ()))) for one in claims.values())


def _headline(claim: Claim, states: Sequence[ClaimState]) -> str:
    """The strata side by side, never pooled."""
    if claim.state_model is StateModel.NONE:
        return f"not compared with studies: {claim.why_not_comparable}"
    if not states:
        return "no study seen here"
    return "; ".join(f"{one.state.value} ({one.stratum})" if str(one.stratum) else one.state.value for one in states)


def claim_view(store: Store | None, claim: Claim, articles: Mapping[str, str]) -> ClaimView:
    about = [
        f"Supports: {claim.supports}",
        f"Challenges: {claim.challenges}",
        *(f"Said in {articles.get(one.article, one.article)}: “{one.words}”" for one in claim.sources),
        *(f"In tension with {one.claim}: {one.why}" for one in claim.tensions),
    ]
    if not claim.comparable:
        about.append(f"Not compared with studies: {claim.why_not_comparable}")
    if store is None:
        return ClaimView(claim.id, claim.statement, tuple(about), (), ())
    strata = tuple(_stratum(store, state) for state in store.ledger.states(claim.id))
    history = tuple(
        (
            _minute(change.at),
            str(change.stratum),
            change.before.value if change.before else "",
            change.after.value,
            change.reason,
        )
        for change in store.ledger.history(claim.id)
    )
    return ClaimView(claim.id, claim.statement, tuple(about), strata, history)


def _stratum(store: Store, state: ClaimState) -> StratumView:
    stored = {one.id: one for one in store.records.load([row.record for row in state.evidence])}
    studies = tuple(_study_line(row, stored[row.record]) for row in state.evidence if row.record in stored)
    return StratumView(str(state.stratum) or "all", wording.claim_words(state), studies)


def _study_line(row: Evidence, stored: StoredRecord) -> StudyLine:
    size = f"{row.participants} people" if row.participants is not None else "size not stated"
    stance = row.stance.value if row.ground is None else f"{row.stance.value} ({row.ground.value})"
    marks = [
        mark
        for mark, holds in (
            ("retracted", row.retracted),
            ("expression of concern", row.concern),
            ("preprint", not row.peer_reviewed),
            ("overruled by the maintainer", row.overruled),
        )
        if holds
    ]
    record = stored.record
    words = f"{record.title} ({', '.join([row.design.value, size, stance, *marks])})"
    link = f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/" if record.pmid else f"https://doi.org/{record.doi}"
    return StudyLine(words, row.quote, link)


def newest_outcomes(store: Store, now: datetime) -> tuple[tuple[datetime, SourceOutcome], ...]:
    """Each source's newest answer and when it was asked: feeds and PubMed are not always asked in one run."""
    found: dict[str, tuple[datetime, SourceOutcome]] = {}
    for receipt in store.receipts.between(now - LOOK_BACK, now):
        if receipt.job == "fetch":
            found.update({outcome.source: (receipt.started, outcome) for outcome in receipt.outcomes})
    return tuple(found.values())


def status_view(store: Store, topics: Sequence[Topic], now: datetime) -> StatusView:
    facts = store.facts()
    warnings = list(facts.problems)
    last = store.receipts.last("fetch")
    newest = newest_outcomes(store, now)
    good: dict[str, datetime] = store.receipts.last_good()
    sources = []
    for asked, outcome in newest:
        when = good.get(outcome.source)
        sources.append(
            (
                outcome.title,
                outcome.status.value,
                _minute(asked),
                _minute(when) if when else "never",
                outcome.message,
            )
        )
    failing = [source for source in sources if source[1] not in ("ok", "unchanged")]
    if last is None:
        warnings.append("No source was ever asked: python daemon.py fetch")
    health = store.receipts.last(HEALTH)
    warnings += [f"{one.title}: {one.message}" for one in (health.outcomes if health else ()) if one.message]
    lines = (
        ("records", f"{facts.records} ({facts.baseline} of them baseline)"),
        ("waiting to be read", str(facts.unread)),
        ("asked for in vain", str(facts.missing)),
        ("subscribers", f"{facts.subscribers} active, {facts.suspended} suspended"),
        (
            "digests not yet sent",
            f"{facts.unsent}" + (f", the oldest since {_minute(facts.oldest_unsent)}" if facts.oldest_unsent else ""),
        ),
        ("last fetch", _minute(last.started) if last else "never"),
        ("topics", str(len(topics))),
        ("store", f"{facts.bytes / 1e6:.1f} MB, {'sound' if facts.sound else 'NOT SOUND'}"),
        ("now", _minute(now)),
    )
    return StatusView(lines, tuple(sources), tuple(warnings), 4 if not facts.sound else 3 if failing else 0)


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
