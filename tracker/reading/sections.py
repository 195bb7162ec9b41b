"""Sections: the parts of an abstract and their roles, from labels that stand inline."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.reading.expressions import Expression

BACKGROUND, OBJECTIVE, METHODS, RESULTS, CONCLUSION = "background", "objective", "methods", "results", "conclusion"
OTHER, TITLE, UNLABELLED, LIMITS = "other", "title", "unlabelled", "limitations"

_ROLES = {
    BACKGROUND: "background|backgrounds|introduction|importance|context|rationale|background and purpose|"
    "background and objectives?|"
    "background and aims?|background & aims?|background/aims?|background/objectives?|what is known|"
    "what we already know",
    OBJECTIVE: "objectives?|aims?|purpose|aim of the study|hypothesis|study objectives?|purpose of review|"
    "aims and objectives|goals?|"
    "objective and background|aims? of study|research question|question|introduction and objectives?",
    METHODS: "methods?|materials? and methods?|patients? and methods?|subjects and methods|design|study design|setting|"
    "participants?|"
    "patients|subjects|interventions?|exposures?|measurements?|main outcomes? and measures?|"
    "main outcomes? measures?|outcome measures|data sources?|"
    "study selection|data extraction|data extraction and synthesis|data synthesis and analysis|search methods|"
    "selection criteria|"
    "data collection and analysis|methodology|design, setting, and participants|design and methods|"
    "experimental approach|study eligibility criteria|"
    "research design and methods|procedures?|methods and analysis|methods and materials|methods/design|"
    "materials & methods|methods and results|"
    "eligibility criteria|analysis|statistical analysis|outcomes?|primary outcome|review methods|"
    "patients & methods|subjects|sample|"
    "areas covered|method and results|participants and interventions?|design and setting|search strategy|"
    "trial design|methods and patients|case description methods|"
    "background and methods?|rationale and methods?|purpose and methods?|objectives? and methods?|aims? and methods?",
    RESULTS: "results?|findings|main results|key results|outcomes and results|data synthesis|results and discussion|"
    "recent findings|key findings|"
    "case presentations?|case reports?|cases?|case series|case descriptions?|results and conclusions?|"
    "principal findings|observations?|"
    "case summary|major findings|main findings|results/findings|case|patient|case history|clinical findings|report",
    CONCLUSION: "conclusions?|discussion|interpretation|conclusions? and relevance|significance|summary|implications|"
    "conclusions? and implications|"
    "discussion and conclusions?|clinical implications|comment|conclusions? and clinical relevance|"
    "authors' conclusions?|conclusion/significance|"
    "conclusions? and significance|discussions?|interpretations?|clinical relevance|"
    "conclusion and implications for practice|lessons|expert opinion|"
    "concluding remarks|perspective|what this study adds|impact|conclusions? and clinical significance|"
    "conclusion and discussion",
    LIMITS: "limitations?|strengths and limitations|study limitations|limits",
    OTHER: "trial registration|trial registration numbers?|clinicaltrials.gov|registration|registration number|"
    "clinical trial registration|clinical trials? registration|funding|keywords?|ethics and dissemination|ethics|"
    "prospero registration|systematic review registration|registry|"
    "clinical trial|international registered report identifier (irrid)|level of evidence|trial registry|"
    "clinicaltrials.gov identifier|other|prospero|"
    "conflicts? of interest|declaration of interest|protocol registration|clinicaltrials",
}


def _spellings(name: str) -> list[str]:
    """ "aims?" -> "aims" and "aim": the ways to write a name whose letters before "?" may be left out."""
    before, mark, after = name.partition("?")
    if not mark:
        return [name]
    return [kept + rest for kept in (before, before[:-1]) for rest in _spellings(after)]


_ROLE_OF = {
    spelling: role
    for role, names in reversed(_ROLES.items())
    for name in names.split("|")
    for spelling in _spellings(name)
}
#: A label is upper or title case, stands at the start or after a stop, and ends with a colon (or two).
_COLON = Expression(r":{1,2}\s*")
#: Where a label may begin.
_BEGIN = Expression(r"^|(?<=[.;)\]”\"?!:\s])")
_LONGEST = 60
#: Some feeds glue the label to the text: "IntroductionA comorbid diagnosis", "ResultsOf 56 patients",
#: "it fell.RESULTS Of 56".
_GLUED = Expression(
    r"(?:^|(?<=[.)\s]))(Introduction|Background|Objectives?|Aims?|Purpose|Methods?|Results?|Findings|Conclusions?|"
    r"Discussion|Case report|"
    r"Case presentation|Case|Importance|Rationale|Expert opinion|Areas covered)(?=[A-Z])|"
    r"(?:^|(?<=[.?!)]\s))(Introduction|Background|Importance|Objectives?|Aims?|Purpose|Rationale|Methods?|"
    r"Design, Setting,? and Participants|Interventions?|Main Outcomes? and Measures?|Results|Findings|"
    r"Conclusions?(?: and Relevance)?|Interpretation|Discussion|Expert opinion|Areas covered)(?=\s[A-Z0-9][a-z]* ?)|"
    r"(?:^|(?<=[.?!)])|(?<=[.?!)]\s))(INTRODUCTION|BACKGROUND|OBJECTIVES?|AIMS?|PURPOSE|METHODS?|RESULTS?|FINDINGS|"
    r"CONCLUSIONS?|DISCUSSION)(?=\s[A-Z][a-z]* )"
)

_MAY_BE_GLUED = (
    *(
        "Introduction",
        "Background",
        "Importance",
        "Objective",
        "Aim",
        "Purpose",
        "Rationale",
        "Method",
        "Design, Setting",
    ),
    *("Intervention", "Main Outcome", "Result", "Finding", "Conclusion", "Interpretation", "Discussion", "Case"),
    *("Expert opinion", "Areas covered", "OBJECTIVE", "METHOD", "RESULT", "FINDINGS", "CONCLUSION"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the abstract, [start, end), without its label; role is one of the names above."""

    role: str
    start: int
    end: int


