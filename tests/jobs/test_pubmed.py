"""What a fetch from PubMed keeps, and what of it is news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.jobs.fakes import START, Clock, FakePubMed, record, topic
from tracker.jobs.belonging import none_likely
from tracker.jobs.ports import TopicsOf
from tracker.jobs.pubmed import GIVE_UP_AFTER, InSilence, PubMedFetch
from tracker.model.event import EventKind
from tracker.model.receipt import SourceOutcome, SourceStatus
from tracker.model.record import PartialDate, RecordId
from tracker.model.topic import Topic
from tracker.store import Store

CALM, PAIN = topic("calm"), topic("pain")
TODAY = START.date()


class Round:
    """One fetch after the other, and what became news by it."""

    def __init__(self, store: Store, pubmed: FakePubMed, clock: Clock) -> None:
        self.store, self.pubmed, self.clock = store, pubmed, clock
        self.likely: TopicsOf = none_likely

    def fetch(self, *topics: Topic) -> SourceOutcome:
        self.seen = self.store.events.last()
        return self.job().run(topics or (CALM, PAIN))

    def since(self, day: date, *, announce: bool, topics: tuple[Topic, ...] = (CALM, PAIN)) -> SourceOutcome:
        self.seen = self.store.events.last()
        return self.job().read_since(topics, day, announce=announce)

    def news(self) -> list[int | None]:
        """PMIDs of the records that the last fetch announced."""
        new = [one.record for one in self.store.events.after(self.seen) if one.kind is EventKind.NEW_RECORD]
        return [one.record.pmid for one in self.store.records.load(RecordId(id) for id in new if id)]

    def fetches(self) -> list[str]:
        return [what for what in self.pubmed.asked if what.startswith("fetch")]

    def job(self, in_silence: InSilence = lambda _ids, _of: None) -> PubMedFetch:
        return PubMedFetch(
            self.store,
            self.pubmed,
            self.clock,
            baseline_days=30,
            overlap_days=3,
            likely=self.likely,
            in_silence=in_silence,
        )


@pytest.fixture
def rounds(store: Store, pubmed: FakePubMed, clock: Clock) -> Round:
    return Round(store, pubmed, clock)


def test_the_first_fetch_is_silent(rounds: Round) -> None:
    """What is there before the watch begins is kept and never announced."""
    rounds.pubmed.holds(record(1, "calm"))
    outcome = rounds.fetch()
    assert (outcome.status, outcome.new, outcome.silent) == (SourceStatus.OK, 0, 1)
    assert rounds.news() == []
    stored = rounds.store.records.by_pmid(1)
    assert stored is not None
    assert stored.baseline
    assert stored.topics == ("calm",)


def test_what_appears_afterwards_is_news_once(rounds: Round) -> None:
    """Announced by the next fetch, and by no other; it knows all its topics."""
    rounds.fetch()
    rounds.clock.pass_days(1)
    rounds.pubmed.holds(record(2, "calm", "pain", created=rounds.clock().date()))
    rounds.fetch()
    assert rounds.news() == [2]
    stored = rounds.store.records.by_pmid(2)
    assert stored is not None
    assert stored.topics == ("calm", "pain")
    rounds.fetch()
    assert rounds.news() == []


def test_f20_a_record_that_matches_only_later_is_found_and_told(rounds: Round) -> None:
    """Created within the watch, it got its MeSH terms weeks later: only the modification date shows it."""
    rounds.fetch()
    created = rounds.clock().date()
    rounds.clock.pass_days(20)
    rounds.fetch()
    rounds.clock.pass_days(1)
    rounds.pubmed.holds(record(3, "calm", created=created))
    rounds.fetch()
    assert rounds.news() == [3]


def test_f20_an_old_paper_added_late_is_told_as_late(rounds: Round) -> None:
    """Published years ago, created today: news, marked late."""
    rounds.fetch()
    rounds.clock.pass_days(1)
    old = record(4, "calm", created=rounds.clock().date())

    rounds.pubmed.holds(replace(old, published=PartialDate(2021, 3)))
    rounds.fetch()
    assert rounds.news() == [4]
    assert rounds.store.events.after(rounds.seen)[0].late


def test_a_record_older_than_the_watch_is_kept_in_silence(rounds: Round) -> None:
    """NLM touches a paper of ten years ago: kept as baseline, not announced."""
    rounds.fetch()
    rounds.clock.pass_days(1)
    rounds.pubmed.holds(record(5, "calm", created=date(2020, 1, 1)))
    rounds.fetch()
    assert rounds.news() == []
    stored = rounds.store.records.by_pmid(5)
    assert stored is not None
    assert stored.baseline


def test_a_new_topic_is_silent_and_the_others_go_on(rounds: Round) -> None:
    """A topic added later lays its own baseline; news of the old topic is told in the same run."""
    rounds.fetch(CALM)
    rounds.clock.pass_days(1)
    rounds.pubmed.holds(record(6, "calm", created=rounds.clock().date()), record(7, "pain", created=TODAY))
    rounds.fetch(CALM, PAIN)
    assert rounds.news() == [6]
    assert rounds.store.records.by_pmid(7) is not None


def test_a_widened_search_announces_nothing_old(rounds: Round) -> None:
    """What an edited search brings of old is baseline; what is new since is news."""
    rounds.pubmed.holds(record(8, "gloom", created=TODAY - timedelta(days=10)))
    rounds.fetch(CALM)
    rounds.clock.pass_days(7)
    rounds.pubmed.holds(record(9, "gloom", created=rounds.clock().date()))
    rounds.fetch(topic("calm", "calm OR gloom"))
    assert rounds.news() == [9]
    eight = rounds.store.records.by_pmid(8)
    assert eight is not None
    assert eight.baseline


def test_since_announces_what_was_not_known(rounds: Round) -> None:
    """`fetch --since` tells; `backfill` is silent and moves the beginning of the watch back."""
    rounds.pubmed.holds(record(10, "calm", created=TODAY - timedelta(days=90)))
    rounds.since(TODAY - timedelta(days=100), announce=True)
    assert rounds.news() == [10]
    rounds.pubmed.holds(record(11, "pain", created=TODAY - timedelta(days=900)))
    rounds.since(TODAY - timedelta(days=1000), announce=False)
    assert rounds.news() == []
    cursor = rounds.store.cursors.topic("pain")
    assert cursor is not None
    assert cursor.since == TODAY - timedelta(days=1000)


@pytest.mark.parametrize("where", ["search crdt", "search mdat", "which", "fetch"])
def test_f7_a_failure_keeps_the_cursor_and_loses_nothing(rounds: Round, where: str) -> None:
    """Wherever a request fails: named as failed, counts unknown, the cursor stands, the next run tells it once."""
    rounds.fetch()
    before = rounds.store.cursors.topic("calm")
    rounds.clock.pass_days(10)
    rounds.pubmed.holds(record(12, "calm", created=rounds.clock().date()))
    rounds.pubmed.fails = lambda what: what.startswith(where)
    outcome = rounds.fetch()
    assert outcome.failed
    assert outcome.received is None
    assert rounds.store.cursors.topic("calm") == before
    rounds.pubmed.fails = lambda _what: False
    rounds.fetch()
    assert rounds.news() == [12]


def test_f14_missing_records_are_asked_for_again_and_in_the_end_reported(rounds: Round) -> None:
    """Asked for and not given: partial, asked again at each run, then named as withdrawn."""
    rounds.fetch()
    rounds.clock.pass_days(1)
    rounds.pubmed.holds(record(13, "calm", created=rounds.clock().date()))
    rounds.pubmed.silent_about = {13}
    outcomes = [rounds.fetch()]
    assert outcomes[0].status is SourceStatus.PARTIAL
    assert rounds.store.records.missing() == {13: 1}
    for _ in range(GIVE_UP_AFTER - 1):
        rounds.clock.pass_days(10)
        outcomes.append(rounds.fetch())
    assert "PMID 13" in outcomes[-1].message
    assert rounds.store.records.missing() == {}


def test_f14_a_missing_record_that_comes_later_is_news(rounds: Round) -> None:
    """Nothing is lost: it is announced when it arrives, even outside the window."""
    rounds.fetch()
    rounds.clock.pass_days(1)
    rounds.pubmed.holds(record(14, "calm", created=rounds.clock().date()))
    rounds.pubmed.silent_about = {14}
    rounds.fetch()
    rounds.pubmed.silent_about = set()
    rounds.clock.pass_days(20)
    rounds.fetch()
    assert rounds.news() == [14]
    assert rounds.store.records.missing() == {}


def test_f21_ahead_of_print_becomes_an_issue_without_news(rounds: Round) -> None:
    """A record that changes is updated, not announced again."""
    rounds.fetch()
    rounds.clock.pass_days(1)
    ahead = record(15, "calm", created=rounds.clock().date(), status="Publisher")
    rounds.pubmed.holds(ahead)
    rounds.fetch()
    rounds.clock.pass_days(5)
    rounds.pubmed.holds(record(15, "calm", created=ahead.created or TODAY, text="Calm rose much.", status="MEDLINE"))
    outcome = rounds.fetch()
    assert outcome.updated == 1
    assert rounds.news() == []


def test_a_stopped_run_keeps_its_cursor(rounds: Round) -> None:
    """Asked to stop half-way, it says so and starts there again."""
    rounds.fetch()
    before = rounds.store.cursors.topic("calm")
    rounds.clock.pass_days(1)
    rounds.pubmed.holds(record(16, "calm", created=rounds.clock().date()))
    job = PubMedFetch(rounds.store, rounds.pubmed, rounds.clock, baseline_days=30, overlap_days=3, stop=lambda: True)
    outcome = job.run((CALM, PAIN))
    assert outcome.status is SourceStatus.PARTIAL
    assert rounds.store.cursors.topic("calm") == before


def test_an_idle_fetch_asks_little(rounds: Round) -> None:
    """Nothing new, nothing changed: two searches, whatever the number of topics."""
    rounds.fetch()
    rounds.clock.pass_days(1)
    assert rounds.fetch().requests == 2


def test_a_busy_fetch_asks_alone_only_about_topics_with_news(rounds: Round) -> None:
    """Two searches, the records, one question about all topics without news together, and one for each with news."""
    others = tuple(topic(f"other-{number}") for number in range(10))
    rounds.fetch(CALM, PAIN, *others)
    rounds.clock.pass_days(1)
    rounds.pubmed.holds(*(record(pmid, "calm", created=rounds.clock().date()) for pmid in range(20, 25)))
    rounds.likely = lambda one: [word for word in one.keywords if word == "calm"]
    assert rounds.fetch(CALM, PAIN, *others).requests == 2 + 1 + 1 + 1
    assert rounds.news() == [20, 21, 22, 23, 24]


def test_pubmed_alone_says_where_a_record_belongs(rounds: Round) -> None:
    """A local search that misses a topic, or names a wrong one, costs a question and changes nothing."""
    rounds.fetch()
    rounds.clock.pass_days(1)
    rounds.pubmed.holds(record(26, "pain", created=rounds.clock().date()))
    rounds.likely = lambda _one: ["calm"]
    rounds.fetch()
    stored = rounds.store.records.by_pmid(26)
    assert stored is not None
    assert stored.topics == ("pain",)
    assert rounds.news() == [26]


def test_what_is_seen_again_as_it_was_costs_no_question(rounds: Round) -> None:
    """The days of two fetches overlap: a record that is stored byte for byte is asked about no more."""
    rounds.fetch()
    rounds.clock.pass_days(1)
    rounds.pubmed.holds(record(27, "calm", created=rounds.clock().date()))
    rounds.fetch()
    assert rounds.fetch().requests == 2 + 1


def test_a_withdrawn_record_that_comes_back_is_withdrawn_no_more(rounds: Round) -> None:
    """Also where it comes back as it was."""
    rounds.fetch()
    rounds.clock.pass_days(1)
    rounds.pubmed.holds(record(28, "calm", created=rounds.clock().date()))
    rounds.fetch()
    rounds.store.records.withdraw([28], rounds.clock())
    rounds.fetch()
    stored = rounds.store.records.by_pmid(28)
    assert stored is not None
    assert not stored.withdrawn


def test_a_batch_that_fails_loses_none_that_came_before(rounds: Round) -> None:
    """Two requests are on their way at a time: the first one's records are kept although the second failed."""
    rounds.fetch()
    rounds.clock.pass_days(1)
    rounds.pubmed.holds(*(record(pmid, "calm", created=rounds.clock().date()) for pmid in range(1000, 1500)))
    rounds.pubmed.fails = lambda what: what.startswith("fetch [1400")
    outcome = rounds.since(TODAY - timedelta(days=1), announce=True)
    assert outcome.status is SourceStatus.FAILED
    assert len(rounds.news()) == 400


