"""The pages as files."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.web.conftest import Served
from tracker.errors import UsageError
from tracker.web.publish import publish

pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture(scope="module")
def public(shown: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    assert publish(shown.app, folder) == sum(1 for path in folder.rglob("*") if path.is_file())
    return folder


def test_no_link_of_the_folder_is_dead(public: Path) -> None:
    """Every relative link of every page leads to a file, every # to a place in it."""
    pages = list(public.rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        for link in re.findall(r'(?:href|src)="([^"]*)"', page.read_text(encoding="utf-8")):
            parts = urlsplit(unescape(link))
            if parts.scheme:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert target.is_file(), f"{page} links to {link}"
            assert f'id="{parts.fragment}"' in target.read_text(encoding="utf-8") or not parts.fragment, link


def test_the_files_are_what_is_served(public: Path, shown: Served) -> None:
    """But for the search, which needs a program."""
    for name in ("claims/trd-efficacy.html", "topics/trd.atom", "exports/topic-trd.csv"):
        served = shown.get(f"/{name}").body
        search = '<a href="../search.html">Search</a>\n'
        assert (public / name).read_bytes().decode() == served.replace(search, ""), name
    assert not (public / "search.html").exists()


def test_kinds_are_named(shown: Served) -> None:
    """So that readers and reference managers open them."""
    kinds = {
        "/topics/trd.atom": "application/atom+xml",
        "/topics/trd.feed.json": "application/feed+json",
        "/exports/all.csv": "text/csv",
        "/exports/all.bib": "application/x-bibtex",
    }
    for path, kind in kinds.items():
        reply = shown.get(path)
        assert (reply.status, reply.headers["Content-Type"].partition(";")[0]) == (200, kind)


def test_no_page_leads_to_a_digest(public: Path) -> None:
    """Each stands at an address that cannot be guessed; what its reader chose shows in it."""
    digests = list((public / "digests").iterdir())
    assert digests
    for page in public.rglob("*"):
        if page.is_file() and page.parent.name != "digests":
            assert "digests/" not in page.read_text(encoding="utf-8"), page
    for digest in digests:
        assert re.fullmatch(r"[0-9a-f]{32}", digest.stem)
        assert '<meta name="robots" content="noindex">' in digest.read_text(encoding="utf-8")


def test_a_second_time_replaces_and_a_folder_that_cannot_be_written_is_said(shown: Served, public: Path) -> None:
    """Without a traceback."""
    before = (public / "index.html").read_text(encoding="utf-8")
    (public / "index.html").write_text("old", encoding="utf-8")
    publish(shown.app, public)
    assert (public / "index.html").read_text(encoding="utf-8") == before
    with pytest.raises(UsageError, match=r"index\.html"):
        publish(shown.app, public / "index.html")
