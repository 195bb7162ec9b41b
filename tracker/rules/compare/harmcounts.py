"""What the figures of a sentence on unwanted effects say: how many had them, how many left for them."""

from __future__ import annotations

from tracker.model.appraisal import Finding
from tracker.reading.effects import effects_in
from tracker.reading.expressions import Expression
from tracker.reading.numbers import NUMBER, percents, to_int
from tracker.rules.compare.evidence import folded

FEW, MANY = 10.0, 50.0  #: percent of people

#: What is counted of people or doses, not scored on a scale: "was more frequent", "occurred in 12 %".
_COUNTED = Expression(
    r"frequen|common|often|inciden|prevalen|(?<!heart )(?<!pulse )\brates?\b|\brisks?\b|\bodds\b|%|"
    r"\b[or]r ?[=:,]? ?\d|\b\d+ of \d+|"
    r"more (?:patients|participants|people|women|men|children|subjects|adverse|side)|side[- ]effect|adverse|occurred"
)
#: The rate of grave events, or of leaving for them, is not the rate of events.
_SOME_EVENTS = Expression(r"\b(?:serious|severe|grave|discontinu\w+|withdr\w+|drop-?outs?|leading to|led to)\b")
#: "In 4% of patients and serious events in 0.1%": two rates.
_PARTS = Expression(r";|,? and (?=serious|severe|grave)")
_PEOPLE = r"(?:patients|participants|subjects|people|women|men|volunteers|adults|children|individuals|those|them)"
_MOST_HAD = Expression(
    rf"\b(?:half|most|majority|two[- ]thirds|three[- ]quarters|nearly all|almost all|all)(?: of)?(?: the| our)?"
    rf"(?: \w+)? {_PEOPLE} (?:\w+ )?(?:had|experienced|reported|suffered|developed)\b|"
    rf"\b(?:by|in|among) (?:half|most|the majority|two[- ]thirds|three[- ]quarters|nearly all|almost all)(?: of)?"
    rf"(?: the| our)? {_PEOPLE}"
)
_PER_DOSE = Expression(
    r"(?:treatments|infusions|sessions|administrations|doses)\b.{0,12}\(?\d+(?:\.\d+)? ?%|"
    r"% (?:\([^)]*\) )?of (?:all |the )?(?:[\d,]+ )?(?:\w+ )?(?:treatments|infusions|sessions|doses|administrations)"
)
_CAUSE = Expression(r"\b(?:because of|due to|owing to|on account of)\b")
_IN_WORDS = Expression(rf"\b({NUMBER}) per ?cent\b")
_LEAVERS = Expression(
    rf"\b({NUMBER}) (?:of \w+ )?(?:\(\d[^)]*\) )?(?:\w+ )?(?:{_PEOPLE}|patient|participant|subject|ss)?\b"
)


def is_counted(f: Finding) -> bool:
    return _COUNTED.found(folded(f.quote.text))


#: "Fewer than 5 % reported side effects": a bound that serves as the share.
_BELOW = Expression(
    r"\b(?:fewer|less) than (\d{1,2}(?:\.\d+)?) ?%(?: of)?(?: (?:the|all|our))?(?: \w+)? ?(?:reported|"
    r"experienced|had)\b"
)


def shares_with_any(f: Finding) -> list[float]:
    """The percentages of people who had any unwanted event; none where the rate is that of grave ones only."""
    text = folded(f.quote.text)
    if (below := _BELOW.search(text)) is not None:
        return [float(below[1])]
    if _SOME_EVENTS.found(_with_figures(text)):
        return []
    return [s.value for s in f.shares if s.of != "control"]


def most_had(f: Finding) -> bool:
    """ "Two thirds of the patients had at least one"."""
    text = folded(f.quote.text)
    return _MOST_HAD.found(text) and not _SOME_EVENTS.found(text)


_OF_EVENTS = Expression(r"\bof (?:the |all )?(?:\d+ )?(?:adverse|side[- ]effect)")
_COMMONEST = Expression(
    r"(?:most|frequently|commonly|commonest) (?:\w+ ){0,2}(?:common|frequent|reported|observed)?[^.;]{0,30}"
    r"(?:adverse|side[- ]effect|teae)|(?:adverse events?|side[- ]effects?|adverse effects?|teaes?) (?:\w+ ){0,4}includ"
)


def most_common_share(f: Finding) -> float:
    """Percent of people with the commonest effect, in "the most frequent adverse events were drowsiness (56 %), …"."""
    text = folded(f.quote.text)
    if not _COMMONEST.found(text) or _SOME_EVENTS.found(text) or _OF_EVENTS.found(text):
        return 0.0
    return max((p.value for p in percents(text)), default=0.0)


def per_dose(f: Finding) -> bool:
    """ "In 2.3 % of the infusions": of doses, not of people."""
    return _PER_DOSE.found(folded(f.quote.text))


def share_who_left(f: Finding, people: int | None) -> float:
    """Percent of people who stopped: as stated, or the number told of those studied."""
    text = folded(f.quote.text)
    cause = _CAUSE.search(text)
    told = percents(text)
    if told:
        before = [p.value for p in told if cause is not None and p.start < cause.start()]
        return before[-1] if before else max(p.value for p in told)
    if (words := _IN_WORDS.search(text)) and (share := to_int(words[1])):
        return float(share)
    match = _LEAVERS.search(text)
    left = to_int(match[1]) if match else None
    return 100 * left / people if left and people and left <= people else 0.0


def few_of_many(f: Finding) -> bool:
    """Where figures are given and all are small, neither grave events nor drop-out are a great burden."""
    shares = [p.value for p in percents(folded(f.quote.text))]
    return bool(shares) and max(shares) <= FEW / 2


def ratio_above(f: Finding) -> bool:
    """A ratio whose whole interval lies above one: the harm was more frequent."""
    effects = effects_in(f.quote.text, folded(f.quote.text))
    ratios = [e for e in effects if e.measure in ("RR", "OR", "HR") and e.low is not None and e.high is not None]
    return bool(ratios) and all(e.low is not None and e.low > 1 for e in ratios)


def _with_figures(text: str) -> str:
    """The part that holds the percentage: in "in 5%; two serious events occurred" the first."""
    return next((part for part in _PARTS.split(text) if "%" in part), text)
