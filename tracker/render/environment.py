"""Jinja2 set up so that whatever a source put into a title stays text.

HTML is autoescaped. Everywhere, control characters and line breaks inside a value become a space, and a value cannot
pose as one of our placeholders. Only http and https addresses become links.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from tracker.render.addresses import page_name

if TYPE_CHECKING:
    from jinja2 import Environment

PLACEHOLDER = "%LINK:"
"""How a placeholder for a personal link begins; see mailparts."""

WIDTH = 76
"""Columns of the text part: what every mail client shows without breaking lines of its own."""

# C0 and C1 controls, line and paragraph separators, and the marks that turn the direction of writing around
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_HOST = re.compile(r"[\w.-]+(:\d+)?")
_NOT_IN_URLS = re.compile(r"[\s<>\"'{}|\\^`]")


class Laid(str):
    """Text that is laid out already: its line breaks are ours."""


def clean(value: str) -> str:
    """One line, without control characters, and no placeholder."""
    return _UNWANTED.sub(" ", value).replace(PLACEHOLDER, "% LINK:")


def http(url: str) -> str:
    """The address as it may stand in a link, else "". Old DOIs hold <, > and the like: those are percent-encoded."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc) or clean(url) != url:
        return ""
    return _NOT_IN_URLS.sub(lambda found: quote(found[0]), url)


def wrap(value: str, first: str = "", rest: str | None = None) -> Laid:
    """The value in lines of at most WIDTH columns, long addresses whole; `first` and `rest` begin the lines."""
    indent = " " * len(first) if rest is None else rest
    lines = textwrap.wrap(
        clean(value),
        WIDTH,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return Laid("\n".join(lines))


def count(number: int, noun: str, plural: str = "") -> str:
    """ "1 study", "14 studies", "1,204 people"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


@cache
def environment(templates: Path) -> Environment:
    """One for each folder and process: to compile the templates costs more than to draw a mail."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    jinja = Environment(
        loader=FileSystemLoader(templates),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalizing(),
    )
    jinja.filters.update(page=page_name, http=http, wrap=wrap, count=count, number=_number)
    return jinja


def _number(record: int, numbers: Mapping[int, int]) -> int:
    return numbers[record]


def _finalizing() -> Callable[[Any], Any]:
    from markupsafe import Markup

    ours = (Laid, Markup)
    return lambda value: clean(value) if isinstance(value, str) and not isinstance(value, ours) else value
