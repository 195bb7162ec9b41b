"""A stand-in for NCBI's E-utilities: ESearch, EFetch, ECitMatch and ELink, the history server, limits and errors.

It is stricter than NCBI where that helps its users' manners: what NCBI asks for and lets pass (tool, email, POST for
long lists, known parameters) is here an error, and is noted in `complaints`.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NoReturn

from tracker.model.window import DateKind
from tracker.standins import citations, esearch, ncbi_words
from tracker.standins.history import History
from tracker.standins.loopback import Loopback, Reply, Request
from tracker.standins.pubmedxml import article_set
from tracker.standins.served import Served
from tracker.standins.terms import Judge, SearchError, pubmed_judge

WALL = 9_999
"""Records of one search that PubMed gives at most (NCBI's E-utilities help)."""

PER_SECOND, PER_SECOND_WITH_KEY = 3, 10

RATE_WINDOW_SECONDS = 0.9
"""Somewhat less than a second: a client that keeps the limit may still arrive a little bunched."""

POST_ABOVE = 200
"""PMIDs in one request above which NCBI asks for POST."""

COMMON = {"db", "tool", "email", "api_key", "retmode", "rettype", "retstart", "retmax", "WebEnv", "query_key"}
KNOWN = {
    "esearch": COMMON | {"term", "usehistory", "datetype", "mindate", "maxdate", "reldate", "sort", "field", "idtype"},
    "efetch": COMMON | {"id"},
    "ecitmatch": COMMON | {"bdata"},
    "elink": COMMON | {"id", "dbfrom", "linkname", "cmd"},
}


class Refused(Exception):
    """A request that is not answered; carries the reply."""

    def __init__(self, status: int, body: bytes, content_type: str = "text/xml; charset=UTF-8") -> None:
        super().__init__(status)
        self.reply = Reply(status, body, content_type)


class Entrez(Loopback):
    """Serves `records()`, asked anew at every request. `base_url + "/entrez/eutils/"` is what a client is given.

    judge: what a term matches (by default the project's own reading of PubMed's language); keys: API keys that are
    taken; ticks: seconds for the rate limit, growing (the client's own clock in a test); wall: a smaller one in a test.
    """

    def __init__(
        self,
        records: Callable[[], Iterable[Served]],
        *,
        judge: Judge | None = None,
        keys: frozenset[str] = frozenset(),
        ticks: Callable[[], float] = time.monotonic,
        wall: int = WALL,
    ) -> None:
        super().__init__(self._route)
        self.history = History()
        self.complaints: list[str] = []
        self._records = records
        self._judge = judge or pubmed_judge()
        self._keys = keys
        self._ticks = ticks
        self._wall = wall
        self._times: deque[float] = deque()
        self._lock = threading.Lock()

    @property
    def eutils_url(self) -> str:
        return f"{self.base_url}/entrez/eutils/"

    def _route(self, request: Request) -> Reply:
        try:
            name = request.path.rpartition("/")[2].removesuffix(".cgi" if "ecitmatch" in request.path else ".fcgi")
            if name not in KNOWN or not request.path.startswith("/entrez/eutils/"):
                raise Refused(404, b"Not Found", "text/plain")
            self._check_rate(request.params)
            self._check_manners(name, request)
            match name:
                case "esearch":
                    return self._search(request.params)
                case "efetch":
                    return self._fetch(request.params)
                case "ecitmatch":
                    return Reply(200, citations.matched(self._records(), request.params.get("bdata", "")), "text/plain")
                case _:
                    return self._link(request)
        except Refused as refused:
            return refused.reply

    def _check_rate(self, params: Mapping[str, str]) -> None:
        key = params.get("api_key", "")
        if key and key not in self._keys:
            raise Refused(400, ncbi_words.bad_key_body(key), ncbi_words.JSON)
        limit = PER_SECOND_WITH_KEY if key else PER_SECOND
        with self._lock:
            now = self._ticks()
            while self._times and now - self._times[0] >= RATE_WINDOW_SECONDS:
                self._times.popleft()
            self._times.append(now)
            count = len(self._times)
        if count > limit:
            self.complaints.append(f"{count} requests in a second, {limit} are allowed")
            raise Refused(429, ncbi_words.rate_body(key or "127.0.0.1", count, limit), ncbi_words.JSON)

    def _check_manners(self, name: str, request: Request) -> None:
        wrong = [f"{key} is missing" for key in ("tool", "email") if not request.params.get(key)]
        wrong += [f"unknown parameter {key!r}" for key in request.params if key not in KNOWN[name]]
        if request.params.get("db") != "pubmed":
            wrong.append("db is not pubmed")
        if wrong:
            self._complain(400, f"{name}: " + ", ".join(wrong))
        if request.method == "GET" and request.params.get("id", "").count(",") >= POST_ABOVE:
            self._complain(414, f"{name}: more than {POST_ABOVE} PMIDs by GET")

    def _complain(self, status: int, words: str) -> NoReturn:
        self.complaints.append(words)
        raise Refused(status, words.encode(), "text/plain")

    def _search(self, params: Mapping[str, str]) -> Reply:
        term = params.get("term", "").strip()
        if not term:
            raise Refused(200, ncbi_words.search_error("Empty term and query_key - nothing todo"))
        start, most = self._number(params, "retstart", 0), self._number(params, "retmax", 20)
        if start > self._wall - 1:
            raise Refused(200, ncbi_words.search_error(f"Search Backend failed: {ncbi_words.PAST_THE_WALL}"))
        try:
            found = esearch.search(self._records(), term, self._judge, self._window(params))
        except SearchError as error:
            self._complain(400, f"esearch: {error}")
        reachable = self._wall - start
        restricted = most > reachable and len(found.pmids) > self._wall
        found = replace(found, start=start, most=min(most, reachable), restricted=restricted)
        if params.get("usehistory") == "y":
            web_env, query_key = self.history.keep(found.pmids, params.get("WebEnv", ""))
            found = replace(found, web_env=web_env, query_key=query_key)
        if params.get("retmode") == "json":
            return Reply(200, esearch.as_json(found), ncbi_words.JSON)
        return Reply(200, esearch.as_xml(found, count_only=params.get("rettype") == "count"))

    def _window(self, params: Mapping[str, str]) -> tuple[DateKind, date, date] | None:
        if not any(params.get(key) for key in ("mindate", "maxdate", "reldate")):
            return None
        kind = next((kind for kind in esearch.DATE_KINDS if kind == params.get("datetype")), None)
        if kind is None or not (params.get("mindate") and params.get("maxdate")):
            self._complain(400, "esearch: datetype, mindate and maxdate go together")
        try:
            return kind, esearch.first_of(params["mindate"]), esearch.last_of(params["maxdate"])
        except ValueError as error:
            self._complain(400, f"esearch: {error}")

    def _number(self, params: Mapping[str, str], name: str, default: int) -> int:
        value = params.get(name, "")
        if value and not value.isdecimal():
            self._complain(400, f"{name} is not a number: {value!r}")
        return int(value) if value else default

    def _fetch(self, params: Mapping[str, str]) -> Reply:
        if params.get("retmode") != "xml":
            self._complain(400, "efetch: only retmode=xml is answered here")
        by_pmid = {one.pmid: one for one in self._records()}
        asked = self._asked(params)
        known = [by_pmid[pmid] for pmid in asked if pmid in by_pmid]
        deleted = [one.pmid for one in known if one.deleted]
        return Reply(200, article_set((one for one in known if not one.deleted), deleted))

    def _link(self, request: Request) -> Reply:
        if request.params.get("linkname") != citations.CITED_IN:
            self._complain(400, f"elink: only linkname={citations.CITED_IN} is answered here")
        ids = [value for name, value in request.pairs if name == "id"]
        if not ids or not all(one.isdecimal() for one in ids):
            raise Refused(400, ncbi_words.fetch_error(ncbi_words.ID_LIST_EMPTY))
        return Reply(200, citations.cited_in(self._records(), [int(one) for one in ids]))

    def _asked(self, params: Mapping[str, str]) -> tuple[int, ...]:
        start = self._number(params, "retstart", 0)
        most = self._number(params, "retmax", self._wall)
        if params.get("WebEnv"):
            if start > self._wall - 1:
                words = f"Search backend cannot retrieve history data. Reason: {ncbi_words.PAST_THE_WALL}"
                raise Refused(400, ncbi_words.fetch_error(words))
            web_env, query_key = params["WebEnv"], params.get("query_key", "")
            kept = self.history.get(web_env, query_key)
            if kept is None:
                raise Refused(200, ncbi_words.history_lost(query_key, web_env, start, most))
            return kept[start : min(start + most, self._wall)]
        ids = [part.strip() for part in params.get("id", "").split(",")]
        asked = tuple(dict.fromkeys(int(part) for part in ids if part.isdecimal()))
        if not asked:
            raise Refused(400, ncbi_words.fetch_error(ncbi_words.ID_LIST_EMPTY))
        return asked[start : start + most]
