"""Sentences survive abbreviations, decimals and brackets."""

import pytest

from tracker.reading.sections import Section
from tracker.reading.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, Section("results", 0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "Scores fell more vs. Placebo at 0.5 mg.",
        "It fell (p < .05; d = 0.4).",
        "The gene was kept in E.COLI strains and in n.MAXIMUM.",
        "Drugs, e.g. Those of old, were used.",
        "Prof. J. Nobody gave 0.5 mg/kg i.v. Over 40 min.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    """A stop that ends no sentence does not cut."""
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "It fell (p < .05). Then it rose.",
        "It fell. 12 patients left.",
        "It fell.Then it rose.",
        "It fell by half.CONCLUSION It works.",
        "Did it fall? It did.",
        "It fell (66% response). fMRI showed nothing.",
    ],
)
def test_two_sentences_are_two(text: str) -> None:
    """A stop before a capital, a number, or a name with capitals in it cuts; before a capital also without a space."""
    assert len(sentences(text)) == 2
