"""One study in plain language, from what was read out of its results; never from its authors' conclusion.

Past tense, bound to the study, without doses. What an uncontrolled study saw has an unknown cause.
"""

from __future__ import annotations

from collections.abc import Mapping

from tracker.model.appraisal import Appraisal, Comparator, Design, PrimaryResult, Species
from tracker.model.record import Record

NO_TEXT_YET = "Only the title of this publication is known so far; what it found is not."
RETRACTED = "Retracted: what it reported must not be relied on."
RETRACTED_NO_VERDICT = "It is not held against any claim."
UNDER_CONCERN = "Its journal has published a concern about it: treat what it reported with caution."

FEWEST = 20

_NO_COMPARATOR = (Comparator.NONE, Comparator.NOT_APPLICABLE)
_POOLED = (Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW)
_WITHOUT_RESULTS = (Design.PROTOCOL, Design.NARRATIVE_REVIEW)

_KIND = {
    Design.META_ANALYSIS: "Pooled analysis",
    Design.SYSTEMATIC_REVIEW: "Systematic review",
    Design.NARRATIVE_REVIEW: "Overview or opinion article",
    Design.RCT: "Randomised trial",
    Design.RCT_SECONDARY: "Later analysis of randomised trial data",
    Design.TRIAL_NONRANDOMISED: "Trial without randomisation",
    Design.COHORT: "Observational study",
    Design.CASE_REPORT: "Case report",
    Design.CASE_SERIES: "Case series",
    Design.PROTOCOL: "Plan of a study",
    Design.PRECLINICAL: "Laboratory study",
    Design.OTHER: "Study of another kind",
}

_COMPARED = {
    Comparator.PLACEBO: "compared with an inert placebo",
    Comparator.ACTIVE_PLACEBO: "compared with a placebo that can be felt",
    Comparator.ACTIVE: "compared with another treatment",
    Comparator.DOSE: "comparing ways of giving the same drug",
    Comparator.MIXED: "with more than one comparison",
    Comparator.NONE: "with nothing to compare it with",
    Comparator.NOT_APPLICABLE: "",
}

_THAN = {
    Comparator.PLACEBO: "placebo",
    Comparator.ACTIVE_PLACEBO: "the placebo",
    Comparator.ACTIVE: "the other treatment",
}

_RANK = (
    Design.META_ANALYSIS,
    Design.RCT,
    Design.SYSTEMATIC_REVIEW,
    Design.RCT_SECONDARY,
    Design.TRIAL_NONRANDOMISED,
    Design.COHORT,
    Design.CASE_SERIES,
    Design.CASE_REPORT,
    Design.OTHER,
    Design.PROTOCOL,
    Design.NARRATIVE_REVIEW,
    Design.PRECLINICAL,
)


def design_rank(design: Design) -> int:
    """0 is the best design; for the order of studies only, it is no measure of certainty."""
    return _RANK.index(design)


def design_words(design: Design) -> str:
    """ "Randomised trial", as the heading of a list."""
    return _KIND[design]


def comparator_words(comparator: Comparator) -> str:
    return _COMPARED[comparator] or "does not apply"


def plain_line(appraisal: Appraisal, record: Record, words: Mapping[str, str]) -> str:
    """One to three short sentences: warning first, then design, people, comparison, and what the main result was.

    words: labels of the vocabulary's ids for drugs and conditions; an id without a label is left out.
    """
    if record.is_retracted:
        return f"{RETRACTED} {study_line(appraisal, words)}"
    sentences = [UNDER_CONCERN] if record.has_concern else []
    if not record.abstract:
        return " ".join([*sentences, NO_TEXT_YET])
    return " ".join(filter(None, [*sentences, study_line(appraisal, words), result_line(appraisal)]))


def study_line(appraisal: Appraisal, words: Mapping[str, str]) -> str:
    """ "Randomised trial of 64 people (some illness), compared with an inert placebo." """
    kind = _KIND[appraisal.design]
    subjects = [words[id] for id in appraisal.conditions[:2] if id in words]
    about = f" ({', '.join(subjects)})" if subjects else ""
    if appraisal.design is Design.NARRATIVE_REVIEW:
        return f"{kind}{about}, without results of its own."
    if appraisal.design is Design.PROTOCOL:
        return f"{kind}{about}; it has no results yet."
    if not is_in_people(appraisal):
        place = "in animals" if appraisal.species is Species.ANIMAL else "in cells"
        return f"{kind} {place}{about}; what it means for people is unknown."
    compared = "" if appraisal.design in _POOLED else _COMPARED[appraisal.comparator]
    return f"{kind}{_size(appraisal)}{about}{f', {compared}' if compared else ''}."


def _size(appraisal: Appraisal) -> str:
    people = "1 person" if appraisal.participants == 1 else f"{appraisal.participants or 0:,} people"
    if appraisal.design in _POOLED:
        if appraisal.n_studies is None:
            return f" of {people}" if appraisal.participants else ""
        studies = "1 study" if appraisal.n_studies == 1 else f"{appraisal.n_studies:,} studies"
        return f" of {studies} with {people} in all" if appraisal.participants else f" of {studies}"
    if appraisal.participants is None:
        return "" if appraisal.design is Design.OTHER else " (number of people not stated)"
    return f" of {people}"