def test_a_backfill_swallows_no_news(rounds: Round) -> None:
    """The daemon was off for five days; a backfill before its next fetch leaves those days' records to be told."""
    rounds.fetch()
    rounds.clock.pass_days(5)
    rounds.pubmed.holds(record(17, "calm", created=rounds.clock().date()))
    rounds.since(TODAY - timedelta(days=400), announce=False)
    rounds.fetch()
    assert rounds.news() == [17]


def test_who_reads_ahead_is_told_before_the_first_batch(rounds: Round) -> None:
    """How many may come, and then each batch's records; nothing of it where what is fetched is news."""
    rounds.pubmed.holds(*(record(pmid, "calm") for pmid in range(1, 251)))
    told: list[tuple[int, int, int]] = []
    job = rounds.job(in_silence=lambda ids, of: told.append((len(ids), of, len(rounds.fetches()))))
    job.read_since([CALM], TODAY, announce=False)
    assert [(new, of) for new, of, _ in told] == [(0, 250), (200, 250), (50, 250)]
    assert told[0][2] == 0
    rounds.pubmed.holds(record(251, "calm"))
    job.read_since([CALM], TODAY, announce=True)
    assert len(told) == 3


def test_a_changed_record_that_matches_another_topic_is_told_there(rounds: Round) -> None:
    """Indexed later, a record of one topic matches a second: its topics grow, and that is news."""
    rounds.fetch()
    rounds.clock.pass_days(1)
    rounds.pubmed.holds(record(18, "calm", created=rounds.clock().date()))
    rounds.fetch()
    rounds.clock.pass_days(1)
    rounds.pubmed.holds(record(18, "calm", "pain", created=rounds.clock().date()))
    rounds.fetch()
    stored = rounds.store.records.by_pmid(18)
    assert stored is not None
    assert stored.topics == ("calm", "pain")
    assert rounds.news() == [18]
