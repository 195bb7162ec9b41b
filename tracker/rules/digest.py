"""Composes a digest: a stretch of events, seen through one reader's preferences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.model.appraisal import Appraisal, Design
from tracker.model.claim import Claim, ClaimKind
from tracker.model.digest import (
    Alert,
    ClaimGroup,
    ClaimLine,
    Digest,
    DigestReceipt,
    LedgerLine,
    StudyCard,
    TopicSection,
)
from tracker.model.event import Event, EventKind
from tracker.model.ledger import State
from tracker.model.record import RecordId, StoredRecord
from tracker.model.subscriber import Frequency, Least, Preferences
from tracker.model.topic import Subject, Topic
from tracker.model.verdict import Confidence, Stance, Verdict
from tracker.rules import wording
from tracker.rules.studywords import is_in_people

AUTHORS_SHOWN = 3
GUIDELINE = "guideline"
REVERSED = {(Stance.SUPPORTS.value, Stance.CHALLENGES.value), (Stance.CHALLENGES.value, Stance.SUPPORTS.value)}
KINDS = (ClaimKind.EFFICACY, ClaimKind.SAFETY, ClaimKind.MECHANISM, ClaimKind.CONTEXT)
SURENESS = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)
NOTHING_BEFORE = {"", State.NONE_SEEN.value}
FIRST_STEPS = {State.PRELIMINARY.value, State.SEEN.value, State.LISTED.value, State.LOOKED_FOR.value}

WEAKEST = {
    Least.ANY: wording.design_rank(Design.PRECLINICAL),
    Least.OBSERVATIONAL: wording.design_rank(Design.COHORT),
    Least.RANDOMISED: wording.design_rank(Design.RCT_SECONDARY),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All that a digest is made of. verdicts: those in force; words: labels of vocabulary ids for plain lines."""

    subject: Subject
    topics: Sequence[Topic]
    claims: Mapping[str, Claim]
    words: Mapping[str, str]
    events: Sequence[Event]
    records: Mapping[RecordId, StoredRecord]
    appraisals: Mapping[RecordId, Appraisal]
    verdicts: Mapping[RecordId, tuple[Verdict, ...]]
    receipt: DigestReceipt
    made: dict[RecordId, StudyCard] = field(default_factory=dict)
    """Cards, by and by: each is made once for all wishes, whose materials differ in events and receipt alone."""


def compose(
    material: Material,
    preferences: Preferences,
    *,
    after: int,
    told: frozenset[RecordId],
    start: date,
    end: date,
) -> Digest:
    """The events numbered above `after`, minus studies this reader was told of, filtered by preferences.

    Corrections and retractions of what a reader was told are never filtered; who wants alerts only is also told which
    claims moved because of them.
    """
    events = [event for event in material.events if (event.number or 0) > after]
    wanted = wanted_topics(material.topics, preferences)
    serious = material.subject.serious_harms
    cards: tuple[StudyCard, ...] = ()
    alerts = _alerts(material, events, wanted, told)
    if preferences.frequency is not Frequency.ALERTS:
        cards = tuple(card for card in _cards(material, events, wanted, told) if _is_wanted(card, preferences, serious))
    moves = state_moves(events, wanted)
    if preferences.frequency is Frequency.ALERTS and not preferences.claim_alerts:
        struck = {alert.record for alert in alerts if alert.kind != GUIDELINE}
        moves = {key: span for key, span in moves.items() if span[-1].record in struck}
    grave = sorted((card for card in cards if card.human and _reports_harm(card, serious)), key=_best_first)
    human = [card for card in cards if card.human and card not in grave]
    sections = _sections(wanted, material.claims, [card for card in human if card.lines])
    return Digest(
        name=material.subject.digest_name,
        start=start,
        end=end,
        up_to=max((event.number or 0 for event in events), default=after),
        safety=material.subject.safety,
        crisis=material.subject.crisis_for(preferences.language),
        crisis_language=preferences.language if preferences.language in material.subject.crisis_in else "",
        alerts=alerts,
        ledger=_ledger_lines(material, moves),
        harms=tuple(_harm_first(card, serious) for card in grave),
        topics=sections,
        other=tuple(sorted((card for card in human if not card.lines), key=_best_first)),
        preclinical=tuple(sorted((card for card in cards if not card.human), key=_best_first)),
        receipt=material.receipt,
        plain_subject=preferences.plain_subjects,
    )


