"""Harms held against the safety claims, on fictional results."""

from __future__ import annotations

import pytest

from tests.rules.comparing import stances

TITLE = "Ketamine for treatment-resistant depression: a randomised trial"
METHODS = "METHODS: 80 patients with treatment-resistant depression were randomised to ketamine or placebo. RESULTS: "


def told(result: str, claim: str) -> str | None:
    return stances(TITLE, METHODS + result).get(claim)


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("A higher rate of nausea was observed in the control group compared with the ketamine group (p = 0.005).",
         "challenges/against"),
        ("A higher rate of nausea was observed in the ketamine group compared with the control group (p = 0.005).",
         "supports"),
    ],
)  # fmt: skip
def test_more_on_control_is_never_read_as_more_on_the_drug(result: str, stance: str) -> None:
    """Which arm had more decides, not the word "higher"."""
    assert told(result, "side-effects-nausea-dizziness") == stance


def test_a_denied_increase_is_no_increase() -> None:
    """ "No increased risk" does not make side effects troublesome."""
    result = "Blood pressure increased after ketamine, but there was no increased risk of hypertension."
    assert told(result, "side-effects-minimal") is None
    assert told("Adverse events were significantly more frequent with ketamine than with placebo (p = 0.01).",
                "side-effects-minimal") == "challenges/against"  # fmt: skip


def test_a_total_that_is_alike_is_not_contradicted_by_one_effect() -> None:
    """The same number of adverse events, one kind more often: no verdict on how much harm there is."""
    result = "There was no significant difference in adverse events, although vomiting was more frequent with ketamine."
    assert told(result, "side-effects-minimal") is None


def test_exceptions_make_it_mixed() -> None:
    """ "Except for one, which was higher, tolerability did not differ" goes both ways."""
    result = (
        "Except for dizziness scores, which were higher with ketamine, we found no significant difference in "
        "adverse events."
    )
    assert told(result, "side-effects-minimal") == "mixed"


def test_events_before_the_drug_are_not_its_own() -> None:
    """What came before the dose tells nothing of its course."""
    assert told("Adverse events before ketamine were mild.", "side-effects-transient") is None
    assert told("Adverse events after ketamine were mild and resolved within two hours.",
                "side-effects-transient") == "supports"  # fmt: skip


def test_spontaneous_reports_are_no_spontaneous_ends() -> None:
    """ "Spontaneously reported" is not "resolved spontaneously"."""
    assert told("Spontaneously reported increased blood pressure was frequent with ketamine.",
                "cardiovascular-passes") is None  # fmt: skip
    assert told("Increased blood pressure with ketamine resolved spontaneously.", "cardiovascular-passes") == "supports"


def test_a_rise_beside_an_association_is_a_rise() -> None:
    """An increase that stands before "and was associated with" was observed; a mere association was not."""
    rise = "Ketamine was followed by a significant increase in CADSS scores, and age was associated with sedation."
    assert told(rise, "side-effects-psychotomimetic") == "supports"
    assert told("Dissociation was associated with response.", "side-effects-psychotomimetic") is None


def test_a_dose_named_by_its_effect_is_no_effect() -> None:
    """ "Psychotomimetic doses" name a dose."""
    assert told("Psychotomimetic doses of ketamine increased glucose uptake (p = 0.01).",
                "side-effects-psychotomimetic") is None  # fmt: skip
    assert told("Agitation in 12% of patients was treated with dissociative-dose ketamine.",
                "side-effects-psychotomimetic") is None  # fmt: skip
    assert told("Users of dissociative hallucinogens reported more insomnia (p = 0.01).",
                "side-effects-psychotomimetic") is None  # fmt: skip


def test_people_sorted_by_an_effect_do_not_show_it() -> None:
    """ "Those exhibiting it showed a larger fall" is about the fall; "those on the drug showed it" about the effect."""
    claim = "side-effects-psychotomimetic"
    assert told("Patients exhibiting dissociative symptoms showed a larger rise in pulse (p = 0.01).", claim) is None
    assert told("Patients receiving ketamine showed dissociative symptoms (p = 0.01).", claim) == "supports"


