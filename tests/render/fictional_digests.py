"""Digests that no source ever gave: every study, person and journal in them is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.model.digest import (
    Alert,
    ClaimGroup,
    ClaimLine,
    Digest,
    DigestReceipt,
    LedgerLine,
    SourceLine,
    StudyCard,
    TopicSection,
)
from tracker.model.record import RecordId

SAFETY = (
    "This is research news, not medical advice.",
    "Do not start, stop or change any treatment because of it; talk to the people who treat you.",
    "This mailbox is not monitored.",
)
CRISIS = (
    "In a crisis call your local emergency number.",
    "US: call or text 988. UK and Ireland: call 116 123. Elsewhere: findahelpline.com.",
)

MOOD = "In low mood that standard treatment has not relieved, examplamine lessens the symptoms."
HARM = "Treatment with examplamine has hardly any side effects."


def line(
    claim: str = "mood-efficacy",
    statement: str = MOOD,
    reading: str = "as claimed",
    words: str = "the result was better than on an inert placebo",
    quote: str = "Scores fell by 9.1 points on examplamine and by 4.2 on placebo (p = 0.01).",
) -> ClaimLine:
    return ClaimLine(
        claim=claim,
        statement=statement,
        reading=reading,
        words=words,
        quote=quote,
        rule="between-groups",
        confidence="high",
    )


def card(number: int, **changes: object) -> StudyCard:
    base = StudyCard(
        record=RecordId(number),
        title=f"Examplamine for low mood in Lower Exampleton: trial {number}",
        authors="Ada Fictional, Ben Madeup, Cy Nobody and others",
        journal="Journal of Invented Trials",
        published="2026-11",
        plain="Randomised trial of 64 people (low mood), compared with an inert placebo. "
        "On its main result people did better than on placebo.",
        quote="Scores fell by 9.1 points on examplamine and by 4.2 on placebo (p = 0.01).",
        badges=("randomised", "blinding not secured"),
        rank=1,
        human=True,
        peer_reviewed=True,
        late=False,
        first_reading=False,
        topics=("mood",),
        lines=(line(),),
        pubmed_url=f"https://pubmed.ncbi.nlm.nih.gov/{90000000 + number}/",
        doi_url=f"https://doi.org/10.5555/fictional.{number}",
        fulltext_url="https://pmc.ncbi.nlm.nih.gov/articles/PMC99999999/",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


RECEIPT = DigestReceipt(
    runs=28,
    first_run="16 November 06:00 UTC",
    last_run="22 November 18:00 UTC",
    failed=(),
    answered=(
        SourceLine(title="PubMed", status="ok", words="asked 14-22 November, 61 records, 9 new"),
        SourceLine(title="Journal of Invented Trials", status="ok", words="12 items, 2 on topic, 1 new"),
        SourceLine(title="Annals of Nowhere", status="unchanged", words="unchanged since 15 November"),
    ),
)
FAILED = (
    SourceLine(
        title="Exampleton Psychiatry", status="blocked", words="answered with a challenge page since 17 November"
    ),
)

EMPTY = Digest(
    name="Research digest",
    start=date(2026, 11, 16),
    end=date(2026, 11, 22),
    up_to=17,
    safety=SAFETY,
    crisis=CRISIS,
    receipt=RECEIPT,
)

_CARDS = (
    card(
        1,
        lines=(
            line(),
            line(
                claim="few-side-effects",
                statement=HARM,
                reading="more harm",
                words="this harm was reported",
                quote="Dissociation occurred in 41 % on examplamine and in 3 % on placebo.",
            ),
        ),
    ),
    card(
        2,
        title="A negative trial of examplamine in winter gloom",
        plain="Randomised trial of 212 people (low mood), compared with a placebo that can be felt. "
        "On its main result it did not show a difference from the placebo.",
        quote="The primary outcome did not differ between groups (difference 0.6 points, 95 % CI -1.9 to 3.1).",
        badges=("randomised", "conclusion goes further than the main result"),
        lines=(
            line(
                reading="cannot tell",
                words="did not show a difference; a useful one is not excluded",
                quote="The primary outcome did not differ between groups (difference 0.6 points, 95 % CI -1.9 to 3.1).",
            ),
        ),
        fulltext_url="",
    ),
    card(
        3,
        title="Open-label examplamine at the Imaginary Clinic",
        plain="Trial without randomisation of 24 people (low mood), with nothing to compare it with. "
        "People improved; the cause is unknown.",
        quote="Mean scores fell from 31 to 17 at day 7.",
        badges=("preprint, not peer-reviewed", "open-label"),
        rank=4,
        peer_reviewed=False,
        lines=(
            line(
                reading="as claimed",
                words="improved; the cause is unknown",
                quote="Mean scores fell from 31 to 17 at day 7.",
            ),
        ),
        pubmed_url="",
        late=True,
    ),
)

FULL = replace(
    EMPTY,
    up_to=93,
    alerts=(
        Alert(
            kind="retraction",
            record=RecordId(77),
            title="Examplamine for worry: a randomised trial at Upper Exampleton",
            was_sent=True,
            words="A study that we sent you was retracted. What it reported must not be relied on.",
            notice="J Invent Trials. 2026 Nov;12(4):399.",
            pubmed_url="https://pubmed.ncbi.nlm.nih.gov/90000077/",
        ),
    ),
    ledger=(
        LedgerLine(
            claim="worry-efficacy",
            statement="Examplamine relieves lasting worry, also where other treatment failed.",
            stratum="examplamine / by drip / lasting worry",
            before="supported",
            after="preliminary",
            because="Examplamine for worry: a randomised trial at Upper Exampleton",
            reason="the study was retracted",
        ),
    ),
    topics=(
        TopicSection(
            topic="mood",
            title="Low mood that treatment has not relieved",
            claims=(
                ClaimGroup(claim="mood-efficacy", statement=MOOD, records=(RecordId(1), RecordId(2), RecordId(3))),
                ClaimGroup(claim="few-side-effects", statement=HARM, records=(RecordId(1),)),
            ),
            cards=_CARDS,
        ),
    ),
    other=(
        card(
            4,
            title="What patients say about examplamine: interviews in Lower Exampleton",
            plain="Study of another kind of 18 people (low mood).",
            quote="",
            badges=("fewer than 20 people",),
            rank=8,
            lines=(),
            why_no_verdict="Its abstract does not settle any of the claims that are watched.",
        ),
    ),
    preclinical=(
        card(
            5,
            title="Examplamine and dendritic spines in the Exampleton mouse",
            plain="Laboratory study in animals; what it means for people is unknown.",
            quote="Spine density was 18 % higher in treated mice.",
            badges=("animal",),
            rank=11,
            human=False,
            lines=(
                line(
                    claim="spines-grow",
                    statement="Examplamine makes synapses grow.",
                    words="in animals, the result was in line with the claim; what that means for people is unknown",
                    quote="Spine density was 18 % higher in treated mice.",
                ),
            ),
        ),
    ),
    receipt=replace(RECEIPT, failed=FAILED),
)
