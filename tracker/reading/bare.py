"""Bare results: said of the drug or of the arms without naming what was measured ("was not superior to placebo")."""

from __future__ import annotations

from tracker.model.appraisal import Comparator, Direction
from tracker.model.vocabulary import ConceptKind
from tracker.reading.clauses import Clause
from tracker.reading.expressions import Expression
from tracker.reading.study import Study
from tracker.reading.toldofarms import names_both_arms

_NO_BETTER = Expression(
    r"\b(?:not|no|neither|nor|never) (?:\w+ ){0,4}(?:superior(?:ity)?|better|more (?:effective|efficacious)|"
    r"(?:advantage|benefits?)(?: (?:of|for|with) [\w-]+)?|separat\w+|differ(?:ed|ent)?) "
    r"(?:over|to|than|versus|vs\.?|from|compared (?:to|with)) |"
    r"\b(?:fail(?:ed|s)? to|(?:did|does|do) not) (?:\w+ly )?(?:separate from|outperform) |"
    r"^\W*(?:however,? |also,? |again,? |but )?(?:(?:there (?:was|were)|we (?:found|observed|saw)) )?no "
    r"(?:\w+ ){0,3}(?:group |between-group )?differences? (?:was |were )?(?:\w+ )?between (?:the )?"
)
_BETTER = Expression(
    r"(?<!not )(?<!no )(?<!no more )\b(?:superior to|more (?:effective|efficacious) than|outperform(?:ed|s)?|"
    r"(?:significantly|statistically) better than|superiority over|an? (?:\w+ )?advantage (?:for [\w-]+ )?over|"
    r"(?:treatment |clinical )benefits? [^.;]{0,30}\b(?:versus|vs\.?|over|compared (?:to|with))) "
)
_IMPROVED = Expression(
    r"\b(?:significant|marked|clear|clinical|substantial|dramatic|complete|rapid|sustained) "
    r"(?:clinical |and \w+ )?(?:improvement|benefit|recovery)s?\b"
    r"(?! (?:in|of) (?!(?:all|\d|most|the (?:patient|majority)|both)))|"
    r"\b(?:reduction|decrease|decline|drop|fall|improvement)s? (?:in|of) (?:the |all |total |mean |their )*(?:symptom |"
    r"severity )?(?:scores|ratings)\b(?! (?:of|on|for)\b)|"
    r"^\W*(?:the |all |total |mean |their |symptom |severity )*(?:scores|ratings) (?:\w+ly )?(?:fell|decreased|"
    r"declined|dropped|improved)\b|"
    r"\b(?:improvement|benefit)s? (?:from [^.;]{2,40} )?(?:was|were) (?:\w+ )?(?:noted|seen|observed|found)|"
    r"\b(?:strong|large|robust|marked|clear|prolonged) (?:[\w-]+ )?effects? (?:was|were) (?:noted|seen|observed|found)|"
    r"\b(?:patients?|participants|subjects|cases|all|both|\d ?%\)?) (?:\w+ly )?(?:improved|benefitt?ed|"
    r"recovered)\b(?! (?:in|from) (?!baseline))"
)
#: "The group by time interaction was not significant", "the treatment difference did not reach significance".
_ARMS_ALIKE = Expression(
    r"^\W*(?:but |although |though |however,? |whereas |while |yet |with )?(?:(?:the|this|a) )?(?:\w+ )?"
    r"(?:(?:group|treatment|drug|condition|arm)[- ](?:by|×|x|\*)[- ]time|time[- ](?:by|×|x|\*)[- ](?:group|"
    r"treatment|drug|"
    r"condition|arm)|(?:treatment|group|between-group|intergroup|drug-placebo|between-arm)) "
    r"(?:interactions?|differences?|effects?) (?:\([^()]*\) )?(?:was|were|did|is) (?:\w+ )?(?:not|"
    r"non-?significant|insignificant)"
)
#: "We found no benefit of the drug", "it did not provide any clinical benefit".
NO_GOOD = Expression(
    r"\b(?:found|saw|was|were|is|showed|demonstrated|observed) no (?:\w+ )?(?:benefits?|advantage|efficacy) "
    r"(?:of|for|from) |"
    r"\b(?:(?:does|did) not (?:have|provide|bring|confer|offer|give)|(?:had|has|brought|gave|provided|"
    r"conferred|offered) no) "
    r"(?:(?:any|an?|net|clinical|additional|significant|meaningful|further|added) )*(?:benefits?|advantage)\b"
)
_CONTROLS = (Comparator.PLACEBO, Comparator.ACTIVE_PLACEBO, Comparator.MIXED)
_NO_DIFFERENCE_FROM = Expression(
    r"\bno (?:statistically )?(?:significant )?differences? (?:from|versus|vs\.?|compared (?:to|with)|relative "
    r"to) (?:the )?"
)
#: "The mean change was -9 and -8, a difference of -1 (95 % CI -7 to 5)".
_OF_SO_MUCH = Expression(
    r"\b(?:change|decrease|reduction|improvement|fall|drop)s?\b[^;]{0,120}\b(?:difference|md|smd)\b ?(?:of|was|"
    r"=|:|,|\()|"
    r"\b(?:mean|between-group|group|treatment|adjusted) difference (?:was|of|=) -?\d"
)
#: "The improvement was maintained", "gains persisted", "the benefit had gone by day 7": what became of a benefit.
_BECAME = Expression(
    r"\b(?:improvements?|benefits?|gains|effects?|responses?|efficacy|reductions?)\b[^.;]{0,70}?\b(?:maintained|sustained|"
    r"persist(?:ed|s)?|last(?:ed|s)|held|endured|retained|preserved|durable|remained|continued|no longer|lost|"
    r"disappeared|dissipated|waned|faded|vanished|wore off)\b|"
    r"\b(?:maintained|sustained|retained|kept|preserved|lost) (?:their|the|this|these|its|her|his) (?:\w+ "
    r")?(?:improvements?|"
    r"benefits?|gains|responses?)\b|\bcontinued to improve\b"
)


