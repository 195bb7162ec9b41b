"""fetch, backfill, run: what brings new records in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import show
from tracker.cli.common import Globals, as_json, emit, pass_globals, progress_bar

if TYPE_CHECKING:
    from tracker.app import FetchResult

DAY = click.DateTime(formats=["%Y-%m-%d"])


def day(value: datetime | None) -> date | None:
    return value.replace(tzinfo=UTC).date() if value else None


@click.command(short_help="Ask all sources once, and print what is new.")
@click.option("--topic", "topics", multiple=True, metavar="ID", help="Only this topic (may be repeated); PubMed only.")
@click.option("--since", type=DAY, help="Everything created since that day, and announce what was not known.")
@click.option("--dry-run", is_flag=True, help="Ask and print, keep nothing.")
@as_json
@pass_globals
def fetch(globals_: Globals, topics: tuple[str, ...], since: datetime | None, *, dry_run: bool, as_json: bool) -> int:
    """Ask PubMed and the feeds once, keep what is new, read it, and print it.

    The first fetch of a topic lays a silent baseline: it is printed as such and never announced. --since announces.

    \b
    Examples:
      python daemon.py fetch
      python daemon.py fetch --topic trd --since 2026-11-01
      python daemon.py fetch --dry-run --json
    """
    app = globals_.app()
    with progress_bar() as progress:
        result = app.fetch(topics=topics, since=day(since), dry_run=dry_run, progress=progress)
    if as_json:
        emit(_as_json(result))
    else:
        show.fetch_result(result, app, dry_run=dry_run)
    return _code(result)


@click.command(short_help="Lay the silent baseline: what was there before the watch began.")
@click.option("--since", type=DAY, required=True, help="First create date to read.")
@click.option("--topic", "topics", multiple=True, metavar="ID", help="Only this topic (may be repeated).")
@as_json
@pass_globals
def backfill(globals_: Globals, since: datetime, topics: tuple[str, ...], *, as_json: bool) -> int:
    """Read all that PubMed holds since a day, in silence: nothing of it is ever announced as new.

    Stopped or killed, it goes on where it was.

    \b
    Example:
      python daemon.py backfill --since 2000-01-01
    """
    app = globals_.app()
    first = day(since)
    assert first is not None
    with progress_bar() as progress:
        result = app.backfill(first, topics=topics, progress=progress)
    if as_json:
        emit(_as_json(result))
    else:
        show.receipt(result.receipt)
    return _code(result)


@click.command(short_help="The daemon: fetch, read, plan and send whatever is due.")
@click.option("--once", is_flag=True, help="Do what is due now, then end (for cron).")
@pass_globals
def run(globals_: Globals, *, once: bool) -> int:
    """Run until told to stop (SIGTERM, Ctrl-C). What is due stands in the store: nothing is missed while it is off.

    \b
    Examples:
      python daemon.py run
      */15 * * * *  python daemon.py run --once
    """
    from tracker import schedule

    return schedule.run(globals_.app(), once=once, verbose=globals_.verbose)


def _code(result: FetchResult) -> int:
    return 0 if result.complete else 3


def _as_json(result: FetchResult) -> dict[str, Any]:
    return {"receipt": show.receipt_data(result.receipt), "new": [show.card_data(card) for card in result.cards]}


COMMANDS = (fetch, backfill, run)
