"""One publication: what was read out of it, from which words, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tracker.app.showing.cards import cards
from tracker.app.showing.effects import effects_of
from tracker.app.views import Fact, NewsItem, RecordView, minute
from tracker.model.appraisal import Appraisal, PrimaryResult, Species
from tracker.model.claim import Claim
from tracker.model.digest import StudyCard
from tracker.model.event import Event, EventKind
from tracker.model.record import StoredRecord
from tracker.rules import evidence, wording
from tracker.rules.studywords import comparator_words

if TYPE_CHECKING:
    from tracker.render.exports import Exported
    from tracker.store import Store

WHY = {
    "design": "Randomised trials can tell what the treatment did; other designs show what happened beside it.",
    "species": "What is found in animals or cells says little about people until it is tried in them.",
    "participants": "Small studies swing widely by chance; fewer than 20 people move nothing here.",
    "comparator": "Without a comparison nobody can say what would have happened anyway.",
    "conditions": "A result in one illness is not carried over to another.",
    "drugs": "Related drugs are kept apart: a result for one does not count for the other.",
    "routes": "Ways of giving differ in how much arrives and how fast; they are kept apart.",
    "primary_result": "The main result was chosen before the study; others may be there by chance.",
    "spin": "A conclusion can claim more than the main result bears.",
}

SPECIES = {
    Species.HUMAN: "people",
    Species.ANIMAL: "animals",
    Species.IN_VITRO: "cells",
    Species.NONE: "not stated",
}


def record_view(
    store: Store, claims: Mapping[str, Claim], words: Mapping[str, str], stored: StoredRecord
) -> RecordView:
    (shown,) = cards(store, claims, words, [stored.id])
    appraisal = store.readings.appraisals([stored.id]).get(stored.id)
    siblings = [id for id in store.browse.study_of(stored.id) if id != stored.id]
    history = [(minute(stored.first_seen), "first seen" + (" (baseline, kept in silence)" if stored.baseline else ""))]
    history += [(minute(event.at), _happened(event)) for event in store.events.of(stored.id)]
    stratum = wording.stratum_words(str(evidence.stratum(appraisal)), words) if appraisal else ""
    return RecordView(
        card=shown,
        abstract=stored.record.abstract_text,
        facts=_facts(appraisal, words) if appraisal else (),
        history=tuple(history),
        effects=effects_of(shown, appraisal, stratum) if appraisal else (),
        siblings=cards(store, claims, words, siblings),
    )


def _happened(event: Event) -> str:
    if event.kind is EventKind.CLAIM_STATE:
        where = f" ({event.stratum})" if event.stratum else ""
        return f"claim {event.claim}{where}: was {event.before or 'not looked at'}, now {event.after}; {event.detail}"
    if event.kind is EventKind.VERDICT_CHANGED:
        return (
            f"our verdict on {event.claim}: was {event.before or 'none'}, now {event.after or 'none'}; {event.detail}"
        )
    return f"{HAPPENED[event.kind]} {event.detail}".strip()


HAPPENED = {
    EventKind.NEW_RECORD: "announced as new",
    EventKind.FIRST_READING: "its abstract came, and was read",
    EventKind.RETRACTION: "retracted:",
    EventKind.CONCERN: "expression of concern:",
    EventKind.CORRECTION: "corrected:",
    EventKind.GUIDELINE: "found to be a guideline or consensus statement",
}

MAIN_RESULT = {
    PrimaryResult.FAVOURS: "in favour of the treatment",
    PrimaryResult.NO_DIFFERENCE: "no difference was shown",
    PrimaryResult.AGAINST: "against the treatment",
    PrimaryResult.MIXED: "both ways",
    PrimaryResult.NOT_EFFICACY: "not about whether it helps, or not stated",
}


def _facts(appraisal: Appraisal, words: Mapping[str, str]) -> tuple[Fact, ...]:
    read_from = {field: quote.text for field, quote in appraisal.quotes}
    people = "not stated" if appraisal.participants is None else f"{appraisal.participants:,}"
    spin = "the conclusion goes further than the main result" if appraisal.spin else "none seen"
    lists = {"conditions": appraisal.conditions, "drugs": appraisal.drugs, "routes": appraisal.routes}
    values = {
        "design": (appraisal.design.value, wording.design_words(appraisal.design)),
        "species": (appraisal.species.value, SPECIES[appraisal.species]),
        "participants": (people, people),
        "comparator": (appraisal.comparator.value, comparator_words(appraisal.comparator)),
        **{
            name: (", ".join(ids), ", ".join(words.get(id, id) for id in ids) or "not stated")
            for name, ids in lists.items()
        },
        "primary_result": (appraisal.primary_result.value, MAIN_RESULT[appraisal.primary_result]),
        "spin": (spin, spin),
    }
    return tuple(
        Fact(name.replace("_", " "), value, said, read_from.get(name, ""), WHY[name])
        for name, (value, said) in values.items()
    )


NEWS = {
    EventKind.NEW_RECORD: "",
    EventKind.FIRST_READING: "Now with its abstract",
    EventKind.RETRACTION: "Retracted",
    EventKind.CONCERN: "Expression of concern",
    EventKind.CORRECTION: "Corrected",
}


def news(events: Sequence[Event], cards: Sequence[StudyCard]) -> tuple[NewsItem, ...]:
    shown = {card.record: card for card in cards}
    return tuple(
        NewsItem(event.number or 0, event.at, NEWS[event.kind], event.detail, shown[event.record])
        for event in events
        if event.record in shown
    )


def exported(store: Store, cards: Sequence[StudyCard]) -> tuple[Exported, ...]:
    from tracker.render.exports import Exported

    ids = [card.record for card in cards]
    records = {stored.id: stored.record for stored in store.records.load(ids)}
    appraisals = store.readings.appraisals(ids)
    return tuple(Exported(records[card.record], card, appraisals.get(card.record)) for card in cards)
