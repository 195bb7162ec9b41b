"""What a larger vocabulary costs: the same abstracts read with 100 and with 1,000 terms, most of them never met."""

from __future__ import annotations

import random
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bench import made
from bench.measure import Contender, Figure, Work
from bench.row import Row

if TYPE_CHECKING:
    from tracker.reading import Reader

TITLE = "abstracts read with a small and a large vocabulary"
ABSTRACTS = 300
FEW, MANY = 100, 1_000


def prepare(folder: Path, scale: float) -> None:
    (folder / "count").write_text(str(round(ABSTRACTS * scale)))


def _words(count: int) -> tuple[str, ...]:
    """Invented words; a few of the first are words that the abstracts have."""
    chance = random.Random(7)
    letters = "abcdefghijklmnopqrstuvwxyz"
    met = ["imaginary", "fictional", "raters", "made-up clinic", "invented participants", "missing values"]
    return tuple(met[number] if number < len(met) else "".join(chance.choices(letters, k=9)) for number in range(count))


def reader(count: int) -> Reader:
    """Of a vocabulary of so many terms."""
    from tracker.model.vocabulary import Concept, ConceptKind, Vocabulary
    from tracker.reading import Reader

    drug = Concept(id="drug", kind=ConceptKind.DRUG, terms=("ketamine", "esketamine"), watched=True)
    others = (Concept(id=f"made-{n}", kind=ConceptKind.HARM, terms=(w,)) for n, w in enumerate(_words(count)))
    return Reader(Vocabulary(concepts=(drug, *others)))


def reading(count: int) -> Work:
    def work(folder: Path) -> Generator[None, None, int]:
        read = reader(count)
        texts = [
            (made.title(n), " ".join(f"{label}: {text}" for label, text in made.sections(n)))
            for n in range(int((folder / "count").read_text()))
        ]
        read.appraise(*texts[0])  # builds the automaton
        yield
        return len([read.appraise(*text) for text in texts])

    return work


CONTENDERS = (Contender(f"{FEW} terms", reading(FEW)), Contender(f"{MANY:,} terms", reading(MANY)))


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    ratio = figures[f"{MANY:,} terms"].cpu / figures[f"{FEW} terms"].cpu
    return [Row(f"{MANY:,} terms against {FEW}", "< 2x", f"{ratio:.2f}x by CPU", ratio < 2)]
