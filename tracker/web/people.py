"""The pages on which people join, confirm, choose and leave. A GET shows and never acts; a POST acts.

GET  /join                a form; POST mails a link to confirm. What the page says is the same for every address.
GET  /confirm/SIGNED      a button; POST puts the address on the list
GET  /preferences/SIGNED  a reader's wishes; POST keeps them
GET  /leave/TOKEN         a button; POST takes the reader off the list, whatever the body says (RFC 8058's one click)
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from werkzeug.exceptions import NotFound
from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from tracker.app.readers import WEEKDAYS
from tracker.errors import UsageError
from tracker.model.subscriber import Frequency, Least, Preferences
from tracker.web.pages import Pages

if TYPE_CHECKING:
    from tracker.app import App

BOTH = ["GET", "POST"]
RULES = (
    Rule("/join", endpoint="join", methods=BOTH),
    Rule("/confirm/<token>", endpoint="confirm", methods=BOTH),
    Rule("/preferences/<token>", endpoint="preferences", methods=BOTH),
    Rule("/leave/<token>", endpoint="leave", methods=BOTH),
)

TRAP = "website"
"""A field that no person sees: who fills it in is a program, and is shown what everybody is shown."""

FREQUENCIES = {
    Frequency.DAILY: "every day",
    Frequency.WEEKLY: "every week",
    Frequency.MONTHLY: "every month",
    Frequency.ALERTS: "only retractions, concerns and corrections",
}
DESIGNS = {
    Least.ANY: "any study",
    Least.OBSERVATIONAL: "at least a study that compares people or follows many",
    Least.RANDOMISED: "randomised trials, and reviews of trials",
}
OLD_LINK = (
    "This link does not work",
    "It is too old, was not copied whole, or belongs to an earlier subscription. Nothing was changed. "
    "The newest mail holds a link that works.",
)


class People:
    def __init__(self, app: App, pages: Pages) -> None:
        self._app = app
        self._pages = pages

    def answer(self, page: str, token: str, request: Request) -> Response:
        """Raises StoreError where the list cannot be read or written, MailError where no mail can be handed over."""
        acts = request.method == "POST"
        match page:
            case "join":
                return self._join(request, acts=acts)
            case "confirm":
                return self._confirm(token, acts=acts)
            case "preferences":
                return self._preferences(token, request, acts=acts)
            case _:
                if acts:
                    self._app.readers.leave(token)
                return _page(self._pages.left() if acts else self._pages.leave())

    def _join(self, request: Request, *, acts: bool) -> Response:
        joining = self._app.joining
        if not joining.is_open:
            raise NotFound
        if not acts:
            return self._form("join", self._app.readers.preferences(topics=()), "")
        address = request.form.get("address", "")
        try:
            wishes = joining.wishes(_fields(request))
            if not request.form.get(TRAP):
                joining.ask(address, wishes)
        except UsageError as error:
            wishes = self._app.readers.preferences(topics=())
            return self._form("join", wishes, error.message, HTTPStatus.BAD_REQUEST, address=address)
        return _page(self._pages.draw("joining"))

    def _confirm(self, token: str, *, acts: bool) -> Response:
        joining = self._app.joining
        if (address := joining.asked(token)) is None:
            return self._old_link()
        if not acts:
            return _page(self._pages.draw("confirm", address=address))
        return _page(self._pages.draw("confirmed")) if joining.confirm(token) else self._old_link()

    def _preferences(self, token: str, request: Request, *, acts: bool) -> Response:
        reader = self._app.joining.reader(token)
        if reader is None:
            return self._old_link()
        if not acts:
            return self._form("preferences", reader.preferences, "", leave=reader.token)
        try:
            wishes = self._app.joining.wishes(_fields(request))
        except UsageError as error:
            return self._form(
                "preferences", reader.preferences, error.message, HTTPStatus.BAD_REQUEST, leave=reader.token
            )
        self._app.joining.change(token, wishes)
        return self._form("preferences", wishes, "", leave=reader.token, kept=True)

    def _form(
        self, page: str, wishes: Preferences, wrong: str, status: HTTPStatus = HTTPStatus.OK, **more: Any
    ) -> Response:
        registry = self._app.registry
        body = self._pages.draw(
            page,
            wishes=wishes,
            wrong=wrong,
            topics=registry.topics,
            weekdays=[day.capitalize() for day in WEEKDAYS],
            zones=sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC"),
            frequencies=FREQUENCIES,
            languages=registry.subject.crisis_in,
            designs=DESIGNS,
            trap=TRAP,
            **more,
        )
        return _page(body, status)

    def _old_link(self) -> Response:
        return _page(self._pages.trouble(*OLD_LINK), HTTPStatus.NOT_FOUND)


def _fields(request: Request) -> dict[str, Any]:
    """All topics ticked, or none, mean all: also those that come later."""
    return {**request.form.to_dict(), "topics": request.form.getlist("topics")}


def _page(body: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(body, status=status, mimetype="text/html")
