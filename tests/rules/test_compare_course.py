"""What becomes of the benefit: after one dose, after few, and while doses go on."""

import pytest

from tests.rules.comparing import stances

SEVERAL = (
    "Repeated ketamine infusions in treatment-resistant depression",
    "METHODS: Forty adults with treatment-resistant depression were given six ketamine infusions over two weeks. "
    "RESULTS: ",
)
ONE = (
    "A single ketamine infusion in treatment-resistant depression: a randomized placebo-controlled trial",
    "METHODS: Sixty adults with treatment-resistant depression were randomized to one infusion of ketamine or saline. "
    "RESULTS: ",
)


def said(study: tuple[str, str], results: str, claim: str) -> str | None:
    return stances(study[0], study[1] + results).get(claim)


@pytest.mark.parametrize(
    ("results", "stance"),
    [
        (
            "MADRS scores fell after the first infusion and this decrease was maintained for the infusion period.",
            "supports",
        ),
        ("Depression scores fell and remained low throughout the six-week course of ketamine.", "supports"),
        ("All remitters showed further improvement of depression during the continuation phase.", "supports"),
        ("In all 36 of 40 patients (90%) were in response or remission during the maintenance phase.", "supports"),
        ("After the first infusion 13% responded; after six infusions 60% responded.", "supports"),
        ("Repeated infusions resulted in a longer time to relapse.", "supports"),
        ("MADRS scores fell during induction, and this fall persisted during the OP/MAINT phase.", "supports"),
        ("A second course of treatment helped extend the improvement of depression.", "supports"),
        ("A second course of treatment improved depression.", None),
        ("Ketamine improved depression, with effects lasting six weeks post-ketamine administration.", None),
        ("Relapse rates were 70% with placebo and 40% with 100 mg.", "supports"),
        ("MADRS scores did not differ between single and repeated infusions.", "challenges/not-shown"),
        ("MADRS scores did not differ between the six infusion and the single infusion group.", "challenges/not-shown"),
        ("Depression scores fell and stayed lower four weeks after the last infusion.", None),
        ("Verbal memory remained better after adjusting for depression scores.", None),
        ("Three quarters of responders maintained their response for seven days.", None),
    ],
)
def test_a_benefit_kept_on_repeated_doses(results: str, stance: str | None) -> None:
    """Kept while dosing goes on, in words, shares or fewer relapses; what is kept after the last dose is not it."""
    assert said(SEVERAL, results, "trd-repeat-sustains") == stance


@pytest.mark.parametrize(
    ("results", "stance"),
    [
        ("Responders relapsed, on average, 16 days after the last infusion.", "challenges/against"),
        ("All but one of the responders relapsed within one month after the last infusion.", "challenges/against"),
        ("Of the ten patients who responded, seven relapsed within the four week follow-up.", "challenges/against"),
        ("Of the ten responders, four maintained response at the three-month follow-up.", "mixed"),
        ("Patients remained without relapse for eight months.", "supports"),
        ("At follow-up in the sixth month depression scores were consistently lower than before.", "supports"),
        ("Depression scores stayed low over three months of maintenance treatment.", None),
        ("Improvement of depression was maintained for 6 weeks of follow-up with additional antidepressants.", None),
        ("Three kept their remission at the 6-week follow-up; two relapsed within 2 weeks.", None),
    ],
)
def test_a_benefit_after_few_doses(results: str, stance: str | None) -> None:
    """Most relapsed within a month: against; fewer than half kept it: mixed; not what other care kept."""
    assert said(SEVERAL, results, "trd-few-doses-last") == stance


@pytest.mark.parametrize(
    ("study", "results", "stance"),
    [
        (ONE, "The antidepressant effect of the single infusion did not persist over a month.", "supports"),
        (ONE, "Of all subjects 35% maintained response for at least 1 week.", "supports"),
        (ONE, "Within four weeks 80% of the responders relapsed.", "supports"),
        (
            ONE,
            "MADRS scores were lower with ketamine than with saline at day 1 (p = .01). MADRS scores did not differ "
            "between ketamine and saline at day 7.",
            "supports",
        ),
        (
            ONE,
            "MADRS scores were significantly lower with ketamine than with saline at 6 weeks (p = .01).",
            "challenges/against",
        ),
        (SEVERAL, "All but one relapsed within one month after the last infusion.", None),
        (ONE, "MADRS scores were lower with ketamine than with saline at day 1 (p = .01).", None),
    ],
)
def test_a_benefit_after_one_dose(study: tuple[str, str], results: str, stance: str | None) -> None:
    """Lost, relapsed or no longer told from control within a month; held against control after a month contradicts."""
    assert said(study, results, "trd-single-dose-fades") == stance


@pytest.mark.parametrize(
    ("title", "results", "stance"),
    [
        ("Real-world esketamine in treatment-resistant depression", "In all 55% responded.", "supports"),
        ("Real-world esketamine in treatment-resistant depression", "Response was 35% and remission 20%.", "mixed"),
        ("Real-world esketamine in treatment-resistant depression", "MADRS scores fell.", None),
        ("Open-label esketamine in treatment-resistant depression", "In all 55% responded.", None),
    ],
)
def test_an_open_label_study_of_ordinary_care(title: str, results: str, stance: str | None) -> None:
    """Where the title says so, its stated shares count as those of a clinic do; a mean fall does not."""
    methods = "METHODS: In this open-label trial forty adults received esketamine nasal spray. RESULTS: "
    assert stances(title, methods + results).get("real-world-effectiveness") == stance


def test_a_combination_judged_in_the_conclusion() -> None:
    """Where only the conclusion sets both parts against one alone, it decides."""
    told = stances(
        "Lithium after ketamine in treatment-resistant depression: a randomized placebo-controlled trial",
        "METHODS: Forty adults were given ketamine and randomized to lithium or placebo. RESULTS: MADRS scores fell "
        "from baseline. CONCLUSION: The combination of lithium with ketamine did not significantly alter the "
        "antidepressant response to ketamine alone.",
    )
    assert told.get("drug-combination") == "challenges/not-shown"


@pytest.mark.parametrize(
    ("results", "stance"),
    [
        ("Depression scores had improved and were still lower, the fall being kept at 2 months from the last dose.",
         "supports"),
        ("The gain in depression had persisted at 1 month of the last dose of ketamine.", "supports"),
        ("The gain in depression had persisted at 1 month of the doses of ketamine.", None),
    ],
)  # fmt: skip
def test_months_of_the_last_dose_are_counted_from_it(results: str, stance: str | None) -> None:
    """ "At 1 month of the last dose" and "2 months from" it tell what became of the gain without further doses."""
    assert said(SEVERAL, results, "trd-few-doses-last") == stance
