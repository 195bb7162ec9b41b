"""How the tests ask a stand-in: over a real socket, as any client would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import requests
from lxml import etree

from tracker.model.record import PartialDate, Record
from tracker.standins.entrez import Entrez
from tracker.standins.served import Served

MANNERS = {"db": "pubmed", "tool": "demo", "email": "operator@example.org", "retmode": "xml"}


class Ticks:
    """Seconds for the rate limit; every request is asked a second after the one before, unless it is stopped."""

    def __init__(self) -> None:
        self.now = 0.0
        self.step = 1.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now


@dataclass
class Asker:
    entrez: Entrez

    def get(self, utility: str, /, **params: Any) -> requests.Response:
        return requests.get(f"{self.entrez.eutils_url}{utility}.fcgi", params=MANNERS | params, timeout=5)

    def post(self, utility: str, /, **params: Any) -> requests.Response:
        return requests.post(f"{self.entrez.eutils_url}{utility}.fcgi", data=MANNERS | params, timeout=5)

    def found(self, term: str, **params: Any) -> list[int]:
        root = read(self.get("esearch", term=term, **params))
        return [int(one.text or "") for one in root.iterfind("IdList/Id")]


def read(response: requests.Response) -> etree._Element:
    return etree.fromstring(response.content)


def paper(pmid: int, title: str = "Paper airplanes", day: date = date(2026, 3, 3), **more: Any) -> Served:
    """A record that was created on a day and has not changed since."""
    modified = more.pop("modified", day)
    deleted = more.pop("deleted", False)
    markup = more.pop("title_markup", "")
    more.setdefault("published", PartialDate(2026, 3))
    more.setdefault("doi", f"10.5555/demo.test.{pmid}")
    record = Record(title=title, pmid=pmid, created=day, **more)
    return Served(record=record, modified=modified, deleted=deleted, title_markup=markup)
