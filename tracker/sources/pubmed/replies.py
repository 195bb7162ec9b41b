"""What NCBI's reply means. The status does not say: errors come with 200, and passing trouble with 400.

The texts are those of public reports and of maintainers' threads; a reply that is not known counts as passing
trouble with a status of 200 or 5xx, and as lasting with another 4xx.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from tracker.errors import BlockedError, SourceError
from tracker.sources.http import Response
from tracker.sources.text import tidy
from tracker.sources.trouble import RateLimited, TooMuch

_WHERE = "PubMed"
_SHOWN = 300  # characters of a reply in a message
_LONGEST_RETRY_AFTER = 120.0

_ERROR = re.compile(rb"<ERROR>(.*?)</ERROR>", re.S | re.I)
_JSON_ERROR = re.compile(r'"error"\s*:\s*"([^"]*)"', re.I)
_LASTING = (
    "id list is empty",
    "cannot be larger than",
    "invalid db name",
    "empty term",
    "invalid parameter",
    "unsupported",
    "cannot process id list",
    "uid not found",
)
_SMALLER_MAY_HELP = ("viewer error", "empty response", "timeout", "timed out")


def check(response: Response, now: datetime) -> None:
    """Raises SourceError unless the reply can be read on: RateLimited, TooMuch, BlockedError or plain."""
    body = response.body
    head = body[:4000].decode("utf-8", "replace")
    if response.status == 429 or "api rate limit exceeded" in head.lower():
        raise RateLimited(
            "too many requests",
            where=_WHERE,
            mend="An API key of NCBI's allows ten requests a second.",
            retry_after=_retry_after(response.headers.get("retry-after", ""), now),
        )
    if "api key invalid" in head.lower():
        raise SourceError(
            "NCBI does not know the API key", where=_WHERE, mend="Correct the key in the settings, or leave it out."
        )
    complaint = _complaint(body, head)
    if complaint:
        raise _judged(complaint, response.status)
    if response.status == 403:
        raise BlockedError("NCBI refuses us (403)", where=_WHERE, mend="Write to NCBI, or wait.")
    if response.status >= 500 or response.status in (408, 425):
        raise SourceError(f"the server failed ({response.status})", where=_WHERE, retryable=True)
    if response.status != 200:
        shown = tidy(re.sub(r"<[^>]*>", " ", head))[:_SHOWN]
        raise SourceError(
            f"status {response.status}: {shown or '(nothing)'}",
            where=_WHERE,
            mend="Check the base address of the E-utilities in the settings.",
        )
    if not body.strip():
        raise TooMuch("an empty reply", where=_WHERE, retryable=True)
    if re.match(r"\s*(<!doctype\s+html|<html)", head, re.I):
        raise SourceError("a web page instead of data", where=_WHERE, retryable=True)
    if "unable to route request" in head.lower():
        raise SourceError("NCBI's gateway does not reach its service", where=_WHERE, retryable=True)


def redacted(text: str, key: str) -> str:
    """The text without the API key, whoever put it in."""
    text = re.sub(r'(api[_-]key"?\s*[=:]\s*"?)[^\s"&,}]+', r"\1***", text, flags=re.I)
    return text.replace(key, "***") if key else text


def _complaint(body: bytes, head: str) -> str:
    """What the reply says is wrong; "" where it complains of nothing."""
    stripped = head.lstrip("\ufeff \t\r\n")
    if stripped.startswith("{"):
        # Raw line ends and control characters make this invalid JSON at times; a pattern reads it all the same.
        found = _JSON_ERROR.search(tidy(stripped))
        return found[1] if found else ""
    if stripped.startswith("<"):
        # ERROR is a child of the result's root and stands before any record; abstracts have no such element.
        texts = [each.decode("utf-8", "replace") for each in _ERROR.findall(body[:20_000])]
        return tidy("; ".join(texts))
    if stripped.lower().startswith("id+list+is+empty"):
        return stripped.replace("+", " ").strip()
    return ""


def _judged(complaint: str, status: int) -> SourceError:
    shown, low = complaint[:_SHOWN], complaint.lower()
    if any(words in low for words in _LASTING):
        return SourceError(shown, where=_WHERE)
    if any(words in low for words in _SMALLER_MAY_HELP):
        return TooMuch(shown, where=_WHERE, retryable=True)
    known = any(words in low for words in ("search backend failed", "c++ exception", "cannot retrieve history"))
    return SourceError(shown, where=_WHERE, retryable=known or status == 200 or status >= 500)


def _retry_after(text: str, now: datetime) -> float | None:
    """Seconds, from a number or a date; None where there is none or where it makes no sense."""
    try:
        seconds = float(text) if re.fullmatch(r"\d{1,9}(\.\d+)?", text.strip()) else None
        if seconds is None and text:
            seconds = (parsedate_to_datetime(text) - now).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return None if seconds is None else min(max(seconds, 0.0), _LONGEST_RETRY_AFTER)
