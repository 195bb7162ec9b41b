"""Participants: how many people, as the abstract states it: randomised before analysed before enrolled."""

from __future__ import annotations

import re

from tracker.model.appraisal import Design, Species
from tracker.reading import sections as part
from tracker.reading.arms import GAP_STOP, PEOPLE, RANDOMISED, Count, patients_and_controls, sum_of_arms
from tracker.reading.document import Document, Sentence
from tracker.reading.numbers import NUMBER, to_int

_FIGURE = re.compile(rf"(?<![\d.,/$=<>≥≤-])\b({NUMBER})(?=[ -])")
_NAMED = re.compile(rf"((?:[ -]\(?(?!\d+ )[a-z0-9'’/+-]+\)?,?){{0,8}}?)[ -]({PEOPLE})\b(?!\s*[-/]?\s*years)(?!['’]s? )")
_N_EQUALS = re.compile(
    r"\b(?:total )?n ?= ?(\d{1,3}(?:,\d{3})+|\d+)\b(?! ?(?:studies|trials|rcts|publications|reports|infusions|"
    r"articles))"
)
_ANALYSED = re.compile(r"\b(?:analy[sz]|complet|assess|evaluat|investigat|examin|studied|data)")
_ENROLLED = re.compile(
    r"\b(?:enrol|includ|recruit|treated|received|participat|underwent|compris|involv|total of|sample|identified|"
    r"conducted|administered|took part|were given|consist|representing|admitted|reviewed|eligible|met)"
)
_TOTAL = re.compile(
    r"\b(?:total(?: of)?|totaling|totalling|overall|in all|altogether|sample of|cohort of|sample size of|"
    r"comprising|involving|encompassing)\W*(?:n ?= ?)?$"
)
_PLANNED = re.compile(
    r"\bwill\b|\bplan(?:s|ned)? to\b|\baim(?:s|ed)? to\b|sample size (?:of|was|is)|to recruit|estimated|"
    r"power(?:ed)?\b|required"
)
_ARM = re.compile(r"\b(?:group|arm|placebo|saline|control|controls)\b")
_SCREENED = re.compile(
    r"\b(?:screened|approached|assessed for eligibility|responders|non-?responders|relapsed|remitted|withdr|dropp|"
    r"discontinu|excluded|experienced|reported|died|achieved|met criteria|showed|developed|responded|had|"
    r"declined)\b"
)
_SUBSET = re.compile(r"\b(?:of these|of them|of whom|of which|among|subset|subgroup)\b")
_STUDIES = re.compile(
    rf"\b({NUMBER})((?:[ -]\(?[a-z0-9'/+-]+\)?,?){{0,6}}?)[ -](?:studies|trials|rcts?|articles|papers|publications|"
    rf"reports|reviews|randomi[sz]ed controlled trials|records|meta-analyses)\b"
)
_INCLUDED = re.compile(
    r"includ|identif|eligible|met |analy[sz]|pooled|selected|retriev|yield|comprised|found|involv|synthesi|"
    r"extracted|data from|from|across|review"
)
_NOT_INCLUDED = re.compile(
    r"screened|excluded|full[- ]text|duplicat|initial|retrieved records|assessed for eligib|citations|"
    r"search (?:yielded|resulted|retrieved|identified)|abstracts|literature searched yielded|removed|records|"
    r"potentially"
)


def participants(document: Document, design: Design, species: Species) -> Count | None:
    """The number of people, or None where it is not stated (always for animals and narrative reviews).

    For: "32 patients were randomised" is 32; "16 patients and 16 controls" is 32. Against: "14 trials",
    "six infusions", "of whom 12 responded".
    """
    if species is not Species.HUMAN or design in (Design.NARRATIVE_REVIEW, Design.PRECLINICAL, Design.OTHER):
        return None
    review = design in (Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW)
    if design is Design.PROTOCOL:
        return None
    candidates: list[Count] = []
    for sentence in document.sentences:
        if sentence.role == part.OTHER:
            continue
        candidates.extend(_in_sentence(sentence, review, design))
    sums = patients_and_controls(document) if not review else None
    arms = sum_of_arms(document) if not review else None
    best = max(candidates, key=lambda c: (c.weight, -c.sentence.index), default=None)
    if best is not None and best.weight < 6.0 and not review:
        near = [c for c in candidates if c.weight >= best.weight - 1.0 and c.weight >= 2.5]
        best = max(near, key=lambda c: c.value, default=best)
    if best is not None and best.randomised and not review:
        # The whole is larger than its arms: "we randomised 90 … of the 45 randomised to the drug".
        whole = [c for c in candidates if c.randomised and c.weight >= 3.5]
        best = max(whole, key=lambda c: c.value, default=best)
    if design is Design.CASE_REPORT:
        best = _cases(document) or best
    for other in (sums, arms):
        same = other is not None and best is not None and other.sentence.index == best.sentence.index and other is sums
        part_of_it = other is arms and other is not None and best is not None and _is_an_arm(best, other)
        if other is not None and (best is None or other.weight > best.weight or same or part_of_it):
            best = other
    if best is None or best.weight < (3.0 if review else 2.0):
        return None
    return best


