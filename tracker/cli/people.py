"""subscribers: who is mailed what, and when."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import click

from tracker.cli import show
from tracker.cli.common import Globals, as_json, emit, pass_globals
from tracker.errors import UsageError
from tracker.model.subscriber import Frequency, Preferences, Standing

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
COLUMNS = ("address", "topics", "frequency", "weekday", "hour", "time_zone", "empty_mail", "text_only", "standing")


@click.group(short_help="Who is mailed what: add, remove, list, import, export.")
def subscribers() -> None:
    """Readers of the digest. They live in the store, never in files of the project.

    \b
    Example:
      python daemon.py subscribers add reader@example.org --topic trd --topic pain
    """


@subscribers.command()
@click.argument("address")
@click.option("--topic", "topics", multiple=True, metavar="ID", help="Only this topic (may be repeated) [all].")
@click.option("--frequency", type=click.Choice([one.value for one in Frequency]), default="weekly", show_default=True)
@click.option("--weekday", type=click.Choice(WEEKDAYS), help="Day of the digest [as in the settings].")
@click.option(
    "--hour", type=click.IntRange(0, 23), help="Hour of the digest in the reader's time zone [as in the settings]."
)
@click.option("--time-zone", metavar="IANA", help="For example Europe/Dublin [as in the settings].")
@click.option("--skip-empty", is_flag=True, help="No mail for a week without news.")
@click.option("--text-only", is_flag=True, help="No HTML part.")
@click.option("--again", is_flag=True, help="Also an address that has left or was suspended: if its owner asks.")
@pass_globals
def add(
    globals_: Globals,
    address: str,
    topics: tuple[str, ...],
    frequency: str,
    weekday: str | None,
    hour: int | None,
    time_zone: str | None,
    *,
    skip_empty: bool,
    text_only: bool,
    again: bool,
) -> None:
    """Add a reader. The first digest tells what is new from now on.

    \b
    Example:
      python daemon.py subscribers add reader@example.org --weekday friday --hour 8 --time-zone Europe/Dublin
    """
    app = globals_.app()
    preferences = app.readers.preferences(
        topics=topics,
        frequency=Frequency(frequency),
        weekday=WEEKDAYS.index(weekday) if weekday else None,
        hour=hour,
        time_zone=time_zone,
        empty_mail=not skip_empty,
        text_only=text_only,
    )
    app.readers.add(address, preferences, again=again)
    click.echo(f"{address} is on the list.")


@subscribers.command()
@click.argument("address")
@pass_globals
def remove(globals_: Globals, address: str) -> None:
    """Take a reader off the list. Nothing is mailed from then on, planned digests included."""
    globals_.app().readers.remove(address)
    click.echo(f"{address} is off the list.")


@subscribers.command("list")
@as_json
@pass_globals
def list_(globals_: Globals, *, as_json: bool) -> None:
    """Print the readers and what they asked for."""
    lines = _lines(globals_)
    if as_json:
        emit([dict(zip(COLUMNS, line, strict=True)) for line in lines])
    elif lines:
        show.rows(COLUMNS, lines)
    else:
        click.echo("No subscribers yet. Add one: python daemon.py subscribers add ADDRESS")


@subscribers.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default="-")
@pass_globals
def export(globals_: Globals, file: Path) -> None:
    """Write the readers as CSV to FILE, or to standard output."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_lines(globals_))
    if str(file) == "-":
        click.echo(text.getvalue(), nl=False)
    else:
        file.touch(mode=0o600)
        file.write_text(text.getvalue(), encoding="utf-8")


@subscribers.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@pass_globals
def import_(globals_: Globals, file: Path) -> None:
    """Add the readers of a CSV file as `export` writes it; only the column `address` is needed.

    Addresses that are on the list already, or have left it, stay as they are.
    """
    app = globals_.app()
    added = kept = 0
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if "address" not in (reader.fieldnames or ()):
            raise UsageError(
                "the file has no column named address", where=str(file), mend="Its first line names the columns."
            )
        for row in reader:
            where = f"{file}:{reader.line_num}"
            if app.readers.find(row["address"]) is not None:
                kept += 1
                continue
            app.readers.add(row["address"], _preferences(app, row, where))
            added += 1
    click.echo(f"{added} added, {kept} known already")


def _preferences(app: object, row: dict[str, str], where: str) -> Preferences:
    from tracker.app import App

    assert isinstance(app, App)
    try:
        return app.readers.preferences(
            topics=tuple(row.get("topics", "").split()),
            frequency=Frequency(row.get("frequency") or "weekly"),
            weekday=int(row["weekday"]) if row.get("weekday") else None,
            hour=int(row["hour"]) if row.get("hour") else None,
            time_zone=row.get("time_zone") or None,
            empty_mail=row.get("empty_mail", "yes") != "no",
            text_only=row.get("text_only", "no") == "yes",
        )
    except ValueError as error:
        raise UsageError(str(error), where=where, mend="Mend the line, or leave the field empty.") from None


def _lines(globals_: Globals) -> list[tuple[str, ...]]:
    yes = {True: "yes", False: "no"}
    return [
        (
            one.address,
            " ".join(one.preferences.topics),
            one.preferences.frequency.value,
            str(one.preferences.weekday),
            str(one.preferences.hour),
            one.preferences.time_zone,
            yes[one.preferences.empty_mail],
            yes[one.preferences.text_only],
            one.standing.value,
        )
        for one in globals_.app().readers.all()
        if one.standing is not Standing.LEFT
    ]


COMMANDS = (subscribers,)
