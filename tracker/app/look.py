"""What is stored, as the faces show it. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.app import views
from tracker.app.showing import articles, claims, status, studies, topics
from tracker.app.showing.cards import cards
from tracker.app.wellness import Wellness, wellness
from tracker.app.workshop import Workshop, find_record
from tracker.errors import UsageError
from tracker.model.digest import Digest, StudyCard
from tracker.model.folding import fold
from tracker.model.record import RecordId

if TYPE_CHECKING:
    from tracker.render.exports import Exported
    from tracker.store import Store


class Look:
    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    @property
    def _known(self) -> claims.Known:
        registry = self._workshop.registry
        titles = {article.id: article.title for article in registry.articles}
        return claims.Known(registry.claims_by_id, titles, registry.words)

    # --- studies ---------------------------------------------------------------------------------------------

    def cards(self, store: Store, ids: Sequence[RecordId]) -> tuple[StudyCard, ...]:
        registry = self._workshop.registry
        return cards(store, registry.claims_by_id, registry.words, ids)

    def search(self, words: str, limit: int) -> tuple[StudyCard, ...]:
        with self._workshop.store(read_only=True) as store:
            return self.cards(store, [stored.id for stored in store.records.search(words, limit)])

    def show(self, name: str) -> views.RecordView | None:
        """By PMID or DOI."""
        registry = self._workshop.registry
        with self._workshop.store(read_only=True) as store:
            stored = find_record(store, name)
            if stored is None:
                return None
            return studies.record_view(store, registry.claims_by_id, registry.words, stored)

    def names(self) -> tuple[str, ...]:
        """What the pages of all studies are called."""
        with self._workshop.store_if_any() as store:
            return tuple(store.browse.names().values()) if store else ()

    def find(self, words: str, limit: int) -> views.Found:
        """Claims, topics, articles and studies in which every word occurs."""
        wanted = fold(words).split()

        def holds(*texts: str) -> bool:
            text = fold(" ".join(texts))
            return bool(wanted) and all(word in text for word in wanted)

        registry = self._workshop.registry
        rows = [row for row in self.claim_rows() if holds(self._claim_text(row.id))]
        topics = [(one.id, one.title) for one in registry.topics if holds(one.title, one.why)]
        articles = [
            (one.id, one.title)
            for one in registry.articles
            if holds(one.title, one.publisher, one.own_making, *(cited.citation for cited in one.cites))
        ]
        with self._workshop.store_if_any() as store:
            found = [one.id for one in store.records.search(words, limit + 1)] if store else []
            shown = self.cards(store, found[:limit]) if store else ()
        return views.Found(tuple(rows), shown, len(found) > limit, tuple(topics), tuple(articles))

    def _claim_text(self, id: str) -> str:
        claim = self._workshop.registry.claims_by_id[id]
        return " ".join([claim.statement, claim.scope, *(one.words for one in claim.sources)])

    def exported(self, name: str) -> tuple[Exported, ...]:
        """name: "all", "topic-ID" or "claim-ID". Raises UsageError for another."""
        kind, _, id = name.partition("-")
        registry = self._workshop.registry
        known = {"all": {""}, "topic": set(registry.topics_by_id), "claim": set(registry.claims_by_id)}
        if id not in known.get(kind, ()):
            raise UsageError(f"there is no export {name!r}", mend="Take all, topic-ID or claim-ID.")
        with self._workshop.store_if_any() as store:
            if store is None:
                return ()
            ids = store.readings.records_with(id) if kind == "claim" else store.browse.records(id or None)
            return studies.exported(store, self.cards(store, ids))

    def news(self, topic: str, most: int) -> tuple[views.NewsItem, ...]:
        """What was announced of a topic, newest first."""
        with self._workshop.store_if_any() as store:
            events = store.browse.events(studies.NEWS, most, topic=topic) if store else ()
            ids = list(dict.fromkeys(event.record for event in events if event.record is not None))
            return studies.news(events, self.cards(store, ids)) if store else ()

    # --- digests ---------------------------------------------------------------------------------------------

    def digests(self) -> tuple[str, ...]:
        """The keys of all that have a page."""
        with self._workshop.store_if_any() as store:
            return store.browse.digests() if store else ()

    def digest(self, key: str) -> tuple[Digest, dict[RecordId, str]]:
        """As it was frozen, whole; and what the pages of its studies are called today.

        Raises UsageError for a key that is not kept, or was taken back before anybody was sent it.
        """
        with self._workshop.store(read_only=True) as store:
            if not store.browse.is_sent(key):
                raise UsageError(f"no digest was sent under {key}")
            digest = store.deliveries.digest(key)
            return digest, store.browse.names(digest.records)

    # --- topics and claims -----------------------------------------------------------------------------------

    def topic_rows(self) -> tuple[views.TopicRow, ...]:
        with self._workshop.store_if_any() as store:
            return topics.topic_rows(store, self._workshop.registry.topics)

    def topic(self, id: str) -> views.TopicView:
        """Raises UsageError for one that is not watched."""
        (topic,) = self._workshop.topics([id])
        with self._workshop.store_if_any() as store:
            return topics.topic_view(store, topic, self._known, self._workshop.clock().date())

    def claim_rows(self) -> tuple[views.ClaimRow, ...]:
        with self._workshop.store_if_any() as store:
            return claims.claim_rows(store, self._known)

    def claim(self, id: str) -> views.ClaimView:
        claim = self._workshop.registry.claims_by_id.get(id)
        if claim is None:
            raise UsageError(f"there is no claim {id!r}", mend="See: python daemon.py claims")
        with self._workshop.store_if_any() as store:
            return claims.claim_view(store, claim, self._known)

    def changes(self, *, most: int) -> tuple[views.ChangeView, ...]:
        """The last changes of the ledger, newest first; that a claim was looked at for the first time is none."""
        with self._workshop.store_if_any() as store:
            moved = claims.moves(store.browse.changes()) if store else ()
            return claims.changes(store, moved[:most], self._known) if store else ()

    # --- articles --------------------------------------------------------------------------------------------

    def article_rows(self) -> tuple[views.ArticleRow, ...]:
        with self._workshop.store_if_any() as store:
            return articles.article_rows(store, self._workshop.registry.articles, self._known)

    def article(self, id: str) -> views.ArticleView:
        """Raises UsageError for one that is not in the files."""
        known = {article.id: article for article in self._workshop.registry.articles}
        if id not in known:
            raise UsageError(f"there is no article {id!r}", mend=f"Articles: {', '.join(known)}.")
        with self._workshop.store_if_any() as store:
            return articles.article_view(store, known[id], self._known)

    # --- is all well? ----------------------------------------------------------------------------------------

    def status(self) -> views.StatusView:
        with self._workshop.store(read_only=True) as store:
            return status.status_view(store, self._workshop.registry.topics, self._workshop.clock())

    def wellness(self) -> Wellness:
        """For a monitor: see there. Raises StoreError."""
        fetch_every = timedelta(hours=self._workshop.settings.schedule.fetch_every_hours)
        with self._workshop.store(read_only=True) as store:
            return wellness(store, self._workshop.clock(), fetch_every=fetch_every)

    def overrules(self) -> Iterator[dict[str, object]]:
        """Each overruled record as a labelled row that `assess --score` takes: only the claims it names are judged."""
        with self._workshop.store_if_any() as store:
            if store is None:
                return
            by_record: dict[RecordId, dict[str, object]] = {}
            for one in store.readings.overrules():
                label = {"stance": one.stance, "ground": one.ground, "why": one.why, "at": one.at.isoformat()}
                by_record.setdefault(one.record, {})[one.claim] = label
            for stored in store.records.load(by_record):
                record = stored.record
                yield {
                    "id": str(record.pmid or record.doi or stored.id),
                    "title": record.title,
                    "abstract": record.abstract_text,
                    "partial": True,
                    "verdicts": by_record[stored.id],
                }
