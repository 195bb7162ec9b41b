"""check: are the files that people edit sound? Once, or at every change."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from tracker.cli.common import Globals, as_json, emit, pass_globals

if TYPE_CHECKING:
    from tracker.app.files import Files
    from tracker.errors import Problem
    from tracker.registry.check import CheckResult

PAUSE = 0.5
"""Seconds between two looks at the files."""


@click.command(short_help="Are the files in queries/ and the settings sound?")
@click.option("--watch", is_flag=True, help="Check again whenever a file is saved, until stopped (Ctrl-C).")
@as_json
@pass_globals
def check(globals_: Globals, *, watch: bool, as_json: bool) -> int:
    """Read every file that people edit, and report every problem at once: file, line, what is wrong, what to do.

    \b
    Examples:
      python daemon.py check
      python daemon.py check --watch
    """
    from tracker.app import check_files

    def once() -> int:
        result = check_files(globals_.files())
        return _tell_machine(result) if as_json else _tell(result, globals_)

    if not watch:
        return once()
    code = 0
    for _ in changes(lambda: _stamps(globals_), time.sleep):
        click.clear()
        code = once()
        click.echo("Waiting for a file to be saved. Ctrl-C ends it.", err=True)
    return code


def changes(look: Callable[[], object], sleep: Callable[[float], None]) -> Iterator[None]:
    """Yields at once, and then each time that what `look` sees is other than before. Ends with Ctrl-C."""
    seen: object = None
    try:
        while True:
            now = look()
            if now != seen:
                seen = now
                yield
            sleep(PAUSE)
    except KeyboardInterrupt:
        return


def _stamps(globals_: Globals) -> tuple[tuple[str, int], ...]:
    """Every file of the folder and when it was last written; a file that goes while we look is left out."""
    files = globals_.files()
    paths = [*files.queries.rglob("*.yaml"), files.settings_file]
    return tuple(sorted((str(path), path.stat().st_mtime_ns) for path in paths if path.exists()))


def _tell_machine(result: CheckResult) -> int:
    emit(
        {
            "problems": [str(one) for one in result.problems],
            "warnings": [str(one) for one in result.warnings],
            "counts": dict(result.counts),
        }
    )
    return 2 if result.problems else 0


def _tell(result: CheckResult, globals_: Globals) -> int:
    for problem in result.problems:
        _show(problem, "", globals_.files())
    for warning in result.warnings:
        _show(warning, " (a warning)", globals_.files())
    if result.problems:
        click.echo(f"{len(result.problems)} problem(s), {len(result.warnings)} warning(s).")
        return 2
    counts = ", ".join(f"{number} {what}" for what, number in result.counts.items())
    click.echo(f"All sound: {counts}.")
    return 0


def _show(problem: Problem, mark: str, files: Files) -> None:
    from tracker.app import excerpt

    click.echo(f"{problem}{mark}")
    if shown := excerpt(files, problem):
        click.echo("".join(f"    {line}\n" for line in shown.split("\n")), nl=False)


COMMANDS = (check,)
