"""What was measured, and the parts put together, held against claims; fictional results."""

from __future__ import annotations

import pytest

from tests.rules.comparing import stances

TITLE = "Ketamine and inflammation: a randomised trial"
METHODS = "METHODS: 60 patients were randomised to ketamine or placebo. RESULTS: "


def told(result: str, claim: str, title: str = TITLE) -> str | None:
    return stances(title, METHODS + result).get(claim)


def test_higher_on_placebo_means_lower_on_the_drug() -> None:
    """The arm that is named decides which way the marker went."""
    claim = "anti-inflammatory"
    assert told("Interleukin-6 was significantly higher in the placebo group than in the ketamine group.", claim) == (
        "supports"
    )
    assert told("Interleukin-6 was significantly higher in the ketamine group than in the placebo group.", claim) != (
        "supports"
    )


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("Inhibition of glutamate release abolished the effect of ketamine.", "supports"),
        ("The effect of ketamine was independent of NMDA receptors.", "challenges/against"),
        ("Glutamate did not differ between ketamine and placebo.", None),
    ],
)
def test_a_mechanism_needs_dependence(result: str, stance: str | None) -> None:
    """A level that did not change says nothing about what the effect needs."""
    assert told(result, "nmda-mechanism") == stance


def test_a_class_of_medicines_is_no_transmitter() -> None:
    """ "Serotonin reuptake inhibitors increased" is about medicines."""
    claim = "other-transmitters"
    assert told("Use of serotonin reuptake inhibitors increased after ketamine.", claim) is None
    assert told("Dopamine release increased significantly after ketamine.", claim) == "supports"


def test_a_part_against_both_parts_is_a_combination_compared() -> None:
    """ "Together against alone" counts; before and after of both together does not."""
    claim, title = "psychotherapy-combination", "Ketamine with cognitive behavioral therapy for depression"
    assert told(
        "MADRS scores did not differ between ketamine plus CBT and ketamine alone (p = 0.6).", claim, title
    ) == ("challenges/not-shown")
    assert told("MADRS scores improved from baseline.", claim, title) is None


def test_a_shorter_time_to_response_is_faster() -> None:
    """The figures and their arms decide; the other way round gives nothing."""
    claim, title = "faster-than-standard", "Ketamine or escitalopram for treatment-resistant depression"
    text = "The median time to response was {} days with ketamine and {} days with escitalopram (p = 0.01)."
    assert told(text.format(8, 23), claim, title) == "supports"
    assert told(text.format(23, 8), claim, title) is None


def test_a_difference_before_the_drug_is_none_of_its() -> None:
    """Levels that differed at entry neither contradict nor bear out what came after the drug."""
    after = "After six infusions of ketamine interleukin-6 was significantly lower than in the placebo group."
    before = "Before treatment, interleukin-6 did not differ between the groups. "
    assert told(before + after, "anti-inflammatory") == "supports"
    assert told(before, "anti-inflammatory") is None


def test_what_calms_inflammation_may_rise() -> None:
    """A calming cytokine that rises contradicts nothing; an inflammatory one that did not change challenges."""
    both = "Interleukin-6 decreased after ketamine, while the anti-inflammatory cytokine IL-4 increased."
    assert told(both, "anti-inflammatory") == "supports"
    unmoved = "Interleukin-6 did not change significantly after ketamine (p = 0.41)."
    assert told(unmoved, "anti-inflammatory") == "challenges/not-shown"


ADD_ON = "Naltrexone before ketamine in treatment-resistant depression: a randomised crossover study"
TWO_INFUSIONS = (
    "METHODS: 26 adults with treatment-resistant depression received ketamine in a randomised crossover study, once "
    "after naltrexone and once after placebo. RESULTS: "
)


def test_both_arms_on_the_drug_say_nothing_against_its_harms_or_effects() -> None:
    """A smaller fall with the second medicine is a loss; effects alike in both arms were not absent."""
    found = stances(
        ADD_ON,
        TWO_INFUSIONS
        + "The reduction in HDRS score was significantly smaller after naltrexone plus ketamine than after "
        "placebo plus ketamine (p = 0.002). Dissociation scores did not differ between the conditions.",
    )
    assert found.get("drug-combination") != "supports"
    assert found.get("trd-efficacy") is None
    assert found.get("side-effects-psychotomimetic") is None


