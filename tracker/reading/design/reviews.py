"""Design, for work on other people's studies: meta-analyses, systematic and narrative reviews."""

from __future__ import annotations

from tracker.model.appraisal import Design
from tracker.reading import sections as part
from tracker.reading.design import words
from tracker.reading.design.facts import Facts
from tracker.reading.expressions import Expression
from tracker.reading.numbers import NUMBER

_NARRATIVE = Expression(r"narrative (?:literature )?review")
#: The text says it of itself.
_NARRATED = Expression(r"\b(?:this|our|an?) (?:\w+ )?narrative (?:literature )?review\b(?! (?:format|articles))")
_SMALL = Expression(r"protocol|small-scale")
_NOT_POOLED = Expression(
    r"not (?:be )?(?:conducted|performed|possible|feasible)[^.]{0,40}|meta-analysis was not|"
    r"no meta-analysis|small-scale meta|narrative synthesis|synthesi[sz]ed narratively|reported narratively"
)
_OF_REVIEWS = Expression(
    r"systematic(?:ally)? review(?:ed|s)? (?:and|of) meta-analyses|previous meta-analys|"
    r"(?:overview|umbrella review) of (?:systematic reviews|meta-analyses)"
)
_POOLS = Expression(
    r"(?:conducted|performed|carried out|undertook|present|this|our|current|a|network|the|were|"
    r"using) (?:(?!to\b)\w+[ -]){0,5}meta-analy|meta-analyses? (?:was|were|of|employed|using|included|showed|"
    r"reveal|suggest)|included in (?:the|our|this) (?:\w+ )?meta-analysis|meta-analy[sz]ed"
)
_THIS_ONE = Expression(r"\b(?:in this|this|our) (?:[\w-]+ ){0,3}meta-analysis\b(?! (?:of|by) [a-z]+ et al)")
_PLAIN = Expression(r"narrative (?:literature )?review|mini-?review|critical review|clinical review|\ba review\b")
_ENROLLED = Expression(
    r"(?:patients|participants|subjects|adults|individuals|volunteers|veterans|rats|"
    r"mice)\b[^.]{0,60}\b(?:were (?:randomly|randomi|enrolled|recruited|treated|assigned|allocated)|received)"
)
_LITERATURE = Expression(r"\breview\b|literature")
_BY_SYSTEM = Expression(r"systematic|prisma|scoping")
_BY_RULE = Expression(r"systematic|prisma|scoping|cochrane|independently|inclusion criteria")
_DATABASES = Expression(r"medline|pubmed|embase|psycinfo|scopus|web of science")
_STRONG = Expression(
    r"\bp ?[<=>≤] ?0?\.|n ?= ?\d|were (?:randomly|randomi|enrolled|recruited|assessed|treated|measured)"
)
_TREATED = Expression(
    r"post[- ]?hoc|we (?:enrolled|recruited|treated|studied|tested|administered|retrospectively|telephoned|visited|"
    r"audited|counted|contacted|sent a questionnaire|"
    r"surveyed|interviewed)|\binterviews (?:with \d|were conducted)|"
    r"\b(?:survey|sample) of (?:over |about )?\d|\brespondents\b|\bsurveyed\b|\d+ (?:\w+ )?questionnaires|"
    r"completed (?:an?|"
    r"the) (?:\w+ ){0,3}(?:survey|"
    r"questionnaire)|we (?:"
    r"examined data)|retrospective (?:analysis|chart|review of|study)|charts? (?:of|review)|were (?:given|"
    r"administered|followed)|(?:subjects|participants|volunteers|patients|individuals)\b[^.]{0,80}(?:randomi[sz]ed|"
    r"double-blind)[^.]{0,60}\b(?:study|trial|design|manner)\b|in this (?:\w+[- ]){0,5}(?:trial|study),"
)
_TOLD = Expression(
    r"\bp ?[<=>≤] ?0?\.|significantly (?:more|less|higher|lower|better|improved|reduced|greater|different)"
)
_P_OR_SIGNIFICANT = Expression(
    r"\bp ?[<=>≤] ?0?\.|significantly|showed significant|(?:was|were|had|no) significant (?:differences?|increases?|"
    r"decreases?|reductions?|changes?)"
)
#: An effect over several studies: "OR 11.6, 95% CI 1.2 to 107; participants = 33; studies = 2".
_POOLED_EFFECT = Expression(
    r"(?:\b(?:or|rr|hr|md|smd|wmd|es|g|d)\b|ratio|mean difference|hedges|cohen|effect size).{0,40}\d.{0,40}"
    r"95 ?% ?(?:ci|confidence|cri|credible).{0,120}(?:\d+ (?:studies|trials|rcts)|studies ?= ?\d|\bi ?\(?[2²])"
)
#: "24 articles", "nine open-label trials": how many there were is said.
_NUMBERED = Expression(
    rf"\b{NUMBER} (?:[\w-]+,? ){{0,5}}(?:studies|trials|articles|papers|rcts|reports|publications|reviews)\b|"
    rf"\bn ?= ?\d+ (?:studies|trials)"
)
_OWN_WORK = Expression(r"\bwe (?:\w+ )?(?:random|replicat|enrol|recruit|treat|stud|test|measur|compar|examin|assess)")


