"""Fictional abstracts that are easily misread, each with what a careful reader takes from it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class HardCase:
    """stances: claim -> "supports", "challenges/<ground>" or "mixed". silent: claims without a verdict."""

    name: str
    title: str
    abstract: str
    stances: dict[str, str] = field(default_factory=dict)
    silent: tuple[str, ...] = ()
    facts: dict[str, object] = field(default_factory=dict)


CASES = (
    HardCase(
        "better than placebo, rapid",
        "Single ketamine infusion in treatment-resistant depression: a randomized placebo-controlled trial",
        "BACKGROUND: One in three patients does not respond to antidepressants. METHODS: Sixty-four adults with "
        "treatment-resistant depression were randomized to one intravenous infusion of ketamine (0.5 mg/kg) or "
        "saline. The "
        "primary outcome was the change in MADRS score at 24 hours. RESULTS: MADRS scores fell significantly "
        "more after "
        "ketamine than after saline at 24 hours (mean difference -6.1, 95% CI -9.8 to -2.4, p = .002). The "
        "response rate was "
        "48% with ketamine and 12% with saline. Dissociative symptoms occurred in 20 patients and resolved "
        "within two hours. "
        "CONCLUSIONS: Ketamine reduced depressive symptoms within a day.",
        {
            "trd-efficacy": "supports",
            "trd-rapid-onset": "supports",
            "trd-not-everyone": "supports",
            "side-effects-psychotomimetic": "supports",
            "side-effects-transient": "supports",
        },
        ("trd-response-rate", "ptsd-efficacy", "trd-repeat-sustains", "nasal-esketamine-works"),
        {"design": "rct", "n": 64, "randomised_comparator": "placebo", "species": "human", "spin": False},
    ),
    HardCase(
        "null result is not shown, not refuted",
        "Oral ketamine for major depressive disorder: a double-blind randomized trial",
        "METHODS: We randomized 80 patients with major depressive disorder to oral ketamine or placebo for six "
        "weeks. "
        "RESULTS: Depression scores did not differ between ketamine and placebo at week 6 (p = .41). "
        "CONCLUSIONS: Oral "
        "ketamine was not superior to placebo.",
        {"trd-efficacy": "challenges/not-shown"},
        ("trd-rapid-onset", "trd-repeat-sustains"),
        {"design": "rct", "n": 80},
    ),
    HardCase(
        "a useful difference is ruled out by the interval",
        "Low-dose esketamine infusion for major depressive disorder: a placebo-controlled randomized trial",
        "METHODS: 900 patients with major depressive disorder were randomized to esketamine or saline. RESULTS: "
        "There was no "
        "significant difference in depressive symptoms between esketamine and placebo (SMD = -0.02, 95% CI -0.15 "
        "to 0.11). "
        "CONCLUSIONS: Esketamine at this dose did not improve depression.",
        {"trd-efficacy": "challenges/ruled-out"},
    ),
    HardCase(
        "worse than placebo",
        "Ketamine for alcohol use disorder: a randomized placebo-controlled trial",
        "METHODS: 60 adults with alcohol use disorder were randomized to ketamine or saline. RESULTS: Craving "
        "scores were "
        "significantly worse with ketamine than with placebo (p = .01). CONCLUSIONS: Ketamine worsened craving.",
        {"addiction-efficacy": "challenges/against"},
    ),
    HardCase(
        "subgroup significant, primary not",
        "Esketamine nasal spray in older adults with treatment-resistant depression: a randomized trial",
        "METHODS: 120 adults with treatment-resistant depression were randomized to esketamine nasal spray or "
        "placebo nasal "
        "spray. The primary endpoint was the change in MADRS score at day 28. RESULTS: The primary endpoint was "
        "not met: the "
        "difference in MADRS score was -2.0 (95% CI -5.1 to 1.1, p = 0.21). In the subgroup of patients younger "
        "than 75, "
        "MADRS scores improved more with esketamine than with placebo (p = 0.03). CONCLUSIONS: Esketamine did "
        "not achieve "
        "statistical significance for the primary endpoint.",
        {"trd-efficacy": "challenges/not-shown", "nasal-esketamine-works": "challenges/not-shown"},
        (),
        {"n": 120, "primary_result": "no-difference"},
    ),
    HardCase(
        "both arms improve, no difference between them",
        "Ketamine versus midazolam for treatment-resistant depression: a randomized trial",
        "METHODS: 50 patients with treatment-resistant depression were randomly assigned to ketamine or "
        "midazolam. RESULTS: "
        "Depressive symptoms decreased in both groups over four weeks, with no significant difference between "
        "ketamine and "
        "midazolam (p = .62). CONCLUSIONS: Ketamine was not superior to midazolam.",
        {"trd-efficacy": "challenges/not-shown"},
        (),
        {"randomised_comparator": "active-placebo"},
    ),
    HardCase(
        "beside a treatment that works, the difference says nothing",
        "Ketamine versus electroconvulsive therapy for major depression: a non-inferiority randomized trial",
        "METHODS: 200 patients with major depressive disorder were randomized to ketamine or electroconvulsive "
        "therapy. "
        "RESULTS: Ketamine was not inferior to electroconvulsive therapy. Depression scores improved from "
        "baseline in both "
        "groups (p < .001).",
        {"trd-efficacy": "supports"},
        (),
        {"randomised_comparator": "active"},
    ),
    HardCase(
        "worse than a treatment that works is no challenge",
        "Ketamine versus electroconvulsive therapy for unipolar depression: a randomized trial",
        "METHODS: 186 patients with unipolar depression were randomized to ketamine or electroconvulsive "
        "therapy. RESULTS: "
        "Remission was more frequent with electroconvulsive therapy than with ketamine (63% vs 46%, p = .03).",
        {},
        ("trd-efficacy",),
    ),
    HardCase(
        "two doses alike are no null result",
        "Two doses of intravenous ketamine in treatment-resistant depression: a randomized dose comparison",
        "METHODS: 40 patients with treatment-resistant depression were randomized to ketamine 0.5 mg/kg or 1.0 "
        "mg/kg. "
        "RESULTS: Depression scores decreased significantly from baseline after both doses (p < .001). There was "
        "no difference "
        "between the two ketamine groups (p = .8).",
        {},
        (),
        {"randomised_comparator": "dose"},
    ),
    HardCase(
        "two scales disagree in one sentence",
        "Ketamine for social anxiety disorder: a randomized placebo-controlled crossover trial",
        "METHODS: Twenty-two adults with social anxiety disorder received ketamine and saline in random order. "
        "RESULTS: "
        "Ketamine reduced anxiety more than placebo on the LSAS (p = .01) but not on the VAS-Anxiety (p = .95).",
        {"anxiety-efficacy": "mixed"},
    ),
    HardCase(
        "one dose of several works",
        "Dose-finding study of ketamine in treatment-resistant depression: a randomized "
        "active-placebo-controlled trial",
        "METHODS: 99 patients with treatment-resistant depression were randomized to ketamine 0.1, 0.5 or 1.0 "
        "mg/kg or "
        "midazolam. RESULTS: Compared with midazolam, depression scores improved significantly with 0.5 mg/kg "
        "and 1.0 mg/kg "
        "ketamine on day 1 (p = .004). CONCLUSIONS: Standard doses of ketamine were effective.",
        {"trd-efficacy": "supports", "trd-rapid-onset": "supports"},
        (),
        {"n": 99},
    ),
    HardCase(
        "gone after the series",
        "Six ketamine infusions in treatment-resistant depression: an open-label study",
        "METHODS: 24 patients with treatment-resistant depression received six open-label ketamine infusions. "
        "RESULTS: "
        "Depression scores decreased significantly from baseline (p < .001). After the last infusion, 15 of 17 "
        "responders "
        "relapsed, on average 18 days later.",
        {"trd-efficacy": "supports", "trd-few-doses-last": "challenges/against"},
        (),
        {"design": "trial-nonrandomised", "n": 24, "randomised_comparator": "none"},
    ),
    HardCase(
        "held after few doses",
        "Durability of ketamine response in major depression: an open-label trial",
        "METHODS: 30 patients with major depressive disorder received four ketamine infusions. RESULTS: "
        "Depression scores "
        "improved significantly (p < .001), and the improvement was maintained at 8 weeks after the last infusion.",
        {"trd-efficacy": "supports", "trd-few-doses-last": "supports"},
    ),
    HardCase(
        "lost within days of one dose",
        "Time course of a single ketamine infusion in major depression: a randomized placebo-controlled trial",
        "METHODS: 40 patients with major depressive disorder were randomized to a single dose of ketamine or "
        "saline. RESULTS: "
        "Depressive symptoms improved more with ketamine than with placebo at 24 h (p = .001). The difference in "
        "depression "
        "scores was no longer significant by day 7.",
        {"trd-rapid-onset": "supports", "trd-single-dose-fades": "supports"},
    ),
    HardCase(
        "kept on maintenance doses",
        "Maintenance esketamine nasal spray in treatment-resistant depression: a randomized withdrawal trial",
        "METHODS: 297 patients with treatment-resistant depression in stable remission were randomized to "
        "continue esketamine "
        "nasal spray or switch to placebo. RESULTS: The relapse rate was significantly lower with esketamine "
        "than with placebo "
        "(27% vs 45%, p = .003).",
        {"trd-repeat-sustains": "supports"},
    ),
    HardCase(
        "the share of the control arm is not the drug's",
        "Ketamine versus saline in major depression: a randomized trial",
        "METHODS: 70 patients with major depressive disorder were randomized to ketamine or placebo. RESULTS: "
        "The response "
        "rate was 85% with ketamine and 30% with placebo (p < .001).",
        {"trd-efficacy": "supports", "trd-response-rate": "supports"},
        ("trd-not-everyone",),
    ),
    HardCase(
        "baseline sentences are no findings",
        "Ketamine in treatment-resistant depression: design and baseline of a randomized trial",
        "METHODS: 90 patients with treatment-resistant depression were randomized to ketamine or saline. "
        "RESULTS: Groups did "
        "not differ in depression scores at baseline (p = .9). At entry, 40% had a comorbid anxiety disorder.",
        {},
        ("trd-efficacy", "anxiety-efficacy"),
    ),
    HardCase(
        "the background states the claim",
        "Ketamine and sleep in depressed patients: a randomized study of polysomnography",
        "BACKGROUND: Ketamine has rapid antidepressant effects and reduces suicidal ideation. METHODS: 30 "
        "depressed patients "
        "were randomized to ketamine or saline and slept in the laboratory. RESULTS: Slow-wave sleep was "
        "correlated with age.",
        {},
        ("trd-efficacy", "trd-rapid-onset", "suicidality-rapid"),
    ),
    HardCase(
        "ketamine is the comparator of another drug",
        "Intravenous scopolamine versus ketamine in major depression: a randomized trial",
        "METHODS: 60 patients with major depressive disorder were randomized to scopolamine or ketamine. "
        "RESULTS: Scores did "
        "not differ between scopolamine and ketamine (p = .4).",
        {},
        ("trd-efficacy",),
    ),
    HardCase(
        "anaesthetic for convulsive therapy",
        "Ketamine as anesthetic agent in patients with depression undergoing electroconvulsive therapy: a "
        "randomized trial",
        "METHODS: 60 patients with major depressive disorder undergoing electroconvulsive therapy were randomized to "
        "anesthesia with ketamine or propofol. RESULTS: Depression scores fell more in the ketamine group (p = "
        ".02). Blood "
        "pressure increased significantly with ketamine (p = .01).",
        {"cardiovascular-rise": "supports"},
        ("trd-efficacy", "trd-rapid-onset"),
    ),
    HardCase(
        "prevention around surgery",
        "Intraoperative esketamine and postpartum depression after cesarean delivery: a randomized trial",
        "METHODS: 300 women undergoing cesarean delivery under spinal anesthesia were randomized to esketamine "
        "or saline. "
        "RESULTS: The incidence of postpartum depression was lower with esketamine than with saline (8% vs 16%, "
        "p = .03). "
        "Dizziness was more frequent with esketamine (p = .001).",
        {"side-effects-nausea-dizziness": "supports"},
        ("trd-efficacy", "anxiety-efficacy"),
        {"n": 300},
    ),
    HardCase(
        "healthy volunteers",
        "Ketamine and perception in healthy volunteers: a randomized placebo-controlled crossover study",
        "METHODS: Eighteen healthy volunteers received ketamine and saline. RESULTS: Ketamine induced "
        "dissociative symptoms "
        "compared with placebo (p < .001) and impaired working memory. Depressed mood did not change.",
        {"side-effects-psychotomimetic": "supports"},
        ("trd-efficacy", "cognition-improves"),
        {"design": "rct", "n": 18},
    ),
    HardCase(
        "misuse is an exposure, not a treatment",
        "Depressive symptoms and bladder pain in chronic ketamine users: a cross-sectional survey",
        "METHODS: We surveyed 120 chronic ketamine users and 60 non-users. RESULTS: Cystitis and other urinary "
        "symptoms were "
        "more frequent in ketamine users than in non-users (p < .001). Depressive symptoms were higher in users.",
        {"long-term-safety-open": "supports"},
        ("trd-efficacy", "addiction-efficacy"),
        {"design": "cohort"},
    ),
    HardCase(
        "wide interval over nothing",
        "Ketamine for posttraumatic stress disorder: a systematic review and meta-analysis of randomized "
        "placebo-controlled trials",
        "METHODS: We searched PubMed and Embase. RESULTS: Four trials with 210 participants were included. "
        "Ketamine did not "
        "significantly reduce PTSD symptoms compared with placebo (SMD = -0.30, 95% CI -0.85 to 0.25; low "
        "certainty).",
        {"ptsd-efficacy": "challenges/not-shown"},
        (),
        {"design": "meta-analysis", "n": 210, "n_studies": 4},
    ),
    HardCase(
        "conclusion contradicts the result (spin)",
        "Ketamine for bipolar depression: a randomized placebo-controlled trial",
        "METHODS: 44 patients with bipolar depression were randomized to ketamine or saline. RESULTS: There was "
        "no significant "
        "difference in depression scores between ketamine and placebo (p = .3). CONCLUSIONS: Ketamine is an "
        "effective and safe "
        "treatment of bipolar depression.",
        {"bipolar-efficacy": "challenges/not-shown"},
        ("trd-efficacy",),
        {"spin": True},
    ),
    HardCase(
        "an erratum reprints the abstract",
        "'Ketamine in posttraumatic stress disorder': Correction",
        "Reports an error in 'Ketamine in posttraumatic stress disorder' by A. Nobody (Journal of Nowhere, "
        "2030). In the "
        "original article, a table was wrong. (The following abstract of the original article appeared in record "
        "2030-1). "
        "METHODS: 40 patients with posttraumatic stress disorder were randomized to ketamine or midazolam. "
        "RESULTS: PTSD "
        "symptoms improved significantly more with ketamine than with midazolam (p = .01).",
        {"ptsd-efficacy": "supports"},
        (),
        {"design": "rct", "n": 40},
    ),
    HardCase(
        "a review of several drugs",
        "Psychedelic drugs for depression at the end of life: a systematic review",
        "METHODS: We searched PubMed following PRISMA. RESULTS: Thirty studies were included. Psilocybin, MDMA "
        "and ketamine "
        "reduced depression and anxiety in most studies. Psilocybin was effective.",
        {},
        ("trd-efficacy", "anxiety-efficacy"),
        {"design": "systematic-review"},
    ),
    HardCase(
        "rats are not people",
        "Ketamine rescues spine density and depressive-like behavior in stressed rats",
        "METHODS: Rats received ketamine or saline after chronic mild stress. RESULTS: Ketamine reduced "
        "depressive-like "
        "behavior in the forced swim test and increased spine density in the prefrontal cortex (p < .01).",
        {"synaptic-plasticity": "supports"},
        ("trd-efficacy", "trd-rapid-onset"),
        {"design": "preclinical", "species": "animal", "n": None},
    ),
    HardCase(
        "a protocol has no results",
        "Ketamine for suicidal ideation: protocol for a randomized controlled trial",
        "BACKGROUND: Ketamine rapidly reduces suicidal ideation. METHODS: 100 patients will be randomized to "
        "ketamine or "
        "midazolam. Suicidal ideation will be assessed at 24 hours. Results will be published.",
        {},
        ("suicidality-rapid", "trd-efficacy"),
        {"design": "protocol"},
    ),
    HardCase(
        "a narrative review has no verdict",
        "Ketamine for depression: an overview",
        "Ketamine significantly reduces depressive symptoms within hours. In this review we discuss its "
        "mechanisms and the "
        "remaining questions.",
        {},
        ("trd-efficacy", "trd-rapid-onset"),
        {"design": "narrative-review"},
    ),
    HardCase(
        "a predictor is no efficacy",
        "Baseline inflammation predicts response to ketamine in treatment-resistant depression",
        "METHODS: 60 patients with treatment-resistant depression were randomized to ketamine or saline. "
        "RESULTS: Higher "
        "baseline C-reactive protein was associated with greater improvement in depression scores (p = .01).",
        {},
        ("trd-efficacy", "anti-inflammatory"),
    ),
    HardCase(
        "percentages of adverse events",
        "Esketamine nasal spray in routine care of treatment-resistant depression: a retrospective chart review",
        "METHODS: Records of 150 patients with treatment-resistant depression were reviewed. RESULTS: 58% of "
        "patients responded "
        "and 35% remitted. Nausea was reported by 21% and dizziness by 30% of patients.",
        {
            "real-world-effectiveness": "supports",
            "trd-not-everyone": "supports",
            "side-effects-nausea-dizziness": "supports",
        },
        ("trd-response-rate",),
        {"design": "cohort", "n": 150},
    ),
    HardCase(
        "well tolerated is no verdict",
        "Ketamine infusions in adolescents with major depressive disorder: an open-label trial",
        "METHODS: 25 adolescents with major depressive disorder received ketamine. RESULTS: Infusions were well "
        "tolerated. "
        "There were no serious adverse events.",
        {},
        ("side-effects-minimal", "side-effects-transient", "side-effects-significant"),
    ),
    HardCase(
        "within a week, not within months",
        "Ketamine and suicidal ideation in depressed inpatients: a randomized midazolam-controlled trial",
        "METHODS: 80 inpatients with suicidal ideation were randomized to a single infusion of ketamine or "
        "midazolam. RESULTS: "
        "Suicidal ideation decreased significantly more with ketamine than with midazolam at 24 hours (p = .02).",
        {"suicidality-rapid": "supports"},
    ),
    HardCase(
        "existing chronic pain, not surgery",
        "Ketamine infusion for neuropathic pain after spinal cord injury: a randomized placebo-controlled trial",
        "METHODS: 40 patients with chronic neuropathic pain after spinal cord injury were randomized to ketamine "
        "or saline. "
        "RESULTS: Pain intensity was significantly lower with ketamine than with placebo at two weeks (p = .01).",
        {"chronic-pain-efficacy": "supports", "neuropathic-pain-efficacy": "supports"},
        ("crps-efficacy", "fibromyalgia-efficacy"),
    ),
    HardCase(
        "control did better",
        "Ketamine versus placebo in obsessive-compulsive disorder: a randomized trial",
        "METHODS: 30 adults with obsessive-compulsive disorder were randomized to ketamine or saline. RESULTS: "
        "OCD symptoms "
        "improved more with placebo than with ketamine (p = .04).",
        {"ocd-efficacy": "challenges/against"},
    ),
    HardCase(
        "two arms of the same drug do not differ",
        "Six ketamine infusions or one for treatment-resistant depression: a randomized trial",
        "METHODS: Fifty-four adults with treatment-resistant depression were randomized to six ketamine infusions or "
        "to five of midazolam and one of ketamine. RESULTS: MADRS scores did not differ significantly between the "
        "six-ketamine group and the single-ketamine group (p = .4). CONCLUSIONS: More infusions were no better.",
        silent=("trd-efficacy",),
    ),
    HardCase(
        "no difference from an active placebo",
        "Ketamine for treatment-resistant depression: a randomized trial against midazolam",
        "METHODS: Fifty-four adults with treatment-resistant depression were randomized to ketamine or midazolam. "
        "RESULTS: MADRS scores did not differ significantly between the ketamine group and the midazolam group "
        "(p = .4). CONCLUSIONS: Ketamine was no better than midazolam.",
        {"trd-efficacy": "challenges/not-shown"},
    ),
    HardCase(
        "significant, and unaffected by a companion illness",
        "Nasal ketamine for treatment-resistant depression: a randomized placebo-controlled trial",
        "METHODS: Fifty adults with treatment-resistant depression were randomized to nasal ketamine or saline. "
        "RESULTS: The group by time interaction was significant for depression scores (p = .03) and "
        "unaffected by alcohol use.",
        silent=("trd-efficacy",),
        facts={"design": "rct"},
    ),
    HardCase(
        "studies counted both ways",
        "Ketamine in depressive disorders: a systematic review and meta-analysis",
        "METHODS: We pooled randomized trials of ketamine against placebo in major depressive disorder. RESULTS: "
        "Depression scores were significantly lower after ketamine (SMD = -0.9, 95% CI -1.2 to -0.6). Three of four "
        "studies found a significant decrease of suicidal ideation and one found no difference between groups.",
        {"trd-efficacy": "supports"},
        ("suicidality-rapid",),
    ),
    HardCase(
        "all studies found nothing",
        "Ketamine in depressive disorders: a systematic review and meta-analysis",
        "METHODS: We pooled randomized trials of ketamine against placebo in major depressive disorder. RESULTS: "
        "Depression scores were significantly lower after ketamine (SMD = -0.9, 95% CI -1.2 to -0.6). Within a day, "
        "the trials found no difference in suicidal ideation between ketamine and placebo.",
        {"trd-efficacy": "supports", "suicidality-rapid": "challenges/not-shown"},
    ),
    HardCase(
        "the low dose does not work, the high one does",
        "Transdermal ketamine in chronic neuropathic pain: a randomized, placebo-controlled trial",
        "METHODS: 40 patients with chronic neuropathic pain were randomized to ketamine 50 mg, 75 mg or placebo. "
        "RESULTS: Daily 50 mg did not improve quality of life compared with placebo. However, daily 75 mg showed "
        "significant improvements of quality of life.",
        {"functioning-improves": "supports"},
    ),
    HardCase(
        "the high dose does not work, the low one does",
        "Transdermal ketamine in chronic neuropathic pain: a randomized, placebo-controlled trial",
        "METHODS: 40 patients with chronic neuropathic pain were randomized to ketamine 50 mg, 75 mg or placebo. "
        "RESULTS: Daily 75 mg did not improve quality of life compared with placebo. However, daily 50 mg showed "
        "significant improvements of quality of life.",
        {"functioning-improves": "mixed"},
    ),
    HardCase(
        "no dose works, though all improved",
        "Transdermal ketamine in chronic neuropathic pain: a randomized, placebo-controlled trial",
        "METHODS: 40 patients with chronic neuropathic pain were randomized to ketamine 50 mg, 75 mg or placebo. "
        "RESULTS: Neither 50 mg nor 75 mg improved quality of life compared with placebo. Quality of life improved "
        "significantly from baseline in all groups.",
        {"functioning-improves": "challenges/not-shown"},
    ),
    HardCase(
        "the response to placebo is not worse on the drug",
        "Response to placebo in ketamine trials in treatment-resistant depression: a secondary analysis",
        "METHODS: Data of randomized, placebo-controlled crossover trials of ketamine were pooled. RESULTS: In those "
        "who received saline, a greater placebo response was observed for suicidal ideation than for other symptoms.",
        {},
        ("suicidality-rapid", "trd-efficacy"),
    ),
    HardCase(
        "only a few responded after the first dose",
        "Serial ketamine infusions in treatment-resistant depression: an open-label trial",
        "METHODS: Twelve adults with treatment-resistant depression received six infusions of ketamine. RESULTS: A day "
        "after the first infusion, only three out of twelve subjects responded. After all six, eleven (92%) responded.",
        {"trd-efficacy": "supports"},
        ("trd-rapid-onset",),
    ),
    HardCase(
        "worse with one form, better with another",
        "Ketamine, esketamine and suicidality: a cohort study in major depressive disorder",
        "METHODS: Records of 900 patients with major depressive disorder were followed for a day. RESULTS: Compared to "
        "others, esketamine users had significantly more suicidal ideation (p = .01), while ketamine users had "
        "significantly less suicidal ideation (p = .01).",
        {},
        ("suicidality-rapid",),
    ),
    HardCase(
        "a difference on day 30 is not rapid",
        "Ketamine and suicidal ideation in treatment-resistant depression: a randomized placebo-controlled trial",
        "METHODS: 56 patients with treatment-resistant depression got one randomized infusion of ketamine or saline. "
        "RESULTS: The groups' suicidal ideation differed significantly on day 30; the ketamine group had significantly "
        "less suicidal ideation than placebo (p = .04).",
        {},
        ("suicidality-rapid",),
    ),
    HardCase(
        "a difference on day 3 is",
        "Ketamine and suicidal ideation in treatment-resistant depression: a randomized placebo-controlled trial",
        "METHODS: 56 patients with treatment-resistant depression got one randomized infusion of ketamine or saline. "
        "RESULTS: The groups' suicidal ideation differed significantly on day 3; the ketamine group had significantly "
        "less suicidal ideation than placebo (p = .04).",
        {"suicidality-rapid": "supports"},
    ),
    HardCase(
        "kinds and whether, in one sentence",
        "Ketamine in major depressive disorder: a meta-analysis of randomized placebo-controlled trials",
        "METHODS: We pooled placebo-controlled trials in major depressive disorder. RESULTS: No statistically "
        "significant interaction between the subscales was seen in antidepressant effects (P = .15), "
        "compared with placebo groups.",
        {"trd-efficacy": "challenges/not-shown"},
    ),
    HardCase(
        "kinds alone",
        "Ketamine in major depressive disorder: a meta-analysis of randomized placebo-controlled trials",
        "METHODS: We pooled placebo-controlled trials in major depressive disorder. RESULTS: No statistically "
        "significant interaction between the subscales was seen in antidepressant effects (P = .15).",
        {},
        ("trd-efficacy",),
    ),
)
