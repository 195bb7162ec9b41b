"""What a digest holds: each study once, corrections never filtered, animals apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType

from tracker.model.appraisal import Appraisal, Comparator, Design, PrimaryResult, Quote, Species
from tracker.model.claim import Claim, ClaimKind, Polarity, StateModel
from tracker.model.digest import Digest, DigestReceipt
from tracker.model.event import Event, EventKind
from tracker.model.record import Author, Link, LinkKind, Record, RecordId, Section, StoredRecord
from tracker.model.subscriber import Frequency, Least, Preferences
from tracker.model.topic import CrisisLines, Subject, Topic
from tracker.model.verdict import Confidence, Stance, Verdict
from tracker.rules.digest import Material, card, compose

AT = datetime(2030, 5, 13, tzinfo=UTC)
CALM, PAIN = (Topic(id=id, title=id.title(), why="", search="x", claims=(f"{id}-efficacy",)) for id in ("calm", "pain"))
CLAIMS = {
    id: Claim(
        id=id,
        statement=f"Imaginol helps ({id}).",
        kind=ClaimKind.EFFICACY,
        polarity=Polarity.BENEFIT,
        scope="",
        supports="",
        challenges="",
        sources=(),
        state_model=StateModel.STATES,
    )
    for id in ("calm-efficacy", "pain-efficacy")
}
TRIAL = Appraisal(
    design=Design.RCT,
    species=Species.HUMAN,
    participants=60,
    comparator=Comparator.PLACEBO,
    primary_result=PrimaryResult.FAVOURS,
    quotes=(("primary_result", Quote("Calm rose.", "results")),),
)


def stored(id: int, *topics: str, title: str = "", abstract: str = "Calm rose.") -> StoredRecord:
    record = Record(
        title=title or f"Study {id}",
        pmid=90000000 + id,
        abstract=(Section(abstract),) if abstract else (),
        authors=tuple(Author(family=f"Example{number}") for number in range(5)),
    )
    return StoredRecord(
        id=RecordId(id),
        record=record,
        content_hash="h",
        first_seen=AT,
        baseline=False,
        topics=topics,
        sources=("pubmed",),
    )


def verdict(claim: str, stance: Stance = Stance.SUPPORTS) -> Verdict:
    return Verdict(
        claim=claim,
        stance=stance,
        ground=None,
        quote="Calm rose.",
        section="results",
        rule="better-than-control",
        confidence=Confidence.HIGH,
    )


def event(number: int, kind: EventKind, record: int | None = None, **more: object) -> Event:
    return Event(kind=kind, at=AT, record=RecordId(record) if record else None, number=number, **more)  # type: ignore[arg-type]


def digest(
    events: list[Event],
    records: list[StoredRecord],
    *,
    verdicts: dict[int, tuple[Verdict, ...]] | None = None,
    appraisals: dict[int, Appraisal] | None = None,
    preferences: Preferences = Preferences(),  # noqa: B008  (a frozen value)
    after: int = 0,
    told: frozenset[int] = frozenset(),
    claims: Mapping[str, Claim] = MappingProxyType(CLAIMS),
    serious: tuple[str, ...] = (),
) -> Digest:
    material = Material(
        subject=Subject(
            id="x",
            title="X",
            digest_name="Research digest",
            safety=("s",),
            crisis=("c",),
            crisis_in={"xx": CrisisLines("Xish", ("x",))},
            serious_harms=serious,
        ),
        topics=(CALM, PAIN),
        claims=claims,
        words={},
        events=events,
        records={one.id: one for one in records},
        appraisals={one.id: (appraisals or {}).get(int(one.id), TRIAL) for one in records},
        verdicts={RecordId(id): found for id, found in (verdicts or {}).items()},
        receipt=DigestReceipt(runs=1, first_run="", last_run="", failed=(), answered=()),
    )
    return compose(
        material,
        preferences,
        after=after,
        told=frozenset(RecordId(id) for id in told),
        start=date(2030, 5, 6),
        end=date(2030, 5, 12),
    )


def test_a_study_stands_once_under_the_topic_whose_claim_it_bears_on() -> None:
    """Found under two topics, it is shown under the one whose claim it has a verdict for."""
    made = digest(
        [event(1, EventKind.NEW_RECORD, 1)],
        [stored(1, "calm", "pain")],
        verdicts={1: (verdict("pain-efficacy"),)},
    )
    assert [(section.topic, [card.record for card in section.cards]) for section in made.topics] == [("pain", [1])]
    assert made.topics[0].claims[0].records == (1,)
    assert made.other == ()


def test_a_claim_of_an_unwanted_topic_still_shows_the_study() -> None:
    """A reader of one topic sees its studies also where they bear on another topic's claim only."""
    made = digest(
        [event(1, EventKind.NEW_RECORD, 1)],
        [stored(1, "calm", "pain")],
        verdicts={1: (verdict("pain-efficacy"),)},
        preferences=Preferences(topics=("calm",)),
    )
    assert [section.topic for section in made.topics] == ["calm"]
    assert made.topics[0].cards[0].lines[0].claim == "pain-efficacy"


