"""settings, init, assess, demo, backup, thin, restore: the files, one abstract, and a whole world on one machine."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import IO

import click

from tracker.cli import show
from tracker.cli.common import PROGRAM, Globals, as_json, as_typed, emit, pass_globals
from tracker.cli.steps import steps
from tracker.errors import UsageError


@click.command(short_help="The settings in force, and where each comes from.")
@as_json
@pass_globals
def settings(globals_: Globals, *, as_json: bool) -> None:
    """Print every setting with its value and its origin (default, file and line, environment). Secrets are masked.

    \b
    Example:
      python daemon.py settings
    """
    from tracker.app import describe_settings

    lines = describe_settings(globals_.files())
    if as_json:
        emit([{"key": key, "value": value, "from": origin} for key, value, origin in lines])
    else:
        show.rows(("key", "value", "from"), lines)


@click.command(short_help="Read abstracts from a file, offline; or score the reading on labelled ones.")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--explain", is_flag=True, help="Show how each was read, step by step.")
@click.option("--score", "scored", is_flag=True, help="The rows carry labels: print how often the reading is right.")
@click.option("--json", "as_json", is_flag=True, help="With --explain: one JSON object a line.")
@pass_globals
def assess(globals_: Globals, file: IO[str], *, explain: bool, scored: bool, as_json: bool) -> None:
    """Read one JSON object a line ({"id", "title", "abstract"[, "publication_types", "mesh"]}); write one a line.

    With --score each row also carries "verdicts": {claim: {"stance": ...}}, as `assess` writes them, or as
    `claims overrules` exports what maintainers have overruled.

    \b
    Examples:
      python daemon.py assess abstracts.jsonl > read.jsonl
      python daemon.py assess --score labelled.jsonl
      python daemon.py assess --explain abstracts.jsonl
    """
    from tracker.app import Assessor

    assessor = Assessor(globals_.files())
    rows, answers = [], []
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            answer = assessor.explain(row) if explain else assessor.assess(row)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(
                f"not an object with id, title and abstract ({error})",
                where=f"{file.name}:{number}",
                mend="One JSON object a line.",
            ) from None
        if scored:
            rows.append(row)
            answers.append(answer)
        elif explain and not as_json:
            click.echo("\n".join(steps(answer)))
        else:
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    if scored:
        show.score(assessor.score(rows, answers))


@click.command(short_help="The whole round on fictional records, everything embedded.")
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), help="Where to leave what it made [state/demo]."
)
@click.option("--faults", is_flag=True, help="Let much go wrong in every week, and be well again the day after.")
@click.option("--quiet", is_flag=True, help="Print less.")
@pass_globals
def demo(globals_: Globals, folder: Path | None, *, faults: bool, quiet: bool) -> int:
    """Start stand-ins for PubMed, journal feeds and a mail server on this machine, and live through three weeks.

    Leaves each week's digests (.html, .txt, .eml) and the database. No network is used.

    \b
    Examples:
      python daemon.py demo
      python daemon.py demo --faults
    """
    from tracker.demo import run_demo

    def say(line: str) -> None:
        if not quiet:
            click.echo(as_typed(line))

    return run_demo(globals_.files(), folder, faults=faults, say=say)


@click.command(short_help="A folder of your own: settings.yaml and queries/ to begin with.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--from", "source", metavar="SUBJECT", help="Copy the files of a shipped subject instead of an empty set."
)
def init(folder: Path, source: str | None) -> None:
    """Write settings.yaml and queries/ into FOLDER: a small commented set, or a copy of a shipped subject.

    \b
    Examples:
      python daemon.py init my-tracker
      python daemon.py init my-tracker --from SUBJECT
    """
    from tracker.app.layout import lay_out

    for path in lay_out(folder, source):
        click.echo(f"Written: {path}")
    click.echo(f"Edit them, then: {PROGRAM} --settings {folder / 'settings.yaml'} check")


@click.command(short_help="A sound copy of the store, also while the daemon writes.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pass_globals
def backup(globals_: Globals, file: Path) -> None:
    """Copy the database to FILE and check the copy. `restore FILE` puts it back.

    \b
    Example:
      python daemon.py backup /somewhere/safe/tracker.db
    """
    globals_.app().backup(file)
    click.echo(f"Copied and checked: {file}")


@click.command(short_help="Take out old receipts, and readings that a later one replaced.")
@click.option("--days", type=click.IntRange(120), default=400, show_default=True, help="Keep what is younger.")
@pass_globals
def thin(globals_: Globals, days: int) -> None:
    """Take out what nothing looks at again: readings of a record that a later reading replaced, and receipts of runs.

    Records, events, digests and what was sent stay. The file does not shrink; what comes next uses the room.

    \b
    Example:
      python daemon.py thin
    """
    found = globals_.app().thin(days)
    click.echo(f"Taken out, older than {days} days: {found.readings} replaced readings, {found.receipts} receipts.")


@click.command(short_help="Put a backup in the store's place; the store that is there is kept.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pass_globals
def restore(globals_: Globals, file: Path) -> None:
    """Check FILE, bring it up to this version, and put it in the store's place. Stop the daemon first.

    What was announced after the backup was made is unknown to it: look at `digest --preview` before mails go out again.

    \b
    Example:
      python daemon.py restore /somewhere/safe/tracker.db
    """
    kept = globals_.app().restore(file)
    click.echo(f"Checked and put in place: {file}")
    if kept is not None:
        click.echo(f"The store that was there is kept: {kept}")
    click.echo(f"Before mails go out again, look at what would be sent: {PROGRAM} digest --preview")


COMMANDS = (settings, init, assess, demo, backup, thin, restore)
