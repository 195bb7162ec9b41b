"""Who was studied: people, animals, nobody."""

import pytest

from tracker.model.appraisal import Species
from tracker.reading import Reader


@pytest.mark.parametrize(
    ("title", "text", "species"),
    [
        ("Ketamine in hair by mass spectrometry", "The method was validated and found precise.", Species.NONE),
        ("Ketamine in hair by mass spectrometry", "Hair of 20 volunteers was analysed.", Species.HUMAN),
        ("Ketamine and swimming", "METHODS: Rats received ketamine. RESULTS: The rats swam longer.", Species.ANIMAL),
        ("Ketamine for pain", "METHODS: 40 patients received ketamine. RESULTS: Pain fell.", Species.HUMAN),
    ],
)
def test_who_was_studied(reader: Reader, title: str, text: str, species: Species) -> None:
    """A way of measuring is about nobody, unless people were measured."""
    assert reader.appraise(title, text).species is species


SERVED = "It helps depressed patients within hours. "


@pytest.mark.parametrize(
    ("title", "text", "species"),
    [
        (
            "Ketamine and hippocampal transmission",
            SERVED + "We recorded field potentials at Schaffer collateral synapses 3 h after ketamine (10 mg/kg). They "
            "grew. This may explain relief in patients.",
            Species.ANIMAL,
        ),
        (
            "Ketamine and signalling in the cortex",
            SERVED + "Adult male Sprague Dawley received ketamine. PSD-95 rose in synaptosomes. Patients may benefit.",
            Species.ANIMAL,
        ),
        (
            "Hippocampal subfields after ketamine",
            "In rodents spine density rises. MRI measured CA1 volume before and after six infusions. It grew.",
            Species.HUMAN,
        ),
        (
            "Ketamine and plasticity of the motor cortex",
            "It acts on dendritic spines. We gave 12 patients theta-burst stimulation. Evoked potentials grew.",
            Species.HUMAN,
        ),
        (
            "Dendritic spine loss and depression: ketamine",
            "In animal models it restores spines. MADRS scores were rated before and after. Scores fell by 14 points.",
            Species.HUMAN,
        ),
        (
            "Ketamine and BDNF in plasma",
            "Plasma BDNF was measured at 4 h. It did not change after infusion, in contrast to findings in rats.",
            Species.HUMAN,
        ),
        (
            "Ketamine infusion in a painful syndrome",
            "In brain slices NMDA block was seen. Ketamine was given intravenously. Pain scores fell in the patients.",
            Species.HUMAN,
        ),
    ],
)
def test_patients_who_are_hoped_for_took_no_part(reader: Reader, title: str, text: str, species: Species) -> None:
    """Tissue or a strain names the animal where the abstract does not; what animals showed before decides nothing."""
    assert reader.appraise(title, text).species is species


@pytest.mark.parametrize(
    ("title", "treated"),
    [
        ("Ketamine infusions for depression in everyday practice", True),
        ("Ketamine infusions and depression scores in everyday practice", False),
        ("Ketamine infusions for bipolar disorder in everyday practice", False),
    ],
)
def test_an_outcome_that_is_measured_does_not_hide_the_illness_of_the_title(
    reader: Reader, title: str, treated: bool
) -> None:
    """ "For depression" tells who was treated, where the body names conditions only as part of what was measured."""
    text = "RESULTS: Suicidal ideation fell in 60 of 90. The fall in suicidal ideation was kept for a week."
    assert ("mdd" in reader.appraise(title, text).conditions) is treated
