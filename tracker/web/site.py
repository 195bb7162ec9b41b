"""The site as a WSGI application: which address shows what, and what may be done there.

     /join …       joining, confirming, wishes, leaving: see people.py
GET  /health       figures for a monitor: 200 where all is well, else 503
GET  /metrics      the same for Prometheus, always 200
GET  /search.html  claims and studies in which the words ?q= occur
GET  /…            the pages that only show: see book.py
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict
from http import HTTPStatus
from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge
from werkzeug.routing import Map, Rule
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from tracker.app.build import store_file
from tracker.errors import MailError, StoreError
from tracker.web.book import FRONT, Book, Sheet
from tracker.web.headers import open_headers, strict_headers
from tracker.web.metrics import CONTENT_TYPE, exposition
from tracker.web.monitor import Monitor
from tracker.web.pages import Pages
from tracker.web.people import RULES, People
from tracker.web.shelf import Shelf

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from tracker.app import App

log = logging.getLogger("tracker")

BODY_LIMIT = 10 * 1024
"""Bytes. What is expected is a short form, or "List-Unsubscribe=One-Click"."""

RETRY_AFTER = 120
"""Seconds; the store is busy for a fraction of one, or needs a person."""

# merge_slashes would answer with a redirect, built from whatever host the request names
ADDRESSES = Map(
    [
        *RULES,
        Rule("/health", endpoint="health", methods=["GET"]),
        Rule("/metrics", endpoint="metrics", methods=["GET"]),
        Rule("/", endpoint="front", methods=["GET"]),
        Rule("/search.html", endpoint="search", methods=["GET"]),
        Rule("/<path:address>", endpoint="book", methods=["GET"]),
    ],
    merge_slashes=False,
)

WORDS = {
    HTTPStatus.NOT_FOUND: ("Nothing here", "There is no page at this address. Was the link copied whole?"),
    HTTPStatus.METHOD_NOT_ALLOWED: ("That cannot be done here", "This page can be opened, and no more."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("Too long", "What was sent to this page is longer than it takes."),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        "Something went wrong",
        "It is not certain that this was done. Please try again in a few minutes.",
    ),
}

NOT_DONE = (
    "Not done",
    "Nothing was changed, for the list cannot be written just now. Please try again in a few minutes.",
)
NOT_READ = (
    "Not to be had just now",
    "What is stored cannot be read. That does not mean that there is nothing new. Please try again in a few minutes.",
)


class Site:
    """Raises FilesError at once where the settings or the files do not pass their check."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._pages = Pages(app.files.templates, app.registry.subject)
        self._people = People(app, self._pages)
        self._book = Book(app, self._pages, live=True)
        self._shelf: Shelf[Sheet] = Shelf(store_file(app.state_folder), app.clock)
        self._headers = strict_headers(self._pages.style_source)
        self._monitor = Monitor(app.look.wellness, app.clock)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request = Request(environ)
        response = self._answer(request)
        for name, value in self._headers.items():
            response.headers.setdefault(name, value)
        return response(environ, start_response)

    def _answer(self, request: Request) -> Response:
        """No address is written to the log: it holds a reader's token."""
        try:
            return self._act(request)
        except MethodNotAllowed as error:
            response = self._trouble(HTTPStatus.METHOD_NOT_ALLOWED)
            response.allow.update(error.valid_methods or ())
            return response
        except HTTPException as error:
            return self._trouble(HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR))
        except (StoreError, MailError) as error:
            log.error("a page could not be served: %s", error)
            words = NOT_DONE if request.method == "POST" else NOT_READ
            response = self._trouble(HTTPStatus.SERVICE_UNAVAILABLE, words)
            response.retry_after = RETRY_AFTER
            return response
        except Exception:
            log.exception("a page could not be served")
            return self._trouble(HTTPStatus.INTERNAL_SERVER_ERROR)

    def _act(self, request: Request) -> Response:
        if (request.content_length or 0) > BODY_LIMIT:
            raise RequestEntityTooLarge
        endpoint, values = ADDRESSES.bind("").match(request.path, request.method)
        if endpoint == "health":
            return self._health()
        if endpoint == "metrics":
            return self._metrics()
        if endpoint == "front":
            return redirect(f"{request.root_path}/{FRONT}", HTTPStatus.FOUND)
        if endpoint == "search":
            return _page(self._book.search(request.args.get("q", "")).body)
        if endpoint == "book":
            return self._read(values["address"])
        return self._people.answer(endpoint, values.get("token", ""), request)

    def _read(self, address: str) -> Response:
        sheet = self._shelf.page(address, lambda: self._book.open(address))
        if sheet is None:
            raise NotFound
        return Response(sheet.body, mimetype=sheet.kind, headers=open_headers(index=sheet.index))

    def _health(self) -> Response:
        found = self._monitor.look()
        status = HTTPStatus.OK if found.well else HTTPStatus.SERVICE_UNAVAILABLE
        body = json.dumps({"well": found.well, **asdict(found)}, default=str, indent=2)
        return Response(body, status=status, mimetype="application/json")

    def _metrics(self) -> Response:
        return Response(exposition(self._monitor.look()), content_type=CONTENT_TYPE)

    def _trouble(self, status: HTTPStatus, words: tuple[str, str] | None = None) -> Response:
        words = words or WORDS.get(status, (status.phrase, "This cannot be answered."))
        return _page(self._pages.trouble(*words), status)


def _page(body: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(body, status=status, mimetype="text/html")
