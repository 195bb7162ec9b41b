"""Kinds of source trouble that call for different answers than "ask again"."""

from __future__ import annotations

from tracker.errors import SourceError


class RateLimited(SourceError):
    """Asked too often. `retry_after`: seconds the source asked us to wait, where it said so."""

    def __init__(self, message: str, *, where: str = "", mend: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, where=where, mend=mend, retryable=True)
        self.retry_after = retry_after


class TooMuch(SourceError):
    """The reply was late, too big or cut off: the same question for fewer records may be answered."""


class Refused(SourceError):
    """We refuse to go there: a scheme, an address or a redirect that a source has no business with."""