def test_higher_than_on_another_treatment_is_no_rise() -> None:
    """What lowers the pressure itself may be all the difference; a rise is a rise, whatever it is held against."""
    title = "Ketamine or propofol for electroconvulsive therapy: a randomised trial"
    methods = "METHODS: 80 patients were randomised to ketamine or propofol. RESULTS: "

    def rise(result: str) -> str | None:
        return stances(title, methods + result).get("cardiovascular-rise")

    assert rise("Blood pressure was higher with ketamine than with propofol (p = 0.01).") is None
    assert rise("Compared with propofol, ketamine kept a higher mean arterial pressure (p = 0.01).") is None
    assert rise("Blood pressure increased more with ketamine than with propofol (p = 0.01).") == "supports"
    assert told("Blood pressure was higher with ketamine than with placebo (p = 0.01).",
                "cardiovascular-rise") == "supports"  # fmt: skip


def test_two_groups_of_patients_do_not_stand_for_control() -> None:
    """No difference between kinds of patients, all on the drug, is no comparison with control."""
    open_label = "METHODS: In an open-label study 135 patients with treatment-resistant depression received ketamine. "
    result = "RESULTS: No significant differences in CADSS scores were found between men and women."
    assert "side-effects-psychotomimetic" not in stances("Ketamine for depression", open_label + result)


LONG = "METHODS: In an open-label long-term extension, {n} patients with depression received esketamine nasal spray. "


@pytest.mark.parametrize(
    ("n", "time", "stance"),
    [("640", "24 months", "challenges/against"), ("64", "24 months", None), ("640", "8 weeks", None)],
)
def test_no_new_signal_counts_in_many_people_for_long(n: str, time: str, stance: str | None) -> None:
    """At least 300 people and a year; fewer or shorter gives no verdict."""
    result = f"RESULTS: Over {time} of treatment MADRS scores fell and no new safety signals were identified."
    found = stances("Long-term safety of esketamine nasal spray", LONG.format(n=n) + result)
    assert found.get("long-term-safety-open") == stance


def test_a_named_risk_group_with_more_harm_bears_out_the_contraindication() -> None:
    """Higher in them supports, no higher challenges, a mere inclusion says nothing."""
    higher = "Patients with a history of hypertension had a greater increase in blood pressure after ketamine."
    assert told(higher, "contraindications") == "supports"
    alike = "In patients with a history of psychosis there was no exacerbation of psychotic symptoms after ketamine."
    assert told(alike, "contraindications") == "challenges/against"
    assert told("Twelve patients had a history of hypertension.", "contraindications") is None


@pytest.mark.parametrize(
    "result",
    [
        "The dissociation scale was developed from six items of a longer scale.",
        "Dissociation is a well-known effect of ketamine and was commonly assessed with the CADSS.",
        "The response seemed to be connected with hallucinations.",
        "Patients treated with dissociative-dose ketamine were discharged earlier.",
        "Ketorolac infusion resulted in dissociation.",
        "Ketamine elicited minimal dissociation.",
    ],
)
def test_methods_and_common_knowledge_are_no_observation(result: str) -> None:
    """A scale, a known effect, a link with response, a dose's name or another drug's effect was not observed here."""
    assert told(result, "side-effects-psychotomimetic") is None


@pytest.mark.parametrize(
    "result",
    [
        "Ketamine produces dissociation and delusion-like beliefs (p = 0.01).",
        "Patients receiving ketamine more often had mild to moderate dissociation (76% versus 18%, p < 0.001).",
        "Ketamine impaired episodic but not semantic memory and increased dissociation.",
    ],
)
def test_what_the_drug_brings_about_was_observed(result: str) -> None:
    """Present tense, a grade that holds "moderate", or a "not" about something else hide no effect."""
    assert told(result, "side-effects-psychotomimetic") == "supports"


