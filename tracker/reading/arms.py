"""Arms: the people counted arm by arm, added up where only arms are given."""

from __future__ import annotations

from tracker.reading.counts import PEOPLE, RANDOMISED, Count, own_sentences
from tracker.reading.document import Document, Sentence
from tracker.reading.expressions import Expression, expression
from tracker.reading.numbers import NUMBER, to_int

#: "(n = 12)" after such words is a part of an arm, or no people.
_NO_ARMS = Expression(
    r"(?:responders?|remitt\w*|studies|trials)s? ?[(,] ?n ?=|\b(?:entire|whole|total|full) [^()]{0,25}\(n ?=|"
    r"\ba sub(?:set|sample|group) of [^()]{0,40}\(n ?=|"
    r"respond|remit|\d ?%[ ,;(]{0,3}n ?=|n ?= ?\d+[,;]? ?\(?\d+(?:\.\d+)? ?%(?! (?:fe)?male| (?:wo)?men)|"
    r"(?:(?:fe)?males?|(?:wo)?men) ?[(,] ?n ?=[^.]*\b(?:(?:fe)?males?|(?:wo)?men) ?[(,] ?n ?="
)
_ARM_SIZE = Expression(rf"\(? ?n ?= ?(\d{{1,6}})\b|\((\d{{1,6}}) {PEOPLE}\)")

_ARM_WORDS = Expression(
    rf"\b({NUMBER}) (?:[a-z-]+ ){{0,2}}?(?:{PEOPLE} )?(?:were |was )?(?:received|receiving|underwent|assigned to|"
    rf"randomized to|randomised to|allocated to|treated with|to (?:the )?)(?: (?:the|an?|either|iv|intravenous|"
    rf"oral|infusion of|single)){{0,3}} (?:[a-z0-9./-]+ ){{0,3}}?[a-z][a-z-]{{2,}}"
)

#: "12 were randomised to the drug, and 10 to placebo"; "22 patients received it compared with 20 patients who …".
_TO_EACH = Expression(
    rf"\b({NUMBER}) (?:(?:[a-z-]+ ){{0,3}}?{PEOPLE} )?(?:were |was )?(?:randomi[sz]ed|assigned|allocated|"
    rf"randomly assigned) to [^.;]{{2,80}}?,? and ({NUMBER}) (?:{PEOPLE} )?(?:were (?:\w+ )?)?to\b"
)

#: "32 subjects received one and 29 received the other"; "435 were screened, 227 randomised".
_AND_RECEIVED = Expression(
    rf"\b({NUMBER}) (?:(?:[a-z-]+ ){{0,3}}?{PEOPLE} )?(?:[a-z-]+ )?(?:received|underwent|were given|were treated) "
    rf"(?:[^.;]|\.(?=\d)){{2,110}}?,? (?:and|while|whereas) ({NUMBER}) (?:{PEOPLE} )?(?:received|underwent|were given|"
    r"were treated|were in)"
)

#: "The one cohort included 165 patients, and the other cohort included 156 patients".
_EACH_INCLUDED = Expression(
    rf"(?:cohort|group|arm)s? (?:included|comprised|consisted of|contained) ({NUMBER}) {PEOPLE}"
    rf"(?: \([^()]*\))?[^.;]{{0,60}}?(?:and|while|whereas) "
    rf"[^.;]{{0,60}}?(?:cohort|group|arm)s? (?:included|comprised|consisted of|contained) ({NUMBER})\b"
)
#: "We compared 17 patients who had had it and 23 patients who had not".
_SIDE_BY_SIDE = Expression(
    rf"\bcompar(?:ed|ing|es) ({NUMBER}) (?:[a-z-]+ ){{0,3}}?{PEOPLE} [^.;]{{0,120}}? (?:and|with|"
    rf"to) ({NUMBER}) (?:[a-z-]+ ){{0,3}}?{PEOPLE}\b"
)
#: In reviews: "73 subjects in parallel arms and 110 in cross-over designs", "90 patients receiving it and 85 controls".
_IN_REVIEWS = Expression(
    rf"\b({NUMBER}) {PEOPLE} (?:in parallel arms|(?:receiving|treated with) [a-z-]+|in the [a-z-]+ (?:group|"
    rf"arm)),? and ({NUMBER}) (?:{PEOPLE}|controls|comparisons)\b|"
    r"\bgroup:? n ?= ?(\d+)[;,] [\w -]{2,40} group:? n ?= ?(\d+)"
)
_COMPARED = Expression(
    rf"\b({NUMBER}) (?:[a-z-]+ ){{0,2}}{PEOPLE} [^.;]{{0,60}}\b(?:received [^.;]{{3,60}}?|enrolled|included|recruited)"
    rf"(?: and)?(?: were)? compared (?:with|to) ({NUMBER}) (?:[a-z-]+ ){{0,2}}{PEOPLE}"
)


