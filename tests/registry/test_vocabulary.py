"""The vocabulary: names that one entry uses and another is."""

from pathlib import Path

import pytest

from tests.registry.fictional import write
from tests.registry.test_load import one, problems

GLOOM = "gloom: {terms: [gloom*], benefit: lower, illness: %s}\n"


@pytest.mark.parametrize(
    ("illness", "mend"), [("gloomines", "Did you mean 'gloominess'?"), ("winter", "Correct illness.")]
)
def test_an_illness_is_a_condition(tmp_path: Path, illness: str, mend: str) -> None:
    """A misspelt one would silently say of nobody what they have; it is told with its place and a suggestion."""
    conditions = "gloominess: {terms: [gloominess]}\n"
    queries = write(tmp_path, vocabulary_outcomes=GLOOM % illness)
    (queries / "vocabulary" / "conditions.yaml").write_text(conditions)
    found = one(problems(queries), f"'{illness}', which is not in conditions")
    assert found.startswith("queries/vocabulary/outcomes.yaml:1:")
    assert found.endswith(mend)


def test_a_form_is_of_a_drug(tmp_path: Path) -> None:
    """The same for a form of a drug."""
    drugs = "moonwater: {terms: [moonwat*], watched: true}\nmoonsalt: {terms: [moonsalt], form_of: moonwatr}\n"
    found = problems(write(tmp_path, vocabulary_drugs=drugs))
    assert "Did you mean 'moonwater'?" in one(found, "which is not in drugs")
