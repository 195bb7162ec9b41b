"""subscribers: who is mailed what, and when."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import click

from tracker.cli import show
from tracker.cli.common import PROGRAM, Globals, as_json, emit, pass_globals
from tracker.errors import UsageError
from tracker.model.subscriber import Frequency, Least, Preferences, Standing

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
COLUMNS = (
    "address", "topics", "frequency", "weekday", "hour", "time_zone", "empty_mail", "text_only", "only_human", "least",
    "plain_subjects", "claim_alerts", "language", "standing", "imported",
)  # fmt: skip

LARGEST_BOUNCE = 10_000_000
"""Bytes."""


@click.group(short_help="Who is mailed what: add, remove, list, import, export, erase, bounce.")
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
@click.option("--only-human", is_flag=True, help="No animal and cell work.")
@click.option(
    "--least", type=click.Choice([one.value for one in Least]), default="any", show_default=True, help="Weakest design."
)
@click.option("--plain-subjects", is_flag=True, help="Subject lines may name topics; others may see them.")
@click.option("--claim-alerts", is_flag=True, help="Told at once, between digests, when a claim's state changes.")
@click.option(
    "--language", default="", metavar="CODE", help="Of the crisis lines, as in subject.yaml [the digest's own]."
)
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
    only_human: bool,
    least: str,
    plain_subjects: bool,
    claim_alerts: bool,
    language: str,
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
        only_human=only_human,
        least=Least(least),
        plain_subjects=plain_subjects,
        claim_alerts=claim_alerts,
        language=language,
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
        click.echo(f"No subscribers yet. Add one: {PROGRAM} subscribers add ADDRESS")


@subscribers.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default="-")
@click.option("--person", metavar="ADDRESS", help="All that is kept about this one, as JSON.")
@pass_globals
def export(globals_: Globals, file: Path, person: str | None) -> None:
    """Write the readers as CSV to FILE, or to standard output; or with --person all that is kept about one of them.

    \b
    Examples:
      python daemon.py subscribers export readers.csv
      python daemon.py subscribers export --person reader@example.org
    """
    if person is not None:
        _write(file, json.dumps(globals_.app().readers.all_about(person), ensure_ascii=False, indent=2) + "\n")
        return
    text = io.StringIO()
    import csv

    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_lines(globals_))
    _write(file, text.getvalue())


def _write(file: Path, text: str) -> None:
    if str(file) == "-":
        click.echo(text, nl=False)
    else:
        file.touch(mode=0o600)
        file.write_text(text, encoding="utf-8")


@subscribers.command()
@click.argument("address")
@pass_globals
def erase(globals_: Globals, address: str) -> None:
    """Forget a person for good: address, wishes and mails. Only a keyed hash stays, so that no import brings them back.

    Who is erased can join again, by the web or with `add`.
    """
    globals_.app().readers.erase(address)
    click.echo("Erased.")


@subscribers.command()
@pass_globals
def bounce(globals_: Globals) -> None:
    """Read a delivery status notification on standard input; for a mail alias.

    It counts against the address that it is about as a refusal does; after mail.suspend_after in a row nothing more is
    sent there. Only one that holds the Message-ID of a mail of ours counts.

    \b
    Example (in /etc/aliases):
      bounces: "|python daemon.py subscribers bounce"
    """
    click.echo(globals_.app().readers.bounced(sys.stdin.buffer.read(LARGEST_BOUNCE)))


@subscribers.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@pass_globals
def import_(globals_: Globals, file: Path) -> None:
    """Add the readers of a CSV file as `export` writes it; only the column `address` is needed.

    Addresses that are on the list already, or have left it, stay as they are.
    """
    app = globals_.app()
    added = kept = erased = 0
    with file.open(encoding="utf-8", newline="") as lines:
        import csv

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
            if app.readers.was_erased(row["address"]):
                erased += 1
                continue
            app.readers.add(row["address"], _preferences(app, row, where), imported=True)
            added += 1
    click.echo(f"{added} added, {kept} known already" + (f", {erased} erased at their wish" if erased else ""))


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
            only_human=row.get("only_human", "no") == "yes",
            least=Least(row.get("least") or "any"),
            plain_subjects=row.get("plain_subjects", "no") == "yes",
            claim_alerts=row.get("claim_alerts", "no") == "yes",
            language=row.get("language") or "",
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
            yes[one.preferences.only_human],
            one.preferences.least.value,
            yes[one.preferences.plain_subjects],
            yes[one.preferences.claim_alerts],
            one.preferences.language,
            one.standing.value,
            yes[one.imported],
        )
        for one in globals_.app().readers.all()
        if one.standing is not Standing.LEFT
    ]


COMMANDS = (subscribers,)