#: "26 users, 25 former users, and 56 controls": people counted group by group, nothing between but commas and "and".
_GROUP = (
    rf"({NUMBER})(?! ?(?:%|mg|to \d))"
    rf"((?:[ -](?!(?:of|in|were|was|had)\b)(?:\(?[a-z≥<>/'+-][a-z0-9≥<>/'+-]*\)?)){{1,7}}?)"
)
_AND = (
    r"(?: \([^()]*\))?,? (?:and|versus|vs\.?|or|(?:were )?compared (?:with|to)|and compared (?:with|to))"
    r"(?: also| another| an additional)?(?: with| in| between| to)? "
)
_GROUPS = Expression(
    rf"(?<![\d.,(=/])\b{_GROUP}(?:(?:(?: \([^()]*\))?, |{_AND}){_GROUP})?{_AND}{_GROUP}(?= ?[,.;:(]| [a-z]|$)"
)
_GROUPS_CUE = Expression(
    r"\b(?:between|compared|comparing|of|in|from|included?|including|recruited|enrolled|tested|assessed|"
    r"examined|studied|"
    r"comprised|comprising|involving|with|on|after|report\w*) (?:the \w+ (?:performance|data) of )?(?:a total of )?$"
)
#: "In a survey, 360 users and 303 others were asked": they are the sentence's subject.
_WERE = Expression(r"[^.;,]{0,40}\b(?:were|took|underwent|completed|participated|received)\b")
_PARTS = Expression(
    r"\b(?:fe)?males?\b|\b(?:wo)?men\b|respon|remi[ts]|relaps|drop|withdr|complet|screen|exclu|years?\b|week|"
    r"month|day\b|"
    r"studies|trials|hours|sessions|infusions|sites|centers|items|points|rats|mice|doses?\b|"
    r"\bh\b|\bmin\b|\b(?:underwent|participated|achieved|showed|met|reported|maintained|were|was|before|after|prior)\b"
)

_ASIDE = Expression(r"\([^()]*\)")
#: "In each group, 100 patients were examined", "two groups of 30", "(n = 30 each)".
_EACH = Expression(
    rf"\b({NUMBER}) (?:{PEOPLE} )?(?:in |per |for )?each(?: (?:group|arm))?\b|"
    rf"\b({NUMBER}) (?:{PEOPLE} )?per (?:group|arm)\b|"
    rf"\bin each (?:group|arm),? ({NUMBER}) {PEOPLE}|\b({NUMBER}) {PEOPLE} (?:\w+ )?in each (?:[a-z]+ )?groups?\b|"
    rf"\bn ?= ?(\d+)(?: {PEOPLE})?,? ?(?:in |per |for )?each\b|"
    rf"\bn ?= ?(\d+) ?(?:/|per )(?:group|arm)|\bn ?= ?(\d+) in all (?:groups|arms)|\bgroups of ({NUMBER})\b",
    only_with=("each", "per group", "per arm", "/group", "/arm", "in both", "in all", "groups of"),
)
#: "54 women each were randomised to the drug and to saline".
_EACH_TO_TWO = Expression(
    rf"\b({NUMBER}) {PEOPLE} each (?:were|was) (?:\w+ )?(?:randomi[sz]ed|assigned|allocated) to (?:the )?[\w-]+ "
    rf"(?:and|or) |\bn ?= ?({NUMBER}) in both (?:groups|arms)|"
    rf"\b({NUMBER}) {PEOPLE} in each of (?:the )?[\w-]+ (?:\([^()]*\) )?and [\w-]+ (?:\([^()]*\) )?(?:groups|arms)"
)
_HOW_MANY_GROUPS = Expression(
    r"\b(two|three|four|five|[2-5]) (?:[a-z-]+ ){0,2}?(?:groups|arms)\b|\b(?:into|to) (two|three|four|[2-4])\b|"
    r"\b(group) (?:i|1|a) and (?:group )?(?:ii|2|b)\b"
)
_EQUAL = Expression(
    rf"\b({NUMBER}) (?:[a-z-]+ ){{0,3}}{PEOPLE}[^.;]{{0,60}} (?:an equal number of|the same number of|as many) "
    rf"(?:[a-z-]+ ){{0,4}}(?:controls?|{PEOPLE})"
)


