"""Design: which of the twelve kinds of study this is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.model.appraisal import Design, Species
from tracker.model.vocabulary import ConceptKind
from tracker.reading import designwords as words
from tracker.reading import sections as part
from tracker.reading.casedesign import case_of, own_text
from tracker.reading.document import Document
from tracker.reading.text import fold

_BY_TYPE = (
    ("Clinical Trial Protocol", Design.PROTOCOL),
    ("Network Meta-Analysis", Design.META_ANALYSIS),
    ("Meta-Analysis", Design.META_ANALYSIS),
    ("Systematic Review", Design.SYSTEMATIC_REVIEW),
)


def design_of(document: Document, species: Species, publication_types: Sequence[str] = ()) -> Design:
    """One of the guide's twelve designs. Publication types decide only what they are reliable for.

    For "rct": "were randomised to the drug or saline" with results. Against: the same words in a review's eligibility
    criteria, a protocol ("will be randomised") or a re-analysis ("post hoc").
    """
    title = _short(document.heading.folded)
    whole = " ".join([title, *(s.folded for s in document.body if s.role != part.OTHER)])
    kinds = set(publication_types)
    for name, design in _BY_TYPE:
        if name in kinds:
            return design
    if not document.body:
        return Design.OTHER  # a title alone, or a notice that repeats one, says nothing sure
    if _is_protocol(document, title, whole):
        return Design.PROTOCOL
    if re.search(
        r"^(?:reply to|comments? on|letter|editorial)|comments on an article|comment on an article|replies to|"
        r"reply to comments",
        title + " " + whole[len(title) : len(title) + 160],
    ):
        return Design.NARRATIVE_REVIEW
    if words.TOOL.search(title) and not words.RANDOM.search(title):
        return Design.OTHER
    review = _review(document, title, whole, kinds)
    if review is Design.META_ANALYSIS or (review is Design.SYSTEMATIC_REVIEW):
        return review
    if species in (Species.ANIMAL, Species.IN_VITRO) and review is None:
        return Design.PRECLINICAL
    if species in (Species.ANIMAL, Species.IN_VITRO) and not words.THIS_IS_REVIEW.search(whole):
        return Design.PRECLINICAL
    opinion = kinds & {"Editorial", "Comment", "Letter", "Practice Guideline", "Guideline"}
    if opinion and "Case Reports" not in kinds and not words.PEOPLE_NUMBER.search(whole):
        return Design.NARRATIVE_REVIEW
    case = case_of(document, title, whole, kinds)
    if case is not None:
        return case
    if review is not None:
        return review
    return _primary(document, title, whole, kinds)


def _short(title: str) -> str:
    """The title; where a feed put the abstract into it, its first sentence."""
    return title if len(title) < 350 else title[: max(title.find(". ") + 1, 120)]


def _plans(whole: str) -> int:
    """How often the text speaks of what is still to be done."""
    return len(words.FUTURE.findall(whole)) if any(hint in whole for hint in words.MAY_PLAN) else 0


def _speaks_of_itself(whole: str) -> bool:
    """ "This review …", "we discuss …": the text is about other people's work."""
    return any(hint in whole for hint in words.MAY_REVIEW) and bool(words.THIS_IS_REVIEW.search(whole))


def _is_registry_entry(text: str) -> bool:
    """A trial register's entry as some databases print it: "INTERVENTION: … CONDITION: … PRIMARY OUTCOME: …"."""
    return "intervention:" in text and bool(words.REGISTRY.search(text))


