"""Findings: every result that a sentence states, one for each outcome, harm or marker it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.model.appraisal import Comparator, Design, Direction, Finding, Quote, Share
from tracker.model.vocabulary import Benefit, Concept, ConceptKind, Role, Vocabulary
from tracker.reading import sections as part
from tracker.reading.clauses import Clause, split_clauses
from tracker.reading.direction import read_direction, significance
from tracker.reading.document import Document, Sentence
from tracker.reading.mentions import Mention
from tracker.reading.numbers import percents, times

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

    For: "MADRS scores fell more on ketamine than on saline (p = .01)". Against: "We aimed to test whether scores fall".
    """
    found: list[Finding] = []
    for s in document.sentences:
        if s.role not in _STATED or _states_nothing(s):
            continue
        found.extend(_in_sentence(s, study))
    return tuple(found)


_AIM = re.compile(r"\b(?:aim(?:s|ed)? (?:of|was|is|to)|objective|purpose of|we sought|hypothesi[sz]ed|to (?:evaluate|assess|investigate|examine|determine|explore) (?:the|whether|if))\b")


def _states_nothing(s: Sentence) -> bool:
    if s.role == part.TITLE:
        return False
    if _AIM.search(s.folded) and not {"significant", "null"} & s.cues:
        return True
    return "future" in s.cues and not ({"significant", "null", "results"} & s.cues)


def _in_sentence(s: Sentence, study: Study) -> Iterator[Finding]:
    vocabulary = study.vocabulary
    inherited: list[Mention] = []
    around = tuple(sorted({f"{kind}:{id}" for kind in _CONTEXT for id in s.ids(kind)}))
    for clause in split_clauses(s):
        outcomes = clause.of(ConceptKind.OUTCOME)
        if not outcomes and inherited and {"null", "fall", "better", "rise", "worse", "significant", "fading", "lasting"} & clause.cues:
            outcomes = inherited
        inherited = outcomes or inherited
        seen: set[str] = set()
        for mention in outcomes:
            concept = vocabulary.get(ConceptKind.OUTCOME, mention.id)
            if concept is None or mention.id in seen:
                continue
            seen.add(mention.id)
            yield _outcome(clause, mention, concept, study, around)
        for kind, name in ((ConceptKind.HARM, "harm"), (ConceptKind.MARKER, "marker")):
            named: set[str] = set()
            for mention in clause.of(kind):
                concept = vocabulary.get(kind, mention.id)
                if concept is None or mention.id in named:
                    continue
                named.add(mention.id)
                yield _other(clause, mention, name, study, around)


def _outcome(clause: Clause, mention: Mention, concept: Concept, study: Study, around: tuple[str, ...]) -> Finding:
    reading = read_direction(clause, mention, concept.benefit or Benefit.LOWER, study.drugs)
    return _finding(clause, mention, "outcome", reading.direction, reading.rule, reading.significant, study, around)


def _other(clause: Clause, mention: Mention, kind: str, study: Study, around: tuple[str, ...]) -> Finding:
    if kind == "harm":
        direction, rule = _harm_direction(clause, mention)
    else:
        reading = read_direction(clause, mention, Benefit.HIGHER, study.drugs)
        direction, rule = reading.direction, reading.rule
    return _finding(clause, mention, kind, direction, rule, significance(clause), study, around)


_NO_HARM = re.compile(r"\b(?:no|not|none|without|neither|nor|absence of|lack of|never|free of|zero)\b(?: \w+){0,7}? ?$")


def _harm_direction(clause: Clause, mention: Mention) -> tuple[Direction, str]:
    """WORSE: observed or more frequent. NO_DIFFERENCE: compared and no more, or looked for and none. BETTER: less.

    For WORSE: "dissociation occurred in 12". For NO_DIFFERENCE: "no dissociation", "CADSS scores did not differ".
    """
    before = clause.folded[: mention.start - clause.start]
    if "null" in clause.cues or "similar" in clause.cues or "noninferior" in clause.cues:
        return Direction.NO_DIFFERENCE, "harm-no-difference"
    if _NO_HARM.search(before[-90:]):
        return Direction.NO_DIFFERENCE, "harm-none"
    near = {m.id for m in clause.cue_places("fall", "rise", "better", "worse") if min(abs(m.start - mention.end), abs(mention.start - m.end)) <= 60}
    if "rise" in near or "worse" in near:
        return Direction.WORSE, "harm-rise"
    if "fall" in near or "better" in near:
        return Direction.BETTER, "harm-fall"
    if "observed" in clause.cues or "results" in clause.cues or percents(clause.folded):
        return Direction.WORSE, "harm-observed"
    return Direction.UNCLEAR, "none"


