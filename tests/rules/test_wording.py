"""What readers are told: bound to the study, never stronger than it, from results and not from conclusions."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from tracker.model.appraisal import Appraisal, Comparator, Design, PrimaryResult, Species
from tracker.model.claim import Claim, ClaimKind, Polarity, StateModel
from tracker.model.ledger import ClaimState, Evidence, State, Stratum
from tracker.model.record import Link, LinkKind, Record, RecordId, Section
from tracker.model.verdict import Confidence, Ground, Stance, Verdict
from tracker.rules import wording
from tracker.rules.studywords import result_line

WORDS = {"low-mood": "low mood", "worry": "lasting worry"}
RECORD = Record(title="Examplamine for low mood", abstract=(Section("We conclude that 0.5 mg/kg examplamine works."),))

# what no sentence about a study or a claim may say, since no full text was appraised
FORBIDDEN = re.compile(
    r"\b(shows|showed|prove[sdn]?|proof|demonstrate[sd]?|confirm(s|ed)?|establish(es|ed)?|effective(ly|ness)?|works|"
    r"significant(ly)?|cures?|supports|challenges|promising|breakthrough|safe|refuted?)\b|\d\s?m?g\b",
    re.IGNORECASE,
)


def appraisal(design: Design = Design.RCT, **changes: Any) -> Appraisal:
    values: dict[str, Any] = {
        "species": Species.HUMAN,
        "participants": 64,
        "comparator": Comparator.PLACEBO,
        "conditions": ("low-mood",),
        "primary_result": PrimaryResult.FAVOURS,
    }
    return Appraisal(design=design, **(values | changes))


def claim(polarity: Polarity = Polarity.BENEFIT, kind: ClaimKind = ClaimKind.EFFICACY) -> Claim:
    return Claim(id="c", statement="S.", kind=kind, polarity=polarity, scope="", supports="", challenges="", sources=())


def verdict(
    stance: Stance = Stance.SUPPORTS, ground: Ground | None = None, confidence: Confidence = Confidence.HIGH
) -> Verdict:
    return Verdict(
        claim="c", stance=stance, ground=ground, quote="q", section="results", rule="r", confidence=confidence
    )


NOT_SHOWN = verdict(Stance.CHALLENGES, Ground.NOT_SHOWN)
AGAINST = verdict(Stance.CHALLENGES, Ground.AGAINST)
RULED_OUT = verdict(Stance.CHALLENGES, Ground.RULED_OUT)
MIXED = verdict(Stance.MIXED)


@pytest.mark.parametrize(
    ("read", "line"),
    [
        (
            appraisal(),
            "Randomised trial of 64 people (low mood), compared with an inert placebo. "
            "On its main result people did better than on placebo.",
        ),
        (
            appraisal(comparator=Comparator.ACTIVE_PLACEBO, primary_result=PrimaryResult.NO_DIFFERENCE),
            "Randomised trial of 64 people (low mood), compared with a placebo that can be felt. "
            "On its main result it did not show a difference from the placebo.",
        ),
        (
            appraisal(comparator=Comparator.ACTIVE, participants=1204),
            "Randomised trial of 1,204 people (low mood), compared with another treatment. "
            "Its main result went in favour of the treatment studied.",
        ),
        (
            appraisal(primary_result=PrimaryResult.AGAINST, conditions=()),
            "Randomised trial of 64 people, compared with an inert placebo. "
            "On its main result people did worse than on placebo.",
        ),
        (
            appraisal(primary_result=PrimaryResult.MIXED, participants=None),
            "Randomised trial (number of people not stated) (low mood), compared with an inert placebo. "
            "Its main results went both ways.",
        ),
        (
            appraisal(comparator=Comparator.NONE),
            "Randomised trial of 64 people (low mood), with nothing to compare it with. "
            "People improved; the cause is unknown.",
        ),
        (
            appraisal(Design.TRIAL_NONRANDOMISED, comparator=Comparator.NONE, conditions=("low-mood", "worry", "x")),
            "Trial without randomisation of 64 people (low mood, lasting worry), with nothing to compare it with. "
            "People improved; the cause is unknown.",
        ),
        (
            appraisal(Design.COHORT, comparator=Comparator.ACTIVE),
            "Observational study of 64 people (low mood), compared with another treatment. "
            "People did better than those they were compared with; the groups were not formed by chance.",
        ),
        (
            appraisal(Design.COHORT, comparator=Comparator.NOT_APPLICABLE, primary_result=PrimaryResult.NOT_EFFICACY),
            "Observational study of 64 people (low mood).",
        ),
        (
            appraisal(Design.CASE_REPORT, comparator=Comparator.NOT_APPLICABLE, participants=1),
            "Case report of 1 person (low mood). People improved; the cause is unknown.",
        ),
        (
            appraisal(Design.META_ANALYSIS, n_studies=12, participants=900, primary_result=PrimaryResult.NO_DIFFERENCE),
            "Pooled analysis of 12 studies with 900 people in all (low mood). "
            "Taken together the studies did not show a difference.",
        ),
        (
            appraisal(Design.SYSTEMATIC_REVIEW, n_studies=1, participants=None),
            "Systematic review of 1 study (low mood).",
        ),
        (appraisal(Design.META_ANALYSIS, participants=None, primary_result=PrimaryResult.NOT_EFFICACY),
         "Pooled analysis (low mood)."),
        (appraisal(Design.NARRATIVE_REVIEW), "Overview or opinion article (low mood), without results of its own."),
        (appraisal(Design.PROTOCOL), "Plan of a study (low mood); it has no results yet."),
        (
            appraisal(Design.PRECLINICAL, species=Species.ANIMAL),
            "Laboratory study in animals (low mood); what it means for people is unknown.",
        ),
        (
            appraisal(Design.RCT, species=Species.IN_VITRO, conditions=()),
            "Randomised trial in cells; what it means for people is unknown.",
        ),
        (appraisal(Design.OTHER, participants=None, comparator=Comparator.NOT_APPLICABLE),
         "Study of another kind (low mood)."),
    ],
)  # fmt: skip
def test_plain_line(read: Appraisal, line: str) -> None:
    """Design, people, comparison, main result."""
    assert wording.plain_line(read, RECORD, WORDS) == line


def test_a_retracted_study_is_told_without_its_result() -> None:
    """The warning comes first and nothing it found is repeated."""
    record = Record(title="T", abstract=RECORD.abstract, publication_types=("Retracted Publication",))
    assert wording.plain_line(appraisal(), record, WORDS) == (
        "Retracted: what it reported must not be relied on. "
        "Randomised trial of 64 people (low mood), compared with an inert placebo."
    )


def test_a_concern_comes_first() -> None:
    """Before what the study found."""
    record = Record(title="T", abstract=RECORD.abstract, links=(Link(LinkKind.CONCERN_IN),))
    assert wording.plain_line(appraisal(), record, WORDS).startswith("Its journal has published a concern about it")


def test_without_an_abstract_nothing_is_said_about_results() -> None:
    """A title is not a finding."""
    assert wording.plain_line(appraisal(), Record(title="T"), WORDS) == wording.NO_TEXT_YET


def test_the_authors_conclusion_leaves_no_trace() -> None:
    """Only the appraisal is told: another conclusion gives the same line, and no dose gets in."""
    other = Record(title="T", abstract=(Section("Examplamine 40 mg is a breakthrough.", category="CONCLUSIONS"),))
    assert wording.plain_line(appraisal(), other, WORDS) == wording.plain_line(appraisal(), RECORD, WORDS)


@cache
def everything_said() -> frozenset[str]:
    """All sentences that these functions can build, over all values of the fields that each looks at."""
    said: set[str] = set()
    for design, comparator, species in itertools.product(Design, Comparator, Species):
        for result, people in itertools.product(PrimaryResult, (None, 1, 64, 1204)):
            read = appraisal(design, comparator=comparator, primary_result=result, species=species, participants=people)
            said.add(wording.plain_line(read, RECORD, WORDS))
            said.update(wording.badges(RECORD, read))
            said.add(wording.why_no_verdict(RECORD, read))
        for polarity, kind in itertools.product(Polarity, ClaimKind):
            of = claim(polarity, kind)
            for given in (verdict(), verdict(confidence=Confidence.LOW), MIXED, NOT_SHOWN, AGAINST, RULED_OUT):
                said.add(wording.verdict_words(of, given, appraisal(design, comparator=comparator, species=species)))
                said.add(wording.reader_stance(of, given))
    for state in State:
        said.add(wording.claim_words(ClaimState(claim="c", stratum=Stratum(), state=state)))
        said.add(wording.claim_words(ClaimState(claim="c", stratum=Stratum(), state=state, blinding_not_secured=True)))
    for kind, was_sent in itertools.product(("retraction", "concern", "correction", "reversed", "?"), (True, False)):
        said.add(wording.alert_words(kind, was_sent=was_sent, statement="S."))
    return frozenset(said)


def test_forbidden_words_are_never_said() -> None:
    """No "shows", "proves" and their kin, no inside words, no doses; over every combination of inputs."""
    said = everything_said()
    assert len(said) > 150
    assert sorted(sentence for sentence in said if FORBIDDEN.search(sentence)) == []


def test_probably_is_said_of_claims_only() -> None:
    """And only where several randomised trials agree."""
    assert {sentence for sentence in everything_said() if "probably" in sentence} == {
        "This is probably so: several randomised trials agree.",
        "This is probably so: several randomised trials agree. Blinding was not secured.",
    }


def test_what_was_seen_without_control_has_an_unknown_cause() -> None:
    """In the plain line and in the words of the verdict."""
    for design in (Design.TRIAL_NONRANDOMISED, Design.COHORT, Design.CASE_SERIES, Design.CASE_REPORT, Design.RCT):
        read = appraisal(design, comparator=Comparator.NONE)
        assert result_line(read) == "People improved; the cause is unknown."
        assert wording.verdict_words(claim(), verdict(), read) == "improved; the cause is unknown"


@pytest.mark.parametrize(
    ("polarity", "given", "reading"),
    [
        (Polarity.BENEFIT, verdict(), "as claimed"),
        (Polarity.BENEFIT, AGAINST, "less benefit"),
        (Polarity.BENEFIT, RULED_OUT, "less benefit"),
        (Polarity.BENEFIT, NOT_SHOWN, "cannot tell"),
        (Polarity.BENEFIT, MIXED, "cannot tell"),
        (Polarity.MORE_HARM, verdict(), "more harm"),
        (Polarity.MORE_HARM, AGAINST, "less harm"),
        (Polarity.MORE_HARM, NOT_SHOWN, "cannot tell"),
        (Polarity.LESS_HARM, verdict(), "less harm"),
        (Polarity.LESS_HARM, AGAINST, "more harm"),
        (Polarity.LESS_HARM, NOT_SHOWN, "cannot tell"),
        (Polarity.LESS_HARM, MIXED, "cannot tell"),
        (Polarity.NEUTRAL, verdict(), "as claimed"),
        (Polarity.NEUTRAL, AGAINST, "other than claimed"),
        (Polarity.NEUTRAL, verdict(Stance.CHALLENGES), "cannot tell"),
    ],
)
def test_reader_stance(polarity: Polarity, given: Verdict, reading: str) -> None:
    """A null result is no refutation; a verdict on harm says which way it points."""
    assert wording.reader_stance(claim(polarity), given) == reading


SAFETY = ClaimKind.SAFETY


@pytest.mark.parametrize(
    ("of", "given", "read", "words"),
    [
        (claim(), NOT_SHOWN, appraisal(), "did not show a difference; a useful one is not excluded"),
        (claim(), RULED_OUT, appraisal(), "a useful difference was ruled out"),
        (claim(), AGAINST, appraisal(), "the result went against the claim"),
        (claim(), MIXED, appraisal(), "the results went both ways"),
        (
            claim(),
            verdict(),
            appraisal(),
            "the result was better than on an inert placebo",
        ),
        (
            claim(),
            verdict(),
            appraisal(comparator=Comparator.ACTIVE_PLACEBO),
            "the result was better than on a placebo that can be felt",
        ),
        (claim(), verdict(), appraisal(comparator=Comparator.ACTIVE), "the result was in line with the claim"),
        (
            claim(),
            verdict(confidence=Confidence.LOW),
            appraisal(comparator=Comparator.ACTIVE),
            "improved from before treatment; the cause is unknown (our reading is unsure)",
        ),
        (
            claim(),
            verdict(),
            appraisal(Design.COHORT),
            "the result was better than in those compared; the groups were not formed by chance",
        ),
        (claim(), verdict(), appraisal(Design.META_ANALYSIS), "the result was in line with the claim"),
        (claim(Polarity.MORE_HARM, SAFETY), verdict(), appraisal(), "this harm was reported"),
        (claim(Polarity.LESS_HARM, SAFETY), AGAINST, appraisal(), "more harm was reported than the claim says"),
        (
            claim(Polarity.MORE_HARM, SAFETY),
            AGAINST,
            appraisal(),
            "this harm was looked for and hardly or not found; too few people to rule out a rare one",
        ),
        (
            claim(Polarity.LESS_HARM, SAFETY),
            verdict(),
            appraisal(participants=300),
            "harm was looked for and was as small or as brief as claimed",
        ),
        (
            claim(Polarity.NEUTRAL, ClaimKind.MECHANISM),
            verdict(),
            appraisal(Design.PRECLINICAL, species=Species.ANIMAL),
            "in animals, the result was in line with the claim; what that means for people is unknown",
        ),
        (
            claim(Polarity.NEUTRAL, ClaimKind.MECHANISM),
            AGAINST,
            appraisal(Design.PRECLINICAL, species=Species.IN_VITRO),
            "in the laboratory, the result went against the claim; what that means for people is unknown",
        ),
    ],
)
def test_verdict_words(of: Claim, given: Verdict, read: Appraisal, words: str) -> None:
    """What a verdict rests on, as the end of "In this study: "."""
    assert wording.verdict_words(of, given, read) == words


@pytest.mark.parametrize(
    ("read", "record", "expected"),
    [
        (appraisal(), RECORD, ("randomised", "blinding not secured")),
        (appraisal(comparator=Comparator.ACTIVE_PLACEBO), RECORD, ("randomised",)),
        (appraisal(primary_result=PrimaryResult.NO_DIFFERENCE, spin=True), RECORD,
         ("randomised", "conclusion goes further than the main result")),
        (appraisal(Design.TRIAL_NONRANDOMISED, comparator=Comparator.NONE, participants=19), RECORD,
         ("open-label", "fewer than 20 people")),
        (appraisal(Design.TRIAL_NONRANDOMISED, comparator=Comparator.ACTIVE), RECORD, ("not randomised",)),
        (appraisal(Design.PRECLINICAL, species=Species.ANIMAL, participants=None), RECORD, ("animal",)),
        (appraisal(Design.PRECLINICAL, species=Species.IN_VITRO, participants=None), RECORD, ("cell",)),
        (appraisal(Design.OTHER), RECORD, ()),
        (
            appraisal(Design.COHORT, comparator=Comparator.NONE),
            Record(title="T", abstract=(Section("A."),), is_preprint=True,
                   publication_types=("Retracted Publication",),
                   links=(Link(LinkKind.CONCERN_IN), Link(LinkKind.ERRATUM_IN))),
            ("retracted", "expression of concern", "corrected since", "preprint, not peer-reviewed", "observational"),
        ),
    ],
)  # fmt: skip
def test_badges(read: Appraisal, record: Record, expected: tuple[str, ...]) -> None:
    """Gravest first; every design has its word."""
    assert wording.badges(record, read) == expected


def test_design_rank() -> None:
    """Best designs first, animals and cells last; every design has a place of its own."""
    ranks = [wording.design_rank(design) for design in Design]
    assert sorted(ranks) == list(range(len(Design)))
    assert wording.design_rank(Design.RCT) < wording.design_rank(Design.TRIAL_NONRANDOMISED)
    assert wording.design_rank(Design.COHORT) < wording.design_rank(Design.CASE_REPORT)
    assert wording.design_rank(Design.PRECLINICAL) == max(ranks)


def test_why_no_verdict() -> None:
    """No abstract, no results, or nothing that settles a claim."""
    assert "Without an abstract" in wording.why_no_verdict(Record(title="T"), None)
    assert "no results of its own" in wording.why_no_verdict(RECORD, appraisal(Design.PROTOCOL))
    assert "does not settle" in wording.why_no_verdict(RECORD, appraisal())
    assert "could not be read" in wording.why_no_verdict(RECORD, replace(appraisal(), stumbled=True))


def state(kind: State, *stances: Stance, **changes: Any) -> ClaimState:
    rows = tuple(
        Evidence(
            record=RecordId(number),
            study=number,
            claim="c",
            stance=stance,
            ground=None,
            design=Design.RCT,
            species=Species.HUMAN,
            comparator=Comparator.PLACEBO,
            participants=150,
            stratum=Stratum(),
            primary=True,
            peer_reviewed=True,
            retracted=False,
            concern=False,
            year=2025,
            quote="q",
        )
        for number, stance in enumerate(stances)
    )
    moved_by = tuple(row.record for row in rows)
    return ClaimState(claim="c", stratum=Stratum(), state=kind, evidence=rows, moved_by=moved_by, **changes)


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (state(State.PRELIMINARY, Stance.SUPPORTS), "This may be so; the evidence is early."),
        (state(State.PRELIMINARY, Stance.CHALLENGES), "Too little is known to tell."),
        (state(State.PRELIMINARY, Stance.SUPPORTS, Stance.MIXED), "Too little is known to tell."),
        (
            state(State.SUPPORTED, Stance.SUPPORTS, Stance.SUPPORTS, blinding_not_secured=True),
            "This is probably so: several randomised trials agree. Blinding was not secured.",
        ),
        (state(State.CONTESTED), "Studies disagree."),
        (state(State.CHALLENGED, Stance.CHALLENGES), "This may not be so."),
        (state(State.CHALLENGED, Stance.CHALLENGES, Stance.CHALLENGES), "This is probably not so."),
        (
            state(State.NOT_SHOWN),
            "Randomised trials did not show a difference; a useful one is not excluded.",
        ),
        (state(State.NONE_SEEN), "No study that counts was seen here."),
        (state(State.LOOKED_FOR, note="the harm was looked for and not seen in 400 people"),
         "The harm was looked for and not seen in 400 people."),
        (state(State.LOOKED_FOR), "This was looked for and not seen."),
        (state(State.SEEN), "This was seen in a study."),
        (state(State.LISTED), "What studies reported is listed; no state is given."),
        (state(State.SEEN_REPEATEDLY), "This was seen in more than one study."),
    ],
)  # fmt: skip
def test_claim_words(of: ClaimState, words: str) -> None:
    """ "May" while it rests on one study, "probably" where several randomised trials agree."""
    assert wording.claim_words(of) == words


@pytest.mark.parametrize(
    ("polarity", "value", "words"),
    [
        (Polarity.LESS_HARM, "seen", "contradicted once by harm seen"),
        (Polarity.LESS_HARM, "seen repeatedly", "contradicted repeatedly by harm seen"),
        (Polarity.LESS_HARM, "looked for and not seen", "looked into and not contradicted"),
        (Polarity.MORE_HARM, "seen", "seen"),
        (Polarity.MORE_HARM, "looked for and not seen", "looked for and not seen"),
        (Polarity.MORE_HARM, "seen, so far", "seen, so far"),
        (Polarity.MORE_HARM, "", ""),
    ],
)
def test_state_words(polarity: Polarity, value: str, words: str) -> None:
    """ "Seen" under "hardly any side effects" would read as its opposite."""
    assert wording.state_words(replace(claim(polarity), state_model=StateModel.SEEN), value) == words
    assert wording.state_words(claim(polarity), value) == value


def test_a_claim_that_lost_its_only_study_says_so() -> None:
    """A study under a concern is still seen; it does not count."""
    assert wording.state_words(claim(Polarity.BENEFIT), "no study seen here") == "no study that counts"


def test_alert_words() -> None:
    """Whether this reader was sent the study is the first thing said."""
    assert wording.alert_words("retraction", was_sent=True, statement="") == (
        "A study that we sent you was retracted. What it reported must not be relied on."
    )
    assert wording.alert_words("reversed", was_sent=True, statement="S.").endswith(
        'what we said of it about "S." is reversed.'
    )
    assert wording.alert_words("concern", was_sent=False, statement="").startswith("A study on one of your topics")
