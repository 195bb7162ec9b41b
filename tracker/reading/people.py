"""People: where a word of the vocabulary names who was studied, not what was measured in them."""

from __future__ import annotations

from tracker.model.vocabulary import ConceptKind
from tracker.reading.clauses import Clause
from tracker.reading.expressions import Expression, expression
from tracker.reading.mentions import Mention

_VERB = Expression(
    r"\b(?:had|have|has|show\w*|report\w*|experienc\w*|were|was|is|are|receiv\w*|improv\w*|achiev\w*|"
    r"demonstrat\w*|exhibit\w*|reduc\w*|decreas\w*|increas\w*|did|led|result\w*|compared|treated|relie\w*|"
    r"effective|response|respond\w*|lower|higher|greater|fewer|scores?|in|on|at|for|by|than)\b"
)
_PEOPLE_WITH = Expression(
    r"\b(?:patients?|individuals?|adults?|people|participants?|subjects?|those|veterans?|adolescents?|population|"
    r"samples?|persons?|women|men|cases?|inpatients?|outpatients?|volunteers?|controls|"
    r"groups?) (?:\([^)]*\) )?(?:with|without|suffering from|diagnosed with|who have|having|at (?:imminent |"
    r"high )?risk (?:of|for))\b([^.;]{0,80})$"
)
#: "in acutely distressed patients", "in ill, highly anxious subjects": a word that describes the people.
_DESCRIBED = Expression(
    r", (?:and )?(?:\w+ ){0,2}(?:subjects|patients|participants|individuals|adults|people|inpatients)\b"
)
#: "an effect of distress group": people sorted by it.
_A_GROUP = Expression(r" groups?\b")
_PEOPLE_NEXT = Expression(
    r" (?:\w+ )?(?:subjects|patients|participants|individuals|adults|adolescents|people|inpatients|outpatients|"
    r"women|men|"
    r"veterans)\b"
)
#: "The pathogenesis of the disorder" put the other way round: what is known of it, not how it went.
_SCIENCE_OF = Expression(
    r"\w*(?: (?:disorders?|illness))?(?:'s)? (?:pathogenesis|pathophysiology|pathology|"
    r"neurobiology|psychobiology|research)\b"
)
_ADJECTIVE = ("ed", "ive", "al", "ous", "ic")
_GROUP_NAME = Expression(
    r"(?:\b(?:in|among|between|of|non|and|versus|vs\.?|than|to|both|the|antianhedonic|only|early|late|as)[ -]|\()$"
)
_DISORDER_OF = Expression(
    r"\b(?:in|with|for|comorbid|and|between|of|plus|non|chronic|co-occurring)[ -](?:the |comorbid |chronic |"
    r"refractory |severe )?$"
)
_CHANGE_IN = Expression(
    r"\b(?:improve\w*|reduc\w*|decreas\w*|chang\w*|remission\w*|rates?|relief|respon\w*|effects?|efficacy|"
    r"severity|symptoms?|scores?|recover\w*|declines?|resolution|course) (?:\w+ )?(?:in|of|for|from|on|and|"
    r"with) (?:the |comorbid |chronic )?$"
)


#: "The proportion of responders", "the share of patients in remission": how many there were is what was measured.
_SHARE_OF = Expression(
    r"\b(?:proportions?|percentages?|shares?|rates?|odds) of (?:\w+ )?(?:(?:patients|participants|subjects) "
    r"(?:with|in|achieving|who achieved|attaining|meeting|reaching) (?:an? |the |\w+ )?)?$"
)


def names_people(clause: Clause, mention: Mention) -> bool:
    """True where the words name the people, not what was measured in them.

    For: "in patients with the disorder", "responders had lower levels", "patients achieving remission",
    "the drug-induced symptoms". Against: "improvement in the disorder", "patients with it had fewer symptoms".
    """
    folded = clause.sentence.folded
    before = folded[max(0, mention.start - 110) : mention.start]
    word = folded[mention.start : mention.end]
    if before.endswith(("induced ", "-induced ", "patient controlled ", "patient-controlled ")):
        return not before.endswith(("cue-induced ", "cue induced ", "stress-induced ", "drink-induced "))
    if mention.scale:
        return False
    if _SCIENCE_OF.match(folded, mention.end):
        return True
    if _SHARE_OF.found(before):
        return False
    match = _PEOPLE_WITH.search(before)
    if (
        _DESCRIBED.match(folded, mention.end)
        or _A_GROUP.match(folded, mention.end)
        or (word.endswith(_ADJECTIVE) and _PEOPLE_NEXT.match(folded, mention.end))
    ):
        return True
    if match and not _VERB.found(expression(r"\bwho (?:have|had|has|are|were)\b").sub("", match[1])):
        return True
    if (
        word.startswith(("responder", "remitter"))
        and (_GROUP_NAME.found(before) or expression(r"^\W*(?:\w+,? )?$|\d (?:\w+ )?$").found(before))
        and not expression(r" (?:rates?|status)").match(folded[mention.end :])
    ):
        return True
    if expression(
        r"\b(?:patients|those|subjects|participants|individuals|responders) (?:achieving|who achieved|in|with|"
        r"attaining|not in) (?:full |sustained |stable )?$"
    ).found(before):
        return True
    if any(
        m.kind == ConceptKind.CONDITION and m.start <= mention.start and m.end >= mention.end for m in clause.mentions
    ):
        if _PEOPLE_NEXT.match(folded, mention.end):
            return True
        return _DISORDER_OF.found(before) and not _CHANGE_IN.found(before)
    return False
