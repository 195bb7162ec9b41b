"""The twelve designs, by an example each."""

import pytest

from tracker.model.appraisal import Design
from tracker.reading import Reader
from tracker.reading.design import RULES

EXAMPLES = {
    Design.META_ANALYSIS: ("Ketamine for depression: a meta-analysis", "We pooled twelve trials with 600 patients."),
    Design.SYSTEMATIC_REVIEW: (
        "Ketamine for pain: a systematic review",
        "We searched PubMed. Nine studies were included.",
    ),
    Design.NARRATIVE_REVIEW: ("Ketamine for depression: an overview", "In this review we discuss what is known."),
    Design.RCT: (
        "Ketamine for depression",
        "METHODS: 40 patients were randomized to ketamine or saline. RESULTS: Scores fell more on ketamine (p = .01).",
    ),
    Design.RCT_SECONDARY: (
        "Sleep and ketamine response: a post hoc analysis of a randomized trial",
        "METHODS: 40 patients were randomized to ketamine or saline. RESULTS: Sleep was associated with response "
        "(p = .01).",
    ),
    Design.TRIAL_NONRANDOMISED: (
        "Ketamine for depression: an open-label trial",
        "METHODS: 20 patients received six infusions of ketamine. RESULTS: Scores fell (p = .01).",
    ),
    Design.COHORT: (
        "Ketamine in routine care",
        "METHODS: We retrospectively reviewed the charts of 90 patients. RESULTS: 50% responded.",
    ),
    Design.CASE_REPORT: (
        "Ketamine for depression: a case report",
        "A 45-year-old woman received ketamine and improved.",
    ),
    Design.CASE_SERIES: (
        "Ketamine for depression: a case series",
        "Five patients received ketamine. In three patients mood rose.",
    ),
    Design.PROTOCOL: (
        "Ketamine for depression: study protocol for a randomised trial",
        "100 patients will be randomized to ketamine or saline. The primary outcome will be assessed at day 1.",
    ),
    Design.PRECLINICAL: (
        "Ketamine in stressed mice",
        "Mice received ketamine. Immobility in the forced swim test fell.",
    ),
    Design.OTHER: (
        "Cost-effectiveness of esketamine for depression",
        "METHODS: A Markov model compared esketamine with usual care. RESULTS: The ICER was high.",
    ),
}


@pytest.mark.parametrize("design", list(Design))
def test_each_design_is_known_by_its_words(reader: Reader, design: Design) -> None:
    """One plain example of every design."""
    assert reader.appraise(*EXAMPLES[design]).design is design


def test_words_of_a_wish_are_not_the_design(reader: Reader) -> None:
    """Against "rct": "randomised trials are needed"."""
    told = reader.appraise(
        "Ketamine for depression: an open-label study",
        "METHODS: 20 patients received ketamine. RESULTS: Scores fell. CONCLUSIONS: Randomized "
        "placebo-controlled trials are needed.",
    )
    assert told.design is Design.TRIAL_NONRANDOMISED


def test_publication_types_decide_what_they_are_reliable_for(reader: Reader) -> None:
    """A meta-analysis by its type, whatever the words."""
    assert reader.appraise("Ketamine", "Nothing.", ("Meta-Analysis",)).design is Design.META_ANALYSIS


def test_a_comment_that_retells_a_cited_trial_is_no_trial(reader: Reader) -> None:
    """Others' work by author and year, and no methods of its own: what it retells is not its result."""
    told = (
        "Recently the first trial of a nasal spray was reported (Sample et al, 2017). The study was a randomized trial "
        "including 67 patients, whose symptoms fell significantly more than on placebo. Nasal delivery receives "
        "increasing attention (Example et al. 2016)."
    )
    title = "Nasal ketamine, a new antidepressant"
    assert reader.appraise(title, told).design is Design.NARRATIVE_REVIEW
    own = told.replace("Recently the", "We randomized 67 patients as in earlier work. The")
    assert reader.appraise(title, own).design is not Design.NARRATIVE_REVIEW


@pytest.mark.parametrize(
    "title", ["Ketamine for depression: a randomised trial", "Retraction: Ketamine for depression: a randomised trial"]
)
def test_a_title_alone_gives_no_design(reader: Reader, title: str) -> None:
    """Without an abstract, and for a notice that repeats a title, nothing sure is known of the design."""
    assert reader.appraise(title, "").design is Design.OTHER


def test_what_lies_across_two_trials_is_a_second_look(reader: Reader) -> None:
    """For "rct-secondary": people "across two randomised trials". Against: one trial of its own."""
    told = "METHODS: 76 patients were rated across {} randomized, placebo-controlled trial{}. RESULTS: p = .01."
    title = "Experiences during ketamine in depression"
    assert reader.appraise(title, told.format("two", "s")).design is Design.RCT_SECONDARY
    assert reader.appraise(title, told.format("a", "")).design is Design.RCT


