"""The words by which a trial, a second look at one, and the people in it are known: patterns over folded text."""

from __future__ import annotations

from tracker.reading.expressions import Expression
from tracker.reading.numbers import NUMBER

#: Two kinds of patients side by side: "in anxious versus nonanxious", "younger and older patients", "men and women".
KINDS_TITLE = Expression(
    r"\b([a-z]{4,})(?:,? (?:\w+ )?(?:versus|vs\.?|and|or) )(?:non|un)-?\1|\b(?:versus|vs\.?|and|or|"
    r"with) non-?[a-z]+(?:ed|ive|ous|er|ers|ic)\b|"
    r"younger (?:versus|vs\.?|and) older|\bmen and women\b|\bwith (?:versus|vs\.?) without\b|sex differences|"
    r"\bby (?:age|sex|gender)\b"
)
#: What goes with a response, whatever else the title says: also in "… : a randomised trial".
GOES_WITH_TITLE = Expression(
    r"\b(?:associat(?:ed|ions?) (?:with|between)|moderat(?:es|ed|ors?|ing|ion)|mediators?|predict(?:s|ed|ors?|ing|ion)|"
    r"biomarkers?|correlates? of|volumetric|polymorphisms?|genome-wide)\b|outcomes from the\b"
)
POSTHOC_TITLE = Expression(
    r"post[- ]?hoc|secondary analys|re-?analysis|subgroup analys|sub-?analys|pooled analys|analys[ie]s of (?:the |"
    r"data|a |two |phase|randomi|\w+ trial)|results from (?:two|three|four|five|six|\d)|re-?visiting|"
    r"re-?exploring|data from|exploratory analys|ancillary|"
    r"a secondary|ad hoc|sub-?study|participant-level|analysis of phase|findings from (?:a|the|two)"
)
RANDOM = Expression(
    r"(?<!non-)(?<!non)\brandomi[sz]ed|\brandomi[sz]ation|\brandomly (?!select|chosen|sampl|pick|drawn|approach|"
    r"split|(?:divided )?(?:in)?to (?:\w+ )?(?:data|train))|"
    r"double[- ]blind|randomi[sz]ed order|counterbalanced|placebo-controlled|(?:placebo|saline|"
    r"olam)-controlled|\brct\b|triple-blind|random order|random allocation|"
    r"\bassigned to one of (?:the )?(?:two|three|four|five|six|following|\d)\b|random number|"
    r"\ballocated (?:in)?to (?:\w+ ){0,3}(?:groups|"
    r"arms)\b"
)
MARKER_TITLE = Expression(
    r"\b(?:predict\w*|associations?|associated with|biomarkers?|correlat\w*|moderat(?:es|ed|ors?|ing|ion)|"
    r"mediat(?:es|ors?|ing|ion)|mediated by|relationships?|"
    r"genetic|polymorphisms?|genome|connectivity|neural|metabolom\w*|cortical|imaging|q?eeg|meg|f?mri|"
    r"sex differences|"
    r"markers?|plasma|serum|volumes?|magnetoencephalography|neuroimaging|circuit\w*|inflammatory|cytokines?|"
    r"resting-state|underlying|factor analysis|machine learning|proteom\w*|microrna|genes?|metabolites?|networks?|"
    r"amygdala|"
    r"hippocamp\w*|nucleus accumbens|spectroscopy|electrophysiolog\w*|mutation|transcript\w*|methylation|"
    r"placebo response|preference|state marker|trait|expectancy|role of \w+ (?:on|in)|early response|"
    r"growth factor|factors and|modeling|modelling|signaling|signalling|trajector\w*|baseline|subtypes?|"
    r"acute effects|treatment response with|response patterns?|symptom(?:atic)? (?:improvement )?pattern|"
    r"oscillations?|gamma|positron|pet|sleep(?! disturbance)|belief|peripheral blood|kynuren\w*|interleukin|hormone|"
    r"electroencephalograph\w*|brain activity|actigraphy|receptor binding|"
    r"cortisol|levels|connectome|white matter|gr[ae]y matter|psychometric|genotyp\w*|family history|vigilance)\b"
)
TREATS = Expression(
    r"^(?:the )?(?:efficacy|effectiveness|safety|a randomi[sz]ed|randomi[sz]ed|rapid|comparison|comparative)|"
    r"^anti-?\w+ effects?|efficacy (?:of|and)|as (?:an? )?(?:\w+ )?treatment|for the treatment|: a (?:double-blind |"
    r"multicent\w+ )?randomi[sz]ed|trial$|clinical effects"
)
#: "A secondary analysis of all participants who stayed" is one result of many.
_NOT_OF_SOME = r"(?! (?:of|in|among) (?:all |the )*(?:patients|participants|those|people|adults))"
AGAIN = Expression(
    r"(?:this|the present|the current|our) (?:\w+ ){0,2}(?:post[- ]?hoc|secondary|exploratory|pooled) "
    rf"(?:\w+[- ]){{0,3}}(?:analys[ie]s{_NOT_OF_SOME}|"
    r"study|investigation)|(?:across|in|from|of) (?:two|three|four|five|six|\d) (?:[\w-]+,? ){0,5}"
    r"(?:trials|rcts)\b(?!,? we (?:studied|tested|examined|investigated|compared|assessed))|"
    rf"secondary (?:data )?analys[ie]s{_NOT_OF_SOME} (?:of|was|from|on|using)|"
    r"data (?:from|drawn|pooled|"
    r"(?:was |were )?(?:drawn|pooled|derived|obtained|taken) from)[^.]{0,60}(?:trial|studies|study|randomi)|"
    r"previously (?:published|reported|completed|conducted)[^.]{0,60}(?:trial|study|studies|cohort)|"
    r"(?:in|of|from) (?:a|the) (?:recently )?published (?:[\w-]+ ){0,3}trial\b|"
    r"sub(?:set|group|sample) of (?:the )?(?:\w+ )?(?:patients|participants|subjects|persons|people|volunteers) "
    r"(?:during|from|in|of) (?:a|the) (?:[\w-]+,? ){0,6}(?:study|trial)\b|"
    r"participant-level|parent (?:study|trial)|sub-?study|subgroup from|reanaly|re-analy|combined data|ancillary|"
    r"integrative data analysis|"
    r"during (?:the|a) (?:clinical|proof)[^.]{0,40}trial|(?:a|the) recent (?:phase[- ]\w+ )?(?:randomi[sz]ed|"
    r"clinical|trial)|(?:participants|patients|data|samples) (?:from|who participated in) (?:the|a|two|three|our|"
    r"four|five) (?:\w+[- ]){0,5}(?:trial|trials|rct)"
)
"""A further analysis of a trial's data, wherever it is said: "data from two trials", "the parent study"."""
AGAIN_IF_ASKED = Expression(
    r"(?<!\bas )\b(?:a|an|in) (?:\w+ ){0,2}(?:post[- ]?hoc|secondary|exploratory|pooled) (?:\w+[- ]){0,3}"
    rf"(?:analys[ie]s{_NOT_OF_SOME})|"
    r"(?:conducted|performed|undertook) (?:a |an )?(?:\w+ ){0,2}(?:post[- ]?hoc|secondary|pooled)|"
    r"post[- ]?hoc analys[ie]s of|(?:this|the) (?:\w+ )?analysis (?:included|evaluated|used|of|utili[sz]ed)"
)
"""The same, where it is said before the results: after them "in a post hoc analysis" is one result of many."""
THIS_AGAIN = Expression(
    r"\bthis (?:is an? |was an? )?(?:\w+ )?(?:post[- ]?hoc|secondary) (?:\w+ )?(?:analysis|study|publication|report|"
    rf"investigation)\b{_NOT_OF_SOME}|"
    r"\b(?:study|analysis) (?:is|was) (?:\w+ )?(?:as )?(?:an? )?(?:post[- ]?hoc|secondary analysis)"
)
"""The text says of itself that it looks again, also where it tells why or owns its limits."""
CONTROLLED = Expression(
    r"\bplacebo\b|crossover|cross-over|compared (?:to|with) saline|"
    r"(?:or|and|received|than) (?:normal |isotonic )?saline\b|\b(?:or|versus|vs\.?) (?:an? )?(?:\w+olam|active "
    r"placebo)\b"
)
VOLUNTEERS = Expression(
    r"healthy (?:[\w-]+ ){0,2}(?:volunteers|subjects|participants|men|males|adults|humans|individuals|controls|people|"
    r"comparison)|(?:normal|human) (?:volunteers|humans|subjects|controls)"
)
PATIENTS_COUNTED = Expression(
    rf"\b{NUMBER} (?:(?!among |in |of |for )[\w/-]+,? ){{0,5}}?(?:patients|inpatients|outpatients)\b|"
    r"\bpatients ?\(n ?= ?\d"
)
_ANYONE = r"(?:individuals|participants|subjects|adults|people|volunteers|women|men|veterans|adolescents|ss)"
#: "18 unmedicated" or "31 individuals with", right before the name of a condition.
COUNT_BEFORE = Expression(
    rf"\b{NUMBER} (?:(?!with)[\w/-]+,? ){{0,4}}?(?P<people>{_ANYONE} (?:\([^)]*\) )?(?:with|suffering from|"
    r"diagnosed with) (?:[\w-]+ ){0,3})?$"
)
PEOPLE_WITH = Expression(rf"(?:patients|{_ANYONE}) (?:with|suffering from|diagnosed with) (?:[\w-]+ ){{0,3}}$")
COUNT_NEXT = Expression(rf" ?\((?:[\w-]+: ?)?(?:n ?= ?\d|{NUMBER} (?:patients|{_ANYONE}))")
PEOPLE_NEXT = Expression(rf" ?(?:\([^)]*\) ?)?(?:{_ANYONE}|and (?:\d+ |[a-z-]+ )?(?:healthy|normal|control))")
DISORDER = Expression(r"with (?:\w+[- ]){0,3}disorder")
OTHERS_TRIALS = Expression(
    r"(?:randomi[sz]ed|double[- ]blind(?:ed)?|placebo-controlled|\brcts?\b)(?:[ ,()/-]+[\w-]+){0,5}?[ (]+"
    r"(?:trials|studies|rcts)\b|\brcts\b"
)
"""Trials in the plural are other people's: "in randomised controlled trials it was shown"."""
POOLED_TRIALS = Expression(
    r"\b(?:data|pooled|analy[sz]ed|results)\b[^.]{0,60}\b(?:from|of|across|in) (?:the |our )?(?:two|three|"
    r"four|five|six|"
    r"seven|eight|\d) (?:[\w-]+,? ){0,5}(?:trials|rcts)\b|"
    r"\bdata (?:were |was )?(?:pooled|analy[sz]ed|drawn|derived) from (?:two|three|four|five|six|"
    r"\d) (?:[\w-]+ ){0,3}"
    r"studies of\b|\bpost[- ]?hoc analysis\b[^.]{0,40}\bdata\b[^.]{0,40}\bfrom\b[^.]{0,80}\btrials\b|"
    r"\b(?:data sources were|in|based on) (?:two|three|four|five|six) (?:[\w-]+,? ){0,3}controlled trials\b|"
    r"\b(?:data|results|sources)\b[^.]{0,30}\b(?:from|were|of|across) (?:two|three|four|five|six|"
    r"\d) (?:[\w-]+,? ){0,3}"
    r"(?:phase|randomi[sz]ed|double-blind|placebo)[\w ,-]{0,40} studies\b|"
    r"\bparticipated in (?:one or more of )?(?:two|three|four|five|six|\d+) (?:\w+ ){0,2}studies\b"
)
"""For: "data were pooled from five clinical trials". Against: "five trials were included" (a review)."""
NOT_AT_RANDOM = Expression(
    r"\bnon-?randomi[sz]ed (?:[\w-]+ ){0,3}(?:design|study|trial|manner|fashion|order)|\bnot randomi[sz]ed\b"
)
"""The authors say so of their own study."""
RANDOMLY = Expression(r"\brandomi[sz]ed to\b|\brandomly (?:assigned|allocated|divided)|(?<!not )\brandomi[sz]ation\b")
ASSIGNED = Expression(r"randomi[sz]ed to|randomly (?:assigned|allocated|divided)|were randomi[sz]ed|placebo")
