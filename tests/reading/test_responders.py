"""How many responded: however it is worded, and of which arm."""

import pytest

from tracker.model.appraisal import Direction
from tracker.reading import Reader
from tracker.reading.findings import RESPONDERS

FRAME = "METHODS: Forty adults with major depression were randomized to ketamine or saline. RESULTS: {}"


def shares(reader: Reader, sentence: str, frame: str = FRAME) -> list[tuple[int, str]]:
    told = reader.appraise("Ketamine in major depression", frame.format(sentence))
    return [(round(s.value), s.of) for f in told.findings if f.rule == RESPONDERS and not f.subgroup for s in f.shares]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("At one week 14 patients (35%) responded and 6 (15%) remitted.", [(35, "")]),
        ("The response rate, defined as a halving of the score, was 62.5%.", [(62, "")]),
        ("Response and remission rates were 54% and 30%; at day 7 they were 44% and 20%.", [(54, ""), (44, "")]),
        ("Response (>= 50% fall) and remission (score < 8) rates were 54% and 30%, respectively.", [(54, "")]),
        ("In all 70% of participants showed a 50% or greater reduction in their MADRS score.", [(70, "")]),
        ("Seventy-five percent of subjects responded.", [(75, "")]),
        ("Eighteen patients met the criterion for response.", [(45, "")]),
        ("Twenty patients received ketamine, and eight were identified as responders.", [(40, "drug")]),
        ("Responders (n = 9) and non-responders (n = 6) differed in sleep.", [(60, "")]),
        ("Unlike non-responders (n = 6), responders (n = 9) slept longer.", [(60, "")]),
        ("Twelve (30%) met criteria for remission and 18 (45%) for response.", [(45, "")]),
        ("Ketamine lowered the MADRS score (66% response rate).", [(66, "")]),
    ],
)
def test_a_share_of_responders_is_found(reader: Reader, sentence: str, told: list[tuple[int, str]]) -> None:
    """As a share, a rate, a halved score, or as people counted; what remitted is told apart."""
    assert [value for value, _ in shares(reader, sentence)] == [value for value, _ in told]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("A response was seen in 55% with ketamine and 20% with saline.", [(55, "drug"), (20, "control")]),
        ("Response rates differed (ketamine: 55%; saline: 20%).", [(55, "drug"), (20, "control")]),
        (
            "Response was more frequent with ketamine than with saline (55% and 20%, respectively).",
            [(55, "drug"), (20, "control")],
        ),
        (
            "More sertraline + ketamine-treated than sertraline + placebo-treated patients responded (90% v. 50%).",
            [(90, "drug"), (50, "control")],
        ),
        (
            "The response rate was 40% after lithium plus ketamine and 20% after placebo plus ketamine.",
            [(40, "drug"), (20, "drug")],
        ),
    ],
)
def test_a_share_goes_to_its_arm(reader: Reader, sentence: str, told: list[tuple[int, str]]) -> None:
    """Arms named after, before or ahead of their figures; where both arms get the drug, both shares are the drug's."""
    assert shares(reader, sentence) == told


@pytest.mark.parametrize(
    "sentence",
    [
        "MADRS scores showed a 50% reduction.",
        "In all 40% of patients had no response.",
        "Partial response was seen in 40% of patients.",
        "Remission was reached by 40% of patients.",
        "Forty percent of the responders relapsed within a week.",
        "Among responders, 80% kept their response.",
        "Sleep predicted response with 81% accuracy.",
        "Of 100 clinics, 26% responded to the survey.",
        "Patients had 68% and 55% increased odds of response and remission.",
        "Responders showed a higher share of deep sleep (53% vs. 21%).",
        "Three responders relapsed.",
        "The remission rate was 77%, although all patients responded.",
        "Of those who did not respond, 58% met criteria for response after the fourth infusion.",
    ],
)
def test_what_is_no_share_of_responders_is_left(reader: Reader, sentence: str) -> None:
    """Amounts, remission, relapse, those without a response, part of the people, surveys, tests."""
    assert shares(reader, sentence) == []


def test_a_comparison_of_responders_with_others_is_no_benefit(reader: Reader) -> None:
    """It tells how many responded, and of what goes with a response: not that the drug helped."""
    text = "RESULTS: Unlike non-responders (n = 6), responders (n = 9) slept longer."
    told = reader.appraise("Ketamine in major depression", f"METHODS: Fifteen adults had ketamine. {text}")
    assert [f.direction for f in told.findings if f.rule == "responders"] == [Direction.UNCLEAR]


def test_the_responders_of_another_illness_do_not_count(reader: Reader) -> None:
    """In a clause on anxiety a responder is one whose anxiety fell; beside it the other illness keeps its own."""
    assert shares(reader, "For the HAM-A scale 60% of patients were responders.") == []
    both = "The response rate on the HAM-A scale was 60%, whereas the response rate on the MADRS was 45%."
    assert shares(reader, both) == [(45, "")]


def test_a_share_told_among_the_methods_counts_where_nothing_is_labelled(reader: Reader) -> None:
    """An abstract without labels may tell it beside the scale that measured it."""
    text = "Thirty patients with major depression received ketamine. {}"
    told = shares(reader, "Depression was measured with the MADRS; 70% had at least a 50% reduction.", text)
    assert [value for value, _ in told] == [70]


RATES = "RESULTS: Response rates were 45% and 39%."


@pytest.mark.parametrize(
    ("methods", "way"),
    [
        ("METHODS: Sixty adults with major depression had six infusions of ketamine, open label.", Direction.BETTER),
        ("METHODS: Sixty adults with major depression were randomised, double-blind.", Direction.UNCLEAR),
    ],
)
def test_in_a_randomised_trial_a_share_alone_is_no_benefit(reader: Reader, methods: str, way: Direction) -> None:
    """There it has to be held against the other arm, also where what that got was not read."""
    told = reader.appraise("Ketamine in major depression", f"{methods} {RATES}").findings
    assert {f.direction for f in told if f.outcome == "response"} == {way}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Twelve (30%) of the patients responded and 9 (75%) of them slept longer.", [30]),
        ("Twelve (30%) of the patients responded and 9 (75%) of the patients responded later.", [30, 75]),
        (
            "In all 16/40 (40%) were responders on the MADRS and 30/40 (75%) were responders on the HAM-A scale.",
            [40, 40],
        ),
        (
            "In all 16/40 (40%) were responders on the MADRS and 30/40 (75%) were responders on the HAM-D scale.",
            [40, 40, 75, 75],
        ),
        ("Of those referred, 61% met ECT response criteria.", []),
        ("Of those treated, 61% met strict response criteria.", [61]),
        ("In all 68% of those asked (n = 43) took part; 61% of patients met response criteria.", [61]),
        ("Forty patients achieved a response.", []),
        ("Of the 40 patients who gave consent, 24 patients achieved a response.", [60]),
    ],
)
def test_a_share_of_something_else_is_no_share_of_responders(reader: Reader, sentence: str, told: list[int]) -> None:
    """Shares of those who responded, on another illness's scale, of responders to another treatment, of those asked;
    nor as many responders as people were counted."""
    assert [value for value, _ in shares(reader, sentence)] == told