def _is_an_arm(best: Count, arms: Count) -> bool:
    """The number chosen is one of the arms whose sum was found in the same sentence."""
    return best.sentence.index == arms.sentence.index and best.value < arms.value <= 4 * best.value


_FEW = re.compile(
    r"\b(one|two|three|[123]) (?:[\w-]+ ){0,4}(?:cases|patients|individuals|adolescents|women|men|veterans)\b"
)
_AGED = re.compile(r"\b\d{1,2}[- ]years?[- ]old\b")


def _cases(document: Document) -> Count | None:
    """The number of people in a case report: as the title or the text counts them, else one person aged so-and-so."""
    for sentence in document.sentences:
        if sentence.role == part.OTHER or (sentence.role == part.BACKGROUND and sentence.labelled):
            continue
        few = _FEW.search(sentence.folded)
        value = to_int(few[1]) if few else None
        if few and value:
            return Count(value, 7.0, sentence, few.start())
    aged = [s for s in document.body if _AGED.search(s.folded) and s.role != part.OTHER]
    ages = {m[0] for s in aged for m in _AGED.finditer(s.folded)}
    if len(ages) == 1 or (not ages and re.search(r"\ba case\b", document.heading.folded)):
        return Count(1, 6.0, aged[0] if aged else document.heading, 0)
    return None


def _in_sentence(s: Sentence, review: bool, design: Design) -> list[Count]:
    text = s.folded
    found: list[Count] = []
    if not _DIGIT.search(text) and not _WORDY.search(text):
        return found
    for match in _FIGURE.finditer(text):
        named = _NAMED.match(text, match.end())
        if named is None:
            continue
        value, gap, noun, end = to_int(match[1]), named[1], named[2], named.end()
        if (
            value is None
            or value < 1
            or GAP_STOP.search(gap.replace("(", " ").replace(")", " "))
            or noun in ("controls", "responders")
        ):
            continue
        if not match[1][0].isdigit() and value < 2 and design is not Design.CASE_REPORT:
            continue
        if 1900 <= value <= 2035 and re.search(r"\b(?:in|since|from|and|to|until|between|of) $", text[: match.start()]):
            continue
        weight = _weigh(s, text, match.start(), end, review)
        if noun.rstrip("s") in (
            "male",
            "female",
            "men",
            "women",
            "boy",
            "girl",
            "completer",
            "case",
            "user",
        ) and not re.search(r"healthy|pregnant|case report", text):
            inside = text.rfind("(", 0, match.start()) > text.rfind(")", 0, match.start())
            weight -= 3.0 if inside else 0.5
        if re.search(r"healthy|control|normal", gap) and re.search(r"\b(?:and|versus|vs\.?) $", text[: match.start()]):
            weight -= 3.0
        if value < 4 and design not in (Design.CASE_REPORT, Design.CASE_SERIES):
            weight -= 3
        if value == 1 and design is not Design.CASE_REPORT:
            continue
        beside = text[max(0, match.start() - 30) : match.start()] + "|" + text[end : end + 110].split(".")[0]
        found.append(Count(value, weight, s, match.start(), bool(RANDOMISED.search(beside))))
    chosen = _RANDOMISED_OF.search(text) if "screened" in text else None
    if chosen is not None and (value := to_int(chosen[1])):
        found.append(Count(value, 8.0, s, chosen.start()))
    for match in _N_EQUALS.finditer(text):
        value = to_int(match[1])
        if value is None or value < 2:
            continue
        found.append(Count(value, _weigh_n(s, text, match.start(), match.end(), review), s, match.start()))
    return found


_DIGIT = re.compile(r"\d")
_WORDY = re.compile(
    r"\b(?:ten|eleven|twelve|[a-z]+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|five|six|"
    r"seven|eight|nine|two|three|four)\b"
)


_BRACKETS = re.compile(r" ?[(\[][^()\[\]]*[)\]]")


