"""Abbreviations that an abstract explains itself."""

from __future__ import annotations

import pytest

from tests.rules.comparing import stances
from tracker.model.vocabulary import ConceptKind
from tracker.reading import Reader


def outcomes(reader: Reader, abstract: str) -> list[frozenset[str]]:
    return [s.ids(ConceptKind.OUTCOME) for s in reader.document("A fictional study", abstract).body]


def test_an_abbreviation_stands_for_what_it_was_explained_by(reader: Reader) -> None:
    """ "Working memory (WM) was tested. WM improved." is told of thinking, both times."""
    assert outcomes(reader, "Working memory (WM) was tested twice. Later WM improved.") == [{"cognition"}] * 2


@pytest.mark.parametrize(
    "abstract",
    [
        "Depression on the first postoperative day (POD) was rated. Later POD 3 followed.",  # ends with another word
        "Working memory was tested (NB). Later NB improved.",  # other letters
        "Working memory (WM) was tested. Later WMS improved.",  # another word
        "Working memory was tested. Later WM improved.",  # never explained
        "A quick (QK) look at working memory. Later QK improved.",  # no word begins with the first letter in that order
        "Awkward memory (WM) was tested. Later WM improved.",  # the letter is not at a word's start
    ],
)
def test_what_was_not_explained_stands_for_nothing(reader: Reader, abstract: str) -> None:
    """The letters have to be those of the words before the bracket, and the long form has to end with the name."""
    assert outcomes(reader, abstract)[1] == frozenset()


def test_the_vocabulary_knows_better(reader: Reader) -> None:
    """An abbreviation with a meaning of its own keeps it: a scale's name stays one."""
    abstract = "Function on the Sheehan disability scale (SDS) was rated. Later SDS fell."
    assert all(
        m.scale for s in reader.document("", abstract).body for m in s.mentions if s.text[m.start : m.end] == "SDS"
    )


def test_a_result_told_in_shorthand_gives_a_verdict() -> None:
    """Only the methods spell it out; the result is read all the same."""
    abstract = (
        "METHODS: In this open-label study 40 patients with major depression received ketamine; working memory (WM) "
        "was tested before and after. RESULTS: WM was significantly improved after six infusions (p = 0.009)."
    )
    title = "Ketamine and thinking in depression"
    assert stances(title, abstract)["cognition-improves"] == "supports"
    assert "cognition-improves" not in stances(title, abstract.replace("working memory (WM)", "a new test"))