def test_what_a_study_is_about_stands_before_its_harms() -> None:
    """The efficacy verdict and its sentence come first, then harm, surest first."""
    harm = replace(CLAIMS["pain-efficacy"], id="harm", kind=ClaimKind.SAFETY, polarity=Polarity.MORE_HARM)
    unsure = replace(verdict("calm-efficacy"), confidence=Confidence.LOW)
    shown = card(
        stored(1, "calm"),
        TRIAL,
        [replace(verdict("harm"), quote="Harm."), unsure, verdict("pain-efficacy")],
        {**CLAIMS, "harm": harm},
        {},
    )
    assert [line.claim for line in shown.lines] == ["pain-efficacy", "calm-efficacy", "harm"]
    assert shown.quote == "Calm rose."


def test_without_a_verdict_it_stands_among_the_other_new_studies() -> None:
    """No verdict is the normal case: shown, with the sentence of the main result and why there is none."""
    made = digest([event(1, EventKind.NEW_RECORD, 1)], [stored(1, "calm")])
    (card,) = made.other
    assert card.quote == "Calm rose."
    assert card.why_no_verdict
    assert card.authors == "Example0, Example1, Example2 and others"


def test_the_crisis_lines_are_those_of_the_readers_language() -> None:
    """Where the files have them in it; else the digest's own."""
    found = {code: digest([], [], preferences=Preferences(language=code)) for code in ("xx", "yy", "")}
    assert {code: one.crisis for code, one in found.items()} == {"xx": ("x",), "yy": ("c",), "": ("c",)}
    assert [one.crisis_language for one in found.values()] == ["xx", "", ""]


def test_what_rests_on_the_main_result_stands_first() -> None:
    """Before a surer verdict on another sentence, so that the first sentence of a card is the study's answer."""
    main = replace(verdict("calm-efficacy"), quote="Calm rose.", confidence=Confidence.MEDIUM)
    other = replace(verdict("calm-efficacy", Stance.MIXED), quote="Sleep was better.", confidence=Confidence.HIGH)
    shown = digest([event(1, EventKind.NEW_RECORD, 1)], [stored(1, "calm")], verdicts={1: (other, main)})
    (found,) = shown.cards
    assert [found.quote, *(line.quote for line in found.lines)] == ["Calm rose.", "Calm rose.", "Sleep was better."]


def test_animals_stand_apart() -> None:
    """Animal work is never among the studies in people, also with a verdict on a mechanism."""
    made = digest(
        [event(1, EventKind.NEW_RECORD, 1)],
        [stored(1, "calm")],
        verdicts={1: (verdict("calm-efficacy"),)},
        appraisals={1: Appraisal(design=Design.PRECLINICAL, species=Species.ANIMAL)},
    )
    assert made.topics == ()
    assert [card.record for card in made.preclinical] == [1]


