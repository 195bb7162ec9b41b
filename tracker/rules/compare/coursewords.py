"""What is said of the course of a benefit: kept, lost, by how many, and how long after the dose."""

from __future__ import annotations

from tracker.model.appraisal import Finding
from tracker.reading.expressions import Expression, expression
from tracker.reading.numbers import NUMBER, percents, to_int
from tracker.rules.compare.evidence import folded

DAY = 24.0
MONTH = 28 * DAY  #: from here on a benefit has lasted, in the claims' words

AFTER_LAST = Expression(
    r"(?:after|following|since|post) (?:the )?(?:(?!first|initial)\w+ )?(?:last|final|end of|completion|treatment|"
    r"sixth|infusion|acute|discontinu)|follow-?up|post-?treatment|after (?:six|four|discontinu)|time to relapse|"
    r"relapsed?\b.{0,40}\bafter|months later|weeks later|without (?:further|additional)|post-?infusion|"
    r"post-\w+ administration|"
    r"off (?:the )?(?:drug|medication)|"
    r"\b(?:days?|weeks?|months?) (?:of|from) (?:the |their )?(?:last|final|sixth) (?:dose|infusion|injection|session)"
)
KEPT = Expression(
    r"\b(?:maintain(?:ed|s|ing)?|sustain(?:ed|s|ing)?|persist(?:ed|s|ing)?|remain(?:ed|s)?|"
    r"continu(?:ed|es) to (?:improve|fall|decline|decrease)|accumulat\w+|"
    r"kept|retain(?:ed|s)?|preserved|cumulative|held|throughout|enduring|"
    r"further (?:\w+ ){0,2}improve\w*|stable|lasted|lasting|durable|still in)\b"
)
LOST = Expression(
    r"no longer (?:an? |any )?(?:\w+ )?(?:significant|differ|superior|present|evident|seen|apparent|benefit|"
    r"effect)|lo?osing|"
    r"(?:gradually|symptoms) returned|lasted (?:for )?(?:(?:only|about|approximately|around|less|than|an?|average|mean|"
    r"median|of|up|to) )*(?:\d+|one|two|three|several|few) (?:days?|weeks?)\b|had (?:gone|disappeared|vanished)|"
    r"lost (?:significance|superiority|by|within|their|its)|rose again|wor[en] off|"
    r"not (?:maintained|sustained|persist|last)|returned to baseline|dissipat|waned|disappeared|short-lived|"
    r"time[- ]to[- ]relapse|began to relapse|(?:sharply )?declined from|"
    r"transient(?! (?:\w+ )?(?:increase|elevation|rise|change)s?\b)|had not relapsed"
)
NO_RELAPSE = Expression(
    r"\b(?:without|no|free (?:of|from)|none)\b (?:\w+ ){0,3}relaps|\bremain\w* (?:\w+ ){0,2}(?:well|relapse-free)"
)
_ALMOST_ALL = Expression(
    r"\b(?:all but (?:one|two|three|\d+)|most|the majority|all|almost all|nearly all)\b[^.;]{0,60}\brelaps"
)
_OF_THEM = Expression(
    rf"\bof (?:the |these |those )?({NUMBER}) (?:[\w-]+ ){{0,6}}[^.;]{{0,40}}?,? ({NUMBER}) (?:[\w-]+ ){{0,2}}(?:had )?"
    r"(?:relapsed|maintained|sustained|retained|remained)"
)


def share_kept(f: Finding) -> float | None:
    """The share (0-100) of people said to have kept or lost the benefit, whichever the sentence is about."""
    text = folded(f.quote.text)
    match = _OF_THEM.search(text)
    if match is not None:
        whole, some = to_int(match[1]) or 0, to_int(match[2]) or 0
        return 100 * some / whole if 0 < some <= whole else None
    told = [p.value for p in percents(text) if p.value > 4]
    return told[0] if len(told) == 1 or (told and max(told) - min(told) < 1) else None


def most_relapsed(f: Finding) -> bool:
    """ "All but one relapsed", "of the eleven who responded, seven relapsed", "80 % relapsed"."""
    text = folded(f.quote.text)
    if ("relaps" not in text and "recurred" not in text) or NO_RELAPSE.found(text) or "not relapsed" in text:
        return False
    if _ALMOST_ALL.found(text):
        return True
    share = share_kept(f)
    shares = [share] if share is not None else [p.value for p in percents(text) if p.value > 4]
    return bool(shares) and min(shares) >= 50 and expression(r"\b(?:relaps(?:ed|ing)|recurred)\b").found(text)