def _told_of_both(clause: Clause, study: Study) -> bool:
    """A difference of so much, or so many on the drug and so many on the control, by chance (p = .55)."""
    if "null" in clause.cues or "associated" in clause.cues:
        return False
    if not any(hint in clause.folded for hint in ("difference", "%", "md", "/")):
        return False
    if _OF_SO_MUCH.found(clause.folded):
        return True
    return names_both_arms(clause, study.drugs) and (len(clause.percents) > 1 or "difference" in clause.folded)


def _course(clause: Clause) -> bool:
    cues = clause.cues
    told = bool({"lasting", "fading"} & cues) and not {"future", "plan", "known", "associated"} & cues
    return told and _BECAME.found(clause.folded)


#: "Results on primary outcomes were mixed within and across trials".
_MIXED = Expression(
    r"\b(?:results|findings)(?: (?:on|for|of|regarding|concerning) (?:the )?(?:\w+ )?"
    r"(?:outcomes?|efficacy|effectiveness))? (?:were|are|have been) (?:\w+ )?"
    r"(?:mixed|conflicting|inconsistent|contradictory|equivocal|erratic)\b"
)

_UNSURE = {"null", "negation", "hedge", "associated", "future", "plan", "known", "worse"}


def bare_direction(clause: Clause, study: Study) -> tuple[Direction, str] | None:
    """The way of a result on the drug or on the arms that names no outcome; None where the clause tells none.

    For: "The drug was not superior to placebo", "All studies reported significant improvement after the drug", "the
    treatment difference was not significant", "the benefit had gone by day 7" (what became of it: no way). Against:
    "no difference in zinc levels", "improvement in sleep": these name what was measured.
    """
    if "null" in clause.cues and study.comparator in _CONTROLS and _ARMS_ALIKE.found(clause.folded):
        return Direction.NO_DIFFERENCE, "bare-arms"
    if study.comparator in _CONTROLS and _over_control(clause, _NO_DIFFERENCE_FROM):
        return Direction.NO_DIFFERENCE, "bare-null"
    if study.comparator in _CONTROLS and _told_of_both(clause, study) and clause.significant is False:
        return Direction.NO_DIFFERENCE, "bare-difference"
    if "mixedresult" in clause.cues and _MIXED.found(clause.folded):
        return Direction.UNCLEAR, "bare-mixed"
    if _course(clause):
        return Direction.UNCLEAR, "bare-course"
    ours = sum(m.kind == ConceptKind.DRUG and m.id in study.drugs for m in clause.mentions)
    if not ours and not any(m.id in study.drugs for m in clause.sentence.mentions if m.kind == ConceptKind.DRUG):
        return None
    control = bool(clause.of(ConceptKind.COMPARATOR))
    # "no difference between the drug (in trials with one control) and the drug (with another)" has it on both sides
    if ours == 1 and not control and study.comparator in _CONTROLS and NO_GOOD.found(clause.folded):
        return Direction.NO_DIFFERENCE, "bare-no-good"
    if control and "associated" not in clause.cues:
        if ours < 2 and _over_control(clause, _NO_BETTER):
            return Direction.NO_DIFFERENCE, "bare-null"
        if _over_control(clause, _BETTER) and not {"null", "negation"} & clause.cues:
            return Direction.BETTER, "bare-better"
    if not control and not _UNSURE & clause.cues and _IMPROVED.found(clause.folded):
        return Direction.BETTER, "bare-improvement"
    return None


def _over_control(clause: Clause, words: Expression) -> bool:
    """The control, or one of the two that are compared, stands right after the words."""
    ends = [clause.start + match.end() for match in words.finditer(clause.folded)]
    arms = [m.start for m in clause.mentions if m.kind in (ConceptKind.COMPARATOR, ConceptKind.DRUG)]
    return any(0 <= start - end <= 12 for start in arms for end in ends)
