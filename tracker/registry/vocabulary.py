"""The vocabulary files: what was watched, measured and compared, in the words that abstracts use."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from tracker.model.vocabulary import Benefit, Concept, ConceptKind, Role, Vocabulary
from tracker.registry.checked import checked_entries
from tracker.registry.findings import Findings
from tracker.registry.suggest import did_you_mean
from tracker.registry.yamlfile import YamlFile, read_yaml

FOLDER = "vocabulary"
#: File name -> what its entries are. In settings.yaml every entry says it itself, with `kind`.
KINDS = {
    "drugs": ConceptKind.DRUG,
    "conditions": ConceptKind.CONDITION,
    "outcomes": ConceptKind.OUTCOME,
    "harms": ConceptKind.HARM,
    "markers": ConceptKind.MARKER,
    "comparators": ConceptKind.COMPARATOR,
}
_MIXED = "settings"


def load(queries: Path, findings: Findings) -> tuple[Vocabulary, str]:
    """All files of queries/vocabulary/, and a digest of their bytes.

    Problems go into `findings`; entries that pass are returned all the same. Never raises for content.
    """
    folder = queries / FOLDER
    paths = sorted(folder.glob("*.yaml"))
    digest = hashlib.sha256()
    concepts: list[Concept] = []
    for path in paths:
        file = read_yaml(path, f"{queries.name}/{FOLDER}/{path.name}")
        digest.update(f"{path.name}:{file.digest}\n".encode())
        findings.add(file.problems)
        if not file.readable:
            continue
        if path.stem not in KINDS and path.stem != _MIXED:
            known = ", ".join(sorted([*KINDS, _MIXED]))
            findings.error(file.at_key((), f"'{path.stem}' is no file of the vocabulary.", f"Files are: {known}."))
            continue
        concepts.extend(_concepts(file, path.stem, findings))
    if not paths:
        findings.error(YamlFile(name=f"{queries.name}/{FOLDER}").at_key((), "There is no vocabulary file.", "Add one."))
    _check_twice(concepts, findings)
    return Vocabulary(concepts=tuple(concepts)), digest.hexdigest()


@cache
def shape() -> type[Any]:
    from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

    term = Annotated[str, WithJsonSchema({"type": "string", "pattern": r"[^*\s]"})]

    class VocabularyEntry(BaseModel):
        model_config = ConfigDict(extra="forbid")

        terms: list[term] = Field(min_length=1)
        scales: list[term] = []
        kind: ConceptKind | None = None
        part_of: str = ""
        benefit: Benefit | None = None
        role: Role | None = None
        watched: bool = False
        form_of: str = ""
        illness: str = ""
        weight: float = 1.0
        label: str = ""

    return VocabularyEntry


def _concepts(file: YamlFile, stem: str, findings: Findings) -> list[Concept]:
    entries, problems = checked_entries(file, shape(), "concept")
    findings.add(problems)
    found = []
    for id, entry in entries.items():
        kind = KINDS.get(stem) or entry.kind
        if kind is None:
            findings.error(
                file.at_key((id,), f"'{id}' does not say what it is.", "Add 'kind: setting', or route, animal, cell.")
            )
            continue
        if kind is ConceptKind.OUTCOME and entry.benefit is None:
            mend = "Add 'benefit: lower' if a fall is good for the patient, else 'benefit: higher'."
            findings.error(file.at_key((id,), f"The outcome '{id}' does not say which way is good.", mend))
            continue
        for key in ("terms", "scales"):
            for number, term in enumerate(getattr(entry, key)):
                if not term.rstrip("*").strip():
                    findings.error(file.at_value((id, key, number), f"'{id}' has an empty term.", "Remove it."))
        found.append(
            Concept(
                id=id,
                kind=kind,
                terms=tuple(term for term in entry.terms if term.rstrip("*").strip()),
                scales=tuple(term for term in entry.scales if term.rstrip("*").strip()),
                part_of=entry.part_of,
                benefit=entry.benefit,
                role=entry.role,
                watched=entry.watched,
                form_of=entry.form_of,
                illness=entry.illness,
                weight=entry.weight,
                label=entry.label,
                file=file.name,
                line=file.key_place((id,)).line,
            )
        )
    return found


def _check_twice(concepts: list[Concept], findings: Findings) -> None:
    """An id stands once in each kind; a form names a drug that is there, and an illness a condition."""
    seen: dict[tuple[ConceptKind, str], Concept] = {}
    for concept in concepts:
        first = seen.setdefault((concept.kind, concept.id), concept)
        if first is not concept:
            findings.error(
                _at(concept, f"'{concept.id}' stands twice: first in {first.file}:{first.line}.", "Join the two.")
            )
    drugs = {concept.id for concept in concepts if concept.kind is ConceptKind.DRUG}
    conditions = {concept.id for concept in concepts if concept.kind is ConceptKind.CONDITION}
    for concept in concepts:
        if concept.form_of and concept.form_of not in drugs:
            said = f"'{concept.id}' is a form of '{concept.form_of}', which is not in drugs."
            findings.error(_at(concept, said, did_you_mean(concept.form_of, drugs) or "Correct form_of."))
        if concept.illness and concept.illness not in conditions:
            said = f"'{concept.id}' is of the illness '{concept.illness}', which is not in conditions."
            findings.error(_at(concept, said, did_you_mean(concept.illness, conditions) or "Correct illness."))
    if concepts and not any(concept.watched for concept in concepts):
        findings.error(
            _at(concepts[0], "No drug is marked 'watched: true'.", "Mark the drug that this tracker is about.")
        )


def _at(concept: Concept, message: str, mend: str) -> Any:
    from tracker.errors import Problem

    return Problem(concept.file, concept.line, 1, message, mend)
