"""read, replay: the store under today's rules."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import click

from tracker.cli import show
from tracker.cli.common import Globals, as_json, emit, pass_globals, progress_bar
from tracker.cli.fetching import DAY, day

if TYPE_CHECKING:
    from tracker.app.reread import Reread


@click.command(short_help="Read again what today's rules have not read, and tell what that turns.")
@click.option("--dry-run", is_flag=True, help="On a copy of the store: keep nothing.")
@as_json
@pass_globals
def read(globals_: Globals, *, dry_run: bool, as_json: bool) -> None:
    """After a change of rules, vocabulary or claims: read the store anew, before anything of it is announced.

    Verdicts that readers were mailed and that are reversed stand first. Stopped or killed, it goes on where it was.

    \b
    Example:
      python daemon.py read --dry-run
    """
    with progress_bar() as progress:
        result = globals_.app().reread(dry_run=dry_run, progress=progress)
    _tell(result, as_json=as_json)


@click.command(short_help="What past weeks would have said under today's rules.")
@click.option("--from", "since", type=DAY, required=True, help="First day on which records were first seen (UTC).")
@click.option("--to", "until", type=DAY, help="Last such day [today].")
@as_json
@pass_globals
def replay(globals_: Globals, since: datetime, until: datetime | None, *, as_json: bool) -> None:
    """Read past weeks anew on a copy of the store, and show which verdicts and which mails would have been different.

    This is how a changed rule, word or claim is judged before it goes live: the store stays as it is.

    \b
    Example:
      python daemon.py replay --from 2026-03-02 --to 2026-03-15
    """
    with progress_bar() as progress:
        result = globals_.app().reread(dry_run=True, since=day(since), until=day(until), progress=progress)
    _tell(result, as_json=as_json)


def _tell(result: Reread, *, as_json: bool) -> None:
    if as_json:
        emit(
            {
                "read": result.read,
                "turned": [{**asdict(one), "reversed": one.is_reversed} for one in result.turned],
                "states": [
                    {"claim": e.claim, "stratum": e.stratum, "was": e.before, "becomes": e.after} for e in result.states
                ],
            }
        )
        return
    if not result.read:
        click.echo("Everything was read with today's rules, words and claims already.")
        return
    told = sum(bool(one.digests) for one in result.turned)
    click.echo(
        f"{result.read} read again. {len(result.turned)} verdicts turn, {told} of them on studies that were mailed."
    )
    for one in result.turned:
        mark = "REVERSED " if one.is_reversed else ""
        click.echo(f"\n{mark}{one.claim}: {one.was or 'no verdict'} -> {one.becomes or 'no verdict'}")
        click.echo(f"  {one.name}  {one.title}")
        if one.quote:
            click.echo(f"  \u201c{one.quote}\u201d (rule {one.rule})")
        for subject in one.digests:
            click.echo(f"  told in: {subject}")
    if result.states:
        rows = [(e.claim or "", e.stratum, e.before or "none", e.after) for e in result.states]
        click.echo("")
        show.rows(("claim", "stratum", "was", "becomes"), rows)


COMMANDS = (read, replay)
