"""Numbers as abstracts print them: words, thousands, percentages, p values, intervals, times."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.reading.expressions import Expression, expression

_ONES = {
    name: value
    for value, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    name: value * 10
    for value, name in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_TENS["fourty"] = 40
_WORD = "|".join(sorted([*_ONES, *_TENS, "hundred", "thousand"], key=len, reverse=True))
_FIRST = "".join(sorted({word[0] for word in _WORD.split("|")}))
#: A number in digits (with thousands) or in words. The look at its first letter saves a third of the time.
NUMBER = rf"(?:(?=[\d{_FIRST}])(?:\d{{1,3}}(?:[ ,]\d{{3}})+(?!\d)|\d+|(?:{_WORD})(?:[ -](?:and[ -])?(?:{_WORD}))*))"


MOST_DIGITS = 9
"""No study has as many people, and Python refuses to read a number of thousands of digits."""


def to_int(text: str) -> int | None:
    """ "thirty-two" -> 32, "1,655" -> 1655, "two hundred and six" -> 206; None for anything else."""
    plain = text.replace(",", "").replace(" ", "") if text[:1].isdigit() else ""
    if plain.isdigit():
        return int(plain) if len(plain) <= MOST_DIGITS else None
    total = current = 0
    for word in expression(r"[ -]+").split(text.lower()):
        if word in _ONES:
            current += _ONES[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word == "thousand":
            total, current = total + (current or 1) * 1000, 0
        elif word != "and":
            return None
    return total + current


@dataclass(frozen=True, slots=True)
class Percent:
    value: float
    start: int
    end: int


_PERCENT = Expression(r"(?<![\d.])(\d{1,3}(?:[.,]\d+)?) ?%(?! ?(?:ci\b|cis\b|confidence|cri\b|credible|prediction))")


#: "Seventy-nine percent of them".
_IN_WORDS = Expression(rf"(?<![\d.])\b(\d+\.\d+|{NUMBER})[ -]per ?cent\b")
#: "17 of 31 patients", "5/8": shares given as fractions.
_FRACTION = Expression(
    rf"\b({NUMBER}) (?:out )?of (?:the |our )?({NUMBER}) (?!weeks|days|months|years|studies|trials|rcts|infusions|"
    rf"sessions|items)(?!mg)|(?<![\d./])\b(\d{{1,4}}) ?/ ?(\d{{1,4}})\b(?![./]?\d| ?(?:mm|mg|kg|week|h\b))"
)
_OF_SO_MANY = Expression(rf" of (?:the |our )?{NUMBER} |[0-9] ?/ ?[0-9]")


def percents(folded: str) -> list[Percent]:
    """Percentages with their places; never the 95 % of an interval."""
    found = (
        [Percent(float(m[1].replace(",", ".")), m.start(), m.end()) for m in _PERCENT.finditer(folded)]
        if "%" in folded
        else []
    )
    if "cent" in folded:
        found += [
            Percent(float(m[1] if m[1][0].isdigit() else to_int(m[1]) or 0), m.start(), m.end())
            for m in _IN_WORDS.finditer(folded)
        ]
    for m in _FRACTION.finditer(folded) if _OF_SO_MANY.found(folded) else ():
        part, whole = to_int(m[1] or m[3]), to_int(m[2] or m[4])
        if part is not None and whole and 4 <= whole <= 5000 and part <= whole:
            found.append(Percent(100 * part / whole, m.start(), m.end()))
    return [p for p in found if p.value <= 100]


_P_VALUE = Expression(
    r"\bp(?:s|'s|-value|-values| value| values)? ?(?:were |was |all |of )?([<>=≤≥:]|less than|greater than|(?<=of )) ?"
    r"(0?\.\d+|\d(?:\.\d+)?(?:e-?\d+)?)( ?[x×] ?10)?",
    only_with=("<", ">", "=", "≤", "≥", "less than", "greater than", "p value", "p-value", "p:"),
)
#: "p = NS". Against: "(NS)", which may be normal saline or a nasal spray.
_P_NOT = Expression(r"\bp ?[=:] ?n\.?s\b", only_with=("p = n", "p=n", "p =n", "p: n", "p= n"))


@dataclass(frozen=True, slots=True)
class PValue:
    sign: str
    value: float
    start: int

    @property
    def significant(self) -> bool | None:
        """Against 0.05; None where the text leaves it open ("p < 0.2")."""
        if self.sign in ("<", "≤", "less than"):
            return True if self.value <= 0.05 else None
        if self.sign in (">", "≥", "greater than"):
            return False if self.value >= 0.05 else None
        return self.value < 0.05


def p_values(folded: str) -> list[PValue]:
    """Of "4.2 × 10-5" all that counts is that it is small."""
    found = [
        PValue("<" if m[3] else m[1], 0.001 if m[3] else float(m[2]), m.start()) for m in _P_VALUE.finditer(folded)
    ]
    if "= n" in folded or "=n" in folded:
        found += [PValue("=", 1.0, m.start()) for m in _P_NOT.finditer(folded)]
    return found


def just_missed(folded: str) -> bool:
    """Every p value lies between 0.05 and 0.10: not shown, and no sign that there is nothing."""
    told = p_values(folded)
    return bool(told) and all(p.sign == "=" and 0.05 <= p.value < 0.1 for p in told)


_TIME = Expression(
    rf"\b(?:(?P<unit1>day|days|week|weeks|month|months|hour)s? ?(?P<num1>\d+(?:\.\d+)?)(?![\d%])|"
    rf"(?P<num2>\d+(?:\.\d+)?|{_WORD}|a|an)(?:[ -]?(?:to|-|and|or|±)[ -]?\d+(?:\.\d+)?)?[ -]?"
    r"(?P<unit2>min|mins|minutes?|h|hrs?|hours?|days?|d|weeks?|wks?|months?|years?)\b(?! of age)(?!-old)(?! old))"
)
#: No time stands without one of these.
_UNIT = Expression(r"day|week|month|hour|year|minute|wks?\b|hrs?\b|mins?\b|[0-9] ?-?[hd]\b")
#: "By the sixth month", "in the second week": a point in time told by its number in a row.
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_FIGURED = Expression(r"[123](?:st|nd|rd) ")  #: "1st", "2nd", "3rd": the rest end in "th"
_NTH = Expression(
    rf"\b(?:the|up to) ({'|'.join(_ORDINALS)}) (hour|day|week|month|year)\b|"
    r"\b(?P<nth>\d{1,2})(?:st|nd|rd|th) (?P<of>h|hour|day|week|month|year)\b"
)
_HOURS = {"min": 1 / 60, "h": 1.0, "d": 24.0, "w": 168.0, "month": 730.0, "y": 8766.0}
_NOT_A_POINT = Expression(
    r"^\W{0,2}(?:infusions?|periods?|course|regimen|treatment phase|study|trial|wash-?out|intervals?|infused|"
    r"of treatment|apart|per week|a week|times)"
)
_OVER = Expression(
    r"(?:\bover(?: a)?(?: period of)?|\bfor|\bevery|\bper|\blast(?: the)?|\baged?|\bprevious|\bpast|×|x|/|\bduring) ?$"
)

#: "Mean age 53.1 years", "age ≥ 50 years": how old they are.
_AGE = Expression(r"\bage[ds]?\b[^;]{0,18}$")


def _unit_hours(unit: str) -> float:
    if unit.startswith("mo"):
        return _HOURS["month"]
    if unit.startswith("mi"):
        return _HOURS["min"]
    return _HOURS[unit[0]]


def times(folded: str) -> list[tuple[float, int]]:
    """Points in time, in hours, with their places: "24 h post-infusion", "day 2", "at 4 weeks".

    Lengths of infusions are left out.
    """
    found: list[tuple[float, int]] = []
    for match in _TIME.finditer(folded) if _UNIT.found(folded) else ():
        number, unit = match["num1"] or match["num2"], match["unit1"] or match["unit2"]
        if unit == "d" and not match["num2"][0].isdigit():
            continue
        before, after = folded[max(0, match.start() - 24) : match.start()], folded[match.end() : match.end() + 20]
        if unit[0] == "y" and _AGE.found(before):
            continue
        if match["num2"] and (
            _NOT_A_POINT.match(after) or (_OVER.found(before) and unit[0] in "m" and unit[1:2] == "i")
        ):
            continue
        value = 1.0 if number in ("a", "an") else float(number) if number[0].isdigit() else float(to_int(number) or 0)
        found.append((value * _unit_hours(unit), match.start()))
    if "th " in folded or "first " in folded or "second " in folded or "third " in folded or _FIGURED.found(folded):
        for match in _NTH.finditer(folded):
            nth = int(match["nth"]) if match["nth"] else _ORDINALS.index(match[1]) + 1
            found.append((nth * _unit_hours(match["of"] or match[2]), match.start()))
    return found