def result_line(appraisal: Appraisal) -> str:
    """The main result as the abstract reports it; "" where there is none to tell."""
    if appraisal.design in (*_WITHOUT_RESULTS, Design.SYSTEMATIC_REVIEW, Design.OTHER) or not is_in_people(appraisal):
        return ""
    if appraisal.primary_result is PrimaryResult.NOT_EFFICACY:
        return ""
    if appraisal.design is Design.META_ANALYSIS:
        return _POOLED_RESULT[appraisal.primary_result]
    if is_uncontrolled(appraisal):
        return _UNCONTROLLED_RESULT[appraisal.primary_result]
    if appraisal.primary_result is PrimaryResult.MIXED:
        return "Its main results went both ways."
    than = _THAN.get(appraisal.comparator, "the comparison")
    if appraisal.primary_result is PrimaryResult.NO_DIFFERENCE:
        return f"On its main result it did not show a difference from {than}."
    if appraisal.primary_result is PrimaryResult.AGAINST:
        return f"On its main result people did worse than on {than}."
    if appraisal.design in (Design.TRIAL_NONRANDOMISED, Design.COHORT):
        return "People did better than those they were compared with; the groups were not formed by chance."
    if appraisal.comparator in (Comparator.PLACEBO, Comparator.ACTIVE_PLACEBO):
        return f"On its main result people did better than on {than}."
    return "Its main result went in favour of the treatment studied."


_POOLED_RESULT = {
    PrimaryResult.FAVOURS: "Taken together the studies went in favour of the treatment.",
    PrimaryResult.NO_DIFFERENCE: "Taken together the studies did not show a difference.",
    PrimaryResult.AGAINST: "Taken together the studies went against the treatment.",
    PrimaryResult.MIXED: "Its main results went both ways.",
}

_UNCONTROLLED_RESULT = {
    PrimaryResult.FAVOURS: "People improved; the cause is unknown.",
    PrimaryResult.NO_DIFFERENCE: "No clear change was measured.",
    PrimaryResult.AGAINST: "People got worse; the cause is unknown.",
    PrimaryResult.MIXED: "Results went both ways; the cause is unknown.",
}


def badges(record: Record, appraisal: Appraisal) -> tuple[str, ...]:
    """Short words, gravest first."""
    marks = (
        (record.is_retracted, "retracted"),
        (record.has_concern, "expression of concern"),
        (record.is_corrected, "corrected since"),
        (record.is_preprint, "preprint, not peer-reviewed"),
        (bool(record.abstract), _design_badge(appraisal)),
        (_is_small(appraisal), "fewer than 20 people"),
        (blinding_not_secured(appraisal), "blinding not secured"),
        (appraisal.spin, "conclusion goes further than the main result"),
    )
    return tuple(word for applies, word in marks if applies and word)


def _is_small(appraisal: Appraisal) -> bool:
    """Not said of case reports, which are small by nature."""
    described = (Design.CASE_REPORT, Design.CASE_SERIES)
    return is_in_people(appraisal) and appraisal.design not in described and 0 < (appraisal.participants or 0) < FEWEST


def _design_badge(appraisal: Appraisal) -> str:
    if appraisal.species is Species.ANIMAL:
        return "animal"
    if appraisal.species is Species.IN_VITRO:
        return "cell"
    if appraisal.design is Design.TRIAL_NONRANDOMISED:
        return "open-label" if is_uncontrolled(appraisal) else "not randomised"
    return {
        Design.META_ANALYSIS: "pooled analysis",
        Design.SYSTEMATIC_REVIEW: "review",
        Design.NARRATIVE_REVIEW: "no new results",
        Design.RCT: "randomised",
        Design.RCT_SECONDARY: "re-analysis",
        Design.COHORT: "observational",
        Design.CASE_REPORT: "case report",
        Design.CASE_SERIES: "case series",
        Design.PROTOCOL: "plan, no results",
        Design.PRECLINICAL: "laboratory",
    }.get(appraisal.design, "")


def why_no_verdict(record: Record, appraisal: Appraisal | None) -> str:
    """For a study that is shown without a verdict: why there is none, as far as that can be told."""
    if appraisal is None or not record.abstract:
        return "Without an abstract it is not held against any claim."
    if appraisal.stumbled:
        return "Its abstract could not be read here, so it is not held against any claim."
    if appraisal.design in _WITHOUT_RESULTS:
        return "It reports no results of its own, so it is not held against any claim."
    return "Its abstract does not settle any of the claims that are watched."


def blinding_not_secured(appraisal: Appraisal) -> bool:
    """A benefit over an inert placebo, where the drug can be felt: people may have guessed their arm."""
    return (
        appraisal.design in (Design.RCT, Design.RCT_SECONDARY)
        and appraisal.comparator is Comparator.PLACEBO
        and appraisal.primary_result in (PrimaryResult.FAVOURS, PrimaryResult.MIXED)
    )


def is_in_people(appraisal: Appraisal) -> bool:
    return appraisal.species not in (Species.ANIMAL, Species.IN_VITRO) and appraisal.design is not Design.PRECLINICAL


def is_uncontrolled(appraisal: Appraisal) -> bool:
    """Nothing to compare with; for want of randomisation, another dose of the same drug is no control either."""
    if appraisal.design in (Design.CASE_REPORT, Design.CASE_SERIES):
        return True
    if appraisal.design in (Design.TRIAL_NONRANDOMISED, Design.COHORT):
        return appraisal.comparator in (*_NO_COMPARATOR, Comparator.DOSE)
    return appraisal.design not in _POOLED and appraisal.comparator in _NO_COMPARATOR
