"""Design, for what is still to be done: protocols and register entries."""

from __future__ import annotations

from tracker.model.appraisal import Design
from tracker.reading import sections as part
from tracker.reading.design import words
from tracker.reading.design.facts import Facts
from tracker.reading.expressions import Expression

_REVIEW = Expression(r"purpose of (?:this )?review|expert opinion|\b(?:in )?this (?:\w+ )?review\b")
_STRONG = Expression(r"\bp ?[<=>≤]|significant|%|95")
_NO_PLAN = Expression(
    r"following|using|under|(?:treatment|dose|dosing|infusion) protocols?|protocols\b|systematic review|"
    r"retrospective|results"
)
_HAS = Expression(
    r"\bp ?[<=>≤] ?0?\.\d|(?:significantly|responded|improved|decreased)\b|we (?:found|observed|did a)|"
    r"results (?:show|suggest|indicat)"
)
_FIGURE = Expression(r"\bp ?[<=>≤] ?0?\.\d|\d ?%")
_HEADED = Expression(r"^(?:a |the )?(?:study|trial) protocol|protocol (?:for|of) (?:a|an|the) ")
#: What a study is to find out. Where its results are told too, it does not end with this.
_AIM = Expression(
    r"\b(?:aim|purpose|objective|goal)s? (?:of (?:this|the|our) (?:[\w-]+ ){0,3}(?:study|trial|project) )?"
    r"(?:is|are) to\b|"
    r"(?<!of )\b(?:this|the)(?: present| current)? (?:[\w-]+ ){0,2}(?:study|trial) "
    r"(?:aims|intends|seeks|proposes|will)\b|\bhypothesis is that\b[^.]*\bwill\b|"
    r"\b(?:researchers|investigators) (?:propose|hypothesi[sz]e|plan|intend)\b"
)


def protocol(f: Facts) -> Design | None:
    """A plan without results.

    For: "100 patients will be randomised". Against: "We will discuss …", "The infusion followed a protocol".
    """
    return Design.PROTOCOL if _is_registry_entry(f) or _ends_with_its_aim(f) or _is_planned(f) else None


def _is_registry_entry(f: Facts) -> bool:
    """A trial register's entry as some databases print it: "INTERVENTION: … CONDITION: … PRIMARY OUTCOME: …"."""
    return "intervention:" in f.abstract and bool(words.REGISTRY.found(f.abstract))


def _ends_with_its_aim(f: Facts) -> bool:
    """For: "… is common. The purpose of this trial is to observe …". Against: the same, and then what was found."""
    told = [s for s in f.document.body if s.role != part.OTHER]
    if not told or f.document.labelled:
        return False
    ends = [s.folded for s in told[-2:]]
    return any(map(_AIM.found, ends)) and not any(_HAS.found(end) and " will " not in end for end in ends)


def _is_planned(f: Facts) -> bool:
    named = words.PROTOCOL_TITLE.found(f.title)
    future = words.FUTURE.count(f.whole)
    if not named and not future:
        return False
    if not named and _REVIEW.found(f.abstract):
        return False
    strong = sum(1 for s in f.results if _STRONG.found(s.folded) and not words.FUTURE.found(s.folded))
    if named and (future or not strong) and not _NO_PLAN.found(f.title):
        return True
    if named and strong <= 2 and _HEADED.found(f.title):
        return True
    if (future >= 4 and (strong <= 1 or future >= 4 * strong)) or (
        future >= 3 and not any(_FIGURE.found(s.folded) for s in f.results)
    ):
        return True
    if not future or strong or _HAS.found(f.methods) or words.CASE_TITLE.found(f.title):
        return False
    if any(s.labelled for s in f.results) and not named:
        return False
    return future >= 2 or ("review" not in f.whole and not words.HAS_RESULTS.found(f.whole))
