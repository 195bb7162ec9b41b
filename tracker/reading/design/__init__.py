"""Design: which of the twelve kinds of study this is. The rules are tried in order; the first that answers decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.model.appraisal import Design, Species
from tracker.reading.design import cases, notices, observed, planned, reviews, trials
from tracker.reading.design.facts import Facts
from tracker.reading.document import Document

Rule = Callable[[Facts], Design | None]

RULES: tuple[Rule, ...] = (
    notices.typed,
    notices.title_alone,
    planned.protocol,
    notices.comment,
    notices.instrument,
    reviews.named_narrative,
    reviews.named_pooled,
    reviews.pooled,
    reviews.named_systematic,
    reviews.searched,
    notices.not_human,
    notices.opinion,
    cases.few_people,
    reviews.narrative,
    notices.no_trial,
    notices.modelled,
    observed.on_others,
    trials.randomised,
    trials.pooled_trials,
    notices.no_treatment,
    observed.looked_back,
    observed.treated,
    observed.otherwise,
)
"""Each returns a design or None; its docstring has an example for and one against."""


def decided(document: Document, species: Species, publication_types: Sequence[str] = ()) -> tuple[Design, str]:
    """One of the guide's twelve designs, and the name of the rule that decided it.

    Publication types decide only what they are reliable for.
    """
    facts = Facts(document, species, frozenset(publication_types))
    for rule in RULES:
        design = rule(facts)
        if design is not None:
            return design, f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}"
    raise AssertionError("the last rule answers always")


__all__ = ["RULES", "Rule", "decided"]