def test_steady_blood_pressure_did_not_rise() -> None:
    """ "More stable" is no "more"; "more" of it is a rise."""
    steady = "Patients in the ketamine group had more stable blood pressure after induction."
    assert told(steady, "cardiovascular-rise") is None
    assert told("Blood pressure was higher in the ketamine group (p = 0.01).", "cardiovascular-rise") == "supports"


def test_a_course_that_is_stated_outlives_a_denial_beside_it() -> None:
    """ "Transient and did not lead anyone to stop" tells the course; "did not lead anyone to stop" alone does not."""
    told_both = "Dissociation and nausea after ketamine were transient and did not result in any discontinuation."
    assert told(told_both, "side-effects-transient") == "supports"
    assert told("Dissociation did not result in any discontinuation.", "side-effects-transient") is None


@pytest.mark.parametrize(
    "result",
    [
        "Ketamine's subjective effects lasted longer than its effects on memory.",
        "One patient had transient apnoea and was intubated: a serious adverse event of ketamine.",
        "There were eight spontaneous reports of hallucinations with ketamine.",
    ],
)
def test_a_duration_in_itself_is_not_brief(result: str) -> None:
    """What lasted longer, was grave, or was reported spontaneously did not pass soon."""
    assert told(result, "side-effects-transient") is None


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("Adverse events occurred in 4% of patients on ketamine.", "supports"),
        ("Serious adverse events occurred in 4% of patients on ketamine.", None),
        ("No significant adverse events were observed with ketamine.", None),
        ("Four of 205 infusions of ketamine (2.0%) were discontinued due to adverse events.", None),
        ("Discontinuation rates due to adverse events were 12% with ketamine and 1% with placebo.",
         "challenges/against"),
        ("Patients with high trait dissociation had a significantly higher risk of dissociation on ketamine.", None),
    ],
)  # fmt: skip
def test_the_rate_of_some_events_is_not_the_rate_of_all(result: str, stance: str | None) -> None:
    """Rare grave events or rare drop-out do not make side effects few; figures for all of them do."""
    assert told(result, "side-effects-minimal") == stance


def test_misuse_of_something_else_is_not_misuse_of_the_drug() -> None:
    """Abuse in childhood or a disorder brought along is not what the drug led to; craving for it is."""
    assert told("Childhood physical abuse was more common among responders to ketamine.", "abuse-liability") is None
    assert told("Drug liking was higher after ketamine than after placebo.", "abuse-liability") == "supports"
    assert told("No adverse events or increased craving for ketamine were observed.", "abuse-liability") != "supports"


def test_figures_are_read_with_the_part_they_stand_in() -> None:
    """ "In 4.9%; two serious events occurred" gives the same verdict in one sentence and in two."""
    one = "Side effects of ketamine were reported by 4.9% of patients; two serious adverse events occurred."
    two = "Side effects of ketamine were reported by 4.9% of patients. Two serious adverse events occurred."
    assert told(one, "side-effects-minimal") == told(two, "side-effects-minimal") == "supports"


PRESCRIBED = "METHODS: 118 adults who took prescribed ketamine and 236 controls were compared. RESULTS: "


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("Long-term use of ketamine was associated with urinary symptoms (27% vs 11%).", "supports"),
        ("Urinary symptoms were more frequent after 14 months of ketamine than in controls.", "supports"),
        ("Urinary symptoms were more frequent on the day after ketamine than in controls.", None),
        ("Most studies did not assess bladder symptoms on long-term ketamine treatment.", None),
    ],
)
def test_a_harm_of_long_use_needs_long_use(result: str, stance: str | None) -> None:
    """Said to be of long use, or as late as the claim asks; a harm of the day is none."""
    found = stances("Urinary symptoms with prescribed ketamine: a cohort study", PRESCRIBED + result)
    assert found.get("long-term-safety-open") == stance


