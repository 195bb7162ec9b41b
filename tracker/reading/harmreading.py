"""Harms: what a clause says of one unwanted effect."""

from __future__ import annotations

from tracker.model.appraisal import Direction
from tracker.model.vocabulary import Benefit, Concept, ConceptKind
from tracker.reading.clauses import Clause
from tracker.reading.direction import drug_leads
from tracker.reading.expressions import Expression, expression
from tracker.reading.harmarms import arms_by_letter, more_on_control, more_on_other, than_a_treatment, times_as_many
from tracker.reading.harmsigns import (
    before_drug,
    had_by_all,
    is_over,
    of_another_drug,
    own_p_values,
    rose_beside,
    words_of_change,
)
from tracker.reading.mentions import Mention
from tracker.reading.study import Study

#: "This approach is associated with increased dizziness": what was done leads, without its name.
_TREATMENT_LEADS = Expression(
    r"\b(?:treatment|approach|regimen|combination|infusions?|dos(?:es?|ing)|therapy|administration|use)\b[^.;]{0,60}"
    r"associated with (?:an? |the )?(?:significant\w* |slight\w* )?(?:increase|higher|greater|elevat|more|transient|"
    r"mild)"
)
#: "There was no association between treatment and the number of events".
_NO_LINK = Expression(r"\bno (?:\w+ )?(?:association|relationship|link) between (?:\w+ ){0,3}treatment\b")
_RESPONSE = Expression(r"\b(?:respon[ds]|remi[st]|improve)\w*")
_EXCEPT = Expression(r"\W*(?:except|apart from|other than)")
#: "None was seen apart from dizziness".
_EXCEPT_BEFORE = Expression(
    r"\b(?:apart from|except(?: for)?|other than|besides|aside from|with the exception of) (?:[\w-]+,? ){0,6}$"
)
#: "Patients with higher scores improved more": people sorted by the effect.
_SORTED_BY_IT = Expression(
    r"\b(?:patients|those|subjects|participants|individuals|people|responders) (?:with|having|who (?:had|reported|"
    r"experienced)|reporting|experiencing) (?:a |the )?(?:higher|greater|more|lower|less|increased|stronger|high|low) "
    r"(?:[\w-]+ ){0,2}$"
)
#: "Patients exhibiting the effect showed a larger fall": the same, where what they showed comes after.
_WHO_HAD_IT = Expression(
    r"\b(?:patients|those|subjects|participants|individuals|people|while|when) (?:with|without|"
    r"having|exhibiting|experiencing|reporting) (?:[\w-]+ )?$"
)
_SHOWED = Expression(
    r"\w*(?: symptoms?| effects?| experiences?)? (?:showed|had|displayed|responded|improved|were more|"
    r"were less)\b"
)
#: "Scores were higher in patients than in controls": kinds of people, whatever was given.
_KIND_THAN_KIND = Expression(
    r"\bin (?:the )?(?:[\w-]+ )?patients than (?:in )?(?:the )?(?:healthy )?(?:controls|volunteers|subjects)\b"
)
#: "None of the patients with such a history had it".
_NONE_OF = Expression(r"\W*(?:none|neither|no (?:patients?|participants?|subjects?)\b) (?:of )?[^.;,]*$")
#: "It was 4 % in one arm, which was lower than in the other".
_LESS_THAN_THEIRS = Expression(r"\W*which (?:was|were) (?:\w+ )?(?:lower|less|fewer)\b")
_ALTERED = Expression(r"\b(?:altered|disturbed|distorted) (?:[\w-]+ ){0,4}$")
#: "Side effects were similar to those of other trials": what is known, and no comparison of arms.
_AS_KNOWN = Expression(
    r"\b(?:similar|comparable) to (?:those|that|what|the|previous|prior|other|earlier|published)\b[^.;:]{0,60}"
    r"(?:trials|studies|reports|literature|observed|seen|reported|described|published|known|profile)"
)


#: "Most occurred and resolved on the same day": a day, and no likeness.
_SAME_DAY = Expression(r"\bthe same (?:day|dosing day|hour|afternoon|evening|visit|session)\b")


def _as_known(clause: Clause) -> bool:
    return _AS_KNOWN.found(clause.folded) and not clause.of(ConceptKind.COMPARATOR)