def _label_before(abstract: str, end: int) -> int | None:
    """Where the longest known label that ends at `end` starts."""
    begin = max(0, end - _LONGEST)
    window = abstract[begin:end]
    starts = (match.start() for match in _BEGIN.finditer(window))
    return next((begin + start for start in starts if window[start:].lower() in _ROLE_OF), None)


def split_sections(abstract: str) -> tuple[Section, ...]:
    """The sections in order; one UNLABELLED section where no label is found.

    For: "RESULTS: Scores fell." Against: "Patients: a view" inside a running sentence is no label, since labels
    are in capitals or start a sentence.
    """
    marks: list[tuple[int, int, str]] = []
    for colon in _COLON.finditer(abstract):
        end = colon.start() - (abstract[max(0, colon.start() - 1) : colon.start()].isspace())
        start = _label_before(abstract, end)
        if start is None:
            continue
        label = abstract[start:end]
        starts_sentence = start == 0 or abstract[:start].rstrip()[-1:] in ".;)]?!:\"”*'" or not abstract[:start].strip()
        if label.isupper() or (label[0].isupper() and starts_sentence):
            marks.append((start, colon.end(), _ROLE_OF.get(label.lower(), OTHER)))
    if len(marks) < 2 and any(hint in abstract for hint in _MAY_BE_GLUED):
        for match in _GLUED.finditer(abstract):
            label = match[1] or match[2] or match[3]
            marks.append((match.start(), match.end(), _ROLE_OF.get(label.lower(), OTHER)))
    marks = sorted(set(marks))
    if not marks:
        return (Section(UNLABELLED, 0, len(abstract)),) if abstract else ()
    found: list[Section] = []
    if abstract[: marks[0][0]].strip():
        found.append(Section(BACKGROUND if marks[0][2] != CONCLUSION else UNLABELLED, 0, marks[0][0]))
    for here, following in zip(marks, [*marks[1:], (len(abstract), 0, "")], strict=True):
        if here[1] < following[0]:
            found.append(Section(here[2], here[1], following[0]))
    roles = {section.role for section in found}
    if RESULTS not in roles:
        # Results told under "Methods", or only the conclusion labelled: such parts are read by their words.
        told = {METHODS, OBJECTIVE} & roles and CONCLUSION in roles
        unsure = (METHODS,) if told else (BACKGROUND, METHODS, OBJECTIVE)
        found = [
            Section(UNLABELLED if section.role in unsure else section.role, section.start, section.end)
            for section in found
        ]
    return tuple(found)
