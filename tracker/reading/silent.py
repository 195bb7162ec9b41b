"""Silent sentences: those that state nothing found here."""

from __future__ import annotations

from tracker.reading import sections as part
from tracker.reading.document import Sentence
from tracker.reading.expressions import Expression

_AIM = Expression(
    r"\b(?:aim(?:s|ed)? (?:of|was|is|to)|objective|purpose of|we sought|hypothesi[sz]ed|to (?:evaluate|assess|"
    r"investigate|examine|determine|explore) (?:the|whether|if))\b"
)


#: Sentences that tell of nothing found here: no data, earlier reports, what the drug is.
_ELSEWHERE = Expression(
    r"no data|did not (?:provide|report)(?! (?:\w+ )?(?:less|more|lower|higher|greater|fewer))|"
    r"not reported|reported previously|previously reported|as previously|"
    r"\bet al\b|(?<= )\[\d+(?:[,-] ?\d+)*\]|excluded from|(?:responded|responses?|response rate\)?)[^.;]{0,30} "
    r"(?:survey|questionnaire|invitation)|none of the (?:\w+ )?(?:evidence|studies|data)|"
    r"is an? (?:[\w()-]+[- ]){0,6}(?:treatment|drug|agent|antagonist|medication|anesthetic|option)\b|"
    r"placed (?:\w+ ){0,3}(?:value|importance) on|\bthis is the first (?:report|study|case|description)|\?\W*$|"
    r"responders \([^)]{0,4}[≥>][^)]*\)(?:\]\)| scores\))? (?:received|were given|continued|entered)|"
    r"effect sizes? (?:were|was) (?:\w+ )?(?:smaller|larger|greater|lower) (?:for|in)\b|"
    r"effect sizes? (?:for|of|in)\b[^.;]{0,60}\b(?:smaller|larger|greater|lower) than|"
    r"\bis an? (?:major|key|main|common|leading|serious|debilitating)\b|"
    r"\bprovides? (?:\w+ )?support for the use of\b|"
    r"\bsupports? (?:the |a )?(?:\w+ )?(?:idea|notion|concept|rationale|hypothesis|suggestion) (?:of|that|for|to)\b"
)
_DEFINITION = Expression(
    r"\b(?:was|were|is|are) (?:defined|identified|considered|classified|categori[sz]ed|indicated) (?:as|by|"
    r"based on|using)\b|"
    r"\bdefined as\b|\bthreshold for (?:the )?[\w-]+ (?:\w+ )?(?:was|is|reveal|indicat)|\bmct for\b|"
    r"\brepresents? an? (?:mct|mcid|(?:\w+ )?meaningful (?:change|difference)|minimal)|"
    r"should (?:be|pay|focus|include|address)|(?:research|studies|trials) (?:is|are) (?:needed|"
    r"warranted|required)"
)


#: "The response rate, defined as a fall by half, was 67 %": a definition on the way to a result.
_TELLS_THE_SHARE = Expression(r", (?:was|were|is) (?:\w+ )?\d+(?:\.\d+)? ?%")
#: "The drug relieved the symptoms, as we had reported previously": the same study's result.
_OUR_OWN = Expression(r"\bas (?:we )?(?:have |had )?(?:previously |already )?reported(?: previously| before)?\W*$")


#: "Six trials reported on the efficacy for sleep", "were examined to determine their impact": not what was found.
_LOOKED_INTO = Expression(
    r"\breported on (?:the )?(?:\w+ )?(?:efficacy|effectiveness|effects?|impact)\b|"
    r"\b(?:examined|evaluated|studied|investigated|assessed|tested) to (?:determine|assess|evaluate|examine|see) "
)


def states_nothing(s: Sentence) -> bool:
    if s.role == part.TITLE:
        return False
    if _DEFINITION.found(s.folded) and not _TELLS_THE_SHARE.found(s.folded):
        return True
    if "found no data" in s.folded or "no data on" in s.folded:
        return True
    if s.role == part.RESULTS and _ELSEWHERE.found(s.folded) and not _OUR_OWN.found(s.folded):
        return True
    if _LOOKED_INTO.found(s.folded) and not {"significant", "null"} & s.cues:
        return True
    if _AIM.found(s.folded) and not {"significant", "null"} & s.cues:
        return True
    return (
        "future" in s.cues and "needed to treat" not in s.folded and not ({"significant", "null", "results"} & s.cues)
    )
