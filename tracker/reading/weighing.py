"""How much speaks for a number of people: the words around it, weighed."""

from __future__ import annotations

from tracker.reading import sections as part
from tracker.reading.counts import OURS, PEOPLE, RANDOMISED
from tracker.reading.document import Sentence
from tracker.reading.expressions import Expression, expression
from tracker.reading.numbers import NUMBER

N_EQUALS = Expression(
    r"\b(?:total )?n ?= ?(\d{1,3}(?:[, ]\d{3})+(?!\d)|\d+)\b(?! ?(?:studies|trials|rcts|publications|reports|infusions|"
    r"articles))"
)
#: "Of the 42 patients who consented, 28 were randomised": what follows the comma is said of the 28.
NEXT = Expression(rf", {NUMBER}\b")
_TOTAL = Expression(
    r"\b(?:total(?: of)?|totaling|totalling|overall|in all|altogether|sample of|cohort of|sample size of|"
    r"comprising|involving|encompassing)\W*(?:n ?= ?)?$"
)
_PLANNED = Expression(
    r"\bwill\b|\bplan(?:s|ned)? to\b|\baim(?:s|ed)? to\b|(?<!total )sample size (?:of|was|is)|to recruit|estimated|"
    r"power(?:ed)?\b|required|\btarget (?:n|sample|enrol\w+|number)\b"
)
#: "Eighteen studies (n = 915)", "five articles were included (N = 147)": in a review these are people.
_POOLED = Expression(rf"included ?[(\[]$|{NUMBER} (?:[\w-]+ ){{0,4}}(?:studies|trials|rcts) ?[(\[]$")
_POINT = Expression(r"(?<=\d)\.(?=\d)")
_BRACKETS = Expression(r" ?[(\[][^()\[\]]*[)\]]")