_AT_ENTRY = Expression(
    r"comorbid (?:\w+ )?(?:diseases|conditions|disorders|illness)|comorbidit|"
    r"history of|medical conditions|risk factors for|diagnosed with|pre-?existing|exclu(?:ded|sion)|"
    r"before (?:therapy|treatment)|at (?:study )?entry|indications? (?:for|included)|baseline characteristics|"
    r"hypertension history|^\W*at baseline,"
)
_ONLY_CONTROL = Expression(r"(?:receiving|received|on|assigned to) (?:\w+ )?(?:placebo|saline)|placebo response")
_SLIGHT = Expression(
    r"(?:clinically (?:insignificant|irrelevant|non-?significant)|non-clinically significant|"
    r"not clinically significant)"
)
#: "Positive symptoms did not worsen."
_NOT_WORSE = Expression(
    r"(?: scores?| ratings?| levels?| symptoms?)? (?:did|does|do) not (?:\w+ )?(?:worsen|deteriorate|rise)|"
    r",? (?:was|were) not (?:\w+ )?(?:wors|impaired|affected)"
)
_NO_HARM = Expression(
    r"\b(?:no|not(?! (?:able to )?toler)|none|without|neither|nor|absence of|lack of|never|free of|zero)\b"
    r"(?: (?!and (?:increased|induced|produced|caused|showed))[\w/-]+){0,8}? ?$"
)


def harm_direction(clause: Clause, mention: Mention, concept: Concept, study: Study) -> tuple[Direction, str]:
    """WORSE: observed or more frequent. NO_DIFFERENCE: compared and no more, or looked for and none. BETTER: less.

    For WORSE: "the effect occurred in 12". For NO_DIFFERENCE: "none had it", "the scores did not differ".
    """
    before = clause.folded[: mention.start - clause.start]
    if _STEADY.found(before[-40:]) or _STEADY_AFTER.match(clause.folded[mention.end - clause.start :]):
        return Direction.UNCLEAR, "steady"
    if _of_the_other_alone(clause, mention, study):
        return Direction.NO_DIFFERENCE, "harm-none"
    if of_another_drug(clause, mention, study):
        return Direction.UNCLEAR, "control-arm"
    if "associated" in clause.cues and _PRESUPPOSED.found(before) and _ON_THE_DRUG.found(clause.folded):
        return Direction.WORSE, "harm-presupposed"
    if "associated" in clause.cues and _NO_LINK.found(before) and not _RESPONSE.found(clause.folded):
        return Direction.NO_DIFFERENCE, "harm-no-difference"
    if (
        "associated" in clause.cues
        and not _TREATMENT_LEADS.found(before)
        and not drug_leads(clause, study.drugs, mention)
        and not rose_beside(clause, mention)
    ):
        return Direction.UNCLEAR, "association"
    if _ONLY_CONTROL.found(clause.folded) and not any(m.id in study.drugs for m in clause.of(ConceptKind.DRUG)):
        return Direction.UNCLEAR, "control-arm"
    if expression(r"\bbaseline (?:[\w-]+ ){0,2}$").found(before):
        return Direction.UNCLEAR, "at-entry"
    around = clause.folded[max(0, mention.start - clause.start - 90) : mention.end - clause.start + 60]
    if _AT_ENTRY.found(around) or expression(r"comorbid (?:[\w-]+ )?$").found(before):
        return Direction.UNCLEAR, "at-entry"
    if _is_the_cause(clause, mention, study):
        return Direction.UNCLEAR, "the-cause"
    if _KIND_OF_DRUG.match(clause.folded[mention.end - clause.start :]):
        return Direction.UNCLEAR, "kind-of-drug"
    if _EXCEPT.match(clause.folded) and "null" in clause.sentence.cues:
        return Direction.WORSE, "harm-except"
    if _SLIGHT.found(clause.folded):
        return Direction.WORSE, "harm-slight"
    if _EXCEPT_BEFORE.found(before):
        return Direction.WORSE, "harm-except"
    if arms_by_letter(clause, study):
        return Direction.UNCLEAR, "arms-by-letter"
    if _LESS_THAN_THEIRS.match(clause.sentence.folded, clause.start + len(clause.folded)):
        return Direction.BETTER, "harm-more-on-control"
    if _SORTED_BY_IT.found(before) or _KIND_THAN_KIND.found(clause.folded):
        return Direction.UNCLEAR, "kinds-of-people"
    if _WHO_HAD_IT.found(before) and _SHOWED.match(clause.folded[mention.end - clause.start :]):
        return Direction.UNCLEAR, "kinds-of-people"
    if concept.benefit is Benefit.LOWER and than_a_treatment(clause, study):
        return Direction.UNCLEAR, "than-another-treatment"
    if before_drug(clause, study):
        return Direction.UNCLEAR, "before-the-drug"
    if clause.significant is not False and (way := _more_elsewhere(clause, mention, study)) is not None:
        return (Direction.BETTER, "harm-more-on-control") if way else (Direction.WORSE, "harm-less-on-control")
    if is_over(clause, mention):
        return Direction.WORSE, "harm-presupposed"
    if own_p_values(clause, mention) is False:
        return Direction.NO_DIFFERENCE, "harm-own-p"
    alike = "similar" in clause.cues and not _as_known(clause) and not _SAME_DAY.found(clause.folded)
    if clause.significant is not True and (_NO_HIGHER.found(clause.folded) or _AS_FREQUENT.found(clause.folded)):
        return Direction.NO_DIFFERENCE, "harm-no-difference"
    if ("null" in clause.cues or alike or "noninferior" in clause.cues) and not _AT_START_ALONE.found(clause.folded):
        if concept.part_of and _NO_CHANGE.found(clause.folded[: mention.end - clause.start]):
            return Direction.NO_DIFFERENCE, "harm-unchanged"
        if "null" not in clause.cues and had_by_all(clause, before, study):
            return Direction.WORSE, "harm-presupposed"
        return Direction.NO_DIFFERENCE, "harm-no-difference"
    after = clause.folded[mention.end - clause.start :]
    if _NO_HARM.found(before[-90:]) or _NONE_OF.match(before) or _NOT_WORSE.match(after) or _NEVER.match(after):
        return Direction.NO_DIFFERENCE, "harm-none"
    if (absent := _NOT_THERE.match(after)) is not None:
        place = mention.end + absent.end()
        of_control = any(0 <= m.start - place <= 14 for m in clause.of(ConceptKind.COMPARATOR))
        return (Direction.UNCLEAR, "control-arm") if of_control else (Direction.NO_DIFFERENCE, "harm-none")
    if _LEFT_FOR.found(before):
        return Direction.WORSE, "harm-left-for"
    near = words_of_change(clause, mention)
    if "rise" in near or "worse" in near:
        return Direction.WORSE, "harm-rise"
    if "fall" in near and concept.benefit is Benefit.HIGHER:
        return Direction.WORSE, "harm-loss"
    if "fall" in near or "better" in near:
        return Direction.BETTER, "harm-fall"
    if concept.benefit is Benefit.LOWER:
        return (Direction.NO_DIFFERENCE, "harm-unchanged") if _UNCHANGED.match(after) else (Direction.UNCLEAR, "none")
    if _IS_A_DEED.match(clause.folded, mention.start - clause.start):
        return Direction.WORSE, "harm-deed"
    if (
        _MET_CRITERIA.found(before)
        or _ALTERED.found(before)
        or "observed" in clause.cues
        or "results" in clause.cues
        or clause.percents
    ):
        return Direction.WORSE, "harm-observed"
    return Direction.UNCLEAR, "none"