def test_a_topic_nobody_asked_for_is_left_out() -> None:
    """New studies of other topics are not shown."""
    made = digest([event(1, EventKind.NEW_RECORD, 1)], [stored(1, "pain")], preferences=Preferences(topics=("calm",)))
    assert made.is_empty


def test_what_was_told_is_not_told_again() -> None:
    """Neither an event before the reader's last nor a study that a digest announced comes again."""
    assert digest([event(1, EventKind.NEW_RECORD, 1)], [stored(1, "calm")], after=1).is_empty
    assert digest([event(2, EventKind.NEW_RECORD, 1)], [stored(1, "calm")], after=1, told=frozenset({1})).is_empty


def test_the_text_that_came_later_is_told() -> None:
    """A study announced by its title is shown once more when its abstract has come, and says so."""
    made = digest([event(2, EventKind.FIRST_READING, 1)], [stored(1, "calm")], after=1, told=frozenset({1}))
    (card,) = made.other
    assert card.first_reading


def test_of_a_retracted_study_no_finding_is_shown() -> None:
    """It came retracted: its card says so, quotes nothing and is held against no claim."""
    came = stored(1, "calm")
    notice = Link(LinkKind.RETRACTION_IN, None, "Imagined Lett.")
    came = replace(came, record=replace(came.record, links=(notice,)))
    verdicts = {1: (verdict("calm-efficacy"),)}
    (shown,) = digest([event(1, EventKind.NEW_RECORD, 1)], [came], verdicts=verdicts).other
    assert shown.plain.startswith("Retracted:")
    assert (shown.quote, shown.lines) == ("", ())
    made = digest([event(1, EventKind.NEW_RECORD, 1)], [stored(1, "calm")], verdicts=verdicts)
    assert made.topics
    assert not made.other


def test_a_retraction_of_what_was_sent_is_never_filtered() -> None:
    """Also when the topic was dropped from the preferences since, and for readers of alerts only."""
    retracted = [event(5, EventKind.RETRACTION, 1, detail="Retraction, PMID 90000099")]
    for preferences in (Preferences(topics=("pain",)), Preferences(frequency=Frequency.ALERTS)):
        made = digest(retracted, [stored(1, "calm")], preferences=preferences, told=frozenset({1}))
        (alert,) = made.alerts
        assert alert.was_sent
        assert alert.notice == "Retraction, PMID 90000099"


def test_a_retraction_of_another_topic_is_no_news() -> None:
    """Neither sent nor of a wanted topic: not shown."""
    made = digest([event(5, EventKind.RETRACTION, 1)], [stored(1, "pain")], preferences=Preferences(topics=("calm",)))
    assert made.alerts == ()


def test_a_reversed_verdict_is_an_alert_for_those_who_were_told() -> None:
    """Supports turned into challenges: told as an alert; supports turned into nothing is not."""
    turned = event(5, EventKind.VERDICT_CHANGED, 1, claim="calm-efficacy", before="supports", after="challenges")
    made = digest([turned], [stored(1, "calm")], told=frozenset({1}))
    assert [alert.kind for alert in made.alerts] == ["reversed"]
    assert "Imaginol helps (calm-efficacy)." in made.alerts[0].words
    dropped = event(5, EventKind.VERDICT_CHANGED, 1, claim="calm-efficacy", before="supports", after="")
    assert digest([dropped], [stored(1, "calm")], told=frozenset({1})).alerts == ()


def test_the_ledger_says_from_where_to_where_over_the_whole_period() -> None:
    """Two changes of one claim in a week are one line; back to where it was is none."""

    def state(number: int, before: str, after: str) -> Event:
        return event(number, EventKind.CLAIM_STATE, 1, claim="calm-efficacy", before=before, after=after)

    made = digest([state(1, "preliminary", "supported"), state(2, "supported", "contested")], [stored(1, "calm")])
    (line,) = made.ledger
    assert (line.before, line.after, line.because) == ("preliminary", "contested", "Study 1")
    back = digest([state(1, "preliminary", "supported"), state(2, "supported", "preliminary")], [stored(1, "calm")])
    assert back.ledger == ()


