"""Direction: which way one clause says that one outcome went, for the patient."""

from __future__ import annotations

from tracker.model.appraisal import Direction
from tracker.model.vocabulary import Benefit, ConceptKind
from tracker.reading.atstart import tells_of_the_start
from tracker.reading.clauses import Clause
from tracker.reading.contrast import (
    as_did_the_other,
    control_did_better,
    drug_is_ahead,
    has_near_values,
    is_alike,
    is_less_of_a_benefit,
    stands_behind,
    whichever_arm,
)
from tracker.reading.expressions import Expression, expression
from tracker.reading.figures import Reading, by_figures
from tracker.reading.mentions import Mention
from tracker.reading.movement import EFFECT_WORD, away, movement
from tracker.reading.toldofarms import no_such_effect, null_in_passing, of_the_control, told_arm_by_arm

_FLIP = {Direction.BETTER: Direction.WORSE, Direction.WORSE: Direction.BETTER}
_INTERACTION = Expression(
    r"(?:group|treatment|time|drug|dose)[- ]?(?:by|×|x|\*)[- ]?(?:group|treatment|time|drug|dose)|"
    r"interaction between (?:group|treatment|time|the subscales)|interaction[^.]{0,200}(?:placebo|control|saline)|"
    r"treatment (?:×|by|x) time|"
    r"\bno (?:(?:main|overall|significant) ){0,2}effects? of (?:the )?(?:group|treatment|drug|condition)\b"
)
_CRITERION_MET = Expression(
    r"criteri(?:on|a) (?:for \w+ )?(?:was|were) met|met (?:the )?(?:\w+ )?criteri(?:on|a)|"
    r"achieved (?:a )?(?:clinical )?(?:response|remission)"
)
_SIGNIFICANT_DIFFERENCE = Expression(
    r"\bsignificant(?:ly)? (?:\w+[- ]){0,3}(?:differences?|different|interaction|effect)\b|pooled effect|"
    r"effect sizes?|(?:large|moderate|strong|robust|medium) (?:\w+ )?effects?|(?:effect|difference|improvement|"
    r"change) (?:(?:in|on|for|of|between) [^.;,]{2,60} )?(?:was|were|remained|became) (?:also |still |"
    r"statistically |highly |already )*significant|"
    r"(?:effect|efficacy|effectiveness)\b[^.;]{0,60} (?:was|were) (?:confirmed|demonstrated|supported)|"
    r"significant(?:ly)? (?:\w+ )?changes?\b[^.;]{0,60}\b(?:from|over|since|compared (?:to|with)) (?:the )?"
    r"(?:baseline|time)|"
    r"\b(?:an|main|overall) effects? (?:of|for) (?:the )?[\w-]+ (?:was|were) (?:found|observed|seen|detected|evident)"
)
#: "One had remitted in each of the two groups": as many as on the control.
_AS_MANY = Expression(
    r"\b(?:one|two|three|four|five|six|\d+)\b(?! ?%)[^.;]{0,60}\b(?:respon|remit|remiss|relaps|improv)\w*"
    r"[^.;]{0,20} in each (?:of the |group|arm)"
)
#: "Only three responded": that few did is no benefit to speak of. Against: "only the drug improved it".
_FEW = Expression(
    r"\bonly (?:a few|few|one|two|three|four|(?:1?\d|2[0-4])(?:\.\d+)? ?%|\d+(?!\d|\.| ?%))[^.;]{0,60}"
    r"\b(?:respond|remit|improv|achiev)"
)
#: "A number needed to treat of 4 for response": so many are treated for one more to be well.
_NEEDED_TO_TREAT = Expression(r"\b(?:nnts?\b|numbers? needed to treat)[^.;]{0,80}?(?<![\d.-])\d")
_THE_MORE = Expression(
    r"\b(?:each|every|per) (?:additional |one |\d)[\w-]*[ -](?:point|unit|year|level|increase|increment)|"
    r"\bthe (?:lower|higher|greater|more|larger|smaller|less|longer|shorter|further|faster|earlier)\b[^,]{2,60}"
    r"(?:\([^()]*\)[^,()]{0,80}){0,3}, the (?:better|worse|lower|higher|greater|more|larger|less|faster)"
)
#: "May be enhancing it", "whether it has the best efficacy": said of what may be; and "a numerical reduction".
_MAY = Expression(
    r"\b(?:may|might|could|will)(?: \w+){0,2} (?:be|have|help|lead|provide|improve|reduce|enhance|bring|offer|"
    r"represent|produce|exert|alleviate|relieve|benefit|result|show|decrease|contribute|serve)\b|\bwhether\b|"
    r"\bnumerical(?:ly)?\b"
)
#: "The decline was larger": the size of a loss, not a gain.
_SIZE_OF_LOSS = Expression(
    r"\b(?:decline|deficits?|impairments?|loss|worsening|decrements?)\b[^,;]{0,40}\b(?:larg|great|high|strong)er\b|"
    r"\b(?:larger|greater|higher|stronger|more) (?:\w+ )?(?:decline|deficits?|impairments?|loss|worsening|decrement)|"
    r"\b(?:declin|worsen|deteriorat|decreas|fell\b|dropp)\w* (?:\w+ly )?(?:more|further)\b"
)
_ONLY_IN = Expression(r"only (?:in|by) (?:retrospective|open|uncontrolled|case|observational|one|some|a few)")
#: "Differed irrespective of response", "after adjusting for age and severity": the outcome is what does not matter.
_WHATEVER = Expression(
    r"\b(?:irrespective|regardless|independent(?:ly)?) of (?:the |treatment |clinical )*$|"
    r"\b(?:controlling|controlled|adjust(?:ing|ed|ment)|accounting|correct(?:ing|ed)) for [^,;]{0,80}$"
)
#: "The improvement had disappeared by week 3": a benefit that is over. Against: "symptoms disappeared".
_GONE = Expression(
    r"\b(?:improvement|benefit|effect|response|gain)s?\b[^,;]{0,30} (?:disappeared|vanished|waned|wore off|faded|"
    r"(?:was|were|been) lost|no longer (?:present|seen|evident))"
)
#: "Unlike older drugs that fail to help, …": said of the others.
_UNLIKE = Expression(r"\W*(?:unlike|in contrast (?:to|with)|as opposed to) ")
_BUT_NOT = Expression(r"\W*but (?:not|no|neither)\b")
#: "One dose but not the other lowered the scores": only said of whom; the verb is still to come.
_VERB_BEFORE = Expression(
    r"\b(?:was|were|is|are|had|has|have|did|fell|rose|became|led|\w{3,}ed|shows|improves|reduces|increases|decreases|"
    r"grew|lost|found|saw|significant|effective|superior|better)\b|[<=>]"
)
_BASELINE_TRAIT = Expression(
    r"(?<!from )(?<!to )(?<!at )(?<!than )(?<!with )(?<!over )\bbaseline (?!to\b|in\b|and\b|on\b|after\b|at\b|\(|"
    r",|of\b|following|over|through)(?:[\w-]+ ){1,4}(?:predict|was|were|significantly|reduc|associat|correlat|"
    r"moderat|did not)"
)
#: "No mediation by sleep", "no role for the experience in the drug's action": about what the effect rests on.
_WHAT_IT_RESTS_ON = Expression(r"\b(?:mediat\w+|moderat(?:ion|ors?|ing|ed)|role (?:for|of|in)\b|patterns?\b)")
_DOUBLE_NEGATIVE = Expression(
    r"\bnot only\b|no (?:significant )?(?:increase|worsening|deterioration|exacerbation) (?:in|of)|(?:did|does|"
    r"do) not (?:\w+ )?(?:worsen|increase|exacerbat|impair|aggravat)"
)


