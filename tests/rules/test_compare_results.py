"""What a result has to say to bear a claim out, and what it says of something else."""

import pytest

from tests.rules.comparing import QUERIES, stances
from tracker.model.appraisal import PrimaryResult
from tracker.reading import Reader
from tracker.registry.load import load

TITLE = "Ketamine in treatment-resistant depression: a randomized placebo-controlled trial"
METHODS = (
    "METHODS: Sixty adults with treatment-resistant depression were randomized to ketamine or saline. The primary "
    "outcome was the change in MADRS score at day 28. RESULTS: "
)


def said(results: str, claim: str = "trd-efficacy", title: str = TITLE, methods: str = METHODS) -> str | None:
    return stances(title, methods + results).get(claim)


@pytest.mark.parametrize(
    ("results", "stance"),
    [
        (
            "At day 28 MADRS scores did not differ between ketamine and saline (p = .40). In an exploratory analysis "
            "of patients aged under 40, more responded to ketamine than to saline (p = .04).",
            "challenges/not-shown",
        ),
        (
            "At day 28 MADRS scores fell more with ketamine than with saline (p = .01). At day 60 MADRS scores did not "
            "differ between ketamine and saline (p = .40).",
            "supports",
        ),
        (
            "Depression scores improved over time, but without significant difference between ketamine and saline.",
            "challenges/not-shown",
        ),
        (
            "At day 28 MADRS scores did not differ between ketamine and saline (difference -0.4, 95% CI -2.1 to 1.3). "
            "The confidence interval excluded the prespecified difference of 3 points.",
            "challenges/ruled-out",
        ),
        ("MADRS scores were significantly higher with ketamine than with saline (p = .01).", "challenges/against"),
        ("MADRS scores did not differ between the two routes.", None),
        ("Response rates did not differ between patients with and without anxiety.", None),
        ("MADRS scores fell less after naltrexone plus ketamine than after saline plus ketamine (p = .01).", None),
        ("Scopolamine had no significant antidepressant effects relative to placebo.", None),
        ("Metabolites differed significantly between the sexes, irrespective of response.", None),
    ],
)
def test_the_planned_outcome_and_the_comparison_decide(results: str, stance: str | None) -> None:
    """The primary outcome outranks a subgroup; a null result counts against a control, not between kinds or routes."""
    assert said(results) == stance


def test_the_primary_result_is_that_of_the_planned_outcome() -> None:
    """Secondary results that go another way do not make the primary result mixed."""
    registry = load(QUERIES)
    told = Reader(registry.vocabulary).appraise(
        TITLE,
        METHODS + "At day 28 MADRS scores did not differ between ketamine and saline (p = .40). Remission was more "
        "frequent with ketamine than with saline (p = .04).",
    )
    assert told.primary_result is PrimaryResult.NO_DIFFERENCE


@pytest.mark.parametrize(
    ("results", "claim", "stance"),
    [
        ("70% of patients had at least a 50% reduction in MADRS scores.", "trd-response-rate", "supports"),
        ("70% of patients had at least a 50% reduction in pain scores.", "trd-response-rate", None),
        ("60 patients were included; 78% had not responded to two antidepressants.", "trd-response-rate", None),
        (
            "18% of patients showed greater than 50% reduction in MADRS scores.",
            "real-world-effectiveness",
            "challenges",
        ),
        ("The improvement in depression scores had disappeared by the third week.", "trd-efficacy", None),
        ("HDRS scores improved significantly and 46% of participants were responders.", "trd-efficacy", "supports"),
    ],
)
def test_shares_of_responders_are_those_who_responded(results: str, claim: str, stance: str | None) -> None:
    """Halved scores are a response; those who had not responded before, or whose benefit was over, are none."""
    told = said(
        results,
        claim,
        "Ketamine infusions for treatment-resistant depression: a retrospective chart review",
        "METHODS: Charts of 60 patients with treatment-resistant depression treated with ketamine were reviewed. "
        "RESULTS: ",
    )
    assert (told or "").partition("/")[0] == (stance or "")