def wanted_topics(topics: Sequence[Topic], preferences: Preferences) -> list[Topic]:
    return [topic for topic in topics if not preferences.topics or topic.id in preferences.topics]


def _is_wanted(card: StudyCard, preferences: Preferences, serious: Sequence[str]) -> bool:
    """Serious harm in people is told whatever the design: it is known from single patients first."""
    if not card.human:
        return not preferences.only_human and preferences.least is Least.ANY
    return card.rank <= WEAKEST[preferences.least] or _reports_harm(card, serious)


def _reports_harm(card: StudyCard, serious: Sequence[str]) -> bool:
    return any(line.reading == wording.MORE_HARM and line.claim in serious for line in card.lines)


def _harm_first(card: StudyCard, serious: Sequence[str]) -> StudyCard:
    """The sentence that put it among the serious harms stands first, whatever else the study found."""
    lines = sorted(card.lines, key=lambda line: not (line.reading == wording.MORE_HARM and line.claim in serious))
    return replace(card, lines=tuple(lines), quote=lines[0].quote)


def _best_first(card: StudyCard) -> tuple[int, str, int]:
    return card.rank, card.title.casefold(), int(card.record)


def _cards(
    material: Material, events: Iterable[Event], wanted: Iterable[Topic], told: frozenset[RecordId]
) -> tuple[StudyCard, ...]:
    wanted_ids = {topic.id for topic in wanted}
    new = {event.record: event for event in events if event.kind is EventKind.NEW_RECORD}
    texts = {event.record: event for event in events if event.kind is EventKind.FIRST_READING}
    cards = []
    for id in sorted({record for record in (*new, *texts) if record is not None}):
        stored = material.records.get(id)
        if stored is None or stored.record.is_notice or not wanted_ids.intersection(stored.topics):
            continue
        later_text = id in texts and id in told
        if id in told and not later_text:
            continue
        late = id in new and new[id].late
        shown = material.made.get(id)
        if shown is None:
            shown = material.made[id] = _card(material, stored)
        cards.append(replace(shown, late=late, first_reading=later_text))
    return tuple(cards)


def _card(material: Material, stored: StoredRecord) -> StudyCard:
    id = stored.id
    shown = card(stored, material.appraisals.get(id), material.verdicts.get(id, ()), material.claims, material.words)
    if stored.record.is_retracted:
        return replace(shown, quote="", lines=(), why_no_verdict=wording.RETRACTED_NO_VERDICT)
    return shown


def card(
    stored: StoredRecord,
    appraisal: Appraisal | None,
    verdicts: Sequence[Verdict],
    claims: Mapping[str, Claim],
    words: Mapping[str, str],
) -> StudyCard:
    """A record as a reader sees it, in a digest or elsewhere: what it is about first, then harm; of each kind first
    what rests on the main result, then the surest, more harm before less, in the order of the text."""
    record = stored.record
    known = [verdict for verdict in verdicts if verdict.claim in claims]
    main = [quote.text for field, quote in appraisal.quotes if field == "primary_result"] if appraisal else []
    text = record.abstract_text
    verdicts = sorted(
        known,
        key=lambda one: (
            KINDS.index(claims[one.claim].kind),
            one.quote not in main,
            SURENESS.index(one.confidence),
            wording.reader_stance(claims[one.claim], one) != wording.MORE_HARM,
            text.find(one.quote),
        ),
    )
    lines = tuple(_line(claims[verdict.claim], verdict, appraisal) for verdict in verdicts if appraisal is not None)
    return StudyCard(
        record=stored.id,
        title=record.title,
        authors=_authors(stored),
        journal=record.journal.title if record.journal else "",
        published=str(record.published) if record.published else "",
        plain=wording.plain_line(appraisal, record, words) if appraisal else wording.NO_TEXT_YET,
        quote=_quote(appraisal, verdicts),
        badges=wording.badges(record, appraisal) if appraisal else (),
        rank=wording.design_rank(appraisal.design) if appraisal else wording.design_rank(Design.OTHER),
        human=appraisal is None or is_in_people(appraisal),
        peer_reviewed=not record.is_preprint,
        late=False,
        first_reading=False,
        topics=stored.topics,
        lines=lines,
        why_no_verdict="" if lines else wording.why_no_verdict(record, appraisal),
        pubmed_url=f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/" if record.pmid else "",
        doi_url=f"https://doi.org/{record.doi}" if record.doi else "",
        fulltext_url=f"https://pmc.ncbi.nlm.nih.gov/articles/{record.pmcid}/" if record.pmcid else "",
        source_url=record.url or "",
    )