#: "More had full remission of the thoughts": more of it is better. Against: "more such thoughts".
_OF_THE_ILLNESS_OVER = Expression(
    r"\b(?:remission|resolution|disappearance|freedom|relief) (?:of|from) (?:the )?$|"
    r"\b(?:proportions?|percentages?|shares?|numbers?|rates?) (?:of (?:\w+ ){1,2})?(?:without|free (?:of|from)) "
    r"(?:\w+ )?$"
)
_IS_OVER = Expression(r" (?:remission|resolution|relief|freedom)\b")
#: "Remained similar or slightly improved": nothing that can be held for a gain.
_UNCHANGED = Expression(r"s?(?: scores?| ratings?| levels?)? did not change\b")
_OR_BETTER = Expression(
    r"\b(?:similar|unchanged|stable|the same) or (?:\w+ )?(?:improv|better)|"
    r"\b(?:improved|better|decreased|reduced|lower) ?\(?or (?:unchanged|stable|the same)"
)
#: "More had no relapse (p = .01)": the "no" is of the illness. Against: "had no effect".
_STAYED_WELL = Expression(r"\b(?:had|with|have) no (?:\w+ )?(?:relapses?|recurrences?|symptoms|episodes)\b")
#: "Similarly, remission was more frequent": a word that joins sentences, and compares no arms.
_LIKEWISE = Expression(r"\W*(?:similarly|likewise|equally),")