def weigh(s: Sentence, text: str, start: int, end: int, review: bool) -> float:
    before, after = text[max(0, start - 70) : start], _BRACKETS.sub("", _BRACKETS.sub("", text[end : end + 420]))[:230]
    after = _POINT.sub(",", after)
    if before.endswith(("of ", "of the ")):
        after = NEXT.split(after)[0] + "|"
    near = before[-45:] + " | " + after[:60]
    weight = 0.0
    if (
        expression(
            r"\brandomi[sz]ed? (?:a total of |approximately )?$|^(?:[^.;]{0,60})?\b(?:were|was|"
            r"underwent) (?:then |subsequently |also )?(?:equally |blindly )?(?:random|allocat|assigned|divided)"
        ).found(before[-30:] + " | ")
        or expression(
            r"[^.;|]{0,190}?\b(?:were|was|got|underwent|are) (?:then |subsequently |prospectively |equally |"
            r"evenly )?(?:random|allocat|assigned|divided|distributed)"
        ).match(after)
        or expression(r"\brandomi[sz]ed (?:a total of )?$|randomly (?:assigned|allocated) (?:a total of )?$").found(
            before
        )
    ):
        weight += 6.0
    elif expression(r"randomi[sz]ed|randomly").found(after[:25]) or expression(r"randomi[sz]ed $").found(before):
        weight += 5.0
    if expression(
        r"[^.;|]{0,190}?\b(?:were|was|have been|has been) (?:retrospectively |prospectively |finally |"
        r"initially |then )?(?:enrol|"
        r"includ|recruit|treated|referred|studied|analy[sz]ed|identified|evaluated|investigated|reviewed|eligible|examined|"
        r"assessed|interviewed|surveyed)"
    ).match(after):
        weight += 4.0
    elif expression(
        r"[^.;|]{0,160}?\b(?:were (?:challenged|started|tested|scanned|administered|compared|classified|recorded)|"
        r"represented|received|receiving|"
        r"participated|underwent|were given|were administered|gave|took part|"
        r"participating|met|comprised|entered|initiated (?:the|a) (?:protocol|study|trial|treatment)|"
        r"self-administered|performed|attended|provided|were assessed|recruited|"
        r"surveyed|aged)\b(?! rescue)"
    ).match(after):
        weight += 3.5
    elif expression(r",? with an? (?:mean|median|average) age\b").match(after):
        weight += 2.0
    elif expression(r"[^.;|]{0,60}?\bcompleted\b").match(after):
        weight += 1.5
    if expression(
        r"\b(?:enrol\w*|includ\w+|recruit\w*|investigat\w+|treat(?:ed)?|studied|examin\w+|analy[sz]ed|conducted (?:on|"
        r"in|with)|performed (?:on|in)|evaluated|assessed|compris\w+|involv\w+|sample of|cohort of|"
        r"report\w*(?: on)?|identified|documents?|describes?|presents?|response of|data (?:from|of|were)|"
        r"carried out in|"
        r"review\w*|comprised|consist\w+ of|representing|"
        r"administered to|from|of|in|on|with|to|among|were|encompassing|charts of) (?:a |the |an )?(?:total of |"
        r"sample of |"
        r"cohort of |data from )?(?:up to )?$"
    ).found(before):
        weight += 2.5
    if _TOTAL.found(before) and not expression(r"[^.;|]{0,60}?\bcompleted\b").match(after):
        weight += 2.5
    if expression(r"\balong with $|\bcompleter (?:sample|group) of $").found(before):
        weight -= 4.0
    if s.role in (part.METHODS, part.RESULTS, part.TITLE, part.OBJECTIVE):
        weight += 1.0
    if s.role == part.RESULTS and start == 0:
        weight += 0.7
    if expression(r" (?:were )?(?:included )?in the (?:\w+ )?analys[ie]s\b").match(after):
        weight += 1.5
    if s.role == part.METHODS and start < 12:
        weight += 1.0
    ours = OURS.search(text)
    if s.role in (part.BACKGROUND, part.CONCLUSION) and not ours:
        weight -= 3.0 if s.labelled and s.role == part.BACKGROUND else 2.0 if s.labelled or "known" in s.cues else 0.4
    if expression(
        r"previously|earlier (?:study|trial)|recently reported|prior (?:study|trial)|previous (?:study|trial)"
    ).found(before):
        weight -= 3.0
    if expression(rf"\b{NUMBER} (?:of|out of) (?:the )?$").found(before) and not expression(
        r"(?:total|cohort|sample|group|charts|data|records) of (?:the )?$"
    ).found(before):
        weight -= 2.0
    if expression(
        r" ?(?:\([^)]*\) ?)?(?:in|on|of|from) (?:the |each |both )?(?:[a-z0-9-]+ ){0,2}(?:group|arm)|[^.;|"
        r",]{0,25}\b(?:per group|in each|each group|per arm)"
    ).match(after):
        weight -= 4.0
    chosen = expression(r"[^.;|]{0,220}\b(?:were|was) (?:then |subsequently )?random").match(after)
    if expression(r" ?\(\d+(?:\.\d+)? ?%\)").match(text[end:]) or expression(r"[^.;|,]{0,30}\bretested\b").match(after):
        weight -= 3.0
    whole = expression(r"(?:^|[.:] )of (?:the |these )?$").search(before) and after.endswith("|")
    if (
        not chosen
        and not whole
        and expression(
            r"[^.;|,]{0,30}\b(?:responded|relapsed|(?<!with )remitted|withdrew|dropped|discontinued|were excluded|"
            r"experienced|reported|died|achieved|showed|developed|had (?:an?|no|response|remission|adverse|at least)|"
            r"declined|improved|were lost|maintained|refused|met (?:the )?(?:response|remission|criteria))"
        ).match(after)
    ):
        weight -= 4.0
    if expression(
        r"\b(?:of these|of them|of whom|of which|subset of|subgroup of|only|remaining|excluding|except|additional|"
        r"another|other|first|screened|than|every|least)[ ,]*$"
    ).found(before):
        weight -= 2.5
    if expression(r"\b(?:screened|approached|contacted|invited)\b").found(near):
        weight -= 3.0
    if expression(r"(?:among|of|in) the $").found(before) and after.startswith((" who ", " whose ")):
        weight -= 2.0
    if expression(r" ?\((?:non-?)?responders\)").match(text[end:]):
        weight -= 3.0
    if expression(r" were screened\b").match(after):
        weight -= 3.0
    if _PLANNED.found(before[-50:]) or expression(
        r"[^.;|]{0,80}\bwill (?:be|undergo|receive)\b|[^.;|]{0,20}\bwill\b"
    ).match(after):
        weight -= 12.0
    if review and expression(r"(?:studies|trials|rcts|articles|papers|reports) ?\($").found(before):
        weight += 2.0
    if review and expression(
        r"\b(?:one|1|single) (?:\w+ )?(?:study|trial|rct) (?:with|of|included|in) (?:\w+ )?$"
    ).found(before):
        weight -= 2.5
    if review and expression(r"(?:median|mean|range|smallest|largest|per study)").found(near):
        weight -= 3.0
    if review and expression(r"includ|total|compris|involv|stud(?:y|ies)|trials|rcts|pooled|data").found(near):
        weight += 1.5
    return weight


