"""Effects as abstracts report them, for plots and tables: never pooled, never turned round."""

from __future__ import annotations

from tracker.app.views import EffectView
from tracker.model.appraisal import Appraisal
from tracker.model.digest import StudyCard


def effects_of(
    card: StudyCard, appraisal: Appraisal, stratum: str, *, within: str | None = None
) -> tuple[EffectView, ...]:
    """Those with an interval, each once. within: only those that stand in this sentence."""
    found: dict[tuple[str, float, float, float], EffectView] = {}
    for one in appraisal.effects:
        if one.low is None or one.high is None or (within is not None and one.quote not in within):
            continue
        found.setdefault(
            (one.measure, one.value, one.low, one.high),
            EffectView(card, short_name(card), stratum, one.measure, one.value, one.low, one.high, one.p, one.quote),
        )
    return tuple(found.values())


def short_name(card: StudyCard) -> str:
    """ "Family 2031", as a reader knows studies."""
    first = card.authors.split(", ")[0].removesuffix(" and others")
    return " ".join(filter(None, [first.split(" ")[0] if first else card.title[:30], card.published[:4]]))
