"""Four fictional abstracts for each claim about which few studies exist: two that bear it out, two the other way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.rules.comparing import QUERIES, stances
from tracker.registry.load import load

#: Claims of which many studies tell, and the module beside this one whose tests name them.
COVERED_ELSEWHERE = {
    "access-rural": "test_compare_context",
    "trd-efficacy": "hardcases",
    "trd-rapid-onset": "hardcases",
    "faster-than-standard": "test_compare_mechanism",
    "trd-response-rate": "hardcases",
    "trd-few-doses-last": "hardcases",
    "trd-single-dose-fades": "hardcases",
    "trd-repeat-sustains": "hardcases",
    "trd-not-everyone": "hardcases",
    "real-world-effectiveness": "hardcases",
    "nasal-esketamine-works": "hardcases",
    "suicidality-rapid": "hardcases",
    "anxiety-efficacy": "hardcases",
    "ptsd-efficacy": "hardcases",
    "ocd-efficacy": "hardcases",
    "addiction-efficacy": "hardcases",
    "chronic-pain-efficacy": "hardcases",
    "bipolar-efficacy": "hardcases",
    "psychotherapy-combination": "test_compare_mechanism",
    "drug-combination": "test_compare_mechanism",
    "cognition-improves": "hardcases",
    "functioning-improves": "test_compare_phrases",
    "nmda-mechanism": "test_compare_mechanism",
    "synaptic-plasticity": "hardcases",
    "anti-inflammatory": "hardcases",
    "other-transmitters": "test_compare_mechanism",
    "side-effects-minimal": "hardcases",
    "side-effects-significant": "hardcases",
    "side-effects-transient": "hardcases",
    "side-effects-psychotomimetic": "hardcases",
    "side-effects-nausea-dizziness": "hardcases",
    "cardiovascular-rise": "hardcases",
    "long-term-safety-open": "hardcases",
}


@dataclass(frozen=True)
class Example:
    """stance: "supports", "challenges/<ground>" or "silent"."""

    name: str
    claim: str
    stance: str
    title: str
    abstract: str


def _examples() -> list[Example]:
    return [
        Example(f"{claim}-{number}", claim, **example)
        for path in sorted((Path(__file__).parent / "claimexamples").glob("*.yaml"))
        for claim, examples in YAML(typ="safe").load(path).items()
        for number, example in enumerate(examples, start=1)
    ]


EXAMPLES = _examples()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_a_claim_gets_the_verdict_that_a_careful_reader_gives(example: Example) -> None:
    """Stance and ground are as written, or the claim is silent."""
    assert stances(example.title, example.abstract).get(example.claim, "silent") == example.stance


def test_every_claim_in_the_examples_is_compared_with_studies() -> None:
    """A claim that was renamed, or is no longer compared, takes its examples along."""
    assert {example.claim for example in EXAMPLES} <= _compared()


def test_every_compared_claim_has_an_example_here_or_a_test_elsewhere() -> None:
    """A new claim comes with examples; a claim called covered is named in that module."""
    assert _compared() - {example.claim for example in EXAMPLES} == set(COVERED_ELSEWHERE)
    beside = Path(__file__).parent
    assert [c for c, module in COVERED_ELSEWHERE.items() if f'"{c}"' not in (beside / f"{module}.py").read_text()] == []


def test_each_claim_has_four_examples_that_go_two_ways() -> None:
    """Two that bear it out, and two that contradict it or leave it silent."""
    for claim in {example.claim for example in EXAMPLES}:
        told = [example.stance for example in EXAMPLES if example.claim == claim]
        assert (len(told), told.count("supports")) == (4, 2), claim


def _compared() -> set[str]:
    return {claim.id for claim in load(QUERIES).claims if claim.comparable and claim.rule is not None}
