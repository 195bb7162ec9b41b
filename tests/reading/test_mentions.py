"""Mentions of the vocabulary."""

from tracker.model.vocabulary import Benefit, Concept, ConceptKind, Vocabulary
from tracker.reading.mentions import CUE, Lexicon
from tracker.reading.text import fold

WORDS = Vocabulary(
    concepts=(
        Concept(
            id="gloom",
            kind=ConceptKind.OUTCOME,
            terms=("gloom", "gloom score*"),
            scales=("GLS",),
            benefit=Benefit.LOWER,
        ),
        Concept(id="stubborn", kind=ConceptKind.CONDITION, terms=("stubborn gloom",)),
        Concept(id="plain", kind=ConceptKind.CONDITION, terms=("gloom",)),
    )
)


def found(text: str) -> list[tuple[str, str]]:
    return [(m.id, text[m.start : m.end]) for m in Lexicon(WORDS).find(text, fold(text)) if m.kind != CUE]


def test_whole_words_only_unless_the_term_is_open() -> None:
    """For: "gloom scores". Against: "gloomy"."""
    assert ("gloom", "gloom score") in found("Mean gloom scores fell")
    assert found("A gloomy day") == []


def test_capitals_matter_where_the_term_has_them() -> None:
    """For: the scale's name. Against: the same letters in small."""
    assert found("the GLS fell") == [("gloom", "GLS")]
    assert found("the gls fell") == []


def test_a_longer_term_of_a_kind_hides_a_shorter_one() -> None:
    """Stubborn gloom is not also plain gloom; the outcome of the same name stays."""
    assert [id for id, _ in found("Stubborn gloom")] == ["stubborn", "gloom"]


def test_a_non_before_a_term_is_another_word() -> None:
    """Against: "non-gloom"."""
    assert found("non-gloom patients") == []