def test_a_smaller_fall_on_control_is_still_a_larger_one_on_the_drug() -> None:
    """The same words with the control first favour the drug."""
    text = (
        "METHODS: 80 patients with treatment-resistant depression were randomised to ketamine or placebo. RESULTS: "
        "The reduction in MADRS score was significantly smaller with placebo than with ketamine (p = 0.01)."
    )
    assert stances("Ketamine for treatment-resistant depression", text).get("trd-efficacy") == "supports"


SYSTEMS = "METHODS: Fourteen adults with depression received ketamine after naltrexone or placebo. RESULTS: "


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("Naltrexone blocked the antidepressant effect of ketamine (p < 0.001).", "supports"),
        ("Naltrexone did not attenuate the antidepressant effect of ketamine.", "challenges/against"),
        ("Naltrexone was well tolerated.", None),
    ],
)
def test_what_blocks_the_effect_takes_part_in_it(result: str, stance: str | None) -> None:
    """An effect that a blocker takes away needs the system; one that it leaves does not."""
    assert stances("Naltrexone and ketamine: a crossover trial", SYSTEMS + result).get("other-transmitters") == stance


CELLS = "METHODS: Rats exposed to stress received ketamine (10 mg/kg, i.p.) or saline. RESULTS: "


@pytest.mark.parametrize(
    ("result", "claim", "stance"),
    [
        ("Ketamine restored dendritic spine density in the cortex.", "synaptic-plasticity", "supports"),
        ("The loss of spines after stress was reversed by ketamine.", "synaptic-plasticity", "supports"),
        ("Ketamine did not change spine density.", "synaptic-plasticity", "challenges/not-shown"),
        ("Spine density was measured after ketamine.", "synaptic-plasticity", None),
        ("The area of secondary hyperalgesia was smaller with ketamine.", "central-sensitisation", "supports"),
    ],
)
def test_markers_move_in_other_words(result: str, claim: str, stance: str | None) -> None:
    """Restored, reversed, unchanged; and a name that holds the word "secondary" is no secondary outcome."""
    assert stances("Ketamine in stressed rats", CELLS + result).get(claim) == stance


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        (
            "Compared with placebo, anxiety scores, IL-6 levels and pain scores were significantly decreased in the "
            "ketamine group (p = 0.01).",
            "supports",
        ),
        (
            "Pre-operative CRP concentrations were similar in both groups. CRP was significantly lower in the ketamine "
            "group than in the placebo group after surgery (p = 0.01).",
            "supports",
        ),
        (
            "IL-6 was significantly lower in the ketamine group than in the placebo group (p = 0.01). IL-10 was "
            "significantly higher in the ketamine group than in the placebo group (p = 0.01).",
            "supports",
        ),
        (
            "IL-6 was significantly lower in the ketamine group than in the placebo group (p = 0.01). IL-8 was "
            "significantly higher in the ketamine group than in the placebo group (p = 0.01).",
            None,
        ),
    ],
)
def test_what_is_lowered_is_told_in_lists_and_after_the_drug(result: str, stance: str | None) -> None:
    """One verb for all of a list; levels before the drug are no result; what calms may rise."""
    assert told(result, "anti-inflammatory") == stance


@pytest.mark.parametrize(
    ("arms", "stance"),
    [
        ("one session or three sessions of ketamine-assisted psychotherapy, single versus repeated", None),
        ("ketamine-assisted psychotherapy or psychotherapy with placebo", "challenges/not-shown"),
    ],
)
def test_more_of_both_is_no_test_of_the_combination(arms: str, stance: str | None) -> None:
    """Where both arms get both parts, and one more often, their likeness says nothing of the combination."""
    found = stances(
        "Ketamine-assisted psychotherapy for heroin dependence",
        "A prior study found it better than active placebo. METHODS: We randomized 60 adults with heroin dependence to "
        f"{arms}. RESULTS: No differences between groups were found in craving for heroin.",
    )
    assert found.get("psychotherapy-combination") == stance
    assert "anxiety-efficacy" not in found
