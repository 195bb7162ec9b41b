"""Words, phrases, truncation and proximity in folded text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from tracker.model.folding import fold
from tracker.query.fields import Field
from tracker.query.recordtext import BARRIER, RecordText, Test
from tracker.query.spotter import Spotter

LEAST_LETTERS = 4
"""Letters that PubMed wants before an asterisk."""

# fmt: off
STOPWORDS = frozenset({
    "a", "about", "again", "all", "almost", "also", "although", "always", "among", "an", "and", "another",
    "any", "are", "as", "at", "be", "because", "been", "before", "being", "between", "both", "but", "by", "can",
    "could", "did", "do", "does", "done", "due", "during", "each", "either", "enough", "especially", "etc",
    "for", "found", "from", "further", "had", "has", "have", "having", "here", "how", "however", "i", "if",
    "in", "into", "is", "it", "its", "itself", "just", "kg", "km", "made", "mainly", "make", "may", "mg",
    "might", "ml", "mm", "most", "mostly", "must", "nearly", "neither", "no", "nor", "obtained", "of", "often",
    "on", "our", "overall", "perhaps", "pmid", "quite", "rather", "really", "regarding", "seem", "seen",
    "several", "should", "show", "showed", "shown", "shows", "significantly", "since", "so", "some", "such",
    "than", "that", "the", "their", "theirs", "them", "then", "there", "therefore", "these", "they", "this",
    "those", "through", "thus", "to", "upon", "use", "used", "using", "various", "very", "was", "we", "were",
    "what", "when", "which", "while", "with", "within", "without", "would",
})
# fmt: on
"""Words that PubMed leaves out of an untagged search (PubMed User Guide, "Stopwords")."""


def needle(text: str) -> str:
    """A term as it stands in a folded text: between spaces, or (truncated) after one; "" where nothing is left."""
    words = fold(text).split()
    if not words:
        return ""
    last_is_open = text.rstrip().endswith("*") and (len(words) > 1 or len(words[0]) >= LEAST_LETTERS)
    return f" {' '.join(words)}" + ("" if last_is_open else " ")


_TEXTS: dict[Field, Callable[[RecordText], str]] = {
    Field.TITLE_ABSTRACT: lambda record: record.title_abstract,
    Field.TITLE: lambda record: record.title,
    Field.ABSTRACT: lambda record: record.abstract,
    Field.KEYWORD: lambda record: record.keywords,
    Field.TEXT_WORD: lambda record: record.text_words,
    Field.ALL: lambda record: record.everything,
    Field.OTHER_TITLE: lambda record: record.vernacular,
}


def text_test(field: Field, sought: str, spotter: Spotter) -> Test:
    """Is the needle in this field of a record?"""
    if field is Field.TITLE_ABSTRACT:
        return any_test([sought], spotter)
    text_of = _TEXTS[field]
    return lambda record: sought in text_of(record)


def any_test(sought: Iterable[str], spotter: Spotter) -> Test:
    """Is one of the needles in title, abstract or keywords?"""
    wanted = spotter.numbers(sought)
    return lambda record: not wanted.isdisjoint(record.spotted(spotter))


def near_test(field: Field, text: str, distance: int, spotter: Spotter) -> Test:
    """Do all the words stand in one text, in any order, with at most `distance` other words among them?

    PubMed User Guide, "Proximity searching": "cold wind"[tiab:~4] finds them with four words or fewer in between.
    """
    wanted = fold(text).split()
    text_of = _TEXTS[field]
    there = [any_test([f" {word} "], spotter) for word in wanted]

    def test(record: RecordText) -> bool:
        return all(each(record) for each in there) and any(
            _near(stretch.split(), wanted, distance) for stretch in text_of(record).split(BARRIER)
        )

    return test


def _near(words: Sequence[str], wanted: Sequence[str], distance: int) -> bool:
    """The smallest window with every wanted word (a repeated one as often as it is wanted) is tight enough."""
    need = {word: wanted.count(word) for word in wanted}
    spots = [(index, word) for index, word in enumerate(words) if word in need]
    have = dict.fromkeys(need, 0)
    first = 0
    for end, word in spots:
        have[word] += 1
        while all(have[each] >= count for each, count in need.items()):
            if end - spots[first][0] + 1 - len(wanted) <= distance:
                return True
            have[spots[first][1]] -= 1
            first += 1
    return False


_INVERTED = re.compile(r"([^,]+), ([^,]+)")
_NAMED_AFTER = re.compile(r"([A-Z]\w+) (Disease|Syndrome)")


def as_spoken(name: str) -> tuple[str, ...]:
    """A heading as texts have it: "Disorder, Such" also as "Such Disorder", "Puddle Disease" as "Puddle's Disease"."""
    if inverted := _INVERTED.fullmatch(name):
        return name, f"{inverted[2]} {inverted[1]}"
    if named := _NAMED_AFTER.fullmatch(name):
        return name, f"{named[1]}'s {named[2]}"
    return (name,)
