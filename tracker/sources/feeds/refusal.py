"""What a feed's reply means before it is read: blocked, gone, passing trouble, or no feed at all."""

from __future__ import annotations

import re

from tracker.errors import BlockedError, GoneError, SourceError
from tracker.sources.http import Response
from tracker.sources.trouble import RateLimited, TooMuch

_CHALLENGE = re.compile(
    rb"just a moment|checking your browser|cf-challenge|challenge-platform|captcha|attention required"
    rb"|verify (that )?you are (a )?human|enable javascript and cookies|access denied|request forbidden"
    rb"|unusual traffic|incapsula|perimeterx|datadome",
    re.I,
)
_HTML = re.compile(rb"^\s*(?><!--.*?-->\s*)*+(<!doctype\s+html|<html|<head|<body)", re.I | re.S)


def check_reply(response: Response, where: str) -> None:
    """Raises SourceError unless the reply may be a feed (or is a 304)."""
    status, head = response.status, response.body[:20_000].removeprefix(b"\xef\xbb\xbf")
    if status == 304:
        return
    if status == 410:
        raise GoneError("the feed is gone for good (410)", where=where, mend="Remove it, or find its new address.")
    page = bool(_HTML.match(head))
    challenged = "cf-mitigated" in response.headers or ((page or status != 200) and _CHALLENGE.search(head))
    if status in (401, 403, 451) or challenged:
        how = f"status {status}" if status != 200 else "a challenge page"
        raise BlockedError(
            f"the publisher does not let us in ({how})",
            where=where,
            mend="The journal has to be covered by its PubMed search.",
        )
    if status == 429:
        after = response.headers.get("retry-after", "").strip()
        raise RateLimited(
            "asked too often", where=where, retry_after=float(after) if re.fullmatch(r"\d{1,4}", after) else None
        )
    if status != 200:
        raise SourceError(
            f"status {status}",
            where=where,
            mend="Look the feed's address up on the journal's site." if status in (404, 400) else "",
            retryable=status >= 500 or status in (408, 425),
        )
    if not head.strip():
        raise TooMuch("an empty reply", where=where, retryable=True)
    if page:
        raise SourceError("a web page instead of a feed", where=where, mend="Look the feed's address up.")
