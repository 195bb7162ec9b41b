"""The `rule:` of a claim: read from its file, and checked that it can fire."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from tracker.errors import Problem
from tracker.model.claim import Claim
from tracker.model.claimrule import ClaimRule, Reader
from tracker.model.vocabulary import ConceptKind, Vocabulary
from tracker.registry.checked import checked
from tracker.registry.findings import Findings
from tracker.registry.suggest import did_you_mean
from tracker.registry.yamlfile import YamlFile
from tracker.registry.yamltree import ValuePath

_LISTS = (
    "outcomes",
    "harms",
    "markers",
    "conditions",
    "not_conditions",
    "not_only",
    "by_name",
    "not_titles",
    "settings",
    "not_settings",
    "beside",
    "drugs",
    "routes",
    "words",
    "with_words",
    "against_words",
)
#: What a reader cannot do without.
NEEDS = {
    Reader.BENEFIT: "outcomes",
    Reader.RATE: "outcomes",
    Reader.ROUTINE: "outcomes",
    Reader.LASTING: "outcomes",
    Reader.FADING: "outcomes",
    Reader.REPEATED: "outcomes",
    Reader.FASTER: "outcomes",
    Reader.COMBINED: "outcomes",
    Reader.HARM_SEEN: "harms",
    Reader.HARM_PASSES: "harms",
    Reader.HARM_BURDEN: "harms",
    Reader.MARKER: "markers",
    Reader.STATED: "markers",
}
_KIND_OF = {
    "outcomes": ConceptKind.OUTCOME,
    "harms": ConceptKind.HARM,
    "markers": ConceptKind.MARKER,
    "conditions": ConceptKind.CONDITION,
    "not_conditions": ConceptKind.CONDITION,
    "not_only": ConceptKind.CONDITION,
    "by_name": ConceptKind.CONDITION,
    "not_titles": ConceptKind.CONDITION,
    "settings": ConceptKind.SETTING,
    "not_settings": ConceptKind.SETTING,
    "beside": ConceptKind.SETTING,
    "drugs": ConceptKind.DRUG,
    "routes": ConceptKind.ROUTE,
}


@cache
def shape() -> type[Any]:
    from pydantic import BaseModel, ConfigDict

    class RuleEntry(BaseModel):
        model_config = ConfigDict(extra="forbid")

        reader: Reader
        outcomes: list[str] = []
        harms: list[str] = []
        markers: list[str] = []
        conditions: list[str] = []
        not_conditions: list[str] = []
        not_only: list[str] = []
        by_name: list[str] = []
        not_titles: list[str] = []
        settings: list[str] = []
        not_settings: list[str] = []
        beside: list[str] = []
        drugs: list[str] = []
        routes: list[str] = []
        words: list[str] = []
        with_words: list[str] = []
        against_words: list[str] = []
        within_hours: float | None = None
        after_days: float | None = None
        at_least: float | None = None
        at_most: float | None = None
        challenge: bool = True
        inverse: bool = False

    return RuleEntry


def read(file: YamlFile, path: ValuePath, findings: Findings) -> ClaimRule | None:
    """The rule at `path` ((claim id, "rule")); None where it does not pass, with the problems in `findings`."""
    entry, problems = checked(file, shape(), at=path)
    findings.add(problems)
    if entry is None:
        return None
    need = NEEDS.get(entry.reader)
    if need and not getattr(entry, need):
        findings.error(file.at_key(path, f"A rule that reads '{entry.reader}' needs '{need}'.", f"Add '{need}: […]'."))
        return None
    if entry.reader is Reader.RATE and entry.at_least is None and entry.at_most is None:
        findings.error(file.at_key(path, "A rule that reads 'rate' needs a bound.", "Add 'at_least:' or 'at_most:'."))
        return None
    values: dict[str, Any] = {name: getattr(entry, name) for name in type(entry).model_fields}
    for name in _LISTS:
        values[name] = tuple(values[name])
    return ClaimRule(**values)


def check(claims: Iterable[Claim], vocabulary: Vocabulary, findings: Findings) -> None:
    """Every rule can fire: each id it names is in the vocabulary, and what it asks for is not also excluded."""
    ids = {name: vocabulary.ids(kind) for name, kind in _KIND_OF.items()}
    for claim in claims:
        rule = claim.rule
        if rule is None:
            continue
        for name, known in ids.items():
            for id in getattr(rule, name):
                if id not in known:
                    mend = did_you_mean(id, sorted(known)) or f"Add it to the vocabulary, or take it out of '{name}'."
                    findings.error(
                        Problem(
                            claim.file,
                            claim.line,
                            1,
                            f"The rule of '{claim.id}' names {name} '{id}', which the vocabulary does not have.",
                            mend,
                        )
                    )
        for wanted, excluded in (
            ("conditions", "not_conditions"),
            ("conditions", "not_only"),
            ("settings", "not_settings"),
        ):
            asked, barred = set(getattr(rule, wanted)), set(getattr(rule, excluded))
            if asked and asked <= barred:
                findings.error(
                    Problem(
                        claim.file,
                        claim.line,
                        1,
                        f"The rule of '{claim.id}' can never fire: all its {wanted} are excluded.",
                        f"Correct '{excluded}'.",
                    )
                )
