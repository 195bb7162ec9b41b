"""Cost, access, practice and routes: what a result states in so many words; fictional results."""

from __future__ import annotations

import pytest

from tests.rules.comparing import stances

COHORT = "METHODS: In a retrospective cohort of 400 patients prescribed ketamine we analysed claims data. RESULTS: "


@pytest.mark.parametrize(
    ("claim", "result", "stance"),
    [
        ("cost-barrier", "Of the patients, 41% declined ketamine because of cost.", "supports"),
        ("cost-barrier", "The mean cost of a ketamine infusion was 400 dollars.", None),
        ("cost-offset", "Ketamine was cost-effective at 30,000 per QALY.", "supports"),
        ("cost-offset", "Ketamine was not cost-effective at 30,000 per QALY.", "challenges/against"),
        ("cost-offset", "Ketamine was cost-effective in one model. It was not cost-effective in the other.", "mixed"),
        ("cost-offset", "CONCLUSIONS: Ketamine was cost-effective at best. It was not cost-effective at worst.", None),
        ("cost-offset", "Ketamine may be a cost-effective option.", None),
        ("cost-offset", "Hypnosis is cost-effective compared to ketamine at 30,000 per QALY.", "challenges/against"),
        ("cost-offset", "Ketamine is cost-effective compared to hypnosis at 30,000 per QALY.", "supports"),
        ("cost-offset", "At this cost hypnosis dominates ketamine in nine scenarios.", "challenges/against"),
        ("insurance-variable", "Insurance coverage for ketamine varied between states.", "supports"),
        ("insurance-variable", "Most ketamine patients had insurance.", None),
        ("clinics-growing", "Ketamine prescriptions increased from 120 in 2019 to 900 in 2024.", "supports"),
        ("clinics-growing", "Ketamine prescriptions remained stable.", "challenges/against"),
        ("clinics-unregulated", "Dosing and screening varied widely between ketamine clinics.", "supports"),
        ("clinics-safe", "Of 200 clinics offering ketamine, 40% did not monitor blood pressure.", "challenges/against"),
        ("access-rural", "Ketamine treatment was less likely to be started in rural counties.", "supports"),
        ("access-rural", "Ketamine patients in rural counties were older.", None),
        ("routes-differ", "The bioavailability of ketamine was 45% nasal and 20% oral.", None),
        ("routes-differ", "Ketamine had a lower bioavailability when given as an oral solution.", "supports"),
        ("iv-most-common", "The most common route of ketamine prescribed was intravenous (62%).", "supports"),
        ("iv-most-common", "Ketamine was given as an intravenous infusion over 40 minutes.", None),
        ("research-growing", "The annual number of publications on ketamine rose from 40 to 400.", "supports"),
    ],
)  # fmt: skip
def test_a_context_claim_is_told_only_by_what_is_stated(claim: str, result: str, stance: str | None) -> None:
    """The claim's words bear it out, their contrary contradicts it, the topic alone says nothing."""
    assert stances("Use of ketamine in practice: a cohort", COHORT + result).get(claim) == stance
