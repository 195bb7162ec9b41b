"""What needs no store: the check of the files, the settings in force, the reading of single abstracts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.app.files import Files
    from tracker.errors import Problem
    from tracker.registry.check import CheckResult
    from tracker.rules.score import Score


def check_files(files: Files) -> CheckResult:
    """Every problem of every file that people edit."""
    from tracker.registry.check import check

    return check(files.queries, files.settings_file, os.environ)


def excerpt(files: Files, problem: Problem) -> str:
    """The line that a problem is about with a caret beneath it; "" where there is none."""
    from tracker.registry.check import excerpt as cut

    return cut(files.queries, problem)


def describe_settings(files: Files) -> list[tuple[str, str, str]]:
    """(key, value with secrets masked, where it comes from), one per setting."""
    from tracker.registry.settingsdoc import describe

    return [(row.key, row.value, row.origin) for row in describe(files.settings())]


class Assessor:
    """Reads one abstract at a time, as `assess` does on the command line."""

    def __init__(self, files: Files) -> None:
        from tracker.reading import Reader
        from tracker.rules.compare import Comparer

        registry = files.registry()
        self._reader = Reader(registry.vocabulary)
        self._comparer = Comparer(registry.claims)

    def assess(self, row: Mapping[str, Any]) -> dict[str, Any]:
        from tracker.rules.assess import assess

        return assess(self._reader, self._comparer, row)

    def explain(self, row: Mapping[str, Any]) -> dict[str, Any]:
        from tracker.rules.assess import explain

        return explain(self._reader, self._comparer, row)

    def score(self, labels: Iterable[Mapping[str, Any]], answers: Iterable[Mapping[str, Any]]) -> Score:
        from tracker.rules.score import score

        return score(labels, answers)
