"""What all commands share: the global options, plain or rich output, and errors turned into advice and exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.errors import BusyError, FilesError, MailError, SourceError, StoreError, TrackerError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from tracker.app import App
    from tracker.app.files import Files

EXIT_CODES = """\b
Exit codes:
  0  fine
  1  a defect of the program (please report it)
  2  wrong usage, or files that do not pass their check
  3  a source failed, wholly or in part
  4  the store cannot be used
  5  mail could not be handed over
  6  another run is going on"""

CODE_OF: tuple[tuple[type[TrackerError], int], ...] = (
    (UsageError, 2),
    (FilesError, 2),
    (SourceError, 3),
    (BusyError, 6),
    (StoreError, 4),
    (MailError, 5),
)


@dataclass(frozen=True)
class Globals:
    """The global options, before anything is opened."""

    settings: Path | None
    queries: Path | None
    state: Path | None
    verbose: bool

    def files(self) -> Files:
        from tracker.app.files import Files

        return Files.find(settings=self.settings, queries=self.queries, state=self.state)

    def app(self) -> App:
        from tracker.app import App

        return App(self.files())


DOCUMENTED = "python daemon.py"
PROGRAM = DOCUMENTED if (Path(__file__).parents[2] / "daemon.py").is_file() else "tracker"
"""What is typed to call the program: in a checkout as the documents say, installed by its own name."""


def as_typed(text: str) -> str:
    """Commands that a text names, as they are typed here."""
    return text.replace(DOCUMENTED, PROGRAM)


WIDE = 160
"""Columns where there is no terminal: for files and pipes."""

pass_globals = click.make_pass_decorator(Globals)
as_json = click.option("--json", "as_json", is_flag=True, help="For machines: JSON on standard output.")


def exit_code(error: TrackerError) -> int:
    return next((code for kind, code in CODE_OF if isinstance(error, kind)), 1)


def report(error: TrackerError) -> None:
    """What happened, where, and what to do, on standard error."""
    if isinstance(error, FilesError):
        for problem in error.problems:
            click.echo(as_typed(str(problem)), err=True)
        click.echo(f"{len(error.problems)} problem(s).", err=True)
        return
    click.echo(f"Error: {error}", err=True)
    if error.mend:
        click.echo(as_typed(error.mend), err=True)


def emit(value: object) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def console(*, err: bool = False) -> Console:
    from rich.console import Console

    on_terminal = (sys.stderr if err else sys.stdout).isatty()
    return Console(stderr=err, highlight=False, soft_wrap=not on_terminal, width=None if on_terminal else WIDE)


def escape(text: str) -> str:
    """So that brackets in it stay brackets on a console."""
    from rich.markup import escape as rich_escape

    return rich_escape(text)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on a terminal; elsewhere a plain line per kind of work when it is done."""
    if not sys.stderr.isatty():

        def plain(what: str, done: int, total: int) -> None:
            if done == total:
                click.echo(f"{what}: {done} of {total}", err=True)

        yield plain
        return
    from rich.progress import Progress

    with Progress(console=console(err=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def draw(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield draw