def weigh_n(s: Sentence, text: str, start: int, end: int, review: bool) -> float:
    before, after = text[max(0, start - 80) : start], text[end : end + 40]
    many = len(N_EQUALS.findall(text))
    weight = 2.5 if many == 1 else 0.5 if not review else -2.0
    if (
        expression(r"(?:studies|trials|infusions|sessions|treatments|administrations) ?[(;,]? ?$").found(before)
        and not review
    ) or expression(r"^ ?studies \(?$|(?:^|[ .])studies \($").found(before[-12:]):
        weight -= 3.0
    if expression(r"total n ?$|total \(?$|\(total\W*$").found(before) or text[start : start + 5] == "total":
        weight += 3.0
    if expression(rf"{PEOPLE}(?: (?:with|meeting|who|from|in) [^().;]{{0,140}}| [a-z]{{0,20}})? ?[(\[,]? ?$").found(
        before
    ):
        weight += 1.5
    if expression(r"(?:trial|study|sample|cohort|analysis|population|participants) ?\(?$").found(before):
        weight += 1.5
    if expression(
        r"\b(?:group|arm|placebo|saline|control|controls|[a-z-]+amine|[a-z-]+zolam|mg/kg|mg|dose|ect|responders|"
        r"responded|baseline|female|male|women|men|iv|oral|infusions|intravenous|subcutaneous) ?[(\[,:;]? ?$"
    ).found(before):
        weight -= 2.0
    if review and _POOLED.found(before):
        weight += 5.0
    elif expression(r"studies|trials|rcts|articles").found(before[-25:]):
        weight += 1.5 if review else -2.0
    if expression(
        r"(?:papers|articles|abstracts|records|clinics|hospitals?|sites?|websites|posts|infusions|samples) ?[(\[]$"
    ).found(before):
        weight -= 5.0
    if s.text[start] == "N" or s.text[start : start + 7].endswith("N"):
        weight += 1.0
    if s.role in (part.METHODS, part.TITLE):
        weight += 1.0
    if expression(r"\bcontrols? ?\($").found(before):
        weight -= 1.5
    if expression(r"\)? were (?:contacted|invited|approached|screened)\b").match(after):
        weight -= 4.0
    if RANDOMISED.found(text):
        weight += 1.0
    if s.role in (part.BACKGROUND, part.CONCLUSION):
        weight -= 2.0 if s.labelled else 1.0
    if expression(r"\b(?:subset|subsample|subgroup|sent to|invited|contacted|approached|clinics|completed)\b").found(
        before
    ):
        weight -= 3.0
    if expression(rf" (?!(?:fe)?males?\b|(?:wo)?men\b)(?:[a-z-]+ ){{0,2}}{PEOPLE}\b").match(after):
        weight += 1.5
    if expression(r" ?(?:of|/|\+) ?\d").match(after):
        weight -= 3.5
    if _PLANNED.found(before[-50:]) or before.endswith("target "):
        weight -= 5.0
    if expression(r"%").found(before[-12:]) or expression(r" ?[,;)]? ?\(?\d+(?:\.\d+)? ?%").match(after):
        weight -= 3.0
    if expression(r"previous|earlier|prior").found(before[-60:]):
        weight -= 2.5
    return weight
