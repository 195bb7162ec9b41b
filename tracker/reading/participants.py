"""Participants: how many people, as the abstract states it: randomised before analysed before enrolled."""

from __future__ import annotations

from tracker.model.appraisal import Design, Species
from tracker.reading import sections as part
from tracker.reading.arms import sum_of_arms, sums_in
from tracker.reading.controls import patients_and_controls, with_controls
from tracker.reading.counts import GAP_STOP, PEOPLE, RANDOMISED, Count
from tracker.reading.document import Document, Sentence
from tracker.reading.expressions import Expression, expression
from tracker.reading.numbers import NUMBER, to_int
from tracker.reading.ownstudies import over_own_studies
from tracker.reading.weighing import N_EQUALS, NEXT, weigh, weigh_n

#: Before a year: "in the 2015 survey", "October 1, 2015".
_DATED = Expression(
    r"\b(?:in|since|from|and|to|until|between|of) (?:the )?$|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?:\d{1,2},? )?$"
)
_FIGURE = Expression(rf"(?<![\d.,/$=<>≥≤-])\b({NUMBER})(?=[ -])(?!-\d)")
_NAMED = Expression(
    rf"(?: \([^()%]*\))?((?:[ -]\(?(?!\d+ )[a-z0-9'’/+-]+\)?,?){{0,8}}?)[ -]({PEOPLE})\b"
    r"(?!\s*[-/]?\s*years)(?!['’]s )"
)


def participants(document: Document, design: Design, species: Species) -> Count | None:
    """The number of people, or None where it is not stated (always for animals and narrative reviews).

    For: "32 patients were randomised" is 32; "16 patients and 16 controls" is 32. Against: "14 trials",
    "six infusions", "of whom 12 responded".
    """
    if species is not Species.HUMAN or design in (Design.NARRATIVE_REVIEW, Design.PRECLINICAL):
        return None
    review = design in (Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW)
    if design is Design.PROTOCOL:
        return None
    candidates: list[Count] = []
    for sentence in document.sentences:
        if sentence.role == part.OTHER or (design is Design.OTHER and _RECKONED.found(sentence.folded)):
            continue
        candidates.extend(_in_sentence(sentence, review, design))
    sums = patients_and_controls(document) if not review else None
    arms = sum_of_arms(document, review)
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
        if other is None or any(_holds(c, other) for c in candidates):
            continue
        more = best is None or (other.weight > best.weight and other.value >= best.value)
        # A smaller number that comes later, and was not randomised, is a part: "… 41 of them were followed".
        later = best is not None and not best.randomised and other.sentence.index < best.sentence.index
        more = more or (later and other.weight >= 4.0 and best is not None and other.value > best.value)
        if more or same or part_of_it:
            best = other
    several = (
        None
        if review
        else over_own_studies(document, lambda s: [*sums_in(s), *(c for c in candidates if c.sentence is s)])
    )
    if several is not None and (best is None or several.value > best.value):
        return several
    if best is None:
        return None
    if not review and best.value == max(c.value for c in [*candidates, best]):
        best = with_controls(document, best)
    alone = not review and best.value >= _A_GROUP and all(c.value == best.value for c in candidates)
    return best if best.weight >= (3.0 if review else _ALONE_ENOUGH if alone else 2.0) else None


_ALONE_ENOUGH = 0.5
"""What has to speak for the only number of people that a text holds, if it is that of a group, and not of a few."""
_A_GROUP = 10


def _is_an_arm(best: Count, arms: Count) -> bool:
    """The number chosen is one of the arms whose sum was found in the same sentence."""
    of_them = best.value in arms.parts or (best.parts and set(best.parts) <= set(arms.parts))
    return best.sentence.index == arms.sentence.index and bool(of_them) and best.value < arms.value


def _holds(whole: Count, arms: Count) -> bool:
    """The sentence that counts the arms counts the whole as well: "130 people: 60 patients and 70 controls"."""
    return whole.sentence.index == arms.sentence.index and whole.value >= arms.value and whole.weight >= 1.0