def _line(claim: Claim, verdict: Verdict, appraisal: Appraisal) -> ClaimLine:
    return ClaimLine(
        claim=claim.id,
        statement=claim.statement,
        reading=wording.reader_stance(claim, verdict),
        words=wording.verdict_words(claim, verdict, appraisal),
        quote=verdict.quote,
        rule=verdict.rule,
        confidence=verdict.confidence.value,
    )


def _quote(appraisal: Appraisal | None, verdicts: Sequence[Verdict]) -> str:
    """The sentence that matters: what a verdict rests on, else where the main result was read; never a conclusion."""
    if verdicts:
        return verdicts[0].quote
    if appraisal is None:
        return ""
    return next((quote.text for field, quote in appraisal.quotes if field == "primary_result"), "")


def _authors(stored: StoredRecord) -> str:
    names = [str(author) for author in stored.record.authors]
    return ", ".join(names[:AUTHORS_SHOWN]) + (" and others" if len(names) > AUTHORS_SHOWN else "")


def _sections(
    topics: Iterable[Topic], claims: Mapping[str, Claim], cards: Sequence[StudyCard]
) -> tuple[TopicSection, ...]:
    """Each card stands once: under the first of the reader's topics that lists a claim it bears on."""
    left = {card.record: card for card in cards}
    sections = []
    for topic in topics:
        here = sorted(
            (card for card in left.values() if topic.id in card.topics and _bears_on(card, topic)), key=_best_first
        )
        for card in here:
            del left[card.record]
        if here:
            sections.append(_section(topic, claims, here))
    # a study whose claims no wanted topic lists stands under the first topic it was found for
    for topic in topics:
        here = sorted((card for card in left.values() if topic.id in card.topics), key=_best_first)
        for card in here:
            del left[card.record]
        if here:
            sections = _added(sections, _section(topic, claims, here))
    return tuple(sections)


def _bears_on(card: StudyCard, topic: Topic) -> bool:
    return any(line.claim in topic.claims for line in card.lines)


def _section(topic: Topic, claims: Mapping[str, Claim], cards: Sequence[StudyCard]) -> TopicSection:
    by_claim: dict[str, list[RecordId]] = {}
    for card in cards:
        for line in card.lines:
            by_claim.setdefault(line.claim, []).append(card.record)
    order = {claim: place for place, claim in enumerate(topic.claims)}
    groups = tuple(
        ClaimGroup(claim=claim, statement=claims[claim].statement, records=tuple(by_claim[claim]))
        for claim in sorted(by_claim, key=lambda claim: (order.get(claim, len(order)), claim))
    )
    return TopicSection(topic=topic.id, title=topic.title, claims=groups, cards=tuple(cards))


def _added(sections: list[TopicSection], more: TopicSection) -> list[TopicSection]:
    for place, section in enumerate(sections):
        if section.topic == more.topic:
            merged = TopicSection(
                topic=section.topic,
                title=section.title,
                claims=(*section.claims, *more.claims),
                cards=tuple(sorted((*section.cards, *more.cards), key=_best_first)),
            )
            return [*sections[:place], merged, *sections[place + 1 :]]
    return [*sections, more]


