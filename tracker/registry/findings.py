"""Collects what a check finds, so that every problem of every file is told at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.errors import FilesError, Problem


@dataclass(slots=True)
class Findings:
    """Errors keep the files from being used; warnings are told and the files are used all the same."""

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def error(self, problem: Problem) -> None:
        self.errors.append(problem)

    def warn(self, problem: Problem) -> None:
        self.warnings.append(problem)

    def add(self, problems: Iterable[Problem]) -> None:
        self.errors.extend(problems)

    def in_order(self) -> tuple[Problem, ...]:
        """The errors by file and line, each told once."""
        return tuple(sorted(set(self.errors)))

    def warnings_in_order(self) -> tuple[Problem, ...]:
        return tuple(sorted(set(self.warnings)))

    def raise_errors(self) -> None:
        """Raises FilesError with every error, where there is one."""
        if self.errors:
            raise FilesError(self.in_order())
