"""At the start: how people stood before anything was given, which is no result."""

from __future__ import annotations

from tracker.reading.expressions import Expression

_AT_ENTRY = Expression(
    r"\bin baseline\b|\b(?:before|"
    r"prior to) (?:therapy|treatment|initiation|starting)|pre-?index|\bcharacteristics\b|\bmean age\b|"
    r"at (?:study )?entry|\bcontrols? at baseline\b|^\W*(?:however, |also, )?at baseline, "
)
#: "Scores before the intervention were similar": how the groups stood when nothing had been given yet.
_STOOD_BEFORE = Expression(
    r"\b(?:at|on|upon) (?:the |study |trial |hospital )?(?:baseline|admission|enroll?ment|inclusion|screening|"
    r"randomi[sz]ation|entry)\b|"
    r"\bat (?:the )?(?:start|beginning|onset|outset) of (?:the )?(?:study|trial|treatment|therapy)|"
    r"\b(?:before|prior to) (?:(?:the|any|study|their|first|drug) )*(?:intervention|treatment|therapy|infusions?|"
    r"injections?|administration|medication|dosing|surgery|operation|procedure|randomi[sz]ation)|"
    r"\bpre-? ?(?:treatment|intervention|infusion|injection|dose|operative|medication)\b|"
    r"\binitial (?:\w+ ){0,2}(?:scores?|severity|levels?|ratings?)\b|\bdemographics?\b|"
    r"\bage(?:,| and) (?:sex|gender)\b|"
    r"^\W*baseline\b|(?<!high )(?<!low )(?<!higher )(?<!lower )\bbaseline (?:[\w-]+ ){0,3}(?:scores?|severity|levels?|"
    r"ratings?|values?|data|variables)\b"
)
_ARMS_HELD = Expression(
    r"differ|similar|comparab|equal|equivalent|same|alike|match|\b(?:higher|lower|greater|worse|better|milder|more|less)\b"
)
#: What speaks of a later time, or of a change: then the start is only what it is held against.
_LATER = Expression(
    r"from baseline|after|follow|post|chang|reduc|improv|declin|decreas|increas|worsen|respon|remi|relap|adjust|"
    r"controll|covaria|regardless|irrespective|\bfell|\bdropp|\bend|during|throughout|later|subsequent|over time|"
    r"course|\bany (?:\w+ )?(?:time|point|visit)|time ?points|than (?:at|before|pre)|"
    r"compared (?:to|with) (?:the )?(?:baseline|before|pre)|(?:weeks?|days?|hours?|months?|minutes?|min|h) \d|\bat \d"
)
#: "Fell from 8.1 before treatment to 5.2": where it began is told, and where it came to as well.
_SINCE = Expression(r"from baseline|after|following|\bfrom [\d.]+[^.;]{0,40}\bto [\d.]+")
_BEFORE_IT = Expression(r"\bbefore (?:the )?[\w-]+ (?:was|were) (?:administered|given|started)")


def tells_of_the_start(folded: str) -> bool:
    """For: "the groups did not differ before the infusion". Against: "fell from 8.1 before treatment to 5.2",
    and "after adjusting for baseline scores the groups did not differ"."""
    if _AT_ENTRY.found(folded) and not _SINCE.found(folded):
        return True
    if _STOOD_BEFORE.found(folded) and _ARMS_HELD.found(folded) and not _LATER.found(folded):
        return True
    return _BEFORE_IT.found(folded)
