"""All files that people edit, checked at once: settings and queries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import Problem
from tracker.registry.findings import Findings
from tracker.registry.load import Registry, read_registry
from tracker.registry.settings import read_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """problems keep the files from being used; warnings do not. counts: what there is, by name, for a summary."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    counts: Mapping[str, int]


def check(
    queries: Path, settings_file: Path | None, environ: Mapping[str, str], *, also_known: Collection[str] = ()
) -> CheckResult:
    """Never raises for what is in the files. also_known: TRACKER_ variables that the caller reads itself."""
    findings = Findings()
    read_settings(settings_file, environ, findings, also_known=also_known)
    registry = read_registry(queries, findings)
    return CheckResult(problems=findings.in_order(), warnings=findings.warnings_in_order(), counts=_counts(registry))


def _counts(registry: Registry) -> dict[str, int]:
    return {
        "topics": len(registry.topics),
        "must-find records": sum(len(topic.must_find) for topic in registry.topics),
        "claims": len(registry.claims),
        "of them comparable": sum(claim.comparable for claim in registry.claims),
        "articles": len(registry.articles),
        "feeds": len(registry.feeds),
        "of them not verified": sum(not feed.verified for feed in registry.feeds),
        "MeSH descriptors": len(registry.mesh.descriptors),
        "vocabulary entries": len(registry.vocabulary.concepts),
    }


WIDTH = 110
"""Characters of a line that are shown around the place."""


def excerpt(queries: Path, problem: Problem) -> str:
    """The line that a problem is about, and beneath it a caret at the column; "" where there is no such line."""
    path = queries.resolve().parent / problem.file
    if not problem.line or not problem.column or not path.is_file():
        return ""
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    if problem.line > len(lines):
        return ""
    line, place = lines[problem.line - 1].replace("\t", " "), problem.column - 1
    start = max(0, place - WIDTH // 2) if len(line) > WIDTH else 0
    return f"{line[start : start + WIDTH]}\n{' ' * (place - start)}^"
