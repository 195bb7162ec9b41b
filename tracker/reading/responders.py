"""Responders: the share of the people treated who are said to have responded, however it is worded."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from tracker.model.appraisal import Share
from tracker.model.vocabulary import ConceptKind, Role
from tracker.reading import sections as part
from tracker.reading.armorder import arms_of
from tracker.reading.document import Sentence
from tracker.reading.expressions import Expression, expression
from tracker.reading.mentions import Mention
from tracker.reading.numbers import percents
from tracker.reading.respondercount import counted
from tracker.reading.study import Study

RESPONSE = "response"
_LEAST = 4.0  #: per cent; smaller figures beside "response" are p values, doses and the like

_HALF = (
    r"(?:(?:≥|>|>=|at least|more than|greater than|over|minimum|minimum of) ?(?:an? |of )*50 ?%|"
    r"\b50 ?%(?= or (?:more|greater|better|higher))|\bhalved)(?: or (?:more|greater|better|higher))?"
    r"(?: \w+){0,3}? (?:reductions?|decreases?|improvements?|drop|declines?)"
)
#: What a share may be a share of. Only "yes" is of interest; the others keep a figure from going to it.
_SAID = Expression(
    r"(?P<no>\bnon-?respon\w+|\bno (?:\w+ )?response|\bnot (?:\w+ ){0,2}(?:respond\w*|response)|"
    r"\bfail\w* to (?:\w+ )?respond)|"
    r"(?P<other>\bpartial(?:ly)? respon\w+|\b(?:placebo|stress|immune|cortisol|pain|startle|time to|duration of|"
    r"loss of|lost|predict\w*|maintain\w*|sustain\w*|retain\w*|kept|\w+lytic|previous|prior) (?:\w+ )?respon\w+|"
    r"\bremi[ts]\w+|\brelaps\w*|\brecurr\w*|\brespondents?\b)|"
    r"(?P<yes>\brespon(?:ses?|ded|ders?|ding)\b)|"
    rf"(?P<half>{_HALF})"
)
#: A survey's answers, a test's accuracy, what predicts: shares of something else altogether.
_NOT_OF_PEOPLE = Expression(
    r"\b(?:survey|questionnaires|invitation|clinicians|sensitiv\w+|specificity|accura\w+|predict(?:ed|s|or|ors|ive)|"
    r"variance|assum\w+|power(?:ed)?|previously (?:reported|published|shown|described)|as previously|"
    r"reported previously|(?:prior|earlier) (?:reports|studies|trials)|et al|literature)\b"
)
#: "(≥ 50 %", "a 40 % reduction", "70-100 %": amounts, bounds and ranges.
_NOT_BEFORE = Expression(
    r"(?:[≥>≤<±]|>=|\bat least|\bthan|\bdefined as|\b(?:reduction|decrease|improvement|change|increase) (?:of|"
    r"by)|(?<!achieved )(?<!attained )(?<!reached )(?<!met )\bby|"
    r"\d ?-|\bi2 ?=|\bi² ?=|(?:studies|trials|reports|articles) \(?|"
    r"\bthat in [\w ]+\()(?: an?)? ?$"
)
_NOT_AFTER = Expression(
    r"\)? ?(?:or (?:more|greater|higher|better)|(?:\w+ )?(?:reductions?|decreases?|improvements?|drop|change|declines?|"
    r"increased?|greater|more|higher|lower|less)\b|"
    r"of (?:the )?(?:studies|trials|infusions|sessions|visits|treatments|variance)|"
    r"(?:of \w+ )?(?:dropped|discontinued|withdrew|reported (?:ad|si)|worsened|female|women|male|men)\b)"
)
_CI = Expression(r"[(\[][^()\[\]]*\b(?:ci|cis|confidence|credible)\b[^()\[\]]*[)\]]|\b95 ?% ?ci[^a-z]{1,30}")
_BRACKET = Expression(r"(?: rates?| criteri\w+| status)? ?[(\[](?:n ?= ?\d+ ?[,;:/] ?|\d+ ?[,;:/] ?)?")
#: "Of responders": whom the share is a share of, not what it is a share of.
_BASE = Expression(r"\)? ?(?:\d+ )?(?:of|among|in)(?: the| these| those| all| our| \d+)* (?:\w+ ){0,2}$")
_ELSEWHERE = Expression(
    r"\b(?:adverse|side effects|dizz\w+|nausea|drop\w*|withdr\w+|discontinu\w+|aged?|years|female)\b"
)
_LISTED = Expression(r"\W*(?:rates?|criteri\w+)?\W*(?:and|or|/)\W*(?:the )?(?:\w+ )?")
#: "(≥ 50 % reduction)", "(score < 10)": what counts as one, told in brackets.
_DEFINED = Expression(r"[(\[][^()\[\]]*(?:[≥>≤<]|\b\d\d ?% (?:or|reduction|decrease|improvement))[^()\[\]]*[)\]]")
#: "… was 77 %, although all patients responded": another statement.
_TURN = Expression(r"\b(?:although|whereas|while|but|however|odds|likelihood|risk|chance)\b|, and the\b")
_AMONG_THEM = Expression(
    r"\b(?:of|among|in) (?:the |these |those |all |completed |initial |acute )*(?:(?!compar|contrast)\w+ ){0,2}"
    r"(?:non-?)?(?:responders|remitters)\b|\bwho (?:had |did )not (?:\w+ )?(?:respond|improve)"
)


@dataclass(frozen=True, slots=True)
class _Figure:
    value: float
    start: int
    end: int


def responders_in(s: Sentence, study: Study) -> tuple[tuple[int, Share], ...]:
    """The shares of responders in one sentence, each with its place and its arm ("drug", "control" or "").

    For: "12 of 20 (60 %) responded", "response and remission rates were 54 % and 42 %", "70 % had at least a 50 %
    reduction in the score", "responders (n = 9) and non-responders (n = 6)". Against: "a 50 % reduction", the share
    that remitted, relapsed or did not respond, "27 % of responders relapsed", "predicted response with 81 % accuracy".
    """
    if not _may_tell(s):
        return ()
    text = _blanked(s.folded)
    said = [m for m in _SAID.finditer(text) if m.lastgroup != "half" or _halves(m, s, study)]
    figures = [
        f
        for f in (_Figure(p.value, p.start, p.end) for p in percents(text))
        if f.value > _LEAST
        and not any(m.lastgroup == "half" and m.start() <= f.start < m.end() for m in _SAID.finditer(text))
        and not _NOT_BEFORE.found(text[max(0, f.start - 24) : f.start])
        and not _NOT_AFTER.match(text[f.end : f.end + 40])
    ]
    figures.sort(key=lambda f: f.start)
    ours = [f for f, of in zip(figures, _attributed(text, figures, said), strict=True) if of in ("yes", "half")]
    ours = [f for f in ours if not _of_another_illness(s, f.start, study) and not _named_otherwise(s, text, f, study)]
    ours = [f for f in ours if f is ours[0] or _OF_THEM.match(text, f.end) is None]
    if not ours:
        found = () if tells_of_part(s) else counted(text, study.people)
        return tuple(pair for pair in found if not _of_another_illness(s, pair[0], study))
    arms = arms_of(s, text, [(f.start, f.end) for f in ours], study)
    return tuple(
        (f.start, Share(f.value, "" if _ALL_OF_THEM.match(text, f.end) is not None else arm))
        for f, arm in zip(ours, arms, strict=True)
    )


#: "70 % of all patients": of both arms together, whichever was named before.
_ALL_OF_THEM = Expression(r" ?(?:\([^)]*\) )?of all (?:the |\d+ )?(?:patients|participants|subjects|adults)")


def _blanked(text: str) -> str:
    """Intervals, and definitions in brackets, blotted out in place."""
    text = _CI.sub(lambda m: " " * len(m[0]), text)
    return _DEFINED.sub(lambda m: m[0] if expression(r"\bp ?[<>=≤]|\d/\d").found(m[0]) else " " * len(m[0]), text)


def tells_of_part(s: Sentence) -> bool:
    """ "Among the responders": the share is one of those who had already responded."""
    return _AMONG_THEM.found(s.folded)


def _may_tell(s: Sentence) -> bool:
    text = s.folded
    return (
        (s.role in (part.RESULTS, part.CONCLUSION) or (s.role == part.METHODS and not s.labelled))
        and ("respon" in text or "50" in text)
        and not {"future"} & s.cues
        and not ({"plan"} & s.cues and s.role != part.RESULTS)
        and not _NOT_OF_PEOPLE.found(text)
        and not text.rstrip().endswith("?")
        and not (s.role == part.METHODS and "defined" in text)
    )


def _family(study: Study) -> str:
    concept = study.vocabulary.get(ConceptKind.OUTCOME, RESPONSE)
    return (concept.part_of if concept is not None else None) or RESPONSE


def _of_another_illness(s: Sentence, place: int, study: Study) -> bool:
    """The clause names a scale or symptom of another illness, and none of the one that response is of."""
    clause = next(c for c in s.clauses if c.start <= place < c.end)
    named = {m.id for m in clause.mentions if m.kind == ConceptKind.OUTCOME}
    wider = {id: (c.part_of or id) for id in named if (c := study.vocabulary.get(ConceptKind.OUTCOME, id)) is not None}
    ours = _family(study)
    if any(id == ours or (of == ours and id not in _STATES) for id, of in wider.items()):
        return False
    return any(of not in (ours, "global-severity") for of in wider.values())


_STATES = frozenset({"response", "remission", "relapse"})

#: "8 (40 %) of them had a thinner cortex", after the share that responded: a share of a share.
_OF_THEM = Expression(r"\)? of (?:them|these|whom)\b")
#: "72 % were responders on …": what comes next says by which scale, or to what.
_BY_OR_TO = Expression(
    r"(?: \(\d+(?:\.\d+)? ?%)?\)?[^.;,%]{0,60}?\brespon(?:ses?|ded|ders?)\b (?:for|on|by|in|to|with|"
    r"according to) (?:the )?"
)
_WORD_PART = Expression(r"(?:\w+-)?")
_OF_IT = Expression(r"\)?[^.;,%]{0,60}?(?P<named>[\w-]+) (?:treatment )?respon(?:ses?|ders?)\b")


def _named_otherwise(s: Sentence, text: str, f: _Figure, study: Study) -> bool:
    """ "18 (72 %) were responders on the scale of another illness", "60 % met shock therapy's response criteria":
    of something else than the drug's effect on the illness."""
    after, before = _BY_OR_TO.match(text, f.end), _OF_IT.match(text, f.end)
    for m in s.mentions:
        if after is not None and _WORD_PART.fullmatch(text, after.end(), max(m.start, after.end())) is not None:
            if m.start >= after.end() and _is_another(m, study):
                return True
        elif before is not None and before.span("named") == (m.start, m.end) and m.kind == ConceptKind.COMPARATOR:
            return _is_another(m, study)
    return False


