"""Design, for what is no study of people: typed records, notices, comments, instruments, models, animals, opinions."""

from __future__ import annotations

from tracker.model.appraisal import Design, Species
from tracker.reading.design import reviews, trialwords, words
from tracker.reading.design.facts import Facts
from tracker.reading.expressions import Expression

_BY_TYPE = (
    ("Clinical Trial Protocol", Design.PROTOCOL),
    ("Network Meta-Analysis", Design.META_ANALYSIS),
    ("Meta-Analysis", Design.META_ANALYSIS),
    ("Systematic Review", Design.SYSTEMATIC_REVIEW),
)
_OPINIONS = frozenset({"Editorial", "Comment", "Letter", "Practice Guideline", "Guideline"})
_COMMENT = Expression(
    r"^(?:reply to|comments? on|letter|editorial)|comments on (?:an|the) articles?|comment on (?:an|the) article|"
    r"replies to|reply to comments|letter (?:to the editor )?(?:was|is) written in response|"
    r"^.*\bthe letter about the article"
)
_QUALITATIVE = Expression(
    r"qualitative (?:study|interview|analys|research|data|method|approach)|(?:semi-structured|in-depth) interview|"
    r"phenomenological analysis|"
    r"thematic analysis|(?<!hidden )markov|cost-effectiveness|delphi|bibliometric|budget impact|focus groups?|"
    r"mendelian randomi|discrete[- ]choice"
)


def typed(f: Facts) -> Design | None:
    """PubMed's own type, where it is reliable.

    For: "Meta-Analysis". Against: "Randomized Controlled Trial", which re-analyses of trials bear as well.
    """
    return next((design for name, design in _BY_TYPE if name in f.kinds), None) if f.kinds else None


def title_alone(f: Facts) -> Design | None:
    """For: no abstract, or a notice that repeats a title: it says nothing sure. Against: any abstract."""
    return None if f.document.body else Design.OTHER


def comment(f: Facts) -> Design | None:
    """For: "Comments on an article by …". Against: "Patients' comments on the infusion were recorded"."""
    return Design.NARRATIVE_REVIEW if _COMMENT.found(f.opening) else None


def instrument(f: Facts) -> Design | None:
    """For: "Validation of a scale for …", "Cost-effectiveness of …". Against: "… : a randomised trial"."""
    if not words.TOOL.found(f.title) or trialwords.RANDOM.found(f.title) or words.SYS_TITLE.found(f.title):
        return None
    return Design.OTHER


def not_human(f: Facts) -> Design | None:
    """For: "Rats received the drug". Against: "This review discusses what is known from rats"."""
    if f.species not in (Species.ANIMAL, Species.IN_VITRO):
        return None
    return None if reviews.is_narrative(f) and f.speaks_of_itself else Design.PRECLINICAL


def opinion(f: Facts) -> Design | None:
    """For: a letter that counts nobody. Against: a letter that reports a case, or "40 patients"."""
    if not f.kinds & _OPINIONS or "Case Reports" in f.kinds or f.counts_people:
        return None
    return Design.NARRATIVE_REVIEW


def no_trial(f: Facts) -> Design | None:
    """For: "Patients' lived experience of …". Against: the same with people assigned at random."""
    return Design.OTHER if words.OTHER.found(f.title) and not f.random else None


def modelled(f: Facts) -> Design | None:
    """For: "a cost-utility analysis alongside the trial". Against: "costs were lower"."""
    return Design.OTHER if words.MODELLED.found(f.done) and not reviews.named_systematic(f) else None


def no_treatment(f: Facts) -> Design | None:
    """For: "semi-structured interviews", "a Markov model". Against: "patients were interviewed" once a week."""
    return Design.OTHER if _QUALITATIVE.found(f.done) else None
