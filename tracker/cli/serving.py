"""serve: the pages that mails lead to."""

from __future__ import annotations

import click

from tracker.cli.common import Globals, pass_globals


@click.command(short_help="The pages that mails lead to: leaving with one click.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="0 takes a free one.")
@pass_globals
def serve(globals_: Globals, host: str, port: int) -> int:
    """Serve web.public_url until told to stop (SIGTERM, Ctrl-C).

    It speaks plain HTTP and listens on this machine only: put a reverse proxy with TLS before it, which passes on
    everything under web.public_url. Run it beside the daemon; mails with a public address lead to it. GET /health says
    whether all is well (200, else 503), for a monitor.

    \b
    Example:
      python daemon.py serve --port 8080
    """
    from tracker.web.server import serve as serve_site

    return serve_site(globals_.app(), host=host, port=port, say=lambda line: click.echo(line, err=True))


COMMANDS = (serve,)