def _is_another(m: Mention, study: Study) -> bool:
    """An outcome of another illness; or a treatment that works in its own right."""
    if m.kind == ConceptKind.OUTCOME:
        concept = study.vocabulary.get(ConceptKind.OUTCOME, m.id)
        return concept is not None and (concept.part_of or concept.id) not in (_family(study), "global-severity")
    treatment = study.vocabulary.get(ConceptKind.COMPARATOR, m.id) if m.kind == ConceptKind.COMPARATOR else None
    return treatment is not None and treatment.role is Role.TREATMENT


def _halves(match: re.Match[str], s: Sentence, study: Study) -> bool:
    """A halved score is a response where the score is what response is of, and it is no definition in brackets."""
    text, ours = s.folded, _family(study)
    if "defin" in text or text.count("(", 0, match.start()) > text.count(")", 0, match.start()):
        return False
    return any(m.kind == ConceptKind.OUTCOME and m.id == ours for m in s.mentions)


#: "(69 % response rate)"; "34 % met criteria for remission and 48 % for response".
_ITS_RATE = Expression(r"\)? ?(?:clinical |overall )?")
_MET_FOR = Expression(r"\)? for (?:the |an? )?(?:clinical )?")
_PREDICATE = Expression(
    r"\b(?:met|achiev\w+|show\w*|had|have|has|attain\w*|experienc\w+|exhibit\w*|demonstrat\w+|display\w*|report\w*|were|was|"
    r"obtain\w*|reach\w*|classified|considered|fulfill\w*|criteri\w+)\b"
)


