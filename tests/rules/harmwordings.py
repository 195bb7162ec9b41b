"""Fictional results on unwanted effects, many wordings a claim, each told within one of a few studies."""

from __future__ import annotations

PSY = "side-effects-psychotomimetic"
NAU = "side-effects-nausea-dizziness"
RISE = "cardiovascular-rise"
PASSES = "cardiovascular-passes"
MINIMAL = "side-effects-minimal"
SIGNIFICANT = "side-effects-significant"
BRIEF = "side-effects-transient"
MISUSE = "abuse-liability"
LONG = "long-term-safety-open"
WATCHED = "monitoring-needed"
RISKY = "contraindications"

STUDIES = {
    "placebo": (
        "Ketamine for treatment-resistant depression: a randomised trial",
        "METHODS: 80 patients with treatment-resistant depression were randomised to ketamine or placebo. RESULTS: ",
    ),
    "midazolam": (
        "Ketamine against midazolam in treatment-resistant depression: a randomised trial",
        "METHODS: 80 patients with treatment-resistant depression were randomised to ketamine or midazolam. RESULTS: ",
    ),
    "open": (
        "Repeated ketamine infusions in depression: an open-label study",
        "METHODS: 45 patients with major depressive disorder received six open-label infusions of ketamine. RESULTS: ",
    ),
    "charts": (
        "Ketamine infusions in routine care: a retrospective chart review",
        "METHODS: We reviewed the charts of 420 patients with depression treated with ketamine at a clinic. RESULTS: ",
    ),
    "volunteers": (
        "Effects of subanaesthetic ketamine on attention in healthy volunteers",
        "METHODS: In a placebo-controlled crossover study 24 healthy volunteers received ketamine or saline. RESULTS: ",
    ),
    "anaesthesia": (
        "Ketamine as an anaesthetic for electroconvulsive therapy: a randomised trial",
        "METHODS: 60 patients undergoing electroconvulsive therapy received ketamine or propofol. RESULTS: ",
    ),
    "pain": (
        "Ketamine infusion for chronic neuropathic pain: a randomised placebo-controlled trial",
        "METHODS: 64 patients with chronic neuropathic pain were randomised to ketamine or placebo. RESULTS: ",
    ),
    "users": (
        "Ketamine users in an urban sample: a cross-sectional study",
        "METHODS: We compared 90 ketamine users with 80 drug-naive controls. RESULTS: ",
    ),
    "long": (
        "Long-term esketamine nasal spray: an open-label extension",
        "METHODS: In this extension 640 patients with treatment-resistant depression received esketamine. RESULTS: ",
    ),
    "schizophrenia": (
        "Effects of ketamine in schizophrenia: a placebo-controlled study",
        "METHODS: 20 patients with schizophrenia and 20 healthy controls received ketamine or saline. RESULTS: ",
    ),
    "driving": (
        "Esketamine and driving: a randomised placebo-controlled crossover study",
        "METHODS: 28 patients with major depressive disorder received esketamine or placebo. RESULTS: ",
    ),
}

