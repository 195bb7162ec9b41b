"""The words by which the kind of a study is known: patterns over folded text, each named for what it tells."""

from __future__ import annotations

import re

from tracker.reading.numbers import NUMBER

CASE_TITLE = re.compile(
    r"\b(?:a )?case (?:report|study|studies)\b|\bcase reports\b|report of (?:a|one|two|three|\d) cases?|\b(?:a|"
    r"one|two|three) cases?\b|\bin (?:a|one) patient\b|a case of|\b(?:two|three) patients\b|case presentation|"
    r"[23] cases"
)
SERIES_TITLE = re.compile(
    r"case series|series of (?:\w+ )?(?:cases|patients)|\b(?<![\w-])(?:four|five|six|seven|eight|nine|ten|"
    r"\d|1[0-5]) (?!among|in|of|and)(?:\w+[- ]){0,3}(?:cases|patients)\b"
)
META_TITLE = re.compile(r"meta-?\s?analys|meta-analytic|mega-analysis|meta-regression")
SYS_TITLE = re.compile(
    r"systematic (?:\w+ ){0,3}review|scoping review|umbrella review|systematic literature|rapid review|"
    r"systematic search|systematic (?:synthesis|overview|evaluation)|evidence map|integrative review|"
    r"systematically|cochrane|overview of (?:systematic )?reviews|mapping review"
)
NARRATIVE_TITLE = re.compile(
    r"\breview\b|overview|perspective|commentary|editorial|comment on|comments on|consensus|guideline|"
    r"recommendations|update|viewpoint|primer|what (?:is|do|should)|state of the art|narrative|position statement|"
    r"considerations|future directions|past, present|current status|promises?\b|challenges|emerging|advances|"
    r"implications|history|reply|letter|lessons|insights|how |why |toward|model of care|\?$|hypothes[ie]s|"
    r"opportunit|rationale and|current and|strategies|potential role|the role of|new treatments|novel treatments|"
    r"mechanisms of|frontier|roadmap"
)
PROTOCOL_TITLE = re.compile(
    r"\bprotocol\b|study design and rationale|rationale and design|design and rationale|trial design"
)
REGISTRY = re.compile(r"intervention: .*(?:condition: |primary outcome: |inclusion criteria: )", re.DOTALL)
POSTHOC_TITLE = re.compile(
    r"post[- ]?hoc|secondary analys|re-?analysis|subgroup analys|sub-?analys|pooled analys|analys[ie]s of (?:the |"
    r"data|a |two |phase|randomi|\w+ trial)|results from (?:two|three)|data from|exploratory analys|ancillary|"
    r"a secondary|ad hoc|sub-?study|participant-level|analysis of phase|findings from (?:a|the|two)"
)
RETRO = re.compile(
    r"\bretrospective|chart review|registry|naturalistic(?!ally| follow-up| fashion)|cross-sectional|\bsurvey|"
    r"pharmacovigilance|"
    r"medical records|health records|case-control|\bcohort|observational|faers|questionnaire|epidemiolog|claims|"
    r"records? (?:of|from|were|was)|\busers\b|abusers|real-world|real world|clinical charts|database|prevalence|"
    r"poison|toxicolog|adverse event reporting system|consecutive patients|treatment data of|electronic health|"
    r"data mining|interviewed|in clinical practice|case records|registered"
)
OPEN = re.compile(
    r"open[- ]label|single[- ]arm|uncontrolled|non-?randomi[sz]ed|open[- ](?:trial|study|pilot)|"
    r"proof[- ]of[- ]concept|pilot (?:study|trial)|phase (?:2|ii|1|i)\b|clinical trial|were treated with|"
    r"received (?:\w+[- ]){0,6}(?:infusions?|injections?|treatments?|doses)|prospective|single-blind|feasibility|"
    r"we treated|were administered"
)
FUTURE = re.compile(
    r"\bwill (?:be|receive|undergo|include|recruit|evaluate|assess|compare|test|investigate|examine|determine|"
    r"enrol|complete|provide|have|consist|use|explore|involve|also|measure|help)|\bwe (?:will|plan|aim) |\b(?:are|"
    r"to be) (?:randomi[sz]ed|recruited)|proposed study|\bis to (?:determine|evaluate|assess|test)|"
    r"currently (?:ongoing|recruiting)|this (?:study|trial) (?:will|aims to|is designed)|aims to (?:determine|"
    r"evaluate|assess|investigate|test)|are being recruited|is planned|recruitment (?:is|began|started|will)|"
    r"hypothesi[sz]e that|investigators (?:will|propose|hypothesi)"
)
RANDOM = re.compile(
    r"(?<!non-)(?<!non)\brandomi[sz]ed|\brandomi[sz]ation|\brandomly (?!select|chosen|sampl|pick|drawn|approach)|"
    r"double[- ]blind|randomi[sz]ed order|counterbalanced|placebo-controlled|(?:placebo|saline|"
    r"\w+olam)-controlled|\brct\b|triple-blind|random order|\ballocated (?:in)?to (?:\w+ ){0,3}(?:groups|arms)\b"
)
THIS_IS_REVIEW = re.compile(
    r"this (?:\w+ ){0,2}(?:review|article|paper|chapter|overview|commentary|editorial|manuscript|essay|"
    r"perspective|column|report) |\bwe (?:\w+ )?(?:review|discuss|summari[sz]e|outline|highlight|"
    r"provide an overview|propose|argue)\b|(?:is|are) (?:reviewed|discussed|summari[sz]ed)|the authors (?:review|"
    r"discuss|summari|provide an overview|describe)|purpose of (?:this )?review|expert opinion|areas covered|"
    r"comments on an article|in this (?:\w+ )?(?:review|article|paper|chapter|perspective|commentary)|"
    r"the following review|literature review|narrative review|consensus|presents an overview|we consider|"
    r"here,? we (?:review|discuss)|the (?:present|current) (?:review|article|paper)|aim of this (?:\w+ )?review|"
    r"our review|this report reviews|articles? (?:discusses|reviews|examines)|the review|guidance|"
    r"comment on an article"
)
META_BODY = re.compile(
    r"meta-analy[sz]|random[- ]effects|pooled (?:\w+ )?(?:effect|estimate|analysis|smd|or\b|rr\b|data)|hedges|"
    r"network meta"
)
SYS_BODY = re.compile(
    r"systematic(?:ally)? (?:\w+ ){0,3}(?:review|search)|prisma|(?:medline|pubmed|embase|psycinfo|"
    r"databases?)[^.]{0,100}(?:search|review)|search(?:ed|es)? [^.]{0,100}(?:medline|pubmed|embase|psycinfo|"
    r"database)|scoping review|literature (?:search|review) (?:was|of|using|in|identified)|"
    r"articles were (?:identified|selected|included)|studies (?:were )?(?:included|met)|included studies|"
    r"studies met"
)
STUDY_COUNT = re.compile(
    r"(?:studies|trials|articles|rcts|papers|publications|reports|records|reviews) (?:\w+ ){0,3}(?:were |was |"
    r"met |fulfilled|included|identified|"
    r"reviewed|analy|that|with|on|involv|compris|from|found)|stud(?:y|ies) selection|included (?:\d+|"
    r"[a-z-]+) (?:[\w-]+ ){0,4}(?:studies|trials|"
    r"articles|rcts|papers)|final [^.]{0,40}(?:studies|articles|trials)|total [^.]{0,40}(?:studies|articles|"
    r"trials)|consensus was reached on the"
)
OTHER = re.compile(
    r"qualitative|cost-effective|cost effectiveness|markov|economic|delphi|focus group|thematic|semi-structured|"
    r"bibliometric|computational (?:study|model|account)|"
    r"budget impact|population pharmacokinetic|pharmacokinetic model|physiologically based|"
    r"simulation|development (?:and \w+ )?of (?:the|a)|social media|reddit|mendelian|network pharmacology|"
    r"cost-utility|phenomenolog|patient experiences?|lived experience|content analysis|machine learning|"
    r"google trends|decision[- ]analy|validation of|psychometric|cost analysis|willingness to pay|twitter|youtube|"
    r"website|interview study|grounded theory"
)
PEOPLE_NUMBER = re.compile(
    r"\b(?:n ?= ?\d+|\d+ (?:[\w-]+ ){0,4}(?:patients|participants|subjects|adults|individuals|volunteers|women|"
    r"men|veterans|users))"
)
HAS_RESULTS = re.compile(
    r"\bp ?[<=>≤]|\d ?%|95 ?%|\bn ?= ?\d|significant|we found|results (?:show|indicate|suggest|reveal|demonstrat)|"
    r"improved|decreased|reduced|increased|did not|no difference|observed"
)
TOOL = re.compile(
    r"\b(?:development|validation) (?:and (?:\w+ )?(?:validation|evaluation) )?of [^:]{0,60}(?:tool|scale|"
    r"questionnaire|instrument|inventory|method|model|assay|checklist)\b|qualitative|cost-effectiveness|"
    r"cost-utility|cost[- ]per|budget impact|economic (?:evaluation|burden|analysis)|bibliometric|interview study|"
    r"lived experience|delphi|mendelian"
)
MAY_PLAN = (
    " will ",
    "to be ",
    "are rando",
    "are recr",
    "being rec",
    "is to ",
    "aims to",
    "proposed",
    "propose",
    "we plan",
    "we aim",
    "ongoing",
    "is planned",
    "recruit",
    "hypothes",
    "recruitment",
)
MAY_REVIEW = (
    "review",
    "article",
    "paper",
    "chapter",
    "overview",
    "comment",
    "editorial",
    "manuscript",
    "essay",
    "perspective",
    "column",
    "report",
    "discuss",
    "summari",
    "outline",
    "highlight",
    "propose",
    "argue",
    "opinion",
    "areas covered",
    "consensus",
    "consider",
    "guidance",
    "authors",
)
SIZED = re.compile(
    rf"(?<![\d.])\b({NUMBER})\+? (?:\(\d+\) )?(?:[\w-]+ ){{0,5}}?(?:patients|cases|individuals|adults|participants|"
    rf"children|adolescents|subjects|women|men|veterans)\b"
)
MARKER_TITLE = re.compile(
    r"\b(?:predict\w*|associations?|associated with|biomarkers?|correlat\w*|moderat\w*|mediat\w*|relationships?|"
    r"genetic|polymorphisms?|genome|connectivity|neural|metabolom\w*|cortical|imaging|eeg|meg|f?mri|"
    r"sex differences|"
    r"markers?|plasma|serum|volumes?|magnetoencephalography|neuroimaging|circuit\w*|inflammatory|cytokines?|"
    r"resting-state|factor analysis|machine learning|proteom\w*|microrna|genes?|metabolites?|networks?|amygdala|"
    r"hippocamp\w*|nucleus accumbens|spectroscopy|electrophysiolog\w*|mutation|transcript\w*|methylation|"
    r"heart rate|placebo response|preference|state marker|trait|expectancy|role of \w+ (?:on|in)|early response|"
    r"growth factor|factors and|modeling|modelling|signaling|signalling|trajector\w*|baseline|subtypes?|"
    r"acute effects|treatment response with|response patterns?|symptom(?:atic)? (?:improvement )?pattern|"
    r"oscillations?|gamma|positron|pet|sleep|cognitive function|belief|peripheral|kynuren\w*|interleukin|hormone|"
    r"cortisol|levels|connectome|white matter|gr[ae]y matter|psychometric|genotyp\w*|family history|vigilance)\b"
)
TREATS = re.compile(
    r"^(?:the )?(?:efficacy|effectiveness|safety|a randomi[sz]ed|randomi[sz]ed|rapid|comparison|comparative)|"
    r"^anti-?\w+ effects?|efficacy (?:of|and)|as (?:an? )?(?:\w+ )?treatment|for the treatment|: a (?:double-blind |"
    r"multicent\w+ )?randomi[sz]ed|trial$|clinical effects"
)
#: "Randomised trials are needed" says nothing of this study.
WANTED = re.compile(
    r"(?:trials?|studies|research|investigation)\b[^.]{0,60}\b(?:necessary|needed|warranted|required)|"
    r"further (?:research|studies|investigation|trials)"
)

CITED = re.compile(r"\b[a-z][\w'-]+ (?:et al\.?|(?:and|&) [a-z][\w'-]+),? ?\(?(?:19|20)\d\d\b")
"""A citation in running text: "(sample et al, 2017)"."""
