"""Everything that reads what strangers or maintainers wrote, and what a whole document of each kind looks like."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mail.test_bounce import notification
from tests.registry.fictional import FILES, write
from tests.standins.asking import paper
from tracker.errors import TrackerError
from tracker.mail.bounce import read_bounce
from tracker.model.topic import Feed
from tracker.query import SearchError, parse
from tracker.reading import Reader
from tracker.registry.load import load
from tracker.registry.settings import load_settings
from tracker.sources.feeds.document import read_document
from tracker.sources.feeds.items import read_item
from tracker.sources.pubmed.ecitmatch import read_answers
from tracker.sources.pubmed.elink import read_links
from tracker.sources.pubmed.esearch import read_search
from tracker.sources.pubmed.parse import parse_batch
from tracker.standins.feeds import Item, Page, Style, render
from tracker.standins.ncbi_words import search_error
from tracker.standins.pubmedxml import article_set

Parser = Callable[[bytes], object]

LONGEST_SECONDS = 1.0
SLACK = 5
"""A promised bound is asserted with so much slack: the machine that runs the tests may be a busy one."""

NOW = datetime(2030, 5, 6, tzinfo=UTC)
FEED = Feed(id="j", title="J", url="https://j.example/rss")
ROOT = Path(__file__).resolve().parents[2]
FINDS = Path(__file__).with_name("finds")
"""A folder for each parser: every input that ever broke a promise."""

SEARCH_REPLY = (
    b"<eSearchResult><Count>2</Count><RetMax>2</RetMax><RetStart>0</RetStart><IdList><Id>1</Id><Id>2</Id></IdList>"
    b"<QueryTranslation>x[All Fields]</QueryTranslation><ErrorList><PhraseNotFound>y</PhraseNotFound></ErrorList>"
    b"</eSearchResult>"
)
MATCHES = b"Imagined Lett|2029|7|11|Nobody A|w0v0|40\nImagined Lett|2029||11|Nobody A|w0v1|NOT_FOUND;INVALID_JOURNAL\n"
LINKS = (
    b"<eLinkResult><LinkSet><DbFrom>pubmed</DbFrom><IdList><Id>1</Id></IdList><LinkSetDb><DbTo>pubmed</DbTo>"
    b"<LinkName>pubmed_pubmed_citedin</LinkName><Link><Id>2</Id></Link></LinkSetDb></LinkSet></eLinkResult>"
)
ABSTRACT = (
    "BACKGROUND: Gloom is common. METHODS: In this randomized, double-blind trial 48 adults had moonwater or placebo. "
    "RESULTS: Gloom did not differ (MD -0.4; 95% CI -1.2 to 0.4; p=0.31). CONCLUSIONS: Moonwater may lift gloom."
)
QUERY = '("Moonwater"[mh] OR moonwat*[tiab]) AND gloom*[tiab] NOT "deep gloom"[ti:~2] AND 2020:2030[dp]'
SETTINGS = b"mail:\n  host: smtp.example.org\n  port: 25\npubmed:\n  retries: 3\n"
EDITED = ("subject.yaml", "topics/gloom.yaml", "claims/efficacy.yaml", "feeds.yaml")

STREAMS = ("feed", "efetch", "esearch", "ecitmatch", "elink", "query", "abstract", "bounce")
FILES_OF_PEOPLE = ("settings", *EDITED)
NAMES = (*STREAMS, *FILES_OF_PEOPLE)

_folder = TemporaryDirectory(prefix="tracker-fuzz-")


def documents(name: str) -> tuple[bytes, ...]:
    """Sound ones, to be spoiled."""
    match name:
        case "feed":
            return tuple(map(_feed_bytes, Style))
        case "efetch":
            return (article_set([paper(1), paper(2)], [3]),)
        case "esearch":
            return SEARCH_REPLY, search_error("Search Backend failed")
        case "ecitmatch":
            return (MATCHES,)
        case "elink":
            return (LINKS,)
        case "bounce":
            return notification(), notification(kind="text/rfc822-headers")
        case "query":
            return (QUERY.encode(),)
        case "abstract":
            return (ABSTRACT.encode(),)
        case "settings":
            return (SETTINGS,)
    return (FILES[name].encode(),)


@cache
def parser(name: str) -> Parser:
    match name:
        case "feed":
            return _read_feed
        case "efetch":
            return parse_batch
        case "esearch":
            return read_search
        case "ecitmatch":
            return lambda data: read_answers(data, ("w0v0", "w0v1"))
        case "elink":
            return lambda data: read_links(data, (1,))
        case "bounce":
            return read_bounce
        case "query":
            return lambda data: parse(_text(data))
        case "abstract":
            reader = Reader(load(ROOT / "queries").vocabulary)
            return lambda data: reader.appraise("Moonwater", _text(data), (), ())
        case "settings":
            return _reading(Path(_folder.name) / "settings.yaml", lambda file: load_settings(file, {}))
    queries = write(Path(_folder.name) / name.replace("/", "-"))
    return _reading(queries / name, lambda _: load(queries))


def survives(name: str, data: bytes) -> None:
    """A value, or an error of ours that can be shown; nothing else, and soon."""
    parse = parser(name)
    began = time.thread_time()
    try:
        with contextlib.suppress(SearchError):
            parse(data)
    except TrackerError as error:
        str(error).encode()
    spent = time.thread_time() - began
    assert spent < SLACK * LONGEST_SECONDS, f"{spent:.1f} s"


def _feed_bytes(style: Style) -> bytes:
    items = tuple(
        Item(key=f"k{n}", title=f"Gloom {n}", link=f"https://j.example/{n}", doi=f"10.5/{n}") for n in range(3)
    )
    return render(Page(title="J", home="https://j.example", style=style, changed=NOW.date(), items=items))


def _read_feed(data: bytes) -> None:
    for raw in read_document(data, "", "j", max_items=50, max_text=50_000).items:
        read_item(raw, FEED, NOW)


def _reading(file: Path, read: Callable[[Path], object]) -> Parser:
    def written_and_read(data: bytes) -> object:
        file.write_bytes(data)
        return read(file)

    return written_and_read


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