def _attributed(text: str, figures: list[_Figure], said: list[re.Match[str]]) -> list[str]:
    """What each figure is a share of: the name of a group of `_SAID`, or ""."""
    listed = _in_a_list(text, figures, said)
    out = [""] * len(figures)
    for i in range(len(figures) - 1, -1, -1):
        f = figures[i]
        if f in listed:
            out[i] = listed[f]
            continue
        before = next((m for m in reversed(said) if m.end() <= f.start), None)
        after = next((m for m in said if m.start() >= f.end), None)
        following = figures[i + 1] if i + 1 < len(figures) else None
        out[i] = (
            (_bracketed(text, f, before) if before else "")
            or (_predicate(text, f, after, following) if after else "")
            or (_rate(text, f, before) if before else "")
        )
        if not out[i] and following is not None and not (after and after.end() <= following.start):
            between = text[f.end : following.start]
            if (
                expression(r"\b(?:and|or|vs|versus|compared|than|to|while|whereas)\b|[,/(]").found(between)
                and len(between) < 90
                and ";" not in between
            ):
                out[i] = out[i + 1]
    for i, f in enumerate(figures[1:], 1):
        between = text[figures[i - 1].end : f.start]
        if not out[i] and len(between) < 70 and _GOES_ON.found(between) and not _SAID.found(between):
            out[i] = out[i - 1]
    return out


