"""Controls: healthy people counted beside the patients."""

from __future__ import annotations

from tracker.reading import sections as part
from tracker.reading.counts import GAP_STOP, PEOPLE, Count, own_sentences
from tracker.reading.document import Document
from tracker.reading.expressions import Expression, expression
from tracker.reading.numbers import NUMBER, to_int

_PAIR = Expression(
    rf"\b({NUMBER})((?:[ -]\(?(?!\d+[ -])(?!was |were |for )[a-z0-9'/,+-]+\)?){{0,8}}?)[ -](?:{PEOPLE}|"
    rf"[a-z]{{2,4}})(?:\s*\([^)]*\))?(?: (?:with|suffering|who|from|meeting|diagnosed|undergoing|initiating|"
    rf"receiving|taking|treated|in)(?: [a-z0-9()'/,-]+){{1,12}}?)?,? (?:and|versus|vs\.?|"
    rf"as well as|,) (?:in )?({NUMBER})(?: (?:age|sex|gender|matched|healthy|non|normal|control|comparison|"
    rf"demographically|propensity|"
    rf"and|never|drug|sex-matched|age-|heathy|medication)[a-z-]*,?){{0,6}}? ?(?:controls?|healthy (?:controls?|"
    rf"volunteers?|subjects?|participants?|individuals)|volunteers|non-users|nonusers|hcs|control (?:subjects?|"
    rf"participants?)|{PEOPLE})\b",
    only_with=("control", "healthy", "volunteer", "non-user", "nonuser", "hcs", "comparison"),
)


def patients_and_controls(document: Document) -> Count | None:
    """ "18 patients and 18 healthy controls" is 36."""
    for sentence in own_sentences(document):
        for match in _PAIR.finditer(sentence.folded):
            if not expression(r"control|healthy|volunteer|non-?users|hcs|comparison").found(match[0][-60:]):
                continue
            if GAP_STOP.found(match[2]):
                continue
            first, second = to_int(match[1]), to_int(match[3])
            if first and second and first >= 4 and second >= 4:
                return Count(first + second, 8.0, sentence, match.start(), parts=(first, second))
    return None


_MATCHED = r"(?:(?:age|sex|gender|demographically|well)[\w-]*,? (?:and |- )?)*(?:matched )?"
_CONTROLS_APART = Expression(
    rf"\b({NUMBER}) {_MATCHED}(?:healthy|normal|unaffected)(?: matched)? (?:[a-z-]+ )?(?:controls?|volunteers|"
    rf"comparison|participants|subjects|individuals)\b|"
    rf"\b({NUMBER}) (?:[\w-]+,? ){{0,3}}?[\w-]*matched (?:healthy )?controls?\b|"
    r"\b(?:(?:healthy|normal|matched|unaffected) (?:[a-z-]+ )?controls?|healthy (?:volunteers|participants|subjects)|"
    r"(?:and|with) controls) ?\(n ?= ?(\d{1,5})\b"
)
_CONTROLS = Expression(r"control|healthy|normal|volunteers")


def with_controls(document: Document, patients: Count) -> Count:
    """ "Patients (n = 44) were scanned. … Healthy controls (n = 31) had one scan": 75; `patients` if none stand apart.

    Against: the sentence that counts the patients names the controls as well, so that they are in its count.
    """
    if patients.sentence.role == part.TITLE or _CONTROLS.found(patients.sentence.folded):
        return patients
    for sentence in own_sentences(document):
        if (
            sentence is patients.sentence
            or sentence.index < patients.sentence.index
            or sentence.role == part.CONCLUSION
        ):
            continue
        apart = _CONTROLS_APART.search(sentence.folded)
        value = to_int(apart[1] or apart[2] or apart[3]) if apart else None
        if apart and value and value >= 4:
            parts = (patients.value, value)
            return Count(sum(parts), patients.weight, patients.sentence, patients.start, parts=parts)
    return patients
