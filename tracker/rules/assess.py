"""Assess: one record as plain data in, its appraisal and verdicts as plain data out; and the same, explained."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.model.appraisal import Appraisal
from tracker.model.verdict import Verdict
from tracker.model.vocabulary import ConceptKind, Vocabulary
from tracker.reading import Reader
from tracker.rules.compare import Comparer


def assess(reader: Reader, comparer: Comparer, row: Mapping[str, Any]) -> dict[str, Any]:
    """Read one row {"id", "title", "abstract"[, "publication_types", "mesh"]}; missing texts count as empty."""
    appraisal = _appraise(reader, row)
    return as_row(row.get("id"), appraisal, comparer.compare(appraisal), reader.vocabulary)


def _appraise(reader: Reader, row: Mapping[str, Any]) -> Appraisal:
    return reader.appraise(
        str(row.get("title") or ""),
        str(row.get("abstract") or ""),
        tuple(map(str, row.get("publication_types") or ())),
        tuple(map(str, row.get("mesh") or ())),
    )


def as_row(id: Any, appraisal: Appraisal, verdicts: tuple[Verdict, ...], vocabulary: Vocabulary) -> dict[str, Any]:
    """The output of `assess` in the words of the labelling guide."""
    wider = {c.id: c.part_of for c in vocabulary.of(ConceptKind.CONDITION) if c.part_of}
    return {
        "id": id,
        "design": str(appraisal.design),
        "species": str(appraisal.species),
        "n": appraisal.participants,
        "n_studies": appraisal.n_studies,
        "randomised_comparator": str(appraisal.comparator),
        "conditions": list(dict.fromkeys(wider.get(condition, condition) for condition in appraisal.conditions)),
        "drug": list(appraisal.drugs),
        "route": list(appraisal.routes) or ["unstated"],
        "primary_result": str(appraisal.primary_result),
        "spin": appraisal.spin,
        "verdicts": {
            verdict.claim: {
                "stance": str(verdict.stance),
                "ground": str(verdict.ground) if verdict.ground else None,
                "quote": verdict.quote,
                "rule": verdict.rule,
                "confidence": str(verdict.confidence),
            }
            for verdict in verdicts
        },
    }


def explain(reader: Reader, comparer: Comparer, row: Mapping[str, Any]) -> dict[str, Any]:
    """`assess` with what led to it: sentences and mentions, findings, and every claim with its reason."""
    appraisal = _appraise(reader, row)
    considered = comparer.consider(appraisal)
    verdicts = tuple(item.verdict for item in considered if item.verdict is not None)
    return {
        **as_row(row.get("id"), appraisal, verdicts, reader.vocabulary),
        "design_rule": reader.design_rule(
            str(row.get("title") or ""),
            str(row.get("abstract") or ""),
            tuple(map(str, row.get("publication_types") or ())),
        ),
        "sentences": [
            {"role": m.role, "text": m.text, "mentions": list(m.mentions), "clauses": list(m.clauses)}
            for m in reader.marked(str(row.get("title") or ""), str(row.get("abstract") or ""))
        ],
        "findings": [
            {
                "kind": f.kind,
                "outcome": f.outcome,
                "direction": str(f.direction),
                "rule": f.rule,
                "versus": str(f.versus),
                "significant": f.significant,
                "hours": list(f.times),
                "shares": [[share.value, share.of] for share in f.shares],
                "primary": f.primary,
                "subgroup": f.subgroup,
                "section": f.quote.section,
                "quote": f.quote.text,
            }
            for f in appraisal.findings
        ],
        "considered": [
            {"claim": item.claim, "stance": str(item.verdict.stance) if item.verdict else None, "reason": item.reason}
            for item in considered
        ],
    }
