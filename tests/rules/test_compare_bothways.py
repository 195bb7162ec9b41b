"""Results that go two ways: when that is mixed, and when one of them counts for little; fictional."""

import pytest

from tests.rules.comparing import stances

TITLE = "Ketamine in treatment-resistant depression: a randomized placebo-controlled trial"
METHODS = "METHODS: 60 adults with treatment-resistant depression were randomized to ketamine or placebo. RESULTS: "
BETTER = "MADRS scores fell more with ketamine than with placebo (p = .01). "


def said(results: str, claim: str = "trd-efficacy", title: str = TITLE, methods: str = METHODS) -> str | None:
    return stances(title, methods + results).get(claim)


@pytest.mark.parametrize(
    ("results", "stance"),
    [
        (BETTER + "BDI scores did not differ between ketamine and placebo (p = .06).", "supports"),
        (BETTER + "BDI scores did not differ between ketamine and placebo (p = .60).", "mixed"),
        ("BDI scores did not differ between ketamine and placebo (p = .06).", "challenges/not-shown"),
        ("Ketamine improved depression on the affective (p = .01) but not the somatic (p = .07) subscale.", "supports"),
        ("Ketamine improved depression on the affective (p = .01) but not the somatic (p = .70) subscale.", "mixed"),
    ],
)
def test_a_difference_just_missed_is_not_held_against_one_that_is_there(results: str, stance: str) -> None:
    """On one scale significant, on another not quite: they do not disagree; alone it is still not shown."""
    assert said(results) == stance


@pytest.mark.parametrize(
    ("works", "fails", "stance"), [("75 mg", "50 mg", "supports"), ("50 mg", "75 mg", "mixed"), ("", "", "challenges")]
)
def test_a_higher_dose_that_works_beside_a_lower_that_does_not(works: str, fails: str, stance: str) -> None:
    """So a trial in search of a dose means to end; a lower one that works alone is odd."""
    results = (
        f"Quality of life did not differ between {fails} ketamine and placebo. However, {works} ketamine showed "
        "significant improvements in quality of life."
    )
    found = said(results, "functioning-improves")
    assert found is not None
    assert found.split("/")[0] == stance


@pytest.mark.parametrize(
    ("results", "stance"),
    [
        ("Only patients without anxiety had lower MADRS scores on ketamine than on placebo (p = .01).", "mixed"),
        ("Depression improved with ketamine in patients with anxiety but not in patients without anxiety.", "mixed"),
        ("Patients had lower MADRS scores on ketamine than on placebo (p = .01).", "supports"),
        (BETTER + "Only patients without anxiety had lower BDI scores on ketamine than on placebo.", "supports"),
    ],
)
def test_a_benefit_in_some_people_only(results: str, stance: str) -> None:
    """Said outright, it goes both ways, unless the comparison with control holds for all."""
    assert said(results) == stance


def test_two_primary_outcomes_of_which_one_is_met() -> None:
    """A difference in percent is no share of people, and the outcome it is of is better."""
    methods = (
        "METHODS: 90 adults with alcohol use disorder were randomized to ketamine or placebo. The primary outcomes "
        "were the percentage of days abstinent and relapse at six months. RESULTS: "
    )
    results = (
        "There was a significantly greater number of days abstinent with ketamine than with placebo (mean difference="
        "10.1%, 95% CI 1.1 to 19.0), most of all with ketamine plus therapy against placebo plus education (15.9%, 95% "
        "CI 3.8 to 28.1). There was no significant difference in relapse rate between ketamine and placebo."
    )
    title = "Ketamine in alcohol use disorder: a randomized placebo-controlled trial"
    assert said(results, "addiction-efficacy", title, methods) == "mixed"


@pytest.mark.parametrize(("form", "stance"), [("esketamine", "mixed"), ("memantine", "supports")])
def test_a_form_of_the_drug_is_the_drug(form: str, stance: str) -> None:
    """In a review of the drug a null result on a form of it counts; one on another drug does not."""
    text = (
        "METHODS: We searched for randomized trials of ketamine against placebo in depression. RESULTS: Ketamine was "
        "given intravenously in 8 trials. Ketamine was compared with placebo in all. Four trials of ketamine found "
        "greater reductions of suicidal ideation within a day than placebo. Ketamine was given twice in one trial. Two "
        f"trials examined {form} for suicidal ideation and found no advantage over placebo within a day."
    )
    title = "The rapid effect of ketamine on suicidal ideation: a systematic review"
    assert said(text, "suicidality-rapid", title, "") == stance


@pytest.mark.parametrize(("count", "stance"), [("Four of nine", "mixed"), ("Eight of nine", "supports")])
def test_those_who_remain_in_response(count: str, stance: str) -> None:
    """Fewer than half is mixed, however it is worded."""
    methods = "METHODS: 14 adults with treatment-resistant depression received six infusions of ketamine. RESULTS: "
    results = f"{count} subjects remained in response throughout the four weeks of follow-up."
    assert said(results, "trd-few-doses-last", "Serial ketamine infusions in depression", methods) == stance
