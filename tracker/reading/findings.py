"""Findings: every result that a sentence states, one for each outcome, harm or marker it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.model.appraisal import Comparator, Design, Direction, Finding, Quote, Share
from tracker.model.vocabulary import Benefit, Concept, ConceptKind, Role
from tracker.reading import sections as part
from tracker.reading.clauses import Clause
from tracker.reading.direction import read_direction, same_in_both
from tracker.reading.document import Document, Sentence
from tracker.reading.harmreading import harm_direction
from tracker.reading.mainoutcome import with_primary
from tracker.reading.mentions import Mention
from tracker.reading.people import names_people
from tracker.reading.ruledout import with_ruled_out
from tracker.reading.shares import by_shares, shares_of
from tracker.reading.study import Study
from tracker.reading.text import Words

_STATED = (part.TITLE, part.RESULTS, part.CONCLUSION)
_CONTEXT = (ConceptKind.DRUG, ConceptKind.COMPARATOR, ConceptKind.ROUTE, ConceptKind.SETTING, ConceptKind.CONDITION)
_LONG = 450  #: a sentence longer than this is quoted by its clause


def findings_of(document: Document, study: Study) -> tuple[Finding, ...]:
    """Findings in order. Sentences on aims, methods and background give none.

    For: "Scores fell more on the drug than on saline (p = .01)". Against: "We aimed to test whether scores fall".
    """
    found: list[Finding] = []
    before: tuple[Mention, ...] = ()
    quick = "quick" in document.heading.cues
    titled = _families(document.heading.ids(ConceptKind.OUTCOME) - _GENERIC, study)
    for s in document.sentences:
        if s.role not in _STATED or _states_nothing(s):
            continue
        here = [
            f for f in _parallel(s, study, list(_in_sentence(s, study, before))) if not _of_another(f, titled, study)
        ]
        found.extend(replace(f, marks=(*f.marks, "quick-title")) if quick else f for f in here)
        before = tuple(m for m in s.mentions if m.kind == ConceptKind.OUTCOME)
    return with_primary(with_ruled_out(found, document), document)


_GENERIC = frozenset({"response", "remission", "relapse"})
"""Outcomes whose name does not say of what. Unless told otherwise they are of what the vocabulary files them under."""


def _families(outcomes: frozenset[str], study: Study) -> frozenset[str]:
    """The symptoms that these outcomes are of; what is better when higher (function, thinking) is left out."""
    concepts = [c for id in outcomes if (c := study.vocabulary.get(ConceptKind.OUTCOME, id)) is not None]
    return frozenset(c.part_of or c.id for c in concepts if c.part_of or c.benefit is Benefit.LOWER)


def _of_another(f: Finding, titled: frozenset[str], study: Study) -> bool:
    """In a study whose title is about one kind of symptoms, "remission" is of those.

    For: "Two of the seven patients kept their remission", in a study of harmful thoughts: nothing on mood. Against:
    the same where the title, or the sentence, names mood as well.
    """
    if f.outcome not in _GENERIC or not titled:
        return False
    concept = study.vocabulary.get(ConceptKind.OUTCOME, f.outcome)
    family = concept.part_of if concept is not None else None
    named = frozenset(c.removeprefix("outcome:") for c in f.concepts if c.startswith("outcome:")) - {f.outcome}
    return family is not None and family not in titled and family not in _families(named - _GENERIC, study)


def _parallel(s: Sentence, study: Study, found: list[Finding]) -> list[Finding]:
    """ "A fell by 12, whereas placebo fell by 17": two arms told side by side say nothing about the difference."""
    clauses = s.clauses
    if any(f.rule == "control-arm" for f in found):
        return [
            replace(f, direction=Direction.UNCLEAR, rule="control-arm") if f.rule == "but-not" else f for f in found
        ]
    if len(clauses) < 2 or {"significant", "null"} & s.cues:
        return found
    for clause in clauses[1:]:
        arm = list(clause.of(ConceptKind.COMPARATOR))
        drug = [m for m in clause.of(ConceptKind.DRUG) if m.id in study.drugs]
        if arm and not drug and clause.folded.lstrip(" ,").startswith(("whereas", "while", "and")):
            return [
                replace(f, direction=Direction.UNCLEAR, rule="parallel-arms")
                if f.kind == "outcome" and _gains(study, f) & clause.cues
                else f
                for f in found
            ]
    return found


def _gains(study: Study, f: Finding) -> set[str]:
    """The cues that tell of a gain in this outcome: a fall of symptoms, a rise of function."""
    concept = study.vocabulary.get(ConceptKind.OUTCOME, f.outcome)
    return {"better", "rise"} if concept is not None and concept.benefit is Benefit.HIGHER else {"better", "fall"}


_AIM = re.compile(
    r"\b(?:aim(?:s|ed)? (?:of|was|is|to)|objective|purpose of|we sought|hypothesi[sz]ed|to (?:evaluate|assess|"
    r"investigate|examine|determine|explore) (?:the|whether|if))\b"
)


#: Sentences that tell of nothing found here: no data, earlier reports, what the drug is.
_ELSEWHERE = Words(
    re.compile(
        r"no data|did not (?:provide|report)|not reported|reported previously|previously reported|as previously|"
        r"\bet al\b|(?<= )\[\d+(?:[,-] ?\d+)*\]|excluded from|(?:responded|responses?|response rate\)?)[^.;]{0,30} "
        r"(?:survey|questionnaire|invitation)|none of the (?:\w+ )?(?:evidence|studies|data)|"
        r"is an? (?:[\w()-]+[- ]){0,6}(?:treatment|drug|agent|antagonist|medication|anesthetic|option)\b|"
        r"placed (?:\w+ ){0,3}(?:value|importance) on|\bthis is the first (?:report|study|case|description)|\?\W*$|"
        r"responders \([^)]{0,4}[≥>][^)]*\)(?:\]\)| scores\))? (?:received|were given|continued|entered)|"
        r"effect sizes? (?:for|of|in)\b[^.;]{0,60}\b(?:smaller|larger|greater|lower) than|"
        r"\bis an? (?:major|key|main|common|leading|serious|debilitating)\b"
    ),
    (
        "no data",
        "did not ",
        "report",
        "previously",
        "et al",
        "[",
        "excluded",
        "responded",
        "respons",
        "none of",
        "is a",
        "placed ",
        "the first",
        "?",
        "responders (",
        "effect size",
    ),
)
_DEFINITION = Words(
    re.compile(
        r"\b(?:was|were|is|are) (?:defined|identified|considered|classified|categori[sz]ed|indicated) (?:as|by|"
        r"based on|using)\b|"
        r"\bdefined as\b|should (?:be|pay|focus|include|address)|(?:research|studies|trials) (?:is|are) (?:needed|"
        r"warranted|required)"
    ),
    (" as ", " by ", " based on ", " using ", "should ", "needed", "warranted", "required"),
)


def _states_nothing(s: Sentence) -> bool:
    if s.role == part.TITLE:
        return False
    if _DEFINITION.found(s.folded) or (s.role == part.RESULTS and _ELSEWHERE.found(s.folded)):
        return True
    if _AIM.search(s.folded) and not {"significant", "null"} & s.cues:
        return True
    return "future" in s.cues and not ({"significant", "null", "results"} & s.cues)


_GOES_ON = re.compile(
    r"(?:the|this|these|such|both) (?:\w+ )?(?:effects?|improvements?|reductions?|decreases?|differences?|"
    r"changes?|benefits?|response)\b"
)


#: "The fall was six points greater, although this was not statistically significant."
_IS_DENIED = re.compile(
    r"\W*(?:but|although|though|however|yet|while|and)?,? ?(?:this|these|the|such|it|which|they)\b(?: \w+){0,2} "
    r"(?:was|were|did|is|are|failed|fell)\b[^;]{0,20}?(?:not (?:\w+ )?significant|not reach|non-?significant|"
    r"(?:to|not) (?:reach|attain|achieve) (?:\w+ )?significance|short of)"
)


def _in_sentence(s: Sentence, study: Study, before: tuple[Mention, ...] = ()) -> Iterator[Finding]:
    vocabulary = study.vocabulary
    denied = [_IS_DENIED.match(clause.folded) is not None for clause in s.clauses[1:]] + [False]
    inherited: list[Mention] = list(before) if _GOES_ON.match(s.folded) else []
    around = tuple(sorted({f"{kind}:{id}" for kind in _CONTEXT for id in s.ids(kind)}))
    for clause, is_denied in zip(s.clauses, denied, strict=True):
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
            if concept is None or mention.id in seen or names_people(clause, mention) or _an_event(clause):
                continue
            if mention.id in _GENERIC and _belongs_to_another(clause, mention, concept, study):
                continue
            seen.add(mention.id)
            found = _outcome(clause, mention, concept, study, around)
            if is_denied and found.direction is Direction.BETTER:
                found = replace(found, direction=Direction.NO_DIFFERENCE, rule="denied-after", significant=False)
            yield found
        if (halved := _halved(clause, outcomes, study, around)) is not None:
            yield halved
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


#: "Nausea and emotional disturbance (crying, worry) were more frequent": what is counted are unwanted events.
_COUNTED = re.compile(r"\b(?:more|less|most) (?:frequent|common|often)|\b(?:common|frequent|reported) (?:adverse|side)")


def _an_event(clause: Clause) -> bool:
    """Among unwanted effects that are counted, the name of a symptom is one of them, and no outcome."""
    return bool(clause.of(ConceptKind.HARM)) and bool(_COUNTED.search(clause.folded))


_OF = re.compile(r" (?:of|from|in) (?:\w+ ){0,2}$")


def _belongs_to_another(clause: Clause, mention: Mention, concept: Concept, study: Study) -> bool:
    """ "Remission of those thoughts", "those thoughts' remission": right beside the outcome that it is of."""
    for other in clause.of(ConceptKind.OUTCOME):
        of = study.vocabulary.get(ConceptKind.OUTCOME, other.id)
        if other.id in _GENERIC or of is None or (of.part_of or of.id) == concept.part_of:
            continue
        if 0 <= mention.start - other.end <= 2:
            return True
        between = clause.folded[mention.end - clause.start : max(0, other.start - clause.start)]
        if other.start > mention.end and _OF.fullmatch(between):
            return True
    return False


PRIMARY = "primary-outcome"
#: "70 % of patients had at least a 50 % reduction in the score": a share of responders. Against: "a 50 % fall".
_HALVED = re.compile(
    r"(?P<share>\d+(?:\.\d+)?) ?%\)? (?:of )?(?:the |all |our )?(?:\w+ )?(?:patients|participants|subjects|individuals|"
    r"adults|veterans)?,? ?(?:had|showed|demonstrated|achieved|experienced|reached|displayed|reported|exhibited) "
    r"(?:an? )?(?:at least|greater than|more than|over|≥|>|minimum) ?(?:an? |of )*50 ?% (?:or (?:more|greater) )?"
    r"(?:reduction|decrease|improvement|drop|decline)"
)
RESPONSE = "response"


def _halved(clause: Clause, outcomes: list[Mention], study: Study, around: tuple[str, ...]) -> Finding | None:
    """A share of people whose scores were halved is their response rate, where the score is what response is of."""
    match = _HALVED.search(clause.folded) if "50" in clause.folded else None
    concept = study.vocabulary.get(ConceptKind.OUTCOME, RESPONSE)
    if match is None or concept is None:
        return None
    score = next((m for m in outcomes if m.id == concept.part_of), None)
    if score is None:
        return None
    shares = (Share(float(match["share"]), ""),)
    direction, rule = by_shares(shares, study)
    found = _finding(clause, score, "outcome", direction, rule, clause.significant, study, around, RESPONSE)
    return replace(found, shares=shares)


_NOT_MET = re.compile(
    r"not met|not achiev|not reach|failed to|fail|did not (?:differ|show|demonstrate|achieve|reach|meet)|"
    r"no (?:significant |statistically significant )?difference|not (?:statistically )?significant|"
    r"non-?significant|was negative"
)
_MET = re.compile(
    r"\b(?:was|were) (?:met|achieved|reached|positive)|\bmet\b|achieved (?:its|the)|significantly (?:better|"
    r"greater|improved|favou?r)"
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
        direction, rule = by_shares(shares_of(clause, mention, study), study)
    return _finding(clause, mention, "outcome", direction, rule, reading.significant, study, around)


def _other(
    clause: Clause, mention: Mention, concept: Concept, kind: str, study: Study, around: tuple[str, ...]
) -> Finding:
    if kind == "harm":
        direction, rule = harm_direction(clause, mention, concept, study)
    else:
        reading = read_direction(clause, mention, Benefit.HIGHER, study.drugs)
        direction, rule = reading.direction, reading.rule
    return _finding(clause, mention, kind, direction, rule, clause.significant, study, around)


_BETWEEN = Words(
    re.compile(
        r"between[- ](?:the )?(?:\w+ ){0,3}(?:groups?|arms?|treatments?|conditions)|(?:versus|vs\.?|than|over|from|"
        r"relative to|compared (?:to|with)|comparison (?:to|with)|to|and|exceed\w*) (?:the |an? |with |in |those |"
        r"intravenous |that of )*(?:\w+[ -]){0,3}(?:placebo|saline|controls?|comparators?|active|waitlist|usual|pbo|"
        r"pseudo)|"
        r"treatment difference|\bdifference [-+]?\d|\bthe difference was\b|"
        r"\bmd\b|group[- ](?:by|×|x|\*)[- ]time|time[- ](?:by|×|x|\*)[- ](?:group|treatment)|"
        r"in the (?:\w+[- ]){0,2}[\w()-]+ (?:group|arm)|mean differences?|\bsmd|hedges|odds ratio|risk ratio|superior|"
        r"did not differ|primary (?:endpoint|end point|outcome|efficacy)|across (?:the )?(?:\w+ )?groups|"
        r"among (?:the )?(?:\w+ )?groups|group differences|interaction between group"
    ),
    (
        "between",
        "placebo",
        "saline",
        "control",
        "comparator",
        "active",
        "waitlist",
        "usual",
        "pbo",
        "pseudo",
        "difference",
        "md",
        "group",
        "arm",
        "hedges",
        "ratio",
        "superior",
        "did not differ",
        "primary",
    ),
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
    points = clause.times
    others = _than_others(clause)
    if others and kind == "outcome":
        direction, rule = Direction.UNCLEAR, "kinds-of-people"
    versus = Comparator.NONE
    if _among_drug_arms(clause, study):
        versus = Comparator.DOSE
    elif study.comparator is Comparator.ACTIVE and (told := _against(clause, study)) is not None:
        versus = told
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
        subgroup=others or _in_some(clause),
        marks=tuple(
            sorted(
                clause.cues
                | (s.cues & {"hedge", "secondary", "known", "plan", "repeated", "single", "maintenance"})
                | ({"scale"} if mention.scale else set())
                | ({"same-drug"} if same_in_both(clause, study.drugs) else set())
            )
        ),
        concepts=tuple(sorted({*around, *inside})),
        times=points,
        shares=shares_of(clause, mention, study),
        order=s.index,
    )


_HELD_AGAINST = re.compile(r"(?:versus|vs\.?|than|over|(?:compared|relative|superior) (?:to|with)) (?:the |an? )?$")


def _against(clause: Clause, study: Study) -> Comparator | None:
    """ "Both improved scores versus placebo": what the clause itself is held against, where that is inert."""
    for m in clause.of(ConceptKind.COMPARATOR):
        concept = study.vocabulary.get(ConceptKind.COMPARATOR, m.id)
        if (
            concept is not None
            and concept.role in (Role.INERT, Role.ACTIVE_PLACEBO)
            and m.id != "control"
            and _HELD_AGAINST.search(
                clause.folded[max(0, m.start - clause.start - 30) : max(0, m.start - clause.start)]
            )
        ):
            return Comparator.PLACEBO if concept.role is Role.INERT else Comparator.ACTIVE_PLACEBO
    return None


_GROUPS = re.compile(r"\b(?:between|among|across) (?:the )?(?:\w+ ){0,2}$")
#: "Efficacy did not differ between these routes": all that is compared is the drug.
_WAYS_OF_GIVING = Words(
    re.compile(
        r"\b(?:between|among|across) (?:the |these |both |different |two |three )*(?:\w+ )?(?:routes|doses|dosages|"
        r"formulations|dos(?:ing|age) (?:regimens|schedules|frequencies)|routes of administration)\b"
    ),
    ("routes", "doses", "dosages", "formulations", "regimens", "schedules", "frequencies"),
)


def _among_drug_arms(clause: Clause, study: Study) -> bool:
    """The comparison is between arms that all get the drug: "between the two dose groups"."""
    if clause.of(ConceptKind.COMPARATOR):
        return False
    if _WAYS_OF_GIVING.found(clause.folded):
        return True
    for m in clause.of(ConceptKind.DRUG):
        if (
            m.id in study.drugs
            and _GROUPS.search(clause.sentence.folded[max(0, m.start - 30) : m.start])
            and re.match(r"(?: [\w-]+){0,2} (?:groups|doses|arms)", clause.sentence.folded[m.end : m.end + 30])
        ):
            return True
    return False


_SOME = Words(
    re.compile(
        r"exploratory (?:\w+ )?analys[ei]s (?:of|in|among) (?:the )?(?:patients|participants|those|people|adults)|"
        r"\baged (?:under|over|below|above|[<>≤≥])|\bstratified by\b|"
        r"^\W*(?:patients|subjects|participants|individuals|those) (?:with|who had|who showed) (?:an? |"
        r"the )?(?:high|low|higher|lower|"
        r"greater|greatest|largest|most|more|fewer|less)\b|"
        r"\b(?:subjects|patients|participants|individuals|those) who (?:had|showed|exhibited) the (?:greatest|"
        r"largest|most)\b|"
        r"\b(?:in|among) (?:those|patients|participants|individuals|subjects) (?:\w+ )?(?:with|"
        r"having) (?:an? )?(?:relatively )?"
        r"(?:smaller|larger|higher|lower|greater|shorter|longer|more|less|fewer)\b"
    ),
    (
        "exploratory",
        " aged ",
        "stratified",
        "with small",
        "with larg",
        "with high",
        "with low",
        "with great",
        "with short",
        "with long",
        "with more",
        "with less",
        "with few",
        "with a ",
        "with an ",
        "with relat",
        "having ",
        "with the ",
        "who had",
        "who showed",
        "who exhibited",
    ),
)
_CALLED = re.compile(r"\b(?:were|are|was|as|became|classed|classified)(?: (?:as|considered))? $")


def _in_some(clause: Clause) -> bool:
    """ "In those under 40", "responders had …". Against: "46 % were responders", which counts them."""
    before = clause.folded
    named = clause.cue_places("subgroup")
    return _SOME.found(before) or any(not _CALLED.search(before[: m.start - clause.start]) for m in named)


_THAN_PEOPLE = re.compile(
    r"\b(?:than|relative to|compared (?:to|with)) (?:the )?(?:hcs?\b|healthy)|"
    r"\bthan (?:in |for |those |the |did |that of )*(?:[\w-]+ ){0,5}(?:subjects|patients|groups?|individuals|"
    r"participants|women|men|those|carriers|counterparts)\b|compared (?:to|"
    r"with) (?:the )?(?:[\w-]+ ){0,3}(?:women|men|carriers|nonresponders|those)\b|"
    r"\bnon-?\w+ (?:groups?|patients|subjects)\b[^.;]{0,120}compared (?:to|with) (?:the )?[\w-]+ groups?\b"
)


_OTHER_ARMS = re.compile(r"\bother (?:\w+ )?(?:groups?|arms?)$")


def _than_others(clause: Clause) -> bool:
    """ "Improved more than other patients": a comparison of kinds of patients, not of treatments."""
    if not any(hint in clause.folded for hint in ("than ", "compared ", "relative to")):
        return False
    match = _THAN_PEOPLE.search(clause.folded)
    if match is None or _OTHER_ARMS.search(match[0]):
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
    if _BETWEEN.found(clause.folded):
        return True
    if study.design is Design.META_ANALYSIS and "effect size" in clause.folded:
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