def test_a_natural_follow_up_makes_no_cohort(reader: Reader) -> None:
    """For "cohort": "a naturalistic study". Against: patients treated to a plan, then followed naturalistically."""
    told = "METHODS: Forty patients received six infusions of ketamine{}. RESULTS: Scores fell (p = .01)."
    title = "Repeated ketamine in depression"
    assert (
        reader.appraise(title, told.format(" and were followed naturalistically")).design is Design.TRIAL_NONRANDOMISED
    )
    assert reader.appraise(title, told.format(" in a naturalistic study")).design is Design.COHORT


@pytest.mark.parametrize(
    ("look", "design"),
    [
        ("In an exploratory analysis of patients aged under 40, more responded (p = .04).", Design.RCT),
        ("This exploratory analysis of a randomized trial asked who responds.", Design.RCT_SECONDARY),
    ],
)
def test_a_look_at_some_patients_makes_no_secondary_study(reader: Reader, look: str, design: Design) -> None:
    """For "rct": one result told of a subgroup. Against: the study itself is the later look."""
    told = (
        f"METHODS: 40 patients were randomized to ketamine or saline. RESULTS: Scores did not differ (p = .3). {look}"
    )
    assert reader.appraise("Ketamine for depression", told).design is design


DECIDED = [
    # rule, design, title, abstract
    ("notices.typed", Design.META_ANALYSIS, "Ketamine", "Nothing."),
    ("notices.title_alone", Design.OTHER, "Ketamine for depression: a randomised trial", ""),
    ("planned.protocol", Design.PROTOCOL, "Ketamine", "40 patients will be randomised to ketamine or saline."),
    (
        "notices.comment",
        Design.NARRATIVE_REVIEW,
        "A call for trials",
        "Comments on the articles by A. Sample and B. Example. Both are randomized trials of ketamine in 30 patients.",
    ),
    ("notices.instrument", Design.OTHER, "Determination of ketamine in hair by LC-MS", "The method was validated."),
    ("reviews.named_narrative", Design.NARRATIVE_REVIEW, "Ketamine: a narrative review", "Trials were randomised."),
    ("reviews.named_pooled", Design.META_ANALYSIS, "Ketamine: a meta-analysis", "Trials were randomised."),
    (
        "reviews.pooled",
        Design.META_ANALYSIS,
        "Add-on ketamine in depression",
        "In this meta-analysis, we compared add-on ketamine with placebo in double-blind, randomized trials.",
    ),
    (
        "reviews.named_systematic",
        Design.SYSTEMATIC_REVIEW,
        "Patients' views of ketamine: a systematic review and thematic synthesis",
        "Nine qualitative studies were included.",
    ),
    (
        "reviews.searched",
        Design.SYSTEMATIC_REVIEW,
        "Ketamine for pain",
        "METHODS: PubMed and Embase were searched by two authors independently. Nine studies were included.",
    ),
    ("notices.not_human", Design.PRECLINICAL, "Ketamine in rats", "Rats received ketamine. Rats moved less."),
    ("cases.few_people", Design.CASE_REPORT, "Ketamine in one patient", "She improved."),
    (
        "reviews.narrative",
        Design.NARRATIVE_REVIEW,
        "Glutamate and mood",
        "This article reviews what is known of ketamine.",
    ),
    (
        "notices.modelled",
        Design.OTHER,
        "Wider access to ketamine",
        "METHODS: A Markov model with data from a randomized trial of 40 patients was run. RESULTS: Costs fell.",
    ),
    (
        "observed.on_others",
        Design.NARRATIVE_REVIEW,
        "Modulators of glutamate in mood disorders",
        "Several promising approaches exist, among them ketamine, which has had an effect in open-label trials.",
    ),
    (
        "trials.randomised",
        Design.RCT,
        "Ketamine for depression",
        "40 patients were randomized to ketamine or saline. Scores fell more on ketamine (p = .01).",
    ),
    (
        "trials.pooled_trials",
        Design.RCT_SECONDARY,
        "The course of mood after ketamine",
        "METHODS: Data were pooled from five clinical ketamine trials. RESULTS: 60 patients improved (p = .01).",
    ),
    (
        "notices.no_treatment",
        Design.OTHER,
        "Ketamine in the words of patients",
        "METHODS: Twelve patients took part in semi-structured interviews. RESULTS: We found three themes.",
    ),
    (
        "observed.looked_back",
        Design.COHORT,
        "Ketamine and lasting psychosis",
        "METHODS: We recruited 60 ketamine users and 40 controls. RESULTS: Levels were higher in users (p = .01).",
    ),
    (
        "observed.treated",
        Design.TRIAL_NONRANDOMISED,
        "Ketamine for depression",
        "METHODS: 20 patients received six infusions of ketamine. RESULTS: Scores fell (p = .01).",
    ),
    (
        "observed.otherwise",
        Design.TRIAL_NONRANDOMISED,
        "Ketamine and attention",
        "METHODS: We scanned 20 volunteers before and after ketamine. RESULTS: Activity rose (p = .01).",
    ),
]