def test_a_review_whose_results_go_both_ways_is_mixed() -> None:
    """A pooled null beside a benefit in part of the trials is neither support nor refutation."""
    told = said(
        "Ketamine did not reduce pain intensity at 4 weeks (MD -1.12, 95% CI -2.33 to 0.09). Analysing trials of low "
        "risk of bias, ketamine decreased pain intensity at 4 weeks.",
        "chronic-pain-efficacy",
        "Ketamine for chronic pain: a systematic review and meta-analysis of randomized placebo-controlled trials",
        "METHODS: Databases were searched for randomized trials against placebo in chronic pain. RESULTS: ",
    )
    assert told == "mixed"


REVIEW = (
    "METHODS: Trials of ketamine for alcohol use disorder were searched for systematically. RESULTS: Six were found. "
)


@pytest.mark.parametrize(
    ("results", "stance"),
    [
        ("Results on primary outcomes were mixed within and across trials.", "mixed"),
        ("Mixed results were reported with respect to craving.", "mixed"),
        ("Results for all biomarkers were contradictory.", None),  # of something else
        ("The trials were mixed in their methods and in how craving was rated.", None),  # no results
        (
            "Results on primary outcomes were mixed, but ketamine reduced craving compared with saline (p = .01).",
            "supports",
        ),
    ],
)
def test_a_review_that_calls_its_results_mixed_is_mixed(results: str, stance: str | None) -> None:
    """Its own word for what the studies found counts where it tells no way."""
    assert said(results, "addiction-efficacy", "Ketamine for alcohol use: a systematic review", REVIEW) == stance


OPEN = "METHODS: In this open-label study 60 adults with major depression, 30 of them anxious, had ketamine. RESULTS: "


def test_groups_that_improved_alike_without_a_control_improved() -> None:
    """Both got the drug: alike says who benefits, and that they did. Against: alike on drug and control."""
    alike = "Both groups had significant and comparable improvements in depressive symptoms."
    assert said(alike, title="Ketamine in depression: an open-label study", methods=OPEN) == "supports"
    assert said(alike) != "supports"


def test_a_concession_after_a_comma_is_one() -> None:
    """ "Results showed, that while both helped, they did not differ": the null is about the routes."""
    methods = "METHODS: Randomized trials of ketamine against placebo in major depression were pooled. RESULTS: "
    result = "Results showed, that while oral and infused ketamine were associated with increased response rates, "
    told = said(
        result + "efficacy did not differ between these routes.",
        title="Antidepressant efficacy of ketamine: a meta-analysis",
        methods=methods,
    )
    assert told == "supports"


def test_a_conclusion_on_the_comparison_counts_whatever_the_title_is_about() -> None:
    """A study of what goes with a response may conclude on control too; a change without one stays out."""
    title = "Associations of sleep with response to ketamine in treatment-resistant depression"
    methods = METHODS + "Sleep was measured. CONCLUSIONS: "
    against = "Ketamine significantly improved depressive symptoms versus saline."
    assert said(against, title=title, methods=methods) == "supports"
    assert said("Ketamine improved depressive symptoms.", title=title, methods=methods) is None


def test_a_review_of_several_drugs_tells_of_the_one_that_a_first_clause_names() -> None:
    """ "It favoured the one, with a trend to the other" is a result on the one; one on both is on neither alone."""
    title = "Medicines for treatment-resistant depression: a meta-analysis of placebo-controlled trials"
    methods = "METHODS: Randomized placebo-controlled trials in treatment-resistant depression were pooled. RESULTS: "
    one = "Remission rates favoured ketamine over placebo (OR 2.9, 95% CI 1.1 to 7.6), with a trend to aripiprazole."
    both = "Remission rates favoured ketamine and aripiprazole over placebo (OR 2.9, 95% CI 1.1 to 7.6)."
    assert said(one, title=title, methods=methods) == "supports"
    assert said(both, title=title, methods=methods) is None
