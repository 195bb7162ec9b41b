"""Design: which of the twelve kinds of study this is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.model.appraisal import Design, Species
from tracker.model.vocabulary import ConceptKind
from tracker.reading import sections as part
from tracker.reading.document import Document
from tracker.reading.numbers import NUMBER, to_int
from tracker.reading.text import fold

_CASE_TITLE = re.compile(
    r"\b(?:a )?case (?:report|study|studies)\b|\bcase reports\b|report of (?:a|one|two|three|\d) cases?|\b(?:a|one|two|three) cases?\b|\bin (?:a|one) patient\b|a case of|\b(?:two|three) patients\b|case presentation|[23] cases"
)
_SERIES_TITLE = re.compile(
    r"case series|series of (?:\w+ )?(?:cases|patients)|\b(?<![\w-])(?:four|five|six|seven|eight|nine|ten|\d+) (?!among|in|of|and)(?:\w+[- ]){0,3}(?:cases|patients)\b"
)
_META_TITLE = re.compile(r"meta-?\s?analys|meta-analytic|mega-analysis|meta-regression")
_SYS_TITLE = re.compile(
    r"systematic (?:\w+ ){0,3}review|scoping review|umbrella review|systematic literature|rapid review|systematic search|systematic (?:synthesis|overview|evaluation)|evidence map|integrative review|systematically|cochrane|overview of (?:systematic )?reviews|mapping review"
)
_NARRATIVE_TITLE = re.compile(
    r"\breview\b|overview|perspective|commentary|editorial|comment on|comments on|consensus|guideline|recommendations|update|viewpoint|primer|what (?:is|do|should)|state of the art|narrative|position statement|considerations|future directions|past, present|current status|promises?\b|challenges|emerging|advances|implications|history|reply|letter|lessons|insights|how |why |toward|model of care|\?$|hypothes[ie]s|opportunit|rationale and|current and|strategies|potential role|the role of|new treatments|novel treatments|mechanisms of|frontier|roadmap"
)
_PROTOCOL_TITLE = re.compile(
    r"\bprotocol\b|study design and rationale|rationale and design|design and rationale|trial design"
)
_REGISTRY = re.compile(r"intervention: .*(?:condition: |primary outcome: |inclusion criteria: )", re.DOTALL)
_POSTHOC_TITLE = re.compile(
    r"post[- ]?hoc|secondary analys|re-?analysis|subgroup analys|sub-?analys|pooled analys|analys[ie]s of (?:the |data|a |two |phase|randomi|sustain|transform|aspire|\w+ trial)|results from (?:two|three)|data from|exploratory analys|ancillary|a secondary|elekt-d trial|ad hoc|sub-?study|participant-level|analysis of phase|findings from (?:a|the|two)"
)
_RETRO = re.compile(
    r"\bretrospective|chart review|registry|naturalistic|cross-sectional|\bsurvey|pharmacovigilance|medical records|health records|case-control|\bcohort|observational|faers|questionnaire|epidemiolog|claims|records? (?:of|from|were|was)|\busers\b|abusers|real-world|real world|clinical charts|database|prevalence|poison|toxicolog|adverse event reporting|consecutive patients|treatment data of|electronic health|data mining|interviewed|in clinical practice|case records|registered"
)
_OPEN = re.compile(
    r"open[- ]label|single[- ]arm|uncontrolled|non-?randomi[sz]ed|open[- ](?:trial|study|pilot)|proof[- ]of[- ]concept|pilot (?:study|trial)|phase (?:2|ii|1|i)\b|clinical trial|were treated with|received (?:\w+[- ]){0,6}(?:infusions?|injections?|treatments?|doses)|prospective|single-blind|feasibility|we treated|were administered"
)
_FUTURE = re.compile(
    r"\bwill (?:be|receive|undergo|include|recruit|evaluate|assess|compare|test|investigate|examine|determine|enrol|complete|provide|have|consist|use|explore|involve|also|measure|help)|\bwe (?:will|plan|aim) |\b(?:are|to be) (?:randomi[sz]ed|recruited)|proposed study|\bis to (?:determine|evaluate|assess|test)|currently (?:ongoing|recruiting)|this (?:study|trial) (?:will|aims to|is designed)|aims to (?:determine|evaluate|assess|investigate|test)|are being recruited|is planned|recruitment (?:is|began|started|will)|hypothesi[sz]e that|investigators (?:will|propose|hypothesi)"
)
_RANDOM = re.compile(
    r"(?<!non-)(?<!non)\brandomi[sz]ed|\brandomi[sz]ation|\brandomly (?!select|chosen|sampl|pick|drawn|approach)|double[- ]blind|randomi[sz]ed order|counterbalanced|placebo-controlled|(?:placebo|saline|\w+olam)-controlled|\brct\b|triple-blind|random order"
)
_THIS_IS_REVIEW = re.compile(
    r"this (?:\w+ ){0,2}(?:review|article|paper|chapter|overview|commentary|editorial|manuscript|essay|perspective|column|report) |\bwe (?:\w+ )?(?:review|discuss|summari[sz]e|outline|highlight|provide an overview|propose|argue)\b|(?:is|are) (?:reviewed|discussed|summari[sz]ed)|the authors (?:review|discuss|summari|provide an overview|describe)|purpose of (?:this )?review|expert opinion|areas covered|comments on an article|in this (?:\w+ )?(?:review|article|paper|chapter|perspective|commentary)|the following review|literature review|narrative review|consensus|presents an overview|we consider|here,? we (?:review|discuss)|the (?:present|current) (?:review|article|paper)|aim of this (?:\w+ )?review|our review|this report reviews|articles? (?:discusses|reviews|examines)|the review|guidance|comment on an article"
)
_META_BODY = re.compile(
    r"meta-analy[sz]|random[- ]effects|pooled (?:\w+ )?(?:effect|estimate|analysis|smd|or\b|rr\b|data)|hedges|network meta"
)
_SYS_BODY = re.compile(
    r"systematic(?:ally)? (?:\w+ ){0,3}(?:review|search)|prisma|(?:medline|pubmed|embase|psycinfo|databases?)[^.]{0,100}(?:search|review)|search(?:ed|es)? [^.]{0,100}(?:medline|pubmed|embase|psycinfo|database)|scoping review|literature (?:search|review) (?:was|of|using|in|identified)|articles were (?:identified|selected|included)|studies (?:were )?(?:included|met)|included studies|studies met"
)
_STUDY_COUNT = re.compile(
    r"\b(?:\d+|[a-z-]+) (?:[\w-]+ ){0,5}(?:studies|trials|articles|rcts|papers|publications|reports|records|reviews) (?:\w+ ){0,3}(?:were |was |met |fulfilled|included|identified|reviewed|analy|that|with|on|involv|compris|from|found)|included (?:\d+|[a-z-]+) (?:[\w-]+ ){0,4}(?:studies|trials|articles|rcts|papers)|stud(?:y|ies) selection|(?:final|total) [^.]{0,40}(?:studies|articles|trials)|consensus was reached on the"
)
_OTHER = re.compile(
    r"qualitative|cost-effective|cost effectiveness|markov|economic|delphi|focus group|thematic|semi-structured|bibliometric|budget impact|population pharmacokinetic|pharmacokinetic model|physiologically based|simulation|development (?:and \w+ )?of (?:the|a)|social media|reddit|mendelian|network pharmacology|cost-utility|phenomenolog|patient experiences?|lived experience|content analysis|machine learning|google trends|decision[- ]analy|validation of|psychometric|cost analysis|willingness to pay|twitter|youtube|website|interview study|grounded theory"
)
_PEOPLE_NUMBER = re.compile(
    r"\b(?:n ?= ?\d+|\d+ (?:[\w-]+ ){0,4}(?:patients|participants|subjects|adults|individuals|volunteers|women|men|veterans|users))"
)
_HAS_RESULTS = re.compile(
    r"\bp ?[<=>≤]|\d ?%|95 ?%|\bn ?= ?\d|significant|we found|results (?:show|indicate|suggest|reveal|demonstrat)|improved|decreased|reduced|increased|did not|no difference|observed"
)

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
    if _is_protocol(document, title, whole):
        return Design.PROTOCOL
    if re.search(
        r"^(?:reply to|comments? on|letter|editorial)|comments on an article|comment on an article|replies to|reply to comments",
        title + " " + whole[len(title) : len(title) + 160],
    ):
        return Design.NARRATIVE_REVIEW
    if _TOOL.search(title) and not _RANDOM.search(title):
        return Design.OTHER
    review = _review(document, title, whole, kinds)
    if review is Design.META_ANALYSIS or (review is Design.SYSTEMATIC_REVIEW):
        return review
    if species in (Species.ANIMAL, Species.IN_VITRO) and review is None:
        return Design.PRECLINICAL
    if species in (Species.ANIMAL, Species.IN_VITRO) and not _THIS_IS_REVIEW.search(whole):
        return Design.PRECLINICAL
    if kinds & {"Editorial", "Comment", "Letter", "Practice Guideline", "Guideline"} and not _PEOPLE_NUMBER.search(
        whole
    ):
        return Design.NARRATIVE_REVIEW
    case = _case(document, title, whole, kinds)
    if case is not None:
        return case
    if review is not None:
        return review
    return _primary(document, title, whole, kinds)


_TOOL = re.compile(
    r"\b(?:development|validation) (?:and (?:\w+ )?(?:validation|evaluation) )?of [^:]{0,60}(?:tool|scale|questionnaire|instrument|inventory|method|model|assay|checklist)\b|qualitative|cost-effectiveness|cost-utility|cost[- ]per|budget impact|economic (?:evaluation|burden|analysis)|bibliometric|interview study|lived experience|delphi|mendelian"
)


def _short(title: str) -> str:
    """The title; where a feed put the abstract into it, its first sentence."""
    return title if len(title) < 350 else title[: max(title.find(". ") + 1, 120)]


def _is_protocol(document: Document, title: str, whole: str) -> bool:
    if _REGISTRY.search(" ".join(s.folded for s in document.sentences) + fold(document.abstract)):
        return True
    if re.search(r"purpose of (?:this )?review|expert opinion", fold(document.abstract)) and not _PROTOCOL_TITLE.search(
        title
    ):
        return False
    future = len(_FUTURE.findall(whole))
    results = [s for s in document.body if s.role == part.RESULTS]
    strong = sum(
        1 for s in results if re.search(r"\bp ?[<=>≤]|significant|%|95", s.folded) and not _FUTURE.search(s.folded)
    )
    if (
        _PROTOCOL_TITLE.search(title)
        and (future or not strong)
        and not re.search(
            r"following|using|under|treatment protocols?|protocols\b|systematic review|retrospective|results", title
        )
    ):
        return True
    has = bool(
        re.search(
            r"\bp ?[<=>≤] ?0?\.\d|(?:significantly|responded|improved|decreased)\b|we (?:found|observed)|results (?:show|suggest|indicat)",
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
    return bool(future >= 1 and strong == 0 and not has and "review" not in whole and not _HAS_RESULTS.search(whole))


def _review(document: Document, title: str, whole: str, kinds: set[str]) -> Design | None:
    counts = document.cue_counts
    studies = bool(_STUDY_COUNT.search(whole))
    if re.search(r"narrative (?:literature )?review", title):
        return Design.NARRATIVE_REVIEW
    if _META_TITLE.search(title) and not re.search(r"protocol|small-scale", title):
        return Design.META_ANALYSIS
    methods = " ".join(
        s.folded for s in document.sentences if s.role in (part.METHODS, part.OBJECTIVE, part.RESULTS, part.CONCLUSION)
    )
    searched = bool(_SYS_BODY.search(methods)) and (studies or counts.get("sysreview", 0) >= 2)
    if (
        _META_BODY.search(methods)
        and (searched or studies)
        and re.search(r"meta-analy", methods)
        and not re.search(
            r"not (?:be )?(?:conducted|performed|possible|feasible)[^.]{0,40}|meta-analysis was not|no meta-analysis|small-scale meta",
            methods,
        )
        and not re.search(r"systematic(?:ally)? review(?:ed|s)? (?:and|of) meta-analyses|previous meta-analys", title)
    ):
        if (
            re.search(
                r"(?:conducted|performed|carried out|undertook|present|this|our|current|a|network|the|were|using) (?:\w+[ -]){0,5}meta-analy|meta-analyses? (?:was|were|of|employed|using|included|showed|reveal|suggest)|included in (?:the|our|this) (?:\w+ )?meta-analysis|meta-analy[sz]ed",
                methods,
            )
            or counts.get("metaanalysis", 0) >= 3
        ):
            return Design.META_ANALYSIS
    if _SYS_TITLE.search(title):
        return Design.SYSTEMATIC_REVIEW
    if (
        re.search(r"narrative (?:literature )?review|mini-?review|critical review|clinical review|\ba review\b", title)
        and not re.search(r"prisma", whole)
        and not (searched and studies)
    ):
        return Design.NARRATIVE_REVIEW
    enrolled = re.search(
        r"(?:patients|participants|subjects|adults|individuals|volunteers|veterans|rats|mice)\b[^.]{0,60}\b(?:were (?:randomly|randomi|enrolled|recruited|treated|assigned|allocated)|received)",
        methods,
    )
    if searched and not (enrolled and not studies):
        narrative = re.search(r"\breview\b|literature", title) and not re.search(r"systematic|prisma|scoping", whole)
        if re.search(r"systematic|prisma|scoping|cochrane|independently|inclusion criteria", whole) and not (
            narrative and not studies
        ):
            if studies or counts.get("sysreview", 0) >= 3:
                return Design.SYSTEMATIC_REVIEW
        if studies and not narrative and re.search(r"medline|pubmed|embase|psycinfo|scopus|web of science", methods):
            return Design.SYSTEMATIC_REVIEW
    body_review = bool(_THIS_IS_REVIEW.search(whole))
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
    own = " ".join(s.folded for s in document.body if s.role in (part.METHODS, part.RESULTS))
    treated = enrolled or re.search(
        r"post[- ]?hoc|we (?:enrolled|recruited|treated|studied|tested|administered|retrospectively|examined data)|retrospective (?:analysis|chart|review of|study)|charts? (?:of|review)|were (?:given|administered|followed)|in this (?:\w+[- ]){0,5}(?:trial|study),",
        own,
    )
    numbered = bool(_PEOPLE_NUMBER.search(own))
    if _NARRATIVE_TITLE.search(title) and strong == 0 and not treated and not numbered:
        return Design.NARRATIVE_REVIEW
    if (
        body_review
        and strong <= 1
        and not treated
        and not (numbered and re.search(r"\bp ?[<=>≤] ?0?\.|significantly", own))
    ):
        return Design.NARRATIVE_REVIEW
    return None


_SIZED = re.compile(
    rf"(?<![\d.])\b({NUMBER})\+? (?:[\w-]+ ){{0,5}}?(?:patients|cases|individuals|adults|participants|children|adolescents|subjects|women|men|veterans)\b"
)


def own_text(document: Document) -> str:
    """What the authors say of their own people: all but the background and the notices."""
    return " ".join(s.folded for s in document.sentences if s.role not in (part.BACKGROUND, part.OTHER))


def _case(document: Document, title: str, whole: str, kinds: set[str]) -> Design | None:
    counts = document.cue_counts
    series = bool(_SERIES_TITLE.search(title)) or "case series" in whole
    if (
        few := re.search(r"\b(one|two|three|[123]) (?:\w+[- ]){0,3}(?:cases|patients)\b|\ba case\b", title)
    ) and not series:
        return Design.CASE_REPORT if few else None
    largest = max((to_int(m[1]) or 0 for m in _SIZED.finditer(own_text(document))), default=0)
    if (
        "case series" in whole
        and largest > 15
        and re.search(r"retrospective|chart review|consecutive|records|real-world", whole)
    ):
        return Design.COHORT
    trial = re.search(r"clinical (?:pilot )?trial|clinicaltrials\.gov|open-label (?:trial|study)|pilot trial", whole)
    if series and largest >= 4:
        if largest > 15:
            return Design.COHORT if not re.search(r"open-label (?:trial|study)", whole) else Design.TRIAL_NONRANDOMISED
        return (
            Design.TRIAL_NONRANDOMISED
            if re.search(r"this clinical (?:pilot )?trial|in this clinical", whole)
            else Design.CASE_SERIES
        )
    if _CASE_TITLE.search(title) or "Case Reports" in kinds:
        if largest > 15 and not _CASE_TITLE.search(title):
            return None
        if largest >= 4 and largest <= 15 and not re.search(r"\ba case\b|\bone case\b", title):
            return Design.CASE_SERIES
        if largest > 15 and re.search(r"case study|studies", title):
            return None
        return Design.CASE_REPORT
    if series:
        return Design.CASE_SERIES if largest < 16 else Design.COHORT
    if (
        re.search(
            r"\bwe (?:report|present|describe)[^.]{0,30} (?:a|the|one|an|two|three)\b[^.]{0,60}\b(?:case|patient|woman|man|cases|year-old|patients|male|female|adolescent)|\b\d{1,2}[- ]year[- ]old (?:\w+[ -]){0,4}(?:man|woman|male|female|patient|boy|girl|veteran)|\bthis case (?:report|study|illustrates|demonstrates|suggests)|(?:a|the) case of (?:a|an)\b|case report",
            whole,
        )
        and largest < 4
        and not _RANDOM.search(whole)
        and counts.get("random", 0) == 0
    ):
        return Design.CASE_REPORT
    if (
        4 <= largest <= 12
        and not _RANDOM.search(whole)
        and not retro_words(whole)
        and re.search(
            r"we (?:report|describe|present)[^.]{0,80}(?:patients|cases)|(?:prescribed|administered|given) [^.]{0,60}\b(?:patients|cases)",
            whole,
        )
        and not trial
        and re.search(
            r"in (?:one|two|three|four|five|all) patients?|one patient|the (?:first|second) (?:patient|case)", whole
        )
    ):
        return Design.CASE_SERIES
    return None


def retro_words(whole: str) -> bool:
    return bool(re.search(r"chart|records|retrospective", whole))


_MARKER_TITLE = re.compile(
    r"\b(?:predict\w*|associations?|associated with|biomarkers?|correlat\w*|moderat\w*|mediat\w*|relationships?|genetic|polymorphisms?|genome|connectivity|neural|metabolom\w*|cortical|imaging|eeg|meg|f?mri|sex differences|"
    r"markers?|plasma|serum|volumes?|magnetoencephalography|neuroimaging|circuit\w*|inflammatory|cytokines?|resting-state|factor analysis|machine learning|proteom\w*|microrna|genes?|metabolites?|networks?|amygdala|"
    r"hippocamp\w*|nucleus accumbens|spectroscopy|electrophysiolog\w*|mutation|transcript\w*|methylation|heart rate|placebo response|preference|state marker|trait|expectancy|role of \w+ (?:on|in)|early response|growth factor|factors and|modeling|modelling|signaling|signalling|trajector\w*|baseline|subtypes?|acute effects|treatment response with|response patterns?|symptom(?:atic)? (?:improvement )?pattern|oscillations?|gamma|positron|pet|sleep|cognitive function|belief|peripheral|kynuren\w*|interleukin|hormone|cortisol|levels|connectome|white matter|gr[ae]y matter|psychometric|genotyp\w*|family history|vigilance)\b"
)
_TREATS = re.compile(
    r"^(?:the )?(?:efficacy|effectiveness|safety|a randomi[sz]ed|randomi[sz]ed|rapid|comparison|comparative)|efficacy (?:of|and)|as (?:an? )?(?:\w+ )?treatment|for the treatment|: a (?:double-blind |multicent\w+ )?randomi[sz]ed|trial$|clinical effects"
)


#: "Randomised trials are needed" says nothing of this study.
_WANTED = re.compile(
    r"(?:trials?|studies|research|investigation)\b[^.]{0,60}\b(?:necessary|needed|warranted|required)|further (?:research|studies|investigation|trials)"
)


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
                and not _WANTED.search(s.folded)
            ),
        ]
    )
    random = bool(_RANDOM.search(done)) or bool(
        re.search(r"\bplacebo\b|crossover|cross-over", done)
        and not re.search(r"registry|chart review|medical records|case-control", done)
    )
    retro = bool(_RETRO.search(title)) or bool(_RETRO.search(body))
    others = document.heading.ids(ConceptKind.CONDITION) - {"healthy"}
    volunteers = re.search(
        r"healthy (?:\w+ ){0,2}(?:volunteers|subjects|participants|men|males|adults|humans|individuals)|(?:normal|human) (?:volunteers|humans|subjects)",
        done,
    )
    healthy = (
        bool(volunteers) and not re.search(r"\bpatients\b|with (?:\w+[- ]){0,3}(?:disorder|illness|disease)", done)
    ) or (
        "healthy" in document.heading.ids(ConceptKind.CONDITION)
        and not others
        and not re.search(r"with (?:\w+[- ]){0,3}disorder", done)
    )
    posthoc = bool(_POSTHOC_TITLE.search(title)) or bool(
        re.search(
            r"(?:this|the present|the current|a|an|our|in) (?:\w+ ){0,2}(?:post[- ]?hoc|secondary|exploratory|pooled) (?:\w+[- ]){0,3}(?:analys[ie]s|study|investigation)|(?:conducted|performed|undertook) (?:a |an )?(?:\w+ ){0,2}(?:post[- ]?hoc|secondary|pooled)|post[- ]?hoc analys[ie]s of|secondary (?:data )?analys[ie]s (?:of|was|from|on|using)|data (?:were |was )?(?:from|drawn|pooled|derived|obtained from)[^.]{0,60}(?:trial|studies|study|randomi)|(?:this|the) (?:\w+ )?analysis (?:included|evaluated|used|of|utili[sz]ed)|previously (?:published|reported|completed|conducted)[^.]{0,60}(?:trial|study|studies|cohort)|participant-level|parent (?:study|trial)|sub-?study|subgroup from|reanaly|re-analy|combined data|ancillary|during (?:the|a) (?:clinical|proof)[^.]{0,40}trial|(?:a|the) recent (?:phase[- ]\w+ )?(?:randomi[sz]ed|clinical|trial)|(?:participants|patients|data|samples) (?:from|who participated in) (?:the|a|two|three|our|four|five) (?:\w+[- ]){0,5}(?:trial|trials|rct)",
            done,
        )
    )
    if _OTHER.search(title) and not random:
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
            _MARKER_TITLE.search(title)
            and not healthy
            and not _TREATS.search(title)
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
        r"qualitative (?:study|interview|analys|research|data|method|approach)|semi-structured interview|thematic analysis|markov|cost-effectiveness|delphi|bibliometric|budget impact|focus groups?|mendelian randomi",
        done,
    ):
        return Design.OTHER
    opened = bool(_OPEN.search(body))
    strong_open = re.search(
        r"open[- ]label|single[- ]arm|open trial|clinical trial\b|proof[- ]of[- ]concept|pilot (?:study|trial)|phase (?:2|ii|1|i|3|iii)\b",
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
    if not _HAS_RESULTS.search(body) and not _PEOPLE_NUMBER.search(body):
        return Design.NARRATIVE_REVIEW
    if not _PEOPLE_NUMBER.search(whole) and not re.search(r"patients|participants|subjects|volunteers", body):
        return Design.NARRATIVE_REVIEW
    return Design.TRIAL_NONRANDOMISED