def named_narrative(f: Facts) -> Design | None:
    """For: "…: a narrative review", or others' work cited by author and year. Against: "…: a systematic review"."""
    if words.SYS_TITLE.found(f.title) or words.META_TITLE.found(f.title):
        return None
    return Design.NARRATIVE_REVIEW if _NARRATIVE.found(f.title) or _is_narrated(f) else None


def named_pooled(f: Facts) -> Design | None:
    """For: "…: a meta-analysis". Against: "…: protocol for a meta-analysis"."""
    aside = _SMALL.found(f.title) or _OF_REVIEWS.found(f.title)
    return Design.META_ANALYSIS if words.META_TITLE.found(f.title) and not aside else None


def pooled(f: Facts) -> Design | None:
    """For: "we searched …; twelve trials were pooled in a meta-analysis". Against: "no meta-analysis was possible"."""
    if "meta-analysis" in f.whole and _THIS_ONE.found(f.whole) and not _NOT_POOLED.found(f.methods):
        return Design.META_ANALYSIS
    if not words.SYS_TITLE.found(f.title) and counts_studies(f) and _POOLED_EFFECT.found(f.methods):
        return Design.META_ANALYSIS
    if "meta-analy" not in f.methods or not (counts_studies(f) or _is_searched(f)):
        return None
    if _NOT_POOLED.found(f.methods) or _OF_REVIEWS.found(f.title):
        return None
    return Design.META_ANALYSIS if _POOLS.found(f.methods) or f.cue("metaanalysis") >= 3 else None


def named_systematic(f: Facts) -> Design | None:
    """For: "…: a systematic review". Against: "…: a critical review"."""
    return Design.SYSTEMATIC_REVIEW if words.SYS_TITLE.found(f.title) else None


def searched(f: Facts) -> Design | None:
    """A review by its method.

    For: "PubMed was searched; nine studies were included". Against: "records of patients were searched".
    """
    if _PLAIN.found(f.title) and "prisma" not in f.whole and not (_is_searched(f) and counts_studies(f)):
        return Design.NARRATIVE_REVIEW
    if not _is_searched(f) or (_ENROLLED.found(f.methods) and not counts_studies(f)):
        return None
    narrative = _LITERATURE.search(f.title) and not _BY_SYSTEM.found(f.whole)
    if (
        _BY_RULE.found(f.whole)
        and not (narrative and not counts_studies(f))
        and (counts_studies(f) or f.cue("sysreview") >= 3)
    ):
        return Design.SYSTEMATIC_REVIEW
    if _NUMBERED.found(f.methods) and not narrative and _DATABASES.found(f.methods):
        return Design.SYSTEMATIC_REVIEW
    return None


def narrative(f: Facts) -> Design | None:
    """For: "we discuss what is known". Against: the same words around a trial's own results."""
    return Design.NARRATIVE_REVIEW if is_narrative(f) else None


def is_narrative(f: Facts) -> bool:
    enrolled = _ENROLLED.found(f.methods)
    if "Review" in f.kinds and not enrolled:
        return True
    titled = words.NARRATIVE_TITLE.found(f.title)
    if not titled and not f.speaks_of_itself:
        return False
    strong = sum(1 for s in f.document.body if s.role in (part.RESULTS, part.METHODS) and _STRONG.found(s.folded))
    if enrolled or strong > 1 or _TREATED.found(f.own):
        return False
    numbered = words.PEOPLE_NUMBER.found(f.own)
    if titled and strong == 0 and not numbered and not _TOLD.found(f.own):
        return True
    return f.speaks_of_itself and not (numbered and _P_OR_SIGNIFICANT.found(f.own))


def counts_studies(f: Facts) -> bool:
    return words.STUDY_COUNT.found(f.whole)


def _is_searched(f: Facts) -> bool:
    return (
        ("search" in f.methods or "review" in f.methods or "stud" in f.methods)
        and words.SYS_BODY.found(f.methods)
        and (counts_studies(f) or f.cue("sysreview") >= 2)
    )


def _is_narrated(f: Facts) -> bool:
    """It calls itself narrative, or retells; or its headings are those of a journal of expert opinions."""
    opinions = "areas covered" in f.abstract and "expert opinion" in f.abstract
    return opinions or _NARRATED.found(f.whole) or _retells(f)


def _retells(f: Facts) -> bool:
    """An abstract that cites others' work by author and year, and says nothing of methods of its own, comments on it.

    For: "The first trial was reported (Sample et al, 2017)." Against: "We replicated Sample et al. (2017)."
    """
    return not f.document.labelled and len(words.CITED.findall(f.whole)) >= 2 and not _OWN_WORK.found(f.whole)
