"""The articles, for the editor of one: which of its sentences no longer hold, and what became of the works it cites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.app.showing.cards import cards
from tracker.app.showing.claims import Known, claim_rows, claim_view
from tracker.app.views import (
    ArticleRow,
    ArticleView,
    CitedView,
    CitingView,
    ClaimRow,
    ClaimView,
    EvidenceView,
    Sentence,
    minute,
)
from tracker.model.cited import CitedState, Citing
from tracker.model.claim import Article, CitedWork
from tracker.model.record import RecordId, StoredRecord
from tracker.rules import citation
from tracker.rules.standing import LOOK_AGAIN, Standing

if TYPE_CHECKING:
    from tracker.store import Store

SHOWN = 3
"""Studies that are quoted beside a sentence; the claim's page has all."""


def article_rows(store: Store | None, articles: Sequence[Article], known: Known) -> tuple[ArticleRow, ...]:
    rows = {row.id: row for row in claim_rows(store, known)}
    return tuple(_row(article, known, rows, _cited(store, article, known)) for article in articles)


def _row(article: Article, known: Known, rows: Mapping[str, ClaimRow], cited: Sequence[CitedView]) -> ArticleRow:
    made = [rows[id] for id, _ in _made_by(article, known)]
    return ArticleRow(
        id=article.id,
        title=article.title,
        sentences=len(made),
        look_again=sum(row.look_again for row in made),
        cites=len(cited),
        struck=sum(bool(one.grave) for one in cited),
        misprinted=sum(bool(one.mismatches) for one in cited),
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
    cited = _cited(store, article, known)
    return ArticleView(
        row=_row(article, known, rows, cited),
        publisher=article.publisher,
        own_making=article.own_making,
        sentences=tuple(sorted(sentences, key=lambda one: order.index(one.row.standing))),
        cited=cited,
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
    if store is None or not article.cites:
        return tuple(_unknown(work, None) for work in article.cites)
    titles, states = store.browse.titles(), store.cited.states()
    return tuple(_cited_work(store, work, states.get(work.citation), titles, known) for work in article.cites)


def _unknown(work: CitedWork, state: CitedState | None) -> CitedView:
    return CitedView(
        citation=work.citation,
        note=work.note,
        title="",
        url="",
        study=None,
        mismatches=(),
        grave=(),
        asked=minute(state.asked) if state else "",
        looked="",
        cited_by=None,
        citing=(),
    )


def _cited_work(
    store: Store, work: CitedWork, state: CitedState | None, titles: Mapping[RecordId, str], known: Known
) -> CitedView:
    """What PubMed said of it; before it was asked, what is stored under the printed title."""
    stored = _stored(store, work, state, titles)
    card = next(iter(cards(store, known.claims, known.words, [stored.id] if stored else [])), None)
    if state is None or state.printed is None:
        if stored is None or card is None:
            return _unknown(work, state)
        return replace(
            _unknown(work, state),
            title=stored.record.title,
            url=card.pubmed_url or card.doi_url,
            study=card,
            mismatches=citation.mismatches(work, stored.record),
            grave=citation.struck_as(stored.record),
            looked=minute(stored.first_seen),
        )
    record, citing = state.printed.record, store.cited.citing([state.pmid or 0])
    return CitedView(
        citation=work.citation,
        note=work.note,
        title=record.title,
        url=page_of(record.pmid),
        study=card,
        mismatches=citation.mismatches(work, record, state.printed.imprint),
        grave=tuple(
            dict.fromkeys((*citation.struck_as(record), *(citation.struck_as(stored.record) if stored else ())))
        ),
        asked=minute(state.asked),
        looked=minute(state.looked) if state.looked else "",
        cited_by=len(citing) if state.counted else None,
        citing=_new_citing(store, citing),
    )


def _stored(
    store: Store, work: CitedWork, state: CitedState | None, titles: Mapping[RecordId, str]
) -> StoredRecord | None:
    if state is not None and state.pmid is not None:
        return store.records.by_pmid(state.pmid)
    found = [id for id, title in titles.items() if citation.is_printed_in(title, work)]
    return store.records.load(found)[0] if len(found) == 1 else None


def _new_citing(store: Store, citing: Sequence[Citing]) -> tuple[CitingView, ...]:
    news = [one for one in citing if not one.baseline]
    here = store.records.known([one.pmid for one in news])
    names = store.browse.names(here.values())
    return tuple(
        CitingView(
            title=one.title or f"PMID {one.pmid}",
            url=page_of(one.pmid),
            name=names.get(here[one.pmid], "") if one.pmid in here else "",
            first=f"{one.first:%Y-%m-%d}",
        )
        for one in news
    )


def page_of(pmid: int | None) -> str:
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else ""
