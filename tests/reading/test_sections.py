"""Sections by inline labels."""

import pytest

from tracker.reading.sections import split_sections


def roles(abstract: str) -> list[tuple[str, str]]:
    return [(s.role, abstract[s.start : s.end].strip()) for s in split_sections(abstract)]


def test_labels_give_roles_and_are_left_out() -> None:
    """Structured abstracts fall into their labelled parts."""
    text = "BACKGROUND: Why. METHODS: How. RESULTS: What. CONCLUSIONS: So what."
    assert roles(text) == [
        ("background", "Why."),
        ("methods", "How."),
        ("results", "What."),
        ("conclusion", "So what."),
    ]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Objective: To see. Methods: We saw. Results: It was so. Conclusion: Yes.", "results"),
        ("Aim:: To see. Methods:: We saw. Results:: It was so. Conclusion:: Yes.", "results"),
        ("Rationale: Why. Objective and methods: We saw. Results: It was so.", "methods"),
        ("IntroductionWe wondered. MethodsWe saw. ResultsIt was so. ConclusionYes.", "results"),
        ("OBJECTIVE To see.METHODS We saw.RESULTS It was so.CONCLUSION Yes it was.", "results"),
    ],
)
def test_other_ways_of_labelling_are_known(text: str, role: str) -> None:
    """Title case, double colons and labels glued to the text."""
    assert role in [found for found, _ in roles(text)]


def test_a_colon_in_a_sentence_is_no_label() -> None:
    """Against: a word of the list inside a running sentence."""
    assert [role for role, _ in roles("We asked the patients: are you well? They were.")] == ["unlabelled"]
    assert [role for role, _ in roles("It is told of RESULTS The Journal printed, and of METHODS It had.")] == [
        "unlabelled"
    ]


def test_no_text_has_no_section() -> None:
    """An empty abstract is empty."""
    assert split_sections("") == ()