def test_changes_of_blood_pressure_that_were_seen_bear_out_the_rise() -> None:
    """ "Changes in blood pressure were noted" says that it was not left as it was; "no changes" says it was."""
    seen = "Changes in blood pressure and heart rate were noted after ketamine."
    assert told(seen, "cardiovascular-rise") == "supports"
    assert told("No changes in blood pressure were noted after ketamine.", "cardiovascular-rise") != "supports"


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("The intensity of dissociation during infusion correlated with the fall in MADRS score.", "supports"),
        ("Dissociation correlated with the fall in MADRS score.", None),
    ],
)
def test_what_has_an_intensity_was_there(result: str, stance: str | None) -> None:
    """An effect whose intensity is related to something occurred; a bare relation says nothing."""
    assert told(result, "side-effects-psychotomimetic") == stance


def test_a_rise_after_yet_belongs_to_its_drug() -> None:
    """ "A moderate yet significant increase, and was associated with a rise" is one statement about the drug."""
    result = (
        "Ketamine produced a moderate yet significant increase in CADSS and was associated with an increase in "
        "systolic blood pressure."
    )
    assert told(result, "cardiovascular-rise") == "supports"


def test_under_anaesthesia_nothing_speaks_for_little_harm() -> None:
    """Mild effects around an operation are no treatment's; the same words of awake patients are."""
    words = "METHODS: 80 women were randomised to ketamine or placebo{}. RESULTS: Adverse effects were mild."
    title = "Ketamine and depression{}: a randomised trial"
    surgery = stances(title.format(" after surgery"), words.format(" during general anaesthesia"))
    assert surgery.get("side-effects-transient") is None
    assert stances(title.format(""), words.format("")).get("side-effects-transient") == "supports"


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("The rise in blood pressure after ketamine persisted for two days.", "challenges/against"),
        ("No hypertensive crisis occurred after ketamine.", None),
        ("The rise in blood pressure after ketamine resolved within two hours.", "supports"),
    ],
)
def test_a_harm_that_lasted_contradicts_that_it_passes(result: str, stance: str | None) -> None:
    """The claim's contrary words contradict it; what is denied does not."""
    assert told(result, "cardiovascular-passes") == stance


@pytest.mark.parametrize(("n", "stance"), [("340", "challenges/against"), ("34", None)])
def test_misuse_that_is_denied_counts_in_many_people(n: str, stance: str | None) -> None:
    """Nobody among hundreds contradicts the claim; nobody among a few says nothing."""
    text = f"METHODS: In a prospective cohort {n} adults with depression received ketamine, and misuse was asked for. "
    found = stances("Ketamine for depression: a cohort", text + "RESULTS: No misuse of ketamine was observed.")
    assert found.get("abuse-liability") == stance


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("Side effects occurred in 4% of patients and serious adverse events in 0.1%.", "supports"),
        ("Serious adverse events occurred in 4% of patients.", None),
    ],
)
def test_the_rate_of_all_events_stands_beside_that_of_grave_ones(result: str, stance: str | None) -> None:
    """Two rates in one sentence: the first is that of all events."""
    assert told(result, "side-effects-minimal") == stance


@pytest.mark.parametrize(
    ("result", "claim", "stance"),
    [
        ("Elevations of blood pressure were transient and did not result in discontinuation.", "cardiovascular-rise",
         "supports"),
        ("Elevations of blood pressure did not result in discontinuation.", "cardiovascular-rise", None),
        ("The most common adverse events were dizziness and nausea, all of which were reversible.",
         "side-effects-transient", "supports"),
        ("The most common adverse events were dizziness and nausea, most of which were considered mild.",
         "side-effects-transient", "supports"),
        ("The most common adverse events were dizziness and irreversible cystitis.", "side-effects-transient", None),
        ("The most common adverse events were dizziness, nausea, and mild dissociation.", "side-effects-transient",
         None),
    ],
)  # fmt: skip
def test_what_passed_was_there_and_what_is_mild_throughout_passes(result: str, claim: str, stance: str | None) -> None:
    """For: "were transient", "reversible", "considered mild". Against: a bare denial, one mild effect of a list."""
    assert told(result, claim) == stance


