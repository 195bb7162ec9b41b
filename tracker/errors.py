"""What can go wrong, as data. The command line turns these into advice and exit codes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a file that people edit: where it stands and how to mend it."""

    file: str
    line: int  #: 1-based; 0 where the whole file is meant
    column: int  #: 1-based; 0 where the whole line is meant
    message: str
    mend: str = ""

    def __str__(self) -> str:
        where = self.file
        if self.line:
            where += f":{self.line}"
            if self.column:
                where += f":{self.column}"
        return f"{where}: {self.message}" + (f" {self.mend}" if self.mend else "")


class TrackerError(Exception):
    """Base of every error that is not a defect of the program.

    message: what happened, without secrets; where: file:line, source, PMID or address; mend: what to do.
    """

    def __init__(self, message: str, *, where: str = "", mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class UsageError(TrackerError):
    """A wrong argument or an unknown name."""


class FilesError(TrackerError):
    """The files that people edit do not pass their check; carries every problem found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problem(s) in the files")
        self.problems = problems


class SourceError(TrackerError):
    """A source did not answer as it should. `retryable` says whether asking again can help."""

    def __init__(self, message: str, *, where: str = "", mend: str = "", retryable: bool = False) -> None:
        super().__init__(message, where=where, mend=mend)
        self.retryable = retryable


class BlockedError(SourceError):
    """The source refuses us (403, a challenge page): its journal has to be covered another way."""


class GoneError(SourceError):
    """The source says that it is gone for good (410)."""


class StoreError(TrackerError):
    """The store cannot be opened, is damaged, is full, or is too new for this program."""


class BusyError(StoreError):
    """Another process holds the lock; `pid` is its number where it is known."""

    def __init__(self, message: str, *, pid: int | None = None, mend: str = "") -> None:
        super().__init__(message, mend=mend)
        self.pid = pid


class MailError(TrackerError):
    """Mail could not be handed over at all (no connection, bad certificate, login refused)."""