def sum_of_arms(document: Document, review: bool = False) -> Count | None:
    """Arms added where only arms are given: the first way of giving them that a sentence shows.

    For: "oral (N=30) or infused (N=31)" is 61. Against: "(n = 12 responders)", "20 men and 22 women". In a review the
    brackets hold single studies: only "99 received the drug and 96 received placebo" is added up.
    """
    for sentence in own_sentences(document):
        if not _MAY_COUNT.found(sentence.folded):
            continue
        for way in (_to_each_arm,) if review else _WAYS:
            found = way(sentence)
            if found is not None:
                return found
    return None if review else _groups_times_size(document) or _one_after_another(document) or _in_groups(document)


_MAY_COUNT = Expression(
    r"\d|\b(?:ten|eleven|twelve|[a-z]+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b"
)
_COUNTED = Expression(
    rf"{RANDOMISED.pattern}|receiv|assign|compris|divid|group|compar|assessed|complet|participat|enrol|recruit|includ|"
    rf"control|tested|examined|investigat|studied|underwent|analy|pooled|versus|measure|characteristic|defined|"
    rf"drawn|dose of"
)


def sums_in(sentence: Sentence) -> list[Count]:
    """The sums that one sentence shows, whichever way it gives its arms."""
    return [found for way in _WAYS if (found := way(sentence)) is not None]


def _in_brackets(sentence: Sentence) -> Count | None:
    """ "users (n = 18) and controls (n = 16) were assessed" is 34."""
    text = sentence.folded
    sizes = [int(n or people) for n, people in _ARM_SIZE.findall(text)]
    half = len(sizes) // 2
    if half > 1 and sizes[:half] == sizes[half:]:  # the same arms, told twice
        sizes = sizes[:half]
    even = (
        2 <= len(sizes) <= 6
        and min(sizes) >= 4
        and max(sizes) <= 6 * min(sizes)
        and (len(sizes) == 2 or max(sizes) != sum(sizes) - max(sizes))
    )
    if even and _COUNTED.found(text) and not _NO_ARMS.found(text):
        return Count(sum(sizes), 4.4, sentence, 0, parts=tuple(sizes))
    return None


def _to_each_arm(sentence: Sentence) -> Count | None:
    """ "12 were randomised to the drug, and 10 to placebo" is 22."""
    for pattern in (_TO_EACH, _COMPARED, _AND_RECEIVED, _EACH_INCLUDED, _SIDE_BY_SIDE, _IN_REVIEWS):
        pair = pattern.search(sentence.folded)
        told = [n for n in pair.groups() if n] if pair else []
        if pair and (first := to_int(told[0])) and (second := to_int(told[1])) and first > 3 and second > 3:
            return Count(first + second, 9.0, sentence, pair.start(), parts=(first, second))
    return None


def _as_many_again(sentence: Sentence) -> Count | None:
    """ "18 patients and an equal number of controls" is 36."""
    match = _EQUAL.search(sentence.folded)
    value = to_int(match[1]) if match else None
    return Count(2 * value, 8.0, sentence, match.start(), parts=(value, value)) if match and value else None


def _group_by_group(sentence: Sentence) -> Count | None:
    """ "between 19 older and 116 younger adults" is 135. Against: "20 men and 22 women"."""
    text = sentence.folded
    for match in _GROUPS.finditer(text):
        told = text[match.start() : match.end() + 40]
        if not expression(rf"\b(?:{PEOPLE}|controls?)\b").found(told) or _PARTS.found(_ASIDE.sub("", match[0])):
            continue
        before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 60]
        told_of = before.endswith((", ", ": ")) and ("compared" in match[0] or _WERE.match(after))
        if match.start() > 2 and not told_of and not _GROUPS_CUE.found(before):
            continue
        values = [to_int(n) or 0 for n in (match[1], match[3], match[5]) if n]
        whole_and_parts = values[0] >= sum(values[1:]) and len(values) > 2
        if min(values) >= 5 and not whole_and_parts and not any(1980 <= v <= 2035 for v in values):
            return Count(sum(values), 7.5, sentence, match.start(), parts=tuple(values))
    return None