def _weigh(s: Sentence, text: str, start: int, end: int, review: bool) -> float:
    before, after = text[max(0, start - 70) : start], _BRACKETS.sub("", _BRACKETS.sub("", text[end : end + 420]))[:230]
    near = before[-45:] + " | " + after[:60]
    weight = 0.0
    if (
        re.search(
            r"\brandomi[sz]ed? (?:a total of |approximately )?$|^(?:[^.;]{0,60})?\b(?:were|was|"
            r"underwent) (?:then |subsequently |also )?(?:equally |blindly )?(?:random|allocat|assigned|divided)",
            before[-30:] + " | ",
        )
        or re.match(
            r"[^.;|]{0,190}?\b(?:were|was|got|underwent|are) (?:then |subsequently |prospectively |equally |"
            r"evenly )?(?:random|allocat|assigned|divided|distributed)",
            after,
        )
        or re.search(r"\brandomi[sz]ed (?:a total of )?$|randomly (?:assigned|allocated) (?:a total of )?$", before)
    ):
        weight += 6.0
    elif re.search(r"randomi[sz]ed|randomly", after[:25]) or re.search(r"randomi[sz]ed $", before):
        weight += 5.0
    if re.match(
        r"[^.;|]{0,190}?\b(?:were|was) (?:retrospectively |prospectively |finally |initially |then )?(?:enrol|"
        r"includ|recruit|treated|studied|analy[sz]ed|identified|evaluated|investigated|reviewed|eligible|examined|"
        r"assessed)",
        after,
    ):
        weight += 4.0
    elif re.match(
        r"[^.;|]{0,160}?\b(?:received|receiving|participated|underwent|completed|took part|participating|met|"
        r"comprised|entered|self-administered|performed|attended|provided|were assessed|recruited|surveyed|"
        r"aged)\b(?! rescue)",
        after,
    ):
        weight += 3.5
    if re.search(
        r"\b(?:enrol\w*|includ\w+|recruit\w*|investigat\w+|treated|studied|examin\w+|analy[sz]ed|conducted (?:on|"
        r"in|with)|performed (?:on|in)|evaluated|assessed|compris\w+|involv\w+|sample of|cohort of|"
        r"report\w*(?: on)?|data (?:from|of|were)|carried out in|review\w*|comprised|consist\w+ of|representing|"
        r"administered to|from|of|in|on|with|to|among|were|encompassing|charts of) (?:a |the |an )?(?:total of |"
        r"sample of |"
        r"cohort of |data from )?(?:up to )?$",
        before,
    ):
        weight += 2.5
    if _TOTAL.search(before):
        weight += 2.5
    if s.role in (part.METHODS, part.RESULTS, part.TITLE, part.OBJECTIVE):
        weight += 1.0
    if s.role == part.RESULTS and start == 0:
        weight += 0.7
    if s.role == part.METHODS and start < 12:
        weight += 1.0
    ours = re.search(
        r"\bwe (?:tested|report|treated|studied|enrolled|conducted|administered|examined|reviewed|investigated|"
        r"describe)|(?:this|present|current) (?:study|trial|report|analysis|article)|\bhere\b",
        text,
    )
    if s.role in (part.BACKGROUND, part.CONCLUSION) and not ours:
        weight -= 3.0 if s.labelled and s.role == part.BACKGROUND else 2.0 if s.labelled or "known" in s.cues else 0.7
    if re.search(
        r"previously|earlier (?:study|trial)|recently reported|prior (?:study|trial)|previous (?:study|trial)", before
    ):
        weight -= 3.0
    if re.search(rf"\b{NUMBER} (?:of|out of) (?:the )?$", before) and not re.search(
        r"(?:total|cohort|sample|group|charts|data|records) of (?:the )?$", before
    ):
        weight -= 2.0
    if re.match(
        r" ?(?:\([^)]*\) ?)?(?:in|on|of|from) (?:the |each |both )?(?:[a-z0-9-]+ ){0,2}(?:group|arm)|[^.;|"
        r",]{0,25}\b(?:per group|in each|each group|per arm)",
        after,
    ):
        weight -= 4.0
    if re.match(
        r"[^.;|,]{0,30}\b(?:responded|relapsed|remitted|withdrew|dropped|discontinued|were excluded|experienced|"
        r"reported|died|achieved|showed|developed|had (?:an?|no|response|remission|adverse|at least)|declined|"
        r"improved|were lost|maintained|refused|met (?:the )?(?:response|remission|criteria))",
        after,
    ):
        weight -= 4.0
    if re.search(
        r"\b(?:of these|of them|of whom|of which|subset of|subgroup of|only|remaining|excluding|except|additional|"
        r"another|other|first|screened|than|every|least)[ ,]*$",
        before,
    ):
        weight -= 2.5
    if re.search(r"\b(?:screened|approached)\b", near):
        weight -= 3.0
    if _PLANNED.search(before[-50:]) or re.match(r"[^.;|]{0,20}\bwill\b", after):
        weight -= 6.0
    if review and re.search(r"(?:median|mean|range|smallest|largest|per study)", near):
        weight -= 3.0
    if review and re.search(r"includ|total|compris|involv|stud(?:y|ies)|trials|rcts|pooled|data", near):
        weight += 1.5
    return weight


