"""Clauses: the parts of a sentence that can point different ways ("improved on one scale but not on the other")."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.model.vocabulary import ConceptKind
from tracker.reading.effects import effects_in, excludes_null
from tracker.reading.expressions import Expression
from tracker.reading.mentions import CUE, Mention
from tracker.reading.numbers import Percent, p_values, percents, times

if TYPE_CHECKING:
    from tracker.reading.document import Sentence

_CUT = Expression(
    r";\s|,? (?=(?:but|whereas|while|although|though|however|except|yet(?! significant)|nevertheless|despite)\b"
    r"(?!, (?:was|were|is|are|did|had|has|have)\b)(?! [\w-]+, (?!\w+ (?:was|were|did|had)\b))|"
    r"as well as that\b|and that the\b|"
    r"with no (?:statistically |significant )?(?:significant|differences?|changes?|effects?)\b)|"
    r",\s(?=which (?:is|are|was|were) (?:much |significantly )?(?:lower|higher|similar|comparable|consistent)|"
    r"we found no|there (?:was|were) no|(?:and )?(?:these|this) (?:changes|effects?|improvements?|decrease|reduction)|"
    r"and (?:there|no|did|was|were|had|the|these|this|both|most|only|none|neither|remission|response)\b|"
    r"and (?:[\w-]+ ){1,4}(?:did|was|were) not\b|with no\b|nor\b|showing no\b|without\b|"
    r"with (?:the )?(?:most|higher|greater|fewer|more)\b|"
    r"with (?:a |the )?trends? (?:for|to|towards?)\b|independent(?:ly)? of\b|"
    r"and (?:similar|comparable) (?:for|with|in|between|to|across)\b|"
    r"(?:\w+ )?(?:improvement|change|difference|effect|benefit)s? (?:in|on|of) (?:[\w-]+ ){1,4}(?:was|were) not\b|"
    r"(?:which|and) (?:(?:is|are|was|were) )?(?:not )?(?:\w+ly )?(?:associated|correlated|related|predicted)\b)|"
    r"\s(?=(?:that|which) (?:became (?:non-?significant|insignificant)|(?:was|were) (?:no longer|not) significant)\b|"
    r"without (?:any |an? )?(?:statistically )?(?:significant )?(?:between-group |group )?differences?\b)"
)
#: "Despite a fall in the scores, no change in the marker was seen": the first comma ends what is only granted.
_GRANTED = Expression(
    r"(?:[^,;]{0,40}\b(?:that|showed|found|hand|addition|moreover|furthermore|overall),? (?:that )?)?\W*"
    r"(?:although|though|while|whereas|despite|notwithstanding|even though)\b(?:[^,()]|\([^()]*\)){12,}?(,) "
    r"(?!(?:[\w-]+ ){0,4}[\w-]+,? (?:and|or) )"
)

_MAY_CUT = (
    *("; ", "but", "whereas", "while", "although", "though", "however", "except", "yet", "nevertheless", "despite"),
    *("as well as that", "and that the", "with no ", ", which ", ", we found no", ", there w", ", the", ", this "),
    *(", and ", ", with ", ", nor", ", showing no", ", without", " became ", " no longer ", " not significant"),
    *(
        " was not",
        " were not",
        " without ",
        "independent",
        "notwithstanding",
        "associated",
        "correlated",
        "related",
        "predicted",
    ),
)
"""Every cut stands beside one of these."""


_MEASURED = (ConceptKind.OUTCOME, ConceptKind.HARM, ConceptKind.MARKER)


@dataclass(frozen=True)
class Clause:
    """[start, end) within the sentence, with the mentions that stand in it (offsets still count from the sentence).

    What several findings of one clause ask for is read once and kept.
    """

    sentence: Sentence
    start: int
    end: int
    mentions: tuple[Mention, ...]

    @property
    def text(self) -> str:
        return self.sentence.text[self.start : self.end]

    @cached_property
    def folded(self) -> str:
        return self.sentence.folded[self.start : self.end]

    @cached_property
    def cues(self) -> frozenset[str]:
        if self.mentions is self.sentence.mentions:
            return self.sentence.cues
        return frozenset([m.id for m in self.mentions if m.kind == CUE])

    @cached_property
    def concepts(self) -> tuple[str, ...]:
        """What is measured here and, of the whole sentence, on what and in whom: as "kind:id", sorted.

        A first clause that names a drug is of the drugs that it names: "it favoured the one, with a trend towards the
        other".
        """
        measured = {f"{kind}:{m.id}" for kind in _MEASURED for m in self.of(kind)}
        context = self.sentence.context
        drugs = self.of(ConceptKind.DRUG)
        if self.start == 0 and drugs:
            context = frozenset(c for c in context if not c.startswith("drug:"))
            context |= {f"{ConceptKind.DRUG}:{m.id}" for m in drugs}
        return tuple(sorted(measured.union(context)))

    @cached_property
    def percents(self) -> tuple[Percent, ...]:
        return tuple(percents(self.folded))

    @cached_property
    def times(self) -> tuple[float, ...]:
        """The points in time it names, in hours, in rising order."""
        return tuple(sorted({hours for hours, _ in times(self.folded)}))

    @cached_property
    def significant(self) -> bool | None:
        """Whether the clause calls its result significant: by interval, then p value, then words."""
        verdicts = [excludes_null(e) for e in effects_in(self.text, self.folded)]
        if verdicts:
            return any(verdicts)
        ps = [p.significant for p in p_values(self.folded)]
        if any(ps):
            return True
        if ps and all(p is False for p in ps):
            return False
        if "null" in self.cues:
            return False
        return True if "significant" in self.cues else None

    @cached_property
    def _by_kind(self) -> dict[str, list[Mention]]:
        kinds: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            kinds.setdefault(mention.kind, []).append(mention)
        return kinds

    def of(self, kind: str) -> Sequence[Mention]:
        return self._by_kind.get(kind, ())

    def cue_places(self, *ids: str) -> list[Mention]:
        if self.cues.isdisjoint(ids):
            return []
        return [m for m in self.of(CUE) if m.id in ids]


def split_clauses(s: Sentence) -> tuple[Clause, ...]:
    """Cut at ";" and before "but", "whereas", "although" …, never inside brackets.

    For: "One score fell, whereas the other did not" is two, and so is "Despite a fall in one, the other rose". Against:
    "(p = .01; d = 0.4)" is not cut.
    """
    if not any(hint in s.folded for hint in _MAY_CUT):
        return (Clause(s, 0, len(s.text), s.mentions),)
    granted = _GRANTED.match(s.folded)
    cuts = [0] if granted is None else [0, granted.start(1)]
    depth = 0
    position = cuts[-1]
    for match in _CUT.finditer(s.folded, position + 1 if position else 0):
        for char in s.folded[position : match.start()]:
            depth += char in "([" or -(char in ")]")
        position = match.start()
        if depth <= 0 and match.start() - cuts[-1] > 8:
            cuts.append(match.end() if s.folded[match.start()] == ";" else match.start())
            depth = 0
    cuts.append(len(s.text))
    return tuple(Clause(s, a, b, tuple(m for m in s.mentions if a <= m.start < b)) for a, b in itertools.pairwise(cuts))