#: "Three of four studies found a fall, and one found no difference": counted both ways, so neither way is told.
_STUDIES_FOUND = Expression(
    r"\b(?:studies|trials|reports|rcts|analyses)\b[^.;]{0,60} (?:found|showed|reported|demonstrated|observed|noted)\b"
    r"[^.;]*\b(?:one|two|three|four|five|\d+|others?|another|the (?:other|remaining|rest)|some)\b[^.;]{0,30} "
    r"(?:found|showed|reported|demonstrated|observed|noted|did)\b"
)
#: "The placebo response was greater for this symptom": told of the control arm alone.
_CONTROL_RESPONSE = Expression(r"\b(?:placebo|control|sham)[- ]responses?\b")


#: "Was not inferior to the one and was superior to the other".
_AND_SUPERIOR = Expression(r"\band (?:was |were )?(?:\w+ly )?superior (?:to|over)\b")
#: "The null hypothesis of no difference was rejected".
_REJECTED = Expression(r"\bhypothes[ie]s\b[^.;]{0,80}\brejected\b")


#: "Scores fell over time, with no interaction of treatment and time": in all arms.
_NO_INTERACTION = Expression(
    r"\b(?:no|without(?: an?)?) (?:[\w-]+ ){0,4}interactions?\b|\binteractions?\b[^.;,]{0,40} (?:was|were) (?:not|non)"
)
#: "Was due to time and not to the drug"; "the control, but not the drug, relieved it".
_NOT_BY = Expression(r"\b(?:not|rather than) (?:(?:to|by|because of|due to|from|with|after|on|in) )?(?:the )?$")


def _not_by_it(clause: Clause, drugs: frozenset[str]) -> bool:
    """Denied of the drug where the sentence first names it. Against: "the drug at 5 mg, but not the drug at 1 mg"."""
    s = clause.sentence
    first = next((m.start for m in s.mentions if m.kind == ConceptKind.DRUG and m.id in drugs), None)
    return first is not None and _NOT_BY.found(s.folded[max(0, first - 30) : first])


def _names(clause: Clause, drugs: frozenset[str]) -> bool:
    return any(m.id in drugs for m in clause.of(ConceptKind.DRUG))


def tells_of_few(clause: Clause) -> bool:
    """ "Only three responded": that few did."""
    return _FEW.found(clause.folded)


