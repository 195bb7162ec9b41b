"""Design, for people who were not assigned at random: treated and measured, or only looked at."""

from __future__ import annotations

from tracker.model.appraisal import Design
from tracker.model.vocabulary import ConceptKind
from tracker.reading.design import words
from tracker.reading.design.facts import Facts
from tracker.reading.expressions import Expression

_TREATED = Expression(
    r"open[- ]label|single[- ]arm|open trial|clinical trial\b|proof[- ]of[- ]concept|pilot (?:study|trial)|"
    r"phase (?:2|ii|1|i|3|iii)\b"
)
_ROUTINE = Expression(
    r"retrospective|contacted for|chart|registry|records|naturalistic|observational|survey|users|cohort|case-control"
)


def on_others(f: Facts) -> Design | None:
    """For: "new targets are reviewed here"; nothing of the text's own. Against: "we measured …; p < .05"."""
    return None if f.works else Design.NARRATIVE_REVIEW


def looked_back(f: Facts) -> Design | None:
    """Routine care, registers, surveys, users.

    For: "charts of 90 patients were reviewed". Against: "in this open-label trial, consecutive patients …".
    """
    if not words.RETRO.found(f.study):
        return None
    return None if _TREATED.found(f.study) and not _ROUTINE.found(f.study) else Design.COHORT


def treated(f: Facts) -> Design | None:
    """For: "twenty patients received six infusions". Against: "users of the drug were interviewed"."""
    return Design.TRIAL_NONRANDOMISED if words.OPEN.found(f.study) else None


#: Something was given or done: without any such word people were only looked at.
_GIVEN = Expression(
    r"receiv|infus|administ|\bgiven\b|treat|\bdos(?:e|es|ed|ing)\b|inject|\bmg\b|mg/|challenge|underwent|induced|"
    r"injection|"
    r"before and after|intervention|therapy|anaesthe|anesthe|sedat|taking|session"
)


def otherwise(f: Facts) -> Design:
    """For: "20 volunteers were scanned after a dose": what is left was done to people, and not at random.

    Against: "levels were higher in the fluid of 64 attempters than of 36 controls": people only looked at.
    """
    about_a_drug = bool(f.document.heading.ids(ConceptKind.DRUG))
    return Design.TRIAL_NONRANDOMISED if about_a_drug or _GIVEN.found(f.done) else Design.COHORT