#: "Was no higher than on the other", "as frequent with the one as with the other". Against: "no higher than 5".
_NO_HIGHER = Expression(
    r"\b(?:no|not) (?:\w+ly )?(?:more (?:frequent|common|often|likely|severe|pronounced|marked|intense)|higher|greater|"
    r"worse)\b(?! than (?:\d|mild|moderate))"
)
_AS_FREQUENT = Expression(
    r"(?<!twice )(?<!times )(?<!half )\bas (?:frequent|common|often|frequently|commonly|high|likely)\b[^.;]{0,60}"
    r"\bas (?:with|in|on|after|under|those)\b"
)
#: "Did not differ at entry and were higher at 40 minutes".
_AT_START_ALONE = Expression(
    r"\b(?:did not differ|no differences?|not different|similar|comparable) (?:[\w-]+ ){0,3}?(?:at|before) "
    r"(?:baseline|entry|(?:the )?(?:start|infusion|dose|treatment))\b[^.;]{0,60}"
    r"\b(?:higher|increas\w*|rose|greater|elevated|lower|fell)\b"
)


def _of_the_other_alone(clause: Clause, mention: Mention, study: Study) -> bool:
    """ "The control, but not the drug, caused it"."""
    sentence = clause.sentence
    return any(
        sentence.folded.endswith("but not ", 0, m.start)
        and any(o.kind == ConceptKind.COMPARATOR and o.end <= m.start for o in sentence.mentions)
        for m in clause.of(ConceptKind.DRUG)
        if m.id in study.drugs and m.end < mention.start
    )