@pytest.mark.parametrize(("rule", "design", "title", "abstract"), DECIDED, ids=[case[0] for case in DECIDED])
def test_every_rule_of_design_decides_its_example(
    reader: Reader, rule: str, design: Design, title: str, abstract: str
) -> None:
    """Each rule by name, with an abstract that it and no earlier rule decides."""
    types = ("Meta-Analysis",) if rule == "notices.typed" else ()
    assert reader.design_rule(title, abstract, types) == rule
    assert reader.appraise(title, abstract, types).design is design


def test_every_rule_of_design_has_an_example() -> None:
    """No rule without a test; those left out need several counts and have tests of their own."""
    named = {f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}" for rule in RULES}
    assert named - {case[0] for case in DECIDED} == {"notices.opinion", "notices.no_trial"}


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("This paper reports prevalence among 900 users of ketamine. Data were obtained by a survey.", Design.COHORT),
        ("This paper reviews what 900 users of ketamine told. It is a survey of surveys.", Design.NARRATIVE_REVIEW),
    ],
)
def test_a_paper_that_reports_is_no_review(reader: Reader, text: str, design: Design) -> None:
    """For "narrative-review": "this paper reviews". Against: "this paper reports"."""
    assert reader.appraise("Ketamine at festivals", text).design is design


@pytest.mark.parametrize(
    ("text", "design"),
    [
        (
            "In initial randomized controlled trials ketamine reduced pain. Its use is spreading.",
            Design.NARRATIVE_REVIEW,
        ),
        ("In this randomized controlled trial ketamine reduced pain. Its use is spreading.", Design.RCT),
    ],
)
def test_trials_in_the_plural_are_those_of_others(reader: Reader, text: str, design: Design) -> None:
    """For "rct": "in this randomised trial". Against: "in initial randomised trials"."""
    assert reader.appraise("Increased use of ketamine", text).design is design


def test_labels_without_a_colon_are_labels(reader: Reader) -> None:
    """Some databases print "Aims To assess … Method This trial …": the parts are known all the same."""
    text = (
        "Background Prior trials suggest that ketamine works. Aims To assess ketamine. Method This double-blind, "
        "randomised trial was conducted at three centres. Trial registration: ABC123. Participants received "
        "ketamine or midazolam. Results Remission was more frequent on ketamine (p = .01). "
        "Conclusions Ketamine was efficacious."
    )
    assert reader.appraise("Repeated ketamine in depression", text).design is Design.RCT


@pytest.mark.parametrize(
    ("title", "text", "design"),
    [
        ("Costs of ketamine and hypnosis", "OBJECTIVE: This paper aims to evaluate which one is worth its price. "
         "METHODS: A Markov model was used. RESULTS: Hypnosis is worth its price.", Design.OTHER),
        ("Costs of ketamine and hypnosis", "OBJECTIVE: This study aims to evaluate which one is worth its price. "
         "METHODS: A Markov model is to be used.", Design.PROTOCOL),
        ("Ketamine takers in a clinic: 412 cases", "METHODS: Retrospective chart review. RESULTS: The records of 412 "
         "visits were read; agitation was common.", Design.COHORT),
        ("Ketamine takers in a clinic: 2 cases", "Two men came in agitated after ketamine.", Design.CASE_REPORT),
        ("Brain scans of ketamine addicts", "Thirty-one ketamine addicts were recruited and the results showed scars.",
         Design.COHORT),
        ("Ketamine for peripheral neuropathy", "METHODS: 40 patients with neuropathic pain were randomized to "
         "ketamine or saline. RESULTS: Pain fell more on ketamine (p = .01).", Design.RCT),
        ("Ketamine and markers in peripheral blood", "METHODS: 40 patients with neuropathic pain were randomized to "
         "ketamine or saline. RESULTS: Pain fell more on ketamine (p = .01).", Design.RCT_SECONDARY),
    ],
)  # fmt: skip
def test_a_word_of_another_design_is_not_enough(reader: Reader, title: str, text: str, design: Design) -> None:
    """An aim beside results is no plan, "412 cases" are not two, addicts are people, a nerve is no marker."""
    assert reader.appraise(title, text).design is design


def test_case_reports_that_wish_for_a_trial_are_no_plan(reader: Reader) -> None:
    """ "We hypothesize that" and "a trial will be needed" in case reports; against: the same without cases."""
    text = "We hypothesize that ketamine acts on the cortex. Mood rose after ketamine."
    assert reader.appraise("Case reports on ketamine for tics", text).design is not Design.PROTOCOL
    plan = "We hypothesize that ketamine acts on the cortex. Tics are to be rated by a nurse."
    assert reader.appraise("Ketamine for tics", plan).design is Design.PROTOCOL