def _is_protocol(document: Document, title: str, whole: str) -> bool:
    if _is_registry_entry(fold(document.abstract)):
        return True
    if re.search(
        r"purpose of (?:this )?review|expert opinion|\b(?:in )?this (?:\w+ )?review\b", fold(document.abstract)
    ) and not words.PROTOCOL_TITLE.search(title):
        return False
    future = _plans(whole)
    results = [s for s in document.body if s.role == part.RESULTS]
    strong = sum(
        1 for s in results if re.search(r"\bp ?[<=>≤]|significant|%|95", s.folded) and not words.FUTURE.search(s.folded)
    )
    if (
        words.PROTOCOL_TITLE.search(title)
        and (future or not strong)
        and not re.search(
            r"following|using|under|(?:treatment|dose|dosing|infusion) protocols?|protocols\b|systematic review|"
            r"retrospective|results",
            title,
        )
    ):
        return True
    has = bool(
        re.search(
            r"\bp ?[<=>≤] ?0?\.\d|(?:significantly|responded|improved|decreased)\b|we (?:found|observed|did a)|"
            r"results (?:show|suggest|indicat)",
            whole,
        )
    )
    if (future >= 4 and strong <= 1) or (
        future >= 3 and not re.search(r"\bp ?[<=>≤] ?0?\.\d|\d ?%", " ".join(s.folded for s in results))
    ):
        return True
    if future >= 2 and strong == 0 and not has:
        return True
    if re.search(r"^(?:a |the )?(?:study|trial) protocol|protocol (?:for|of) (?:a|an|the) ", title) and strong <= 2:
        return True
    return bool(
        future >= 1 and strong == 0 and not has and "review" not in whole and not words.HAS_RESULTS.search(whole)
    )


def _retells(document: Document, whole: str) -> bool:
    """An abstract that cites others' work by author and year, and says nothing of methods of its own, comments on it.

    For: "The first trial was reported (Sample et al, 2017)." Against: "We replicated Sample et al. (2017)."
    """
    own = re.search(
        r"\bwe (?:\w+ )?(?:random|replicat|enrol|recruit|treat|stud|test|measur|compar|examin|assess)", whole
    )
    return not own and not document.labelled and len(words.CITED.findall(whole)) >= 2


def _review(document: Document, title: str, whole: str, kinds: set[str]) -> Design | None:
    counts = document.cue_counts
    studies = bool(words.STUDY_COUNT.search(whole))
    if re.search(r"narrative (?:literature )?review", title) or _retells(document, whole):
        return Design.NARRATIVE_REVIEW
    if words.META_TITLE.search(title) and not re.search(r"protocol|small-scale", title):
        return Design.META_ANALYSIS
    methods = " ".join(
        s.folded for s in document.sentences if s.role in (part.METHODS, part.OBJECTIVE, part.RESULTS, part.CONCLUSION)
    )
    searched = (
        ("search" in methods or "review" in methods or "stud" in methods)
        and bool(words.SYS_BODY.search(methods))
        and (studies or counts.get("sysreview", 0) >= 2)
    )
    if (
        "meta-analy" in methods
        and (searched or studies)
        and words.META_BODY.search(methods)
        and not re.search(
            r"not (?:be )?(?:conducted|performed|possible|feasible)[^.]{0,40}|meta-analysis was not|"
            r"no meta-analysis|small-scale meta",
            methods,
        )
        and not re.search(r"systematic(?:ally)? review(?:ed|s)? (?:and|of) meta-analyses|previous meta-analys", title)
    ) and (
        re.search(
            r"(?:conducted|performed|carried out|undertook|present|this|our|current|a|network|the|were|"
            r"using) (?:\w+[ -]){0,5}meta-analy|meta-analyses? (?:was|were|of|employed|using|included|showed|"
            r"reveal|suggest)|included in (?:the|our|this) (?:\w+ )?meta-analysis|meta-analy[sz]ed",
            methods,
        )
        or counts.get("metaanalysis", 0) >= 3
    ):
        return Design.META_ANALYSIS
    if words.SYS_TITLE.search(title):
        return Design.SYSTEMATIC_REVIEW
    if (
        re.search(r"narrative (?:literature )?review|mini-?review|critical review|clinical review|\ba review\b", title)
        and not re.search(r"prisma", whole)
        and not (searched and studies)
    ):
        return Design.NARRATIVE_REVIEW
    enrolled = re.search(
        r"(?:patients|participants|subjects|adults|individuals|volunteers|veterans|rats|"
        r"mice)\b[^.]{0,60}\b(?:were (?:randomly|randomi|enrolled|recruited|treated|assigned|allocated)|received)",
        methods,
    )
    if searched and not (enrolled and not studies):
        narrative = re.search(r"\breview\b|literature", title) and not re.search(r"systematic|prisma|scoping", whole)
        if (
            re.search(r"systematic|prisma|scoping|cochrane|independently|inclusion criteria", whole)
            and not (narrative and not studies)
            and (studies or counts.get("sysreview", 0) >= 3)
        ):
            return Design.SYSTEMATIC_REVIEW
        if studies and not narrative and re.search(r"medline|pubmed|embase|psycinfo|scopus|web of science", methods):
            return Design.SYSTEMATIC_REVIEW
    body_review = _speaks_of_itself(whole)
    strong = sum(
        1
        for s in document.body
        if s.role in (part.RESULTS, part.METHODS)
        and re.search(
            r"\bp ?[<=>≤] ?0?\.|n ?= ?\d|were (?:randomly|randomi|enrolled|recruited|assessed|treated|measured)",
            s.folded,
        )
    )
    if kinds & {"Review"} and not enrolled:
        return Design.NARRATIVE_REVIEW
    own = own_text(document)
    treated = enrolled or re.search(
        r"post[- ]?hoc|we (?:enrolled|recruited|treated|studied|tested|administered|retrospectively|"
        r"examined data)|retrospective (?:analysis|chart|review of|study)|charts? (?:of|review)|were (?:given|"
        r"administered|followed)|(?:subjects|participants|volunteers|patients|individuals)\b[^.]{0,80}(?:randomi[sz]ed|"
        r"double-blind)[^.]{0,60}\b(?:study|trial|design|manner)\b|in this (?:\w+[- ]){0,5}(?:trial|study),",
        own,
    )
    numbered = bool(words.PEOPLE_NUMBER.search(own))
    told = re.search(
        r"\bp ?[<=>≤] ?0?\.|significantly (?:more|less|higher|lower|better|improved|reduced|greater|different)", own
    )
    if words.NARRATIVE_TITLE.search(title) and strong == 0 and not treated and not numbered and not told:
        return Design.NARRATIVE_REVIEW
    if (
        body_review
        and strong <= 1
        and not treated
        and not (numbered and re.search(r"\bp ?[<=>≤] ?0?\.|significantly", own))
    ):
        return Design.NARRATIVE_REVIEW
    return None


