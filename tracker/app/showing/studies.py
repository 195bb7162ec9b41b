"""One publication: what was read out of it, from which words, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tracker.app.showing.cards import cards
from tracker.app.showing.effects import effects_of
from tracker.app.views import Fact, RecordView, minute
from tracker.model.appraisal import Appraisal
from tracker.model.claim import Claim
from tracker.model.record import StoredRecord
from tracker.rules import evidence, wording

if TYPE_CHECKING:
    from tracker.store import Store

WHY = {
    "design": "Randomised trials can tell what the treatment did; other designs show what happened beside it.",
    "species": "What is found in animals or cells says little about people until it is tried in them.",
    "participants": "Small studies swing widely by chance; fewer than 20 people move nothing here.",
    "comparator": "Without a comparison nobody can say what would have happened anyway.",
    "conditions": "A result in one illness is not carried over to another.",
    "drugs": "Related drugs are kept apart: a result for one does not count for the other.",
    "routes": "Ways of giving differ in how much arrives and how fast; they are kept apart.",
    "primary result": "The main result was chosen before the study; others may be there by chance.",
    "spin": "A conclusion can claim more than the main result bears.",
}


def record_view(
    store: Store, claims: Mapping[str, Claim], words: Mapping[str, str], stored: StoredRecord
) -> RecordView:
    (shown,) = cards(store, claims, words, [stored.id])
    appraisal = store.readings.appraisals([stored.id]).get(stored.id)
    siblings = [id for id in store.browse.study_of(stored.id) if id != stored.id]
    history = [(minute(stored.first_seen), "first seen" + (" (baseline, kept in silence)" if stored.baseline else ""))]
    history += [
        (minute(event.at), " ".join(filter(None, [event.kind.value, event.claim or "", event.after, event.detail])))
        for event in store.events.of(stored.id)
    ]
    stratum = wording.stratum_words(str(evidence.stratum(appraisal)), words) if appraisal else ""
    return RecordView(
        card=shown,
        abstract=stored.record.abstract_text,
        facts=_facts(appraisal, words) if appraisal else (),
        history=tuple(history),
        effects=effects_of(shown, appraisal, stratum) if appraisal else (),
        siblings=cards(store, claims, words, siblings),
    )


def _facts(appraisal: Appraisal, words: Mapping[str, str]) -> tuple[Fact, ...]:
    def named(ids: tuple[str, ...]) -> str:
        return ", ".join(words.get(id, id) for id in ids) or "not stated"

    read_from = {field: quote.text for field, quote in appraisal.quotes}
    values = {
        "design": appraisal.design.value,
        "species": appraisal.species.value,
        "participants": "not stated" if appraisal.participants is None else f"{appraisal.participants:,}",
        "comparator": appraisal.comparator.value,
        "conditions": named(appraisal.conditions),
        "drugs": named(appraisal.drugs),
        "routes": named(appraisal.routes),
        "primary_result": appraisal.primary_result.value,
        "spin": "the conclusion goes further than the main result" if appraisal.spin else "none seen",
    }
    return tuple(
        Fact(name.replace("_", " "), value, read_from.get(name, ""), WHY[name.replace("_", " ")])
        for name, value in values.items()
    )
