"""Findings: every result that a sentence states, one for each outcome, harm or marker it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.model.appraisal import Design, Direction, Finding, Quote
from tracker.model.vocabulary import Benefit, Concept, ConceptKind
from tracker.reading import sections as part
from tracker.reading.about import tells_of_another
from tracker.reading.bare import bare_direction
from tracker.reading.clauses import Clause
from tracker.reading.contrast import same_in_both
from tracker.reading.countered import DID_NOT, countered, left_out
from tracker.reading.direction import read_direction, tells_of_few
from tracker.reading.document import Document, Sentence
from tracker.reading.expressions import Expression
from tracker.reading.harmarms import arms_by_letter
from tracker.reading.harmreading import harm_direction
from tracker.reading.heldagainst import versus_of
from tracker.reading.inwhom import in_some, than_others
from tracker.reading.mainoutcome import with_primary
from tracker.reading.mentions import Mention
from tracker.reading.movement import movement
from tracker.reading.numbers import just_missed
from tracker.reading.ofthem import of_them
from tracker.reading.ofwhat import GENERIC, belongs_to_another, families, measured_with, refiled
from tracker.reading.people import names_people
from tracker.reading.respondercount import compares_responders
from tracker.reading.responders import RESPONSE, responders_in, tells_of_part
from tracker.reading.ruledout import with_ruled_out
from tracker.reading.shares import by_shares, contradicted, shares_of
from tracker.reading.silent import states_nothing
from tracker.reading.study import Study
from tracker.reading.toldofarms import each_by_so_much, told_of_control

_NOTHING_FOUND = (Design.PROTOCOL, Design.NARRATIVE_REVIEW)
_STATED = (part.TITLE, part.RESULTS, part.CONCLUSION)
_LONG = 450  #: a sentence longer than this is quoted by its clause


def findings_of(document: Document, study: Study) -> tuple[Finding, ...]:
    """Findings in order. Sentences on aims, methods and background give none, nor do plans and narrative reviews.

    For: "Scores fell more on the drug than on saline (p = .01)". Against: "We aimed to test whether scores fall".
    """
    if study.design in _NOTHING_FOUND:
        return ()
    found: list[Finding] = []
    before: tuple[Mention, ...] = ()
    last: Sequence[Finding] = ()
    listed: tuple[Mention, ...] = ()
    quick = "quick" in document.heading.cues
    titled = families(document.heading.ids(ConceptKind.OUTCOME) - GENERIC, study)
    for s in document.sentences:
        counted = list(_responders(s, study))
        if s.role not in _STATED or states_nothing(s):
            found.extend(kept for f in counted if (kept := refiled(f, titled, study)) is not None)
            listed = tuple(m for m in s.mentions if m.kind == ConceptKind.OUTCOME)
            continue
        if listed and _SCORES.match(s.folded) is not None:
            before = listed
        told = [*_parallel(s, study, list(_in_sentence(s, study, before))), *counted, *of_them(s, last)]
        here = [kept for f in told if (kept := refiled(f, titled, study)) is not None]
        found.extend(replace(f, marks=(*f.marks, "quick-title")) if quick else f for f in here)
        last = here
        before = tuple(m for m in s.mentions if m.kind == ConceptKind.OUTCOME)
    return with_primary(with_ruled_out(found, document), document)


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
        if (
            arm
            and not drug
            and " than " not in clause.folded
            and clause.folded.lstrip(" ,").startswith(("whereas", "while", "and"))
        ):
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


_GOES_ON = Expression(
    r"(?:the|this|these|such|both) (?:\w+ )?(?:effects?|improvements?|reductions?|decreases?|differences?|"
    r"changes?|benefits?|response)\b|(?:both|all|these|the two|the three) (?:\w+ )?(?:scores|measures|scales|ratings)\b"
)
#: "They completed two scales. Both scores had improved": of the scales that the methods have just named.
_SCORES = Expression(r"(?:both|all|these|the two|the three) (?:\w+ )?(?:scores|measures|scales|ratings)\b")

#: "The effect grew with each dose": more of a gain is better, whatever it is a gain in.
_GAIN = Expression(r"effect|improvement|reduction|decrease|benefit|response")

#: "The fall was six points greater, although this was not statistically significant."
_IS_DENIED = Expression(
    r"\W*(?:but|although|though|yet) (?:\w+ )?(?:fell short of|did not (?:quite )?reach|failed to reach|"
    r"missed) (?:\w+ )?significance|"
    r"\W*but (?:just as (?:far|much|well|often|many)|equally|so did|the same|as much)\b[^;]{0,40}$|"
    r"\W*but (?:was |were )?not (?:statistically )?significant(?:ly so)?(?: ?\([^()]*\))?\W*$|"
    r"\W*(?:but|although|though|however|yet|while|and)?,? ?(?:this|these|the|such|it|which|that|they)\b(?: \w+){0,2} "
    r"(?:was|were|did|is|are|failed|fell)\b[^;]{0,20}?(?:not (?:\w+ )?significant|not reach|non-?significant|"
    r"(?:to|not) (?:reach|attain|achieve) (?:\w+ )?significance|short of)"
)


def _in_sentence(s: Sentence, study: Study, before: tuple[Mention, ...] = ()) -> Iterator[Finding]:
    vocabulary = study.vocabulary
    denied = [_IS_DENIED.match(clause.folded) is not None for clause in s.clauses[1:]] + [False]
    going_on = _GOES_ON.match(s.folded)
    inherited: Sequence[Mention] = ()
    if going_on:
        inherited = [m._replace(start=0, end=going_on.end(), scale=False) for m in before]
    gain = going_on is not None and _GAIN.found(going_on[0])
    for clause, is_denied in zip(s.clauses, denied, strict=True):
        outcomes = own = clause.of(ConceptKind.OUTCOME)
        if (
            not outcomes
            and inherited
            and not tells_of_another(clause)
            and {"null", "fall", "better", "rise", "worse", "significant", "fading", "lasting"} & clause.cues
        ):
            outcomes = inherited
        inherited = outcomes or inherited
        seen: set[str] = set()
        for mention in outcomes:
            concept = vocabulary.get(ConceptKind.OUTCOME, mention.id)
            if concept is None or mention.id in seen or names_people(clause, mention) or _an_event(clause):
                continue
            if mention.scale and measured_with(clause, mention):
                continue
            if mention.id in GENERIC and belongs_to_another(clause, mention, concept, study):
                continue
            seen.add(mention.id)
            if gain and mention.start == 0 and concept.benefit is Benefit.LOWER:
                concept = replace(concept, benefit=Benefit.HIGHER)
            found = _outcome(clause, mention, concept, study)
            if is_denied and (found.direction is Direction.BETTER or found.rule == "hedged"):
                found = replace(found, direction=Direction.NO_DIFFERENCE, rule="denied-after", significant=False)
            yield found
        unnamed = not inherited or (inherited is own and not seen and all(names_people(clause, m) for m in own))
        if unnamed and not tells_of_another(clause):
            yield from _bare(clause, before, study)
        primary = clause.cue_places("primary")
        if (
            primary
            and (not outcomes or all(m.start < clause.start for m in outcomes))
            and (met := _met(clause)) is not None
        ):
            yield _finding(
                clause, primary[0], "outcome", met, "primary-stated", met is Direction.BETTER, study, PRIMARY
            )
        for kind, name in ((ConceptKind.HARM, "harm"), (ConceptKind.MARKER, "marker")):
            named: set[str] = set()
            for mention in clause.of(kind):
                concept = vocabulary.get(kind, mention.id)
                if concept is None or mention.id in named:
                    continue
                named.add(mention.id)
                yield _other(clause, mention, concept, name, study)


#: "Nausea and emotional disturbance (crying, worry) were more frequent": what is counted are unwanted events.
_COUNTED = Expression(r"\b(?:more|less|most) (?:frequent|common|often)|\b(?:common|frequent|reported) (?:adverse|side)")


def _responders(s: Sentence, study: Study) -> Iterator[Finding]:
    """The share of people who responded; without a control a clear share is a benefit."""
    told = responders_in(s, study)
    if not told:
        return
    place = told[0][0]
    clause = next(c for c in s.clauses if c.start <= place < c.end)
    shares = tuple(share for _, share in told)
    direction, _ = by_shares(shares, study, clause.significant)
    mention = Mention(place, place, ConceptKind.OUTCOME, RESPONSE)
    found = _finding(clause, mention, "outcome", direction, RESPONDERS, clause.significant, study)
    some = tells_of_part(s)
    unclear = some or tells_of_few(clause) or compares_responders(clause.folded)
    yield replace(
        found,
        shares=shares,
        rule=RESPONDERS,
        subgroup=some,
        direction=Direction.UNCLEAR if unclear else found.direction,
    )


def _an_event(clause: Clause) -> bool:
    """Among unwanted effects that are counted, the name of a symptom is one of them, and no outcome."""
    return bool(clause.of(ConceptKind.HARM)) and _COUNTED.found(clause.folded)


def _bare(clause: Clause, before: tuple[Mention, ...], study: Study) -> Iterator[Finding]:
    """A result on no named outcome is on those of the sentence before, else on what the study is about."""
    told = bare_direction(clause, study)
    if told is None:
        return
    direction, rule = told
    for named in dict.fromkeys(m.id for m in before) or (PRIMARY,):
        place = clause.mentions[0]
        yield _finding(clause, place, "outcome", direction, rule, clause.significant, study, named)


PRIMARY = "primary-outcome"
RESPONDERS = "responders"  #: the rule of a finding that tells how many responded
_NOT_MET = Expression(
    r"not met|not achiev|not reach|failed to|fail|did not (?:differ|show|demonstrate|achieve|reach|meet)|"
    r"no (?:significant |statistically significant )?difference|not (?:statistically )?significant|"
    r"non-?significant|was negative"
)
_MET = Expression(
    r"\b(?:was|were) (?:met|achieved|reached|positive)|\bmet\b|achieved (?:its|the)|significantly (?:better|"
    r"greater|improved|favou?r)"
)


def _met(clause: Clause) -> Direction | None:
    """What is said of "the primary endpoint" itself: met, not met, or nothing."""
    if _NOT_MET.found(clause.folded):
        return Direction.NO_DIFFERENCE
    return Direction.BETTER if _MET.found(clause.folded) else None


#: Of these, more is better, whatever it is that is over.
_RESOLVED = Expression(r"\b(?:resolv|remit|disappear|vanish|respon|improv|free of)\w*")


def _outcome(clause: Clause, mention: Mention, concept: Concept, study: Study) -> Finding:
    reading = read_direction(clause, mention, concept.benefit or Benefit.LOWER, study.drugs)
    direction, rule = reading.direction, reading.rule
    if direction in (Direction.BETTER, Direction.WORSE) and arms_by_letter(clause, study):
        direction, rule = Direction.UNCLEAR, "arms-by-letter"
    if direction is not Direction.UNCLEAR and told_of_control(clause, study.drugs):
        direction, rule = Direction.UNCLEAR, "control-arm"
    if direction is Direction.BETTER and not reading.significant and each_by_so_much(clause):
        direction, rule = Direction.UNCLEAR, "parallel-arms"
    if (
        direction is Direction.BETTER
        and concept.benefit is Benefit.LOWER
        and _RESOLVED.found(clause.folded)
        and contradicted(shares_of(clause, mention, study))
    ):
        direction, rule = Direction.UNCLEAR, "shares-contradict"
    if (
        direction is Direction.UNCLEAR
        and rule == "none"
        and concept.benefit is Benefit.HIGHER
        and reading.significant is not False
    ):
        direction, rule = by_shares(shares_of(clause, mention, study), study, reading.significant)
    elif (
        direction is Direction.BETTER
        and concept.benefit is Benefit.HIGHER
        and concept.part_of
        and contradicted(shares_of(clause, mention, study))
    ):
        direction, rule = Direction.UNCLEAR, "shares-contradict"
    return _finding(clause, mention, "outcome", direction, rule, reading.significant, study)


def _other(clause: Clause, mention: Mention, concept: Concept, kind: str, study: Study) -> Finding:
    if kind == "harm":
        direction, rule = harm_direction(clause, mention, concept, study)
    elif (told := countered(clause, mention, study.drugs)) is not None:
        direction, rule = told
    else:
        reading = read_direction(clause, mention, Benefit.HIGHER, study.drugs)
        direction, rule = reading.direction, reading.rule
        if rule == "but-not-inside" and "null" not in clause.cues:
            direction, rule = movement(clause, mention, Benefit.HIGHER), "movement"
        moved = direction if direction is not Direction.UNCLEAR else movement(clause, mention, Benefit.HIGHER)
        if moved is not Direction.UNCLEAR and left_out(clause.sentence, study.drugs):
            direction, rule = Direction.NO_DIFFERENCE, DID_NOT
    return _finding(clause, mention, kind, direction, rule, clause.significant, study)


def _finding(
    clause: Clause,
    mention: Mention,
    kind: str,
    direction: Direction,
    rule: str,
    sure: bool | None,
    study: Study,
    named: str = "",
) -> Finding:
    s = clause.sentence
    points = clause.times
    others = than_others(clause)
    if others and kind == "outcome":
        direction, rule = Direction.UNCLEAR, "kinds-of-people"
    return Finding(
        outcome=named or mention.id,
        direction=direction,
        versus=versus_of(clause, study),
        significant=sure,
        timepoint_hours=points[0] if points else None,
        quote=_quote(clause),
        kind=kind,
        rule=rule,
        primary="primary" in s.cues,
        subgroup=others or in_some(clause),
        marks=tuple(
            sorted(
                clause.cues
                | (s.cues & {"hedge", "secondary", "known", "plan", "repeated", "single", "maintenance"})
                | ({"scale"} if mention.scale else set())
                | ({"same-drug"} if same_in_both(clause, study.drugs) else set())
                | ({"just-missed"} if direction is Direction.NO_DIFFERENCE and just_missed(clause.folded) else set())
            )
        ),
        concepts=_concepts(clause, study),
        times=points,
        shares=shares_of(clause, mention, study),
        order=s.index,
    )


def _concepts(clause: Clause, study: Study) -> tuple[str, ...]:
    """What the clause measures and the sentence names; a form of a drug names that drug as well, as "form-of:"."""
    named = clause.sentence.ids(ConceptKind.DRUG) & study.drugs
    forms = [c.form_of for id in named if (c := study.vocabulary.get(ConceptKind.DRUG, id)) is not None and c.form_of]
    return (*clause.concepts, *(f"form-of:{id}" for id in dict.fromkeys(forms))) if forms else clause.concepts


def _quote(clause: Clause) -> Quote:
    s = clause.sentence
    text = s.text if len(s.text) <= _LONG else clause.text.strip()
    return Quote(text or s.text, s.role)
