"""Rules of single files: ids, identifiers, addresses, what a claim says of itself."""

from pathlib import Path

import pytest

from tests.registry.fictional import FILES, edited, write
from tests.registry.test_load import one, problems, warnings
from tracker.model.claim import ClaimKind
from tracker.registry.findings import Findings
from tracker.registry.load import load, read_registry


@pytest.mark.parametrize(
    ("name", "old", "new", "place", "words"),
    [
        ("subject.yaml", "id: moonwater", "id: Moon Water", "1:5", "cannot be the id of a subject"),
        ("subject.yaml", "digest_name: Research", "digest_name: Moonwater", "3:14", "names 'moonwater'"),
        ("subject.yaml", "crisis: [Call your local emergency number.]", "crisis: ['']", "5:10", "is empty"),
        ("subject.yaml", "blocks:", "crisis_in: {Xish: {name: Xish, lines: [Call]}}\nblocks:", "6:13", "no code"),
        ("subject.yaml", "blocks:", "crisis_in: {xx: {name: Xish, lines: []}}\nblocks:", "6:37", "lines"),
        ("mesh.yaml", "verified", "ui: D12\n  verified", "4:7", "no MeSH identifier"),
        ("mesh.yaml", '"Deep Gloom"', '"Gloom"', "6:14", "stands beneath itself"),
        ("mesh.yaml", '"Gloom":', '"moon-water":\n  narrower: []\n"MOON WATER":', "7:1", "is the same descriptor"),
        ("articles.yaml", "year: 1999", "year: 1199", "6:96", "at least 1800"),
        ("feeds.yaml", "https://journals", "ftp://journals", "3:8", "no web address"),
        ("feeds.yaml", "1234-5679", "1234-5678", "4:10", "check digit"),
        ("feeds.yaml", '["1234-5679"]', '["12345679"]', "4:10", "no ISSN"),
        ("feeds.yaml", "publisher: other", "publisher: naturre", "5:14", "Did you mean 'nature'?"),
        ("feeds.yaml", "imagined-letters:", "Imagined_Letters:", "1:1", "cannot be the id of a feed"),
        ("topics/gloom.yaml", "pmid: 12345678", "pmid: PMC123", "10:11", "should be a whole number"),
        ("topics/gloom.yaml", "doi: 10.1000/moon.1", "doi: moon.1", "11:10", "no bare DOI"),
        ("topics/gloom.yaml", "pmid: 12345678\n    doi: 10.1000/moon.1\n    ", "", "10:5", "neither pmid nor doi"),
        ("topics/gloom.yaml", "    note: made up", "  - pmid: 12345678", "12:5", "stands twice in must_find"),
        ("claims/efficacy.yaml", "comparable: true", "comparable: false", "1:1", "does not say why"),
        ("claims/efficacy.yaml", "comparable: true", "comparable: true\n  why_not_comparable: x", "1:1", "yet says"),
        ("claims/efficacy.yaml", "state_model: states", "state_model: none", "1:1", "how the ledger speaks"),
        ("claims/efficacy.yaml", "state_model: none", "state_model: seen", "14:1", "no study can give it a state"),
        ("claims/efficacy.yaml", "words: \"lifts gloom\"", "words: ' '", "8:31", "is empty"),
        ("claims/efficacy.yaml", "gloom-stays:\n", "gloom_stays:\n", "14:1", "cannot be the id of a claim"),
    ],
)  # fmt: skip
def test_each_rule_is_told_at_its_place(tmp_path: Path, name: str, old: str, new: str, place: str, words: str) -> None:
    """File, line, column and a sentence."""
    key = name.replace("/", "_").removesuffix(".yaml")
    found = one(problems(write(tmp_path, **{key: edited(name, (old, new))})), words)
    assert found.startswith(f"queries/{name}:{place}: "), found


def test_two_feeds_with_one_address_are_told(tmp_path: Path) -> None:
    """Each item would be asked for twice."""
    twice = FILES["feeds.yaml"] + FILES["feeds.yaml"].replace("imagined-letters:", "other-letters:")
    (found,) = problems(write(tmp_path, feeds=twice))
    assert found.startswith("queries/feeds.yaml:9:8: 'other-letters' has the same address as 'imagined-letters'.")


def test_a_journal_without_fallback_is_a_warning(tmp_path: Path) -> None:
    """Publishers block servers; preprints, which PubMed mostly lacks, are left alone."""
    bare = edited("feeds.yaml", ("  fallback: '\"Imagined Lett\"[ta]'\n", ""))
    assert "no fallback" in one(warnings(write(tmp_path, feeds=bare)), "imagined-letters")
    assert warnings(write(tmp_path, feeds=bare + "  preprint: true\n")) == []


def test_a_claim_stands_in_one_file_only(tmp_path: Path) -> None:
    """The second is told with the place of the first, and the first one's kind holds."""
    queries = write(tmp_path)
    (queries / "claims/safety.yaml").write_text(FILES["claims/efficacy.yaml"].split("gloom-stays:\n")[0])
    registry = read_registry(queries, Findings())
    assert registry.claims_by_id["gloom-lifts"].kind is ClaimKind.EFFICACY
    (found,) = problems(queries)
    assert found.startswith(
        "queries/claims/safety.yaml:1:1: The claim 'gloom-lifts' stands in queries/claims/efficacy.yaml:1"
    )


def test_a_claims_file_is_named_after_a_kind(tmp_path: Path) -> None:
    """No other name says what its claims are."""
    queries = write(tmp_path)
    (queries / "claims/efficacy.yaml").rename(queries / "claims/hopes.yaml")
    assert "no kind of claim" in one(problems(queries), "claims/hopes.yaml: ")


def test_a_topics_file_name_is_its_id(tmp_path: Path) -> None:
    """So it has to have the form of an id."""
    queries = write(tmp_path)
    (queries / "topics/gloom.yaml").rename(queries / "topics/Deep Gloom.yaml")
    (found,) = problems(queries)
    assert found.startswith("queries/topics/Deep Gloom.yaml: 'Deep Gloom' cannot be the id of a topic.")


def test_a_topic_without_landmark_records_is_a_warning(tmp_path: Path) -> None:
    """Its search could then break unseen."""
    topic = edited(
        "topics/gloom.yaml", ("must_find:\n  - pmid: 12345678\n    doi: 10.1000/moon.1\n    note: made up\n", "")
    )
    assert "no must_find" in one(warnings(write(tmp_path, topics_gloom=topic)), "gloom.yaml")


def test_a_folder_without_topics_is_told(tmp_path: Path) -> None:
    """There would be nothing to watch."""
    queries = write(tmp_path)
    (queries / "topics/gloom.yaml").unlink()
    assert one(problems(queries), "no topic.").startswith("queries/topics: There is no topic.")


def test_dois_are_kept_in_lower_case(tmp_path: Path) -> None:
    """As records have them."""
    registry = load(write(tmp_path, topics_gloom=edited("topics/gloom.yaml", ("10.1000/moon.1", "10.1000/MOON.1"))))
    assert registry.topics[0].must_find[0].doi == "10.1000/moon.1"


@pytest.mark.parametrize("issn", ["1234-5679", "2434-561X", "0000-0000"])
def test_right_check_digits_pass(tmp_path: Path, issn: str) -> None:
    """X stands for ten."""
    assert load(write(tmp_path, feeds=edited("feeds.yaml", ("1234-5679", issn)))).feeds[0].issn == (issn,)