#: "45 % on the drug; on placebo, 18 %": the same share in another arm.
_GOES_ON = Expression(
    r"\b(?:vs?|versus|compared|than)\b|[;:]|^[ ,]*(?:and|or|/)? ?$|"
    r"^ (?:with|on|in|for|after|following|of) [^,;]{2,40},? and(?: of| with)? $"
)


def _bracketed(text: str, f: _Figure, before: re.Match[str]) -> str:
    """ "Response (41 %)", "responders (n = 8, 44 %)"."""
    return str(before.lastgroup) if _BRACKET.fullmatch(text[before.end() : f.start]) else ""


#: "(92 % v. 57 %, p = 0.04) and remitted": a figure told in brackets belongs to what stands before them.
_IN_BRACKETS = Expression(r"(?![,;]? ?n ?= ?\d+[)\]])[^()\[\]]+[)\]]")


def _predicate(text: str, f: _Figure, after: re.Match[str], following: _Figure | None) -> str:
    """ "44 % of patients met the criterion for response", "52 (67.5 %) responded"."""
    between = text[f.end : after.start()]
    if len(between) > 110 or expression(r"[;:]|\.\s").found(between) or _TURN.found(between):
        return ""
    if _IN_BRACKETS.match(between):
        return ""
    if after[0].startswith("responder") and _BASE.fullmatch(between):
        return "base"
    if _ITS_RATE.fullmatch(between) and text.startswith((" rate", " criteri"), after.end()):
        return str(after.lastgroup)
    if _MET_FOR.fullmatch(between):
        return str(after.lastgroup)
    if following is not None and following.start < after.start() and abs(following.value - f.value) > 1.0:
        return ""
    verb = after[0] in ("responded", "remitted", "relapsed") and not expression(r"\b(?:for|in)\b").found(between)
    return str(after.lastgroup) if verb or _PREDICATE.found(between) else ""


def _rate(text: str, f: _Figure, before: re.Match[str]) -> str:
    """ "The response rate, defined as a fall by half, was 67 %"."""
    between = text[before.end() : f.start]
    if len(between) > 170 or expression(r";|\.\s").found(between) or _ELSEWHERE.found(between):
        return ""
    if before[0].startswith("responder") and _TRAIT.match(between):
        return ""
    if not expression(r"\b(?:was|were|of|is|are|made up|reached|to|from|in|with|at|for|after|on|:|=)\b|[:=(,]").found(
        between
    ):
        return ""
    rate = expression(r"\brates?\b|proportion|percentage").search(text[max(0, before.start() - 40) : before.end() + 12])
    return (
        str(before.lastgroup)
        if rate or expression(r"\b(?:was|were|of|made up)\b[^,]{0,25}$|[(:]$").found(between)
        else ""
    )


#: "Responders showed more of the wave (53 %)": what is found in them, not how many they are.
_TRAIT = Expression(r" (?:show|had|have|with|exhibit|display|demonstrat|differ|experienc)\w*\b")


def _in_a_list(text: str, figures: list[_Figure], said: list[re.Match[str]]) -> dict[_Figure, str]:
    """ "Response and remission rates were 54 % and 42 %; 48 % and 24 % …": figures go to the words in turn."""
    for first, second in itertools.pairwise(said):
        if not _LISTED.fullmatch(text[first.end() : second.start()]) or first.lastgroup == second.lastgroup:
            continue
        after = [f for f in figures if f.start >= second.end()]
        rest = next((m.start() for m in said if m.start() > second.end()), len(text))
        after = [f for f in after if f.start < rest]
        lead = text[second.end() : after[0].start] if after else ""
        if len(after) >= 2 and len(after) % 2 == 0 and expression(r"\b(?:was|were|of|are|reached)\b|:").found(lead):
            return {f: str((first, second)[i % 2].lastgroup) for i, f in enumerate(after)}
    return {}
