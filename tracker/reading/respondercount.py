"""Responders counted: people who responded, told as numbers of people rather than as a share."""

from __future__ import annotations

from tracker.model.appraisal import Share
from tracker.reading.expressions import Expression
from tracker.reading.numbers import NUMBER, to_int

_PEOPLE = (
    r"(?:patients|participants|subjects|adults|individuals|adolescents|inpatients|outpatients|veterans|women|men|cases)"
)
_TWO_GROUPS = Expression(
    r"(?<!non)(?<!non-)\bresponders ?[(\[,]? ?(?:n ?= ?)?(\d+)\b[^.;]{0,60}?"
    r"\bnon-?responders ?[(\[,]? ?(?:n ?= ?)?(\d+)\b|"
    r"\bnon-?responders ?[(\[,]? ?(?:n ?= ?)?(?P<no>\d+)\b[^.;]{0,60}?"
    r"(?<!non)(?<!non-)\bresponders ?[(\[,]? ?(?:n ?= ?)?(?P<yes>\d+)\b"
)
_SO_MANY = Expression(
    rf"\b(?P<n>{NUMBER}) (?:of (?:them|whom|these) )?(?:{_PEOPLE} )?(?:(?:were |was )?(?:identified as|classified as|"
    r"considered(?: as| to be)?|deemed|categori[sz]ed as|were|was) responders\b|"
    r"(?:achieved|met|reached|had|attained|fulfilled) (?:an? |the |criteria for |criterion for )*"
    r"(?:(?!no |partial|placebo|stress|immune)\w+ )?response\b|responded\b)"
)
#: "Two thirds of the patients responded."
_PARTS = {
    "half": 50.0,
    "one third": 33.3,
    "a third": 33.3,
    "two thirds": 66.7,
    "three quarters": 75.0,
    "a quarter": 25.0,
}
_PART = Expression(
    r"\b(?P<part>half|one[- ]third|a third|two[- ]thirds|three[- ]quarters|a quarter)(?: of)?"
    rf"(?: the| our| all| these)*(?: \w+)? {_PEOPLE} (?:had )?(?:responded\b|were responders\b|"
    r"(?:achieved|met|reached|had|attained) (?:an? |the |criteria for )*response\b)"
)
_OF_SO_MANY = Expression(
    rf"\b(?P<n>{NUMBER}) (?:[\w-]+ ){{0,3}}?{_PEOPLE}\b(?: with [^.;,]{{3,60}})? (?:received|underwent|completed|"
    r"were (?:treated|given|included|enrolled)|who (?:signed|gave|provided|consented|received|"
    r"completed|started|entered)\b)"
)


def compares_responders(text: str) -> bool:
    """ "Responders (n = 9) had more of it than non-responders (n = 6)": what goes with a response, told of both."""
    return _TWO_GROUPS.found(text)


def counted(text: str, people: int | None) -> tuple[tuple[int, Share], ...]:
    """Counts of people: responders beside non-responders, or so many of those treated (`people`, if no count is near).

    For: "20 received the drug, and 12 were identified as responders". Against: "three responders relapsed".
    """
    if "respon" not in text:
        return ()
    pair = _TWO_GROUPS.search(text)
    if pair is not None:
        yes, no = int(pair[1] or pair["yes"]), int(pair[2] or pair["no"])
        return ((pair.start(), Share(100 * yes / (yes + no))),) if yes + no >= 5 else ()
    if (some := _PART.search(text)) is not None:
        return ((some.start(), Share(_PARTS[some["part"].replace("-", " ")])),)
    match = _SO_MANY.search(text)
    if match is None:
        return _the_others(text, people)
    near = _OF_SO_MANY.search(text, 0, match.start())
    number, whole = to_int(match["n"]) or 0, (to_int(near["n"]) if near else people) or 0
    if near is None and number == whole:
        return ()  # as many responded as were counted: those who responded are whom the study then counts
    if not 2 <= number <= whole or not 5 <= whole <= (people or whole):
        return ()
    return ((match.start(), Share(100 * number / whole)),)


#: "Ten patients did not respond", "non-response was seen in 11 of 24".
_DID_NOT = Expression(
    rf"\b(?P<share>\d{{1,2}}(?:\.\d+)?|{NUMBER})(?: ?%| per ?cent)(?: of (?:the |our |all )*(?:\w+ )?{_PEOPLE})?\)? "
    r"(?:(?:did not|failed to) (?:\w+ )?respond\b|were non-?responders\b)|"
    rf"\b(?P<n>{NUMBER}) (?:{_PEOPLE} )?(?:(?:did not|failed to) (?:\w+ )?respond\b|were non-?responders\b)|"
    rf"\bnon-?response (?:was|occurred) (?:\w+ )?in (?P<some>{NUMBER}) of (?:the )?(?P<all>{NUMBER})\b"
)


def _the_others(text: str, people: int | None) -> tuple[tuple[int, Share], ...]:
    match = _DID_NOT.search(text)
    if match is None:
        return ()
    if told := match["share"]:
        return ((match.start(), Share(100 - (float(told) if told[0].isdigit() else float(to_int(told) or 0)))),)
    number = to_int(match["n"] or match["some"]) or 0
    whole = (to_int(match["all"]) if match["all"] else people) or 0
    if not 2 <= number <= whole or not 5 <= whole <= (people or whole):
        return ()
    return ((match.start(), Share(100 - 100 * number / whole)),)