def test_a_list_of_effects_is_a_result_though_nothing_says_so() -> None:
    """In an abstract without labels, after what was done: "common events were …" counts up what was seen."""
    abstract = (
        "Patients with treatment-resistant depression need more. In this open-label study 40 of them were enrolled and "
        "given ketamine for four weeks. Common adverse events were headache, dizziness, nausea and dissociation. MADRS "
        "scores decreased (p = .01)."
    )
    found = stances("Ketamine in treatment-resistant depression", abstract)
    assert found.get("side-effects-nausea-dizziness") == "supports"
    planned = abstract.replace("Common adverse events were", "We aimed to ask for")
    assert "side-effects-nausea-dizziness" not in stances("Ketamine in treatment-resistant depression", planned)


def test_what_the_drug_is_used_for_elsewhere_is_not_what_was_studied() -> None:
    """ "Tolerable in anaesthesia settings", said twice in the background, makes no study of anaesthesia."""
    abstract = (
        "BACKGROUND: Rises of blood pressure are tolerable in anesthesia settings. Doses are lower than in anesthesia. "
        "METHODS: Data of 15 articles on 300 psychiatric patients were pooled. RESULTS: Ketamine produced significant "
        "increases in blood pressure that were transient."
    )
    title = "Meta-analysis: blood pressure after ketamine in psychiatric patients"
    assert stances(title, abstract).get("cardiovascular-passes") == "supports"


def test_the_interval_goes_before_a_p_value_of_heterogeneity() -> None:
    """Pooled results print the p value of how the studies differ: "RR 9, 95 % CI 3 to 27, P = 0.44, I2 = 0 %"."""
    title = "Ketamine for chronic pain: a meta-analysis of randomised trials"
    methods = "METHODS: Trials of ketamine against placebo in chronic pain were pooled. RESULTS: "
    pooled = (
        "Ketamine increased the risk of nausea (RR 1.7, 95% CI 1.2 to 2.3, P = 0.17, I2 = 35%) and hallucinations "
        "(RR 9.0, "
    )
    shown = stances(title, methods + pooled + "95% CI 3.0 to 27, P = 0.44, I2 = 0%).")
    assert shown["side-effects-psychotomimetic"] == "supports"
    unshown = stances(title, methods + pooled + "95% CI 0.3 to 27, P = 0.44, I2 = 0%).")
    assert unshown.get("side-effects-psychotomimetic") != "supports"


def test_less_of_a_loss_is_no_harm() -> None:
    """A fall in cognitive decline is none; a fall in grey matter is."""
    title, methods = "Long-term ketamine users", "METHODS: 80 ketamine users and 80 controls were scanned. RESULTS: "
    claim = "long-term-safety-open"
    assert stances(title, methods + "Cognitive decline was reduced in ketamine users.").get(claim) is None
    assert stances(title, methods + "Grey matter volume was reduced in ketamine users.")[claim] == "supports"


def test_an_excess_under_anaesthesia_counts_in_a_review() -> None:
    """Pooled trials of surgery can show harm; that they show little says nothing of treatment."""
    title = "Ketamine during surgery: a meta-analysis of randomised trials"
    methods = "METHODS: Trials of ketamine against placebo in general anaesthesia for surgery were pooled. RESULTS: "
    more = "Ketamine increased the risk of hallucinations and dizziness (RR 3.2, 95% CI 2.1 to 4.9)."
    few = "Adverse events occurred in 2% of the patients on ketamine."
    assert stances(title, methods + more)["side-effects-minimal"] == "challenges/against"
    assert stances(title, methods + few).get("side-effects-minimal") is None


