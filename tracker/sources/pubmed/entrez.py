"""Requests as Bio.Entrez builds them, sent our way.

Biopython's own opener (`Entrez._open`, 1.88) sleeps by the wall clock, retries without a pause, has no timeout and
puts the API key into its errors. So it is replaced, for as long as a request takes to build, by one that only
hands the request over; the base address, a literal in Biopython, is put in afterwards. A test pins the shape of
`Entrez._open` that this rests on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar
from urllib.request import Request

from tracker.errors import SourceError
from tracker.sources.http import HttpClient
from tracker.sources.pubmed.limiter import Limiter
from tracker.sources.pubmed.options import NCBI, PubMedOptions
from tracker.sources.pubmed.replies import check, redacted
from tracker.sources.retry import ask_again

Answer = TypeVar("Answer")

AT_ONCE = 2
"""Requests that wait for an answer at one time: it takes longer than the pause that NCBI asks for between two."""

_building = threading.Lock()


def build(utility: str, **parameters: Any) -> Request:
    """The request that Bio.Entrez would send for "esearch" or "efetch"."""
    from Bio import Entrez

    with _building:
        opener = Entrez._open
        Entrez._open = _hand_over  # type: ignore[assignment]  # ours takes its place
        try:
            request = getattr(Entrez, utility)(**parameters)
        finally:
            Entrez._open = opener
    if not isinstance(request, Request) or not request.full_url.startswith(NCBI):
        raise SourceError(
            "Bio.Entrez builds its requests in another way than expected",
            where="PubMed",
            mend="Install the Biopython version named in requirements.lock.",
        )
    return request


def _hand_over(request: Request) -> Request:
    return request


class Entrez:
    """E-utilities under our own rate limit, retry and deadline. Raises SourceError, never with the key in it."""

    def __init__(
        self,
        options: PubMedOptions,
        http: HttpClient,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
    ) -> None:
        self._options = options
        self._http = http
        self._clock = clock
        self._sleep = sleep
        self._limiter = Limiter(options.interval, clock, sleep)
        self._counting = threading.Lock()
        self._wire = threading.BoundedSemaphore(AT_ONCE)
        self.requests = 0

    def ask(
        self, utility: str, read: Callable[[bytes], Answer], *, attempts: int | None = None, **parameters: Any
    ) -> Answer:
        """Send, check, read with `read`; again where that can help, at most `attempts` times in all.

        `read` raises SourceError on a bad body.
        """
        request = build(
            utility,
            **parameters,
            tool=self._options.tool,
            email=self._options.email,
            api_key=self._options.api_key or None,
        )

        def once() -> Answer:
            try:
                return read(self._send(request))
            except SourceError as error:
                self._redact(error)
                raise

        options = self._options.retry
        if attempts is not None:
            options = replace(options, attempts=min(attempts, options.attempts))
        return ask_again(once, options, self._sleep)

    def _send(self, request: Request) -> bytes:
        url = self._options.base_url.rstrip("/") + "/" + request.full_url[len(NCBI) :]
        with self._wire:
            self._limiter.wait()
            with self._counting:
                self.requests += 1
            if request.data is None:
                response = self._http.get(url)
            else:
                assert isinstance(request.data, bytes)
                response = self._http.post(url, request.data)
        check(response, self._clock())
        return response.body

    def _redact(self, error: SourceError) -> None:
        error.message = redacted(error.message, self._options.api_key)
        error.args = (error.message,)