_RECKONED = Expression(r"\bmodel|simulat|hypothetical|cost-")  # people of a reckoning are nobody
_FEW = Expression(
    r"\b(one|two|three|[123]) (?:[\w-]+ ){0,4}(?:cases|patients|individuals|adolescents|women|men|veterans)\b"
)
_AGED = Expression(r"\b\d{1,2}[- ]years?[- ]old\b")


def _cases(document: Document) -> Count | None:
    """The number of people in a case report: as the title or the text counts them, else one person aged so-and-so."""
    for sentence in document.sentences:
        if sentence.role == part.OTHER or (sentence.role == part.BACKGROUND and sentence.labelled):
            continue
        few = _FEW.search(sentence.folded)
        value = to_int(few[1]) if few else None
        if few and value:
            return Count(value, 7.0, sentence, few.start())
    aged = [s for s in document.body if _AGED.found(s.folded) and s.role != part.OTHER]
    ages = {m[0] for s in aged for m in _AGED.finditer(s.folded)}
    if len(ages) == 1 or (not ages and expression(r"\ba case\b").found(document.heading.folded)):
        return Count(1, 6.0, aged[0] if aged else document.heading, 0)
    if not ages:
        alone = next((s for s in document.sentences if s.role != part.OTHER and _ALONE.found(s.folded)), None)
        return Count(1, 5.0, alone, 0) if alone else None
    return None


#: One person, told of as one: "the case of a man", "our patient", "this patient".
_ALONE = Expression(
    r"\b(?:an? |one )(?:[\w-]+,? ){0,5}?(?:case(?! series)|patient|man|woman|male|female|boy|girl|"
    r"veteran)\b(?! (?:with|in) each)|"
    r"\b(?:our|this|the) patient(?:'s)?\b|\bin case of\b"
)


def _in_sentence(s: Sentence, review: bool, design: Design) -> list[Count]:
    text = s.folded
    found: list[Count] = []
    if not _DIGIT.found(text) and not _WORDY.found(text):
        return found
    for match in _FIGURE.finditer(text):
        named = _NAMED.match(text, match.end())
        if named is None:
            continue
        value, gap, noun, end = to_int(match[1]), named[1], named[2], named.end()
        if (
            value is None
            or value < 1
            or (GAP_STOP.found(gap.replace("(", " ").replace(")", " ")) and gap.strip() != "enrolled")
            or noun == "responders"
            or (noun == "controls" and not _ONLY_CONTROLS.found(text[: named.end()]))
        ):
            continue
        if not match[1][0].isdigit() and value < 2 and design is not Design.CASE_REPORT:
            continue
        year = 1900 <= value <= 2035 and gap
        if year and _DATED.found(text[max(0, match.start() - 20) : match.start()]):
            continue
        weight = weigh(s, text, match.start(), end, review)
        if gap.strip() == "enrolled" or text.startswith(" enrolled", end):
            weight += 3.5
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
        ) and not expression(r"healthy|pregnant|case report").found(text):
            inside = text.rfind("(", 0, match.start()) > text.rfind(")", 0, match.start())
            weight -= 3.0 if inside else 0.5
        if expression(r"healthy|control|normal").found(gap) and expression(r"\b(?:and|versus|vs\.?) $").found(
            text[: match.start()]
        ):
            weight -= 3.0
        if value < 4 and design not in (Design.CASE_REPORT, Design.CASE_SERIES):
            weight -= 3
        if value == 1 and design is not Design.CASE_REPORT:
            continue
        after = text[end : end + 110].split(".")[0]
        if text[: match.start()].endswith(("of ", "of the ")):
            after = NEXT.split(after)[0]
        beside = text[max(0, match.start() - 30) : match.start()] + "|" + after
        found.append(Count(value, weight, s, match.start(), RANDOMISED.found(beside)))
    chosen = _RANDOMISED_OF.search(text) if not review and _SIFTED.found(text) else None
    if chosen is not None and (value := to_int(chosen[1])):
        found = [c for c in found if c.start > chosen.start()]  # those who were looked at first are not the study's
        found.append(Count(value, 8.0, s, chosen.start(), True))
    for match in _SOME_OF.finditer(text) if _OF_SO_MANY.found(text) else ():
        if (value := to_int(match[1])) and value > 3 and "random" not in text[: match.start()]:
            found = [c for c in found if not match.start() <= c.start < match.end()]
            found.append(Count(value, 7.0, s, match.start()))
    headed = _HEADED.match(text)
    if headed is not None and (value := to_int(headed[1])) and value > 3 and not _HEADED_STOP.found(headed[2]):
        found.append(Count(value, 6.0 + (s.role != part.BACKGROUND), s, 0, True))
    for match in _SAMPLE.finditer(text):
        if value := to_int(match[1]):
            found.append(Count(value, weigh(s, text, match.start(1), match.end(1), review), s, match.start(1)))
    for match in N_EQUALS.finditer(text):
        value = to_int(match[1])
        if value is None or value < 2:
            continue
        found.append(Count(value, weigh_n(s, text, match.start(), match.end(), review), s, match.start()))
    return found


