"""A document: title and abstract cut into sentences, each with its role and its mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from tracker.model.vocabulary import ConceptKind
from tracker.reading import sections as part
from tracker.reading.clauses import Clause, split_clauses
from tracker.reading.expressions import Expression
from tracker.reading.mentions import CUE, Lexicon, Mention
from tracker.reading.sections import Section, split_sections
from tracker.reading.sentences import split_sentences
from tracker.reading.shorthand import with_shorthand
from tracker.reading.text import fold

_CONTEXT = (ConceptKind.DRUG, ConceptKind.COMPARATOR, ConceptKind.ROUTE, ConceptKind.SETTING, ConceptKind.CONDITION)


@dataclass(frozen=True)
class Sentence:
    """One sentence. Offsets of mentions count from its start; `start` is its place in title or abstract."""

    index: int
    text: str
    folded: str
    role: str
    labelled: bool
    start: int
    mentions: tuple[Mention, ...]

    @cached_property
    def cues(self) -> frozenset[str]:
        return self.ids(CUE)

    @cached_property
    def by_kind(self) -> dict[str, frozenset[str]]:
        kinds: dict[str, set[str]] = {}
        for mention in self.mentions:
            kinds.setdefault(mention.kind, set()).add(mention.id)
        return {kind: frozenset(ids) for kind, ids in kinds.items()}

    @cached_property
    def context(self) -> frozenset[str]:
        """The drugs, comparators, routes, settings and conditions that it names, as "kind:id"."""
        return frozenset([f"{kind}:{id}" for kind in _CONTEXT for id in self.ids(kind)])

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return split_clauses(self)

    def told_as(self, role: str) -> Sentence:
        """The same sentence with another role; what was worked out of its words is kept, but its clauses name it."""
        other = copy(self)
        other.__dict__.pop("clauses", None)
        object.__setattr__(other, "role", role)
        return other

    def ids(self, kind: str) -> frozenset[str]:
        return self.by_kind.get(kind, frozenset())


@dataclass(frozen=True)
class Document:
    """Sentence 0 is the title; the others are the abstract's, in order."""

    title: str
    abstract: str
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]

    @property
    def heading(self) -> Sentence:
        return self.sentences[0]

    @property
    def body(self) -> tuple[Sentence, ...]:
        return self.sentences[1:]

    @cached_property
    def cue_counts(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for sentence in self.sentences:
            for cue in sentence.cues:
                counts[cue] = counts.get(cue, 0) + 1
        return counts

    @property
    def labelled(self) -> bool:
        return any(sentence.labelled for sentence in self.body)

    def with_role(self, *roles: str) -> tuple[Sentence, ...]:
        return tuple(sentence for sentence in self.body if sentence.role in roles)


_REPRINT = Expression(r"\(the following abstract of the original article[^)]*?(?:\[/?rid\][^)]*)?\)", re.IGNORECASE)
_NOTICE = Expression(
    r"^\(?(?:psycinfo database record|\(?c\) \d{4}|© ?\d{4}|copyright|abstract truncated|trial registration|"
    r"clinicaltrials\.gov)",
    re.IGNORECASE,
)


def read_document(lexicon: Lexicon, title: str, abstract: str) -> Document:
    """Cut, label and mark title and abstract."""
    parts = split_sections(abstract)
    whole = fold(abstract)
    reprint = _REPRINT.search(abstract)
    preface = reprint.end() if reprint else 0
    heading = fold(title)
    made = [Sentence(0, title, heading, part.TITLE, True, 0, lexicon.find(title, heading))]
    spans = (span for section in parts for span in split_sentences(abstract, section))
    for number, span in enumerate(spans, 1):
        text, folded = abstract[span.start : span.end], whole[span.start : span.end]
        role = part.OTHER if span.start < preface or _NOTICE.match(text) else span.role
        labelled = role != part.UNLABELLED
        made.append(Sentence(number, text, folded, role, labelled, span.start, lexicon.find(text, folded)))
    return Document(title, abstract, parts, tuple(_with_roles(with_shorthand(made))))


_NUMBERS = Expression(r"[\dpn](?:(?<=\d)(?:\.\d| ?%)|(?<=\bp) ?[<=>≤]|(?<=\bn) ?= ?\d)")


def _with_roles(sentences: list[Sentence]) -> Iterable[Sentence]:
    """Give the unlabelled sentences a role, from their cues and their place.

    For: "We found that scores fell (p = .01)." is a result.
    Against: "It has been shown that scores fall." is background.
    """
    if all(s.labelled for s in sentences):
        return sentences
    unlabelled = [s for s in sentences if not s.labelled]
    last = unlabelled[-1].index
    stage = part.BACKGROUND
    out: list[Sentence] = []
    for s in sentences:
        if s.labelled:
            out.append(s)
            if s.role in (part.METHODS, part.RESULTS, part.CONCLUSION):
                stage = s.role
            continue
        stage = _role_here(s, stage, last)
        out.append(s.told_as(stage))
    if not any(s.role == part.RESULTS for s in out):
        return _results_by_place(out)
    return out


def _results_by_place(sentences: list[Sentence]) -> list[Sentence]:
    """Where nothing read like a result: what tells of a change in the later half, and is no aim, is one."""
    body = [s for s in sentences if not s.labelled]
    half = body[len(body) // 2].index if body else 0
    return [
        s.told_as(part.RESULTS)
        if not s.labelled
        and s.index >= half
        and s.role != part.CONCLUSION
        and _CHANGE & s.cues
        and not {"plan", "known", "future"} & s.cues
        else s
        for s in sentences
    ]


_LIST = 3  #: unwanted effects of different kinds in one sentence: they are counted up, not planned
_CHANGE = {"fall", "rise", "better", "worse", "null", "results", "observed", "lasting", "fading"}


#: Figures of outcomes: a p value, a share of people. A dose or an age is none.
_FIGURES = Expression(
    r"\bp ?[<=>≤] ?0?\.\d|\b(?:d|g|smd|or|rr|hr) ?[=:] ?-?\d|(?<![≥>≤<\d.])\b\d{1,3}(?:\.\d+)? ?%(?! "
    r"?(?:reduction|decrease|improvement|ci\b))"
)


#: "(mean difference -3.8, 95 % CI -5.6 to -2.0)": judged by its interval or p value, whatever the stage.
_JUDGED = Expression(r"\b95 ?% ?(?:ci|confidence intervals?)\b|\bp ?[<=>≤] ?0?\.\d")
#: "Participants with the illness (n = 1020) entered it": whom it was done in.
_PEOPLE = (
    r"(?:patients|participants|adults|subjects|volunteers|individuals|veterans|adolescents|women|men|\w+patients)\b"
)
_SO_MANY_PEOPLE = Expression(
    rf"\b{_PEOPLE}[^.;]{{0,60}}\(n ?= ?\d|"
    r"^\W*(?:an? total of )?(?:\d[\d,]*|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|\w+teen|two|three|"
    r"four|five|six|"
    rf"seven|eight|nine|ten|eleven|twelve) (?:[\w,-]+ ){{0,6}}?{_PEOPLE}[^.;]{{0,120}}\b(?:received|were|took|attended|"
    r"performed|provided|underwent|entered|completed|got|had)\b|"
    r"\b(?:retrospectively|prospectively) (?:reviewed|studied|analy[sz]ed|examined|followed)\b",
    only_with=(
        "patients",
        "participants",
        "adults",
        "subjects",
        "volunteers",
        "individuals",
        "veterans",
        "adolescents",
        "men",
        "spectively",
    ),
)
#: "With an established model we found that …": told of this study, whatever else was known.
_WE_FOUND = Expression(
    r"\bwe (?:have )?(?:found|observed|report(?:ed)?|show(?:ed)?|demonstrate[ds]?) (?:that|an?|no)\b"
)


def _role_here(s: Sentence, stage: str, last: int) -> str:
    cues = s.cues
    numbers = _NUMBERS.found(s.folded)
    late = s.index >= max(2, last - 2)
    if "concluding" in cues and (
        (late and not numbers) or (stage in (part.RESULTS, part.CONCLUSION) and ("hedge" in cues or not numbers))
    ):
        return part.CONCLUSION
    if stage in (part.RESULTS, part.CONCLUSION) and late and "future" in cues:
        return part.CONCLUSION
    if stage == part.CONCLUSION:
        return part.CONCLUSION if not (numbers and "results" in cues) else part.RESULTS
    if (
        "results" in cues
        and ("significant" in cues or "null" in cues or numbers)
        and not ({"known", "plan"} & cues and not numbers)
        and not ("method" in cues and "significant" not in cues and "null" not in cues)
    ):
        if stage == part.BACKGROUND and "known" in cues and not _WE_FOUND.found(s.folded):
            return part.BACKGROUND
        return part.RESULTS
    if stage != part.RESULTS and "known" not in cues and _WE_FOUND.found(s.folded):
        return part.RESULTS
    if stage == part.RESULTS:
        if late and {"hedge", "future"} & cues and not numbers:
            return part.CONCLUSION
        if (
            "method" in cues
            and "significant" not in cues
            and "null" not in cues
            and not {"fall", "better", "rise"} & cues
        ):
            return part.METHODS
        return part.RESULTS
    if {"plan"} & cues and stage in (part.BACKGROUND, part.OBJECTIVE):
        return part.OBJECTIVE
    told = (
        bool({"significant", "null", "results", "lasting", "fading"} & cues) and not {"plan", "known", "future"} & cues
    )
    if told and s.index > 2 and stage != part.BACKGROUND and "method" not in cues:
        return part.RESULTS
    if (
        stage in (part.METHODS, part.OBJECTIVE)
        and _FIGURES.found(s.folded)
        and not {"plan", "known"} & cues
        and "defined" not in s.folded
    ):
        return part.RESULTS
    if stage == part.BACKGROUND and not {"known", "plan"} & cues:
        if numbers and "observed" in cues and len(s.ids(ConceptKind.HARM)) >= _LIST:
            return part.RESULTS
        if _JUDGED.found(s.folded):
            return part.RESULTS
        if _SO_MANY_PEOPLE.found(s.folded):
            return part.METHODS
    if "method" in cues or ({"random", "blind", "openlabel"} & cues and "known" not in cues):
        return part.METHODS
    if stage in (part.METHODS, part.OBJECTIVE):
        if (
            {"significant", "null"} & cues
            or ({"fall", "better", "rise", "worse"} & cues and "known" not in cues)
            or ({"observed", "mild"} & cues and "results" in cues)
            or ("observed" in cues and not {"plan", "known"} & cues and len(s.ids(ConceptKind.HARM)) >= _LIST)
        ):
            return part.RESULTS
        if late and "concluding" in cues:
            return part.CONCLUSION
        return part.METHODS if stage == part.METHODS else part.OBJECTIVE
    if stage == part.BACKGROUND and {"significant", "null"} & cues and "known" not in cues and numbers:
        return part.RESULTS
    return stage
