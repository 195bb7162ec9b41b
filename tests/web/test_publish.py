"""The pages as files."""

from __future__ import annotations

import hashlib
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import Lived
from tests.web.conftest import Served
from tracker.cli import main
from tracker.errors import UsageError
from tracker.render.addresses import page_name
from tracker.web.book import Book
from tracker.web.publish import LIST, publish

pytestmark = pytest.mark.xdist_group("demo")


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
    claim, topic = page_name("trd-efficacy"), page_name("trd")
    for name in (f"claims/{claim}.html", f"topics/{topic}.atom", f"exports/topic-{topic}.csv"):
        served = shown.get(f"/{name}").body
        search = '<a href="../search.html">Search</a>\n'
        assert (public / name).read_bytes().decode() == served.replace(search, ""), name
    assert not (public / "search.html").exists()


def test_no_address_names_a_drug_or_an_illness(public: Path, shown: Served) -> None:
    """Others than the reader see addresses: of pages, feeds and exports, and of all that pages link to here."""
    registry = shown.app.registry
    telling = {registry.subject.id, *registry.topics_by_id, *registry.claims_by_id, *registry.words}
    words = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in sorted(telling) if len(word) > 2), re.I)
    files = [path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file()]
    links = [link for path in public.rglob("*.html") for link in re.findall(r'href="([^"]*)"', path.read_text("utf-8"))]
    own = [link for link in links if "://" not in link and not link.startswith("#")]
    assert len(own) > 100
    assert not [name for name in (*files, *own) if words.search(name)]


def test_a_page_is_found_by_its_id_too(shown: Served) -> None:
    """As older mails named it."""
    assert shown.get("/claims/trd-efficacy.html").body == shown.get(f"/claims/{page_name('trd-efficacy')}.html").body


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


def test_a_file_of_an_earlier_time_is_replaced(public: Path) -> None:
    """Whole; no half-written one is left."""
    assert "The ledger" in (public / "index.html").read_text(encoding="utf-8")
    assert not list(public.rglob("*.new"))


def test_the_command_writes_them(
    public: Path, lived: Lived, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`site FOLDER`, over the store that the demo left; one page of each kind."""
    every = (path.relative_to(public).as_posix() for path in sorted(public.rglob("[!.]*")) if path.is_file())
    some = list({address.partition("/")[0]: address for address in every}.values())
    monkeypatch.setattr(Book, "addresses", lambda _: iter(some))
    folder = tmp_path / "public"
    code = main(["--settings", str(tmp_path / "none.yaml"), "--state", str(lived.folder), "site", str(folder)])
    assert (code, capsys.readouterr().out) == (0, f"{len(some)} files in {folder}\n")
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == {*some, LIST}


def test_a_page_that_is_no_more_goes(shown: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As that of a digest that was taken back; what others put there stays."""
    monkeypatch.setattr(Book, "addresses", lambda _: iter(["index.html"]))  # all of them take seconds
    publish(shown.app, tmp_path)
    gone, own = tmp_path / "digests" / f"{'0' * 32}.html", tmp_path / "digests" / "own.html"
    gone.parent.mkdir()
    for path in (gone, own):
        path.write_text("a page", encoding="utf-8")
    marks = tmp_path / LIST
    mark = hashlib.blake2b(f"digests/{gone.name}".encode(), digest_size=16).hexdigest()
    marks.write_text(f"{mark}\n{marks.read_text(encoding='utf-8')}", encoding="utf-8")
    publish(shown.app, tmp_path)
    assert [path.exists() for path in (gone, own)] == [False, True]
    assert mark not in marks.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_said(shown: Served, public: Path) -> None:
    """With where, and what to do."""
    with pytest.raises(UsageError, match="cannot write there") as told:
        publish(shown.app, public / "index.html")
    assert "index.html" in told.value.where


def test_every_page_carries_the_safety_and_crisis_lines(public: Path) -> None:
    """Before anything that a study may say."""
    for page in public.rglob("*.html"):
        body = page.read_text(encoding="utf-8")
        assert body.index("not medical advice") < body.index("988") < body.index("<h2"), page


def test_no_file_shows_a_reader(public: Path, shown: Served) -> None:
    """Neither an address nor a token."""
    readers = shown.app.readers.all()
    assert readers
    for path in public.rglob("*.*"):
        body = path.read_text(encoding="utf-8") if path.is_file() else ""
        for reader in readers:
            assert reader.address not in body, path
            assert reader.token not in body, path
