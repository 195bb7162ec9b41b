"""A database stand-in with a few invented papers, running."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tracker.model.record import PartialDate
from tracker.standins.entrez import Entrez
from tracker.standins.served import Served

from .asking import Asker, Ticks, paper


@pytest.fixture
def papers() -> list[Served]:
    return [
        paper(90000001, "Folding paper airplanes", date(2026, 3, 3)),
        paper(90000002, "Paper boats on a pond", date(2026, 3, 5), modified=date(2026, 3, 12)),
        paper(90000003, "Paper kites, long ago", date(2026, 3, 6), published=PartialDate(2015, 6)),
        paper(90000004, "Glass marbles", date(2026, 2, 1), published=PartialDate(2026, 1)),
        paper(90000005, "A paper withdrawn", date(2026, 3, 4), deleted=True),
    ]


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def entrez(papers: list[Served], ticks: Ticks) -> Iterator[Entrez]:
    with Entrez(lambda: papers, ticks=ticks, keys=frozenset({"good-key"})) as running:
        yield running


@pytest.fixture
def ask(entrez: Entrez) -> Asker:
    return Asker(entrez)
