"""PubMed's XML into frozen records with their content hash."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from pathlib import Path

from bench import made
from bench.measure import Contender, Figure
from bench.row import Row, below, faster, within

TITLE = "PubMed XML into records with content hash"
RECORDS = 10_000
SLOW = 2_000
"""Records for the peers that take minutes, or gigabytes, for the whole file."""


def prepare(folder: Path, scale: float) -> None:
    for name, count in (("whole.xml", round(RECORDS * scale)), ("part.xml", round(SLOW * scale))):
        with (folder / name).open("wb") as file:
            file.writelines(made.article_set(range(count)))


def ours(folder: Path) -> Generator[None, None, int]:
    from tracker.model.record import content_hash
    from tracker.sources.pubmed.parse import records_in

    yield
    with (folder / "whole.xml").open("rb") as file:
        return sum(1 for record, _raw in records_in(file) if content_hash(record))


def expat(folder: Path) -> Generator[None, None, int]:
    """The floor: the parser below Python, with nothing done at any element."""
    from xml.parsers.expat import ParserCreate

    yield
    with (folder / "whole.xml").open("rb") as file:
        ParserCreate().ParseFile(file)
    return (folder / "whole.xml").read_bytes().count(b"<PubmedArticle>")


def pubmed_parser(folder: Path) -> Generator[None, None, int]:
    import gzip

    import pubmed_parser as peer

    packed = folder / "part.xml.gz"
    packed.write_bytes(gzip.compress((folder / "part.xml").read_bytes(), 1))
    yield
    return sum(1 for _ in peer.parse_medline_xml(str(packed)))


def entrez_read(folder: Path) -> Generator[None, None, int]:
    from Bio import Entrez

    yield
    with (folder / "part.xml").open("rb") as file:
        return len(Entrez.read(file)["PubmedArticle"])


CONTENDERS = (
    Contender("tracker", ours),
    Contender("expat, no handlers", expat),
    Contender("pubmed_parser", pubmed_parser, peer=True),
    Contender("Bio.Entrez.read", entrez_read),
)


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    return [
        faster(figures, "tracker", "Bio.Entrez.read", 4),
        faster(figures, "tracker", "pubmed_parser", 2.5),
        within(figures, "tracker", "expat, no handlers", 4),
        below(f"memory for {figures['tracker'].items:,} records", figures["tracker"].peak, 60, "MB"),
    ]
