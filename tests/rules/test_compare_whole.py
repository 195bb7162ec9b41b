"""What only a whole abstract shows: who was studied, which arm is which, and sentences that lean on the one before."""

from __future__ import annotations

import pytest

from tests.rules.comparing import stances

TITLE = "Ketamine for treatment-resistant depression: a randomized, placebo-controlled trial"
TRIAL = "METHODS: 60 adults with treatment-resistant depression were randomized to ketamine or saline. RESULTS: {}"
MILD = "side-effects-transient"


@pytest.mark.parametrize(
    ("title", "text", "claim", "stance"),
    [
        # the illness stands once, or only in the name of what was measured
        (
            "Long-term ketamine: an open extension",
            "Participants with TRD (n = 310) entered the extension. MADRS scores fell by 12 points (p < .001).",
            "trd-efficacy",
            "supports",
        ),
        (
            "Ketamine against ECT in depression: an open trial",
            "Methods: 40 people were given ketamine. Results: MADRS scores fell from 31 to 14 (p < .001).",
            "trd-efficacy",
            "supports",
        ),
        (
            "Ketamine for sedation in endoscopy",
            "Methods: 40 people were given ketamine. Results: Respiratory depression improved (p < .001).",
            "trd-efficacy",
            None,
        ),
        # told on in the next sentence
        (
            TITLE,
            TRIAL.format("Nausea was reported by 9 patients. Most were mild and had gone by noon."),
            MILD,
            "supports",
        ),
        (TITLE, TRIAL.format("Nausea was reported by 9 patients. Most patients were in moderate health."), MILD, None),
        # two scales of the methods, and what became of both
        (
            "Quality of life on maintenance ketamine in treatment-resistant depression",
            "Twenty-six adults with TRD on ketamine filled in the Q-LES-Q and SDS. Both scores had improved (p < .01).",
            "functioning-improves",
            "supports",
        ),
        # arms told by a short form, or by a letter
        (
            TITLE,
            "METHODS: 34 adults with TRD were randomized to ketamine (KET) or saline (PBO). RESULTS: "
            "The mean change was -9.1 for KET and -7.8 for PBO, a difference of -1.3 (95% CI -7.4 to 4.8; p = .67).",
            "trd-efficacy",
            "challenges/not-shown",
        ),
        (
            "Ketamine for postherpetic neuralgia: a randomized trial",
            "METHODS: 60 patients with postherpetic neuralgia got ketamine (group K) or saline placebo (group C). "
            "RESULTS: Pain scores were lower in group K than in group C (P < 0.05).",
            "neuropathic-pain-efficacy",
            "supports",
        ),
        (
            "Ketamine for postherpetic neuralgia: a randomized trial",
            "METHODS: 60 patients with postherpetic neuralgia got saline placebo (group C) or ketamine (group K). "
            "RESULTS: Pain scores were lower in group C than in group K (P < 0.05).",
            "neuropathic-pain-efficacy",
            None,
        ),
        # shares near each other, with nothing said of chance
        (TITLE, TRIAL.format("Response was seen in 35% with ketamine and in 24% with saline."), "trd-efficacy", None),
        (
            TITLE,
            TRIAL.format("Response was seen in 55% with ketamine and in 24% with saline."),
            "trd-efficacy",
            "supports",
        ),
        # the control alone
        (
            TITLE,
            TRIAL.format("MADRS scores fell significantly with ketamine, whereas the saline group had no change."),
            "trd-efficacy",
            "supports",
        ),
        # a verb that belongs to the outcome beside it
        (
            "Ketamine infusions in depression: a chart review",
            "Methods: Charts of 94 adults with depression on ketamine were reviewed. Results: PHQ-9 scores fell by 6.4 "
            "points (95% CI 5.1-7.7), and 41 patients (44%) were responders.",
            "trd-efficacy",
            "supports",
        ),
        # the control stands beside the drug, and nowhere else
        (
            "Ketamine for chronic migraine: a blinded comparison with saline",
            "Thirty-four adults with chronic migraine got one infusion of ketamine or saline in random order. The "
            "primary endpoint, change in headache days, was -4.1 days with ketamine and -3.6 with saline (P "
            "= 0.68). Headache "
            "fell further on ketamine during the infusion (P = 0.04).",
            "migraine-efficacy",
            "challenges/not-shown",
        ),
        (
            TITLE,
            TRIAL.format("MADRS scores improved in both groups; there was no group by time interaction."),
            "trd-efficacy",
            "challenges/not-shown",
        ),
        # what is judged by its interval is a result, however early it stands
        (
            "Esketamine in depressed outpatients: a pooled look at three trials",
            "Data of 1,050 adults with TRD from three trials were pooled. Esketamine was better than placebo on MADRS "
            "(mean difference -3.8, 95% CI -5.6 to -2.0).",
            "trd-efficacy",
            "supports",
        ),
    ],
)
def test_what_the_whole_shows(title: str, text: str, claim: str, stance: str | None) -> None:
    """Each is read right, and its near neighbour stays silent."""
    assert stances(title, text).get(claim) == stance
