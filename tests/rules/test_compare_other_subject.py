"""Another subject is another set of words and claims, and no line of code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracker.model.claim import Claim, ClaimKind, Polarity
from tracker.model.claimrule import ClaimRule
from tracker.model.claimrule import Reader as Question
from tracker.model.verdict import Ground, Stance
from tracker.model.vocabulary import Benefit, Concept, ConceptKind, Role, Vocabulary
from tracker.reading import Reader
from tracker.registry.findings import Findings
from tracker.registry.vocabulary import load
from tracker.rules.compare import Comparer

ROOT = Path(__file__).parents[2]
WORDS = Vocabulary(
    concepts=(
        Concept(id="moonwort", kind=ConceptKind.DRUG, terms=("moonwort",), watched=True),
        Concept(id="hiccups", kind=ConceptKind.CONDITION, terms=("chronic hiccups",)),
        Concept(
            id="hiccup-count",
            kind=ConceptKind.OUTCOME,
            terms=("hiccup count*",),
            scales=("HCS",),
            benefit=Benefit.LOWER,
        ),
        Concept(id="sneezing", kind=ConceptKind.HARM, terms=("sneez*",)),
        Concept(id="saline", kind=ConceptKind.COMPARATOR, terms=("saline", "placebo"), role=Role.INERT),
    )
)


def claim(id: str, kind: ClaimKind, rule: ClaimRule) -> Claim:
    return Claim(
        id=id,
        statement="",
        kind=kind,
        polarity=Polarity.BENEFIT,
        scope="",
        supports="",
        challenges="",
        sources=(),
        rule=rule,
    )


CLAIMS = (
    claim(
        "stops-hiccups",
        ClaimKind.EFFICACY,
        ClaimRule(reader=Question.BENEFIT, outcomes=("hiccup-count",), conditions=("hiccups",)),
    ),
    claim("makes-sneeze", ClaimKind.SAFETY, ClaimRule(reader=Question.HARM_SEEN, harms=("sneezing",))),
)
METHODS = "METHODS: 60 patients with chronic hiccups were randomised to moonwort or saline. RESULTS: "


@pytest.mark.parametrize(
    ("result", "stances"),
    [
        (
            "Hiccup counts fell more with moonwort than with saline (p = .01).",
            {"stops-hiccups": (Stance.SUPPORTS, None)},
        ),
        (
            "Hiccup counts did not differ between moonwort and saline (p = .6).",
            {"stops-hiccups": (Stance.CHALLENGES, Ground.NOT_SHOWN)},
        ),
        (
            "Hiccup counts were significantly worse with moonwort than with saline (p = .01).",
            {"stops-hiccups": (Stance.CHALLENGES, Ground.AGAINST)},
        ),
        ("Sneezing occurred in 12 patients.", {"makes-sneeze": (Stance.SUPPORTS, None)}),
        ("No sneezing was seen.", {}),
        ("Sneezing did not predict the outcome.", {}),
    ],
)
def test_a_second_subject_is_read_with_its_own_words(
    result: str, stances: dict[str, tuple[Stance, Ground | None]]
) -> None:
    """The same mechanism reads whatever the files name."""
    appraisal = Reader(WORDS).appraise("Moonwort for chronic hiccups: a randomised trial", METHODS + result)
    assert {v.claim: (v.stance, v.ground) for v in Comparer(CLAIMS).compare(appraisal)} == stances


def test_the_same_in_mice_says_nothing_of_people() -> None:
    """Claims on efficacy and safety never rest on animals."""
    mice = Concept(id="rodent", kind=ConceptKind.ANIMAL, terms=("mice",))
    reader = Reader(Vocabulary(concepts=(*WORDS.concepts, mice)))
    appraisal = reader.appraise(
        "Moonwort for chronic hiccups in mice",
        "METHODS: Mice received moonwort. RESULTS: Hiccup counts fell in mice (p = .01).",
    )
    assert Comparer(CLAIMS).compare(appraisal) == ()


def test_the_code_of_reading_names_no_drug_and_no_scale() -> None:
    """Knowledge stays in the files: none of the shipped names stands in the code."""
    vocabulary, _ = load(ROOT / "queries", Findings())
    names = {t.rstrip("*").lower() for c in vocabulary.of(ConceptKind.DRUG) for t in c.terms}
    names |= {t.rstrip("*").lower() for c in vocabulary.concepts for t in c.scales}
    names = {name for name in names if len(name) >= 4 and name not in {"opioid", "opioids", "fast"}}
    for path in (*(ROOT / "tracker/reading").glob("*.py"), *(ROOT / "tracker/rules/compare").glob("*.py")):
        text = path.read_text(encoding="utf-8").lower()
        near = (name for name in names if name in text)
        found = {name for name in near if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)}
        assert not found, path.name
