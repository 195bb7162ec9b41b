"""Abstracts read and compared with the claims."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from pathlib import Path

from bench import made
from bench.measure import Contender, Figure
from bench.row import Row

TITLE = "abstracts read and compared"
ABSTRACTS = 1_000
WARM = 50
"""Abstracts read before: expressions are compiled when they are asked for the first time."""
SLOW = 100
"""Abstracts for the expressions, which take thirty times as long."""


def prepare(folder: Path, scale: float) -> None:
    texts = (" ".join(f"{label}: {text}" for label, text in made.sections(n)) for n in range(round(ABSTRACTS * scale)))
    (folder / "abstracts.txt").write_text("\n".join(texts))


def tracker(folder: Path) -> Generator[None, None, int]:
    from tracker.app.files import Files
    from tracker.reading import Reader
    from tracker.rules.compare import Comparer

    registry = Files.find().registry()
    reader, comparer = Reader(registry.vocabulary), Comparer(registry.claims)
    texts = (folder / "abstracts.txt").read_text().splitlines()
    for text in texts[:WARM]:
        comparer.compare(reader.appraise("", text))
    yield
    for number, text in enumerate(texts):
        comparer.compare(reader.appraise(made.title(number), text, ("Randomized Controlled Trial",), ("Humans",)))
    return len(texts)


def expressions(folder: Path) -> Generator[None, None, int]:
    """The vocabulary alone, with a regular expression for each word: mentions and nothing else."""
    import re

    from tracker.app.files import Files

    vocabulary = Files.find().registry().vocabulary
    words = sorted({word for concept in vocabulary.concepts for word in concept.terms})
    patterns = [re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE) for word in words]
    texts = (folder / "abstracts.txt").read_text().splitlines()[:SLOW]
    yield
    for text in texts:
        for pattern in patterns:
            pattern.search(text)
    return len(texts)


def spacy(folder: Path) -> Generator[None, None, int]:
    """Sentences alone, by spaCy's blank pipeline."""
    import spacy as peer

    pipeline = peer.blank("en")
    pipeline.add_pipe("sentencizer")
    texts = (folder / "abstracts.txt").read_text().splitlines()
    yield
    return sum(1 for document in pipeline.pipe(texts) if list(document.sents))


CONTENDERS = (
    Contender("tracker", tracker),
    Contender("a regular expression a word", expressions),
    Contender("spaCy, sentences alone", spacy, peer=True),
)


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    rate = figures["tracker"].cpu_rate
    return [Row("read and compared", ">= 400/s on one core", f"{rate:,.0f} a second of CPU", rate >= 400)]
