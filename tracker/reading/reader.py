"""The reader: a title and an abstract in, an appraisal out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.model.appraisal import Appraisal, Design, Finding, Quote
from tracker.model.vocabulary import ConceptKind, Vocabulary
from tracker.reading.assessed import assessed_hours
from tracker.reading.comparator import comparator_of
from tracker.reading.design import decided
from tracker.reading.document import Document, read_document
from tracker.reading.dosing import single_dose
from tracker.reading.effects import effects_in
from tracker.reading.findings import findings_of
from tracker.reading.mentions import CUE, Lexicon
from tracker.reading.participants import participants
from tracker.reading.primary import main_findings, primary_result, quote_of
from tracker.reading.retraction import is_retraction_notice
from tracker.reading.sections import OTHER, RESULTS
from tracker.reading.spin import is_spun
from tracker.reading.study import Study
from tracker.reading.studycount import number_of_studies
from tracker.reading.subjects import (
    conditions_of,
    drugs_of,
    is_predictor_study,
    main_outcomes_of,
    routes_of,
    settings_of,
    species_of,
    title_is_about_drug,
)


@dataclass(frozen=True, slots=True)
class Marked:
    """One sentence as the reader saw it, for `explain`: its role, text, and its mentions as "kind:id=words"."""

    role: str
    text: str
    mentions: tuple[str, ...]
    clauses: tuple[str, ...]


class Reader:
    """Reads with one vocabulary. Build it once: the automaton takes some hundredths of a second."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._lexicon = Lexicon(vocabulary)
        self._watched = frozenset(c.id for c in vocabulary.of(ConceptKind.DRUG) if c.watched)

    def document(self, title: str, abstract: str) -> Document:
        return read_document(self._lexicon, title, abstract)

    def appraise(
        self, title: str, abstract: str, publication_types: Sequence[str] = (), mesh: Sequence[str] = ()
    ) -> Appraisal:
        """Read one record. `abstract` is one text, labels inline.

        Every quote is an exact substring of the abstract or the title. `mesh` is taken for later use: the
        headings are assigned long after the abstract appears, and must not change what it is read to say.
        """
        del mesh
        document = self.document(title, abstract)
        vocabulary = self.vocabulary
        species = species_of(document)
        design, _ = decided(document, species, publication_types)
        comparator = comparator_of(document, design, vocabulary)
        people = participants(document, design, species)
        study = Study(design, comparator, vocabulary, self._watched, people.value if people else None)
        findings = () if is_retraction_notice(document, publication_types) else findings_of(document, study)
        studies = number_of_studies(document, design)
        predictor = is_predictor_study(document)
        main = main_findings(findings, design, predictor)
        result = primary_result(main)
        read_from = {
            "participants": people and Quote(people.sentence.text, people.sentence.role),
            "n_studies": studies and Quote(studies.sentence.text, studies.sentence.role),
            "primary_result": quote_of(main),
        }
        return Appraisal(
            design=design,
            species=species,
            participants=people.value if people else None,
            n_studies=studies.value if studies else None,
            comparator=comparator,
            conditions=conditions_of(document, vocabulary),
            drugs=drugs_of(document, vocabulary),
            routes=routes_of(document, vocabulary),
            follow_up_days=_follow_up(findings),
            primary_result=result,
            spin=is_spun(document, findings, design, comparator, result),
            findings=findings,
            effects=tuple(
                e
                for s in document.body
                if s.role not in (OTHER,) and s.role == RESULTS
                for e in effects_in(s.text, s.folded)
            ),
            quotes=tuple((name, quote) for name, quote in read_from.items() if quote),
            settings=settings_of(document, vocabulary),
            single_dose=single_dose(document),
            drug_in_title=title_is_about_drug(document, vocabulary),
            main_outcomes=main_outcomes_of(document, vocabulary),
            title_conditions=tuple(sorted(document.heading.ids(ConceptKind.CONDITION))),
            title_settings=tuple(sorted(document.heading.ids(ConceptKind.SETTING))),
            assessed_hours=assessed_hours(document),
            predictor=predictor,
        )

    def design_rule(self, title: str, abstract: str, publication_types: Sequence[str] = ()) -> str:
        """The name of the rule that decides the design, for `explain`."""
        document = self.document(title, abstract)
        return decided(document, species_of(document), publication_types)[1]

    def marked(self, title: str, abstract: str) -> tuple[Marked, ...]:
        """The sentences with what was found in them, for a person to follow."""
        document = self.document(title, abstract)
        return tuple(
            Marked(
                s.role,
                s.text,
                tuple(f"{m.kind}:{m.id}={s.text[m.start : m.end]}" for m in s.mentions if m.kind != CUE)
                + tuple(f"{m.id}={s.text[m.start : m.end]}" for m in s.mentions if m.kind == CUE),
                tuple(c.text.strip() for c in s.clauses),
            )
            for s in document.sentences
        )


def _follow_up(findings: tuple[Finding, ...]) -> float | None:
    hours = [hours for f in findings for hours in f.times]
    return max(hours) / 24 if hours else None


__all__ = ["Design", "Marked", "Reader"]
