"""What our PubMed client rests on in Biopython, and the pieces around it."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
import threading
from datetime import timedelta
from urllib.request import Request

import pytest
from Bio import Entrez

from tracker.errors import SourceError
from tracker.sources.pubmed.entrez import build
from tracker.sources.pubmed.limiter import Limiter
from tracker.sources.pubmed.options import NCBI, PubMedOptions
from tracker.sources.retry import RetryOptions, ask_again
from tracker.sources.trouble import RateLimited


def test_entrez_open_has_the_shape_that_we_replace():
    """`Entrez._open` takes the request alone, and each utility's last act is to return what it gives."""
    assert list(inspect.signature(Entrez._open).parameters) == ["request"]
    for utility in (Entrez.esearch, Entrez.efetch):
        last = ast.parse(inspect.getsource(utility)).body[0].body[-1]
        assert ast.unparse(last) == "return _open(request)"


def test_build_gives_a_request_and_leaves_entrez_alone():
    """Biopython's own opener is back in place; nothing is sent; its literal address stands in front."""
    before = Entrez._open
    request = build("esearch", db="pubmed", term="sleep", tool="t", email="a@b.example")
    assert isinstance(request, Request)
    assert request.full_url.startswith(NCBI + "esearch.fcgi?db=pubmed")
    assert Entrez._open is before
    with pytest.raises(TypeError):
        build("esearch", nonsense=1)
    assert Entrez._open is before


def test_requests_are_built_from_many_threads():
    """Threads do not get each other's requests."""
    built: dict[int, str] = {}

    def one(number: int) -> None:
        built[number] = build("esearch", db="pubmed", term=f"t{number}", tool="t", email="a@b.example").full_url

    threads = [threading.Thread(target=one, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"term=t{number}&" in url for number, url in built.items())


def test_limiter_with_a_clock_that_jumps(time):
    """F24: back or forth, no wait is longer than one interval."""
    limiter = Limiter(0.5, time.clock, time.sleep)
    for jump in (0, -3600, 3600, -86400, 0):
        time.now += timedelta(seconds=jump)
        limiter.wait()
    assert max(time.slept) <= 0.5
    assert len(time.slept) == 3


def test_interval_follows_the_key():
    """A key allows ten a second; a setting overrules both."""
    assert PubMedOptions(email="a@b.example").interval > 1 / 3
    assert 1 / 3 > PubMedOptions(email="a@b.example", api_key="k").interval > 0.1
    assert PubMedOptions(email="a@b.example", requests_per_second=1).interval >= 1


def test_retry_has_an_end_in_time(time):
    """The sum of pauses stays within the patience, however long the source wants us to wait."""

    def ask() -> None:
        raise RateLimited("no", retry_after=100)

    with pytest.raises(RateLimited):
        ask_again(ask, RetryOptions(attempts=50, patience=250), time.sleep)
    assert sum(time.slept) == 200


def test_retry_leaves_other_errors_alone(time):
    """What cannot help is not repeated, and what is no source error goes straight through."""
    calls = []
    for error in (SourceError("for good"), ValueError("a defect")):

        def ask(error: Exception = error) -> None:
            calls.append(error)
            raise error

        with pytest.raises(type(error)):
            ask_again(ask, RetryOptions(), time.sleep)
    assert len(calls) == 2
    assert time.slept == []


def test_heavy_libraries_wait_until_they_are_used():
    """Naming the sources loads neither requests nor feedparser nor Biopython."""
    code = (
        "import sys, tracker.sources.pubmed, tracker.sources.feeds, tracker.sources.http\n"
        "print(sorted({'requests', 'feedparser', 'Bio', 'lxml', 'nh3', 'urllib3'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
