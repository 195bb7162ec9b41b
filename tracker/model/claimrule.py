"""How a study's findings are held against a claim, as the claims files say it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reader(StrEnum):
    """Which question is put to the findings. Each is one module of rules/compare, with its rules by name."""

    BENEFIT = "benefit"  #: is the outcome better than on control, or than before?
    RATE = "rate"  #: is a share of responders stated, and how large?
    ROUTINE = "routine"  #: what was reached in routine care?
    LASTING = "lasting"  #: is the benefit of few doses held, or lost?
    FADING = "fading"  #: is the benefit of one dose lost?
    REPEATED = "repeated"  #: is the benefit kept on repeated doses?
    COMBINED = "combined"  #: is the combination better than one part alone?
    FASTER = "faster"  #: is it earlier than another treatment?
    HARM_SEEN = "harm-seen"  #: was this unwanted effect observed?
    HARM_OF_LONG_USE = "harm-of-long-use"  #: did long use bring it, or was it looked for in many and for long?
    HARM_PASSES = "harm-passes"  #: did it pass soon?
    HARM_BURDEN = "harm-burden"  #: how frequent and troublesome are unwanted effects?
    MARKER = "marker"  #: does what was measured bear the mechanism out?
    STATED = "stated"  #: do the results say it, or the contrary, in so many words?


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRule:
    """The machine-readable half of a claim: its scope in words of the vocabulary, and what counts which way.

    reader: the question. outcomes, harms, markers: ids of what has to be read.
    conditions: the study is about one of these ("" entries never occur); not_conditions: nor any of these;
    not_only: nor about nothing but these.
    by_name: where one of these conditions was studied too, only results that name the claim's own condition count.
    not_titles: a title that names one of these, and none of the claim's own, is about another illness.
    settings: the study has one of these; not_settings: none of these. drugs, routes: the study gives one of these.
    beside: with one of these settings all got the drug, and only what is told of it without the other arm counts.
    words, with_words: phrases of which a result has to hold one each (ending "*" as in the vocabulary).
    against_words: phrases that say the contrary.
    within_hours / after_days: the outcome's time. at_least / at_most: bounds on a stated percentage.
    challenge: False where no single study can challenge the claim.
    """

    reader: Reader
    outcomes: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    not_conditions: tuple[str, ...] = ()
    not_only: tuple[str, ...] = ()
    by_name: tuple[str, ...] = ()
    not_titles: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    not_settings: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    drugs: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    with_words: tuple[str, ...] = ()
    against_words: tuple[str, ...] = ()
    within_hours: float | None = None
    after_days: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    challenge: bool = True
    inverse: bool = False  #: the claim says the effect is small or absent
