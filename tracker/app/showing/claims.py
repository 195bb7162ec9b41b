"""The ledger: every claim with its state, and one claim with all that stands behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.app.showing.cards import cards
from tracker.app.showing.effects import effects_of
from tracker.app.views import (
    ChangeView,
    ClaimRow,
    ClaimView,
    DesignGroup,
    EffectView,
    EvidenceView,
    Opposed,
    Said,
    StratumState,
    StratumView,
)
from tracker.model.claim import Claim
from tracker.model.digest import StudyCard
from tracker.model.ledger import ClaimState, Evidence, StateChange
from tracker.model.record import RecordId
from tracker.model.verdict import Stance
from tracker.rules import wording
from tracker.rules.digest import is_first_look
from tracker.rules.standing import in_order, standing, standing_of

if TYPE_CHECKING:
    from tracker.store import Store

UNSTATED = "treatment and illness not stated"
WAITS = "its text has changed and waits to be read again"


@dataclass(frozen=True, slots=True)
class Known:
    """What the files say: claims and article titles by id, readers' words by the vocabulary's id."""

    claims: Mapping[str, Claim]
    articles: Mapping[str, str]
    words: Mapping[str, str]

    def said(self, claim: Claim) -> tuple[Said, ...]:
        return tuple(Said(one.article, self.articles.get(one.article, one.article), one.words) for one in claim.sources)


def claim_rows(store: Store | None, known: Known) -> tuple[ClaimRow, ...]:
    states: dict[str, list[ClaimState]] = {}
    for state in store.ledger.overview() if store else ():
        states.setdefault(state.claim, []).append(state)
    return tuple(_row(one, states.get(one.id, ()), known) for one in known.claims.values())


def _row(claim: Claim, states: Sequence[ClaimState], known: Known) -> ClaimRow:
    """The strata side by side, never pooled."""
    return ClaimRow(
        id=claim.id,
        statement=claim.statement,
        kind=claim.kind,
        standing=standing(claim, states),
        strata=tuple(
            StratumState(
                wording.stratum_words(str(one.stratum), known.words) or UNSTATED,
                wording.state_words(claim, one.state.value),
                standing_of(claim, one.state),
            )
            for one in in_order(claim, states)
        ),
        articles=tuple(dict.fromkeys(one.article for one in claim.sources)),
        why_not_compared=claim.why_not_comparable,
    )


def claim_view(store: Store | None, claim: Claim, known: Known) -> ClaimView:
    states = in_order(claim, store.ledger.states(claim.id)) if store else ()
    strata: list[StratumView] = []
    effects: list[EffectView] = []
    if store is not None:
        behind = _behind(store, states, known)
        appraisals = store.readings.appraisals(behind)
        for state in states:
            title = wording.stratum_words(str(state.stratum), known.words) or UNSTATED
            strata.append(_stratum(claim, state, title, behind))
            for row in state.evidence:
                if row.record in behind and row.record in appraisals:
                    effects += effects_of(behind[row.record], appraisals[row.record], title, within=row.quote)
    return ClaimView(
        row=_row(claim, states, known),
        scope=claim.scope,
        supports=claim.supports,
        challenges=claim.challenges,
        said=known.said(claim),
        opposed=_opposed(store, claim, known),
        strata=tuple(strata),
        effects=tuple(effects),
        history=changes(store, store.ledger.history(claim.id), known) if store else (),
    )


def _behind(store: Store, states: Sequence[ClaimState], known: Known) -> dict[RecordId, StudyCard]:
    ids = sorted({row.record for state in states for row in state.evidence})
    return {card.record: card for card in cards(store, known.claims, known.words, ids)}


def _opposed(store: Store | None, claim: Claim, known: Known) -> tuple[Opposed, ...]:
    return tuple(
        Opposed(_row(other, store.ledger.overview(other.id) if store else (), known), tension.why, known.said(other))
        for tension in claim.tensions
        if (other := known.claims.get(tension.claim)) is not None
    )


def _stratum(claim: Claim, state: ClaimState, title: str, behind: Mapping[RecordId, StudyCard]) -> StratumView:
    shown = [(row, behind[row.record]) for row in state.evidence if row.record in behind]
    shown.sort(key=lambda one: (one[1].rank, one[0].record not in state.moved_by, -(one[0].year or 0), one[1].title))
    groups: dict[str, list[EvidenceView]] = {}
    for row, card in shown:
        view = _evidence(claim, row, card, counts=row.record in state.moved_by)
        groups.setdefault(view.design, []).append(view)
    return StratumView(
        title=title,
        state=wording.state_words(claim, state.state.value),
        standing=standing_of(claim, state.state),
        words=wording.claim_words(state),
        note=state.note,
        people=state.participants or None,
        designs=tuple(DesignGroup(design, tuple(studies)) for design, studies in groups.items()),
    )


def _evidence(claim: Claim, row: Evidence, card: StudyCard, *, counts: bool) -> EvidenceView:
    line = next((line for line in card.lines if line.claim == claim.id), None)
    marks = [
        mark
        for mark, holds in (
            ("retracted", row.retracted),
            ("expression of concern", row.concern),
            ("preprint, not peer-reviewed", not row.peer_reviewed),
            ("not known to be its main result", not row.primary),
            ("overruled by the maintainer", row.overruled),
        )
        if holds
    ]
    return EvidenceView(
        card=card,
        design=wording.design_words(row.design),
        bears_out=row.stance is Stance.SUPPORTS,
        reading=line.reading if line else wording.CANNOT_TELL,
        words=line.words if line else WAITS,
        quote=row.quote,
        rule=line.rule if line else "",
        counts=counts,
        marks=tuple(marks),
    )


def moves(history: Sequence[StateChange]) -> tuple[StateChange, ...]:
    """Without the first looks."""
    return tuple(
        change
        for change in history
        if not is_first_look(change.before.value if change.before else "", change.after.value)
    )


def changes(store: Store, history: Sequence[StateChange], known: Known) -> tuple[ChangeView, ...]:
    """In the order given; those of claims that the files no longer hold are left out."""
    causes = [change.because for change in history if change.because is not None]
    causing = {card.record: card for card in cards(store, known.claims, known.words, sorted(set(causes)))}
    return tuple(
        ChangeView(
            at=change.at,
            claim=claim.id,
            statement=claim.statement,
            stratum=wording.stratum_words(str(change.stratum), known.words),
            before=wording.state_words(claim, change.before.value) if change.before else "",
            after=wording.state_words(claim, change.after.value),
            reason=change.reason,
            because=causing.get(change.because) if change.because is not None else None,
        )
        for change in history
        if (claim := known.claims.get(change.claim)) is not None
    )
