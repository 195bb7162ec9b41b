"""Findings: every result that a sentence states, one for each outcome, harm or marker it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.model.appraisal import Comparator, Design, Direction, Finding, Quote, Share
from tracker.model.vocabulary import Benefit, Concept, ConceptKind, Role, Vocabulary
from tracker.reading import sections as part
from tracker.reading.clauses import Clause, split_clauses
from tracker.reading.direction import drug_leads as _drug_leads
from tracker.reading.direction import read_direction, significance
from tracker.reading.document import Document, Sentence
from tracker.reading.mentions import Mention
from tracker.reading.numbers import Percent, percents, times

_STATED = (part.TITLE, part.RESULTS, part.CONCLUSION)
_CONTEXT = (ConceptKind.DRUG, ConceptKind.COMPARATOR, ConceptKind.ROUTE, ConceptKind.SETTING, ConceptKind.CONDITION)
_LONG = 450  #: a sentence longer than this is quoted by its clause


@dataclass(frozen=True, slots=True)
class Study:
    """What a finding needs to know of the study it stands in."""

    design: Design
    comparator: Comparator
    vocabulary: Vocabulary
    drugs: frozenset[str]


def findings_of(document: Document, study: Study) -> tuple[Finding, ...]:
    """Findings in order. Sentences on aims, methods and background give none.

    For: "Scores fell more on the drug than on saline (p = .01)". Against: "We aimed to test whether scores fall".
    """
    found: list[Finding] = []
    before: tuple[Mention, ...] = ()
    quick = "quick" in document.heading.cues
    for s in document.sentences:
        if s.role not in _STATED or _states_nothing(s):
            continue
        here = _parallel(s, study, list(_in_sentence(s, study, before)))
        found.extend(replace(f, marks=(*f.marks, "quick-title")) if quick else f for f in here)
        before = tuple(m for m in s.mentions if m.kind == ConceptKind.OUTCOME)
    return tuple(found)


def _parallel(s: Sentence, study: Study, found: list[Finding]) -> list[Finding]:
    """ "A fell by 12, whereas placebo fell by 17": two arms told side by side say nothing about the difference."""
    clauses = split_clauses(s)
    if any(f.rule == "control-arm" for f in found):
        return [
            replace(f, direction=Direction.UNCLEAR, rule="control-arm") if f.rule == "but-not" else f for f in found
        ]
    if len(clauses) < 2 or {"significant", "null"} & s.cues:
        return found
    for clause in clauses[1:]:
        arm = [m for m in clause.of(ConceptKind.COMPARATOR)]
        drug = [m for m in clause.of(ConceptKind.DRUG) if m.id in study.drugs]
        if (
            arm
            and not drug
            and clause.folded.lstrip(" ,").startswith(("whereas", "while", "and"))
            and {"fall", "better"} & clause.cues
        ):
            return [
                replace(f, direction=Direction.UNCLEAR, rule="parallel-arms") if f.kind == "outcome" else f
                for f in found
            ]
    return found


_AIM = re.compile(
    r"\b(?:aim(?:s|ed)? (?:of|was|is|to)|objective|purpose of|we sought|hypothesi[sz]ed|to (?:evaluate|assess|investigate|examine|determine|explore) (?:the|whether|if))\b"
)


_DEFINITION = re.compile(
    r"\b(?:was|were|is|are) (?:defined|identified|considered|classified|categori[sz]ed|indicated) (?:as|by)\b|\bdefined as\b|should (?:be|pay|focus|include|address)|(?:research|studies|trials) (?:is|are) (?:needed|warranted|required)"
)


def _states_nothing(s: Sentence) -> bool:
    if s.role == part.TITLE:
        return False
    if _DEFINITION.search(s.folded):
        return True
    if _AIM.search(s.folded) and not {"significant", "null"} & s.cues:
        return True
    return "future" in s.cues and not ({"significant", "null", "results"} & s.cues)


_GOES_ON = re.compile(
    r"(?:the|this|these|such|both) (?:\w+ )?(?:effects?|improvements?|reductions?|decreases?|differences?|changes?|benefits?|response)\b"
)


def _in_sentence(s: Sentence, study: Study, before: tuple[Mention, ...] = ()) -> Iterator[Finding]:
    vocabulary = study.vocabulary
    inherited: list[Mention] = list(before) if _GOES_ON.match(s.folded) else []
    around = tuple(sorted({f"{kind}:{id}" for kind in _CONTEXT for id in s.ids(kind)}))
    for clause in split_clauses(s):
        outcomes = clause.of(ConceptKind.OUTCOME)
        if (
            not outcomes
            and inherited
            and {"null", "fall", "better", "rise", "worse", "significant", "fading", "lasting"} & clause.cues
        ):
            outcomes = inherited
        inherited = outcomes or inherited
        seen: set[str] = set()
        for mention in outcomes:
            concept = vocabulary.get(ConceptKind.OUTCOME, mention.id)
            if concept is None or mention.id in seen or _names_people(clause, mention):
                continue
            seen.add(mention.id)
            yield _outcome(clause, mention, concept, study, around)
        primary = clause.cue_places("primary")
        if (
            primary
            and (not outcomes or all(m.start < clause.start for m in outcomes))
            and (met := _met(clause)) is not None
        ):
            yield _finding(
                clause, primary[0], "outcome", met, "primary-stated", met is Direction.BETTER, study, around, PRIMARY
            )
        for kind, name in ((ConceptKind.HARM, "harm"), (ConceptKind.MARKER, "marker")):
            named: set[str] = set()
            for mention in clause.of(kind):
                concept = vocabulary.get(kind, mention.id)
                if concept is None or mention.id in named:
                    continue
                named.add(mention.id)
                yield _other(clause, mention, concept, name, study, around)


_VERB = re.compile(
    r"\b(?:had|have|has|show\w*|report\w*|experienc\w*|were|was|is|are|receiv\w*|improv\w*|achiev\w*|demonstrat\w*|exhibit\w*|reduc\w*|decreas\w*|increas\w*|did|led|result\w*|compared|treated|relie\w*|effective|response|respond\w*|lower|higher|greater|fewer|scores?|in|on|at|for|by|than)\b"
)
_PEOPLE_WITH = re.compile(
    r"\b(?:patients?|individuals?|adults?|people|participants?|subjects?|those|veterans?|adolescents?|population|samples?|persons?|women|men|cases?|inpatients?|outpatients?|volunteers?|controls|groups?) (?:\([^)]*\) )?(?:with|without|suffering from|diagnosed with|who have|having|at (?:imminent |high )?risk (?:of|for))\b([^.;]{0,80})$"
)
_GROUP_NAME = re.compile(
    r"(?:\b(?:in|among|between|of|non|and|versus|vs\.?|than|to|both|the|antianhedonic|only|early|late|as)[ -]|\()$"
)
_DISORDER_OF = re.compile(
    r"\b(?:in|with|for|comorbid|and|between|of|plus|non|chronic|co-occurring)[ -](?:the |comorbid |chronic |refractory |severe )?$"
)
_CHANGE_IN = re.compile(
    r"\b(?:improve\w*|reduc\w*|decreas\w*|chang\w*|remission\w*|rates?|relief|respon\w*|effects?|efficacy|severity|symptoms?|scores?|recover\w*|declines?|resolution|course) (?:\w+ )?(?:in|of|for|from|on|and|with) (?:the |comorbid |chronic )?$"
)


def _names_people(clause: Clause, mention: Mention) -> bool:
    """True where the words name the people, not what was measured in them.

    For: "in patients with the disorder", "responders had lower levels", "patients achieving remission",
    "the drug-induced symptoms". Against: "improvement in the disorder", "patients with the disorder had fewer symptoms".
    """
    folded = clause.sentence.folded
    before = folded[max(0, mention.start - 110) : mention.start]
    word = folded[mention.start : mention.end]
    if before.endswith("induced ") or before.endswith("-induced "):
        return True
    if mention.scale:
        return False
    match = _PEOPLE_WITH.search(before)
    if match and not _VERB.search(re.sub(r"\bwho (?:have|had|has|are|were)\b", "", match[1])):
        return True
    if (
        word.startswith(("responder", "remitter"))
        and (_GROUP_NAME.search(before) or re.search(r"^\W*(?:\w+, )?$|\d (?:\w+ )?$", before))
        and not re.match(r" (?:rates?|status)", folded[mention.end :])
    ):
        return True
    if re.search(
        r"\b(?:patients|those|subjects|participants|individuals|responders) (?:achieving|who achieved|in|with|attaining|not in) (?:full |sustained |stable )?$",
        before,
    ):
        return True
    if any(
        m.kind == ConceptKind.CONDITION and m.start <= mention.start and m.end >= mention.end for m in clause.mentions
    ):
        return bool(_DISORDER_OF.search(before)) and not _CHANGE_IN.search(before)
    return False


PRIMARY = "primary-outcome"
_NOT_MET = re.compile(
    r"not met|not achiev|not reach|failed to|fail|did not (?:differ|show|demonstrate|achieve|reach|meet)|no (?:significant |statistically significant )?difference|not (?:statistically )?significant|non-?significant|was negative"
)
_MET = re.compile(
    r"\b(?:was|were) (?:met|achieved|reached|positive)|\bmet\b|achieved (?:its|the)|significantly (?:better|greater|improved|favou?r)"
)


def _met(clause: Clause) -> Direction | None:
    """What is said of "the primary endpoint" itself: met, not met, or nothing."""
    if _NOT_MET.search(clause.folded):
        return Direction.NO_DIFFERENCE
    return Direction.BETTER if _MET.search(clause.folded) else None


def _outcome(clause: Clause, mention: Mention, concept: Concept, study: Study, around: tuple[str, ...]) -> Finding:
    reading = read_direction(clause, mention, concept.benefit or Benefit.LOWER, study.drugs)
    direction, rule = reading.direction, reading.rule
    if (
        direction is Direction.UNCLEAR
        and rule == "none"
        and concept.benefit is Benefit.HIGHER
        and reading.significant is not False
    ):
        direction, rule = _by_shares(_shares(clause, mention, study), study)
    return _finding(clause, mention, "outcome", direction, rule, reading.significant, study, around)


#: Without a control, a share of responders counts as clear benefit from here on.
CLEAR_SHARE = 25.0


def _by_shares(shares: tuple[Share, ...], study: Study) -> tuple[Direction, str]:
    """Where no word says the way, the shares do: 48 % abstinent on the drug, 11 % on control."""
    drug = [s.value for s in shares if s.of != "control"]
    control = [s.value for s in shares if s.of == "control"]
    if drug and control:
        if max(drug) > 1.3 * max(control):
            return Direction.BETTER, "shares"
        return Direction.UNCLEAR, "none"
    if drug and study.comparator in (Comparator.NONE, Comparator.NOT_APPLICABLE) and max(drug) >= CLEAR_SHARE:
        return Direction.BETTER, "share"
    return Direction.UNCLEAR, "none"


def _other(
    clause: Clause, mention: Mention, concept: Concept, kind: str, study: Study, around: tuple[str, ...]
) -> Finding:
    if kind == "harm":
        direction, rule = _harm_direction(clause, mention, concept, study)
    else:
        reading = read_direction(clause, mention, Benefit.HIGHER, study.drugs)
        direction, rule = reading.direction, reading.rule
    return _finding(clause, mention, kind, direction, rule, significance(clause), study, around)


_NO_HARM = re.compile(r"\b(?:no|not|none|without|neither|nor|absence of|lack of|never|free of|zero)\b(?: \w+){0,7}? ?$")


_ONLY_CONTROL = re.compile(r"(?:receiving|received|on|assigned to) (?:\w+ )?(?:placebo|saline)|placebo response")
_SLIGHT = re.compile(
    r"(?:clinically (?:insignificant|irrelevant|non-?significant)|non-clinically significant|not clinically significant)"
)
_EXCEPT = re.compile(r"\W*(?:except|apart from|other than)")
_AT_ENTRY = re.compile(
    r"comorbid|history of|medical conditions|risk factors for|diagnosed with|pre-?existing|exclu(?:ded|sion)|before (?:therapy|treatment)|at (?:study )?entry|indications? (?:for|included)"
)


def _harm_direction(clause: Clause, mention: Mention, concept: Concept, study: Study) -> tuple[Direction, str]:
    """WORSE: observed or more frequent. NO_DIFFERENCE: compared and no more, or looked for and none. BETTER: less.

    For WORSE: "the effect occurred in 12". For NO_DIFFERENCE: "none had it", "the scores did not differ".
    """
    before = clause.folded[: mention.start - clause.start]
    if "associated" in clause.cues and not _drug_leads(clause, study.drugs):
        return Direction.UNCLEAR, "association"
    if _ONLY_CONTROL.search(clause.folded) and not any(m.id in study.drugs for m in clause.of(ConceptKind.DRUG)):
        return Direction.UNCLEAR, "control-arm"
    if _AT_ENTRY.search(clause.folded):
        return Direction.UNCLEAR, "at-entry"
    if _EXCEPT.match(clause.folded) and "null" in clause.sentence.cues:
        return Direction.WORSE, "harm-except"
    if _SLIGHT.search(clause.folded):
        return Direction.WORSE, "harm-slight"
    if "null" in clause.cues or "similar" in clause.cues or "noninferior" in clause.cues:
        return Direction.NO_DIFFERENCE, "harm-no-difference"
    if _NO_HARM.search(before[-90:]):
        return Direction.NO_DIFFERENCE, "harm-none"
    near = {
        m.id
        for m in clause.cue_places("fall", "rise", "better", "worse")
        if min(abs(m.start - mention.end), abs(mention.start - m.end)) <= 60
    }
    if "rise" in near or "worse" in near:
        return Direction.WORSE, "harm-rise"
    if "fall" in near and concept.benefit is Benefit.HIGHER:
        return Direction.WORSE, "harm-loss"
    if "fall" in near or "better" in near:
        return Direction.BETTER, "harm-fall"
    if concept.benefit is Benefit.LOWER:
        return Direction.UNCLEAR, "none"
    if "observed" in clause.cues or "results" in clause.cues or percents(clause.folded):
        return Direction.WORSE, "harm-observed"
    return Direction.UNCLEAR, "none"


_BETWEEN = re.compile(
    r"between[- ](?:the )?(?:\w+ ){0,3}(?:groups?|arms?|treatments?|conditions)|(?:versus|vs\.?|than|over|from|relative to|compared (?:to|with)|comparison (?:to|with)|to|and|exceed\w*) (?:the |an? |with |in |those |intravenous |that of )*(?:\w+[ -]){0,3}(?:placebo|saline|controls?|comparators?|active|waitlist|usual|pbo|pseudo)|"
    r"treatment difference|group[- ](?:by|×|x|\*)[- ]time|time[- ](?:by|×|x|\*)[- ](?:group|treatment)|in the (?:\w+[- ]){0,2}[\w()-]+ (?:group|arm)|mean differences?|\bsmd|hedges|odds ratio|risk ratio|superior|did not differ|primary (?:endpoint|end point|outcome|efficacy)|across (?:the )?(?:\w+ )?groups|among (?:the )?(?:\w+ )?groups|group differences|interaction between group"
)


def _finding(
    clause: Clause,
    mention: Mention,
    kind: str,
    direction: Direction,
    rule: str,
    sure: bool | None,
    study: Study,
    around: tuple[str, ...],
    named: str = "",
) -> Finding:
    s = clause.sentence
    points = tuple(sorted({hours for hours, _ in times(clause.folded)}))
    versus = Comparator.NONE
    if _among_drug_arms(clause, study):
        versus = Comparator.DOSE
    elif (
        study.comparator is not Comparator.NOT_APPLICABLE
        and study.comparator is not Comparator.NONE
        and _compares(clause, study)
    ):
        versus = study.comparator
    inside = {
        f"{m.kind}:{m.id}"
        for m in clause.mentions
        if m.kind in (ConceptKind.OUTCOME, ConceptKind.HARM, ConceptKind.MARKER)
    }
    return Finding(
        outcome=named or mention.id,
        direction=direction,
        versus=versus,
        significant=sure,
        timepoint_hours=points[0] if points else None,
        quote=_quote(clause),
        kind=kind,
        rule=rule,
        primary="primary" in s.cues,
        subgroup="subgroup" in clause.cues or _than_others(clause, study),
        marks=tuple(
            sorted(
                clause.cues
                | (s.cues & {"hedge", "secondary", "known", "plan", "repeated", "single", "maintenance"})
                | ({"scale"} if mention.scale else set())
            )
        ),
        concepts=tuple(sorted({*around, *inside})),
        times=points,
        shares=_shares(clause, mention, study),
        order=s.index,
    )


_GROUPS = re.compile(r"\b(?:between|among|across) (?:the )?(?:\w+ ){0,2}$")


def _among_drug_arms(clause: Clause, study: Study) -> bool:
    """The comparison is between arms that all get the drug: "between the two dose groups"."""
    if clause.of(ConceptKind.COMPARATOR):
        return False
    for m in clause.of(ConceptKind.DRUG):
        if (
            m.id in study.drugs
            and _GROUPS.search(clause.sentence.folded[max(0, m.start - 30) : m.start])
            and re.match(r"(?: [\w-]+){0,2} (?:groups|doses|arms)", clause.sentence.folded[m.end : m.end + 30])
        ):
            return True
    return False


_THAN_PEOPLE = re.compile(
    r"\bthan (?:in |for |those |the |did |that of )*(?:[\w-]+ ){0,5}(?:subjects|patients|groups?|individuals|participants|women|men|those|carriers|counterparts)\b|compared (?:to|with) (?:the )?(?:[\w-]+ ){0,3}(?:women|men|carriers|nonresponders|those)\b"
)


def _than_others(clause: Clause, study: Study) -> bool:
    """ "Improved more than other patients": a comparison of kinds of patients, not of treatments."""
    match = _THAN_PEOPLE.search(clause.folded)
    if match is None:
        return False
    place = clause.start + match.start()
    arms = [
        m
        for m in clause.mentions
        if m.start > place and (m.kind == ConceptKind.COMPARATOR or (m.kind == ConceptKind.DRUG))
    ]
    return not arms


def _compares(clause: Clause, study: Study) -> bool:
    if re.search(r"open[- ]label|from baseline|uncontrolled", clause.folded) and not clause.of(ConceptKind.COMPARATOR):
        return False
    if _BETWEEN.search(clause.folded):
        return True
    if "versus" not in clause.cues or re.search(
        r"(?:compared|relative|comparison) (?:to|with) (?:the )?baseline|than at baseline|than baseline", clause.folded
    ):
        return False
    roles = {
        c.role
        for m in clause.of(ConceptKind.COMPARATOR)
        if (c := study.vocabulary.get(ConceptKind.COMPARATOR, m.id)) is not None
    }
    return bool(roles & {Role.INERT, Role.ACTIVE_PLACEBO, Role.CARE, Role.TREATMENT}) or bool(
        {"degree", "bothgroups"} & clause.cues
    )


def _quote(clause: Clause) -> Quote:
    s = clause.sentence
    text = s.text if len(s.text) <= _LONG else clause.text.strip()
    return Quote(text or s.text, s.role)


def _shares(clause: Clause, mention: Mention, study: Study) -> tuple[Share, ...]:
    """Percentages that belong to this mention rather than to another outcome in the clause, with their arm."""
    found = percents(clause.folded)
    if not found or mention.start < clause.start:
        return ()
    listed = _respectively(clause, mention, found)
    if listed is not None:
        return listed
    rivals = [m for m in clause.mentions if m.kind in (ConceptKind.OUTCOME, ConceptKind.HARM) and m.id != mention.id]
    own = [m for m in clause.mentions if m.kind == ConceptKind.OUTCOME and m.id == mention.id] or [mention]
    arms = clause.of(ConceptKind.COMPARATOR)
    drugs = [m for m in clause.of(ConceptKind.DRUG) if m.id in study.drugs]
    out = []
    for number, p in enumerate(found):
        place = p.start + clause.start
        distance = min(_gap(m, place) for m in own)
        if any(_gap(r, place) < distance for r in rivals):
            continue
        if not _same_part(clause, own, p.start):
            continue
        before = clause.folded[max(0, p.start - 45) : p.start]
        if re.search(
            r"[≥>≤<] ?$|at least $|reduction of $|(?:a|an|defined as) $|i2 ?= ?$|i² ?= ?$", before
        ) or re.match(
            r" ?(?:reduction|decrease|improvement|drop|change|or (?:more|greater)|decline)",
            clause.folded[p.end : p.end + 14],
        ):
            continue
        control = min((abs(m.start - place) + (0 if m.end <= place else 6) for m in arms), default=999)
        drug = min((abs(m.start - place) + (0 if m.end <= place else 6) for m in drugs), default=999)
        second = bool(
            number
            and re.search(
                r"(?:vs\.?|versus|compared (?:to|with)|than|and|or) (?:only )?(?:with )?(?:the )?\(?(?:\w+ ){0,2}$",
                before,
            )
        ) and study.comparator not in (Comparator.NONE, Comparator.DOSE, Comparator.NOT_APPLICABLE)
        arm = "control" if (control < 40 and control < drug) or (second and drug >= 40) else "drug" if drug < 40 else ""
        out.append(Share(p.value, arm))
    return tuple(out)


_DEFINED = re.compile(r"[≥>≤<] ?$|at least $|defined as [^,;]{0,20}$")


def _respectively(clause: Clause, mention: Mention, found: list[Percent]) -> tuple[Share, ...] | None:
    """ "Response and remission rates were 54 % and 42 %, respectively": shares go to the outcomes in order."""
    if "respectively" not in clause.folded:
        return None
    shares = [p for p in found if not _DEFINED.search(clause.folded[max(0, p.start - 14) : p.start])]
    named = list(
        dict.fromkeys(m.id for m in clause.of(ConceptKind.OUTCOME) if m.id in ("response", "remission", "relapse"))
    )
    if len(named) < 2 or len(named) != len(shares) or mention.id not in named:
        return None
    return (Share(shares[named.index(mention.id)].value),)


_PART = re.compile(r"[,;]|\band\b")
_OWN_VERB = re.compile(
    r"\b(?:experienc|met|achiev|had|were|showed|discontinu|dropp|report|attain|withdr|worsen|remain|continu|maintain)"
)


def _same_part(clause: Clause, own: list[Mention], place: int) -> bool:
    """A share belongs to the words between the same commas; one without such words may borrow from its neighbours."""
    cuts = [0, *(m.start() for m in _PART.finditer(clause.folded)), len(clause.folded)]
    start = max(c for c in cuts if c <= place)
    end = min(c for c in cuts if c > place)
    if any(start <= m.start - clause.start < end for m in own):
        return True
    return not _OWN_VERB.search(clause.folded[start:end])


def _gap(m: Mention, place: int) -> int:
    return place - m.end if m.end <= place else (m.start - place)
