"""STATED: do the results say it, or the contrary, in so many words?"""

from __future__ import annotations

from tracker.model.appraisal import Design, Finding
from tracker.model.verdict import Confidence, Ground, Stance
from tracker.reading.expressions import Expression
from tracker.rules.compare.evidence import Case, Decision, abstain, folded, has, phrase, states

_DENIED = Expression(
    r"\b(?:not|no|nor|neither|never|without|lack of|failed to|rather than)\b(?: [\w'-]+){0,3} ?$|"
    r"\bnone of (?:[\w'-]+ ){0,12}$"
)
_UNSURE = Expression(r"\b(?:may|might|could|would|should|if|whether|unclear|potential(?:ly)?)\b(?: [\w'-]+){0,4} ?$")


_SINGLE_CASES = (Design.CASE_REPORT, Design.CASE_SERIES)


def read_stated(case: Case) -> Decision:
    """For: "travel cost kept patients away" where the claim's words say so. Against: "may be cost-effective".

    A sentence holds what was measured (a marker), one of `words` and, where given, one of `with_words`. One of
    `against_words` says the contrary. What is denied or only thought possible says nothing; results go before
    conclusions; results of both kinds are mixed, conclusions of both kinds give no verdict.
    """
    found = [f for f in case.findings("marker", case.rule.markers) if f.quote.section in ("results", "conclusion")]
    found = [f for f in found if not has(f, "plan", "future", "known")]
    if case.rule.with_words:
        found = [f for f in found if states(f, case.rule.with_words)]
    for section in ("results", "conclusion"):
        here = [f for f in found if f.quote.section == section]
        contrary = [f for f in here if says(f, case.rule.against_words) or _of_the_other(case, f)]
        borne = [f for f in here if says(f, case.rule.words) and f.order not in {c.order for c in contrary}]
        if borne and contrary:
            if section != "results" or not case.rule.challenge:
                return abstain("stated-both-ways")
            chosen = _figures_first(borne)
            return Decision(Stance.MIXED, "stated-both-ways", chosen, confidence=case.confidence(Confidence.LOW))
        usual = Confidence.MEDIUM if section == "results" else Confidence.LOW
        if borne:
            return Decision(Stance.SUPPORTS, "stated", _figures_first(borne), confidence=case.confidence(usual))
        if contrary and case.rule.challenge and case.study.design not in _SINGLE_CASES:
            chosen = _figures_first(contrary)
            return Decision(Stance.CHALLENGES, "contrary-stated", chosen, Ground.AGAINST, case.confidence(usual))
    return abstain("not-stated")


def says(f: Finding, words: tuple[str, ...]) -> bool:
    """One of the phrases stands in the quote and is neither denied nor only thought possible."""
    text = folded(f.quote.text)
    for word in words:
        for match in phrase(word).finditer(text):
            before = text[max(0, match.start() - 90) : match.start()]
            if not _DENIED.found(before) and not _UNSURE.found(before):
                return True
    return False


#: "The other is worth it compared to the drug": what follows is what it is held against.
_HELD_AGAINST = Expression(
    r"\b(?:compared (?:to|with)|than|versus|vs\.?|relative to|over) (?:(?:the|intranasal|intravenous|oral) )?"
    r"(?P<it>[\w-]+)"
)


def _of_the_other(case: Case, f: Finding) -> bool:
    """The claim's words are said of another treatment, and the drug is what that one is compared with."""
    text = folded(f.quote.text)
    for word in case.rule.words:
        for match in phrase(word).finditer(text):
            held = _HELD_AGAINST.search(text[match.start() : match.end() + _NEAR])
            if held is not None and held["it"] in case.study.drugs and says(f, (word,)):
                return True
    return False


_NEAR = 40  #: letters: so soon after the words stands what they are held against


def said_otherwise(case: Case, found: list[Finding]) -> Finding | None:
    """The result that says one of the claim's against_words; none where it tells of plans or of what is known."""
    here = [f for f in found if f.quote.section == "results" and not has(f, "plan", "future", "known")]
    return next((f for f in here if says(f, case.rule.against_words)), None)


def _figures_first(findings: list[Finding]) -> Finding:
    return max(findings, key=lambda f: (any(char.isdigit() for char in f.quote.text), -f.order))
