"""The demo's mails: as they were last looked at, and in words that may be used."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Lived
from tests.round.snapshots import KEPT, parts
from tracker.model.digest import Digest
from tracker.store import Store

pytestmark = pytest.mark.xdist_group("demo")


def test_the_mails_are_those_last_looked_at(lived: Lived) -> None:
    """Subject, text and HTML. Meant to change? python -m tests.round.snapshots, and read the difference."""
    for name, text in parts(lived.folder):
        assert text == (KEPT / name).read_text(encoding="utf-8"), name


NEVER_OF_A_STUDY = re.compile(
    r"\b((?<!did not )shows?|proves?|proven|proof|probably|certainly|cures?|breakthrough|supports?"
    r"|challenged?|challenges)\b"
)
A_DOSE = re.compile(r"\d\s*(mg|µg|mcg|g|ml)\b")
SELF_HARM = re.compile(r"\d[\d,]*\s+(suicid|attempts|deaths)|\b(hanged|hanging|overdos\w+|poison\w+|jumped)\b")


def digests(lived: Lived) -> list[Digest]:
    with Store.open(lived.folder / "tracker.db", read_only=True) as store:
        return [store.deliveries.digest(key) for key in store.browse.digests()]


def test_plain_lines_keep_to_their_words(lived: Lived) -> None:
    """Of one study nothing is shown or proven ("did not show a difference" is said); no doses, no inside words; of
    suicide no counts or methods."""
    lines = [
        words
        for one in digests(lived)
        for card in one.cards
        for words in (card.plain, *(row.words for row in card.lines))
    ]
    assert len(lines) > 100
    for line in lines:
        for forbidden in (NEVER_OF_A_STUDY, A_DOSE, SELF_HARM):
            assert not forbidden.search(line), line


def test_alerts_and_subjects_keep_to_them_too(lived: Lived) -> None:
    """What stands above all studies."""
    lines = [alert.words for one in digests(lived) for alert in one.alerts]
    lines += [text for name, text in parts(lived.folder) if name.endswith(".subject")]
    assert lines
    assert not [line for line in lines if A_DOSE.search(line) or SELF_HARM.search(line)]