#: "A sample of 1247 completed treatment": no word for the people follows.
_SAMPLE = Expression(
    r"\b(?:sample|cohort|total) of (\d{2,7}(?:,\d{3}){0,2})(?= (?:were|was|completed|received|participated|underwent|"
    r"reported)\b)"
)
_OF_SO_MANY = Expression(rf"of (?:the |these )?(?:\w+ )?{NUMBER} ")
#: "31 of 322 women who were asked took part", "74 of the planned 92 patients were enrolled".
_SOME_OF = Expression(
    rf"\b({NUMBER})(?: \(\d+(?:\.\d+)? ?%\))? (?:out )?of (?:the |these )?(?:\w+ )?{NUMBER} (?!randomi)"
    rf"(?:[\w-]+ ){{0,3}}?{PEOPLE}\b(?! who (?:were )?(?:enrol|random|includ))[^.;]{{0,60}}? "
    r"(?:participated|agreed|consented|took part|"
    r"(?:were|was) (?:then |finally |randomly )?(?:recruited|included|enrol\w+|selected|randomi[sz]ed))\b"
)
#: "126 teachers and nurses with the disorder were randomised": whoever they are, what is counted first was randomised.
_HEADED = Expression(
    rf"(?:in total,? |overall,? |a total of )?({NUMBER}) ([a-z][^.;:%]{{2,160}}?),? (?:were|was) (?:\w+ )?random"
)
_HEADED_STOP = Expression(
    r"^(?:[a-z-]+ ){0,3}(?:trials?|studies|centers|centres|sites|hospitals|clinics|eyes|limbs|rats|mice|teeth|knees|"
    r"of)\b|^(?:to \w+ )?(?:hours?|days?|weeks?|months?|minutes?|h)\b|\bof (?:whom|which|these)\b|\d|"
    r"\b(?:screened|completed)\b"
)
#: "24 normal controls were given it": the healthy people are the whole study.
_ONLY_CONTROLS = Expression(rf"(?:^|, |study,? |in ){NUMBER} (?:normal|healthy) controls$")
_DIGIT = Expression(r"[0-9]")
_WORDY = Expression(
    r"\b(?:ten|eleven|twelve|[a-z]+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|five|six|"
    r"seven|eight|nine|two|three|four)\b"
)


#: "1,300 were assessed, 600 were randomised".
_SIFTED = Expression(
    r"\bscreened\b|\b(?:were|was) (?:\w+ )?(?:assessed|approached|invited|referred|identified|contacted)\b[^.;]* random"
)
_RANDOMISED_OF = Expression(
    rf"\b({NUMBER}) (?:{PEOPLE} )?(?:(?:were|underwent) )?(?:eventually |finally |then |"
    rf"subsequently )?(?:randomi[sz]|randomly)"
)
