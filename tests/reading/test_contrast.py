"""Two arms told side by side with their values."""

import pytest

from tracker.model.vocabulary import Benefit
from tracker.reading import Reader
from tracker.reading.contrast import drug_is_ahead

DRUGS = frozenset({"ketamine"})


@pytest.mark.parametrize(
    ("sentence", "benefit", "ahead"),
    [
        ("Scores fell by 15.9 points with ketamine and by 9.2 points with saline.", Benefit.LOWER, True),
        ("Scores fell by 9.2 points with ketamine and by 15.9 points with saline.", Benefit.LOWER, False),
        ("Scores had changed by -18 points with ketamine and by -11 points with saline.", Benefit.LOWER, True),
        ("Scores were 12.1 in the ketamine group and 18.3 in the placebo group.", Benefit.LOWER, True),
        ("Quality of life improved by 9 points with ketamine and by 4 points with saline.", Benefit.HIGHER, True),
        ("Scores fell by 15.9 points with ketamine.", Benefit.LOWER, None),
        ("Scores fell more with ketamine than with saline.", Benefit.LOWER, None),
        ("They had 0.5 mg with ketamine and 0.045 mg with saline.", Benefit.LOWER, None),
    ],
)
def test_the_arm_with_the_better_value_is_ahead(
    reader: Reader, sentence: str, benefit: Benefit, ahead: bool | None
) -> None:
    """By falls, signed changes and levels; nothing is said where one value stands alone, or it is a dose."""
    clause = reader.document("Title", "RESULTS: " + sentence).body[0].clauses[0]
    assert drug_is_ahead(clause, benefit, DRUGS) is ahead
