"""Names that one file uses and another holds."""

from pathlib import Path

import pytest

from tests.registry.fictional import edited, write
from tests.registry.test_load import one, problems, warnings
from tracker.registry.findings import Findings
from tracker.registry.load import read_registry

CLAIMS = "claims/efficacy.yaml"
TOPIC = "topics/gloom.yaml"


def test_a_topic_names_claims_that_there_are_each_once(tmp_path: Path) -> None:
    """A misspelt claim gets a suggestion; a double one is told."""
    topic = edited(TOPIC, ("[gloom-lifts, gloom-stays]", "[gloom-lift]"))
    (found,) = problems(write(tmp_path, topics_gloom=topic))
    assert "Did you mean 'gloom-lifts'?" in found
    topic = edited(TOPIC, ("[gloom-lifts, gloom-stays]", "[gloom-lift, gloom-lifts, gloom-lifts]"))
    found = problems(write(tmp_path, topics_gloom=topic))
    assert one(found, "no claim") == (
        "queries/topics/gloom.yaml:13:10: There is no claim 'gloom-lift'. Did you mean 'gloom-lifts'?"
    )
    assert "gloom.yaml:13:35: The claim 'gloom-lifts' stands twice" in one(found, "twice")


def test_a_comparable_claim_belongs_to_a_topic(tmp_path: Path) -> None:
    """Otherwise no study could ever be held against it; one that is not comparable may stand alone."""
    topic = edited(TOPIC, ("[gloom-lifts, gloom-stays]", "[]"))
    (found,) = problems(write(tmp_path, topics_gloom=topic))
    assert found.startswith(
        "queries/claims/efficacy.yaml:1:1: 'gloom-lifts' can be compared with studies, and no topic"
    )


def test_sources_name_articles_that_there_are(tmp_path: Path) -> None:
    """The place is that of the article's id."""
    claims = edited(CLAIMS, ('"000", words: "lifts gloom"', '"00", words: "lifts gloom"'))
    (found,) = problems(write(tmp_path, claims_efficacy=claims))
    assert found == "queries/claims/efficacy.yaml:8:17: There is no article '00'. Did you mean '000'?"


@pytest.mark.parametrize(
    ("tension", "words"),
    [
        ("gloom-lifts", "cannot be in tension with itself"),
        ("gloom-stay", "There is no claim 'gloom-stay'. Did you mean 'gloom-stays'?"),
    ],
)
def test_tensions_name_other_claims(tmp_path: Path, tension: str, words: str) -> None:
    """Not the claim itself, and none that is not there."""
    claims = edited(CLAIMS, ("claim: gloom-stays", f"claim: {tension}"))
    found = problems(write(tmp_path, claims_efficacy=claims))
    assert one(found, words).startswith("queries/claims/efficacy.yaml:10:")


def test_a_tension_is_named_on_both_sides(tmp_path: Path) -> None:
    """The mend says where the other half belongs."""
    claims = edited(CLAIMS, ('  tensions:\n    - {claim: gloom-lifts, why: "One says so, the other not."}\n', ""))
    (found,) = problems(write(tmp_path, claims_efficacy=claims))
    assert "'gloom-stays' does not name this tension in return." in found
    assert "Add the tension with 'gloom-lifts' at queries/claims/efficacy.yaml:14." in found


def test_a_comparable_claim_without_rule_is_a_warning(tmp_path: Path) -> None:
    """The files can be used; the maintainer is told that nothing will be held against the claim."""
    claims = edited(CLAIMS, ("  rule: {reader: benefit, outcomes: [gloom]}\n", ""))
    assert "has no rule" in one(warnings(write(tmp_path, claims_efficacy=claims)), "gloom-lifts")


def test_a_rule_that_is_wrong_is_not_missing(tmp_path: Path) -> None:
    """What is wrong with it is told where it stands; nobody is asked to add one."""
    claims = edited(CLAIMS, ("rule: {reader: benefit,", "rule: {reader: benfit,"))
    findings = Findings()
    read_registry(write(tmp_path, claims_efficacy=claims), findings)
    assert any("benfit" in str(problem) for problem in findings.errors)
    assert not any("has no rule" in str(problem) for problem in findings.warnings)


def test_a_block_that_no_search_uses_is_a_warning(tmp_path: Path) -> None:
    """It may be a name mistyped; one used by another block counts as used."""
    subject = edited("subject.yaml", ("blocks:\n", "blocks:\n  sun: sunwater[tiab]\n"))
    assert "No search uses the block {sun}" in one(warnings(write(tmp_path, subject=subject)), "sun")
    inside = edited(
        "subject.yaml",
        ("blocks:\n", "blocks:\n  sun: sunwater[tiab]\n"),
        ('"Moonwater"[mh]', '{sun} OR "Moonwater"[mh]'),
    )
    assert warnings(write(tmp_path, subject=inside)) == []