def test_a_first_look_at_a_claim_is_no_change_of_the_ledger() -> None:
    """ "Preliminary, for the first time" says no more than the study does; "supported" at once is told."""

    def first(after: str) -> Digest:
        return digest(
            [event(1, EventKind.CLAIM_STATE, 1, claim="calm-efficacy", before="", after=after)], [stored(1, "calm")]
        )

    assert first("preliminary").ledger == ()
    assert [line.after for line in first("supported").ledger] == ["supported"]


def test_best_designs_come_first() -> None:
    """A randomised trial stands before a case report, whatever the order they came in."""
    report = replace(TRIAL, design=Design.CASE_REPORT)
    made = digest(
        [event(1, EventKind.NEW_RECORD, 1), event(2, EventKind.NEW_RECORD, 2)],
        [stored(1, "calm"), stored(2, "calm")],
        appraisals={1: report},
    )
    assert [card.record for card in made.other] == [2, 1]


def test_a_title_without_text_says_so() -> None:
    """Without an abstract nothing is claimed of what it found."""
    made = digest([event(1, EventKind.NEW_RECORD, 1)], [stored(1, "calm", abstract="")])
    assert "Only the title" in made.other[0].plain


def test_up_to_is_the_last_event() -> None:
    """The next digest starts behind the last event, also when nothing of it was shown."""
    made = digest([event(7, EventKind.NEW_RECORD, 1)], [stored(1, "pain")], preferences=Preferences(topics=("calm",)))
    assert made.up_to == 7
    assert digest([], [], after=4).up_to == 4


def test_serious_harm_in_people_stands_before_the_topics() -> None:
    """Only where a study reports it: one that looked for it in vain stays under its topic. Its sentence comes first."""
    claims = {**CLAIMS, "calm-efficacy": replace(CLAIMS["calm-efficacy"], polarity=Polarity.MORE_HARM)}
    harm = replace(verdict("calm-efficacy"), quote="Calm was lost.", confidence=Confidence.LOW)
    made = digest(
        [event(1, EventKind.NEW_RECORD, 1), event(2, EventKind.NEW_RECORD, 2)],
        [stored(1, "calm"), stored(2, "calm")],
        verdicts={1: (verdict("pain-efficacy"), harm), 2: (verdict("calm-efficacy", Stance.MIXED),)},
        claims=claims,
        serious=("calm-efficacy",),
    )
    assert [card.record for card in made.harms] == [1]
    assert made.harms[0].quote == made.harms[0].lines[0].quote == "Calm was lost."
    assert [card.record for card in made.topics[0].cards] == [2]
    assert made.records == (1, 2)


def test_a_reader_may_ask_for_people_only_and_for_a_design() -> None:
    """Weaker designs and animals stay away; serious harm in people does not."""
    designs = {1: Design.RCT, 2: Design.COHORT, 3: Design.CASE_REPORT, 4: Design.CASE_REPORT}
    appraisals = {id: replace(TRIAL, design=design) for id, design in designs.items()}
    appraisals[5] = replace(TRIAL, species=Species.ANIMAL, design=Design.PRECLINICAL)
    claims = {**CLAIMS, "calm-efficacy": replace(CLAIMS["calm-efficacy"], polarity=Polarity.MORE_HARM)}

    def shown(preferences: Preferences) -> set[int]:
        made = digest(
            [event(id, EventKind.NEW_RECORD, id) for id in appraisals],
            [stored(id, "calm") for id in appraisals],
            appraisals=appraisals,
            verdicts={4: (verdict("calm-efficacy"),)},
            preferences=preferences,
            claims=claims,
            serious=("calm-efficacy",),
        )
        return {int(record) for record in made.records}

    assert shown(Preferences(only_human=True)) == {1, 2, 3, 4}
    assert shown(Preferences(least=Least.OBSERVATIONAL)) == {1, 2, 4}
    assert shown(Preferences(least=Least.RANDOMISED)) == {1, 4}