_BETWEEN = re.compile(
    r"between[- ](?:the )?(?:\w+ ){0,3}(?:groups?|arms?|treatments?|conditions)|(?:versus|vs\.?|than|over|from|relative to|compared (?:to|with)|comparison (?:to|with)|to|and|exceed\w*) (?:the |an? |with |in |those |intravenous |that of )*(?:\w+[ -]){0,3}(?:placebo|saline|midazolam|controls?|comparators?|active|waitlist|usual|pbo|pseudo)|"
    r"treatment difference|group[- ](?:by|×|x|\*)[- ]time|time[- ](?:by|×|x|\*)[- ](?:group|treatment)|in the (?:\w+[- ]){0,2}(?:ketamine|s-ketamine|esketamine|arketamine|intervention|treatment|placebo|control|midazolam|saline) (?:group|arm)|mean differences?|\bsmd|hedges|odds ratio|risk ratio|superior|did not differ|primary (?:endpoint|end point|outcome|efficacy)|across (?:the )?(?:\w+ )?groups|among (?:the )?(?:\w+ )?groups|group differences|interaction between group"
)


def _finding(
    clause: Clause, mention: Mention, kind: str, direction: Direction, rule: str, sure: bool | None, study: Study, around: tuple[str, ...]
) -> Finding:
    s = clause.sentence
    points = tuple(sorted({hours for hours, _ in times(clause.folded)}))
    versus = Comparator.NONE
    if study.comparator is not Comparator.NOT_APPLICABLE and study.comparator is not Comparator.NONE and _compares(clause, study):
        versus = study.comparator
    inside = {f"{m.kind}:{m.id}" for m in clause.mentions if m.kind in (ConceptKind.OUTCOME, ConceptKind.HARM, ConceptKind.MARKER)}
    return Finding(
        outcome=mention.id,
        direction=direction,
        versus=versus,
        significant=sure,
        timepoint_hours=points[0] if points else None,
        quote=_quote(clause),
        kind=kind,
        rule=rule,
        primary="primary" in s.cues,
        subgroup="subgroup" in clause.cues,
        marks=tuple(sorted(clause.cues | (s.cues & {"hedge", "secondary", "known", "plan", "repeated", "single", "maintenance"}) | ({"scale"} if mention.scale else set()))),
        concepts=tuple(sorted({*around, *inside})),
        times=points,
        shares=_shares(clause, mention, study),
        order=s.index,
    )


def _compares(clause: Clause, study: Study) -> bool:
    if _BETWEEN.search(clause.folded):
        return True
    if "versus" not in clause.cues or re.search(r"(?:compared|relative|comparison) (?:to|with) (?:the )?baseline|than at baseline|than baseline", clause.folded):
        return False
    roles = {c.role for m in clause.of(ConceptKind.COMPARATOR) if (c := study.vocabulary.get(ConceptKind.COMPARATOR, m.id)) is not None}
    return bool(roles & {Role.INERT, Role.ACTIVE_PLACEBO, Role.CARE, Role.TREATMENT}) or bool({"degree", "bothgroups"} & clause.cues)


def _quote(clause: Clause) -> Quote:
    s = clause.sentence
    text = s.text if len(s.text) <= _LONG else clause.text.strip()
    return Quote(text or s.text, s.role)


def _shares(clause: Clause, mention: Mention, study: Study) -> tuple[Share, ...]:
    """Percentages that belong to this mention rather than to another outcome in the clause, with their arm."""
    found = percents(clause.folded)
    if not found:
        return ()
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
        before = clause.folded[max(0, p.start - 45) : p.start]
        if re.search(r"[≥>≤<] ?$|at least $|reduction of $|(?:a|an|defined as) $|i2 ?= ?$|i² ?= ?$", before) or re.match(r" ?(?:reduction|decrease|improvement|drop|change|or (?:more|greater)|decline)", clause.folded[p.end : p.end + 14]):
            continue
        control = min((abs(m.start - place) + (0 if m.end <= place else 6) for m in arms), default=999)
        drug = min((abs(m.start - place) + (0 if m.end <= place else 6) for m in drugs), default=999)
        second = bool(number and re.search(r"(?:vs\.?|versus|compared (?:to|with)|than|and|or) (?:only )?(?:with )?(?:the )?\(?(?:\w+ ){0,2}$", before)) and study.comparator not in (Comparator.NONE, Comparator.DOSE, Comparator.NOT_APPLICABLE)
        arm = "control" if (control < 40 and control < drug) or (second and drug >= 40) else "drug" if drug < 40 else ""
        out.append(Share(p.value, arm))
    return tuple(out)


def _gap(m: Mention, place: int) -> int:
    return place - m.end if m.end <= place else (m.start - place)
