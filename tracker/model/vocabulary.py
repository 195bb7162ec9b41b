"""The words that the reading uses, as the vocabulary files give them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ConceptKind(StrEnum):
    """What a concept is. The file it stands in says so, except in settings.yaml, where `kind` does."""

    DRUG = "drug"
    CONDITION = "condition"
    OUTCOME = "outcome"
    HARM = "harm"
    MARKER = "marker"
    COMPARATOR = "comparator"
    ROUTE = "route"
    ANIMAL = "animal"
    CELL = "cell"
    SETTING = "setting"


class Benefit(StrEnum):
    """Which way an outcome has to move to be good for the patient."""

    LOWER = "lower"
    HIGHER = "higher"


class Role(StrEnum):
    """What a comparator is: without effect of its own, felt but without effect, usual care, or a treatment."""

    INERT = "inert"
    ACTIVE_PLACEBO = "active-placebo"
    CARE = "care"
    TREATMENT = "treatment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One thing with the words for it.

    terms match whole words in any case; one that ends in "*" matches any ending; one with capitals only so.
    part_of: the wider concept that this one counts towards. watched: the drug this tracker is about. illness: the
    condition of the people in whom an outcome is measured, where a text names no condition.
    """

    id: str
    kind: ConceptKind
    terms: tuple[str, ...]
    scales: tuple[str, ...] = ()
    part_of: str = ""
    benefit: Benefit | None = None
    role: Role | None = None
    watched: bool = False
    form_of: str = ""
    illness: str = ""
    label: str = ""  #: readers' word for it, in plain lines; "" where it is not shown to them
    weight: float = 1.0  #: how much one mention says about the study; below 1 for words that stand in passing
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All concepts. An id may stand once in each kind (a disorder is a condition and an outcome)."""

    concepts: tuple[Concept, ...] = ()
    _by_key: dict[tuple[ConceptKind, str], Concept] = field(
        init=False, repr=False, compare=False, hash=False, default_factory=dict
    )

    _by_kind: dict[ConceptKind, tuple[Concept, ...]] = field(
        init=False, repr=False, compare=False, hash=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        self._by_key.update({(concept.kind, concept.id): concept for concept in self.concepts})
        kinds = {kind: tuple(c for c in self.concepts if c.kind is kind) for kind in ConceptKind}
        self._by_kind.update(kinds)

    def get(self, kind: ConceptKind, id: str) -> Concept | None:
        return self._by_key.get((kind, id))

    def of(self, kind: ConceptKind) -> tuple[Concept, ...]:
        return self._by_kind[kind]

    def ids(self, kind: ConceptKind) -> frozenset[str]:
        """Every id of this kind and every wider id that `part_of` names."""
        return frozenset(id for concept in self.of(kind) for id in (concept.id, concept.part_of) if id)
