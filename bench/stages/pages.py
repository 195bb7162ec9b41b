"""Pages of the site, asked of the WSGI application on one core: as often as it can, nothing written meanwhile."""

from __future__ import annotations

import io
from collections.abc import Callable, Generator, Iterable, Mapping
from pathlib import Path
from typing import Any

from bench import filled
from bench.measure import Contender, Figure
from bench.row import Row

TITLE = "web pages"
RECORDS, REQUESTS = 400, 2_000
ADDRESSES = ("/index.html", "/topics.html", "/articles.html")


def prepare(folder: Path, scale: float) -> None:
    filled.store(folder, round(RECORDS * scale))
    (folder / "requests").write_text(str(round(REQUESTS * scale)))


def _ask(site: Callable[..., Iterable[bytes]], address: str) -> int:
    said: list[str] = []
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET", "PATH_INFO": address, "SCRIPT_NAME": "", "QUERY_STRING": "", "SERVER_NAME": "bench",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
    }  # fmt: skip
    body = b"".join(site(environ, lambda status, _headers, _error=None: said.append(status)))
    if said != ["200 OK"]:
        raise SystemExit(f"{address}: {said}")
    return len(body)


def cached(folder: Path) -> Generator[None, None, int]:
    from tracker.web.site import Site

    site, count = Site(filled.app(folder)), int((folder / "requests").read_text())
    for address in ADDRESSES:
        _ask(site, address)
    yield
    return len([_ask(site, ADDRESSES[number % len(ADDRESSES)]) for number in range(count)])


def drawn(folder: Path) -> Generator[None, None, int]:
    """The same pages with nothing kept."""
    from tracker.web.book import Book
    from tracker.web.pages import Pages

    app = filled.app(folder)
    book = Book(app, Pages(app.files.templates, app.registry.subject), live=True)
    yield
    return len([book.open(address[1:]) for _ in range(10) for address in ADDRESSES])


CONTENDERS = (Contender("a page kept", cached), Contender("a page drawn", drawn))


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    rate, anew = figures["a page kept"].cpu_rate, figures["a page drawn"].cpu_rate
    return [
        Row(
            "a page kept",
            ">= 300 requests/s on one core",
            f"{rate:,.0f} a second of CPU; drawn anew {anew:,.0f}",
            rate >= 300,
        )
    ]