#: "The score did not change during the infusion."
_UNCHANGED = Expression(
    r"[^.;,]{0,40}? (?:did not (?:\w+ )?(?:change|vary|rise|increase)|(?:remained|stayed|was|were) (?:unchanged|"
    r"constant))"
)
_NO_CHANGE = Expression(
    r"\bno (?:\w+ ){0,3}(?:changes?|increases?|elevations?|rise) (?:\w+ )?(?:in|of) (?:[\w-]+,? ){0,6}[\w-]*$|"
    r"\bno (?:\w+ ){0,2}(?:[\w-]+ ){1,2}changes?$"
)
#: "It was asked after at each visit and never reported."
_NEVER = Expression(
    r"[^.;]{0,80}? (?:(?:was|were) )?never (?:\w+ )?(?:reported|observed|seen|noted|recorded|found|detected)"
)
#: "It did not occur with the drug", "was not seen".
_NOT_THERE = Expression(
    r"\w*(?: (?:or|and) [\w-]+)?(?: (?!but\b|which\b|that\b|who\b)[\w-]+)? (?:did not (?:occur|appear|develop|arise)|"
    r"(?:was|were) not (?:seen|observed|reported|noted|found|detected|present|evident|apparent))\b"
)
#: "Stopped because of the effect", "it led to admission": people left, or had to be treated, for it.
_LEFT_FOR = Expression(
    r"\b(?:stopp\w+|discontinu\w+|withdr\w+|dropp\w+ out|dropouts?|left|quit|terminat\w+|ceas\w+|ended|"
    r"hospitali[sz]\w+|"
    r"admitted|reduced)\b[^.;]{0,60}\b(?:because of|due to|owing to|on account of|attributed to|for)"
    r"(?: (?!no\b|lack|insufficient|ineff)[\w-]+){0,3} ?$"
)
#: "Most met the criteria for dependence."
_MET_CRITERIA = Expression(r"\bmet (?:[\w-]+ ){0,3}criteria (?:for|of) (?:[\w-]+ ){0,3}$")
#: "He vomited", "two needed treatment for it": the words are the event.
_IS_A_DEED = Expression(r"(?:vomit|hallucinat|dissociat)ed\b|(?:need|requir)(?:ed|ing) ")


#: "The most common symptoms of misuse of the drug were …": the misuse is what brought them.
_BROUGHT_BY = Expression(
    r"\b(?:(?:symptoms|complications|consequences|effects|signs|sequelae|changes|damages?|toxicity|presentations?) "
    r"(?:of|after|following|from|in)|(?:years|months) (?:after|of)|susceptible to|due to|caused by|induced by|"
    r"impact of|because of) (?:(?:the|chronic|acute|recent|long-term|repeated|heavy) )*$"
)


def _is_the_cause(clause: Clause, mention: Mention, study: Study) -> bool:
    """The drug's name belongs to the mention, and both stand as the cause of what is told."""
    named = [
        m for m in clause.of(ConceptKind.DRUG) if m.id in study.drugs and mention.start - 1 <= m.end <= mention.end
    ]
    start = min((m.start for m in named), default=mention.start)
    return bool(named) and _BROUGHT_BY.found(clause.folded[: min(start, mention.start) - clause.start])


def _more_elsewhere(clause: Clause, mention: Mention, study: Study) -> bool | None:
    if (times := times_as_many(clause, study)) is not None:
        return times
    other = more_on_other(clause, mention, study)
    return more_on_control(clause.folded) if other is None else other


_KIND_OF_DRUG = Expression(
    r"\w*[ -](?:doses?|propert\w+|agents?|drugs?|compounds?|substances?|models?|hallucinogens?|an[ae]+sthetics?)\b"
)
#: "More stable blood pressure", "haemodynamic stability": held, neither risen nor fallen.
_STEADY = Expression(r"\b(?:stable|steady|steadier|stabili[sz]\w+)(?: (?:[\w-]+ ){0,2})?$")
_STEADY_AFTER = Expression(
    r"[ ,](?:[\w-]+ ){0,2}(?:stability|stabili[sz]ation)\b|[^.;,]{0,40}\b(?:was|were|remained) (?:more )?stable|"
    r"[^.;]{0,120}\bwere more stable\b"
)
#: "The intensity of dissociation during infusion correlated with ...": whatever it went with, it was there.
_PRESUPPOSED = Expression(r"(?<!no )\b(?:intensity|severity|increases) (?:of|in) (?:the )?(?:[\w-]+ ){0,2}$")
_ON_THE_DRUG = Expression(r"\b(?:during|under|after|following)\b|-induced\b")
