"""Which studies go first when a digest is too large."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.render.fictional_digests import FULL, card
from tracker.model.digest import ClaimNow, Digest
from tracker.render.shorten import Cut, fitting


def kept(digest: Digest, most: int) -> list[int]:
    return [int(study.record) for study in fitting(digest, lambda cut: len(cut.digest.cards) - most).digest.cards]


def test_animals_go_first_then_studies_without_a_claim_then_the_weakest_design() -> None:
    """Records 1-3 bear on claims (3 is open-label), 4 on none, 5 is in animals."""
    assert [kept(FULL, most) for most in (5, 4, 3, 2)] == [[1, 2, 3, 4, 5], [1, 2, 3, 4], [1, 2, 3], [1, 2]]


def test_what_goes_is_counted_and_no_claim_names_it() -> None:
    """A topic whose cards are all gone goes with them."""
    cut = fitting(FULL, lambda cut: len(cut.digest.cards) - 1)
    assert cut.digest.left_out == 4
    assert [group.records for topic in cut.digest.topics for group in topic.claims] == [(1,), (1,)]
    assert fitting(FULL, lambda cut: len(cut.digest.cards)).digest.topics == ()


def test_rank_decides_across_topics() -> None:
    """A weak study of the first topic goes before a strong one of the second."""
    second = replace(FULL.topics[0], topic="b", cards=(card(6, rank=0),), claims=())
    digest = replace(FULL, topics=(*FULL.topics, second), other=(), preclinical=())
    assert kept(digest, 3) == [1, 2, 6]


def test_sources_ledger_and_alerts_go_only_after_all_cards() -> None:
    """And alerts last of all."""
    cut = fitting(FULL, lambda cut: len(cut.digest.receipt.answered))
    assert (cut.digest.left_out, cut.sources, cut.ledger, cut.alerts) == (5, 3, 0, 0)
    assert cut.digest.alerts == FULL.alerts


def test_a_long_ledger_so_far_is_cut_from_its_end() -> None:
    """And what goes is counted."""
    lines = tuple(ClaimNow(claim=f"c{n}", statement=f"Claim {n}.", topic="A", states=("seen",)) for n in range(9))
    digest = replace(FULL, alerts=(), ledger=(), topics=(), other=(), preclinical=(), welcome=True, so_far=lines)
    cut = fitting(digest, lambda cut: len(cut.digest.so_far) - 4)
    assert (cut.digest.so_far, cut.so_far, cut.is_whole) == (lines[:4], 5, False)


@pytest.mark.parametrize("most", [1, 37, 64, 99])
@pytest.mark.parametrize("power", [1, 2, 0.5])
def test_few_are_drawn_and_the_last_that_fitted_is_the_one(power: float, most: int) -> None:
    """Of a hundred cards of like size a few draws find the most that fit; of uneven ones not many more."""
    cards = tuple(card(number, rank=number) for number in range(1, 101))
    topic = replace(FULL.topics[0], cards=cards, claims=())
    digest = replace(FULL, harms=(), topics=(topic,), other=(), preclinical=())
    asked: list[tuple[int, int]] = []

    def over(cut: Cut) -> int:
        count = len(cut.digest.cards)
        asked.append((count, round(1000 * count**power) - round(1000 * most**power)))
        return asked[-1][1]

    assert len(fitting(digest, over).digest.cards) == most
    assert [count for count, excess in asked if excess <= 0][-1] == most
    assert len(asked) <= (7 if power == 1 else 12)
