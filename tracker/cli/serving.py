"""serve and site: the pages, answered by a program or written as files."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.common import Globals, pass_globals


@click.command(short_help="The pages: ledger, studies, search, feeds; joining and leaving.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="0 takes a free one.")
@pass_globals
def serve(globals_: Globals, host: str, port: int) -> int:
    """Serve web.public_url until told to stop (SIGTERM, Ctrl-C): the ledger and the studies, and what mails lead to.

    It speaks plain HTTP and listens on this machine only: put a reverse proxy with TLS before it, which passes on
    everything under web.public_url. Run it beside the daemon; mails with a public address lead to it. GET /health says
    whether all is well (200, else 503), for a monitor.

    \b
    Example:
      python daemon.py serve --port 8080
    """
    from tracker.web.server import serve as serve_site

    return serve_site(globals_.app(), host=host, port=port, say=lambda line: click.echo(line, err=True))


@click.command(short_help="The same pages as files, for any web server or none.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@pass_globals
def site(globals_: Globals, folder: Path) -> None:
    """Write the ledger, the claims, topics, studies, digests, feeds and exports into FOLDER, as files.

    Links are relative, so the folder works wherever it is put, and opened from a disk. It has neither search nor
    leaving: those need `serve`. Files of an earlier time are replaced; nothing is deleted. Digests stand under digests/
    at addresses that cannot be guessed, and no page leads to them: do not let a server list that folder.

    \b
    Example:
      python daemon.py site public/
    """
    from tracker.web.publish import publish

    click.echo(f"{publish(globals_.app(), folder)} files in {folder}")


COMMANDS = (serve, site)