def read_direction(clause: Clause, outcome: Mention, benefit: Benefit, drugs: frozenset[str]) -> Reading:
    """Which way the outcome went.

    null        "did not differ", "failed to", "no superiority", an interval over zero, p above .05 -> no difference
    similar     "comparable", "as effective as", "non-inferior" -> no difference
    movement    "symptom scores fell" -> better; "response fell" -> worse; "greater reduction" -> better
    effect      "effects were observed" -> better
    Against: "greater improvement was associated with age" is no direction (association), nor is a bare mention.
    """
    cues = clause.cues
    sure = clause.significant
    if (
        "associated" in cues
        and not _INTERACTION.found(clause.folded)
        and not drug_leads(clause, drugs, outcome)
        and not _dose_leads(clause)
    ):
        return Reading(Direction.UNCLEAR, "association", sure)
    if tells_of_the_start(clause.folded):
        return Reading(Direction.UNCLEAR, "at-entry", sure)
    if _BASELINE_TRAIT.found(clause.folded) or _THE_MORE.found(clause.folded):
        return Reading(Direction.UNCLEAR, "association", sure)
    if _WHATEVER.found(clause.folded[: max(0, outcome.start - clause.start)]):
        return Reading(Direction.UNCLEAR, "whatever-it-was", sure)
    if _UNLIKE.match(clause.folded):
        return Reading(Direction.UNCLEAR, "unlike-others", sure)
    if _GONE.found(clause.folded):
        return Reading(Direction.UNCLEAR, "gone", sure)
    if _ONLY_IN.found(clause.folded):
        return Reading(Direction.UNCLEAR, "only-in", sure)
    if (but := _BUT_NOT.match(clause.folded)) is not None and not (
        "null" in cues and _INTERACTION.found(clause.folded)
    ):
        control = any(
            m.kind == ConceptKind.COMPARATOR and m.start - clause.start - but.end() < 12 for m in clause.mentions
        )
        if clause.start and not _VERB_BEFORE.found(clause.sentence.folded[: clause.start]):
            return Reading(Direction.UNCLEAR, "but-not-inside", sure)
        return Reading(
            Direction.UNCLEAR if control else Direction.NO_DIFFERENCE,
            "but-not-control" if control else "but-not",
            False,
        )
    if _CONTROL_RESPONSE.found(clause.folded):
        return Reading(Direction.UNCLEAR, "control-response", sure)
    if "null" in cues and {"fall", "better"} & cues and _STUDIES_FOUND.found(clause.folded):
        return Reading(Direction.UNCLEAR, "studies-both-ways", sure)
    if "noninferior" in cues and not _AND_SUPERIOR.found(clause.folded):
        return Reading(Direction.NO_DIFFERENCE, "non-inferior", sure)
    if _REJECTED.found(clause.folded):
        return Reading(Direction.UNCLEAR, "null-rejected", sure)
    if (other_behind := stands_behind(clause, drugs)) is not None:
        behind = Direction.BETTER if other_behind else Direction.WORSE
        return Reading(behind if sure is not False else Direction.NO_DIFFERENCE, "stands-behind", sure)
    if _DOUBLE_NEGATIVE.found(clause.folded) and benefit is Benefit.LOWER:
        return Reading(Direction.UNCLEAR, "not-worse", sure)
    if "null" in cues and of_the_control(clause, drugs):
        return Reading(Direction.UNCLEAR, "control-arm", sure)
    alone = "null" not in cues and not _names(clause, drugs)
    if _not_by_it(clause, drugs) or (alone and _NO_INTERACTION.found(clause.sentence.folded)):
        return Reading(Direction.UNCLEAR, "over-time", sure)
    if "null" in cues and _WHAT_IT_RESTS_ON.found(clause.folded):
        return Reading(Direction.UNCLEAR, "association", sure)
    if (
        "null" in cues
        and not null_in_passing(clause)
        and ("not increase" in clause.folded or not _DOUBLE_NEGATIVE.found(clause.folded))
        and not (sure and _STAYED_WELL.found(clause.folded))
    ):
        return Reading(Direction.NO_DIFFERENCE, "null", False)
    if _OR_BETTER.found(clause.folded) or (
        "did not change" in clause.folded and _UNCHANGED.match(clause.folded, max(0, outcome.end - clause.start))
    ):
        return Reading(Direction.NO_DIFFERENCE, "similar", sure)
    if whichever_arm(clause) or ("similar" in cues and {"better", "fall"} & cues and is_alike(clause)):
        return Reading(Direction.NO_DIFFERENCE, "alike", sure)
    if (
        "similar" in cues
        and "better" not in cues
        and "fall" not in cues
        and not (_LIKEWISE.match(clause.folded) or (sure and "degree" in cues))
    ):
        return Reading(Direction.NO_DIFFERENCE, "similar", sure)
    if {"better", "fall"} & cues and as_did_the_other(clause, drugs):
        return Reading(Direction.NO_DIFFERENCE, "alike", sure)
    if _AS_MANY.found(clause.folded) and clause.of(ConceptKind.COMPARATOR):
        return Reading(Direction.NO_DIFFERENCE, "as-many-in-each", sure)
    ahead = drug_is_ahead(clause, benefit, drugs)
    if ahead is not None and sure is None and has_near_values(clause, drugs):
        return Reading(Direction.UNCLEAR, "near-values", sure)
    if ahead is not None and sure is not None:
        if not sure:
            return Reading(Direction.NO_DIFFERENCE, "arm-values", False)
        return Reading(Direction.BETTER if ahead else Direction.WORSE, "arm-values", True)
    if _OF_THE_ILLNESS_OVER.found(clause.folded[: max(0, outcome.start - clause.start)]) or _IS_OVER.match(
        clause.folded, max(0, outcome.end - clause.start)
    ):
        benefit = Benefit.HIGHER
    moved = movement(clause, outcome, benefit)
    if ahead is False and moved is Direction.BETTER:
        return Reading(Direction.UNCLEAR, "arm-values", sure)
    if moved is Direction.BETTER and tells_of_few(clause):
        return Reading(Direction.UNCLEAR, "few", sure)
    if moved is Direction.BETTER and sure is not True and _MAY.found(clause.folded):
        return Reading(Direction.UNCLEAR, "hedged", sure)
    if moved is Direction.BETTER and benefit is Benefit.HIGHER and _SIZE_OF_LOSS.found(clause.folded):
        moved = Direction.WORSE
    if moved is Direction.UNCLEAR and _CRITERION_MET.found(clause.folded) and benefit is Benefit.HIGHER:
        return Reading(Direction.BETTER, "criterion-met", sure)
    if moved is Direction.UNCLEAR and benefit is Benefit.HIGHER and _NEEDED_TO_TREAT.found(clause.folded):
        return Reading(Direction.BETTER, "needed-to-treat", sure)
    if (
        moved is Direction.UNCLEAR
        and benefit is Benefit.LOWER
        and (told := by_figures(clause, drugs, sure)) is not None
    ):
        return told
    if moved is Direction.UNCLEAR and sure and _SIGNIFICANT_DIFFERENCE.found(clause.folded):
        return Reading(Direction.BETTER, "significant-difference", True)
    if (
        moved is Direction.BETTER
        and "hedge" in cues
        and EFFECT_WORD.found(clause.sentence.folded[outcome.start : outcome.end])
        and sure is None
    ):
        return Reading(Direction.UNCLEAR, "hedged", sure)
    if moved is Direction.UNCLEAR:
        if benefit is Benefit.HIGHER and "negation" in cues and no_such_effect(clause, outcome):
            return Reading(Direction.NO_DIFFERENCE, "no-such-effect", sure)
        if sure is False and ("versus" in cues or "difference" in clause.folded or told_arm_by_arm(clause, drugs)):
            return Reading(Direction.NO_DIFFERENCE, "interval", False)
        return Reading(Direction.UNCLEAR, "none", sure)
    if sure is False:
        return Reading(Direction.NO_DIFFERENCE, "p-value", False)
    if "negation" in cues and (negated := _negated(clause, outcome)) is not None:
        of_control = any(m.start in negated for m in clause.of(ConceptKind.COMPARATOR))
        return Reading(
            *((Direction.UNCLEAR, "control-arm") if of_control else (Direction.NO_DIFFERENCE, "negated")), sure
        )
    if moved is Direction.BETTER and (less := is_less_of_a_benefit(clause)) is not None:
        if less:
            return Reading(Direction.WORSE, "less-of-a-benefit", sure)
    elif control_did_better(clause, drugs):
        return Reading(_FLIP[moved], "arm-reversed", sure)
    return Reading(moved, "movement", sure)