def test_in_a_trial_by_chance_the_drug_was_given() -> None:
    """A trial that looks at chronic users as well tells what the dose did; what users report does not."""
    claim, result = "side-effects-psychotomimetic", "Ketamine induced dissociation in 12 of them."
    given = "METHODS: 40 volunteers were randomised to ketamine or placebo; ketamine users were seen too. RESULTS: "
    taken = "METHODS: 40 ketamine users were surveyed about recreational use. RESULTS: "
    assert stances("Ketamine and memory in volunteers and in ketamine users", given + result)[claim] == "supports"
    assert claim not in stances("Ketamine and memory in ketamine users", taken + result)


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("The incidence of adverse reactions was high.", "challenges/against"),
        ("The incidence of adverse reactions was highest in the placebo group.", None),
        (
            "Nausea and dizziness were common; the incidence of each was >2-fold higher than on placebo.",
            "challenges/against",
        ),
        ("Adverse events led to more dropouts in the ketamine group.", "challenges/against"),
        ("No adverse events led to discontinuation.", None),
    ],
)
def test_how_much_trouble_is_told_in_several_ways(result: str, stance: str | None) -> None:
    """A high incidence, so many times the control's, people who left."""
    assert told(result, "side-effects-minimal") == stance


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("Adverse events with ketamine were tolerable.", None),
        ("Only mild and infrequent adverse events were seen with ketamine.", None),
        ("Only mild and brief adverse events were seen with ketamine.", "supports"),
        ("Adverse events with ketamine were mild.", "supports"),
    ],
)
def test_a_course_or_a_grade_is_asked_for(result: str, stance: str | None) -> None:
    """What can be borne, or is rare, need be neither mild nor brief."""
    assert told(result, "side-effects-transient") == stance


def test_an_excess_needs_something_to_exceed() -> None:
    """Without a control, effects that come back more often are no excess over it."""
    title = "Esketamine nasal spray in depression: a post hoc analysis of pooled trials"
    alone = "METHODS: 900 patients received esketamine. RESULTS: Dizziness and nausea were more likely to recur later."
    assert stances(title, alone).get("side-effects-minimal") is None
    beside = (
        "METHODS: 900 patients received esketamine or placebo. RESULTS: Dizziness and nausea were more frequent with "
        "esketamine than with placebo (p = .01)."
    )
    assert stances(title, beside).get("side-effects-minimal") == "challenges/against"


def test_fluctuations_are_no_rise() -> None:
    """An unsteady circulation may as well have fallen."""
    assert told("Ketamine had a higher incidence of hemodynamic fluctuations.", "cardiovascular-rise") is None
    assert told("Ketamine had a higher incidence of hypertension.", "cardiovascular-rise") == "supports"


def test_support_for_a_use_is_no_effect() -> None:
    """ "Provides support for the use of such drugs as models" tells of no effect seen."""
    claim = "side-effects-psychotomimetic"
    model = "The likeness of drug-induced psychomimetic effects provides support for the use of drugs as models."
    assert told(model, claim) is None
    assert told("Psychomimetic effects were induced by ketamine.", claim) == "supports"


MISUSE = "METHODS: We retrospectively reviewed the records of 300 ketamine abusers. RESULTS: "


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("The most common signs of ketamine misuse were agitation in 60 and vomiting in 25.", None),
        ("The most frequent complications after chronic ketamine abuse were agitation and cramps.", None),
        ("Ketamine misuse was observed in 60 of them.", "supports"),
        ("Signs of agitation and ketamine misuse were observed in 60.", "supports"),
    ],
)
def test_misuse_that_brought_the_symptoms_is_not_the_result(result: str, stance: str | None) -> None:
    """The cause of what is told is no finding of its own; misuse that was observed is one."""
    assert stances("Ketamine abusers seen in a clinic", MISUSE + result).get("abuse-liability") == stance


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("Bladder ulcers were usually evident on the scan.", "supports"),
        ("Bladder ulcers were not evident on the scan.", None),
        ("Bladder ulcers were not seen on the scan.", None),
    ],
)
def test_what_was_evident_was_there(result: str, stance: str | None) -> None:
    """ "Evident" asserts a harm as "seen" does; denied, it asserts none."""
    assert stances("Bladders of ketamine abusers", MISUSE + result).get("long-term-safety-open") == stance
