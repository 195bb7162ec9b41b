"""What a sentence about unwanted effects may be about instead: methods, common knowledge, other arms."""

from __future__ import annotations

from tracker.reading.expressions import Expression

NOT_OBSERVED = Expression(
    r"\b(?:predict|correlat|associated with (?:response|improvement|better|greater|efficacy)|relationship|mediat|"
    r"moderat(?:ed|es|or|ing|ion)|biomarker|(?:positive|negative) (?:relation|association)|"
    r"connected (?:with|to)|linkage|discriminat|distinguish(?:ed|es)? between)"
)
#: What a sentence tells of scales and methods, or of what is known anyway, was not observed in this study.
#: For: "the scale was developed from six items", "X is well known to cause it". Against: "the scale rose".
NOT_FOUND_HERE = Expression(
    r"psychometric (?:propert|evaluat)|(?:was|is|were|are) sensitive to|factor analys|loaded on|was developed from|"
    r"raters?\b|"
    r"commonly (?:assessed|measured|used)|well[- ]known|(?:is|are) known|reportedly|"
    r"(?:previous|prior|numerous|earlier|many) (?:stud|report|research)\w* of|"
    r"in (?:numerous|previous|prior|many|earlier) studies|usually (?:occur|short)|but even|"
    r"has been studied|did not assess|"
    r"was used to (?:measure|assess|determine)|to manage\b|help manage|experimental \w+osis"
)
#: Readings that tell of something else than an effect of the drug.
NO_HARM_OF_OURS = ("association", "before-the-drug", "control-arm", "at-entry", "kind-of-drug", "steady", "the-cause")
LARGE = 300  #: people; fewer cannot rule out what is uncommon
#: "They were transient and did not lead anyone to stop": the course is stated, whatever else is denied or related.
COURSE_STATED = Expression(
    r"(?<!not )(?<!no )\b(?:were|was|are|is|being) (?:generally |mostly |all |usually |predominantly |typically |"
    r"both )?(?:mild\b|transient|short-lived|self-limit|temporary|brief\b)"
)
#: "The transient subjective effects": the adjective states the course, whatever the sentence is about.
PASSING_KIND = Expression(
    r"(?<!no )(?:transient|short-lived|self-limit\w+|temporary|brief),? (?:[\w-]+,? ){0,3}(?:side[- ]effects?|"
    r"adverse|effects|symptoms|reactions|increase)|(?<!no )\bmild (?:side|adverse)"
)