_GIVEN = Expression(
    r"\b(?:treatment|therapy|infusions?|injections?|administration|combination)\b (?:\w+ )?(?:was|were|is|are|"
    r"be) (?:\w+ )?$|^\W*(?:the )?(?:treatment|therapy|infusions?|administration) (?:with|of) [\w-]+ (?:was|were|is) $"
)


#: "Sessions were correlated with reductions of the score", "improvement correlated with the dose": what was given is
#: what is associated. Against: "the level after infusions was correlated with improvement".
_DOSE_LEADS = Expression(
    r"\b(?:sessions|infusions|doses?|treatments?)(?: of [\w-]+)? (?:was|were) (?:\w+ly )?(?:correlated|associated) "
    r"with (?:an? |the )?(?:[\w-]+ ){0,2}?(?:reduc|improve|decreas)|"
    r"\b(?:improvement|reduction|decrease)s? (?:in|of) [^.;]{3,60} (?:was |were )?(?:\w+ly )?(?:correlated|associated) "
    r"(?:\w+ly )?with (?:the )?(?:[\w-]+ )?dose\b"
)
_LEVEL_OF = Expression(
    r"level|baseline|change|respon|symptom|effect|expression|concentration|connectivity|activity|ratio|volume|power"
)


def _dose_leads(clause: Clause) -> bool:
    led = _DOSE_LEADS.search(clause.folded)
    return led is not None and not _LEVEL_OF.found(clause.folded[max(0, led.start() - 40) : led.start()])


