"""Effects: measures with their intervals, as printed."""

from __future__ import annotations

from tracker.model.appraisal import Effect
from tracker.reading.expressions import Expression
from tracker.reading.numbers import p_values

_NUM = r"[+-]? ?\d*\.?\d+"
_MEASURE = (
    r"(?P<measure>standardi[sz]ed mean differences?|weighted mean differences?|"
    r"least[- ]squares? mean differences?|lsmds?|mean differences?|mean reduction|risk differences?|smds?|wmds?|mds?|"
    r"hedges'? ?g?|cohen'?s? d'?|odds ratios?|"
    r"risk ratios?|relative risks?|hazard ratios?|rate ratios?|ors?|rrs?|hrs?|aor|rd|es|g|d'?|differences?|"
    r"effect sizes?)"
)
_EFFECT = Expression(
    rf"\b{_MEASURE}\b[^.;0-9%+-]{{0,40}}?(?P<value>{_NUM})[^0-9]{{0,14}}(?:95 ?%? ?,?\(?(?:ci|"
    rf"confidence intervals?|cris?|credible interval)[^0-9+.-]{{0,24}})?"
    rf"(?:(?:95 ?(?:%|per ?cent)[ -]?(?:ci|confidence (?:intervals?|limits?)(?: \(ci\))?|credible intervals?|"
    rf"cris?|cls?)|"
    rf"ci ?95 ?%)s?[^0-9+.-]{{0,16}})(?P<low>{_NUM})\s?(?:to|,|"
    rf";|-|and|/|–)\s?(?P<high>{_NUM})"
)
_BARE = Expression(
    rf"(?P<value>{_NUM})[^0-9.]{{0,30}}95 ?% ?(?:ci|"
    rf"confidence intervals?(?: \(ci\))?)s?[^0-9+.-]{{0,16}}(?P<low>{_NUM})\s?(?:to|,|;|-|and)\s?(?P<high>{_NUM})"
)
#: "Difference [95% CI], -3.8 [-5.75 to -1.89]": what the brackets hold is told before the figures.
_HEADED = Expression(
    rf"\b{_MEASURE} ?[\[(][^\])]{{0,12}}95 ?% ?(?:ci|confidence intervals?)[\])](?:[^.;0-9+-]{{0,60}}|[^.;]{{0,140}}?"
    rf"\b(?:was|were|of) )(?P<value>{_NUM}) ?"
    rf"[\[(] ?(?P<low>{_NUM}) ?(?:to|,|;|-) ?(?P<high>{_NUM}) ?[\])]"
)


def _name(measure: str) -> str:
    m = measure.lower().rstrip("s")
    if m.startswith(("odds", "or", "aor")):
        return "OR"
    if m.startswith(("risk diff", "rd")):
        return "RD"
    if m.startswith(("risk", "relative", "rr", "rate")):
        return "RR"
    if m.startswith(("hazard", "hr")):
        return "HR"
    if m.startswith(("standard", "smd", "hedge", "cohen", "g", "d", "e")) and not m.startswith("difference"):
        return "SMD"
    return "MD"


def _number(text: str) -> float:
    return float(text.replace(" ", "").replace("+", ""))


def effects_in(text: str, folded: str) -> list[Effect]:
    """Effects with an interval in one sentence or clause.

    For: "SMD = -0.30, 95% CI -0.47 to -0.12". Against: a bare "95 %".
    """
    if "95" not in folded:
        return []
    ps = p_values(folded)
    p = f"{ps[0].sign}{ps[0].value:g}" if ps else ""
    found = []
    for pattern in (_EFFECT, _HEADED, _BARE):
        for m in pattern.finditer(folded):
            try:
                value, low, high = (_number(m[name]) for name in ("value", "low", "high"))
            except ValueError:
                continue
            if low > high:
                low, high = high, low
            if not low <= value <= high:
                continue
            measure = _name(m["measure"]) if "measure" in m.groupdict() else "MD"
            found.append(Effect(measure=measure, value=value, low=low, high=high, p=p, quote=text[m.start() : m.end()]))
        if found:
            break
    return found


def excludes_null(effect: Effect) -> bool | None:
    """Whether the interval leaves out "no difference" (1 for ratios, 0 for differences)."""
    if effect.low is None or effect.high is None:
        return None
    null = 1.0 if effect.measure in ("OR", "RR", "HR") else 0.0
    return not effect.low <= null <= effect.high


#: A difference smaller than this is of no use to a patient: 0.2 standard deviations, by Cohen's convention.
USEFUL_SMD = 0.2


def rules_out(effect: Effect) -> bool:
    """True where the whole interval lies within what is of no use: only for standardised differences."""
    return (
        effect.measure == "SMD"
        and effect.low is not None
        and effect.high is not None
        and max(abs(effect.low), abs(effect.high)) < USEFUL_SMD
    )
