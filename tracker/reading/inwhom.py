"""In whom: results told of some of the people, and comparisons of kinds of people."""

from __future__ import annotations

from tracker.model.vocabulary import ConceptKind
from tracker.reading.clauses import Clause
from tracker.reading.expressions import Expression

_SOME = Expression(
    r"exploratory (?:\w+ )?analys[ei]s (?:of|in|among) (?:the )?(?:patients|participants|those|people|adults)|"
    r"\baged (?:under|over|below|above|[<>≤≥])|\bstratified by\b|"
    r"^\W*(?:patients|subjects|participants|individuals|those) (?:with|who had|who showed) (?:an? |"
    r"the )?(?:high|low|higher|lower|"
    r"greater|greatest|largest|most|more|fewer|less|shorter|longer|baseline|comorbid|earlier|later)\b|"
    r"^\W*(?:patients|subjects|participants|individuals|those) (?:who were )?(?:currently|already) |"
    r"(?:^|, )\W*the (?:majority|rest|remainder|others?|remaining) of whom\b|"
    r"\b(?:subjects|patients|participants|individuals|those) who (?:had|showed|exhibited) (?:the (?:greatest|"
    r"largest|most)|greater|larger|better)\b|"
    r"\b(?:in|among) (?:those|patients|participants|individuals|subjects) (?:\w+ )?(?:with|"
    r"having) (?:an? )?(?:relatively )?"
    r"(?:smaller|larger|higher|lower|greater|shorter|longer|more|less|fewer)\b",
    only_with=(
        "exploratory", " aged ", "stratified", "with small", "with larg", "with high", "with low", "with great",
        "with short", "with long", "with more", "with less", "with few", "with a ", "with baseline", "with comorbid",
        "with earl", "with later", "currently ", "already ", "of whom", "with an ", "with relat", "having ",
        "with the ", "who had", "who showed", "who exhibited",
    ),
)  # fmt: skip
_CALLED = Expression(
    r"\b(?:were|are|was|as|became|classed|classified)(?: (?:as|considered))? $|\b(?:proportions?|percentages?|"
    r"shares?|numbers?|odds) of (?:\w+ )?$"
)


#: "(mean age 48 years, 88 % female)": who they were, in passing.
_A_SHARE = Expression(r"\([^()]*\d ?%? $")


def in_some(clause: Clause) -> bool:
    """ "In those under 40", "responders had …". Against: "46 % were responders", which counts them."""
    before = clause.folded
    named = clause.cue_places("subgroup")
    return _SOME.found(before) or any(
        not _CALLED.found(before[: m.start - clause.start]) and not _A_SHARE.found(before[: m.start - clause.start])
        for m in named
    )


_THAN_PEOPLE = Expression(
    r"\b(?:than|relative to|compared (?:to|with)) (?:the )?(?:hcs?\b|healthy)|"
    r"\bthan (?!half|\d|one|two|three|an? |once)(?:in |for |those |the |did |that of )*(?:[\w-]+ "
    r"){0,5}(?:subjects|patients|groups?|individuals|"
    r"participants|women|men|those|carriers|counterparts)\b|compared (?:to|"
    r"with) (?:the )?(?:[\w-]+ ){0,3}(?:women|men|carriers|nonresponders|those)\b|"
    r"\bnon-?\w+ (?:groups?|patients|subjects)\b[^.;]{0,120}compared (?:to|with) (?:the )?[\w-]+ groups?\b"
)


#: The other arm, however it is called: "than the control group", "compared with those who stopped", "than group C".
_OTHER_ARMS = Expression(
    r"\b(?:other|comparison|comparator|control) (?:\w+ )?(?:groups?|arms?)$|\bthose$(?= who (?:discontinu|"
    r"stopp|switch|did not "
    r"receive|received (?:no|only)))"
)


#: "Than in group C": an arm that is only lettered.
_LETTER = Expression(r" [A-Z]{1,4}\d?\b")


def than_others(clause: Clause) -> bool:
    """ "Improved more than other patients": a comparison of kinds of patients, not of treatments."""
    if not any(hint in clause.folded for hint in ("than ", "compared ", "relative to")):
        return False
    match = _THAN_PEOPLE.search(clause.folded)
    if match is None or _OTHER_ARMS.found(match[0]) or _LETTER.match(clause.text, match.end()) is not None:
        return False
    place = clause.start + match.start()
    arms = [
        m
        for m in clause.mentions
        if m.start > place and (m.kind == ConceptKind.COMPARATOR or (m.kind == ConceptKind.DRUG))
    ]
    return not arms
