"""digest: compose, look at, and send."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.common import Globals, pass_globals


@click.command(short_help="Compose what is due; look at it (--preview) or send it (--send).")
@click.option("--to", "address", metavar="ADDRESS", help="Only this subscriber.")
@click.option(
    "--preview",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write .html, .txt and .eml there; change nothing.",
)
@click.option("--send", is_flag=True, help="Plan what is due and send what is planned.")
@pass_globals
def digest(globals_: Globals, address: str | None, preview: Path | None, *, send: bool) -> int:
    """Plan the digests that are due. With --send they go out; with --preview they are written to a folder instead.

    --preview shows what each subscriber would get if it were due now, or, without subscribers, what a reader of all
    topics would; it changes no state.

    \b
    Examples:
      python daemon.py digest --preview out/
      python daemon.py digest --to reader@example.org --preview out/
      python daemon.py digest --send
    """
    app = globals_.app()
    if preview is not None:
        for path in app.preview(preview, address=address):
            click.echo(path)
        return 0
    planned = app.plan(address=address)
    click.echo(f"{planned} planned")
    if send:
        sent = app.send(address=address)
        click.echo(
            f"{sent.accepted} sent, {sent.later} to be tried again, {sent.refused} refused, {sent.suspended} suspended"
        )
        return 0 if not (sent.refused or sent.suspended) else 5
    return 0


COMMANDS = (digest,)