def _primary(document: Document, title: str, whole: str, kinds: set[str]) -> Design:
    body = " ".join(
        [
            title,
            *(
                s.folded
                for s in document.body
                if s.role != part.OTHER and not (s.role == part.BACKGROUND and s.labelled)
            ),
        ]
    )
    done = " ".join(
        [
            title,
            *(
                s.folded
                for s in document.body
                if s.role not in (part.BACKGROUND, part.OTHER, part.CONCLUSION, part.LIMITS)
                and not words.WANTED.search(s.folded)
            ),
        ]
    )
    random = bool(words.RANDOM.search(done)) or bool(
        re.search(r"\bplacebo\b|crossover|cross-over", done)
        and not re.search(r"registry|chart review|medical records|case-control", done)
    )
    retro = bool(words.RETRO.search(title)) or bool(words.RETRO.search(body))
    others = document.heading.ids(ConceptKind.CONDITION) - {"healthy"}
    volunteers = re.search(
        r"healthy (?:\w+ ){0,2}(?:volunteers|subjects|participants|men|males|adults|humans|individuals)|(?:normal|"
        r"human) (?:volunteers|humans|subjects)",
        done,
    )
    healthy = (
        bool(volunteers) and not re.search(r"\bpatients\b|with (?:\w+[- ]){0,3}(?:disorder|illness|disease)", done)
    ) or (
        "healthy" in document.heading.ids(ConceptKind.CONDITION)
        and not others
        and not re.search(r"with (?:\w+[- ]){0,3}disorder", done)
    )
    posthoc = bool(words.POSTHOC_TITLE.search(title)) or bool(
        re.search(
            r"(?:this|the present|the current|a|an|our|in) (?:\w+ ){0,2}(?:post[- ]?hoc|secondary|exploratory|"
            r"pooled) (?:\w+[- ]){0,3}(?:analys[ie]s(?! (?:of|in|among) (?:the )?(?:patients|participants|those|people|"
            r"adults))|study|investigation)|(?:across|in|from|"
            r"of) (?:two|three|four|five|six|\d) (?:[\w-]+,? ){0,5}(?:trials|rcts)\b|"
            r"(?:conducted|performed|undertook) (?:a |"
            r"an )?(?:\w+ ){0,2}(?:post[- ]?hoc|secondary|pooled)|post[- ]?hoc analys[ie]s of|"
            r"secondary (?:data )?analys[ie]s (?:of|was|from|on|using)|data (?:were |was )?(?:from|drawn|pooled|"
            r"derived|obtained from)[^.]{0,60}(?:trial|studies|study|randomi)|(?:this|"
            r"the) (?:\w+ )?analysis (?:included|evaluated|used|of|utili[sz]ed)|previously (?:published|reported|"
            r"completed|conducted)[^.]{0,60}(?:trial|study|studies|cohort)|participant-level|parent (?:study|"
            r"trial)|sub-?study|subgroup from|reanaly|re-analy|combined data|ancillary|during (?:the|"
            r"a) (?:clinical|proof)[^.]{0,40}trial|(?:a|the) recent (?:phase[- ]\w+ )?(?:randomi[sz]ed|clinical|"
            r"trial)|(?:participants|patients|data|samples) (?:from|who participated in) (?:the|a|two|three|our|"
            r"four|five) (?:\w+[- ]){0,5}(?:trial|trials|rct)",
            done,
        )
    )
    if words.OTHER.search(title) and not random:
        return Design.OTHER
    if volunteers and "healthy-challenge" in document.heading.ids(ConceptKind.SETTING):
        healthy = True
    if random and not re.search(r"non-?randomi[sz]ed", title):
        if kinds & {"Randomized Controlled Trial"} and not posthoc:
            return Design.RCT
        if (
            re.search(r"(?:retrospective|registry|chart review|observational study|cohort study|case-control)", title)
            and not posthoc
        ):
            return Design.COHORT
        if (
            posthoc
            and re.search(r"open-label", body)
            and not re.search(r"randomi[sz]ed|placebo|double-blind|active control", body)
        ):
            return Design.TRIAL_NONRANDOMISED
        if posthoc:
            return Design.RCT_SECONDARY
        if (
            words.MARKER_TITLE.search(title)
            and not healthy
            and not words.TREATS.search(title)
            and (others or re.search(r"patients|disorder", done))
        ):
            return Design.RCT_SECONDARY
        told = [
            s
            for s in document.body
            if s.role == part.RESULTS
            or ({"significant", "null", "fall", "rise"} & s.cues and s.role != part.BACKGROUND)
        ]
        if not told and not re.search(r"\bp ?[<=>≤]|significan|we found|result(?:s|ed)\b|showed", done):
            return Design.PROTOCOL
        return Design.RCT
    if re.search(
        r"qualitative (?:study|interview|analys|research|data|method|approach)|semi-structured interview|"
        r"thematic analysis|markov|cost-effectiveness|delphi|bibliometric|budget impact|focus groups?|"
        r"mendelian randomi",
        done,
    ):
        return Design.OTHER
    opened = bool(words.OPEN.search(body))
    strong_open = re.search(
        r"open[- ]label|single[- ]arm|open trial|clinical trial\b|proof[- ]of[- ]concept|pilot (?:study|trial)|"
        r"phase (?:2|ii|1|i|3|iii)\b",
        body,
    )
    if retro and not (
        strong_open
        and not re.search(
            r"retrospective|chart|registry|records|naturalistic|observational|survey|users|cohort|case-control", body
        )
    ):
        return Design.COHORT
    if opened:
        return Design.TRIAL_NONRANDOMISED
    if retro:
        return Design.COHORT
    if not words.HAS_RESULTS.search(body) and not words.PEOPLE_NUMBER.search(body):
        return Design.NARRATIVE_REVIEW
    if not words.PEOPLE_NUMBER.search(whole) and not re.search(
        r"patients|participants|subjects|volunteers|adults|users|adolescents|\b(?:wo)?men\b|\bmales\b|controls", body
    ):
        return Design.NARRATIVE_REVIEW
    return Design.TRIAL_NONRANDOMISED
