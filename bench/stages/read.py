"""Abstracts read and compared with the claims.

Made-up ones; with ABSTRACTS=FILE also those of a file, one JSON object with title and abstract a line. Beside them runs
expat's floor, so that a rate can be told for another machine: the goal of 400 a second was set where expat with no
handlers did 11,000 records a second.
"""

from __future__ import annotations

import json
import os
from collections.abc import Generator, Mapping
from pathlib import Path

from bench import made
from bench.measure import Contender, Figure
from bench.row import Row
from bench.stages.parse import expat

TITLE = "abstracts read and compared"
ABSTRACTS = 1_000
WARM = 50
"""Abstracts read before: expressions are compiled when they are asked for the first time."""
SLOW = 100
"""Abstracts for the expressions, which take thirty times as long."""
FLOOR = 3_000
"""Records for expat."""
GOAL, FLOOR_THERE = 400, 11_000
REAL = os.environ.get("ABSTRACTS", "")


def prepare(folder: Path, scale: float) -> None:
    texts = (" ".join(f"{label}: {text}" for label, text in made.sections(n)) for n in range(round(ABSTRACTS * scale)))
    (folder / "abstracts.txt").write_text("\n".join(texts))
    with (folder / "whole.xml").open("wb") as file:
        file.writelines(made.article_set(range(round(FLOOR * scale))))


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


def of_a_file(folder: Path) -> Generator[None, None, int]:
    from tracker.app.files import Files
    from tracker.reading import Reader
    from tracker.rules.compare import Comparer

    registry = Files.find().registry()
    reader, comparer = Reader(registry.vocabulary), Comparer(registry.claims)
    found = [json.loads(line) for line in Path(REAL).read_text(encoding="utf-8").splitlines() if line.strip()]
    for one in found[:WARM]:
        comparer.compare(reader.appraise(one["title"], one["abstract"]))
    yield
    for one in found:
        comparer.compare(reader.appraise(one["title"], one["abstract"]))
    return len(found)


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
    Contender("expat, no handlers", expat),
    *([Contender("tracker, abstracts of a file", of_a_file)] if REAL else []),
)


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    floor = figures["expat, no handlers"].cpu_rate
    told = []
    for name, of in (("tracker", "made up"), ("tracker, abstracts of a file", "of a file")):
        if name in figures:
            rate, asked = figures[name].cpu_rate, GOAL * floor / FLOOR_THERE
            told += [
                Row(
                    f"read and compared, {of}", f">= {GOAL}/s on one core", f"{rate:,.0f} a second of CPU", rate >= GOAL
                ),
                Row(
                    f"the same beside expat, {of}",
                    f">= 1/{FLOOR_THERE / GOAL:.1f} of its records",
                    f"1/{floor / rate:.1f} ({floor:,.0f} records a second)",
                    rate >= asked,
                ),
            ]
    return told
