"""What the steps that read findings need to know of the study."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model.appraisal import Comparator, Design
from tracker.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Study:
    """What a finding needs to know of the study it stands in."""

    design: Design
    comparator: Comparator
    vocabulary: Vocabulary
    drugs: frozenset[str]
    people: int | None = None  #: how many took part, where it is stated