#: (study, what its results say, the claim, its stance or None)
WORDINGS = [
    # seen, in words that name no verb of the list
    ("placebo", "Dissociation was seen in 14 of 40 patients on ketamine and in none on placebo.", PSY, "supports"),
    ("placebo", "CADSS scores peaked at 40 minutes and returned to baseline by 120 minutes.", PSY, "supports"),
    ("placebo", "Ketamine significantly distorted the sense of time as measured by the CADSS.", PSY, "supports"),
    ("open", "Dissociative symptoms lessened with each infusion.", PSY, "supports"),
    ("open", "Dissociation declined over successive infusions.", PSY, "supports"),
    ("open", "Dissociative symptoms remitted within 80 minutes in all but one patient.", PSY, "supports"),
    ("open", "Two patients had dissociative symptoms that persisted for several days.", PSY, "supports"),
    ("open", "Dissociation was associated with response over successive infusions.", PSY, None),
    ("placebo", "Eight patients vomited during the infusion.", NAU, "supports"),
    ("placebo", "No patient vomited during the infusion.", NAU, None),
    ("placebo", "Ketamine raised mean arterial pressure and heart rate.", RISE, "supports"),
    ("placebo", "Blood pressure and heart rate did not change during the infusion.", RISE, "challenges/against"),
    ("placebo", "There were no changes in blood pressure.", RISE, "challenges/against"),
    ("anaesthesia", "Blood pressure did not change after ketamine.", RISE, None),
    ("charts", "Eleven patients needed antihypertensive treatment during the infusion.", RISE, "supports"),
    ("placebo", "Ketamine increased CADSS scores, but these did not correlate with improvement.", PSY, "supports"),
    ("placebo", "Patients with higher CADSS scores had greater improvement.", PSY, None),
    ("placebo", "Baseline BPRS scores were higher in non-responders.", PSY, None),
    ("schizophrenia", "PANSS positive scores were higher in patients than in controls.", PSY, None),
    ("schizophrenia", "Ketamine exacerbated positive symptoms in patients.", PSY, "supports"),
    ("placebo", "No significant adverse effects were noted apart from transient dizziness.", NAU, "supports"),
    ("placebo", "No significant adverse effects were noted.", NAU, None),
    ("placebo", "Side effects were similar to those seen in other trials: dissociation and nausea.", PSY, "supports"),
    ("placebo", "Side effects were similar to those seen in other trials: dissociation and nausea.", MINIMAL, None),
    ("placebo", "Heart rate variability increased after ketamine.", RISE, None),
    ("pain", "Pain and nausea decreased during treatment.", NAU, None),
    ("charts", "Adverse events were rare: vomiting in 3% and desaturation in 1%.", NAU, "supports"),
    ("open", "Mean scores fell by 20 points (p < 0.001); dissociation was nearly absent.", PSY, None),
    # a scale that does not move in a controlled study
    ("placebo", "Mood rose on ketamine, without significant CADSS elevation.", PSY, "challenges/against"),
    ("volunteers", "Ketamine had no effect on the CADSS.", PSY, "challenges/against"),
    # who had more
    ("midazolam", "Compared with ketamine, midazolam produced less dissociation (p = 0.002).", PSY, "supports"),
    ("midazolam", "Dissociation was less marked with midazolam than with ketamine.", PSY, "supports"),
    ("midazolam", "Nausea was more frequent with midazolam than with ketamine (p = 0.04).", MINIMAL, None),
    ("anaesthesia", "Nausea was more frequent in the propofol group than in the ketamine group (p = 0.03).", NAU, None),
    ("anaesthesia", "Blood pressure was lower in the propofol group than in the ketamine group.", RISE, "supports"),
    ("placebo", "Fatigue improved more with ketamine than with placebo (p = 0.01).", MINIMAL, None),
    # lists that give each effect its own figures
    ("placebo", "Placebo and ketamine: nausea 5.9 and 8.2% (p = 0.48), vomiting 5.9 and 5.7% (p = 0.58).",
     NAU, "challenges/not-shown"),
    ("open", "Women reported more nausea (10% vs 6%, p = 0.47) and headache (12% vs 6%, p = 0.30).", NAU, "supports"),
    # how much
    ("placebo", "Rates of adverse events were similar on ketamine and placebo (62% vs 60%).", MINIMAL, "supports"),
    ("placebo", "Vomiting was more frequent with ketamine than with placebo (p = 0.01).", MINIMAL, None),
    ("placebo", "Nausea and dizziness were commoner on ketamine than on placebo.", MINIMAL, "challenges/against"),
    ("placebo", "Discontinuation was more frequent on ketamine than placebo (p = 0.01).", SIGNIFICANT, "supports"),
    ("placebo", "Adverse events were more frequent with ketamine than with placebo.", SIGNIFICANT, None),
    ("charts", "Two thirds of the patients had at least one side effect.", MINIMAL, "challenges/against"),
    ("charts", "Forty percent stopped treatment because of intolerable side effects.", SIGNIFICANT, "supports"),
    ("charts", "Two (5%) stopped because of side effects and nine (20%) because of no benefit.", SIGNIFICANT, None),
    ("charts", "The commonest side effects were drowsiness (61%) and nausea (32%).", MINIMAL, "challenges/against"),
    ("charts", "Adverse events were recorded in 4% of 2,100 infusions.", SIGNIFICANT, None),
    ("charts", "Adverse events were recorded in 4% of 2,100 infusions.", MINIMAL, "supports"),
    ("pain", "The trial was stopped early because of intolerable side effects of ketamine.", SIGNIFICANT, "supports"),
    ("pain", "Side effects were limited to the day of infusion.", SIGNIFICANT, None),
    ("placebo", "Dissociation scores were significantly greater with ketamine than with placebo.", MINIMAL, None),
    ("placebo", "Blurred vision was more frequent with ketamine than with placebo (p = 0.01).", SIGNIFICANT, None),
    ("placebo", "Confusion was more frequent on ketamine than on placebo (p = 0.01).", MINIMAL, "challenges/against"),
    ("volunteers", "Nausea was more frequent with ketamine than with saline (p = 0.01).", MINIMAL, None),
    ("placebo", "Most adverse events were mild, occurred on dosing days and resolved the same day.", MINIMAL, None),
    # how long
    ("placebo", "Side effects were limited to the day of infusion.", BRIEF, "supports"),
    ("placebo", "Except for mild dissociation during the infusion, ketamine was well tolerated.", BRIEF, "supports"),
    ("placebo", "Psychotic symptoms remitted in six patients.", BRIEF, None),
    ("placebo", "Adverse events, mostly mild, ended on the day of dosing.", BRIEF, "supports"),
    ("open", "Two patients had dissociative symptoms that persisted for several days.", BRIEF, "challenges/against"),
    ("charts", "Severe dissociation led to admission in two patients.", BRIEF, "challenges/against"),
    ("driving", "Driving performance was not impaired by esketamine the next morning.", BRIEF, "supports"),
    ("open", "Ketamine brought declines in attention, all of which had resolved a day later.", BRIEF, "supports"),
    ("placebo", "Peak increases in systolic pressure normalised by two hours.", PASSES, "supports"),
    # arms told by letters, and what is less in the drug's arm
    ("anaesthesia", "Heart rate was higher in group C than in groups H and L.", RISE, None),
    ("anaesthesia", "Heart rate was higher in group K than in group P.", RISE, "supports"),
    ("pain", "The incidence of nausea was 4%, which was lower than in the other group (16%).", NAU, None),
    ("anaesthesia", "This approach was associated with increased dizziness.", NAU, "supports"),
    ("placebo", "The scale was sensitive to dissociation.", PSY, None),
    ("placebo", "Mean CADSS scores rose by 1.2; there were almost no dissociative effects.", PSY, None),
    ("placebo", "There was almost twice the incidence of adverse events on ketamine, compared with placebo.",
     MINIMAL, "challenges/against"),
    ("placebo", "There was no association between ketamine treatment and the number of adverse events against placebo.",
     MINIMAL, "supports"),
    # misuse and long use
    ("charts", "Eight percent had craving for ketamine between infusions.", MISUSE, "supports"),
    ("users", "Most users met criteria for ketamine dependence.", MISUSE, "supports"),
    ("users", "Two thirds of users reported withdrawal symptoms.", MISUSE, "supports"),
    ("charts", "Five cases of misuse of the dispensed tablets were identified.", MISUSE, "supports"),
    ("charts", "The questionnaire asked about misuse of alcohol.", MISUSE, None),
    ("users", "They were more likely to use other drugs (ketamine) and to report substance misuse.", MISUSE, None),
    ("charts", "Craving for ketamine was asked about at each visit and was never reported.", MISUSE, None),
    ("users", "Lower urinary tract symptoms were reported by 60% of users.", LONG, "supports"),
    ("users", "Grey matter volume was reduced in users.", LONG, "supports"),
    ("long", "Over 36 months no new safety concerns emerged.", LONG, "challenges/against"),
    ("long", "Interstitial cystitis developed in nine patients after two years of treatment.", LONG, "supports"),
    ("users", "Users had deficits of working memory and processing speed.", LONG, "supports"),
    ("users", "Bladder capacity was smaller in users.", LONG, "supports"),
    ("users", "Duration of use was associated with smaller hippocampal volume.", LONG, "supports"),
    ("schizophrenia", "Ketamine brought a worsening of psychosis in seven patients.", RISKY, "supports"),
    ("charts", "None of the patients with psychotic features had a worsening of psychosis.", RISKY, None),
    ("charts", "Those with hypertension had larger rises in blood pressure than those without.", RISKY, "supports"),
    ("charts", "12% of patients with hypertension required pharmacological intervention.", WATCHED, "supports"),
]  # fmt: skip