def _weigh_n(s: Sentence, text: str, start: int, end: int, review: bool) -> float:
    before, after = text[max(0, start - 80) : start], text[end : end + 40]
    many = len(_N_EQUALS.findall(text))
    weight = 2.5 if many == 1 else 0.5 if not review else -2.0
    if (
        re.search(r"(?:studies|trials|infusions|sessions|treatments|administrations) ?[(;,]? ?$", before) and not review
    ) or re.search(r"^ ?studies \(?$|(?:^|[ .])studies \($", before[-12:]):
        weight -= 3.0
    if re.search(r"total n ?$|total \(?$|\(total\W*$", before) or text[start : start + 5] == "total":
        weight += 3.0
    if re.search(rf"{PEOPLE}(?: (?:with|meeting|who|from|in) [^().;]{{0,140}}| [a-z]{{0,20}})? ?[(\[,]? ?$", before):
        weight += 1.5
    if re.search(r"(?:trial|study|sample|cohort|analysis|population|participants) ?\(?$", before):
        weight += 1.5
    if re.search(
        r"\b(?:group|arm|placebo|saline|control|controls|[a-z-]+amine|[a-z-]+zolam|mg/kg|mg|dose|ect|responders|"
        r"responded|baseline|female|male|women|men|iv|oral|infusions|intravenous|subcutaneous) ?[(\[,:;]? ?$",
        before,
    ):
        weight -= 2.0
    if re.search(r"studies|trials|rcts|articles", before[-25:]):
        weight += 1.5 if review else -2.0
    if s.text[start] == "N" or s.text[start : start + 7].endswith("N"):
        weight += 1.0
    if s.role in (part.METHODS, part.TITLE):
        weight += 1.0
    if RANDOMISED.search(text):
        weight += 1.0
    if s.role in (part.BACKGROUND, part.CONCLUSION):
        weight -= 2.0
    if re.match(r" ?(?:of|/|\+) ?\d", after):
        weight -= 2.0
    if _PLANNED.search(before[-50:]):
        weight -= 5.0
    if re.search(r"%", before[-12:]) or re.match(r" ?[,;)]? ?\(?\d+(?:\.\d+)? ?%", after):
        weight -= 3.0
    if re.search(r"previous|earlier|prior", before[-60:]):
        weight -= 2.5
    return weight


_RANDOMISED_OF = re.compile(rf"\b({NUMBER}) (?:{PEOPLE} )?(?:were )?(?:eventually |finally )?randomi[sz]ed\b")


def number_of_studies(document: Document, design: Design) -> Count | None:
    """How many studies a review includes.

    For: "Twenty-eight RCTs were included." Against: "594 articles were found".
    """
    if design not in (Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW):
        return None
    best: Count | None = None
    for sentence in document.body:
        if sentence.role in (part.BACKGROUND, part.OTHER):
            continue
        text = sentence.folded
        for match in _STUDIES.finditer(text):
            value = to_int(match[1])
            if value is None or not 1 <= value <= 2000 or _GAP_STOP_STUDIES.search(match[2]):
                continue
            near = text[max(0, match.start() - 60) : match.end() + 60]
            among = 2.0 if re.search(r"\b(?:of|from|among) (?:the )?$", text[: match.start()]) else 0.0
            weight = (
                1.0 + (2.0 if _INCLUDED.search(near) else 0.0) - (2.5 if _NOT_INCLUDED.search(near) else 0.0) - among
            )
            weight += 1.0 if sentence.role == part.RESULTS else 0.0
            weight += 1.5 if re.search(r"total of $|included $|total $", text[: match.start()]) else 0.0
            if best is None or weight > best.weight:
                best = Count(value, weight, sentence, match.start())
    return best if best and best.weight >= 2.0 else None


_GAP_STOP_STUDIES = re.compile(r"\b(?:of|in|the|were|was|patients|participants|with|years?|from)\b|[%=]")
