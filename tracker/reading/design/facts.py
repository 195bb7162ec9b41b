"""What the rules of design look at: the abstract's text by part, each made once and only when a rule asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from tracker.model.appraisal import Species
from tracker.model.vocabulary import ConceptKind
from tracker.reading import sections as part
from tracker.reading.design import trialwords, words
from tracker.reading.document import Document, Sentence
from tracker.reading.numbers import to_int
from tracker.reading.text import fold

_LONG_TITLE, _SHORT_TITLE = 350, 120
"""Characters. A feed may put the whole abstract into the title; then its first sentence is the title."""
_ENOUGH = 2
"""What the signs of work of one's own have to weigh."""


@dataclass(frozen=True)
class Facts:
    """One record as the rules of design see it. All texts are folded; sentences are joined by a blank."""

    document: Document
    species: Species
    kinds: AbstractSet[str]
    """The record's publication types, as PubMed names them."""

    @cached_property
    def title(self) -> str:
        title = self.document.heading.folded
        return title if len(title) < _LONG_TITLE else title[: max(title.find(". ") + 1, _SHORT_TITLE)]

    @cached_property
    def abstract(self) -> str:
        return fold(self.document.abstract)

    @cached_property
    def whole(self) -> str:
        """Title and abstract without the database's notices."""
        return self._joined(s for s in self.document.body if s.role != part.OTHER)

    @cached_property
    def opening(self) -> str:
        """The title and the abstract's first words: where a comment says what it comments on."""
        return self.title + " " + self.whole[len(self.title) : len(self.title) + 160]

    @cached_property
    def study(self) -> str:
        """The title and all but what is labelled background, unless that speaks of this very study."""
        return self._joined(s for s in self.document.body if s.role != part.OTHER and self._is_own(s))

    @cached_property
    def own(self) -> str:
        """What the authors say of their own people: `study` with the title whole, as it was given."""
        return self.document.heading.folded + self.study[len(self.title) :]

    @cached_property
    def methods(self) -> str:
        """All but the title and the background."""
        roles = (part.METHODS, part.OBJECTIVE, part.RESULTS, part.CONCLUSION)
        return " ".join(s.folded for s in self.document.sentences if s.role in roles)

    @cached_property
    def done(self) -> str:
        """The title and what was done and found: no background, conclusion, limits, nor what others should do."""
        return self._joined(s for s in self.document.body if self._was_done(s) and not words.WANTED.found(s.folded))

    @cached_property
    def again(self) -> bool:
        """The study is a further look at the data of a trial that was run for another question."""
        if trialwords.POSTHOC_TITLE.found(self.title) or trialwords.AGAIN.found(self.done):
            return True
        if trialwords.THIS_AGAIN.found(self.whole):
            return True
        aside = (part.BACKGROUND, part.OTHER, part.CONCLUSION, part.LIMITS, part.RESULTS)
        return trialwords.AGAIN_IF_ASKED.found(self._joined(s for s in self.document.body if s.role not in aside))

    @cached_property
    def results(self) -> tuple[Sentence, ...]:
        return self.document.with_role(part.RESULTS)

    @cached_property
    def largest(self) -> int:
        """The largest count of people in the study's own text, 0 where there is none."""
        return max((to_int(m[1] or m[2]) or 0 for m in words.SIZED.finditer(self.own)), default=0)

    @cached_property
    def counts_people(self) -> bool:
        return words.PEOPLE_NUMBER.found(self.whole)

    @cached_property
    def random(self) -> bool:
        """People were assigned at random, or given a placebo, in this very study: not in "randomised trials"."""
        done = self.done
        if trialwords.OTHERS_TRIALS.found(done):
            done = trialwords.OTHERS_TRIALS.sub(" ", done)
        return trialwords.RANDOM.found(done) or (
            trialwords.CONTROLLED.found(self.done) and self._shows_work and not words.ROUTINE.found(self.done)
        )

    @cached_property
    def healthy(self) -> bool:
        """The people are healthy volunteers, and no patients were counted beside them."""
        heading = self.document.heading
        named = heading.ids(ConceptKind.CONDITION)
        if self.counts_patients:
            return False
        volunteers = trialwords.VOLUNTEERS.found(self.done)
        return volunteers or (named == {"healthy"} and not trialwords.DISORDER.found(self.done))

    @cached_property
    def counts_patients(self) -> bool:
        """Ill people took part: "twelve patients", "31 individuals with the disorder", "18 disordered subjects"."""
        told = (s for s in self.document.body if s.role not in (part.BACKGROUND, part.OTHER, part.CONCLUSION))
        return trialwords.PATIENTS_COUNTED.found(self.done) or any(map(_counts_ill, told))

    @cached_property
    def beside_healthy(self) -> bool:
        """Patients and healthy people took part side by side."""
        return self.counts_patients and trialwords.VOLUNTEERS.found(self.done)

    @cached_property
    def works(self) -> bool:
        """The text tells of work of its own."""
        return self._shows_work or self.random

    @cached_property
    def _shows_work(self) -> bool:
        """People are counted, or the signs of `words.OWN_WORK` weigh two."""
        if words.PEOPLE_NUMBER.found(self.own):
            return True
        weight = int(any(s.labelled for s in self.results))
        for sign, adds in words.OWN_WORK:
            if weight < _ENOUGH and sign.found(self.own):
                weight += adds
        return weight >= _ENOUGH or (weight == _ENOUGH - 1 and self.largest > 0)

    @cached_property
    def speaks_of_itself(self) -> bool:
        """ "This review …", "we discuss …": the text is about other people's work."""
        return words.THIS_IS_REVIEW.found(self.whole)

    def cue(self, name: str) -> int:
        """In how many sentences this cue stands."""
        return self.document.cue_counts.get(name, 0)

    def _was_done(self, s: Sentence) -> bool:
        if s.role in (part.BACKGROUND, part.CONCLUSION) and not (s.labelled and self.document.with_role(part.METHODS)):
            return words.THIS_STUDY.found(s.folded)
        return s.role not in (part.BACKGROUND, part.OTHER, part.CONCLUSION, part.LIMITS)

    def _is_own(self, s: Sentence) -> bool:
        return not (s.role == part.BACKGROUND and s.labelled) or words.OWN_STUDY.found(s.folded)

    def _joined(self, sentences: Iterable[Sentence]) -> str:
        return " ".join([self.title, *(s.folded for s in sentences)])


def _counts_ill(s: Sentence) -> bool:
    """A number, and people, stand right beside a condition. Against: "12 men without the disorder"."""
    for mention in s.mentions:
        if mention.kind != ConceptKind.CONDITION or mention.id == "healthy":
            continue
        before = s.folded[max(0, mention.start - 70) : mention.start]
        counted = trialwords.COUNT_BEFORE.search(before)
        if counted and (counted["people"] or trialwords.PEOPLE_NEXT.match(s.folded, mention.end)):
            return True
        if trialwords.PEOPLE_WITH.found(before) and trialwords.COUNT_NEXT.match(s.folded, mention.end):
            return True
    return False