def drug_leads(clause: Clause, drugs: frozenset[str], outcome: Mention) -> bool:
    """ "The drug was associated with a fall in …": the drug is what is associated, not a patient's trait.

    Against: "the drug was associated with one thing, and that thing predicted the outcome".
    """
    places = [m.start for m in clause.cue_places("associated")]
    first = min(places, default=0)
    if any(first + 20 < place < outcome.start for place in places):
        return False
    leads = [m for m in clause.of(ConceptKind.DRUG) if m.id in drugs and m.start < first] or [
        m for m in clause.of(ConceptKind.ROUTE) if m.start < first
    ]
    between = clause.folded[: first - clause.start]
    phrase = clause.folded[first - clause.start : first - clause.start + 18]
    given = _GIVEN.found(between)
    return (
        (bool(leads) or given)
        and phrase.startswith("associated with")
        and not expression(
            r"level|baseline|change|respon|symptom|score|effect|expression|concentration|connectivity|activity"
        ).found(between)
    )


_NEG_NEAR = Expression(
    r"\b(?:no|(?<!who did )(?<!who had )(?<!who were )not|"
    r"(?<!patients )(?<!those )(?<!participants )(?<!people )(?<!individuals )(?<!subjects )(?<!adults )"
    r"without(?! exception)|neither|nor|never|lack of|absence of)\b (?:\w+ ){0,4}$"
)


def _negated(clause: Clause, outcome: Mention) -> range | None:
    """Where a "no" or "not" stands right before the movement word: "was not reduced", "no reduction in symptoms".

    Against: "relief without functional improvement", where another of these words is nearer to the outcome; "patients
    without pain improved", whom it describes.
    """
    words = clause.cue_places("fall", "rise", "better")
    nearest = min((away(m, outcome) for m in words), default=0)
    for m in words:
        if away(m, outcome) > min(110, nearest + 25):
            continue
        if (match := _NEG_NEAR.search(clause.folded[: m.start - clause.start])) is not None:
            return range(clause.start + match.start(), m.start)
    return None
