"""Every parser takes whatever comes: a value or an error of ours, within a second, and nothing else.

`make test` tries twenty-five inputs each, `make prove` two thousand: half of them random, half a real document spoiled.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.registry.fictional import FILES, write
from tests.standins.asking import paper
from tracker.errors import TrackerError
from tracker.query import SearchError
from tracker.standins.feeds import Item, Page, Style, render
from tracker.standins.ncbi_words import search_error
from tracker.standins.pubmedxml import article_set

LONGEST_SECONDS = 1.0
FEW, MANY = 25, 2_000
NOW = datetime(2030, 5, 6, tzinfo=UTC)

SEARCH_REPLY = (
    b"<eSearchResult><Count>2</Count><RetMax>2</RetMax><RetStart>0</RetStart><IdList><Id>1</Id><Id>2</Id></IdList>"
    b"<QueryTranslation>x[All Fields]</QueryTranslation><ErrorList><PhraseNotFound>y</PhraseNotFound></ErrorList>"
    b"</eSearchResult>"
)
ABSTRACT = (
    "BACKGROUND: Gloom is common. METHODS: In this randomized, double-blind trial 48 adults had moonwater or placebo. "
    "RESULTS: Gloom did not differ (MD -0.4; 95% CI -1.2 to 0.4; p=0.31). CONCLUSIONS: Moonwater may lift gloom."
)
QUERY = '("Moonwater"[mh] OR moonwat*[tiab]) AND gloom*[tiab] NOT "deep gloom"[ti:~2] AND 2020:2030[dp]'


def feed_bytes(style: Style) -> bytes:
    items = tuple(
        Item(key=f"k{n}", title=f"Gloom {n}", link=f"https://j.example/{n}", doi=f"10.5/{n}") for n in range(3)
    )
    return render(Page(title="J", home="https://j.example", style=style, changed=NOW.date(), items=items))


@cache
def parsers() -> dict[str, tuple[Callable[[bytes], object], tuple[bytes, ...]]]:
    """Name -> (parser, documents to spoil)."""
    from tracker.model.topic import Feed
    from tracker.query import parse
    from tracker.reading import Reader
    from tracker.registry.load import load
    from tracker.sources.feeds.document import read_document
    from tracker.sources.feeds.items import read_item
    from tracker.sources.pubmed.esearch import read_search
    from tracker.sources.pubmed.parse import parse_batch

    feed = Feed(id="j", title="J", url="https://j.example/rss")

    def read_feed(data: bytes) -> None:
        for raw in read_document(data, "", "j", max_items=50, max_text=50_000).items:
            read_item(raw, feed, NOW)

    reader = Reader(load(Path(__file__).resolve().parents[2] / "queries").vocabulary)

    def text(data: bytes) -> str:
        return data.decode("utf-8", "replace")

    return {
        "feed": (read_feed, tuple(map(feed_bytes, Style))),
        "efetch": (parse_batch, (article_set([paper(1), paper(2)], [3]),)),
        "esearch": (read_search, (SEARCH_REPLY, search_error("Search Backend failed"))),
        "query": (lambda data: parse(text(data)), (QUERY.encode(),)),
        "abstract": (lambda data: reader.appraise("Moonwater", text(data), (), ()), (ABSTRACT.encode(),)),
    }


def spoiled(documents: tuple[bytes, ...]) -> st.SearchStrategy[bytes]:
    """Any bytes; or a real document with a piece cut out, doubled, or overwritten."""

    @st.composite
    def one(draw: st.DrawFn) -> bytes:
        data = bytearray(draw(st.sampled_from(documents)))
        for _ in range(draw(st.integers(1, 4))):
            at = draw(st.integers(0, len(data)))
            to = min(at + draw(st.integers(0, 40)), len(data))
            piece = draw(st.one_of(st.just(b""), st.just(bytes(data[at:to]) * 3), st.binary(max_size=8), hostile))
            data[at:to] = piece
        return bytes(data)

    hostile = st.sampled_from(
        [b"\0", b"<", b"&", b"]]>", b"<!--", b"\xff\xfe", "\u202e".encode(), b"&#0;", b"(", b'"', b"9" * 30]
    )
    return st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode), one(), one())


def survives(name: str, data: bytes) -> None:
    parse, _ = parsers()[name]
    began = time.thread_time()
    with contextlib.suppress(TrackerError, SearchError):
        parse(data)
    assert time.thread_time() - began < 5 * LONGEST_SECONDS, "five-fold slack"


def fuzz(name: str, examples: int) -> None:
    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(spoiled(parsers()[name][1]))
    def run(data: bytes) -> None:
        survives(name, data)

    run()


NAMES = ("feed", "efetch", "esearch", "query", "abstract")


@pytest.mark.parametrize("name", NAMES)
def test_a_few_inputs(name: str) -> None:
    """A sample of the long run."""
    fuzz(name, FEW)


@pytest.mark.prove
@pytest.mark.parametrize("name", NAMES)
def test_two_thousand_inputs(name: str) -> None:
    """No crash, no hang."""
    fuzz(name, MANY)


@pytest.mark.parametrize("examples", [15, pytest.param(500, marks=pytest.mark.prove)])
@pytest.mark.parametrize(
    "name", ["settings", "subject.yaml", "topics/gloom.yaml", "claims/efficacy.yaml", "feeds.yaml"]
)
def test_files_that_people_edit(tmp_path: Path, name: str, examples: int) -> None:
    """Settings, topics, claims and feeds: problems with their places, whatever stands in the file."""
    from tracker.registry.load import load
    from tracker.registry.settings import load_settings

    original = b"mail:\n  host: smtp.example.org\n  port: 25\npubmed:\n  retries: 3\n"
    if name != "settings":
        original = FILES[name].encode()
    queries = write(tmp_path)
    file = tmp_path / "settings.yaml" if name == "settings" else queries / name

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(spoiled((original,)))
    def run(data: bytes) -> None:
        file.write_bytes(data)
        try:
            load_settings(file, {}) if name == "settings" else load(queries)
        except TrackerError as error:
            str(error).encode()

    run()
