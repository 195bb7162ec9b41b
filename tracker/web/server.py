"""The process that serves the site. It speaks plain HTTP: TLS is the matter of the reverse proxy before it."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from waitress.server import create_server

from tracker.app import logs
from tracker.errors import UsageError
from tracker.web.site import BODY_LIMIT, Site

if TYPE_CHECKING:
    from tracker.app import App

HEADER_LIMIT = 16 * 1024
IDLE_SECONDS = 30


def listening(app: App, host: str, port: int) -> Any:
    """A waitress server that listens already; its run() serves. port: 0 takes a free one (see `address`).

    The path of the public address may stand before every page's, or be cut off by the proxy: both are understood.
    Raises UsageError where it cannot listen there, FilesError for files that do not pass their check.
    """
    site = Site(app)
    try:
        return create_server(
            site,
            host=host,
            port=port,
            url_prefix=unquote(urlsplit(app.settings.web.public_url).path),
            ident=None,
            max_request_header_size=HEADER_LIMIT,
            # the site answers what is a little too long in its own words; waitress cuts off the rest
            max_request_body_size=4 * BODY_LIMIT,
            channel_timeout=IDLE_SECONDS,
        )
    except (OSError, ValueError, OverflowError) as error:
        why = getattr(error, "strerror", None) or "no such address on this machine"
        raise UsageError(
            f"cannot listen there: {why}", where=f"{host}:{port}", mend="Name another --host or --port."
        ) from None


def address(server: Any) -> str:
    host, port = server.effective_listen[0] if hasattr(server, "effective_listen") else _only(server)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _only(server: Any) -> tuple[str, int]:
    return server.effective_host, server.effective_port


def serve(app: App, *, host: str, port: int, say: Callable[[str], object]) -> int:
    """Until SIGTERM or Ctrl-C; a change that is under way then is made whole or not at all. Returns 0."""
    logs.begin(app.settings, logging.WARNING)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a page that waits for another is no news
    server = listening(app, host, port)
    if not app.settings.web.public_url:
        say("web.public_url is not set: mails do not lead here, and offer leaving by mail only.")
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    say(f"serving on {address(server)}")
    server.run()
    return 0


def _end(_number: int, _frame: FrameType | None) -> None:
    """waitress takes SystemExit as the word to end. A second signal finds it ending already."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    raise SystemExit(0)
