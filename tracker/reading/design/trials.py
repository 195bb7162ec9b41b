"""Design, for what was assigned at random: the trial itself, or a further analysis of its data."""

from __future__ import annotations

from tracker.model.appraisal import Design
from tracker.model.vocabulary import ConceptKind
from tracker.reading import sections as part
from tracker.reading.design import trialwords, words
from tracker.reading.design.facts import Facts
from tracker.reading.expressions import Expression

_OBSERVED_TITLE = Expression(r"retrospective|registry|chart review|observational study|cohort study|case-control")
_OPEN = Expression(r"open-label")
_BLIND = Expression(r"randomi[sz]ed|placebo|double-blind|active control")
_POST_HOC = Expression(r"post[- ]?hoc")
_PATIENTS = Expression(r"patients|disorder")
_TOLD = Expression(
    r"\bp ?[<=>≤]|significan|\bwe (?:\w+ )?(?:found|observed|show)|results? (?:show|suggest|indicat|demonstrat)|"
    r"(?:was|were|been) (?:observed|found|seen)\b|these (?:\w+ )?findings|\b(?:resulted|showed|demonstrated|"
    r"revealed|improved|increased|decreased|reduced|attenuated|"
    r"impaired|induced|produced|caused|led|differed|fell|rose|declined|blocked|prevented|enhanced|disrupted|elicited|"
    r"evoked|experienced|achieved|responded|failed)\b|no (?:\w+ )?(?:difference|effect|change)|did not|"
    r"(?:was|were|is|are) (?:\w+ )?(?:higher|lower|greater|more|less|better|worse|associated|effective|superior|"
    r"similar|comparable|safe|well tolerated|correlated|related|greatest|abolished|transient|mild|brief)\b|"
    r"\bhad (?:an? )?(?:similar|comparable|higher|lower|greater)\b|\b(?:peaked|resolved)\b"
)

_LONGEST_ABSTRACT = 3500
"""Characters. A longer text without labels is a register's entry: it tells at length what is done to patients."""
_SHARE = Expression(r"\d ?%")
_FOUND = Expression(
    r"\bp ?[<=>≤] ?0?\.\d|\b95 ?% ?(?:ci|confidence intervals?)[^.;]{0,12}\d|\b(?:was|were|had|is|are|showed|"
    r"no)\b[^.;]{0,40} significant|significantly \w+(?:ed|s|er)\b|"
    r"\bwe (?:found|observed)|findings|confirmed"
)
#: A study still under way: "results will be presented", "is an ongoing trial", "expected results".
_YET_TO_COME = Expression(
    r"results (?:\w+ ){0,6}(?:will|are to) be (?:presented|reported|available|shared)|"
    r"\b(?:is|are) (?:an? )?(?:currently )?(?:ongoing|under ?way)\b|expected results|is (?:being|currently) conducted"
)
#: What a plan lays down: aims, definitions, sizes. It tells no result, whatever its verbs.
_LAID_DOWN = Expression(
    r"\b(?:objectives?|aims?|verify|hypothes\w+|defined|definition|criteri\w+|sample size|estimated?|power of|"
    r"will|endpoints?|end points?|outcome measures?|power analysis|calculated|anticipat\w+|to (?:evaluate|determine|"
    r"compare|assess|investigate|examine)|previous\w*|prior)\b|\bdid the\b"
)


def randomised(f: Facts) -> Design | None:
    """The trial (rct), its re-analysis (rct-secondary), or what only mentions a trial.

    For: "were randomised to the drug or saline" with results. Against: "a randomised trial is needed".
    """
    if not f.random or "nonrandomi" in f.title or "non-randomi" in f.title:
        return None
    if trialwords.NOT_AT_RANDOM.found(f.done) and not trialwords.RANDOMLY.found(f.done):
        return None
    if words.OBSERVED.found(f.done) and not trialwords.ASSIGNED.found(f.done):
        return Design.COHORT
    again = f.again
    if "Randomized Controlled Trial" in f.kinds and not again:
        return Design.RCT
    if _OBSERVED_TITLE.found(f.title) and not again:
        return Design.COHORT
    if again:
        opened = _OPEN.search(f.study) and not _BLIND.found(f.study)
        return Design.TRIAL_NONRANDOMISED if opened else Design.RCT_SECONDARY
    if is_marker_study(f):
        return Design.RCT_SECONDARY
    return Design.RCT if _tells_results(f) else Design.PROTOCOL


def pooled_trials(f: Facts) -> Design | None:
    """For: "data were pooled from five clinical trials", "post hoc". Against: open-label trials, a review."""
    if _OPEN.found(f.study) or not f.works:
        return None
    looked_back = words.RETRO.found(f.study)
    pooled = trialwords.POOLED_TRIALS.found(f.study)
    return Design.RCT_SECONDARY if pooled or (f.again and _POST_HOC.found(f.done) and not looked_back) else None


def is_marker_study(f: Facts) -> bool:
    """What goes with the effect in patients, not the effect.

    For: "Baseline sleep predicts response", "in anxious versus nonanxious patients". Against: "Efficacy of …", and the
    same measured in healthy people.
    """
    if trialwords.KINDS_TITLE.found(f.title) or trialwords.GOES_WITH_TITLE.found(f.title):
        return not f.healthy
    if trialwords.TREATS.found(f.title) or f.healthy:
        return False
    named = bool(f.document.heading.ids(ConceptKind.CONDITION) - {"healthy"})
    if not trialwords.MARKER_TITLE.found(f.title):
        return False
    return named or f.counts_patients or _PATIENTS.found(f.done)


def _tells_results(f: Facts) -> bool:
    """For: "scores fell more on the drug". Against: "response was defined as a fall of 50%", "results will follow"."""
    if _YET_TO_COME.found(f.whole) and not any(_TOLD.found(s.folded) for s in f.results):
        return False
    entry = len(f.abstract) > _LONGEST_ABSTRACT and not f.document.labelled
    if entry:
        return any(_FOUND.found(s.folded) and not _LAID_DOWN.found(s.folded) for s in f.document.body)
    return any(s.labelled for s in f.results) or any(
        _FOUND.found(s.folded) or ((_TOLD.found(s.folded) or _SHARE.found(s.folded)) and not _LAID_DOWN.found(s.folded))
        for s in f.document.body
        if s.role not in (part.BACKGROUND, part.OTHER)
    )
