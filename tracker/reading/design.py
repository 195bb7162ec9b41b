"""Design: which of the twelve kinds of study this is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.model.appraisal import Design, Species
from tracker.model.vocabulary import ConceptKind
from tracker.reading import sections as part
from tracker.reading.document import Document
from tracker.reading.subjects import is_predictor_study

_CASE_TITLE = re.compile(r"\b(?:a )?case (?:report|study|studies)\b|\bcase reports\b|report of (?:a|one|two|three|\d) cases?|\b(?:a|one|two|three) cases?\b|\bin (?:a|one) patient\b|a case of|\b(?:two|three) patients\b|case presentation|[23] cases")
_SERIES_TITLE = re.compile(r"case series|series of (?:\w+ )?(?:cases|patients)|\b(?:four|five|six|seven|eight|nine|ten|\d+) (?:\w+[- ]){0,3}(?:cases|patients)\b")
_META_TITLE = re.compile(r"meta-?\s?analys|meta-analytic|mega-analysis|meta-regression")
_SYS_TITLE = re.compile(r"systematic (?:\w+ ){0,3}review|scoping review|umbrella review|systematic literature|rapid review|systematic search|systematic (?:synthesis|overview|evaluation)|evidence map|integrative review|systematically|cochrane|overview of (?:systematic )?reviews|mapping review")
_NARRATIVE_TITLE = re.compile(
    r"\breview\b|overview|perspective|commentary|editorial|comment on|comments on|consensus|guideline|recommendations|update|viewpoint|primer|what (?:is|do|should)|state of the art|narrative|position statement|considerations|future directions|past, present|current status|promises?\b|challenges|emerging|advances|implications|history|reply|letter|lessons|insights|how |why |toward|model of care|\?$|hypothes[ie]s|opportunit|rationale and|current and|strategies|potential role|the role of|new treatments|novel treatments|mechanisms of|frontier|roadmap"
)
_PROTOCOL_TITLE = re.compile(r"\bprotocol\b|study design and rationale|rationale and design|design and rationale|trial design")
_REGISTRY = re.compile(r"intervention: .*(?:condition: |primary outcome: |inclusion criteria: )", re.DOTALL)
_POSTHOC_TITLE = re.compile(r"post[- ]?hoc|secondary analys|re-?analysis|subgroup analys|sub-?analys|pooled analys|analys[ie]s of (?:the |data|a |two |phase|randomi|sustain|transform|aspire|\w+ trial)|results from (?:two|three)|data from|exploratory analys|ancillary|a secondary|elekt-d trial|ad hoc|sub-?study|participant-level|analysis of phase|findings from (?:a|the|two)")
_RETRO = re.compile(r"\bretrospective|chart review|registry|naturalistic|cross-sectional|\bsurvey|pharmacovigilance|medical records|health records|case-control|\bcohort|observational|faers|questionnaire|epidemiolog|claims|records? (?:of|from|were|was)|\busers\b|abusers|real-world|real world|clinical charts|database|prevalence|poison|toxicolog|adverse event reporting|consecutive patients|electronic health|data mining|interviewed|in clinical practice|case records|registered")
_OPEN = re.compile(r"open[- ]label|single[- ]arm|uncontrolled|non-?randomi[sz]ed|open[- ](?:trial|study|pilot)|proof[- ]of[- ]concept|pilot (?:study|trial)|phase (?:2|ii|1|i)\b|clinical trial|were treated with|received (?:\w+[- ]){0,6}(?:infusions?|injections?|treatments?|doses)|prospective|single-blind|feasibility|we treated|were administered")
_FUTURE = re.compile(r"\bwill (?:be|receive|undergo|include|recruit|evaluate|assess|compare|test|investigate|examine|determine|enrol|complete|provide|have|consist|use|explore|involve|also|measure|help)|\bwe (?:will|plan|aim) |\b(?:are|to be) (?:randomi[sz]ed|recruited)|proposed study|\bis to (?:determine|evaluate|assess|test)|currently (?:ongoing|recruiting)|this (?:study|trial) (?:will|aims to|is designed)|aims to (?:determine|evaluate|assess|investigate|test)|are being recruited|is planned|recruitment (?:is|began|started|will)|hypothesi[sz]e that|investigators (?:will|propose|hypothesi)")
_RANDOM = re.compile(r"(?<!non-)(?<!non)\brandomi[sz]ed|\brandomi[sz]ation|\brandomly\b|double[- ]blind|randomi[sz]ed order|counterbalanced|placebo-controlled|midazolam-controlled|saline-controlled|\brct\b|triple-blind|random order")
_THIS_IS_REVIEW = re.compile(
    r"this (?:\w+ ){0,2}(?:review|article|paper|chapter|overview|commentary|editorial|manuscript|essay|perspective|column|report) |\bwe (?:\w+ )?(?:review|discuss|summari[sz]e|outline|highlight|provide an overview|propose|argue|suggest that)|(?:is|are) (?:reviewed|discussed|summari[sz]ed)|the authors (?:review|discuss|summari|provide an overview|describe)|purpose of (?:this )?review|expert opinion|areas covered|comments on an article|in this (?:\w+ )?(?:review|article|paper|chapter|perspective|commentary)|the following review|literature review|narrative review|consensus|presents an overview|we consider|here,? we (?:review|discuss)|the (?:present|current) (?:review|article|paper)|aim of this (?:\w+ )?review|our review|this report reviews|articles? (?:discusses|reviews|examines)|the review|guidance|comment on an article"
)
_META_BODY = re.compile(r"meta-analy[sz]|random[- ]effects|pooled (?:\w+ )?(?:effect|estimate|analysis|smd|or\b|rr\b|data)|hedges|network meta")
_SYS_BODY = re.compile(r"systematic(?:ally)? (?:\w+ ){0,3}(?:review|search)|prisma|(?:medline|pubmed|embase|psycinfo|databases?)[^.]{0,100}(?:search|review)|search(?:ed|es)? [^.]{0,100}(?:medline|pubmed|embase|psycinfo|database)|scoping review|literature (?:search|review) (?:was|of|using|in|identified)|articles were (?:identified|selected|included)|studies (?:were )?(?:included|met)|included studies|studies met")
_STUDY_COUNT = re.compile(r"\b(?:\d+|[a-z-]+) (?:[\w-]+ ){0,5}(?:studies|trials|articles|rcts|papers|publications|reports|records|reviews) (?:\w+ ){0,3}(?:were |was |met |fulfilled|included|identified|reviewed|analy|that|with|on|involv|compris|from|found)|included (?:\d+|[a-z-]+) (?:[\w-]+ ){0,4}(?:studies|trials|articles|rcts|papers)|stud(?:y|ies) selection|(?:final|total) [^.]{0,40}(?:studies|articles|trials)|consensus was reached on the")
_OTHER = re.compile(r"qualitative|cost-effective|cost effectiveness|markov|economic|delphi|focus group|thematic|semi-structured|bibliometric|budget impact|population pharmacokinetic|pharmacokinetic model|physiologically based|simulation|development (?:and \w+ )?of (?:the|a)|social media|reddit|mendelian|network pharmacology|cost-utility|phenomenolog|patient experiences?|lived experience|content analysis|machine learning|google trends|decision[- ]analy|validation of|psychometric|cost analysis|willingness to pay|twitter|youtube|website|interview study|grounded theory")
_PEOPLE_NUMBER = re.compile(r"\b(?:n ?= ?\d+|\d+ (?:[\w-]+ ){0,4}(?:patients|participants|subjects|adults|individuals|volunteers|women|men|veterans|users))")
_HAS_RESULTS = re.compile(r"\bp ?[<=>≤]|\d ?%|95 ?%|\bn ?= ?\d|significant|we found|results (?:show|indicate|suggest|reveal|demonstrat)|improved|decreased|reduced|increased|did not|no difference|observed")

_BY_TYPE = (
    ("Clinical Trial Protocol", Design.PROTOCOL),
    ("Network Meta-Analysis", Design.META_ANALYSIS),
    ("Meta-Analysis", Design.META_ANALYSIS),
    ("Systematic Review", Design.SYSTEMATIC_REVIEW),
)


def design_of(document: Document, species: Species, publication_types: Sequence[str] = ()) -> Design:
    """One of the guide's twelve designs. Publication types decide only what they are reliable for.

    For "rct": "were randomised to ketamine or saline" with results. Against: the same words in a review's eligibility
    criteria, a protocol ("will be randomised") or a re-analysis ("post hoc").
    """
    title = document.heading.folded
    whole = " ".join(s.folded for s in document.sentences if s.role != part.OTHER)
    kinds = set(publication_types)
    for name, design in _BY_TYPE:
        if name in kinds:
            return design
    if _is_protocol(document, title, whole):
        return Design.PROTOCOL
    review = _review(document, title, whole, kinds)
    if review is Design.META_ANALYSIS or (review is Design.SYSTEMATIC_REVIEW):
        return review
    if species in (Species.ANIMAL, Species.IN_VITRO) and review is None:
        return Design.PRECLINICAL
    if species in (Species.ANIMAL, Species.IN_VITRO) and not _THIS_IS_REVIEW.search(whole):
        return Design.PRECLINICAL
    if kinds & {"Editorial", "Comment", "Letter", "Practice Guideline", "Guideline"} and not _PEOPLE_NUMBER.search(whole):
        return Design.NARRATIVE_REVIEW
    case = _case(document, title, whole, kinds)
    if case is not None:
        return case
    if review is not None:
        return review
    return _primary(document, title, whole, kinds)


def _is_protocol(document: Document, title: str, whole: str) -> bool:
    if _REGISTRY.search(whole):
        return True
    future = len(_FUTURE.findall(whole))
    results = [s for s in document.body if s.role == part.RESULTS]
    strong = sum(1 for s in results if re.search(r"\bp ?[<=>≤]|significant|%|95", s.folded) and not _FUTURE.search(s.folded))
    if _PROTOCOL_TITLE.search(title) and (future or not strong) and not re.search(r"following|using|under|treatment protocols?|protocols\b|systematic review|retrospective|results", title):
        return True
    has = bool(re.search(r"\bp ?[<=>≤] ?0?\.\d|(?:significantly|responded|improved|decreased)\b|we (?:found|observed)|results (?:show|suggest|indicat)", whole))
    if future >= 4 and strong <= 1:
        return True
    if future >= 2 and strong == 0 and not has:
        return True
    if re.search(r"^(?:a |the )?(?:study|trial) protocol|protocol (?:for|of) (?:a|an|the) ", title) and strong <= 2:
        return True
    return bool(future >= 1 and strong == 0 and not has and "review" not in whole and not _HAS_RESULTS.search(whole))


def _review(document: Document, title: str, whole: str, kinds: set[str]) -> Design | None:
    counts = document.cue_counts
    studies = bool(_STUDY_COUNT.search(whole))
    if _META_TITLE.search(title) and not re.search(r"protocol|small-scale", title):
        return Design.META_ANALYSIS
    methods = " ".join(s.folded for s in document.sentences if s.role in (part.METHODS, part.OBJECTIVE, part.RESULTS, part.CONCLUSION))
    searched = bool(_SYS_BODY.search(methods)) and (studies or counts.get("sysreview", 0) >= 2)
    if _META_BODY.search(methods) and (searched or studies) and re.search(r"meta-analy", methods) and not re.search(r"not (?:be )?(?:conducted|performed|possible|feasible)[^.]{0,40}|meta-analysis was not|no meta-analysis|small-scale meta", methods) and not re.search(r"systematic(?:ally)? review(?:ed|s)? (?:and|of) meta-analyses|previous meta-analys", title):
        if re.search(r"(?:conducted|performed|carried out|undertook|present|this|our|current|a|network|the|were|using) (?:\w+[ -]){0,5}meta-analy|meta-analyses? (?:was|were|of|employed|using|included|showed|reveal|suggest)|included in (?:the|our|this) (?:\w+ )?meta-analysis|meta-analy[sz]ed", methods) or counts.get("metaanalysis", 0) >= 3:
            return Design.META_ANALYSIS
    if _SYS_TITLE.search(title):
        return Design.SYSTEMATIC_REVIEW
    enrolled = re.search(r"(?:patients|participants|subjects|adults|individuals|volunteers|veterans|rats|mice)\b[^.]{0,60}\b(?:were (?:randomly|randomi|enrolled|recruited|treated|assigned|allocated)|received)", methods)
    if searched and not (enrolled and not studies):
        narrative = re.search(r"\breview\b|literature", title) and not re.search(r"systematic|prisma|scoping", whole)
        if re.search(r"systematic|prisma|scoping|cochrane|independently|inclusion criteria", whole) and not (narrative and not studies):
            if studies or counts.get("sysreview", 0) >= 3:
                return Design.SYSTEMATIC_REVIEW
    body_review = bool(_THIS_IS_REVIEW.search(whole))
    strong = sum(1 for s in document.body if s.role in (part.RESULTS, part.METHODS) and re.search(r"\bp ?[<=>≤] ?0?\.|n ?= ?\d|were (?:randomly|randomi|enrolled|recruited|assessed|treated|measured)", s.folded))
    if kinds & {"Review"} and not enrolled:
        return Design.NARRATIVE_REVIEW
    if _NARRATIVE_TITLE.search(title) and strong == 0 and not enrolled:
        return Design.NARRATIVE_REVIEW
    if body_review and strong <= 1 and not enrolled:
        return Design.NARRATIVE_REVIEW
    return None


def _case(document: Document, title: str, whole: str, kinds: set[str]) -> Design | None:
    counts = document.cue_counts
    series = bool(_SERIES_TITLE.search(title)) or "case series" in whole
    sized = [int(n) for n in re.findall(r"\b(\d+) (?:[\w-]+ ){0,5}(?:patients|cases|individuals|adults|participants|children|adolescents|subjects|women|men)\b", whole)]
    words = {"four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "two": 2, "three": 3}
    sized += [words[w] for w in re.findall(r"\b(two|three|four|five|six|seven|eight|nine|ten) (?:[\w-]+ ){0,5}(?:patients|cases|individuals|adults|participants|adolescents|children|women|men)\b", whole)]
    largest = max(sized, default=0)
    trial = re.search(r"clinical (?:pilot )?trial|clinicaltrials\.gov|open-label (?:trial|study)|pilot trial", whole)
    if series and 4 <= largest:
        if largest > 15:
            return Design.COHORT if not re.search(r"open-label (?:trial|study)", whole) else Design.TRIAL_NONRANDOMISED
        return Design.TRIAL_NONRANDOMISED if re.search(r"this clinical (?:pilot )?trial|in this clinical", whole) else Design.CASE_SERIES
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
    if re.search(r"\bwe (?:report|present|describe)[^.]{0,30} (?:a|the|one|an|two|three)\b[^.]{0,60}\b(?:case|patient|woman|man|cases|year-old|patients|male|female|adolescent)|\b\d{1,2}[- ]year[- ]old (?:\w+[ -]){0,4}(?:man|woman|male|female|patient|boy|girl|veteran)|\bthis case (?:report|study|illustrates|demonstrates|suggests)|(?:a|the) case of (?:a|an)\b|case report", whole) and largest < 4 and not _RANDOM.search(whole) and counts.get("random", 0) == 0:
        return Design.CASE_REPORT
    if 4 <= largest <= 12 and not _RANDOM.search(whole) and re.search(r"we (?:report|describe|present)[^.]{0,80}(?:patients|cases)|(?:prescribed|administered|given) [^.]{0,60}\b(?:patients|cases)", whole) and not trial and re.search(r"in (?:one|two|three|four|five|all) patients?|one patient|the (?:first|second) (?:patient|case)", whole):
        return Design.CASE_SERIES
    return None


def _primary(document: Document, title: str, whole: str, kinds: set[str]) -> Design:
    body = " ".join(s.folded for s in document.sentences if s.role not in (part.BACKGROUND, part.OTHER))
    random = bool(_RANDOM.search(body)) or bool(_RANDOM.search(title))
    retro = bool(_RETRO.search(title)) or bool(_RETRO.search(body))
    healthy = "healthy" in document.heading.ids(ConceptKind.CONDITION) or bool(re.search(r"healthy (?:\w+ ){0,2}(?:volunteers|subjects|participants|men|males|adults|humans|individuals)", body)) and not re.search(r"patients", body)
    posthoc = bool(_POSTHOC_TITLE.search(title)) or bool(
        re.search(r"post[- ]?hoc (?:analys|study|pooled|investigation)|secondary (?:data )?analys[ie]s|pooled (?:post[- ]?hoc )?(?:data|analys)|data (?:were |was )?(?:from|drawn|pooled|derived|obtained from)[^.]{0,60}(?:trial|studies|study|randomi)|(?:this|the) (?:\w+ )?analysis (?:included|evaluated|used|of|utili[sz]ed)|previously (?:published|reported|completed|conducted)[^.]{0,60}(?:trial|study|studies|cohort)|participant-level|parent (?:study|trial)|sub-?study|subgroup from|reanaly|re-analy|combined data|ancillary|exploratory analys[ie]s of|during (?:the|a) (?:clinical|proof)[^.]{0,40}trial|(?:a|the) recent (?:phase[- ]\w+ )?(?:randomi[sz]ed|clinical|trial)|was part of|(?:participants|patients|data) (?:from|in) (?:the|a|two|three|our|four|five) (?:\w+[- ]){0,5}(?:trial|trials|rct)", body)
    )
    if _OTHER.search(title) and not random:
        return Design.OTHER
    if random and not re.search(r"non-?randomi[sz]ed", title):
        if kinds & {"Randomized Controlled Trial"} and not posthoc:
            return Design.RCT
        if re.search(r"(?:retrospective|registry|chart review|observational study|cohort study|case-control)", title) and not posthoc:
            return Design.COHORT
        if posthoc and re.search(r"open-label", body) and not re.search(r"randomi[sz]ed|placebo|double-blind|midazolam", body):
            return Design.TRIAL_NONRANDOMISED
        if posthoc:
            return Design.RCT_SECONDARY
        if is_predictor_study(document) and not healthy and not re.search(r"efficacy|effect of|effects of (?:\w+ ){0,3}(?:on|in) (?:depress|suicid|pain)|treatment of|safety", title):
            return Design.RCT_SECONDARY
        return Design.RCT
    if _OTHER.search(whole) and re.search(r"qualitative|interview|markov|cost-effective|economic|delphi|thematic|bibliometric|simulation", body):
        return Design.OTHER
    opened = bool(_OPEN.search(body))
    strong_open = re.search(r"open[- ]label|single[- ]arm|open trial|clinical trial\b|proof[- ]of[- ]concept|pilot (?:study|trial)|phase (?:2|ii|1|i|3|iii)\b", body)
    if retro and not (strong_open and not re.search(r"retrospective|chart|registry|records|naturalistic|observational|survey|users|cohort|case-control", body)):
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
