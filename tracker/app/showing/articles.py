"""The articles, for the editor of one: which of its sentences no longer hold, and what became of the works it cites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tracker.app.showing.cards import cards
from tracker.app.showing.claims import Known, claim_rows, claim_view
from tracker.app.views import ArticleRow, ArticleView, CitedView, ClaimRow, ClaimView, EvidenceView, Sentence
from tracker.model.claim import Article, CitedWork
from tracker.model.record import RecordId
from tracker.rules import citation
from tracker.rules.standing import LOOK_AGAIN, Standing

if TYPE_CHECKING:
    from tracker.store import Store

SHOWN = 3
"""Studies that are quoted beside a sentence; the claim's page has all."""

GRAVE = ("retracted", "expression of concern", "corrected since")


def article_rows(store: Store | None, articles: Sequence[Article], known: Known) -> tuple[ArticleRow, ...]:
    rows = {row.id: row for row in claim_rows(store, known)}
    return tuple(_row(article, known, rows) for article in articles)


def _row(article: Article, known: Known, rows: Mapping[str, ClaimRow]) -> ArticleRow:
    made = [rows[id] for id, _ in _made_by(article, known)]
    return ArticleRow(
        id=article.id,
        title=article.title,
        sentences=len(made),
        look_again=sum(row.look_again for row in made),
        cites=len(article.cites),
    )


def _made_by(article: Article, known: Known) -> list[tuple[str, str]]:
    """(claim, the article's words) for every passage of it."""
    return [
        (claim.id, passage.words)
        for claim in known.claims.values()
        for passage in claim.sources
        if passage.article == article.id
    ]


def article_view(store: Store | None, article: Article, known: Known) -> ArticleView:
    order = list(Standing)
    rows = {row.id: row for row in claim_rows(store, known)}
    sentences = [_sentence(store, rows[id], words, article.id, known) for id, words in _made_by(article, known)]
    return ArticleView(
        row=_row(article, known, rows),
        publisher=article.publisher,
        own_making=article.own_making,
        sentences=tuple(sorted(sentences, key=lambda one: order.index(one.row.standing))),
        cited=_cited(store, article, known),
    )


def _sentence(store: Store | None, row: ClaimRow, words: str, article: str, known: Known) -> Sentence:
    claim = known.claims[row.id]
    view = claim_view(store, claim, known) if row.standing in LOOK_AGAIN or claim.tensions else None
    against = _against(view) if view and row.look_again else ()
    return Sentence(
        words=words,
        row=row,
        against=against[:SHOWN],
        more=max(len(against) - SHOWN, 0),
        opposed=tuple(
            one for one in (view.opposed if view else ()) if any(said.article != article for said in one.said)
        ),
    )


def _against(view: ClaimView) -> tuple[EvidenceView, ...]:
    """The studies that count and do not bear the claim out, in the groups of people where it does not stand."""
    return tuple(
        one
        for stratum in view.strata
        if stratum.standing in LOOK_AGAIN
        for design in stratum.designs
        for one in design.studies
        if one.counts and not one.bears_out
    )


def _cited(store: Store | None, article: Article, known: Known) -> tuple[CitedView, ...]:
    titles = store.browse.titles() if store and article.cites else {}
    return tuple(_cited_work(store, work, titles, known) for work in article.cites)


def _cited_work(store: Store | None, work: CitedWork, titles: Mapping[RecordId, str], known: Known) -> CitedView:
    found = [id for id, title in titles.items() if citation.is_printed_in(title, work)]
    if store is None or len(found) != 1:
        return CitedView(work.citation, work.note, None, (), ())
    (stored,) = store.records.load(found)
    (card,) = cards(store, known.claims, known.words, found)
    grave = tuple(badge for badge in card.badges if badge in GRAVE)
    return CitedView(work.citation, work.note, card, citation.mismatches(work, stored.record), grave)
