"""The words by which the kind of a study is known: patterns over folded text, each named for what it tells."""

from __future__ import annotations

import re

from tracker.reading.expressions import Expression
from tracker.reading.numbers import NUMBER

CASE_TITLE = Expression(
    r"\b(?:a )?case (?:report|study|studies)\b|\bcase reports\b|report of (?:a|one|two|three|\d) cases?|\b(?:a|"
    r"one|two|three) cases?\b(?! series)|\bin (?:a|one) patient\b|a case of|\b(?:two|three) patients\b|"
    r"case presentation|"
    r"(?<![\d.,])[23] cases"
)
SERIES_TITLE = Expression(
    r"case series|series of (?:\w+ )?(?:cases|patients)|\b(?<![\w-])(?:four|five|six|seven|eight|nine|ten|"
    r"\d|1[0-5]) (?!among|in|of|and)(?:(?!trials?|studies|in )\w+[- ]){0,3}(?:cases|patients)\b"
)
META_TITLE = Expression(r"meta-?\s?analys|meta-analytic|mega-analysis|meta-regression")
SYS_TITLE = Expression(
    r"systematic (?:\w+ ){0,3}review|scoping review|umbrella review|systematic literature|rapid review|"
    r"systematic search|systematic (?:synthesis|overview|evaluation)|evidence map|integrative review|"
    r"systematically|cochrane|overview of (?:systematic )?reviews|mapping review"
)
NARRATIVE_TITLE = Expression(
    r"\breview\b|overview|perspective|commentary|editorial|comment on|comments on|consensus|guideline|"
    r"recommendations|update|viewpoint|primer|what (?:is|do|should)|state of the art|narrative|position statement|"
    r"considerations|future directions|past, present|current status|promises?\b|challenges|\bemerging|advances|"
    r"implications|history|reply|letter|lessons|insights|how |why |toward|model of care|\?$|hypothes[ie]s|"
    r"opportunit|rationale and|\bcurrent and|strategies|potential role|the role of|new treatments|novel treatments|"
    r"mechanisms of|frontier|roadmap"
)
PROTOCOL_TITLE = Expression(
    r"\bprotocol\b|study design and rationale|rationale and design|design and rationale|trial design"
)
REGISTRY = Expression(r"intervention: .*(?:condition: |primary outcome: |inclusion criteria: )", re.DOTALL)
RETRO = Expression(
    r"\bretrospective(?!ly registered)|chart (?:review|data)|charts (?:of|were)|are being reviewed|"
    r"contacted for follow-up|registry|naturalistic(?!ally| follow-up| fashion)|cross-sectional(?! correlation)|"
    r"\bsurvey|"
    r"pharmacovigilance|"
    r"medical records|health records|case-control|observational|"
    r"cohort (?:study|analysis|design|data)|cohorts\b|(?:retrospective|observational|historical|large|national|birth|"
    r"longitudinal|matched|clinical|population|nationwide|treatment|veteran) (?:\w+ ){0,2}cohort|faers|"
    r"questionnaire|epidemiolog|claims|addicts|"
    r"records? (?:of|from|were|was)|\busers\b|abusers|real-world|real world|clinical charts|database|prevalence|"
    r"poison|toxicolog|adverse event reporting system|consecutive patients|\baudit\b|misusers|attendees|"
    r"snowball|historical|treatment center of|treatment data of|electronic health|"
    r"data mining|interviewed|(?:structured|telephone) interviews|in clinical practice|case records|"
    r"\bwe (?:telephoned|visited|audited|counted|contacted|read the|linked)|linked the register|dispens(?:ed|ing)|"
    r"mystery shop|longitudinal (?:[\w+-]+ ){0,3}(?:project|survey)|"
    r"\bdata (?:of|from|for|on) (?:\d[\d,]*|all) (?:[\w-]+ ){0,4}(?:patients|children|adults)\b[^.]{0,200} were "
    r"(?:gathered|selected|reviewed|retrieved|extracted)"
)
OPEN = Expression(
    r"open[- ]label|single[- ]arm|uncontrolled|non-?randomi[sz]ed|open[- ](?:trial|study|pilot)|"
    r"proof[- ]of[- ]concept|pilot (?:study|trial)|phase (?:2|ii|1|i)\b|clinical trial|were treated with|"
    r"received (?:\w+[- ]){0,6}(?:infusions?|injections?|treatments?|doses)|prospective|single-blind|feasibility|"
    r"we treated|were administered"
)
SYS_BODY = Expression(
    r"(?<!non-)(?<!non)systematic(?:ally)? (?:\w+ ){0,3}(?:review|search)|prisma|(?:medline|pubmed|embase|psycinfo|"
    r"databases?)[^.]{0,100}(?:search|review)|search(?:ed|es)? [^.]{0,100}(?:medline|pubmed|embase|psycinfo|"
    r"database)|scoping review|literature (?:search|review) (?:was|of|using|in|identified)|"
    r"review of the (?:medline|pubmed|embase|psycinfo|available literature)|"
    r"articles were (?:identified|selected|included)|studies (?:were )?(?:included|met)|included studies|"
    r"studies met"
)
STUDY_COUNT = Expression(
    r"(?:studies|trials|articles|rcts|papers|publications|reports|records|reviews) (?:\w+ ){0,3}(?:were |was |"
    r"met |fulfilled|included|identified|"
    r"reviewed|analy|that|with|on|involv|compris|from|found)|stud(?:y|ies) selection|included (?:\d+|"
    r"[a-z-]+) (?:[\w-]+ ){0,4}(?:studies|trials|"
    r"articles|rcts|papers)|final [^.]{0,40}(?:studies|articles|trials)|total [^.]{0,40}(?:studies|articles|"
    r"trials)|consensus was reached on the"
)
OTHER = Expression(
    r"qualitative|cost-effective|cost effectiveness|markov|economic|delphi|focus group|thematic|semi-structured|"
    r"bibliometric|computational (?:study|model|account)|"
    r"budget impact|population pharmacokinetic|pharmacokinetic model|physiologically based|"
    r"simulation|(?:^|: )(?:the )?development (?:and \w+ )?of (?:the|a)\b|social media|reddit|mendelian|"
    r"network pharmacology|"
    r"cost-utility|phenomenolog|patient experiences?|lived experience|content analysis|"
    r"google trends|decision[- ]analy|validation of|psychometric|cost analysis|willingness to pay|twitter|youtube|"
    r"website|interview study|grounded theory"
)
PEOPLE_NUMBER = Expression(
    r"\bn ?= ?\d|"
    r"\b(?:\d+|(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred)[\w-]*) (?:(?!mg|million|for\b|ml|days?\b|weeks?\b|years?\b)[\w-]+ ){0,5}"
    r"(?:patients|participants|"
    r"subjects|ss|adults|individuals|volunteers|women|men|veterans|users|abusers|addicts|responders|respondents|inpatients|outpatients|"
    r"adolescents|students|males|females|people|persons|experts)"
)
HAS_RESULTS = Expression(
    r"\bp ?[<=>≤]|\d ?%|95 ?%|\bn ?= ?\d|significant|we found|results (?:show|indicate|suggest|reveal|demonstrat)|"
    r"improved|decreased|reduced|increased|did not|no difference|observed"
)
TOOL = Expression(
    r"\b(?:development|validation) (?:and (?:\w+ )?(?:validation|evaluation) )?of [^:]{0,60}(?:tool|scale|"
    r"questionnaire|instrument|inventory|method|assay|checklist)\b|qualitative(?! and quantitative)|cost-effectiveness|"
    r"cost-utility|cost[- ]per|budget impact|economic (?:evaluation|burden|analysis)|bibliometric|chromatograph|"
    r"mass spectrometr|\blc-ms|\bgc-ms|"
    r"(?:simultaneous|chiral|enantioselective) (?:quantitation|quantification|determination|separation)|"
    r"interview study|"
    r"lived experience|delphi|mendelian"
)
SIZED = Expression(
    rf"(?<![\d.])\b({NUMBER})\+? (?:\(\d+\) )?(?:[\w-]+ ){{0,5}}?(?:patients|cases|individuals|adults|participants|"
    rf"children|adolescents|subjects|women|men|veterans)\b|"
    r"\b(?:patients|adults|individuals|participants|children|adolescents|subjects)\b[^.;()]{0,60} \(n ?= ?(\d+)\)"
)
#: "Randomised trials are needed" says nothing of this study.
WANTED = Expression(
    r"(?:trials?|studies|research|investigation)\b[^.]{0,60}\b(?:necessary|needed|warranted|required)|"
    r"further (?:research|studies|investigation|trials)"
)
CITED = Expression(r"\b[a-z][\w'-]+ (?:et al\.?|(?:and|&) [a-z][\w'-]+),? ?\(?(?:19|20)\d\d\b")
"""A citation in running text: "(sample et al, 2017)"."""
FUTURE = Expression(
    r"\b(?:will (?:be|receive|undergo|include|recruit|evaluate|assess|compare|test|investigate|examine|determine|"
    r"enrol|complete|provide|have|consist|use|explore|involve|also|measure|help)|we (?:will|plan|aim) |(?:are|"
    r"to be) (?:randomi[sz]ed(?! (?:control|trial|clinical|placebo))|recruited)|proposed study|"
    r"is to (?:determine|evaluate|assess|test)|"
    r"currently (?:ongoing|recruiting)|this (?:study|trial) (?:will|aims to|is designed)|aims to (?:determine|"
    r"evaluate|assess|investigate|test)|are being recruited|is planned|recruitment (?:is|began|started|will)|"
    r"hypothesi[sz]e that|investigators (?:will|propose|hypothesi))"
)
THIS_IS_REVIEW = Expression(
    r"this (?:\w+ ){0,2}(?:review|chapter|overview|commentary|editorial|essay|perspective|column) |"
    r"(?:this|the (?:present|current)) (?:\w+ )?(?:article|paper|manuscript|report) (?:\w+ ){0,3}?(?:review|"
    r"discuss|"
    r"summari|outlin|highlight|provide|consider|explor|argue|address|focus|offer|introduc|describes? (?:the|how|"
    r"what)|critical|examines? (?:the )?(?:benefit|evidence|literature|role|use|potential|current))\w*|"
    r"\bwe (?:\w+ )?(?:review|discuss|summari[sz]e|outline|highlight|provide an overview|propose|argue)\b|"
    r"(?<!implications )(?<!results )(?<!findings )(?<!limitations )(?:is|are) (?:reviewed|discussed|"
    r"summari[sz]ed)|"
    r"the authors (?:review|discuss|summari|provide an overview|describe)|purpose of (?:this )?review|"
    r"expert opinion|areas covered|comments? on (?:an|the) article|"
    r"in this (?:\w+ )?(?:review|article|chapter|perspective|commentary)|"
    r"the following review|literature review|narrative review|consensus (?:statement|guideline|recommend|paper|on)|"
    r"presents an overview|we consider|"
    r"here,? we (?:review|discuss)|the (?:present|current) review|aim of this (?:\w+ )?review|"
    r"our review|articles? (?:discusses|reviews)|the review|(?:provide|offer)s? (?:\w+ )?guidance"
)
ROUTINE = Expression(r"registry|chart review|medical records|case-control")
MODELLED = Expression(
    r"(?<!hidden )\bmarkov|(?:cost-(?:effectiveness|utility|minimi[sz]ation)|economic|budget impact) (?:analysis|"
    r"evaluation|model|study)|decision[- ]analytic"
)
"""What it costs, reckoned: also where it was reckoned beside a randomised trial."""
OWN_WORK = (
    (
        Expression(
            r"\bwe (?:\w+ ){0,2}(?:investigat|examin|measur|studied|assess|compar|test|found|observ|analy[sz]|evaluat|"
            r"administer|record|report|sought|hypothesi|recruit|enrol|random|treated|used|aim|determin|identif|explor|"
            r"scann|conduct|perform|collect|survey|interview|demonstrat|show|appl|develop|describe|extract|telephon|"
            r"visited|audit|counted|linked|contacted|followed|sent (?:a|the|out)\b|read the)"
        ),
        2,
    ),
    (
        Expression(
            r"\b(?:volunteers|participants|patients|adults|subjects|men|women) (?:received|took|underwent|were given)\b"
        ),
        1,
    ),
    (Expression(r"\bmystery shop|\btrained actors\b|\bcross-sectional (?:analysis|study|survey) of\b"), 2),
    (
        Expression(
            r"\b(?:this|the present|our|the current) (?:[\w-]+ ){0,3}(?:study|trial|survey|experiment|analysis|audit|"
            r"investigation|sample|results|findings)\b|aims? of (?:this|the) (?:\w+ )?study"
        ),
        2,
    ),
    (Expression(r"\bp ?[<=>≤] ?0?\.\d"), 2),
    (
        Expression(
            r"\b(?:were|was) (?:\w+ ){0,2}(?:recruited|enrolled|assessed|measured|administered|randomi|scanned|"
            r"interviewed|collected|recorded|compared|evaluated|analy[sz]ed|treated|given|included|assigned|tested|"
            r"performed|conducted|obtained|examined|investigated|studied|calculated|found|observed|asked|detected)"
        ),
        1,
    ),
    (
        Expression(
            r"\bsignificantly\b|\bsignificant (?:difference|effect|reduction|improvement|increase|decrease|change|"
            r"correlation|association|interaction|main)"
        ),
        1,
    ),
)
"""Signs that a text tells of work of its own, with their weights; a text on others' work hardly reaches two."""
OWN_STUDY = Expression(
    r"\bwe\b|\b(?:this|the (?:present|current)) (?:[\w-]+ ){0,4}(?:study|trial|review|analysis|audit)\b"
)
THIS_STUDY = Expression(
    r"\b(?:this|our|the (?:present|current)) (?:[\w-]+,? ){0,6}(?:study|trial)\b(?! (?:of|in) (?:rats|mice))"
)
OBSERVED = Expression(
    r"\b(?:this|a|our|the|using) (?:[\w-]+ ){0,3}(?:cross-sectional|chart review|(?:retrospective|"
    r"observational|prospective) "
    r"cohort|retrospective (?:study|analysis|review|data)|registry)\b|^retrospective data"
)
