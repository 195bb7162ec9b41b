"""Arms: the people counted arm by arm, added up where only arms are given."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.reading import sections as part
from tracker.reading.document import Document, Sentence
from tracker.reading.numbers import NUMBER, to_int

PEOPLE = (
    r"(?:patients?|participants?|subjects?|adults?|individuals?|volunteers?|veterans?|adolescents?|children|women|"
    r"men|(?:fe)?males?(?! (?:patient|subject|inpatient|volunteer|participant|adult|outpatient|veteran|user|"
    r"student))|people|persons?|"
    r"out-?patients?|in-?patients?|users?|abusers?|smokers?|responders|pts|completers|parturients?|mothers|boys|"
    r"girls|youths?|respondents|"
    r"students|drinkers|cases|soldiers|members|controls|adolescents|seniors|survivors|candidates|infants|"
    r"offspring|pregnant women|sufferers|recipients)"
)
GAP_STOP = re.compile(
    r"\b(?:of|in|the|were|was|with|for|from|at|to|by|mg|kg|ml|days?|weeks?|hours?|years?|months?|min|minutes|"
    r"studies|study|trials?|rcts?|infusions?|doses?|times|points?|sessions?|"
    r"items?|per|sites?|centers?|centres?|articles?|papers|treatments|arms|groups|databases|hospitals|countries|"
    r"versus|vs|publications|records|administrations|who|that|which|each|is|are|out|among|on|clinics|both|all|"
    r"enrolled|received|including|involving|useful|comprising|additional|reporting|as|points?|episodes|weeks?|yr|"
    r"criteria)\b|%|[=<>;:]"
)
RANDOMISED = re.compile(r"\brandomi[sz]|randomly|allocat|assigned")


@dataclass(frozen=True, slots=True)
class Count:
    """A candidate with the weight that decides between candidates, and the sentence it stands in."""

    value: int
    weight: float
    sentence: Sentence
    start: int
    randomised: bool = False  #: the words beside it speak of randomisation


_PAIR = re.compile(
    rf"\b({NUMBER})((?:[ -]\(?(?!\d+[ -])(?!was |were |for )[a-z0-9'/,+-]+\)?){{0,8}}?)[ -](?:{PEOPLE}|"
    rf"[a-z]{{2,4}})(?:\s*\([^)]*\))?(?: (?:with|suffering)(?: [a-z0-9()'/,-]+){{1,9}}?)?,? (?:and|versus|vs\.?|"
    rf"as well as|,) (?:in )?({NUMBER})(?: (?:age|sex|gender|matched|healthy|non|normal|control|demographically|"
    rf"and|never|drug|sex-matched|age-|heathy|medication)[a-z-]*,?){{0,6}}? ?(?:controls?|healthy (?:controls?|"
    rf"volunteers?|subjects?|participants?|individuals)|volunteers|non-users|nonusers|hcs|control (?:subjects?|"
    rf"participants?)|{PEOPLE})\b"
)


def patients_and_controls(document: Document) -> Count | None:
    """ "18 patients and 18 healthy controls" is 36."""
    for sentence in document.sentences:
        if sentence.role in (part.BACKGROUND, part.CONCLUSION, part.OTHER):
            continue
        for match in _PAIR.finditer(sentence.folded):
            if not re.search(r"control|healthy|volunteer|non-?users|hcs", match[0][-45:]):
                continue
            if GAP_STOP.search(match[2]):
                continue
            first, second = to_int(match[1]), to_int(match[3])
            if first and second and first >= 4 and second >= 4:
                return Count(first + second, 8.0, sentence, match.start())
    return None


#: "(n = 12)" after such words is a part of an arm, or no people.
_NO_ARMS = re.compile(r"(?:female|women|males?|men|responders?|remitt\w*|studies|trials)s? ?[(,] ?n ?=|respond|remit|%")
_ARM_SIZE = re.compile(r"\(? ?n ?= ?(\d+)\b")

_ARM_WORDS = re.compile(
    rf"\b({NUMBER}) (?:[a-z-]+ ){{0,2}}?(?:{PEOPLE} )?(?:were |was )?(?:received|receiving|underwent|assigned to|"
    rf"randomized to|randomised to|allocated to|treated with|to (?:the )?)(?: (?:the|an?|either|iv|intravenous|"
    rf"oral|infusion of|single)){{0,3}} (?:[a-z0-9./-]+ ){{0,3}}?[a-z][a-z-]{{2,}}"
)

#: "12 were randomised to the drug, and 10 to placebo"; "22 patients received it compared with 20 patients who …".
_TO_EACH = re.compile(
    rf"\b({NUMBER}) (?:{PEOPLE} )?(?:were |was )?(?:randomi[sz]ed|assigned|allocated|"
    rf"randomly assigned) to [^.;]{{2,80}}?,? and ({NUMBER}) (?:{PEOPLE} )?(?:were (?:\w+ )?)?to\b"
)

#: "32 subjects received one and 29 received the other"; "435 were screened, 227 randomised".
_AND_RECEIVED = re.compile(
    rf"\b({NUMBER}) (?:{PEOPLE} )?(?:[a-z-]+ )?(?:received|underwent|were given) [^.;]{{2,70}}?,? (?:and|while|"
    rf"whereas) ({NUMBER}) (?:{PEOPLE} )?(?:received|underwent|were given)"
)

_COMPARED = re.compile(
    rf"\b({NUMBER}) {PEOPLE} [^.;]{{0,60}}\breceived [^.;]{{3,60}}? compared (?:with|to) ({NUMBER}) {PEOPLE}"
)


def sum_of_arms(document: Document) -> Count | None:
    """Arms added where only arms are given: "oral (N=30) or infused (N=31)" is 61."""
    for sentence in document.sentences:
        if sentence.role in (part.BACKGROUND, part.CONCLUSION, part.OTHER):
            continue
        text = sentence.folded
        if not (RANDOMISED.search(text) or re.search(r"receiv|allocat|assign|compris|divid|group|compar", text)):
            continue
        sizes = [int(n) for n in _ARM_SIZE.findall(text)]
        even = 2 <= len(sizes) <= 6 and max(sizes) <= 6 * max(1, min(sizes)) and max(sizes) != sum(sizes) - max(sizes)
        if even and not _NO_ARMS.search(text):
            return Count(sum(sizes), 4.4, sentence, 0)
        for pattern in (_TO_EACH, _COMPARED, _AND_RECEIVED):
            pair = pattern.search(text)
            if pair and (first := to_int(pair[1])) and (second := to_int(pair[2])) and first > 3 and second > 3:
                return Count(first + second, 9.0, sentence, pair.start())
        arms = [to_int(m) for m in _ARM_WORDS.findall(text)]
        values = [a for a in arms if a and a > 2]
        if len(values) >= 2:
            return Count(sum(values), 4.3, sentence, 0)
    return None
