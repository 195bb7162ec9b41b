"""Periods and counts in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.render.fictional_digests import EMPTY, FULL, card, line
from tracker.render.digestwords import by_quote, period, summary, told


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2026, 11, 16), date(2026, 11, 22), "16-22 November"),
        (date(2026, 11, 22), date(2026, 11, 22), "22 November"),
        (date(2026, 11, 28), date(2026, 12, 4), "28 November-4 December"),
        (date(2026, 12, 29), date(2027, 1, 4), "29 December 2026-4 January 2027"),
    ],
)
def test_period(start: date, end: date, words: str) -> None:
    """Month and year are said once where one is enough."""
    assert period(start, end) == words


def test_every_kind_of_alert_is_counted_by_its_name() -> None:
    """One and several, gravest first; two strata of one claim are one claim changed."""
    alerts = tuple(
        replace(FULL.alerts[0], kind=kind) for kind in ("correction", "reversed", "concern", "concern", "retraction")
    )
    ledger = (FULL.ledger[0], replace(FULL.ledger[0], stratum="another"))
    assert summary(replace(EMPTY, alerts=alerts, ledger=ledger)) == (
        "1 retraction, 2 expressions of concern, 1 reading of ours reversed, 1 correction, 1 claim changed"
    )


def test_verdicts_stand_under_the_sentence_they_rest_on() -> None:
    """Each sentence once, the card's own first even where no verdict rests on it."""
    one, two, three = (replace(line(), quote=quote) for quote in ("b", "a", "b"))
    assert by_quote(card(1, quote="a", lines=(one, two, three))) == [("a", [two]), ("b", [one, three])]
    assert by_quote(card(1, quote="c", lines=(one,))) == [("c", []), ("b", [one])]
    assert by_quote(card(1, quote="", lines=())) == [("", [])]


def test_studies_left_out_are_counted_too() -> None:
    """The subject speaks of the week, not of what the mail had room for."""
    assert summary(replace(EMPTY, left_out=3)) == "3 new studies"


def test_a_mail_leaves_the_rest_of_the_verdicts_to_the_page_but_never_harm() -> None:
    """Two sentences and every one on more harm or less benefit; what is left is counted. All of it where no page is."""
    lines = tuple(line(quote=letter) for letter in "abcd")
    harm = line(quote="e", reading="more harm")
    shown, more = told(card(1, quote="a", lines=(*lines, harm, replace(harm, quote="f"))), "https://digest.example")
    assert ([quote for quote, _ in shown], more) == (["a", "e", "f"], 3)
    shown, more = told(card(1, quote="a", lines=(*lines, harm)), "")
    assert (len(shown), more) == (5, 0)