def _alerts(
    material: Material, events: Iterable[Event], wanted: Iterable[Topic], told: frozenset[RecordId]
) -> tuple[Alert, ...]:
    wanted_ids = {topic.id for topic in wanted}
    alerts: dict[tuple[str, RecordId, str], Alert] = {}
    for event in _first_to_last(events):
        stored = material.records.get(event.record) if event.record is not None else None
        kind = _alert_kind(event, stored) if stored else None
        if kind is None or stored is None:
            continue
        was_sent = stored.id in told
        if was_sent and kind == GUIDELINE:
            continue
        if not was_sent and (kind == "reversed" or not wanted_ids.intersection(stored.topics)):
            continue
        record = stored.record
        claim = material.claims.get(event.claim or "")
        alerts[kind, stored.id, event.claim or event.detail] = Alert(
            kind=kind,
            record=stored.id,
            title=record.title,
            was_sent=was_sent,
            words=wording.alert_words(kind, was_sent=was_sent, statement=claim.statement if claim else ""),
            notice=event.detail,
            pubmed_url=f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/" if record.pmid else "",
            doi_url=f"https://doi.org/{record.doi}" if record.doi else "",
        )
    return tuple(sorted(alerts.values(), key=lambda alert: (_ALERT_ORDER[alert.kind], not alert.was_sent, alert.title)))


def _first_to_last(events: Iterable[Event]) -> list[Event]:
    """Several turns of one verdict count as one, from what it was first to what it is now."""
    spans: dict[object, Event] = {}
    for number, event in enumerate(events):
        turn = event.kind is EventKind.VERDICT_CHANGED
        key = (event.record, event.claim) if turn else number
        spans[key] = replace(event, before=spans[key].before) if key in spans else event
    return list(spans.values())


_ALERT_ORDER = {"retraction": 0, "concern": 1, "reversed": 2, "correction": 3, GUIDELINE: 4}


def _alert_kind(event: Event, stored: StoredRecord) -> str | None:
    if event.kind.is_alert:
        return event.kind.value
    if event.kind is EventKind.VERDICT_CHANGED and (event.before, event.after) in REVERSED:
        return "reversed"
    if event.kind is EventKind.GUIDELINE and not stored.record.is_retracted:
        return GUIDELINE
    return None


def _ledger_lines(material: Material, moves: Mapping[tuple[str, str], Sequence[Event]]) -> tuple[LedgerLine, ...]:
    """One line per claim and stratum over the whole period: from its first state to its last, if they differ.

    That a claim was looked at for the first time is told by the study itself, not as a change of the ledger.
    """
    lines = []
    for (claim, stratum), span in moves.items():
        before, after = span[0].before, span[-1].after
        cause = span[-1].record
        stored = material.records.get(cause) if cause is not None else None
        lines.append(
            LedgerLine(
                claim=claim,
                statement=material.claims[claim].statement,
                stratum=wording.stratum_words(stratum, material.words),
                before=wording.state_words(material.claims[claim], before),
                after=wording.state_words(material.claims[claim], after),
                because=stored.record.title if stored else "",
                reason=span[-1].detail,
                quote=_sentence_on(claim, stored, material.verdicts) if stored else "",
            )
        )
    return tuple(lines)


def _sentence_on(claim: str, cause: StoredRecord, verdicts: Mapping[RecordId, tuple[Verdict, ...]]) -> str:
    """What was retracted or is in doubt moved the claim by that, and not by what it says."""
    if cause.record.is_retracted or cause.record.has_concern:
        return ""
    return next((verdict.quote for verdict in verdicts.get(cause.id, ()) if verdict.claim == claim), "")


def state_moves(events: Iterable[Event], wanted: Iterable[Topic]) -> dict[tuple[str, str], list[Event]]:
    """By claim and stratum, the changes of state that lead from one to another; those that come back are none."""
    wanted_claims = {claim for topic in wanted for claim in topic.claims}
    spans: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        if event.kind is EventKind.CLAIM_STATE and event.claim is not None and event.claim in wanted_claims:
            spans.setdefault((event.claim, event.stratum), []).append(event)
    return {key: span for key, span in spans.items() if _is_move(span[0].before, span[-1].after)}


def _is_move(before: str, after: str) -> bool:
    state, last_state = (value.partition(",")[0] for value in (before, after))
    nothing_still = state in NOTHING_BEFORE and last_state in NOTHING_BEFORE
    return state != last_state and not nothing_still and not is_first_look(state, last_state)


def is_first_look(before: str, after: str) -> bool:
    """That a claim was looked at for the first time is told by the study itself."""
    return before in NOTHING_BEFORE and after in FIRST_STEPS