def _received(sentence: Sentence) -> Count | None:
    """ "15 patients received the one and 14 the other": two counts of people, each with what they got."""
    if not _COUNTED.found(sentence.folded):
        return None
    values = [a for a in map(to_int, _ARM_WORDS.findall(sentence.folded)) if a and a > 2]
    return Count(sum(values), 4.3, sentence, 0, parts=tuple(values)) if len(values) >= 2 else None


def _by_sex(sentence: Sentence) -> Count | None:
    """ "15 males and 5 females were given it" is 20. Against: "40 patients (25 men and 15 women)"."""
    match = _SEXES.search(sentence.folded)
    if match is None or match[2][0] == match[4][0]:
        return None
    if sentence.folded.endswith(", ", 0, match.start()) and _A_COUNT.found(sentence.folded[: match.start()]):
        return None
    first, second = to_int(match[1]), to_int(match[3])
    return Count(first + second, 4.2, sentence, match.start(), parts=(first, second)) if first and second else None


_A_COUNT = Expression(rf"\b{NUMBER} (?:[a-z-]+ ){{0,4}}{PEOPLE}\b")
_SEXES = Expression(
    rf"(?<!\()\b({NUMBER}) (?:healthy |adult )?((?:fe)?males?|(?:wo)?men) and ({NUMBER}) (?:healthy |"
    rf"adult )?((?:fe)?males?|(?:wo)?men)\b"
)
_WAYS = (_in_brackets, _to_each_arm, _as_many_again, _group_by_group, _received, _by_sex)


def _groups_times_size(document: Document) -> Count | None:
    """ "divided into three groups … 40 in each group" is 120."""
    own = own_sentences(document)
    for sentence in own:
        both = _EACH_TO_TWO.search(sentence.folded)
        if both and (half := to_int(next(g for g in both.groups() if g))) and half > 3:
            return Count(2 * half, 7.5, sentence, both.start(), parts=(half, half))
        size = _EACH.search(sentence.folded)
        value = to_int(next(g for g in size.groups() if g)) if size else None
        if size is None or not value or value < 4 or not RANDOMISED.found(" ".join(s.folded for s in own)):
            continue
        for other in own:
            groups = _HOW_MANY_GROUPS.search(other.folded)
            many = (2 if groups[3] else to_int(groups[1] or groups[2])) if groups else None
            if many:
                return Count(many * value, 4.4, sentence, size.start(), parts=(value,) * many)
    return None


_IN_A_GROUP = Expression(rf"\b({NUMBER}) {PEOPLE} in the ([a-z-]+(?: [a-z-]+)?) (?:group|arm)\b")


def _in_groups(document: Document) -> Count | None:
    """ "52 patients in the treatment group had … 50 patients in the control group had …" are 102."""
    sizes: dict[str, int] = {}
    first: Sentence | None = None
    for sentence in own_sentences(document):
        for match in _IN_A_GROUP.finditer(sentence.folded):
            first = first or sentence
            sizes[match[2]] = max(sizes.get(match[2], 0), to_int(match[1]) or 0)
    if first is None or len(sizes) < 2 or min(sizes.values()) < 4 or max(sizes.values()) > 4 * min(sizes.values()):
        return None
    return Count(sum(sizes.values()), 2.5, first, 0, parts=tuple(sizes.values()))


#: "A second group (n = 24)": each group has a sentence of its own.
_NTH = Expression(
    r"\b(?:initial|first|second|third|other|another|original|confirmatory|replication|discovery|"
    r"validation) (?:group|sample|cohort) "
    r"?\(n ?= ?(\d{1,6})\)"
)


def _one_after_another(document: Document) -> Count | None:
    """ "An initial group (n = 31) …" and, later, "A second group (n = 24) …" are 55."""
    own = [(s, int(m[1])) for s in own_sentences(document) for m in [_NTH.search(s.folded)] if m]
    if len(own) < 2:
        return None
    return Count(sum(n for _, n in own), 4.4, own[0][0], 0, parts=tuple(n for _, n in own))
